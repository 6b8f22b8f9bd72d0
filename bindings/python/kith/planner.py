"""Plans: which jobs are kept, on which day, and why not today.

    plan, proofs = kith.plan_days(
        [{"owner": "li", "key": "c1/call", "channel": "phone",
          "first": "2025-09-22", "last": "2025-09-26", "points": 90}],
        [{"owner": "li", "channel": "phone", "day": "2025-09-22", "slots": 15}],
        "2025-09-22",
    )
    plan.to_pandas(headings="zh")
"""
from __future__ import annotations

import ctypes
from typing import Any

from . import _capi
from ._values import OBJECTIVES, PLACEMENTS, Day, code, day_number
from .batch import as_facts
from .calendar import Calendar
from .errors import call
from .table import Table


def plan_days(
    jobs: Any,
    slots: Any,
    today: Day,
    *,
    caps: Any = None,
    calendar: Calendar | None = None,
    objective: str = "keep_with_cap",
    cap_times: int = 2,
    placement: str = "latest",
    fixes: bool = True,
) -> tuple[Table, Table]:
    """Plans the days of each owner from today to the latest day that has slots: the
    table "plan_days", a row a job in their order, and the table "plan_places", the proof
    of each refusal.

    jobs, slots, caps: the tables "plan_jobs", "plan_slots" and "plan_caps" of
    docs/tables.md, as a Table, a DataFrame, a dictionary of columns, a list of
    dictionaries, or anything Arrow. calendar: counts the working days of cap_times; None:
    China's. objective: "keep_with_cap", "keep" or "share". placement: "latest" or
    "level". fixes: say what would give a refused job a slot.
    """
    given = [as_facts(jobs), as_facts(slots)]
    capped = None if caps is None else as_facts(caps)
    working_days = Calendar() if calendar is None else calendar
    options = _capi.kith_plan_options(
        objective=code(OBJECTIVES, objective, "objective"),
        cap_times=cap_times,
        placement=code(PLACEMENTS, placement, "placement"),
        no_fixes=int(not fixes),
    )
    plan, places = ctypes.c_void_p(), ctypes.c_void_p()
    call(
        "kith_plan_days",
        given[0]._use(),
        given[1]._use(),
        None if capped is None else capped._use(),
        working_days._use(),
        day_number(today, "today"),
        ctypes.byref(options),
        ctypes.byref(plan),
        ctypes.byref(places),
    )
    return Table(plan.value), Table(places.value)
