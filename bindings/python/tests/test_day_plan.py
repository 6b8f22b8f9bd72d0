"""The plan of a person's days, from a batch, a book and the command line."""
from __future__ import annotations

import datetime

import pytest

import kith
from kith.__main__ import main

NOW = "2023-11-06T09:00:00+08:00"
TODAY = "2023-11-06"  # a Monday


def rows(kind: str, *given: dict) -> list[dict]:
    return [{"source": "t", "key": f"{kind}{i}", "day": TODAY, **row} for i, row in enumerate(given)]


def facts(customers: int = 6) -> kith.Batch:
    batch = kith.Batch()
    batch.adopt_defaults("2023-11-01", recorded=NOW)
    people = rows("p", {"person": "li", "name": "李四", "day_capacity": 1}, {"person": "wu"})
    batch.add_table("person", people, recorded=NOW)
    keys = [f"a{i}" for i in range(customers)]
    batch.add_table("customer", rows("c", *({"customer": k, "name": f"客户{k}"} for k in keys)), recorded=NOW)
    batch.add_table("owner", rows("o", *({"customer": k, "owner": "li"} for k in keys)), recorded=NOW)
    batch.add_table("tier", rows("t", *({"customer": k, "tier": "A"} for k in keys)), recorded=NOW)
    return batch


def test_a_week_has_a_touch_a_day_and_says_why_the_last_is_not_kept():
    plan = kith.view(facts(), as_of=TODAY).day_plan("li", days=5)
    assert plan.name == "day_plan"
    shown = list(zip(plan["day"], plan["rank"], plan["customer_key"]))[:5]
    monday = datetime.date(2023, 11, 6)
    assert shown == [(monday + datetime.timedelta(i), 1, f"a{i}") for i in range(5)]
    assert plan["day"][-1] is None and plan["reason"][-1] == "capacity"
    assert "客户a4" in plan["why_zh"][-1] and plan["fix_slots"][-1] == 1
    parts = (plan[f"points_{part}"] for part in ("weight", "lateness", "ranking"))
    for total, *addends in zip(plan["points"], *parts):
        assert total == sum(addends)


def test_options_are_passed_on():
    view = kith.view(facts(3), as_of=TODAY)
    assert len(view.day_plan("li", limit=1)) == 1
    latest, level = (view.day_plan("li", days=1, placement=p, fixes=False) for p in ("latest", "level"))
    assert len(latest) == len(level) == 1
    assert set(view.day_plan("li", horizon=1)["due"]) == set()
    shared = view.day_plan("li", objective="share")
    assert {r for r in shared["reason"]} <= {"today", "turn", "not_released"}
    with pytest.raises(ValueError):
        view.day_plan("li", objective="best")


def test_what_cannot_be_planned_is_an_error_by_name():
    view = kith.view(facts(1), as_of=TODAY)
    with pytest.raises(kith.NotFoundError):
        view.day_plan("nobody")
    with pytest.raises(kith.KithError) as unknown:
        view.day_plan("wu")
    assert (unknown.value.status, unknown.value.field) == ("failed_precondition", "person")
    with pytest.raises(kith.KithError) as days:
        view.day_plan("li", days=-1)
    assert days.value.field == "days"


def test_the_command_line_prints_a_week(tmp_path, capsys):
    path = tmp_path / "b.kith"
    with kith.open(path, create=True) as book:
        book.record(facts(), NOW)
    assert main(["plan", str(path), "li", "--as-of", TODAY, "--days", "5", "--language", "zh"]) == 0
    out = capsys.readouterr().out
    assert "2023-11-10" in out and "客户a5" in out and "时段已满" in out
    assert main(["plan", str(path), "nobody", "--as-of", TODAY]) == 1
