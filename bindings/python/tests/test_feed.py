"""The calendar feed, read by a reader that shares nothing with the library."""
from __future__ import annotations

import datetime

import ical_reader
import pytest

import kith
from kith.__main__ import main

NOW = "2023-11-06T09:00:00+08:00"
TODAY = "2023-11-06"  # a Monday
LONG = "深圳市前海，南山；\\分公司\n" * 6 + "客户"


def rows(kind: str, *given: dict) -> list[dict]:
    return [{"source": "t", "key": f"{kind}{i}", "day": "2023-11-06", **row} for i, row in enumerate(given)]


def facts() -> kith.Batch:
    batch = kith.Batch()
    batch.adopt_defaults("2023-11-01", recorded=NOW)
    people = rows("p", {"person": "li", "name": "李四"}, {"person": "ma", "name": "马, 六"})
    batch.add_table("person", people, recorded=NOW)
    named = {"a1": LONG, "a2": "YY制造集团", "b1": "乙"}
    batch.add_table("customer", rows("c", *({"customer": k, "name": n} for k, n in named.items())), recorded=NOW)
    owners = {"a1": "li", "a2": "li", "b1": "ma"}
    batch.add_table("owner", rows("o", *({"customer": k, "owner": o} for k, o in owners.items())), recorded=NOW)
    batch.add_table("tier", rows("t", *({"customer": k, "tier": "A"} for k in named)), recorded=NOW)
    steps = {"customer": "a2", "text": "送样品；确认, 报价", "deadline": "point", "last": "2023-11-08"}
    batch.add_table("step", rows("s", steps), recorded=NOW)
    deal = {"customer": "a2", "deal": "d1", "stage": "needs_confirmed"}
    batch.add_table("stage", rows("g", deal), recorded=NOW)
    return batch


def events(view: kith.View, **options) -> list[dict]:
    return ical_reader.read(view.feed_ical(**options).encode("utf-8"))


def test_every_promise_owed_and_open_milestone_is_an_event():
    view = kith.view(facts(), as_of=TODAY)
    told = events(view)
    due = view.due(hide_kept=True)
    milestones = view.milestones()
    wanted = sorted([d for d in due["due"] if d] + [d for d in milestones["deadline"] if d])
    assert sorted(e["DTSTART"] for e in told) == wanted and len(wanted) > 5
    assert all(e["DTEND"] - e["DTSTART"] == datetime.timedelta(1) for e in told)
    assert {e["TRANSP"] for e in told} == {"TRANSPARENT"}
    assert any(e["CATEGORIES"] == "MILESTONE" for e in told)
    step = next(e for e in told if "送样品；确认, 报价" in e["SUMMARY"])
    assert step["DTSTART"] == datetime.date(2023, 11, 8) and step["X-KITH-CUSTOMER"] == "a2"
    # Names of any length are whole again.
    assert any(LONG.replace("\n", "") in e["SUMMARY"].replace("\n", "") for e in told)


def test_the_stamp_is_an_argument():
    view = kith.view(facts(), as_of=TODAY)
    assert {e["DTSTAMP"] for e in events(view)} == {datetime.datetime(2023, 11, 6)}
    assert {e["DTSTAMP"] for e in events(view, stamp=NOW)} == {datetime.datetime(2023, 11, 6, 1)}
    assert view.feed_ical(stamp=NOW) == view.feed_ical(stamp=NOW)


def test_an_event_keeps_its_uid_while_it_is_the_same_promise():
    def uids(as_of: str) -> dict:
        told = events(kith.view(facts(), as_of=as_of))
        return {(e["X-KITH-CUSTOMER"], e["SUMMARY"].removeprefix("【逾期】")): e["UID"] for e in told}

    monday, next_week = uids(TODAY), uids("2023-11-14")
    same = set(monday) & set(next_week)
    assert same
    steps = [k for k in same if "送样品" in k[1]]
    assert steps and all(monday[k] == next_week[k] for k in steps)
    english = events(kith.view(facts(), as_of=TODAY), language="en")
    assert {e["UID"] for e in english} == set(monday.values())


def test_of_one_owner_and_without_milestones():
    view = kith.view(facts(), as_of=TODAY)
    assert {e["X-KITH-CUSTOMER"] for e in events(view, owner="ma")} == {"b1"}
    assert "MILESTONE" not in {e["CATEGORIES"] for e in events(view, milestones=False)}
    assert events(view, owner="nobody") == []


def test_the_reader_is_strict():
    good = kith.view(facts(), as_of=TODAY).feed_ical().encode("utf-8")
    broken = [
        good.replace(b"\r\n", b"\n"),
        good.replace(b"VERSION:2.0\r\n", b""),
        good[:-2],
        good.replace(b"TRANSP:TRANSPARENT", b"TRANSP:SOMETIMES", 1),
        good.replace(b"DTSTAMP:20231106T000000Z", b"DTSTAMP:20231106T000000", 1),
        good.replace(b"\r\n ", b"", 1),
    ]
    for data in broken:
        with pytest.raises((ical_reader.Fault, UnicodeDecodeError)):
            ical_reader.read(data)


def test_another_reader_agrees():
    icalendar = pytest.importorskip("icalendar")
    view = kith.view(facts(), as_of=TODAY)
    text = view.feed_ical().encode("utf-8")
    theirs = icalendar.Calendar.from_ical(text)
    found = {
        (str(e["uid"]), e["dtstart"].dt, str(e["summary"])) for e in theirs.walk("VEVENT")
    }
    assert found == {(e["UID"], e["DTSTART"], e["SUMMARY"]) for e in ical_reader.read(text)}


def test_the_command_line_writes_a_file(tmp_path, capsys):
    path, out = tmp_path / "b.kith", tmp_path / "li.ics"
    with kith.open(path, create=True) as book:
        book.record(facts(), NOW)
    asked = ["feed", str(path), "--as-of", TODAY, "--owner", "li", "--output", str(out)]
    assert main([*asked, "--now", NOW]) == 0
    assert len(ical_reader.read(out.read_bytes())) > 3
