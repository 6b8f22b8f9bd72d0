// The tier that facts deserve: "Tiers" of docs/decisions/005-deals-and-figures.md.
#include "property/naive.hpp"

namespace kith::naive {
namespace {

using Value = std::optional<std::int64_t>;

struct Inputs {
  const Book& book;
  const std::vector<Fact>& facts;
  Standing standing;
  Currency currency;
  Date as_of;
};

Value field(const Inputs& in, Field f) {
  const auto it = in.standing.fields.find(f);
  if (it == in.standing.fields.end()) return {};
  if (const auto* money = std::get_if<Money>(&it->second)) {
    if (money->currency == in.currency) return money->minor;
    return {};
  }
  const auto* n = std::get_if<std::int64_t>(&it->second);
  return n == nullptr ? Value() : Value(*n);
}

Value rating(const Inputs& in, Field f) {
  const Value code = field(in, f);
  return code && *code >= 1 && *code <= 3 ? code : Value();
}

Value value(const Inputs& in, TierInput input) {
  switch (input) {
    case TierInput::orders_12m:
      return year_of_orders(in.facts, in.currency, in.as_of);
    case TierInput::annual_purchases:
      return field(in, Field::annual_purchases);
    case TierInput::past_amount:
      return field(in, Field::past_amount);
    case TierInput::annual_profit:
      return field(in, Field::annual_profit);
    case TierInput::budget_low:
      return field(in, Field::budget_low);
    case TierInput::budget_high:
      return field(in, Field::budget_high);
    case TierInput::industry_growth:
      return rating(in, Field::industry_growth);
    case TierInput::willingness:
      return rating(in, Field::willingness);
    case TierInput::purchase_cycle:
      return field(in, Field::purchase_cycle);
  }
  return {};
}

std::int64_t points(const TierScale& scale, std::int64_t v) {
  if (const auto* t = std::get_if<TierThresholds>(&scale)) {
    std::int64_t p = t->below;
    for (const auto& step : t->steps) {
      if (v >= step.from) p = step.points;
    }
    return p;
  }
  if (const auto* line = std::get_if<TierLinear>(&scale)) {
    __extension__ using Wide = __int128;
    const Wide part = Wide{v} - line->from;
    const Wide whole = Wide{line->to} - line->from;
    const Wide along = whole < 0 ? -part : part;
    const Wide length = whole < 0 ? -whole : whole;
    if (along <= 0) return 0;
    if (along >= length) return 1'000'000;
    return static_cast<std::int64_t>(along * 1'000'000 / length);
  }
  return std::get<TierLookup>(scale).points[static_cast<std::size_t>(v - 1)];
}

struct Axis {
  Rating band = Rating::unknown;
  std::int64_t ppm = 0;
};

Axis axis(const Inputs& in, const TierAxis& rules) {
  std::int64_t sum = 0;
  std::int64_t weights = 0;
  for (const TierCriterion& c : rules.criteria) {
    Value v;
    for (const TierInput input : c.inputs) {
      if (!v) v = value(in, input);
    }
    const Value p = v ? Value(points(c.scale, *v)) : c.missing_points;
    if (!p) continue;
    sum += c.weight * *p;
    weights += c.weight;
  }
  if (weights == 0) {
    const std::int64_t edge = rules.unknown == Rating::high     ? rules.high_from
                              : rules.unknown == Rating::medium ? rules.medium_from
                                                                : 0;
    return {rules.unknown, edge};
  }
  const std::int64_t mean = sum / weights;
  if (mean >= rules.high_from) return {Rating::high, mean};
  return {mean >= rules.medium_from ? Rating::medium : Rating::low, mean};
}

std::string word(Rating band) {
  if (band == Rating::high) return "high";
  return band == Rating::medium ? "medium" : "low";
}

}  // namespace

std::optional<Judgement> tier(const Book& book, const std::vector<Fact>& facts,
                              Date as_of) {
  const TierPolicy* policy = ruling(book.tiers, as_of);
  if (policy == nullptr) return std::nullopt;
  const TierRules& rules = policy->rules();
  const Inputs in{book, facts, naive::standing(facts, as_of), rules.currency, as_of};
  const Axis v = axis(in, rules.value);
  const Axis p = axis(in, rules.potential);
  const auto place = [](Rating r) { return static_cast<std::size_t>(r) - 1; };
  const auto index = rules.grid[place(v.band)][place(p.band)];
  return Judgement{rules.tiers[static_cast<std::size_t>(index)], word(v.band),
                   word(p.band), v.ppm, p.ppm};
}

}  // namespace kith::naive
