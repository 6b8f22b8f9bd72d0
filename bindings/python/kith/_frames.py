"""Tables as numpy arrays and pandas frames. Both are imported when first asked for."""
from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from . import _capi
from ._values import code

if TYPE_CHECKING:
    from ._handle import Owner
    from .table import Column, Table

_DTYPES = {
    "int32": "<i4",
    "int64": "<i8",
    "float64": "<f8",
    "date": "<i4",
    "instant": "<M8[us]",
}
# ISO 4217, table A.1: the currencies whose minor unit is not a hundredth.
_WHOLE = frozenset(
    "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF".split()
)
_THOUSANDTHS = frozenset("BHD IQD JOD KWD LYD OMR TND".split())
_MONEY = {"minor": 0, "decimal": 1}
MINOR = "_minor"


def bits(memory: _capi.kith_column) -> list[bool]:
    """Which rows have a value."""
    if not memory.validity:
        return [True] * memory.length
    taken = bytes(memory.validity[: (memory.length + 7) // 8])
    return [bool(taken[i >> 3] >> (i & 7) & 1) for i in range(memory.length)]


class _Memory:
    """The base of an array: it keeps the table's memory alive."""

    def __init__(self, owner: Owner, address: int | None, length: int, dtype: str) -> None:
        self.owner = owner
        self.__array_interface__ = {
            "version": 3,
            "shape": (length,),
            "typestr": dtype,
            "data": (address, True),
        }


def to_numpy(owner: Owner, memory: _capi.kith_column, table: Table, info: Column) -> Any:
    import numpy as np

    if info.type == "text":
        texts = np.empty(memory.length, dtype=object)
        texts[:] = table.column(info.name)
        return texts
    array = np.asarray(_Memory(owner, memory.data, memory.length, _DTYPES[info.type]))
    if not memory.null_count:
        return array
    masked: Any = np.ma.MaskedArray
    return masked(array, mask=_mask(np, memory))


def _mask(np: Any, memory: _capi.kith_column) -> Any:
    """Which rows are null."""
    if not memory.null_count:
        return np.zeros(memory.length, dtype=bool)
    taken = np.ctypeslib.as_array(memory.validity, ((memory.length + 7) // 8,))
    return ~np.unpackbits(taken, bitorder="little")[: memory.length].astype(bool)


def decimal_places(currency: str) -> int:
    if currency in _WHOLE:
        return 0
    return 3 if currency in _THOUSANDTHS else 2


def decimal(minor: int, currency: str | None) -> Decimal:
    """Exact, whatever the precision of the decimal context."""
    digits = tuple(int(d) for d in str(abs(minor)))
    return Decimal((int(minor < 0), digits, -decimal_places(currency or "CNY")))


def _decimals(table: Table, name: str) -> list[Decimal | None]:
    currencies = (
        table.column("currency") if "currency" in table.columns else [None] * len(table)
    )
    return [
        None if m is None else decimal(m, c)
        for m, c in zip(table.column(name), currencies)
    ]


def _days(pd: Any, np: Any, numbers: Any, mask: Any) -> Any:
    """datetime64, or objects where pandas' nanoseconds do not reach."""
    days = numbers.astype("datetime64[D]")
    days[mask] = np.datetime64("NaT")
    low, high = np.datetime64("1677-09-22"), np.datetime64("2262-04-11")
    if ((days < low) | (days > high)).any():
        return pd.Series(days.astype(object), dtype=object)
    return pd.Series(days.astype("datetime64[ns]"))


def _instants(pd: Any, np: Any, values: Any, mask: Any) -> Any:
    stamps = values.copy()
    stamps[mask] = np.datetime64("NaT")
    return pd.Series(stamps.astype("datetime64[ns]")).dt.tz_localize("UTC")


def _series(pd: Any, np: Any, table: Table, info: Column) -> Any:
    if info.type == "text":
        return pd.Series(table.column(info.name), dtype=object)
    values = table.to_numpy(info.name)
    mask = np.ma.getmaskarray(values).copy()
    plain = np.ma.getdata(values)
    if info.type == "date":
        return _days(pd, np, plain, mask)
    if info.type == "instant":
        return _instants(pd, np, plain, mask)
    if info.type == "float64":
        return pd.Series(np.where(mask, np.nan, plain))
    return pd.Series(pd.arrays.IntegerArray(plain.astype("int64"), mask))


def to_pandas(table: Table, headings: str | None, money: str) -> Any:
    import numpy as np
    import pandas as pd

    exact = code(_MONEY, money, "money") == 1
    names, series = [], []
    for info in table.schema:
        name = info.heading(headings)
        if exact and info.name.endswith(MINOR) and info.type in ("int32", "int64"):
            name = name[: -len(MINOR)] if name.endswith(MINOR) else name
            series.append(pd.Series(_decimals(table, info.name), dtype=object))
        else:
            series.append(_series(pd, np, table, info))
        names.append(name)
    if not series:
        return pd.DataFrame(index=range(len(table)))
    frame = pd.concat(series, axis=1)
    frame.columns = names
    return frame
