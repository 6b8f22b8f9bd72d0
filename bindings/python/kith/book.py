"""Book: facts, states and words in one file.

    with kith.open("sales.kith", create=True) as book:
        book.import_file("table1_customers.csv", now="2023-10-26T09:00:00+08:00")
        print(book.at("2023-10-26").due().to_pandas())
"""
from __future__ import annotations

import ctypes
import os
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Callable, Mapping, Optional

from . import _capi, _values
from ._handle import Handle
from ._load import library
from ._values import Day, Moment, Strings, byte_pointer, code, day_number, micros, utf8
from .batch import Batch, ImportOptions, as_facts, file_name
from .document import file_bytes
from .errors import CancelledError, InvalidArgumentError, call
from .privacy import Audit, AuditRecord, Erased, erased_of
from .table import Table
from .view import View, open_book_view

Progress = Callable[[int, int], Optional[bool]]


@dataclass(frozen=True)
class Recorded:
    """What recording came to, in facts."""

    created: int
    unchanged: int
    replaced: int
    conflicts: int
    refused: int
    states_written: int
    rows_written: int
    pages_written: int
    report: Table = field(repr=False, compare=False)


@dataclass(frozen=True)
class BookInfo:
    zone_minutes: int
    start: date | None
    facts: int
    customers: int
    last_recorded: datetime | None
    salt: bytes
    behind: int


