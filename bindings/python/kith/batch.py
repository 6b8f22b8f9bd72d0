"""Batch: facts on their way in.

    batch = kith.Batch()
    batch.adopt_defaults("2023-10-01")
    batch.add_table("touch", frame)
    batch.import_file("table1_customers.csv", now="2023-10-26T09:00:00+08:00")
"""
from __future__ import annotations

import ctypes
import json
import os
from pathlib import Path
from typing import Any, Mapping, Sequence

from . import _capi, _values
from ._handle import Handle
from ._load import library
from ._values import Day, Moment, Strings, byte_pointer, code, day_number, micros, utf8
from .document import Document, file_bytes
from .errors import InvalidArgumentError, call
from .table import Table

# Columns of docs/tables.md that hold days and instants: there ISO texts will do.
_DAYS = frozenset(("day", "due", "first", "last", "expires", "effective", "since", "until"))
_INSTANTS = frozenset(("at", "recorded"))


class Batch(Handle):
    """Facts in order. One thread at a time."""

    _noun = "batch"

    def __init__(self, zone_minutes: int = 480, *, _pointer: int | None = None) -> None:
        """zone_minutes: where a day begins, east of UTC; 480 is China."""
        end = library().kith_batch_free
        if _pointer is None:
            options = _capi.kith_batch_options(has_zone=1, zone_minutes=zone_minutes)
            batch = ctypes.c_void_p()
            call("kith_batch_create", ctypes.byref(options), ctypes.byref(batch))
            _pointer = batch.value
        super().__init__(_pointer, end)

    def __len__(self) -> int:
        return library().kith_batch_size(self._use())

    def __bool__(self) -> bool:
        return True

    def __repr__(self) -> str:
        return f"<kith.Batch: {'closed' if self.closed else f'{len(self)} facts'}>"

    def add_table(self, kind: str, data: Any, *, recorded: Moment | None = None) -> int:
        """Appends a fact for each row and gives their number.

        kind: a kind of docs/tables.md, such as "touch". data: a Table, a DataFrame, a
        dictionary of columns, a list of dictionaries, or anything Arrow.
        """
        added = ctypes.c_int64()
        table = as_facts(data)
        call(
            "kith_batch_add_table",
            self._use(),
            code(_values.FACT_KINDS, kind, "kind"),
            table._use(),
            _values.recorded_micros(recorded),
            ctypes.byref(added),
        )
        return added.value

    def adopt(
        self,
        document: Document,
        effective: Day,
        *,
        source: str = "",
        key: str = "",
        recorded: Moment | None = None,
    ) -> None:
        """Appends the adoption of a document, which judges from `effective` on. Without
        an event key it is made of kind, id and day."""
        names = [utf8(source, "source"), utf8(key, "key")]
        call(
            "kith_batch_adopt",
            self._use(),
            document._use(),
            day_number(effective, "effective"),
            *(part for name in names for part in (name, len(name))),
            _values.recorded_micros(recorded),
        )

    def adopt_defaults(self, effective: Day, *, recorded: Moment | None = None) -> None:
        """Adopts the library's own calendar, tier policy, cadence and pipeline."""
        for kind in ("calendar", "tier", "cadence", "pipeline"):
            self.adopt(Document.default(kind), effective, recorded=recorded)

    def add_touch(
        self,
        customer: str,
        source: str,
        key: str,
        *,
        day: Day | None = None,
        at: Moment | None = None,
        channel: str = "unknown",
        level: str = "ordinary",
        outcome: str = "answered",
        purpose: str = "",
        actor: str = "",
        contact: str = "",
        content: str = "",
        feedback: str = "",
        author: str = "",
        revision: int = 0,
        recorded: Moment | None = None,
        opening: bool = False,
        campaign: bool = False,
    ) -> None:
        """Appends one interaction that took place, or an attempt (no_reply), on a day or
        at an instant."""
        strings = Strings()
        texts = dict(customer=customer, source=source, key=key, author=author)
        texts.update(purpose=purpose, actor=actor, contact=contact)
        texts.update(content=content, feedback=feedback)
        touch = _capi.kith_touch(
            **_when(day, at, recorded),
            revision=revision,
            channel=code(_values.CHANNELS, channel, "channel"),
            level=code(_values.LEVELS, level, "level"),
            outcome=code(_values.OUTCOMES, outcome, "outcome"),
            opening=int(opening),
            campaign=int(campaign),
            **{name: strings.view(text, name) for name, text in texts.items()},
        )
        call("kith_batch_add_touch", self._use(), ctypes.byref(touch))

    def campaign(
        self,
        customers: Sequence[str],
        source: str,
        key: str,
        *,
        day: Day | None = None,
        at: Moment | None = None,
        channel: str = "push",
        outcome: str = "delivered",
        purpose: str = "",
        actor: str = "",
        content: str = "",
        author: str = "",
        revision: int = 0,
        recorded: Moment | None = None,
    ) -> None:
        """Appends one push to many customers, by key: a touch of each, which takes no day
        capacity. (source, key) is the campaign's: the same campaign again is a no-op, and
        retract_campaign() takes all of it back."""
        strings = Strings()
        texts = dict(source=source, key=key, author=author)
        texts.update(purpose=purpose, actor=actor, content=content)
        touch = _capi.kith_touch(
            **_when(day, at, recorded),
            revision=revision,
            channel=code(_values.CHANNELS, channel, "channel"),
            outcome=code(_values.OUTCOMES, outcome, "outcome"),
            **{name: strings.view(text, name) for name, text in texts.items()},
        )
        keys = [strings.view(customer, "customers") for customer in customers]
        call(
            "kith_batch_add_campaign",
            self._use(),
            ctypes.byref(touch),
            (_capi.kith_string_view * len(keys))(*keys),
            len(keys),
        )

    def retract_campaign(
        self,
        customers: Sequence[str],
        source: str,
        key: str,
        *,
        day: Day,
        recorded: Moment | None = None,
    ) -> None:
        """Appends that the campaign (source, key) never reached these customers."""
        strings = Strings()
        of, name = utf8(source, "source"), utf8(key, "key")
        keys = [strings.view(customer, "customers") for customer in customers]
        call(
            "kith_batch_retract_campaign",
            self._use(),
            of,
            len(of),
            name,
            len(name),
            (_capi.kith_string_view * len(keys))(*keys),
            len(keys),
            day_number(day),
            _values.recorded_micros(recorded),
        )

    def add_stage(
        self,
        customer: str,
        source: str,
        key: str,
        deal: str,
        *,
        stage: str = "",
        end: str = "open",
        reason: str = "",
        day: Day | None = None,
        at: Moment | None = None,
        author: str = "",
        revision: int = 0,
        recorded: Moment | None = None,
    ) -> None:
        """Appends that a deal entered a stage, or that it ended (won, lost, void)."""
        strings = Strings()
        texts = dict(customer=customer, source=source, key=key, author=author)
        texts.update(deal=deal, stage=stage, reason=reason)
        fact = _capi.kith_stage(
            **_when(day, at, recorded),
            revision=revision,
            end=code(_values.ENDS, end, "end"),
            **{name: strings.view(text, name) for name, text in texts.items()},
        )
        call("kith_batch_add_stage", self._use(), ctypes.byref(fact))

    def add_json(self, facts: Any, *, recorded: Moment | None = None) -> int:
        """Appends facts in JSON (docs/tables.md) and gives their number: a text, or what
        json.dumps makes one of, an object or a list of them."""
        text = facts if isinstance(facts, str) else json.dumps(facts, ensure_ascii=False)
        encoded, added = utf8(text, "facts"), ctypes.c_int64()
        call(
            "kith_batch_add_json",
            self._use(),
            encoded,
            len(encoded),
            _values.recorded_micros(recorded),
            ctypes.byref(added),
        )
        return added.value

    def add_words(self, words: Mapping[str, str]) -> None:
        """Gives the batch the words behind references, as words() names both."""
        for reference, said in words.items():
            names = [utf8(reference, "reference"), utf8(said, "words")]
            call(
                "kith_batch_add_words",
                self._use(),
                *(part for name in names for part in (name, len(name))),
            )

    def facts(self) -> Table:
        """The facts, to be kept in a database of your own: the column json holds each
        whole, but for its words."""
        return self._table("kith_batch_facts")

    def words(self) -> Table:
        """The words behind the facts' texts, to be kept apart from them."""
        return self._table("kith_batch_words")

    def _table(self, name: str) -> Table:
        table = ctypes.c_void_p()
        call(name, self._use(), ctypes.byref(table))
        return Table(table.value)

    def append(self, other: Batch) -> None:
        """Appends the facts of another batch, which stays as it is."""
        call("kith_batch_append", self._use(), other._use())

    def import_file(
        self,
        file: bytes | str | os.PathLike[str],
        *,
        now: Moment,
        name: str | None = None,
        sheet: str = "detect",
        mapping: Mapping[str, str] | None = None,
        salt: bytes | None = None,
        dates: str = "ymd",
        create_customers: bool = False,
    ) -> Table:
        """Reads a CSV or XLSX file (a path, or its bytes and a name) and appends its
        facts. Gives the report, a row for each row of the file.

        now: recorded time of the facts. sheet: what the sheet holds, when the headers
        do not say. mapping: headers of the file to the columns they mean. dates: "mdy"
        or "dmy" reads 12/1/2010, which is refused otherwise. create_customers: makes the
        customers that rows name and nobody knows.
        """
        data, encoded = file_bytes(file), utf8(file_name(file, name), "name")
        held = ImportOptions(
            now, sheet, mapping, salt, dates=dates, create_customers=create_customers
        )
        report = ctypes.c_void_p()
        call(
            "kith_batch_import",
            self._use(),
            byte_pointer(data),
            len(data),
            encoded,
            len(encoded),
            ctypes.byref(held.options),
            ctypes.byref(report),
        )
        return Table(report.value)


