// The default policy judged: axes, edges, grid, missing data, the file's tier.
#include <array>

#include "tiering/tiering_fixture.hpp"

namespace kith::tests {
namespace {

using Codes = std::vector<std::string>;

TierJudgement judged(const TieringState& state, std::optional<Money> orders = {}) {
  return judge(default_tier_policy(), state, {orders});
}
std::string zh(const TierJudgement& j) {
  return why_sentences(j.whys, Language::chinese);
}

TEST(Tiering, S12_ValueAxisFromAnnualPurchasesElsePastAmount) {
  TieringState state;
  state.past_amount = wan(120);
  EXPECT_EQ(judged(state).value_band, "high");
  EXPECT_EQ(judged(state).whys.front().code, "tier.value_past");

  state.annual_purchases = wan(60);
  EXPECT_EQ(judged(state).value_band, "medium") << "a stated year goes before the past";
  EXPECT_EQ(judged(state).whys.front().code, "tier.value_stated");

  EXPECT_EQ(judged(state, wan(3)).value_band, "low") << "orders go before what is stated";
  EXPECT_EQ(judged(state, wan(3)).whys.front(),
            (Why{"tier.value_annual", {"30000.00元|CNY 30000.00", "低|low"}}));
  EXPECT_EQ(judged(state, wan(0)).value_band, "low") << "zero is data, not a gap";
  EXPECT_EQ(judged(state, yuan(-1)).value_band, "low");
}

TEST(Tiering, S12_ProfitContributionIsACriterionToo) {
  const Json criteria = json(R"([
    {"input":"annual_profit","weight":3,"missing":{"rule":"skip"},
     "scale":{"kind":"linear","from":"0","to":"100000"}},
    {"input":"orders_12m","weight":1,"missing":{"rule":"points","points":0},
     "scale":{"kind":"linear","from":"0","to":"1000000"}}])");
  const TierPolicy policy = policy_of(changed({"value", "criteria"}, criteria));
  TieringState state;
  state.annual_profit = yuan(5'000'000);
  const TierJudgement both = judge(policy, state, {wan(100)});
  EXPECT_EQ(both.value_ppm, (3 * 500'000 + 1'000'000) / 4);
  EXPECT_EQ(both.value_band, "medium");
  EXPECT_EQ(codes({both.whys.begin(), both.whys.begin() + 3}),
            (Codes{"tier.criterion", "tier.criterion", "tier.axis"}));
  state.annual_profit.reset();
  const TierJudgement one = judge(policy, state, {wan(100)});
  EXPECT_EQ(one.value_ppm, 1'000'000) << "a skipped criterion takes its weight with it";
  EXPECT_EQ(one.whys.front(),
            (Why{"tier.missing_skipped", {"年利润贡献|annual profit"}}));
}

TEST(Tiering, S12_BandsIncludeTheirLowerEdge) {
  const std::array<std::pair<std::int64_t, const char*>, 6> edges{{{49'999'999, "low"},
                                                                   {50'000'000, "medium"},
                                                                   {50'000'001, "medium"},
                                                                   {99'999'999, "medium"},
                                                                   {100'000'000, "high"},
                                                                   {INT64_MAX, "high"}}};
  for (const auto& [fen, band] : edges) {
    EXPECT_EQ(judged({}, yuan(fen)).value_band, band) << fen;
    TieringState past;
    past.past_amount = yuan(fen);
    EXPECT_EQ(judged(past).value_band, band) << fen;
  }
}

TEST(Tiering, S12_WeightedMeanIsRoundedDownNotIntoABand) {
  // 2/3 of the full points is 666,666.67: one short of a band that begins at 666,667.
  const Json criteria = json(R"([
    {"input":"industry_growth","weight":2,"missing":{"rule":"skip"},
     "scale":{"kind":"lookup","points":{"low":0,"medium":500000,"high":1000000}}},
    {"input":"willingness","weight":1,"missing":{"rule":"skip"},
     "scale":{"kind":"lookup","points":{"low":0,"medium":500000,"high":1000000}}}])");
  Json document = changed({"potential", "criteria"}, criteria);
  put(document, {"potential", "bands", "high"}, 0, Json(666'667));
  TieringState state;
  state.industry_growth = Rating::high;
  state.willingness = Rating::low;
  EXPECT_EQ(judge(policy_of(document), state, {}).potential_ppm, 666'666);
  EXPECT_EQ(judge(policy_of(document), state, {}).potential_band, "medium");
  put(document, {"potential", "bands", "high"}, 0, Json(666'666));
  EXPECT_EQ(judge(policy_of(document), state, {}).potential_band, "high");
}

TEST(Tiering, S13_PotentialAxisFromGrowthAndWillingness) {
  const char* const want[4][4] = {{"medium", "low", "medium", "high"},
                                  {"low", "low", "low", "medium"},
                                  {"medium", "low", "medium", "high"},
                                  {"high", "medium", "high", "high"}};
  for (std::int32_t growth = 0; growth < 4; ++growth) {
    for (std::int32_t willingness = 0; willingness < 4; ++willingness) {
      TieringState state;
      state.industry_growth = static_cast<Rating>(growth);
      state.willingness = static_cast<Rating>(willingness);
      EXPECT_EQ(judged(state).potential_band, want[growth][willingness])
          << growth << " " << willingness;
    }
  }
}

TEST(Tiering, S13_UnknownPotentialCountsAsMediumAndSaysSo) {
  const TierJudgement nothing = judged({}, wan(60));
  EXPECT_EQ(nothing.potential_band, "medium");
  EXPECT_EQ(nothing.potential_ppm, 500'000);
  EXPECT_EQ(codes(nothing.whys), (Codes{"tier.value_annual", "tier.potential_unknown",
                                        "tier.counts_as", "tier.grid"}));
  EXPECT_EQ(
      zh(nothing),
      "年采购600000.00元，价值中；行业增长与合作意愿均未知；潜力按中计；价值中、潜力中，"
      "等级B");
  EXPECT_EQ(why_sentence(nothing.whys[2], Language::english),
            "potential counts as medium");

  TieringState half;
  half.industry_growth = Rating::high;
  const TierJudgement partly = judged(half, wan(60));
  EXPECT_EQ(codes(partly.whys), (Codes{"tier.value_annual", "tier.missing_points",
                                       "tier.potential", "tier.grid"}));
  EXPECT_EQ(why_sentence(partly.whys[1], Language::chinese), "合作意愿未知，按得分50%计");
  EXPECT_EQ(partly.potential_ppm, 750'000);
}

TEST(Tiering, S14_S15_S16_AllNineCellsOfTheGrid) {
  const std::array<Rating, 3> bands{Rating::low, Rating::medium, Rating::high};
  const std::array<Money, 3> amounts{wan(30), wan(80), wan(120)};
  const char* const want[3][3] = {{"C", "C", "B"}, {"C", "B", "A"}, {"B", "A", "A"}};
  for (std::size_t value = 0; value < 3; ++value) {
    for (std::size_t potential = 0; potential < 3; ++potential) {
      TieringState state;
      state.industry_growth = state.willingness = bands[potential];
      const TierJudgement j = judged(state, amounts[value]);
      EXPECT_EQ(j.tier, want[value][potential]) << value << potential;
      EXPECT_EQ(j.value_band, code_name(bands[value]));
      EXPECT_EQ(j.potential_band, code_name(bands[potential]));
      EXPECT_EQ(j.rule, "tier.grid");
      EXPECT_EQ(j.whys.back().code, "tier.grid");
      EXPECT_EQ(j.whys.back().arguments.back(), want[value][potential]);
    }
  }
}

TEST(Tiering, S14_S15_S16_TheDocumentsCustomersComeOutAsInTheirFile) {
  const std::array<std::pair<std::int64_t, const char*>, 3> rows{
      {{120, "A"}, {80, "B"}, {30, "C"}}};
  for (const auto& [amount, tier] : rows) {
    TieringState state;
    apply(state, said("2023-10-01", Field::past_amount, wan(amount)));
    apply(state, said("2023-10-01", Field::file_tier, std::string(tier)));
    const TierJudgement j = judged(state);
    EXPECT_EQ(j.tier, tier);
    EXPECT_EQ(j.whys.back(), (Why{"tier.file_agrees", {tier}}));
  }
}

TEST(Tiering, S16_NothingKnownIsLowValueAndSaysSo) {
  const TierJudgement j = judged({});
  EXPECT_EQ(j.tier, "C");
  EXPECT_EQ(j.value_ppm, 0);
  EXPECT_EQ(codes(j.whys),
            (Codes{"tier.value_missing", "tier.counts_as", "tier.potential_unknown",
                   "tier.counts_as", "tier.grid"}));
  EXPECT_EQ(why_sentence(j.whys[1], Language::chinese), "价值按低计");
}

TEST(Tiering, S17_PotentialLiftsFromCToBToA) {
  TieringState state;
  state.industry_growth = state.willingness = Rating::medium;
  EXPECT_EQ(judged(state, wan(30)).tier, "C");
  state.industry_growth = state.willingness = Rating::high;
  EXPECT_EQ(judged(state, wan(30)).tier, "B");
  EXPECT_EQ(judged(state, wan(60)).tier, "A");
}

TEST(Tiering, FileTierThatDiffersIsNamedBesideTheComputed) {
  TieringState state;
  apply(state, said("2023-10-01", Field::file_tier, std::string("A")));
  const TierJudgement j = judged(state, wan(30));
  EXPECT_EQ(j.tier, "C") << "the file's tier does not judge";
  EXPECT_EQ(j.whys.back(), (Why{"tier.file_differs", {"A", "C"}}));
}

TEST(Tiering, AmountsInAnotherCurrencyAreMissingAndSaySo) {
  TieringState state;
  state.past_amount = wan(80);
  const TierJudgement j = judged(state, dollars(900'000'000));
  EXPECT_EQ(j.value_band, "medium") << "the fallback stands in";
  EXPECT_EQ(codes(j.whys).front(), "tier.other_currency");
  EXPECT_EQ(
      why_sentence(j.whys[0], Language::english),
      "purchases of the last 12 months of USD 9000000.00 is not in CNY and counts as "
      "unknown");
  EXPECT_EQ(j.whys[1].code, "tier.value_past");

  state.past_amount = dollars(1);
  const TierJudgement none = judged(state, dollars(1));
  EXPECT_EQ(none.value_band, "low");
  EXPECT_EQ(codes({none.whys.begin(), none.whys.begin() + 3}),
            (Codes{"tier.other_currency", "tier.other_currency", "tier.value_missing"}));
}

TEST(Tiering, AxisWithEveryCriterionSkippedTakesItsUnknownBandAtItsEdge) {
  Json document = changed({"potential", "criteria"}, json(R"([
    {"input":"purchase_cycle","missing":{"rule":"skip"},
     "scale":{"kind":"linear","from":365,"to":0}}])"));
  const TierJudgement otherwise = judge(policy_of(document), {}, {});
  EXPECT_EQ(otherwise.potential_band, "medium");
  EXPECT_EQ(otherwise.potential_ppm, 300'000);
  put(document, {"potential", "unknown"}, 0, Json("high"));
  const TierJudgement j = judge(policy_of(document), {}, {});
  EXPECT_EQ(j.potential_band, "high");
  EXPECT_EQ(j.potential_ppm, 700'000);
  EXPECT_EQ(codes({j.whys.begin() + 2, j.whys.begin() + 4}),
            (Codes{"tier.missing_skipped", "tier.counts_as"}));
  put(document, {"value", "criteria", "0", "missing"}, 0, json(R"({"rule":"skip"})"));
  EXPECT_EQ(judge(policy_of(document), {}, {}).value_band, "low");
}

TEST(Tiering, FallingLineScoresAShortPurchaseCycleHigher) {
  const TierPolicy policy = policy_of(changed({"potential", "criteria"}, json(R"([
    {"input":"purchase_cycle","missing":{"rule":"skip"},
     "scale":{"kind":"linear","from":300,"to":0}}])")));
  const std::array<std::pair<std::int64_t, std::int64_t>, 6> points{{{-5, 1'000'000},
                                                                     {0, 1'000'000},
                                                                     {100, 666'666},
                                                                     {299, 3'333},
                                                                     {300, 0},
                                                                     {900, 0}}};
  for (const auto& [days, ppm] : points) {
    TieringState state;
    state.purchase_cycle = days;
    EXPECT_EQ(judge(policy, state, {}).potential_ppm, ppm) << days;
  }
}

TEST(Tiering, EveryReasonOfAJudgementStandsInTheCatalogue) {
  const auto known = [](std::string_view code) {
    for (const WhySpec& spec : why_catalogue()) {
      if (spec.code == code) return true;
    }
    return false;
  };
  for (const char* code :
       {"tier.axis", "tier.counts_as", "tier.criterion", "tier.file_agrees",
        "tier.file_differs", "tier.grid", "tier.missing_points", "tier.missing_skipped",
        "tier.other_currency", "tier.potential", "tier.potential_unknown",
        "tier.value_annual", "tier.value_missing", "tier.value_past",
        "tier.value_stated"}) {
    EXPECT_TRUE(known(code)) << code;
  }
}

}  // namespace
}  // namespace kith::tests
