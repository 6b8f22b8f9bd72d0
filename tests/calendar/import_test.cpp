// Holiday packs: each shape from a small sample, and what is refused or warned of.
#include "kith/calendar/import.hpp"

#include <gtest/gtest.h>

#include "calendar/naive.hpp"

namespace kith {
namespace {

using test::day;

Result<PackImport> import(std::vector<std::string_view> files,
                          PackShape shape = PackShape::detect) {
  return import_pack(files, shape, "x", "a test", "7");
}

Error refusal(std::vector<std::string_view> files, PackShape shape = PackShape::detect) {
  const Result<PackImport> result = import(std::move(files), shape);
  return result ? Error(Status::ok, Reason::none, "was accepted") : result.error();
}

std::string days(const PackImport& pack) {
  std::string text;
  for (const CalendarDay& entry : pack.layer.days) {
    const char* kinds[] = {" off ", " work ", " half "};
    text +=
        entry.day.iso() + kinds[static_cast<std::size_t>(entry.kind)] + entry.name + "\n";
  }
  return text;
}

std::optional<DateSpan> years(std::int32_t first, std::int32_t last) {
  return DateSpan{Date::from_ymd(first, 1, 1).value(),
                  Date::from_ymd(last, 12, 31).value()};
}

constexpr std::string_view kDays =
    "2031-05-01 off 劳动节\n"
    "2031-05-02 off 劳动节\n"
    "2031-05-10 work 劳动节\n";

TEST(ImportChineseDays, ReadsThreeMaps) {
  const PackImport pack = import({R"({
    "holidays": {"2031-05-02": "Labour Day,劳动节,2", "2031-05-01": "Labour Day,劳动节,2"},
    "workdays": {"2031-05-10": "Labour Day,劳动节,2"},
    "inLieuDays": {"2031-05-02": "Labour Day,劳动节,2"}})"})
                              .value();
  EXPECT_EQ(days(pack), kDays);
  EXPECT_EQ(pack.layer.covered, years(2031, 2031));
  EXPECT_EQ(pack.layer.id, "x");
  EXPECT_EQ(pack.layer.source, "a test");
  EXPECT_EQ(pack.layer.version, "7");
  EXPECT_TRUE(pack.warnings.empty());
}

TEST(ImportChineseDays, NamesTheFaultyEntry) {
  const Error date =
      refusal({R"({"holidays": {"2031-02-29": "A,甲,1"}, "workdays": {}})"});
  EXPECT_EQ(date.reason(), Reason::bad_date);
  EXPECT_EQ(date.field(), "/holidays/2031-02-29");
  const Error value = refusal({R"({"holidays": {"2031-02-28": "A"}, "workdays": {}})"});
  EXPECT_EQ(value.reason(), Reason::bad_syntax);
  EXPECT_EQ(value.field(), "/holidays/2031-02-28");
  const Error both = refusal(
      {R"({"holidays": {"2031-02-28": "A,甲,1"}, "workdays": {"2031-02-28": "A,甲,1"}})"});
  EXPECT_EQ(both.reason(), Reason::both_ways);
  EXPECT_EQ(both.field(), "/workdays/2031-02-28");
  EXPECT_NE(both.message().find("2031-02-28"), std::string::npos);
}

TEST(ImportChineseDays, WarnsOfDaysInLieuAndLoneWorkdays) {
  const PackImport pack = import({R"({
    "holidays": {"2031-05-01": "Day, of Labour,劳动节,2"}, "workdays": {"2032-05-10": "L,劳动节,2"},
    "inLieuDays": {"2031-05-02": "L,劳动节,2"}})"})
                              .value();
  ASSERT_EQ(pack.warnings.size(), 2u);
  EXPECT_EQ(pack.warnings[0].reason(), Reason::conflict);
  EXPECT_EQ(pack.warnings[1].reason(), Reason::not_covered);
  EXPECT_EQ(pack.warnings[1].field(), "/workdays/2032-05-10");
  EXPECT_EQ(pack.layer.days[0].name, "劳动节");
  EXPECT_EQ(pack.layer.covered, years(2031, 2031));
}

constexpr std::string_view kHolidayCalendar = R"({"year": 2031, "region": "CN", "dates": [
  {"date": "2031-05-01", "name": "五一", "name_cn": "劳动节", "name_en": "Labour Day", "type": "public_holiday"},
  {"date": "2031-05-02", "name": "劳动节", "type": "public_holiday"},
  {"date": "2031-05-10", "name_cn": "劳动节", "type": "transfer_workday"}]})";

