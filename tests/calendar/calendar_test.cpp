// Calendars as values: layers, coverage, half days, and the published facts about China's
// working days.
#include "kith/calendar/calendar.hpp"

#include <gtest/gtest.h>

#include "calendar/naive.hpp"

namespace kith {
namespace {

using test::day;
using test::one_day;

CalendarLayer covering(const char* id, const char* from, const char* to) {
  CalendarLayer layer;
  layer.id = id;
  layer.covered = DateSpan{day(from), day(to)};
  return layer;
}

struct Fact {
  const char* start;
  std::int32_t days;
  const char* answer;
};

TEST(ChinaCalendar, ReproducesTheKnownDeadlines) {
  const Fact facts[] = {{"2023-09-28", 5, "2023-10-11"},  {"2023-09-28", 3, "2023-10-09"},
                        {"2023-10-20", 3, "2023-10-25"},  {"2023-10-14", 1, "2023-10-16"},
                        {"2025-09-29", 5, "2025-10-13"},  {"2026-02-13", 3, "2026-02-25"},
                        {"2026-09-18", 3, "2026-09-22"},  {"2026-09-30", 5, "2026-10-13"},
                        {"2025-09-16", 10, "2025-09-29"}, {"2025-10-03", 5, "2025-10-14"},
                        {"2025-01-24", 3, "2025-02-05"}};
  for (const Fact& fact : facts) {
    const DayAnswer answer = china_calendar().add(day(fact.start), fact.days).value();
    EXPECT_EQ(answer.day.iso(), fact.answer) << fact.start << " + " << fact.days;
    EXPECT_FALSE(answer.provisional) << fact.start;
  }
}

TEST(ChinaCalendar, CountsTheWorkingDaysOfEachYear) {
  const std::pair<std::int32_t, std::int32_t> years[] = {
      {2023, 249}, {2024, 251}, {2025, 248}, {2026, 248}};
  for (const auto& [year, days] : years) {
    const Date before = Date::from_ymd(year - 1, 12, 31).value();
    const Date end = Date::from_ymd(year, 12, 31).value();
    EXPECT_EQ(china_calendar().count(before, end), (CountAnswer{days, false})) << year;
  }
}

TEST(ChinaCalendar, IsCoveredThroughTheLastPublishedYear) {
  const Calendar& china = china_calendar();
  EXPECT_EQ(china.coverage(), (DateSpan{day("2004-01-01"), day("2026-12-31")}));
  EXPECT_FALSE(china.is_covered(day("2003-12-31")));
  EXPECT_TRUE(china.is_covered(day("2026-12-31")));
  EXPECT_FALSE(china.is_covered(day("2027-01-01")));
  EXPECT_EQ(china.add(day("2026-12-31"), 1).value(),
            (DayAnswer{day("2027-01-01"), true}));
  EXPECT_EQ(china.add(day("2026-12-31"), 0).value(),
            (DayAnswer{day("2026-12-31"), false}));
  EXPECT_TRUE(china.count(day("2026-12-30"), day("2027-01-01")).provisional);
  EXPECT_FALSE(china.count(day("2026-12-30"), day("2026-12-31")).provisional);
  EXPECT_FALSE(china.count(day("2027-01-01"), day("2027-01-01")).provisional);
}

TEST(ChinaCalendar, NamesTheDayAndItsOrigin) {
  EXPECT_EQ(china_calendar().day_name(day("2023-10-07")), "国庆节");
  EXPECT_EQ(china_calendar().listed_kind(day("2023-10-07")), DayKind::work);
  EXPECT_EQ(china_calendar().listed_kind(day("2023-10-01")), DayKind::off);
  EXPECT_EQ(china_calendar().day_name(day("2023-10-11")), "");
  EXPECT_EQ(china_calendar().listed_kind(day("2023-10-11")), std::nullopt);
  ASSERT_EQ(china_calendar().layers().size(), 1u);
  EXPECT_NE(china_calendar().layers()[0].source.find("MIT"), std::string::npos);
}

TEST(ChinaCalendar, AWeekAsBudgetEndsOnAWorkingSaturday) {
  EXPECT_EQ(china_calendar().add_weeks(day("2023-09-27"), 1).value(),
            (DayAnswer{day("2023-10-07"), false}));
  EXPECT_EQ(china_calendar().add_weeks(day("2023-10-11"), 2).value().day,
            day("2023-10-25"));
  EXPECT_EQ(china_calendar().add_weeks(day("2023-10-18"), -1).value().day,
            day("2023-10-11"));
}

TEST(Calendar, MonthsKeepTheirAnchorDayThenRoll) {
  const Calendar calendar = Calendar::weekdays();
  const auto months = [&](std::int32_t n, Roll roll) {
    return calendar.add_months(day("2025-01-31"), n, 31, roll).value().day.iso();
  };
  EXPECT_EQ(months(1, Roll::none), "2025-02-28");
  EXPECT_EQ(months(2, Roll::none), "2025-03-31");
  EXPECT_EQ(months(4, Roll::none), "2025-05-31");  // a Saturday
  EXPECT_EQ(months(4, Roll::following), "2025-06-02");
  EXPECT_EQ(months(4, Roll::preceding), "2025-05-30");
  EXPECT_EQ(months(4, Roll::modified_following), "2025-05-30");
  EXPECT_EQ(calendar.add_months(day("2025-01-31"), 1, 32, Roll::none).error().reason(),
            Reason::bad_number);
  EXPECT_EQ(
      calendar.add_months(day("2025-01-31"), 12 * 8000, 0, Roll::none).error().reason(),
      Reason::date_out_of_range);
}

TEST(Calendar, RollsOnlyNonWorkingDays) {
  const Calendar& china = china_calendar();
  const Date holiday = day("2025-10-03");
  EXPECT_EQ(china.roll(holiday, Roll::none).value(), (DayAnswer{holiday, false}));
  EXPECT_EQ(china.roll(holiday, Roll::following).value().day, day("2025-10-09"));
  EXPECT_EQ(china.roll(holiday, Roll::preceding).value().day, day("2025-09-30"));
  EXPECT_EQ(china.roll(holiday, Roll::modified_following).value().day, day("2025-10-09"));
  for (const Roll roll : {Roll::following, Roll::preceding, Roll::modified_following}) {
    EXPECT_EQ(china.roll(day("2025-10-11"), roll).value().day, day("2025-10-11"));
  }
}

TEST(Calendar, ModifiedFollowingAsksOnlyUpToTheMonthsEnd) {
  // Sunday 2023-12-31: 2024 is not covered, yet the month's end already decides.
  const Calendar calendar =
      Calendar::build(0b0011111, {covering("y", "2023-01-01", "2023-12-31")}).value();
  EXPECT_EQ(calendar.roll(day("2023-12-31"), Roll::modified_following).value(),
            (DayAnswer{day("2023-12-29"), false}));
  EXPECT_EQ(calendar.roll(day("2023-12-31"), Roll::following).value(),
            (DayAnswer{day("2024-01-01"), true}));
}

TEST(Calendar, RollingFirstCostsADayFromANonWorkingStart) {
  const Calendar& china = china_calendar();
  EXPECT_EQ(china.add(day("2023-10-14"), 1).value().day, day("2023-10-16"));
  EXPECT_EQ(china.add_rolled(day("2023-10-14"), 1).value().day, day("2023-10-17"));
  EXPECT_EQ(china.add_rolled(day("2023-10-13"), 1).value().day, day("2023-10-16"));
  EXPECT_EQ(china.add_rolled(day("2023-10-14"), 0).value().day, day("2023-10-16"));
}

TEST(Calendar, WeeklyCoversNothing) {
  const Calendar calendar = Calendar::weekdays();
  EXPECT_EQ(calendar.coverage(), std::nullopt);
  EXPECT_EQ(calendar.listed(), std::nullopt);
  EXPECT_EQ(calendar.add(day("2023-09-28"), 5).value(),
            (DayAnswer{day("2023-10-05"), true}));
  EXPECT_TRUE(calendar.count(day("2023-09-28"), day("2023-09-29")).provisional);
}

TEST(Calendar, LaterLayersWinAndTheBaseStaysAsItWas) {
  const Calendar& china = china_calendar();
  const Calendar person =
      china.with_layer(one_day(day("2023-10-23"), DayKind::off)).value();
  EXPECT_EQ(person.add(day("2023-10-20"), 3).value(),
            (DayAnswer{day("2023-10-26"), false}));
  EXPECT_EQ(china.add(day("2023-10-20"), 3).value().day, day("2023-10-25"));
  const Calendar back =
      person.with_layer(one_day(day("2023-10-23"), DayKind::work)).value();
  EXPECT_EQ(back.add(day("2023-10-20"), 3).value().day, day("2023-10-25"));
  EXPECT_EQ(back.layers().size(), 3u);
  EXPECT_NE(china, person);
  EXPECT_EQ(person, china.with_layer(one_day(day("2023-10-23"), DayKind::off)).value());
}

TEST(Calendar, CoverageIsTheLatestContiguousPart) {
  const auto coverage = [](std::vector<CalendarLayer> layers) {
    return Calendar::build(0b0011111, std::move(layers)).value().coverage();
  };
  EXPECT_EQ(coverage({covering("a", "2024-01-01", "2024-12-31"),
                      covering("b", "2025-01-01", "2025-12-31")}),
            (DateSpan{day("2024-01-01"), day("2025-12-31")}));
  EXPECT_EQ(coverage({covering("b", "2025-06-01", "2025-12-31"),
                      covering("a", "2024-01-01", "2025-06-30")}),
            (DateSpan{day("2024-01-01"), day("2025-12-31")}));
  EXPECT_EQ(coverage({covering("a", "2024-01-01", "2024-12-30"),
                      covering("b", "2025-01-01", "2025-12-31")}),
            (DateSpan{day("2025-01-01"), day("2025-12-31")}));
  EXPECT_EQ(coverage({covering("a", "2020-01-01", "2025-12-31"),
                      covering("b", "2021-01-01", "2021-12-31")}),
            (DateSpan{day("2020-01-01"), day("2025-12-31")}));
}

TEST(Calendar, HalfDaysWorkAndCountAsOneUnit) {
  const Calendar calendar =
      Calendar::weekdays().with_layer(one_day(day("2025-12-24"), DayKind::half)).value();
  EXPECT_TRUE(calendar.is_working(day("2025-12-24")));
  EXPECT_EQ(calendar.half_units(day("2025-12-24")), 1);
  EXPECT_EQ(calendar.half_units(day("2025-12-25")), 2);
  EXPECT_EQ(calendar.half_units(day("2025-12-27")), 0);
  EXPECT_EQ(calendar.count(day("2025-12-21"), day("2025-12-28")).days, 5);
  EXPECT_EQ(calendar.count_half_units(day("2025-12-21"), day("2025-12-28")).days, 9);
  EXPECT_EQ(calendar.count_half_units(day("2025-12-28"), day("2025-12-21")).days, -9);
  const Calendar whole =
      calendar.with_layer(one_day(day("2025-12-24"), DayKind::work)).value();
  EXPECT_EQ(whole.half_units(day("2025-12-24")), 2);
  const Calendar off =
      calendar.with_layer(one_day(day("2025-12-24"), DayKind::off)).value();
  EXPECT_EQ(off.count_half_units(day("2025-12-21"), day("2025-12-28")).days, 8);
}

TEST(Calendar, IntersectionWorksWhereBothDo) {
  const Calendar customer =
      Calendar::build(0b0111110, {one_day(day("2023-10-25"), DayKind::half),
                                  covering("c", "2023-01-01", "2030-12-31")})
          .value();  // Tuesday to Saturday
  const Calendar both = Calendar::intersect(china_calendar(), customer);
  EXPECT_EQ(both.weekly_pattern(), 0b0011110);
  for (Date d = day("2023-09-01"); d < day("2023-12-01"); d = d.plus_days(1)) {
    EXPECT_EQ(both.half_units(d),
              std::min(china_calendar().half_units(d), customer.half_units(d)))
        << d.iso();
  }
  EXPECT_EQ(both.coverage(), (DateSpan{day("2023-01-01"), day("2026-12-31")}));
  EXPECT_TRUE(both.is_working(
      day("2023-10-07")));  // a make-up Saturday on which the customer works
  EXPECT_EQ(both.day_name(day("2023-10-03")), "国庆节");
}

TEST(Calendar, IntersectionWithoutACommonDayIsAnErrorNotALoop) {
  const Calendar never =
      Calendar::intersect(Calendar::weekly(0b0011111), Calendar::weekly(0b1100000));
  EXPECT_EQ(never.add(day("2025-01-01"), 1).error().reason(), Reason::no_working_day);
  EXPECT_EQ(never.add(day("2025-01-01"), -1).error().reason(), Reason::no_working_day);
  EXPECT_EQ(never.add(day("2025-01-01"), 0).error().reason(), Reason::no_working_day);
  EXPECT_EQ(never.add_weeks(day("2025-01-01"), 1).error().reason(),
            Reason::no_working_day);
  EXPECT_EQ(never.count(day("2025-01-01"), day("2026-01-01")).days, 0);
}

TEST(Calendar, AllClosedIsRefused) {
  EXPECT_EQ(Calendar::build(0, {}).error().reason(), Reason::no_working_day);
  EXPECT_EQ(
      Calendar::build(0, {one_day(day("2025-01-01"), DayKind::off)}).error().reason(),
      Reason::no_working_day);
  const Calendar single =
      Calendar::build(0, {one_day(day("2025-01-01"), DayKind::work)}).value();
  EXPECT_EQ(single.with_layer(one_day(day("2025-01-01"), DayKind::off)).error().reason(),
            Reason::no_working_day);
  EXPECT_EQ(Calendar::weekly(0).add(day("2025-01-01"), 1).error().reason(),
            Reason::no_working_day);
}

TEST(Calendar, ListedWorkdaysWithoutAWeekRunOut) {
  CalendarLayer layer;
  layer.days = {{day("2025-01-01"), DayKind::work, ""},
                {day("2031-05-05"), DayKind::half, ""}};
  const Calendar calendar = Calendar::build(0, {layer}).value();
  EXPECT_EQ(calendar.add(day("1500-01-01"), 1).value().day, day("2025-01-01"));
  EXPECT_EQ(calendar.add(day("1500-01-01"), 2).value().day, day("2031-05-05"));
  EXPECT_EQ(calendar.add(day("1500-01-01"), 3).error().reason(), Reason::no_working_day);
  EXPECT_EQ(calendar.add(day("2025-01-01"), -1).error().reason(), Reason::no_working_day);
}

TEST(Calendar, EndsOfTheRangeAreErrorsNeverWraps) {
  const Calendar& china = china_calendar();
  EXPECT_EQ(china.add(Date::max(), 1).error().reason(), Reason::date_out_of_range);
  EXPECT_EQ(china.add(Date::min(), -1).error().reason(), Reason::date_out_of_range);
  EXPECT_EQ(china.add(Date::min(), INT32_MAX).error().reason(),
            Reason::date_out_of_range);
  EXPECT_EQ(china.add(Date::max(), INT32_MIN).error().reason(),
            Reason::date_out_of_range);
  EXPECT_EQ(china.add_weeks(Date::max(), INT32_MAX).error().reason(),
            Reason::date_out_of_range);
  EXPECT_EQ(china.add_months(Date::min(), INT32_MIN, 0, Roll::none).error().reason(),
            Reason::date_out_of_range);
  EXPECT_EQ(china.add(Date::max(), 1).error().status(), Status::out_of_range);
  EXPECT_EQ(china.add(Date::max(), 0).value().day, Date::max());  // a Friday
}

TEST(Calendar, RefusesContradictoryLayers) {
  CalendarLayer layer = one_day(day("2025-05-01"), DayKind::off);
  layer.days.push_back({day("2025-05-01"), DayKind::work, ""});
  const Error both = Calendar::build(0b0011111, {layer}).error();
  EXPECT_EQ(both.reason(), Reason::both_ways);
  EXPECT_NE(both.message().find("2025-05-01"), std::string::npos);
  EXPECT_EQ(both.row(), 1);
  layer.days.back().kind = DayKind::off;
  EXPECT_EQ(Calendar::weekdays().with_layer(layer).error().reason(), Reason::duplicate);
  EXPECT_EQ(Calendar::build(0b0011111, {covering("a", "2025-02-01", "2025-01-01")})
                .error()
                .reason(),
            Reason::bad_order);
  EXPECT_EQ(Calendar::build(0b10011111, {}).error().reason(), Reason::bad_number);
  EXPECT_EQ(Calendar::build(0b0011111, {one_day(Date(Date::kMaxDays + 1), DayKind::off)})
                .error()
                .reason(),
            Reason::date_out_of_range);
}

TEST(Calendar, PutsTheDaysOfALayerInOrder) {
  CalendarLayer layer;
  layer.days = {{day("2025-05-02"), DayKind::off, "b"},
                {day("2025-05-01"), DayKind::off, "a"}};
  const Calendar calendar = Calendar::build(0b0011111, {layer}).value();
  EXPECT_EQ(calendar.layers()[0].days[0].name, "a");
  EXPECT_EQ(calendar.day_name(day("2025-05-02")), "b");
  EXPECT_EQ(calendar.listed(), (DateSpan{day("2025-05-01"), day("2025-05-02")}));
}

}  // namespace
}  // namespace kith
