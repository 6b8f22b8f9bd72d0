// Buckets by number: weeks are counted in sevens of days, all others in runs of months.
#include "kith/calendar/period.hpp"

#include <algorithm>
#include <vector>

namespace kith {
namespace {

constexpr std::int32_t floor_div(std::int32_t a, std::int32_t b) {
  return a / b - ((a % b != 0 && (a < 0) != (b < 0)) ? 1 : 0);
}

void check(PeriodRule rule) {
  if (rule.period < Period::week || rule.period > Period::year) {
    throw invalid(Reason::unknown_kind, "unknown period").at("period");
  }
  if (rule.first_weekday < 1 || rule.first_weekday > 7) {
    throw invalid(Reason::bad_number, "a week begins on a day from 1 (Monday) to 7")
        .at("first_weekday");
  }
  if (rule.first_month < 1 || rule.first_month > 12) {
    throw invalid(Reason::bad_number, "a year begins in a month from 1 to 12")
        .at("first_month");
  }
}

std::int32_t months_in(Period period) {
  if (period == Period::year) return 12;
  return period == Period::quarter ? 3 : 1;
}

/// Months before the first bucket of the year; a month bucket begins with its month
/// whatever the year does.
std::int32_t month_shift(PeriodRule rule) {
  return rule.period == Period::month ? 0 : rule.first_month - 1;
}

std::int32_t week_shift(PeriodRule rule) { return 3 - (rule.first_weekday - 1); }

std::int32_t number_of(PeriodRule rule, Date d) {
  if (rule.period == Period::week) return floor_div(d.days() + week_shift(rule), 7);
  const YearMonthDay day = d.ymd();
  const std::int32_t month = day.year * 12 + day.month - 1 - month_shift(rule);
  return floor_div(month, months_in(rule.period));
}

/// First of the month with this serial number (year * 12 + month - 1), held inside the
/// range of dates.
Date month_start(std::int32_t serial) {
  if (serial < 1400 * 12) return Date::min();
  return Date::from_ymd(serial / 12, serial % 12 + 1, 1).value();
}
Date month_end(std::int32_t serial) {
  if (serial >= 10000 * 12 - 1) return Date::max();
  return month_start(serial).last_of_month();
}

DateSpan span_of(PeriodRule rule, std::int32_t number) {
  if (rule.period == Period::week) {
    const std::int32_t first = number * 7 - week_shift(rule);
    return {Date(std::max(first, Date::kMinDays)),
            Date(std::min(first + 6, Date::kMaxDays))};
  }
  const std::int32_t months = months_in(rule.period);
  const std::int32_t first = number * months + month_shift(rule);
  return {month_start(first), month_end(first + months - 1)};
}

DateSpan span_clamped(PeriodRule rule, std::int64_t number) {
  const std::int64_t low = number_of(rule, Date::min());
  const std::int64_t high = number_of(rule, Date::max());
  return span_of(rule, static_cast<std::int32_t>(std::clamp(number, low, high)));
}

}  // namespace

DateSpan bucket_of(PeriodRule rule, Date d) {
  check(rule);
  return span_of(rule, number_of(rule, d));
}

DateSpan bucket_after(PeriodRule rule, DateSpan bucket, std::int32_t n) {
  check(rule);
  return span_clamped(rule, std::int64_t{number_of(rule, bucket.first)} + n);
}

std::int32_t bucket_number(PeriodRule rule, Date d) {
  check(rule);
  return number_of(rule, d);
}

/// Raw buckets that touch the listed days, with one on each side, are merged by table;
/// the others cannot be thin and keep their numbers, moved by a constant.
struct BucketGrid::Impl {
  Calendar calendar;
  PeriodRule rule;
  std::int32_t first_raw = 0;           ///< raw number of serial_of[0]
  std::vector<std::int32_t> serial_of;  ///< merged serial of each raw bucket
  std::vector<std::int32_t>
      start_of;  ///< first raw bucket of each merged one, and one past the last