class Book(Handle):
    """An open book. Threads may share it, their calls take turns; a forked child may not."""

    _noun = "book"

    def __init__(self, pointer: int | None) -> None:
        super().__init__(pointer, library().kith_book_close, os.getpid())

    def at(
        self,
        as_of: Day | None = None,
        known_at: Moment | None = None,
        actor: str | None = None,
        *,
        audited_at: Moment | None = None,
        audit: Audit | None = None,
    ) -> View:
        """A view as of a day (None: of the last recorded fact) and as known at an
        instant (None: now), of what a person may see (None: the host, who sees all).
        The view stays usable after the book is closed.

        audited_at: each answer that names customers is recorded in the book as given at
        this instant, or handed to audit(record), which a read-only book needs; what that
        raises refuses the answer."""
        return open_book_view(self, as_of, known_at, actor, audited_at, audit)

    def batch(self) -> Batch:
        """An empty batch in the zone of the book."""
        return Batch(self.info().zone_minutes)

    def record(
        self,
        batch: Batch,
        now: Moment,
        *,
        dry_run: bool = False,
        skip_refused: bool = False,
        defer: bool = False,
        source: str = "",
        position: int = 0,
        progress: Progress | None = None,
        actor: str | None = None,
    ) -> Recorded:
        """Records a batch in one transaction; it may be recorded again.

        now: recorded time of facts that have none. skip_refused: leave out conflicts and
        refused facts, else one of them stops all. defer: a change of rules folds nobody
        again now; catch_up() does. source and position: how far an outbox
        has come, for watermark(). progress(done, total): return True to cancel. actor:
        who records; what this person may not write is refused.
        """
        strings, calls = Strings(), _Progress(progress)
        options = _capi.kith_record_options(
            dry_run=int(dry_run),
            skip_refused=int(skip_refused),
            defer=int(defer),
            source=strings.view(source, "source"),
            position=position,
            progress=calls.function,
            actor=strings.view(actor, "actor"),
        )
        result, report = _capi.kith_record_result(), ctypes.c_void_p()
        with calls:
            call(
                "kith_book_record",
                self._use(),
                batch._use(),
                micros(now, "now"),
                ctypes.byref(options),
                ctypes.byref(result),
                ctypes.byref(report),
            )
        return _recorded(result, report)

    def import_file(
        self,
        file: bytes | str | os.PathLike[str],
        *,
        now: Moment,
        name: str | None = None,
        dry_run: bool = False,
        all_or_nothing: bool = False,
        sheet: str = "detect",
        mapping: Mapping[str, str] | None = None,
        dates: str = "ymd",
        create_customers: bool = False,
        actor: str | None = None,
    ) -> Recorded:
        """Reads a CSV or XLSX file (a path, or its bytes and a name) into the book in
        one transaction. The report has a row for each row of the file. Options: see
        Batch.import_file(). actor: who lets the sheet in; its rows are linked to what
        this person sees, and one that the person may not record is refused."""
        data, encoded = file_bytes(file), utf8(file_name(file, name), "name")
        held = ImportOptions(
            now, sheet, mapping, None, dry_run, all_or_nothing, dates, create_customers, actor
        )
        result, report = _capi.kith_record_result(), ctypes.c_void_p()
        call(
            "kith_book_import",
            self._use(),
            byte_pointer(data),
            len(data),
            encoded,
            len(encoded),
            ctypes.byref(held.options),
            ctypes.byref(result),
            ctypes.byref(report),
        )
        return _recorded(result, report)

    def record_touches(
        self,
        data: Any,
        *,
        now: Moment,
        source: str | None = None,
        actor: str | None = None,
    ) -> Table:
        """Records a DataFrame (or rows, or columns) of touches with the columns of
        docs/tables.md, and gives a report with a row each. A refused touch or a conflict
        is a line of the report and keeps nothing else out.

        source: the system that names the events, when the data have no such column.
        actor: who records; what this person may not write is refused.
        """
        table = as_facts(data)
        if source is not None and "source" not in table.columns:
            columns = {c.name: table.column(c.name) for c in table.schema}
            types = {c.name: c.type for c in table.schema}
            columns["source"] = [source] * len(table)
            table = Table.from_columns(columns, types)
        with self.batch() as batch:
            batch.add_table("touch", table)
            return self.record(batch, now, skip_refused=True, actor=actor).report

    def merge(
        self,
        kept: str,
        merged: str,
        *,
        now: Moment,
        reason: str | None = None,
        as_of: Day | None = None,
        actor: str | None = None,
        dry_run: bool = False,
    ) -> Table:
        """Two customers become one, under the key of `kept`, and can be two again with
        unmerge(). Gives what is joined, with the values of both. dry_run: only that.
        as_of: the day of the decision (None: of the last recorded fact). actor: who
        decides, who must see both."""
        with self.at(as_of, actor=actor) as view:
            decided = view.merge(kept, merged, reason=reason, recorded=now)
        return self._decided(decided, now, dry_run)

    def unmerge(
        self,
        merged: str,
        *,
        now: Moment,
        as_of: Day | None = None,
        actor: str | None = None,
        dry_run: bool = False,
    ) -> Table:
        """Takes back the merge that holds a customer: everything is as before it, and what
        came meanwhile stands where it was told of. Gives what falls apart. dry_run: only
        that."""
        with self.at(as_of, actor=actor) as view:
            decided = view.unmerge(merged, now)
        return self._decided(decided, now, dry_run)

    def _decided(self, decided: tuple[Batch, Table], now: Moment, dry_run: bool) -> Table:
        decisions, table = decided
        with decisions:
            if not dry_run:
                self.record(decisions, now)
        return table

    def info(self) -> BookInfo:
        """What the book is and holds."""
        summary = _capi.kith_book_summary()
        call("kith_book_info", self._use(), ctypes.byref(summary))
        return BookInfo(
            zone_minutes=summary.zone_minutes,
            start=_values.day(summary.start_day) if summary.has_start else None,
            facts=summary.facts,
            customers=summary.customers,
            last_recorded=(
                _values.moment(summary.last_recorded) if summary.last_recorded else None
            ),
            salt=bytes(summary.salt),
            behind=summary.behind,
        )

    def check(self) -> None:
        """Reads the whole file; raises DataLossError naming the first fault."""
        call("kith_book_check", self._use())

    def rebuild(self, progress: Progress | None = None) -> int:
        """Folds every state anew. Gives the number that differed: 0 in a sound book."""
        differed, calls = ctypes.c_int64(), _Progress(progress)
        with calls:
            call(
                "kith_book_rebuild",
                self._use(),
                calls.function,
                None,
                ctypes.byref(differed),
            )
        return differed.value

    def catch_up(self, customers: int = 200) -> int:
        """Brings up the next customers that a deferred change of rules left behind, in
        one transaction. Gives how many are left. Answers do not wait for it; other writers
        do, and get their turn where a moment (2 ms) passes between two calls."""
        left = ctypes.c_int64()
        call("kith_book_catch_up", self._use(), customers, ctypes.byref(left))
        return left.value

    def backup(self, path: str | os.PathLike[str]) -> None:
        """Copies the book to a path where nothing may be."""
        encoded = _path_bytes(path)
        call("kith_book_backup", self._use(), encoded, len(encoded))

    def backups(self) -> Table:
        """Where backup() put copies, and whether they stand there."""
        table = ctypes.c_void_p()
        call("kith_book_backups", self._use(), ctypes.byref(table))
        return Table(table.value)

    def erase(
        self,
        customer: str | None = None,
        contact: str | None = None,
        *,
        now: Moment,
        reason: str = "",
        event: tuple[str, str] | None = None,
        author: str | None = None,
        actor: str | None = None,
        dry_run: bool = False,
        backups: bool = False,
        defer: bool = False,
    ) -> Erased:
        """Removes the words about a customer, or about a contact at every customer, for
        ever; no state, count or sum changes. Without either it finishes an erasure that
        was left unfinished.

        reason: the host's word, kept for ever. event: source and key of the tombstones.
        backups: erase in the copies that backup() made too. defer: leave the file
        unfinished, for more erasures follow.
        """
        strings, (source, key) = Strings(), event or ("", "")
        options = _capi.kith_erase_options(
            dry_run=int(dry_run),
            backups=int(backups),
            defer=int(defer),
            customer=strings.view(customer, "customer"),
            contact=strings.view(contact, "contact"),
            source=strings.view(source, "source"),
            key=strings.view(key, "key"),
            reason=strings.view(reason, "reason"),
            author=strings.view(author, "author"),
            actor=strings.view(actor, "actor"),
        )
        result = _capi.kith_erase_result()
        call(
            "kith_book_erase",
            self._use(),
            micros(now, "now"),
            ctypes.byref(options),
            ctypes.byref(result),
        )
        return erased_of(result)

    def record_audit(self, record: AuditRecord) -> None:
        """Keeps that somebody was shown something by the host itself."""
        strings = Strings()
        told = _capi.kith_audit_record(
            at=micros(record.at, "at"),
            rows=record.rows,
            question=strings.view(record.question, "question"),
            actor=strings.view(record.actor, "actor"),
            customer=strings.view(record.customer, "customer"),
            contact=strings.view(record.contact, "contact"),
        )
        call("kith_book_record_audit", self._use(), ctypes.byref(told))

    def audit(
        self,
        *,
        actor: str | None = None,
        customer: str | None = None,
        since: Moment | None = None,
        limit: int = 0,
    ) -> Table:
        """Who was shown what, the latest last."""
        strings = Strings()
        options = _capi.kith_audit_options(
            limit=limit,
            actor=strings.view(actor, "actor"),
            customer=strings.view(customer, "customer"),
        )
        if since is not None:
            options.has_since, options.since = 1, micros(since, "since")
        table = ctypes.c_void_p()
        call("kith_book_audit", self._use(), ctypes.byref(options), ctypes.byref(table))
        return Table(table.value)

    def watermark(self, source: str) -> int | None:
        """The last position recorded from a source, or None."""
        encoded, position = utf8(source, "source"), ctypes.c_int64()
        call(
            "kith_book_watermark",
            self._use(),
            encoded,
            len(encoded),
            ctypes.byref(position),
        )
        return None if position.value < 0 else position.value

    def __repr__(self) -> str:
        return f"<kith.Book {'closed' if self.closed else 'open'}>"


