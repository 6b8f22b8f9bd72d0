// GAP promises over columns: the batch form of one rule, for a whole book held by the
// caller. What is owed by a working day that has come, the most urgent first, a list for
// each owner.
#pragma once

#include <cstdint>
#include <span>

#include "kith/calendar/calendar.hpp"

namespace kith {

/// One row a promise; all columns have the same length.
struct DueColumns {
  std::span<const std::int32_t> last_days;  ///< days since 1970-01-01
  std::span<const std::int32_t> gaps;       ///< working days, >= 1
  std::span<const std::int32_t> owners;     ///< 0 … owners - 1
  std::span<const std::int32_t> points;     ///< the most come first
};

/// Where the lists go: `limit` places an owner, one owner after the other. What a list
/// leaves free is row -1, due 0. `due` may be empty.
struct DueLists {
  std::int32_t owners = 0;
  std::int32_t limit = 0;
  std::span<std::int64_t> row;   ///< owners * limit
  std::span<std::int32_t> due;   ///< the same, or none: days since 1970-01-01
  std::span<std::int32_t> size;  ///< owners
};

/// A row is due on the gaps-th working day after its last_days and is listed when that
/// day has come by as_of. Of an owner's rows those with the most points are kept, of
/// equal points the earlier row, in that order. Reads 16 bytes a row; memory 16 bytes a
/// place. Errors, with field and row: date_out_of_range, bad_number; too_large beyond
/// 2^32 rows.
Result<void> list_due(const Calendar& calendar, const DueColumns& columns, Date as_of,
                      const DueLists& lists);

}  // namespace kith
