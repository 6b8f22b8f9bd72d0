// Short ways to write figures in the tests of the room.
#pragma once

#include <string_view>
#include <vector>

#include "kith/metrics/metrics.hpp"

namespace kith::testing_metrics {

inline Date day(std::string_view iso) { return Date::parse(iso).value(); }
inline DateSpan span(std::string_view first, std::string_view last) {
  return {day(first), day(last)};
}
inline CustomerFigures orders_on(std::vector<std::string_view> days) {
  CustomerFigures c;
  for (const std::string_view d : days) c.order_days.push_back(day(d));
  return c;
}

/// A deal that reached the first `furthest` of four stages, one a day from its creation
/// on.
inline DealFigures deal_to(std::string_view created, std::size_t furthest,
                           DealEnd end = DealEnd::open) {
  DealFigures d;
  d.created = day(created);
  d.reached.resize(4);
  d.visits.resize(4);
  for (std::size_t i = 0; i < furthest; ++i) {
    d.reached[i] = d.created.plus_days(static_cast<std::int64_t>(i) + 1);
    d.visits[i] = 1;
  }
  d.end = end;
  if (end != DealEnd::open) d.end_day = d.created.plus_days(10);
  return d;
}

}  // namespace kith::testing_metrics
