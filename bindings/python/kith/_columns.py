"""Python values, numpy arrays and pandas series as the buffers of an Arrow column."""
from __future__ import annotations

import ctypes
from array import array
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Callable, Iterable, Sequence

from ._values import day_number, micros, utf8
from .errors import InvalidArgumentError, OutOfRangeError

FORMATS = {
    "int32": b"i",
    "int64": b"l",
    "float64": b"g",
    "text": b"u",
    "date": b"tdD",
    "instant": b"tsu:UTC",
}
_CODES = {"int32": "i", "int64": "q", "float64": "d", "date": "i", "instant": "q"}
_INT32, _INT64 = range(-(2**31), 2**31), range(-(2**63), 2**63)
_TEXT_LIMIT = 2**31 - 1


@dataclass
class Packed:
    """One column ready to be lent: addresses, and what keeps them valid."""

    format: bytes
    length: int
    null_count: int
    buffers: list[int]
    keep: list[Any] = field(default_factory=list)


def is_missing(value: Any) -> bool:
    if value is None:
        return True
    if isinstance(value, float):
        return value != value
    return type(value).__name__ in ("NAType", "NaTType")


# ---- which type a column has -----------------------------------------------------------


def _is_day(value: Any) -> bool:
    """A date, or what pandas makes of one: a time without zone at midnight."""
    if not isinstance(value, datetime):
        return isinstance(value, date)
    return value.tzinfo is None and value == datetime(value.year, value.month, value.day)


def _type_of(value: Any, name: str, row: int) -> str:
    kind = getattr(getattr(value, "dtype", None), "kind", "")
    if isinstance(value, bool) or kind == "b":
        return "int32"
    if isinstance(value, int) or kind in ("i", "u"):
        return "int64"
    if isinstance(value, float) or kind == "f":
        return "float64"
    if isinstance(value, str):
        return "text"
    if _is_day(value) or kind == "M":
        return "date"
    if isinstance(value, datetime):
        return "instant"
    hint = ": money goes in as whole minor units" if isinstance(value, Decimal) else ""
    raise InvalidArgumentError(
        f"cannot take a {type(value).__name__}{hint}", field=name, row=row
    )


_WIDER = {
    frozenset(("int32", "int64")): "int64",
    frozenset(("int32", "float64")): "float64",
    frozenset(("int64", "float64")): "float64",
}


def infer(values: Sequence[Any], name: str) -> str:
    """The type that holds every value; text for none at all."""
    found = ""
    for row, value in enumerate(values):
        if is_missing(value):
            continue
        this = _type_of(value, name, row)
        if found in ("", this):
            found = this
            continue
        wider = _WIDER.get(frozenset((found, this)))
        if wider is None:
            raise InvalidArgumentError(
                f"a {this} among values of type {found}", field=name, row=row
            )
        found = wider
    return found or "text"


# ---- packing ---------------------------------------------------------------------------


