// docs/decisions/002-cadence.md and 019-promises.md, day by day. Nothing here is clever
// on purpose. This file makes the rows; naive_walk.hpp goes through the days.
#include <algorithm>
#include <tuple>

#include "property/naive_walk.hpp"

namespace kith::naive {
namespace {

class Interpreter : Walk {
 public:
  Interpreter(const Book& book, const std::vector<Fact>& facts, Date as_of)
      : Walk(book, facts, as_of) {}

  std::vector<PromiseRow> rows() {
    if (facts_.empty()) return {};
    for (const Demand& d : regime_) {
      if (d.stream->kind != StreamKind::gap) series_[name(*d.stream)];
    }
    std::vector<PromiseRow> out;
    for (auto& [id, series] : series_) show_buckets(out, id, series);
    for (auto& [id, gap] : gaps_) show_gap(out, id, gap);
    show_steps(out);
    show_no_cadence(out);
    std::stable_sort(out.begin(), out.end(), before);
    return out;
  }

  std::map<std::string, Kept> kept() const {
    std::map<std::string, Kept> out;
    for (const std::string& id : demanded_) out[id];
    for (const auto& [id, series] : series_) {
      for (const Bucket& b : series.buckets) count(out[id.first], b);
    }
    for (const auto& [id, gap] : gaps_) {
      out[id].kept += gap.kept;
      out[id].in_grace += gap.in_grace;
      out[id].broken += gap.broken;
    }
    return out;
  }

 private:
  // -- counts

  /// A bucket counts once it has ended; one that was dropped, on that day.
  void count(Kept& sum, const Bucket& b) const {
    if (!b.dropped && b.span.last >= as_of_) return;
    if (b.kept()) {
      const bool grace = b.in_grace() || b.late == 1;
      ++(grace ? sum.in_grace : b.late == 2 ? sum.broken : sum.kept);
    } else {
      ++(b.dropped || waived(b) ? sum.waived : sum.broken);
    }
  }

  // -- rows

  [[nodiscard]] bool within_horizon(Date due) const {
    const CadenceDocument* doc = document(as_of_);
    const std::int32_t horizon = doc == nullptr ? 10 : doc->horizon_wd;
    return due <= days_.add(as_of_, horizon);
  }

  [[nodiscard]] std::int32_t escalation(std::int32_t overdue_wd) const {
    const CadenceDocument* doc = document(as_of_);
    std::int32_t n = 0;
    if (doc == nullptr) return n;
    for (const std::int32_t threshold : doc->escalate_wd) {
      if (overdue_wd >= threshold) ++n;
    }
    return n;
  }

  static PromiseRow row_of(const Stream& s, std::int64_t weight) {
    PromiseRow row;
    row.stream = s.id;
    row.stream_words = s.name;
    row.purpose = s.purpose_words;
    row.content = s.content;
    row.channels = s.channels;
    row.weight = weight;
    return row;
  }

  void make_overdue(PromiseRow& row, Date due, std::int32_t cap) const {
    row.state = PromiseState::overdue;
    row.overdue_wd = days_.after(due, as_of_);
    row.escalation = escalation(row.overdue_wd);
    const std::int32_t period = std::max(1, days_.after(*row.since, due));
    row.starved = cap > 0 && days_.after(*row.since, as_of_) >= cap * period;
  }

  void tell_attempts(PromiseRow& row, const std::vector<Date>& attempts,
                     const Stream& s) const {
    row.attempts = static_cast<std::int32_t>(attempts.size());
    if (attempts.empty() || step_days_.count(attempts.back()) > 0) return;
    if (row.attempts <= s.retry.times) {
      row.retry = days_.add(attempts.back(), s.retry.after_wd);
    } else {
      row.escalation = std::max(row.escalation, 1);
    }
  }

