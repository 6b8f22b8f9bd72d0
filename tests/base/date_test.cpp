// Dates against a walk through every day, month steps, Boost's dates, instants and zones.
#include "kith/base/date.hpp"

#include <gtest/gtest.h>

#include <random>

#include "kith/base/boost_date.hpp"
#include "kith/base/instant.hpp"

namespace kith {
namespace {

Date day(const char* iso) { return Date::parse(iso).value(); }

// The calendar as a person counts it: one day after another.
struct Walker {
  YearMonthDay c{1400, 1, 1};
  static int length(int y, int m) {
    if (m == 2) return (y % 4 == 0 && y % 100 != 0) || y % 400 == 0 ? 29 : 28;
    return m == 4 || m == 6 || m == 9 || m == 11 ? 30 : 31;
  }
  void step() {
    if (++c.day <= length(c.year, c.month)) return;
    c.day = 1;
    if (++c.month <= 12) return;
    c.month = 1;
    ++c.year;
  }
};

TEST(Date, EveryDayFrom1400To9999) {
  Walker walker;
  int weekday = 3;  // 1400-01-01 was a Wednesday (proleptic)
  for (std::int32_t n = Date::kMinDays; n <= Date::kMaxDays; ++n, walker.step()) {
    const Date d(n);
    ASSERT_EQ(d.ymd(), walker.c) << n;
    const auto back = Date::from_ymd(walker.c.year, walker.c.month, walker.c.day);
    ASSERT_TRUE(back);
    ASSERT_EQ(back->days(), n);
    ASSERT_EQ(d.weekday(), weekday);
    weekday = weekday % 7 + 1;
    if (walker.c.day == 1) {
      ASSERT_EQ(d.last_of_month().days() - n + 1,
                Walker::length(walker.c.year, walker.c.month));
      ASSERT_EQ(d.last_of_month().first_of_month(), d);
    }
    if (n % 97 == 0) {
      ASSERT_EQ(Date::parse(d.iso()).value(), d);
    }
  }
  EXPECT_EQ(walker.c, (YearMonthDay{10000, 1, 1}));
}

TEST(Date, ReadsOnlyItsForm) {
  EXPECT_EQ(day("2023-10-15").ymd(), (YearMonthDay{2023, 10, 15}));
  EXPECT_EQ(day("2023-10-15").weekday(), 7);
  for (const char* bad :
       {"", "2023-10-1", "2023/10/15", "2023-10-15 ", " 2023-10-15", "2023-13-01",
        "2023-00-01", "2023-02-29", "1900-02-29", "2023-04-31", "1399-12-31",
        "0000-00-00", "+023-10-15", "2023-1a-15", "20231015", "2023-10-00"}) {
    const auto d = Date::parse(bad);
    ASSERT_FALSE(d) << bad;
    EXPECT_EQ(d.error().reason(), Reason::bad_date);
    EXPECT_EQ(d.error().details().front().second, bad);
  }
  EXPECT_TRUE(Date::parse("2000-02-29"));
  EXPECT_FALSE(Date::from_ymd(10000, 1, 1));
  EXPECT_FALSE(Date::from_ymd(2023, -1, 1));
}

TEST(Date, RangeIsAnErrorNeverAWrap) {
  EXPECT_TRUE(Date::checked(Date::kMinDays));
  EXPECT_TRUE(Date::checked(Date::kMaxDays));
  for (const std::int64_t n :
       {std::int64_t{Date::kMinDays} - 1, std::int64_t{Date::kMaxDays} + 1,
        std::int64_t{1} << 40, INT64_MIN, INT64_MAX}) {
    ASSERT_FALSE(Date::checked(n));
    EXPECT_EQ(Date::checked(n).error().reason(), Reason::date_out_of_range);
  }
  EXPECT_EQ(Date().plus_days(INT64_MAX), Date::max());
  EXPECT_EQ(Date().plus_days(INT64_MIN), Date::min());
  EXPECT_EQ(Date::max().plus_days(1), Date::max());
  EXPECT_EQ(Date::max().plus_days(-1).iso(), "9999-12-30");
  EXPECT_EQ(Date().plus_months(INT32_MAX), Date::max());
  EXPECT_EQ(Date().plus_months(INT32_MIN), Date::min());
}

TEST(Date, MonthStepsClampAndDoNotDrift) {
  const Date start = day("2023-01-31");
  EXPECT_EQ(start.plus_months(1).iso(), "2023-02-28");
  EXPECT_EQ(start.plus_months(2).iso(), "2023-03-31");
  // Step by step, with the anchor carried along.
  EXPECT_EQ(start.plus_months(1).plus_months(1, 31).iso(), "2023-03-31");
  EXPECT_EQ(start.plus_months(1).plus_months(1, 31).plus_months(1, 31).iso(),
            "2023-04-30");
  // A month end is not sticky, unlike Boost's.
  EXPECT_EQ(day("2023-02-28").plus_months(1, 28).iso(), "2023-03-28");
  EXPECT_EQ(day("2023-02-28").plus_months(1).iso(), "2023-03-28");
  EXPECT_EQ(
      from_boost(to_boost(day("2023-02-28")) + boost::gregorian::months(1)).value().iso(),
      "2023-03-31");
  EXPECT_EQ(day("2024-01-31").plus_months(1).iso(), "2024-02-29");
  EXPECT_EQ(day("2024-02-29").plus_months(12).iso(), "2025-02-28");
  EXPECT_EQ(day("2024-02-29").plus_months(-12, 31).iso(), "2023-02-28");
  EXPECT_EQ(day("2023-03-31").plus_months(-1).iso(), "2023-02-28");
  EXPECT_EQ(day("2023-12-15").plus_months(1).iso(), "2024-01-15");
  EXPECT_EQ(day("2023-01-15").plus_months(-1).iso(), "2022-12-15");
  EXPECT_EQ(day("2023-01-15").plus_months(0, 31).iso(), "2023-01-31");
}

TEST(Date, MonthStepsAgainstASlowCount) {
  std::mt19937 random(7);
  for (int i = 0; i < 20000; ++i) {
    const Date d(static_cast<std::int32_t>(random() % 700000) - 100000);
    const int n = static_cast<int>(random() % 400) - 200;
    const int anchor = static_cast<int>(random() % 32);
    YearMonthDay c = d.ymd();
    const int wanted = anchor == 0 ? c.day : anchor;
    for (int k = 0; k < n; ++k) {
      if (++c.month == 13) c = {c.year + 1, 1, c.day};
    }
    for (int k = 0; k > n; --k) {
      if (--c.month == 0) c = {c.year - 1, 12, c.day};
    }
    c.day = std::min(wanted, Walker::length(c.year, c.month));
    ASSERT_EQ(d.plus_months(n, anchor).ymd(), c) << d.iso() << " " << n << " " << anchor;
  }
}

TEST(Date, BoostBothWays) {
  for (std::int32_t n = Date::kMinDays; n <= Date::kMaxDays; n += 173) {
    const boost::gregorian::date b = to_boost(Date(n));
    const YearMonthDay c = Date(n).ymd();
    ASSERT_EQ(int(b.year()), c.year);
    ASSERT_EQ(int(b.month()), c.month);
    ASSERT_EQ(int(b.day()), c.day);
    ASSERT_EQ((int(b.day_of_week()) + 6) % 7 + 1, Date(n).weekday());
    ASSERT_EQ(from_boost(b).value().days(), n);
  }
  EXPECT_EQ(from_boost(to_boost(Date::max())).value(), Date::max());
  EXPECT_EQ(from_boost(to_boost(Date::min())).value(), Date::min());
}

TEST(Date, BoostSpecialValuesStayOutside) {
  using namespace boost::date_time;
  for (const auto special : {not_a_date_time, pos_infin, neg_infin}) {
    const auto d = from_boost(boost::gregorian::date(special));
    ASSERT_FALSE(d);
    EXPECT_EQ(d.error().reason(), Reason::bad_date);
  }
  EXPECT_EQ(from_boost(boost::gregorian::date(min_date_time)).value(), Date::min());
  EXPECT_EQ(from_boost(boost::gregorian::date(max_date_time)).value(), Date::max());
}

TEST(Instant, ReadsIso) {
  EXPECT_EQ(Instant::parse("1970-01-01T00:00Z").value().micros(), 0);
  EXPECT_EQ(Instant::parse("1970-01-01T08:00+08:00").value().micros(), 0);
  EXPECT_EQ(Instant::parse("1969-12-31T19:30-04:30").value().micros(), 0);
  EXPECT_EQ(Instant::parse("2001-09-09T01:46:40Z").value().micros(),
            1'000'000'000'000'000);
  EXPECT_EQ(Instant::parse("1970-01-01T00:00:01.5Z").value().micros(), 1'500'000);
  EXPECT_EQ(Instant::parse("1969-12-31T23:59:59.999999Z").value().micros(), -1);
  for (const char* bad :
       {"", "1970-01-01", "1970-01-01T00:00", "1970-01-01T24:00Z", "1970-01-01T00:60Z",
        "1970-01-01T00:00:60Z", "1970-01-01T00:00:00.Z", "1970-01-01T00:00:00.1234567Z",
        "1970-01-01T00:00:00,5Z", "1970-01-01 00:00:00Z", "1970-01-01T00:00+0800",
        "1970-01-01T00:00+24:00", "1970-01-01T00:00ZZ", "1970-02-30T00:00Z",
        "1970-01-01T00:00z"}) {
    ASSERT_FALSE(Instant::parse(bad)) << bad;
    EXPECT_EQ(Instant::parse(bad).error().reason(), Reason::bad_date) << bad;
  }
  EXPECT_FALSE(Instant::parse("1400-01-01T00:00+01:00"));
  EXPECT_FALSE(Instant::checked(INT64_MIN));
  EXPECT_FALSE(Instant::checked(INT64_MAX));
}

TEST(Instant, RoundTrips) {
  std::mt19937_64 random(11);
  for (int i = 0; i < 20000; ++i) {
    const std::int64_t days = static_cast<std::int64_t>(random() % 3'000'000) - 200'000;
    std::int64_t micros = days * Instant::kMicrosPerDay +
                          static_cast<std::int64_t>(random() % 86'400'000'000);
    if (i % 2 == 0) micros -= micros % 1'000'000;
    if (!Instant::checked(micros)) continue;
    ASSERT_EQ(Instant::parse(Instant(micros).iso()).value().micros(), micros);
  }
  EXPECT_EQ(Instant(-1).iso(), "1969-12-31T23:59:59.999999Z");
  EXPECT_EQ(Instant(0).iso(), "1970-01-01T00:00:00Z");
}

TEST(Zone, DaysBeginAtLocalMidnight) {
  const Zone china{480};
  const Date d = day("2023-10-15");
  EXPECT_EQ(china.midnight(d).iso(), "2023-10-14T16:00:00Z");
  EXPECT_EQ(china.close_of(d).iso(), "2023-10-15T15:59:59.999999Z");
  for (const Zone z : {Zone{480}, Zone{0}, Zone{-210}, Zone{-720}, Zone{840}}) {
    for (std::int32_t n = -1000; n < 1000; n += 37) {
      const Date x(n);
      ASSERT_EQ(z.day_of(z.midnight(x)), x);
      ASSERT_EQ(z.day_of(z.close_of(x)), x);
      ASSERT_EQ(z.day_of(Instant(z.midnight(x).micros() - 1)), x.plus_days(-1));
      ASSERT_EQ(z.close_of(x).micros() + 1, z.midnight(x.plus_days(1)).micros());
    }
  }
  EXPECT_EQ(china.day_of(Instant::parse("9999-12-31T23:00Z").value()), Date::max());
}

TEST(Occurred, ADayStandsAfterItsInstants) {
  const Zone z;
  const auto early = Occurred::at_instant(Instant::parse("2023-10-15T01:00Z").value(), z);
  const auto late = Occurred::at_instant(Instant::parse("2023-10-15T15:59Z").value(), z);
  const auto whole = Occurred::on(day("2023-10-15"));
  EXPECT_LT(early, late);
  EXPECT_LT(late, whole);
  EXPECT_LT(whole, Occurred::at_instant(Instant::parse("2023-10-15T16:00Z").value(), z));
}

}  // namespace
}  // namespace kith
