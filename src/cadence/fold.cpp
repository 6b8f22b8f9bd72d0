// Folding touches and standings into promises kept and broken, bucket counts by
// arithmetic.
#include <algorithm>
#include <utility>

#include "cadence/regime.hpp"

namespace kith {
namespace {

using namespace cadence_detail;

// ---- PERIOD
// -------------------------------------------------------------------------------------------------

void begin_bucket(StreamState& s, DateSpan bucket, const Active& active,
                  Date document_from) {
  s.running = true;
  s.ending = false;
  s.bucket = bucket;
  s.judged_by = document_from;
  s.needed = active.needed;
  s.got = 0;
  s.first.reset();
  s.confirm.reset();
}

void stop(StreamState& s) {
  s.running = false;
  s.ending = false;
  s.missed = 0;
  s.lacking = 0;
}

void miss(StreamState& s, DateSpan first, DateSpan last, std::int32_t buckets,
          std::int32_t lacking) {
  if (s.missed == 0) s.first_missed = first;
  s.missed += buckets;
  s.broken += buckets;
  s.previous = last;
  s.lacking = lacking;
}

void close_bucket(StreamState& s) {
  if (s.got >= s.needed) {
    ++s.kept;
    s.lacking = 0;
  } else {
    // The touch that will confirm an opening credit adds nothing, so one more is wanted.
    const bool unconfirmed = s.first && s.first->opening && !s.confirm;
    miss(s, s.bucket, s.bucket, 1, s.needed - s.got + (unconfirmed ? 1 : 0));
  }
}

/// Judges the buckets that ended before `day`. The regime has been the same since the
/// last change.
void advance_period(StreamState& s, const Regime& regime, Date day) {
  if (!s.running || s.bucket.last >= day) return;
  close_bucket(s);
  const Active* active = regime.find(s.stream, StreamKind::period);
  if (active == nullptr) {
    stop(s);
    return;
  }
  const BucketGrid& grid = regime.bound->grid(*active->stream);
  const DateSpan next = first_bucket_from(grid, s.bucket.last.plus_days(1));
  if (next.first != s.bucket.last.plus_days(1)) {
    s.missed = 0;
    s.lacking = 0;
  }
  if (next.last >= day) {
    begin_bucket(s, next, *active, regime.document_from);
    return;
  }
  const DateSpan target = grid.bucket_of(day);
  const DateSpan last_empty = grid.bucket_of(target.first.plus_days(-1));
  miss(s, next, last_empty, grid.distance(next, target), active->needed);
  begin_bucket(s, target, *active, regime.document_from);
}

void enter_period(StreamState& s, const Active& active, const Regime& regime, Date day,
                  bool first, const CadenceRules& rules) {
  const BucketGrid& grid = regime.bound->grid(*active.stream);
  if (!first) {
    begin_bucket(s, first_bucket_from(grid, day), active, regime.document_from);
    return;
  }
  DateSpan bucket = grid.bucket_of(day);
  const std::int32_t left = rules.calendar.count(day.plus_days(-1), bucket.last).days;
  if (bucket.first != day && left < active.stream->thin_below_wd)
    bucket.last = grid.next(bucket).last;
  begin_bucket(s, bucket, active, regime.document_from);
}

void change_period(StreamState& s, const Active* active, const Regime& regime, Date day,
                   bool first, const CadenceRules& rules) {
  const bool begun = s.running && s.bucket.first < day;
  if (!s.running) {
    if (active != nullptr) enter_period(s, *active, regime, day, first, rules);
  } else if (begun) {
    s.ending = active == nullptr;
  } else if (active != nullptr) {
    enter_period(s, *active, regime, day, false, rules);
  } else {
    stop(s);
  }
}

void credit_period(StreamState& s, const TouchMark& mark, Date day, ActorStanding actor,
                   const CadenceRules& rules) {
  if (!s.running || s.bucket.first > day) return;
  const Stream* stream = rules.documents.at(s.judged_by)->document().find(s.stream);
  if (!qualifies(*stream, mark, actor)) return;
  s.missed = 0;
  if (!mark.opening && s.lacking > 0 &&
      rules.calendar.count(s.previous.last, day).days <= stream->grace_wd) {
    if (--s.lacking == 0) {
      --s.broken;
      ++s.in_grace;
    }
    return;
  }
  const Credit credit{day, mark.channel, mark.opening};
  if (s.first && s.first->opening && !s.confirm && !mark.opening) {
    s.confirm = credit;
    return;
  }
  if (!s.first) s.first = credit;
  ++s.got;
}

// ---- GAP
// ----------------------------------------------------------------------------------------------------

std::optional<Credit> last_before(const CadenceState& state, const Stream& stream) {
  std::optional<Credit> last;
  for (const LastTouch& t : state.last_touches) {
    if (!qualifies(stream, t.mark, {t.role, t.by_owner})) continue;
    if (!last || t.day > last->day) last = Credit{t.day, t.mark.channel, t.mark.opening};
  }
  return last;
}

void change_gap(StreamState& s, const Active* active, const CadenceState& state,
                Date day) {
  if (active == nullptr) {
    s.running = false;
  } else if (!s.running) {
    s.running = true;
    s.last = last_before(state, *active->stream);
    s.period_wd = active->period_wd;
    s.not_before = day;
  } else if (s.period_wd != active->period_wd) {
    s.period_wd = active->period_wd;
    s.not_before = day;
  }
}

void credit_gap(StreamState& s, const Regime& regime, const TouchMark& mark, Date day,
                ActorStanding actor, const Standing& standing,
                const CadenceRules& rules) {
  const Active* active = regime.find(s.stream, StreamKind::gap);
  if (!s.running || active == nullptr || !qualifies(*active->stream, mark, actor)) return;
  const Date base = gap_base(s, standing);
  if (day <= base) return;
  const Date due = gap_due(s, base, rules.calendar).day;
  if (day <= due) {
    ++s.kept;
  } else {
    const std::int32_t late = rules.calendar.count(due, day).days;
    if (late <= active->stream->grace_wd) {
      ++s.in_grace;
    } else {
      s.broken += 1 + (late - 1) / s.period_wd;
    }
  }
  s.last = Credit{day, mark.channel, mark.opening};
}

// ---- days
// ---------------------------------------------------------------------------------------------------

StreamState& stream_of(CadenceState& state, const Active& active) {
  const auto before = [](const StreamState& s,
                         const std::pair<std::string_view, StreamKind>& key) {
    return std::pair<std::string_view, StreamKind>(s.stream, s.kind) < key;
  };
  const std::pair<std::string_view, StreamKind> key{active.stream->id,
                                                    active.stream->kind};
  auto it = std::lower_bound(state.streams.begin(), state.streams.end(), key, before);
  if (it == state.streams.end() || it->stream != key.first || it->kind != key.second) {
    StreamState fresh;
    fresh.stream = active.stream->id;
    fresh.kind = active.stream->kind;
    it = state.streams.insert(it, std::move(fresh));
  }
  return *it;
}

void advance_all(CadenceState& state, const Regime& regime, Date day) {
  for (StreamState& s : state.streams) {
    if (s.kind == StreamKind::period) advance_period(s, regime, day);
  }
}

void suspend(CadenceState& state, Date day) {
  for (StreamState& s : state.streams) {
    if (s.kind == StreamKind::period && s.running && s.bucket.first < day)
      ++(s.got >= s.needed ? s.kept : s.waived);
    stop(s);
  }
}

/// The bucket of the first day may have begun earlier: touches since then count in it.
void credit_early(CadenceState& state, Date day, const CadenceRules& rules) {
  for (const LastTouch& t : state.early) {
    if (t.day >= day) continue;
    for (StreamState& s : state.streams) {
      if (s.kind == StreamKind::period)
        credit_period(s, t.mark, t.day, {t.role, t.by_owner}, rules);
    }
  }
  state.early.clear();
}

/// Whether the regime of a day is that of the day before it, under the same standing.
bool goes_on(const Standing& standing, Date day, const CadenceRules& rules) {
  const Date before = day.plus_days(-1);
  return (!standing.assigned || *standing.assigned <= before) &&
         !next_change(standing, before, day, rules);
}

/// Enters `day` under a standing that may demand other streams than the day before did.
/// Gives the regime of the day.
Regime change_regime(CadenceState& state, Regime&& old, const Standing& standing,
                     Date day, const CadenceRules& rules) {
  advance_all(state, old, day.plus_days(-1));
  const bool suspended = standing.do_not_contact && !state.standing.do_not_contact;
  const bool same = standing == state.standing && goes_on(standing, day, rules);
  state.standing = standing;
  Regime now = same ? std::move(old) : regime_on(standing, day, rules);
  // A bucket that ended yesterday is closed under the regime of today, which says whether
  // another follows.
  advance_all(state, now, day);
  if (suspended) suspend(state, day);
  const bool first = !state.started && !now.streams.empty();
  if (same && !first) return now;  // streams run as they did
  for (const Active& a : now.streams) stream_of(state, a);
  for (StreamState& s : state.streams) {
    const Active* active = now.find(s.stream, s.kind);
    if (s.kind == StreamKind::gap) {
      change_gap(s, active, state, day);
    } else {
      change_period(s, active, now, day, first, rules);
    }
  }
  if (first) credit_early(state, day, rules);
  state.started = state.started || first;
  return now;
}

/// Settles days without facts, from the day after judged_through to `day`. `regime` is
/// that of judged_through, before and after.
void pass_days(CadenceState& state, Date day, const CadenceRules& rules, Regime& regime) {
  if (!state.begun || day <= state.judged_through) return;
  while (const auto change =
             next_change(state.standing, state.judged_through, day, rules)) {
    regime =
        change_regime(state, std::move(regime), Standing(state.standing), *change, rules);
    state.judged_through = *change;
  }
  advance_all(state, regime, day);
  // As far as the regime goes: somebody is assigned in between.
  if (state.standing.assigned && *state.standing.assigned > state.judged_through)
    regime = regime_on(state.standing, day, rules);
  state.judged_through = day;
}

/// Longer than any bucket, joined with a thin one before it.
constexpr std::int32_t kEarlyDays = 500;

void remember(CadenceState& state, const TouchMark& mark, ActorStanding actor, Date day) {
  TouchMark kind = mark;
  kind.actor = PersonKey();
  if (!state.started) {
    std::erase_if(state.early, [&](const LastTouch& t) {
      return days_between(t.day, day) > kEarlyDays;
    });
    state.early.push_back({kind, actor.role, actor.by_owner, day});
  }
  for (LastTouch& t : state.last_touches) {
    if (t.mark == kind && t.role == actor.role && t.by_owner == actor.by_owner) {
      t.day = day;
      return;
    }
  }
  state.last_touches.push_back({std::move(kind), actor.role, actor.by_owner, day});
}

/// Settles the day of the facts in hand: standing first, then its touches.
void settle_today(CadenceState& state, const CadenceRules& rules) {
  const Date day = *state.today;
  if (!state.begun) {
    state.begun = true;
    state.judged_through = day.plus_days(-1);
  }
  Regime regime = regime_on(state.standing, state.judged_through, rules);
  pass_days(state, day.plus_days(-1), rules, regime);
  const Standing standing = state.standing_today.value_or(state.standing);
  const Regime now = change_regime(state, std::move(regime), standing, day, rules);
  state.judged_through = day;
  for (const TouchMark& mark : state.touches_today) {
    const ActorStanding actor = actor_standing(mark, standing, day, rules.directory);
    for (StreamState& s : state.streams) {
      if (s.kind == StreamKind::period) {
        credit_period(s, mark, day, actor, rules);
      } else {
        credit_gap(s, now, mark, day, actor, standing, rules);
      }
    }
    remember(state, mark, actor, day);
  }
  state.today.reset();
  state.standing_today.reset();
  state.touches_today.clear();
}

void open_day(CadenceState& state, Date day, const CadenceRules& rules) {
  if (state.today && *state.today < day) settle_today(state, rules);
  state.today = day;
}

DateSpan step_window(const OpenStep& s) {
  const Date from = s.first.value_or(s.occurred.day);
  return {from, s.last.value_or(Date::max())};
}

}  // namespace

TouchMark touch_mark(const TouchFact& touch) {
  return {touch.channel, touch.level == Level::executive,
          touch.outcome, touch.purpose,
          touch.actor,   touch.opening};
}

void stand(CadenceState& state, Date day, const Standing& standing,
           const CadenceRules& rules) {
  if (!state.today || *state.today != day) {
    const Standing& known = state.standing_today ? *state.standing_today : state.standing;
    if (known == standing) return;
  }
  open_day(state, day, rules);
  state.standing_today = standing;
}

void touch(CadenceState& state, const FactHead& head, const TouchFact& fact,
           const CadenceRules& rules) {
  open_day(state, head.occurred.day, rules);
  state.touches_today.push_back(touch_mark(fact));
  if (fact.outcome != Outcome::answered || fact.opening) return;
  std::erase_if(state.steps, [&](const OpenStep& s) {
    if (s.channel == Channel::unknown || s.channel != fact.channel) return false;
    DateSpan window = step_window(s);
    if (s.deadline == DeadlineKind::working_days) {
      window.last = rules.calendar.add(s.occurred.day, s.working_days).value().day;
    }
    return window.contains(head.occurred.day);
  });
}

void step(CadenceState& state, const FactHead& head, const StepFact& fact) {
  OpenStep open{head.event, head.occurred,     fact.text,    fact.deadline, fact.first,
                fact.last,  fact.working_days, fact.channel, fact.actor};
  const auto it = std::lower_bound(
      state.steps.begin(), state.steps.end(), open,
      [](const OpenStep& a, const OpenStep& b) { return a.event < b.event; });
  state.steps.insert(it, std::move(open));
}

void close_step(CadenceState& state, const StepClosedFact& fact) {
  std::erase_if(state.steps, [&](const OpenStep& s) { return s.event == fact.step; });
}

void settle(CadenceState& state, Date day, const CadenceRules& rules) {
  if (state.today && *state.today <= day) settle_today(state, rules);
  if (!state.begun || day <= state.judged_through) return;
  Regime regime = regime_on(state.standing, state.judged_through, rules);
  pass_days(state, day, rules, regime);
}

}  // namespace kith
