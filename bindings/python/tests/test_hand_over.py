"""Hand-over, promises of a period, delays of records and working time from Python."""
from __future__ import annotations

import datetime

import pytest

import kith
from kith.__main__ import main

NOW = "2023-11-06T09:00:00+08:00"
TODAY = "2023-11-06"  # a Monday


def rows(kind: str, *given: dict) -> list[dict]:
    return [{"source": "t", "key": f"{kind}{i}", "day": "2023-10-09", **row} for i, row in enumerate(given)]


def facts() -> kith.Batch:
    batch = kith.Batch()
    batch.adopt_defaults("2023-10-09", recorded=NOW)
    team = {"role": "account_manager", "team": "t"}
    people = rows("p", {"person": "li", "name": "李四", **team}, {"person": "ma", "name": "马六", "book_cap": 1, **team})
    batch.add_table("person", people, recorded=NOW)
    batch.add_table("customer", rows("c", {"customer": "a1", "name": "甲"}, {"customer": "a2"}), recorded=NOW)
    batch.add_table("owner", rows("o", *({"customer": k, "owner": "li"} for k in ("a1", "a2"))), recorded=NOW)
    batch.add_table("tier", rows("t", *({"customer": k, "tier": "A"} for k in ("a1", "a2"))), recorded=NOW)
    batch.add_touch("a1", source="t", key="m1", day="2023-10-11", channel="phone", actor="li", recorded=NOW)
    return batch


@pytest.fixture
def book(tmp_path):
    with kith.open(tmp_path / "b.kith", create=True) as made:
        made.record(facts(), NOW)
        yield made


def test_a_hand_over_is_a_dry_run_until_it_is_recorded(book):
    decisions, sheet = book.at(TODAY).hand_over("li", "h1", NOW)
    customers = [i for i, s in enumerate(sheet["section"]) if s == "customer"]
    assert [sheet["new_owner"][i] for i in customers] == ["ma", None]
    assert sheet["why_codes"][customers[1]] == "assign.book_cap"
    assert list(book.at(TODAY).customers()["owner"]) == ["li", "li"]
    book.record(decisions, NOW)
    assert sorted(book.at(TODAY).customers()["owner"]) == ["li", "ma"]
    again, left = book.at(TODAY).hand_over("li", "h1", NOW)
    assert len(again) == 0 and [s for s in left["section"]].count("customer") == 1


def test_the_sheet_is_a_page(book):
    page = book.at(TODAY).hand_over_html("li")
    assert "客户交接：李四" in page and "共2个客户，1个暂无人可接手。" in page and "<script" not in page
    assert "Hand-over: 李四" in book.at(TODAY).hand_over_html("li", language="en")
    with pytest.raises(kith.NotFoundError):
        book.at(TODAY).hand_over_html("nobody")


def test_promises_by_week_and_owner(book):
    weeks = book.at(TODAY).promise_record("2023-10-09", "2023-11-05", every="week", by_stream=True)
    talks = [i for i, s in enumerate(weeks["stream"]) if s == "weekly deep talk"]
    assert [(weeks["kept"][i], weeks["broken"][i]) for i in talks] == [(1, 1), (0, 2), (0, 2), (0, 2)]
    whole = book.at(TODAY).promise_record("2023-10-09", "2023-11-05", by_owner=True)
    assert list(whole["owner"]) == ["li"]
    with pytest.raises(ValueError):
        book.at(TODAY).promise_record(every="fortnight")


def test_delays_of_records(book):
    answer = book.at(TODAY).entry_delay("2023-10-01", "2023-10-31", by_author=True)
    assert (answer["contacts"][0], answer["later"][0], answer["worst_days"][0]) == (1, 1, 26)
    assert list(answer["author"]) == [None, "li"]


def test_the_command_line(tmp_path, capsys):
    path = tmp_path / "b.kith"
    with kith.open(path, create=True) as made:
        made.record(facts(), NOW)
    asked = [str(path), "--as-of", TODAY]
    page = tmp_path / "sheet.html"
    assert main(["handover", *asked, "li"]) == 0
    assert "ma" in capsys.readouterr().out or "马六" in capsys.readouterr().out
    assert main(["handover", *asked, "li", "--output", str(page), "--record", "--now", NOW]) == 0
    assert "马六" in page.read_text(encoding="utf-8")
    with kith.open(path) as made:
        assert sorted(made.at(TODAY).customers()["owner"]) == ["li", "ma"]
    period = ["--first", "2023-10-09", "--last", "2023-11-05"]
    assert main(["promises", *asked, *period, "--every", "week", "--by-tier"]) == 0
    assert main(["delays", *asked, *period, "--by-owner"]) == 0


def test_working_time():
    clock = kith.WorkClock(kith.Calendar())
    # Over the autumn holiday of 2023.
    assert clock.elapsed("2023-09-28T16:30:00+08:00", "2023-10-07T09:30:00+08:00") == 120
    target = clock.target("2023-09-28T16:30:00+08:00", 120)
    assert target.deadline == datetime.datetime(2023, 10, 7, 1, 30, tzinfo=datetime.timezone.utc)
    held = [("2023-09-28T17:00:00+08:00", "2023-10-07T10:00:00+08:00")]
    later = clock.target("2023-09-28T16:30:00+08:00", 120, now="2023-10-07T11:00:00+08:00", pauses=held)
    assert (later.used_minutes, later.percent, later.breached) == (90, 75, False)
    assert later.deadline == datetime.datetime(2023, 10, 7, 3, 30, tzinfo=datetime.timezone.utc)
    lasting = clock.target("2023-09-28T16:30:00+08:00", 120, pauses=[("2023-09-28T17:00:00+08:00", None)])
    assert lasting.deadline is None
    berlin = kith.WorkClock(
        kith.Calendar(), {"zone": "CET-1CEST,M3.5.0,M10.5.0/3", "hours": {"1": [["08:00", "16:00"]]}}
    )
    assert berlin.elapsed("2023-10-30T00:00:00+01:00", "2023-10-30T09:00:00+01:00") == 60
    with pytest.raises(kith.InvalidArgumentError) as bad:
        kith.WorkClock(kith.Calendar(), {"zone": "nowhere"})
    assert bad.value.field == "/zone"
    with pytest.raises(kith.InvalidArgumentError) as crossed:
        clock.target("2023-09-28T16:30:00+08:00", 60, pauses=[*held, *held])
    assert crossed.value.row == 1
