// One file of a holiday pack as its shape gives it: listed days, each with its place, and
// the year that the file speaks of where it says so. Not here: how files are put together
// (import.cpp).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kith/calendar/import.hpp"

namespace kith::calendar_detail {

struct PackEntry {
  CalendarDay day;
  std::string field;      ///< JSON path, CSV column or iCalendar property
  std::int64_t row = -1;  ///< CSV record (from 0) or iCalendar line (from 1)
};

struct PackFile {
  std::vector<PackEntry> entries;
  std::optional<std::int32_t>
      year;  ///< of the notice: December of the year before may stand in the file
  bool may_spill =
      false;  ///< no year stated, yet December may belong to the next year's notice
  std::vector<Error> warnings;
};

/// Precondition: `text` is UTF-8 without BOM. Each fails with the first fault of the
/// file, its entry named.
Result<PackFile> read_chinese_days(std::string_view text);
Result<PackFile> read_holiday_calendar(std::string_view text);
Result<PackFile> read_holiday_cn(std::string_view text);
Result<PackFile> read_ical_pack(std::string_view text);
Result<PackFile> read_csv_pack(std::string_view text);

/// What the text looks like. Fails with unknown_kind.
Result<PackShape> detect_shape(std::string_view text);

}  // namespace kith::calendar_detail
