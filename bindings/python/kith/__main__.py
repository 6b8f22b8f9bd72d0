"""Kith from the command line: python -m kith <verb> ...

    python -m kith import sales.kith customers.csv --create --start 2023-10-01
    python -m kith due sales.kith --as-of 2023-10-26
    python -m kith review sales.kith --output october.html

Here alone the clock is read: --as-of is today and --now is this moment unless given; what
was taken is printed.
"""
from __future__ import annotations

import argparse
import csv
import dataclasses
import json
import sys
import unicodedata
from collections import Counter
from datetime import date, datetime, timezone
from pathlib import Path
from time import sleep
from typing import Any, Callable, Sequence

import kith

from ._html import cell_text
from ._values import (
    DATES,
    DURABILITIES,
    EVERY,
    FACT_KINDS,
    HEADINGS,
    LANGUAGES,
    OBJECTIVES,
    PLACEMENTS,
    SHEETS,
)
from .batch import as_facts

# What a person wants to see first; --columns shows others, export all.
_SHOWN = {
    "due": "customer tier stream purpose due state overdue_wd owner_name why_{l}",
    "overdue": "customer_key tier due overdue_wd owner",
    "day_plan": "day rank customer stream purpose due list_class points why_{l}",
    "feasibility": "scope owner_name channel light rho_ppm capacity shortage_first shortage_last shortage book_size why_{l}",
    "simulation": "owner_name cadence promised kept broken kept_ppm worst_gap_wd touches slots peak",
    "hand_over": "section customer tier what what_zh day state amount_minor new_owner_name why_{l}",
    "promise_record": "first last owner_name tier stream kept in_grace broken waived strict_ppm kept_ppm",
    "entry_delay": "author_name contacts same_day next_wd later median_days p90_days worst_days",
    "tiers": "customer tier computed file_tier tier_since why_{l}",
    "customers": "customer_key customer tier stage owner_name",
    "history": "day kind summary author in_force",
    "milestones": "customer deal milestone state deadline overdue_wd why_{l}",
    "funnel": "owner_name stage reached step_ppm cumulative_ppm lost_here status",
    "rates": "owner_name metric numerator denominator ppm status definition_{l}",
    "promises_kept": "owner_name stream kept in_grace broken kept_ppm",
    "first_dues": "customer owner_name stream period_wd due why_{l}",
    "pool": "customer state owner_name protected_through days_left former_owner_name why_{l}",
    "contacts": "customer name position level decision_role phone consents refused do_not_contact",
    "completeness": "customer owner_name stage score_ppm missing_{l} invalid_{l} records records_complete record_gaps_{l}",
    "field_history": "day field value was author",
    "duplicates": "customer owner_name candidate candidate_owner_name score owner_conflict why_{l}",
    "cases": "customer case_id state cause deadline owner_name result why_{l}",
    "moved": "customer owner_name tier stream due_before due moved_wd change state",
    "at_risk": "customer risk owner_name tier action_{l} why_{l}",
    "merge": "what name_{l} name effect kept merged joined",
    "subject_export": "kind day customer_key contact field value source recorded",
    "retention": "customer_key customer stage last due texts owner_name",
    "audit": "at actor question customer contact rows",
    "backups": "path recorded stands",
    "calendar_days": "",
    "import_report": "sheet row outcome customer column message_{l}",
}
# Columns of facts that hold whole numbers, besides amounts.
_WHOLE = (
    "revision present opening campaign working_days reversal verified active day_capacity book_cap month_quota "
    "number do_not_contact given"
).split()
_QUESTIONS = (
    *("due", "overdue", "tiers", "customers", "milestones", "funnel", "rates"),
    *("promises_kept", "pool", "contacts", "completeness", "duplicate_pairs"),
    *("cases", "at_risk"),
)


# ---- printing --------------------------------------------------------------------------


