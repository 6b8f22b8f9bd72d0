// Laws of working days, each against a calendar that walks day by day.
#include <gtest/gtest.h>

#include "calendar/naive.hpp"

namespace kith {
namespace {

using test::day;
using test::Dice;
using test::NaiveCalendar;
using test::one_day;

constexpr std::uint8_t kWorkweek = 0b0011111;

const NaiveCalendar& naive_china() {
  static const NaiveCalendar calendar(kWorkweek, china_calendar().layers());
  return calendar;
}

TEST(Laws, EveryDayOfChinaAgreesWithTheWalk) {
  const Calendar& china = china_calendar();
  for (Date d = day("2004-01-01"); d <= day("2026-12-31"); d = d.plus_days(1)) {
    ASSERT_EQ(china.half_units(d), naive_china().half_units(d.days())) << d.iso();
    ASSERT_EQ(china.add(d, 0).value().day.days(), naive_china().add(d.days(), 0))
        << d.iso();
    std::int32_t forward = d.days();
    std::int32_t backward = d.days();
    for (std::int32_t n = 1; n <= 30; ++n) {
      forward = naive_china().add(forward, 1);
      backward = naive_china().add(backward, -1);
      ASSERT_EQ(china.add(d, n).value().day.days(), forward) << d.iso() << " + " << n;
      ASSERT_EQ(china.add(d, -n).value().day.days(), backward) << d.iso() << " - " << n;
    }
  }
}

TEST(Laws, CountInvertsAddAndBothAreMonotone) {
  const Calendar& china = china_calendar();
  for (Date d = day("2004-01-01"); d <= day("2026-12-31"); d = d.plus_days(1)) {
    Date previous = d;
    for (std::int32_t n = 1; n <= 30; ++n) {
      const DayAnswer answer = china.add(d, n).value();
      ASSERT_EQ(china.count(d, answer.day).days, n) << d.iso();
      ASSERT_EQ(china.count(answer.day, d).days, -n) << d.iso();
      ASSERT_TRUE(china.is_working(answer.day)) << d.iso();
      ASSERT_LT(previous, answer.day) << d.iso();
      ASSERT_LE(answer.day, china.add(d.plus_days(1), n).value().day) << d.iso();
      ASSERT_EQ(answer.provisional, answer.day > day("2026-12-31")) << d.iso();
      previous = answer.day;
      if (!china.is_working(d)) continue;
      const Date back = china.add(d, -n).value().day;
      ASSERT_EQ(china.count(d, back).days, -n) << d.iso();
    }
  }
}

TEST(Laws, StepsAddUp) {
  const Calendar& china = china_calendar();
  Dice dice(20040101);
  for (std::int32_t i = 0; i < 100'000; ++i) {
    const Date d(dice.between(day("2003-06-01").days(), day("2027-06-01").days()));
    const std::int32_t a = dice.between(1, 300);
    const std::int32_t b = dice.between(1, 300);
    ASSERT_EQ(china.add(china.add(d, a).value().day, b).value().day,
              china.add(d, a + b).value().day)
        << d.iso() << " " << a << " " << b;
    ASSERT_EQ(china.add(china.add(d, -a).value().day, -b).value().day,
              china.add(d, -a - b).value().day)
        << d.iso() << " " << a << " " << b;
  }
}

TEST(Laws, CountIsAntisymmetricAndAdditive) {
  const Calendar& china = china_calendar();
  Dice dice(7);
  for (std::int32_t i = 0; i < 100'000; ++i) {
    const auto pick = [&] { return Date(dice.between(Date::kMinDays, Date::kMaxDays)); };
    const Date a = pick();
    const Date b = pick();
    const Date c = pick();
    ASSERT_EQ(china.count(a, b).days, -china.count(b, a).days);
    ASSERT_EQ(china.count(a, b).provisional, china.count(b, a).provisional);
    ASSERT_EQ(china.count(a, b).days + china.count(b, c).days, china.count(a, c).days);
    ASSERT_EQ(china.count_half_units(a, b).days, 2 * china.count(a, b).days);
  }
}

TEST(Laws, RandomCalendarsAgreeWithTheWalk) {
  Dice dice(1970);
  for (std::int32_t round = 0; round < 300; ++round) {
    const std::int32_t from = dice.between(-200'000, 2'900'000);
    const auto pattern = static_cast<std::uint8_t>(dice.between(1, 127));
    std::vector<CalendarLayer> layers;
    for (std::int32_t i = dice.between(0, 3); i > 0; --i) {
      layers.push_back(test::random_layer(dice, from, from + dice.between(1, 700),
                                          dice.between(0, 200)));
    }
    const Calendar calendar = Calendar::build(pattern, layers).value();
    const NaiveCalendar naive(pattern, layers);
    for (std::int32_t i = 0; i < 60; ++i) {
      const std::int32_t d = dice.between(from - 60, from + 760);
      const std::int32_t e = dice.between(from - 60, from + 760);
      const std::int32_t n = dice.between(-150, 150);
      ASSERT_EQ(calendar.half_units(Date(d)), naive.half_units(d));
      ASSERT_EQ(calendar.add(Date(d), n).value().day.days(), naive.add(d, n))
          << Date(d).iso() << " " << n << " round " << round;
      ASSERT_EQ(calendar.count(Date(d), Date(e)).days, naive.count(d, e));
      ASSERT_EQ(calendar.count_half_units(Date(d), Date(e)).days,
                naive.count_half_units(d, e));
    }
  }
}

TEST(Laws, LayersOnTopEqualABuildInOneGo) {
  Dice dice(11);
  for (std::int32_t round = 0; round < 50; ++round) {
    std::vector<CalendarLayer> layers;
    Calendar grown = Calendar::weekdays();
    for (std::int32_t i = 0; i < 4; ++i) {
      layers.push_back(test::random_layer(dice, 15'000, 15'400, 80));
      grown = grown.with_layer(layers.back()).value();
    }
    const Calendar built = Calendar::build(kWorkweek, layers).value();
    ASSERT_EQ(grown, built);
    for (std::int32_t d = 14'900; d < 15'500; ++d) {
      ASSERT_EQ(grown.half_units(Date(d)), built.half_units(Date(d)));
      ASSERT_EQ(grown.add(Date(d), 7).value(), built.add(Date(d), 7).value());
    }
  }
}

TEST(Laws, AHolidayNeverMakesADeadlineEarlierAMakeUpDayNeverLater) {
  Dice dice(2023);
  for (std::int32_t round = 0; round < 2000; ++round) {
    const Date changed(dice.between(day("2004-01-01").days(), day("2026-12-31").days()));
    const Calendar off =
        china_calendar().with_layer(one_day(changed, DayKind::off)).value();
    const Calendar work =
        china_calendar().with_layer(one_day(changed, DayKind::work)).value();
    for (std::int32_t i = 0; i < 20; ++i) {
      const Date start = changed.plus_days(dice.between(-60, 10));
      const std::int32_t n = dice.between(1, 60);
      const Date deadline = china_calendar().add(start, n).value().day;
      ASSERT_LE(deadline, off.add(start, n).value().day)
          << changed.iso() << start.iso() << n;
      ASSERT_GE(deadline, work.add(start, n).value().day)
          << changed.iso() << start.iso() << n;
      const Date before = china_calendar().add(start, -n).value().day;
      ASSERT_GE(before, off.add(start, -n).value().day)
          << changed.iso() << start.iso() << n;
      ASSERT_LE(before, work.add(start, -n).value().day)
          << changed.iso() << start.iso() << n;
    }
  }
}

TEST(Laws, FarFromTheListedDaysTheWeekDecides) {
  const Calendar& china = china_calendar();
  const Calendar week = Calendar::weekdays();
  for (const std::int32_t start : {Date::kMinDays, -1000, 40'000, Date::kMaxDays - 200}) {
    for (std::int32_t d = start; d < start + 150; ++d) {
      ASSERT_EQ(china.add(Date(d), 20).value().day, week.add(Date(d), 20).value().day);
      ASSERT_EQ(china.is_working(Date(d)), Date(d).weekday() <= 5);
    }
  }
  // From end to end: 8600 years of five-day weeks, corrected by the listed days.
  const CountAnswer all = china.count(Date::min(), Date::max());
  const std::int32_t moved = china.count(day("2003-12-31"), day("2026-12-31")).days -
                             week.count(day("2003-12-31"), day("2026-12-31")).days;
  EXPECT_EQ(all.days, week.count(Date::min(), Date::max()).days + moved);
  EXPECT_EQ(china.add(Date::min(), all.days).value().day, Date::max());
}

}  // namespace
}  // namespace kith