def open(
    path: str | os.PathLike[str],
    *,
    create: bool = False,
    read_only: bool = False,
    durability: str = "full",
    busy_ms: int = 0,
    zone_minutes: int | None = None,
    start: Day | None = None,
    salt: bytes | None = None,
) -> Book:
    """Opens the book at a path.

    create: make it when it is absent; zone_minutes, start (nothing is owed before it) and
    salt (16 bytes that make the keys of sheet rows) are those of a new book. durability:
    full, normal or bulk. busy_ms: how long to wait for another writer; 0: 5 seconds.
    """
    options = _capi.kith_book_options(
        create=int(create),
        read_only=int(read_only),
        durability=code(_values.DURABILITIES, durability, "durability"),
        busy_ms=busy_ms,
        salt=_values.salt_bytes(salt),
    )
    if zone_minutes is not None:
        options.has_zone, options.zone_minutes = 1, zone_minutes
    if start is not None:
        options.has_start, options.start_day = 1, day_number(start, "start")
    encoded, book = _path_bytes(path), ctypes.c_void_p()
    call(
        "kith_book_open",
        encoded,
        len(encoded),
        ctypes.byref(options),
        ctypes.byref(book),
    )
    return Book(book.value)


class _Progress:
    """A callback in Python: what it raises stops the call and is raised after it."""

    def __init__(self, progress: Progress | None) -> None:
        self._progress = progress
        self._fault: BaseException | None = None
        self.function = _capi.kith_progress(self._call if progress else 0)

    def _call(self, done: int, total: int, user_data: Any) -> int:
        try:
            assert self._progress is not None
            return int(bool(self._progress(done, total)))
        except BaseException as fault:  # even KeyboardInterrupt: it must not cross C
            self._fault = fault
            return 1

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: Any, value: Any, trace: Any) -> None:
        fault, self._fault = self._fault, None
        self.function = None  # it refers to this object
        if fault is not None and isinstance(value, CancelledError):
            raise fault from None


def _path_bytes(path: str | os.PathLike[str]) -> bytes:
    text = os.fspath(path)
    if not isinstance(text, str):
        raise InvalidArgumentError("a path is a text, not bytes", field="path")
    return utf8(text, "path")


def _recorded(result: _capi.kith_record_result, report: ctypes.c_void_p) -> Recorded:
    return Recorded(
        created=result.created,
        unchanged=result.unchanged,
        replaced=result.replaced,
        conflicts=result.conflicts,
        refused=result.refused,
        states_written=result.states_written,
        rows_written=result.rows_written,
        pages_written=result.pages_written,
        report=Table(report.value),
    )