def width(text: str) -> int:
    """Columns of a terminal: wide letters take two, combining marks none."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def _padded(text: str, columns: int, right: bool) -> str:
    gap = " " * (columns - width(text))
    return gap + text if right else text + gap


def _shown_columns(table: kith.Table, language: str, columns: str | None) -> list[kith.Column]:
    names = (columns or "").replace(",", " ").split()
    if not names:
        names = _SHOWN.get(table.name, "").format(l=language).split()
        names = [n for n in names if n in table.columns]
    by_name = {c.name: c for c in table.schema}
    for name in names:
        if name not in by_name:
            table.column(name)  # raises, and lists what there is
    return [by_name[n] for n in names] if names else list(table.schema)


def format_table(table: kith.Table, language: str, columns: str | None = None) -> str:
    """Lines aligned for letters of any width."""
    infos = _shown_columns(table, language, columns)
    right = [c.type in ("int32", "int64", "float64") for c in infos]
    rows = [[c.heading(language) for c in infos]]
    cells = [[cell_text(v).replace("\n", " ") for v in table.column(c.name)] for c in infos]
    rows += [list(row) for row in zip(*cells)]
    widths = [max(width(row[i]) for row in rows) for i in range(len(infos))]
    lines = [
        "  ".join(_padded(*cell) for cell in zip(row, widths, right)).rstrip()
        for row in rows
    ]
    lines.insert(1, "  ".join("-" * w for w in widths))
    return "\n".join(lines)


def _print(table: kith.Table, options: argparse.Namespace) -> None:
    print(format_table(table, options.language, options.columns))
    print(f"{len(table)} rows")


# ---- verbs -----------------------------------------------------------------------------


def _now(options: argparse.Namespace) -> str:
    if options.now is None:
        options.now = datetime.now(timezone.utc).isoformat()
        print(f"now: {options.now}")
    return str(options.now)


def _view(options: argparse.Namespace) -> kith.View:
    as_of = options.as_of or date.today().isoformat()
    quiet = options.verb in ("export", "subject")
    print(f"as of: {as_of}", file=sys.stderr if quiet else sys.stdout)
    asked = datetime.now(timezone.utc) if options.audited else None
    with kith.open(options.book, read_only=not options.audited) as book:
        return book.at(as_of, options.known_at, options.actor, audited_at=asked)


def _outcome(recorded: kith.Recorded) -> None:
    counts = ("created", "unchanged", "replaced", "conflicts", "refused")
    print(", ".join(f"{getattr(recorded, name)} {name}" for name in counts))


def _import(options: argparse.Namespace) -> int:
    now = _now(options)
    with kith.open(options.book, create=options.create) as book:
        if options.start:
            with book.batch() as batch:
                batch.adopt_defaults(options.start)
                book.record(batch, now)
        refused = 0
        for path in options.files:
            done = book.import_file(
                path,
                now=now,
                dry_run=options.dry_run,
                sheet=options.sheet,
                dates=options.dates,
                create_customers=options.create_customers,
                actor=options.actor,
            )
            _print(done.report, options)
            rows = Counter(done.report["outcome"])
            print("rows: " + ", ".join(f"{n} {outcome}" for outcome, n in rows.items()))
            print("facts: ", end="")
            _outcome(done)
            refused += rows["refused"] + rows["conflict"] + done.conflicts + done.refused
    return 1 if refused else 0


def _facts(path: str) -> kith.Table:
    """A CSV file of facts: whole numbers, where the whole column is, are numbers."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = [{k: v or None for k, v in row.items()} for row in csv.DictReader(file)]
    names = list(rows[0]) if rows else []
    columns: dict[str, list[Any]] = {n: [row[n] for row in rows] for n in names}
    for name in _WHOLE:
        if name in columns:
            columns[name] = [_whole(v) for v in columns[name]]
    for name in [n for n in names if n.endswith("_minor")]:
        columns[name] = [_whole(v) for v in columns[name]]
    return as_facts(columns)


def _whole(text: str | None) -> int | str | None:
    try:
        return None if text is None else int(text)
    except ValueError:
        return text


