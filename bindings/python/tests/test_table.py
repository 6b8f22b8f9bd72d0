"""Tables in and out of Python."""
from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

import pytest

import kith

CHINA = timezone(timedelta(hours=8))
AT = datetime(2023, 10, 26, 9, 0, 0, 123456, tzinfo=CHINA)
ROWS = [
    {"name": "科技有限公司", "n": 1, "day": date(2023, 10, 26), "at": AT, "x": 0.5},
    {"name": None, "n": None, "day": None, "at": None, "x": None},
    {"name": "", "n": -(2**63), "day": date(1400, 1, 1), "at": AT, "x": -1.0},
    {"name": "a\nb𠀀", "n": 2**63 - 1, "day": date(9999, 12, 31), "at": AT, "x": 2.0},
]


def test_round_trip_of_rows(no_leak):
    with kith.Table.from_rows(ROWS) as table:
        assert len(table) == 4
        assert [c.type for c in table.schema] == ["text", "int64", "date", "instant", "float64"]
        assert list(table) == ROWS
        assert table["name"] == [r["name"] for r in ROWS]


def test_empty_tables(no_leak):
    assert list(kith.Table.from_rows([])) == []
    table = kith.Table.from_columns({"a": [], "b": []}, {"a": "date"})
    assert (len(table), table.columns, table["a"]) == (0, ["a", "b"], [])
    assert [c.type for c in table.schema] == ["date", "text"]


def test_a_table_is_true_even_without_rows():
    assert kith.Table.from_columns({"a": []})


def test_keys_that_rows_lack_are_null():
    table = kith.Table.from_rows([{"a": 1}, {"b": "x"}])
    assert list(table) == [{"a": 1, "b": None}, {"a": None, "b": "x"}]


def test_types_by_hand():
    table = kith.Table.from_columns(
        {"d": ["2023-10-26", None], "t": ["2023-10-26T09:00:00+08:00", None], "n": [1, 2]},
        {"d": "date", "t": "instant", "n": "float64"},
    )
    assert table["d"] == [date(2023, 10, 26), None]
    assert table["t"] == [datetime(2023, 10, 26, 1, tzinfo=timezone.utc), None]
    assert table["n"] == [1.0, 2.0]


@pytest.mark.parametrize(
    "values, row, says",
    [
        ([1, "x"], 1, "among values"),
        ([None, Decimal("1.5")], 1, "minor units"),
        ([datetime(2023, 1, 1, 9)], 0, "no time zone"),
        ([2**63], 0, "does not fit"),
        (["ok", "\ud800"], 1, "surrogate"),
        ([object()], 0, "object"),
    ],
)
def test_bad_values_name_the_place(values, row, says, no_leak):
    with pytest.raises(ValueError, match=says) as caught:
        kith.Table.from_columns({"跟进时间": values})
    assert (caught.value.field, caught.value.row) == ("跟进时间", row)
    assert f"跟进时间, row {row}" in str(caught.value)


def test_bad_shapes(no_leak):
    with pytest.raises(kith.InvalidArgumentError, match="a 1, b 2"):
        kith.Table.from_columns({"a": [1], "b": [1, 2]})
    with pytest.raises(kith.InvalidArgumentError, match="list"):
        kith.Table.from_columns({"a": "text"})
    with pytest.raises(kith.NotFoundError):
        kith.Table.from_columns({"a": [1]}, {"b": "date"})
    with pytest.raises(kith.InvalidArgumentError, match="int32, int64"):
        kith.Table.from_columns({"a": [1]}, {"a": "decimal"})


def test_a_column_that_is_not_there():
    with pytest.raises(KeyError, match="there are a") as caught:
        kith.Table.from_columns({"a": [1]}).column("b")
    assert caught.value.reason == "unknown_column"


def test_concat(no_leak):
    one = kith.Table.from_columns({"a": [1, None]})
    both = kith.Table.concat([one, one])
    assert both["a"] == [1, None, 1, None]
    with pytest.raises(kith.KithError):
        kith.Table.concat([one, kith.Table.from_columns({"b": ["x"]})])


def test_csv(tmp_path):
    table = kith.Table.from_rows(
        [{"名称": "=1+1", "d": date(2023, 10, 26)}, {"名称": 'a,"b"', "d": None}]
    )
    assert table.to_csv() == "名称,d\n'=1+1,2023-10-26\n\"a,\"\"b\"\"\",\n"
    assert table.to_csv(raw_formulas=True).split("\n")[1] == "=1+1,2023-10-26"
    path = tmp_path / "t.csv"
    table.to_csv(path, bom=True, crlf=True)
    assert path.read_bytes().startswith("\ufeff名称,d\r\n".encode())


def test_html_escapes_everything():
    evil = "<script>alert('x')</script>&\""
    table = kith.Table.from_columns({evil: [evil, None], "n": [1, 2]})
    html = table._repr_html_()
    assert "<script" not in html and "alert(&#x27;x&#x27;)" in html
    assert html.count("<tr>") == 3 and 'class="kith-table"' in html
    assert "http" not in html


def test_html_has_a_limit():
    html = kith.Table.from_columns({"n": list(range(100))}).to_html(limit=10)
    assert html.count("<td") == 10 and "100 rows, the first 10 shown" in html


# ---- numpy and pandas ------------------------------------------------------------------


