// Points of tables over random histories and random tables, against a slow sum that scans
// the facts.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "kith/flow/jobs.hpp"
#include "property/histories.hpp"
#include "property/size.hpp"
#include "property/world.hpp"

namespace kith::property {
namespace {

const std::vector<std::string> kNames{"A",
                                      "B",
                                      "C",
                                      "urgent_need",
                                      "price_sensitive",
                                      "needs_confirmed",
                                      "trial",
                                      "negotiation",
                                      "paid",
                                      "complex_decision"};

/// A ranking as a list of rows.
struct Tables {
  std::map<std::string, std::map<std::string, std::int64_t>> named;  ///< by table
  std::string currency;
  std::vector<std::pair<std::int64_t, std::int64_t>> value;    ///< minor units
  std::vector<std::pair<std::int64_t, std::int64_t>> overdue;  ///< working days
};

std::int64_t some_points(histories::Random& dice) {
  return dice.percent(10) ? std::int64_t{dice.between(0, 1)} * 2'147'483'647
                          : dice.between(-50, 50);
}

Tables some_tables(histories::Random& dice) {
  Tables t;
  for (const char* table : {"tiers", "stages", "tags"}) {
    for (const std::string& name : kNames) {
      if (dice.percent(60)) t.named[table][name] = some_points(dice);
    }
  }
  t.currency = dice.percent(80) ? "CNY" : "USD";
  for (std::int64_t from = dice.between(-100, 100); t.value.size() < 5;) {
    t.value.emplace_back(from * 100, some_points(dice));
    from += dice.between(1, 60'000);
  }
  for (std::int64_t from = dice.between(1, 3); t.overdue.size() < 4;) {
    t.overdue.emplace_back(from, some_points(dice));
    from += dice.between(1, 12);
  }
  return t;
}

std::string json_of(const Tables& t) {
  std::string out = R"({"currency":")" + t.currency + '"';
  for (const auto& [table, rows] : t.named) {
    std::string members;
    for (const auto& [name, points] : rows)
      members += (members.empty() ? "\"" : ",\"") + name + "\":" + std::to_string(points);
    out += ",\"" + table + "\":{" + members + "}";
  }
  const auto steps = [&](const char* key, const auto& rows, const auto& begin) {
    std::string items;
    for (const auto& [from, points] : rows) {
      items += (items.empty() ? "" : ",") + (R"({"from":)" + begin(from)) +
               R"(,"points":)" + std::to_string(points) + "}";
    }
    out += std::string(",\"") + key + "\":[" + items + "]";
  };
  steps("value", t.value,
        [](std::int64_t minor) { return '"' + std::to_string(minor / 100) + ".00\""; });
  steps("overdue_wd", t.overdue, [](std::int64_t days) { return std::to_string(days); });
  return out + "}";
}

/// A random history, and a day after all its facts.
struct Told {
  World world;
  Date day;
};

Told told(std::uint64_t seed) {
  histories::Generator history(seed, kSteps, 12);
  Told out;
  while (history.more()) out.world.take(history.next().batch);
  out.day = history.today();
  for (const auto& [key, state] : out.world.states()) {
    if (state.last) out.day = std::max(out.day, state.last->occurred.day);
  }
  return out;
}

/// Every cadence document with a ranking more.
Timeline<BoundCadence> with_ranking(const CadenceRules& rules, const std::string& json) {
  std::string cadence(default_cadence_json());
  cadence.insert(1, R"("ranking":)" + json + ",");
  std::vector<Error> errors;
  const Ranking ranking =
      parse_cadence(Json::parse(cadence).value(), errors).value().ranking;
  Timeline<BoundCadence> out;
  for (const auto& entry : rules.documents.entries()) {
    CadenceDocument document = entry.value->document();
    document.ranking = ranking;
    out.set(entry.from,
            std::make_shared<const BoundCadence>(std::move(document), rules.calendar));
  }
  return out;
}

WorkDays every_day(Date from) {
  WorkDays days;
  days.person = PersonKey("li");
  days.days = {from, from.plus_days(90)};
  days.open.assign(91, true);
  days.day_slots = 3;
  return days;
}

// ---- the slow sum

struct SlowDeal {
  std::string pipeline = "default";
  Date version, created;
  bool stated = false;
  std::optional<Money> amount;
  std::string stage;
  DealEnd end = DealEnd::open;
};

std::map<DealKey, SlowDeal> slow_deals(const std::vector<Fact>& facts, Date day) {
  std::map<DealKey, SlowDeal> deals;
  for (const Fact& f : facts) {
    const Date on = f.head.occurred.day;
    if (on > day) continue;
    const auto deal = [&](const DealKey& key) -> SlowDeal& {
      const auto [it, fresh] = deals.try_emplace(key);
      if (fresh) it->second.version = it->second.created = on;
      return it->second;
    };
    if (const auto* told = std::get_if<DealFact>(&f.body)) {
      SlowDeal& d = deal(told->deal);
      if (!told->pipeline.empty() && told->pipeline != d.pipeline) {
        d.pipeline = told->pipeline;
        if (d.stated) d.version = on;
      }
      d.stated = true;
      if (told->amount) d.amount = told->amount;
    } else if (const auto* entered = std::get_if<StageFact>(&f.body)) {
      SlowDeal& d = deal(entered->deal);
      if (!entered->stage.empty()) {
        if (d.end == DealEnd::lost || d.end == DealEnd::void_) d.end = DealEnd::open;
        d.stage = entered->stage;
      }
      if (entered->end != DealEnd::open) d.end = entered->end;
    } else if (const auto* event = std::get_if<DealEventFact>(&f.body)) {
      SlowDeal& d = deal(event->deal);
      if (event->event == "contract_signed") d.end = DealEnd::won;
    } else if (const auto* receipt = std::get_if<ReceiptFact>(&f.body)) {
      if (!receipt->deal.empty()) (void)deal(receipt->deal);
    }
  }
  return deals;
}

/// Place of the deal's stage in its pipeline, -1 where no pipeline knows it.
std::int64_t place(const naive::Book& book, const SlowDeal& deal) {
  const auto known = book.pipelines.find(deal.pipeline);
  if (known == book.pipelines.end()) return -1;
  const Pipeline* pipeline = naive::ruling(known->second, deal.version);
  if (pipeline == nullptr) {
    Date first = Date::max();
    for (const auto& a : known->second) first = std::min(first, a.from);
    pipeline = naive::ruling(known->second, first);
  }
  for (std::size_t i = 0; pipeline != nullptr && i < pipeline->stages.size(); ++i) {
    if (pipeline->stages[i].id == deal.stage) return static_cast<std::int64_t>(i);
  }
  return -1;
}

std::int64_t last_reached(const std::vector<std::pair<std::int64_t, std::int64_t>>& steps,
                          std::int64_t number) {
  std::int64_t points = 0;
  for (const auto& [from, given] : steps) {
    if (from <= number) points = given;
  }
  return points;
}

struct SlowPoints {
  std::int64_t tier = 0, stage = 0, value = 0, overdue = 0, tags = 0;
};

SlowPoints slow_points(const Tables& t, const naive::Book& book,
                       const std::vector<Fact>& facts, Date day,
                       std::int32_t overdue_wd) {
  SlowPoints out;
  const auto named = [&](const char* table, const std::string& name) {
    const auto found = t.named.find(table);
    if (found == t.named.end() || found->second.count(name) == 0) return std::int64_t{0};
    return found->second.at(name);
  };
  const naive::Standing standing = naive::standing(facts, day);
  out.tier = named("tiers", standing.tier);
  for (const std::string& tag : standing.tags) out.tags += named("tags", tag);
  out.overdue = last_reached(t.overdue, overdue_wd);
  std::optional<std::int64_t> worth;
  std::string stage;
  std::int64_t furthest = -2;
  for (const auto& [key, deal] : slow_deals(facts, day)) {
    if (deal.end != DealEnd::open) continue;
    if (deal.amount && deal.amount->currency.code() == t.currency)
      worth = worth.value_or(0) + deal.amount->minor;
    if (deal.stage.empty() || place(book, deal) <= furthest) continue;
    furthest = place(book, deal);
    stage = deal.stage;
  }
  if (worth) out.value = last_reached(t.value, *worth);
  out.stage = named("stages", stage);
  return out;
}

// ---- the laws

/// Addends of one code, together.
std::int64_t of(const PromiseJob& made, std::string_view code) {
  std::int64_t sum = 0;
  for (const Addend& a : made.addends) {
    if (a.code == code) sum += a.points;
  }
  return sum;
}

/// How often each code gave points.
using Seen = std::map<std::string, std::int32_t>;

void check(std::uint64_t seed, Seen& seen) {
  histories::Random dice(seed * 17 + 3);
  const Tables tables = some_tables(dice);
  const Told t = told(seed);
  const Rules& rules = t.world.rules();
  const naive::Book book = t.world.book(std::nullopt);
  const naive::Customers facts = t.world.customers(std::nullopt);
  const CadenceRules plain_rules = rules.cadence();
  const auto documents = with_ranking(plain_rules, json_of(tables));
  const CadenceRules cadence{rules.calendar(), documents, rules.directory(),
                             rules.book_start()};
  const WorkDays days = every_day(t.day);
  for (const auto& [key, state] : t.world.states()) {
    const Stakes stakes = stakes_of(state.deals, rules.pipelines(), t.day);
    for (const PromiseRow& row : promises(state.cadence, t.day, cadence)) {
      SCOPED_TRACE(key.text() + " " + row.stream + " seed " + std::to_string(seed));
      const auto plain =
          promise_job(key, row, days, rules.calendar(),
                      table_addends(row, state.cadence, stakes, t.day, plain_rules));
      const auto made =
          promise_job(key, row, days, rules.calendar(),
                      table_addends(row, state.cadence, stakes, t.day, cadence));
      ASSERT_EQ(plain.has_value(), made.has_value());
      if (!made) continue;
      for (const Addend& a : made->addends) {
        EXPECT_TRUE(a.points != 0 || a.code == "weight");
        ++seen[std::string(a.code)];
      }
      // Nothing but the points moves, and without tables they are what they were.
      Job same = made->job;
      same.points = plain->job.points;
      EXPECT_EQ(same, plain->job);
      EXPECT_EQ(plain->job.points, plain->weight + plain->lateness);
      EXPECT_EQ(of(*made, "weight"), plain->weight);
      EXPECT_EQ(of(*made, "lateness"), plain->lateness);
      if (!is_ranked(t.day, cadence)) continue;  // no document is in force
      const SlowPoints slow =
          slow_points(tables, book, facts.at(key), t.day, row.overdue_wd);
      EXPECT_EQ(of(*made, "tier"), slow.tier);
      EXPECT_EQ(of(*made, "stage"), slow.stage) << stakes.stage;
      EXPECT_EQ(of(*made, "value"), slow.value);
      EXPECT_EQ(of(*made, "overdue"), slow.overdue);
      EXPECT_EQ(of(*made, "tag"), slow.tags);
      EXPECT_EQ(made->job.points, plain->weight + plain->lateness + slow.tier +
                                      slow.stage + slow.value + slow.overdue + slow.tags);
    }
  }
}

TEST(RankingPoints, AreTheSlowSum) {
  Seen seen;
  for (std::int32_t i = 0; i < 8 * kHistories; ++i)
    check(static_cast<std::uint64_t>(kSeed + 7000 + i), seen);
  for (const char* code :
       {"weight", "lateness", "tier", "stage", "value", "overdue", "tag"})
    EXPECT_GT(seen[code], 0) << code;
}

}  // namespace
}  // namespace kith::property