TEST(ImportHolidayCalendar, ReadsTypedDates) {
  const PackImport pack = import({kHolidayCalendar}).value();
  EXPECT_EQ(days(pack), kDays);
  EXPECT_EQ(pack.layer.covered, years(2031, 2031));
}

TEST(ImportHolidayCalendar, RefusesAnUnknownType) {
  const Error error = refusal(
      {R"({"year": 2031, "dates": [{"date": "2031-05-01", "type": "observance"}]})"});
  EXPECT_EQ(error.field(), "/dates/0/type");
}

constexpr std::string_view kCn2031 =
    R"({"$schema": "s", "year": 2031, "papers": ["p"], "days": [
  {"name": "元旦", "date": "2030-12-31", "isOffDay": true},
  {"name": "劳动节", "date": "2031-05-01", "isOffDay": true},
  {"name": "劳动节", "date": "2031-05-02", "isOffDay": true},
  {"name": "劳动节", "date": "2031-05-10", "isOffDay": false}]})";

TEST(ImportHolidayCn, DecemberOfTheYearBeforeDoesNotCoverThatYear) {
  const PackImport pack = import({kCn2031}).value();
  EXPECT_EQ(days(pack), "2030-12-31 off 元旦\n" + std::string(kDays));
  EXPECT_EQ(pack.layer.covered, years(2031, 2031));
  EXPECT_TRUE(pack.warnings.empty());
}

TEST(ImportHolidayCn, AMakeUpDayInTheDecemberBeforeIsNoLoneWorkday) {
  const PackImport pack = import({R"({"year": 2019, "days": [
    {"name": "元旦", "date": "2018-12-29", "isOffDay": false},
    {"name": "元旦", "date": "2019-01-01", "isOffDay": true}]})"})
                              .value();
  EXPECT_TRUE(pack.warnings.empty());
  EXPECT_EQ(pack.layer.days.size(), 2u);
}

TEST(ImportHolidayCn, YearlyFilesJoinAndMayShareADay) {
  constexpr std::string_view cn2030 = R"({"year": 2030, "papers": [], "days": [
    {"name": "国庆节", "date": "2030-10-01", "isOffDay": true},
    {"name": "元旦", "date": "2030-12-31", "isOffDay": true}]})";
  const PackImport pack = import({kCn2031, cn2030}).value();
  EXPECT_EQ(pack.layer.covered, years(2030, 2031));
  EXPECT_EQ(pack.layer.days.size(), 5u);
  EXPECT_TRUE(pack.warnings.empty());
}

TEST(ImportHolidayCn, AnEmptyYearIsUnknownNotFreeOfHolidays) {
  const PackImport pack =
      import({kCn2031, R"({"year": 2032, "papers": [], "days": []})"}).value();
  EXPECT_EQ(pack.layer.covered, years(2031, 2031));
  ASSERT_EQ(pack.warnings.size(), 1u);
  EXPECT_EQ(pack.warnings[0].reason(), Reason::not_covered);
  EXPECT_NE(pack.warnings[0].message().find("2032"), std::string::npos);
  EXPECT_EQ(import({R"({"year": 2032, "days": []})"}).value().layer.covered,
            std::nullopt);
}

