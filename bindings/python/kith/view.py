"""View: a book, facts in memory, or states, as of a day. Every question gives a Table."""
from __future__ import annotations

import ctypes
from datetime import date
from typing import TYPE_CHECKING, Any, Sequence

from . import _capi
from ._handle import Handle
from ._load import library
from ._values import (
    EVERY,
    LANGUAGES,
    OBJECTIVES,
    PLACEMENTS,
    Day,
    Moment,
    Strings,
    code,
    day,
    day_number,
    micros,
    recorded_micros,
    take_buffer,
    utf8,
)
from .batch import Batch
from .document import Document
from .errors import CancelledError, InvalidArgumentError, call
from .privacy import Audit, Auditor
from .table import Table

if TYPE_CHECKING:
    from .book import Book


class View(Handle):
    """What a source says as of a day. Any thread may ask. Made by Book.at(), view()
    or view_over_states()."""

    _noun = "view"

    def __init__(
        self, pointer: int | None, process: int = 0, auditor: Auditor | None = None
    ) -> None:
        super().__init__(pointer, library().kith_view_close, process)
        self._auditor = auditor  # called for as long as the view is asked

    @property
    def as_of(self) -> date:
        number = ctypes.c_int32()
        call("kith_view_as_of", self._use(), ctypes.byref(number))
        return day(number.value)

    def __repr__(self) -> str:
        return f"<kith.View {'closed' if self.closed else f'as of {self.as_of}'}>"

    def _ask(self, name: str, *arguments: Any) -> Table:
        table = ctypes.c_void_p()
        try:
            call(name, self._use(), *arguments, ctypes.byref(table))
        except CancelledError:
            fault = self._auditor.take_fault() if self._auditor else None
            if fault is None:
                raise
            raise fault from None
        return Table(table.value)

    def _text(self, name: str, *arguments: Any) -> str:
        buffer = _capi.kith_buffer()
        call(name, self._use(), *arguments, ctypes.byref(buffer))
        return take_buffer(buffer).decode("utf-8")

    def _list(self, name: str, limit: int) -> Table:
        return self._ask(name, ctypes.byref(_capi.kith_list_options(limit=limit)))

    def due(
        self,
        *,
        owner: str | None = None,
        customer: str | None = None,
        hide_kept: bool = False,
        with_snoozed: bool = False,
        with_context: bool = False,
        limit: int = 0,
    ) -> Table:
        """The morning's list, the most pressing first. owner and customer are keys.
        with_snoozed: promises put off to a later day stand on it too, last of all.
        with_context: the columns from last_contact on are filled in: the customer's last
        contact with its feedback, next step, deal with its milestone, protection. It
        reads the log of each customer shown."""
        strings = Strings()
        options = _capi.kith_due_options(
            hide_kept=int(hide_kept),
            with_snoozed=int(with_snoozed),
            with_context=int(with_context),
            limit=limit,
            owner=strings.view(owner, "owner"),
            customer=strings.view(customer, "customer"),
        )
        return self._ask("kith_view_due", ctypes.byref(options))

    def overdue(self, *, owner: str | None = None, limit: int = 0) -> Table:
        """Whom something is overdue to, since when, in the order of due(): its shortest
        form, which a book answers for one owner without reading the customers."""
        strings = Strings()
        options = _capi.kith_overdue_options(limit=limit, owner=strings.view(owner, "owner"))
        return self._ask("kith_view_overdue", ctypes.byref(options))

    def day_plan(
        self,
        person: str,
        *,
        days: int = 0,
        horizon: int = 60,
        objective: str = "keep_with_cap",
        cap_times: int = 2,
        placement: str = "latest",
        fixes: bool = True,
        limit: int = 0,
    ) -> Table:
        """On which day, and as which one of it, a person does what the morning's list
        has, within the person's capacity, with the reason of each; last those that are
        not kept. days: working days shown (1: today's list, 5: a week; 0: all); horizon:
        working days planned; the others as in plan_days()."""
        encoded = utf8(person, "person")
        options = _capi.kith_day_plan_options(
            days=days,
            horizon=horizon,
            objective=code(OBJECTIVES, objective, "objective"),
            cap_times=cap_times,
            placement=code(PLACEMENTS, placement, "placement"),
            no_fixes=int(not fixes),
            limit=limit,
        )
        return self._ask("kith_view_day_plan", encoded, len(encoded), ctypes.byref(options))

    def feasibility(
        self,
        candidate: Document | None = None,
        *,
        first: Day | None = None,
        last: Day | None = None,
        person: str | None = None,
        team: str | None = None,
        campaigns: bool = False,
        limit: int = 0,
    ) -> Table:
        """Whether promises can be kept: load over slots by person and channel, exact, with
        a light, what is short and when, the people it takes and the customers one can
        hold; under the cadence in force, or a candidate that is not adopted. first and
        last: the days looked at (both or neither: 365 days from as_of); campaigns:
        pushes go out to many at once and take no slots."""
        if (first is None) != (last is None):
            raise ValueError("first and last: both or neither")
        strings = Strings()
        options = _capi.kith_feasibility_options(
            has_period=int(first is not None),
            campaigns=int(campaigns),
            limit=limit,
            person=strings.view(person, "person"),
            team=strings.view(team, "team"),
        )
        if first is not None and last is not None:
            options.period_first = day_number(first, "first")
            options.period_last = day_number(last, "last")
        document = None if candidate is None else candidate._use()
        return self._ask("kith_view_feasibility", document, ctypes.byref(options))

    def simulate(
        self,
        candidate: Document,
        *,
        days: int = 60,
        horizon: int = 60,
        objective: str = "keep_with_cap",
        cap_times: int = 2,
    ) -> Table:
        """What so many working days do to the promises of the book, under the cadence in
        force, under the candidate from as_of on, and the difference; of all, then of each
        person. People make the touches of their day plans, every one is answered, and
        nothing is recorded."""
        options = _capi.kith_simulate_options(
            days=days,
            horizon=horizon,
            objective=code(OBJECTIVES, objective, "objective"),
            cap_times=cap_times,
        )
        return self._ask("kith_view_simulate", candidate._use(), ctypes.byref(options))

    def tiers(self, *, limit: int = 0) -> Table:
        """The tier in force, as computed now and as a file claims, with the reasons."""
        return self._list("kith_view_tiers", limit)

    def customers(self, *, limit: int = 0) -> Table:
        """A row a customer with its fields, owner and tier."""
        return self._list("kith_view_customers", limit)

    def milestones(
        self, *, owner: str | None = None, with_closed: bool = False, limit: int = 0
    ) -> Table:
        """Deadlines of the stages of deals."""
        strings = Strings()
        options = _capi.kith_milestone_options(
            with_closed=int(with_closed), limit=limit, owner=strings.view(owner, "owner")
        )
        return self._ask("kith_view_milestones", ctypes.byref(options))

    def funnel(
        self,
        first: Day | None = None,
        last: Day | None = None,
        *,
        by_owner: bool = False,
        pipeline: str | None = None,
    ) -> Table:
        """Deals created in a period by furthest stage; without days the month of as_of."""
        strings = Strings()
        options = _capi.kith_funnel_options(
            **_period(first, last),
            by_owner=int(by_owner),
            pipeline=strings.view(pipeline, "pipeline"),
        )
        return self._ask("kith_view_funnel", ctypes.byref(options))

    def rates(
        self,
        first: Day | None = None,
        last: Day | None = None,
        *,
        by_owner: bool = False,
        churn_days: int = 0,
    ) -> Table:
        """Conversion, repurchase and churn, each naming its definition. churn_days: days
        without an order that make a customer churned; 0: 180."""
        options = _capi.kith_rates_options(
            **_period(first, last), by_owner=int(by_owner), churn_days=churn_days
        )
        return self._ask("kith_view_rates", ctypes.byref(options))

    def history(self, customer: str, *, limit: int = 0) -> Table:
        """The facts of one customer by key, in force or not, newest last."""
        encoded = utf8(customer, "customer")
        options = _capi.kith_list_options(limit=limit)
        return self._ask(
            "kith_view_history", encoded, len(encoded), ctypes.byref(options)
        )

    def field_history(self, customer: str, field: str | None = None, *, limit: int = 0) -> Table:
        """Each value that a field of a customer took, oldest first. field: its name,
        "custom.<id>", "contact.phone", "owner" or "tier"; None: every field."""
        encoded, name = utf8(customer, "customer"), utf8(field or "", "field")
        options = _capi.kith_list_options(limit=limit)
        return self._ask(
            "kith_view_field_history",
            encoded,
            len(encoded),
            name,
            len(name),
            ctypes.byref(options),
        )

    def contacts(
        self, *, customer: str | None = None, contact: str | None = None, limit: int = 0
    ) -> Table:
        """A row for each customer that knows a contact, with what the contact agreed to.
        customer and contact are keys."""
        strings = Strings()
        options = _capi.kith_contact_options(
            limit=limit,
            customer=strings.view(customer, "customer"),
            contact=strings.view(contact, "contact"),
        )
        return self._ask("kith_view_contacts", ctypes.byref(options))

    def completeness(
        self,
        *,
        owner: str | None = None,
        customer: str | None = None,
        record_days: int = 0,
        incomplete_only: bool = False,
        limit: int = 0,
    ) -> Table:
        """How much of what the entry rules ask for is there, with what is missing or
        wrong named. record_days: judge the records of so many days too."""
        strings = Strings()
        options = _capi.kith_completeness_options(
            record_days=record_days,
            incomplete_only=int(incomplete_only),
            limit=limit,
            owner=strings.view(owner, "owner"),
            customer=strings.view(customer, "customer"),
        )
        return self._ask("kith_view_completeness", ctypes.byref(options))

    def subject_export(
        self, customer: str | None = None, contact: str | None = None
    ) -> Table:
        """All that is held about a customer with its contacts, or about a contact at every
        customer: a row a value, with where it came from."""
        strings = Strings()
        options = _capi.kith_subject_options(
            customer=strings.view(customer, "customer"),
            contact=strings.view(contact, "contact"),
        )
        return self._ask("kith_view_subject_export", ctypes.byref(options))

    def retention(
        self, months: int, *, stages: Sequence[str] = (), kind: str | None = None, limit: int = 0
    ) -> Table:
        """Whom an erasure is due for: customers whose last fact lies so many months back,
        with nothing open and no legal hold, of whom words are held."""
        strings = Strings()
        options = _capi.kith_retention_options(
            months=months,
            limit=limit,
            stage=strings.view("|".join(stages), "stage"),
            kind=strings.view(kind, "kind"),
        )
        return self._ask("kith_view_retention", ctypes.byref(options))

    def promises_kept(self, *, limit: int = 0) -> Table:
        """Kept, in grace and broken by owner and stream."""
        return self._list("kith_view_promises_kept", limit)

    def promise_record(
        self,
        first: Day | None = None,
        last: Day | None = None,
        *,
        every: str = "whole",
        by_owner: bool = False,
        by_tier: bool = False,
        by_stream: bool = False,
    ) -> Table:
        """Promises judged in a period: kept, in grace, broken, waived, under the owner and
        tier of the time. every: "whole", "week", "month", "quarter" or "year", a row for
        each."""
        options = _capi.kith_promise_record_options(
            **_period(first, last),
            every=code(EVERY, every, "every"),
            by_owner=int(by_owner),
            by_tier=int(by_tier),
            by_stream=int(by_stream),
        )
        return self._ask("kith_view_promise_record", ctypes.byref(options))

    def entry_delay(
        self, first: Day | None = None, last: Day | None = None, *, by_author: bool = False
    ) -> Table:
        """How long after the contacts of a period they were recorded."""
        options = _capi.kith_entry_delay_options(
            **_period(first, last), by_author=int(by_author)
        )
        return self._ask("kith_view_entry_delay", ctypes.byref(options))

    def hand_over(
        self, person: str, run: str, recorded: Moment | None = None
    ) -> tuple[Batch, Table]:
        """All that a leaver holds, with a new owner proposed for each customer: the owner
        facts to record, and the sheet. run: your key of the run; not recorded, it was a
        dry run."""
        encoded, key = utf8(person, "person"), utf8(run, "run")
        return self._decide(
            "kith_view_hand_over",
            encoded,
            len(encoded),
            key,
            len(key),
            recorded_micros(recorded),
        )

    def hand_over_html(self, person: str, *, language: str = "zh") -> str:
        """The hand-over sheet as one self-contained page."""
        encoded = utf8(person, "person")
        options = _capi.kith_card_options(language=code(LANGUAGES, language, "language"))
        return self._text("kith_hand_over_html", encoded, len(encoded), ctypes.byref(options))

    def feed_ical(
        self,
        *,
        owner: str | None = None,
        stamp: Moment | None = None,
        milestones: bool = True,
        language: str = "zh",
    ) -> str:
        """Follow-ups owed and open milestones as an iCalendar file: an all-day event on
        each due day. stamp: when the feed was made (the first instant of as_of)."""
        strings = Strings()
        options = _capi.kith_feed_options(
            language=code(LANGUAGES, language, "language"),
            no_milestones=int(not milestones),
            stamp=0 if stamp is None else micros(stamp, "stamp"),
            owner=strings.view(owner, "owner"),
        )
        return self._text("kith_feed_ical", ctypes.byref(options))

    def review_tiers(
        self, run: str, effective: Day, recorded: Moment | None = None
    ) -> tuple[Batch, Table]:
        """The decisions of a tier review in force from `effective` on: as facts to
        record, and as a table. run: your key of the run; run again, it decides nothing
        new."""
        encoded = utf8(run, "run")
        return self._decide(
            "kith_view_review_tiers",
            encoded,
            len(encoded),
            day_number(effective, "effective"),
            recorded_micros(recorded),
        )

    def pool(
        self, *, owner: str | None = None, pool_only: bool = False, limit: int = 0
    ) -> Table:
        """Whose each customer is, protected through when, days left, and why. pool_only:
        only customers that nobody holds, with their former owner."""
        strings = Strings()
        options = _capi.kith_pool_options(
            pool_only=int(pool_only), limit=limit, owner=strings.view(owner, "owner")
        )
        return self._ask("kith_view_pool", ctypes.byref(options))

    def duplicates(
        self,
        customer: str | None = None,
        *,
        name: str | None = None,
        phone: str | None = None,
        credit_code: str | None = None,
        region: str | None = None,
        parent: str | None = None,
        person: bool = False,
        owner: str | None = None,
        limit: int = 0,
    ) -> Table:
        """The customers that may be `customer`, or one with these fields that is not
        created yet (`owner`: whose it would be), best first: score in thousandths,
        reasons, owner, and whether two owners claim one. A masked or damaged value finds
        nobody."""
        strings = Strings()
        options = _capi.kith_duplicate_options(
            person=int(person),
            limit=limit,
            customer=strings.view(customer, "customer"),
            name=strings.view(name, "name"),
            region=strings.view(region, "region"),
            credit_code=strings.view(credit_code, "credit_code"),
            phone=strings.view(phone, "phone"),
            parent=strings.view(parent, "parent"),
            owner=strings.view(owner, "owner"),
        )
        return self._ask("kith_view_duplicates", ctypes.byref(options))

    def duplicate_pairs(self, *, limit: int = 0) -> Table:
        """Pairs of all customers that may be one, best first. Of those who share a key
        each stands beside one of them, so nobody is left out."""
        options = _capi.kith_list_options(limit=limit)
        return self._ask("kith_view_duplicate_pairs", ctypes.byref(options))

    def release_pool(self, run: str, recorded: Moment | None = None) -> tuple[Batch, Table]:
        """Customers whose protection has ended go back to the pool on the day of the view:
        as facts to record, and as a table. run: your key of the run; run again, it decides
        nothing new. A late run releases whom daily runs would have released."""
        encoded = utf8(run, "run")
        return self._decide(
            "kith_view_release_pool", encoded, len(encoded), recorded_micros(recorded)
        )

    def assign(self, run: str, recorded: Moment | None = None) -> tuple[Batch, Table]:
        """Customers that nobody holds are given to those whose turn it is, on the day of
        the view: as facts to record, and as a table with the reason of each that waits.
        run: your key of the run; run again, it decides nothing new."""
        encoded = utf8(run, "run")
        return self._decide(
            "kith_view_assign", encoded, len(encoded), recorded_micros(recorded)
        )

    def spread(self, run: str, recorded: Moment | None = None) -> tuple[Batch, Table]:
        """Where the cadence in force asks for it, the first promises of streams that were
        never kept are spread over the working days of their first period: as facts to
        record, and as a table with the reason of each. run: your key of the run; run
        again, it decides nothing new."""
        encoded = utf8(run, "run")
        return self._decide(
            "kith_view_spread", encoded, len(encoded), recorded_micros(recorded)
        )

    def claim(
        self, person: str, customers: Sequence[str], recorded: Moment | None = None
    ) -> tuple[Batch, Table]:
        """A person claims customers, by key, on the day of the view: as facts to record,
        and as a table with every check that failed and the first day it would pass."""
        encoded, strings = utf8(person, "person"), Strings()
        keys = [strings.view(key, "customers") for key in customers]
        return self._decide(
            "kith_view_claim",
            encoded,
            len(encoded),
            (_capi.kith_string_view * len(keys))(*keys),
            len(keys),
            recorded_micros(recorded),
        )

    def cases(
        self,
        *,
        owner: str | None = None,
        customer: str | None = None,
        open_only: bool = False,
        limit: int = 0,
    ) -> Table:
        """What is done about customers that were lost (流失挽回): cause, owner, deadline
        with the working days left or overdue, result. owner: who answers for the case."""
        strings = Strings()
        options = _capi.kith_case_options(
            open_only=int(open_only),
            limit=limit,
            owner=strings.view(owner, "owner"),
            customer=strings.view(customer, "customer"),
        )
        return self._ask("kith_view_cases", ctypes.byref(options))

    def at_risk(self, *, owner: str | None = None, limit: int = 0) -> Table:
        """Customers about to be lost (流失预警), by rules alone, the most urgent first:
        each with its reasons, owner, and what to do."""
        strings = Strings()
        options = _capi.kith_at_risk_options(limit=limit, owner=strings.view(owner, "owner"))
        return self._ask("kith_view_at_risk", ctypes.byref(options))

    def moved(self, known_at: Moment, *, owner: str | None = None, limit: int = 0) -> Table:
        """The promises that stand on another day, or in another state, because the rules
        changed since known_at, an instant before it, the facts of customers held fixed:
        both days, the working days between them, and whether it moved, was added or
        ended. Over facts with recorded times only."""
        strings = Strings()
        options = _capi.kith_moved_options(
            known_at=micros(known_at, "known_at"),
            limit=limit,
            owner=strings.view(owner, "owner"),
        )
        return self._ask("kith_view_moved", ctypes.byref(options))

    def merge(
        self,
        kept: str,
        merged: str,
        *,
        reason: str | None = None,
        recorded: Moment | None = None,
    ) -> tuple[Batch, Table]:
        """Two customers become one, under the key of `kept`: as facts to record, and as a
        table of what would be joined, with the values of both. Not recorded, it was a dry
        run."""
        one, other, why = utf8(kept, "kept"), utf8(merged, "merged"), utf8(reason or "", "reason")
        return self._decide(
            "kith_view_merge",
            one,
            len(one),
            other,
            len(other),
            why,
            len(why),
            recorded_micros(recorded),
        )

    def unmerge(self, merged: str, recorded: Moment | None = None) -> tuple[Batch, Table]:
        """The merge that holds a customer is taken back: as facts to record, and as a table
        of what falls apart. Recorded, everything is as before it."""
        encoded = utf8(merged, "merged")
        return self._decide(
            "kith_view_unmerge", encoded, len(encoded), recorded_micros(recorded)
        )

    def _decide(self, name: str, *arguments: Any) -> tuple[Batch, Table]:
        batch = ctypes.c_void_p()
        table = self._ask(name, *arguments, ctypes.byref(batch))
        return Batch(_pointer=batch.value), table

    def review_html(
        self, first: Day | None = None, last: Day | None = None, *, language: str = "zh"
    ) -> str:
        """The review of a period as one self-contained page, in "zh" or "en"."""
        options = _capi.kith_review_options(
            **_period(first, last), language=code(LANGUAGES, language, "language")
        )
        return self._text("kith_review_html", ctypes.byref(options))

    def card_html(self, customer: str, *, language: str = "zh") -> str:
        """All that is known of one customer, by key, as one self-contained page."""
        encoded = utf8(customer, "customer")
        options = _capi.kith_card_options(language=code(LANGUAGES, language, "language"))
        return self._text("kith_card_html", encoded, len(encoded), ctypes.byref(options))


