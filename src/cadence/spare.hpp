// What lets a promise off or moves its day: first due days, hand-overs, days on which
// nobody is there. Private to cadence.
#pragma once

#include <vector>

#include "kith/cadence/cadence.hpp"

namespace kith::cadence_detail {

/// nullptr: none was decided.
const FirstDue* first_due_of(const CadenceState& state, const std::string& stream);

/// First working day from `day` on, if that is one, on which the owner or a deputy is
/// there; `day` itself where leave says nothing.
Date first_manned(Date day, Leave leave, const PersonKey& owner,
                  const CadenceRules& rules);

/// A bucket that ends before this day breaks nothing.
Date spared_until(const CadenceState& state, const std::string& stream);
/// Whether a bucket has working days, but none on which the owner or a deputy is there.
bool is_away(DateSpan bucket, Leave leave, const PersonKey& owner,
             const CadenceRules& rules);
/// The buckets of a grid within some days that are away, ascending. Costs what the leave
/// is long.
std::vector<DateSpan> away_buckets(DateSpan days, const StreamGrid& grid, Leave leave,
                                   const PersonKey& owner, const CadenceRules& rules);

/// When the promise of a bucket falls due.
struct BucketDue {
  DayAnswer day;
  bool by_decision = false;  ///< on the day decided for the first promise
  /// Overdue from the next day on, though the bucket runs.
  [[nodiscard]] bool is_sharp(const Stream& stream) const {
    return by_decision || stream.kind == StreamKind::grid;
  }
};
BucketDue bucket_due(const CadenceState& state, const BoundCadence& bound,
                     const Stream& stream, DateSpan bucket, const CadenceRules& rules);

/// A touch of a day was credited to a stream: it is shown again, and its first due day is
/// done with.
void note_credit(CadenceState& state, const std::string& stream, Date day);

}  // namespace kith::cadence_detail