def _record(options: argparse.Namespace) -> int:
    now = _now(options)
    with kith.open(options.book) as book, book.batch() as batch:
        batch.add_table(options.kind, _facts(options.file))
        done = book.record(
            batch,
            now,
            dry_run=options.dry_run,
            skip_refused=options.skip_refused,
            actor=options.actor,
        )
    _print(done.report, options)
    _outcome(done)
    return 1 if done.conflicts + done.refused else 0


def _adopt(options: argparse.Namespace) -> int:
    now = _now(options)
    document = kith.Document.parse(Path(options.document).read_text(encoding="utf-8"))
    with kith.open(options.book) as book, book.batch() as batch:
        batch.adopt(document, options.start)
        _outcome(book.record(batch, now, dry_run=options.dry_run, defer=options.defer))
        if behind := book.info().behind:
            print(f"{behind} customers behind: catch-up brings them up")
    return 0


def _catch_up(options: argparse.Namespace) -> int:
    with kith.open(options.book) as book:
        before = left = book.info().behind
        while left > 0:
            left = book.catch_up(options.customers)
            sleep(options.pause / 1000)
    print(f"{before} customers brought up")
    return 0


def _due(options: argparse.Namespace) -> int:
    view = _view(options)
    due = view.due(
        owner=options.owner,
        hide_kept=options.hide_kept,
        with_snoozed=options.with_snoozed,
        with_context=options.context,
    )
    _print(due, options)
    return 0


def _spread(options: argparse.Namespace) -> int:
    now = _now(options)
    with kith.open(options.book) as book:
        decisions, table = book.at(options.start).spread(options.key or f"spread {options.start}", now)
        _print(table, options)
        with decisions:
            _outcome(book.record(decisions, now, dry_run=options.dry_run))
    return 0


def _plan(options: argparse.Namespace) -> int:
    plan = _view(options).day_plan(
        options.person,
        days=options.days,
        horizon=options.horizon,
        objective=options.objective,
        cap_times=options.cap_times,
        placement=options.placement,
    )
    _print(plan, options)
    return 0


def _cadence(options: argparse.Namespace) -> kith.Document | None:
    if options.cadence is None:
        return None
    return kith.Document.parse(Path(options.cadence).read_text(encoding="utf-8"))


def _feasibility(options: argparse.Namespace) -> int:
    answer = _view(options).feasibility(
        _cadence(options),
        first=options.first,
        last=options.last,
        person=options.owner,
        team=options.team,
        campaigns=options.campaigns,
    )
    _print(answer, options)
    return 0


def _simulate(options: argparse.Namespace) -> int:
    candidate = _cadence(options)
    assert candidate is not None
    _print(_view(options).simulate(candidate, days=options.days, horizon=options.horizon), options)
    return 0


def _key_of(view: kith.View, customer: str) -> str | None:
    """The key of a customer given by key, name or the key of one merged into it; None, and
    told: there is none."""
    customers = view.customers()
    known = zip(customers["customer_key"], customers["customer"], customers["merged"])
    keys = [key for key, name, others in known if customer in (key, name, *(others or "").split("|"))]
    if not keys:
        print(f"no customer {customer!r}", file=sys.stderr)
        return None
    return str(keys[0])


def _hand_over(options: argparse.Namespace) -> int:
    view = _view(options)
    run = options.run_key or f"{options.person}/{view.as_of}"
    decisions, sheet = view.hand_over(options.person, run)
    if options.output is not None:
        with open(options.output, "w", encoding="utf-8", newline="") as file:
            file.write(view.hand_over_html(options.person, language=options.language))
        print(f"wrote {options.output}")
    else:
        _print(sheet, options)
    if options.record:
        now = options.now or datetime.now(timezone.utc).isoformat()
        with kith.open(options.book) as book:
            print(book.record(decisions, now))
    return 0


def _feed(options: argparse.Namespace) -> int:
    feed = _view(options).feed_ical(
        owner=options.owner,
        stamp=options.now or datetime.now(timezone.utc),
        milestones=not options.no_milestones,
        language=options.language,
    )
    with open(options.output, "w", encoding="utf-8", newline="") as file:
        file.write(feed)
    print(f"wrote {options.output}")
    return 0


