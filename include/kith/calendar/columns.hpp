// Working-day arithmetic over columns: what Calendar::add() and count() say of each row,
// for a whole book held by the caller.
//
// Many rows share few days: where the days between the first and the last date are fewer
// than the rows, they are numbered once and a row costs two look-ups.
#pragma once

#include <cstdint>
#include <span>

#include "kith/calendar/calendar.hpp"

namespace kith {

/// Answers, one a row; they may lie where a question does. Days are days since
/// 1970-01-01.
struct DayColumn {
  std::span<std::int32_t> values;
  std::span<std::uint8_t> provisional;  ///< 1 or 0; or none
};

/// values[i]: the n[i]-th working day after days[i], as Calendar::add(). All columns have
/// one length. Errors, with field ("days", "n") and row, of the first bad row:
/// date_out_of_range, no_working_day; what was written by then stands.
Result<void> add_days(const Calendar& calendar, std::span<const std::int32_t> days,
                      std::span<const std::int32_t> n, const DayColumn& answers);

/// values[i]: working days in (from[i], to[i]], as Calendar::count(). Errors as above,
/// fields "from" and "to".
Result<void> count_days(const Calendar& calendar, std::span<const std::int32_t> from,
                        std::span<const std::int32_t> to, const DayColumn& answers);

}  // namespace kith
