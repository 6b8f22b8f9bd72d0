"""States in a database of one's own: the same answers, and what is refused by name."""
from __future__ import annotations

import json
from datetime import date

import pytest
from conftest import NOW, START, TODAY, story_batch

import kith


def book_facts() -> kith.Batch:
    batch = kith.Batch()
    batch.adopt_defaults(START, recorded=NOW)
    return batch


def kept(batch: kith.Batch) -> tuple[list[dict], dict[str, str]]:
    """What a host stores of a batch: its facts, and the words apart."""
    return list(batch.facts()), {r["reference"]: r["words"] for r in batch.words()}


def reviewed_story() -> kith.Batch:
    batch = story_batch()
    decisions, _ = kith.view(batch, as_of=TODAY).review_tiers("2023-10", START, NOW)
    batch.append(decisions)
    return batch


def test_the_story_over_states(view, no_leak):
    facts, words = kept(reviewed_story())
    book, history = kith.Batch(), kith.Batch()
    for row in facts:
        (history if row["customer"] else book).add_json(row["json"])
    rules = kith.Rules(book)
    assert len(rules.fingerprint) == 26
    customers = sorted({row["customer"] for row in facts if row["customer"]})
    stored = [kith.State.build(rules, c, history).to_bytes() for c in customers]
    states = [kith.State.from_bytes(rules, data) for data in stored]
    assert [s.to_bytes() for s in states] == stored
    texts = kith.Batch()
    texts.add_words(words)
    over = kith.view_over_states(rules, states, as_of=TODAY, words=texts)
    for question in ("due", "tiers", "customers", "milestones", "rates", "promises_kept"):
        assert list(getattr(over, question)()) == list(getattr(view, question)()), question
    assert over.funnel().rows() == view.funnel().rows()
    again, _ = over.review_tiers("2023-10", START, NOW)
    assert len(again) == 0  # the run stands in the book's facts
    without_words = kith.view_over_states(rules, states, as_of=TODAY)
    assert set(without_words.due()["customer"]) == set(customers)


def test_facts_and_words_go_apart_and_come_back():
    batch = reviewed_story()
    facts, words = kept(batch)
    assert all("科技有限公司" not in row["json"] for row in facts)
    assert "科技有限公司" in words.values()
    back = kith.Batch()
    assert back.add_json([json.loads(row["json"]) for row in facts]) == len(batch)
    back.add_words(words)
    assert kept(back) == (facts, words)


def small() -> tuple[kith.Rules, kith.State]:
    rules, batch = kith.Rules(book_facts()), kith.Batch()
    batch.add_json({"fact": "owner", "customer": "c1", "source": "t", "key": "1",
                    "day": "2023-10-09", "owner": "li"})
    batch.add_touch("c1", "t", "2", day="2023-10-12", channel="phone")
    batch.add_touch("c2", "t", "3", day="2023-10-12", channel="phone")
    return rules, kith.State.build(rules, "c1", batch)


def test_info_and_fold():
    rules, state = small()
    info = state.info()
    assert (info.customer, info.owner, info.tier, info.facts) == ("c1", "li", None, 2)
    assert info.last_day == date(2023, 10, 12) and info.shared is False
    assert info.listed_from is not None
    more = kith.Batch()
    more.add_touch("c1", "t", "4", day="2023-10-20", channel="visit")
    folded = state.fold(more)
    assert folded.info().facts == 3 and state.info().facts == 2


def test_what_a_state_cannot_tell_is_refused_by_name():
    rules, state = small()
    late = kith.Batch()
    late.add_touch("c1", "t", "4", day="2023-10-10", channel="visit")
    with pytest.raises(kith.FailedPreconditionError) as caught:
        state.fold(late)
    assert caught.value.reason == "needs_history"
    over = kith.view_over_states(rules, [state], as_of=TODAY)
    for ask in (
        lambda: over.history("c1"),
        lambda: kith.view_over_states(rules, [state], as_of="2023-10-11").due(),
    ):
        with pytest.raises(kith.FailedPreconditionError) as caught:
            ask()
        assert caught.value.reason == "needs_history"
    with pytest.raises(kith.InvalidArgumentError) as twice:
        kith.view_over_states(rules, [state, state], as_of=TODAY)
    assert (twice.value.reason, twice.value.row) == ("duplicate", 1)
    data = state.to_bytes()
    with pytest.raises(kith.DataLossError):
        kith.State.from_bytes(rules, data[:-1])
    with pytest.raises(kith.InvalidArgumentError):
        kith.State.from_bytes(rules, "text")  # type: ignore[arg-type]
    later = kith.Batch()
    later.adopt_defaults("2023-10-02")
    with pytest.raises(kith.FailedPreconditionError) as other:
        kith.State.from_bytes(kith.Rules(later), data)
    assert other.value.reason == "other_rules"
    with pytest.raises(kith.InvalidArgumentError, match="rules are made of"):
        kith.Rules(late)


def test_json_is_refused_by_name():
    batch = kith.Batch()
    with pytest.raises(kith.InvalidArgumentError) as caught:
        batch.add_json([{"fact": "touch", "colour": "red"}])
    assert (caught.value.reason, caught.value.field, caught.value.row) == (
        "unknown_column", "colour", 0)
    with pytest.raises(kith.InvalidArgumentError) as words:
        batch.add_words({"xy": "words"})
    assert words.value.field == "reference"
    assert len(batch) == 0