def _promises(options: argparse.Namespace) -> int:
    record = _view(options).promise_record(
        options.first,
        options.last,
        every=options.every,
        by_owner=options.by_owner,
        by_tier=options.by_tier,
        by_stream=options.by_stream,
    )
    _print(record, options)
    return 0


def _delays(options: argparse.Namespace) -> int:
    _print(_view(options).entry_delay(options.first, options.last, by_author=options.by_owner), options)
    return 0


def _customer(options: argparse.Namespace) -> int:
    view = _view(options)
    key = _key_of(view, options.customer)
    if key is None:
        return 1
    if options.field is None:
        _print(view.history(key), options)
    else:
        _print(view.field_history(key, options.field or None), options)
    return 0


def _card(options: argparse.Namespace) -> int:
    view = _view(options)
    key = _key_of(view, options.customer)
    if key is None:
        return 1
    with open(options.output, "w", encoding="utf-8", newline="") as file:
        file.write(view.card_html(key, language=options.language))
    print(f"wrote {options.output}")
    return 0


def _contacts(options: argparse.Namespace) -> int:
    view = _view(options)
    _print(view.contacts(customer=options.customer, contact=options.contact), options)
    return 0


def _completeness(options: argparse.Namespace) -> int:
    table = _view(options).completeness(
        owner=options.owner,
        record_days=options.record_days,
        incomplete_only=options.incomplete_only,
    )
    _print(table, options)
    return 0


def _period(options: argparse.Namespace) -> dict[str, Any]:
    return {"first": options.first, "last": options.last, "by_owner": options.by_owner}


def _tiers(options: argparse.Namespace) -> int:
    _print(_view(options).tiers(), options)
    return 0


def _pool(options: argparse.Namespace) -> int:
    view = _view(options)
    _print(view.pool(owner=options.owner, pool_only=options.pool_only), options)
    return 0


def _duplicates(options: argparse.Namespace) -> int:
    fields = ("name", "phone", "credit_code", "region", "owner")
    given = {f: getattr(options, f) for f in fields if getattr(options, f)}
    view = _view(options)
    if options.customer or given:
        table = view.duplicates(options.customer, person=options.person, **given)
    else:
        table = view.duplicate_pairs()
    _print(table, options)
    return 0


def _cases(options: argparse.Namespace) -> int:
    view = _view(options)
    _print(view.cases(owner=options.owner, open_only=options.open_only), options)
    return 0


def _risk(options: argparse.Namespace) -> int:
    _print(_view(options).at_risk(owner=options.owner), options)
    return 0


def _moved(options: argparse.Namespace) -> int:
    _print(_view(options).moved(options.since, owner=options.owner), options)
    return 0


def _merge(options: argparse.Namespace) -> int:
    now = _now(options)
    how = {"now": now, "as_of": options.as_of, "actor": options.actor, "dry_run": options.dry_run}
    with kith.open(options.book) as book:
        if options.verb == "unmerge":
            table = book.unmerge(options.merged, **how)
        else:
            table = book.merge(options.kept, options.merged, reason=options.reason, **how)
    _print(table, options)
    return 0


def _milestones(options: argparse.Namespace) -> int:
    view = _view(options)
    _print(view.milestones(owner=options.owner, with_closed=options.with_closed), options)
    return 0


def _funnel(options: argparse.Namespace) -> int:
    _print(_view(options).funnel(**_period(options)), options)
    return 0


def _rates(options: argparse.Namespace) -> int:
    _print(_view(options).rates(**_period(options)), options)
    return 0


def _review(options: argparse.Namespace) -> int:
    view = _view(options)
    page = view.review_html(options.first, options.last, language=options.language)
    with open(options.output, "w", encoding="utf-8", newline="") as file:
        file.write(page)
    print(f"wrote {options.output}")
    return 0


def _export(options: argparse.Namespace) -> int:
    table: kith.Table = getattr(_view(options), options.table)()
    text = table.to_csv(options.output, headings=options.headings, bom=options.bom)
    if options.output is None:
        sys.stdout.write(text)
    return 0


