// Buckets judged: those with touches one by one, empty ones by arithmetic.
#include "cadence/buckets.hpp"

#include <algorithm>

#include "cadence/spare.hpp"

namespace kith::cadence_detail {
namespace {

enum Lateness : std::int32_t { in_time = 0, in_grace = 1, too_late = 2 };

void begin_bucket(StreamState& s, DateSpan bucket, const Active& active,
                  Date document_from) {
  s.running = true;
  s.ending = false;
  s.bucket = bucket;
  s.judged_by = document_from;
  s.needed = active.needed;
  s.channels = active.channels == active.stream->channels ? 0 : active.channels;
  s.got = 0;
  s.late = in_time;
  s.first.reset();
  s.confirm.reset();
}

void count_reached(StreamState& s) {
  ++(s.late == in_time ? s.kept : s.late == in_grace ? s.in_grace : s.broken);
}

/// Buckets that ended without what they wanted, from `first` to `last`.
void miss(StreamState& s, const Stream& stream, DateSpan first, DateSpan last,
          std::int32_t buckets, std::int32_t lacking) {
  s.broken += buckets;
  s.previous = last;
  s.lacking = stream.kind == StreamKind::period ? lacking : 0;
  if (stream.catch_up == CatchUp::skip) return;
  if (s.missed == 0) s.first_missed = first;
  s.missed += buckets;
}

void close_bucket(const CadenceState& state, StreamState& s, const CadenceRules& rules) {
  if (s.got >= s.needed) {
    count_reached(s);
    s.lacking = 0;
    return;
  }
  const BoundCadence& bound = *rules.documents.at(s.judged_by);
  const Stream& stream = *bound.document().find(s.stream);
  const bool spared =
      s.bucket.last < spared_until(state, s.stream) ||
      is_away(s.bucket, bound.document().leave, state.standing.owner, rules);
  if (spared) {
    ++s.waived;
    s.lacking = 0;
    return;
  }
  // The touch that will confirm an opening credit adds nothing, so one more is wanted.
  const bool unconfirmed = s.first && s.first->opening && !s.confirm;
  miss(s, stream, s.bucket, s.bucket, 1, s.needed - s.got + (unconfirmed ? 1 : 0));
}

/// Empty buckets, none of which is spared by day.
void miss_all(const CadenceState& state, StreamState& s, const Regime& regime,
              const Active& active, DateSpan first, DateSpan last,
              const CadenceRules& rules) {
  const StreamGrid& grid = regime.bound->grid(*active.stream);
  const std::vector<DateSpan> away =
      away_buckets({first.first, last.last}, grid, regime.bound->document().leave,
                   state.standing.owner, rules);
  const auto gone = static_cast<std::int32_t>(away.size());
  const std::int32_t buckets = grid.distance(first, last) + 1 - gone;
  s.waived += gone;
  const bool last_is_gone = gone > 0 && away.back() == last;
  if (buckets > 0) {
    for (const DateSpan& bucket : away) {
      if (bucket == first) first = grid.next(first);
    }
    miss(s, *active.stream, first, last, buckets, active.needed);
  }
  if (last_is_gone) s.lacking = 0;
}

/// Empty buckets from `next` to the one before `target`.
void pass_empty(const CadenceState& state, StreamState& s, const Regime& regime,
                const Active& active, DateSpan next, DateSpan target,
                const CadenceRules& rules) {
  const StreamGrid& grid = regime.bound->grid(*active.stream);
  const Date spared = spared_until(state, s.stream);
  if (spared > next.last) {
    const DateSpan judged = std::min(grid.bucket_of(spared), target);
    s.waived += grid.distance(next, judged);
    s.lacking = 0;
    next = judged;
    if (next == target) return;
  }
  miss_all(state, s, regime, active, next, grid.bucket_of(target.first.plus_days(-1)),
           rules);
}

void enter(StreamState& s, const Active& active, const Regime& regime, Date day,
           bool first, const CadenceRules& rules) {
  const StreamGrid& grid = regime.bound->grid(*active.stream);
  if (!first) {
    begin_bucket(s, first_bucket_from(grid, day), active, regime.document_from);
    return;
  }
  DateSpan bucket = grid.bucket_of(day);
  if (active.stream->kind == StreamKind::grid) {
    if (grid.due(bucket).day < day) bucket = grid.next(bucket);
  } else if (bucket.first != day &&
             rules.calendar.count(day.plus_days(-1), bucket.last).days <
                 active.stream->thin_below_wd) {
    bucket.last = grid.next(bucket).last;
  }
  begin_bucket(s, bucket, active, regime.document_from);
}

}  // namespace

void add_attempt(StreamState& s, Date day, bool step_today) {
  ++s.attempts;
  s.last_attempt = day;
  s.retry_off = step_today;
}

void clear_attempts(StreamState& s) {
  s.attempts = 0;
  s.last_attempt = Date();
  s.retry_off = false;
}

void stop(StreamState& s) {
  s.running = false;
  s.ending = false;
  s.missed = 0;
  s.lacking = 0;
  clear_attempts(s);
}

void advance_buckets(const CadenceState& state, StreamState& s, const Regime& regime,
                     Date day, const CadenceRules& rules) {
  if (!s.running || s.bucket.last >= day) return;
  close_bucket(state, s, rules);
  const Active* active = regime.find(s.stream, s.kind);
  if (active == nullptr) {
    stop(s);
    return;
  }
  const StreamGrid& grid = regime.bound->grid(*active->stream);
  const DateSpan next = first_bucket_from(grid, s.bucket.last.plus_days(1));
  if (next.first != s.bucket.last.plus_days(1)) {
    s.missed = 0;
    s.lacking = 0;
  }
  if (s.missed == 0) clear_attempts(s);
  if (next.last >= day) {
    begin_bucket(s, next, *active, regime.document_from);
    return;
  }
  const DateSpan target = grid.bucket_of(day);
  pass_empty(state, s, regime, *active, next, target, rules);
  begin_bucket(s, target, *active, regime.document_from);
}

void change_buckets(StreamState& s, const Active* active, const Regime& regime, Date day,
                    bool first, const CadenceRules& rules) {
  const bool begun = s.running && s.bucket.first < day;
  if (!s.running) {
    if (active != nullptr) enter(s, *active, regime, day, first, rules);
  } else if (begun) {
    s.ending = active == nullptr;
  } else if (active != nullptr) {
    enter(s, *active, regime, day, false, rules);
  } else {
    stop(s);
  }
}

bool credit_bucket(const CadenceState& state, StreamState& s, const TouchMark& mark,
                   Date day, ActorStanding actor, const CadenceRules& rules) {
  if (!s.running || s.bucket.first > day) return false;
  const BoundCadence& bound = *rules.documents.at(s.judged_by);
  const Stream& stream = *bound.document().find(s.stream);
  const std::uint32_t channels = s.channels == 0 ? stream.channels : s.channels;
  if (!qualifies(stream, channels, mark, actor)) {
    // What was tried before the first day leaves no trace.
    if (state.started && s.got < s.needed && is_attempt(stream, channels, mark, actor))
      add_attempt(s, day, state.step_today);
    return false;
  }
  s.missed = 0;
  clear_attempts(s);
  if (!mark.opening && s.lacking > 0 &&
      rules.calendar.count(s.previous.last, day).days <= stream.grace_wd) {
    if (--s.lacking == 0) {
      --s.broken;
      ++s.in_grace;
    }
    return true;
  }
  const Credit credit{day, mark.channel, mark.opening};
  if (s.first && s.first->opening && !s.confirm && !mark.opening) {
    s.confirm = credit;
    return true;
  }
  if (!s.first) s.first = credit;
  ++s.got;
  if (stream.kind == StreamKind::grid && state.started && s.got == s.needed) {
    const Date due = bucket_due(state, bound, stream, s.bucket, rules).day.day;
    const std::int32_t late =
        day <= due ? 0 : std::max(1, rules.calendar.count(due, day).days);
    s.late = late == 0 ? in_time : late <= stream.grace_wd ? in_grace : too_late;
  }
  return true;
}

void suspend_buckets(StreamState& s, Date day) {
  if (!s.running || s.bucket.first >= day) return;
  if (s.got >= s.needed) {
    count_reached(s);
  } else {
    ++s.waived;
  }
}

}  // namespace kith::cadence_detail
