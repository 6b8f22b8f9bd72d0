// Worked examples over China's calendar of 2025: the holiday of October 1 to 8, with
// Sunday September 28 and Saturday October 11 worked.
#include <gtest/gtest.h>

#include <limits>

#include "kith/planner/day_book.hpp"
#include "planner/kit.hpp"

namespace kith::planner_test {
namespace {

Date day(std::string_view iso) { return Date::parse(iso).value(); }

DayCapacity working_days(std::string_view first, std::string_view last,
                         std::int32_t slots) {
  DayCapacity capacity{{day(first), day(last)}, {{Channel::phone, {}}}, {}};
  for (Date d = day(first); d <= day(last); d = d.plus_days(1)) {
    capacity.channels[0].slots.push_back(china_calendar().is_working(d) ? slots : 0);
  }
  return capacity;
}

Job call(const std::string& key, std::string_view first, std::string_view last,
         std::int64_t points = 0) {
  Job job;
  job.key = JobKey(key);
  job.window = {day(first), day(last)};
  job.points = points;
  job.channel = Channel::phone;
  return job;
}

OwnerPlan plan(const std::vector<Job>& jobs, const DayCapacity& capacity,
               std::string_view today, Objective objective = Objective::keep_with_cap) {
  PlanOptions options;
  options.today = day(today);
  options.objective = objective;
  return plan_days(jobs, capacity, china_calendar(), options).value();
}

/// GAP of 10 working days after Tuesday September 16: the 10th is Monday September 29,
/// for Sunday September 28 is the 9th.
TEST(Examples, AGapAcrossAMakeUpDay) {
  const Date due = china_calendar().add(day("2025-09-16"), 10).value().day;
  EXPECT_EQ(due.iso(), "2025-09-29");
  const std::vector<Job> jobs = {call("b", "2025-09-26", due.iso())};
  const auto capacity = working_days("2025-09-22", "2025-10-17", 1);
  const JobPlan waits = plan(jobs, capacity, "2025-09-28").jobs[0];
  EXPECT_EQ(waits.reason, PlanReason::safe_until);
  EXPECT_EQ(waits.day->iso(), "2025-09-29");
  const JobPlan must = plan(jobs, capacity, "2025-09-29").jobs[0];
  EXPECT_EQ(must.reason, PlanReason::today);
  EXPECT_EQ(must.list_class, JobClass::due);
}

/// Two calls for the last two days before the holiday, three days that can be worked:
/// each is as late as can be, and the Sunday takes the third.
TEST(Examples, LatestSafeDaysBeforeAHoliday) {
  std::vector<Job> jobs;
  for (const char* key : {"a", "b", "c"})
    jobs.push_back(call(key, "2025-09-26", "2025-10-05"));
  const auto capacity = working_days("2025-09-26", "2025-10-17", 1);
  const OwnerPlan p = plan(jobs, capacity, "2025-09-26");
  EXPECT_TRUE(p.today.empty());
  EXPECT_EQ(p.jobs[0].day->iso(), "2025-09-28");
  EXPECT_EQ(p.jobs[1].day->iso(), "2025-09-29");
  EXPECT_EQ(p.jobs[2].day->iso(), "2025-09-30");
}

/// Weeks 40 and 41 of 2025 have two and three working days; a promise over both has five
/// slots, the sixth call is refused by a certificate over ten days with five slots.
TEST(Examples, ThinWeeksTogetherHaveFiveDays) {
  std::vector<Job> jobs;
  for (std::int32_t i = 0; i < 6; ++i)
    jobs.push_back(call("a" + std::to_string(i), "2025-09-29", "2025-10-11", 10 - i));
  const auto capacity = working_days("2025-09-29", "2025-10-17", 1);
  const OwnerPlan p = plan(jobs, capacity, "2025-09-29");
  EXPECT_EQ(p.today.size(), 1u);
  const JobPlan& refused = p.jobs[5];
  ASSERT_EQ(refused.reason, PlanReason::capacity);
  EXPECT_EQ(refused.certificate->slots(), 5);
  EXPECT_EQ(refused.certificate->span(),
            (DateSpan{day("2025-09-29"), day("2025-10-11")}));
  EXPECT_EQ(refused.certificate->weakest.text(), "a4");
  EXPECT_EQ(refused.fix->day.iso(), "2025-10-11");
  EXPECT_EQ(refused.fix->slots, 1);
  EXPECT_EQ(refused.fix->last->iso(), "2025-10-13");
}

TEST(Examples, NothingIsOpenOnAHoliday) {
  const auto capacity = working_days("2025-09-29", "2025-10-17", 5);
  const JobPlan closed =
      plan({call("c", "2025-10-01", "2025-10-08")}, capacity, "2025-09-29").jobs[0];
  EXPECT_EQ(closed.reason, PlanReason::closed);
  EXPECT_EQ(closed.certificate->slots(), 0);
  EXPECT_TRUE(closed.certificate->weakest.empty());
  EXPECT_EQ(closed.fix->day.iso(), "2025-10-08");
  EXPECT_EQ(closed.fix->last->iso(), "2025-10-09");
}

/// Paid within 5 working days of Monday September 29: October 13, not the 6th. Twice the
/// period is October 20.
TEST(Examples, TheCapIsInWorkingDays) {
  const Date signed_on = day("2025-09-29");
  const Date due = china_calendar().add(signed_on, 5).value().day;
  EXPECT_EQ(due.iso(), "2025-10-13");
  EXPECT_EQ(cap_day(signed_on, due, 2, china_calendar()).iso(), "2025-10-20");
  EXPECT_EQ(cap_day(signed_on, due, 1, china_calendar()), due);
  EXPECT_EQ(cap_day(day("9999-01-01"), day("9999-12-01"), 1'000, china_calendar()),
            Date::max());
}

/// One slot a day. A late call without a cap takes what is idle; with one it goes before
/// a promise that could still be kept, but not before its last day makes it.
TEST(Examples, ALateCallWithAndWithoutACap) {
  Job late = call("late", "2025-09-15", "2025-09-19");
  late.since = day("2025-09-12");
  const std::vector<Job> jobs = {late, call("now", "2025-09-22", "2025-09-22", 50)};
  const auto capacity = working_days("2025-09-22", "2025-09-26", 1);
  const OwnerPlan keep = plan(jobs, capacity, "2025-09-22", Objective::keep);
  EXPECT_EQ(keep.jobs[0].reason, PlanReason::capacity);
  EXPECT_EQ(keep.jobs[1].reason, PlanReason::today);
  const OwnerPlan capped = plan(jobs, capacity, "2025-09-22");
  EXPECT_EQ(capped.jobs[0].reason, PlanReason::safe_until);
  EXPECT_EQ(capped.jobs[0].planned.job_class, JobClass::starving);
  EXPECT_EQ(capped.jobs[0].day->iso(), "2025-09-26");  // since + 2 × 5 working days
  EXPECT_EQ(capped.jobs[1].reason, PlanReason::today);
  const OwnerPlan share = plan(jobs, capacity, "2025-09-22", Objective::share);
  EXPECT_EQ(share.jobs[0].reason, PlanReason::today);
  EXPECT_EQ(share.jobs[1].day->iso(), "2025-09-23");
}

/// Two late calls, one slot, both at their caps: today goes to the one whose cap was
/// first, whatever the points.
TEST(Examples, ABookThatCannotServeItsCapsGoesByThem) {
  Job first = call("first", "2025-09-08", "2025-09-12");
  first.since = day("2025-09-05");
  Job second = call("second", "2025-09-08", "2025-09-15", 90);
  second.since = day("2025-09-08");
  const auto capacity = working_days("2025-09-22", "2025-09-22", 1);
  const OwnerPlan p = plan({first, second}, capacity, "2025-09-22");
  EXPECT_TRUE(p.rescuing);
  ASSERT_EQ(p.today.size(), 1u);
  EXPECT_EQ(p.today[0], 0);
  EXPECT_EQ(p.jobs[1].certificate->weakest.text(), "first");
}

/// A pin is a window of one day in the top class: it pushes out the weakest, not the
/// strongest.
TEST(Examples, APinPushesOutTheWeakest) {
  DayBook book({day("2025-09-22"), day("2025-09-23")}, Channel::phone, {1, 1});
  const JobNumber strong = book.insert(call("s", "2025-09-22", "2025-09-23", 9)).value();
  const JobNumber weak = book.insert(call("w", "2025-09-22", "2025-09-23", 1)).value();
  Job pin = call("p", "2025-09-22", "2025-09-22");
  pin.job_class = JobClass::pinned;
  const JobNumber pinned = book.insert(pin).value();
  EXPECT_TRUE(book.kept(pinned));
  EXPECT_TRUE(book.kept(strong));
  EXPECT_FALSE(book.kept(weak));
  EXPECT_EQ(book.certificate(weak).weakest.text(), "s");
  book.remove(pinned);
  EXPECT_TRUE(book.kept(weak));
}

/// An idle slot of today takes what may be pulled, the nearest deadline first.
TEST(Examples, IdleSlotsArePulledInto) {
  std::vector<Job> jobs = {call("gap", "2025-09-22", "2025-09-24"),
                           call("week", "2025-09-22", "2025-09-26"),
                           call("month", "2025-09-22", "2025-09-30", 99)};
  jobs[1].may_pull = jobs[2].may_pull = true;
  const OwnerPlan p =
      plan(jobs, working_days("2025-09-22", "2025-09-30", 1), "2025-09-22");
  ASSERT_EQ(p.today, std::vector<std::int32_t>{1});
  EXPECT_EQ(p.jobs[1].list_class, JobClass::early);
  EXPECT_EQ(p.jobs[0].day->iso(), "2025-09-24");
  EXPECT_EQ(p.jobs[2].day->iso(), "2025-09-30");
}

/// Sixteen touches a day over all channels: three visits leave thirteen calls.
TEST(Examples, ADaysTotalStandsAboveItsChannels) {
  DayCapacity capacity{{day("2025-09-22"), day("2025-09-22")}, {}, {}};
  capacity.channels = {{Channel::phone, {15}}, {Channel::visit, {3}}};
  capacity.caps = {{capacity.days, 16}};
  std::vector<Job> jobs;
  for (std::int32_t i = 0; i < 20; ++i) {
    jobs.push_back(call("j" + std::to_string(i), "2025-09-22", "2025-09-22", 100 - i));
    if (i >= 16) jobs.back().points += 50;
    if (i >= 16) jobs.back().channel = Channel::visit;
  }
  const OwnerPlan p = plan(jobs, capacity, "2025-09-22");
  EXPECT_EQ(p.today.size(), 16u);
  const Certificate& call_refused = *p.jobs[15].certificate;
  ASSERT_EQ(call_refused.places.size(), 1u);
  EXPECT_FALSE(call_refused.places[0].channel);
  EXPECT_EQ(call_refused.slots(), 16);
  const Certificate& visit_refused = *p.jobs[19].certificate;
  EXPECT_EQ(visit_refused.places[0].channel, Channel::visit);
  EXPECT_EQ(visit_refused.slots(), 3);
}

TEST(Examples, PointsAreTheSumOfTheirAddends) {
  const Addend addends[] = {{"tier", 300}, {"overdue", 12}, {"tag", -40}};
  EXPECT_EQ(total_points(addends).value(), 272);
  constexpr auto most = std::numeric_limits<std::int64_t>::max();
  const Addend swing[] = {{"a", most}, {"b", most}, {"c", -most}};
  EXPECT_EQ(total_points(swing).value(), most);
  const Addend over[] = {{"a", most}, {"b", 1}};
  EXPECT_EQ(total_points(over).error().reason(), Reason::overflow);
}

/// The closed form is the sum that defines it: W(h) = Σ (f(h + 1) − f(k)), with
/// f(k) = weight · max(0, k − period).
TEST(Examples, TheLatenessIndexIsItsSum) {
  for (std::int64_t period = 0; period < 12; ++period) {
    for (std::int64_t h = 0; h < 40; ++h) {
      const auto cost = [&](std::int64_t k) {
        return 7 * std::max<std::int64_t>(0, k - period);
      };
      std::int64_t sum = 0;
      for (std::int64_t k = 1; k <= h; ++k) sum += cost(h + 1) - cost(k);
      EXPECT_EQ(lateness_index(7, h, period).value(), sum) << period << " " << h;
    }
  }
  EXPECT_EQ(lateness_index(-1, 1, 1).error().field(), "weight");
  EXPECT_EQ(lateness_index(1, 1LL << 40, 1).error().reason(), Reason::overflow);
  EXPECT_EQ(lateness_index(1LL << 62, 1'000, 1).error().reason(), Reason::overflow);
}

}  // namespace
}  // namespace kith::planner_test