  /// Put off by the latest word on it, unless a later day saw a credit.
  void put_off(PromiseRow& row, const std::string& id) const {
    if (row.state == PromiseState::kept) return;
    const Dated<SnoozeFact>* last = nullptr;
    for (const auto& z : snoozes_) {
      if (!z.body->step && z.body->stream == id) last = &z;
    }
    if (last == nullptr || last->body->until <= as_of_) return;
    if (last->body->until <= last->day) return;
    if (credited_since(id, last->day.plus_days(1), touches_.size())) return;
    row.state = PromiseState::snoozed;
    row.snoozed_until = last->body->until;
  }

  /// The window kept apart from the last contact.
  [[nodiscard]] Date opens(Date from, Date due, std::int32_t min_gap) const {
    if (min_gap == 0) return from;
    std::optional<Date> contact;
    for (const Fact* f : touches_) {
      const auto& t = std::get<TouchFact>(f->body);
      if (t.opening) continue;
      if (t.outcome == Outcome::answered || t.outcome == Outcome::delivered)
        contact = f->head.occurred.day;
    }
    if (!contact) return from;
    return std::max(from, std::min(days_.add(*contact, min_gap), due));
  }

  /// The first credit, and what confirmed it once the bucket is kept.
  static std::vector<Credit> credits_of(const Bucket& b) {
    std::vector<Credit> out;
    const auto put = [&](const Got& g) { out.push_back({g.day, g.channel, g.opening}); };
    if (!b.got.empty()) put(b.got.front());
    if (b.kept() && b.confirm() != nullptr) put(*b.confirm());
    return out;
  }

  /// Weights rank the list of today; a stream that has left the regime keeps its own.
  [[nodiscard]] std::int64_t weight_of(const Stream& s) const {
    const Demand* demand = demand_of(regime_, s.id, s.kind);
    return demand == nullptr ? s.weight : demand->weight;
  }

  /// When a bucket falls due, and whether it is overdue from the next day on.
  [[nodiscard]] std::pair<Date, bool> due_of(const Stream& s, DateSpan span,
                                             Leave leave) const {
    const auto by_decision = decided(s.id, as_of_, touches_.size());
    if (by_decision && span.contains(*by_decision)) return {*by_decision, true};
    return {plain_due(s, span, leave, standing_.owner), s.kind == StreamKind::grid};
  }

  void show_buckets(std::vector<PromiseRow>& out, const Name& id,
                    const Series& series) const {
    Kept counted;
    std::vector<const Bucket*> arrears;
    const Bucket* current = nullptr;
    for (const Bucket& b : series.buckets) {
      count(counted, b);
      if (b.holds(as_of_) && !b.dropped) current = &b;
      if (b.dropped || b.span.last >= as_of_ || b.kept() || waived(b)) continue;
      if (b.stream->catch_up == CatchUp::skip) continue;
      const bool settled = series.last_credit && b.span.last < *series.last_credit;
      const bool gone = series.gone && b.span.last < *series.gone;
      if (!settled && !gone) arrears.push_back(&b);
    }
    const auto add = [&](PromiseRow row) {
      row.kept = static_cast<std::int32_t>(counted.kept);
      row.in_grace = static_cast<std::int32_t>(counted.in_grace);
      row.broken = static_cast<std::int32_t>(counted.broken);
      put_off(row, id.first);
      out.push_back(std::move(row));
    };
    std::vector<Date> attempts = series.attempts;
    const Bucket* oldest = arrears.empty() ? current : arrears.front();
    std::erase_if(attempts, [&](Date d) {
      return oldest == nullptr || d < oldest->span.first ||
             (series.gone && d < *series.gone);
    });
    if (!arrears.empty()) {
      // What to do about it is the running bucket's word.
      const Bucket& b = *arrears.front();
      const Bucket& told = current == nullptr ? b : *current;
      const Stream& s = *told.stream;
      PromiseRow row = row_of(s, weight_of(s));
      row.channels = told.channels;
      row.window_from = b.span.first;
      row.since = b.span.first;
      row.due = due_of(s, b.span, told.leave).first;
      row.missed = static_cast<std::int32_t>(arrears.size());
      make_overdue(row, *row.due, s.starvation_cap);
      tell_attempts(row, attempts, s);
      return add(row);
    }
    if (current != nullptr) {
      const Stream& s = *current->stream;
      PromiseRow row = row_of(s, weight_of(s));
      row.channels = current->channels;
      const auto [due, sharp] = due_of(s, current->span, current->leave);
      row.since = current->span.first;
      row.due = due;
      row.credits = credits_of(*current);
      row.window_from = current->span.first;
      if (current->kept()) {
        row.state = PromiseState::kept;
        add(row);
      } else {
        row.window_from = opens(current->span.first, due, min_gap_of(s));
        row.state = PromiseState::open;
        if (as_of_ > due && sharp) {
          make_overdue(row, due, s.starvation_cap);
        } else if (as_of_ < row.window_from) {
          if (!within_horizon(due)) return;
          row.state = PromiseState::upcoming;
        }
        tell_attempts(row, attempts, s);
        return add(row);
      }
    }
    show_next(id, current, add);
  }

