// Folding touches and standings into promises kept and broken, day by day; buckets are
// judged in buckets.cpp.
#include <algorithm>
#include <utility>

#include "cadence/buckets.hpp"
#include "cadence/regime.hpp"
#include "cadence/spare.hpp"

namespace kith {
namespace {

using namespace cadence_detail;

// ---- GAP
// ----------------------------------------------------------------------------------------------------

std::optional<Credit> last_before(const CadenceState& state, const Active& active) {
  std::optional<Credit> last;
  for (const LastTouch& t : state.last_touches) {
    if (!qualifies(*active.stream, active.channels, t.mark, {t.role, t.by_owner}))
      continue;
    if (!last || t.day > last->day) last = Credit{t.day, t.mark.channel, t.mark.opening};
  }
  return last;
}

void change_gap(StreamState& s, const Active* active, const CadenceState& state,
                Date day) {
  if (active == nullptr) {
    s.running = false;
    clear_attempts(s);
  } else if (!s.running) {
    s.running = true;
    s.last = last_before(state, *active);
    s.period_wd = active->period_wd;
    s.not_before = day;
  } else if (s.period_wd != active->period_wd) {
    s.period_wd = active->period_wd;
    s.not_before = day;
  }
}

/// Whether the touch was credited.
bool credit_gap(const CadenceState& state, StreamState& s, const Regime& regime,
                const TouchMark& mark, Date day, ActorStanding actor,
                const CadenceRules& rules) {
  const Active* active = regime.find(s.stream, StreamKind::gap);
  if (!s.running || active == nullptr) return false;
  const Date base = gap_base(s, state.standing);
  if (day <= base) return false;
  if (!qualifies(*active->stream, active->channels, mark, actor)) {
    if (is_attempt(*active->stream, active->channels, mark, actor))
      add_attempt(s, day, state.step_today);
    return false;
  }
  const Date due = gap_due(state, s, base, regime.bound->document().leave, rules).day;
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
  clear_attempts(s);
  return true;
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

void advance_all(CadenceState& state, const Regime& regime, Date day,
                 const CadenceRules& rules) {
  for (StreamState& s : state.streams) {
    if (has_buckets(s)) advance_buckets(state, s, regime, day, rules);
  }
}

void suspend(CadenceState& state, Date day) {
  for (StreamState& s : state.streams) {
    if (has_buckets(s)) suspend_buckets(s, day);
    stop(s);
  }
}

/// One touch of a day, credited to all streams it qualifies for. `gaps`: the regime whose
/// GAPs it may credit; none: buckets alone.
void credit_all(CadenceState& state, const TouchMark& mark, ActorStanding actor, Date day,
                const Regime* gaps, const CadenceRules& rules) {
  std::vector<std::string> credited;
  for (StreamState& s : state.streams) {
    bool done = false;
    if (has_buckets(s)) {
      done = credit_bucket(state, s, mark, day, actor, rules);
    } else if (gaps != nullptr) {
      done = credit_gap(state, s, *gaps, mark, day, actor, rules);
    }
    const bool noted = !state.snoozes.empty() || !state.first_dues.empty();
    if (done && noted) credited.push_back(s.stream);
  }
  for (const std::string& stream : credited) note_credit(state, stream, day);
}

/// The bucket of the first day may have begun earlier: touches since then count in it.
void credit_early(CadenceState& state, Date day, const CadenceRules& rules) {
  const std::vector<LastTouch> early = std::exchange(state.early, {});
  for (const LastTouch& t : early) {
    if (t.day < day)
      credit_all(state, t.mark, {t.role, t.by_owner}, t.day, nullptr, rules);
  }
}

/// Somebody else took over: nothing breaks for some days.
void hand_over(CadenceState& state, const Regime& now, Date day,
               const CadenceRules& rules) {
  const CadenceDocument* document =
      now.bound == nullptr ? nullptr : &now.bound->document();
  if (document == nullptr || document->hand_over_wd == 0) return;
  state.handed_over = day;
  state.hand_over_until = rules.calendar.add(day, document->hand_over_wd).value().day;
  for (StreamState& s : state.streams) {
    if (s.kind != StreamKind::gap || !s.running) continue;
    const Date base = gap_base(s, state.standing);
    if (gap_due(state, s, base, document->leave, rules).day >= day)
      s.not_before = std::max(s.not_before, state.hand_over_until);
  }
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
  advance_all(state, old, day.plus_days(-1), rules);
  const bool suspended = standing.do_not_contact && !state.standing.do_not_contact;
  const bool handed = state.standing.assigned && !standing.owner.empty() &&
                      standing.owner != state.standing.owner;
  const bool same = standing == state.standing && goes_on(standing, day, rules);
  state.standing = standing;
  Regime now = same ? std::move(old) : regime_on(standing, day, rules);
  // A bucket that ended yesterday is closed under the regime of today, which says whether
  // another follows.
  advance_all(state, now, day, rules);
  if (suspended) suspend(state, day);
  const bool first = !state.started && !now.streams.empty();
  if (same && !first) return now;  // streams run as they did
  for (const Active& a : now.streams) stream_of(state, a);
  for (StreamState& s : state.streams) {
    const Active* active = now.find(s.stream, s.kind);
    if (s.kind == StreamKind::gap) {
      change_gap(s, active, state, day);
    } else {
      change_buckets(s, active, now, day, first, rules);
    }
  }
  if (first) credit_early(state, day, rules);
  if (handed) hand_over(state, now, day, rules);
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
  advance_all(state, regime, day, rules);
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
  for (FirstDue& f : state.first_dues_today) {
    std::erase_if(state.first_dues,
                  [&](const FirstDue& old) { return old.stream == f.stream; });
    state.first_dues.push_back(std::move(f));
  }
  for (const TouchMark& mark : state.touches_today) {
    const ActorStanding actor = actor_standing(mark, standing, day, rules.directory);
    credit_all(state, mark, actor, day, &now, rules);
    remember(state, mark, actor, day);
  }
  state.today.reset();
  state.standing_today.reset();
  state.touches_today.clear();
  state.first_dues_today.clear();
  state.step_today = false;
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

void step(CadenceState& state, const FactHead& head, const StepFact& fact,
          const CadenceRules& rules) {
  open_day(state, head.occurred.day, rules);
  state.step_today = true;
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

void snooze(CadenceState& state, const FactHead& head, const SnoozeFact& fact,
            const CadenceRules& rules) {
  const Date day = head.occurred.day;
  const bool puts_off = fact.until > day;
  if (fact.step) {
    for (OpenStep& s : state.steps) {
      if (s.event != *fact.step) continue;
      s.snoozed_until = puts_off ? std::optional(fact.until) : std::nullopt;
      s.snooze_reason = puts_off ? fact.reason : std::string();
    }
    return;
  }
  open_day(state, day, rules);
  std::erase_if(state.snoozes, [&](const StreamSnooze& s) {
    return s.stream == fact.stream || s.until <= day;
  });
  if (puts_off) state.snoozes.push_back({fact.stream, day, fact.until, fact.reason});
}

void first_due(CadenceState& state, const FactHead& head, const FirstDueFact& fact,
               const CadenceRules& rules) {
  const Date day = head.occurred.day;
  open_day(state, day, rules);
  state.first_dues_today.push_back({fact.stream, day, std::max(day, fact.due), false});
}

void settle(CadenceState& state, Date day, const CadenceRules& rules) {
  if (state.today && *state.today <= day) settle_today(state, rules);
  if (!state.begun || day <= state.judged_through) return;
  Regime regime = regime_on(state.standing, state.judged_through, rules);
  pass_days(state, day, rules, regime);
}

}  // namespace kith
