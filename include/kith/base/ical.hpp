// iCalendar lexer and writer (RFC 5545): content lines unfolded by bytes, all-day and
// timed VEVENTs, no recurrence. What an event means is given by its reader.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kith/base/date.hpp"
#include "kith/base/result.hpp"

namespace kith {

struct IcalEvent {
  std::string uid;
  Date first;           ///< DTSTART
  Date last;            ///< inclusive; DTEND of an all-day event is exclusive in the file
  std::string summary;  ///< unescaped
  std::vector<std::pair<std::string, std::string>>
      properties;         ///< all of them, names upper case, values unescaped
  std::int64_t line = 0;  ///< 1-based line of BEGIN:VEVENT
};

/// Fails with bad_syntax, bad_date or too_large, the line named as row.
Result<std::vector<IcalEvent>> lex_ical(std::string_view utf8);

/// A VCALENDAR of all-day events, CRLF, folded at 75 octets without splitting a
/// character, text escaped. `stamp` is DTSTAMP of every event (time is an argument).
std::string write_ical(std::string_view product, std::string_view stamp_utc,
                       const std::vector<IcalEvent>& events);

}  // namespace kith
