"""Failures become exceptions whose text names the place."""
from __future__ import annotations

import pickle

import pytest
from conftest import NOW

import kith


def test_one_tree():
    for name in kith.__all__:
        value = getattr(kith, name)
        if isinstance(value, type) and issubclass(value, Exception):
            assert issubclass(value, kith.KithError), name
    assert issubclass(kith.InvalidArgumentError, ValueError)
    assert issubclass(kith.NotFoundError, KeyError)
    assert issubclass(kith.ResourceExhaustedError, MemoryError)
    assert issubclass(kith.PermissionDeniedError, PermissionError)
    assert issubclass(kith.UnimplementedError, NotImplementedError)
    assert issubclass(kith.LoadError, ImportError)


@pytest.mark.parametrize(
    "type_", [getattr(kith, n) for n in kith.__all__ if n.endswith("Error")]
)
def test_each_can_be_made_shown_and_pickled(type_):
    error = type_(
        "broken", status="s", reason="r", field="跟进时间", row=3, details=(("value", "x" * 99),)
    )
    text = str(error)
    assert text.startswith("broken (at 跟进时间, row 3); value: xxx") and "[s/r]" in text
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again), again.row) == (type_, text, 3)
    assert type_().row == -1


def test_batch_errors_name_column_and_row():
    rows = [
        dict(customer="c", source="s", key="1", day="2023-10-20", channel="phone"),
        dict(customer="c", source="s", key="2", day="2023-10-21", channel="pigeon"),
    ]
    with kith.Batch() as batch, pytest.raises(kith.InvalidArgumentError) as caught:
        batch.add_table("touch", rows)
    assert (caught.value.field, caught.value.row) == ("channel", 1)
    assert caught.value.reason == "unknown_name"


def test_errors_name_the_column():
    with kith.Batch() as batch:
        with pytest.raises(kith.KithError) as caught:
            batch.add_table("touch", [dict(customer="c", source="s", key="1", dy="2023-10-20")])
        assert caught.value.reason == "unknown_column" and caught.value.field == "dy"
        with pytest.raises(kith.InvalidArgumentError) as caught:
            batch.add_touch("", "s", "1", day="2023-10-20")
        assert caught.value.field == "customer"
        with pytest.raises(kith.InvalidArgumentError, match="day or the instant"):
            batch.add_touch("c", "s", "1")
        with pytest.raises(kith.InvalidArgumentError, match="phone"):
            batch.add_touch("c", "s", "1", day="2023-10-20", channel="telephone")
        assert len(batch) == 0


def test_open_without_a_file(tmp_path):
    with pytest.raises(kith.NotFoundError) as caught:
        kith.open(tmp_path / "none.kith")
    assert caught.value.status == "not_found"


def test_open_what_is_no_book(tmp_path):
    file = tmp_path / "x.kith"
    file.write_bytes(b"hello" * 1000)
    with pytest.raises(kith.KithError) as caught:
        kith.open(file)
    assert caught.value.reason == "not_a_book"
    assert file.read_bytes() == b"hello" * 1000


def test_read_only(tmp_path):
    kith.open(tmp_path / "b.kith", create=True).close()
    with kith.open(tmp_path / "b.kith", read_only=True) as book, kith.Batch() as batch:
        batch.adopt_defaults("2023-10-01")
        with pytest.raises(kith.KithError) as caught:
            book.record(batch, NOW)
    assert caught.value.reason == "read_only"


def test_an_unknown_actor_is_named(tmp_path):
    with pytest.raises(KeyError, match="李"):
        kith.view(kith.Batch(), actor="李*")
    with kith.open(tmp_path / "b.kith", create=True) as book:
        with pytest.raises(kith.NotFoundError) as caught:
            book.at("2023-10-26", actor="李*")
    assert caught.value.field == "actor"
    assert caught.value.reason == "unknown_name"


def test_times_need_a_zone():
    with kith.Batch() as batch:
        for now in ("2023-10-26T09:00:00", "yesterday", 5):
            with pytest.raises(ValueError) as caught:
                batch.import_file(b"a,b\n", name="x.csv", now=now)
            assert caught.value.field == "now"
