// Weeks, months, quarters and years as numbered buckets, and thin ones merged.
#include "kith/calendar/period.hpp"

#include <gtest/gtest.h>

#include "calendar/naive.hpp"

namespace kith {
namespace {

using test::day;
using test::Dice;
using test::NaiveCalendar;

DateSpan span(const char* first, const char* last) { return {day(first), day(last)}; }

TEST(Period, FindsTheBucketOfADay) {
  EXPECT_EQ(bucket_of({Period::week}, day("2025-10-05")),
            span("2025-09-29", "2025-10-05"));
  EXPECT_EQ(bucket_of({Period::week, 7}, day("2025-10-05")),
            span("2025-10-05", "2025-10-11"));
  EXPECT_EQ(bucket_of({Period::month}, day("2024-02-10")),
            span("2024-02-01", "2024-02-29"));
  EXPECT_EQ(bucket_of({Period::quarter}, day("2025-10-05")),
            span("2025-10-01", "2025-12-31"));
  EXPECT_EQ(bucket_of({Period::quarter, 1, 2}, day("2025-01-31")),
            span("2024-11-01", "2025-01-31"));
  EXPECT_EQ(bucket_of({Period::year}, day("2025-10-05")),
            span("2025-01-01", "2025-12-31"));
  EXPECT_EQ(bucket_of({Period::year, 1, 4}, day("2025-03-31")),
            span("2024-04-01", "2025-03-31"));
  EXPECT_EQ(bucket_of({Period::month, 1, 4}, day("2025-03-31")),
            span("2025-03-01", "2025-03-31"));
}

TEST(Period, StepsAcrossYears) {
  const DateSpan week = bucket_of({Period::week}, day("2025-12-30"));
  EXPECT_EQ(bucket_after({Period::week}, week), span("2026-01-05", "2026-01-11"));
  EXPECT_EQ(bucket_after({Period::week}, week, -1), span("2025-12-22", "2025-12-28"));
  EXPECT_EQ(bucket_after({Period::month}, span("2025-01-01", "2025-01-31"), 13),
            span("2026-02-01", "2026-02-28"));
  EXPECT_EQ(bucket_after({Period::quarter}, span("2025-01-01", "2025-03-31"), -1),
            span("2024-10-01", "2024-12-31"));
}

TEST(Period, NumbersAreConsecutiveAndBucketsTile) {
  for (const PeriodRule rule :
       {PeriodRule{Period::week}, PeriodRule{Period::week, 7},
        PeriodRule{Period::week, 4}, PeriodRule{Period::month},
        PeriodRule{Period::quarter, 1, 3}, PeriodRule{Period::year},
        PeriodRule{Period::year, 1, 12}}) {
    for (const char* from : {"1400-01-01", "1960-01-01", "2020-01-01", "9990-01-01"}) {
      DateSpan bucket = bucket_of(rule, day(from));
      for (std::int32_t i = 0; i < 9; ++i) {
        const DateSpan next = bucket_after(rule, bucket);
        if (bucket.last == Date::max()) {
          EXPECT_EQ(next, bucket);
          break;
        }
        EXPECT_EQ(next.first, bucket.last.plus_days(1));
        EXPECT_EQ(bucket_number(rule, next.first), bucket_number(rule, bucket.first) + 1);
        EXPECT_EQ(bucket_number(rule, bucket.last), bucket_number(rule, bucket.first));
        EXPECT_EQ(bucket_of(rule, bucket.last), bucket);
        bucket = next;
      }
    }
  }
}

TEST(Period, StopsAtTheEndsOfTheRange) {
  EXPECT_EQ(bucket_of({Period::week}, Date::min()).first, Date::min());
  EXPECT_EQ(bucket_of({Period::quarter, 1, 2}, Date::min()),
            span("1400-01-01", "1400-01-31"));
  EXPECT_EQ(bucket_of({Period::year, 1, 7}, Date::max()),
            span("9999-07-01", "9999-12-31"));
  EXPECT_EQ(bucket_after({Period::month}, span("2025-01-01", "2025-01-31"), INT32_MAX),
            span("9999-12-01", "9999-12-31"));
  EXPECT_EQ(
      bucket_after({Period::week}, span("2025-01-06", "2025-01-12"), INT32_MIN).first,
      Date::min());
}

TEST(Period, RefusesARuleOutOfItsRanges) {
  EXPECT_THROW(bucket_of({Period::week, 0}, day("2025-01-01")), Error);
  EXPECT_THROW(bucket_of({Period::quarter, 1, 13}, day("2025-01-01")), Error);
  EXPECT_THROW(bucket_number({static_cast<Period>(9)}, day("2025-01-01")), Error);
  EXPECT_THROW(BucketGrid(china_calendar(), {Period::week, 8}, 3), Error);
}

TEST(BucketGrid, NationalDay2025MakesOneBucketOfTwoWeeks) {
  const Calendar& china = china_calendar();
  EXPECT_EQ(china.count(day("2025-09-21"), day("2025-09-28")).days, 6);  // W39
  EXPECT_EQ(china.count(day("2025-09-28"), day("2025-10-05")).days, 2);  // W40
  EXPECT_EQ(china.count(day("2025-10-05"), day("2025-10-12")).days, 3);  // W41
  const BucketGrid grid(china, {Period::week}, 3);
  const DateSpan merged = span("2025-09-29", "2025-10-12");
  EXPECT_EQ(grid.bucket_of(day("2025-09-29")), merged);
  EXPECT_EQ(grid.bucket_of(day("2025-10-12")), merged);
  EXPECT_EQ(grid.due(merged), (DayAnswer{day("2025-10-11"), false}));
  EXPECT_EQ(grid.next(merged), span("2025-10-13", "2025-10-19"));
  EXPECT_EQ(grid.distance(grid.bucket_of(day("2025-09-22")), merged), 1);
  EXPECT_EQ(grid.distance(merged, grid.bucket_of(day("2025-10-13"))), 1);
  EXPECT_EQ(grid.distance(grid.bucket_of(day("2025-10-13")), merged), -1);
  EXPECT_EQ(grid.distance(merged, merged), 0);
}

TEST(BucketGrid, NationalDay2023JoinsTheWeekAfter) {
  const BucketGrid grid(china_calendar(), {Period::week}, 3);
  const DateSpan merged = grid.bucket_of(day("2023-10-03"));
  EXPECT_EQ(merged, span("2023-10-02", "2023-10-15"));
  EXPECT_EQ(grid.due(merged), (DayAnswer{day("2023-10-13"), false}));
}

TEST(BucketGrid, ZeroMergesNothing) {
  const BucketGrid grid(china_calendar(), {Period::week}, 0);
  EXPECT_EQ(grid.bucket_of(day("2023-10-03")), span("2023-10-02", "2023-10-08"));
  EXPECT_EQ(grid.due(grid.bucket_of(day("2023-10-03"))).day, day("2023-10-08"));
}

TEST(BucketGrid, AWeekThinnerThanTheLimitMergesNothing) {
  const Calendar twice =
      Calendar::build(0b0000011, {test::one_day(day("2025-05-01"), DayKind::off)})
          .value();
  const BucketGrid grid(twice, {Period::week}, 3);
  EXPECT_EQ(grid.bucket_of(day("2025-05-01")), span("2025-04-28", "2025-05-04"));
  const BucketGrid months(twice, {Period::month}, 3);
  EXPECT_EQ(months.bucket_of(day("2025-05-01")), span("2025-05-01", "2025-05-31"));
}

TEST(BucketGrid, IsProvisionalUnlessTheWholeBucketIsKnown) {
  const BucketGrid grid(china_calendar(), {Period::week}, 3);
  EXPECT_FALSE(grid.due(grid.bucket_of(day("2026-12-27"))).provisional);
  EXPECT_EQ(grid.due(grid.bucket_of(day("2026-12-28"))),
            (DayAnswer{day("2027-01-01"), true}));
  EXPECT_TRUE(grid.due(grid.bucket_of(day("2003-12-30"))).provisional);
  const BucketGrid open(Calendar::weekdays(), {Period::month}, 3);
  EXPECT_EQ(open.due(open.bucket_of(day("2025-05-10"))),
            (DayAnswer{day("2025-05-30"), true}));
}

TEST(BucketGrid, ABucketWithoutWorkingDaysIsDueOnItsLastDay) {
  const BucketGrid grid(Calendar::weekly(0), {Period::week}, 3);
  EXPECT_EQ(grid.due(grid.bucket_of(day("2025-05-01"))),
            (DayAnswer{day("2025-05-04"), true}));
}

/// Merging by walking: a bucket that has too few working days takes the next one in.
DateSpan naive_bucket(const NaiveCalendar& calendar, PeriodRule rule, std::int32_t thin,
                      DateSpan raw) {
  const auto days = [&](DateSpan b) {
    return calendar.count(b.first.days() - 1, b.last.days());
  };
  while (days(bucket_after(rule, raw, -1)) < thin) raw = bucket_after(rule, raw, -1);
  DateSpan last = raw;
  while (days(last) < thin) last = bucket_after(rule, last);
  return {raw.first, last.last};
}

void expect_walk(const Calendar& calendar, std::uint8_t pattern, PeriodRule rule,
                 std::int32_t thin, DateSpan range) {
  const NaiveCalendar naive(pattern, calendar.layers());
  const BucketGrid grid(calendar, rule, thin);
  const DateSpan origin = grid.bucket_of(range.first);
  std::int32_t serial = 0;
  DateSpan previous = origin;
  for (Date d = range.first; d <= range.last; d = d.plus_days(1)) {
    const DateSpan bucket = grid.bucket_of(d);
    ASSERT_EQ(bucket, naive_bucket(naive, rule, thin, bucket_of(rule, d))) << d.iso();
    ASSERT_TRUE(bucket.contains(d));
    if (bucket != previous) ++serial;
    ASSERT_EQ(grid.distance(origin, bucket), serial) << d.iso();
    ASSERT_EQ(grid.distance(bucket, origin), -serial) << d.iso();
    const Date due = grid.due(bucket).day;
    ASSERT_TRUE(bucket.contains(due));
    ASSERT_EQ(naive.count(due.days(), bucket.last.days()), 0);
    previous = bucket;
  }
}

TEST(BucketGrid, AgreesWithTheWalkOverAllOfChina) {
  const DateSpan range = span("2003-11-01", "2027-03-01");
  expect_walk(china_calendar(), 0b0011111, {Period::week}, 3, range);
  expect_walk(china_calendar(), 0b0011111, {Period::week, 7}, 4, range);
  expect_walk(china_calendar(), 0b0011111, {Period::month}, 18, range);
}

TEST(BucketGrid, AgreesWithTheWalkOnRandomClosures) {
  Dice dice(41);
  for (std::int32_t round = 0; round < 60; ++round) {
    CalendarLayer layer = test::random_layer(dice, 15'000, 15'200, dice.between(1, 150));
    for (CalendarDay& entry : layer.days) {
      if (entry.kind == DayKind::half) entry.kind = DayKind::off;
    }
    const Calendar calendar = Calendar::build(0b0011111, {layer}).value();
    expect_walk(calendar, 0b0011111, {Period::week, dice.between(1, 7)},
                dice.between(1, 5), {Date(14'950), Date(15'260)});
  }
}

}  // namespace
}  // namespace kith
