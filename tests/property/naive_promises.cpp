// docs/decisions/002-cadence.md, day by day. Nothing here is clever on purpose.
#include <algorithm>
#include <map>
#include <set>
#include <stdexcept>
#include <tuple>

#include "property/naive.hpp"

namespace kith::naive {
namespace {

// ---- buckets

bool starts_bucket(PeriodRule rule, Date d) {
  if (rule.period == Period::week) return d.weekday() == rule.first_weekday;
  const YearMonthDay day = d.ymd();
  if (day.day != 1) return false;
  const std::int32_t months = day.month - rule.first_month + 12;
  if (rule.period == Period::quarter) return months % 3 == 0;
  if (rule.period == Period::year) return months % 12 == 0;
  return true;
}

DateSpan calendar_bucket(PeriodRule rule, Date d) {
  DateSpan b{d, d};
  while (!starts_bucket(rule, b.first)) b.first = b.first.plus_days(-1);
  while (!starts_bucket(rule, b.last.plus_days(1))) b.last = b.last.plus_days(1);
  return b;
}

/// With the thin ones joined to the next.
DateSpan bucket(const Days& days, const Stream& stream, Date d) {
  const auto thin = [&](DateSpan b) {
    return days.within(b.first, b.last) < stream.thin_below_wd;
  };
  DateSpan b = calendar_bucket(stream.every, d);
  while (true) {
    const DateSpan before = calendar_bucket(stream.every, b.first.plus_days(-1));
    if (!thin(before)) break;
    b.first = before.first;
  }
  DateSpan end = calendar_bucket(stream.every, d);
  while (thin(end)) end = calendar_bucket(stream.every, end.last.plus_days(1));
  return {b.first, end.last};
}

// ---- the interpreter
// -------------------------------------------------------------------

/// A stream of the regime of a day, with its numbers as the tags leave them.
struct Demand {
  const Stream* stream = nullptr;
  std::int64_t count = 1;
  std::int64_t gap = 0;
  std::int64_t weight = 1;
};

struct Got {
  Date day;
  Channel channel = Channel::unknown;
  bool opening = false;
  bool grace = false;
};

struct Bucket {
  DateSpan span;
  const Stream* stream = nullptr;
  std::int64_t needed = 1;
  std::optional<Date> dropped;  ///< day on which do-not-contact began in it
  std::vector<Got> got;

  /// What the first ordinary touch confirmed, when the first credit is an opening one.
  [[nodiscard]] const Got* confirm() const {
    if (got.empty() || !got.front().opening) return nullptr;
    for (const Got& g : got) {
      if (!g.opening) return &g;
    }
    return nullptr;
  }
  /// A touch that confirms adds nothing.
  [[nodiscard]] std::int64_t reached() const {
    return static_cast<std::int64_t>(got.size()) - (confirm() != nullptr ? 1 : 0);
  }
  [[nodiscard]] bool holds(Date d) const {
    return span.contains(d) && (!dropped || d < *dropped);
  }
  [[nodiscard]] bool kept() const { return reached() >= needed; }
  [[nodiscard]] bool in_grace() const {
    const bool any =
        std::any_of(got.begin(), got.end(), [](const Got& g) { return g.grace; });
    if (!any || !kept()) return false;
    Bucket own = *this;
    std::erase_if(own.got, [](const Got& g) { return g.grace; });
    return !own.kept();
  }
};

/// The buckets demanded of a PERIOD stream, in time order.
struct Series {
  std::vector<Bucket> buckets;
  std::optional<Date> gone;  ///< latest day on which the arrears went
  std::optional<Date> last_credit;
};

struct Gap {
  Demand demand;
  Date base;
  Date not_before;
  std::int32_t kept = 0;
  std::int32_t in_grace = 0;
  std::int32_t broken = 0;
  bool active = false;
};

class Interpreter {
 public:
  Interpreter(const Book& book, const std::vector<Fact>& facts, Date as_of)
      : book_(book), days_(book.calendar), as_of_(as_of), facts_(facts) {
    while (!facts_.empty() && facts_.back().head.occurred.day > as_of) facts_.pop_back();
    for (const Fact& f : facts_) {
      if (std::holds_alternative<TouchFact>(f.body)) touches_.push_back(&f);
    }
    if (!facts_.empty()) walk_days();
  }

  std::vector<PromiseRow> rows() {
    if (facts_.empty()) return {};
    for (const Demand& d : regime_) {
      if (d.stream->kind == StreamKind::period) series_[d.stream->id];
    }
    std::vector<PromiseRow> out;
    for (auto& [id, series] : series_) show_period(out, id, series);
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
      for (const Bucket& b : series.buckets) count(out[id], b);
    }
    for (const auto& [id, gap] : gaps_) {
      out[id].kept += gap.kept;
      out[id].in_grace += gap.in_grace;
      out[id].broken += gap.broken;
    }
    return out;
  }

