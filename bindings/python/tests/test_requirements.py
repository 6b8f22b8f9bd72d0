"""The user's requirements, row by row: each test is named after the row it answers.

They run over the document's own two tables (examples/data/document) where those carry
what the row needs, else over facts written here whose answers were worked out by hand.
October 2023 has the National Day holiday until the 6th and works on Saturday the 7th and
Sunday the 8th.
"""
from __future__ import annotations

import csv
import io
import json
from datetime import timedelta

import pytest
from conftest import NOW, SHEETS, START, TODAY, story_batch
from requirements_facts import (
    MAKER,
    TECH,
    TRADER,
    Facts,
    customer,
    d,
    due,
    follow_ups,
    history,
    metric,
    milestone,
    sheet,
    streams,
    table_text,
    unreviewed,
)

import kith

WEEKLY, EXECUTIVE = "weekly deep talk", "monthly executive"
ROUTINE, UPDATE, PUSH = "routine", "quarterly product update", "monthly push"


# ---- one book, one process, three groups of fields -------------------------


def test_S1_many_sheets_become_one_book(tmp_path):
    other = "客户名称,负责人,最后跟进时间\nXX物流有限公司,孙*,2023-10-12\nYY制造,孙*,2023-10-12\n"
    with kith.open(tmp_path / "one.kith", create=True) as book:
        for name in ("table1_customers.csv", "table2_followups.csv"):
            book.import_file(SHEETS / name, now=NOW)
        done = book.import_file(other.encode(), name="sun.csv", now=NOW)
        assert done.report["outcome"][0] == "created"
        # 撞单: a second manager claims a customer who has an owner, and loses
        assert done.report["outcome"][1] == "conflict"
        assert "owner_conflict" in done.report["codes"][1]
        again = book.import_file(SHEETS / "table1_customers.csv", now=NOW)
        assert again.created == 0
        view = book.at(TODAY)
        assert book.info().customers == 4
    assert sorted(view.customers()["customer"]) == sorted(
        [TECH, MAKER, TRADER, "XX物流有限公司"]
    )
    assert customer(view, MAKER)["owner_name"] == "赵*"


def test_S2_follow_up_is_a_process_with_fields_and_rules(view):
    batch = story_batch()
    report = follow_ups(
        batch,
        "科技,,电话,a,b,,李*,已完成",
        "科技,2023-10-24,传真机,a,b,,李*,已完成",
        "科技,2023-10-24,电话,a,b,,李*,差不多",
        "无此公司,2023-10-24,电话,a,b,,李*,已完成",
    )
    assert report["outcome"] == ["refused"] * 4
    assert report["column"] == ["跟进时间", "跟进方式", "完成状态", "客户名称"]
    assert report["row"] == [2, 3, 4, 5] and report["facts"] == [0, 0, 0, 0]
    assert all(report["message_zh"]) and all(report["message_en"])
    # what is owed next follows from the rules, not from notes
    assert due(view, ROUTINE)["why_codes"] == "due.upcoming|due.gap|due.tier"


