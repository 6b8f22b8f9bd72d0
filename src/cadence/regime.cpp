#include "cadence/regime.hpp"

#include <algorithm>
#include <cstdlib>

#include "cadence/spare.hpp"

namespace kith::cadence_detail {
namespace {

template <class T>
bool contains(const std::vector<T>& items, const T& item) {
  return std::find(items.begin(), items.end(), item) != items.end();
}

bool meets(const PlanRule& plan, const Standing& standing) {
  return (plan.tiers.empty() || contains(plan.tiers, standing.tier)) &&
         (plan.stages.empty() || contains(plan.stages, standing.stage));
}

std::int32_t snap(std::int64_t days, const std::vector<std::int32_t>& allowed) {
  if (allowed.empty()) return static_cast<std::int32_t>(days);
  return *std::min_element(
      allowed.begin(), allowed.end(), [&](std::int32_t a, std::int32_t b) {
        return std::abs(a - days) <
               std::abs(b - days);  // ascending list: the smaller wins a tie
      });
}

void scale(Active& a, const TagRule& tag, const std::vector<std::int32_t>& snap_wd) {
  if (tag.period != Ratio{}) {
    const std::int64_t scaled =
        std::max<std::int64_t>(1, a.period_wd * tag.period.num / tag.period.den);
    if (tag.period.num != tag.period.den) a.period_wd = snap(scaled, snap_wd);
    a.needed = static_cast<std::int32_t>(
        (a.needed * tag.period.den + tag.period.num - 1) / tag.period.num);
  }
  constexpr std::int64_t kMostWeight = 1'000'000'000'000;  // times a ratio it still fits
  a.weight = std::clamp<std::int64_t>(a.weight * tag.weight.num / tag.weight.den, 1,
                                      kMostWeight);
  const std::uint32_t narrowed = a.channels & tag.channels;
  if (narrowed != 0) a.channels = narrowed;
  if (tag.lift_min_gap) a.min_gap_wd = 0;
  if (tag.period != Ratio{} || tag.weight != Ratio{}) a.chain.push_back({&tag});
}

void add_stream(std::vector<Active>& streams, const CadenceDocument& doc,
                const std::string& id, const TagRule* by) {
  const Stream* s = doc.find(id);
  const bool present = std::any_of(streams.begin(), streams.end(),
                                   [&](const Active& a) { return a.stream == s; });
  if (s == nullptr || present) return;
  Active a{s, s->count, std::max(s->gap_wd, 1), s->weight, s->channels, s->min_gap_wd,
           {}};
  if (by != nullptr) a.chain.push_back({by});
  streams.push_back(std::move(a));
}

void apply_tag(std::vector<Active>& streams, const CadenceDocument& doc,
               const TagRule& tag) {
  for (const std::string& id : tag.add) add_stream(streams, doc, id, &tag);
  std::erase_if(streams,
                [&](const Active& a) { return contains(tag.remove, a.stream->id); });
  for (Active& a : streams) scale(a, tag, doc.snap_wd);
}

}  // namespace

const Active* Regime::find(const std::string& id, StreamKind kind) const {
  for (const Active& a : streams) {
    if (a.stream->kind == kind && a.stream->id == id) return &a;
  }
  return nullptr;
}

bool holds_tag(const Standing& standing, const std::string& tag, Date day) {
  for (const HeldTag& held : standing.tags) {
    if (held.tag == tag) return !held.expires || day <= *held.expires;
  }
  return false;
}

Regime regime_on(const Standing& standing, Date day, const CadenceRules& rules) {
  Regime regime;
  const std::int32_t index = rules.documents.index_at(day);
  if (index < 0) return regime;
  const auto& entry = rules.documents.entries()[static_cast<std::size_t>(index)];
  regime.bound = entry.value.get();
  regime.document_from = entry.from;
  if (!standing.assigned || day < *standing.assigned || day < rules.book_start ||
      standing.do_not_contact) {
    return regime;
  }
  const CadenceDocument& doc = regime.bound->document();
  const auto plan = std::find_if(doc.plans.begin(), doc.plans.end(),
                                 [&](const PlanRule& p) { return meets(p, standing); });
  if (plan != doc.plans.end()) {
    for (const std::string& id : plan->streams)
      add_stream(regime.streams, doc, id, nullptr);
  }
  for (const TagRule& tag : doc.tags) {
    if (holds_tag(standing, tag.tag, day)) apply_tag(regime.streams, doc, tag);
  }
  return regime;
}

std::optional<Date> next_change(const Standing& standing, Date after, Date through,
                                const CadenceRules& rules) {
  std::optional<Date> next;
  const auto consider = [&](Date day) {
    if (day > after && day <= through && (!next || day < *next)) next = day;
  };
  for (const auto& entry : rules.documents.entries()) consider(entry.from);
  for (const HeldTag& held : standing.tags) {
    if (held.expires) consider(held.expires->plus_days(1));
  }
  consider(rules.book_start);
  return next;
}

DateSpan first_bucket_from(const StreamGrid& grid, Date day) {
  const DateSpan bucket = grid.bucket_of(day);
  return bucket.first == day ? bucket : grid.next(bucket);
}

ActorStanding actor_standing(const TouchMark& mark, const Standing& standing, Date day,
                             const Directory& directory) {
  if (mark.actor.empty()) return {};
  const Person* person = directory.find(mark.actor, day);
  if (person == nullptr || !person->verified) return {};
  // A known person without a role still is somebody: bit 0 (Role::unknown) matches no
  // stream's list.
  return {1u << static_cast<std::uint32_t>(person->role), mark.actor == standing.owner};
}

namespace {

/// All but what came of it.
bool fits(const Stream& stream, std::uint32_t channels, const TouchMark& mark,
          ActorStanding actor) {
  if (stream.executive && !mark.executive) return false;
  const bool channel_fits =
      mark.channel == Channel::unknown ||
      (channels >> static_cast<std::uint32_t>(mark.channel) & 1u) != 0;
  if (!channel_fits) return false;
  const bool anybody = stream.roles == 0 && !stream.owner;
  if (!anybody && actor.role != 0 && (stream.roles & actor.role) == 0 &&
      !(stream.owner && actor.by_owner)) {
    return false;
  }
  return mark.purpose.empty() || stream.purposes.empty() ||
         contains(stream.purposes, mark.purpose);
}

bool is_reached(const Stream& stream, const TouchMark& mark) {
  if (mark.outcome == Outcome::answered) return true;
  if (!stream.push) return false;
  if (mark.outcome == Outcome::delivered) return true;
  return mark.outcome == Outcome::no_reply &&
         (mark.channel == Channel::message || mark.channel == Channel::mail ||
          mark.channel == Channel::push);
}

}  // namespace

bool qualifies(const Stream& stream, std::uint32_t channels, const TouchMark& mark,
               ActorStanding actor) {
  if (mark.opening) return !stream.executive;
  return is_reached(stream, mark) && fits(stream, channels, mark, actor);
}

bool is_attempt(const Stream& stream, std::uint32_t channels, const TouchMark& mark,
                ActorStanding actor) {
  return !mark.opening && mark.outcome == Outcome::no_reply &&
         !is_reached(stream, mark) && fits(stream, channels, mark, actor);
}

Date gap_base(const StreamState& s, const Standing& standing) {
  const Date assigned = *standing.assigned;
  return s.last ? std::max(assigned, s.last->day) : assigned;
}

DayAnswer gap_due(const CadenceState& state, const StreamState& s, Date base, Leave leave,
                  const CadenceRules& rules) {
  DayAnswer due = rules.calendar.add(base, s.period_wd).value();
  due.day = std::max(due.day, s.not_before);
  const FirstDue* first = first_due_of(state, s.stream);
  if (first != nullptr && first->due >= s.not_before) {
    if (!first->touched) due = {first->due, false};
    due.day = std::max(due.day, first->due);
  }
  due.day = first_manned(due.day, leave, state.standing.owner, rules);
  return due;
}

GapDays gap_days(const CadenceState& state, const StreamState& s, const Active& active,
                 Leave leave, const CadenceRules& rules) {
  GapDays days;
  const Ratio early = active.stream->early;
  days.base = gap_base(s, state.standing);
  const std::int64_t open_after = (s.period_wd * early.num + early.den - 1) / early.den;
  days.window =
      rules.calendar.add(days.base, static_cast<std::int32_t>(open_after)).value();
  days.due = gap_due(state, s, days.base, leave, rules);
  const Date from = std::min(days.window.day, days.due.day);
  days.window.day =
      opens_on(state, from, days.due.day, active.min_gap_wd, rules.calendar);
  days.kept_apart = days.window.day != from;
  return days;
}

Date opens_on(const CadenceState& state, Date from, Date due, std::int32_t min_gap_wd,
              const Calendar& calendar) {
  if (min_gap_wd == 0) return from;
  std::optional<Date> contact;
  for (const LastTouch& t : state.last_touches) {
    const bool met =
        t.mark.outcome == Outcome::answered || t.mark.outcome == Outcome::delivered;
    if (met && !t.mark.opening && (!contact || t.day > *contact)) contact = t.day;
  }
  if (!contact) return from;
  return std::max(from, std::min(calendar.add(*contact, min_gap_wd).value().day, due));
}

std::optional<DayAnswer> step_due(const OpenStep& s, const Calendar& calendar) {
  switch (s.deadline) {
    case DeadlineKind::point:
      return DayAnswer{*s.last, false};
    case DeadlineKind::working_days:
      return calendar.add(s.occurred.day, s.working_days).value();
    case DeadlineKind::range: {
      DayAnswer due = calendar.roll(*s.last, Roll::preceding).value();
      if (due.day < s.first.value_or(s.occurred.day)) due.day = *s.last;
      return due;
    }
    case DeadlineKind::none:
      break;
  }
  return std::nullopt;
}

std::int32_t horizon_wd(const Regime& regime) {
  constexpr std::int32_t kWithoutDocument = 10;
  return regime.bound == nullptr ? kWithoutDocument : regime.bound->document().horizon_wd;
}

Date horizon_day(const Regime& regime, Date day, const Calendar& calendar) {
  return calendar.add(day, horizon_wd(regime)).value().day;
}

}  // namespace kith::cadence_detail
