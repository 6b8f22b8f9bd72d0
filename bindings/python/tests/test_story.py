"""The story: two sheets in, tiers with reasons, the day's follow-ups out."""
from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from datetime import date

import pytest
from conftest import NOW, ROOT, SHEETS, START, TODAY, deals, story_batch

import kith


def expected():
    text = (SHEETS / "expected_2023-10-26.csv").read_text("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def answer(view):
    due = view.due()
    text = [["" if row[c] is None else str(row[c]) for c in due.columns[:8]] for row in due]
    return [due.columns[:8], *text]


def test_over_tables(view, no_leak):
    assert answer(view) == expected()
    assert view.as_of == date(2023, 10, 26)


def test_over_a_book(tmp_path, no_leak):
    with kith.open(tmp_path / "b.kith", create=True) as book:
        with book.batch() as batch:
            batch.adopt_defaults(START, recorded=NOW)
            assert book.record(batch, NOW).created == len(batch) == 4
            assert book.record(batch, NOW).unchanged == 4
        for name in ("table1_customers.csv", "table2_followups.csv"):
            dry = book.import_file(SHEETS / name, now=NOW, dry_run=True)
            done = book.import_file(SHEETS / name, now=NOW)
            assert done.created == dry.created > 0 and not done.refused
            assert list(done.report) == list(dry.report)
            again = book.import_file((SHEETS / name).read_bytes(), name=name, now=NOW)
            assert again.created == 0 and set(again.report["outcome"]) == {"unchanged"}
        with book.at(TODAY) as before:
            decisions, table = before.review_tiers("2023-10", START, NOW)
        assert table.name == "tiers" and len(decisions) > 0
        book.record(decisions, NOW)
        view = book.at(TODAY)
        book.check()
        assert book.rebuild() == 0
        info = book.info()
        assert info.customers == len(view.customers()) and info.zone_minutes == 480
        assert info.last_recorded.isoformat() == "2023-10-26T01:00:00+00:00"
        book.backup(tmp_path / "copy.kith")
        with pytest.raises(kith.KithError):
            book.backup(tmp_path / "copy.kith")
    assert answer(view) == expected()  # after the book was closed
    with kith.open(tmp_path / "copy.kith", read_only=True) as copy:
        assert answer(copy.at(TODAY)) == expected()
        tables, books = kith.view(story_batch(), as_of=TODAY), copy.at(TODAY)
        assert set(tables.customers()["customer"]) == set(books.customers()["customer"])


def test_every_question_gives_its_table(view):
    for name in ("due", "tiers", "customers", "milestones", "promises_kept"):
        table = getattr(view, name)()
        assert table.name == name
    assert view.funnel().name == "funnel"
    assert view.rates("2023-10-01", "2023-10-26", by_owner=True).name == "rates"
    key = view.customers()["customer_key"][0]
    history = view.history(key)
    assert history.name == "history" and len(history) > 0
    assert len(view.history("nobody")) == 0
    assert len(view.due(limit=2)) == 2 and len(view.tiers(limit=1)) == 1
    assert len(view.due(hide_kept=True)) == 6
    assert set(view.due(customer=key)["customer_key"]) == {key}
    owner = next(o for o in view.due()["owner"] if o)
    mine = view.due(owner=owner)
    assert 0 < len(mine) < len(view.due()) and owner in mine["owner"]
    with pytest.raises(kith.InvalidArgumentError) as caught:
        view.funnel("2023-10-01")
    assert caught.value.field == "last"


def test_reasons_in_both_languages(view):
    for row in view.tiers():
        assert row["why_codes"] and row["why_zh"] and row["why_en"]


def test_review_page(view):
    for language in ("zh", "en"):
        page = view.review_html("2023-10-01", "2023-10-26", language=language)
        assert page.lstrip().lower().startswith("<!doctype html>")
        assert "<script" not in page and "科技有限公司" in page
    assert view.review_html() != view.review_html(language="en")


def test_milestones_and_funnel():
    with kith.Batch() as batch:
        batch.adopt_defaults(START)
        rows = [dict(customer="c1", source="t", key="c", day="2023-10-01", name="甲")]
        batch.add_table("customer", rows)
        deals(batch, [])
        view = kith.view(batch, as_of=TODAY)
    funnel = view.funnel("2023-10-01", "2023-10-26")
    assert funnel["reached"][0] == 1


def test_record_touches(tmp_path):
    pd = pytest.importorskip("pandas")
    with kith.open(tmp_path / "b.kith", create=True) as book:
        with book.batch() as batch:
            batch.adopt_defaults(START)
            batch.add_table(
                "customer", [dict(customer="c1", source="t", key="c", day=START, name="甲公司")]
            )
            book.record(batch, NOW)
        frame = pd.DataFrame(
            {
                "customer": ["c1", "c1", "c1"],
                "key": ["1", "2", "1"],
                "day": pd.to_datetime(["2023-10-20", "2023-10-21", "2023-10-22"]),
                "channel": ["phone", "visit", None],
            }
        )
        report = book.record_touches(frame, now=NOW, source="frame")
        assert report.name == "record_report" and len(report) == 3
        history = book.at(TODAY).history("c1")
        assert history["kind"].count("touch") == 2  # the third contradicts the first
        assert book.watermark("outbox") is None
        with book.batch() as batch:
            batch.add_touch("c1", "outbox", "9", day="2023-10-23", channel="mail")
            book.record(batch, NOW, source="outbox", position=9)
        assert book.watermark("outbox") == 9


def test_progress_cancels_and_carries_exceptions(tmp_path):
    with kith.open(tmp_path / "b.kith", create=True) as book, kith.Batch() as batch:
        batch.adopt_defaults(START)
        rows = [
            dict(customer=f"c{i}", source="t", key=str(i), day=START) for i in range(5000)
        ]
        batch.add_table("customer", rows)
        calls = []

        def cancel(done, total):
            calls.append((done, total))
            return True

        with pytest.raises(kith.CancelledError):
            book.record(batch, NOW, progress=cancel)
        assert calls and book.info().facts == 0

        def broken(done, total):
            raise ZeroDivisionError("mine")

        with pytest.raises(ZeroDivisionError, match="mine"):
            book.record(batch, NOW, progress=broken)
        assert book.info().facts == 0
        assert book.record(batch, NOW, progress=lambda done, total: None).created == 5004


def test_known_at(tmp_path):
    late = "2023-10-27T09:00:00+08:00"
    with kith.Batch() as batch:
        batch.adopt_defaults(START, recorded=NOW)
        batch.add_table(
            "customer",
            [dict(customer="c1", source="t", key="c", day=START, name="甲")],
            recorded=NOW,
        )
        batch.add_touch("c1", "t", "1", day="2023-10-20", recorded=late)
        assert len(kith.view(batch, as_of=TODAY).history("c1")) == 2
        assert len(kith.view(batch, as_of=TODAY, known_at=NOW).history("c1")) == 1


def run(*arguments):
    environment = dict(os.environ, PYTHONPATH=str(ROOT / "bindings" / "python"))
    return subprocess.run(
        [sys.executable, *map(str, arguments)],
        env=environment,
        capture_output=True,
        encoding="utf-8",
    )


def test_the_example_tells_one_story_both_ways(tmp_path):
    story = ROOT / "examples" / "python" / "story.py"
    tables = run(story, SHEETS)
    book = run(story, SHEETS, tmp_path / "s.kith")
    assert tables.returncode == 0, tables.stderr
    assert book.returncode == 0, book.stderr
    # Tiers come in the order of keys, which a book makes with a salt of its own.
    assert sorted(book.stdout.split("\n")) == sorted(tables.stdout.split("\n"))
    due = tables.stdout.split("# Tiers")[0]
    assert due.startswith("# Follow-ups on 2023-10-26\n")
    assert book.stdout.split("# Tiers")[0] == due
    assert run(story, tmp_path).returncode == 1
    assert run(story).returncode == 2
