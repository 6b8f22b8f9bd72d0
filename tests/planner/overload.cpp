#include "planner/overload.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "planner/kit.hpp"

namespace kith::planner_test {
namespace {

constexpr std::int32_t kSlots = 15;
constexpr std::int32_t kHorizon = 40;

struct Customer {
  std::int32_t period;
  std::int64_t weight;
  std::int32_t last;  ///< day of the last touch
};

struct Part {
  std::int32_t share;
  std::int32_t period;
  std::int64_t weight;
};
constexpr Part kParts[] = {{40, 5, 9}, {35, 10, 3}, {25, 20, 1}};

std::vector<Customer> customers(std::int32_t load, std::uint32_t seed) {
  Dice dice(seed);
  std::vector<Customer> book;
  for (const Part& part : kParts) {
    const std::int32_t count =
        (kSlots * part.period * part.share * load + 5'000) / 10'000;
    for (std::int32_t i = 0; i < count; ++i)  // evenly, as a first cycle is spread
      book.push_back({part.period, part.weight, -1 - i % part.period});
  }
  dice.shuffle(book);
  return book;
}

Job job_of(const Customer& c, std::size_t number, std::int32_t today) {
  Job job;
  job.key = JobKey(std::to_string(number));
  const std::int32_t release = c.last + (c.period * 4 + 4) / 5;
  job.window = {Date(release), Date(c.last + c.period)};
  job.since = Date(c.last);
  job.channel = Channel::phone;
  job.points = today > c.last + c.period
                   ? lateness_index(c.weight, today - c.last, c.period).value()
                   : c.weight;
  return job;
}

std::vector<std::size_t> planned(const std::vector<Customer>& book, std::int32_t today,
                                 Objective objective) {
  static const Calendar calendar = Calendar::weekly(0b1111111);
  std::vector<Job> jobs;
  for (std::size_t i = 0; i < book.size(); ++i) jobs.push_back(job_of(book[i], i, today));
  PlanOptions options;
  options.today = Date(today);
  options.objective = objective;
  options.fixes = false;
  const DayCapacity capacity{
      {Date(today), Date(today + kHorizon - 1)},
      {{Channel::phone, std::vector<std::int32_t>(kHorizon, kSlots)}},
      {}};
  const OwnerPlan plan = plan_days(jobs, capacity, calendar, options).value();
  return {plan.today.begin(), plan.today.end()};
}

std::vector<std::size_t> heaviest(const std::vector<Customer>& book, std::int32_t today) {
  std::vector<std::size_t> ready;
  for (std::size_t i = 0; i < book.size(); ++i) {
    if (book[i].last + (book[i].period * 4 + 4) / 5 <= today) ready.push_back(i);
  }
  std::stable_sort(ready.begin(), ready.end(), [&](std::size_t a, std::size_t b) {
    if (book[a].weight != book[b].weight) return book[a].weight > book[b].weight;
    return book[a].last + book[a].period < book[b].last + book[b].period;
  });
  ready.resize(std::min<std::size_t>(ready.size(), kSlots));
  return ready;
}

std::vector<std::size_t> touched(Policy policy, const std::vector<Customer>& book,
                                 std::int32_t today) {
  switch (policy) {
    case Policy::oldest_first:
      return planned(book, today, Objective::share);
    case Policy::tier_first:
      return heaviest(book, today);
    case Policy::keep:
      return planned(book, today, Objective::keep);
    case Policy::keep_with_cap:
      break;
  }
  return planned(book, today, Objective::keep_with_cap);
}

void count_gap(Outcome& outcome, const Customer& c, std::int32_t today) {
  outcome.worst_gap = std::max<std::int64_t>(
      outcome.worst_gap, std::int64_t{100} * (today - c.last) / c.period);
}

}  // namespace

std::string_view policy_name(Policy policy) {
  constexpr std::string_view names[] = {"oldest first", "tier first", "keep",
                                        "keep, cap 2"};
  return names[static_cast<std::size_t>(policy)];
}

Outcome overload(Policy policy, std::int32_t load, std::int32_t days,
                 std::uint32_t seed) {
  std::vector<Customer> book = customers(load, seed);
  Outcome outcome;
  for (std::int32_t today = 0; today < days; ++today) {
    for (const Customer& c : book) {
      outcome.days += c.weight;
      outcome.kept_days += today - c.last <= c.period ? c.weight : 0;
    }
    for (const std::size_t i : touched(policy, book, today)) {
      Customer& c = book[i];
      ++outcome.touches;
      outcome.on_time += today - c.last <= c.period ? 1 : 0;
      count_gap(outcome, c, today);
      c.last = today;
    }
  }
  for (const Customer& c : book) count_gap(outcome, c, days);
  return outcome;
}

}  // namespace kith::planner_test
