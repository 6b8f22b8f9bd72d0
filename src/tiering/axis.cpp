// From facts to points and a band.
#include "tiering/axis.hpp"

#include <algorithm>

#include "tiering/scale.hpp"

namespace kith::tiering {

namespace {

const std::optional<Money>& amount_of(TierInput input, const Facts& facts) {
  switch (input) {
    case TierInput::annual_purchases:
      return facts.state.annual_purchases;
    case TierInput::past_amount:
      return facts.state.past_amount;
    case TierInput::annual_profit:
      return facts.state.annual_profit;
    case TierInput::budget_low:
      return facts.state.budget_low;
    case TierInput::budget_high:
      return facts.state.budget_high;
    default:
      return facts.inputs.orders_12m;
  }
}

std::optional<std::int64_t> rating_of(TierInput input, const TieringState& state) {
  const Rating rating =
      input == TierInput::willingness ? state.willingness : state.industry_growth;
  if (rating == Rating::unknown) return std::nullopt;
  return static_cast<std::int64_t>(rating);
}

std::optional<std::int64_t> value_of(TierInput input, const Facts& facts,
                                     std::vector<ForeignAmount>& foreign) {
  switch (type_of(input)) {
    case TierInputType::rating:
      return rating_of(input, facts.state);
    case TierInputType::integer:
      return facts.state.purchase_cycle;
    case TierInputType::money:
      break;
  }
  const std::optional<Money>& amount = amount_of(input, facts);
  if (!amount) return std::nullopt;
  if (amount->currency != facts.currency) {
    foreign.push_back({input, *amount});
    return std::nullopt;
  }
  return amount->minor;
}

CriterionScore score_of(const TierCriterion& criterion, const Facts& facts,
                        std::vector<ForeignAmount>& foreign) {
  for (const TierInput input : criterion.inputs) {
    if (const auto value = value_of(input, facts, foreign)) {
      return {input, value, points_on(criterion.scale, *value)};
    }
  }
  return {criterion.inputs.front(), std::nullopt, criterion.missing_points};
}

Rating band_of(const TierAxis& axis, std::int64_t points) {
  if (points >= axis.high_from) return Rating::high;
  return points >= axis.medium_from ? Rating::medium : Rating::low;
}

/// Points at which a band begins.
std::int64_t lower_edge(const TierAxis& axis, Rating band) {
  if (band == Rating::high) return axis.high_from;
  return band == Rating::medium ? axis.medium_from : 0;
}

}  // namespace

AxisScore judge_axis(const TierAxis& axis, const Facts& facts) {
  AxisScore score;
  std::int64_t sum = 0;
  std::int64_t weights = 0;
  // Bounded: weights and points are at most 1,000,000 each, a document at most 16 MiB.
  for (const TierCriterion& criterion : axis.criteria) {
    const CriterionScore one = score_of(criterion, facts, score.foreign);
    score.criteria.push_back(one);
    if (!one.points) continue;
    sum += criterion.weight * *one.points;
    weights += criterion.weight;
  }
  score.scored = weights > 0;
  score.points = score.scored ? sum / weights : lower_edge(axis, axis.unknown);
  score.band = score.scored ? band_of(axis, score.points) : axis.unknown;
  return score;
}

}  // namespace kith::tiering
