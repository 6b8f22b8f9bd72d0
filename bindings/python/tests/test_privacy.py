"""Erasing, what is held of a person, who was shown what, and what a role may not write."""
from __future__ import annotations

import json
from pathlib import Path

import pytest

import kith
from kith.__main__ import main

NOW = "2023-10-26T09:00:00+08:00"
LATER = "2023-10-28T09:00:00+08:00"
SHEET = (
    "客户名称,客户编号,联系人,联系方式,合作状态\n"
    "王晓彤个体经营部,P-1,王晓彤,13800138757,流失\n"
    "恒通制造有限公司,P-2,李成栋,13911112222,合作中\n"
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "p.kith"
    with kith.open(file, create=True) as book:
        book.import_file(SHEET.encode(), now=NOW, name="sheet.csv")
    return file


def holds(file: Path, words: str) -> bool:
    return words.encode() in file.read_bytes()


def test_an_erasure_leaves_nothing_in_the_file_and_its_backups(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.kith"
    with kith.open(path) as book:
        book.backup(copy)
        assert list(book.backups()["path"]) == [str(copy)]
        before = book.info().customers
        told = book.erase("P-1", now=LATER, dry_run=True)
        assert (told.customers, told.texts) == (1, 3)
        done = book.erase("P-1", now=LATER, reason="asked", event=("desk", "1"))
        assert (done.customers, done.texts, done.file) == (1, 3, "finished")
        assert (done.backups_erased, done.backups_left) == (0, 1)
        done = book.erase("P-1", now=LATER, event=("desk", "1"), backups=True)
        assert (done.customers, done.backups_erased, done.backups_left) == (0, 1, 0)
        assert book.info().customers == before
        names = dict(zip(*(book.at().customers()[n] for n in ("customer_key", "customer"))))
        assert names == {"P-1": "已删除 / erased", "P-2": "恒通制造有限公司"}
        book.check()
    for file in (path, copy):
        assert not holds(file, "王晓彤") and not holds(file, "13800138757")
        assert holds(file, "李成栋")


def test_a_hold_and_nobody_are_named(path: Path) -> None:
    with kith.open(path) as book, book.batch() as batch:
        batch.add_table(
            "hold",
            {"customer": ["P-1"], "source": ["law"], "key": ["1"], "day": ["2023-10-26"], "active": [1]},
        )
        book.record(batch, NOW)
        with pytest.raises(kith.FailedPreconditionError, match="hold") as held:
            book.erase("P-1", now=LATER)
        assert held.value.reason == "legal_hold"
        with pytest.raises(kith.NotFoundError):
            book.erase("nobody", now=LATER)
        with pytest.raises(kith.NotFoundError):
            book.at().subject_export(contact="nobody")


def test_all_that_is_held_of_a_person(path: Path) -> None:
    with kith.open(path) as book:
        view = book.at()
        table = view.subject_export("P-1")
        assert {"王晓彤", "13800138757"} <= set(table["value"])
        (contact,) = view.contacts(customer="P-1")["contact"]
        assert set(view.subject_export(contact=contact)["kind"]) == {"contact"}


def test_answers_are_recorded_by_the_book_or_handed_out(path: Path) -> None:
    with kith.open(path) as book:
        book.at(audited_at=LATER).contacts(customer="P-1")
        book.record_audit(kith.AuditRecord(book.info().last_recorded, "letter", 1, customer="P-2"))
        assert list(book.audit()["question"]) == ["contacts", "letter"]
        assert list(book.audit(customer="P-2")["rows"]) == [1]
        assert len(book.audit(since=LATER)) == 1
    heard: list[kith.AuditRecord] = []
    with kith.open(path, read_only=True) as book:
        book.at(audited_at=LATER, audit=heard.append).customers()
        assert [(r.question, r.rows, r.customer) for r in heard] == [("customers", 2, None)]

        def refuse(record: kith.AuditRecord) -> None:
            raise RuntimeError("the log is full")

        with pytest.raises(RuntimeError, match="full"):
            book.at(audited_at=LATER, audit=refuse).customers()
        with pytest.raises(kith.InvalidArgumentError):
            book.at(audited_at=LATER)
        with pytest.raises(kith.InvalidArgumentError):
            book.at(audit=heard.append)


def test_what_a_person_may_not_write_is_refused(path: Path) -> None:
    with kith.open(path) as book, book.batch() as batch:
        batch.add_table(
            "person",
            {
                "person": ["li"],
                "source": ["hr"],
                "key": ["li"],
                "day": ["2023-01-01"],
                "role": ["account_manager"],
            },
        )
        batch.adopt(kith.Document.default("access"), "2023-01-01")
        book.record(batch, NOW)
        with book.batch() as news:
            news.add_table(
                "owner",
                {"customer": ["P-1"], "source": ["s"], "key": ["1"], "day": ["2023-10-26"], "owner": ["wang"]},
            )
            with pytest.raises(kith.PermissionDeniedError) as refused:
                book.record(news, NOW, actor="li")
            assert refused.value.reason == "not_allowed"
            told = book.record(news, NOW, actor="li", skip_refused=True)
            assert (told.refused, list(told.report["code"])) == (1, ["not_allowed"])


def test_the_command_line_lists_and_erases(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "subject.json"
    assert main(["subject", str(path), "--customer", "P-1", "--format", "json", "-o", str(out)]) == 0
    rows = json.loads(out.read_text("utf-8"))
    assert any(r["value"] == "13800138757" for r in rows)
    assert main(["retention", str(path), "12", "--as-of", "2025-01-01"]) == 0
    assert "P-1" in capsys.readouterr().out and holds(path, "王晓彤")
    made = ["retention", str(path), "12", "--as-of", "2025-01-01", "--now", LATER, "--stages", "lost", "--run"]
    assert main(made) == 0
    told = capsys.readouterr().out
    assert "1 rows" in told and "1 customers, 3 texts erased; file: finished" in told
    assert not holds(path, "王晓彤") and holds(path, "李成栋")
    assert main(["erase", str(path), "--customer", "P-2", "--now", LATER, "--dry-run"]) == 0
    assert holds(path, "李成栋")
    assert main(["erase", str(path), "--customer", "P-2", "--now", LATER]) == 0
    assert not holds(path, "李成栋")
    assert main(["audit", str(path)]) == 0
    assert "0 rows" in capsys.readouterr().out
    assert main(["export", str(path), "contacts", "--audited", "-o", str(out)]) == 0
    with kith.open(path) as book:
        assert list(book.audit()["question"]) == ["contacts"]


TOUCHES = (
    "客户编号,客户名称,跟进时间,跟进方式,跟进内容\n"
    "P-1,王晓彤个体经营部,2023-10-25,电话,问候\n"
    "P-2,恒通制造有限公司,2023-10-25,电话,问价\n"
)


@pytest.fixture
def desk(path: Path) -> Path:
    """P-1 is li's, P-2 somebody else's."""
    with kith.open(path) as book, book.batch() as batch:
        heads = {"source": ["hr", "hr"], "day": ["2023-01-01"] * 2}
        batch.add_table(
            "person",
            {"person": ["li", "wang"], "key": ["li", "wang"], "role": ["account_manager"] * 2, **heads},
        )
        batch.add_table(
            "owner",
            {"customer": ["P-1", "P-2"], "owner": ["li", "wang"], "key": ["o", "o"], **heads},
        )
        batch.adopt(kith.Document.default("access"), "2023-01-01")
        book.record(batch, NOW)
    return path


def test_a_sheet_is_let_in_as_its_actor_may_record(desk: Path) -> None:
    with kith.open(desk) as book:
        told = book.import_file(TOUCHES.encode(), now=LATER, name="t.csv", actor="li", create_customers=True)
        assert list(told.report["outcome"]) == ["created", "refused"]
        assert list(told.report["codes"]) == [None, "not_allowed"]
        assert told.created == 1
        by_name = TOUCHES.replace("P-2,恒通制造有限公司", ",恒通制造").replace("P-1", "")
        told = book.import_file(by_name.encode(), now=LATER, name="t.csv", actor="li")
        assert list(told.report["codes"]) == [None, "unknown_customer"]
        assert "P-2" not in told.report["customer_key"]
        told = book.import_file(by_name.encode(), now=LATER, name="t.csv", dry_run=True)
        assert list(told.report["customer_key"]) == ["P-1", "P-2"]
        with pytest.raises(kith.NotFoundError):
            book.import_file(TOUCHES.encode(), now=LATER, name="t.csv", actor="nobody")
        rows = {
            "customer": ["P-1", "P-2"],
            "key": ["t1", "t2"],
            "day": ["2023-10-25"] * 2,
            "channel": ["phone"] * 2,
        }
        report = book.record_touches(rows, now=LATER, source="s", actor="li")
        assert list(report["outcome"]) == ["created", "refused"]


def test_the_command_line_lets_a_sheet_in_for_somebody(
    desk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = tmp_path / "t.csv"
    sheet.write_text(TOUCHES, "utf-8")
    words = ["import", str(desk), str(sheet), "--create-customers", "--now", LATER]
    assert main([*words, "--actor", "li"]) == 1
    said = capsys.readouterr().out
    assert "1 created, 1 refused" in said and "not_allowed" not in said.split("facts:")[1]
    assert main(words) == 0
    facts = tmp_path / "f.csv"
    facts.write_text("customer,source,key,day,channel\nP-2,s,1,2023-10-25,phone\n", "utf-8")
    record = ["record", str(desk), "touch", str(facts), "--skip-refused", "--now", LATER]
    assert main([*record, "--actor", "li"]) == 1
    assert "1 refused" in capsys.readouterr().out
    assert main(record) == 0
