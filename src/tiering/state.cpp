// What tiering keeps of each fact.
#include <algorithm>

#include "kith/tiering/tiering.hpp"

namespace kith {

namespace {

template <class T>
std::optional<T> as(const FieldValue& value) {
  const T* held = std::get_if<T>(&value);
  if (held == nullptr) return std::nullopt;
  return *held;
}

Rating as_rating(const FieldValue& value) {
  const std::int64_t code = as<std::int64_t>(value).value_or(0);
  return code >= 1 && code <= 3 ? static_cast<Rating>(code) : Rating::unknown;
}

void set_field(TieringState& state, Field field, const FieldValue& value, Date day) {
  switch (field) {
    case Field::file_tier:
      state.file_tier = as<std::string>(value).value_or("");
      state.file_tier_on = day;
      break;
    case Field::past_amount:
      state.past_amount = as<Money>(value);
      break;
    case Field::annual_purchases:
      state.annual_purchases = as<Money>(value);
      break;
    case Field::annual_profit:
      state.annual_profit = as<Money>(value);
      break;
    case Field::budget_low:
      state.budget_low = as<Money>(value);
      break;
    case Field::budget_high:
      state.budget_high = as<Money>(value);
      break;
    case Field::industry_growth:
      state.industry_growth = as_rating(value);
      break;
    case Field::willingness:
      state.willingness = as_rating(value);
      break;
    case Field::purchase_cycle:
      state.purchase_cycle = as<std::int64_t>(value);
      break;
    default:
      break;
  }
}

/// The first decision effective after a day.
std::vector<TierPeriod>::const_iterator after(const std::vector<TierPeriod>& history,
                                              Date day) {
  return std::upper_bound(
      history.begin(), history.end(), day,
      [](Date d, const TierPeriod& period) { return d < period.effective; });
}

void decide(TieringState& state, const TierFact& decision, Date day) {
  const auto place = after(state.history, day);
  const bool latest = place == state.history.end();
  state.history.insert(place, {day, decision.tier, decision.run});
  if (!latest) return;
  state.tier = decision.tier;
  state.effective = day;
  state.run = decision.run;
  state.rule = decision.rule;
}

}  // namespace

void apply(TieringState& state, const Fact& fact) {
  const Date day = fact.head.occurred.day;
  if (const auto* customer = std::get_if<CustomerFact>(&fact.body)) {
    for (const auto& [field, value] : customer->fields) {
      set_field(state, field, value, day);
    }
  } else if (const auto* decision = std::get_if<TierFact>(&fact.body)) {
    decide(state, *decision, day);
  }
}

std::optional<std::string> tier_on(const TieringState& state, Date day) {
  const auto next = after(state.history, day);
  if (next == state.history.begin()) return std::nullopt;
  return std::prev(next)->tier;
}

}  // namespace kith