class ImportOptions:
    """Options of an import, and the texts that they point to."""

    def __init__(
        self,
        now: Moment,
        sheet: str,
        mapping: Mapping[str, str] | None,
        salt: bytes | None = None,
        dry_run: bool = False,
        all_or_nothing: bool = False,
        dates: str = "ymd",
        create_customers: bool = False,
        actor: str | None = None,
    ) -> None:
        self._strings, mapping = Strings(), dict(mapping or {})
        self.options = _capi.kith_import_options(
            dry_run=int(dry_run),
            all_or_nothing=int(all_or_nothing),
            sheet=code(_values.SHEETS, sheet, "sheet"),
            now=micros(now, "now"),
            mapping_count=len(mapping),
            salt=_values.salt_bytes(salt),
            date_order=code(_values.DATES, dates, "dates"),
            create_customers=int(create_customers),
            actor=self._strings.view(actor, "actor"),
        )
        if mapping:
            self.options.mapping_from = self._views(list(mapping))
            self.options.mapping_to = self._views(list(mapping.values()))

    def _views(self, texts: list[str]) -> Any:
        views = [self._strings.view(t, "mapping") for t in texts]
        return (_capi.kith_string_view * len(views))(*views)


def file_name(file: bytes | str | os.PathLike[str], name: str | None) -> str:
    if name is not None:
        return name
    if isinstance(file, bytes):
        raise InvalidArgumentError(
            "bytes need a name, which tells CSV from XLSX",
            reason="missing_value",
            field="name",
        )
    return Path(file).name