def _calendar(options: argparse.Namespace) -> int:
    document = None
    if options.document:
        with open(options.document, encoding="utf-8") as file:
            document = kith.Document.parse(file.read())
    calendar = kith.Calendar(document)
    if options.action == "days":
        _print(calendar.days(options.first, options.second), options)
        return 0
    if options.action == "add":
        answer, doubtful = calendar.add(options.first, int(options.second), provisional=True)
    else:
        answer, doubtful = calendar.count(options.first, options.second, provisional=True)
    print(f"{answer}{' (provisional)' if doubtful else ''}")
    return 0


def _key_in(book: kith.Book, customer: str) -> str | None:
    with book.at() as view:
        return _key_of(view, customer)


def _told(done: kith.Erased) -> None:
    print(f"{done.customers} customers, {done.texts} texts erased; file: {done.file}")
    if done.backups_erased or done.backups_left:
        print(f"backups: {done.backups_erased} erased, {done.backups_left} left")


def _erase(options: argparse.Namespace) -> int:
    now = _now(options)
    with kith.open(options.book) as book:
        key = _key_in(book, options.customer) if options.customer else None
        if options.customer and key is None:
            return 1
        done = book.erase(
            key,
            options.contact,
            now=now,
            reason=options.reason,
            author=options.author,
            dry_run=options.dry_run,
            backups=options.backups,
        )
        _told(done)
        if options.dry_run:
            return 0
        if done.backups_left:
            _print(book.backups(), options)
    return 1 if done.file != "finished" or done.backups_left else 0


def _subject(options: argparse.Namespace) -> int:
    view = _view(options)
    key = _key_of(view, options.customer) if options.customer else None
    if options.customer and key is None:
        return 1
    table = view.subject_export(key, options.contact)
    if options.format == "json":
        rows = [dict(zip(table.columns, row)) for row in zip(*(table[n] for n in table.columns))]
        text = json.dumps(rows, ensure_ascii=False, indent=1, default=str) + "\n"
    else:
        text = table.to_csv()
    if options.output is None:
        sys.stdout.write(text)
        return 0
    with open(options.output, "w", encoding="utf-8", newline="") as file:
        file.write(text)
    return 0


def _retention(options: argparse.Namespace) -> int:
    as_of = options.as_of or date.today().isoformat()
    print(f"as of: {as_of}")
    wanted = {"stages": (options.stages or "").split(), "kind": options.kind}
    if not options.erase_them:
        with kith.open(options.book, read_only=True) as book, book.at(as_of) as view:
            _print(view.retention(options.months, **wanted), options)
        return 0
    now = _now(options)
    refused, all_done = 0, []
    with kith.open(options.book) as book:
        with book.at(as_of) as view:
            due = view.retention(options.months, **wanted)
        _print(due, options)
        for key in due["customer_key"]:
            try:
                erased = book.erase(
                    key, now=now, reason="retention", backups=options.backups, defer=True
                )
                all_done.append(erased)
            except kith.FailedPreconditionError as error:  # a hold of a contact elsewhere
                print(f"{key}: {error}", file=sys.stderr)
                refused += 1
        last = book.erase(now=now, backups=options.backups)
        done = dataclasses.replace(
            last,
            customers=sum(d.customers for d in all_done),
            texts=sum(d.texts for d in all_done),
        )
        _told(done)
    return 1 if refused or done.file != "finished" or done.backups_left else 0


def _audit(options: argparse.Namespace) -> int:
    with kith.open(options.book, read_only=True) as book:
        table = book.audit(
            actor=options.actor, customer=options.customer, since=options.since, limit=options.limit
        )
    _print(table, options)
    return 0


# ---- arguments -------------------------------------------------------------------------


def _add_view_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("book", help="file of the book")
    parser.add_argument("--as-of", metavar="DAY", help="last day that counts (today)")
    parser.add_argument("--known-at", metavar="TIME", help="as known then, with its offset")
    parser.add_argument("--actor", metavar="PERSON", help="who asks: only what they may see")
    parser.add_argument("--audited", action="store_true", help="keep in the book that it was shown")


