"""Working days.

    china = kith.Calendar()
    china.add("2023-09-28", 5)                    datetime.date(2023, 10, 11)
    china.count(starts, ends)                     lists and numpy arrays alike
    china.due_lists(last, gaps, owners, points, "2023-10-26")   whom to call first, by owner
"""
from __future__ import annotations

import ctypes
import datetime
from typing import Any

from ._handle import Handle
from ._load import library
from ._values import Day, day, day_number
from .document import Document
from .errors import InvalidArgumentError, OutOfRangeError, call
from .table import Table


class Calendar(Handle):
    """Working days of a calendar document. Immutable; any thread may use it."""

    _noun = "calendar"

    def __init__(self, document: Document | None = None) -> None:
        """None: China's calendar."""
        calendar = ctypes.c_void_p()
        given = None if document is None else document._use()
        call("kith_calendar_create", given, ctypes.byref(calendar))
        super().__init__(calendar.value, library().kith_calendar_free)

    def add(self, days: Any, n: Any, *, provisional: bool = False) -> Any:
        """The n-th working day strictly after a day (before it, when n is negative; with
        n = 0 the day itself when it works, else the next).

        Scalars give a datetime.date, lists a list, numpy arrays (of datetime64) an
        array; a scalar beside a list or array holds for all of it. provisional=True
        gives the answer and whether it rests on days the calendar does not cover.
        """
        shape = _Shape(days, n)
        first, second = shape.days(days, "days"), shape.numbers(n, "n")
        answer, flags = self._ask("kith_calendar_add", shape, first, second)
        return shape.answer(answer, flags, True, provisional)

    def count(self, first: Any, last: Any, *, provisional: bool = False) -> Any:
        """The number of working days in (first, last], negative when last lies before
        first. Scalars, lists and arrays as in add()."""
        shape = _Shape(first, last)
        a, b = shape.days(first, "first"), shape.days(last, "last")
        answer, flags = self._ask("kith_calendar_count", shape, a, b)
        return shape.answer(answer, flags, False, provisional)

    def due_lists(
        self, last_days: Any, gaps: Any, owners: Any, points: Any, as_of: Day, limit: int = 50
    ) -> dict[Any, list[tuple[int, datetime.date]]]:
        """The most urgent of what is due, by owner: (row, due day), the most points first.

        Row i is due on the gaps[i]-th working day after last_days[i] and is listed when
        that day has come by as_of. owners are any values; points whole numbers. A scalar
        beside lists or arrays holds for every row. Owners come in the order of their
        first row.
        """
        shape = _Shape(last_days, gaps, owners, points)
        names = list(owners) if _is_many(owners) else [owners] * shape.length
        number = {owner: n for n, owner in enumerate(dict.fromkeys(names))}
        places = max(len(number) * max(limit, 0), 1)
        rows = (ctypes.c_int64 * places)()
        due = (ctypes.c_int32 * places)()
        sizes = (ctypes.c_int32 * max(len(number), 1))()
        call(
            "kith_calendar_due_lists",
            self._use(),
            shape.days(last_days, "last_days"),
            shape.numbers(gaps, "gaps"),
            _int32s([number[owner] for owner in names], "owners"),
            shape.numbers(points, "points"),
            shape.length,
            len(number),
            day_number(as_of, "as_of"),
            limit,
            rows,
            due,
            sizes,
        )
        return {
            owner: [(rows[i], day(due[i])) for i in range(n * limit, n * limit + sizes[n])]
            for owner, n in number.items()
        }

    def _ask(self, name: str, shape: _Shape, a: Any, b: Any) -> tuple[Any, Any]:
        answer = (ctypes.c_int32 * max(shape.length, 1))()
        flags = (ctypes.c_uint8 * max(shape.length, 1))()
        call(name, self._use(), a, b, shape.length, answer, flags)
        return answer, flags

    def is_working_day(self, on: Day) -> bool:
        """Whether a day works, half days too."""
        return bool(self.add(on, 0) == day(day_number(on, "on")))

    def days(self, first: Day, last: Day) -> Table:
        """One row a day of [first, last]."""
        table = ctypes.c_void_p()
        call(
            "kith_calendar_days",
            self._use(),
            day_number(first, "first"),
            day_number(last, "last"),
            ctypes.byref(table),
        )
        return Table(table.value)


class _Shape:
    """Scalars, lists or arrays: what went in, and so what comes out."""

    def __init__(self, *arguments: Any) -> None:
        many = [a for a in arguments if _is_many(a)]
        lengths = {len(a) for a in many}
        if len(lengths) > 1:
            raise InvalidArgumentError(
                f"lists of different lengths: {', '.join(map(str, sorted(lengths)))}",
                reason="bad_syntax",
            )
        self.scalar = not many
        self.array = any(hasattr(a, "dtype") for a in many)
        self.length = lengths.pop() if many else 1

    def days(self, values: Any, field: str) -> Any:
        if not _is_many(values):
            return _int32s([day_number(values, field)] * self.length, field)
        if hasattr(values, "dtype") and values.dtype.kind == "M":
            return _int32s(_array_days(values, field), field)
        return _int32s([day_number(v, field, i) for i, v in enumerate(values)], field)

    def numbers(self, values: Any, field: str) -> Any:
        if not _is_many(values):
            return _int32s([values] * self.length, field)
        return _int32s(values, field)

    def answer(self, values: Any, flags: Any, days: bool, provisional: bool) -> Any:
        if self.array:
            import numpy as np

            out: Any = np.ctypeslib.as_array(values)[: self.length]
            out = out.astype("datetime64[D]") if days else out
            marks: Any = np.ctypeslib.as_array(flags)[: self.length].astype(bool)
        else:
            out = [day(v) if days else v for v in values[: self.length]]
            marks = [bool(f) for f in flags[: self.length]]
            if self.scalar:
                out, marks = out[0], marks[0]
        return (out, marks) if provisional else out


def _is_many(value: Any) -> bool:
    return not isinstance(value, (str, bytes)) and hasattr(value, "__len__")


def _array_days(values: Any, field: str) -> Any:
    import numpy as np

    array = np.asarray(values)
    missing = np.isnat(array)
    if missing.any():
        raise InvalidArgumentError(
            "a day is missing",
            reason="missing_value",
            field=field,
            row=int(missing.argmax()),
        )
    return array.astype("datetime64[D]").astype("int64")


def _whole_array(values: Any) -> Any:
    """An array of numpy at once; None when one of its values is not an int32."""
    import numpy as np

    if values.dtype.kind not in "iu" or values.size == 0:
        return None
    if values.min() < -(2**31) or values.max() >= 2**31:
        return None
    return np.ctypeslib.as_ctypes(np.array(values, dtype="int32").ravel())


def _int32s(values: Any, field: str) -> Any:
    """An array of int32, checked: ctypes would cut a number that is too large."""
    if hasattr(values, "dtype"):
        whole = _whole_array(values)
        if whole is not None:
            return whole
        values = values.tolist()  # the loop names the bad one
    for row, value in enumerate(values):
        if isinstance(value, bool) or not hasattr(value, "__index__"):
            raise InvalidArgumentError(
                f"{value!r} is not a whole number", reason="bad_number", field=field, row=row
            )
        if not -(2**31) <= value < 2**31:
            raise OutOfRangeError(
                f"{value} does not fit",
                status="out_of_range",
                reason="overflow",
                field=field,
                row=row,
            )
    return (ctypes.c_int32 * max(len(values), 1))(*values)
