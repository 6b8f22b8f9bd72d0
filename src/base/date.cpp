// The civil calendar: days to year, month, day and back, and month steps.
//
// The arithmetic counts from 1 March of year 0, so that the leap day is the last day of
// its year and the months before it have lengths in a fixed pattern of five (153 days).
#include "kith/base/date.hpp"

#include <algorithm>
#include <array>

#include "base/digits.hpp"

namespace kith {
namespace {

constexpr std::int32_t kMinYear = 1400;
constexpr std::int32_t kMaxYear = 9999;
constexpr std::int32_t kDaysTo1970 = 719468;  // from 0000-03-01
constexpr std::int32_t kDaysInEra = 146097;   // 400 years

constexpr bool is_leap(std::int32_t y) {
  return y % 4 == 0 && (y % 100 != 0 || y % 400 == 0);
}

constexpr std::int32_t month_length(std::int32_t y, std::int32_t m) {
  constexpr std::array<std::int32_t, 12> lengths{31, 28, 31, 30, 31, 30,
                                                 31, 31, 30, 31, 30, 31};
  return m == 2 && is_leap(y) ? 29 : lengths[static_cast<std::size_t>(m - 1)];
}

// Years are positive throughout the range, so plain division floors.
constexpr std::int32_t to_days(std::int32_t y, std::int32_t m, std::int32_t d) {
  if (m <= 2) --y;
  const std::int32_t era = y / 400;
  const std::int32_t year_of_era = y - era * 400;
  const std::int32_t month_from_march = m > 2 ? m - 3 : m + 9;
  const std::int32_t day_of_year = (153 * month_from_march + 2) / 5 + d - 1;
  const std::int32_t day_of_era =
      year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * kDaysInEra + day_of_era - kDaysTo1970;
}

constexpr YearMonthDay to_civil(std::int32_t days) {
  const std::int32_t z = days + kDaysTo1970;
  const std::int32_t era = z / kDaysInEra;
  const std::int32_t day_of_era = z - era * kDaysInEra;
  const std::int32_t year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const std::int32_t day_of_year =
      day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int32_t month_from_march = (5 * day_of_year + 2) / 153;
  const std::int32_t day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
  const std::int32_t month =
      month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
  return {era * 400 + year_of_era + (month <= 2 ? 1 : 0), month, day};
}

static_assert(to_days(1400, 1, 1) == Date::kMinDays);
static_assert(to_days(9999, 12, 31) == Date::kMaxDays);
static_assert(to_days(1970, 1, 1) == 0);

Error bad_date(const std::string& what) { return invalid(Reason::bad_date, what); }

}  // namespace

Result<Date> Date::checked(std::int64_t days) {
  if (days < kMinDays || days > kMaxDays) {
    return invalid(
        Reason::date_out_of_range,
        "day number " + std::to_string(days) + " lies outside 1400-01-01 to 9999-12-31");
  }
  return Date(static_cast<std::int32_t>(days));
}

Result<Date> Date::from_ymd(std::int32_t year, std::int32_t month, std::int32_t day) {
  if (year < kMinYear || year > kMaxYear) {
    return bad_date("year " + std::to_string(year) + " lies outside 1400 to 9999");
  }
  if (month < 1 || month > 12) return bad_date("no month " + std::to_string(month));
  if (day < 1 || day > month_length(year, month)) {
    return bad_date("no day " + std::to_string(day) + " in month " +
                    std::to_string(month) + " of " + std::to_string(year));
  }
  return Date(to_days(year, month, day));
}

Result<Date> Date::parse(std::string_view iso) {
  const std::int32_t y = detail::fixed_digits(iso, 0, 4);
  const std::int32_t m = detail::fixed_digits(iso, 5, 2);
  const std::int32_t d = detail::fixed_digits(iso, 8, 2);
  if (iso.size() != 10 || y < 0 || m < 0 || d < 0 || iso[4] != '-' || iso[7] != '-') {
    return bad_date("not a date of the form YYYY-MM-DD")
        .with("value", std::string(iso.substr(0, 64)));
  }
  auto date = from_ymd(y, m, d);
  if (!date) return Error(date.error()).with("value", std::string(iso));
  return date;
}

YearMonthDay Date::ymd() const { return to_civil(days_); }

std::string Date::iso() const {
  const YearMonthDay c = ymd();
  std::string out;
  out.reserve(10);
  detail::append_digits(out, c.year, 4);
  out += '-';
  detail::append_digits(out, c.month, 2);
  out += '-';
  detail::append_digits(out, c.day, 2);
  return out;
}

Date Date::plus_months(std::int32_t n, std::int32_t anchor_day) const {
  const YearMonthDay c = ymd();
  const std::int64_t months = std::int64_t{c.year} * 12 + (c.month - 1) + n;
  if (months < std::int64_t{kMinYear} * 12) return min();
  if (months >= (std::int64_t{kMaxYear} + 1) * 12) return max();
  const auto year = static_cast<std::int32_t>(months / 12);
  const auto month = static_cast<std::int32_t>(months % 12) + 1;
  const std::int32_t wanted = anchor_day > 0 ? anchor_day : c.day;
  return Date(to_days(year, month, std::min(wanted, month_length(year, month))));
}

Date Date::first_of_month() const { return Date(days_ - (ymd().day - 1)); }

Date Date::last_of_month() const {
  const YearMonthDay c = ymd();
  return Date(days_ + month_length(c.year, c.month) - c.day);
}

}  // namespace kith