def test_S5_spreadsheets_are_source_and_target(view, tmp_path):
    xlsx = kith.Batch()
    xlsx.adopt_defaults(START, recorded=NOW)
    report = xlsx.import_file(SHEETS / "sample_tables.xlsx", now=NOW)
    assert report["sheet"] == ["客户信息基础表"] * 3 + ["客户跟进计划表"] * 3
    from_xlsx, from_csv = kith.view(xlsx, as_of=TODAY), unreviewed()
    assert list(from_xlsx.customers()) == list(from_csv.customers())
    assert list(from_xlsx.due()) == list(from_csv.due())
    # and out again, for Excel, under Chinese headings
    view.due().to_csv(tmp_path / "due.csv", headings="zh", bom=True)
    data = (tmp_path / "due.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert [r["客户名称"] for r in rows] == view.due()["customer"]
    assert rows[0]["到期日"] == "2023-10-25"


def test_S6_basics_needs_and_follow_ups_are_three_groups():
    view = unreviewed()
    basics = customer(view, TECH)
    assert (basics["industry"], basics["contact"]) == ("IT", "张*")
    assert basics["core_need"] == "降低采购成本"
    assert [r["kind"] for r in history(view, TECH)] == [
        "customer", "contact", "owner", "touch", "touch", "step",
    ]  # fmt: skip


def test_S7_size_industry_and_the_contact_with_a_position():
    batch, _ = sheet(
        "客户名称,所属行业,公司规模,联系人,职位,联系方式,负责人,最后跟进时间\n"
        "甲机械有限公司,制造业,200人,王五,总经理,13800001234,周一,2023-10-16\n"
    )
    row = customer(kith.view(batch, as_of=TODAY), "甲机械有限公司")
    assert (row["size"], row["industry"]) == ("200人", "制造业")
    assert (row["contact"], row["position"]) == ("王五", "总经理")


def test_S8_cycle_budget_as_an_interval_and_products_are_kept():
    batch, report = sheet(
        "客户名称,预算范围,关注产品/服务,负责人,最后跟进时间\n"
        "甲机械有限公司,10-20万,云平台,周一,2023-10-16\n"
        "乙机械有限公司,二十多,云平台,周一,2023-10-16\n"
    )
    assert report["outcome"] == ["created", "refused"] and report["column"][1] == "预算范围"
    (fact,) = history(kith.view(batch, as_of=TODAY), "甲机械有限公司", "customer")
    for part in ("budget_low=100000.00 CNY", "budget_high=200000.00 CNY", "products=云平台"):
        assert part in fact["summary"]
    # the purchase cycle is a field of the facts; no sheet fills it yet
    facts = Facts()
    facts.customer("2023-10-09", purchase_cycle=90, budget_low_minor=100)
    (fact,) = history(facts.at(TODAY), "c1", "customer")
    assert "purchase_cycle=90" in fact["summary"]


def test_S9_three_axes_of_grouping(view):
    facts = [(r["industry"], r["tier"]) for r in view.customers()]
    assert sorted(facts) == [("IT", "A"), ("制造业", "B"), ("零售", "C")]
    batch, _ = sheet(
        "客户名称,合作阶段,负责人,最后跟进时间\n"
        "甲机械有限公司,合作中,周一,2023-10-16\n"
        "乙物流有限公司,流失,周一,2023-10-16\n"
    )
    staged = kith.view(batch, as_of=TODAY)
    assert customer(staged, "甲机械有限公司")["stage"] == "active"
    assert customer(staged, "乙物流有限公司")["stage"] == "lost"


# ---- tiers -----------------------------------------------------------------


def judged(**fields):
    """The tier row of a customer with these fields under the default policy."""
    (row,) = Facts().customer("2023-10-09", **fields).at(TODAY).tiers()
    return row


def test_S10_roles_decide_whose_touch_counts():
    batch, report = sheet(
        "姓名,角色,部门,上级\n周一,客户经理,华东,郑总\n吴六,财务,财务部,\n郑总,销售负责人,华东,\n"
    )
    assert report["outcome"] == ["created"] * 3
    _, report = sheet("姓名,角色,部门\n冯九,魔术师,华东\n", batch)
    assert (report["outcome"], report["column"]) == (["refused"], ["角色"])
    sheet("客户名称,负责人,最后跟进时间\n甲机械有限公司,周一,2023-10-09\n", batch)
    key = kith.view(batch, as_of=TODAY).customers()["customer_key"][0]
    tier = dict(customer=key, source="t", key="a", day="2023-10-09", tier="B")
    batch.add_table("tier", [tier], recorded=NOW)

    def due_after(name):
        one = kith.Batch()
        one.append(batch)
        one.import_file(
            f"客户名称,跟进时间,跟进方式,跟进内容,客户反馈,负责人\n甲机械,2023-10-18,电话,a,好,{name}\n".encode(),
            name="x.csv",
            now=NOW,
        )
        return due(kith.view(one, as_of="2023-10-19"), ROUTINE)["due"]

    assert due_after("周一") == due_after("郑总") == d("2023-11-01")
    assert due_after("吴六") == d("2023-10-23")  # finance does not follow up


def test_S12_value_is_annual_purchases_and_profit():
    edges = {1_000_000: "high", 999_999: "medium", 500_000: "medium", 499_999: "low"}
    for yuan, band in edges.items():
        assert judged(annual_purchases_minor=yuan * 100)["value_band"] == band
    # orders of the last twelve months speak louder than what was once stated
    facts = Facts().customer("2023-10-09", annual_purchases_minor=200_000_000)
    facts.add("order", "2023-10-10", order="O1", amount_minor=60_000_000)
    assert facts.at(TODAY).tiers()["value_band"] == ["medium"]
    # a policy of one's own that asks for profit
    policy = json.loads(kith.Document.default("tier").json)
    policy["id"] = "profit"
    policy["value"]["criteria"][0].update({"input": "annual_profit", "else": []})
    facts = Facts().customer(
        "2023-10-09", annual_purchases_minor=100, annual_profit_minor=120_000_000
    )
    assert facts.at(TODAY).tiers()["value_band"] == ["low"]
    facts.batch.adopt(kith.Document.parse(policy), "2023-10-10", recorded=NOW)
    assert facts.at(TODAY).tiers()["value_band"] == ["high"]


def test_S13_potential_is_growth_and_willingness():
    medium = dict(annual_purchases_minor=50_000_000)
    assert judged(**medium)["potential_band"] == "medium"  # unknown counts as medium
    assert "tier.potential_unknown" in judged(**medium)["why_codes"]
    high = judged(**medium, industry_growth="high", willingness="high")
    low = judged(**medium, industry_growth="low", willingness="low")
    assert (high["potential_ppm"], high["potential_band"]) == (1_000_000, "high")
    assert (low["potential_ppm"], low["potential_band"]) == (0, "low")
    assert (high["computed"], low["computed"]) == ("A", "C")
    mixed = judged(**medium, industry_growth="high", willingness="medium")
    assert (mixed["potential_ppm"], mixed["potential_band"]) == (750_000, "high")


def kept_by(tier, stream, actor, **touch):
    """The state of a stream on Thursday after a touch on Wednesday by a person."""
    facts = Facts().team().customer("2023-10-16", tier)
    facts.add("touch", "2023-10-18", actor=actor, **touch)
    return due(facts.at("2023-10-19"), stream)["state"]


def test_S14_A_is_high_in_both_and_the_sales_lead_follows_up(view):
    high = dict(industry_growth="high", willingness="high")
    assert judged(annual_purchases_minor=100_000_000, **high)["computed"] == "A"
    assert customer(view, TECH)["tier"] == "A"
    assert kept_by("A", WEEKLY, "qian", channel="phone") == "kept"
    assert kept_by("A", WEEKLY, "zhao", channel="phone") == "kept"  # the owner
    assert kept_by("A", WEEKLY, "wang", channel="phone") == "open"  # another manager
    assert kept_by("A", WEEKLY, "li", channel="phone") == "open"


def test_S15_B_is_medium_and_the_account_manager_follows_up(view):
    medium = dict(industry_growth="medium", willingness="medium")
    assert judged(annual_purchases_minor=60_000_000, **medium)["computed"] == "B"
    assert customer(view, MAKER)["tier"] == "B"

    def due_after(actor):
        facts = Facts().team().customer("2023-10-09", "B")
        facts.add("touch", "2023-10-18", channel="phone", actor=actor)
        return due(facts.at("2023-10-19"), ROUTINE)["due"]

    unmoved, moved = d("2023-10-23"), d("2023-11-01")  # ten working days on
    assert due_after("zhao") == due_after("wang") == due_after("qian") == moved
    assert due_after("li") == unmoved


def test_S16_C_is_low_with_one_standard_contact(view):
    low = dict(industry_growth="low", willingness="low")
    assert judged(annual_purchases_minor=30_000_000, **low)["computed"] == "C"
    assert customer(view, TRADER)["tier"] == "C"
    facts = Facts().team().customer("2023-10-16", "C")
    assert streams(facts.at("2023-10-17")) == {PUSH}
    assert kept_by("C", PUSH, "li", channel="mail") == "kept"  # whoever sends it


def test_S17_a_customer_who_grew_is_promoted_and_history_says_so():
    facts = Facts().customer("2023-10-09", annual_purchases_minor=30_000_000)
    first, _ = facts.at("2023-10-09").review_tiers("2023-10", "2023-10-09", NOW)
    facts.batch.append(first)
    facts.add("customer", "2023-10-20", annual_purchases_minor=60_000_000)
    row = facts.at("2023-10-26").tiers().rows()[0]
    assert (row["tier"], row["computed"], row["changes"]) == ("C", "B", 1)
    second, moved = facts.at("2023-10-26").review_tiers("2023-11", "2023-11-01", NOW)
    assert moved["computed"] == ["B"]
    facts.batch.append(second)
    view = facts.at("2023-11-01")
    row = customer(view, "c1")
    assert (row["tier"], row["tier_since"]) == ("B", d("2023-11-01"))
    assert customer(facts.at("2023-10-31"), "c1")["tier"] == "C"
    kept = [h["summary"] for h in history(view, "c1", "tier")]
    assert kept == ["C (2023-10)", "B (2023-11)"]


# ---- tags and the plan -----------------------------------------------------


def test_S18_several_tags_at_once_each_with_its_own_end():
    facts = Facts().customer("2023-10-09", "B")
    facts.add("tag", "2023-10-10", tag="urgent_need", expires="2023-10-20")
    facts.add("tag", "2023-10-10", tag="price_sensitive")
    facts.add("tag", "2023-10-10", tag="exhibition_2023")  # a word of the host's own

    def held(day):
        return set((customer(facts.at(day), "c1")["tags"] or "").split("|"))

    assert held("2023-10-20") == {"urgent_need", "price_sensitive", "exhibition_2023"}
    assert held("2023-10-21") == {"price_sensitive", "exhibition_2023"}
    facts.add("tag", "2023-10-23", tag="price_sensitive", present=0)
    assert held("2023-10-23") == {"exhibition_2023"}
    assert held("2023-10-22") == {"price_sensitive", "exhibition_2023"}


def test_S19_the_four_tags_of_the_document():
    batch, _ = sheet(
        "客户名称,标签,负责人,最后跟进时间\n"
        "甲机械有限公司,需求急迫;价格敏感、决策链复杂;竞品客户,周一,2023-10-16\n"
    )
    row = customer(kith.view(batch, as_of=TODAY), "甲机械有限公司")
    assert set(row["tags"].split("|")) == {
        "urgent_need", "price_sensitive", "complex_decision", "competitor_customer",
    }  # fmt: skip


def test_S20_tags_change_the_plan():
    facts = Facts().customer("2023-10-09", "B")
    facts.add("touch", "2023-10-16", channel="phone")
    # ten working days after 10-16: 10-30; five, when the need is urgent: 10-23
    assert due(facts.at("2023-10-17"), ROUTINE)["due"] == d("2023-10-30")
    facts.add("tag", "2023-10-17", tag="urgent_need")
    assert due(facts.at("2023-10-16"), ROUTINE)["due"] == d("2023-10-30")
    row = due(facts.at("2023-10-17"), ROUTINE)
    assert row["due"] == d("2023-10-23")
    facts.add("tag", "2023-10-18", tag="urgent_need", present=0)
    assert due(facts.at("2023-10-18"), ROUTINE)["due"] == d("2023-10-30")


@pytest.mark.parametrize(
    "tag, stream, on",
    [
        ("price_sensitive", "offer review", "2023-10-31"),
        ("complex_decision", "executive contact", "2023-12-29"),
        ("competitor_customer", "competitive update", "2023-10-31"),
    ],
)
def test_S20_tags_add_streams(tag, stream, on):
    facts = Facts().customer("2023-10-16", "B")
    assert stream not in streams(facts.at("2023-10-17"))
    facts = Facts().customer("2023-10-16", "B")
    facts.add("tag", "2023-10-16", tag=tag)
    assert due(facts.at("2023-10-17"), stream)["due"] == d(on)


def test_S20_an_urgent_week_asks_for_two_talks():
    facts = Facts().customer("2023-10-16", "A")
    facts.add("tag", "2023-10-16", tag="urgent_need")
    facts.add("touch", "2023-10-17", channel="phone")
    assert due(facts.at("2023-10-19"), WEEKLY)["state"] == "open"
    facts.add("touch", "2023-10-19", channel="visit")
    assert due(facts.at("2023-10-19"), WEEKLY)["state"] == "kept"


def test_S21_tier_and_tags_give_frequency_channel_and_content():
    def plan(tier, *tags):
        facts = Facts().customer("2023-10-16", tier)
        for tag in tags:
            facts.add("tag", "2023-10-16", tag=tag)
        return {r["stream"]: r for r in facts.at("2023-10-16").due()}

    assert set(plan("A")) == {WEEKLY, EXECUTIVE}
    assert set(plan("B")) == {ROUTINE, UPDATE}
    assert set(plan("C")) == {PUSH}
    assert set(plan("C", "competitor_customer", "price_sensitive")) == {
        PUSH, "competitive update", "offer review",
    }  # fmt: skip
    # how often: a week, a month, a quarter, ten working days
    a, b, c = plan("A"), plan("B"), plan("C")

    def window(row):
        return row["window_from"], row["due"]

    assert window(a[WEEKLY]) == (d("2023-10-16"), d("2023-10-20"))
    assert window(c[PUSH]) == (d("2023-10-01"), d("2023-10-31"))
    assert window(b[UPDATE]) == (d("2023-10-01"), d("2023-12-29"))
    assert b[ROUTINE]["due"] == d("2023-10-30")
    # what about, in both languages
    assert (a[WEEKLY]["purpose"], a[WEEKLY]["purpose_en"]) == ("深度沟通", "deep talk")
    assert (c[PUSH]["purpose"], c[PUSH]["purpose_en"]) == ("资讯或优惠", "news or offer")


@pytest.mark.parametrize(
    "channel, outcome, state",
    [
        ("phone", "answered", "kept"),
        ("visit", "answered", "kept"),
        ("mail", "answered", "open"),
        ("message", "answered", "open"),
        ("push", "delivered", "open"),
        ("phone", "no_reply", "open"),
        ("visit", "no_reply", "open"),
    ],
)
def test_S22_one_deep_talk_a_week_by_phone_or_face_to_face(channel, outcome, state):
    facts = Facts().customer("2023-10-16", "A")
    facts.add("touch", "2023-10-18", channel=channel, outcome=outcome)
    assert due(facts.at("2023-10-19"), WEEKLY)["state"] == state


def test_S22_a_week_is_kept_until_its_sunday_and_then_missed():
    def weekly(touch_day, as_of):
        facts = Facts().customer("2023-10-16", "A")
        facts.add("touch", touch_day, channel="phone")
        (row,) = [r for r in facts.at(as_of).promises_kept() if r["stream"] == WEEKLY]
        return row["kept"], row["in_grace"], row["broken"]

    assert weekly("2023-10-22", "2023-10-30") == (1, 0, 1)  # its Sunday; the next is missed
    assert weekly("2023-10-24", "2023-10-29") == (0, 1, 0)  # two working days late
    assert weekly("2023-10-25", "2023-10-29") == (0, 0, 1)  # three
    facts = Facts().customer("2023-10-16", "A")
    row = due(facts.at("2023-10-23"), WEEKLY)
    assert (row["state"], row["due"], row["overdue_wd"]) == ("overdue", d("2023-10-20"), 1)


def test_S23_the_executive_stream_runs_beside_the_weekly_one():
    def states(actor, **touch):
        facts = Facts().team().customer("2023-10-16", "A")
        facts.add("touch", "2023-10-18", channel="visit", actor=actor, **touch)
        view = facts.at("2023-10-19")
        return due(view, WEEKLY)["state"], due(view, EXECUTIVE)["state"]

    assert states("qian") == ("kept", "open")  # an ordinary visit, though by the lead
    assert states("qian", level="executive") == ("kept", "kept")
    assert states("sun", level="executive") == ("open", "kept")
    assert states("zhao", level="executive") == ("kept", "open")  # not of that rank


def test_S24_the_executive_contact_brings_a_tailored_solution(view):
    row = due(view, EXECUTIVE, TECH)
    assert (row["content_zh"], row["content_en"]) == ("定制化解决方案", "tailored solution")


def test_S25_ten_working_days_after_the_last(view):
    row = due(view, ROUTINE, MAKER)  # last on Sunday 10-22
    assert (row["due"], row["window_from"]) == (d("2023-11-03"), d("2023-11-01"))
    calendar = kith.Calendar()
    assert calendar.add("2023-10-22", 10) == row["due"]
    assert calendar.add("2023-10-22", 8) == row["window_from"]  # four fifths


@pytest.mark.parametrize(
    "channel, outcome, on",
    [
        ("message", "answered", "2023-11-01"),
        ("mail", "answered", "2023-11-01"),
        ("mail", "no_reply", "2023-10-23"),
        ("message", "delivered", "2023-10-23"),
        ("push", "delivered", "2023-10-23"),
    ],
)
def test_S25_messages_and_mails_that_were_answered_count(channel, outcome, on):
    facts = Facts().customer("2023-10-09", "B")  # due 10-23 by the day of assignment
    facts.add("touch", "2023-10-18", channel=channel, outcome=outcome)
    assert due(facts.at("2023-10-19"), ROUTINE)["due"] == d(on)


def test_S26_one_product_update_a_quarter_counts_unanswered():
    def update(**touch):
        facts = Facts().customer("2023-10-09", "B")
        facts.add("touch", "2023-11-15", **touch)
        return due(facts.at("2023-12-20"), UPDATE)

    sent = update(channel="mail", outcome="no_reply")
    assert (sent["state"], sent["due"]) == ("kept", d("2023-12-29"))
    assert sent["credited_by"] == "mail 2023-11-15"
    pushed = update(channel="push", outcome="delivered", purpose="product_update")
    assert pushed["state"] == "kept"
    assert update(channel="phone", outcome="answered")["state"] == "open"
    assert update(channel="mail", outcome="no_reply", purpose="win_back")["state"] == "open"


@pytest.mark.parametrize(
    "channel, outcome, purpose, state",
    [
        ("mail", "no_reply", None, "kept"),
        ("message", "delivered", "news_or_offer", "kept"),
        ("push", "no_reply", None, "kept"),
        ("phone", "answered", None, "open"),
        ("phone", "no_reply", None, "open"),
        ("mail", "delivered", "product_update", "open"),
    ],
)
def test_S27_one_push_a_month(channel, outcome, purpose, state):
    facts = Facts().customer("2023-10-09", "C")
    facts.add("touch", "2023-10-18", channel=channel, outcome=outcome, purpose=purpose)
    assert due(facts.at("2023-10-19"), PUSH)["state"] == state


def test_S27_the_document_s_mail_keeps_october(view):
    row = due(view, PUSH, TRADER)
    assert row["state"] == "kept" and "mail 2023-10-25" in row["credited_by"]


# ---- records ---------------------------------------------------------------


def test_S28_when_it_happened_and_when_it_was_written_down():
    facts = Facts().customer("2023-10-16", "A")
    typed = "2023-10-27T18:30:00+08:00"
    facts.add("touch", "2023-10-20", recorded=typed, channel="phone")
    (touch,) = history(facts.at("2023-10-27"), "c1", "touch")
    assert touch["day"] == d("2023-10-20")
    assert touch["recorded"].isoformat() == "2023-10-27T10:30:00+00:00"
    written = (touch["recorded"] + timedelta(hours=8)).date()
    assert kith.Calendar().count(touch["day"], written) == 5  # the delay in working days
    # the evening before nobody knew of it
    before = facts.at("2023-10-27", known_at="2023-10-26T18:00:00+08:00")
    assert not history(before, "c1", "touch")


def test_S28_what_was_known_then(tmp_path):
    early = "2023-10-16T09:00:00+08:00"
    with kith.open(tmp_path / "b.kith", create=True) as book:
        batch = kith.Batch()
        batch.adopt_defaults(START)
        facts = {"customer": {}, "owner": {"owner": "z"}, "tier": {"tier": "A"}}
        for kind, more in facts.items():
            row = dict(customer="c1", source="t", key=kind, day="2023-10-16", **more)
            batch.add_table(kind, [row])
        book.record(batch, early)
        late = kith.Batch()
        late.add_touch("c1", "t", "1", day="2023-10-20", channel="phone")
        book.record(late, "2023-10-25T18:30:00+08:00")
        known = book.at("2023-10-23")
        then = book.at("2023-10-23", known_at="2023-10-24T18:00:00+08:00")
        assert due(then, WEEKLY)["state"] == "overdue"
        assert due(known, WEEKLY)["state"] == "open"  # the week of the 20th was kept
        assert len(then.history("c1")) == 3 and len(known.history("c1")) == 4


def test_S29_the_five_parts_of_a_record():
    view = unreviewed()
    touch = history(view, TECH, "touch")[-1]
    (step,) = history(view, TECH, "step")
    assert touch["day"] == d("2023-10-20")  # 时间
    # 方式, 沟通内容, 客户反馈
    for part in ("phone", "推出季度采购优惠方案", "对方案感兴趣,需内部讨论"):
        assert part in touch["summary"]
    assert "提供定制化合同" in step["summary"] and step["key"] == touch["key"] + ":step"  # 下一步计划
    # time is asked for; the other four may be empty and are then said to be unknown
    report = follow_ups(story_batch(), "科技,,电话,a,b,c,李*,已完成", "科技,2023-10-24,,,好,,李*,已完成")
    assert report["outcome"] == ["refused", "linked"] and report["column"][0] == "跟进时间"


def test_S30_history_has_author_and_both_times(view):
    touch = history(view, TECH, "touch")[-1]
    assert touch["author"] == customer(view, TECH)["owner"]
    assert touch["recorded"].isoformat() == "2023-10-26T01:00:00+00:00"
    assert (touch["day"], touch["in_force"]) == (d("2023-10-20"), 1)


def test_S30_nothing_is_ever_taken_out_of_the_history():
    facts = Facts().customer("2023-10-16", "A")
    key = facts.add("touch", "2023-10-18", channel="phone", author="zhao")
    assert due(facts.at("2023-10-19"), WEEKLY)["state"] == "kept"
    facts.add("retract", "2023-10-19", target_source="t", target_key=key, author="qian")
    view = facts.at("2023-10-19")
    assert due(view, WEEKLY)["state"] == "open"
    (touch,), (taken_back,) = history(view, "c1", "touch"), history(view, "c1", "retract")
    assert (touch["in_force"], touch["author"]) == (0, "zhao")
    assert (taken_back["in_force"], taken_back["author"]) == (1, "qian")
    assert taken_back["summary"] == f"t/{key}"


def test_S30_a_correction_leaves_what_it_corrects():
    facts = Facts().customer("2023-10-16", "A")
    facts.add("touch", "2023-10-18", key="x", channel="mail")
    facts.add("touch", "2023-10-18", key="x", channel="phone", revision=1)
    view = facts.at("2023-10-19")
    before, after = history(view, "c1", "touch")
    assert (before["revision"], before["in_force"]) == (0, 0)
    assert (after["revision"], after["in_force"]) == (1, 1)
    assert "mail" in before["summary"] and "phone" in after["summary"]
    assert due(view, WEEKLY)["state"] == "kept"


def test_S30_a_book_refuses_to_rewrite_a_fact(tmp_path):
    def touch(content):
        batch = kith.Batch()
        batch.add_touch("c1", "t", "1", day="2023-10-18", channel="phone", content=content)
        return batch

    with kith.open(tmp_path / "b.kith", create=True) as book:
        assert book.record(touch("原话"), NOW).created == 1
        assert book.record(touch("原话"), NOW).unchanged == 1
        result = book.record(touch("改写"), NOW, skip_refused=True)
        assert (result.conflicts, result.created) == (1, 0)
        (row,) = book.at(TODAY).history("c1")
        assert "原话" in row["summary"]


# ---- promises, deals, deadlines --------------------------------------------


def test_S31_three_working_days():
    assert kith.Calendar().add("2023-10-20", 3) == d("2023-10-25")
    facts = Facts().customer("2023-10-16", "B")
    key = facts.add(
        "step", "2023-10-20", text="提供竞品对比方案", deadline="working_days", working_days=3
    )
    row = due(facts.at("2023-10-25"), "next step")
    assert (row["due"], row["state"], row["step_key"]) == (d("2023-10-25"), "open", key)
    row = due(facts.at("2023-10-27"), "next step")
    assert (row["state"], row["overdue_wd"]) == ("overdue", 2)
    facts.add("step_closed", "2023-10-27", step_source="t", step_key=key)
    assert "next step" not in streams(facts.at("2023-10-27"))
    assert "next step" in streams(facts.at("2023-10-26"))


def test_S31_three_working_days_in_the_words_of_a_sheet():
    batch = story_batch()
    follow_ups(batch, "ZZ贸易,2023-10-20,电话,询价,与竞品比较,3个工作日内提供竞品对比方案,陈*,进行中")
    rows = [r for r in kith.view(batch, as_of=TODAY).due() if r["purpose"] == "提供竞品对比方案"]
    assert [(r["due"], r["overdue_wd"]) for r in rows] == [(d("2023-10-25"), 1)]


def test_S31_a_next_step_is_on_the_list_of_the_one_who_promised_it(view):
    owner = customer(view, TECH)["owner"]
    row = due(view, "next step", TECH)
    assert (row["owner"], row["owner_name"]) == (owner, "李*")


def test_S31_the_list_of_one_owner_holds_the_next_steps(view):
    mine = view.due(owner=customer(view, TECH)["owner"])
    assert mine["stream"] == ["next step", WEEKLY, EXECUTIVE]


def test_S34_four_milestones_in_order():
    document = json.loads(kith.Document.default("pipeline").json)
    names = ["需求确认", "方案提交", "合同谈判", "回款完成"]
    assert [s["zh"] for s in document["stages"]] == names
    facts = Facts().customer("2023-10-09")
    for deal, stages in (
        ("D1", ("needs_confirmed", "proposal_submitted", "negotiation", "paid")),
        ("D2", ("needs_confirmed", "negotiation")),  # skips a stage
        ("D3", ("needs_confirmed",)),
        ("D4", ()),
    ):
        facts.add("deal", "2023-10-09", deal=deal)
        for n, stage in enumerate(stages):
            facts.add("stage", f"2023-10-{10 + n}", deal=deal, stage=stage)
    facts.add("stage", "2023-10-18", deal="D3", end="lost", reason="price")
    rows = facts.at("2023-10-31").funnel("2023-10-01", "2023-10-31").rows()
    assert [r["stage_zh"] for r in rows[1:]] == names
    assert [r["reached"] for r in rows] == [4, 3, 2, 2, 1]
    assert [r["visited"] for r in rows[1:]] == [3, 1, 2, 1]
    assert [r["cumulative_ppm"] for r in rows[1:]] == [750_000, 500_000, 500_000, 250_000]
    assert [r["lost_here"] for r in rows] == [0, 1, 0, 0, 0]


def test_S35_each_milestone_has_someone_and_a_time():
    facts = Facts().team().customer("2023-10-09")
    facts.add("deal", "2023-10-09", deal="D1")
    view = facts.at("2023-10-10")
    rows = {r["milestone"]: r for r in view.milestones()}
    assert list(rows) == ["needs", "proposal", "negotiation", "payment"]
    assert {r["owner"] for r in rows.values()} == {"zhao"}
    assert {r["roles"] for r in rows.values()} == {"account_manager"}
    assert [r["helpers"] for r in rows.values()] == [None, None, "sales_lead", "finance"]
    assert rows["needs"]["deadline"] == d("2023-10-16")  # five working days
    assert [r["state"] for r in rows.values()] == ["running"] + ["waiting"] * 3
    facts.add("deal", "2023-10-11", deal="D1", actor="wang")
    assert set(facts.at("2023-10-11").milestones()["owner"]) == {"wang"}


def proposal(done=None, as_of="2023-10-26"):
    facts = Facts().customer("2023-10-09")
    facts.add("deal", "2023-10-19", deal="D1")
    facts.add("stage", "2023-10-20", deal="D1", stage="needs_confirmed")
    if done is not None:
        facts.add("stage", done, deal="D1", stage="proposal_submitted")
    return milestone(facts.at(as_of), "proposal")


def test_S36_a_proposal_within_three_working_days():
    late = proposal()
    assert (late["anchor"], late["deadline"]) == (d("2023-10-20"), d("2023-10-25"))
    assert (late["state"], late["overdue_wd"], late["breached"]) == ("running", 1, 1)
    assert late["roles"] == "account_manager"
    assert proposal(as_of="2023-10-25")["breached"] == 0
    assert proposal(done="2023-10-25")["state"] == "done"
    assert proposal(done="2023-10-26")["state"] == "done_late"


def test_S37_a_week_to_negotiate():
    facts = Facts("2023-09-01").customer("2023-09-25")
    facts.add("deal", "2023-09-25", deal="D1")
    facts.add("stage", "2023-09-26", deal="D1", stage="needs_confirmed")
    facts.add("stage", "2023-09-27", deal="D1", stage="proposal_submitted")
    row = milestone(facts.at("2023-10-07"), "negotiation")
    # a week ends on 10-04, in the holiday; the next working day is Saturday 10-07
    assert (row["anchor"], row["deadline"]) == (d("2023-09-27"), d("2023-10-07"))
    assert (row["helpers"], row["breached"]) == ("sales_lead", 0)
    assert milestone(facts.at("2023-10-08"), "negotiation")["breached"] == 1


def test_S37_payment_five_working_days_after_signing():
    facts = Facts("2023-09-01").customer("2023-09-18")
    facts.add("deal", "2023-09-18", deal="D1", amount_minor=10_000_00)
    for n, stage in enumerate(("needs_confirmed", "proposal_submitted", "negotiation")):
        facts.add("stage", f"2023-09-{19 + n}", deal="D1", stage=stage)
    row = milestone(facts.at("2023-10-20"), "payment")
    assert (row["state"], row["deadline"], row["breached"]) == ("waiting", None, 0)
    facts.add("deal_event", "2023-09-28", deal="D1", event="contract_signed")
    row = milestone(facts.at("2023-10-10"), "payment")
    assert (row["anchor"], row["deadline"]) == (d("2023-09-28"), d("2023-10-11"))
    assert (row["state"], row["helpers"]) == ("running", "finance")
    facts.add("receipt", "2023-10-09", deal="D1", amount_minor=4_000_00)
    assert milestone(facts.at("2023-10-10"), "payment")["state"] == "running"
    facts.add("receipt", "2023-10-11", deal="D1", amount_minor=6_000_00)
    paid = milestone(facts.at("2023-10-12"), "payment")
    assert (paid["state"], paid["done"]) == ("done", d("2023-10-11"))


def rated():
    """Five customers and their orders, for October 2023.

    Before it, from 2023-04-04 on (180 days): c1, c2, c3; c5 bought earlier still. In it:
    c1 on two days, c2 twice on one day, c4 once. New in it: c4 (won), c6 (not).
    """
    facts = Facts("2023-01-01")
    for name in ("c1", "c2", "c3", "c5"):
        facts.customer("2023-03-01", customer=name)
    for name in ("c4", "c6"):
        facts.customer("2023-10-10", customer=name)
    orders = (
        ("c1", "2023-05-10"), ("c1", "2023-10-11"), ("c1", "2023-10-20"),
        ("c2", "2023-09-30"), ("c2", "2023-10-12"), ("c2", "2023-10-12"),
        ("c3", "2023-04-04"), ("c4", "2023-10-16"), ("c5", "2023-04-03"),
    )  # fmt: skip
    for n, (name, day) in enumerate(orders):
        facts.add("order", day, customer=name, order=f"O{n}", amount_minor=100)
    facts.add("deal", "2023-10-10", customer="c4", deal="D4")
    facts.add("stage", "2023-10-16", customer="c4", deal="D4", end="won")
    facts.add("deal", "2023-10-11", customer="c6", deal="D6")
    return facts


def fraction(row):
    return row["numerator"], row["denominator"], row["ppm"], row["status"]


def test_S39_conversion_repurchase_and_churn():
    facts = rated()
    rates = facts.at("2023-11-01").rates("2023-10-01", "2023-10-31")
    # c4 of c4 and c6; c1 of c1, c2 and c4; c3 of c1, c2 and c3
    assert fraction(metric(rates, "conversion")) == (1, 2, 500_000, "ok")
    assert fraction(metric(rates, "repurchase")) == (1, 3, 333_333, "ok")
    assert fraction(metric(rates, "churn")) == (1, 3, 333_333, "ok")
    shorter = facts.at("2023-11-01").rates("2023-10-01", "2023-10-31", churn_days=30)
    assert fraction(metric(shorter, "churn")) == (0, 1, 0, "ok")  # c2 only
    assert all(r["definition_zh"] and r["definition_en"] for r in rates)
    running = facts.at("2023-10-26").rates("2023-10-01", "2023-10-31")
    assert {r["status"] for r in running} == {"partial_period"}


def test_S39_nobody_is_no_value_and_returns_are_no_purchases():
    facts = rated()
    empty = facts.at("2023-11-01").rates("2022-01-01", "2022-01-31")
    assert fraction(metric(empty, "repurchase")) == (0, 0, None, "no_value")
    facts.add("order_return", "2023-10-25", customer="c1", order="O2", amount_minor=100)
    rates = facts.at("2023-11-01").rates("2023-10-01", "2023-10-31")
    assert fraction(metric(rates, "repurchase")) == (0, 3, 0, "ok")


def test_S38_a_month_and_a_quarter_are_reviewed(view):
    month = view.review_html("2023-10-01", "2023-10-31")
    quarter = view.review_html("2023-10-01", "2023-12-31")
    assert "2023-10-31" in month and "2023-12-31" not in month
    assert "2023-12-31" in quarter
    for heading in ("转化、复购与流失", "销售漏斗", "跟进兑现"):
        assert heading in month and heading in quarter


# ---- the document's tables -------------------------------------------------


def test_S45_table_1_with_its_eleven_columns():
    header, *lines = csv.reader(io.StringIO(table_text("table1_customers.csv")))
    assert len(header) == 11
    view = unreviewed()
    for line in lines:
        cells = dict(zip(header, line))
        row = customer(view, cells["客户名称"])
        columns = {
            "industry": "所属行业",
            "contact": "联系人",
            "position": "职位",
            "phone": "联系方式",
            "file_tier": "客户分级",
            "core_need": "核心需求",
            "owner_name": "负责人",
        }
        for name, heading in columns.items():
            assert row[name] == cells[heading]
        assert row["past_amount_minor"] == int(cells["历史合作金额(万元)"]) * 1_000_000
        opening = history(view, row["customer"], "touch")[0]
        assert "opening" in opening["summary"] and opening["day"] == d(cells["最后跟进时间"])
    assert len(lines) == len(view.customers()) == 3


def test_S46_amounts_in_units_of_ten_thousand_yuan():
    view = unreviewed()
    amounts = {r["customer"]: r["past_amount_minor"] for r in view.customers()}
    # 120, 80 and 30 万元 in 分
    assert amounts == {TECH: 120_000_000, MAKER: 80_000_000, TRADER: 30_000_000}
    batch, report = sheet(
        "客户名称,历史合作金额(万元),负责人,最后跟进时间\n"
        "甲有限公司,12.5,周一,2023-10-16\n"
        "乙有限公司,\"￥1,200,000元\",周一,2023-10-16\n"
        "丙有限公司,若干,周一,2023-10-16\n"
    )
    row = customer(kith.view(batch, as_of=TODAY), "甲有限公司")
    assert row["past_amount_minor"] == 12_500_000
    # a cell whose unit is not the column's, and one that is no amount: never guessed
    assert report["outcome"] == ["created", "refused", "refused"]
    assert report["column"][1:] == ["历史合作金额(万元)"] * 2


def test_S47_damaged_phones_are_kept_and_reported():
    batch = kith.Batch()
    report = batch.import_file(SHEETS / "table1_customers.csv", now=NOW)
    assert report["codes"] == ["phone_damaged"] * 3
    assert report["text"] == ["1385678", "139", "1379876"]
    assert report["column"] == ["联系方式"] * 3 and report["outcome"] == ["created"] * 3
    phones = kith.view(batch, as_of=TODAY).customers()["phone"]
    assert sorted(phones) == ["1379876", "1385678", "139"]


def test_S48_masked_names_stay_as_written_and_are_not_verified(view):
    assert {r["contact"] for r in view.customers()} == {"张*", "王*", "刘*"}
    assert {r["owner_name"] for r in view.customers()} == {"李*", "赵*", "陈*"}
    # the name is no key, and contacts of two customers who look alike stay two
    assert all("*" not in r["owner"] for r in view.customers())
    batch = story_batch()
    sheet("客户名称,联系人,职位,负责人,最后跟进时间\n丁物流有限公司,张*,司机,李*,2023-10-16\n", batch)
    both = kith.view(batch, as_of=TODAY)
    assert customer(both, TECH)["position"] == "采购总监"
    assert customer(both, "丁物流有限公司")["position"] == "司机"
    # an owner known by a cell only counts as the role that the stream asks for
    kept = {(r["owner_name"], r["stream"]): r["kept"] for r in view.promises_kept()}
    assert kept["李*", WEEKLY] == 1


def test_S49_sundays_and_holidays_are_days_like_others():
    calendar, view = kith.Calendar(), unreviewed()
    assert not any(calendar.is_working_day(f"2023-10-{n}") for n in ("15", "05"))
    assert customer(view, TECH)["assigned"] == d("2023-10-15")
    assert customer(view, TRADER)["assigned"] == d("2023-10-05")
    assert not calendar.is_working_day("2023-10-22")  # the visit at YY制造
    days = [h["day"] for h in history(view, MAKER, "touch")]
    assert days == [d("2023-10-10"), d("2023-10-22")]


def test_S50_table_2_with_its_eight_columns():
    header, *lines = csv.reader(io.StringIO(table_text("table2_followups.csv")))
    assert len(header) == 8 and len(lines) == 3
    view = unreviewed()
    full = {"科技": TECH, "YY制造": MAKER, "ZZ贸易": TRADER}
    channels = {"电话": "phone", "面谈": "visit", "邮件": "mail"}
    for line in lines:
        cells = dict(zip(header, line))
        facts = history(view, full[cells["客户名称"]])
        on = [f for f in facts if f["day"] == d(cells["跟进时间"])]
        touch, step = on
        assert (touch["kind"], step["kind"]) == ("touch", "step")
        assert touch["summary"].startswith(channels[cells["跟进方式"]])
        assert cells["跟进内容"] in touch["summary"] and cells["客户反馈"] in touch["summary"]
        assert touch["author"] == customer(view, full[cells["客户名称"]])["owner"]
        assert step["day"] == touch["day"]


def test_S51_done_in_progress_and_to_do():
    # the status is that of the row; it never closes the row's next step
    steps = [r["customer"] for r in unreviewed().due() if r["stream"] == "next step"]
    assert sorted(steps) == sorted([TECH, MAKER, TRADER])

    def kinds(status, feedback=""):
        batch = story_batch()
        report = follow_ups(batch, f"科技,2023-10-27,电话,回访,{feedback},,李*,{status}")
        assert report["outcome"] == ["linked"], report.rows()
        known = len(history(unreviewed(), TECH))
        later = kith.view(batch, as_of="2023-10-31")
        return [h["kind"] for h in history(later, TECH)][known:], later

    done, _ = kinds("已完成")
    assert done == ["touch"]
    for status in ("进行中", "待完成"):
        assert kinds(status, "已沟通")[0] == ["touch"]  # it took place
    _, later = kinds("待完成")  # it did not: it is owed
    assert [r["due"] for r in later.due() if r["purpose"] == "回访"] == [d("2023-10-27")]
    report = follow_ups(story_batch(), "科技,2023-10-27,电话,回访,,,李*,差不多")
    assert report["outcome"] == ["refused"]


def test_S52_phone_face_to_face_and_mail():
    view = unreviewed()
    channels = {
        name: history(view, name, "touch")[-1]["summary"].split(",")[0]
        for name in (TECH, MAKER, TRADER)
    }
    assert channels == {TECH: "phone", MAKER: "visit", TRADER: "mail"}


def test_S53_deadlines_inside_free_text(view):
    contract = due(view, "next step", TECH)
    assert (contract["purpose"], contract["due"]) == ("提供定制化合同", d("2023-10-25"))
    assert (contract["state"], contract["overdue_wd"]) == ("overdue", 1)
    call = due(view, "next step", TRADER)  # next week, counted from Wednesday 10-25
    assert (call["window_from"], call["due"]) == (d("2023-10-30"), d("2023-11-03"))
    assert call["state"] == "upcoming"
    undated = due(view, "next step", MAKER)  # no day is invented
    assert (undated["due"], undated["state"]) == (None, "open")


def test_S54_short_names_are_linked_and_said_to_be():
    batch = kith.Batch()
    batch.import_file(SHEETS / "table1_customers.csv", now=NOW)
    report = batch.import_file(SHEETS / "table2_followups.csv", now=NOW)
    assert report["text"] == ["科技", "YY制造", "ZZ贸易"]
    assert report["customer"] == [TECH, MAKER, TRADER]
    assert report["outcome"] == ["linked"] * 3
    assert report["codes"] == ["linked_by_short_name", "linked_by_core", "linked_by_core"]
    # with two who could be meant it is a conflict, not a guess
    two, _ = sheet("客户名称,负责人,最后跟进时间\n上海科技有限公司,周一,2023-10-16\n北京科技有限公司,周一,2023-10-16\n")
    report = follow_ups(two, "科技,2023-10-20,电话,a,b,,周一,已完成")
    assert (report["outcome"], report["facts"]) == (["conflict"], [0])


def test_S55_table_3_interactions():
    batch = story_batch()
    _, report = sheet(
        "客户名称,互动时间,互动方式,互动内容,参与人员,客户反馈,互动层级,下一步计划,记录人\n"
        "科技,2023-10-24 10:30,面谈,高层会谈,张*,同意推进,高层,11月3日前提交方案,李*\n",
        batch,
    )
    assert report["outcome"] == ["linked"] and report["facts"] == [2]
    decisions, _ = kith.view(batch, as_of=TODAY).review_tiers("2023-10", START, NOW)
    batch.append(decisions)
    view = kith.view(batch, as_of=TODAY)
    touch = history(view, TECH, "touch")[-1]
    assert touch["at"].isoformat() == "2023-10-24T02:30:00+00:00"  # 10:30 in China
    assert "高层会谈" in touch["summary"] and "同意推进" in touch["summary"]
    assert due(view, WEEKLY, TECH)["state"] == "kept"
    assert due(view, EXECUTIVE, TECH)["state"] == "kept"  # 高层
    (step,) = [r for r in view.due() if r["purpose"] == "提交方案"]
    assert step["due"] == d("2023-11-03")


def test_S56_no_reply_is_an_attempt():
    view = unreviewed()
    assert "no_reply" in history(view, TRADER, "touch")[-1]["summary"]

    def steps(channel, outcome):
        batch = story_batch()
        key = customer(view, TRADER)["customer_key"]
        how = dict(channel=channel, outcome=outcome, recorded=NOW)
        batch.add_touch(key, "t", "1", day="2023-10-31", **how)
        rows = kith.view(batch, as_of="2023-10-31").due(customer=key)
        return [r["stream"] for r in rows].count("next step")

    # 下周电话跟进 is closed by an answered call, not by an attempt or a mail
    assert steps("phone", "no_reply") == 1
    assert steps("mail", "answered") == 1
    assert steps("phone", "answered") == 0
    facts = Facts().customer("2023-10-09", "B")
    facts.add("touch", "2023-10-18", channel="phone", outcome="no_reply")
    assert due(facts.at("2023-10-19"), ROUTINE)["due"] == d("2023-10-23")
