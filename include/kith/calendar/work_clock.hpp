// The working-time clock: minutes of working hours, for response targets and pauses.
//
//   WorkClock clock = WorkClock::build(calendar, hours, zone, span).value();
//   clock.deadline(opened, 4 * 60)             // 4 working hours later
//   clock.elapsed(opened, answered).minutes
//
// Working hours are several spans of a day, by weekday, on the days that the calendar
// works. Zones are rules or tables, never a data base of the machine: what the clocks of
// a place do is an argument. Not here: working days (calendar.hpp).
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "kith/base/instant.hpp"
#include "kith/base/json.hpp"
#include "kith/calendar/calendar.hpp"

namespace kith {

/// Minutes after local midnight, the end not among them: 540 to 720 is 09:00 to 12:00.
struct MinuteSpan {
  std::int32_t first = 0;
  std::int32_t end = 0;
  auto operator<=>(const MinuteSpan&) const = default;
};
using DayHours = std::vector<MinuteSpan>;  ///< ascending, not overlapping

struct WorkHours {
  std::array<DayHours, 7> weekdays;  ///< Monday first; empty: none of its own
  std::optional<DayHours> extra;     ///< of a day that works though its weekday has none;
                                     ///< none given: those of the first that has
  std::optional<DayHours> half;      ///< of a half day; none given: the day's first half
  bool operator==(const WorkHours&) const = default;
};
/// 09:00–12:00 and 13:00–18:00 on every weekday.
WorkHours office_hours();

/// From an instant on, so many minutes east of UTC.
struct ZoneChange {
  Instant at;
  std::int32_t offset_minutes = 0;
  auto operator<=>(const ZoneChange&) const = default;
};

/// What the clocks of a place show: an offset, and its changes.
class LocalTime {
 public:
  /// One offset for ever.
  explicit LocalTime(std::int32_t offset_minutes) : first_(offset_minutes) {}
  /// Changes in order of time. Fails with bad_order, or bad_number for an offset beyond
  /// ±26 hours, at the row.
  static Result<LocalTime> from_table(std::int32_t offset_minutes,
                                      std::vector<ZoneChange> changes);
  /// A POSIX TZ rule ("CET-1CEST,M3.5.0,M10.5.0/3", "<+08>-8",
  /// "NZST-12NZDT,M9.5.0,M4.1.0/3"; IEEE 1003.1, 8.3; east is negative), applied to the
  /// years given. Whole minutes. Fails with bad_syntax.
  static Result<LocalTime> from_posix(std::string_view rule, std::int32_t first_year,
                                      std::int32_t last_year);
  [[nodiscard]] std::int32_t offset_at(Instant t) const;
  /// The first instant at which the clocks show that minute of a day, or a later one:
  /// what is skipped is the change itself, of what comes twice the first.
  [[nodiscard]] Instant first_at(Date day, std::int32_t minute) const;
  bool operator==(const LocalTime&) const = default;

 private:
  std::int32_t first_ = 0;
  std::vector<ZoneChange> changes_;
};

struct TimeAnswer {
  Instant at;
  bool provisional = false;  ///< rests on days no calendar covers
  auto operator<=>(const TimeAnswer&) const = default;
};
struct MinutesAnswer {
  std::int64_t minutes = 0;
  bool provisional = false;
  auto operator<=>(const MinutesAnswer&) const = default;
};

/// Working time that does not count: none as end: it lasts.
struct Pause {
  Instant from;
  std::optional<Instant> to;
  bool operator==(const Pause&) const = default;
};

/// How a response target stands at an instant.
struct TargetAnswer {
  std::int64_t used_minutes = 0;       ///< pauses off
  std::int32_t percent = 0;            ///< of the budget, rounded down; may exceed 100
  std::optional<TimeAnswer> deadline;  ///< none while a pause lasts before it
  bool breached = false;               ///< the deadline is past
  bool provisional = false;
  bool operator==(const TargetAnswer&) const = default;
};

/// Immutable; shared by threads. Answers are exact to the microsecond; minutes are
/// rounded down.
class WorkClock {
 public:
  /// For the local days of `span`, at most 73,050 of them. Fails with bad_order (spans of
  /// a day that overlap or end before they begin, or the span), bad_number (minutes
  /// beyond 0 to 1440), too_large, or no_working_day where no day of the span has hours.
  /// Complexity: days; 8 bytes each.
  static Result<WorkClock> build(const Calendar& calendar, const WorkHours& hours,
                                 const LocalTime& zone, DateSpan span);

  /// Working microseconds from the first day on; monotone. Fails with date_out_of_range
  /// outside the days.
  [[nodiscard]] Result<std::int64_t> at(Instant t) const;
  /// Working minutes from one to the other; signed: elapsed(a, b) = −elapsed(b, a).
  [[nodiscard]] Result<MinutesAnswer> elapsed(Instant from, Instant to) const;
  /// The first instant after which so many minutes have been worked; 0: the start
  /// itself. The end of a working span, not the beginning of the next. Fails with
  /// bad_number below 0, date_out_of_range where the days end before.
  [[nodiscard]] Result<TimeAnswer> deadline(Instant start, std::int64_t minutes) const;
  /// The same, working time of pauses apart; none where one lasts. Pauses in order of
  /// time; one before the start counts from there. Fails with bad_order likewise.
  [[nodiscard]] Result<std::optional<TimeAnswer>> deadline(
      Instant start, std::int64_t minutes, std::span<const Pause> pauses) const;
  /// How a target of so many minutes, at least 1, stands. Fails as deadline().
  [[nodiscard]] Result<TargetAnswer> target(Instant start, std::int64_t minutes,
                                            std::span<const Pause> pauses,
                                            Instant now) const;
  /// When so many hundredths of the budget are used, rounded down to the minute: in
  /// working time, as the deadline is.
  [[nodiscard]] Result<std::optional<TimeAnswer>> warning(Instant start,
                                                          std::int64_t minutes,
                                                          std::span<const Pause> pauses,
                                                          std::int32_t percent) const;
  [[nodiscard]] DateSpan days() const;

  struct Impl;

 private:
  explicit WorkClock(std::shared_ptr<const Impl> impl) : impl_(std::move(impl)) {}
  std::shared_ptr<const Impl> impl_;
};

/// Hours and zone as JSON, every error by its path:
///   {"hours":{"1":[["09:00","12:00"],["13:00","18:00"]],…},        // 1 = Monday
///    "extra":[…], "half":[["09:00","12:00"]],
///    "zone":"CET-1CEST,M3.5.0,M10.5.0/3",                          // or
///    "zone":{"offset":480,"changes":[["2023-03-26T01:00:00Z",120],…]},
///    "first":"2000-01-01","last":"2059-12-31"}
/// No hours: office hours; no zone: `otherwise`; no days: 2000 to 2059.
Result<WorkClock> parse_work_clock(const Json& document, const Calendar& calendar,
                                   Zone otherwise, std::vector<Error>& errors);

}  // namespace kith
