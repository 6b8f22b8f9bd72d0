// What the slow reading of promises stands on: documents, people, touches, and what lets
// promises off. A part of naive_promises.cpp.
#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>

#include "property/naive_buckets.hpp"

namespace kith::naive {

class Ground {
 protected:
  Ground(const Book& book, const std::vector<Fact>& facts, Date as_of)
      : book_(book), days_(book.calendar), as_of_(as_of), facts_(facts) {
    while (!facts_.empty() && facts_.back().head.occurred.day > as_of) facts_.pop_back();
    for (const Fact& f : facts_) {
      const Date on = f.head.occurred.day;
      if (std::holds_alternative<TouchFact>(f.body)) touches_.push_back(&f);
      if (const auto* x = std::get_if<FirstDueFact>(&f.body))
        first_dues_.push_back({on, x});
      if (const auto* x = std::get_if<SnoozeFact>(&f.body)) snoozes_.push_back({on, x});
      if (std::holds_alternative<StepFact>(f.body)) step_days_.insert(on);
    }
  }

  [[nodiscard]] Points& points(const Stream& s) const {
    return points_.try_emplace(&s, days_, s).first->second;
  }
  [[nodiscard]] DateSpan bucket(const Stream& s, Date d) const {
    return s.kind == StreamKind::grid ? points(s).bucket(d) : period_bucket(days_, s, d);
  }

  /// PERIOD and GRID streams of one id are two.
  using Name = std::pair<std::string, StreamKind>;
  static Name name(const Stream& s) { return {s.id, s.kind}; }

  // -- documents, people, touches

  [[nodiscard]] const CadenceDocument* document(Date d) const {
    return ruling(book_.cadences, d);
  }

  [[nodiscard]] std::optional<Date> start() const {
    if (book_.start) return book_.start;
    std::optional<Date> first;
    for (const auto& a : book_.cadences) {
      if (!first || a.from < *first) first = a.from;
    }
    return first;
  }

  [[nodiscard]] bool role_matches(const TouchFact& touch, Date d, const Stream& s) const {
    if (s.roles == 0 && !s.owner) return true;
    if (touch.actor.empty()) return true;
    const PersonFact* p = person(book_, touch.actor, d);
    if (p == nullptr || !p->verified) return true;
    if ((s.roles >> static_cast<unsigned>(p->role) & 1u) != 0) return true;
    return s.owner && owners_.at(d) == touch.actor;
  }

  static bool outcome_matches(const TouchFact& touch, const Stream& s) {
    if (touch.outcome == Outcome::answered) return true;
    if (!s.push) return false;
    if (touch.outcome == Outcome::delivered) return true;
    return touch.outcome == Outcome::no_reply &&
           (touch.channel == Channel::message || touch.channel == Channel::mail ||
            touch.channel == Channel::push);
  }

  [[nodiscard]] bool fits(const Fact& fact, const Stream& s,
                          std::uint32_t channels) const {
    const auto& touch = std::get<TouchFact>(fact.body);
    if (touch.channel != Channel::unknown &&
        (channels >> static_cast<unsigned>(touch.channel) & 1u) == 0) {
      return false;
    }
    if (s.executive && touch.level != Level::executive) return false;
    if (!touch.purpose.empty() && !s.purposes.empty() &&
        std::find(s.purposes.begin(), s.purposes.end(), touch.purpose) ==
            s.purposes.end()) {
      return false;
    }
    return role_matches(touch, fact.head.occurred.day, s);
  }

  [[nodiscard]] bool qualifies(const Fact& fact, const Stream& s,
                               std::uint32_t channels) const {
    const auto& touch = std::get<TouchFact>(fact.body);
    if (touch.opening) return !s.executive;
    return outcome_matches(touch, s) && fits(fact, s, channels);
  }

  [[nodiscard]] bool is_attempt(const Fact& fact, const Stream& s,
                                std::uint32_t channels) const {
    const auto& touch = std::get<TouchFact>(fact.body);
    return touch.outcome == Outcome::no_reply && !touch.opening &&
           !outcome_matches(touch, s) && fits(fact, s, channels);
  }

  // -- what lets off

  /// The first due day in force on a day, not before the day of its fact.
  [[nodiscard]] std::optional<Dated<FirstDueFact>> first_due(const std::string& id,
                                                             Date on) const {
    std::optional<Dated<FirstDueFact>> found;
    for (const auto& f : first_dues_) {
      if (f.body->stream == id && f.day <= on) found = f;
    }
    return found;
  }

  /// Any credit of a stream whatever its kind, `before` so many touches.
  [[nodiscard]] bool credited_since(const std::string& id, Date day,
                                    std::size_t before) const {
    const auto it = credits_.find(id);
    if (it == credits_.end()) return false;
    for (const std::size_t at : it->second) {
      if (at < before && touches_[at]->head.occurred.day >= day) return true;
    }
    return false;
  }

  /// The day on which the first promise of a stream falls due, seen on a day by one who
  /// knows `before` touches.
  [[nodiscard]] std::optional<Date> decided(const std::string& id, Date on,
                                            std::size_t before) const {
    const auto first = first_due(id, on);
    if (!first || credited_since(id, first->day, before)) return std::nullopt;
    return std::max(first->day, first->body->due);
  }

  [[nodiscard]] bool away_all_days(DateSpan span, const PersonKey& owner) const {
    bool any = false;
    for (Date d = span.first; d <= span.last; d = d.plus_days(1)) {
      if (!days_.works(d)) continue;
      any = true;
      if (manned(book_, owner, d)) return false;
    }
    return any;
  }

