// The judgement: both axes, the grid, and what the file says.
#include <utility>

#include "tiering/axis.hpp"

namespace kith {

namespace {

constexpr std::string_view kGridRule = "tier.grid";

void append(std::vector<Why>& whys, std::vector<Why> more) {
  for (Why& why : more) whys.push_back(std::move(why));
}

Why beside_file(const std::string& file, const std::string& computed) {
  if (file == computed) return {"tier.file_agrees", {file}};
  return {"tier.file_differs", {file, computed}};
}

}  // namespace

TierJudgement judge(const TierPolicy& policy, const TieringState& state,
                    const TierInputs& inputs) {
  const TierRules& rules = policy.rules();
  const tiering::Facts facts{state, inputs, rules.currency};
  const tiering::AxisScore value = judge_axis(rules.value, facts);
  const tiering::AxisScore potential = judge_axis(rules.potential, facts);
  TierJudgement result;
  result.tier = policy.tier_of(value.band, potential.band);
  result.value_band = code_name(value.band);
  result.potential_band = code_name(potential.band);
  result.value_ppm = value.points;
  result.potential_ppm = potential.points;
  result.rule = kGridRule;
  append(result.whys, explain_value(value, rules.currency));
  append(result.whys, explain_potential(potential, rules.currency));
  result.whys.push_back({kGridRule,
                         {tiering::band_word(value.band),
                          tiering::band_word(potential.band), result.tier}});
  if (!state.file_tier.empty()) {
    result.whys.push_back(beside_file(state.file_tier, result.tier));
  }
  return result;
}

}  // namespace kith