def _period(first: Day | None, last: Day | None) -> dict[str, int]:
    if (first is None) != (last is None):
        raise InvalidArgumentError(
            "a period has a first and a last day",
            reason="missing_value",
            field="last" if last is None else "first",
        )
    if first is None:
        return {}
    return {
        "has_period": 1,
        "period_first": day_number(first, "first"),
        "period_last": day_number(last, "last"),
    }


def view_options(
    as_of: Day | None, known_at: Moment | None, actor: str | None, strings: Strings
) -> _capi.kith_view_options:
    """strings keeps what the options point at."""
    options = _capi.kith_view_options(actor=strings.view(actor, "actor"))
    if as_of is not None:
        options.has_as_of, options.as_of = 1, day_number(as_of, "as_of")
    if known_at is not None:
        options.has_known_at, options.known_at = 1, micros(known_at, "known_at")
    return options


def settings_of(zone_minutes: int | None, start: Day | None) -> _capi.kith_settings:
    settings = _capi.kith_settings()
    if zone_minutes is not None:
        settings.has_zone, settings.zone_minutes = 1, zone_minutes
    if start is not None:
        settings.has_start, settings.start_day = 1, day_number(start, "start")
    return settings


def open_book_view(
    book: Book,
    as_of: Day | None,
    known_at: Moment | None,
    actor: str | None,
    audited_at: Moment | None = None,
    audit: Audit | None = None,
) -> View:
    owner, opened, strings = book._use(), ctypes.c_void_p(), Strings()
    options = view_options(as_of, known_at, actor, strings)
    auditor = None
    if audited_at is not None:
        auditor = Auditor(audit)
        options.audited, options.audited_at = 1, micros(audited_at, "audited_at")
        options.audit = auditor.function
    elif audit is not None:
        raise InvalidArgumentError("an audit needs its time", field="audited_at")
    call("kith_view_open", owner, ctypes.byref(options), ctypes.byref(opened))
    return View(opened.value, owner.process, auditor)


def view(
    batch: Batch,
    *,
    as_of: Day | None = None,
    known_at: Moment | None = None,
    actor: str | None = None,
    zone_minutes: int | None = None,
    start: Day | None = None,
) -> View:
    """A view over a copy of a batch, without a book.

    as_of: the last day whose facts count; None: the day of the last recorded fact.
    actor: whose view it is; None: the host's, who sees all. start: nothing is owed
    before it; None: the first day a cadence is in force.
    """
    settings, strings = settings_of(zone_minutes, start), Strings()
    options, opened = view_options(as_of, known_at, actor, strings), ctypes.c_void_p()
    call(
        "kith_view_open_over_batch",
        batch._use(),
        ctypes.byref(settings),
        ctypes.byref(options),
        ctypes.byref(opened),
    )
    return View(opened.value)
