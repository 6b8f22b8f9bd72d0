// What lists go by before any row is made: days only, no words.
#include <algorithm>

#include "cadence/regime.hpp"

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
      if (s.kind == StreamKind::period) {
        period(s);
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

  /// A promise of the owner's: overdue from the next day on.
  void owed(Date due) { out_.due = std::min(out_.due, due); }

  void step(const OpenStep& s) {
    const Date from = s.first.value_or(s.occurred.day);
    const auto due = step_due(s, rules_.calendar);
    if (!due) {
      wakes(from);
      return;
    }
    row(from, due->day);
    out_.first_due = std::min(out_.first_due, due->day);
    if (s.actor.empty() || s.actor == state_.standing.owner) owed(due->day);
  }

  void gap(const StreamState& s) {
    const Active* active = regime_.find(s.stream, StreamKind::gap);
    if (active == nullptr) return;
    const GapDays days = gap_days(s, *active->stream, state_.standing, rules_.calendar);
    row(std::min(days.window.day, days.due.day), days.due.day);
    owed(days.due.day);
  }

  void period(const StreamState& s) {
    moves_on(s.bucket.last.plus_days(1));
    if (s.bucket.first > day_) {
      moves_on(s.bucket.first);
      row(s.bucket.first, grid_of(s).due(s.bucket).day);
    } else if (s.got >= s.needed) {
      if (const auto next = next_bucket(s)) row(next->bucket.first, next->due);
    } else if (s.missed > 0) {
      owed(grid_of(s).due(s.first_missed).day);
    } else {
      row(s.bucket.first, grid_of(s).due(s.bucket).day);
    }
  }

  [[nodiscard]] const BucketGrid& grid_of(const StreamState& s) const {
    const auto* bound = rules_.documents.at(s.judged_by);
    return bound->grid(*bound->document().find(s.stream));
  }
  struct NextBucket {
    DateSpan bucket;
    Date due;
  };
  [[nodiscard]] std::optional<NextBucket> next_bucket(const StreamState& s) const {
    const Active* active = regime_.find(s.stream, StreamKind::period);
    if (s.ending || active == nullptr) return std::nullopt;
    const BucketGrid& grid = regime_.bound->grid(*active->stream);
    const DateSpan next = first_bucket_from(grid, s.bucket.last.plus_days(1));
    return NextBucket{next, grid.due(next).day};
  }

  [[nodiscard]] std::optional<Date> stream_due(const StreamState& s) const {
    if (!s.running) return std::nullopt;
    if (s.kind == StreamKind::gap) {
      const Active* active = regime_.find(s.stream, s.kind);
      if (active == nullptr) return std::nullopt;
      return gap_due(s, gap_base(s, state_.standing), rules_.calendar).day;
    }
    if (s.got < s.needed)
      return grid_of(s).due(s.missed > 0 ? s.first_missed : s.bucket).day;
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
