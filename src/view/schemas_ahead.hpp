// Schemas of the answers that look ahead, of the records of promises and of what rules
// moved. Columns are only appended. Private to view; docs/tables.md shows them.
#pragma once

#include "kith/base/table.hpp"

namespace kith::schema {

namespace feasibility {
enum Column : std::int32_t {
  scope,
  owner,
  owner_name,
  team,
  channel,
  channel_zh,
  light,
  light_zh,
  first,
  last,
  people,
  people_red,
  customers,
  load_numerator,
  load_denominator,
  capacity,
  rho_numerator,
  rho_denominator,
  rho_ppm,
  busiest_ppm,
  shortage_first,
  shortage_last,
  shortage_needed,
  shortage_slots,
  shortage,
  people_least,
  people_enough,
  book_size,
  book_size_safe,
  provisional,
  why_codes,
  why_zh,
  why_en,
};
}
namespace simulation {
enum Column : std::int32_t {
  owner,
  owner_name,
  cadence,
  cadence_zh,
  first,
  last,
  customers,
  promised,
  kept,
  in_grace,
  broken,
  waived,
  kept_ppm,
  overdue_at_end,
  worst_gap_wd,
  worst_gap_ppm,
  touches,
  slots,
  peak,
  peak_day,
  unserved,
  provisional,
};
}
namespace hand_over {
enum Column : std::int32_t {
  section,
  section_zh,
  customer,
  customer_key,
  tier,
  what,
  what_zh,
  day,
  state,
  state_zh,
  overdue_wd,
  amount_minor,
  currency,
  phone,
  holds,
  new_owner,
  new_owner_name,
  room,
  why_codes,
  why_zh,
  why_en,
};
}
namespace promise_record {
enum Column : std::int32_t {
  first,
  last,
  owner,
  owner_name,
  tier,
  stream,
  stream_zh,
  kept,
  in_grace,
  broken,
  waived,
  strict_ppm,
  kept_ppm,
  partial,
};
}
namespace entry_delay {
enum Column : std::int32_t {
  author,
  author_name,
  all,
  first,
  last,
  contacts,
  same_day,
  next_wd,
  later,
  median_days,
  p90_days,
  worst_days,
  worst_wd,
  same_day_ppm,
};
}
namespace moved {
enum Column : std::int32_t {
  customer,
  owner,
  owner_name,
  tier,
  stream,
  stream_zh,
  due_before,
  due,
  moved_wd,
  change,
  change_zh,
  state_before,
  state_before_zh,
  state,
  state_zh,
  provisional,
  customer_key,
  step_source,
  step_key,
};
}

extern const TableSchema kFeasibility;
extern const TableSchema kSimulation;
extern const TableSchema kHandOver;
extern const TableSchema kPromiseRecord;
extern const TableSchema kEntryDelay;
extern const TableSchema kMoved;

}  // namespace kith::schema