TEST(ImportHolidayCn, AWorkEntryOnAWeekdayIsAccepted) {
  const PackImport pack = import({R"({"year": 2020, "days": [
    {"name": "春节", "date": "2020-01-31", "isOffDay": true},
    {"name": "春节", "date": "2020-02-03", "isOffDay": false}]})"})
                              .value();
  EXPECT_EQ(days(pack), "2020-01-31 off 春节\n2020-02-03 work 春节\n");
  EXPECT_TRUE(pack.warnings.empty());
}

TEST(ImportHolidayCn, ADateBothWaysAcrossFilesIsRefusedWithBothPlaces) {
  const Error error = refusal({kCn2031, R"({"year": 2030, "days": [
    {"name": "元旦", "date": "2030-12-31", "isOffDay": false}]})"});
  EXPECT_EQ(error.reason(), Reason::both_ways);
  EXPECT_EQ(error.field(), "/days/0");
  const std::vector<std::pair<std::string, std::string>> details = {
      {"date", "2030-12-31"},
      {"other_file", "0"},
      {"other_field", "/days/0"},
      {"other_row", "-1"},
      {"file", "1"}};
  EXPECT_EQ(error.details(), details);
}

TEST(ImportHolidayCn, YearsWithAGapKeepTheLatestRun) {
  const auto file = [](std::int32_t year) {
    const std::string y = std::to_string(year);
    return R"({"year": )" + y + R"(, "days": [{"name": "d", "date": ")" + y +
           R"(-05-01", "isOffDay": true}]})";
  };
  const std::string a = file(2026), b = file(2028), c = file(2029);
  const PackImport pack = import({a, b, c}).value();
  EXPECT_EQ(pack.layer.covered, years(2028, 2029));
  EXPECT_EQ(pack.layer.days.size(), 3u);
  ASSERT_EQ(pack.warnings.size(), 1u);
  EXPECT_NE(pack.warnings[0].message().find("2027"), std::string::npos);
}

std::string ics(std::string_view events) {
  std::string text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\n";
  text += events;
  return text + "END:VCALENDAR\r\n";
}
std::string event(std::string_view from, std::string_view to, std::string_view more) {
  std::string text =
      "BEGIN:VEVENT\r\nUID:" + std::string(from) + "\r\nDTSTART;VALUE=DATE:";
  text += from;
  text += "\r\nDTEND;VALUE=DATE:";
  text += to;
  text += "\r\n";
  text += more;
  return text + "\r\nEND:VEVENT\r\n";
}

TEST(ImportIcal, TheSpecialDayPropertyDecidesAndTheEndIsExclusive) {
  const std::string text =
      ics(event("20310501", "20310503",
                "SUMMARY:劳动节(休)\r\nX-APPLE-SPECIAL-DAY:WORK-HOLIDAY") +
          event("20310510", "20310511",
                "SUMMARY:劳动节(班)\r\nX-APPLE-SPECIAL-DAY:ALTERNATE-WORKDAY"));
  const PackImport pack = import({text}).value();
  EXPECT_EQ(days(pack), kDays);
  EXPECT_EQ(pack.layer.covered, years(2031, 2031));
}

TEST(ImportIcal, ReadsTheKindFromTheSummary) {
  EXPECT_EQ(days(import({ics(event("20310501", "20310503", "SUMMARY:劳动节（休）") +
                             event("20310510", "20310511", "SUMMARY:劳动节（班）"))})
                     .value()),
            kDays);
  EXPECT_EQ(
      days(import({ics(event("20310501", "20310503", "SUMMARY:劳动节假期") +
                       event("20310510", "20310511", "SUMMARY:上班(补劳动节假期)"))})
               .value()),
      kDays);
}

TEST(ImportIcal, RefusesAnEventThatSaysNeither) {
  const Error error =
      refusal({ics(event("20310501", "20310502", "SUMMARY:Board meeting"))});
  EXPECT_EQ(error.reason(), Reason::bad_syntax);
  EXPECT_EQ(error.field(), "SUMMARY");
  EXPECT_EQ(error.row(), 4);
  EXPECT_EQ(refusal({ics(event("20310501", "20350502", "SUMMARY:春节(休)"))}).reason(),
            Reason::too_large);
}

