// The laws of fact order, text references, checks, and bytes.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "kith/base/archive.hpp"
#include "model/random_facts.hpp"

namespace kith {
namespace {

using test::all_kinds;
using test::RandomFacts;

Fact touch(const char* source, const char* key, Occurred occurred,
           std::int32_t revision = 0) {
  Fact f;
  f.head.root = CustomerKey("c");
  f.head.event = {source, key};
  f.head.occurred = occurred;
  f.head.revision = revision;
  f.body = TouchFact{};
  return f;
}

TEST(FactKinds, EveryAlternativeHasItsKindAndWords) {
  Batch batch;
  RandomFacts random(1, batch);
  ASSERT_EQ(all_kinds().size(), std::variant_size_v<FactBody>);
  // An index is written to files: kinds that came later stand behind all others.
  std::vector<FactKind> by_index = all_kinds();
  for (const FactKind later :
       {FactKind::team, FactKind::absence, FactKind::custom, FactKind::consent,
        FactKind::first_due, FactKind::snooze, FactKind::win_back, FactKind::hold,
        FactKind::erase, FactKind::merge}) {
    std::erase(by_index, later);
    by_index.push_back(later);
  }
  for (std::size_t i = 0; i < by_index.size(); ++i) {
    const Fact f = random.fact(by_index[i]);
    EXPECT_EQ(f.kind(), by_index[i]);
    EXPECT_EQ(f.body.index(), i);
    EXPECT_EQ(fact_schema(f.kind()).name, code_name(f.kind()));
  }
}

TEST(FactOrder, ADayOnlyFactStandsAfterEveryInstantOfItsDay) {
  const Date day = Date::parse("2023-10-26").value();
  const Zone zone;
  const Fact whole = touch("a", "1", Occurred::on(day));
  EXPECT_TRUE(fact_before(touch("z", "9", Occurred::at_instant(zone.close_of(day), zone)),
                          whole));
  EXPECT_TRUE(fact_before(touch("z", "9", Occurred::at_instant(zone.midnight(day), zone)),
                          whole));
  const Occurred next = Occurred::at_instant(zone.midnight(day.plus_days(1)), zone);
  EXPECT_TRUE(fact_before(whole, touch("a", "0", next)));
}

TEST(FactOrder, ThenKindThenKeyBytesThenRevision) {
  const Occurred on = Occurred::on(Date(19000));
  Fact owner = touch("z", "z", on);
  owner.body = OwnerFact{};
  EXPECT_TRUE(fact_before(owner, touch("a", "a", on)));
  EXPECT_TRUE(fact_before(touch("a", "z", on), touch("b", "a", on)));
  EXPECT_TRUE(fact_before(touch("a", "Z", on), touch("a", "a", on)));
  EXPECT_TRUE(
      fact_before(touch("a", "z", on), touch("a", "客", on)));  // bytes, as unsigned
  EXPECT_TRUE(fact_before(touch("a", "a", on, 1), touch("a", "a", on, 2)));
  EXPECT_EQ(fact_order(touch("a", "a", on), touch("a", "a", on)),
            std::strong_ordering::equal);
}

TEST(FactOrder, IsATotalOrderWhateverTheArrival) {
  Batch batch;
  RandomFacts random(2, batch);
  std::vector<Fact> facts;
  for (int i = 0; i < 60; ++i) {
    Fact f = random.fact(all_kinds()[static_cast<std::size_t>(random.number(0, 19))]);
    f.head.occurred.day = Date(static_cast<std::int32_t>(random.number(0, 2)));
    f.head.occurred.at.reset();
    if (random.coin()) f.head.occurred.at = Instant(random.number(0, 2));
    f.head.event = {"s", std::to_string(random.number(0, 3))};
    facts.push_back(std::move(f));
  }
  for (const Fact& a : facts) {
    for (const Fact& b : facts) {
      const auto back = fact_order(b, a);
      EXPECT_TRUE(fact_order(a, b) < 0   ? back > 0
                  : fact_order(a, b) > 0 ? back < 0
                                         : back == 0);
      for (const Fact& c : facts) {
        if (fact_order(a, b) <= 0 && fact_order(b, c) <= 0) {
          EXPECT_TRUE(fact_order(a, c) <= 0);
        }
      }
    }
  }
}

TEST(TextRefs, DependOnTheFactAndTheFieldOnly) {
  Fact f = touch("s", "k", Occurred::on(Date(1)));
  const TextRef ref = text_ref(f.head, "content");
  EXPECT_FALSE(ref.empty());
  Batch batch;
  EXPECT_EQ(batch.put_text(f.head, "content", "问候"), ref);
  EXPECT_EQ(batch.put_text(f.head, "content", "other words"), ref);
  EXPECT_EQ(batch.text(ref), "other words");
  EXPECT_TRUE(batch.put_text(f.head, "content", "").empty());
  std::set<TextRef> refs{ref, text_ref(f.head, "feedback")};
  f.head.revision = 1;
  refs.insert(text_ref(f.head, "content"));
  f.head.event = {"sk", ""};
  refs.insert(text_ref(f.head, "content"));
  f.head.root = CustomerKey("d");
  refs.insert(text_ref(f.head, "content"));
  EXPECT_EQ(refs.size(), 5u);
  f.head.recorded = Instant(5);
  f.head.occurred = Occurred::on(Date(7));
  EXPECT_TRUE(refs.count(text_ref(f.head, "content")) == 1);
}

TEST(TextRefs, AreListedInFieldOrderWithoutTheEmptyOnes) {
  Fact f = touch("s", "k", Occurred::on(Date(1)));
  EXPECT_TRUE(text_refs(f).empty());
  f.body = ContactFact{ContactKey("1"), {1, 1}, {}, {3, 3}, {2, 2}, Level::ordinary, ""};
  EXPECT_EQ(text_refs(f), (std::vector<TextRef>{{1, 1}, {3, 3}, {2, 2}}));
  f.body = CustomerFact{{{Field::name, TextRef{4, 4}},
                         {Field::size, std::string("大")},
                         {Field::core_need, TextRef{1, 1}}}};
  EXPECT_EQ(text_refs(f), (std::vector<TextRef>{{4, 4}, {1, 1}}));
}

TEST(CustomerFields, StandInOrderWithoutGaps) {
  std::int32_t n = 0;
  std::set<std::string_view> names;
  for (const FieldSpec& s : customer_fields()) {
    EXPECT_EQ(static_cast<std::int32_t>(s.field), ++n);
    EXPECT_TRUE(names.insert(s.name).second) << s.name;
    EXPECT_EQ(s.type == FieldType::code, !s.words.empty()) << s.name;
    EXPECT_FALSE(s.zh.empty() || s.en.empty());
  }
  EXPECT_EQ(n, 25);
}

// ---- bytes

class EveryKind : public ::testing::TestWithParam<FactKind> {};
INSTANTIATE_TEST_SUITE_P(Facts, EveryKind, ::testing::ValuesIn(all_kinds()),
                         [](const auto& kind) {
                           return std::string(code_name(kind.param));
                         });

TEST_P(EveryKind, PassesTheCheckAndComesBackFromBytes) {
  Batch batch;
  RandomFacts random(3, batch);
  for (int i = 0; i < 200; ++i) {
    const Fact f = random.fact(GetParam());
    const auto checked = check_fact(f);
    ASSERT_TRUE(checked) << checked.error().field() << ": " << checked.error().message();
    const auto back = decode<Fact>(encode(f));
    ASSERT_TRUE(back);
    EXPECT_EQ(*back, f);
  }
}

TEST_P(EveryKind, DamagedBytesNeverCrash) {
  Batch batch;
  RandomFacts random(4, batch);
  for (int i = 0; i < 1500; ++i) {
    std::string bytes = encode(random.fact(GetParam()));
    for (std::int64_t n = random.number(1, 3); n > 0 && !bytes.empty(); --n) {
      const auto at =
          static_cast<std::size_t>(random.number(0, std::int64_t(bytes.size()) - 1));
      switch (random.number(0, 2)) {
        case 0:
          bytes[at] = static_cast<char>(random.number(0, 255));
          break;
        case 1:
          bytes.resize(at);
          break;
        default:
          bytes.insert(at, 1, static_cast<char>(random.number(0, 255)));
      }
    }
    const auto back = decode<Fact>(bytes);
    if (!back) continue;
    static_cast<void>(check_fact(*back));
    static_cast<void>(text_refs(*back));
    EXPECT_EQ(decode<Fact>(encode(*back)).value(), *back);
  }
}

// ---- checks

struct Wrong {
  const char* field;
  Reason reason;
  Fact fact;
};

template <class Change>
Wrong wrong(const char* field, Reason reason, Change change) {
  Wrong w{field, reason, touch("s", "k", Occurred::on(Date(19000)))};
  change(w.fact);
  return w;
}
Wrong body(const char* field, Reason reason, FactBody b) {
  return wrong(field, reason, [&](Fact& f) {
    f.body = std::move(b);
    const FactKind k = f.kind();
    if (k >= FactKind::team && k < FactKind::retract) f.head.root = {};
  });
}
template <class Change>
PersonFact person(Change change) {
  PersonFact p{PersonKey("p"), {}, Role::unknown, "", {}, true, true};
  change(p);
  return p;
}
CustomerFact one(Field field, FieldValue value) { return {{{field, std::move(value)}}}; }

TEST(CheckFact, NamesTheFieldOfAWrongHead) {
  const std::vector<Wrong> all{
      wrong("customer", Reason::missing_value, [](Fact& f) { f.head.root = {}; }),
      wrong("customer", Reason::too_large,
            [](Fact& f) { f.head.root = CustomerKey(std::string(256, 'a')); }),
      wrong("customer", Reason::bad_utf8,
            [](Fact& f) { f.head.root = CustomerKey("\xff"); }),
      wrong("customer", Reason::conflict,
            [](Fact& f) {
              f.body = RunFact{"tier_review", "r", {}, {}, 0};
            }),
      wrong("source", Reason::missing_value, [](Fact& f) { f.head.event.source = ""; }),
      wrong("source", Reason::too_large,
            [](Fact& f) { f.head.event.source = std::string(65, 'a'); }),
      wrong("key", Reason::missing_value, [](Fact& f) { f.head.event.key = ""; }),
      wrong("key", Reason::too_large,
            [](Fact& f) { f.head.event.key = std::string(256, 'a'); }),
      wrong("key", Reason::bad_utf8, [](Fact& f) { f.head.event.key = "\xc3"; }),
      wrong("revision", Reason::bad_number, [](Fact& f) { f.head.revision = -1; }),
      wrong("day", Reason::conflict, [](Fact& f) { f.head.occurred.at = Instant(0); }),
      wrong("author", Reason::bad_utf8,
            [](Fact& f) { f.head.author = PersonKey("\xff"); }),
      wrong("replaces_key", Reason::missing_value,
            [](Fact& f) {
              f.head.replaces = EventKey{"s", ""};
            }),
      wrong("replaces_key", Reason::conflict,
            [](Fact& f) { f.head.replaces = f.head.event; }),
      wrong("target_key", Reason::conflict,
            [](Fact& f) { f.body = RetractFact{f.head.event}; }),
  };
  for (const Wrong& w : all) {
    const auto r = check_fact(w.fact);
    ASSERT_FALSE(r) << w.field << " " << reason_name(w.reason);
    EXPECT_EQ(r.error().field(), w.field);
    EXPECT_EQ(r.error().reason(), w.reason) << w.field;
    EXPECT_EQ(r.error().status(), Status::invalid_argument);
  }
}

TEST(CheckFact, NamesTheFieldOfAWrongBody) {
  const auto contact = [](const char* channels) {
    ContactFact c;
    c.contact = ContactKey("k");
    c.channels = channels;
    return c;
  };
  const Money less{-1, {}};
  const DealKey d("d");
  StepFact range;
  range.deadline = DeadlineKind::range;
  range.last = Date(5);
  StepFact backwards = range;
  backwards.first = Date(6);
  StepFact undated;
  undated.last = Date(5);
  StepFact counted;
  counted.working_days = 3;
  TouchFact odd;
  odd.channel = static_cast<Channel>(77);
  Money yen{1, Currency::parse("JPY").value()};
  const std::vector<Wrong> all{
      body("field", Reason::unknown_name, one(static_cast<Field>(99), {})),
      body("name", Reason::wrong_type, one(Field::name, std::int64_t{1})),
      body("name", Reason::missing_value, one(Field::name, TextRef{})),
      body("stage", Reason::unknown_name, one(Field::stage, std::int64_t{42})),
      body("kind", Reason::unknown_name, one(Field::kind, std::string("cat"))),
      body("industry", Reason::missing_value, one(Field::industry, std::string())),
      body("past_amount", Reason::bad_money, one(Field::past_amount, less)),
      body("purchase_cycle", Reason::bad_number,
           one(Field::purchase_cycle, std::int64_t{0})),
      body("do_not_contact", Reason::bad_number,
           one(Field::do_not_contact, std::int64_t{2})),
      body("size", Reason::bad_order,
           CustomerFact{{{Field::region, {}}, {Field::size, {}}}}),
      body("size", Reason::duplicate,
           CustomerFact{{{Field::size, {}}, {Field::size, {}}}}),
      body("currency", Reason::conflict,
           CustomerFact{{{Field::past_amount, Money{}}, {Field::budget_low, yen}}}),
      body("contact", Reason::missing_value, ContactFact{}),
      body("tag", Reason::missing_value, TagFact{}),
      body("expires", Reason::conflict, TagFact{"t", false, Date(1)}),
      body("tier", Reason::missing_value, TierFact{}),
      body("channel", Reason::unknown_name, odd),
      body("first", Reason::missing_value, range),
      body("last", Reason::bad_order, backwards),
      body("last", Reason::conflict, undated),
      body("working_days", Reason::bad_number, counted),
      body("step_source", Reason::missing_value, StepClosedFact{}),
      body("deal", Reason::missing_value, DealFact{}),
      body("amount_minor", Reason::bad_money, DealFact{d, "", {}, less, {}}),
      body("stage", Reason::missing_value, StageFact{d, "", DealEnd::open, ""}),
      body("stage", Reason::conflict, StageFact{d, "s", DealEnd::won, ""}),
      body("reason", Reason::missing_value, StageFact{d, "", DealEnd::lost, ""}),
      body("event", Reason::missing_value, DealEventFact{d, ""}),
      body("order", Reason::missing_value, OrderFact{}),
      body("amount_minor", Reason::bad_money, OrderReturnFact{OrderKey("o"), less}),
      body("deal", Reason::missing_value, ReceiptFact{}),
      body("person", Reason::missing_value, PersonFact{}),
      body("deputy", Reason::conflict, person([](auto& p) { p.deputy = p.person; })),
      body("day_capacity", Reason::bad_number,
           person([](auto& p) { p.day_capacity = -1; })),
      body("book_cap", Reason::bad_number,
           person([](auto& p) { p.book_cap = 1'000'001; })),
      body("month_quota", Reason::bad_number,
           person([](auto& p) { p.month_quota = -1; })),
      body("channel_capacity", Reason::unknown_name,
           person([](auto& p) { p.channel_capacity = "pigeon=1"; })),
      body("prefers", Reason::bad_syntax, person([](auto& p) { p.prefers = "A"; })),
      body("own_role", Reason::bad_utf8, person([](auto& p) { p.own_role = "\xff"; })),
      body("field", Reason::missing_value, CustomFact{}),
      body("field", Reason::conflict, CustomFact{"f", 1, "w"}),
      body("channels", Reason::unknown_name, contact("pigeon")),
      body("channels", Reason::unknown_name, contact("unknown")),
      body("channels", Reason::duplicate, contact("mail|mail")),
      body("channels", Reason::bad_syntax, contact("mail|")),
      body("stream", Reason::missing_value, FirstDueFact{}),
      body("stream", Reason::conflict, SnoozeFact{}),
      body("stream", Reason::conflict, SnoozeFact{"s", EventKey{"a", "b"}, Date(1)}),
      body("step_key", Reason::missing_value, SnoozeFact{"", EventKey{"a", ""}, Date(1)}),
      body("case_id", Reason::missing_value, WinBackFact{}),
      body("kept", Reason::missing_value, MergeFact{}),
      body("merged", Reason::conflict, MergeFact{CustomerKey("a"), CustomerKey("a")}),
      body("contact", Reason::missing_value, ConsentFact{}),
      body("purpose", Reason::missing_value, ConsentFact{ContactKey("k"), ""}),
      body("expires", Reason::conflict,
           ConsentFact{ContactKey("k"), "p", Channel::mail, false, Date(1)}),
      body("team", Reason::missing_value, TeamFact{}),
      body("parent", Reason::conflict, TeamFact{"t", "", "t", {}}),
      body("person", Reason::missing_value, AbsenceFact{}),
      body("last", Reason::bad_order, AbsenceFact{PersonKey("p"), Date(2), Date(1)}),
      body("deputy", Reason::conflict,
           AbsenceFact{PersonKey("p"), Date(1), Date(1), PersonKey("p")}),
      body("kind", Reason::unknown_name, AdoptFact{}),
      body("hash", Reason::bad_syntax, AdoptFact{DocumentKind::tier, "i", "short", {}}),
      body("decisions", Reason::bad_number, RunFact{"k", "r", {}, {}, -1}),
      body("target_source", Reason::missing_value, RetractFact{}),
  };
  for (const Wrong& w : all) {
    const auto r = check_fact(w.fact);
    ASSERT_FALSE(r) << w.field << " " << reason_name(w.reason);
    EXPECT_EQ(r.error().field(), w.field) << r.error().message();
    EXPECT_EQ(r.error().reason(), w.reason) << w.field;
  }
}

TEST(CheckFact, ALossOfMoneyMayBeAProfitBelowZero) {
  Fact f = touch("s", "k", Occurred::on(Date(1)));
  f.body = one(Field::annual_profit, Money{-5, {}});
  EXPECT_TRUE(check_fact(f));
}

TEST(Batch, RefusesAWrongFactAndKeepsTheRest) {
  Batch batch;
  EXPECT_TRUE(batch.add(touch("s", "k", Occurred::on(Date(1)))));
  EXPECT_FALSE(batch.add(touch("", "k", Occurred::on(Date(1)))));
  EXPECT_EQ(batch.facts().size(), 1u);
  Batch other;
  EXPECT_TRUE(other.add(touch("s", "l", Occurred::on(Date(1)))));
  other.put_text(TextRef{1, 2}, "words");
  batch.append(other);
  batch.append(batch);
  EXPECT_EQ(batch.facts().size(), 4u);
  EXPECT_EQ(batch.text({1, 2}), "words");
  EXPECT_EQ(batch.text({9, 9}), "");
}

}  // namespace
}  // namespace kith
