// Customers that are one: what a view says of them, and how they become so.
#include <gtest/gtest.h>

#include "kith/flow/documents.hpp"
#include "kith/view/view.hpp"

namespace kith {
namespace {

const Instant kNow = Instant::parse("2023-10-26T09:00:00+08:00").value();
Date day(const char* iso) { return Date::parse(iso).value(); }

class World {
 public:
  Batch batch;
  FactHead head(const char* customer, const char* iso, const char* key = nullptr) {
    FactHead h;
    h.root = CustomerKey(customer);
    h.event = {"t", key != nullptr ? key : "e" + std::to_string(batch.facts().size())};
    h.occurred = Occurred::on(day(iso));
    h.recorded = kNow;
    return h;
  }
  void add(const char* customer, const char* iso, FactBody body) {
    batch.add({head(customer, iso), std::move(body)}).value();
  }
  void named(const char* customer, const char* iso, const char* name) {
    const FactHead h = head(customer, iso);
    const TextRef ref = batch.put_text(h, "name", name);
    batch.add({h, CustomerFact{{{Field::name, ref}}}}).value();
  }
  void touched(const char* customer, const char* iso, const char* content) {
    const FactHead h = head(customer, iso);
    TouchFact t;
    t.channel = Channel::phone;
    t.outcome = Outcome::answered;
    t.content = batch.put_text(h, "content", content);
    batch.add({h, t}).value();
  }
  [[nodiscard]] Result<std::shared_ptr<const TablesSource>> source() const {
    return TablesSource::open(batch, Settings{Zone{480}, {}});
  }
  [[nodiscard]] View view(const char* as_of = "2023-10-26") const {
    return View(source().value(), {.as_of = day(as_of)});
  }
  /// What a decision says, recorded behind all else.
  void decide(const PoolDecision& decision) { batch.append(decision.decisions); }
};

std::vector<std::string> cells(const Table& t, const char* column) {
  std::vector<std::string> out;
  for (std::int64_t row = 0; row < t.rows(); ++row) out.push_back(t.cell(column, row));
  return out;
}

using Cells = std::vector<std::string>;

World two() {
  World w;
  w.named("a", "2023-10-02", "华东机械");
  w.add("a", "2023-10-02", CustomerFact{{{Field::industry, std::string("机械")}}});
  w.add("a", "2023-10-03", OwnerFact{PersonKey("li")});
  w.add("a", "2023-10-04", DealFact{DealKey("d"), "", {}, Money{100, Currency()}, {}});
  w.touched("a", "2023-10-09", "来电");
  w.named("b", "2023-10-05", "华东机械厂");
  w.add("b", "2023-10-05", CustomerFact{{{Field::region, std::string("上海")}}});
  w.add("b", "2023-10-06", OwnerFact{PersonKey("chen")});
  w.add("b", "2023-10-07", DealFact{DealKey("d"), "", {}, Money{200, Currency()}, {}});
  w.add("b", "2023-10-08", OrderFact{OrderKey("o"), Money{300, Currency()}, {}, "ERP"});
  w.touched("b", "2023-10-08", "回访");
  return w;
}

TEST(ViewMerge, ADryRunSaysWhatWouldBeJoined) {
  const World w = two();
  const PoolDecision made =
      w.view().merge({CustomerKey("a"), CustomerKey("b"), "same firm"}, kNow);
  const Table& t = made.table;
  EXPECT_EQ(cells(t, "name"), (Cells{"name", "industry", "region", "owner", "d"}));
  EXPECT_EQ(cells(t, "effect"),
            (Cells{"differs", "added", "added", "differs", "together"}));
  EXPECT_EQ(cells(t, "kept"), (Cells{"华东机械", "机械", "", "li", "1.00 CNY"}));
  EXPECT_EQ(cells(t, "merged"), (Cells{"华东机械厂", "", "上海", "chen", "2.00 CNY"}));
  // What was told later stands, as if both had always been one.
  EXPECT_EQ(cells(t, "joined"),
            (Cells{"华东机械厂", "机械", "上海", "chen", "2.00 CNY"}));
  EXPECT_EQ(t.cell("kept_key", 0), "a");
  EXPECT_EQ(t.cell("merged_key", 0), "b");
  ASSERT_EQ(made.decisions.facts().size(), 1u);
  EXPECT_EQ(made.decisions.facts().front().body,
            FactBody(MergeFact{CustomerKey("a"), CustomerKey("b"), "same firm"}));
  EXPECT_EQ(w.view().customers().rows(), 2);
}

TEST(ViewMerge, OneCustomerInEveryAnswerUnderEachOfItsKeys) {
  World w = two();
  w.decide(w.view().merge({CustomerKey("a"), CustomerKey("b")}, kNow));
  const View v = w.view();
  EXPECT_EQ(cells(v.customers(), "customer_key"), Cells{"a"});
  EXPECT_EQ(cells(v.customers(), "merged"), Cells{"b"});
  EXPECT_EQ(v.duplicate_pairs().rows(), 0);
  for (const char* key : {"a", "b"}) {
    const CustomerKey asked(key);
    EXPECT_EQ(cells(v.customers(asked), "customer_key"), Cells{"a"});
    const Table history = v.history(asked);
    EXPECT_EQ(history.rows(), 11);
    EXPECT_EQ(history.cell("customer_key", 5), "b");
    EXPECT_EQ(history.cell("customer_key", 10), "a");
    const Cells said = cells(history, "summary");
    for (const char* words : {"来电", "回访"}) {
      EXPECT_TRUE(std::any_of(said.begin(), said.end(), [&](const std::string& s) {
        return s.find(words) != std::string::npos;
      })) << words;
    }
    EXPECT_EQ(cells(v.field_history(asked, "owner"), "value"), (Cells{"li", "chen"}));
    const CustomerCard card = v.card(asked);
    EXPECT_EQ(card.customer, "华东机械厂");
    EXPECT_EQ(cells(card.payments, "customer_key"), Cells{"a"});
    EXPECT_EQ(card.deals.rows(), 1);
    EXPECT_EQ(v.duplicates({.customer = asked}).rows(), 0);
  }
  // A merge is known of all days, but not as of before it was known.
  EXPECT_EQ(w.view("2023-10-05").customers().rows(), 1);
}

TEST(ViewMerge, TakenBackEverythingIsAsBeforeAndAgainItHolds) {
  World w = two();
  const std::string before = to_csv(w.view().customers());
  const EventKey merged{"kith:merge", "b"};
  for (int round = 0; round < 3; ++round) {
    const PoolDecision made = w.view().merge({CustomerKey("a"), CustomerKey("b")}, kNow);
    EXPECT_EQ(made.decisions.facts().front().head.event, merged);
    EXPECT_EQ(made.decisions.facts().front().head.revision, round);
    w.decide(made);
    // Those who are one are not merged again.
    EXPECT_TRUE(w.view()
                    .merge({CustomerKey("a"), CustomerKey("b")}, kNow)
                    .decisions.facts()
                    .empty());
    const PoolDecision undone = w.view().unmerge(CustomerKey("b"), kNow);
    EXPECT_EQ(undone.table.rows(), 5);
    EXPECT_EQ(undone.table.cell("kept", 0), "华东机械");
    EXPECT_EQ(undone.table.cell("merged", 0), "华东机械厂");
    w.decide(undone);
    EXPECT_EQ(to_csv(w.view().customers()), before);
  }
}

// Whoever is merged stands for the one that keeps it; an undo parts what hangs on it.
TEST(ViewMerge, MergesOfMerges) {
  World w = two();
  w.add("c", "2023-10-09", TagFact{"urgent_need", true, {}});
  w.decide(w.view().merge({CustomerKey("a"), CustomerKey("b")}, kNow));
  w.decide(w.view().merge({CustomerKey("c"), CustomerKey("b")}, kNow));
  EXPECT_EQ(cells(w.view().customers(), "customer_key"), Cells{"c"});
  EXPECT_EQ(cells(w.view().customers(), "merged"), Cells{"a|b"});
  w.decide(w.view().unmerge(CustomerKey("a"), kNow));
  EXPECT_EQ(cells(w.view().customers(), "customer_key"), (Cells{"a", "c"}));
  EXPECT_EQ(cells(w.view().customers(), "merged"), (Cells{"b", ""}));
}

template <class Ask>
Error fault_of(const Ask& ask) {
  try {
    ask();
  } catch (const Error& e) {
    return e;
  }
  return {Status::ok, Reason::none, "no fault"};
}

TEST(ViewMerge, FaultsAreNamed) {
  const World w = two();
  const View v = w.view();
  const Error itself = fault_of([&] {
    return v.merge({CustomerKey("a"), CustomerKey("a")}, kNow);
  });
  EXPECT_EQ(itself.reason(), Reason::conflict);
  EXPECT_EQ(itself.field(), "merged");
  const Error unknown = fault_of([&] {
    return v.merge({CustomerKey("x"), CustomerKey("a")}, kNow);
  });
  EXPECT_EQ(unknown.status(), Status::not_found);
  EXPECT_EQ(unknown.field(), "kept");
  const Error alone = fault_of([&] { return v.unmerge(CustomerKey("a"), kNow); });
  EXPECT_EQ(alone.status(), Status::not_found);
  EXPECT_EQ(alone.field(), "merged");
}

TEST(ViewMerge, TablesRefuseAMergeThatCannotStandWithItsRow) {
  World w = two();
  const auto merge = [&](const char* kept, const char* merged) {
    w.batch
        .add(
            {w.head("", "2023-10-20"), MergeFact{CustomerKey(kept), CustomerKey(merged)}})
        .value();
  };
  merge("a", "b");
  merge("c", "b");
  const auto opened = w.source();
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().reason(), Reason::conflict);
  EXPECT_EQ(opened.error().row(), 12);
  Batch book;
  for (std::size_t i = 11; i < 13; ++i) book.add(w.batch.facts()[i]).value();
  const auto rules = HostRules::build(book, Settings{});
  ASSERT_FALSE(rules);
  EXPECT_EQ(rules.error().row(), 1);
}

// ---- states of a host

struct Hosted {
  std::shared_ptr<const HostRules> alone;
  std::shared_ptr<const HostRules> merged;
  Batch facts;
};

Hosted hosted() {
  World w = two();
  Hosted h;
  h.facts = w.batch;
  h.alone = HostRules::build(Batch(), Settings{}).value();
  Batch book;
  book.add({w.head("", "2023-10-20"), MergeFact{CustomerKey("a"), CustomerKey("b")}})
      .value();
  h.merged = HostRules::build(book, Settings{}).value();
  return h;
}

TEST(HostMerge, AStateIsBuiltFromTheFactsOfAllThatAreOne) {
  const Hosted h = hosted();
  const Rules& rules = h.merged->rules();
  const CustomerState both = build_state(CustomerKey("a"), h.facts, rules).value();
  EXPECT_EQ(both.key, CustomerKey("a"));
  EXPECT_EQ(both.facts, 11);
  EXPECT_EQ(build_state(CustomerKey("b"), h.facts, rules).value(), both);
  World more;
  more.touched("b", "2023-10-20", "又来电");
  more.touched("a", "2023-10-21", "再来电");
  Batch all = h.facts;
  all.append(more.batch);
  // New facts of both, under keys that are new to them.
  Batch fresh;
  for (Fact f : more.batch.facts()) {
    f.head.event.key += "-new";
    fresh.add(std::move(f)).value();
  }
  Batch whole = h.facts;
  whole.append(fresh);
  EXPECT_EQ(fold_state(both, fresh, rules).value(),
            build_state(CustomerKey("a"), whole, rules).value());
}

TEST(HostMerge, BytesMadeBeforeAMergeAreOfOtherRulesForItsCustomersAlone) {
  const Hosted h = hosted();
  const Rules& alone = h.alone->rules();
  const Rules& merged = h.merged->rules();
  EXPECT_EQ(alone.fingerprint(), merged.fingerprint());
  for (const char* key : {"a", "b"}) {
    const auto state = build_state(CustomerKey(key), h.facts, alone).value();
    const auto read = host_state_from_bytes(host_state_to_bytes(state, alone), merged);
    ASSERT_FALSE(read) << key;
    EXPECT_EQ(read.error().reason(), Reason::other_rules);
  }
  const auto both = build_state(CustomerKey("a"), h.facts, merged).value();
  const std::string bytes = host_state_to_bytes(both, merged);
  EXPECT_EQ(host_state_from_bytes(bytes, merged).value(), both);
  EXPECT_EQ(host_state_from_bytes(bytes, alone).error().reason(), Reason::other_rules);
  World other;
  other.touched("c", "2023-10-20", "来电");
  const auto c = build_state(CustomerKey("c"), other.batch, alone).value();
  EXPECT_TRUE(host_state_from_bytes(host_state_to_bytes(c, alone), merged));
  const auto b = build_state(CustomerKey("b"), h.facts, alone).value();
  Batch news;
  news.add({other.head("b", "2023-10-22"), TagFact{"urgent_need", true, {}}}).value();
  EXPECT_EQ(fold_state(b, news, merged).error().reason(), Reason::needs_history);
}

TEST(HostMerge, AViewOverStatesAnswersUnderEachKey) {
  const Hosted h = hosted();
  const auto both = std::make_shared<const CustomerState>(
      build_state(CustomerKey("b"), h.facts, h.merged->rules()).value());
  const auto source = StatesSource::open(h.merged, {both}, h.facts.texts()).value();
  const View v(source, {.as_of = day("2023-10-26")});
  EXPECT_EQ(cells(v.customers(CustomerKey("b")), "customer_key"), Cells{"a"});
  EXPECT_EQ(fault_of([&] { return v.unmerge(CustomerKey("b"), kNow); }).reason(),
            Reason::needs_history);
  const auto old = std::make_shared<const CustomerState>(
      build_state(CustomerKey("b"), h.facts, h.alone->rules()).value());
  const auto refused = StatesSource::open(h.merged, {both, old}, {});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason(), Reason::other_rules);
  EXPECT_EQ(refused.error().row(), 1);
}

}  // namespace
}  // namespace kith
