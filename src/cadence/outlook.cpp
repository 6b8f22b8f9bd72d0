// What lists go by before any row is made: days only, no words.
#include <algorithm>

#include "cadence/buckets.hpp"
#include "cadence/regime.hpp"
#include "cadence/spare.hpp"

namespace kith {
namespace {

using namespace cadence_detail;

/// One pass over a settled state, as of the day it is settled to.
class Lookout {
 public:
  Lookout(const CadenceState& settled, Date day, const CadenceRules& rules)
      : state_(settled),
        day_(day),
        rules_(rules),
        regime_(regime_on(settled.standing, day, rules)) {}

  /// All, first_due as of a regime that stays.
  Outlook days() {
    if (const auto change = next_change(state_.standing, day_, Date::max(), rules_))
      moves_on(*change);
    for (const OpenStep& s : state_.steps) step(s);
    for (const StreamState& s : state_.streams) {
      if (!s.running) continue;
      if (has_buckets(s)) {
        buckets(s);
      } else {
        gap(s);
      }
    }
    out_.first_due = std::min(out_.first_due, first_due());
    return out_;
  }

  /// First day on which the promise of a stream falls due, under a regime that stays.
  /// Later buckets fall due later.
  [[nodiscard]] Date first_due() const {
    Date first = Date::max();
    for (const StreamState& s : state_.streams) {
      if (const auto due = stream_due(s)) first = std::min(first, *due);
    }
    return first;
  }

 private:
  void wakes(Date day) {
    if (day > day_) out_.wake = std::min(out_.wake, day);
  }
  /// From that day on everything may be otherwise.
  void moves_on(Date day) {
    wakes(day);
    out_.holds_until = std::min(out_.holds_until, day);
  }
  void row(Date window_from, Date due) {
    wakes(window_from);
    wakes(due.plus_days(1));
    if (day_ < window_from && day_ <= due) wakes(in_sight(due));
  }

  /// A promise of the owner's: overdue from the next day on, unless it is put off.
  void owed(Date due, std::optional<Date> snoozed_until) {
    if (snoozed_until) {
      moves_on(*snoozed_until);
    } else {
      out_.due = std::min(out_.due, due);
    }
  }

  void step(const OpenStep& s) {
    const Date from = s.first.value_or(s.occurred.day);
    const auto due = step_due(s, rules_.calendar);
    std::optional<Date> snoozed = s.snoozed_until;
    if (snoozed && *snoozed <= day_) snoozed.reset();
    if (!due) {
      wakes(from);
      if (snoozed) moves_on(*snoozed);
      return;
    }
    row(from, due->day);
    out_.first_due = std::min(out_.first_due, due->day);
    if (s.actor.empty() || s.actor == state_.standing.owner) {
      owed(due->day, snoozed);
    } else if (snoozed) {
      wakes(*snoozed);
    }
  }

  [[nodiscard]] std::optional<Date> snoozed_until(const StreamState& s) const {
    for (const StreamSnooze& z : state_.snoozes) {
      if (z.stream == s.stream && z.until > day_) return z.until;
    }
    return std::nullopt;
  }

  void gap(const StreamState& s) {
    const Active* active = regime_.find(s.stream, StreamKind::gap);
    if (active == nullptr) return;
    const GapDays days = gap_days(state_, s, *active, leave(), rules_);
    row(days.window.day, days.due.day);
    owed(days.due.day, snoozed_until(s));
  }