def _bits(present: Sequence[bool]) -> bytearray:
    bits = bytearray((len(present) + 7) // 8)
    for row, value in enumerate(present):
        if value:
            bits[row >> 3] |= 1 << (row & 7)
    return bits


def _address(buffer: Any) -> tuple[int, Any]:
    """Where a writable buffer lies, and what pins it there; never 0."""
    if len(buffer) == 0:
        buffer = bytearray(8)
    pinned = (ctypes.c_char * 1).from_buffer(buffer)
    return ctypes.addressof(pinned), pinned


def _packed(format_: bytes, length: int, nulls: int, parts: list[Any]) -> Packed:
    """parts: None for "every row has a value", else buffers."""
    packed = Packed(format_, length, nulls, [])
    for part in parts:
        address, pinned = (0, None) if part is None else _address(part)
        packed.buffers.append(address)
        packed.keep.append(pinned)
    return packed


def _whole(limit: range) -> Callable[[Any, str, int], int]:
    def convert(value: Any, name: str, row: int) -> int:
        number = int(value) if not isinstance(value, str) else None
        if number is None or number != value:
            raise InvalidArgumentError(
                f"{value!r} is not a whole number", field=name, row=row
            )
        if number not in limit:
            raise OutOfRangeError(
                f"{number} does not fit",
                status="out_of_range",
                reason="overflow",
                field=name,
                row=row,
            )
        return number

    return convert


def _float(value: Any, name: str, row: int) -> float:
    return float(value)


def _text_of(value: Any, name: str, row: int) -> bytes:
    try:
        return utf8(value, name)
    except InvalidArgumentError as fault:
        fault.row = row
        raise


_CONVERT: dict[str, Callable[[Any, str, int], Any]] = {
    "int32": _whole(_INT32),
    "int64": _whole(_INT64),
    "float64": _float,
    "date": day_number,
    "instant": micros,
    "text": _text_of,
}


def _pack_text(pieces: list[bytes], name: str) -> list[Any]:
    data = bytearray(b"".join(pieces))
    if len(data) > _TEXT_LIMIT:
        raise OutOfRangeError(
            "more than 2 GiB of text in a column",
            status="out_of_range",
            reason="too_large",
            field=name,
        )
    offsets, end = array("i", [0]), 0
    for piece in pieces:
        end += len(piece)
        offsets.append(end)
    return [offsets, data]


def pack_values(values: Sequence[Any], name: str, type_: str | None = None) -> Packed:
    """A list: None, NaN, NaT and NA are nulls."""
    type_ = type_ or infer(values, name)
    if type_ not in FORMATS:
        raise InvalidArgumentError(
            f"{type_!r} is no type of a column; there are {', '.join(FORMATS)}",
            field=name,
        )
    convert = _CONVERT[type_]
    zero: Any = b"" if type_ == "text" else 0
    present = [not is_missing(v) for v in values]
    plain = [convert(v, name, i) if p else zero for i, (v, p) in enumerate(zip(values, present))]
    nulls = len(present) - sum(present)
    validity = _bits(present) if nulls else None
    body = (
        _pack_text(plain, name) if type_ == "text" else [array(_CODES[type_], plain)]
    )
    return _packed(FORMATS[type_], len(plain), nulls, [validity, *body])


_NUMPY = {"int32": "int32", "int64": "int64", "float64": "float64", "date": "int32"}


def _pack_numpy(np: Any, values: Any, missing: Any, type_: str) -> Packed:
    """A numpy array that needs no look at single values; lent as it is where it fits."""
    plain = np.ascontiguousarray(values, dtype=_NUMPY.get(type_, "int64"))
    nulls = int(missing.sum()) if missing is not None else 0
    validity = None
    if nulls:
        plain = plain.copy()
        plain[missing] = 0
        validity = bytearray(np.packbits(~missing, bitorder="little").tobytes())
    packed = _packed(FORMATS[type_], len(plain), nulls, [validity])
    plain = plain if len(plain) else np.zeros(1, dtype="int64")
    packed.buffers.append(plain.ctypes.data)
    packed.keep.append(plain)
    return packed


def _pack_days(np: Any, values: Any, name: str) -> Packed:
    """datetime64 without a zone: days, when every one is at midnight."""
    missing = np.isnat(values)
    days = values.astype("datetime64[D]")
    wrong = (days != values) & ~missing
    if wrong.any():
        raise InvalidArgumentError(
            "a time without a zone: make it a day, or give it a zone",
            reason="bad_date",
            field=name,
            row=int(wrong.argmax()),
        )
    numbers = np.where(missing, 0, days.astype("int64"))
    wide = (numbers < -(2**31)) | (numbers >= 2**31)
    if wide.any():
        raise OutOfRangeError(
            "beyond the days of a calendar",
            status="out_of_range",
            reason="date_out_of_range",
            field=name,
            row=int(wide.argmax()),
        )
    return _pack_numpy(np, numbers, missing, "date")


def _pack_array(np: Any, values: Any, name: str) -> Packed | None:
    """None: take it value by value."""
    kind = values.dtype.kind
    if values.ndim != 1:
        raise InvalidArgumentError("a column has one dimension", field=name)
    if np.ma.isMaskedArray(values) or kind not in "biufM":
        return None
    if kind == "M":
        return _pack_days(np, values, name)
    if kind == "f":
        return _pack_numpy(np, values, np.isnan(values), "float64")
    if kind == "b":
        return _pack_numpy(np, values, None, "int32")
    if values.dtype == np.uint64 and len(values) and values.max() >= 2**63:
        return None  # names the row
    small = values.dtype.itemsize < 4 or values.dtype == np.int32
    return _pack_numpy(np, values, None, "int32" if small else "int64")


def _is_series(values: Any) -> bool:
    return hasattr(values, "dtype") and hasattr(values, "to_numpy") and hasattr(values, "isna")


def _pack_series(np: Any, series: Any, name: str) -> Packed | None:
    kind = getattr(series.dtype, "kind", "O")
    if getattr(series.dtype, "tz", None) is not None:
        missing = series.isna().to_numpy()
        plain = series.dt.tz_convert("UTC").dt.tz_localize(None)
        numbers = plain.to_numpy().astype("datetime64[us]").astype("int64")
        return _pack_numpy(np, numbers, missing, "instant")
    if isinstance(series.dtype, np.dtype):
        return _pack_array(np, series.to_numpy(), name)
    if kind in "iu":
        missing = series.isna().to_numpy()
        if kind == "i":
            numbers = series.to_numpy(dtype="int64", na_value=0)
            return _pack_numpy(np, numbers, missing, "int64")
    return None


def pack(values: Any, name: str, type_: str | None = None) -> Packed:
    """Any column: a list, a numpy array, a pandas series, an iterable."""
    if isinstance(values, (str, bytes)):
        raise InvalidArgumentError("a text is no column: put it in a list", field=name)
    packed = None
    if type_ is None and hasattr(values, "dtype"):
        import numpy as np

        if _is_series(values):
            packed = _pack_series(np, values, name)
        elif isinstance(values, np.ndarray):
            packed = _pack_array(np, values, name)
    if packed is not None:
        return packed
    plain = values.tolist() if hasattr(values, "tolist") else _listed(values, name)
    if type_ is None and getattr(getattr(values, "dtype", None), "kind", "") in ("i", "u"):
        type_ = "int64"
    return pack_values(plain, name, type_)


def _listed(values: Iterable[Any], name: str) -> list[Any]:
    try:
        return list(values)
    except TypeError:
        raise InvalidArgumentError(
            f"a column is a list or an array, not {type(values).__name__}", field=name
        ) from None
