// Buckets of time: ISO weeks, months and quarters as half-open runs of local days,
// numbered so that "how many buckets lie between" is a subtraction, with the thin-bucket
// rule (weeks of fewer than 3 working days merge with the next).
#pragma once

#include <cstdint>

#include "kith/calendar/calendar.hpp"

namespace kith {

enum class Period : std::int32_t { week = 1, month = 2, quarter = 3, year = 4 };

/// Week starts (1 = Monday) and the first month of the fiscal year (1–12), for week and
/// quarter buckets.
struct PeriodRule {
  Period period = Period::week;
  std::int32_t first_weekday = 1;
  std::int32_t first_month = 1;
  auto operator<=>(const PeriodRule&) const = default;
};

/// The calendar bucket that holds d, both ends inclusive, and the one n buckets on.
/// Buckets are cut at Date::min() and Date::max(), and n buckets on ends at the outermost
/// ones. A rule out of its ranges throws bad_number.
DateSpan bucket_of(PeriodRule rule, Date d);
DateSpan bucket_after(PeriodRule rule, DateSpan bucket, std::int32_t n = 1);
/// Serial number of the bucket that holds d; consecutive buckets have consecutive
/// numbers.
std::int32_t bucket_number(PeriodRule rule, Date d);

/// Buckets after merging: a bucket with fewer than `thin_below` working days joins the
/// next one (a run of thin ones joins the first that is not). 0 merges nothing, and so
/// does a limit that the weekly pattern alone does not reach: then every bucket would be
/// thin. `bucket_of` stays the calendar's own. Complexity: O(1) a question, from numbers
/// computed once over the listed days; elsewhere no bucket is thin.
class BucketGrid {
 public:
  BucketGrid(const Calendar& calendar, PeriodRule rule, std::int32_t thin_below);
  [[nodiscard]] DateSpan bucket_of(Date d) const;
  [[nodiscard]] DateSpan next(DateSpan bucket) const {
    return bucket_of(bucket.last.plus_days(1));
  }
  /// Merged buckets whose first day lies in (a.first, b.first]: 0 for the same bucket,
  /// signed.
  [[nodiscard]] std::int32_t distance(DateSpan a, DateSpan b) const;
  /// Last working day of the bucket, or its last day when it has none; provisional unless
  /// all its days are covered.
  [[nodiscard]] DayAnswer due(DateSpan bucket) const;

 private:
  struct Impl;
  std::shared_ptr<const Impl> impl_;
};

}  // namespace kith