  [[nodiscard]] std::int32_t min_gap_of(const Stream& s) const {
    const Demand* demand = demand_of(regime_, s.id, s.kind);
    return demand == nullptr ? s.min_gap_wd : demand->min_gap;
  }

  template <class Add>
  void show_next(const Name& id, const Bucket* current, const Add& add) const {
    const Demand* demand = demand_of(regime_, id.first, id.second);
    if (demand == nullptr) return;
    // The first bucket that begins after today and after the running one has ended.
    Date d = std::max(as_of_, current == nullptr ? as_of_ : current->span.last);
    do d = d.plus_days(1);
    while (!may_start(days_, *demand->stream, d) ||
           bucket(*demand->stream, d).first != d);
    const DateSpan span = bucket(*demand->stream, d);
    const Date due = due_of(*demand->stream, span, document(as_of_)->leave).first;
    if (!within_horizon(due)) return;
    PromiseRow row = row_of(*demand->stream, demand->weight);
    row.channels = demand->channels;
    row.state = PromiseState::upcoming;
    row.window_from = opens(span.first, due, demand->min_gap);
    row.since = span.first;
    row.due = due;
    add(row);
  }

  void show_gap(std::vector<PromiseRow>& out, const std::string& id,
                const Gap& gap) const {
    if (!gap.active) return;
    const Stream& s = *gap.demand.stream;
    const Date due = gap_due(id, gap, as_of_, as_of_, touches_.size());
    const std::int64_t early =
        (gap.demand.gap * s.early.num + s.early.den - 1) / s.early.den;
    PromiseRow row = row_of(s, gap.demand.weight);
    row.channels = gap.demand.channels;
    row.window_from =
        opens(std::min(days_.add(gap.base, early), due), due, gap.demand.min_gap);
    row.since = gap.base;
    row.slides = true;
    row.due = due;
    row.kept = gap.kept;
    row.in_grace = gap.in_grace;
    row.broken = gap.broken;
    if (as_of_ > due) {
      make_overdue(row, due, s.starvation_cap);
    } else if (row.window_from <= as_of_) {
      row.state = PromiseState::open;
    } else if (within_horizon(due)) {
      row.state = PromiseState::upcoming;
    } else {
      return;
    }
    tell_attempts(row, gap.attempts, s);
    put_off(row, id);
    out.push_back(std::move(row));
  }

  // -- one-off promises

  [[nodiscard]] bool closed(std::size_t at, DateSpan window) const {
    const auto& step = std::get<StepFact>(facts_[at].body);
    for (std::size_t i = at + 1; i < facts_.size(); ++i) {
      const Fact& f = facts_[i];
      const auto* close = std::get_if<StepClosedFact>(&f.body);
      if (close != nullptr && close->step == facts_[at].head.event) return true;
      const auto* touch = std::get_if<TouchFact>(&f.body);
      if (touch == nullptr || step.channel == Channel::unknown) continue;
      if (touch->channel == step.channel && touch->outcome == Outcome::answered &&
          !touch->opening && window.contains(f.head.occurred.day)) {
        return true;
      }
    }
    return false;
  }

