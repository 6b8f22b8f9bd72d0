// The plan of a day: jobs as the objective has them, the kept set, days, reasons.
#include "kith/planner/plan.hpp"

#include <algorithm>
#include <numeric>
#include <string>
#include <unordered_set>
#include <utility>

#include "planner/objective.hpp"
#include "planner/planning.hpp"

namespace kith {
namespace planner {

void Planning::serve(std::int32_t i, std::int32_t day, bool must) {
  JobPlan& answer = job(i);
  answer.day = options.today.plus_days(day);
  answer.list_class = answer.planned.job_class;
  if (day == 0) {
    answer.reason = PlanReason::today;
    if (answer.list_class == JobClass::due && !must &&
        options.objective != Objective::share) {
      answer.list_class = JobClass::early;
    }
    return;
  }
  const bool begun = answer.planned.window.first <= options.today;
  answer.reason = !begun                                  ? PlanReason::not_released
                  : options.objective == Objective::share ? PlanReason::turn
                                                          : PlanReason::safe_until;
}

void Planning::refuse(std::int32_t i, Certificate certificate) {
  JobPlan& answer = job(i);
  answer.list_class = answer.planned.job_class;
  answer.reason = certificate.slots() > 0 ? PlanReason::capacity : PlanReason::closed;
  answer.certificate = std::move(certificate);
}

bool Planning::may_pull(std::int32_t i) {
  const JobPlan& answer = job(i);
  return answer.reason == PlanReason::turn ||
         (answer.reason == PlanReason::safe_until &&
          (answer.planned.may_pull || answer.planned.job_class == JobClass::starving));
}

std::vector<std::int32_t> Planning::pulls(std::span<const std::int32_t> kept) {
  std::vector<std::int32_t> found;
  for (const std::int32_t i : kept) {
    if (may_pull(i)) found.push_back(i);
  }
  if (options.objective == Objective::share) return found;
  // What is late comes in its order, before all that is only early.
  const auto early = std::stable_partition(
      found.begin(), found.end(),
      [this](std::int32_t i) { return job(i).planned.job_class == JobClass::starving; });
  std::stable_sort(early, found.end(), [this](std::int32_t a, std::int32_t b) {
    return job(a).planned.window.last < job(b).planned.window.last;
  });
  return found;
}

}  // namespace planner

namespace {

using planner::Planning;

Result<void> check_jobs(std::span<const Job> jobs) {
  std::unordered_set<std::string_view> keys;
  keys.reserve(jobs.size());
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    const Job& job = jobs[i];
    const auto row = static_cast<std::int64_t>(i);
    if (job.window.last < job.window.first) {
      return invalid(Reason::bad_order, "a window ends before it begins")
          .at("window", row);
    }
    if (job.owner != jobs[0].owner) {
      return invalid(Reason::bad_order, "a plan is that of one owner").at("owner", row);
    }
    if (!keys.insert(job.key.text()).second) {
      return invalid(Reason::duplicate, "another job has this key")
          .at("key", row)
          .with("value", job.key.text());
    }
  }
  return {};
}

Result<void> check_options(const PlanOptions& options, const DayCapacity& capacity) {
  if (!capacity.days.contains(options.today)) {
    return Error(Status::out_of_range, Reason::date_out_of_range,
                 "not within the days of the capacity")
        .at("today");
  }
  if (options.cap_times < 1) {
    return invalid(Reason::bad_number, "at least 1").at("cap_times");
  }
  if (options.placement == Placement::level && !capacity.caps.empty()) {
    return Error(Status::unimplemented, Reason::none, "caps stand above the days")
        .at("placement");
  }
  return {};
}

/// The capacity without the days before today.
DayCapacity from_today(const DayCapacity& capacity, Date today) {
  DayCapacity left{{today, capacity.days.last}, {}, {}};
  const auto gone = days_between(capacity.days.first, today);
  for (const ChannelSlots& c : capacity.channels)
    left.channels.push_back({c.channel, {c.slots.begin() + gone, c.slots.end()}});
  for (const Cap& cap : capacity.caps) {
    if (cap.days.last >= today && cap.days.first <= left.days.last)
      left.caps.push_back(cap);
  }
  return left;
}

Planning plan_once(std::span<const Job> jobs, const DayCapacity& capacity,
                   const Calendar& calendar, const PlanOptions& options, bool rescuing) {
  Planning p{capacity, options, {}, std::vector<JobPlan>(jobs.size())};
  const Date horizon = capacity.days.last;
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    JobPlan& answer = p.jobs[i];
    answer.planned = planner::planned_job(jobs[i], options, horizon, calendar, rescuing);
    answer.list_class = answer.planned.job_class;
    answer.reason = PlanReason::no_horizon;
    if (answer.planned.window.first <= horizon)
      p.order.push_back(static_cast<std::int32_t>(i));
  }
  std::sort(p.order.begin(), p.order.end(), [&p](std::int32_t a, std::int32_t b) {
    return before(p.job(a).planned, p.job(b).planned);
  });
  if (capacity.caps.empty()) {
    planner::plan_channels(p);
  } else {
    planner::plan_capped(p);
  }
  return p;
}

/// Whether a late job is refused within its cap.
bool starves(const Planning& p) {
  return std::any_of(p.jobs.begin(), p.jobs.end(), [](const JobPlan& answer) {
    return answer.reason == PlanReason::capacity &&
           answer.planned.job_class == JobClass::starving;
  });
}

std::vector<std::int32_t> list_of_today(Planning& p) {
  std::vector<std::int32_t> today;
  for (std::int32_t i = 0; i < static_cast<std::int32_t>(p.jobs.size()); ++i) {
    if (p.job(i).reason == PlanReason::today) today.push_back(i);
  }
  std::sort(today.begin(), today.end(), [&p](std::int32_t a, std::int32_t b) {
    const JobPlan& x = p.job(a);
    const JobPlan& y = p.job(b);
    if (x.list_class != y.list_class) return x.list_class < y.list_class;
    return before(x.planned, y.planned);
  });
  return today;
}

}  // namespace

Result<OwnerPlan> plan_days(std::span<const Job> jobs, const DayCapacity& capacity,
                            const Calendar& calendar, const PlanOptions& options) {
  for (const Result<void>& checked :
       {check_capacity(capacity), check_jobs(jobs), check_options(options, capacity)}) {
    if (!checked) return checked.error();
  }
  const DayCapacity left = from_today(capacity, options.today);
  OwnerPlan plan;
  Planning first = plan_once(jobs, left, calendar, options, false);
  plan.rescuing = options.objective == Objective::keep_with_cap && starves(first);
  Planning p =
      plan.rescuing ? plan_once(jobs, left, calendar, options, true) : std::move(first);
  plan.today = list_of_today(p);
  plan.jobs = std::move(p.jobs);
  return plan;
}

namespace {

constexpr CodeWord kPlanReasons[] = {
    {0, "today", "今天做", "today"},
    {1, "safe_until", "晚些做也来得及", "safe until a later day"},
    {2, "not_released", "时间未到", "its window has not begun"},
    {3, "capacity", "时段已满", "its days are full"},
    {4, "closed", "期间无可用时段", "no slot on any of its days"},
    {5, "no_horizon", "超出计划范围", "beyond the days planned"},
    {6, "turn", "按序等待", "waits for its turn"},
};

}  // namespace

std::span<const CodeWord> plan_reason_words() noexcept { return kPlanReasons; }

}  // namespace kith
