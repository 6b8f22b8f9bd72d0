// Rows of the planner's answers. Private to planner.
#pragma once

#include "kith/base/table.hpp"
#include "kith/planner/plan.hpp"

namespace kith::planner {

/// Beside each job's row: its plan, and where it stands on today's list.
struct Answer {
  const OwnerPlan* plan = nullptr;
  const JobPlan* job = nullptr;
  std::int32_t place = 0;  ///< from 1; 0: not on the list
  bool shared = false;     ///< Objective::share
};

void write_day(TableWriter& w, const Answer& answer);
void write_places(TableWriter& w, const JobPlan& job);

}  // namespace kith::planner
