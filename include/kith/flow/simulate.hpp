// What a cadence does to a book in the working days ahead: every day each of ours plans
// the day and makes its touches, and promises are judged. Nothing is recorded.
//
//   Simulation s = simulate(customers, trial.rules(rules), {.from = monday}).value();
//
// It assumes what docs/decisions/018-before-adoption.md lists: every touch is answered,
// nothing else happens. Deterministic; not here: where customers come from (view).
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "kith/flow/demand.hpp"
#include "kith/flow/jobs.hpp"

namespace kith {

struct SimulatedCustomer {
  CustomerKey key;
  PersonKey owner;
  CadenceState cadence;  ///< no fact after the first day
  Stakes stakes;         ///< stay as they are
};

struct SimulationOptions {
  Date from;
  std::int32_t days = 60;     ///< working days, from the first on or after `from`
  std::int32_t horizon = 60;  ///< working days of each day's plan
  Objective objective = Objective::keep_with_cap;
  std::int32_t cap_times = 2;
};

/// Of one person, or of all. Promises are those of the customers held, touches those
/// made.
struct SimulationFigures {
  std::int64_t customers = 0;
  std::int64_t kept = 0;
  std::int64_t in_grace = 0;
  std::int64_t broken = 0;
  std::int64_t waived = 0;
  std::int64_t overdue_at_end = 0;
  std::int64_t worst_gap_wd = 0;   ///< from what a promise counts from to its touch
  std::int64_t worst_gap_ppm = 0;  ///< the same over the promise's period
  std::int64_t touches = 0;
  std::int64_t slots = 0;
  std::int64_t peak = 0;
  std::optional<Date> peak_day;
  std::int64_t unserved = 0;  ///< due by the last day, and nobody with a capacity for it
  bool operator==(const SimulationFigures&) const = default;
};

struct Simulation {
  DateSpan days;
  std::map<PersonKey, SimulationFigures> people;  ///< the empty key: nobody's
  SimulationFigures all;
  bool operator==(const Simulation&) const = default;
};

/// Fails with bad_number (days or horizon not 1 to 250), no_working_day, and as
/// plan_days() does. Complexity: days × (customers + plans of people).
Result<Simulation> simulate(std::vector<SimulatedCustomer> customers,
                            const CadenceRules& rules, const SimulationOptions& options);

}  // namespace kith
