// What a Calendar holds: its layers, shared with the calendars they came from, and the
// days they add up to.
#pragma once

#include <memory>
#include <mutex>
#include <vector>

#include "calendar/day_grid.hpp"
#include "kith/calendar/calendar.hpp"

namespace kith {

using LayerHandle = std::shared_ptr<const CalendarLayer>;

struct Calendar::Impl {
  /// Precondition: the layers are valid (each with ascending days in range).
  Impl(std::uint8_t weekdays, std::vector<LayerHandle> handles);

  /// The listed day that decides d, or nullptr.
  [[nodiscard]] const CalendarDay* deciding(Date d) const;
  /// Half days in (…, d].
  [[nodiscard]] std::int64_t halves_upto(std::int64_t day) const;
  [[nodiscard]] bool knows(std::int64_t from, std::int64_t to) const {
    return covered_first <= from && to <= covered_last;
  }

  std::vector<LayerHandle> layers;
  std::optional<DateSpan> listed;  ///< first to last listed day
  std::int64_t covered_first = 0;  ///< empty (first after last) when nothing is covered
  std::int64_t covered_last = -1;
  calendar_detail::DayGrid grid;
  std::vector<std::int32_t> halves;  ///< half days, ascending

  // The layers as one vector, made when somebody asks: a thousand personal calendars over
  // one country share its layer and rarely need a copy of it.
  mutable std::once_flag flat_once;
  mutable std::vector<CalendarLayer> flat;
};

}  // namespace kith
