// What tiering keeps of facts: inputs, decisions with their history, and the archive.
#include <map>
#include <random>

#include "kith/base/archive.hpp"
#include "tiering/tiering_fixture.hpp"

namespace kith::tests {
namespace {

TEST(TieringState, S12_S13_TakesTheFieldsItJudgesBy) {
  TieringState state;
  apply(state, said("2023-01-01", Field::past_amount, wan(1)));
  apply(state, said("2023-01-02", Field::annual_purchases, wan(2)));
  apply(state, said("2023-01-03", Field::annual_profit, wan(3)));
  apply(state, said("2023-01-04", Field::budget_low, wan(4)));
  apply(state, said("2023-01-05", Field::budget_high, wan(5)));
  apply(state, said("2023-01-06", Field::industry_growth, std::int64_t{3}));
  apply(state, said("2023-01-07", Field::willingness, std::int64_t{1}));
  apply(state, said("2023-01-08", Field::purchase_cycle, std::int64_t{90}));
  apply(state, said("2023-01-09", Field::file_tier, std::string("B")));
  apply(state, said("2023-01-10", Field::region, std::string("华东")));
  TieringState want;
  want.past_amount = wan(1);
  want.annual_purchases = wan(2);
  want.annual_profit = wan(3);
  want.budget_low = wan(4);
  want.budget_high = wan(5);
  want.industry_growth = Rating::high;
  want.willingness = Rating::low;
  want.purchase_cycle = 90;
  want.file_tier = "B";
  want.file_tier_on = day("2023-01-09");
  EXPECT_EQ(state, want);
}

TEST(TieringState, ClearedFieldsAreForgotten) {
  TieringState state;
  apply(state, said("2023-01-01", Field::past_amount, wan(1)));
  apply(state, said("2023-01-01", Field::willingness, std::int64_t{2}));
  apply(state, said("2023-01-01", Field::file_tier, std::string("A")));
  apply(state, said("2023-01-02", Field::past_amount, Nothing{}));
  apply(state, said("2023-01-02", Field::willingness, Nothing{}));
  apply(state, said("2023-01-02", Field::file_tier, Nothing{}));
  TieringState want;
  want.file_tier_on = day("2023-01-02");
  EXPECT_EQ(state, want);
  apply(state, said("2023-01-03", Field::willingness, std::int64_t{9}));
  EXPECT_EQ(state.willingness, Rating::unknown) << "a code of a later version";
}

TEST(TieringState, OtherFactsChangeNothing) {
  TieringState state;
  Fact fact;
  fact.body = TouchFact{};
  apply(state, fact);
  fact.body = OrderFact{};
  apply(state, fact);
  EXPECT_EQ(state, TieringState());
}

TEST(TieringState, S17_DecisionsMakeTheHistory) {
  TieringState state;
  EXPECT_EQ(tier_on(state, day("2023-10-01")), std::nullopt);
  apply(state, decided("2023-10-01", "C", "r1"));
  apply(state, decided("2024-01-01", "B", "r2"));
  apply(state, decided("2024-04-01", "A", "r3"));
  EXPECT_EQ(state.tier, "A");
  EXPECT_EQ(state.effective, day("2024-04-01"));
  EXPECT_EQ(state.run, "r3");
  EXPECT_EQ(state.rule, "tier.grid");
  EXPECT_EQ(state.history.size(), 3u);
  EXPECT_EQ(tier_on(state, day("2023-09-30")), std::nullopt);
  EXPECT_EQ(tier_on(state, day("2023-10-01")), "C");
  EXPECT_EQ(tier_on(state, day("2023-12-31")), "C");
  EXPECT_EQ(tier_on(state, day("2024-01-01")), "B");
  EXPECT_EQ(tier_on(state, Date::max()), "A");
}

TEST(TieringState, LateDecisionTakesItsPlaceAndLeavesTheLatestInForce) {
  TieringState state;
  apply(state, decided("2024-04-01", "A", "r2"));
  apply(state, decided("2024-01-01", "B", "r1"));
  EXPECT_EQ(state.tier, "A");
  EXPECT_EQ(state.run, "r2");
  EXPECT_EQ(tier_on(state, day("2024-02-01")), "B");
  apply(state, decided("2024-04-01", "C", "r3"));
  EXPECT_EQ(state.tier, "C") << "of one day the last said counts";
  EXPECT_EQ(tier_on(state, day("2024-04-01")), "C");
}

TEST(TieringState, HistoryLookUpEqualsAScanInAnyOrder) {
  std::mt19937 random(20231026);
  const char* const tiers[] = {"A", "B", "C"};
  for (int round = 0; round < 200; ++round) {
    TieringState state;
    std::map<std::int32_t, std::string> slow;
    for (auto n = random() % 12; n > 0; --n) {
      const Date on(static_cast<std::int32_t>(19'000 + random() % 20));
      const char* tier = tiers[random() % 3];
      apply(state, decided(on.iso().c_str(), tier, "r"));
      slow[on.days()] = tier;
    }
    for (std::int32_t d = 18'998; d < 19'023; ++d) {
      std::optional<std::string> want;
      for (const auto& [from, tier] : slow) {
        if (from <= d) want = tier;
      }
      ASSERT_EQ(tier_on(state, Date(d)), want) << round << " " << d;
    }
    ASSERT_EQ(state.tier, slow.empty() ? "" : slow.rbegin()->second);
  }
}

TEST(TieringState, GoesThroughTheArchive) {
  TieringState state;
  EXPECT_EQ(decode<TieringState>(encode(state)).value(), state);
  apply(state, said("2023-01-01", Field::past_amount, wan(120)));
  apply(state, said("2023-01-01", Field::budget_high, dollars(-7)));
  apply(state, said("2023-01-06", Field::industry_growth, std::int64_t{3}));
  apply(state, said("2023-01-08", Field::purchase_cycle, std::int64_t{-1}));
  apply(state, said("2023-01-09", Field::file_tier, std::string("重点")));
  apply(state, decided("2023-10-01", "C", "r1"));
  apply(state, decided("2024-01-01", "B", "r2"));
  const std::string bytes = encode(state);
  EXPECT_EQ(decode<TieringState>(bytes).value(), state);
  for (std::size_t n = 0; n < bytes.size(); ++n) {
    EXPECT_FALSE(decode<TieringState>(std::string_view(bytes).substr(0, n))) << n;
  }
}

}  // namespace
}  // namespace kith::tests
