"""Small books for the tests of the requirements: facts as tables, sheets as text."""
from __future__ import annotations

from datetime import date
from typing import Any

from conftest import NOW, SHEETS, START, TODAY, story_batch

import kith

FOLLOW_UPS = "客户名称,跟进时间,跟进方式,跟进内容,客户反馈,下一步计划,负责人,完成状态"
TECH, MAKER, TRADER = "科技有限公司", "YY制造集团", "ZZ贸易公司"


def d(text: str) -> date:
    return date.fromisoformat(text)


class Facts:
    """A batch under the default documents that names its facts itself."""

    def __init__(self, effective: str = START) -> None:
        self.batch = kith.Batch()
        self.batch.adopt_defaults(effective, recorded=NOW)
        self.number = 0

    def add(self, kind: str, day: str, recorded: str = NOW, **fields: Any) -> str:
        """Adds a fact, of customer c1 unless told, and gives its key."""
        self.number += 1
        row = dict(source="t", key=f"k{self.number}", day=day)
        if kind not in ("person", "run"):
            row["customer"] = "c1"
        self.batch.add_table(kind, [{**row, **fields}], recorded=recorded)
        return str({**row, **fields}["key"])

    def customer(
        self, day: str, tier: str | None = None, owner: str | None = "zhao", **fields: Any
    ) -> Facts:
        """A customer from a day on, with an owner and a tier."""
        name = fields.get("customer", "c1")
        self.add("customer", day, **{"name": name, **fields})
        if owner is not None:
            self.add("owner", day, customer=name, owner=owner)
        if tier is not None:
            self.add("tier", day, customer=name, tier=tier)
        return self

    def team(self) -> Facts:
        """zhao manages accounts, qian leads sales, sun is an executive, li keeps the
        books, wang manages accounts and is nobody's owner."""
        roles = {
            "zhao": "account_manager",
            "wang": "account_manager",
            "qian": "sales_lead",
            "sun": "executive",
            "li": "finance",
        }
        for person, role in roles.items():
            self.add("person", START, person=person, name=person, role=role)
        return self

    def at(self, as_of: str, **options: Any) -> kith.View:
        return kith.view(self.batch, as_of=as_of, **options)


def due(view: kith.View, stream: str, customer: str | None = None) -> dict[str, Any]:
    """The row of a stream on the list, of one customer when it is named: that of the
    running window when the next one is listed as well."""
    rows = [
        r for r in view.due() if r["stream"] == stream and customer in (None, r["customer"])
    ]
    assert rows, f"{stream} is not on the list: {view.due()['stream']}"
    return next((r for r in rows if r["window_from"] <= view.as_of), rows[0])


def streams(view: kith.View) -> set[str]:
    return set(view.due()["stream"])


def customer(view: kith.View, name: str) -> dict[str, Any]:
    (row,) = [r for r in view.customers() if r["customer"] == name]
    return row


def history(view: kith.View, name: str, kind: str | None = None) -> list[dict[str, Any]]:
    """The facts of a customer, found by name, of one kind when it is named."""
    rows = view.history(customer(view, name)["customer_key"])
    return [r for r in rows if kind in (None, r["kind"])]


def metric(table: kith.Table, name: str) -> dict[str, Any]:
    (row,) = [r for r in table if r["metric"] == name and r["owner"] is None]
    return row


def milestone(view: kith.View, name: str) -> dict[str, Any]:
    (row,) = [r for r in view.milestones(with_closed=True) if r["milestone"] == name]
    return row


def follow_ups(batch: kith.Batch, *lines: str) -> kith.Table:
    """Imports rows of the document's table 2 and gives the report."""
    text = "\n".join((FOLLOW_UPS, *lines)) + "\n"
    return batch.import_file(text.encode("utf-8"), name="more.csv", now=NOW)


def sheet(text: str, batch: kith.Batch | None = None) -> tuple[kith.Batch, kith.Table]:
    """Imports a sheet given as text; without a batch into one of its own."""
    if batch is None:
        batch = kith.Batch()
        batch.adopt_defaults(START, recorded=NOW)
    return batch, batch.import_file(text.encode("utf-8"), name="sheet.csv", now=NOW)


def unreviewed() -> kith.View:
    """The document's tables before any tier review."""
    return kith.view(story_batch(), as_of=TODAY)


def table_text(name: str) -> str:
    return (SHEETS / name).read_text("utf-8-sig")
