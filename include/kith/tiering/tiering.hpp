// Tiering: what tier a customer's facts deserve, and what tier is in force.
//
//   TieringState state;
//   for (const Fact& fact : facts_of_one_customer) apply(state, fact);
//   TierJudgement now = judge(policy, state, {orders_12m});   // the live score
//   std::optional<std::string> tier = tier_on(state, day);    // what the last review
//   decided
//
// The judgement is a function of facts and changes with every fact; the tier in force
// changes only by a decision (TierFact), which a review run records. Not here: the review
// itself (flow), adoption of policies, tags.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kith/base/date.hpp"
#include "kith/base/money.hpp"
#include "kith/model/fact.hpp"
#include "kith/model/why.hpp"
#include "kith/tiering/policy.hpp"

namespace kith {

/// One decision. It holds until the next one's effective day.
struct TierPeriod {
  Date effective;  ///< first day on which the tier is in force: the day on which the
                   ///< decision occurred
  std::string tier;
  std::string run;
  bool operator==(const TierPeriod&) const = default;
  template <class A>
  void serialize(A& ar, unsigned) {
    ar& effective& tier& run;
  }
};

/// What tiering remembers of one customer. Regular value.
struct TieringState {
  // The latest decision, by effective day. An empty tier: none was made yet.
  std::string tier;
  Date effective;
  std::string run;   ///< key of the run that decided
  std::string rule;  ///< reason code
  std::vector<TierPeriod>
      history;  ///< every decision, ascending by effective day, the latest last

  std::string file_tier;  ///< the tier a file claims; empty: none
  Date file_tier_on;      ///< day of the fact that said so

  // Inputs seen so far; absent: never stated, or cleared.
  std::optional<Money> past_amount;
  std::optional<Money> annual_purchases;
  std::optional<Money> annual_profit;
  std::optional<Money> budget_low;
  std::optional<Money> budget_high;
  Rating industry_growth = Rating::unknown;
  Rating willingness = Rating::unknown;
  std::optional<std::int64_t> purchase_cycle;  ///< days

  bool operator==(const TieringState&) const = default;
  template <class A>
  void serialize(A& ar, unsigned) {
    ar& tier& effective& run& rule& history& file_tier& file_tier_on;
    ar& past_amount& annual_purchases& annual_profit& budget_low& budget_high;
    ar& industry_growth& willingness& purchase_cycle;
  }
};

/// Takes in one fact of the customer: fields that tiering reads (CustomerFact) and
/// decisions (TierFact); other kinds are ignored. Facts come in fact order; a decision
/// out of order still finds its place in the history. A cleared field is forgotten; a
/// value of the wrong type (which check_fact refuses) counts as cleared.
void apply(TieringState& state, const Fact& fact);

/// What other rooms know and tiering judges by.
struct TierInputs {
  /// Orders less returns of the 365 days up to and including as_of; none when the
  /// customer has no orders at all (zero when it has, but none so recent). May be
  /// negative.
  std::optional<Money> orders_12m;
};

/// The tier that the facts give now, and why.
struct TierJudgement {
  std::string tier;
  std::string value_band;      ///< "high", "medium" or "low"
  std::string potential_band;  ///< the same
  std::int64_t value_ppm = 0;
  std::int64_t potential_ppm = 0;
  std::string rule;  ///< reason code of the rule that decided: "tier.grid"
  /// Value, potential, then the decision, then agreement with the file's tier where there
  /// is one.
  std::vector<Why> whys;
  bool operator==(const TierJudgement&) const = default;
};

/// Pure, total. Points of an axis are the weighted mean of its criteria's points, rounded
/// down, so that no band is reached that was not earned. An amount in another currency
/// than the policy's counts as missing, and a why says so.
TierJudgement judge(const TierPolicy& policy, const TieringState& state,
                    const TierInputs& inputs);

/// The tier in force on a day: the latest decision effective on or before it. None before
/// the first. O(log of the decisions).
std::optional<std::string> tier_on(const TieringState& state, Date day);

}  // namespace kith
