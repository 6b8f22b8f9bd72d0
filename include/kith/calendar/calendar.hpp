// Working days: an immutable calendar of layers (weekly pattern, holidays, make-up
// workdays, closures, leave; a later layer wins) with a coverage range, and the
// arithmetic on it.
//
//   Calendar c = ...;                       // parse a calendar document, or
//   Calendar::weekdays() DayAnswer due = c.add(signed_on, 5);    // 5th working day
//   strictly after; due.provisional past coverage
//
// Not here: weekly rhythms and buckets (period.hpp), files (import.hpp), the time of day.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kith/base/date.hpp"
#include "kith/base/json.hpp"
#include "kith/base/result.hpp"
#include "kith/base/table.hpp"

namespace kith {

enum class DayKind : std::int32_t {
  off = 0,   ///< holiday, closure, leave
  work = 1,  ///< make-up workday (调休), extra day
  half = 2,  ///< half a working day (two half units make a day)
};

/// One listed day of a layer.
struct CalendarDay {
  Date day;
  DayKind kind = DayKind::off;
  std::string name;
  auto operator<=>(const CalendarDay&) const = default;
};

/// A named set of exceptions with its origin. The layer covers [covered.first,
/// covered.last]: inside it an unlisted day is known to follow the weekly pattern,
/// outside nothing is known.
struct CalendarLayer {
  std::string id;      ///< "cn", "company", "person:li"
  std::string source;  ///< where the days come from, with its licence
  std::string version;
  std::optional<DateSpan>
      covered;  ///< none: the layer adds days and says nothing on coverage
  std::vector<CalendarDay> days;  ///< no day twice; build() puts them in ascending order
  auto operator<=>(const CalendarLayer&) const = default;
};

/// A date with the word whether it rests on known calendar data.
struct DayAnswer {
  Date day;
  bool provisional = false;
  auto operator<=>(const DayAnswer&) const = default;
};
struct CountAnswer {
  std::int32_t days = 0;
  bool provisional = false;
  auto operator<=>(const CountAnswer&) const = default;
};

enum class Roll : std::int32_t {
  none = 0,
  following = 1,
  preceding = 2,
  modified_following = 3
};

class Calendar {
 public:
  /// The given weekdays (bit 0 = Monday … bit 6 = Sunday) and no exceptions; nothing is
  /// covered, so every answer is provisional. Weekdays 0 is the closed calendar, on which
  /// add() fails.
  static Calendar weekly(std::uint8_t weekdays = 0b0011111);
  static Calendar weekdays() { return weekly(); }
  /// Layers in order, later wins. The coverage is the union of the layers' covered ranges
  /// where it is one contiguous range, else the latest contiguous part. Fails with
  /// duplicate or both_ways (a day twice in one layer), no_working_day (a weekly pattern
  /// without days and no work day listed).
  static Result<Calendar> build(std::uint8_t weekdays, std::vector<CalendarLayer> layers);
  /// This calendar with one more layer on top (leave over company over country). Shares
  /// the base.
  [[nodiscard]] Result<Calendar> with_layer(CalendarLayer layer) const;
  /// Days that work in both: owner AND customer. Half AND full is half. One layer over
  /// the weekdays that both share, covered where both are. Two calendars may share no
  /// day: then add() fails with no_working_day.
  [[nodiscard]] static Calendar intersect(const Calendar& a, const Calendar& b);

  [[nodiscard]] bool is_working(Date d) const;          ///< full or half
  [[nodiscard]] std::int32_t half_units(Date d) const;  ///< 0, 1 or 2
  [[nodiscard]] bool is_covered(Date d) const;
  [[nodiscard]] std::optional<DateSpan> coverage() const;
  /// First to last day that a layer lists; outside it the weekly pattern holds. None: no
  /// layer lists a day.
  [[nodiscard]] std::optional<DateSpan> listed() const;
  /// Kind of the layer's day that decides d, none when the weekly pattern does.
  [[nodiscard]] std::optional<DayKind> listed_kind(Date d) const;
  /// Name of the layer's day that decides d, empty when the weekly pattern does.
  [[nodiscard]] std::string_view day_name(Date d) const;

  /// The n-th working day strictly after d (n > 0), strictly before (n < 0); n = 0: d if
  /// it works, else the next. Provisional when any day from d to the answer is not
  /// covered. Fails with no_working_day (all closed) or date_out_of_range. A half day
  /// counts as a working day here. Complexity: O(1).
  [[nodiscard]] Result<DayAnswer> add(Date d, std::int32_t n) const;
  /// For contracts that say so: roll a non-working start forward first, then add.
  [[nodiscard]] Result<DayAnswer> add_rolled(Date d, std::int32_t n) const;
  /// Working days in (a, b], signed: count(a, b) == -count(b, a).
  /// Provisional when a day counted is not covered; (a, a] holds none.
  [[nodiscard]] CountAnswer count(Date a, Date b) const;
  /// The same in half units.
  [[nodiscard]] CountAnswer count_half_units(Date a, Date b) const;
  /// To a working day: on, back, or on unless that leaves the month. `none` gives d and
  /// asks no calendar. Provisional when a day that was looked at is not covered.
  [[nodiscard]] Result<DayAnswer> roll(Date d, Roll roll) const;
  /// Calendar weeks on, then FOLLOWING ("1 week" as a budget).
  [[nodiscard]] Result<DayAnswer> add_weeks(Date d, std::int32_t n) const;
  /// Months on from an anchor day (1–31; 0 is the day's own), clamped, then rolled.
  [[nodiscard]] Result<DayAnswer> add_months(Date d, std::int32_t n,
                                             std::int32_t anchor_day, Roll roll) const;

  [[nodiscard]] std::uint8_t weekly_pattern() const;
  [[nodiscard]] const std::vector<CalendarLayer>& layers() const;
  bool operator==(const Calendar& other) const;

  struct Impl;

 private:
  explicit Calendar(std::shared_ptr<const Impl> impl) : impl_(std::move(impl)) {}
  std::shared_ptr<const Impl> impl_;
};

/// The calendar document (kind "calendar", schema version 1):
///   {"kind":"calendar","schema":1,"id":"cn","weekdays":[1,2,3,4,5],
///    "layers":[{"id":"cn","source":"…","version":"…","from":"2004-01-01","to":"2026-12-31",
///               "off":[["2004-01-01","元旦"],…],"work":[["2004-01-17","春节"],…],"half":[]}]}
/// Every error by path.
Result<Calendar> parse_calendar(const Json& document, std::vector<Error>& errors);
Json calendar_to_json(const Calendar& calendar, std::string_view id);
/// China 2004–2026, compiled in from data/calendars/cn.json. Covered through 2026-12-31.
const Calendar& china_calendar();

/// One row a day of the span: date, weekday (1 = Monday), working (0 or 1), half_units,
/// kind (off, work, half where a layer lists the day, else null), name (null when empty),
/// covered (0 or 1).
Table calendar_days(const Calendar& calendar, DateSpan span);
const TableSchema& calendar_days_schema() noexcept;
/// What moved: the days of the span whose half units differ between two calendars. The
/// columns of calendar_days for `after`, then working_before … covered_before.
Table calendar_changes(const Calendar& before, const Calendar& after, DateSpan span);
const TableSchema& calendar_changes_schema() noexcept;

}  // namespace kith
