// Holiday packs in: five shapes of file become one calendar layer.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kith/calendar/calendar.hpp"

namespace kith {

enum class PackShape : std::int32_t {
  detect = 0,
  chinese_days = 1,  ///< npm chinese-days: maps holidays, workdays, inLieuDays
  holiday_calendar =
      2,  ///< npm holiday-calendar: dates[] of type public_holiday, transfer_workday
  holiday_cn = 3,  ///< NateScarlet/holiday-cn: days[] with isOffDay
  ical = 4,        ///< .ics with X-APPLE-SPECIAL-DAY or (休)/(班) in the summary
  csv = 5,         ///< date,kind,name
};

struct PackImport {
  CalendarLayer layer;
  std::vector<Error>
      warnings;  ///< a make-up day in a year without holidays, and their like
};

/// Reads one file, or several of the same pack (yearly files that hold days of the
/// December before). A year is covered only when a file of it lists at least one holiday:
/// an empty file is unknown, not "no holidays". Fails, naming the entry, with bad_date,
/// both_ways, bad_syntax; a work entry on a weekday is accepted.
Result<PackImport> import_pack(const std::vector<std::string_view>& files,
                               PackShape shape, std::string id, std::string source,
                               std::string version);

}  // namespace kith