 private:
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

  [[nodiscard]] bool qualifies(const Fact& fact, const Stream& s) const {
    const auto& touch = std::get<TouchFact>(fact.body);
    if (touch.opening) return !s.executive;
    if (touch.channel != Channel::unknown &&
        (s.channels >> static_cast<unsigned>(touch.channel) & 1u) == 0) {
      return false;
    }
    if (s.executive && touch.level != Level::executive) return false;
    if (!touch.purpose.empty() && !s.purposes.empty() &&
        std::find(s.purposes.begin(), s.purposes.end(), touch.purpose) ==
            s.purposes.end()) {
      return false;
    }
    return outcome_matches(touch, s) && role_matches(touch, fact.head.occurred.day, s);
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
    }
  }

  static Demand plain(const CadenceDocument& document, const std::string& id) {
    for (const Stream& s : document.streams) {
      if (s.id == id) return {&s, s.count, s.gap_wd, s.weight};
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
      yesterday = today;
    }
    standing_ = yesterday;
    for (auto& [id, series] : series_) credit(series);
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
      if (demand.stream->kind != StreamKind::period) continue;
      if (!first && !starts_bucket(demand.stream->every, d)) continue;
      DateSpan span = bucket(days_, *demand.stream, d);
      if (first) {
        if (span.first < d && days_.within(d, span.last) < demand.stream->thin_below_wd) {
          span.last = bucket(days_, *demand.stream, span.last.plus_days(1)).last;
        }
      } else if (span.first != d) {
        continue;
      }
      Series& series = series_[demand.stream->id];
      const bool running = std::any_of(series.buckets.begin(), series.buckets.end(),
                                       [&](const Bucket& b) { return b.holds(d); });
      if (running) continue;
      series.buckets.push_back({span, demand.stream, demand.count, {}, {}});
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

  void credit(Series& series) const {
    for (const Fact* f : touches_) {
      const Date day = f->head.occurred.day;
      const auto& touch = std::get<TouchFact>(f->body);
      for (std::size_t i = 0; i < series.buckets.size(); ++i) {
        Bucket& b = series.buckets[i];
        if (!b.holds(day) || !qualifies(*f, *b.stream)) continue;
        Bucket* before = i > 0 ? &series.buckets[i - 1] : nullptr;
        const bool grace = before != nullptr && !before->dropped && !touch.opening &&
                           before->span.last.plus_days(1) == b.span.first &&
                           !before->kept() &&
                           days_.after(before->span.last, day) <= b.stream->grace_wd;
        (grace ? *before : b).got.push_back({day, touch.channel, touch.opening, grace});
        series.last_credit = day;
      }
    }
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
      if (gap.active) judge_gap(gap, d);
    }
  }

  void enter(Gap& gap, const Demand& demand, Date d, const Standing& today) const {
    gap.active = true;
    gap.not_before = d;
    gap.base = *today.assigned;
    for (const Fact* f : touches_) {
      const Date day = f->head.occurred.day;
      if (day < d && qualifies(*f, *demand.stream)) gap.base = std::max(gap.base, day);
    }
  }

  [[nodiscard]] Date gap_due(const Gap& gap) const {
    return std::max(days_.add(gap.base, gap.demand.gap), gap.not_before);
  }

  void judge_gap(Gap& gap, Date d) const {
    for (const Fact* f : touches_) {
      if (f->head.occurred.day != d || d == gap.base) continue;
      if (!qualifies(*f, *gap.demand.stream)) continue;
      const Date due = gap_due(gap);
      const std::int32_t late = days_.after(due, d);
      if (d <= due) {
        ++gap.kept;
      } else if (late <= gap.demand.stream->grace_wd) {
        ++gap.in_grace;
      } else {
        gap.broken += static_cast<std::int32_t>(1 + (late - 1) / gap.demand.gap);
      }
      gap.base = d;
    }
  }

  // -- counts

