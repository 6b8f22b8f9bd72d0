// Jobs: what wants a slot on one of some days, and the strict order among them.
//
//   Job job{.key = JobKey("c-17/deep"), .window = {monday, friday}, .points = 90, …};
//   before(job, other)                 // class, then points, then key bytes
//
// Not here: customers, cadences, the clock. Whoever makes a job finds it again by key.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "kith/base/date.hpp"
#include "kith/base/ids.hpp"
#include "kith/base/result.hpp"
#include "kith/calendar/calendar.hpp"
#include "kith/model/codes.hpp"

namespace kith {

using JobKey = Key<struct JobTag>;

/// What comes first, whatever the points. Append-only numbers, smaller first.
enum class JobClass : std::int32_t {
  pinned = 0,    ///< promised to the customer for this day, or put there by hand
  starving = 1,  ///< late, and near the last day that the objective grants
  due = 2,       ///< a promise that can still be kept
  late = 3,      ///< a promise already broken
  early = 4,     ///< on a day's list only: taken before it must be
  spare = 5,     ///< nothing is promised
};
std::span<const CodeWord> job_class_words() noexcept;
inline std::span<const CodeWord> words_of(JobClass) { return job_class_words(); }

/// One touch that wants one slot of its owner and channel. Regular value.
struct Job {
  JobKey key;       ///< no two jobs of an owner have the same
  DateSpan window;  ///< days that keep the promise, both included, not empty
  JobClass job_class = JobClass::due;
  std::int64_t points = 0;  ///< more is first; any number
  PersonKey owner;
  Channel channel = Channel::unknown;
  std::optional<Date> since;  ///< day the period began (last touch); none: no cap when
                              ///< it is late
  bool may_pull = false;      ///< a day with room may take it before it must be
  bool operator==(const Job&) const = default;
};

/// Whether a stands before b: class, points, key bytes. Strict and total over jobs of
/// different keys.
bool before(const Job& a, const Job& b) noexcept;

/// One addend of a job's points, from a table of a document.
struct Addend {
  std::string_view code;  ///< what it is for: "tier", "overdue"; static lifetime
  std::int64_t points = 0;
  std::string row = {};  ///< which row of the table, "zh|en" where these differ
  bool operator==(const Addend&) const = default;
};
/// Their exact sum; overflow where it does not fit.
Result<std::int64_t> total_points(std::span<const Addend> addends);

/// Index of a late customer by the days since its last touch, for a cost of `weight` a
/// day past the period (Whittle; scheduling of restless bandits): with n = days − period
/// it is weight·(days·(n + 1) − n·(n + 1)/2) for n ≥ 0, else 0. Grows with days and
/// weight. Days, period and weight at least 0; overflow where the index does not fit.
Result<std::int64_t> lateness_index(std::int64_t weight, std::int64_t days,
                                    std::int64_t period);

/// What a plan wants when not everything fits.
enum class Objective : std::int32_t {
  keep_with_cap = 0,  ///< the heaviest kept set, but nobody waits beyond cap × period
  keep = 1,           ///< the heaviest kept set; who is late takes what is idle
  share = 2,          ///< by due day: everybody equally late
};
std::span<const CodeWord> objective_words() noexcept;
inline std::span<const CodeWord> words_of(Objective) { return objective_words(); }

/// The last day that an objective with a cap grants a promise that began on `since` and
/// was due on `due`: `times` working periods after `since`. Date::max() past what the
/// calendar answers.
Date cap_day(Date since, Date due, std::int32_t times, const Calendar& calendar);

}  // namespace kith
