"""A team goes live: 3,000 customers from one sheet, on a Monday morning.

One lead and twelve account managers with 150 A-, 750 B- and 2,100 C-customers. The first
cycle is spread over the days, each manager gets a plan of the week, a campaign is one
entry, a deputy stands in for leave, a leaver's customers find new owners on one page, and
the week goes out as a calendar feed.

    PYTHONPATH=bindings/python KITH_LIBRARY=… python3 examples/python/go_live.py [folder]
"""
from __future__ import annotations

import csv
import json
import pathlib
import sys
import tempfile
from collections import Counter, defaultdict
from datetime import date
from fractions import Fraction
from math import ceil
from typing import Any

import kith

MONDAY, FRIDAY = date(2026, 3, 2), date(2026, 3, 6)
NAMES = [surname + "敏" for surname in "王李张刘陈杨赵黄周吴徐孙"]
MANAGERS = [f"m{n:02}" for n in range(1, 13)]
CUSTOMERS = 3_000


def now(hour: int) -> str:
    return f"{MONDAY}T{hour:02}:00:00+08:00"


def tier_of(n: int) -> str:
    return "A" if n < 150 else "B" if n < 900 else "C"


def write_sheet(path: pathlib.Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["客户编号", "客户名称", "联系人", "联系电话", "负责人"])
        for n in range(CUSTOMERS):
            rows.writerow([f"K{n:04}", f"第{n:04}号客户有限公司", "王李张刘"[n % 4] + "经理", f"139{n:08}", NAMES[n % 12]])


def facts(batch: kith.Batch, kind: str, rows: list[dict[str, Any]], recorded: str) -> None:
    keyed = [{"source": "go-live", "key": f"{kind}-{i}", "day": MONDAY, **row} for i, row in enumerate(rows)]
    batch.add_table(kind, keyed, recorded=recorded)


def go_live(book: kith.Book, sheet: pathlib.Path) -> None:
    company = kith.Batch()
    company.adopt_defaults(MONDAY, recorded=now(7))
    lead = {"person": "lead", "name": "总监", "role": "sales_lead", "day_capacity": 15}
    common = {"role": "account_manager", "reports_to": "lead", "day_capacity": 25, "book_cap": 300, "month_quota": 100}
    team = [{"person": m, "name": name, **common} for m, name in zip(MANAGERS, NAMES)]
    facts(company, "person", [lead, *team], now(7))
    book.record(company, now=now(7))

    imported = book.import_file(sheet, now=now(7))
    print("The sheet:", ", ".join(f"{n} rows {said}" for said, n in Counter(imported.report["outcome"]).items()))
    tiers = kith.Batch()
    rows = [{"customer": f"K{n:04}", "tier": tier_of(n), "run": "go-live"} for n in range(CUSTOMERS)]
    facts(tiers, "tier", rows, now(7))
    book.record(tiers, now=now(7))


def spread(book: kith.Book) -> None:
    """No owner's day may hold more first promises than the sum of 1/period, rounded up."""
    decisions, table = book.at(MONDAY).spread("go-live", recorded=now(8))
    book.record(decisions, now=now(8))
    load: dict[str, Fraction] = defaultdict(Fraction)
    days: Counter[tuple[str, date]] = Counter()
    for owner, period, due in zip(table["owner"], table["period_wd"], table["due"]):
        load[owner] += Fraction(1, period)
        days[owner, due] += 1
    print(f"\nThe first cycle: {len(table)} first promises over {len({d for _, d in days})} days")
    for owner in sorted(load)[:3]:
        most = max(n for (who, _), n in days.items() if who == owner)
        print(f"  {owner}: at most {most} a day, bound {ceil(load[owner])}")
    over = [key for key, n in days.items() if n > ceil(load[key[0]])]
    if over:
        raise SystemExit(f"beyond the bound: {over}")
    print(f"  e.g. {table['customer'][0]}: {table['why_zh'][0]}")


def week(book: kith.Book) -> None:
    print("\nPlans of the week (touches a day):")
    for manager in MANAGERS:
        plan = book.at(MONDAY).day_plan(manager)
        days = Counter(day for day in plan["day"] if day is not None and day <= FRIDAY)
        print(f"  {manager} {NAMES[MANAGERS.index(manager)]}", *(f"{day:%a} {days[day]:2}" for day in sorted(days)))


def campaign(book: kith.Book) -> None:
    before = len(book.at(MONDAY).due(owner="m01"))
    batch = kith.Batch()
    c_customers = [f"K{n:04}" for n in range(CUSTOMERS) if tier_of(n) == "C"]
    batch.campaign(c_customers, "marketing", "spring-2026", day=MONDAY, purpose="news_or_offer", actor="lead", content="春季产品推介")
    done = book.record(batch, now=now(9))
    again = book.record(batch, now=now(9))
    view = book.at(MONDAY)
    owed = Counter(view.due(owner="m01")["state"])
    print(f"\nOne campaign: {done.created} customers reached, sent again {again.created} new")
    print(f"  m01's list had {before} rows; now", ", ".join(f"{n} {state}" for state, n in owed.items()))


def leave(book: kith.Book) -> None:
    batch = kith.Batch()
    away = {"person": "m01", "first": MONDAY, "last": FRIDAY, "deputy": "m02", "reason": "年假"}
    facts(batch, "absence", [away], now(10))
    book.record(batch, now=now(10))
    due = book.at(MONDAY).due(owner="m02")
    stands_in = sum(deputy == "m02" for deputy in due["deputy"])
    print(f"\nm01 is away this week: m02's list has {len(due)} rows, {stands_in} of them for m01")


def leaver(book: kith.Book, folder: pathlib.Path) -> None:
    view = book.at(MONDAY)
    batch, table = view.hand_over("m12", "m12-leaves", recorded=now(11))
    taken = Counter(owner for owner in table["new_owner"] if owner)
    print(f"\nm12 leaves: {sum(taken.values())} customers to", ", ".join(f"{who} {n}" for who, n in sorted(taken.items())))
    page = folder / "hand_over_m12.html"
    page.write_text(view.hand_over_html("m12"), encoding="utf-8")
    print("  page:", page)


def feed(book: kith.Book, folder: pathlib.Path) -> None:
    path = folder / "m02.ics"
    path.write_text(book.at(MONDAY).feed_ical(owner="m02", stamp=now(12)), encoding="utf-8", newline="")
    print(f"\nThe feed of m02: {path.read_text(encoding='utf-8').count('BEGIN:VEVENT')} events in {path}")


def lead_alone(book: kith.Book) -> None:
    """All weekly talks by the lead, at 15 a day."""
    candidate = json.loads(kith.Document.default("cadence").json)
    for stream in candidate["streams"]:
        if stream["id"] == "weekly deep talk":
            stream["roles"] = ["sales_lead"]
    print("\nIf the lead alone made them:")
    table = book.at(MONDAY).feasibility(kith.Document.parse(candidate), first=MONDAY, last=date(2026, 3, 29))
    for owner, light, why in zip(table["owner"], table["light"], table["why_zh"]):
        if light == "red":
            print(f"  {owner}: {why}")


def main() -> None:
    folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else tempfile.mkdtemp(prefix="kith-"))
    folder.mkdir(parents=True, exist_ok=True)
    sheet, file = folder / "customers.csv", folder / "go-live.kith"
    write_sheet(sheet)
    file.unlink(missing_ok=True)
    with kith.open(str(file), create=True) as book:
        go_live(book, sheet)
        spread(book)
        week(book)
        campaign(book)
        leave(book)
        leaver(book, folder)
        feed(book, folder)
        lead_alone(book)


if __name__ == "__main__":
    main()
