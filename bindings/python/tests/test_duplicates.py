"""Duplicates through the C interface: candidates with reasons, the scan, the switch."""
from __future__ import annotations

import pytest

import kith
from kith.__main__ import main

NOW = "2023-10-26T09:00:00+08:00"
TODAY = "2023-10-26"
CODE = "91350100M000100Y43"


def rows(kind: str, *given: dict) -> list[dict]:
    return [{"source": "t", "key": f"{kind}{i}", "day": "2023-10-02", **row} for i, row in enumerate(given)]


def facts(hidden_duplicates: bool = False) -> kith.Batch:
    batch = kith.Batch()
    access = {
        **{"kind": "access", "schema": 1, "id": "a", "zh": "权限", "en": "rights", "roles": []},
        "otherwise": {"scope": "own", "pool": False, "hidden_duplicates": hidden_duplicates},
    }
    batch.adopt(kith.Document.parse(access), "2023-10-01", recorded=NOW)
    people = rows("p", {"person": "li", "name": "李四", "team": "east"}, {"person": "wu", "name": "吴六", "team": "west"})
    batch.add_table("person", people, recorded=NOW)
    customers = (
        {"customer": "a", "name": "华信达科技有限公司", "region": "北京"},
        {"customer": "b", "name": "华信达科技", "credit_code": CODE},
        {"customer": "c", "name": "ZZ贸易公司"},
        {"customer": "d", "name": "张*"},
    )
    batch.add_table("customer", rows("c", *customers), recorded=NOW)
    owners = ({"customer": "a", "owner": "li"}, {"customer": "b", "owner": "wu"})
    batch.add_table("owner", rows("o", *owners), recorded=NOW)
    phones = (("a", "138-1234-5678"), ("b", "+86 13812345678"), ("c", "139****5678"), ("d", "139****5678"))
    contacts = ({"customer": c, "contact": "k", "phone": phone} for c, phone in phones)
    batch.add_table("contact", rows("k", *contacts), recorded=NOW)
    return batch


@pytest.fixture(params=["batch", "book"])
def view(request, tmp_path):
    if request.param == "batch":
        yield kith.view(facts(), as_of=TODAY)
    else:
        with kith.open(tmp_path / "d.kith", create=True) as book:
            book.record(facts(), now=NOW)
            yield book.at(TODAY)


def test_candidates_come_with_score_reasons_and_owners(view):
    table = view.duplicates("a")
    assert list(table["candidate_key"]) == ["b"]
    assert table["score"][0] == 880
    assert table["owner_conflict"][0] == 1
    assert table["why_zh"][0] == "完整电话相同；字号相同；撞单：分别由李四和吴六负责"
    assert table["why_en"][0].startswith("the same whole phone; the same core name; two owners")


def test_one_not_created_yet(view):
    table = view.duplicates(name="华信达科技有限公司", region="北京市", owner="wu")
    assert list(table["candidate_key"]) == ["a", "b"]
    assert list(table["score"]) == [700, 400]
    assert list(table["owner_conflict"]) == [1, 0]
    assert list(table["customer_key"]) == [None, None]
    assert list(view.duplicates(credit_code=CODE)["score"]) == [950]
    assert len(view.duplicates(name="从未见过的公司")) == 0


def test_masked_values_find_nobody(view):
    assert len(view.duplicates("c")) == 0
    with pytest.raises(kith.KithError, match="masked"):
        view.duplicates(phone="139****5678")
    with pytest.raises(kith.KithError, match="customer"):
        view.duplicates()
    with pytest.raises(kith.KithError, match="fields of its own"):
        view.duplicates("a", name="x")
    with pytest.raises(kith.NotFoundError):
        view.duplicates("nobody")


def test_the_scan_marks_two_owners(view):
    table = view.duplicate_pairs()
    assert list(zip(table["customer_key"], table["candidate_key"])) == [("a", "b")]
    assert table["owner_conflict"][0] == 1


def test_an_actor_sees_their_own_and_what_the_switch_tells():
    assert len(kith.view(facts(), as_of=TODAY, actor="li").duplicates(phone="13812345678")) == 1
    table = kith.view(facts(True), as_of=TODAY, actor="li").duplicates(phone="13812345678")
    assert list(table["disclosed"]) == [0, 1]
    assert list(table["candidate"]) == ["华信达科技有限公司", "华*"]
    assert list(table["candidate_team"]) == ["east", "west"]
    assert list(table["candidate_key"]) == ["a", None]
    assert list(table["score"]) == [800, None]


def test_the_command_line(tmp_path, capsys):
    path = str(tmp_path / "d.kith")
    with kith.open(path, create=True) as book:
        book.record(facts(), now=NOW)
    assert main(["duplicates", path, "--as-of", TODAY]) == 0
    assert "two owners claim the customer: 李四 and 吴六" in capsys.readouterr().out
    assert main(["duplicates", path, "--as-of", TODAY, "--name", "华信达科技有限公司"]) == 0
    assert "the same name" in capsys.readouterr().out