  /// Of a bucket that has ended without what it wanted.
  [[nodiscard]] bool waived(const Bucket& b) const {
    const auto first = first_due(b.stream->id, b.span.last);
    if (first && b.span.last < first->body->due) return true;
    const HandOver* over = nullptr;
    for (const HandOver& h : hand_overs_) {
      if (h.day <= b.span.last) over = &h;
    }
    if (over != nullptr && b.span.last < over->until) return true;
    return b.leave != Leave::owed && b.span.last < as_of_ &&
           away_all_days(b.span, owners_.at(b.span.last.plus_days(1)));
  }

  [[nodiscard]] Date first_manned(Date d, Leave leave, const PersonKey& owner) const {
    while (leave != Leave::owed && !manned(book_, owner, d)) d = days_.add(d, 1);
    return d;
  }

  /// When a bucket falls due, as seen by the owner of a day.
  [[nodiscard]] Date plain_due(const Stream& s, DateSpan span, Leave leave,
                               const PersonKey& owner) const {
    if (s.kind == StreamKind::grid) return points(s).nearest(span.last);
    const Date due = days_.last_working(span);
    if (leave != Leave::move) return due;
    for (Date d = due; d >= span.first; d = d.plus_days(-1)) {
      if (days_.works(d) && manned(book_, owner, d)) return d;
    }
    return due;
  }

  // -- the regime

  static bool meets(const PlanRule& plan, const Standing& s) {
    const auto in = [](const auto& list, const auto& value) {
      return list.empty() || std::find(list.begin(), list.end(), value) != list.end();
    };
    return in(plan.tiers, s.tier) && in(plan.stages, s.stage);
  }

  static std::int64_t snap(const CadenceDocument& document, std::int64_t period) {
    std::int64_t best = period;
    std::int64_t distance = -1;
    for (const std::int32_t allowed : document.snap_wd) {
      const std::int64_t far = allowed > period ? allowed - period : period - allowed;
      if (distance < 0 || far < distance || (far == distance && allowed < best)) {
        best = allowed;
        distance = far;
      }
    }
    return best;
  }

  static void modify(std::vector<Demand>& list, const TagRule& tag,
                     const CadenceDocument& document) {
    for (const std::string& id : tag.add) {
      const bool there = std::any_of(list.begin(), list.end(),
                                     [&](const Demand& d) { return d.stream->id == id; });
      if (!there) list.push_back(plain(document, id));
    }
    for (const std::string& id : tag.remove) {
      std::erase_if(list, [&](const Demand& d) { return d.stream->id == id; });
    }
    for (Demand& d : list) {
      const Ratio p = tag.period;
      d.gap = std::max<std::int64_t>(1, d.gap * p.num / p.den);
      if (p.num != p.den) d.gap = snap(document, d.gap);
      d.count = (d.count * p.den + p.num - 1) / p.num;
      d.weight = std::max<std::int64_t>(1, d.weight * tag.weight.num / tag.weight.den);
      if ((d.channels & tag.channels) != 0) d.channels &= tag.channels;
      if (tag.lift_min_gap) d.min_gap = 0;
    }
  }

  static Demand plain(const CadenceDocument& document, const std::string& id) {
    for (const Stream& s : document.streams) {
      if (s.id == id) return {&s, s.count, s.gap_wd, s.weight, s.channels, s.min_gap_wd};
    }
    throw std::logic_error("a document names a stream it does not have");
  }

  [[nodiscard]] std::vector<Demand> regime(Date d, const Standing& s) const {
    const CadenceDocument* doc = document(d);
    if (doc == nullptr || !s.assigned || *s.assigned > d || s.do_not_contact) return {};
    if (*start() > d) return {};
    std::vector<Demand> list;
    for (const PlanRule& plan : doc->plans) {
      if (!meets(plan, s)) continue;
      for (const std::string& id : plan.streams) list.push_back(plain(*doc, id));
      break;
    }
    for (const TagRule& tag : doc->tags) {
      if (std::find(s.tags.begin(), s.tags.end(), tag.tag) != s.tags.end()) {
        modify(list, tag, *doc);
      }
    }
    return list;
  }

  static const Demand* demand_of(const std::vector<Demand>& list, const std::string& id,
                                 StreamKind kind) {
    for (const Demand& d : list) {
      if (d.stream->id == id && d.stream->kind == kind) return &d;
    }
    return nullptr;
  }

  const Book& book_;
  Days days_;
  Date as_of_;
  std::vector<Fact> facts_;  ///< in force, in order, not after as_of
  std::vector<const Fact*> touches_;
  std::optional<Date> s0_;
  std::map<Date, PersonKey> owners_;
  std::vector<Dated<FirstDueFact>> first_dues_;  ///< in the order of facts
  std::vector<Dated<SnoozeFact>> snoozes_;       ///< in the order of facts
  std::set<Date> step_days_;                     ///< on which a next step was agreed
  std::vector<HandOver> hand_overs_;
  std::map<std::string, std::vector<std::size_t>> credits_;  ///< touches, by stream id
  std::set<std::string> demanded_;
  std::vector<Demand> regime_;  ///< of the day the walk has reached
  Standing standing_;
  std::map<Name, Series> series_;
  std::map<std::string, Gap> gaps_;
  mutable std::map<const Stream*, Points> points_;
};

}  // namespace kith::naive
