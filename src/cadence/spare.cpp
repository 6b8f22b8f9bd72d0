#include "cadence/spare.hpp"

#include <algorithm>

namespace kith::cadence_detail {
namespace {

bool is_manned(Date day, const PersonKey& owner, const Directory& directory) {
  return directory.absence(owner, day) == nullptr ||
         !directory.deputy(owner, day).empty();
}

bool matters(Leave leave, const PersonKey& owner, const Directory& directory) {
  return leave != Leave::owed && !directory.absences(owner).empty();
}

/// Last working day of a bucket on which somebody is there. None: `bucket.last`, false.
std::pair<Date, bool> last_manned(DateSpan bucket, const PersonKey& owner,
                                  const CadenceRules& rules) {
  for (Date d = bucket.last; d >= bucket.first; d = d.plus_days(-1)) {
    if (rules.calendar.is_working(d) && is_manned(d, owner, rules.directory))
      return {d, true};
  }
  return {bucket.last, false};
}

}  // namespace

const FirstDue* first_due_of(const CadenceState& state, const std::string& stream) {
  for (const FirstDue& f : state.first_dues) {
    if (f.stream == stream) return &f;
  }
  return nullptr;
}

Date first_manned(Date day, Leave leave, const PersonKey& owner,
                  const CadenceRules& rules) {
  if (!matters(leave, owner, rules.directory)) return day;
  while (!is_manned(day, owner, rules.directory))
    day = rules.calendar.add(day, 1).value().day;
  return day;
}

bool is_away(DateSpan bucket, Leave leave, const PersonKey& owner,
             const CadenceRules& rules) {
  if (!matters(leave, owner, rules.directory)) return false;
  const auto works = rules.calendar.count(bucket.first.plus_days(-1), bucket.last);
  return works.days > 0 && !last_manned(bucket, owner, rules).second;
}

Date spared_until(const CadenceState& state, const std::string& stream) {
  const FirstDue* first = first_due_of(state, stream);
  return first == nullptr ? state.hand_over_until
                          : std::max(first->due, state.hand_over_until);
}

std::vector<DateSpan> away_buckets(DateSpan days, const StreamGrid& grid, Leave leave,
                                   const PersonKey& owner, const CadenceRules& rules) {
  std::vector<DateSpan> away;
  if (!matters(leave, owner, rules.directory)) return away;
  for (const AbsenceFact& absence : rules.directory.absences(owner)) {
    const Date last = std::min(absence.last, days.last);
    for (Date d = std::max(absence.first, days.first); d <= last;) {
      const DateSpan bucket = grid.bucket_of(d);
      if (bucket.last <= days.last && is_away(bucket, leave, owner, rules))
        away.push_back(bucket);
      d = bucket.last.plus_days(1);
    }
  }
  std::sort(away.begin(), away.end());
  away.erase(std::unique(away.begin(), away.end()), away.end());
  return away;
}

BucketDue bucket_due(const CadenceState& state, const BoundCadence& bound,
                     const Stream& stream, DateSpan bucket, const CadenceRules& rules) {
  const FirstDue* first = first_due_of(state, stream.id);
  if (first != nullptr && !first->touched && bucket.contains(first->due))
    return {{first->due, false}, true};
  BucketDue due{bound.grid(stream).due(bucket), false};
  const PersonKey& owner = state.standing.owner;
  if (stream.kind == StreamKind::period && bound.document().leave == Leave::move &&
      matters(Leave::move, owner, rules.directory)) {
    const auto [last, manned] = last_manned({bucket.first, due.day.day}, owner, rules);
    if (manned) due.day.day = last;
  }
  return due;
}

void note_credit(CadenceState& state, const std::string& stream, Date day) {
  std::erase_if(state.snoozes, [&](const StreamSnooze& s) {
    return s.stream == stream && s.since < day;
  });
  for (FirstDue& f : state.first_dues) {
    if (f.stream == stream && f.since <= day) f.touched = true;
  }
  std::erase_if(state.first_dues, [&](const FirstDue& f) {
    return f.stream == stream && f.touched && f.due <= day;
  });
}

}  // namespace kith::cadence_detail
