"""Working days of China: the facts that every build reproduces."""
from __future__ import annotations

from datetime import date

import pytest

import kith

FACTS = [
    ("2023-09-28", 5, "2023-10-11"),
    ("2023-09-28", 3, "2023-10-09"),
    ("2023-10-20", 3, "2023-10-25"),
    ("2023-10-14", 1, "2023-10-16"),
    ("2025-09-29", 5, "2025-10-13"),
    ("2026-02-13", 3, "2026-02-25"),
    ("2026-09-18", 3, "2026-09-22"),
    ("2026-09-30", 5, "2026-10-13"),
]


@pytest.fixture(scope="module")
def china():
    return kith.Calendar()


@pytest.mark.parametrize("start, n, answer", FACTS)
def test_facts(china, start, n, answer):
    assert china.add(start, n) == date.fromisoformat(answer)
    assert china.count(start, answer) == n
    assert china.count(answer, start) == -n


def test_lists_and_arrays(china):
    starts, ns, answers = map(list, zip(*FACTS))
    expected = [date.fromisoformat(a) for a in answers]
    assert china.add(starts, ns) == expected
    assert china.count([date.fromisoformat(s) for s in starts], answers) == ns
    np = pytest.importorskip("numpy")
    days = np.array(starts, dtype="datetime64[D]")
    out = china.add(days, np.array(ns))
    assert out.dtype == "datetime64[D]" and out.tolist() == expected
    assert china.count(days, out).tolist() == ns
    assert china.add(days, 0).tolist() == china.add(starts, 0)
    assert china.add([], 1) == []
    assert len(china.add(days[:0], 1)) == 0


def test_series(china):
    pd = pytest.importorskip("pandas")
    days = pd.Series(pd.to_datetime([f[0] for f in FACTS]))
    assert china.add(days, pd.Series([f[1] for f in FACTS])).tolist() == [
        date.fromisoformat(f[2]) for f in FACTS
    ]


@pytest.mark.parametrize("year, days", [(2023, 249), (2024, 251), (2025, 248), (2026, 248)])
def test_working_days_of_a_year(china, year, days):
    assert china.count(f"{year - 1}-12-31", f"{year}-12-31") == days


def test_beyond_its_coverage_an_answer_is_provisional(china):
    assert china.add("2027-01-01", 1, provisional=True)[1] is True
    assert china.add("2023-10-20", 3, provisional=True) == (date(2023, 10, 25), False)


def test_is_working_day(china):
    assert china.is_working_day("2023-10-07")  # a Saturday made up for
    assert not china.is_working_day(date(2023, 10, 2))


def test_arrays_of_numpy_are_checked_and_may_be_empty(china):
    np = pytest.importorskip("numpy")
    days = np.array(["2023-09-28", "2023-09-28"], dtype="datetime64[D]")
    for dtype in ("int8", "uint16", "int64"):
        assert china.add(days, np.array([5, 3], dtype=dtype)).tolist() == [
            date(2023, 10, 11),
            date(2023, 10, 9),
        ]
    strided = np.arange(8, dtype="int32")[::4]
    assert china.add(days, strided).tolist() == [date(2023, 9, 28), date(2023, 10, 10)]
    assert len(china.add(days[:0], np.array([], dtype="int32"))) == 0
    with pytest.raises(kith.OutOfRangeError) as large:
        china.add(days, np.array([1, 2**40]))
    assert large.value.row == 1 and large.value.field == "n"
    with pytest.raises(kith.InvalidArgumentError) as wrong:
        china.add(days, np.array([1, 1.5]))
    assert wrong.value.row == 0  # a column of floats


def test_due_lists(china):
    lists = china.due_lists(
        ["2023-09-20", "2023-09-28", "2023-09-01", "2023-09-20"],
        [5, 1, 200, 5],
        ["li", "wang", "li", "li"],
        [7, 1, 9, 8],
        as_of="2023-10-07",
        limit=2,
    )
    assert lists == {
        "li": [(3, date(2023, 9, 27)), (0, date(2023, 9, 27))],
        "wang": [(1, date(2023, 10, 7))],
    }
    with pytest.raises(kith.InvalidArgumentError) as wrong:
        china.due_lists(["2023-09-20"], [0], ["li"], [1], as_of="2023-10-07")
    assert wrong.value.field == "gaps" and wrong.value.row == 0


def test_days(china):
    table = china.days("2023-09-30", "2023-10-02")
    assert len(table) == 3 and table.name == "calendar_days"


@pytest.mark.parametrize(
    "days, n, field, row, reason",
    [
        ("2023-10-32", 1, "days", -1, "bad_date"),
        ("20231020", 1, "days", -1, "bad_date"),
        (["2023-10-20", "tomorrow"], 1, "days", 1, "bad_date"),
        (20231020, 1, "days", -1, "wrong_type"),
        ("2023-10-20", 1.5, "n", 0, "bad_number"),
        ("2023-10-20", 2**40, "n", 0, "overflow"),
        (["2023-10-20"] * 2, [1, 2, 3], "", -1, "bad_syntax"),
    ],
)
def test_errors_name_the_place(china, days, n, field, row, reason):
    with pytest.raises(ValueError) as caught:
        china.add(days, n)
    error = caught.value
    assert (error.field, error.row, error.reason) == (field, row, reason)


def test_errors_of_the_library_too(china):
    with pytest.raises(kith.KithError) as caught:
        china.add(["2023-10-20", "9999-12-31"], 5)
    assert caught.value.row == 1
    with pytest.raises(kith.KithError) as caught:
        china.days("2023-10-02", "2023-10-01")
    assert caught.value.reason == "bad_order"


def test_missing_days_of_an_array(china):
    np = pytest.importorskip("numpy")
    with pytest.raises(kith.InvalidArgumentError) as caught:
        china.add(np.array(["2023-10-20", "NaT"], dtype="datetime64[D]"), 1)
    assert (caught.value.reason, caught.value.row) == ("missing_value", 1)


def test_laws(china):
    hypothesis = pytest.importorskip("hypothesis")
    from hypothesis import strategies as st

    day = st.dates(date(2005, 1, 1), date(2025, 12, 31))

    @hypothesis.settings(deadline=None, max_examples=100)
    @hypothesis.given(day, st.integers(1, 200), st.integers(1, 200))
    def law(d, a, b):
        assert china.count(d, china.add(d, a)) == a
        assert china.add(china.add(d, a), b) == china.add(d, a + b)
        assert china.is_working_day(china.add(d, a))

    law()


def test_a_calendar_of_another_document_kind():
    with pytest.raises(kith.InvalidArgumentError) as caught:
        kith.Calendar(kith.Document.default("tier"))
    assert caught.value.reason == "wrong_type"
