// The reasons beside a band. Policies of the usual shape (one purchase amount; industry
// growth with willingness) get a sentence of their own, any other is told criterion by
// criterion.
#include <algorithm>

#include "tiering/axis.hpp"

namespace kith::tiering {

namespace {

std::string both(std::string_view zh, std::string_view en) {
  return std::string(zh).append("|").append(en);
}

template <class Code>
std::string word(Code code) {
  return both(code_word(code, Language::chinese), code_word(code, Language::english));
}

/// "1200000.00元|CNY 1200000.00".
std::string amount_word(const Money& amount) {
  const std::string english = amount.currency.code() + " " + amount.decimal();
  if (amount.currency != Currency()) return english;
  return both(amount.decimal() + "元", english);
}

/// Points as a percentage without needless zeros: "50%", "33.3333%".
std::string percent(std::int64_t points) {
  std::string text = std::to_string(points / 10'000);
  std::string decimals = std::to_string(points % 10'000 + 10'000).substr(1);
  while (!decimals.empty() && decimals.back() == '0') decimals.pop_back();
  if (!decimals.empty()) text += "." + decimals;
  return text + "%";
}

std::string value_word(const CriterionScore& score, Currency currency) {
  switch (type_of(score.input)) {
    case TierInputType::money:
      return amount_word({*score.value, currency});
    case TierInputType::rating:
      return band_word(static_cast<Rating>(*score.value));
    case TierInputType::integer:
      break;
  }
  const std::string days = std::to_string(*score.value);
  return both(days + "天", days + " days");
}

Why missing(const CriterionScore& score) {
  if (!score.points) return {"tier.missing_skipped", {word(score.input)}};
  return {"tier.missing_points", {word(score.input), percent(*score.points)}};
}

std::vector<Why> foreign_amounts(const AxisScore& score, Currency currency) {
  std::vector<Why> whys;
  for (const ForeignAmount& one : score.foreign) {
    whys.push_back({"tier.other_currency",
                    {word(one.input), amount_word(one.amount), currency.code()}});
  }
  return whys;
}

Why counts_as(std::string axis, Rating band) {
  return {"tier.counts_as", {std::move(axis), band_word(band)}};
}

/// Any policy: each criterion, then the axis.
void explain_plainly(const AxisScore& score, Currency currency, const std::string& axis,
                     std::vector<Why>& whys) {
  for (const CriterionScore& one : score.criteria) {
    if (!one.value) {
      whys.push_back(missing(one));
    } else {
      whys.push_back(
          {"tier.criterion",
           {word(one.input), value_word(one, currency), percent(*one.points)}});
    }
  }
  if (score.scored) {
    whys.push_back({"tier.axis", {axis, percent(score.points), band_word(score.band)}});
  } else {
    whys.push_back(counts_as(axis, score.band));
  }
}

std::string_view purchase_code(TierInput input) {
  switch (input) {
    case TierInput::orders_12m:
      return "tier.value_annual";
    case TierInput::annual_purchases:
      return "tier.value_stated";
    case TierInput::past_amount:
      return "tier.value_past";
    default:
      return {};
  }
}

/// Growth and willingness, once each, whatever else stands in the policy.
bool is_growth_and_willingness(const AxisScore& score) {
  return score.criteria.size() == 2 &&
         score.criteria[0].input == TierInput::industry_growth &&
         score.criteria[1].input == TierInput::willingness;
}

std::string rating_word(const CriterionScore& score) {
  return band_word(static_cast<Rating>(score.value.value_or(0)));
}

}  // namespace

std::string band_word(Rating band) { return word(band); }

std::vector<Why> explain_value(const AxisScore& score, Currency currency) {
  const std::string axis = both("价值", "value");
  std::vector<Why> whys = foreign_amounts(score, currency);
  const CriterionScore& first = score.criteria.front();
  const std::string_view code = purchase_code(first.input);
  if (score.criteria.size() > 1 || code.empty()) {
    explain_plainly(score, currency, axis, whys);
  } else if (first.value) {
    whys.push_back({code, {value_word(first, currency), band_word(score.band)}});
  } else {
    whys.push_back({"tier.value_missing", {}});
    whys.push_back(counts_as(axis, score.band));
  }
  return whys;
}

std::vector<Why> explain_potential(const AxisScore& score, Currency currency) {
  const std::string axis = both("潜力", "potential");
  std::vector<Why> whys = foreign_amounts(score, currency);
  if (!is_growth_and_willingness(score)) {
    explain_plainly(score, currency, axis, whys);
    return whys;
  }
  const CriterionScore& growth = score.criteria[0];
  const CriterionScore& willingness = score.criteria[1];
  if (!growth.value && !willingness.value) {
    whys.push_back({"tier.potential_unknown", {}});
    whys.push_back(counts_as(axis, score.band));
    return whys;
  }
  for (const CriterionScore& one : score.criteria) {
    if (!one.value) whys.push_back(missing(one));
  }
  whys.push_back(
      {"tier.potential",
       {rating_word(growth), rating_word(willingness), band_word(score.band)}});
  return whys;
}

}  // namespace kith::tiering
