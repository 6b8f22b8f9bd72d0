"""Whose follow-ups other rules moved, from Python and the command line."""
from __future__ import annotations

import datetime
import json

import pytest

import kith
from kith.__main__ import main

SET_UP, CHANGED = "2023-10-09T09:00:00+08:00", "2023-11-06T09:00:00+08:00"
BEFORE = "2023-11-06T08:00:00+08:00"
TODAY = "2023-11-06"  # a Monday


def rhythm(gap_wd: int) -> kith.Document:
    stream = {
        **{"id": "talk", "zh": "谈", "purpose": "t", "kind": "GAP", "gap_wd": gap_wd, "early": [4, 5]},
        **{"channels": ["phone"], "direction": "two_way", "roles": ["owner"]},
    }
    document = {
        **{"kind": "cadence", "schema": 1, "id": "ours"},
        **{"purposes": [{"id": "t", "zh": "谈", "en": "talk"}], "streams": [stream]},
        **{"plans": [{"streams": ["talk"]}]},
    }
    return kith.Document.parse(json.dumps(document))


def batch(at: str, gap_wd: int, day: str) -> kith.Batch:
    made = kith.Batch()
    made.adopt(rhythm(gap_wd), day, recorded=at)
    return made


@pytest.fixture
def facts() -> kith.Batch:
    """Two customers on a rhythm of ten working days, which becomes five."""
    made = kith.Batch()
    made.adopt(kith.Document.default("calendar"), "2023-01-01", recorded=SET_UP)
    made.append(batch(SET_UP, 10, "2023-10-09"))
    held = {"a": ("li", "2023-10-27"), "b": ("ma", "2023-11-03")}
    for key, (owner, talked) in held.items():
        row = {"source": "t", "key": f"o-{key}", "day": "2023-10-09", "customer": key, "owner": owner}
        made.add_table("owner", [row], recorded=SET_UP)
        made.add_touch(key, source="t", key=f"m-{key}", day=talked, channel="phone", recorded=SET_UP)
    made.append(batch(CHANGED, 5, TODAY))
    return made


def test_a_quicker_rhythm_moves_follow_ups(facts):
    view = kith.view(facts, as_of=TODAY)
    moved = view.moved(BEFORE)
    assert moved.name == "moved" and list(moved["customer_key"]) == ["a", "b"]
    day = datetime.date
    assert list(moved["due_before"]) == [day(2023, 11, 10), day(2023, 11, 17)]
    assert list(moved["due"]) == [day(2023, 11, 6), day(2023, 11, 10)]
    assert list(moved["moved_wd"]) == [-4, -5]
    assert list(moved["change_zh"]) == ["改期", "改期"]
    assert list(view.moved(BEFORE, owner="ma")["customer_key"]) == ["b"]
    assert len(view.moved(BEFORE, limit=1)) == 1
    assert len(view.moved(datetime.datetime.fromisoformat(CHANGED))) == 0
    assert list(view.moved(SET_UP)["change"]) == ["moved", "moved"]
    assert list(view.moved("2023-10-01T00:00:00Z")["change"]) == ["added", "added"]


def test_what_is_wrong_is_named(facts):
    view = kith.view(facts, as_of=TODAY)
    with pytest.raises(kith.InvalidArgumentError) as other:
        view.moved("2023-11-06")  # a day is no instant
    assert other.value.field == "known_at"
    with pytest.raises(kith.InvalidArgumentError) as missing:
        view.moved("1970-01-01T00:00:00Z")
    assert (missing.value.reason, missing.value.field) == ("missing_value", "known_at")


def test_over_a_book_audited_and_from_the_command_line(facts, tmp_path, capsys):
    path = tmp_path / "b.kith"
    with kith.open(path, create=True) as book:
        book.record(facts, CHANGED)
        expected = kith.view(facts, as_of=TODAY).moved(BEFORE).to_csv()
        assert book.at(TODAY).moved(BEFORE).to_csv() == expected
        book.at(TODAY, audited_at=CHANGED).moved(BEFORE)
        shown = book.audit()
        assert list(shown["question"]) == ["moved"] and list(shown["rows"]) == [2]
    asked = ["moved", str(path), BEFORE, "--as-of", TODAY]
    assert main([*asked, "--owner", "ma"]) == 0
    out = capsys.readouterr().out
    assert "2023-11-17  2023-11-10" in out and "1 rows" in out
    assert main([*asked, "--language", "zh"]) == 0
    assert "变动工作日" in capsys.readouterr().out
