// The planner: one event in a book of 60 days with 15 slots, and whole plans of 3,000
// owners with 1,000 jobs each on two threads.
//
// Floor of an event: the days of the book and the jobs on those that it reaches.
#include <algorithm>
#include <chrono>
#include <thread>
#include <vector>

#include "harness.hpp"
#include "kith/planner/capped_book.hpp"
#include "kith/planner/day_book.hpp"
#include "kith/planner/plan.hpp"
#include "world.hpp"

namespace {

using namespace kith;
using namespace kith::bench;

constexpr std::int32_t kDays = 60;
constexpr std::int32_t kSlots = 15;
constexpr std::int32_t kEvents = 20'000;
constexpr std::int64_t kOwners = 3'000;
constexpr std::int32_t kJobsEach = 1'000;
constexpr std::int32_t kDifferent = 300;  // owners made; each is planned ten times
const Date kFirst = Date(20'000);

std::int32_t draw(std::uint64_t column, std::int64_t row, std::int32_t below) {
  const std::uint64_t drawn = scatter(column, static_cast<std::uint64_t>(row)) >> 20;
  return static_cast<std::int32_t>(drawn % static_cast<std::uint64_t>(below));
}

Job some_job(std::int64_t number, Channel channel) {
  Job job;
  job.key = JobKey("c-" + std::to_string(number));
  const std::int32_t first = draw(1, number, kDays);
  job.window = {kFirst.plus_days(first), kFirst.plus_days(first + draw(2, number, 10))};
  job.points = draw(3, number, 1'000);
  job.channel = channel;
  job.may_pull = draw(4, number, 2) == 0;
  return job;
}

std::vector<Job> book_jobs(std::int32_t load_percent) {
  std::vector<Job> jobs;
  for (std::int32_t i = 0; i < kDays * kSlots * load_percent / 100; ++i)
    jobs.push_back(some_job(i, Channel::phone));
  return jobs;
}

DayBook full_book(std::int32_t load_percent) {
  DayBook book({kFirst, kFirst.plus_days(kDays - 1)}, Channel::phone,
               std::vector<std::int32_t>(kDays, kSlots));
  for (const Job& job : book_jobs(load_percent)) (void)book.insert(job).value();
  return book;
}

/// The same with a cap on each day and one on each week.
CappedBook capped_book(std::int32_t load_percent) {
  DayCapacity capacity{{kFirst, kFirst.plus_days(kDays - 1)},
                       {{Channel::phone, std::vector<std::int32_t>(kDays, kSlots)},
                        {Channel::visit, std::vector<std::int32_t>(kDays, 3)}},
                       {}};
  for (std::int32_t d = 0; d < kDays; ++d) {
    const Date day = kFirst.plus_days(d);
    capacity.caps.push_back({{day, day}, 16});
    if (d % 5 == 0) capacity.caps.push_back({{day, day.plus_days(4)}, 75});
  }
  CappedBook book(capacity);
  for (const Job& job : book_jobs(load_percent)) (void)book.insert(job).value();
  return book;
}

using Clock = std::chrono::steady_clock;

/// Microseconds of each event: jobs come in and go again, so that the load stays.
template <class Book>
std::vector<double> event_times(Book book, bool inserts) {
  std::vector<double> times;
  for (std::int32_t i = 0; i < kEvents; ++i) {
    const Job job = some_job(1'000'000 + i, Channel::phone);
    const auto start = Clock::now();
    const JobNumber number = book.insert(job).value();
    const auto between = Clock::now();
    book.remove(number);
    const auto end = Clock::now();
    const auto spent = inserts ? between - start : end - between;
    times.push_back(std::chrono::duration<double, std::micro>(spent).count());
  }
  std::sort(times.begin(), times.end());
  return times;
}

template <class Book>
void event_rows(const std::string& name, Book (*make)(std::int32_t),
                std::int32_t load_percent) {
  for (const bool inserts : {true, false}) {
    for (const std::int32_t percent : {50, 99}) {
      figure("p" + std::to_string(percent) +
                 (inserts ? " of an insert, " : " of a removal, ") + name,
             "ours", [=] {
               const auto times = event_times(make(load_percent), inserts);
               return times[times.size() * static_cast<std::size_t>(percent) / 100];
             });
    }
  }
}

struct Owner {
  std::vector<Job> jobs;
  DayCapacity capacity;
};

Owner some_owner(std::int64_t number) {
  Owner owner;
  const Channel channels[] = {Channel::phone, Channel::visit, Channel::message};
  const std::int32_t slots[] = {10, 3, 3};
  owner.capacity.days = {kFirst, kFirst.plus_days(kDays - 1)};
  for (std::size_t c = 0; c < 3; ++c)
    owner.capacity.channels.push_back(
        {channels[c], std::vector<std::int32_t>(kDays, slots[c])});
  for (std::int32_t i = 0; i < kJobsEach; ++i) {
    const std::int64_t job = number * kJobsEach + i;
    const std::int32_t c = draw(5, job, 16);
    owner.jobs.push_back(some_job(job, channels[c < 10 ? 0 : c < 13 ? 1 : 2]));
  }
  return owner;
}

void full_plan(benchmark::State& state, bool fixes, int threads) {
  static const std::vector<Owner> owners = [] {
    std::vector<Owner> made;
    for (std::int32_t i = 0; i < kDifferent; ++i) made.push_back(some_owner(i));
    return made;
  }();
  PlanOptions options;
  options.today = kFirst;
  options.fixes = fixes;
  std::int64_t refused = 0;
  const auto part = [&](int thread, std::int64_t& mine) {
    for (std::int64_t i = thread; i < kOwners; i += threads) {
      const Owner& owner = owners[static_cast<std::size_t>(i % kDifferent)];
      const auto plan =
          plan_days(owner.jobs, owner.capacity, china_calendar(), options).value();
      for (const JobPlan& job : plan.jobs) mine += job.certificate ? 1 : 0;
    }
  };
  for (auto _ : state) {
    std::vector<std::int64_t> counts(static_cast<std::size_t>(threads));
    std::vector<std::thread> running;
    for (int t = 0; t < threads; ++t)
      running.emplace_back([&, t] { part(t, counts[static_cast<std::size_t>(t)]); });
    for (std::thread& t : running) t.join();
    refused = 0;
    for (const std::int64_t n : counts) refused += n;
  }
  state.counters["refused"] = static_cast<double>(refused);
}

}  // namespace

int main(int argc, char** argv) {
  begin(argc, argv);
  event_rows("60 days of 15 at 80 %", full_book, 80);
  event_rows("60 days of 15 at 120 %", full_book, 120);
  event_rows("60 days of 15 at 200 %", full_book, 200);
  event_rows("the same at 120 % under caps", capped_book, 120);
  const Turn turn{.iterations = 1, .unit = benchmark::kMillisecond};
  alone("3,000 owners with 1,000 jobs, planned", turn,
        [](benchmark::State& s) { full_plan(s, false, 2); });
  alone("3,000 owners with 1,000 jobs, planned with fixes", turn,
        [](benchmark::State& s) { full_plan(s, true, 2); });
  return run();
}