def test_numpy_is_a_view_that_keeps_the_memory(no_leak):
    np = pytest.importorskip("numpy")
    table = kith.Table.from_columns({"n": list(range(1000)), "x": [0.5] * 1000})
    numbers, floats = table.to_numpy("n"), table.to_numpy("x")
    again = table.to_numpy("n")
    assert numbers.ctypes.data == again.ctypes.data  # in place
    assert not numbers.flags.writeable and numbers.base is not None
    half = numbers[500:]
    table.close()
    del numbers, again, table
    assert half.sum() == sum(range(500, 1000)) and floats[-1] == 0.5
    del half, floats
    assert np


def test_numpy_of_every_type():
    np = pytest.importorskip("numpy")
    table = kith.Table.from_rows(ROWS)
    n = table.to_numpy("n")
    assert isinstance(n, np.ma.MaskedArray) and n.mask.tolist() == [False, True, False, False]
    assert n[3] == 2**63 - 1
    assert table.to_numpy("day").dtype == np.int32
    at = table.to_numpy("at")
    assert at.dtype == "datetime64[us]" and str(at[0]) == "2023-10-26T01:00:00.123456"
    assert table.to_numpy("name").tolist() == [r["name"] for r in ROWS]
    empty = kith.Table.from_columns({"n": []}, {"n": "int64"})
    assert empty.to_numpy("n").shape == (0,)


def test_numpy_in(no_leak):
    np = pytest.importorskip("numpy")
    days = np.array(["2023-10-26", "NaT"], dtype="datetime64[D]")
    table = kith.Table.from_columns(
        {
            "i": np.array([1, 2], dtype="int16"),
            "l": np.arange(4)[::2],
            "f": np.array([0.5, np.nan]),
            "b": np.array([True, False]),
            "d": days,
            "o": np.array(["甲", None], dtype=object),
            "m": np.ma.MaskedArray([7, 8], mask=[True, False]),
        }
    )
    assert list(table) == [
        dict(i=1, l=0, f=0.5, b=1, d=date(2023, 10, 26), o="甲", m=None),
        dict(i=2, l=2, f=None, b=0, d=None, o=None, m=8),
    ]
    with pytest.raises(kith.OutOfRangeError):
        kith.Table.from_columns({"u": np.array([2**63], dtype="uint64")})
    with pytest.raises(ValueError, match="without a zone") as caught:
        kith.Table.from_columns({"t": np.array(["2023-10-26T09:00"], dtype="datetime64[s]")})
    assert caught.value.row == 0


def test_pandas_round_trip(no_leak):
    pd = pytest.importorskip("pandas")
    frame = pd.DataFrame(
        {
            "name": ["科技", None],
            "n": pd.array([1, None], dtype="Int64"),
            "day": pd.to_datetime(["2023-10-26", None]),
            "at": pd.to_datetime(["2023-10-26T09:00:00+08:00", None], utc=True),
            "x": [0.5, None],
        }
    )
    table = kith.Table.from_pandas(frame)
    assert [c.type for c in table.schema] == ["text", "int64", "date", "instant", "float64"]
    out = table.to_pandas()
    assert [str(t) for t in out.dtypes] == [
        "object",
        "Int64",
        "datetime64[ns]",
        "datetime64[ns, UTC]",
        "float64",
    ]
    pd.testing.assert_frame_equal(out, frame)


def test_pandas_days_beyond_its_nanoseconds():
    pytest.importorskip("pandas")
    days = [date(1400, 1, 1), None, date(9999, 12, 31)]
    out = kith.Table.from_columns({"d": days}).to_pandas()["d"]
    assert out.dtype == object and out[0] == days[0] and out[2] == days[2]


def test_pandas_money_is_exact():
    pytest.importorskip("pandas")
    table = kith.Table.from_columns(
        {
            "amount_minor": [12345678901234567, 100, -5, None],
            "currency": ["CNY", "JPY", "KWD", None],
        }
    )
    assert table.to_pandas()["amount_minor"].dtype == "Int64"
    out = table.to_pandas(money="decimal")
    assert list(out.columns) == ["amount", "currency"]
    assert out["amount"].tolist() == [
        Decimal("123456789012345.67"),
        Decimal("100"),
        Decimal("-0.005"),
        None,
    ]
    with pytest.raises(ValueError, match="minor, decimal"):
        table.to_pandas(money="float")


def test_pandas_headings(view):
    pytest.importorskip("pandas")
    due = view.due()
    assert list(due.to_pandas().columns) == due.columns
    assert due.to_pandas(headings="zh").columns[0] == "客户名称"
    assert due.to_pandas(headings="en").columns[1] == "stream"
    with pytest.raises(ValueError, match="names, zh, en"):
        due.to_pandas(headings="fr")


def test_random_tables_come_back():
    hypothesis = pytest.importorskip("hypothesis")
    from hypothesis import strategies as st

    columns = {
        "i": st.integers(-(2**63), 2**63 - 1),
        "t": st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0")),
        "d": st.dates(date(1400, 1, 1), date(9999, 12, 31)),
        "at": st.datetimes(datetime(1500, 1, 1), datetime(9000, 1, 1), timezones=st.just(CHINA)),
        "f": st.floats(allow_nan=False),
    }
    types = dict(i="int64", t="text", d="date", at="instant", f="float64")
    row = st.fixed_dictionaries({k: st.none() | v for k, v in columns.items()})

    @hypothesis.settings(deadline=None, max_examples=60)
    @hypothesis.given(st.lists(row, max_size=20))
    def law(rows):
        table = kith.Table.from_rows(rows, types)
        assert list(table) == rows
        assert list(kith.Table.from_arrow(table)) == rows

    law()