  void buckets(const StreamState& s) {
    moves_on(s.bucket.last.plus_days(1));
    const auto snoozed = snoozed_until(s);
    if (snoozed) moves_on(*snoozed);
    const BoundCadence& bound = *rules_.documents.at(s.judged_by);
    const Stream& stream = *bound.document().find(s.stream);
    if (s.bucket.first <= day_ && s.got >= s.needed) {
      if (const auto next = next_bucket(s)) bucket_row(s, next->bucket, next->due);
      return;
    }
    const bool arrears = s.bucket.first <= day_ && s.missed > 0;
    const DateSpan bucket = arrears ? s.first_missed : s.bucket;
    const BucketDue due = bucket_due(state_, bound, stream, bucket, rules_);
    if (arrears) {
      owed(due.day.day, snoozed);
      return;
    }
    if (bucket.first > day_) moves_on(bucket.first);
    bucket_row(s, bucket, due.day.day);
    if (bucket.first <= day_ && due.is_sharp(stream)) {
      wakes(due.day.day.plus_days(1));
      owed(due.day.day, snoozed);
    }
  }
  /// Nothing is missed: open to its end.
  void bucket_row(const StreamState& s, DateSpan bucket, Date due) {
    const Active* active = regime_.find(s.stream, s.kind);
    const BoundCadence& bound = *rules_.documents.at(s.judged_by);
    const std::int32_t min_gap = active != nullptr
                                     ? active->min_gap_wd
                                     : bound.document().find(s.stream)->min_gap_wd;
    const Date from = opens_on(state_, bucket.first, due, min_gap, rules_.calendar);
    wakes(from);
    if (day_ < from && day_ <= due) wakes(in_sight(due));
  }

  [[nodiscard]] Leave leave() const {
    return regime_.bound == nullptr ? Leave::owed : regime_.bound->document().leave;
  }
  struct NextBucket {
    DateSpan bucket;
    Date due;
  };
  [[nodiscard]] std::optional<NextBucket> next_bucket(const StreamState& s) const {
    const Active* active = regime_.find(s.stream, s.kind);
    if (s.ending || active == nullptr) return std::nullopt;
    const StreamGrid& grid = regime_.bound->grid(*active->stream);
    const DateSpan next = first_bucket_from(grid, s.bucket.last.plus_days(1));
    return NextBucket{
        next, bucket_due(state_, *regime_.bound, *active->stream, next, rules_).day.day};
  }

  [[nodiscard]] std::optional<Date> stream_due(const StreamState& s) const {
    if (!s.running) return std::nullopt;
    if (s.kind == StreamKind::gap) {
      const Active* active = regime_.find(s.stream, s.kind);
      if (active == nullptr) return std::nullopt;
      return gap_due(state_, s, gap_base(s, state_.standing), leave(), rules_).day;
    }
    if (s.got < s.needed) {
      const BoundCadence& bound = *rules_.documents.at(s.judged_by);
      return bucket_due(state_, bound, *bound.document().find(s.stream),
                        s.missed > 0 ? s.first_missed : s.bucket, rules_)
          .day.day;
    }
    const auto next = next_bucket(s);
    return next ? std::optional(next->due) : std::nullopt;
  }

  [[nodiscard]] Date horizon_on(Date day) const {
    return horizon_day(regime_, day, rules_.calendar);
  }
  /// The first later day whose horizon reaches a due day, by the document of the day.
  [[nodiscard]] Date in_sight(Date due) const {
    Date seen = rules_.calendar.add(due, -horizon_wd(regime_)).value().day;
    while (seen > day_ && horizon_on(seen.plus_days(-1)) >= due)
      seen = seen.plus_days(-1);
    while (horizon_on(seen) < due) seen = seen.plus_days(1);
    return seen;
  }

  const CadenceState& state_;
  Date day_;
  const CadenceRules& rules_;
  Regime regime_;
  Outlook out_;
};

}  // namespace

Outlook outlook(const CadenceState& state, Date day, const CadenceRules& rules) {
  CadenceState copy = state;
  settle(copy, day, rules);
  Outlook out = Lookout(copy, day, rules).days();
  while (const auto change = next_change(copy.standing, day, Date::max(), rules)) {
    day = *change;
    settle(copy, day, rules);
    out.first_due = std::min(out.first_due, Lookout(copy, day, rules).first_due());
  }
  return out;
}

}  // namespace kith
