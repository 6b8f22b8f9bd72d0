// The sample book as facts: the same from the same seed, in the shares it promises, and
// taken by every question.
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "kith/base/hash.hpp"
#include "kith/model/fact_tables.hpp"
#include "kith/view/view.hpp"
#include "sample/sample.hpp"

namespace kith {
namespace {

constexpr FactKind kKinds[] = {
    FactKind::customer,    FactKind::contact, FactKind::owner,
    FactKind::tag,         FactKind::touch,   FactKind::step,
    FactKind::step_closed, FactKind::deal,    FactKind::stage,
    FactKind::deal_event,  FactKind::order,   FactKind::order_return,
    FactKind::receipt,     FactKind::person,  FactKind::adopt};

SampleOptions small(std::int32_t customers) {
  SampleOptions options;
  options.customers = customers;
  return options;
}

/// Over every column of every fact and its words.
std::string digest(const Batch& batch) {
  KeyedHash hash{HashKey{}};
  for (const FactKind kind : kKinds) {
    if (kind == FactKind::adopt) continue;  // documents have their own life
    std::vector<Fact> facts;
    for (const Fact& f : batch.facts()) {
      if (f.kind() == kind) facts.push_back(f);
    }
    hash.part(to_csv(facts_table(kind, facts, batch)));
  }
  return hash.finish().base32();
}

std::map<FactKind, std::int64_t> counts(const Batch& batch) {
  std::map<FactKind, std::int64_t> n;
  for (const Fact& f : batch.facts()) ++n[f.kind()];
  return n;
}

/// A share in per mille.
std::int64_t per_mille(std::int64_t part, std::int64_t whole) {
  return whole == 0 ? -1 : part * 1000 / whole;
}

TEST(SampleFacts, TheSameSeedGivesTheSameBytes) {
  const std::string once = digest(sample_facts(small(50)));
  EXPECT_EQ(once, digest(sample_facts(small(50))));
  EXPECT_EQ(once, "dcmtf5g6i5seba42kphxzfoqby");
}

TEST(SampleFacts, AnotherSeedGivesAnotherBook) {
  SampleOptions other = small(50);
  other.seed = 7;
  EXPECT_NE(digest(sample_facts(small(50))), digest(sample_facts(other)));
}

TEST(SampleFacts, EveryFactHoldsAndIsRecordedInOrder) {
  const SampleOptions options = small(200);
  const Batch batch = sample_facts(options);
  Instant last;
  std::set<EventKey> names;
  for (const Fact& f : batch.facts()) {
    const auto checked = check_fact(f);
    ASSERT_TRUE(checked.has_value())
        << f.head.event.key << ": " << checked.error().message();
    ASSERT_LE(last, f.head.recorded) << f.head.event.key;
    last = f.head.recorded;
    ASSERT_LE(f.head.occurred.day, options.last);
    ASSERT_LE(f.head.occurred.day, Zone{}.day_of(f.head.recorded));
    ASSERT_LE(Zone{}.day_of(f.head.recorded), options.last);
    if (f.head.revision == 0) {
      EXPECT_TRUE(names.insert(f.head.event).second);
    }
    for (const TextRef ref : text_refs(f)) EXPECT_FALSE(batch.text(ref).empty());
  }
}

TEST(SampleFacts, NoTwoCustomersShareAName) {
  const Batch batch = sample_facts(small(1000));
  std::set<std::string> names;
  for (const Fact& f : batch.facts()) {
    const auto* c = std::get_if<CustomerFact>(&f.body);
    if (c == nullptr || c->fields.size() < 3) continue;
    const auto ref = std::get<TextRef>(c->fields[1].second);
    EXPECT_TRUE(names.emplace(batch.text(ref)).second) << batch.text(ref);
  }
  EXPECT_EQ(names.size(), 1000u);
}

TEST(SampleFacts, OneByOneIsTheSameBook) {
  const SampleOptions options = small(40);
  Batch parts;
  std::int64_t calls = 0;
  for_each_customer(options, [&](const Batch& part) {
    parts.append(part);
    ++calls;
  });
  EXPECT_EQ(calls, 41);
  const Batch whole = sample_facts(options);
  EXPECT_EQ(counts(parts), counts(whole));
  EXPECT_EQ(parts.texts(), whole.texts());
}

TEST(SampleFacts, WithoutRecordedInstantsNoneIsGiven) {
  SampleOptions options = small(20);
  options.recorded = false;
  const Batch batch = sample_facts(options);
  for (const Fact& f : batch.facts()) {
    ASSERT_EQ(f.head.recorded, Instant());
  }
}

TEST(SampleFacts, OptionsOutOfRangeAreNamed) {
  SampleOptions options = small(1);
  options.managers = 0;
  EXPECT_THROW((void)sample_facts(options), Error);
  options.managers = 1;
  options.last = options.first.plus_days(-1);
  EXPECT_THROW((void)sample_facts(options), Error);
}

// 600 customers: a fifth of the default book, so a fifth of what its page promises.
class SampleBook : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    Batch batch = sample_facts(small(600));
    numbers = counts(batch);
    const auto before = TablesSource::open(batch, Settings{}).value();
    const SampleOptions o;
    review = View(before, {.as_of = o.last})
                 .review_tiers("first", o.first, Zone{}.close_of(o.last));
    batch.append(review.decisions);
    source = TablesSource::open(std::move(batch), Settings{}).value();
  }
  static void TearDownTestSuite() { source.reset(); }
  [[nodiscard]] static View view() {
    return View(source, {.as_of = SampleOptions{}.last});
  }

