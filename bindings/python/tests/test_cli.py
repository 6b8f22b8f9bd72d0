"""python -m kith."""
from __future__ import annotations

from datetime import date

import pytest
from conftest import NOW, SHEETS, START, TODAY

import kith
from kith.__main__ import format_table, main, width


@pytest.fixture
def book(tmp_path, capsys):
    path = str(tmp_path / "b.kith")
    sheets = [str(SHEETS / f"table{n}.csv") for n in ("1_customers", "2_followups")]
    assert main(["import", path, *sheets, "--create", "--start", START, "--now", NOW]) == 0
    out = capsys.readouterr().out
    assert "created" in out and "0 refused" in out
    return path


def test_columns_line_up_whatever_the_width():
    assert (width("ab"), width("科技"), width("e\u0301")) == (2, 4, 1)
    table = kith.Table.from_columns({"客户": ["科技有限公司", "YY", None], "n": [1, 100, None]})
    lines = format_table(table, "en").split("\n")
    assert lines == [
        "客户            n",
        "------------  ---",
        "科技有限公司    1",
        "YY            100",
        "",
    ]


@pytest.mark.parametrize(
    "verb", ["due", "tiers", "milestones", "funnel", "rates", "customer"]
)
def test_verbs(book, capsys, verb):
    more = ["YY制造集团"] if verb == "customer" else []
    for language in ("zh", "en"):
        arguments = [verb, book, *more, "--as-of", TODAY, "--language", language]
        assert main(arguments) == 0, capsys.readouterr().err
        out = capsys.readouterr().out
        assert f"as of: {TODAY}" in out and "rows" in out
    assert verb != "due" or "YY制造集团" in out


def test_as_of_is_today_and_is_printed(book, capsys):
    assert main(["due", book]) == 0
    assert f"as of: {date.today().isoformat()}" in capsys.readouterr().out


def test_columns_to_show(book, capsys):
    assert main(["due", book, "--as-of", TODAY, "--columns", "customer,due"]) == 0
    assert main(["due", book, "--as-of", TODAY, "--context", "--columns", "customer,last_contact"]) == 0
    assert main(["due", book, "--as-of", TODAY, "--columns", "nothing"]) == 1
    assert "there are customer" in capsys.readouterr().err


def test_review_and_export(book, tmp_path, capsys):
    page, sheet = tmp_path / "r.html", tmp_path / "t.csv"
    assert main(["review", book, "--as-of", TODAY, "-o", str(page)]) == 0
    assert "YY制造集团" in page.read_text("utf-8")
    export = ["export", book, "customers", "--as-of", TODAY]
    assert main([*export, "-o", str(sheet), "--headings", "zh", "--bom"]) == 0
    assert sheet.read_text("utf-8").startswith("\ufeff客户编号,")
    capsys.readouterr()
    assert main(export) == 0
    assert capsys.readouterr().out.startswith("customer_key,")


def test_record(book, tmp_path, capsys):
    facts = tmp_path / "touches.csv"
    facts.write_text(
        "customer,source,key,day,channel,opening\nc9,t,1,2023-10-24,phone,0\n", "utf-8"
    )
    customers = tmp_path / "customers.csv"
    customers.write_text(
        "customer,source,key,day,name,past_amount_minor\nc9,t,c,2023-10-24,丙,100\n", "utf-8"
    )
    assert main(["record", book, "customer", str(customers), "--now", NOW]) == 0
    assert main(["record", book, "touch", str(facts), "--now", NOW]) == 0
    assert "1 created" in capsys.readouterr().out
    assert main(["customer", book, "丙", "--as-of", TODAY]) == 0
    assert main(["customer", book, "nobody", "--as-of", TODAY]) == 1


@pytest.mark.parametrize(
    "arguments, answer",
    [
        (["add", "2023-09-28", "5"], "2023-10-11"),
        (["count", "2022-12-31", "2023-12-31"], "249"),
        (["add", "2027-01-01", "1"], "(provisional)"),
        (["days", "2023-09-30", "2023-10-02"], "3 rows"),
    ],
)
def test_calendar(capsys, arguments, answer):
    assert main(["calendar", *arguments]) == 0
    assert answer in capsys.readouterr().out


def test_failures_say_so(tmp_path, capsys):
    assert main(["due", str(tmp_path / "none.kith")]) == 1
    assert "not_found" in capsys.readouterr().err
    assert main(["calendar", "add", "soon", "5"]) == 1
    with pytest.raises(SystemExit) as caught:
        main(["dance"])
    assert caught.value.code == 2


def test_a_document_is_adopted_and_customers_are_brought_up(book, tmp_path, capsys):
    text = kith.Document.default("cadence").json
    text = text.replace('"monthly executive"],"tiers":["A"]}', '"monthly executive"]}')  # for all
    (tmp_path / "c.json").write_text(text, encoding="utf-8")
    adopt = ["adopt", book, str(tmp_path / "c.json"), "2023-10-02", "--now", NOW]
    assert main(["due", book, "--as-of", TODAY]) == 0
    before = capsys.readouterr().out
    assert main([*adopt, "--defer", "--dry-run"]) == 0
    assert "behind" not in capsys.readouterr().out
    assert main([*adopt, "--defer"]) == 0
    out = capsys.readouterr().out
    with kith.open(book, read_only=True) as read:
        customers = read.info().customers
        assert read.info().behind == customers
    assert f"{customers} customers behind" in out and "1 created" in out
    assert main(["due", book, "--as-of", TODAY]) == 0
    meanwhile = capsys.readouterr().out
    assert meanwhile != before
    assert main(["catch-up", book, "--customers", "2", "--pause", "0"]) == 0
    assert f"{customers} customers brought up" in capsys.readouterr().out
    assert main(["due", book, "--as-of", TODAY]) == 0
    assert capsys.readouterr().out == meanwhile
    assert main(["catch-up", book]) == 0
    assert "0 customers brought up" in capsys.readouterr().out
    assert main(["catch-up", book, "--customers", "0"]) == 0, "there is nothing to do"
    with kith.open(book) as sound:
        sound.check()
        with pytest.raises(kith.KithError):
            sound.catch_up(0)
