// The plan of one owner on one day: which jobs are today's, in which order, and one
// reason for each that is not.
//
//   OwnerPlan plan = plan_days(jobs, capacity, calendar, {.today = monday}).value();
//   for (std::int32_t i : plan.today) … jobs[i], plan.jobs[i].list_class …
//
// A function of its arguments alone: the order of the jobs given changes nothing.
// docs/decisions/013-planner.md says how it is found.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "kith/planner/certificate.hpp"
#include "kith/planner/job.hpp"

namespace kith {

enum class Placement : std::int32_t {
  latest = 0,  ///< today has only what cannot wait, what is late, and what may be pulled
  level = 1,   ///< the lowest peak that keeps the same jobs
};

struct PlanOptions {
  Date today;  ///< within the capacity's days; days before it are left out
  Objective objective = Objective::keep_with_cap;
  std::int32_t cap_times = 2;  ///< κ of keep_with_cap, at least 1
  Placement placement = Placement::latest;
  bool fixes = true;  ///< say what would give a refused job a slot
};

/// Why a job is on today's list or not. Append-only.
enum class PlanReason : std::int32_t {
  today = 0,
  safe_until = 1,    ///< it has a slot on a later day, and nothing is lost by waiting
  not_released = 2,  ///< its window has not begun; it has a slot
  capacity = 3,      ///< its slots go to jobs before it: see the certificate
  closed = 4,        ///< no day of its window has a slot
  no_horizon = 5,    ///< its window begins after the last day that is planned
  turn = 6,          ///< under `share`: earlier due days go first
};
std::span<const CodeWord> plan_reason_words() noexcept;
inline std::span<const CodeWord> words_of(PlanReason) { return plan_reason_words(); }

/// What would give a refused job a slot: either of them is enough.
struct Fix {
  Date day;                  ///< the last open day of its window, or its last day
  std::int32_t slots = 0;    ///< that many more on that day, in the caps above as well
  std::optional<Date> last;  ///< the window up to here; none within the horizon
  bool operator==(const Fix&) const = default;
};

/// The answer for one job.
struct JobPlan {
  PlanReason reason = PlanReason::today;
  std::optional<Date> day;              ///< on which it is served; none: it is not kept
  JobClass list_class = JobClass::due;  ///< of a day's list: early where it need not be
                                        ///< today
  Job planned;  ///< the job with window, class and points as the objective has them
  std::optional<Certificate> certificate;  ///< capacity and closed
  std::optional<Fix> fix;                  ///< the same, when fixes were asked for
  bool operator==(const JobPlan&) const = default;
};

struct OwnerPlan {
  std::vector<JobPlan> jobs;        ///< beside the jobs given
  std::vector<std::int32_t> today;  ///< numbers of today's jobs: list class, points, key
  bool rescuing = false;  ///< keep_with_cap could not serve every job within its cap, so
                          ///< that late ones go by the day of their cap, earliest first
  bool operator==(const OwnerPlan&) const = default;
};

/// Fails with what check_capacity() finds, duplicate (two jobs of one key), bad_order (a
/// window that ends before it begins, or jobs of several owners), bad_number or
/// out_of_range (an option), unimplemented (level where caps stand), naming the place.
Result<OwnerPlan> plan_days(std::span<const Job> jobs, const DayCapacity& capacity,
                            const Calendar& calendar, const PlanOptions& options);

}  // namespace kith
