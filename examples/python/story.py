"""The document's story in Python: two sheets in, tiers with reasons, the day's follow-ups
out.

    story.py <folder with the sheets> [book file]

With a book file everything is recorded in it; without one the same answers come from
facts in memory. Both print the same lines as examples/cpp/story.cpp and
examples/c/story.c.
"""
import sys
from pathlib import Path

import kith

START, TODAY, NOW = "2023-10-01", "2023-10-26", "2023-10-26T09:00:00+08:00"
SHEETS = ("table1_customers.csv", "table2_followups.csv")


def cell(value):
    return "" if value is None else str(value)


def print_why(row):
    print(f"    {cell(row['why_zh'])}\n    {cell(row['why_en'])}")


def print_due(due):
    columns = due.columns[:8]
    print(f"# Follow-ups on {TODAY}")
    print(",".join(columns))
    for row in due:
        print(",".join(cell(row[name]) for name in columns))
        print_why(row)


def print_tiers(tiers):
    print("# Tiers")
    for row in tiers:
        print(f"{row['customer']}: {cell(row['tier'])} (file {cell(row['file_tier'])})")
        print_why(row)


def print_report(title, report):
    print(f"# {title}")
    for row in report:
        line = f"row {row['row']}: {row['outcome']} {cell(row['customer'])}"
        print(f"{line} ({row['message_en']})" if row["message_en"] else line)


def from_tables(folder):
    batch = kith.Batch()
    batch.adopt_defaults(START, recorded=NOW)
    reports = [batch.import_file(folder / name, now=NOW) for name in SHEETS]
    decisions, _ = kith.view(batch, as_of=TODAY).review_tiers("2023-10", START, NOW)
    batch.append(decisions)
    return kith.view(batch, as_of=TODAY), reports


def from_book(folder, path):
    with kith.open(path, create=True) as book:
        batch = book.batch()
        batch.adopt_defaults(START, recorded=NOW)
        book.record(batch, NOW)
        reports = [book.import_file(folder / name, now=NOW).report for name in SHEETS]
        decisions, _ = book.at(TODAY).review_tiers("2023-10", START, NOW)
        book.record(decisions, NOW)
        return book.at(TODAY), reports


def main(arguments):
    if len(arguments) not in (1, 2):
        print("usage: story.py <folder with the sheets> [book file]", file=sys.stderr)
        return 2
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    try:
        folder = Path(arguments[0])
        if len(arguments) == 2:
            view, reports = from_book(folder, arguments[1])
        else:
            view, reports = from_tables(folder)
        print_due(view.due())
        print_tiers(view.tiers())
        print_report("Customers", reports[0])
        print_report("Follow-up plan", reports[1])
    except (kith.KithError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
