// What the tables of a cadence document give a promise on a day: addends of its points,
// beside weight and lateness (flow/jobs.hpp).
//
//   if (is_ranked(day, rules)) stakes = stakes_of(state.deals, pipelines, day);
//   auto addends = table_addends(row, state.cadence, stakes, day, rules);
//
// Integers only; pure. docs/decisions/017-day-plan.md says what was chosen.
#pragma once

#include <string>
#include <vector>

#include "kith/cadence/cadence.hpp"
#include "kith/deals/deals.hpp"
#include "kith/planner/job.hpp"

namespace kith {

/// What the tables look at beside the cadence's own state: the open deals of a customer
/// on a day. Regular value.
struct Stakes {
  std::string stage;          ///< of the deal that has come furthest; empty: none
  BilingualText stage_words;  ///< the id where no known pipeline names it
  std::vector<Money> open;    ///< what the deals are worth, a sum a currency, ascending
  bool operator==(const Stakes&) const = default;
};
/// Furthest is the deal with the most stages of its own pipeline behind it, of equals the
/// first by key. Deals without an amount add nothing; a sum past int64 stays at its end.
Stakes stakes_of(const DealsState& state, const Pipelines& pipelines, Date day);

/// Whether the document in force on a day has a table with a row.
bool is_ranked(Date day, const CadenceRules& rules);

/// One addend for each row that speaks of the promise, those of 0 points left out, in the
/// order tier, stage, value, overdue, tags by code; none when no document is in force.
/// Tier and tags are those after the facts of `day`, which the state has no fact after.
std::vector<Addend> table_addends(const PromiseRow& row, const CadenceState& state,
                                  const Stakes& stakes, Date day,
                                  const CadenceRules& rules);

}  // namespace kith
