// One person, fifteen touches a day, more promises than fit: what each policy makes of
// it. Days are working days, numbered; every promise is a GAP.
//
// The book: 40, 35 and 25 % of the load have periods of 5, 10 and 20 days and weights 9,
// 3 and 1. A touch may come from four fifths of the period on. Policies see what is
// promised now, not what will be.
#pragma once

#include <cstdint>
#include <string_view>

namespace kith::planner_test {

enum class Policy : std::int32_t {
  oldest_first = 0,  ///< Objective::share
  tier_first = 1,    ///< the heavier first, then the older; not one of ours
  keep = 2,          ///< Objective::keep
  keep_with_cap = 3,
};
constexpr std::int32_t kPolicies = 4;
std::string_view policy_name(Policy policy);

/// Counts, so that they are the same everywhere.
struct Outcome {
  std::int64_t touches = 0;
  std::int64_t on_time = 0;    ///< touches no later than their period
  std::int64_t days = 0;       ///< customer-days by weight
  std::int64_t kept_days = 0;  ///< of them, those that begin with no touch overdue
  std::int64_t worst_gap = 0;  ///< in hundredths of the customer's period

  [[nodiscard]] std::int64_t on_time_percent() const { return 100 * on_time / touches; }
  [[nodiscard]] std::int64_t kept_percent() const { return 100 * kept_days / days; }
};

/// `load`: percent of what fits. The same arguments give the same outcome.
Outcome overload(Policy policy, std::int32_t load, std::int32_t days, std::uint32_t seed);

}  // namespace kith::planner_test
