// Options of the questions that look ahead: whether a cadence can be kept, what it would
// do to the book, who takes over from a leaver; and of those that look back at promises.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "kith/base/table.hpp"
#include "kith/calendar/period.hpp"
#include "kith/model/batch.hpp"
#include "kith/planner/plan.hpp"

namespace kith {

/// Whether promises can be kept; docs/decisions/018-before-adoption.md.
struct FeasibilityOptions {
  PersonKey person = {};    ///< this one's rows only
  std::string team = {};    ///< those of the team and of teams below it; not both
  DateSpan period = {};     ///< days looked at, with has_period
  bool has_period = false;  ///< false: the 365 days from as_of
  bool campaigns = false;   ///< pushes go out to many at once and take no slots
  std::optional<Document> candidate = {};  ///< a cadence that is not adopted, from as_of
  std::int64_t limit = 0;                  ///< rows at the most; 0: all
};

/// What days of work do to the promises of the book under two cadences.
struct SimulateOptions {
  Document candidate = {};    ///< a cadence, tried from as_of on
  std::int32_t days = 60;     ///< working days simulated, 1 to 250
  std::int32_t horizon = 60;  ///< working days that each day's plan looks at, 1 to 250
  Objective objective = Objective::keep_with_cap;
  std::int32_t cap_times = 2;  ///< of keep_with_cap, at least 1
};

/// How promises were kept, in a period.
struct PromiseRecordOptions {
  DateSpan period = {};              ///< both days inclusive
  std::optional<Period> every = {};  ///< a row for each of these buckets of the period
  bool by_owner = false;
  bool by_tier = false;
  bool by_stream = false;
};

/// How long after a contact it was recorded (S28).
struct EntryDelayOptions {
  DateSpan period = {};  ///< days on which the contacts took place, both inclusive
  bool by_author = false;
};

/// A leaver's customers with those who could take them.
struct HandOver {
  Batch decisions;  ///< one run fact, one owner fact a customer with a new owner
  Table table;      ///< schema "hand_over"
};

}  // namespace kith
