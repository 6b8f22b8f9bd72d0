"""Table: typed columns of the library, read in place.

    table = view.due()
    table.column("customer")          list of texts
    table.to_numpy("overdue_wd")      array over the library's memory
    table.to_pandas(headings="zh", money="decimal")
"""
from __future__ import annotations

import ctypes
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Iterable, Iterator, Mapping, Sequence

from . import _arrow, _capi, _columns, _frames
from ._handle import Handle
from ._html import table_fragment
from ._load import library
from ._values import HEADINGS, code, codes, day, moment, take_buffer, utf8
from .errors import InvalidArgumentError, NotFoundError, call, string

if TYPE_CHECKING:
    import pandas

_TYPE_NAMES = {number: name for name, number in codes("KITH_COLUMN_").items()}
_CTYPES: dict[str, Any] = {
    "int32": ctypes.c_int32,
    "int64": ctypes.c_int64,
    "float64": ctypes.c_double,
    "date": ctypes.c_int32,
    "instant": ctypes.c_int64,
}


@dataclass(frozen=True)
class Column:
    """What is known of a column."""

    name: str
    type: str  # int32, int64, float64, text, date, instant
    heading_zh: str
    heading_en: str
    meaning: str

    def heading(self, headings: str | None) -> str:
        """In programs ("names" or None), in Chinese ("zh") or English ("en")."""
        which = code(HEADINGS, headings or "names", "headings")
        return (self.name, self.heading_zh, self.heading_en)[which]