def _add_period(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--first", metavar="DAY", help="first day of the period")
    parser.add_argument("--last", metavar="DAY", help="last day of the period")
    parser.add_argument("--by-owner", action="store_true")


def _add_writing(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("book", help="file of the book")
    parser.add_argument("--now", metavar="TIME", help="time of recording (this moment)")
    parser.add_argument("--dry-run", action="store_true", help="report, write nothing")


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m kith", description="Kith, a book of customers")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="verb")

    def verb(name: str, about: str, run: Callable[[argparse.Namespace], int]) -> argparse.ArgumentParser:
        made = verbs.add_parser(name, help=about, description=about)
        made.set_defaults(run=run)
        made.add_argument("--language", choices=sorted(LANGUAGES), default="en")
        made.add_argument("--columns", metavar="A,B", help="columns to show")
        return made

    made = verb("import", "read spreadsheets into a book", _import)
    _add_writing(made)
    made.add_argument("files", nargs="+", help="CSV or XLSX")
    made.add_argument("--create", action="store_true", help="make the book when absent")
    made.add_argument("--start", metavar="DAY", help="adopt the default documents from here")
    made.add_argument("--sheet", choices=list(SHEETS), default="detect")
    made.add_argument("--dates", choices=list(DATES), default="ymd", help="what 12/1/2010 is")
    made.add_argument(
        "--create-customers", action="store_true", help="make those that rows name"
    )
    made.add_argument("--actor", metavar="PERSON", help="who lets the sheets in: links and records as they may")

    made = verb("record", "record a CSV of facts (docs/tables.md)", _record)
    _add_writing(made)
    made.add_argument("kind", choices=list(FACT_KINDS))
    made.add_argument("file")
    made.add_argument("--skip-refused", action="store_true", help="keep the other rows")
    made.add_argument("--actor", metavar="PERSON", help="who records: what they may not write is refused")

    made = verb("adopt", "put a document in force", _adopt)
    _add_writing(made)
    made.add_argument("document", metavar="FILE", help="JSON of the document")
    made.add_argument("start", metavar="DAY", help="it judges from here on")
    made.add_argument("--defer", action="store_true", help="leave customers to catch-up")

    made = verb("catch-up", "bring up customers that a deferred document left behind", _catch_up)
    made.add_argument("book", help="file of the book")
    made.add_argument("--customers", type=int, default=200, metavar="N", help="in one transaction")
    made.add_argument("--pause", type=int, default=2, metavar="MS", help="between two, for other writers")

    made = verb("spread", "set the days of first promises, so that a first cycle is even", _spread)
    _add_writing(made)
    made.add_argument("start", metavar="DAY", help="first day of the cycle")
    made.add_argument("--run", dest="key", help="key of the run (spread DAY): again, it decides nothing new")

    made = verb("due", "the morning's list", _due)
    _add_view_options(made)
    made.add_argument("--owner", help="key of a person")
    made.add_argument("--hide-kept", action="store_true")
    made.add_argument("--with-snoozed", action="store_true", help="what is put off too")
    made.add_argument("--context", action="store_true", help="last contact, next step, deal and protection too")

    made = verb("plan", "what a person does on which day, and why not today", _plan)
    _add_view_options(made)
    made.add_argument("person", help="key of a person with a capacity")
    made.add_argument("--days", type=int, default=0, metavar="N", help="working days shown (all)")
    made.add_argument("--horizon", type=int, default=60, metavar="N", help="working days planned")
    made.add_argument("--objective", choices=sorted(OBJECTIVES), default="keep_with_cap")
    made.add_argument("--cap-times", type=int, default=2, metavar="N", help="of keep_with_cap")
    made.add_argument("--placement", choices=sorted(PLACEMENTS), default="latest")

    made = verb("feasibility", "whether promises can be kept, and what is short", _feasibility)
    _add_view_options(made)
    made.add_argument("--cadence", metavar="FILE", help="a cadence document that is not adopted")
    made.add_argument("--first", metavar="DAY", help="first of the days looked at (--as-of)")
    made.add_argument("--last", metavar="DAY", help="last of them (365 days)")
    made.add_argument("--owner", help="key of a person")
    made.add_argument("--team", help="key of a team")
    made.add_argument("--campaigns", action="store_true", help="pushes take no slots")

    made = verb("simulate", "the days ahead under a cadence that is not adopted", _simulate)
    _add_view_options(made)
    made.add_argument("cadence", metavar="FILE", help="the cadence document")
    made.add_argument("--days", type=int, default=60, metavar="N", help="working days simulated")
    made.add_argument("--horizon", type=int, default=60, metavar="N", help="working days each day's plan looks at")

    made = verb("handover", "what a leaver holds and who could take it", _hand_over)
    _add_view_options(made)
    made.add_argument("person", help="key of the leaver")
    made.add_argument("--output", metavar="FILE", help="the sheet as a page")
    made.add_argument("--record", action="store_true", help="record the new owners (dry run)")
    made.add_argument("--run-key", help="key of the run (person and day)")
    made.add_argument("--now", metavar="TIME", help="time of recording (this moment)")

    made = verb("feed", "follow-ups and milestones as an iCalendar file", _feed)
    _add_view_options(made)
    made.add_argument("--owner", help="key of a person")
    made.add_argument("--output", required=True, metavar="FILE")
    made.add_argument("--no-milestones", action="store_true")
    made.add_argument("--now", metavar="TIME", help="when the feed was made (this moment)")

    made = verb("promises", "how promises were kept in a period", _promises)
    _add_view_options(made)
    _add_period(made)
    made.add_argument("--every", choices=sorted(EVERY), default="whole")
    made.add_argument("--by-tier", action="store_true")
    made.add_argument("--by-stream", action="store_true")

    made = verb("delays", "how long after a contact it was recorded", _delays)
    _add_view_options(made)
    _add_period(made)

    made = verb("customer", "the history of one customer", _customer)
    _add_view_options(made)
    made.add_argument("customer", help="key or name")
    made.add_argument(
        "--field", nargs="?", const="", help="the values of a field instead; without a name: of all"
    )

    made = verb("card", "all that is known of one customer as a page", _card)
    _add_view_options(made)
    made.add_argument("customer", help="key or name")
    made.add_argument("--output", "-o", default="card.html")

    made = verb("contacts", "contacts and what they agreed to", _contacts)
    _add_view_options(made)
    made.add_argument("--customer", help="key of a customer")
    made.add_argument("--contact", help="key of a contact: at each customer")

    made = verb("completeness", "what is missing by the entry rules", _completeness)
    _add_view_options(made)
    made.add_argument("--owner", help="key of a person")
    made.add_argument("--record-days", type=int, default=0, help="judge records of so many days")
    made.add_argument("--incomplete-only", action="store_true")

    _add_view_options(verb("tiers", "tiers and their reasons", _tiers))

    made = verb("pool", "who is protected until when, and who is in the pool", _pool)
    _add_view_options(made)
    made.add_argument("--owner", help="key of a person")
    made.add_argument("--pool-only", action="store_true")

    made = verb("duplicates", "customers that may be one: of all, or of one", _duplicates)
    _add_view_options(made)
    made.add_argument("--customer", help="key of a customer: those that may be it")
    made.add_argument("--name", help="name of one not created yet")
    made.add_argument("--phone", help="its phone")
    made.add_argument("--credit-code", help="its unified social credit code")
    made.add_argument("--region", help="its region")
    made.add_argument("--person", action="store_true", help="it is a person")
    made.add_argument("--owner", help="key of the person whose it would be")

    made = verb("cases", "what is done about customers that were lost", _cases)
    _add_view_options(made)
    made.add_argument("--owner", help="key of a person")
    made.add_argument("--open-only", action="store_true")

    made = verb("risk", "customers about to be lost, why, and what to do", _risk)
    _add_view_options(made)
    made.add_argument("--owner", help="key of a person")

    made = verb("moved", "whose follow-ups other rules moved", _moved)
    _add_view_options(made)
    made.add_argument("since", metavar="TIME", help="before the rules changed, with its offset")
    made.add_argument("--owner", help="key of a person")

    made = verb("merge", "two customers become one: what is joined", _merge)
    _add_writing(made)
    made.add_argument("kept", help="key of the customer that is kept")
    made.add_argument("merged", help="key of the other")
    made.add_argument("--reason", help="a word of yours")
    unmerge = verb("unmerge", "a merge is taken back: what falls apart", _merge)
    _add_writing(unmerge)
    unmerge.add_argument("merged", help="key of the customer that was merged")
    for made in (made, unmerge):
        made.add_argument("--as-of", metavar="DAY", help="day of the decision (the last recorded)")
        made.add_argument("--actor", metavar="PERSON", help="who decides, and must see both")

    made = verb("milestones", "deadlines of deals", _milestones)
    _add_view_options(made)
    made.add_argument("--owner", help="key of a person")
    made.add_argument("--with-closed", action="store_true")

    for name, about, run in (
        ("funnel", "deals by furthest stage", _funnel),
        ("rates", "conversion, repurchase, churn", _rates),
    ):
        made = verb(name, about, run)
        _add_view_options(made)
        _add_period(made)

    made = verb("review", "the review of a period as a page", _review)
    _add_view_options(made)
    _add_period(made)
    made.add_argument("--output", "-o", default="review.html")

    made = verb("export", "a whole table as CSV", _export)
    _add_view_options(made)
    made.add_argument("table", choices=_QUESTIONS)
    made.add_argument("--output", "-o", help="file; else to the terminal")
    made.add_argument("--headings", choices=list(HEADINGS), default="names")
    made.add_argument("--bom", action="store_true", help="for Excel")

    made = verb("erase", "remove the words about a person for ever", _erase)
    _add_writing(made)
    made.add_argument("--customer", help="key or name, with all its contacts")
    made.add_argument("--contact", help="key of a contact, at every customer")
    made.add_argument("--reason", default="", help="kept for ever: no words about a person")
    made.add_argument("--author", help="key of the person who does it")
    made.add_argument("--backups", action="store_true", help="in the copies made of it too")

    made = verb("subject", "all that is held about a person", _subject)
    _add_view_options(made)
    made.add_argument("--customer", help="key or name, with all its contacts")
    made.add_argument("--contact", help="key of a contact, at every customer")
    made.add_argument("--format", choices=("csv", "json"), default="csv")
    made.add_argument("--output", "-o", help="file; else to the terminal")

    made = verb("retention", "whom an erasure is due for; with --run, erase them", _retention)
    made.add_argument("book", help="file of the book")
    made.add_argument("months", type=int, help="since the last fact")
    made.add_argument("--as-of", metavar="DAY", help="the day of judgement (today)")
    made.add_argument("--now", metavar="TIME", help="time of recording (this moment)")
    made.add_argument("--stages", metavar="A B", help="only customers of these stages")
    made.add_argument("--kind", choices=("organisation", "person"))
    made.add_argument(
        "--run", dest="erase_them", action="store_true", help="erase; else they are listed"
    )
    made.add_argument("--backups", action="store_true", help="in the copies made of it too")

    made = verb("audit", "who was shown what", _audit)
    made.add_argument("book", help="file of the book")
    made.add_argument("--actor", metavar="PERSON", help="only what this person asked")
    made.add_argument("--customer", help="only what was about this key")
    made.add_argument("--since", metavar="TIME", help="from then on")
    made.add_argument("--limit", type=int, default=0, metavar="N", help="the latest so many")

    made = verb("calendar", "working days", _calendar)
    made.add_argument("action", choices=("add", "count", "days"))
    made.add_argument("first", metavar="DAY")
    made.add_argument("second", metavar="N|DAY")
    made.add_argument("--document", help="calendar document (JSON); else China's")
    return parser


def main(given: Sequence[str] | None = None) -> int:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    options = arguments().parse_args(given)
    try:
        return int(options.run(options))
    except (kith.KithError, OSError, ValueError) as error:
        print(f"python -m kith: {error}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
