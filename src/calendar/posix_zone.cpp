// POSIX TZ rules as a table of changes.
#include <algorithm>
#include <optional>
#include <string>

#include "calendar/minutes.hpp"
#include "kith/calendar/work_clock.hpp"

namespace kith {
namespace {

using namespace calendar_detail;

constexpr std::int64_t kDay = 24 * 60 * kMinute;

/// One change a year: Mm.w.d, Jn (no leap day), or n (from 0), at a second of the day.
struct YearlyChange {
  char form = 'M';
  std::int32_t month = 1, week = 1, weekday = 0;  ///< weekday 0: Sunday
  std::int32_t day = 0;
  std::int32_t second = 2 * 3600;
};

struct Rule {
  std::int32_t standard = 0;  ///< minutes east
  std::optional<std::int32_t> summer;
  YearlyChange begins, ends;  ///< of summer
};

bool is_leap(std::int32_t y) { return (y % 4 == 0 && y % 100 != 0) || y % 400 == 0; }

class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  std::optional<Rule> rule() {
    Rule out;
    if (!name()) return std::nullopt;
    const auto west = offset();
    if (!west) return std::nullopt;
    out.standard = -*west;
    if (rest_.empty()) return out;
    if (!name()) return std::nullopt;
    out.summer = out.standard + 60;
    if (!rest_.empty() && rest_.front() != ',') {
      const auto other = offset();
      if (!other) return std::nullopt;
      out.summer = -*other;
    }
    if (rest_.empty()) return std::nullopt;  // no default rule: laws change
    if (!take(',') || !change(out.begins)) return std::nullopt;
    if (!take(',') || !change(out.ends) || !rest_.empty()) return std::nullopt;
    return out;
  }

