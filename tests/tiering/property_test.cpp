// Laws over random policies: raising an input never lowers the tier, points equal a slow
// calculation, and the bands follow from the points.
#include <algorithm>
#include <random>

#include "tiering/scale.hpp"
#include "tiering/tiering_fixture.hpp"

namespace kith::tests {
namespace {

using Random = std::mt19937_64;

std::int64_t between(Random& random, std::int64_t low, std::int64_t high) {
  return low +
         static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(high - low + 1));
}

/// n numbers in rising order.
std::vector<std::int64_t> rising(Random& random, std::size_t n, std::int64_t high) {
  std::vector<std::int64_t> out;
  for (std::size_t i = 0; i < n; ++i) out.push_back(between(random, 0, high));
  std::sort(out.begin(), out.end());
  return out;
}

Json missing(Random& random) {
  if (random() % 2 == 0) return json(R"({"rule":"skip"})");
  return Json::Object{{"rule", "points"}, {"points", between(random, 0, 1'000'000)}};
}

Json money_scale(Random& random) {
  const std::int64_t first = between(random, -100, 2'000);
  if (random() % 2 == 0) {
    return Json::Object{{"kind", "linear"},
                        {"from", std::to_string(first)},
                        {"to", std::to_string(first + between(random, 1, 2'000))}};
  }
  const auto points = rising(random, 4, 1'000'000);
  Json::Array steps;
  std::int64_t edge = first;
  for (std::size_t i = 1; i < points.size(); ++i) {
    steps.push_back(Json::Object{{"from", std::to_string(edge)}, {"points", points[i]}});
    edge += between(random, 1, 900);
  }
  return Json::Object{
      {"kind", "thresholds"}, {"below", points[0]}, {"steps", std::move(steps)}};
}

Json criterion(Random& random, const char* input, Json scale) {
  return Json::Object{{"input", input},
                      {"weight", between(random, 1, 9)},
                      {"scale", std::move(scale)},
                      {"missing", missing(random)}};
}

Json rating_scale(Random& random) {
  const auto points = rising(random, 3, 1'000'000);
  return Json::Object{
      {"kind", "lookup"},
      {"points",
       Json::Object{{"low", points[0]}, {"medium", points[1]}, {"high", points[2]}}}};
}

Json bands(Random& random) {
  const auto edges = rising(random, 2, 1'000'000);
  return Json::Object{{"high", edges[1]}, {"medium", edges[0]}};
}

/// A grid that never falls: the rank of a cell is a rising function of both bands.
Json grid(Random& random) {
  const char* const names[] = {"low", "medium", "high"};
  const char* const tiers[] = {"C", "B", "A"};
  std::size_t best[3] = {0, 0, 0};
  Json::Object rows;
  for (const char* row : names) {
    Json::Object cells;
    std::size_t at_least = 0;
    for (std::size_t i = 0; i < 3; ++i) {
      at_least = std::max(at_least, best[i]);
      best[i] = at_least = std::min<std::size_t>(2, at_least + random() % 2);
      cells.emplace_back(names[i], tiers[best[i]]);
    }
    rows.emplace_back(row, std::move(cells));
  }
  return Json::Object{{"kind", "grid"}, {"grid", std::move(rows)}};
}

TierPolicy random_policy(Random& random) {
  Json::Array value{criterion(random, "orders_12m", money_scale(random)),
                    criterion(random, "annual_profit", money_scale(random))};
  Json::Array potential{criterion(random, "industry_growth", rating_scale(random)),
                        criterion(random, "willingness", rating_scale(random)),
                        criterion(random, "budget_high", money_scale(random))};
  Json document = json(default_tier_json());
  put(document, {"value", "criteria"}, 0, Json(std::move(value)));
  put(document, {"potential", "criteria"}, 0, Json(std::move(potential)));
  put(document, {"value", "bands"}, 0, bands(random));
  put(document, {"potential", "bands"}, 0, bands(random));
  put(document, {"decision"}, 0, grid(random));
  return policy_of(document);
}

struct Customer {
  TieringState state;
  TierInputs inputs;
};

Customer random_customer(Random& random) {
  const auto amount = [&]() -> std::optional<Money> {
    if (random() % 5 == 0) return std::nullopt;
    return yuan(between(random, -50'000, 600'000));
  };
  Customer c;
  c.inputs.orders_12m = amount();
  c.state.annual_profit = amount();
  c.state.budget_high = amount();
  c.state.industry_growth = static_cast<Rating>(random() % 4);
  c.state.willingness = static_cast<Rating>(random() % 4);
  return c;
}

/// Raises one input that is known; what is unknown stays so, since its rule may give
/// more than a low answer would.
void raise(Customer& c, Random& random) {
  const auto more = [&](std::optional<Money>& m) {
    if (m) m->minor += between(random, 1, 100'000);
  };
  const auto better = [](Rating& r) {
    if (r == Rating::low || r == Rating::medium) {
      r = static_cast<Rating>(static_cast<std::int32_t>(r) + 1);
    }
  };
  switch (random() % 5) {
    case 0:
      return more(c.inputs.orders_12m);
    case 1:
      return more(c.state.annual_profit);
    case 2:
      return more(c.state.budget_high);
    case 3:
      return better(c.state.industry_growth);
    default:
      return better(c.state.willingness);
  }
}

TEST(TieringProperty, S17_RaisingAnInputNeverLowersTheTier) {
  Random random(17);
  int promotions = 0;
  for (int i = 0; i < 100; ++i) {
    const TierPolicy policy = random_policy(random);
    for (int j = 0; j < 30; ++j) {
      Customer c = random_customer(random);
      TierJudgement before = judge(policy, c.state, c.inputs);
      for (int k = 0; k < 6; ++k) {
        raise(c, random);
        const TierJudgement now = judge(policy, c.state, c.inputs);
        ASSERT_LE(policy.rank_of(now.tier), policy.rank_of(before.tier));
        ASSERT_GE(now.value_ppm, before.value_ppm);
        ASSERT_GE(now.potential_ppm, before.potential_ppm);
        promotions += now.tier != before.tier;
        before = now;
      }
    }
  }
  EXPECT_GT(promotions, 200) << "the law was put to the test";
}

/// The mean over criteria in another way: one by one, sums kept in a wide float that is
/// exact at this size.
std::int64_t slow_points(const TierAxis& axis,
                         const std::vector<std::optional<std::int64_t>>& values) {
  long double sum = 0;
  long double weights = 0;
  for (std::size_t i = 0; i < axis.criteria.size(); ++i) {
    const TierCriterion& c = axis.criteria[i];
    std::optional<std::int64_t> points = c.missing_points;
    if (values[i]) points = tiering::points_on(c.scale, *values[i]);
    if (!points) continue;
    sum += static_cast<long double>(*points) * static_cast<long double>(c.weight);
    weights += static_cast<long double>(c.weight);
  }
  if (weights == 0) {
    return axis.unknown == Rating::low ? 0 : axis.medium_from;
  }
  std::int64_t floor = 0;  // the largest whole number whose product does not pass the sum
  for (std::int64_t step = 1 << 20; step > 0; step /= 2) {
    if (static_cast<long double>(floor + step) * weights <= sum) floor += step;
  }
  return floor;
}

std::string slow_band(const TierAxis& axis, std::int64_t points) {
  return points >= axis.high_from     ? "high"
         : points >= axis.medium_from ? "medium"
                                      : "low";
}

TEST(TieringProperty, S12_S13_PointsEqualASlowMeanAndBandsFollow) {
  Random random(1213);
  for (int i = 0; i < 300; ++i) {
    const TierPolicy policy = random_policy(random);
    const Customer c = random_customer(random);
    const TierJudgement j = judge(policy, c.state, c.inputs);
    const auto minor = [](const std::optional<Money>& m) -> std::optional<std::int64_t> {
      if (!m) return std::nullopt;
      return m->minor;
    };
    const auto code = [](Rating r) -> std::optional<std::int64_t> {
      if (r == Rating::unknown) return std::nullopt;
      return static_cast<std::int64_t>(r);
    };
    const TierRules& rules = policy.rules();
    ASSERT_EQ(j.value_ppm, slow_points(rules.value, {minor(c.inputs.orders_12m),
                                                     minor(c.state.annual_profit)}));
    ASSERT_EQ(j.potential_ppm,
              slow_points(rules.potential,
                          {code(c.state.industry_growth), code(c.state.willingness),
                           minor(c.state.budget_high)}));
    if (c.inputs.orders_12m && c.state.annual_profit) {
      ASSERT_EQ(j.value_band, slow_band(rules.value, j.value_ppm));
    }
    ASSERT_EQ(j, judge(policy, c.state, c.inputs));
  }
}

TEST(TieringProperty, LinesAreExactFloorsEvenAtTheirLimits) {
  using tiering::points_on;
  Random random(99);
  for (int i = 0; i < 20'000; ++i) {
    const std::int64_t from = between(random, -5'000'000, 5'000'000);
    const std::int64_t to = from + between(random, 1, 5'000'000);
    const std::int64_t at = between(random, from, to);
    ASSERT_EQ(points_on(TierLinear{from, to}, at), (at - from) * 1'000'000 / (to - from));
    ASSERT_EQ(points_on(TierLinear{to, from}, at), (to - at) * 1'000'000 / (to - from));
  }
  constexpr std::int64_t edge = 900'000'000'000'000'000;
  const TierLinear widest{-edge, edge};
  EXPECT_EQ(points_on(widest, INT64_MIN), 0);
  EXPECT_EQ(points_on(widest, 0), 500'000);
  EXPECT_EQ(points_on(widest, -1), 499'999);
  EXPECT_EQ(points_on(widest, edge - 1), 999'999);
  EXPECT_EQ(points_on(widest, INT64_MAX), 1'000'000);
}

TEST(TieringProperty, ThresholdsEqualAScan) {
  Random random(7);
  for (int i = 0; i < 2'000; ++i) {
    TierThresholds scale;
    scale.below = between(random, 0, 1'000'000);
    std::int64_t edge = between(random, -50, 50);
    for (std::int64_t n = between(random, 1, 6); n > 0; --n) {
      scale.steps.push_back({edge, between(random, 0, 1'000'000)});
      edge += between(random, 1, 9);
    }
    for (std::int64_t v = -55; v < 110; ++v) {
      std::int64_t want = scale.below;
      for (const auto& step : scale.steps) {
        if (v >= step.from) want = step.points;
      }
      ASSERT_EQ(tiering::points_on(scale, v), want);
    }
  }
}

}  // namespace
}  // namespace kith::tests
