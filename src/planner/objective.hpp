// Jobs as an objective sees them on a day.
#pragma once

#include "kith/planner/plan.hpp"

namespace kith::planner {

/// Window, class and points of the job for planning on options.today. A window never
/// begins before today; one that has ended is today alone, or up to the cap.
/// `rescuing`: starving jobs take today's slots, by the day of their cap.
Job planned_job(const Job& job, const PlanOptions& options, Date horizon,
                const Calendar& calendar, bool rescuing);

}  // namespace kith::planner
