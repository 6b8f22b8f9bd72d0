// The working-time clock against a slow one that counts minute by minute, and the faults
// of others: pauses as wall time, warnings at midnight, today's offset for the past.
#include "kith/calendar/work_clock.hpp"

#include <gtest/gtest.h>

#include <random>

namespace kith {
namespace {

Date day(const char* iso) { return Date::parse(iso).value(); }
Instant at(const char* iso) { return Instant::parse(iso).value(); }
constexpr std::int64_t kMinute = 60'000'000;
const DateSpan k2023{day("2023-01-01"), day("2023-12-31")};

WorkClock china() {
  return WorkClock::build(china_calendar(), office_hours(), LocalTime(480), k2023)
      .value();
}
std::string deadline(const WorkClock& c, const char* from, std::int64_t minutes) {
  return c.deadline(at(from), minutes).value().at.iso();
}
std::int64_t elapsed(const WorkClock& c, const char* from, const char* to) {
  return c.elapsed(at(from), at(to)).value().minutes;
}

TEST(WorkClock, CountsHoursOfWorkingDays) {
  const WorkClock c = china();
  // Thursday 2023-09-28 works; 09-29 to 10-06 is off; 10-07 and 10-08, a weekend, work.
  EXPECT_EQ(deadline(c, "2023-09-28T16:30:00+08:00", 120), "2023-10-07T01:30:00Z");
  EXPECT_EQ(elapsed(c, "2023-09-28T16:30:00+08:00", "2023-10-07T09:30:00+08:00"), 120);
  // Lunch does not count, the end of a span is the end: not the next span's beginning.
  EXPECT_EQ(deadline(c, "2023-10-26T11:00:00+08:00", 60), "2023-10-26T04:00:00Z");
  EXPECT_EQ(deadline(c, "2023-10-26T11:00:00+08:00", 61), "2023-10-26T05:01:00Z");
  EXPECT_EQ(deadline(c, "2023-10-26T12:30:00+08:00", 1), "2023-10-26T05:01:00Z");
  // A start outside hours counts from their beginning.
  EXPECT_EQ(deadline(c, "2023-10-26T20:00:00+08:00", 30), "2023-10-27T01:30:00Z");
  EXPECT_EQ(deadline(c, "2023-10-26T20:00:00+08:00", 0), "2023-10-26T12:00:00Z");
  EXPECT_EQ(elapsed(c, "2023-10-27T09:30:00+08:00", "2023-10-26T20:00:00+08:00"), -30);
  EXPECT_FALSE(c.deadline(at("2023-10-26T01:00:00Z"), 480).value().provisional);
}

TEST(WorkClock, DaysAheadOfTheCalendarAreProvisional) {
  const WorkClock c = WorkClock::build(china_calendar(), office_hours(), LocalTime(480),
                                       {day("2026-01-01"), day("2027-12-31")})
                          .value();
  EXPECT_FALSE(c.deadline(at("2026-12-31T01:00:00Z"), 480).value().provisional);
  EXPECT_TRUE(c.deadline(at("2026-12-31T01:00:00Z"), 481).value().provisional);
  EXPECT_TRUE(c.elapsed(at("2026-12-31T01:00:00Z"), at("2027-01-04T01:00:00Z"))
                  .value()
                  .provisional);
}

WorkClock berlin(const WorkHours& hours) {
  const auto zone =
      LocalTime::from_posix("CET-1CEST,M3.5.0,M10.5.0/3", 2022, 2024).value();
  return WorkClock::build(Calendar::weekly(0b1111111), hours, zone, k2023).value();
}
WorkHours round_the_clock() {
  WorkHours hours;
  for (DayHours& d : hours.weekdays) d = {{0, 1440}};
  return hours;
}

TEST(WorkClock, ClocksGoForwardAndBack) {
  const WorkClock office = berlin(office_hours());
  // Winter 08:00Z, summer 07:00Z is nine o'clock; the offset is that of the day.
  EXPECT_EQ(deadline(office, "2023-03-25T20:00:00Z", 60), "2023-03-26T08:00:00Z");
  EXPECT_EQ(deadline(office, "2023-03-24T20:00:00Z", 60), "2023-03-25T09:00:00Z");
  EXPECT_EQ(deadline(office, "2023-10-29T20:00:00Z", 60), "2023-10-30T09:00:00Z");
  // The day of the change has 23 and 25 hours.
  const WorkClock all = berlin(round_the_clock());
  EXPECT_EQ(elapsed(all, "2023-03-25T23:00:00Z", "2023-03-26T22:00:00Z"), 23 * 60);
  EXPECT_EQ(elapsed(all, "2023-10-28T22:00:00Z", "2023-10-29T23:00:00Z"), 25 * 60);
  // A span that is skipped has no minutes; one told twice begins with the first.
  WorkHours night;
  for (DayHours& d : night.weekdays) d = {{120, 180}};
  const WorkClock skipped = berlin(night);
  EXPECT_EQ(elapsed(skipped, "2023-03-25T23:00:00Z", "2023-03-26T22:00:00Z"), 0);
  EXPECT_EQ(elapsed(skipped, "2023-10-28T22:00:00Z", "2023-10-29T23:00:00Z"), 120);
  EXPECT_EQ(elapsed(skipped, "2023-10-29T22:00:00Z", "2023-10-30T23:00:00Z"), 60);
}

TEST(LocalTimes, RulesAreThoseOfPosix) {
  const auto offset = [](const char* rule, const char* when) {
    return LocalTime::from_posix(rule, 2020, 2030).value().offset_at(at(when));
  };
  EXPECT_EQ(offset("<+08>-8", "2023-07-01T00:00:00Z"), 480);
  EXPECT_EQ(offset("IST-5:30", "2023-07-01T00:00:00Z"), 330);
  EXPECT_EQ(offset("EST5EDT,M3.2.0,M11.1.0", "2023-03-12T06:59:59Z"), -300);
  EXPECT_EQ(offset("EST5EDT,M3.2.0,M11.1.0", "2023-03-12T07:00:00Z"), -240);
  EXPECT_EQ(offset("EST5EDT,M3.2.0,M11.1.0", "2023-11-05T06:00:00Z"), -300);
  EXPECT_EQ(offset("NZST-12NZDT,M9.5.0,M4.1.0/3", "2023-01-01T00:00:00Z"), 780);
  EXPECT_EQ(offset("NZST-12NZDT,M9.5.0,M4.1.0/3", "2023-06-01T00:00:00Z"), 720);
  // Greenland's rule falls on the evening before; day numbers with and without 02-29.
  EXPECT_EQ(offset("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2024-03-31T00:59:59Z"), -120);
  EXPECT_EQ(offset("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2024-03-31T01:00:00Z"), -60);
  EXPECT_EQ(offset("AAA0BBB,J60/0,J300/0", "2024-02-29T23:59:59Z"), 0);
  EXPECT_EQ(offset("AAA0BBB,J60/0,J300/0", "2024-03-01T00:00:00Z"), 60);
  EXPECT_EQ(offset("AAA0BBB,59/0,299/0", "2024-02-29T00:00:00Z"), 60);
  for (const char* bad : {"", "CE-1", "CET", "CET-1CEST", "CET-1CEST,M13.1.0,M10.5.0",
                          "CET-1CEST,M3.6.0,M10.5.0", "CET-1CEST,M3.5.0", "CET-1x",
                          "<+08-8", "CET-25", "AAA0:00:30"}) {
    const auto made = LocalTime::from_posix(bad, 2020, 2030);
    ASSERT_FALSE(made) << bad;
    EXPECT_EQ(made.error().field(), "zone");
  }
}

/// The slow clock: every minute of the days looked at, one after another.
std::int64_t slow(const Calendar& calendar, const WorkHours& hours, const LocalTime& zone,
                  Instant from, Instant to) {
  std::int64_t minutes = 0;
  for (Instant t = from; t < to; t = Instant(t.micros() + kMinute)) {
    const std::int64_t local = t.micros() / kMinute + zone.offset_at(t);
    const Date d(static_cast<std::int32_t>(local / 1440));
    const auto minute = static_cast<std::int32_t>(local % 1440);
    if (!calendar.is_working(d)) continue;
    for (const MinuteSpan& s : hours.weekdays[static_cast<std::size_t>(d.weekday() - 1)])
      minutes += s.first <= minute && minute < s.end ? 1 : 0;
  }
  return minutes;
}

TEST(WorkClock, LawsAndASlowClock) {
  std::mt19937 dice(20231026);
  const auto between = [&](std::int64_t low, std::int64_t high) {
    return std::uniform_int_distribution<std::int64_t>(low, high)(dice);
  };
  const LocalTime zones[] = {
      LocalTime(480),
      LocalTime::from_posix("CET-1CEST,M3.5.0,M10.5.0/3", 2022, 2024).value(),
      LocalTime::from_posix("EST5EDT,M3.2.0,M11.1.0", 2022, 2024).value()};
  for (int i = 0; i < 60; ++i) {
    WorkHours hours;
    for (DayHours& d : hours.weekdays) {
      // No span may lie in hours told twice, where the slow clock counts both.
      const auto noon = static_cast<std::int32_t>(between(700, 760));
      d = {{static_cast<std::int32_t>(between(300, 600)), noon},
           {noon + static_cast<std::int32_t>(between(0, 60)),
            static_cast<std::int32_t>(between(900, 1440))}};
    }
    const LocalTime& zone = zones[i % 3];
    const Calendar calendar = i % 2 ? china_calendar() : Calendar::weekly(0b1111111);
    const WorkClock c = WorkClock::build(calendar, hours, zone, k2023).value();
    const Instant from(at("2023-01-20T00:00:00Z").micros() +
                       between(0, 280 * 1440) * kMinute);
    const Instant to(from.micros() + between(0, 20 * 1440) * kMinute);
    const std::int64_t minutes = c.elapsed(from, to).value().minutes;
    ASSERT_EQ(minutes, slow(calendar, hours, zone, from, to)) << i;
    ASSERT_EQ(c.elapsed(to, from).value().minutes, -minutes);
    const std::int64_t a = between(1, 3000), b = between(1, 3000);
    const Instant due = c.deadline(from, a).value().at;
    ASSERT_EQ(c.elapsed(from, due).value().minutes, a);
    // The first such instant: a microsecond before it is not yet there.
    ASSERT_EQ(c.elapsed(from, Instant(due.micros() - 1)).value().minutes, a - 1);
    ASSERT_EQ(c.deadline(due, b).value().at, c.deadline(from, a + b).value().at);
    ASSERT_LE(c.at(from).value(), c.at(to).value());
  }
}

TEST(WorkClock, APauseCountsWorkingTimeOnly) {
  const WorkClock c = china();
  const Instant start = at("2023-10-26T09:00:00+08:00");
  // Held over the night: two working hours, not seventeen.
  const Pause night{at("2023-10-26T17:00:00+08:00"), at("2023-10-27T10:00:00+08:00")};
  EXPECT_EQ(c.deadline(start, 480, {{night}}).value()->at,
            at("2023-10-27T11:00:00+08:00"));
  // Outside hours it changes nothing; nor does one after the deadline.
  const Pause idle{at("2023-10-26T12:00:00+08:00"), at("2023-10-26T13:00:00+08:00")};
  EXPECT_EQ(c.deadline(start, 480, {{idle}}).value()->at,
            at("2023-10-26T18:00:00+08:00"));
  const Pause later{at("2023-10-26T18:00:00+08:00"), {}};
  EXPECT_EQ(c.deadline(start, 480, {{later}}).value()->at,
            at("2023-10-26T18:00:00+08:00"));
  // Two add up; one that lasts leaves no deadline.
  const Pause one{at("2023-10-26T10:00:00+08:00"), at("2023-10-26T10:20:00+08:00")};
  const Pause two{at("2023-10-26T14:00:00+08:00"), at("2023-10-26T14:10:30+08:00")};
  EXPECT_EQ(c.deadline(start, 120, {{one, two}}).value()->at,
            at("2023-10-26T11:20:00+08:00"));
  EXPECT_EQ(c.deadline(start, 450, {{one, two}}).value()->at,
            at("2023-10-27T09:00:30+08:00"));
  const Pause open{at("2023-10-26T10:00:00+08:00"), {}};
  EXPECT_FALSE(c.deadline(start, 480, {{open}}).value());
  const auto crossed = c.deadline(start, 480, {{two, one}});
  ASSERT_FALSE(crossed);
  EXPECT_EQ(crossed.error().reason(), Reason::bad_order);
  EXPECT_EQ(crossed.error().row(), 1);
}

TEST(WorkClock, ATargetTellsHowItStands) {
  const WorkClock c = china();
  const Instant start = at("2023-10-26T17:00:00+08:00");
  // 80 % of four hours fall into the next morning, never into the night.
  EXPECT_EQ(c.warning(start, 240, {}, 80).value()->at, at("2023-10-27T11:12:00+08:00"));
  const TargetAnswer running =
      c.target(start, 240, {}, at("2023-10-27T10:30:00+08:00")).value();
  EXPECT_EQ(running.used_minutes, 150);
  EXPECT_EQ(running.percent, 62);
  EXPECT_FALSE(running.breached);
  EXPECT_EQ(running.deadline->at, at("2023-10-27T12:00:00+08:00"));
  const TargetAnswer late =
      c.target(start, 240, {}, at("2023-10-27T14:00:00+08:00")).value();
  EXPECT_TRUE(late.breached);
  EXPECT_EQ(late.percent, 125);
  // Closed while held: the hold counts up to the end.
  const TargetAnswer held =
      c.target(start, 240, {{{at("2023-10-27T09:00:00+08:00"), {}}}},
               at("2023-10-30T09:00:00+08:00"))
          .value();
  EXPECT_EQ(held.used_minutes, 60);
  EXPECT_FALSE(held.deadline);
  EXPECT_FALSE(held.breached);
}

TEST(WorkClock, MakeUpDaysAndHalfDaysHaveHours) {
  WorkHours hours = office_hours();
  hours.weekdays[5] = hours.weekdays[6] = {};
  const WorkClock c =
      WorkClock::build(china_calendar(), hours, LocalTime(480), k2023).value();
  // 2023-10-07, a Saturday that works.
  EXPECT_EQ(elapsed(c, "2023-10-07T00:00:00+08:00", "2023-10-08T00:00:00+08:00"), 480);
  CalendarLayer layer{"company", "", "", {}, {{day("2023-10-26"), DayKind::half, ""}}};
  const Calendar halved = china_calendar().with_layer(layer).value();
  const auto minutes = [&](const WorkHours& h) {
    const WorkClock half = WorkClock::build(halved, h, LocalTime(480), k2023).value();
    return elapsed(half, "2023-10-26T00:00:00+08:00", "2023-10-26T13:30:00+08:00");
  };
  EXPECT_EQ(minutes(hours), 210);  // half of eight hours: to 14:00
  hours.half = DayHours{{9 * 60, 12 * 60}};
  EXPECT_EQ(minutes(hours), 180);
}

TEST(WorkClock, WhatIsWrongIsNamed) {
  const auto built = [](WorkHours h, DateSpan span = k2023) {
    const auto c = WorkClock::build(china_calendar(), h, LocalTime(480), span);
    return c ? std::string() : c.error().field();
  };
  WorkHours h = office_hours();
  h.weekdays[2] = {{540, 720}, {700, 800}};
  EXPECT_EQ(built(h), "hours");
  h.weekdays[2] = {{540, 1441}};
  EXPECT_EQ(built(h), "hours");
  EXPECT_EQ(built(WorkHours{}), "hours");
  EXPECT_EQ(built(office_hours(), {day("2023-01-02"), day("2023-01-01")}), "span");
  EXPECT_EQ(built(office_hours(), {day("1500-01-01"), day("2023-01-01")}), "span");
  const WorkClock c = china();
  EXPECT_EQ(c.deadline(at("2024-01-02T00:00:00Z"), 1).error().field(), "start");
  EXPECT_EQ(c.deadline(at("2023-12-29T00:00:00Z"), 10'000).error().field(), "minutes");
  EXPECT_EQ(c.deadline(at("2023-12-29T00:00:00Z"), -1).error().reason(),
            Reason::bad_number);
  EXPECT_EQ(
      c.elapsed(at("2022-01-02T00:00:00Z"), at("2023-01-02T00:00:00Z")).error().field(),
      "from");
}

TEST(WorkClock, AsADocument) {
  const auto parse = [](const char* json) {
    std::vector<Error> errors;
    const Json document = Json::parse(json).value();
    const auto c = parse_work_clock(document, china_calendar(), Zone{480}, errors);
    std::string places;
    for (const Error& e : errors) places += e.field() + " ";
    return std::pair(c, places);
  };
  const auto [office, none] = parse("{}");
  EXPECT_EQ(none, "");
  EXPECT_EQ(deadline(*office, "2023-10-26T11:00:00+08:00", 61), "2023-10-26T05:01:00Z");
  const auto [told, fine] = parse(
      R"({"hours":{"1":[["08:00","12:00"]],"4":[["08:30","24:00"]]},"half":[],
          "zone":{"offset":60,"changes":[["2023-03-26T01:00:00Z",120]]},
          "first":"2023-01-01","last":"2023-12-31"})");
  EXPECT_EQ(fine, "");
  EXPECT_EQ(deadline(*told, "2023-10-26T00:00:00Z", 15 * 60 + 30),
            "2023-10-26T22:00:00Z");
  const auto [posix, good] = parse(R"({"zone":"CET-1CEST,M3.5.0,M10.5.0/3"})");
  EXPECT_EQ(good, "");
  EXPECT_EQ(deadline(*posix, "2023-10-27T00:00:00Z", 60), "2023-10-27T08:00:00Z");
  EXPECT_EQ(parse(R"({"zone":"nowhere","hours":{"8":[],"1":[["9:00","12:00"]],
                      "2":[["12:00","11:00"]]},"half":[1],"more":1,
                      "first":"2023-13-01"})")
                .second,
            "/first /hours/1/0 /hours/2/0 /hours/8 /half/0 /zone /more ");
}

}  // namespace
}  // namespace kith
