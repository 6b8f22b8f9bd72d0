"""Own fields, contacts with consent, completeness, the card of a customer."""
from __future__ import annotations

import pytest

import kith
from kith.__main__ import main

NOW = "2023-10-26T09:00:00+08:00"
TODAY = "2023-10-26"
ENTRY = {
    "kind": "entry",
    "schema": 1,
    "id": "default",
    "zh": "录入规范",
    "en": "entry rules",
    "fields": [{"id": "site", "type": "choice", "zh": "厂区", "en": "site", "words": ["north", "south"]}],
    "required": [{"field": "name", "weight": 3}, {"field": "custom.site"}],
    "records": [{"record": "touch", "required": ["feedback"], "within_days": 1}],
}


def rows(kind: str, *given: dict) -> list[dict]:
    return [{"source": "t", "key": f"{kind}{i}", "day": "2023-10-02", **row} for i, row in enumerate(given)]


def facts() -> kith.Batch:
    batch = kith.Batch()
    batch.adopt_defaults("2023-10-01", recorded=NOW)
    batch.adopt(kith.Document.parse(ENTRY), "2023-10-01", recorded=NOW)
    batch.add_table("customer", rows("c", {"customer": "a", "name": "甲公司"}, {"customer": "b"}), recorded=NOW)
    batch.add_table("custom", rows("f", {"customer": "a", "field": "site", "word": "west"}), recorded=NOW)
    contacts = ({"customer": c, "contact": "k", "name": "王五", "channels": "mail"} for c in "ab")
    batch.add_table("contact", rows("k", *contacts), recorded=NOW)
    said = {"customer": "a", "contact": "k", "purpose": "news", "channel": "mail"}
    batch.add_table("consent", rows("s", said), recorded=NOW)
    batch.add_touch("a", "t", "touch", day="2023-10-20", recorded=NOW)
    return batch


def test_completeness_names_what_is_missing_and_wrong():
    view = kith.view(facts(), as_of=TODAY)
    table = view.completeness(record_days=30)
    assert table["customer_key"] == ["a", "b"]
    assert table["score_ppm"] == [750_000, 0]
    assert table["missing"] == [None, "name|custom.site"]
    assert table["invalid"] == ["custom.site", None]
    assert table["record_gaps"] == ["touch.feedback=1", None]
    assert table["records_late"] == [1, 0]
    assert view.completeness(customer="b")["records"] == [None]
    with pytest.raises(kith.KithError, match="entry rules"):
        kith.view(facts(), as_of="2023-09-30").completeness()
    with pytest.raises(kith.InvalidArgumentError):
        view.completeness(record_days=-1)


def test_contacts_and_field_history():
    view = kith.view(facts(), as_of=TODAY)
    assert view.contacts(contact="k")["customer_key"] == ["a", "b"]
    assert view.contacts(customer="a")["consents"] == ["news/mail"]
    assert view.field_history("a", "custom.site")["value"] == ["west"]
    assert "contact.name" in view.field_history("a")["field"]
    assert len(view.field_history("nobody")) == 0
    with pytest.raises(kith.InvalidArgumentError) as caught:
        view.field_history("a", "nonsense")
    assert caught.value.field == "field"


def test_card_is_a_page():
    view = kith.view(facts(), as_of=TODAY)
    page = view.card_html("a")
    assert page.startswith("<!DOCTYPE html>") and "甲公司" in page
    assert "Completeness" in view.card_html("a", language="en")
    with pytest.raises(kith.NotFoundError):
        view.card_html("nobody")


def test_command_line(tmp_path, capsys):
    path = str(tmp_path / "b.kith")
    with kith.open(path, create=True) as book:
        book.record(facts(), NOW)
    page = tmp_path / "card.html"
    assert main(["card", path, "甲公司", "--as-of", TODAY, "-o", str(page)]) == 0
    assert "甲公司" in page.read_text("utf-8")
    assert main(["completeness", path, "--as-of", TODAY, "--incomplete-only"]) == 0
    assert main(["contacts", path, "--as-of", TODAY, "--customer", "a"]) == 0
    assert main(["customer", path, "a", "--as-of", TODAY, "--field", "custom.site"]) == 0
    told = capsys.readouterr().out
    assert "west" in told and "news/mail" in told and "name" in told
    assert main(["card", path, "nobody", "--as-of", TODAY]) == 1
