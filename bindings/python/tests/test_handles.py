"""Handles: closing, leaks, forks, threads."""
from __future__ import annotations

import copy
import gc
import os
import pickle
import threading

import pytest
from conftest import NOW, TODAY

import kith
from kith import _handle


def test_use_after_close():
    table = kith.Table.from_columns({"a": [1]})
    batch, calendar = kith.Batch(), kith.Calendar()
    document = kith.Document.default("tier")
    for handle in (table, batch, calendar, document):
        handle.close()
        handle.close()
        assert handle.closed and "closed" in repr(handle) or handle is calendar
    for use in (
        lambda: table["a"],
        lambda: len(batch),
        lambda: calendar.add("2023-10-20", 1),
        lambda: document.json,
        lambda: kith.view(batch),
        lambda: table.__enter__(),
    ):
        with pytest.raises(kith.ClosedError, match="is closed"):
            use()


def test_context_managers_close():
    with kith.Batch() as batch:
        assert len(batch) == 0
    assert batch.closed


def test_no_pickles_no_copies():
    with pytest.raises(TypeError, match="cannot be pickled"):
        pickle.dumps(kith.Batch())
    with pytest.raises(TypeError):
        copy.copy(kith.Batch())


def test_two_thousand_of_each_leave_nothing(no_leak, tmp_path):
    before = _handle.live()
    for i in range(2000):
        with kith.Batch() as batch:
            table = kith.Table.from_columns({"n": [i]})
            assert len(batch) + table["n"][0] == i
    del table
    gc.collect()
    assert _handle.live() == before


def _resident() -> int:
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


@pytest.mark.skipif(not os.path.exists("/proc/self/statm"), reason="needs /proc")
def test_memory_does_not_grow():
    rows = {"t": ["文" * 1000] * 100, "n": list(range(100))}

    def once():
        table = kith.Table.from_columns(rows)
        kith.Table.from_arrow(table)
        table.__arrow_c_stream__()
        with pytest.raises(kith.KithError):
            kith.Table.concat([])

    for _ in range(50):
        once()
    gc.collect()
    before = _resident()
    for _ in range(200):
        once()  # some 300 kB each
    gc.collect()
    assert _resident() - before < 8 << 20


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_forked_child_may_not_use_the_book_but_tables(tmp_path):
    book = kith.open(tmp_path / "b.kith", create=True)
    view = book.at(TODAY)
    table = kith.Table.from_columns({"a": [1, 2]})
    child = os.fork()
    if child == 0:
        wrong = 0
        for use in (book.info, view.due):
            try:
                use()
                wrong += 1
            except kith.FailedPreconditionError as error:
                wrong += error.reason != "forked"
        wrong += table["a"] != [1, 2]
        book.close()
        os._exit(wrong)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert book.info().facts == 0  # the parent goes on


def _threads(work, number=4):
    faults = []

    def run():
        try:
            work()
        except BaseException as fault:
            faults.append(fault)

    threads = [threading.Thread(target=run) for _ in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults


def test_threads_read_one_view(view, no_leak):
    expected = view.due().to_csv()

    def work():
        for _ in range(10):
            assert view.due().to_csv() == expected
            assert len(view.customers()) > 0

    _threads(work)


def test_closing_while_others_read(no_leak):
    table = kith.Table.from_columns({"t": ["文"] * 5000})

    def work():
        for _ in range(50):
            try:
                assert len(table["t"]) == 5000
            except kith.ClosedError:
                return

    closer = threading.Timer(0.02, table.close)
    closer.start()
    _threads(work)
    closer.join()


def test_threads_share_a_book(tmp_path):
    with kith.open(tmp_path / "b.kith", create=True) as book:
        with book.batch() as batch:
            batch.adopt_defaults("2023-10-01")
            batch.add_table("customer", [dict(customer="c", source="t", key="1", day=TODAY)])
            book.record(batch, NOW)
        _threads(lambda: [book.at(TODAY).customers() for _ in range(5)])
