"""What puts promises off, spreads them over a first cycle, and campaigns."""
from __future__ import annotations

import json

import kith
import pytest
from kith.__main__ import main

NOW = "2023-10-26T09:00:00+08:00"
START = "2023-10-09"


def batch_of(customers: dict[str, str]) -> kith.Batch:
    """Customers with their tier, all of li's."""
    batch = kith.Batch()
    batch.adopt_defaults(START)
    facts = []
    for key, tier in customers.items():
        common = {"customer": key, "source": "t", "day": START}
        facts.append({"fact": "owner", "key": f"o{key}", "owner": "li", **common})
        facts.append({"fact": "tier", "key": f"t{key}", "tier": tier, **common})
    batch.add_json(facts, recorded=NOW)
    return batch


def test_a_first_cycle_is_spread_and_then_owed():
    batch = batch_of({f"c{i:02}": "B" for i in range(25)})
    decisions, table = kith.view(batch, as_of=START).spread("go live", NOW)
    days = [d for s, d in zip(table["stream"], table["due"]) if s == "routine"]
    assert len(days) == 25 and max(days.count(d) for d in days) == 3  # ⌈25 / 10⌉
    assert set(table["decided"]) == {1}
    batch.append(decisions)
    first = min(days)
    row = kith.view(batch, as_of="2023-10-10").due(hide_kept=True)
    due = dict(zip(zip(row["customer_key"], row["stream"]), row["due"]))
    assert sum(d == first for (_, s), d in due.items() if s == "routine") == 3
    again, _ = kith.view(batch, as_of=START).spread("go live", NOW)
    assert len(again) == 0


def test_spread_is_for_a_cadence_that_asks_for_it():
    batch = batch_of({"a": "A"})
    plain = json.loads(kith.Document.default("cadence").json)
    del plain["spread_first_cycle"]
    batch.adopt(kith.Document.parse(json.dumps(plain)), "2023-10-10", recorded=NOW)
    with pytest.raises(kith.KithError) as caught:
        kith.view(batch, as_of="2023-10-11").spread("r", NOW)
    assert caught.value.reason == "not_adopted"


def test_what_is_put_off_is_listed_when_asked_for():
    batch = batch_of({"a": "A"})
    batch.add_table(
        "snooze",
        [{"customer": "a", "source": "t", "key": "z", "day": "2023-10-10", "stream": "weekly deep talk",
          "until": "2023-10-16", "reason": "travelling"}],
        recorded=NOW,
    )
    view = kith.view(batch, as_of="2023-10-12")
    assert "weekly deep talk" not in view.due()["stream"]
    listed = view.due(with_snoozed=True)
    at = listed["stream"].index("weekly deep talk")
    assert listed["state"][at] == "snoozed" and str(listed["snoozed_until"][at]) == "2023-10-16"


def test_the_list_tells_of_the_customer_when_asked_for():
    batch = batch_of({"a": "A"})
    common = {"customer": "a", "source": "t", "day": "2023-10-10"}
    touch = {**common, "key": "told", "channel": "phone", "outcome": "no_reply", "feedback": "没人接"}
    step = {**common, "key": "next", "text": "发报价单", "deadline": "point", "last": "2023-10-30"}
    batch.add_table("touch", [touch], recorded=NOW)
    batch.add_table("step", [step], recorded=NOW)
    view = kith.view(batch, as_of="2023-10-12")
    plain, told = view.due(), view.due(with_context=True)
    assert plain["customer_key"] == told["customer_key"]
    assert set(plain["last_contact"]) == set(plain["next_step"]) == {None}
    assert {str(day) for day in told["last_contact"]} == {"2023-10-10"}
    assert set(told["last_channel"]) == {"phone"} and set(told["last_feedback"]) == {"没人接"}
    for key, words in zip(told["step_key"], told["next_step"]):
        assert words == (None if key == "next" else "发报价单")


def test_a_campaign_is_one_entry_and_taken_back_as_one():
    batch = batch_of({"a": "C", "b": "C", "c": "C"})

    def state(as_of: str = "2023-10-20") -> dict[str, str]:
        due = kith.view(batch, as_of=as_of).due()
        return {c: s for c, s, d in zip(due["customer_key"], due["state"], due["due"]) if str(d) < "2023-11-01"}

    batch.campaign(["a", "b"], "mail", "autumn", day="2023-10-18", purpose="news_or_offer", content="秋季", recorded=NOW)
    assert state() == {"a": "kept", "b": "kept", "c": "open"}
    size = len(batch)
    with kith.Batch() as more:
        more.campaign(["a", "b", "c"], "mail", "autumn", day="2023-10-18", purpose="news_or_offer", content="秋季", recorded=NOW)
        batch.append(more)
    assert state() == {"a": "kept", "b": "kept", "c": "kept"}
    assert len(batch) == size + 3
    history = kith.view(batch, as_of="2023-10-20").history("a")
    assert history["kind"].count("touch") == 1
    batch.retract_campaign(["a", "b", "c"], "mail", "autumn", day="2023-10-19", recorded=NOW)
    assert state() == {"a": "open", "b": "open", "c": "open"}
    with pytest.raises(kith.KithError) as caught:
        batch.campaign(["a", "a"], "mail", "twice", day="2023-10-18")
    assert caught.value.reason == "duplicate" and caught.value.row == 1


def test_the_command_line_spreads_a_book(tmp_path, capsys):
    path = str(tmp_path / "b.kith")
    with kith.open(path, create=True) as book:
        book.record(batch_of({"a": "A", "b": "B"}), NOW)
    assert main(["spread", path, START, "--now", NOW, "--dry-run"]) == 0
    assert main(["spread", path, START, "--now", NOW]) == 0
    assert "routine" in capsys.readouterr().out
    with kith.open(path, read_only=True) as book:
        assert set(book.at(START).due()["state"]) <= {"open", "upcoming"}
