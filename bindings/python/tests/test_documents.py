"""Documents: parsing, checking, holiday packs."""
from __future__ import annotations

import json

import pytest

import kith


@pytest.mark.parametrize("kind", ["calendar", "tier", "cadence", "pipeline"])
def test_defaults(kind, no_leak):
    document = kith.Document.default(kind)
    assert document.kind == kind and document.id and len(document.hash) == 26
    again = kith.Document.parse(document.json)
    assert (again.hash, again.json) == (document.hash, document.json)
    assert kith.Document.parse(json.loads(document.json)).hash == document.hash
    assert len(kith.Document.check(document.json)) == 0


def test_errors_name_the_path(no_leak):
    text = kith.Document.default("cadence").json
    broken = json.loads(text)
    broken["no_such_member"] = 1
    with pytest.raises(kith.InvalidArgumentError) as caught:
        kith.Document.parse(broken)
    assert "no_such_member" in caught.value.field
    errors = kith.Document.check(broken)
    assert errors.name == "document_errors" and len(errors) >= 1
    assert "no_such_member" in errors["path"][0]


def test_not_json():
    with pytest.raises(kith.InvalidArgumentError):
        kith.Document.parse("{")
    assert len(kith.Document.check("{")) == 1


def test_unknown_kind():
    with pytest.raises(kith.InvalidArgumentError, match="calendar, tier"):
        kith.Document.default("policy")


def test_holiday_pack(no_leak, tmp_path):
    pack = "date,kind,name\n2030-01-01,holiday,元旦\n2030-01-05,workday,元旦\n"
    file = tmp_path / "pack.csv"
    file.write_text(pack, "utf-8")
    for files in ([pack.encode()], [file]):
        document, warnings = kith.Document.from_holiday_pack(
            files, id="cn", source="our own list", shape="csv"
        )
        calendar = kith.Calendar(document)
        assert not calendar.is_working_day("2030-01-01")
        assert calendar.is_working_day("2030-01-05")  # a Saturday
        assert warnings.name == "document_errors"
