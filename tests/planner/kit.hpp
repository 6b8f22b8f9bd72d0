// Seeded jobs and capacities, and slow readings of what a plan is, for the planner's
// tests.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include "kith/planner/plan.hpp"

namespace kith::planner_test {

/// KITH_PLANS: how many instances of each kind; KITH_SEED: where seeds begin.
inline std::int32_t setting(const char* name, std::int32_t otherwise) {
  const char* value = std::getenv(name);
  return value == nullptr ? otherwise : std::atoi(value);
}
inline std::int32_t plans(std::int32_t usual) {
  const std::int32_t times = setting("KITH_PLANS", 1);
  return usual * times;
}
inline std::uint32_t seed() {
  return static_cast<std::uint32_t>(setting("KITH_SEED", 1));
}

/// Small whole numbers from a seeded engine, the same on every platform.
class Dice {
 public:
  explicit Dice(std::uint32_t seed) : engine_(seed) {}
  std::int32_t between(std::int32_t low, std::int32_t high) {
    const auto size = static_cast<std::uint32_t>(high - low) + 1;
    return low + static_cast<std::int32_t>(engine_() % size);
  }
  template <class T>
  void shuffle(std::vector<T>& items) {
    for (std::size_t i = items.size(); i > 1; --i) {
      std::swap(
          items[i - 1],
          items[static_cast<std::size_t>(between(0, static_cast<std::int32_t>(i) - 1))]);
    }
  }

 private:
  std::mt19937 engine_;
};

inline const Date kFirst = Date(20'000);  // 2024-10-04

struct Shape {
  std::int32_t days = 5;
  std::int32_t jobs = 10;
  std::int32_t most_slots = 2;
  std::int32_t longest = 4;  ///< of a window
  std::int32_t channels = 1;
  bool caps = false;
  std::int32_t most_points = 9;  ///< few, so that ties occur
};

inline Channel channel_number(std::int32_t i) { return static_cast<Channel>(i + 1); }

inline Job random_job(Dice& dice, const Shape& shape, std::int32_t number) {
  Job job;
  job.key = JobKey("job-" + std::to_string(number));
  const std::int32_t first = dice.between(0, shape.days - 1);
  const std::int32_t length = dice.between(1, shape.longest);
  job.window = {kFirst.plus_days(first), kFirst.plus_days(first + length - 1)};
  job.job_class = static_cast<JobClass>(dice.between(0, 2) * 2);
  job.points = dice.between(0, shape.most_points);
  job.owner = PersonKey("li");
  job.channel = channel_number(dice.between(0, shape.channels - 1));
  return job;
}

inline std::vector<Job> random_jobs(Dice& dice, const Shape& shape) {
  std::vector<Job> jobs;
  for (std::int32_t i = 0; i < shape.jobs; ++i)
    jobs.push_back(random_job(dice, shape, i));
  return jobs;
}

/// Caps of single days, of runs of days, and of runs of those runs.
inline void add_caps(Dice& dice, const Shape& shape, DayCapacity& capacity) {
  std::int32_t run = dice.between(1, 3);
  for (std::int32_t d = 0; d < shape.days; ++d) {
    if (dice.between(0, 2) == 0) continue;
    const Date day = kFirst.plus_days(d);
    capacity.caps.push_back({{day, day}, dice.between(0, shape.most_slots + 1)});
  }
  for (const std::int32_t length : {run, run * dice.between(2, 3)}) {
    for (std::int32_t d = 0; d < shape.days; d += length) {
      if (dice.between(0, 3) == 0) continue;
      const std::int32_t last = std::min(d + length, shape.days) - 1;
      capacity.caps.push_back({{kFirst.plus_days(d), kFirst.plus_days(last)},
                               dice.between(0, shape.most_slots * length)});
    }
  }
}

inline DayCapacity random_capacity(Dice& dice, const Shape& shape) {
  DayCapacity capacity{{kFirst, kFirst.plus_days(shape.days - 1)}, {}, {}};
  for (std::int32_t c = 0; c < shape.channels; ++c) {
    std::vector<std::int32_t> slots;
    for (std::int32_t d = 0; d < shape.days; ++d)
      slots.push_back(dice.between(0, shape.most_slots));
    capacity.channels.push_back({channel_number(c), slots});
  }
  if (shape.caps) add_caps(dice, shape, capacity);
  return capacity;
}

/// A number that agrees with the order: class before points, which are below a million.
/// The kept set is the heaviest for every such number.
inline std::int64_t weight(const Job& job) {
  return (6 - static_cast<std::int64_t>(job.job_class)) * 1'000'000 + job.points;
}

/// The heaviest set of jobs, by every assignment of jobs to slots there is.
std::int64_t best_by_exhaustion(const std::vector<Job>& jobs,
                                const DayCapacity& capacity);
/// The same by a flow of least cost.
std::int64_t best_by_flow(const std::vector<Job>& jobs, const DayCapacity& capacity);
/// How many of the jobs can be placed at all.
std::int64_t most_placed(const std::vector<Job>& jobs, const DayCapacity& capacity);

}  // namespace kith::planner_test
