// Instants in ISO form, and the local days of a fixed offset.
#include "kith/base/instant.hpp"

#include <algorithm>

#include "base/digits.hpp"

namespace kith {
namespace {

constexpr std::int64_t kMicrosPerSecond = 1'000'000;
constexpr std::int64_t kMicrosPerMinute = 60 * kMicrosPerSecond;
constexpr std::int64_t kMinMicros = Date::kMinDays * Instant::kMicrosPerDay;
constexpr std::int64_t kMaxMicros = (Date::kMaxDays + 1) * Instant::kMicrosPerDay - 1;

constexpr std::int64_t floor_div(std::int64_t a, std::int64_t b) {
  return a / b - (a % b < 0 ? 1 : 0);
}

Error bad(std::string_view iso) {
  return invalid(Reason::bad_date,
                 "not an instant of the form YYYY-MM-DDTHH:MM[:SS[.ffffff]](Z|±HH:MM)")
      .with("value", std::string(iso.substr(0, 64)));
}

// Digits taken from the front of `rest`; each step says whether the form still holds.
class Scanner {
 public:
  explicit Scanner(std::string_view rest) : rest_(rest) {}
  bool two(std::int64_t limit, std::int64_t& out) {
    const std::int32_t n = detail::fixed_digits(rest_, 0, 2);
    if (n < 0 || n > limit) return false;
    rest_.remove_prefix(2);
    out = n;
    return true;
  }
  bool sign(char c) {
    if (rest_.empty() || rest_.front() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }
  /// 1–6 digits after the point, in microseconds.
  bool fraction(std::int64_t& out) {
    std::int64_t n = 0;
    int digits = 0;
    while (!rest_.empty() && detail::is_digit(rest_.front()) && digits < 6) {
      n = n * 10 + (rest_.front() - '0');
      rest_.remove_prefix(1);
      ++digits;
    }
    if (digits == 0) return false;
    for (; digits < 6; ++digits) n *= 10;
    out = n;
    return true;
  }
  bool offset(std::int64_t& minutes) {
    if (sign('Z')) return true;
    const bool west = sign('-');
    if (!west && !sign('+')) return false;
    std::int64_t h = 0;
    std::int64_t m = 0;
    if (!two(23, h) || !sign(':') || !two(59, m)) return false;
    minutes = (west ? -1 : 1) * (h * 60 + m);
    return true;
  }
  [[nodiscard]] bool at_end() const { return rest_.empty(); }

 private:
  std::string_view rest_;
};

bool scan_time(Scanner& s, std::int64_t& micros) {
  std::int64_t hour = 0;
  std::int64_t minute = 0;
  std::int64_t second = 0;
  std::int64_t fraction = 0;
  std::int64_t offset = 0;
  if (!s.sign('T') || !s.two(23, hour) || !s.sign(':') || !s.two(59, minute))
    return false;
  if (s.sign(':')) {
    if (!s.two(59, second)) return false;
    if (s.sign('.') && !s.fraction(fraction)) return false;
  }
  if (!s.offset(offset) || !s.at_end()) return false;
  micros = (hour * 60 + minute - offset) * kMicrosPerMinute + second * kMicrosPerSecond +
           fraction;
  return true;
}

}  // namespace

Result<Instant> Instant::checked(std::int64_t micros) {
  if (micros < kMinMicros || micros > kMaxMicros) {
    return invalid(
        Reason::date_out_of_range,
        std::to_string(micros) + " microseconds lie outside the years 1400 to 9999");
  }
  return Instant(micros);
}

Result<Instant> Instant::parse(std::string_view iso) {
  if (iso.size() < 17) return bad(iso);
  const auto day = Date::parse(iso.substr(0, 10));
  if (!day) return Error(day.error()).with("value", std::string(iso.substr(0, 64)));
  Scanner scanner(iso.substr(10));
  std::int64_t micros = 0;
  if (!scan_time(scanner, micros)) return bad(iso);
  return checked(day->days() * kMicrosPerDay + micros);
}

std::string Instant::iso() const {
  const std::int64_t day = floor_div(micros_, kMicrosPerDay);
  const std::int64_t rest = micros_ - day * kMicrosPerDay;
  const std::int64_t seconds = rest / kMicrosPerSecond;
  std::string out = Date(static_cast<std::int32_t>(day)).iso();
  out += 'T';
  detail::append_digits(out, seconds / 3600, 2);
  out += ':';
  detail::append_digits(out, seconds / 60 % 60, 2);
  out += ':';
  detail::append_digits(out, seconds % 60, 2);
  if (const std::int64_t fraction = rest % kMicrosPerSecond; fraction != 0) {
    out += '.';
    detail::append_digits(out, fraction, 6);
  }
  out += 'Z';
  return out;
}

Date Zone::day_of(Instant t) const {
  const std::int64_t local = t.micros() + offset_minutes * kMicrosPerMinute;
  const std::int64_t day = floor_div(local, Instant::kMicrosPerDay);
  // The first and last hours of the range may fall on days just outside it.
  return Date(static_cast<std::int32_t>(
      std::clamp<std::int64_t>(day, Date::kMinDays, Date::kMaxDays)));
}

Instant Zone::midnight(Date d) const {
  return Instant(d.days() * Instant::kMicrosPerDay - offset_minutes * kMicrosPerMinute);
}

Instant Zone::close_of(Date d) const {
  return Instant(midnight(d).micros() + Instant::kMicrosPerDay - 1);
}

}  // namespace kith
