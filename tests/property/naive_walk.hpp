// The days from the first fact on: what is demanded, credited and judged on each. A part
// of naive_promises.cpp.
#pragma once

#include "property/naive_ground.hpp"

namespace kith::naive {

class Walk : protected Ground {
 protected:
  Walk(const Book& book, const std::vector<Fact>& facts, Date as_of)
      : Ground(book, facts, as_of) {
    if (!facts_.empty()) walk_days();
  }

  // -- the walk

  void walk_days() {
    Standing yesterday;
    Story story;
    auto next = facts_.begin();
    for (Date d = facts_.front().head.occurred.day; d <= as_of_; d = d.plus_days(1)) {
      for (; next != facts_.end() && next->head.occurred.day == d; ++next)
        story.take(*next);
      const Standing today = story.on(d);
      owners_[d] = today.owner;
      regime_ = regime(d, today);
      if (today.do_not_contact && !yesterday.do_not_contact) drop_running(d);
      const bool first = !s0_ && !regime_.empty();
      if (first) s0_ = d;
      if (s0_) {
        for (const Demand& demand : regime_) demanded_.insert(demand.stream->id);
        demand_buckets(d, first);
        forget_arrears(d);
        walk_gaps(d, today);
      }
      // Its bucket may have begun before the first day.
      for (std::size_t at = 0; first && at < first_touch_of(d); ++at) credit(at, false);
      if (yesterday.assigned && !today.owner.empty() && today.owner != yesterday.owner)
        hand_over(d);
      for (std::size_t at = first_touch_of(d); s0_ && at < first_touch_of(d.plus_days(1));
           ++at) {
        credit(at, true);
      }
      yesterday = today;
    }
    standing_ = yesterday;
  }

  /// A touch counts for every stream that it qualifies for.
  void credit(std::size_t at, bool with_gaps) {
    std::vector<std::string> credited;
    for (auto& [id, series] : series_) {
      if (credit(series, at)) credited.push_back(id.first);
    }
    for (auto& [id, gap] : gaps_) {
      if (with_gaps && gap.active && judge_gap(id, gap, at)) credited.push_back(id);
    }
    for (const std::string& id : credited) credits_[id].push_back(at);
  }

  void hand_over(Date d) {
    const CadenceDocument* doc = document(d);
    if (doc == nullptr || doc->hand_over_wd == 0) return;
    const Date until = days_.add(d, doc->hand_over_wd);
    hand_overs_.push_back({d, until});
    for (auto& [id, gap] : gaps_) {
      if (gap.active && gap_due(id, gap, d, d.plus_days(-1), first_touch_of(d)) >= d)
        gap.not_before = std::max(gap.not_before, until);
    }
  }

  /// How many touches there are before a day.
  [[nodiscard]] std::size_t first_touch_of(Date d) const {
    std::size_t n = 0;
    while (n < touches_.size() && touches_[n]->head.occurred.day < d) ++n;
    return n;
  }

  void drop_running(Date d) {
    for (auto& [id, series] : series_) {
      for (Bucket& b : series.buckets) {
        if (b.holds(d)) b.dropped = d;
      }
      series.gone = d;
    }
  }

  void demand_buckets(Date d, bool first) {
    for (const Demand& demand : regime_) {
      const Stream& s = *demand.stream;
      if (s.kind == StreamKind::gap) continue;
      if (!first && !may_start(days_, s, d)) continue;
      DateSpan span = bucket(s, d);
      if (first && s.kind == StreamKind::grid) {
        // One whose point is past is not demanded.
        if (points(s).nearest(d) < d) continue;
      } else if (first) {
        if (span.first < d && days_.within(d, span.last) < s.thin_below_wd) {
          span.last = bucket(s, span.last.plus_days(1)).last;
        }
      } else if (span.first != d) {
        continue;
      }
      Series& series = series_[name(s)];
      const bool running = std::any_of(series.buckets.begin(), series.buckets.end(),
                                       [&](const Bucket& b) { return b.holds(d); });
      if (running) continue;
      series.buckets.push_back(
          {span, &s, demand.count, demand.channels, document(d)->leave, {}, {}, 0});
    }
  }

  /// The bucket that ended yesterday has no successor that is demanded.
  void forget_arrears(Date d) {
    for (auto& [id, series] : series_) {
      const auto& all = series.buckets;
      const auto any = [&](const auto& test) {
        return std::any_of(all.begin(), all.end(), test);
      };
      const bool ended = any(
          [&](const Bucket& b) { return !b.dropped && b.span.last.plus_days(1) == d; });
      if (ended && !any([&](const Bucket& b) { return b.holds(d); })) series.gone = d;
    }
  }

