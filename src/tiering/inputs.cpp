// The vocabulary of what a criterion may look at.
#include "kith/tiering/policy.hpp"

namespace kith {

namespace {

constexpr CodeWord kInputs[] = {
    {1, "orders_12m", "近12个月采购额", "purchases of the last 12 months"},
    {2, "annual_purchases", "年采购额", "annual purchases"},
    {3, "past_amount", "历史合作金额", "past amount"},
    {4, "annual_profit", "年利润贡献", "annual profit"},
    {5, "budget_low", "预算下限", "lower budget"},
    {6, "budget_high", "预算上限", "upper budget"},
    {7, "industry_growth", "行业增长性", "industry growth"},
    {8, "willingness", "合作意愿", "willingness to cooperate"},
    {9, "purchase_cycle", "采购周期", "purchase cycle"},
};

}  // namespace

std::span<const CodeWord> tier_input_words() noexcept { return kInputs; }

TierInputType type_of(TierInput input) noexcept {
  switch (input) {
    case TierInput::industry_growth:
    case TierInput::willingness:
      return TierInputType::rating;
    case TierInput::purchase_cycle:
      return TierInputType::integer;
    default:
      return TierInputType::money;
  }
}

}  // namespace kith
