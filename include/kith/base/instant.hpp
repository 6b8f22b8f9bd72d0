// Instant: a point in time, int64 microseconds UTC; Zone: how a book turns instants into
// local days; Occurred: when a fact happened, an instant or a whole local day.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>

#include "kith/base/date.hpp"

namespace kith {

class Instant {
 public:
  constexpr Instant() = default;
  /// Unchecked microseconds since 1970-01-01T00:00:00Z. From outside: checked().
  constexpr explicit Instant(std::int64_t micros) : micros_(micros) {}
  static Result<Instant> checked(std::int64_t micros);
  /// YYYY-MM-DDTHH:MM[:SS[.ffffff]](Z|±HH:MM).
  static Result<Instant> parse(std::string_view iso);
  static constexpr std::int64_t kMicrosPerDay = 86'400'000'000;

  [[nodiscard]] constexpr std::int64_t micros() const { return micros_; }
  /// YYYY-MM-DDTHH:MM:SS[.ffffff]Z.
  [[nodiscard]] std::string iso() const;
  auto operator<=>(const Instant&) const = default;

 private:
  std::int64_t micros_ = 0;
};

/// A book's time zone: a fixed offset east of UTC in minutes (China 480). One zone a
/// book.
struct Zone {
  std::int32_t offset_minutes = 480;
  [[nodiscard]] Date day_of(Instant t) const;
  /// First instant of local day d.
  [[nodiscard]] Instant midnight(Date d) const;
  /// Last microsecond of local day d: "the close of d".
  [[nodiscard]] Instant close_of(Date d) const;
  auto operator<=>(const Zone&) const = default;
};

/// When something happened. Facts order by it: a day-only fact stands after every instant
/// of its day.
struct Occurred {
  Date day;                   ///< local day in the book's zone
  std::optional<Instant> at;  ///< none: known to the day only
  static Occurred on(Date day) { return {day, std::nullopt}; }
  static Occurred at_instant(Instant t, Zone zone) { return {zone.day_of(t), t}; }
  std::strong_ordering operator<=>(const Occurred& o) const {
    if (auto c = day <=> o.day; c != 0) return c;
    if (at && o.at) return *at <=> *o.at;
    return o.at.has_value() <=> at.has_value();  // no instant sorts last
  }
  bool operator==(const Occurred&) const = default;
};

}  // namespace kith
