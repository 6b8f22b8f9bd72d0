// The days of a calendar, and the days on which two calendars differ, as tables.
#include <algorithm>
#include <array>

#include "kith/calendar/calendar.hpp"

namespace kith {
namespace {

constexpr std::string_view kKindMeaning =
    "off, work or half where a layer lists the day; null where the weekly pattern "
    "decides";
constexpr std::string_view kNameMeaning = "name of the listed day; null when it has none";
constexpr std::string_view kCoveredMeaning =
    "1: calendar data are known for this day; 0: provisional";

constexpr std::array kDayColumns = {
    ColumnSpec{"date", ColumnType::date, "日期", "Date", "one row a day, ascending"},
    ColumnSpec{"weekday", ColumnType::int32, "星期", "Weekday",
               "1 = Monday … 7 = Sunday"},
    ColumnSpec{"working", ColumnType::int32, "是否工作日", "Working",
               "1: full or half working day; 0: off"},
    ColumnSpec{"half_units", ColumnType::int32, "半天数", "Half days", "0, 1 or 2"},
    ColumnSpec{"kind", ColumnType::text, "类型", "Kind", kKindMeaning},
    ColumnSpec{"name", ColumnType::text, "名称", "Name", kNameMeaning},
    ColumnSpec{"covered", ColumnType::int32, "数据已知", "Covered", kCoveredMeaning},
};

constexpr std::array kChangeColumns = {
    ColumnSpec{"date", ColumnType::date, "日期", "Date",
               "one row a day that moved, ascending"},
    ColumnSpec{"weekday", ColumnType::int32, "星期", "Weekday",
               "1 = Monday … 7 = Sunday"},
    ColumnSpec{"working", ColumnType::int32, "现为工作日", "Working",
               "after: 1 working, 0 off"},
    ColumnSpec{"half_units", ColumnType::int32, "现半天数", "Half days",
               "after: 0, 1 or 2"},
    ColumnSpec{"kind", ColumnType::text, "现类型", "Kind", kKindMeaning},
    ColumnSpec{"name", ColumnType::text, "现名称", "Name", kNameMeaning},
    ColumnSpec{"covered", ColumnType::int32, "现数据已知", "Covered", kCoveredMeaning},
    ColumnSpec{"working_before", ColumnType::int32, "原为工作日", "Working before",
               "before: 1 working, 0 off"},
    ColumnSpec{"half_units_before", ColumnType::int32, "原半天数", "Half days before",
               "before: 0, 1 or 2"},
    ColumnSpec{"kind_before", ColumnType::text, "原类型", "Kind before", kKindMeaning},
    ColumnSpec{"name_before", ColumnType::text, "原名称", "Name before", kNameMeaning},
    ColumnSpec{"covered_before", ColumnType::int32, "原数据已知", "Covered before",
               kCoveredMeaning},
};

constexpr TableSchema kDays{"calendar_days", kDayColumns};
constexpr TableSchema kChanges{"calendar_changes", kChangeColumns};

constexpr std::string_view kKindWords[] = {"off", "work", "half"};

/// Columns working … covered of one calendar, from column `at` on.
void write_state(TableWriter& table, std::int32_t at, const Calendar& calendar,
                 Date day) {
  table.int32(at, calendar.is_working(day) ? 1 : 0);
  table.int32(at + 1, calendar.half_units(day));
  if (const std::optional<DayKind> kind = calendar.listed_kind(day)) {
    table.text(at + 2, kKindWords[static_cast<std::size_t>(*kind)]);
  }
  const std::string_view name = calendar.day_name(day);
  if (!name.empty()) table.text(at + 3, name);
  table.int32(at + 4, calendar.is_covered(day) ? 1 : 0);
}

void write_day(TableWriter& table, const Calendar& calendar, Date day) {
  table.date(0, day);
  table.int32(1, day.weekday());
  write_state(table, 2, calendar, day);
}

DateSpan inside_range(DateSpan span) {
  return {std::max(span.first, Date::min()), std::min(span.last, Date::max())};
}

}  // namespace

const TableSchema& calendar_days_schema() noexcept { return kDays; }
const TableSchema& calendar_changes_schema() noexcept { return kChanges; }

Table calendar_days(const Calendar& calendar, DateSpan span) {
  TableWriter table(kDays);
  const DateSpan days = inside_range(span);
  for (std::int32_t day = days.first.days(); day <= days.last.days(); ++day) {
    write_day(table, calendar, Date(day));
    table.end_row();
  }
  return std::move(table).finish();
}

Table calendar_changes(const Calendar& before, const Calendar& after, DateSpan span) {
  TableWriter table(kChanges);
  const DateSpan days = inside_range(span);
  for (std::int32_t number = days.first.days(); number <= days.last.days(); ++number) {
    const Date day(number);
    if (before.half_units(day) == after.half_units(day)) continue;
    write_day(table, after, day);
    write_state(table, 7, before, day);
    table.end_row();
  }
  return std::move(table).finish();
}

}  // namespace kith
