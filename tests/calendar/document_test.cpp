// The calendar document: what it means, every fault by its path, and the way back.
#include <gtest/gtest.h>

#include "calendar/naive.hpp"

namespace kith {
namespace {

using test::day;

Result<Calendar> parse(std::string_view text, std::vector<Error>& errors) {
  const Json document = Json::parse(text).value();
  return parse_calendar(document, errors);
}

constexpr std::string_view kSmall = R"({
  "kind": "calendar", "schema": 1, "id": "x", "weekdays": [1, 2, 3, 4, 5, 6],
  "layers": [{"id": "a", "source": "s", "version": "1", "from": "2025-01-01", "to": "2025-12-31",
              "off": [["2025-05-02", "later"], ["2025-05-01", "节"]],
              "work": [["2025-05-04", "补"]], "half": [["2025-12-31", "除夕"]]},
             {"id": "b", "work": [["2025-05-01", "rush"]]}]})";

TEST(CalendarDocument, IsReadWithItsLayers) {
  std::vector<Error> errors;
  const Calendar calendar = parse(kSmall, errors).value();
  EXPECT_TRUE(errors.empty());
  EXPECT_EQ(calendar.weekly_pattern(), 0b0111111);
  EXPECT_EQ(calendar.coverage(), (DateSpan{day("2025-01-01"), day("2025-12-31")}));
  ASSERT_EQ(calendar.layers().size(), 2u);
  EXPECT_EQ(calendar.layers()[0].days.front(),
            (CalendarDay{day("2025-05-01"), DayKind::off, "节"}));
  EXPECT_TRUE(calendar.is_working(day("2025-05-01")));
  EXPECT_EQ(calendar.day_name(day("2025-05-01")), "rush");
  EXPECT_FALSE(calendar.is_working(day("2025-05-02")));
  EXPECT_TRUE(calendar.is_working(day("2025-05-04")));
  EXPECT_EQ(calendar.half_units(day("2025-12-31")), 1);
}

TEST(CalendarDocument, GoesThereAndBack) {
  std::vector<Error> errors;
  const Calendar small = parse(kSmall, errors).value();
  EXPECT_EQ(parse(calendar_to_json(small, "x").dump(), errors).value(), small);
  const std::string china = calendar_to_json(china_calendar(), "cn").dump();
  EXPECT_EQ(parse(china, errors).value(), china_calendar());
  EXPECT_EQ(calendar_to_json(parse(china, errors).value(), "cn").dump(), china);
  EXPECT_TRUE(errors.empty());
}

TEST(CalendarDocument, ReportsEveryFaultByItsPath) {
  std::vector<Error> errors;
  const Result<Calendar> calendar = parse(R"({
    "kind": "calendar", "schema": 2, "id": "x", "weekdays": [1, 9, 1], "extra": true,
    "layers": [{"id": "a", "from": "2025-01-01",
                "off": [["2025-02-30", "x"], ["2025-05-01"], "2025-05-02", ["2025-05-03", "x"]],
                "work": [["2025-05-03", "y"]], "half": [["2025-06-01", ""], ["2025-06-01", ""]]},
               {"id": "b", "from": "2025-02-01", "to": "2025-01-01"}]})",
                                          errors);
  EXPECT_FALSE(calendar);
  const auto reason_at = [&](std::string_view path) {
    for (const Error& error : errors) {
      if (error.field() == path) return error.reason();
    }
    return Reason::none;
  };
  EXPECT_NE(reason_at("/schema"), Reason::none);
  EXPECT_NE(reason_at("/weekdays/1"), Reason::none);
  EXPECT_EQ(reason_at("/weekdays/2"), Reason::duplicate);
  EXPECT_EQ(reason_at("/extra"), Reason::unknown_name);
  EXPECT_EQ(reason_at("/layers/0"), Reason::missing_value);
  EXPECT_EQ(reason_at("/layers/0/off/0"), Reason::bad_date);
  EXPECT_EQ(reason_at("/layers/0/off/1"), Reason::wrong_type);
  EXPECT_EQ(reason_at("/layers/0/off/2"), Reason::wrong_type);
  EXPECT_EQ(reason_at("/layers/0/work/0"), Reason::both_ways);
  EXPECT_EQ(reason_at("/layers/0/half/1"), Reason::duplicate);
  EXPECT_EQ(reason_at("/layers/1/to"), Reason::bad_order);
  EXPECT_EQ(errors.size(), 11u);
}

