// TierPolicy: the tier document, compiled. Two axes (value, potential), each a weighted
// mean of criteria in parts per million, cut into high, medium and low; a grid of the two
// bands gives the tier.
//
//   std::vector<Error> errors;
//   auto policy = parse_tier_policy(Json::parse(default_tier_json()).value(), errors);
//
// Not here: judging a customer (tiering.hpp), and when a policy is in force (adoption, a
// fact of the book).
//
// The document (kind "tier", schema version 1); data/documents/tier.json is the default:
//   {"kind":"tier","schema":1,"id":"default","name":{"zh":"…","en":"…"},"currency":"CNY",
//    "tiers":["A","B","C"],                                        best first
//    "value":{"criteria":[…],"bands":{"high":1000000,"medium":500000},"unknown":"low"},
//    "potential":{…},
//    "decision":{"kind":"grid","grid":{"high":{"high":"A","medium":"A","low":"B"},…}}}
//    value, then potential
// A criterion:
//   {"input":"orders_12m","else":["annual_purchases","past_amount"],"weight":1,"scale":…,"missing":…}
// The first of `input` and `else` that has data is used. A scale is one of
//   {"kind":"thresholds","below":0,"steps":[{"from":"500000.00","points":500000},…]}   a
//   step includes its edge
//   {"kind":"linear","from":0,"to":365}           0 points at `from` (and before),
//   1,000,000 at `to` (and past it)
//   {"kind":"lookup","points":{"low":0,"medium":500000,"high":1000000}} for ratings
// Amounts are decimal text in the policy's currency, other numbers integers. `missing`
// says what a criterion without data does: {"rule":"points","points":500000} or
// {"rule":"skip"}. When every criterion of an axis is skipped, the axis takes the band
// `unknown` (value: low unless stated, potential: medium) at that band's lower edge.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "kith/base/json.hpp"
#include "kith/base/money.hpp"
#include "kith/model/codes.hpp"

namespace kith {

/// Points are parts per million of the best.
inline constexpr std::int64_t kTierFullPoints = 1'000'000;

/// What a criterion may look at. Append-only.
enum class TierInput : std::int32_t {
  orders_12m = 1,        ///< money: net purchases of the last 365 days, from orders
  annual_purchases = 2,  ///< money a year, as stated
  past_amount = 3,       ///< money: bought before the book began
  annual_profit = 4,     ///< money a year
  budget_low = 5,        ///< money
  budget_high = 6,       ///< money
  industry_growth = 7,   ///< rating
  willingness = 8,       ///< rating
  purchase_cycle = 9,    ///< integer days
};
std::span<const CodeWord> tier_input_words() noexcept;
inline std::span<const CodeWord> words_of(TierInput) { return tier_input_words(); }

enum class TierInputType : std::int32_t { money = 1, rating = 2, integer = 3 };
TierInputType type_of(TierInput input) noexcept;

/// The last step whose edge is reached gives the points; `below` before the first.
struct TierThresholds {
  struct Step {
    std::int64_t from = 0;  ///< minor units for money; included
    std::int64_t points = 0;
    bool operator==(const Step&) const = default;
  };
  std::int64_t below = 0;
  std::vector<Step> steps;  ///< ascending, at least one
  bool operator==(const TierThresholds&) const = default;
};
/// A straight line, clamped at both ends; rounded towards zero points. `from` > `to`
/// falls with the input.
struct TierLinear {
  std::int64_t from = 0;
  std::int64_t to = 0;
  bool operator==(const TierLinear&) const = default;
};
/// Points of Rating::low, medium, high.
struct TierLookup {
  std::array<std::int64_t, 3> points{};
  bool operator==(const TierLookup&) const = default;
};
using TierScale = std::variant<TierThresholds, TierLinear, TierLookup>;

struct TierCriterion {
  std::vector<TierInput>
      inputs;               ///< in order of preference, all of one type, at least one
  std::int64_t weight = 1;  ///< 1 … 1,000,000
  TierScale scale;
  std::optional<std::int64_t>
      missing_points;  ///< none: a criterion without data is skipped
  bool operator==(const TierCriterion&) const = default;
};

struct TierAxis {
  std::vector<TierCriterion> criteria;  ///< at least one
  std::int64_t high_from = 0;           ///< included
  std::int64_t medium_from = 0;         ///< included; below is low
  Rating unknown = Rating::medium;      ///< band when every criterion is skipped
  bool operator==(const TierAxis&) const = default;
};

/// The parts of a policy, as the document states them.
struct TierRules {
  std::string id;
  std::string name_zh;
  std::string name_en;
  Currency currency;
  std::vector<std::string> tiers;  ///< best first
  TierAxis value;
  TierAxis potential;
  /// Tier as index into `tiers`, by value band then potential band, each low, medium,
  /// high.
  std::array<std::array<std::int32_t, 3>, 3> grid{};
  bool operator==(const TierRules&) const = default;
};

/// A checked policy. Immutable regular value.
class TierPolicy {
 public:
  [[nodiscard]] const TierRules& rules() const noexcept { return rules_; }
  [[nodiscard]] const std::string& id() const noexcept { return rules_.id; }
  /// Best first.
  [[nodiscard]] const std::vector<std::string>& tiers() const noexcept {
    return rules_.tiers;
  }
  /// Place of a tier, 0 the best; none for a tier the policy does not know.
  [[nodiscard]] std::optional<std::int32_t> rank_of(std::string_view tier) const noexcept;
  /// Tier of a pair of bands. Precondition: neither is unknown.
  [[nodiscard]] const std::string& tier_of(Rating value, Rating potential) const noexcept;
  bool operator==(const TierPolicy&) const = default;

 private:
  friend Result<TierPolicy> parse_tier_policy(const Json&, std::vector<Error>&);
  explicit TierPolicy(TierRules rules) : rules_(std::move(rules)) {}
  TierRules rules_;
};

/// Compiles a document. Every error is appended to `errors` with its JSON path as field;
/// the Result's error is the first of them. Beyond shape it refuses: steps not ascending,
/// a line of no length, a scale that does not fit its inputs, fallbacks of another type,
/// a high band below the medium one, a grid whose tier falls where a band rises, a cell
/// that names a tier not in the list, a decision kind other than "grid". A listed tier
/// that no cell gives is allowed: decisions may still set it.
Result<TierPolicy> parse_tier_policy(const Json& document, std::vector<Error>& errors);

/// data/documents/tier.json as compiled in.
std::string_view default_tier_json() noexcept;
/// The same, parsed once.
const TierPolicy& default_tier_policy();

}  // namespace kith