  /// A bucket counts once it has ended; one that was dropped, on that day.
  void count(Kept& sum, const Bucket& b) const {
    if (!b.dropped && b.span.last >= as_of_) return;
    if (b.kept()) {
      ++(b.in_grace() ? sum.in_grace : sum.kept);
    } else {
      ++(b.dropped ? sum.waived : sum.broken);
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

  void make_overdue(PromiseRow& row, Date due) const {
    row.state = PromiseState::overdue;
    row.overdue_wd = days_.after(due, as_of_);
    row.escalation = escalation(row.overdue_wd);
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

  void show_period(std::vector<PromiseRow>& out, const std::string& id,
                   const Series& series) const {
    Kept counted;
    std::vector<const Bucket*> arrears;
    const Bucket* current = nullptr;
    for (const Bucket& b : series.buckets) {
      count(counted, b);
      if (b.holds(as_of_) && !b.dropped) current = &b;
      if (b.dropped || b.span.last >= as_of_ || b.kept()) continue;
      const bool settled = series.last_credit && b.span.last < *series.last_credit;
      const bool gone = series.gone && b.span.last < *series.gone;
      if (!settled && !gone) arrears.push_back(&b);
    }
    const auto add = [&](PromiseRow row) {
      row.kept = static_cast<std::int32_t>(counted.kept);
      row.in_grace = static_cast<std::int32_t>(counted.in_grace);
      row.broken = static_cast<std::int32_t>(counted.broken);
      out.push_back(std::move(row));
    };
    if (!arrears.empty()) {
      // What to do about it is the running bucket's word.
      const Bucket& b = *arrears.front();
      const Stream& s = current == nullptr ? *b.stream : *current->stream;
      PromiseRow row = row_of(s, weight_of(s));
      row.window_from = b.span.first;
      row.since = b.span.first;
      row.due = days_.last_working(b.span);
      row.missed = static_cast<std::int32_t>(arrears.size());
      make_overdue(row, *row.due);
      return add(row);
    }
    if (current != nullptr) {
      PromiseRow row = row_of(*current->stream, weight_of(*current->stream));
      row.state = current->kept() ? PromiseState::kept : PromiseState::open;
      row.window_from = current->span.first;
      row.since = current->span.first;
      row.due = days_.last_working(current->span);
      row.credits = credits_of(*current);
      add(row);
      if (!current->kept()) return;
    }
    show_next(id, current, add);
  }

  template <class Add>
  void show_next(const std::string& id, const Bucket* current, const Add& add) const {
    const Demand* demand = demand_of(regime_, id, StreamKind::period);
    if (demand == nullptr) return;
    // The first bucket that begins after today and after the running one has ended.
    Date d = std::max(as_of_, current == nullptr ? as_of_ : current->span.last);
    do d = d.plus_days(1);
    while (!starts_bucket(demand->stream->every, d) ||
           bucket(days_, *demand->stream, d).first != d);
    const DateSpan span = bucket(days_, *demand->stream, d);
    const Date due = days_.last_working(span);
    if (!within_horizon(due)) return;
    PromiseRow row = row_of(*demand->stream, demand->weight);
    row.state = PromiseState::upcoming;
    row.window_from = span.first;
    row.since = span.first;
    row.due = due;
    add(row);
  }

  void show_gap(std::vector<PromiseRow>& out, const std::string&, const Gap& gap) const {
    if (!gap.active) return;
    const Stream& s = *gap.demand.stream;
    const Date due = gap_due(gap);
    const std::int64_t early =
        (gap.demand.gap * s.early.num + s.early.den - 1) / s.early.den;
    PromiseRow row = row_of(s, gap.demand.weight);
    row.window_from = days_.add(gap.base, early);
    row.since = gap.base;
    row.slides = true;
    row.due = due;
    row.kept = gap.kept;
    row.in_grace = gap.in_grace;
    row.broken = gap.broken;
    if (as_of_ > due) {
      make_overdue(row, due);
    } else if (row.window_from <= as_of_) {
      row.state = PromiseState::open;
    } else if (within_horizon(due)) {
      row.state = PromiseState::upcoming;
    } else {
      return;
    }
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
      if (!closed(i, window)) show_step(out, facts_[i], *step, window.first, due);
    }
  }

  void show_step(std::vector<PromiseRow>& out, const Fact& fact, const StepFact& step,
                 Date from, std::optional<Date> due) const {
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
      make_overdue(row, *due);
    } else if (from <= as_of_) {
      row.state = PromiseState::open;
    } else if (within_horizon(*due)) {
      row.state = PromiseState::upcoming;
    } else {
      return;
    }
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

  const Book& book_;
  Days days_;
  Date as_of_;
  std::vector<Fact> facts_;  ///< in force, in order, not after as_of
  std::vector<const Fact*> touches_;
  std::optional<Date> s0_;
  std::map<Date, PersonKey> owners_;
  std::set<std::string> demanded_;
  std::vector<Demand> regime_;  ///< of the day the walk has reached
  Standing standing_;
  std::map<std::string, Series> series_;
  std::map<std::string, Gap> gaps_;
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
