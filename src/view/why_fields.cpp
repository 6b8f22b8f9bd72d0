// What the reasons tell of a customer's fields, for roles that may not see them all.
#include <algorithm>
#include <array>

#include "view/words.hpp"

namespace kith::view_detail {
namespace {

// Reasons of these groups tell days, numbers of days and codes only. Those of duplicates
// tell no value, and fields that are hidden are not compared; those of plans tell a
// customer's name, as Words has it.
constexpr std::array<std::string_view, 14> kOfNoField{
    "assign.",    "case.", "claim.",  "due.",  "duplicate.",  "feasibility.", "handover.",
    "milestone.", "plan.", "points.", "pool.", "risk.missed", "risk.rhythm",  "spread."};

AccessField field_of(TierInput input) {
  switch (input) {
    case TierInput::orders_12m:
      return AccessField::order_amount;
    case TierInput::annual_purchases:
      return access_field(Field::annual_purchases);
    case TierInput::past_amount:
      return access_field(Field::past_amount);
    case TierInput::annual_profit:
      return access_field(Field::annual_profit);
    case TierInput::budget_low:
      return access_field(Field::budget_low);
    case TierInput::budget_high:
      return access_field(Field::budget_high);
    case TierInput::industry_growth:
      return access_field(Field::industry_growth);
    case TierInput::willingness:
      return access_field(Field::willingness);
    case TierInput::purchase_cycle:
      return access_field(Field::purchase_cycle);
  }
  return AccessField::tier_scores;
}

/// The input that a reason's first argument names, as "zh|en".
std::optional<AccessField> input_of(const Why& why) {
  if (why.arguments.empty()) return std::nullopt;
  for (const CodeWord& word : tier_input_words()) {
    const std::string both = std::string(word.zh) + "|" + std::string(word.en);
    if (both == why.arguments.front()) return field_of(static_cast<TierInput>(word.code));
  }
  return std::nullopt;
}

using Fields = std::vector<AccessField>;

std::optional<Fields> of_tier(const Why& why) {
  const std::string_view code = why.code;
  const Fields potential{access_field(Field::industry_growth),
                         access_field(Field::willingness)};
  if (code == "tier.grid" || code == "tier.counts_as") return Fields{};
  if (code == "tier.axis") return Fields{AccessField::tier_scores};
  if (code == "tier.file_agrees" || code == "tier.file_differs")
    return Fields{access_field(Field::file_tier)};
  if (code == "tier.potential" || code == "tier.potential_unknown") return potential;
  if (code == "tier.value_annual") return Fields{AccessField::order_amount};
  if (code == "tier.value_past") return Fields{access_field(Field::past_amount)};
  if (code == "tier.value_stated") return Fields{access_field(Field::annual_purchases)};
  if (code == "tier.value_missing") {
    return Fields{AccessField::order_amount, access_field(Field::past_amount),
                  access_field(Field::annual_purchases)};
  }
  const bool names_input = code == "tier.criterion" || code == "tier.missing_points" ||
                           code == "tier.missing_skipped" ||
                           code == "tier.other_currency";
  if (!names_input) return std::nullopt;
  const auto input = input_of(why);
  if (!input) return std::nullopt;
  return Fields{*input};
}

}  // namespace

std::optional<Fields> fields_told(const Why& why) {
  if (why.code == "points.value") return Fields{AccessField::deal_amount};
  const bool of_none = std::any_of(kOfNoField.begin(), kOfNoField.end(), [&](auto group) {
    return why.code.starts_with(group);
  });
  if (of_none) return Fields{};
  if (why.code == "risk.cycle") return Fields{access_field(Field::purchase_cycle)};
  if (why.code == "risk.dormant") return Fields{access_field(Field::stage)};
  return of_tier(why);
}

}  // namespace kith::view_detail
