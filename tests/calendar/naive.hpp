// The slow reference: a calendar that walks day by day, and small helpers for the tests.
#pragma once

#include <map>
#include <optional>
#include <random>
#include <string_view>
#include <vector>

#include "kith/calendar/calendar.hpp"

namespace kith::test {

inline Date day(std::string_view iso) { return Date::parse(iso).value(); }

/// Knows nothing of bitmaps: a map of listed days over a weekly pattern, and loops.
class NaiveCalendar {
 public:
  NaiveCalendar(std::uint8_t pattern, const std::vector<CalendarLayer>& layers)
      : pattern_(pattern) {
    for (const CalendarLayer& layer : layers) {
      for (const CalendarDay& entry : layer.days) listed_[entry.day.days()] = entry.kind;
    }
  }
  std::int32_t half_units(std::int32_t d) const {
    const auto at = listed_.find(d);
    if (at == listed_.end())
      return (pattern_ >> (Date(d).weekday() - 1) & 1) != 0 ? 2 : 0;
    return at->second == DayKind::off ? 0 : at->second == DayKind::half ? 1 : 2;
  }
  bool is_working(std::int32_t d) const { return half_units(d) > 0; }
  std::int32_t add(std::int32_t d, std::int32_t n) const {
    if (n == 0) {
      while (!is_working(d)) ++d;
      return d;
    }
    const std::int32_t step = n > 0 ? 1 : -1;
    for (std::int32_t left = n > 0 ? n : -n; left > 0;) {
      d += step;
      if (is_working(d)) --left;
    }
    return d;
  }
  std::int32_t count(std::int32_t a, std::int32_t b) const {
    if (b < a) return -count(b, a);
    std::int32_t days = 0;
    for (std::int32_t d = a + 1; d <= b; ++d) days += is_working(d) ? 1 : 0;
    return days;
  }
  std::int32_t count_half_units(std::int32_t a, std::int32_t b) const {
    if (b < a) return -count_half_units(b, a);
    std::int32_t units = 0;
    for (std::int32_t d = a + 1; d <= b; ++d) units += half_units(d);
    return units;
  }

 private:
  std::uint8_t pattern_;
  std::map<std::int32_t, DayKind> listed_;
};

/// Small whole numbers from a seeded engine, the same on every platform.
class Dice {
 public:
  explicit Dice(std::uint32_t seed) : engine_(seed) {}
  std::int32_t between(std::int32_t low, std::int32_t high) {
    const auto size = static_cast<std::uint32_t>(high - low) + 1;
    return low + static_cast<std::int32_t>(engine_() % size);
  }

 private:
  std::mt19937 engine_;
};

/// A layer of days listed at random, each once.
inline CalendarLayer random_layer(Dice& dice, std::int32_t from, std::int32_t to,
                                  std::int32_t size) {
  std::map<std::int32_t, DayKind> days;
  for (std::int32_t i = 0; i < size; ++i) {
    days[dice.between(from, to)] = static_cast<DayKind>(dice.between(0, 2));
  }
  CalendarLayer layer;
  layer.id = "random";
  for (const auto& [d, kind] : days) layer.days.push_back({Date(d), kind, ""});
  return layer;
}

inline CalendarLayer one_day(Date d, DayKind kind) {
  CalendarLayer layer;
  layer.id = "one";
  layer.days.push_back({d, kind, "one"});
  return layer;
}

}  // namespace kith::test
