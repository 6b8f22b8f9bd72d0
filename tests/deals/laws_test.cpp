// Laws over random histories: the fold against slow readings of the same facts.
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>

#include "deals/facts.hpp"

namespace kith::testing_deals {
namespace {

using Random = std::mt19937_64;
using MaybeDay = std::optional<Date>;

int pick(Random& random, int n) {
  return static_cast<int>(random() % static_cast<unsigned>(n));
}

const Date kStart = day("2023-08-15");

FactBody random_body(Random& random) {
  const char* stages[] = {"needs_confirmed", "proposal_submitted", "negotiation", "paid",
                          "odd"};
  const char* events[] = {"agreed", "contract_signed", "visited"};
  const DealKey deal(std::string(1, static_cast<char>('a' + pick(random, 3))));
  const OrderKey order(std::string(1, static_cast<char>('p' + pick(random, 5))));
  switch (pick(random, 8)) {
    case 0:
    case 1:
    case 2:
      return StageFact{deal, stages[pick(random, 5)], DealEnd::open, ""};
    case 3:
      return StageFact{deal, "", static_cast<DealEnd>(1 + pick(random, 3)), "price"};
    case 4:
      return DealEventFact{deal, events[pick(random, 3)]};
    case 5:
      return ReceiptFact{deal, yuan(1 + pick(random, 60)), pick(random, 4) == 0};
    case 6:
      return OrderFact{order,
                       yuan(pick(random, 50)),
                       {},
                       "kit",
                       std::string(static_cast<std::size_t>(pick(random, 3)), 'l')};
    default:
      return OrderReturnFact{order, yuan(pick(random, 30))};
  }
}

/// Facts of one customer in their order; deals are created, with their amount, on the
/// first day.
std::vector<Fact> random_history(Random& random) {
  std::vector<Fact> facts;
  for (const char* deal : {"a", "b", "c"}) {
    if (pick(random, 4) != 0) {
      facts.push_back(fact(kStart, DealFact{DealKey(deal), "", {}, yuan(100), {}}));
    }
  }
  const int n = pick(random, 25);
  for (int i = 0; i < n; ++i) {
    facts.push_back(fact(kStart.plus_days(pick(random, 70)), random_body(random)));
  }
  std::sort(facts.begin(), facts.end(), fact_before);
  return facts;
}

std::vector<Fact> until(const std::vector<Fact>& facts, Date as_of) {
  std::vector<Fact> cut;
  for (const Fact& f : facts) {
    if (f.head.occurred.day <= as_of) cut.push_back(f);
  }
  return cut;
}

TEST(DealsLaws, APastDayIsTheFoldOfWhatHappenedByThen) {
  Random random(34);
  for (int round = 0; round < 400; ++round) {
    const std::vector<Fact> facts = random_history(random);
    const Date as_of = kStart.plus_days(pick(random, 80));
    const DealsState whole = fold(facts);
    const DealsState then = fold(until(facts, as_of));
    EXPECT_EQ(milestones(whole, pipelines(), china_calendar(), as_of),
              milestones(then, pipelines(), china_calendar(), as_of))
        << "round " << round;
    EXPECT_EQ(first_won(whole, as_of), first_won(then));
  }
}

TEST(DealsLaws, BytesGiveTheStateBack) {
  Random random(35);
  for (int round = 0; round < 200; ++round) {
    const DealsState state = fold(random_history(random));
    const std::string bytes = encode(state);
    const auto back = decode<DealsState>(bytes);
    ASSERT_TRUE(back);
    EXPECT_EQ(*back, state);
    EXPECT_FALSE(decode<DealsState>(std::string_view(bytes).substr(0, bytes.size() - 1)));
    EXPECT_FALSE(decode<DealsState>(bytes + "x"));
  }
}

TEST(DealsLaws, DealsAndOrdersStandByKey) {
  Random random(36);
  for (int round = 0; round < 100; ++round) {
    const DealsState state = fold(random_history(random));
    for (std::size_t i = 1; i < state.deals.size(); ++i) {
      EXPECT_LT(state.deals[i - 1].key, state.deals[i].key);
    }
    for (std::size_t i = 1; i < state.orders.size(); ++i) {
      EXPECT_LT(state.orders[i - 1].key, state.orders[i].key);
    }
  }
}

// ---- the default pipeline, read slowly from the facts -----------------------

struct SlowDeal {
  MaybeDay created;
  std::map<std::string, Date> entered;  ///< first day of each stage
  MaybeDay agreed;
  MaybeDay contract;  ///< signed, or won by hand
  MaybeDay won_since;
  bool dropped = false;
  MaybeDay paid_since;
  std::int64_t paid = 0;
  bool has_amount = false;
};

void slow_end(SlowDeal& d, DealEnd end, Date on) {
  if (end == DealEnd::won && !d.won_since) d.won_since = on;
  if (end != DealEnd::won) d.won_since.reset();
  d.dropped = end == DealEnd::lost || end == DealEnd::void_;
}

SlowDeal slow_read(const std::vector<Fact>& facts, const std::string& key) {
  SlowDeal d;
  for (const Fact& f : facts) {
    const Date on = f.head.occurred.day;
    const auto touch = [&](const DealKey& k) {
      if (k.text() != key) return false;
      if (!d.created) d.created = on;
      return true;
    };
    if (const auto* deal = std::get_if<DealFact>(&f.body)) {
      if (touch(deal->deal)) d.has_amount = true;
    } else if (const auto* stage = std::get_if<StageFact>(&f.body)) {
      if (!touch(stage->deal)) continue;
      if (stage->end != DealEnd::open) {
        if (stage->end == DealEnd::won && !d.contract) d.contract = on;
        slow_end(d, stage->end, on);
      } else {
        d.dropped = false;
        d.entered.emplace(stage->stage, on);
      }
    } else if (const auto* e = std::get_if<DealEventFact>(&f.body)) {
      if (!touch(e->deal)) continue;
      if (e->event == "agreed" && !d.agreed) d.agreed = on;
      if (e->event != "contract_signed") continue;
      if (!d.contract) d.contract = on;
      slow_end(d, DealEnd::won, on);
    } else if (const auto* r = std::get_if<ReceiptFact>(&f.body)) {
      if (!touch(r->deal)) continue;
      d.paid += r->reversal ? -r->amount.minor : r->amount.minor;
      if (d.paid < 100'00) d.paid_since.reset();
      if (d.paid >= 100'00 && !d.paid_since) d.paid_since = on;
    }
  }
  if (!d.has_amount) d.paid_since.reset();
  return d;
}

MaybeDay first_of(std::initializer_list<MaybeDay> days) {
  MaybeDay first;
  for (const MaybeDay& d : days) {
    if (d && (!first || *d < *first)) first = d;
  }
  return first;
}

Date slow_working_days(Date from, int n) {
  while (n > 0) {
    from = from.plus_days(1);
    if (china_calendar().is_working(from)) --n;
  }
  return from;
}

Date slow_week(Date from) {
  Date end = from.plus_days(7);
  while (!china_calendar().is_working(end)) end = end.plus_days(1);
  return end;
}

struct SlowRow {
  MaybeDay anchor, deadline, done;
  MilestoneState state = MilestoneState::waiting;
  int overdue = 0;
};

void slow_judge(SlowRow& row, MaybeDay done, MaybeDay passed, const SlowDeal& d,
                Date as_of) {
  row.done = done ? done : passed;
  if (done) {
    row.state = row.deadline && *done > *row.deadline ? MilestoneState::done_late
                                                      : MilestoneState::done;
  } else if (passed) {
    row.state = MilestoneState::skipped;
  } else if (d.dropped) {
    row.state = MilestoneState::cancelled;
  } else if (row.anchor) {
    row.state = MilestoneState::running;
  }
  if (!row.deadline || row.state == MilestoneState::cancelled) return;
  const Date over = row.done.value_or(as_of);
  for (Date x = row.deadline->plus_days(1); x <= over; x = x.plus_days(1)) {
    row.overdue += china_calendar().is_working(x) ? 1 : 0;
  }
}

std::vector<SlowRow> slow_rows(const SlowDeal& d, Date as_of) {
  const auto stage = [&](const char* s) -> MaybeDay {
    const auto it = d.entered.find(s);
    return it == d.entered.end() ? MaybeDay() : MaybeDay(it->second);
  };
  const MaybeDay needs = stage("needs_confirmed");
  const MaybeDay proposal = stage("proposal_submitted");
  const MaybeDay negotiation = stage("negotiation");
  const MaybeDay paid = stage("paid");
  const MaybeDay agreed = first_of({d.agreed, d.contract, d.won_since});
  const MaybeDay payment = first_of({paid, d.paid_since});
  std::vector<SlowRow> rows(4);
  rows[0].anchor = d.created;
  rows[0].deadline = slow_working_days(*d.created, 5);
  rows[1].anchor = first_of({needs, proposal, negotiation, paid});
  if (rows[1].anchor) rows[1].deadline = slow_working_days(*rows[1].anchor, 3);
  rows[2].anchor = first_of({proposal, negotiation, paid});
  if (rows[2].anchor) rows[2].deadline = slow_week(*rows[2].anchor);
  rows[3].anchor = d.contract;
  if (d.contract) rows[3].deadline = slow_working_days(*d.contract, 5);
  slow_judge(rows[0], needs, first_of({proposal, negotiation, payment, agreed}), d,
             as_of);
  slow_judge(rows[1], proposal, first_of({negotiation, payment, agreed}), d, as_of);
  slow_judge(rows[2], agreed, payment, d, as_of);
  slow_judge(rows[3], payment, std::nullopt, d, as_of);
  return rows;
}

TEST(DealsLaws, MilestonesAgreeWithASlowReading) {
  Random random(37);
  std::map<MilestoneState, int> seen;
  for (int round = 0; round < 600; ++round) {
    const std::vector<Fact> facts = random_history(random);
    const Date as_of = kStart.plus_days(pick(random, 90));
    std::map<std::string, std::vector<MilestoneRow>> by_deal;
    for (MilestoneRow& row :
         milestones(fold(facts), pipelines(), china_calendar(), as_of)) {
      by_deal[row.deal.text()].push_back(std::move(row));
    }
    for (const char* key : {"a", "b", "c"}) {
      const SlowDeal deal = slow_read(until(facts, as_of), key);
      ASSERT_EQ(by_deal.count(key) == 1, deal.created.has_value());
      if (!deal.created) continue;
      const std::vector<SlowRow> slow = slow_rows(deal, as_of);
      const std::vector<MilestoneRow>& rows = by_deal[key];
      ASSERT_EQ(rows.size(), 4u);
      for (std::size_t i = 0; i < 4; ++i) {
        SCOPED_TRACE("round " + std::to_string(round) + " " + key + " " +
                     rows[i].milestone);
        ++seen[rows[i].state];
        EXPECT_EQ(rows[i].anchor, slow[i].anchor);
        EXPECT_EQ(rows[i].deadline ? MaybeDay(rows[i].deadline->day) : MaybeDay(),
                  slow[i].deadline);
        EXPECT_EQ(rows[i].state, slow[i].state);
        if (rows[i].state == MilestoneState::cancelled) continue;
        EXPECT_EQ(rows[i].done, slow[i].done);
        EXPECT_EQ(rows[i].overdue_working_days, slow[i].overdue);
      }
    }
  }
  EXPECT_EQ(seen.size(), 6u) << "the histories reach every state";
}

TEST(DealsLaws, PurchasesAgreeWithASlowReading) {
  Random random(38);
  for (int round = 0; round < 300; ++round) {
    const std::vector<Fact> facts = random_history(random);
    const Date first = kStart.plus_days(pick(random, 60));
    const DateSpan span{first, first.plus_days(pick(random, 30))};
    std::map<std::string, std::pair<Date, std::map<std::string, std::int64_t>>> orders;
    std::map<std::string, std::int64_t> given_back;
    std::int64_t net = 0;
    for (const Fact& f : facts) {
      if (const auto* o = std::get_if<OrderFact>(&f.body)) {
        auto& [day, lines] = orders
                                 .try_emplace(o->order.text(), f.head.occurred.day,
                                              std::map<std::string, std::int64_t>{})
                                 .first->second;
        lines[o->line] = o->amount.minor;
      } else if (const auto* r = std::get_if<OrderReturnFact>(&f.body)) {
        given_back[r->order.text()] += r->amount.minor;
        if (span.contains(f.head.occurred.day)) net -= r->amount.minor;
      }
    }
    bool any = false;
    std::set<Date> days;
    for (const auto& [key, order] : orders) {
      std::int64_t worth = 0;
      for (const auto& [line, amount] : order.second) worth += amount;
      any = any || order.first <= span.last;
      if (span.contains(order.first)) net += worth;
      if (given_back.count(key) == 0 || given_back[key] < worth) days.insert(order.first);
    }
    const DealsState state = fold(facts);
    EXPECT_EQ(net_purchases(state, span, Currency{}),
              any ? std::optional(Money{net, Currency{}}) : std::nullopt);
    EXPECT_EQ(order_days(state), std::vector<Date>(days.begin(), days.end()));
  }
}

TEST(DealsLaws, EveryLaterStageWasReachedNoEarlier) {
  Random random(39);
  for (int round = 0; round < 200; ++round) {
    for (const DealPath& path :
         deal_paths(fold(random_history(random)), the_pipeline())) {
      for (std::size_t i = 1; i < path.reached.size(); ++i) {
        if (!path.reached[i]) continue;
        ASSERT_TRUE(path.reached[i - 1]);
        EXPECT_LE(*path.reached[i - 1], *path.reached[i]);
      }
    }
  }
}

}  // namespace
}  // namespace kith::testing_deals