TEST(CalendarDocument, RefusesOtherKindsAndClosedCalendars) {
  std::vector<Error> errors;
  EXPECT_FALSE(parse(R"({"kind":"tier","schema":1,"id":"x","weekdays":[1]})", errors));
  EXPECT_FALSE(parse("[]", errors));
  errors.clear();
  EXPECT_EQ(parse(R"({"kind":"calendar","schema":1,"id":"x","weekdays":[]})", errors)
                .error()
                .reason(),
            Reason::no_working_day);
  EXPECT_EQ(errors.size(), 1u);
}

TEST(CalendarDocument, EarlierErrorsOfTheListAreNotItsOwn) {
  std::vector<Error> errors{invalid(Reason::io, "before")};
  EXPECT_TRUE(parse(kSmall, errors));
  EXPECT_EQ(errors.size(), 1u);
}

TEST(CalendarTables, ListEveryDayOfASpan) {
  const Table table =
      calendar_days(china_calendar(), {day("2023-10-06"), day("2023-10-10")});
  ASSERT_EQ(table.rows(), 5);
  EXPECT_EQ(table.name(), "calendar_days");
  const auto row = [&](std::int64_t r) {
    std::string text;
    for (const char* column :
         {"date", "weekday", "working", "half_units", "kind", "name", "covered"}) {
      text += table.cell(column, r) + "|";
    }
    return text;
  };
  EXPECT_EQ(row(0), "2023-10-06|5|0|0|off|国庆节|1|");
  EXPECT_EQ(row(1), "2023-10-07|6|1|2|work|国庆节|1|");
  EXPECT_EQ(row(3), "2023-10-09|1|1|2|||1|");
  EXPECT_TRUE(table.is_null(4, 3));
  EXPECT_TRUE(table.is_null(5, 3));
  EXPECT_EQ(
      calendar_days(china_calendar(), {day("2023-10-06"), day("2023-10-05")}).rows(), 0);
  EXPECT_EQ(calendar_days(china_calendar(), {day("2027-01-01"), day("2027-01-01")})
                .cell("covered", 0),
            "0");
}

TEST(CalendarTables, ListWhatMoved) {
  const Calendar after = china_calendar()
                             .with_layer(test::one_day(day("2023-10-09"), DayKind::off))
                             .value()
                             .with_layer(test::one_day(day("2023-10-08"), DayKind::work))
                             .value();
  const DateSpan span{day("2023-10-01"), day("2023-10-31")};
  const Table table = calendar_changes(china_calendar(), after, span);
  ASSERT_EQ(table.rows(), 1);  // 2023-10-08 worked already
  EXPECT_EQ(table.cell("date", 0), "2023-10-09");
  EXPECT_EQ(table.cell("working", 0), "0");
  EXPECT_EQ(table.cell("working_before", 0), "1");
  EXPECT_EQ(table.cell("kind", 0), "off");
  EXPECT_EQ(table.cell("kind_before", 0), "");
  EXPECT_EQ(table.cell("half_units_before", 0), "2");
  EXPECT_EQ(table.cell("covered_before", 0), "1");
  EXPECT_EQ(calendar_changes(after, after, span).rows(), 0);
  EXPECT_EQ(calendar_changes_schema().columns.size(), 12u);
  for (const TableSchema* schema :
       {&calendar_days_schema(), &calendar_changes_schema()}) {
    for (const ColumnSpec& column : schema->columns) {
      EXPECT_FALSE(column.heading_zh.empty() || column.heading_en.empty()) << column.name;
    }
  }
}

}  // namespace
}  // namespace kith
