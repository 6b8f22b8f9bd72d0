// What each objective makes of a job.
#include "planner/objective.hpp"

#include <algorithm>

namespace kith::planner {
namespace {

/// Points by which the earlier day is first.
std::int64_t sooner(Date day) { return std::int64_t{Date::kMaxDays} - day.days(); }

/// By due day alone, on any day of the horizon. A pin stays a pin.
void share(Job& job, Date today, Date horizon) {
  if (job.job_class == JobClass::pinned) {
    job.window.last = std::max(job.window.last, today);
    return;
  }
  job.points = sooner(job.window.last);
  if (job.job_class != JobClass::spare) job.job_class = JobClass::due;
  job.window.last = std::max(horizon, job.window.first);
}

/// A promise that is broken, without a cap: today, if there is room.
void make_late(Job& job, Date today) {
  job.window.last = today;
  if (job.job_class == JobClass::due) job.job_class = JobClass::late;
}

void make_starving(Job& job, const PlanOptions& options, const Calendar& calendar,
                   bool rescuing) {
  const Date cap = cap_day(*job.since, job.window.last, options.cap_times, calendar);
  job.job_class = JobClass::starving;
  job.window.last = rescuing ? options.today : std::max(cap, options.today);
  if (rescuing) job.points = sooner(cap);
}

/// Whether a cap is known for a late job, and the objective has one.
bool capped(const Job& job, const PlanOptions& options) {
  return options.objective == Objective::keep_with_cap && job.since &&
         *job.since < job.window.last &&
         (job.job_class == JobClass::due || job.job_class == JobClass::late);
}

}  // namespace

Job planned_job(const Job& job, const PlanOptions& options, Date horizon,
                const Calendar& calendar, bool rescuing) {
  Job planned = job;
  if (options.objective == Objective::share) {
    share(planned, options.today, horizon);
  } else if (job.window.last < options.today) {
    if (capped(job, options)) {
      make_starving(planned, options, calendar, rescuing);
    } else {
      make_late(planned, options.today);
    }
  }
  planned.window.first = std::max(planned.window.first, options.today);
  return planned;
}

}  // namespace kith::planner
