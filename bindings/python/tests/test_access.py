"""Views of one of ours: whose customers, which fields, lists of people away, assignments."""
from __future__ import annotations

import pytest

import kith
from kith.__main__ import main

NOW = "2023-10-26T09:00:00+08:00"
TODAY = "2023-10-26"
ACCESS = {
    "kind": "access",
    "schema": 1,
    "id": "default",
    "zh": "访问权限",
    "en": "access rights",
    "roles": [
        {"role": "regional head", "scope": "team_and_below"},
        {
            "role": "account_manager",
            "scope": "own",
            "fields": [{"field": "contact.phone", "right": "read", "mask": "phone"}],
        },
    ],
    "otherwise": {"scope": "own", "pool": False, "personal": "masked"},
}


def rows(kind: str, *given: dict, day: str = "2023-10-02") -> list[dict]:
    return [{"source": "t", "key": f"{kind}{i}", "day": day, **row} for i, row in enumerate(given)]


def facts() -> kith.Batch:
    batch = kith.Batch()
    batch.adopt_defaults("2023-10-01", recorded=NOW)
    batch.adopt(kith.Document.parse(ACCESS), "2023-10-01", recorded=NOW)
    teams = rows("t", {"team": "hq"}, {"team": "east", "parent": "hq", "leader": "wu"})
    batch.add_table("team", teams, recorded=NOW)
    role = "account_manager"
    people = rows(
        "p",
        {"person": "zhang", "name": "张三", "role": role, "team": "east", "deputy": "li", "month_quota": 30},
        {"person": "li", "name": "李四", "role": role, "team": "east", "month_quota": 60},
        {"person": "wu", "name": "吴总", "role": "sales_lead", "own_role": "regional head", "team": "hq"},
        {"person": "left", "role": role, "active": 0},
        {"person": "temp", "role": "service"},
    )
    batch.add_table("person", people, recorded=NOW)
    customers = [("z", "zhang"), ("l", "li"), ("w", "wu"), ("free", None)]
    batch.add_table("customer", rows("c", *({"customer": c, "name": f"客户{c}"} for c, _ in customers)), recorded=NOW)
    batch.add_table("owner", rows("o", *({"customer": c, "owner": o} for c, o in customers if o)), recorded=NOW)
    phones = ({"customer": c, "contact": "k", "name": "王五", "phone": "13812345678"} for c, _ in customers)
    batch.add_table("contact", rows("k", *phones), recorded=NOW)
    batch.add_table("tier", rows("g", *({"customer": c, "tier": "A"} for c, _ in customers)), recorded=NOW)
    return batch


def seen(batch: kith.Batch, actor: str | None) -> set[str]:
    return set(kith.view(batch, as_of=TODAY, actor=actor).customers()["customer_key"])


def test_a_view_is_of_what_the_actor_may_see():
    batch = facts()
    assert seen(batch, None) == {"z", "l", "w", "free"}
    assert seen(batch, "zhang") == {"z", "free"}
    assert seen(batch, "wu") == {"z", "l", "w", "free"}
    assert seen(batch, "temp") == set()
    view = kith.view(batch, as_of=TODAY, actor="zhang")
    assert len(view.history("l")) == 0
    assert view.rates("2023-10-01", TODAY)["denominator"][0] == 1
    assert {row["customer_key"] for row in view.due().rows()} <= {"z", "free"}


def test_fields_are_masked_for_the_role():
    batch = facts()
    assert set(kith.view(batch, as_of=TODAY, actor="zhang").customers()["phone"]) == {"138****5678"}
    assert set(kith.view(batch, as_of=TODAY, actor="wu").customers()["phone"]) == {"13812345678"}
    assert "13812345678" not in str(kith.view(batch, as_of=TODAY, actor="zhang").history("z")["summary"])


@pytest.mark.parametrize(
    ("actor", "error", "reason"),
    [("nobody", kith.NotFoundError, "unknown_name"), ("left", kith.KithError, "not_allowed")],
)
def test_who_cannot_ask_is_named(actor, error, reason):
    with pytest.raises(error) as caught:
        kith.view(facts(), as_of=TODAY, actor=actor)
    assert (caught.value.reason, caught.value.field) == (reason, "actor")
    assert actor in str(caught.value)


def test_runs_are_for_those_who_see_all():
    view = kith.view(facts(), as_of=TODAY, actor="wu")
    for run in (lambda: view.release_pool("r"), lambda: view.assign("r"), lambda: view.review_tiers("r", TODAY)):
        with pytest.raises(kith.KithError) as caught:
            run()
        assert caught.value.status in ("permission_denied", "failed_precondition")
        assert caught.value.reason == "not_allowed"


def test_the_list_of_one_who_is_away_is_the_deputys():
    batch = facts()
    away = rows("a", {"person": "zhang", "first": "2023-10-20", "last": "2023-10-31"})
    batch.add_table("absence", away, recorded=NOW)
    view = kith.view(batch, as_of=TODAY)
    assert len(view.due(owner="zhang")) == 0
    assert set(view.due(owner="li")["customer_key"]) == {"z", "l"}
    assert seen(batch, "li") == {"z", "l", "free"}
    assert kith.view(batch, as_of=TODAY, actor="li").rates("2023-10-01", TODAY)["denominator"][0] == 1


def test_an_assignment_gives_who_waits_to_whose_turn_it_is():
    batch = facts()
    decisions, table = kith.view(batch, as_of=TODAY).assign("2023-10-26", NOW)
    assert table["customer_key"] == ["free"] and table["owner"] == ["li"] and table["days_waited"] == [24]
    batch.append(decisions)
    assert "free" in seen(batch, "li") and "free" not in seen(batch, "zhang")
    assert len(kith.view(batch, as_of=TODAY).assign("2023-10-26", NOW)[0]) == 0


def test_a_ring_of_teams_is_refused(tmp_path):
    with kith.open(tmp_path / "b.kith", create=True) as book, kith.Batch() as batch:
        batch.add_table("team", rows("t", {"team": "a", "parent": "b"}, {"team": "b", "parent": "a"}))
        done = book.record(batch, NOW, skip_refused=True)
        assert (done.created, done.refused) == (1, 1)
        assert "ring" in str(done.report["message_en"])


def test_book_and_command_take_an_actor(tmp_path, capsys):
    path = tmp_path / "b.kith"
    with kith.open(path, create=True) as book:
        book.record(facts(), NOW)
        assert set(book.at(TODAY, actor="zhang").customers()["customer_key"]) == {"z", "free"}
    assert main(["export", str(path), "customers", "--as-of", TODAY, "--actor", "zhang"]) == 0
    out = capsys.readouterr().out
    assert "客户z" in out and "客户l" not in out
    assert main(["due", str(path), "--as-of", TODAY, "--actor", "nobody"]) == 1
    assert "nobody" in capsys.readouterr().err
