"""Dates, instants, texts and codes between Python and the library."""
from __future__ import annotations

import ctypes
import re
from datetime import date, datetime, timedelta, timezone
from typing import Any, Union

from . import _capi
from .errors import InvalidArgumentError

Day = Union[date, str]  # a date, or "2023-10-26"
Moment = Union[datetime, str]  # with a time zone, or "2023-10-26T09:00:00+08:00"

FIRST_DAY, LAST_DAY = -208188, 2932896  # 1400-01-01 to 9999-12-31
_EPOCH_DAY = date(1970, 1, 1).toordinal()
_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
_MICROSECOND = timedelta(microseconds=1)
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


def day_number(value: Any, field: str = "day", row: int = -1) -> int:
    """Days since 1970-01-01 of a date, an ISO text or a numpy datetime64."""
    if getattr(getattr(value, "dtype", None), "kind", "") == "M":
        value = value.astype("datetime64[us]").item()  # a datetime, or None for NaT
    if isinstance(value, datetime):
        if value.tzinfo is None and value == datetime(value.year, value.month, value.day):
            return value.toordinal() - _EPOCH_DAY
        raise InvalidArgumentError(
            f"{value.isoformat()} is a time, a day is wanted: say which local day it is",
            reason="bad_date",
            field=field,
            row=row,
        )
    if isinstance(value, date):
        return value.toordinal() - _EPOCH_DAY
    if isinstance(value, str):
        try:
            if _ISO_DAY.match(value):
                return date.fromisoformat(value).toordinal() - _EPOCH_DAY
        except ValueError:
            pass
        raise InvalidArgumentError(
            f"{value!r} is not a day in the form 2023-10-26",
            reason="bad_date",
            field=field,
            row=row,
        )
    raise InvalidArgumentError(
        f"a day is a date or a text in the form 2023-10-26, not {type(value).__name__}",
        field=field,
        row=row,
    )


def day(number: int) -> date:
    return date.fromordinal(number + _EPOCH_DAY)


def micros(value: Any, field: str = "at", row: int = -1) -> int:
    """Microseconds since 1970 of a datetime with a zone, or an ISO text with an offset."""
    if isinstance(value, str):
        text = value[:-1] + "+00:00" if value.endswith("Z") else value
        try:
            value = datetime.fromisoformat(text)
        except ValueError:
            raise InvalidArgumentError(
                f"{value!r} is not a time in the form 2023-10-26T09:00:00+08:00",
                reason="bad_date",
                field=field,
                row=row,
            ) from None
    if not isinstance(value, datetime):
        raise InvalidArgumentError(
            f"a time is a datetime or an ISO text, not {type(value).__name__}",
            field=field,
            row=row,
        )
    if value.tzinfo is None:
        raise InvalidArgumentError(
            f"{value.isoformat()} has no time zone: add one, such as +08:00",
            reason="bad_date",
            field=field,
            row=row,
        )
    return (value - _EPOCH) // _MICROSECOND


def moment(number: int) -> datetime:
    return _EPOCH + number * _MICROSECOND


def recorded_micros(value: Moment | None, field: str = "recorded") -> int:
    """0, "when it is recorded", for None."""
    return 0 if value is None else micros(value, field)


def utf8(value: str, field: str) -> bytes:
    if not isinstance(value, str):
        raise InvalidArgumentError(
            f"a text is wanted, not {type(value).__name__}", field=field
        )
    try:
        return value.encode("utf-8")
    except UnicodeEncodeError as fault:
        raise InvalidArgumentError(
            f"the text has a lone surrogate at {fault.start}",
            reason="bad_utf8",
            field=field,
        ) from None


class Strings:
    """String views as members of a struct; alive as long as this is."""

    def __init__(self) -> None:
        self._kept: list[bytes] = []

    def view(self, value: str | None, field: str) -> _capi.kith_string_view:
        return self.bytes_view(utf8(value or "", field))

    def bytes_view(self, data: bytes) -> _capi.kith_string_view:
        self._kept.append(data)
        view = _capi.kith_string_view()
        view.data = ctypes.cast(ctypes.c_char_p(data), ctypes.c_void_p).value
        view.size = len(data)
        return view


def byte_pointer(data: bytes) -> Any:
    """Keep `data` until the call is over."""
    return ctypes.cast(ctypes.c_char_p(data), ctypes.POINTER(ctypes.c_uint8))


def codes(prefix: str) -> dict[str, int]:
    """The codes of a list by their names: codes("KITH_SHEET_")["orders"]."""
    return {
        name[len(prefix) :].lower(): value
        for name, value in vars(_capi).items()
        if name.startswith(prefix) and isinstance(value, int)
    }


FACT_KINDS = codes("KITH_FACT_")
DOCUMENT_KINDS = codes("KITH_DOCUMENT_")
CHANNELS = codes("KITH_CHANNEL_")
LEVELS = codes("KITH_LEVEL_")
OUTCOMES = codes("KITH_OUTCOME_")
ENDS = codes("KITH_DEAL_")
SHEETS = codes("KITH_SHEET_")
DATES = codes("KITH_DATES_")
OBJECTIVES = codes("KITH_OBJECTIVE_")
PLACEMENTS = codes("KITH_PLACEMENT_")
EVERY = codes("KITH_EVERY_")
PACKS = codes("KITH_PACK_")
DURABILITIES = codes("KITH_DURABILITY_")
HEADINGS = {"names": 0, "zh": 1, "en": 2}
LANGUAGES = {"zh": _capi.KITH_LANGUAGE_CHINESE, "en": _capi.KITH_LANGUAGE_ENGLISH}


def code(names: dict[str, int], value: str, field: str) -> int:
    """The number of a name; the error lists what there is."""
    if value in names:
        return names[value]
    raise InvalidArgumentError(
        f"{value!r} is not known here; known are {', '.join(names)}",
        reason="unknown_name",
        field=field,
    )


def salt_bytes(salt: bytes | None) -> Any:
    if salt is None:
        salt = bytes(16)
    if len(salt) != 16:
        raise InvalidArgumentError(
            f"a salt has 16 bytes, not {len(salt)}", reason="bad_number", field="salt"
        )
    return (ctypes.c_uint8 * 16)(*salt)


def take_buffer(buffer: _capi.kith_buffer) -> bytes:
    """Copies a buffer of the library and ends it."""
    from ._load import library

    try:
        address = ctypes.cast(buffer.data, ctypes.c_void_p)
        return ctypes.string_at(address, buffer.size) if buffer.size else b""
    finally:
        library().kith_buffer_free(ctypes.byref(buffer))
