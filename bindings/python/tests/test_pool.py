"""The pool (公海) through the C interface: protection, release, claims."""
from __future__ import annotations

import pytest

import kith

RULES = {
    "kind": "pool",
    "schema": 1,
    "id": "default",
    "zh": "公海规则",
    "en": "pool rules",
    "protection": {"default": 10, "extension": 3, "maximum": 20},
    "extended_by": ["touch"],
    "spares": ["locked", "open_deal", "open_step"],
    "remind": [3],
    "claims": {"per_day": 2, "book_cap": 50, "cool_down": 7, "entry_delay": 0},
}
NOW = "2019-03-25T09:00:00+08:00"


def batch() -> kith.Batch:
    """Five customers of Li since 2019-03-25, worked differently."""
    made = kith.Batch()
    made.adopt(kith.Document.parse(RULES), "2019-01-01", recorded=NOW)
    made.add_table(
        "person",
        [
            {"source": "t", "key": f"p-{who}", "day": "2019-01-01", "person": who, "role": "account_manager"}
            for who in ("li", "zhao")
        ],
        recorded=NOW,
    )
    made.add_table(
        "owner",
        [
            {"customer": c, "source": "t", "key": f"own-{c}", "day": "2019-03-25", "owner": "li", "how": "claimed"}
            for c in ("idle", "worked", "locked", "dealing", "late")
        ],
        recorded=NOW,
    )
    for on in ("2019-03-28", "2019-04-02", "2019-04-05"):
        made.add_touch("worked", "t", f"w-{on}", day=on, channel="phone", recorded=NOW)
    made.add_touch("late", "t", "late", day="2019-04-06", channel="phone", recorded=NOW)
    made.add_table(
        "customer",
        [{"customer": "locked", "source": "t", "key": "lock", "day": "2019-03-26", "locked": 1}],
        recorded=NOW,
    )
    made.add_table(
        "deal",
        [{"customer": "dealing", "source": "t", "key": "d", "day": "2019-03-26", "deal": "D"}],
        recorded=NOW,
    )
    return made


def states(view: kith.View) -> dict[str, str]:
    table = view.pool()
    return dict(zip(table["customer_key"], table["state"]))


def test_the_worked_example_to_the_day():
    facts = batch()
    through = {}
    for on in ("2019-03-27", "2019-03-28", "2019-04-02", "2019-04-05"):
        table = kith.view(facts, as_of=on).pool(owner="li")
        row = list(table["customer_key"]).index("worked")
        through[on] = str(table["protected_through"][row])
    assert through == {
        "2019-03-27": "2019-04-04",
        "2019-03-28": "2019-04-04",
        "2019-04-02": "2019-04-05",
        "2019-04-05": "2019-04-08",
    }


def test_states_reminders_and_reasons():
    view = kith.view(batch(), as_of="2019-04-07")
    assert states(view) == {
        "idle": "unprotected",
        "worked": "reminded",
        "locked": "spared",
        "dealing": "spared",
        "late": "unprotected",
    }
    table = view.pool()
    rows = {key: i for i, key in enumerate(table["customer_key"])}
    assert table["days_left"][rows["worked"]] == 1
    assert table["reminder"][rows["worked"]] == 3
    assert table["spared"][rows["locked"]] == "locked"
    assert table["why_en"][rows["dealing"]] == (
        "protection ended on 2019-04-04; not released: an open deal"
    )
    assert table["why_zh"][rows["idle"]] == "保护期至2019-04-04已结束"


@pytest.fixture(params=["batch", "book"])
def store(request, tmp_path):
    """Something that records batches and opens views, with and without a book."""
    if request.param == "book":
        with kith.open(tmp_path / "pool.kith", create=True) as book:
            book.record(batch(), now=NOW)
            yield lambda b: book.record(b, now="2019-05-01T09:00:00+08:00"), book.at
    else:
        facts = batch()
        yield facts.append, lambda on: kith.view(facts, as_of=on)


def test_a_run_releases_once_and_a_late_one_the_same(store):
    record, at = store
    assert len(at("2019-04-04").release_pool("early", "2019-05-01T09:00:00+08:00")[1]) == 0
    decisions, table = at("2019-04-20").release_pool("r1", "2019-05-01T09:00:00+08:00")
    assert list(table["customer_key"]) == ["idle", "late", "worked"]
    record(decisions)
    pooled = at("2019-04-20").pool(pool_only=True)
    assert list(pooled["customer_key"]) == ["idle", "late", "worked"]
    assert set(pooled["former_owner"]) == {"li"}
    assert {str(d) for d in pooled["pooled_on"]} == {"2019-04-20"}
    again, none = at("2019-04-20").release_pool("r1", "2019-05-01T09:00:00+08:00")
    assert (len(again), len(none)) == (0, 0)
    other, none = at("2019-04-20").release_pool("r2", "2019-05-01T09:00:00+08:00")
    assert len(none) == 0 and len(other) == 1  # the run itself


def test_claims_name_every_check_and_the_first_day(store):
    record, at = store
    record(at("2019-04-20").release_pool("r1", "2019-05-01T09:00:00+08:00")[0])
    _, mine = at("2019-04-21").claim("li", ["idle"])
    assert list(mine["failed_check"]) == ["cool_down"]
    assert str(mine["earliest"][0]) == "2019-04-27"
    decisions, claims = at("2019-04-21").claim(
        "zhao", ["idle", "locked", "late", "worked"], "2019-05-01T09:00:00+08:00"
    )
    assert list(zip(claims["customer_key"], claims["claimed"], claims["failed_check"])) == [
        ("idle", 1, None),
        ("locked", 0, "in_pool"),
        ("late", 1, None),
        ("worked", 0, "quota"),
    ]
    assert str(claims["earliest"][3]) == "2019-04-22"
    record(decisions)
    table = at("2019-04-21").pool(owner="zhao")
    assert list(table["customer_key"]) == ["idle", "late"]
    assert {str(d) for d in table["protected_through"]} == {"2019-05-01"}
    _, nobody = at("2019-04-21").claim("somebody", ["worked"])
    assert list(nobody["failed_check"]) == ["claimant"]


def test_errors_name_the_place():
    view = kith.view(batch(), as_of="2019-04-21")
    with pytest.raises(kith.NotFoundError) as unknown:
        view.claim("li", ["idle", "nobody"])
    assert (unknown.value.field, unknown.value.row) == ("customers", 1)
    with pytest.raises(kith.KithError) as none:
        view.claim("li", [])
    assert none.value.reason == "missing_value"
    with pytest.raises(kith.FailedPreconditionError) as rules:
        kith.view(kith.Batch(), as_of="2019-04-21").release_pool("r")
    assert rules.value.reason == "not_adopted"