 private:
  bool take(char c) {
    if (rest_.empty() || rest_.front() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }
  bool name() {
    const bool quoted = take('<');
    std::size_t n = 0;
    const auto fits = [&](char c) {
      const bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
      return letter || (quoted && ((c >= '0' && c <= '9') || c == '+' || c == '-'));
    };
    while (n < rest_.size() && fits(rest_[n])) ++n;
    if (n < 3) return false;
    rest_.remove_prefix(n);
    return !quoted || take('>');
  }
  std::optional<std::int32_t> number(std::int32_t low, std::int32_t high) {
    std::int32_t value = 0;
    std::size_t n = 0;
    while (n < rest_.size() && n < 4 && rest_[n] >= '0' && rest_[n] <= '9')
      value = value * 10 + (rest_[n++] - '0');
    if (n == 0 || value < low || value > high) return std::nullopt;
    rest_.remove_prefix(n);
    return value;
  }
  /// [+-]hh[:mm[:ss]] in seconds.
  std::optional<std::int32_t> time(std::int32_t hours) {
    const bool negative = take('-');
    if (!negative) (void)take('+');
    const auto h = number(0, hours);
    if (!h) return std::nullopt;
    std::int32_t seconds = *h * 3600;
    for (std::int32_t unit = 60; unit > 0 && take(':'); unit /= 60) {
      const auto part = number(0, 59);
      if (!part) return std::nullopt;
      seconds += *part * unit;
    }
    return negative ? -seconds : seconds;
  }
  /// Minutes west.
  std::optional<std::int32_t> offset() {
    const auto seconds = time(24);
    if (!seconds || *seconds % 60 != 0) return std::nullopt;
    return *seconds / 60;
  }
  bool change(YearlyChange& out) {
    if (take('M')) {
      const auto m = number(1, 12);
      const auto w = m && take('.') ? number(1, 5) : std::nullopt;
      const auto d = w && take('.') ? number(0, 6) : std::nullopt;
      if (!d) return false;
      out.month = *m;
      out.week = *w;
      out.weekday = *d;
    } else {
      out.form = take('J') ? 'J' : 'n';
      const auto n = out.form == 'J' ? number(1, 365) : number(0, 365);
      if (!n) return false;
      out.day = *n;
    }
    if (!take('/')) return true;
    const auto at = time(167);  // a week, as later readers take it
    if (!at) return false;
    out.second = *at;
    return true;
  }
  std::string_view rest_;
};

Date day_of(const YearlyChange& c, std::int32_t year) {
  const Date first = Date::from_ymd(year, 1, 1).value();
  if (c.form == 'n') return first.plus_days(c.day);
  if (c.form == 'J') {
    const bool after = c.day >= 60 && is_leap(year);
    return first.plus_days(c.day - 1 + (after ? 1 : 0));
  }
  const Date month = Date::from_ymd(year, c.month, 1).value();
  const std::int32_t wanted = c.weekday == 0 ? 7 : c.weekday;
  Date day = month.plus_days((wanted - month.weekday() + 7) % 7 + 7 * (c.week - 1));
  while (day > month.last_of_month()) day = day.plus_days(-7);
  return day;
}

/// The instant of a change, told by clocks of the offset before it.
ZoneChange made(const YearlyChange& c, std::int32_t year, std::int32_t before,
                std::int32_t after) {
  const std::int64_t local =
      day_of(c, year).days() * kDay + c.second * std::int64_t{1'000'000};
  return {Instant(local - before * kMinute), after};
}

}  // namespace

Result<LocalTime> LocalTime::from_posix(std::string_view text, std::int32_t first_year,
                                        std::int32_t last_year) {
  const auto rule = Reader(text).rule();
  if (!rule) {
    return invalid(Reason::bad_syntax,
                   "not a POSIX rule such as CET-1CEST,M3.5.0,M10.5.0/3: " +
                       std::string(text.substr(0, 64)))
        .at("zone");
  }
  if (!rule->summer) return LocalTime(rule->standard);
  std::vector<ZoneChange> changes;
  const std::int32_t last = std::min(last_year, 9998);
  for (std::int32_t y = std::max(first_year, 1401); y <= last; ++y) {
    changes.push_back(made(rule->begins, y, rule->standard, *rule->summer));
    changes.push_back(made(rule->ends, y, *rule->summer, rule->standard));
  }
  std::sort(changes.begin(), changes.end());
  const bool summer_first =
      !changes.empty() && changes.front().offset_minutes == rule->standard;
  return from_table(summer_first ? *rule->summer : rule->standard, std::move(changes));
}

Result<LocalTime> LocalTime::from_table(std::int32_t offset_minutes,
                                        std::vector<ZoneChange> changes) {
  const auto fits = [](std::int32_t m) { return m >= -kMostOffset && m <= kMostOffset; };
  if (!fits(offset_minutes))
    return invalid(Reason::bad_number, "an offset beyond 26 hours").at("zone");
  for (std::size_t i = 0; i < changes.size(); ++i) {
    const auto row = static_cast<std::int64_t>(i);
    if (!fits(changes[i].offset_minutes))
      return invalid(Reason::bad_number, "an offset beyond 26 hours").at("zone", row);
    if (i > 0 && changes[i].at <= changes[i - 1].at)
      return invalid(Reason::bad_order, "changes stand in order of time").at("zone", row);
  }
  LocalTime out(offset_minutes);
  out.changes_ = std::move(changes);
  return out;
}

std::int32_t LocalTime::offset_at(Instant t) const {
  const auto after =
      std::upper_bound(changes_.begin(), changes_.end(), t,
                       [](Instant at, const ZoneChange& c) { return at < c.at; });
  return after == changes_.begin() ? first_ : std::prev(after)->offset_minutes;
}

Instant LocalTime::first_at(Date day, std::int32_t minute) const {
  const std::int64_t local = day.days() * kDay + minute * kMinute;
  // No clock shows it more than that long before.
  const Instant early(local - (kMostOffset + 1) * kMinute);
  auto next = std::upper_bound(changes_.begin(), changes_.end(), early,
                               [](Instant at, const ZoneChange& c) { return at < c.at; });
  std::int32_t offset =
      next == changes_.begin() ? first_ : std::prev(next)->offset_minutes;
  Instant begin = early;
  for (; next != changes_.end(); ++next) {
    const Instant shown(local - offset * kMinute);
    if (shown < next->at) break;
    begin = next->at;
    offset = next->offset_minutes;
  }
  return std::max(begin, Instant(local - offset * kMinute));
}

}  // namespace kith
