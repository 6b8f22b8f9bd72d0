"""Merge and its undo through the C interface and the command line."""
from __future__ import annotations

import pytest

import kith
from kith.__main__ import main

NOW = "2023-10-26T09:00:00+08:00"
TODAY = "2023-10-26"


def book(path) -> kith.Book:
    made = kith.open(path, create=True)
    with made.batch() as batch:
        facts = [
            {"customer": "a", "name": "华信达科技有限公司", "region": "北京", "credit_code": None},
            {"customer": "b", "name": "华信达科技", "region": None, "credit_code": "91350100M000100Y43"},
        ]
        for i, fact in enumerate(facts):
            fact.update(source="t", key=f"c{i}", day=f"2023-10-0{i + 2}")
        batch.add_table("customer", facts)
        touches = [
            {"customer": c, "source": "t", "key": f"t{c}", "day": "2023-10-09", "channel": "phone", "content": c}
            for c in ("a", "b")
        ]
        batch.add_table("touch", touches)
        made.record(batch, NOW)
    return made


def answers(made: kith.Book) -> list[str]:
    view = made.at(TODAY)
    tables = [view.customers(), view.due(), view.duplicate_pairs(), view.history("a"), view.history("b")]
    return [table.to_csv() for table in tables]


def test_two_become_one_and_two_again(tmp_path):
    with book(tmp_path / "a.kith") as made:
        before = answers(made)
        dry = made.merge("a", "b", now=NOW, as_of=TODAY, dry_run=True)
        assert answers(made) == before
        table = made.merge("a", "b", now=NOW, as_of=TODAY, reason="same firm")
        assert table.to_csv() == dry.to_csv()
        assert list(zip(table["name"], table["effect"], table["kept"], table["merged"], table["joined"])) == [
            ("name", "differs", "华信达科技有限公司", "华信达科技", "华信达科技"),
            ("region", "added", "北京", None, "北京"),
            ("credit_code", "added", None, "91350100M000100Y43", "91350100M000100Y43"),
        ]
        view = made.at(TODAY)
        assert list(view.customers()["customer_key"]) == ["a"]
        assert list(view.customers()["merged"]) == ["b"]
        assert list(view.history("b")["customer_key"]) == ["a", "b", "a", "b"]
        made.check()
        made.unmerge("b", now=NOW, as_of=TODAY)
        assert answers(made) == before
        made.check()
        with pytest.raises(kith.KithError, match="not merged"):
            made.unmerge("b", now=NOW)
        with pytest.raises(kith.KithError, match="no such customer"):
            made.merge("a", "x", now=NOW)


def test_what_a_merge_refuses_is_named(tmp_path):
    with book(tmp_path / "a.kith") as made, made.batch() as batch:
        made.merge("a", "b", now=NOW)
        batch.add_table("merge", [{"source": "t", "key": "m", "day": TODAY, "kept": "c", "merged": "b"}])
        with pytest.raises(kith.KithError, match='merged into "a" already'):
            made.record(batch, NOW)


def test_the_command_line(tmp_path, capsys):
    path = tmp_path / "a.kith"
    book(path).close()
    assert main(["merge", str(path), "a", "b", "--now", NOW, "--dry-run"]) == 0
    assert "differs" in capsys.readouterr().out
    assert main(["merge", str(path), "a", "b", "--now", NOW, "--reason", "same firm"]) == 0
    capsys.readouterr()
    assert main(["customer", str(path), "b", "--as-of", TODAY]) == 0
    assert "4 rows" in capsys.readouterr().out
    assert main(["unmerge", str(path), "b", "--now", NOW]) == 0
    assert "华信达科技有限公司" in capsys.readouterr().out
    with kith.open(path, read_only=True) as made:
        assert len(made.at(TODAY).customers()) == 2
