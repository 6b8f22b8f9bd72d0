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

bool starts_calendar_bucket(PeriodRule rule, Date d) {
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
  while (!starts_calendar_bucket(rule, b.first)) b.first = b.first.plus_days(-1);
  while (!starts_calendar_bucket(rule, b.last.plus_days(1))) b.last = b.last.plus_days(1);
  return b;
}

/// The points of a GRID from its anchor on, each after the one before, and to which of
/// them each day belongs. Days long before the anchor are not asked about.
class Points {
 public:
  Points(const Days& days, const Stream& stream)
      : days_(&days), stream_(&stream), from_(days.roll(stream.anchor)), next_(from_) {}
  /// By working days the nearest; in the middle the earlier.
  Date nearest(Date d) {
    if (d < from_) throw std::logic_error("a day before the anchor of a grid");
    while (from_.plus_days(static_cast<std::int32_t>(nearest_.size())) <= d) go_on();
    return nearest_[static_cast<std::size_t>(days_between(from_, d))];
  }
  DateSpan bucket(Date d) {
    const Date point = nearest(d);
    DateSpan b{d, d};
    while (b.first > from_ && nearest(b.first.plus_days(-1)) == point)
      b.first = b.first.plus_days(-1);
    while (nearest(b.last.plus_days(1)) == point) b.last = b.last.plus_days(1);
    return b;
  }

 private:
  /// The days up to the next point.
  void go_on() {
    const Date point = next_;
    next_ = days_->add(point, stream_->every_wd);
    for (Date d = point; d < next_; d = d.plus_days(1)) {
      // A day off stands with the working day before it.
      const bool early = days_->after(point, d) <= days_->after(d, next_);
      nearest_.push_back(early ? point : next_);
    }
  }

  const Days* days_;
  const Stream* stream_;
  Date from_;
  Date next_;
  std::vector<Date> nearest_;  ///< of each day from the anchor on
};

/// With the thin ones joined to the next.
DateSpan period_bucket(const Days& days, const Stream& stream, Date d) {
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

/// Whether a bucket can begin on a day, told without looking at many.
bool may_start(const Days& days, const Stream& stream, Date d) {
  return stream.kind == StreamKind::grid ? days.works(d)
                                         : starts_calendar_bucket(stream.every, d);
}

// ---- the interpreter
// -------------------------------------------------------------------

/// A stream of the regime of a day, with its numbers as the tags leave them.
struct Demand {
  const Stream* stream = nullptr;
  std::int64_t count = 1;
  std::int64_t gap = 0;
  std::int64_t weight = 1;
  std::uint32_t channels = 0;
  std::int32_t min_gap = 0;
};

/// A fact in force that acts from its day on.
template <class Body>
struct Dated {
  Date day;
  const Body* body = nullptr;
};

struct HandOver {
  Date day;
  Date until;
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
  std::uint32_t channels = 0;
  Leave leave = Leave::owed;
  std::optional<Date> dropped;  ///< day on which do-not-contact began in it
  std::vector<Got> got;
  std::int32_t late = 0;  ///< GRID: reached 0 by its day, 1 in grace, 2 later

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
  std::vector<Date> attempts;  ///< since the last credit
};

struct Gap {
  Demand demand;
  Date base;
  Date not_before;
  std::int32_t kept = 0;
  std::int32_t in_grace = 0;
  std::int32_t broken = 0;
  bool active = false;
  std::vector<Date> attempts;  ///< since the base
};

class Interpreter {
 public:
  Interpreter(const Book& book, const std::vector<Fact>& facts, Date as_of)
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
    if (!facts_.empty()) walk_days();
  }

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