class Table(Handle):
    """An immutable table. Any thread may read it."""

    _noun = "table"

    def __init__(self, pointer: int | None) -> None:
        super().__init__(pointer, library().kith_table_free)
        rows, columns = ctypes.c_int64(), ctypes.c_int32()
        call("kith_table_shape", self._use(), ctypes.byref(rows), ctypes.byref(columns))
        self._rows = rows.value
        self._schema = tuple(self._info(i) for i in range(columns.value))
        self._by_name = {c.name: c for c in self._schema}
        owner = self._use()
        self._name = string(library().kith_table_name(owner))

    def _info(self, index: int) -> Column:
        info = _capi.kith_column_info()
        call("kith_table_column_info", self._use(), index, ctypes.byref(info))
        return Column(
            string(info.name),
            _TYPE_NAMES.get(info.type, f"type {info.type}"),
            string(info.heading_zh),
            string(info.heading_en),
            string(info.meaning),
        )

    # ---- making ----

    @classmethod
    def from_columns(
        cls, columns: Mapping[str, Any], types: Mapping[str, str] | None = None
    ) -> Table:
        """A table of lists, numpy arrays or series by name.

        Types are found from the values (None is null; bool and int are whole numbers,
        datetime.date a day, a datetime with a zone an instant) unless `types` names
        them: int32, int64, float64, text, date (also of ISO texts), instant.
        """
        types = types or {}
        for name in types:
            if name not in columns:
                raise NotFoundError(
                    f"types names a column that is not there: {name!r}",
                    status="not_found",
                    reason="unknown_column",
                    field=name,
                )
        packed = {}
        for name, values in columns.items():
            utf8(name, "column name")
            packed[name] = _columns.pack(values, name, types.get(name))
        lengths = {p.length for p in packed.values()}
        if len(lengths) > 1:
            raise InvalidArgumentError(
                "columns of different lengths: "
                + ", ".join(f"{n} {p.length}" for n, p in packed.items()),
                reason="bad_syntax",
            )
        return cls(_arrow.table_from(*_arrow.lend(packed, max(lengths, default=0))))

    @classmethod
    def from_rows(
        cls, rows: Iterable[Mapping[str, Any]], types: Mapping[str, str] | None = None
    ) -> Table:
        """A table of dictionaries; a key that a row lacks is null there."""
        listed = list(rows)
        names = dict.fromkeys(name for row in listed for name in row)
        names.update(dict.fromkeys(types or {}))
        return cls.from_columns({n: [r.get(n) for r in listed] for n in names}, types)

    @classmethod
    def from_pandas(
        cls, frame: pandas.DataFrame, types: Mapping[str, str] | None = None
    ) -> Table:
        """A table of a DataFrame's columns; its index is left out."""
        names = [str(name) for name in frame.columns]
        if len(set(names)) != len(names):
            raise InvalidArgumentError(
                "a column name occurs twice", reason="duplicate", field="columns"
            )
        columns = {name: frame.iloc[:, i] for i, name in enumerate(names)}
        return cls.from_columns(columns, types)

    @classmethod
    def from_arrow(cls, source: Any) -> Table:
        """A table of anything with __arrow_c_array__ or __arrow_c_stream__."""
        if hasattr(source, "__arrow_c_array__"):
            schema, array = source.__arrow_c_array__()
            return cls(
                _arrow.table_from(
                    _arrow.struct_of("schema", schema), _arrow.struct_of("array", array)
                )
            )
        if not hasattr(source, "__arrow_c_stream__"):
            raise InvalidArgumentError(
                f"{type(source).__name__} has neither __arrow_c_array__ nor "
                "__arrow_c_stream__",
                field="source",
            )
        held = source.__arrow_c_stream__()
        parts = [cls._of_batch(s, a) for s, a in _arrow.batches(held)]
        return parts[0] if len(parts) == 1 else cls.concat(parts[:-1])

    @classmethod
    def _of_batch(cls, schema: Any, array: Any) -> Table:
        if array is not None:
            return cls(_arrow.table_from(schema, array))
        names = _arrow.column_names(schema)
        _arrow.release(schema)
        return cls.from_columns({n: [] for n, _ in names}, _empty_types(names))

    @classmethod
    def concat(cls, tables: Sequence[Table]) -> Table:
        """The rows of tables of one schema, in order."""
        owners = [t._use() for t in tables]
        pointers = (ctypes.c_void_p * max(len(owners), 1))(
            *[o._as_parameter_ for o in owners]
        )
        table = ctypes.c_void_p()
        call("kith_table_concat", pointers, len(owners), ctypes.byref(table))
        return cls(table.value)

    # ---- what it is ----

    @property
    def name(self) -> str:
        """Name of the schema, such as "due"; empty for a table that came from outside."""
        return self._name

    @property
    def schema(self) -> tuple[Column, ...]:
        return self._schema

    @property
    def columns(self) -> list[str]:
        return [c.name for c in self._schema]

    def __len__(self) -> int:
        return self._rows

    def __bool__(self) -> bool:
        return True  # a table without rows is still a table

    def __repr__(self) -> str:
        if self.closed:
            return f"<kith.Table {self._name}: closed>"
        return f"<kith.Table {self._name}: {self._rows} rows, {len(self._schema)} columns>"

    # ---- reading ----

    def _info_of(self, name: str) -> Column:
        if name in self._by_name:
            return self._by_name[name]
        raise NotFoundError(
            f"no column {name!r}; there are {', '.join(self.columns)}",
            status="not_found",
            reason="unknown_column",
            field=str(name),
        )

    def _memory(self, name: str) -> _capi.kith_column:
        encoded, memory = utf8(name, "name"), _capi.kith_column()
        call(
            "kith_table_column", self._use(), encoded, len(encoded), ctypes.byref(memory)
        )
        return memory

    def column(self, name: str) -> list[Any]:
        """The values of a column: int, float, str, datetime.date, datetime (UTC), None."""
        type_, owner = self._info_of(name).type, self._use()
        memory = self._memory(name)
        values = self._texts(memory) if type_ == "text" else self._numbers(memory, type_)
        if memory.null_count:
            present = _frames.bits(memory)
            values = [v if p else None for v, p in zip(values, present)]
        del owner  # kept until here: the memory is its own
        return values

    def _numbers(self, memory: _capi.kith_column, type_: str) -> list[Any]:
        if not memory.length:
            return []
        plain: list[Any] = (_CTYPES[type_] * memory.length).from_address(memory.data)[:]
        if type_ == "date":
            return [day(n) for n in plain]
        return [moment(n) for n in plain] if type_ == "instant" else plain

    def _texts(self, memory: _capi.kith_column) -> list[Any]:
        offsets = memory.offsets[: memory.length + 1] if memory.length else [0]
        data = ctypes.string_at(memory.data or 0, offsets[-1]) if offsets[-1] else b""
        return [data[a:b].decode("utf-8") for a, b in zip(offsets, offsets[1:])]

    def __getitem__(self, name: str) -> list[Any]:
        return self.column(name)

    def rows(self) -> list[dict[str, Any]]:
        return list(self)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        names = self.columns
        lists = [self.column(n) for n in names]
        return (dict(zip(names, row)) for row in zip(*lists))

    # ---- giving it away ----

    def to_numpy(self, name: str) -> Any:
        """A column as an array.

        Numbers, days (int32) and instants (datetime64[us]) are read in place: no copy,
        not writable, and the memory lives as long as any array over it. A column with
        nulls is a masked array over the same memory. Texts are copied as objects.
        """
        return _frames.to_numpy(self._use(), self._memory(name), self, self._info_of(name))

    def to_pandas(
        self, headings: str | None = None, money: str = "minor"
    ) -> pandas.DataFrame:
        """A DataFrame: days and instants are datetime64, whole numbers nullable Int64.

        headings: None for names in programs, "zh" or "en" for people. money: "minor"
        leaves minor units; "decimal" makes columns that end with _minor exact Decimals
        in the currency of the row, without the ending.
        """
        return _frames.to_pandas(self, headings, money)

    def to_csv(
        self,
        path: str | os.PathLike[str] | None = None,
        *,
        headings: str = "names",
        bom: bool = False,
        crlf: bool = False,
        raw_formulas: bool = False,
    ) -> str:
        """The table as CSV, and written to a path when one is given.

        Cells that a spreadsheet would run as formulas get an apostrophe before them
        unless raw_formulas. For Excel: bom=True.
        """
        options = _capi.kith_csv_options(
            headings=code(HEADINGS, headings, "headings"),
            bom=int(bom),
            crlf=int(crlf),
            raw_formulas=int(raw_formulas),
        )
        buffer = _capi.kith_buffer()
        call(
            "kith_table_to_csv", self._use(), ctypes.byref(options), ctypes.byref(buffer)
        )
        data = take_buffer(buffer)
        if path is not None:
            with open(path, "wb") as file:
                file.write(data)
        return data.decode("utf-8")

    def __arrow_c_array__(self, requested_schema: object = None) -> tuple[object, object]:
        schema, array = _arrow.table_to(self._use())
        return _arrow.capsule("schema", schema), _arrow.capsule("array", array)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return _arrow.capsule("stream", _arrow.stream_of(self._use()))

    def __arrow_c_schema__(self) -> object:
        schema, array = _arrow.table_to(self._use())
        _arrow.release(array)
        return _arrow.capsule("schema", schema)

    def to_html(self, headings: str = "en", limit: int = 60) -> str:
        """A fragment for a page: at most `limit` rows, every text escaped."""
        return table_fragment(self, headings, limit)

    def _repr_html_(self) -> str:
        return self.to_html()


def _empty_types(names: list[tuple[str, bytes]]) -> dict[str, str]:
    """Of columns without a row only the format says the type."""
    known = {f: t for t, f in _columns.FORMATS.items()}
    known.update(dict.fromkeys((b"b", b"c", b"C", b"s", b"S"), "int32"))
    known.update(dict.fromkeys((b"I", b"L"), "int64"))
    return {
        name: "instant" if f.startswith(b"tsu:") else known.get(f, "text")
        for name, f in names
    }
