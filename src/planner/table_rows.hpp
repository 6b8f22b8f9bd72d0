// Rows of the planner's answers. Private to planner.
#pragma once

#include <string>
#include <vector>

#include "kith/base/table.hpp"
#include "kith/model/why.hpp"
#include "kith/planner/plan.hpp"

namespace kith::planner {

/// Beside each job's row: its plan, and where it stands on today's list.
struct Answer {
  const OwnerPlan* plan = nullptr;
  const JobPlan* job = nullptr;
  std::int32_t place = 0;  ///< from 1; 0: not on the list
  bool shared = false;     ///< Objective::share
};

/// Why a job is today's or not, what would keep it, and that its owner's late ones are
/// rescued. `weakest` is how the last of those before it is called.
std::vector<Why> whys_of(const Answer& answer, const std::string& weakest);

void write_day(TableWriter& w, const Answer& answer);
void write_places(TableWriter& w, const JobPlan& job);

}  // namespace kith::planner
