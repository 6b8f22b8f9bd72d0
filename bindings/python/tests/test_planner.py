"""Plans through the C interface."""
from __future__ import annotations

import pytest

import kith

TODAY = "2025-09-22"


def job(key: str, last: str = TODAY, points: int = 0, **more: object) -> dict[str, object]:
    return {
        "owner": "li", "key": key, "channel": "phone", "first": TODAY, "last": last, "points": points, **more,
    }  # fmt: skip


def slots(*numbers: int, owner: str = "li", channel: str = "phone") -> list[dict[str, object]]:
    return [
        {"owner": owner, "channel": channel, "day": f"2025-09-{22 + i}", "slots": n}
        for i, n in enumerate(numbers)
    ]


def column(table: kith.Table, name: str) -> list[object]:
    return list(table[name])


def test_the_strongest_are_kept_and_the_rest_is_told_why() -> None:
    plan, places = kith.plan_days([job("a", points=1), job("b", points=3), job("c", points=2)], slots(2), TODAY)
    assert column(plan, "reason") == ["capacity", "today", "today"]
    assert column(plan, "place") == [None, 1, 2]
    assert column(plan, "weakest") == ["c", None, None]
    assert column(plan, "fix_slots") == [1, None, None]
    assert column(places, "key") == ["a"]
    assert column(places, "slots") == [2]
    assert "2" in str(column(plan, "why_en")[0])


def test_a_day_column_may_be_iso_text_or_dates() -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame([job("a", since="2025-09-15")])
    frame["since"] = pandas.to_datetime(frame["since"])
    plan, _ = kith.plan_days(frame, pandas.DataFrame(slots(1)), TODAY)
    assert column(plan, "reason") == ["today"]


def test_objectives_and_placements() -> None:
    late = job("late", points=1) | {"first": "2025-09-15", "last": "2025-09-19", "since": "2025-09-12"}
    both = [late, job("now", points=9)]
    keep, _ = kith.plan_days(both, slots(1, 1), TODAY, objective="keep", fixes=False)
    assert column(keep, "reason") == ["capacity", "today"]
    assert column(keep, "fix_day") == [None, None]
    share, _ = kith.plan_days(both, slots(1, 1), TODAY, objective="share")
    assert column(share, "reason") == ["today", "turn"]
    level, _ = kith.plan_days(
        [job(k, last="2025-09-25") for k in "abcd"], slots(9, 9, 9, 9), TODAY, placement="level"
    )
    assert sorted(map(str, column(level, "day"))) == [f"2025-09-{d}" for d in range(22, 26)]


def test_caps_stand_above_the_channels() -> None:
    visit = job("v", points=5) | {"channel": "visit"}
    plan, places = kith.plan_days(
        [visit, job("c")],
        slots(5) + slots(5, channel="visit"),
        TODAY,
        caps=[{"owner": "li", "first": TODAY, "last": TODAY, "slots": 1}],
    )
    assert column(plan, "reason") == ["today", "capacity"]
    assert column(places, "channel") == [None]


def test_errors_name_table_column_and_row() -> None:
    with pytest.raises(kith.InvalidArgumentError) as caught:
        kith.plan_days([job("a"), job("a")], slots(1), TODAY)
    assert (caught.value.field, caught.value.row) == ("key", 1)
    with pytest.raises(kith.InvalidArgumentError) as caught:
        kith.plan_days([job("a", channel="smoke")], slots(1), TODAY)
    assert (caught.value.field, caught.value.reason) == ("channel", "unknown_name")
    with pytest.raises(kith.InvalidArgumentError, match="known here"):
        kith.plan_days([job("a")], slots(1), TODAY, objective="best")
