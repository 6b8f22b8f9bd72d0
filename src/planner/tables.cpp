// Many owners' plans, from tables to tables.
#include "kith/planner/tables.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <string>
#include <utility>

#include "planner/columns.hpp"
#include "planner/table_rows.hpp"
#include "planner/table_schemas.hpp"

namespace kith {
namespace {

using planner::Columns;

constexpr std::int32_t kLongestPlan = 3'700;
constexpr std::int32_t kMostSlots = 1'000'000'000;

/// What one owner has, with the rows it came from.
struct OwnerInput {
  std::vector<Job> jobs;
  std::vector<std::int64_t> job_rows;
  DayCapacity capacity;
  std::vector<std::int64_t> cap_rows;
};
using Owners = std::map<PersonKey, OwnerInput>;

Job job_at(const Columns& in, std::int64_t row) {
  namespace col = planner::jobs_column;
  Job job;
  job.owner = PersonKey(std::string(in.text(col::owner, row)));
  job.key = JobKey(std::string(in.text(col::key, row)));
  job.channel = in.code(col::channel, row, Channel::unknown);
  job.window = {in.day(col::first, row), in.day(col::last, row)};
  job.job_class = in.code(col::job_class, row, JobClass::due);
  job.points = in.number(col::points, row, std::numeric_limits<std::int64_t>::min(),
                         std::numeric_limits<std::int64_t>::max());
  job.since = in.day_if_any(col::since, row);
  job.may_pull = in.number(col::may_pull, row, 0, 1) == 1;
  if (job.window.last < job.window.first) {
    in.fail(invalid(Reason::bad_order, "the window ends before it begins"), col::last,
            row);
  }
  return job;
}

void read_jobs(const Table& table, Owners& owners) {
  const Columns in(plan_jobs_schema(), table, "jobs");
  for (std::int64_t row = 0; row < in.rows(); ++row) {
    Job job = job_at(in, row);
    OwnerInput& owner = owners[job.owner];
    owner.jobs.push_back(std::move(job));
    owner.job_rows.push_back(row);
  }
}

struct SlotRow {
  PersonKey owner;
  Channel channel;
  Date day;
  std::int32_t slots;
  std::int64_t row;
};

std::vector<SlotRow> read_slots(const Columns& in, Date today) {
  namespace col = planner::slots_column;
  std::vector<SlotRow> rows;
  for (std::int64_t row = 0; row < in.rows(); ++row) {
    SlotRow r{PersonKey(std::string(in.text(col::owner, row))),
              in.code(col::channel, row, Channel::unknown), in.day(col::day, row),
              static_cast<std::int32_t>(in.number(col::slots, row, 0, kMostSlots)), row};
    if (r.day < today) continue;
    if (days_between(today, r.day) >= kLongestPlan) {
      in.fail(Error(Status::out_of_range, Reason::too_large,
                    "a plan reaches " + std::to_string(kLongestPlan) + " days"),
              col::day, row);
    }
    rows.push_back(std::move(r));
  }
  return rows;
}

std::vector<std::int32_t>& slots_of(DayCapacity& capacity, Channel channel) {
  for (ChannelSlots& c : capacity.channels) {
    if (c.channel == channel) return c.slots;
  }
  const auto days =
      static_cast<std::size_t>(days_between(capacity.days.first, capacity.days.last)) + 1;
  capacity.channels.push_back({channel, std::vector<std::int32_t>(days, -1)});
  return capacity.channels.back().slots;
}

/// Slots of owners who have jobs; every row is checked.
void put_slots(const Table& table, Date today, Owners& owners) {
  const Columns in(plan_slots_schema(), table, "slots");
  const std::vector<SlotRow> rows = read_slots(in, today);
  Date last = today;
  for (const SlotRow& r : rows) last = std::max(last, r.day);
  for (auto& [key, owner] : owners) owner.capacity.days = {today, last};
  for (const SlotRow& r : rows) {
    const auto owner = owners.find(r.owner);
    if (owner == owners.end()) continue;
    std::int32_t& slots =
        slots_of(owner->second.capacity,
                 r.channel)[static_cast<std::size_t>(days_between(today, r.day))];
    if (slots >= 0) {
      in.fail(invalid(Reason::duplicate, "slots of that day and channel stand twice"),
              planner::slots_column::day, r.row);
    }
    slots = r.slots;
  }
  for (auto& [key, owner] : owners) {
    for (ChannelSlots& c : owner.capacity.channels)
      std::replace(c.slots.begin(), c.slots.end(), -1, 0);
  }
}

void put_caps(const Table& table, Owners& owners) {
  namespace col = planner::caps_column;
  const Columns in(plan_caps_schema(), table, "caps");
  for (std::int64_t row = 0; row < in.rows(); ++row) {
    const PersonKey key{std::string(in.text(col::owner, row))};
    const Cap cap{{in.day(col::first, row), in.day(col::last, row)},
                  static_cast<std::int32_t>(in.number(col::slots, row, 0, kMostSlots))};
    if (cap.days.last < cap.days.first) {
      in.fail(invalid(Reason::bad_order, "the cap ends before it begins"), col::last,
              row);
    }
    const auto owner = owners.find(key);
    if (owner == owners.end()) continue;
    owner->second.capacity.caps.push_back(cap);
    owner->second.cap_rows.push_back(row);
  }
}

/// An error of one owner's plan, placed in the tables.
Error placed(Error error, const OwnerInput& owner) {
  const auto row = static_cast<std::size_t>(error.row());
  if (error.field() == "caps" && error.row() >= 0) {
    error.set_place("first", owner.cap_rows[row]);
    return std::move(error).with("table", "caps");
  }
  if (error.field() == "key" && error.row() >= 0) {
    error.set_place("key", owner.job_rows[row]);
    return std::move(error).with("table", "jobs");
  }
  return error;
}

PlanTables written(const Owners& owners, const std::vector<OwnerPlan>& plans,
                   std::int64_t rows, bool shared) {
  std::vector<planner::Answer> answers(static_cast<std::size_t>(rows));
  auto plan = plans.begin();
  for (const auto& [key, owner] : owners) {
    const auto answer = [&](std::size_t job) -> planner::Answer& {
      return answers[static_cast<std::size_t>(owner.job_rows[job])];
    };
    for (std::size_t i = 0; i < owner.jobs.size(); ++i)
      answer(i) = {&*plan, &plan->jobs[i], 0, shared};
    for (std::size_t i = 0; i < plan->today.size(); ++i)
      answer(static_cast<std::size_t>(plan->today[i])).place =
          static_cast<std::int32_t>(i) + 1;
    ++plan;
  }
  TableWriter days(plan_days_schema());
  TableWriter places(plan_places_schema());
  for (const planner::Answer& answer : answers) {
    planner::write_day(days, answer);
    planner::write_places(places, *answer.job);
  }
  return {std::move(days).finish(), std::move(places).finish()};
}

PlanTables planned(const PlanInput& input, const Calendar& calendar,
                   const PlanOptions& options) {
  Owners owners;
  read_jobs(input.jobs, owners);
  put_slots(input.slots, options.today, owners);
  if (input.caps != nullptr) put_caps(*input.caps, owners);
  std::vector<OwnerPlan> plans;
  for (const auto& [key, owner] : owners) {
    Result<OwnerPlan> plan = plan_days(owner.jobs, owner.capacity, calendar, options);
    if (!plan) throw placed(plan.error(), owner);
    plans.push_back(*std::move(plan));
  }
  return written(owners, plans, input.jobs.rows(), options.objective == Objective::share);
}

}  // namespace

Result<PlanTables> plan_tables(const PlanInput& input, const Calendar& calendar,
                               const PlanOptions& options) {
  try {
    // Options are judged even where there is nobody to plan.
    const DayCapacity nothing{{options.today, options.today}, {}, {}};
    if (auto checked = plan_days({}, nothing, calendar, options); !checked)
      return checked.error();
    return planned(input, calendar, options);
  } catch (const Error& error) {
    return error;
  }
}

}  // namespace kith
