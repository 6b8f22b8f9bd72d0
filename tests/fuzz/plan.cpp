// Plans of any jobs under any slots and caps: nobody is served outside a window or
// without a slot, and every refusal is proven.
#include <map>
#include <string>
#include <utility>

#include "fuzz/fuzz.hpp"
#include "kith/planner/plan.hpp"

using namespace kith;
using namespace kith::fuzz;

namespace {

constexpr std::int32_t kDays = 12;
const Date kFirst = Date(20'000);

DayCapacity capacity_of(Pieces& in) {
  DayCapacity capacity{{kFirst, kFirst.plus_days(kDays - 1)}, {}, {}};
  for (std::int32_t c = 1 + in.byte() % 2; c > 0; --c) {
    std::vector<std::int32_t> slots;
    for (std::int32_t d = 0; d < kDays; ++d) slots.push_back(in.byte() % 4);
    capacity.channels.push_back({static_cast<Channel>(c), slots});
  }
  for (std::int32_t n = in.byte() % 4; n > 0; --n) {
    const Date first = kFirst.plus_days(in.byte() % 16 - 2);
    capacity.caps.push_back({{first, first.plus_days(in.byte() % 8 - 1)}, in.byte() % 9});
  }
  return capacity;
}

std::vector<Job> jobs_of(Pieces& in) {
  std::vector<Job> jobs;
  while (!in.empty() && jobs.size() < 40) {
    Job job;
    job.key = JobKey(std::to_string(jobs.size()));
    const Date first = kFirst.plus_days(in.number<std::int8_t>() % 20);
    job.window = {first, first.plus_days(in.byte() % 9)};
    const std::uint8_t mixed = in.byte();
    job.job_class = static_cast<JobClass>(mixed % 6);
    job.channel = static_cast<Channel>(mixed / 8 % 3);
    job.may_pull = mixed >= 128;
    job.points = in.number<std::int16_t>();
    if (mixed % 5 == 0) job.since = first.plus_days(-(mixed % 7));
    jobs.push_back(job);
  }
  return jobs;
}

/// What is left of it from a day on.
DayCapacity from(const DayCapacity& capacity, Date today) {
  DayCapacity left{{today, capacity.days.last}, {}, {}};
  const auto gone = days_between(capacity.days.first, today);
  for (const ChannelSlots& c : capacity.channels)
    left.channels.push_back({c.channel, {c.slots.begin() + gone, c.slots.end()}});
  left.caps = capacity.caps;
  return left;
}

void check(const OwnerPlan& plan, const DayCapacity& left) {
  std::vector<Job> kept;
  std::map<std::pair<Channel, Date>, std::int32_t> taken;
  for (const JobPlan& answer : plan.jobs) {
    if (!answer.day) continue;
    LAW(answer.planned.window.contains(*answer.day));
    ++taken[{answer.planned.channel, *answer.day}];
    kept.push_back(answer.planned);
  }
  for (const auto& [where, count] : taken)
    LAW(count <= left.slots_on(where.first, where.second));
  for (const JobPlan& answer : plan.jobs) {
    if (answer.certificate)
      LAW(certificate_holds(*answer.certificate, answer.planned, kept, left));
    LAW(!answer.fix || answer.fix->slots > 0);
  }
}

}  // namespace

KITH_FUZZ_TARGET(plan) {
  Pieces in(bytes);
  PlanOptions options;
  options.today = kFirst.plus_days(in.byte() % kDays);
  options.objective = static_cast<Objective>(in.byte() % 3);
  options.cap_times = in.byte() % 4;
  options.placement = static_cast<Placement>(in.byte() % 2);
  const DayCapacity capacity = capacity_of(in);
  const std::vector<Job> jobs = jobs_of(in);
  const auto plan = plan_days(jobs, capacity, china_calendar(), options);
  if (plan) check(*plan, from(capacity, options.today));
}
