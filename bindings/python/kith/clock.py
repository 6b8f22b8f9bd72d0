"""Working time.

    clock = kith.WorkClock(kith.Calendar(), {"zone": "CET-1CEST,M3.5.0,M10.5.0/3"})
    clock.elapsed("2023-10-26T17:00:00+02:00", "2023-10-27T10:00:00+02:00")       120
    clock.target(opened, 4 * 60, now=now, pauses=[(held, resumed)]).deadline
"""
from __future__ import annotations

import ctypes
import json
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any, Mapping, Sequence

from . import _capi
from ._handle import Handle
from ._load import library
from ._values import Moment, micros, utf8
from .calendar import Calendar
from .errors import call

_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
_LASTS = 2**63 - 1


@dataclass(frozen=True)
class Target:
    """How a response target stands."""

    used_minutes: int
    percent: int  #: of the budget, rounded down; may exceed 100
    deadline: datetime | None  #: None: a pause lasts before it
    breached: bool
    provisional: bool


class WorkClock(Handle):
    """Working hours of a calendar in a zone. Immutable; any thread may use it."""

    _noun = "clock"

    def __init__(self, calendar: Calendar, document: str | Mapping[str, Any] = "{}") -> None:
        """document: hours, extra, half, zone, first and last, all optional, as
        kith_clock_create() has them."""
        source = document if isinstance(document, str) else json.dumps(document)
        encoded, clock = utf8(source, "document"), ctypes.c_void_p()
        call("kith_clock_create", calendar._use(), encoded, len(encoded), ctypes.byref(clock))
        super().__init__(clock.value, library().kith_clock_free)

    def elapsed(self, start: Moment, end: Moment) -> int:
        """Whole working minutes from one instant to the other, negative when end lies
        before start."""
        first, last = (ctypes.c_int64 * 1)(micros(start, "from")), (ctypes.c_int64 * 1)(micros(end, "to"))
        minutes = (ctypes.c_int64 * 1)()
        call("kith_clock_elapsed", self._use(), first, last, 1, minutes, None)
        return int(minutes[0])

    def target(
        self,
        start: Moment,
        minutes: int,
        *,
        now: Moment | None = None,
        pauses: Sequence[tuple[Moment, Moment | None]] = (),
    ) -> Target:
        """A budget of working minutes from an instant, seen at now (start). pauses: from
        and to, in order of time; to None: it lasts."""
        count = len(pauses)
        paused = (ctypes.c_int64 * max(count, 1))(*(micros(a, "paused", i) for i, (a, _) in enumerate(pauses)))
        resumed = (ctypes.c_int64 * max(count, 1))(
            *(_LASTS if b is None else micros(b, "resumed", i) for i, (_, b) in enumerate(pauses))
        )
        target = _capi.kith_target()
        call(
            "kith_clock_target",
            self._use(),
            micros(start, "start"),
            minutes,
            paused,
            resumed,
            count,
            micros(start if now is None else now, "now"),
            ctypes.byref(target),
        )
        deadline = _EPOCH + timedelta(microseconds=target.deadline) if target.has_deadline else None
        return Target(
            target.used_minutes,
            target.percent,
            deadline,
            bool(target.breached),
            bool(target.provisional),
        )
