// Date: a day of the proleptic Gregorian calendar, int32 days since 1970-01-01.
//
// Range 1400-01-01 … 9999-12-31 (that of Boost.Gregorian); beyond it an error, never a
// wrap. boost_date.hpp converts to and from boost::gregorian::date. Not here: working
// days (calendar/).
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "kith/base/result.hpp"

namespace kith {

/// Year, month 1–12, day 1–31.
struct YearMonthDay {
  std::int32_t year = 1970;
  std::int32_t month = 1;
  std::int32_t day = 1;
  auto operator<=>(const YearMonthDay&) const = default;
};

class Date {
 public:
  static constexpr std::int32_t kMinDays = -208188;  ///< 1400-01-01
  static constexpr std::int32_t kMaxDays = 2932896;  ///< 9999-12-31

  constexpr Date() = default;  ///< 1970-01-01
  /// Unchecked: for numbers known to be in range. Numbers from outside go through
  /// checked().
  constexpr explicit Date(std::int32_t days) : days_(days) {}

  static Result<Date> checked(std::int64_t days);
  /// Fails with bad_date unless the day exists and lies in range.
  static Result<Date> from_ymd(std::int32_t year, std::int32_t month, std::int32_t day);
  /// Exactly YYYY-MM-DD. Looser spellings belong to exchange.
  static Result<Date> parse(std::string_view iso);
  static constexpr Date min() { return Date(kMinDays); }
  static constexpr Date max() { return Date(kMaxDays); }

  [[nodiscard]] constexpr std::int32_t days() const { return days_; }
  [[nodiscard]] YearMonthDay ymd() const;
  /// ISO weekday: 1 = Monday … 7 = Sunday.
  [[nodiscard]] constexpr std::int32_t weekday() const {
    std::int32_t m = (days_ + 3) % 7;  // 1970-01-01 was a Thursday
    if (m < 0) m += 7;
    return m + 1;
  }
  /// YYYY-MM-DD.
  [[nodiscard]] std::string iso() const;

  /// n calendar days on; saturates at min() and max().
  [[nodiscard]] constexpr Date plus_days(std::int64_t n) const {
    const std::int64_t d = days_ + n;
    if (n > kMaxDays - kMinDays || d > kMaxDays) return max();
    if (n < kMinDays - kMaxDays || d < kMinDays) return min();
    return Date(static_cast<std::int32_t>(d));
  }
  /// Same day n months on, clamped to the month's last day. `anchor_day` (1–31) is the
  /// day wanted; 0 means this date's own. A recurring step computes each month from its
  /// anchor and never drifts: 01-31 → 02-28 → 03-31. (Boost's own month step snaps to
  /// month ends: 02-28 → 03-31.)
  [[nodiscard]] Date plus_months(std::int32_t n, std::int32_t anchor_day = 0) const;
  [[nodiscard]] Date first_of_month() const;
  [[nodiscard]] Date last_of_month() const;

  auto operator<=>(const Date&) const = default;

 private:
  std::int32_t days_ = 0;
};

constexpr std::int32_t days_between(Date from, Date to) {
  return to.days() - from.days();
}

/// A closed interval of days. Empty when last < first.
struct DateSpan {
  Date first;
  Date last;
  [[nodiscard]] constexpr bool contains(Date d) const { return first <= d && d <= last; }
  auto operator<=>(const DateSpan&) const = default;
};

}  // namespace kith