  [[nodiscard]] std::int32_t last_raw() const {
    return first_raw + static_cast<std::int32_t>(serial_of.size()) - 1;
  }
  [[nodiscard]] bool in_table(std::int32_t raw) const {
    return first_raw <= raw && raw <= last_raw();
  }
  [[nodiscard]] std::int32_t serial(std::int32_t raw) const {
    if (raw < first_raw) return raw - first_raw;
    if (raw > last_raw())
      return raw - last_raw() + (serial_of.empty() ? -1 : serial_of.back());
    return serial_of[static_cast<std::size_t>(raw - first_raw)];
  }
  [[nodiscard]] DateSpan span(std::int32_t raw) const {
    if (!in_table(raw)) return span_of(rule, raw);
    const auto serial =
        static_cast<std::size_t>(serial_of[static_cast<std::size_t>(raw - first_raw)]);
    return {span_of(rule, start_of[serial]).first,
            span_of(rule, start_of[serial + 1] - 1).last};
  }
  void merge(std::int32_t low, std::int32_t high, std::int32_t thin_below);
};

void BucketGrid::Impl::merge(std::int32_t low, std::int32_t high,
                             std::int32_t thin_below) {
  first_raw = low;
  bool open = false;  // a thin bucket waits for one to join
  for (std::int32_t raw = low; raw <= high; ++raw) {
    if (!open) start_of.push_back(raw);
    serial_of.push_back(static_cast<std::int32_t>(start_of.size()) - 1);
    const DateSpan bucket = span_of(rule, raw);
    const std::int32_t days = calendar.count(bucket.first, bucket.last).days +
                              (calendar.is_working(bucket.first) ? 1 : 0);
    open = days < thin_below;
  }
  start_of.push_back(high + 1);
}

namespace {

/// Fewest working days that the weekly pattern alone leaves in a bucket.
std::int32_t least_by_pattern(const Calendar& calendar, Period period) {
  constexpr std::int32_t kWholeWeeks[] = {0, 1, 4, 12, 52};
  std::int32_t a_week = 0;
  for (std::int32_t i = 0; i < 7; ++i) a_week += calendar.weekly_pattern() >> i & 1;
  return a_week * kWholeWeeks[static_cast<std::size_t>(period)];
}

}  // namespace

BucketGrid::BucketGrid(const Calendar& calendar, PeriodRule rule,
                       std::int32_t thin_below) {
  check(rule);
  auto impl = std::make_shared<Impl>(Impl{calendar, rule, 0, {}, {}});
  const std::optional<DateSpan> listed = calendar.listed();
  if (listed && thin_below > 0 && thin_below <= least_by_pattern(calendar, rule.period)) {
    const std::int32_t low =
        std::max(number_of(rule, listed->first) - 1, number_of(rule, Date::min()));
    const std::int32_t high =
        std::min(number_of(rule, listed->last) + 1, number_of(rule, Date::max()));
    impl->merge(low, high, thin_below);
  }
  impl_ = std::move(impl);
}

DateSpan BucketGrid::bucket_of(Date d) const {
  return impl_->span(number_of(impl_->rule, d));
}

std::int32_t BucketGrid::distance(DateSpan a, DateSpan b) const {
  return impl_->serial(number_of(impl_->rule, b.first)) -
         impl_->serial(number_of(impl_->rule, a.first));
}

DayAnswer BucketGrid::due(DateSpan bucket) const {
  const Calendar& calendar = impl_->calendar;
  // Which days belong to the bucket depends on all of them, so all must be known.
  const std::optional<DateSpan> known = calendar.coverage();
  const bool provisional =
      !known || bucket.first < known->first || known->last < bucket.last;
  const Result<DayAnswer> last = calendar.roll(bucket.last, Roll::preceding);
  const bool inside = last && last->day >= bucket.first;
  return {inside ? last->day : bucket.last, provisional};
}

}  // namespace kith