  void show_steps(std::vector<PromiseRow>& out) const {
    for (std::size_t i = 0; i < facts_.size(); ++i) {
      const auto* step = std::get_if<StepFact>(&facts_[i].body);
      if (step == nullptr) continue;
      DateSpan window{facts_[i].head.occurred.day, Date::max()};
      std::optional<Date> due;
      if (step->deadline == DeadlineKind::point) {
        window.last = *step->last;
        due = window.last;
      } else if (step->deadline == DeadlineKind::range) {
        window = {*step->first, *step->last};
        due = days_.last_working(window);
      } else if (step->deadline == DeadlineKind::working_days) {
        window.last = days_.add(window.first, step->working_days);
        due = window.last;
      }
      if (!closed(i, window)) show_step(out, i, *step, window.first, due);
    }
  }

  /// The latest word on a step, after it was agreed.
  void put_off_step(PromiseRow& row, std::size_t at) const {
    const SnoozeFact* last = nullptr;
    Date on;
    for (std::size_t i = at + 1; i < facts_.size(); ++i) {
      const auto* z = std::get_if<SnoozeFact>(&facts_[i].body);
      if (z == nullptr || z->step != facts_[at].head.event) continue;
      last = z;
      on = facts_[i].head.occurred.day;
    }
    if (last == nullptr || last->until <= as_of_ || last->until <= on) return;
    row.state = PromiseState::snoozed;
    row.snoozed_until = last->until;
  }

  void show_step(std::vector<PromiseRow>& out, std::size_t at, const StepFact& step,
                 Date from, std::optional<Date> due) const {
    const Fact& fact = facts_[at];
    PromiseRow row;
    row.stream = "next step";
    row.stream_words = {"下一步", "next step"};
    row.weight = 1;
    row.text = step.text;
    row.step = fact.head.event;
    row.window_from = from;
    row.since = fact.head.occurred.day;
    row.due = due;
    row.actor = step.actor;
    if (step.channel != Channel::unknown) {
      row.channels = 1u << static_cast<unsigned>(step.channel);
    }
    if (!due) {
      row.state = PromiseState::undated;
    } else if (as_of_ > *due) {
      make_overdue(row, *due, 0);
    } else if (from <= as_of_) {
      row.state = PromiseState::open;
    } else if (within_horizon(*due)) {
      row.state = PromiseState::upcoming;
    } else {
      return;
    }
    put_off_step(row, at);
    out.push_back(std::move(row));
  }

  void show_no_cadence(std::vector<PromiseRow>& out) const {
    if (standing_.owner.empty() || standing_.do_not_contact) return;
    if (!regime_.empty() || document(as_of_) == nullptr) return;
    PromiseRow row;
    row.state = PromiseState::no_cadence;
    row.stream = "no cadence";
    row.stream_words = {"无跟进计划", "no cadence"};
    row.window_from = std::max(*standing_.assigned, *start());
    out.push_back(std::move(row));
  }

  static bool before(const PromiseRow& a, const PromiseRow& b) {
    const auto place = [](const PromiseRow& r) {
      const bool dated = r.state <= PromiseState::upcoming;
      return std::tuple(r.state, dated ? *r.due : Date::min(), r.stream, r.step,
                        r.window_from);
    };
    return place(a) < place(b);
  }
};

}  // namespace

std::vector<PromiseRow> promises(const Book& book, const std::vector<Fact>& facts,
                                 Date as_of) {
  return Interpreter(book, facts, as_of).rows();
}

std::map<std::string, Kept> promises_kept(const Book& book,
                                          const std::vector<Fact>& facts, Date as_of) {
  return Interpreter(book, facts, as_of).kept();
}

}  // namespace kith::naive
