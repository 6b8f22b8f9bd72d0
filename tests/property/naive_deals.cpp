// docs/decisions/005-deals-and-figures.md: what a deal had come to on a day, told from
// its facts each time anew.
#include <algorithm>

#include "property/naive.hpp"

namespace kith::naive {
namespace {

using MaybeDay = std::optional<Date>;
/// The facts that name one deal, in order.
using Tale = std::vector<const Fact*>;

const DealKey* deal_of(const Fact& f) {
  if (const auto* b = std::get_if<DealFact>(&f.body)) return &b->deal;
  if (const auto* b = std::get_if<StageFact>(&f.body)) return &b->deal;
  if (const auto* b = std::get_if<DealEventFact>(&f.body)) return &b->deal;
  const auto* b = std::get_if<ReceiptFact>(&f.body);
  return b == nullptr || b->deal.empty() ? nullptr : &b->deal;
}

std::map<DealKey, Tale> tales(const std::vector<Fact>& facts, Date as_of) {
  std::map<DealKey, Tale> out;
  for (const Fact& f : facts) {
    const DealKey* key = deal_of(f);
    if (key != nullptr && f.head.occurred.day <= as_of) out[*key].push_back(&f);
  }
  return out;
}

Date day_of(const Fact* f) { return f->head.occurred.day; }
Date created(const Tale& tale) { return day_of(tale.front()); }

void earlier(MaybeDay& day, MaybeDay other) {
  if (other && (!day || *other < *day)) day = other;
}

// ---- pipeline

struct Course {
  std::string pipeline = "default";
  Date version;
};

Course course(const Tale& tale) {
  Course c;
  c.version = created(tale);
  bool first = true;
  for (const Fact* f : tale) {
    const auto* deal = std::get_if<DealFact>(&f->body);
    if (deal == nullptr) continue;
    if (!deal->pipeline.empty() && deal->pipeline != c.pipeline) {
      c.pipeline = deal->pipeline;
      if (!first) c.version = day_of(f);
    }
    first = false;
  }
  return c;
}

const Pipeline* pipeline(const Book& book, const Course& course) {
  const auto it = book.pipelines.find(course.pipeline);
  if (it == book.pipelines.end()) return nullptr;
  if (const Pipeline* p = ruling(it->second, course.version)) return p;
  Date first = Date::max();
  for (const auto& a : it->second) first = std::min(first, a.from);
  return ruling(it->second, first);
}

// ---- what happened

MaybeDay entered(const Tale& tale, const std::string& stage) {
  for (const Fact* f : tale) {
    const auto* b = std::get_if<StageFact>(&f->body);
    if (b != nullptr && b->stage == stage) return day_of(f);
  }
  return {};
}

/// First day on which the stage or a later one was entered.
MaybeDay reached(const Tale& tale, const Pipeline& p, std::size_t stage) {
  MaybeDay day;
  for (std::size_t i = stage; i < p.stages.size(); ++i)
    earlier(day, entered(tale, p.stages[i].id));
  return day;
}

/// Won by a fact that says so or by the contract.
bool wins(const Fact* f) {
  if (const auto* b = std::get_if<StageFact>(&f->body)) return b->end == DealEnd::won;
  const auto* event = std::get_if<DealEventFact>(&f->body);
  return event != nullptr && event->event == "contract_signed";
}

MaybeDay happened(const Tale& tale, const std::string& event) {
  for (const Fact* f : tale) {
    const auto* b = std::get_if<DealEventFact>(&f->body);
    if (b != nullptr && b->event == event) return day_of(f);
    if (event == "contract_signed" && wins(f)) return day_of(f);
  }
  return {};
}

struct Ending {
  DealEnd end = DealEnd::open;
  Date since;
};

Ending ending(const Tale& tale) {
  Ending now{DealEnd::open, created(tale)};
  const auto turn = [&](DealEnd end, const Fact* f) {
    if (now.end != end) now = {end, day_of(f)};
  };
  for (const Fact* f : tale) {
    const auto* b = std::get_if<StageFact>(&f->body);
    if (wins(f)) {
      turn(DealEnd::won, f);
    } else if (b != nullptr && b->end != DealEnd::open) {
      turn(b->end, f);
    } else if (b != nullptr && now.end != DealEnd::won) {
      turn(DealEnd::open, f);
    }
  }
  return now;
}

std::optional<Money> amount(const Tale& tale) {
  std::optional<Money> last;
  for (const Fact* f : tale) {
    const auto* b = std::get_if<DealFact>(&f->body);
    if (b != nullptr && b->amount) last = b->amount;
  }
  return last;
}

bool paid_on(const Tale& tale, const Money& whole, Date day) {
  std::int64_t sum = 0;
  for (const Fact* f : tale) {
    const auto* b = std::get_if<ReceiptFact>(&f->body);
    if (b == nullptr || day_of(f) > day) continue;
    if (b->amount.currency != whole.currency) continue;
    sum += b->reversal ? -b->amount.minor : b->amount.minor;
  }
  return sum >= whole.minor;
}

MaybeDay paid_in_full(const Tale& tale, Date as_of) {
  const std::optional<Money> whole = amount(tale);
  if (!whole || whole->minor <= 0) return {};
  MaybeDay since;
  for (Date d = as_of; d >= created(tale) && paid_on(tale, *whole, d);
       d = d.plus_days(-1)) {
    since = d;
  }
  return since;
}

// ---- milestones

MaybeDay done_on(const Tale& tale, const Pipeline& p, const PipelineMilestone& m,
                 Date as_of) {
  MaybeDay day;
  for (const MilestoneMark& mark : m.done_by) {
    if (mark.mark == Mark::entered)
      earlier(day, entered(tale, p.stages[static_cast<std::size_t>(mark.stage)].id));
    if (mark.mark == Mark::event) earlier(day, happened(tale, mark.event));
    if (mark.mark == Mark::ended && ending(tale).end == DealEnd::won)
      earlier(day, ending(tale).since);
    if (mark.mark == Mark::paid_in_full) earlier(day, paid_in_full(tale, as_of));
  }
  return day;
}

MaybeDay passed_on(const Tale& tale, const Pipeline& p, const PipelineMilestone& m,
                   Date as_of) {
  if (m.stage < 0) return {};
  MaybeDay day = reached(tale, p, static_cast<std::size_t>(m.stage) + 1);
  for (const PipelineMilestone& later : p.milestones) {
    if (later.stage > m.stage) earlier(day, done_on(tale, p, later, as_of));
  }
  return day;
}

MaybeDay anchor_of(const Tale& tale, const Pipeline& p, const MilestoneMark& mark) {
  if (mark.mark == Mark::created) return created(tale);
  if (mark.mark == Mark::event) return happened(tale, mark.event);
  return reached(tale, p, static_cast<std::size_t>(mark.stage));
}

Date deadline_of(const Days& days, const MilestoneBudget& budget, Date anchor) {
  if (budget.unit == BudgetUnit::working_days) return days.add(anchor, budget.n);
  if (budget.unit == BudgetUnit::weeks)
    return days.roll(anchor.plus_days(7 * std::int64_t{budget.n}));
  // The same day of the month that many months on, or its last day.
  Date d = anchor;
  for (std::int32_t n = budget.n; n > 0; d = d.plus_days(1)) {
    if (d.plus_days(1).ymd().day == 1) --n;
  }
  while (d.plus_days(1).ymd().month == d.ymd().month && d.ymd().day < anchor.ymd().day)
    d = d.plus_days(1);
  return days.roll(d);
}

void judge(Milestone& row, const PipelineMilestone& m, const Days& days, Date as_of) {
  if (!row.deadline) return;
  const Date over = row.done.value_or(as_of);
  row.breached = over > *row.deadline;
  if (row.breached) row.overdue_wd = days.after(*row.deadline, over);
  if (row.breached && row.state == "done") row.state = "done_late";
  if (row.state != "running") return;
  const std::int64_t whole = days.after(*row.anchor, *row.deadline);
  const std::int64_t used = days.after(*row.anchor, as_of);
  for (const std::int32_t percent : m.warn) {
    if (used * 100 >= whole * percent) row.warned = percent;
  }
}

Milestone milestone(const Tale& tale, const Pipeline& p, const PipelineMilestone& m,
                    const Days& days, Date as_of) {
  Milestone row;
  row.milestone = m.id;
  row.anchor = anchor_of(tale, p, m.anchor);
  if (row.anchor) row.deadline = deadline_of(days, m.budget, *row.anchor);
  const Ending end = ending(tale);
  const bool dropped = end.end == DealEnd::lost || end.end == DealEnd::void_;
  if (const MaybeDay done = done_on(tale, p, m, as_of)) {
    row.state = "done";
    row.done = done;
  } else if (const MaybeDay passed = passed_on(tale, p, m, as_of)) {
    row.state = "skipped";
    row.done = passed;
  } else if (dropped) {
    row.state = "cancelled";
    row.done = end.since;
  } else {
    row.state = row.anchor ? "running" : "waiting";
  }
  judge(row, m, days, as_of);
  return row;
}

PersonKey responsible(const Tale& tale, const PersonKey& owner) {
  PersonKey who = owner;
  for (const Fact* f : tale) {
    const auto* b = std::get_if<DealFact>(&f->body);
    if (b != nullptr && !b->actor.empty()) who = b->actor;
  }
  return who;
}

}  // namespace

std::vector<Milestone> milestones(const Book& book, const std::vector<Fact>& facts,
                                  Date as_of) {
  const Days days(book.calendar);
  const PersonKey owner = standing(facts, as_of).owner;
  std::vector<Milestone> out;
  for (const auto& [key, tale] : tales(facts, as_of)) {
    const Course way = course(tale);
    const Pipeline* p = pipeline(book, way);
    if (p == nullptr) continue;
    for (const PipelineMilestone& m : p->milestones) {
      Milestone row = milestone(tale, *p, m, days, as_of);
      row.deal = key.text();
      row.pipeline = way.pipeline;
      row.owner = responsible(tale, owner);
      out.push_back(std::move(row));
    }
  }
  return out;
}

// ---- funnel

std::vector<FunnelDeal> funnel_deals(const std::string& id, const Pipeline& pipeline,
                                     const std::vector<Fact>& facts, DateSpan period,
                                     Date as_of) {
  std::vector<FunnelDeal> out;
  for (const auto& [key, tale] : tales(facts, as_of)) {
    if (course(tale).pipeline != id || !period.contains(created(tale))) continue;
    FunnelDeal deal;
    for (std::size_t i = 0; i < pipeline.stages.size(); ++i) {
      deal.reached.push_back(reached(tale, pipeline, i).has_value());
      deal.visited.push_back(entered(tale, pipeline.stages[i].id).has_value());
    }
    deal.end = ending(tale).end;
    out.push_back(std::move(deal));
  }
  return out;
}

// ---- rates

namespace {

struct Purchase {
  MaybeDay day;
  Money amount;
  std::vector<std::pair<Date, Money>> returns;
  [[nodiscard]] bool given_back() const {
    std::int64_t sum = 0;
    bool any = false;
    for (const auto& [when, money] : returns) {
      if (money.currency != amount.currency) continue;
      any = true;
      sum += money.minor;
    }
    return any && sum >= amount.minor;
  }
};

std::map<OrderKey, Purchase> purchases(const std::vector<Fact>& facts, Date as_of) {
  std::map<OrderKey, Purchase> out;
  for (const Fact& f : facts) {
    if (f.head.occurred.day > as_of) break;
    if (const auto* order = std::get_if<OrderFact>(&f.body)) {
      Purchase& p = out[order->order];
      if (!p.day) p.day = f.head.occurred.day;
      p.amount = order->amount;
    } else if (const auto* back = std::get_if<OrderReturnFact>(&f.body)) {
      out[back->order].returns.emplace_back(f.head.occurred.day, back->amount);
    }
  }
  return out;
}

/// Days of the span with an order that was not given back.
std::size_t days_with_orders(const std::vector<Fact>& facts, DateSpan span, Date as_of) {
  std::map<Date, int> days;
  for (const auto& [key, p] : purchases(facts, as_of)) {
    if (p.day && span.contains(*p.day) && !p.given_back()) ++days[*p.day];
  }
  return days.size();
}

Share share(bool in, bool counts) { return {in && counts ? 1 : 0, in ? 1 : 0}; }

}  // namespace

Share conversion(const std::vector<Fact>& facts, DateSpan period, Date as_of) {
  const MaybeDay first = standing(facts, as_of).first_recorded;
  bool won = false;
  for (const auto& [key, tale] : tales(facts, as_of))
    won = won || ending(tale).end == DealEnd::won;
  return share(first && period.contains(*first), won);
}

Share repurchase(const std::vector<Fact>& facts, DateSpan period, Date as_of) {
  const std::size_t days = days_with_orders(facts, period, as_of);
  return share(days >= 1, days >= 2);
}

Share churn(const std::vector<Fact>& facts, DateSpan period, Date as_of,
            std::int32_t days) {
  const DateSpan before{period.first.plus_days(-std::int64_t{days}),
                        period.first.plus_days(-1)};
  const bool begun = period.first <= as_of;
  return share(begun && days_with_orders(facts, before, as_of) > 0,
               days_with_orders(facts, period, as_of) == 0);
}

// ---- purchases of a year, for tiers

std::optional<std::int64_t> year_of_orders(const std::vector<Fact>& facts,
                                           Currency currency, Date as_of) {
  const DateSpan year{as_of.plus_days(-364), as_of};
  bool any = false;
  std::int64_t sum = 0;
  for (const auto& [key, p] : purchases(facts, as_of)) {
    if (p.day && p.amount.currency == currency) {
      any = true;
      if (year.contains(*p.day)) sum += p.amount.minor;
    }
    for (const auto& [day, money] : p.returns) {
      if (year.contains(day) && money.currency == currency) sum -= money.minor;
    }
  }
  if (!any) return std::nullopt;
  return sum;
}

}  // namespace kith::naive