TEST(ImportIcal, DecemberAloneDoesNotCoverItsYear) {
  const PackImport pack =
      import({ics(event("20301231", "20310102", "SUMMARY:元旦(休)"))}).value();
  EXPECT_EQ(pack.layer.days.size(), 2u);
  EXPECT_EQ(pack.layer.covered, years(2031, 2031));
}

TEST(ImportCsv, ReadsPlainAndHeadedFilesInBothLanguages) {
  EXPECT_EQ(
      days(import(
               {"2031-05-01,off,劳动节\n2031-05-02,off,劳动节\n2031-05-10,work,劳动节\n"})
               .value()),
      kDays);
  EXPECT_EQ(days(import({"\xEF\xBB\xBF名称,日期,类型\r\n劳动节,2031-05-01,休\r\n"
                         "劳动节,2031-05-02,放假\r\n\r\n劳动节,2031-05-10,班\r\n"})
                     .value()),
            kDays);
  EXPECT_EQ(days(import({"date;kind\n2031-12-24;half\n"}).value()), "2031-12-24 half \n");
}

TEST(ImportCsv, NamesRowAndColumnOfAFault) {
  const Error date = refusal({"date,kind,name\n2031-05-01,off,x\n2031-13-01,off,x\n"});
  EXPECT_EQ(date.reason(), Reason::bad_date);
  EXPECT_EQ(date.field(), "date");
  EXPECT_EQ(date.row(), 2);
  const Error kind = refusal({"2031-05-01,maybe,x\n"});
  EXPECT_EQ(kind.reason(), Reason::bad_syntax);
  EXPECT_EQ(kind.field(), "kind");
  EXPECT_EQ(kind.row(), 0);
  const Error both = refusal({"2031-05-01,off,x\n2031-05-01,work,x\n"});
  EXPECT_EQ(both.reason(), Reason::both_ways);
  EXPECT_EQ(both.row(), 1);
  EXPECT_EQ(refusal({"date,name\n2031-05-01,x\n"}).reason(), Reason::missing_value);
}

TEST(ImportCsv, ARepeatedLineIsWarnedOf) {
  const PackImport pack = import({"2031-05-01,off,x\n2031-05-01,off,x\n"}).value();
  EXPECT_EQ(pack.layer.days.size(), 1u);
  ASSERT_EQ(pack.warnings.size(), 1u);
  EXPECT_EQ(pack.warnings[0].reason(), Reason::duplicate);
  EXPECT_EQ(pack.warnings[0].row(), 1);
}

TEST(Import, RefusesWhatIsNoPack) {
  EXPECT_EQ(refusal({}).reason(), Reason::missing_value);
  EXPECT_EQ(refusal({R"({"a": 1})"}).reason(), Reason::unknown_kind);
  EXPECT_EQ(refusal({"{"}).reason(), Reason::bad_syntax);
  EXPECT_NE(refusal({kHolidayCalendar}, PackShape::holiday_cn).reason(), Reason::none);
  EXPECT_NE(refusal({kCn2031, kHolidayCalendar}).reason(), Reason::none);
  EXPECT_EQ(refusal({kCn2031}, static_cast<PackShape>(9)).reason(), Reason::unknown_kind);
}

TEST(Import, TheLayerGoesStraightIntoACalendar) {
  const Calendar calendar =
      Calendar::weekdays().with_layer(import({kCn2031}).value().layer).value();
  EXPECT_EQ(calendar.add(day("2031-04-30"), 1).value(),
            (DayAnswer{day("2031-05-05"), false}));
  EXPECT_TRUE(calendar.is_working(day("2031-05-10")));
  EXPECT_TRUE(calendar.add(day("2031-12-31"), 1).value().provisional);
}

}  // namespace
}  // namespace kith
