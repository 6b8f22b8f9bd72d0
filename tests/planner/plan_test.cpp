// Plans: days, reasons, certificates and fixes, against slow readings.
#include <gtest/gtest.h>

#include <map>

#include "kith/planner/place.hpp"
#include "planner/kit.hpp"

namespace kith::planner_test {
namespace {

const Calendar& every_day() {
  static const Calendar calendar = Calendar::weekly(0b1111111);
  return calendar;
}

/// A plan with everything that it was made from.
struct Planned {
  std::vector<Job> jobs;
  DayCapacity capacity;
  PlanOptions options;
  OwnerPlan plan;

  [[nodiscard]] std::vector<Job> kept() const {
    std::vector<Job> kept;
    for (const JobPlan& answer : plan.jobs) {
      if (answer.day) kept.push_back(answer.planned);
    }
    return kept;
  }
};

OwnerPlan made(const Planned& p) {
  return plan_days(p.jobs, p.capacity, every_day(), p.options).value();
}

Planned random_plan(std::uint32_t number, bool caps) {
  Dice dice(seed() * 900'007 + number);
  Shape shape;
  shape.days = dice.between(1, 12);
  shape.jobs = dice.between(1, 40);
  shape.longest = dice.between(1, 8);
  shape.most_slots = dice.between(1, 4);
  shape.channels = dice.between(1, 3);
  shape.caps = caps;
  Planned p{random_jobs(dice, shape), random_capacity(dice, shape), {}, {}};
  for (Job& job : p.jobs) {
    job.may_pull = dice.between(0, 1) == 0;
    if (dice.between(0, 2) == 0)
      job.since = job.window.first.plus_days(-dice.between(1, 5));
  }
  p.options.today = kFirst.plus_days(dice.between(0, shape.days - 1));
  p.options.objective = static_cast<Objective>(dice.between(0, 2));
  p.options.cap_times = dice.between(1, 3);
  if (!caps) p.options.placement = static_cast<Placement>(dice.between(0, 1));
  p.plan = made(p);
  return p;
}

DayCapacity from(const DayCapacity& capacity, Date today) {
  DayCapacity left{{today, capacity.days.last}, {}, {}};
  const auto gone = days_between(capacity.days.first, today);
  for (const ChannelSlots& c : capacity.channels)
    left.channels.push_back({c.channel, {c.slots.begin() + gone, c.slots.end()}});
  for (const Cap& cap : capacity.caps) {
    if (cap.days.last >= today) left.caps.push_back(cap);
  }
  return left;
}

void expect_served_within(const Planned& p, const std::string& name) {
  std::map<std::pair<Channel, Date>, std::int32_t> taken;
  std::vector<std::int32_t> in_cap(p.capacity.caps.size());
  for (const JobPlan& answer : p.plan.jobs) {
    if (!answer.day) continue;
    ASSERT_TRUE(answer.planned.window.contains(*answer.day)) << name;
    ++taken[{answer.planned.channel, *answer.day}];
    for (std::size_t i = 0; i < in_cap.size(); ++i)
      in_cap[i] += p.capacity.caps[i].days.contains(*answer.day) ? 1 : 0;
  }
  for (const auto& [where, count] : taken)
    ASSERT_LE(count, p.capacity.slots_on(where.first, where.second)) << name;
  for (std::size_t i = 0; i < in_cap.size(); ++i)
    ASSERT_LE(in_cap[i], p.capacity.caps[i].slots) << name;
}

/// The kept set is the best, each refusal is proven, and nobody is without a reason.
void expect_reasons(const Planned& p, const std::string& name) {
  const DayCapacity left = from(p.capacity, p.options.today);
  const std::vector<Job> kept = p.kept();
  std::vector<Job> wanted;
  std::int64_t sum = 0;
  for (const JobPlan& answer : p.plan.jobs) {
    const bool refused =
        answer.reason == PlanReason::capacity || answer.reason == PlanReason::closed;
    ASSERT_EQ(refused, answer.certificate.has_value()) << name;
    ASSERT_EQ(answer.day.has_value(),
              !refused && answer.reason != PlanReason::no_horizon);
    if (answer.reason == PlanReason::no_horizon) {
      ASSERT_GT(answer.planned.window.first, p.capacity.days.last) << name;
      continue;
    }
    wanted.push_back(answer.planned);
    if (!refused) continue;
    ASSERT_TRUE(certificate_holds(*answer.certificate, answer.planned, kept, left))
        << name;
    if (p.capacity.caps.empty()) {
      ASSERT_EQ(answer.certificate->places.size(), 1u) << name;
    }
    ASSERT_EQ(answer.reason == PlanReason::closed, answer.certificate->weakest.empty());
  }
  ASSERT_EQ(most_placed(kept, left), static_cast<std::int64_t>(kept.size())) << name;
  if (p.options.objective == Objective::share || p.plan.rescuing) return;
  for (const JobPlan& answer : p.plan.jobs)
    sum += answer.day ? weight(answer.planned) : 0;
  ASSERT_EQ(sum, best_by_flow(wanted, left)) << name;
}

TEST(Plan, KeepsTheBestServesItInTimeAndProvesTheRest) {
  std::int32_t refused = 0;
  for (std::uint32_t i = 0; i < static_cast<std::uint32_t>(plans(2'000)); ++i) {
    const Planned p = random_plan(i, i % 2 == 1);
    const std::string name = "instance " + std::to_string(i);
    expect_served_within(p, name);
    expect_reasons(p, name);
    if (HasFatalFailure()) return;
    for (const JobPlan& answer : p.plan.jobs) refused += answer.certificate ? 1 : 0;
  }
  EXPECT_GT(refused, 5'000);
}

TEST(Plan, IsAFunctionOfItsJobs) {
  for (std::uint32_t i = 0; i < static_cast<std::uint32_t>(plans(500)); ++i) {
    Planned p = random_plan(i, i % 2 == 1);
    ASSERT_EQ(made(p), p.plan) << "instance " << i;
    std::vector<std::size_t> order(p.jobs.size());
    for (std::size_t k = 0; k < order.size(); ++k) order[k] = k;
    Dice dice(i);
    dice.shuffle(order);
    Planned other = p;
    for (std::size_t k = 0; k < order.size(); ++k) other.jobs[k] = p.jobs[order[k]];
    other.plan = made(other);
    for (std::size_t k = 0; k < order.size(); ++k)
      ASSERT_EQ(other.plan.jobs[k], p.plan.jobs[order[k]]) << "instance " << i;
    std::vector<std::string> mine, theirs;
    for (const std::int32_t k : p.plan.today)
      mine.push_back(p.jobs[static_cast<std::size_t>(k)].key.text());
    for (const std::int32_t k : other.plan.today)
      theirs.push_back(other.jobs[static_cast<std::size_t>(k)].key.text());
    ASSERT_EQ(mine, theirs) << "instance " << i;
  }
}

/// A certificate that is not true is found out.
TEST(Plan, TheCheckerRefusesWhatIsNotTrue) {
  std::int32_t tried = 0;
  for (std::uint32_t i = 0; i < static_cast<std::uint32_t>(plans(400)); ++i) {
    const Planned p = random_plan(i, i % 2 == 1);
    const DayCapacity left = from(p.capacity, p.options.today);
    std::vector<Job> kept = p.kept();
    for (const JobPlan& answer : p.plan.jobs) {
      if (answer.reason != PlanReason::capacity) continue;
      ++tried;
      const auto holds = [&](const Certificate& c, const Job& job) {
        return certificate_holds(c, job, kept, left);
      };
      Certificate c = *answer.certificate;
      Job stronger = answer.planned;
      stronger.job_class = JobClass::pinned;
      stronger.points = 1'000'000'000'000;
      ASSERT_FALSE(holds(c, stronger)) << "instance " << i;
      c.places[0].slots += 1;
      ASSERT_FALSE(holds(c, answer.planned)) << "instance " << i;
      c.places.clear();
      ASSERT_FALSE(holds(c, answer.planned)) << "instance " << i;
      // One of those who fill it is gone.
      const auto weakest = std::find_if(kept.begin(), kept.end(), [&](const Job& job) {
        return job.key == answer.certificate->weakest;
      });
      ASSERT_NE(weakest, kept.end());
      const Job gone = *weakest;
      kept.erase(weakest);
      ASSERT_FALSE(holds(*answer.certificate, answer.planned)) << "instance " << i;
      kept.push_back(gone);
    }
  }
  EXPECT_GT(tried, 1'000);
}

/// Whether the job with that number is kept when its plan is made once more.
bool kept_then(Planned p, std::size_t job) {
  p.options.fixes = false;
  return made(p).jobs[job].day.has_value();
}

Planned with_slots(Planned p, Channel channel, Date day, std::int32_t more) {
  const auto known =
      std::any_of(p.capacity.channels.begin(), p.capacity.channels.end(),
                  [&](const ChannelSlots& c) { return c.channel == channel; });
  EXPECT_TRUE(known);
  for (ChannelSlots& c : p.capacity.channels) {
    if (c.channel == channel)
      c.slots[static_cast<std::size_t>(days_between(p.capacity.days.first, day))] += more;
  }
  for (Cap& cap : p.capacity.caps) cap.slots += cap.days.contains(day) ? more : 0;
  return p;
}

TEST(Plan, AFixIsEnoughAndNoLessIs) {
  std::int32_t slots = 0, later = 0;
  for (std::uint32_t i = 0; i < static_cast<std::uint32_t>(plans(400)); ++i) {
    Planned p = random_plan(i, i % 2 == 1);
    p.options.objective = Objective::keep;
    p.options.today = p.capacity.days.first;
    p.plan = made(p);
    for (std::size_t k = 0; k < p.jobs.size(); ++k) {
      const auto& answer = p.plan.jobs[k];
      ASSERT_EQ(answer.certificate.has_value(), answer.fix.has_value());
      if (!answer.fix) continue;
      const auto slots_then = [&](std::int32_t n) {
        return kept_then(with_slots(p, p.jobs[k].channel, answer.fix->day, n), k);
      };
      ASSERT_TRUE(slots_then(answer.fix->slots)) << "instance " << i << " job " << k;
      ASSERT_FALSE(slots_then(answer.fix->slots - 1)) << "instance " << i << " job " << k;
      ++slots;
      const Date end = answer.fix->last.value_or(p.capacity.days.last.plus_days(1));
      for (Date last = p.jobs[k].window.last.plus_days(1);
           last <= std::min(end, p.capacity.days.last); last = last.plus_days(1)) {
        Planned longer = p;
        longer.jobs[k].window.last = last;
        ASSERT_EQ(kept_then(longer, k), last == end) << "instance " << i << " job " << k;
      }
      later += answer.fix->last ? 1 : 0;
    }
  }
  EXPECT_GT(slots, 1'000);
  EXPECT_GT(later, 300);
}

/// Today has no more of the kept jobs than it must: the rest is what fits later.
TEST(Plan, TodayHasOnlyWhatCannotWait) {
  for (std::uint32_t i = 0; i < static_cast<std::uint32_t>(plans(1'000)); ++i) {
    Planned p = random_plan(i, i % 2 == 1);
    for (Job& job : p.jobs) job.may_pull = false;
    p.options.objective = Objective::keep;
    p.options.placement = Placement::latest;
    p.plan = made(p);
    const std::vector<Job> kept = p.kept();
    if (p.options.today == p.capacity.days.last) continue;
    DayCapacity later = from(p.capacity, p.options.today);
    for (ChannelSlots& c : later.channels) c.slots.front() = 0;
    ASSERT_EQ(static_cast<std::int64_t>(kept.size() - p.plan.today.size()),
              most_placed(kept, later))
        << "instance " << i;
  }
}

/// What is late and still has days up to its cap takes the room of today, before what is
/// only early; a GAP too, which would not be pulled.
TEST(Plan, WhatIsLateTakesWhatIsIdleToday) {
  Planned p;
  p.capacity = {{kFirst, kFirst.plus_days(9)},
                {{Channel::phone, std::vector<std::int32_t>(10, 2)}},
                {}};
  const auto job = [&](const char* key, std::int32_t first, std::int32_t last) {
    Job made;
    made.key = JobKey(key);
    made.window = {kFirst.plus_days(first), kFirst.plus_days(last)};
    made.channel = Channel::phone;
    made.since = kFirst.plus_days(-20);
    return made;
  };
  p.jobs = {job("early", 0, 8), job("late", -3, -1), job("later", -2, -1)};
  p.jobs[0].may_pull = true;
  p.jobs[1].points = 1;
  p.options.today = kFirst;
  p.plan = made(p);
  EXPECT_EQ(p.plan.today, (std::vector<std::int32_t>{1, 2}));
  EXPECT_EQ(p.plan.jobs[0].reason, PlanReason::safe_until);
  p.capacity.channels[0].slots.front() = 3;
  p.plan = made(p);
  EXPECT_EQ(p.plan.today, (std::vector<std::int32_t>{1, 2, 0}));
}

std::vector<WindowOfDays> random_windows(Dice& dice, std::int32_t days,
                                         std::vector<std::int32_t>& slots,
                                         std::vector<Job>& jobs, DayCapacity& capacity) {
  Shape shape;
  shape.days = days;
  shape.jobs = dice.between(1, 30);
  shape.longest = 6;
  shape.most_slots = 3;
  capacity = random_capacity(dice, shape);
  slots = capacity.channels[0].slots;
  Planned p{random_jobs(dice, shape), capacity, {}, {}};
  p.options.today = kFirst;
  p.options.objective = Objective::keep;
  p.plan = made(p);
  jobs = p.kept();
  std::vector<WindowOfDays> windows;
  for (const Job& job : jobs) {
    windows.push_back({days_between(kFirst, job.window.first),
                       std::min(days - 1, days_between(kFirst, job.window.last))});
  }
  return windows;
}

TEST(Place, LatestLeavesTheLeastOnAnyFirstDays) {
  for (std::int32_t i = 0; i < plans(300); ++i) {
    Dice dice(seed() * 31 + static_cast<std::uint32_t>(i));
    std::vector<std::int32_t> slots;
    std::vector<Job> jobs;
    DayCapacity capacity;
    const auto windows = random_windows(dice, dice.between(1, 10), slots, jobs, capacity);
    const std::vector<std::int32_t> place = place_latest(windows, slots);
    for (std::size_t first = 0; first < slots.size(); ++first) {
      capacity.channels[0].slots[first] = 0;
      const auto after = std::count_if(place.begin(), place.end(), [&](std::int32_t d) {
        return d > static_cast<std::int32_t>(first);
      });
      ASSERT_EQ(after, most_placed(jobs, capacity)) << "instance " << i;
    }
  }
}

TEST(Place, LevelIsTheLowestPeak) {
  for (std::int32_t i = 0; i < plans(300); ++i) {
    Dice dice(seed() * 37 + static_cast<std::uint32_t>(i));
    std::vector<std::int32_t> slots;
    std::vector<Job> jobs;
    DayCapacity capacity;
    const auto windows = random_windows(dice, dice.between(1, 10), slots, jobs, capacity);
    const std::int32_t level = smallest_level(windows, slots);
    std::vector<std::int32_t> load(slots.size());
    for (const std::int32_t d : place_level(windows, slots)) {
      ASSERT_NE(d, kNoDay) << "instance " << i;
      ASSERT_LE(++load[static_cast<std::size_t>(d)], level) << "instance " << i;
    }
    for (std::int32_t& s : capacity.channels[0].slots) s = std::min(s, level - 1);
    if (jobs.empty()) continue;
    ASSERT_LT(most_placed(jobs, capacity), static_cast<std::int64_t>(jobs.size()));
  }
}

TEST(Plan, NamesWhatIsWrong) {
  Planned p;
  p.capacity = {{kFirst, kFirst.plus_days(1)}, {{Channel::phone, {1, 1}}}, {}};
  p.options.today = kFirst;
  Job job;
  job.key = JobKey("x");
  job.window = {kFirst, kFirst};
  job.channel = Channel::phone;
  p.jobs = {job};
  const auto fails = [](const Planned& q) {
    const auto plan = plan_days(q.jobs, q.capacity, every_day(), q.options);
    return plan ? std::string("no error") : plan.error().field();
  };
  EXPECT_EQ(fails(p), "no error");
  Planned q = p;
  q.jobs.push_back(job);
  EXPECT_EQ(fails(q), "key");
  q.jobs[1].key = JobKey("y");
  q.jobs[1].owner = PersonKey("wang");
  EXPECT_EQ(fails(q), "owner");
  q = p;
  q.jobs[0].window.last = kFirst.plus_days(-1);
  EXPECT_EQ(fails(q), "window");
  q = p;
  q.options.today = kFirst.plus_days(2);
  EXPECT_EQ(fails(q), "today");
  q = p;
  q.options.cap_times = 0;
  EXPECT_EQ(fails(q), "cap_times");
  q = p;
  q.capacity.channels[0].slots.pop_back();
  EXPECT_EQ(fails(q), "channels");
  q = p;
  q.capacity.channels.push_back(q.capacity.channels[0]);
  EXPECT_EQ(fails(q), "channels");
  q = p;
  q.capacity.channels[0].slots[1] = -1;
  EXPECT_EQ(fails(q), "channels");
  q = p;
  q.capacity.days.last = kFirst.plus_days(-1);
  EXPECT_EQ(fails(q), "days");
  q = p;
  q.capacity.caps = {{{kFirst, kFirst.plus_days(1)}, 1},
                     {{kFirst.plus_days(1), kFirst.plus_days(2)}, 1}};
  EXPECT_EQ(fails(q), "caps");
  q.capacity.caps = {{{kFirst, kFirst}, -1}};
  EXPECT_EQ(fails(q), "caps");
  q.capacity.caps = {{{kFirst, kFirst.plus_days(-1)}, 1}};
  EXPECT_EQ(fails(q), "caps");
  q.capacity.caps = {{{kFirst, kFirst}, 1}};
  q.options.placement = Placement::level;
  EXPECT_EQ(fails(q), "placement");
}

}  // namespace
}  // namespace kith::planner_test