  static std::map<FactKind, std::int64_t> numbers;
  static TierReview review;
  static std::shared_ptr<const TablesSource> source;
};
std::map<FactKind, std::int64_t> SampleBook::numbers;
TierReview SampleBook::review;
std::shared_ptr<const TablesSource> SampleBook::source;

constexpr DateSpan kYear{Date(19358), Date(19722)};  // 2023
constexpr DateSpan kHalf{Date(19539), Date(19722)};  // its second half

TEST_F(SampleBook, HasTheSizeItStates) {
  EXPECT_GE(numbers[FactKind::touch], 12'000);
  EXPECT_LE(numbers[FactKind::touch], 18'000);
  EXPECT_GE(numbers[FactKind::order], 1'500);
  EXPECT_GE(numbers[FactKind::deal], 250);
  EXPECT_GE(numbers[FactKind::step], 500);
  EXPECT_GE(numbers[FactKind::tag], 60);
  for (const FactKind kind : kKinds) EXPECT_GT(numbers[kind], 0) << code_name(kind);
}

TEST_F(SampleBook, TiersStandInTheirShares) {
  std::map<std::string, std::int64_t> tiers;
  for (std::int64_t row = 0; row < review.table.rows(); ++row) {
    ++tiers[review.table.cell("computed", row)];
  }
  EXPECT_GE(tiers["A"], 18);
  EXPECT_LE(tiers["A"], 45);
  EXPECT_GE(tiers["B"], 110);
  EXPECT_LE(tiers["B"], 185);
  EXPECT_GE(tiers["C"], 375);
  EXPECT_LE(tiers["C"], 470);
}

TEST_F(SampleBook, MostPromisesAreKeptAndSomeAreNot) {
  const Table kept = view().promises_kept();
  std::map<std::string, std::pair<std::int64_t, std::int64_t>> sums;
  for (std::int64_t row = 0; row < kept.rows(); ++row) {
    auto& [good, all] = sums[kept.cell("stream", row)];
    const auto number = [&](const char* column) {
      return std::stoll(kept.cell(column, row));
    };
    good += number("kept") + number("in_grace");
    all += number("kept") + number("in_grace") + number("broken");
  }
  for (const char* stream :
       {"weekly deep talk", "monthly executive", "routine", "monthly push"}) {
    const auto [good, all] = sums[stream];
    EXPECT_GE(per_mille(good, all), 550) << stream;
    EXPECT_LE(per_mille(good, all), 970) << stream;
  }
}

TEST_F(SampleBook, TheMorningListIsWorkableForEveryManager) {
  const Table due = view().due({.with_kept = false});
  std::map<std::string, std::int64_t> states;
  for (std::int64_t row = 0; row < due.rows(); ++row) ++states[due.cell("state", row)];
  EXPECT_GT(states["overdue"], 0);
  EXPECT_GT(states["open"] + states["upcoming"], 0);
  EXPECT_LT(states["overdue"], 600);
}

TEST_F(SampleBook, TheFunnelNarrowsStageByStage) {
  const Table funnel = view().funnel({.period = kYear});
  ASSERT_EQ(funnel.rows(), 5);
  std::int64_t before = std::stoll(funnel.cell("reached", 0));
  EXPECT_GT(before, 80);
  for (std::int64_t row = 1; row < 5; ++row) {
    const std::int64_t reached = std::stoll(funnel.cell("reached", row));
    EXPECT_GT(reached, 0);
    EXPECT_LE(reached, before);
    before = reached;
  }
}

TEST_F(SampleBook, RatesAreThoseOfALivingBusiness) {
  const Table rates = view().rates({.period = kHalf});
  ASSERT_EQ(rates.rows(), 3);
  const std::map<std::string, std::pair<std::int64_t, std::int64_t>> expected{
      {"conversion", {80'000, 500'000}},
      {"repurchase", {500'000, 970'000}},
      {"churn", {40'000, 350'000}}};
  for (std::int64_t row = 0; row < 3; ++row) {
    const std::string metric = rates.cell("metric", row);
    EXPECT_GT(std::stoll(rates.cell("numerator", row)), 0) << metric;
    const std::int64_t ppm = std::stoll(rates.cell("ppm", row));
    EXPECT_GE(ppm, expected.at(metric).first) << metric;
    EXPECT_LE(ppm, expected.at(metric).second) << metric;
  }
}

TEST_F(SampleBook, MilestonesAreMetMissedAndRunning) {
  const Table all = view().milestones({.open_only = false});
  std::map<std::string, std::int64_t> states;
  for (std::int64_t row = 0; row < all.rows(); ++row) ++states[all.cell("state", row)];
  EXPECT_GT(states["done"], 0);
  EXPECT_GT(states["done_late"], 0);
  EXPECT_GT(states["running"], 0);
  EXPECT_GT(states["skipped"], 0);
  EXPECT_GT(states["done"], states["done_late"]);
}

TEST_F(SampleBook, EveryOwnerHoldsCustomers) {
  const Table customers = view().customers();
  EXPECT_EQ(customers.rows(), 600);
  std::map<std::string, std::int64_t> held;
  for (std::int64_t row = 0; row < customers.rows(); ++row) {
    ++held[customers.cell("owner", row)];
    EXPECT_FALSE(customers.cell("customer", row).empty());
  }
  EXPECT_EQ(held.count("P-06"), 0u);  // left in spring
  held.erase("");                     // the pool
  EXPECT_EQ(held.size(), 11u);
}

}  // namespace
}  // namespace kith
