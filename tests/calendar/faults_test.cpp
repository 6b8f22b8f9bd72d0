// Faults known from other software, each named after the report that describes it.
#include <gtest/gtest.h>

#include "calendar/naive.hpp"
#include "kith/calendar/period.hpp"

namespace kith {
namespace {

using test::day;
using test::one_day;

std::string add(const char* start, std::int32_t n) {
  return china_calendar().add(day(start), n).value().day.iso();
}

TEST(Fault, numpy_23197_reversed_range_excludes_the_right_end) {
  const Calendar week = Calendar::weekdays();
  // Friday to Monday: (Fri, Mon] holds Monday alone, and the way back is its mirror.
  EXPECT_EQ(week.count(day("2023-10-13"), day("2023-10-16")).days, 1);
  EXPECT_EQ(week.count(day("2023-10-16"), day("2023-10-13")).days, -1);
  // From a Sunday back to Friday: (Fri, Sun] holds no working day.
  EXPECT_EQ(week.count(day("2023-10-15"), day("2023-10-13")).days, 0);
  EXPECT_EQ(week.count(day("2023-10-15"), day("2023-10-12")).days, -1);
}

TEST(Fault, numpy_6937_preceding_rolled_forward) {
  const Calendar& china = china_calendar();
  EXPECT_EQ(china.roll(day("2025-10-01"), Roll::preceding).value().day,
            day("2025-09-30"));
  EXPECT_EQ(china.roll(day("2025-05-31"), Roll::modified_following).value().day,
            day("2025-05-30"));
  for (Date d = day("2025-01-01"); d <= day("2025-12-31"); d = d.plus_days(1)) {
    EXPECT_LE(china.roll(d, Roll::preceding).value().day, d);
    EXPECT_GE(china.roll(d, Roll::following).value().day, d);
  }
}

TEST(Fault, dayjs_business_days_6_and_zendesk_biz_103_make_up_workdays_unknown) {
  EXPECT_TRUE(china_calendar().is_working(day("2025-09-28")));  // a Sunday
  EXPECT_EQ(add("2025-09-26", 1), "2025-09-28");
  EXPECT_EQ(add("2025-01-24", 3), "2025-02-05");
}

TEST(Fault, pandas_27761_holidays_end_without_a_word) {
  const DayAnswer answer = china_calendar().add(day("2026-12-25"), 10).value();
  EXPECT_TRUE(answer.provisional);
  EXPECT_TRUE(china_calendar().count(day("2020-01-01"), day("2031-01-01")).provisional);
}

TEST(Fault, pandas_60647_calendar_ignored_when_stepping) {
  std::int32_t seen = 0;
  const Date last = day("2025-10-31");
  for (Date d = china_calendar().add(day("2025-10-01"), 0).value().day; d <= last;
       d = china_calendar().add(d, 1).value().day) {
    EXPECT_TRUE(china_calendar().is_working(d)) << d.iso();
    ++seen;
  }
  EXPECT_EQ(seen, china_calendar().count(day("2025-09-30"), last).days);
}

TEST(Fault, pandas_66254_periods_lost_when_holidays_blank_whole_weeks) {
  // No make-up days: two weeks in a row without a working day are still days of some
  // bucket.
  CalendarLayer closure;
  for (std::int32_t i = 0; i < 14; ++i) {
    closure.days.push_back({day("2025-08-04").plus_days(i), DayKind::off, "closure"});
  }
  const Calendar calendar = Calendar::weekdays().with_layer(closure).value();
  const BucketGrid merged(calendar, {Period::week}, 3);
  EXPECT_EQ(merged.bucket_of(day("2025-08-05")),
            (DateSpan{day("2025-08-04"), day("2025-08-24")}));
  const BucketGrid kept(calendar, {Period::week}, 0);
  EXPECT_EQ(
      kept.distance(kept.bucket_of(day("2025-07-28")), kept.bucket_of(day("2025-08-18"))),
      3);
  EXPECT_EQ(kept.due(kept.bucket_of(day("2025-08-05"))).day, day("2025-08-10"));
}

TEST(Fault, pandas_16867_result_goes_backwards_around_holidays) {
  for (Date d = day("2025-09-20"); d <= day("2025-10-20"); d = d.plus_days(1)) {
    for (std::int32_t n = -20; n < 20; ++n) {
      EXPECT_LE(china_calendar().add(d, n).value().day,
                china_calendar().add(d, n + 1).value().day)
          << d.iso() << " " << n;
    }
  }
}

TEST(Fault, QuantLib_541_same_day_counts_one) {
  EXPECT_EQ(china_calendar().count(day("2025-09-29"), day("2025-09-29")).days, 0);
  EXPECT_EQ(china_calendar().count(day("2025-10-01"), day("2025-10-01")).days, 0);
}

TEST(Fault, QuantLib_2093_advance_from_a_holiday_counts_the_roll) {
  EXPECT_EQ(add("2025-10-03", 1), "2025-10-09");
  EXPECT_EQ(china_calendar().add_rolled(day("2025-10-03"), 1).value().day.iso(),
            "2025-10-10");
  EXPECT_EQ(add("2025-10-03", -1), "2025-09-30");
}

TEST(Fault, QuantLib_calendar_cpp_every_operation_is_a_day_loop) {
  // Two million working days on and back, a hundred thousand times: a loop would need
  // hours.
  const Date start = day("2025-09-29");
  for (std::int32_t i = 0; i < 100'000; ++i) {
    const Date far = china_calendar().add(start, 2'000'000).value().day;
    ASSERT_EQ(china_calendar().add(far, -2'000'000).value().day, start);
  }
}

TEST(Fault, R_bizdays_108_reverse_index_off_by_one) {
  for (Date d = day("2025-09-20"); d <= day("2025-10-20"); d = d.plus_days(1)) {
    if (!china_calendar().is_working(d)) continue;
    for (std::int32_t n = 1; n <= 15; ++n) {
      const Date there = china_calendar().add(d, n).value().day;
      EXPECT_EQ(china_calendar().add(there, -n).value().day, d) << d.iso() << " " << n;
    }
  }
}

TEST(Fault, R_bizdays_92_negative_counts) {
  EXPECT_EQ(china_calendar().count(day("2025-10-13"), day("2025-09-29")).days, -5);
  EXPECT_EQ(china_calendar().count(day("2025-09-29"), day("2025-10-13")).days, 5);
}

TEST(Fault, BusinessDays_jl_59_half_open_count_misread) {
  // The start never counts, the end does when it works.
  const Calendar& china = china_calendar();
  EXPECT_EQ(china.count(day("2025-09-29"), day("2025-09-30")).days, 1);
  EXPECT_EQ(china.count(day("2025-09-30"), day("2025-10-08")).days, 0);
  EXPECT_EQ(china.count(day("2025-10-08"), day("2025-10-09")).days, 1);
}

TEST(Fault, workalendar_194_next_working_day_ignores_lunar_new_year) {
  EXPECT_EQ(add("2024-02-09", 1), "2024-02-18");  // a Sunday, worked
  EXPECT_EQ(add("2024-02-11", 0), "2024-02-18");
  EXPECT_EQ(add("2026-02-14", 1), "2026-02-24");
}

TEST(Fault, business_time_197_rolls_forward_twice) {
  EXPECT_EQ(add("2023-10-14", 1), "2023-10-16");
  EXPECT_EQ(add("2023-10-15", 1), "2023-10-16");
  EXPECT_EQ(add("2023-10-14", 0), "2023-10-16");
}

TEST(Fault, python_bizdays_22_rolls_before_adding) {
  EXPECT_EQ(add("2023-10-14", 3), "2023-10-18");
}

TEST(Fault, espocrm_3105_one_persons_exception_hits_everyone) {
  const Calendar li =
      china_calendar().with_layer(one_day(day("2025-11-05"), DayKind::off)).value();
  const Calendar wang =
      china_calendar().with_layer(one_day(day("2025-11-06"), DayKind::off)).value();
  EXPECT_FALSE(li.is_working(day("2025-11-05")));
  EXPECT_TRUE(wang.is_working(day("2025-11-05")));
  EXPECT_TRUE(china_calendar().is_working(day("2025-11-05")));
}

TEST(Fault, espocrm_working_time_refuses_zero_and_negative_steps) {
  EXPECT_EQ(add("2025-10-03", 0), "2025-10-09");
  EXPECT_EQ(add("2025-10-09", 0), "2025-10-09");
  EXPECT_EQ(add("2025-10-09", -1), "2025-09-30");
}

TEST(Fault, espocrm_working_time_gives_up_past_two_years) {
  CalendarLayer closure;
  for (Date d = day("2030-01-01"); d <= day("2039-12-31"); d = d.plus_days(1)) {
    closure.days.push_back({d, DayKind::off, "closed"});
  }
  const Calendar closed = Calendar::weekdays().with_layer(closure).value();
  EXPECT_EQ(closed.add(day("2029-12-31"), 1).value().day, day("2040-01-02"));
  EXPECT_EQ(closed.add(day("2040-01-02"), -1).value().day, day("2029-12-31"));
}

TEST(Fault, org_repeater_month_steps_drift_from_their_anchor) {
  const Calendar& china = china_calendar();
  EXPECT_EQ(china.add_months(day("2026-02-28"), 1, 31, Roll::none).value().day,
            day("2026-03-31"));
}

TEST(Fault, chinese_days_says_an_unpublished_year_has_no_holidays) {
  EXPECT_TRUE(china_calendar().add(day("2027-01-01"), 0).value().provisional);
}

}  // namespace
}  // namespace kith