def as_facts(data: Any) -> Table:
    """Facts as a table, whatever they come in; ISO texts become days and instants."""
    if isinstance(data, Table):
        return data
    if hasattr(data, "iloc") and hasattr(data, "columns"):
        return Table.from_pandas(data, _types({str(c): data[c] for c in data.columns}))
    if isinstance(data, Mapping):
        return Table.from_columns(data, _types(data))
    if hasattr(data, "__arrow_c_array__") or hasattr(data, "__arrow_c_stream__"):
        return Table.from_arrow(data)
    rows = list(data)
    names = dict.fromkeys(name for row in rows for name in row)
    return Table.from_rows(rows, _types({n: [r.get(n) for r in rows] for n in names}))


def _types(columns: Mapping[str, Any]) -> dict[str, str]:
    """Types of the day and instant columns that hold texts."""
    found = {}
    for name, values in columns.items():
        if name not in _DAYS and name not in _INSTANTS:
            continue
        kind = getattr(getattr(values, "dtype", None), "kind", "O")
        if kind in "OU" and any(isinstance(v, str) for v in values):
            found[name] = "date" if name in _DAYS else "instant"
    return found


def _when(day: Day | None, at: Moment | None, recorded: Moment | None) -> dict[str, int]:
    if (day is None) == (at is None):
        raise InvalidArgumentError(
            "say either the day or the instant", reason="missing_value", field="day"
        )
    return {
        "day": 0 if day is None else day_number(day, "day"),
        "at": 0 if at is None else micros(at, "at"),
        "has_at": int(at is not None),
        "recorded": _values.recorded_micros(recorded),
    }