  bool credit(Series& series, std::size_t at) const {
    const Fact& f = *touches_[at];
    const Date day = f.head.occurred.day;
    const auto& touch = std::get<TouchFact>(f.body);
    for (std::size_t i = 0; i < series.buckets.size(); ++i) {
      Bucket& b = series.buckets[i];
      if (!b.holds(day)) continue;
      if (!qualifies(f, *b.stream, b.channels)) {
        if (day >= *s0_ && !b.kept() && is_attempt(f, *b.stream, b.channels))
          series.attempts.push_back(day);
        continue;
      }
      Bucket* before = i > 0 ? &series.buckets[i - 1] : nullptr;
      const bool grace = before != nullptr && !before->dropped && !touch.opening &&
                         b.stream->kind == StreamKind::period &&
                         before->span.last.plus_days(1) == b.span.first &&
                         !before->kept() && !waived(*before) &&
                         days_.after(before->span.last, day) <= b.stream->grace_wd;
      const bool kept = b.kept();
      (grace ? *before : b).got.push_back({day, touch.channel, touch.opening, grace});
      series.last_credit = day;
      series.attempts.clear();
      if (b.stream->kind == StreamKind::grid && !kept && b.kept())
        b.late = lateness(b, day, at);
      return true;
    }
    return false;
  }

  [[nodiscard]] std::int32_t lateness(const Bucket& b, Date day, std::size_t at) const {
    const auto by_decision = decided(b.stream->id, day, at);
    const Date due = by_decision && b.span.contains(*by_decision)
                         ? *by_decision
                         : points(*b.stream).nearest(b.span.first);
    if (day <= due || day < *s0_) return 0;
    return std::max(1, days_.after(due, day)) <= b.stream->grace_wd ? 1 : 2;
  }

  // -- GAP

  void walk_gaps(Date d, const Standing& today) {
    for (const Demand& demand : regime_) {
      if (demand.stream->kind != StreamKind::gap) continue;
      Gap& gap = gaps_[demand.stream->id];
      if (!gap.active) {
        enter(gap, demand, d, today);
      } else if (gap.demand.gap != demand.gap) {
        gap.not_before = d;
      }
      gap.demand = demand;
    }
    for (auto& [id, gap] : gaps_) {
      if (demand_of(regime_, id, StreamKind::gap) == nullptr) gap.active = false;
    }
  }

  void enter(Gap& gap, const Demand& demand, Date d, const Standing& today) const {
    gap.active = true;
    gap.not_before = d;
    gap.base = *today.assigned;
    gap.attempts.clear();
    for (const Fact* f : touches_) {
      const Date day = f->head.occurred.day;
      if (day < d && qualifies(*f, *demand.stream, demand.channels))
        gap.base = std::max(gap.base, day);
    }
  }

  /// On a day, by one who knows the first due days up to another and so many touches.
  [[nodiscard]] Date gap_due(const std::string& id, const Gap& gap, Date on, Date known,
                             std::size_t before) const {
    Date due = std::max(days_.add(gap.base, gap.demand.gap), gap.not_before);
    if (const auto first = first_due(id, known)) {
      const Date decided_day = std::max(first->day, first->body->due);
      const bool touched = credited_since(id, first->day, before);
      if (decided_day >= gap.not_before)
        due = touched ? std::max(due, decided_day) : decided_day;
    }
    return first_manned(due, document(on)->leave, owners_.at(on));
  }

  bool judge_gap(const std::string& id, Gap& gap, std::size_t at) const {
    const Demand& demand = gap.demand;
    const Date d = touches_[at]->head.occurred.day;
    if (d == gap.base) return false;
    if (!qualifies(*touches_[at], *demand.stream, demand.channels)) {
      if (is_attempt(*touches_[at], *demand.stream, demand.channels))
        gap.attempts.push_back(d);
      return false;
    }
    const Date due = gap_due(id, gap, d, d, at);
    const std::int32_t late = days_.after(due, d);
    if (d <= due) {
      ++gap.kept;
    } else if (late <= demand.stream->grace_wd) {
      ++gap.in_grace;
    } else {
      gap.broken += static_cast<std::int32_t>(1 + (late - 1) / demand.gap);
    }
    gap.base = d;
    gap.attempts.clear();
    return true;
  }
};

}  // namespace kith::naive
