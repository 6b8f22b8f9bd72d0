// Numbers of the columns of the planner's tables. Private to planner.
#pragma once

#include <cstdint>

namespace kith::planner {

namespace jobs_column {
enum : std::int32_t {
  owner,
  key,
  channel,
  first,
  last,
  job_class,
  points,
  since,
  may_pull
};
}
namespace slots_column {
enum : std::int32_t { owner, channel, day, slots };
}
namespace caps_column {
enum : std::int32_t { owner, first, last, slots };
}
namespace days_column {
enum : std::int32_t {
  owner,
  key,
  channel,
  reason,
  reason_zh,
  day,
  place,
  list_class,
  planned_first,
  planned_last,
  planned_class,
  planned_points,
  tight_first,
  tight_last,
  tight_slots,
  weakest,
  fix_day,
  fix_slots,
  fix_last,
  rescuing,
  why_codes,
  why_zh,
  why_en
};
}
namespace places_column {
enum : std::int32_t { owner, key, channel, first, last, slots };
}

}  // namespace kith::planner
