// Laws of promises that need no second reading, over random histories: what one more
// touch may do, what many missed windows cost, what a fact told twice changes. And many
// short histories against the slow reading.
#include <gtest/gtest.h>

#include "property/histories.hpp"
#include "property/size.hpp"
#include "property/world.hpp"

namespace kith::property {
namespace {

/// A world after a whole random history.
World world_of(std::uint64_t seed, std::int32_t steps, std::int32_t customers,
               Date* today) {
  histories::Generator history(seed, steps, customers);
  World world;
  while (history.more()) world.take(history.next().batch);
  *today = history.today();
  return world;
}

std::vector<Fact> facts_by(const World& world, const CustomerKey& key, Date as_of) {
  std::vector<Fact> out;
  for (const Fact& f : facts_in_force(world.log(key))) {
    if (f.kind() != FactKind::retract && f.head.occurred.day <= as_of) out.push_back(f);
  }
  return out;
}

/// Qualifies for whatever asks for no push.
Fact answered_call(const CustomerKey& key, Date day) {
  TouchFact call;
  call.channel = Channel::unknown;
  call.level = Level::executive;
  Fact fact;
  fact.head.root = key;
  fact.head.event = {"law", "one more"};
  fact.body = call;
  fact.head.occurred = Occurred::on(day);
  return fact;
}

std::map<std::string, Date> gap_days_of(const std::vector<PromiseRow>& rows) {
  std::map<std::string, Date> out;
  for (const PromiseRow& r : rows) {
    if (r.slides) out[r.stream] = *r.due;
  }
  return out;
}

TEST(Laws, AFurtherQualifyingTouchNeverMakesAGapDeadlineEarlier) {
  std::int32_t later = 0;
  for (std::int32_t n = 0; n < 8 * kHistories; ++n) {
    const auto seed = static_cast<std::uint64_t>(kSeed + 5000 + n);
    histories::Random random(seed);
    Date today;
    const World world = world_of(seed, 40, 2, &today);
    for (const auto& [key, log] : world.logs()) {
      const Date as_of = today.plus_days(-random.below(300));
      std::vector<Fact> facts = facts_by(world, key, as_of);
      const auto before = gap_days_of(world.engine_rows_of(facts, as_of));
      facts.push_back(answered_call(key, as_of.plus_days(-random.below(40))));
      std::sort(facts.begin(), facts.end(), fact_before);
      const auto after = gap_days_of(world.engine_rows_of(facts, as_of));
      for (const auto& [stream, due] : before) {
        const auto it = after.find(stream);
        if (it == after.end()) continue;  // beyond the horizon by now
        EXPECT_GE(it->second, due) << stream << " seed " << seed << "\n"
                                   << describe(facts);
        later += it->second > due ? 1 : 0;
      }
    }
  }
  EXPECT_GT(later, 0);
}

/// A week, a month and points owed since 2023-01-02, none of them ever kept.
TEST(Laws, ManyMissedWindowsCostWhatFewDo) {
  std::vector<Error> errors;
  const char* json = R"({"kind":"cadence","schema":1,"id":"d",
    "purposes":[{"id":"p","zh":"目","en":"p"}],"streams":[
    {"id":"w","zh":"周","purpose":"p","kind":"PERIOD","every":"week","count":1,"channels":["phone"]},
    {"id":"m","zh":"月","purpose":"p","kind":"PERIOD","every":"month","count":1,"channels":["phone"]},
    {"id":"g","zh":"点","purpose":"p","kind":"GRID","every_wd":10,"anchor":"2023-01-02","channels":["phone"]}],
    "plans":[{"streams":["w","m","g"]}]})";
  const Calendar calendar = Calendar::weekdays();
  const Date start = Date::parse("2023-01-02").value();
  Timeline<BoundCadence> documents;
  documents.set(start,
                std::make_shared<const BoundCadence>(
                    parse_cadence(Json::parse(json).value(), errors).value(), calendar));
  const Directory directory;
  const CadenceRules rules{calendar, documents, directory, start};
  CadenceState state;
  Standing standing;
  standing.assigned = start;
  standing.owner = PersonKey("li");
  stand(state, start, standing, rules);
  settle(state, start, rules);
  const Date far = Date::parse("8000-01-03").value();
  // 311,881 weeks: one by one, this many times over would take hours.
  std::int64_t broken = 0;
  for (int i = 0; i < 20'000; ++i) {
    CadenceState copy = state;
    settle(copy, far, rules);
    for (const StreamState& s : copy.streams) broken += s.broken;
  }
  std::map<std::string, std::int32_t> missed;
  for (const PromiseRow& r : promises(state, far, rules)) missed[r.stream] = r.missed;
  EXPECT_EQ(missed.at("w"), days_between(start, far) / 7);
  EXPECT_EQ(missed.at("m"), (8000 - 2023) * 12);
  EXPECT_EQ(missed.at("g"), missed.at("w") / 2);
  EXPECT_EQ(broken, 20'000ll * (missed.at("w") + missed.at("m") + missed.at("g")));
}

TEST(Laws, AFactToldTwiceIsANoOp) {
  for (std::int32_t n = 0; n < kHistories; ++n) {
    Date today;
    World world = world_of(static_cast<std::uint64_t>(kSeed + 6000 + n), 30, 2, &today);
    std::map<CustomerKey, CustomerState> before;
    for (const auto& [key, log] : world.logs()) before.emplace(key, world.state(key));
    Batch again;
    for (const auto& [key, log] : world.logs()) {
      for (const Fact& f : log) again.add(f).value();
    }
    world.take(again);
    for (const auto& [key, state] : before) EXPECT_EQ(world.state(key), state);
  }
}

TEST(Laws, ShortHistoriesReadAlike) {
  for (std::int32_t n = 0; n < kShortHistories; ++n) {
    const auto seed = static_cast<std::uint64_t>(kSeed + 10'000 + n);
    histories::Random random(seed);
    Date today;
    const World world = world_of(seed, 18, 1, &today);
    for (const auto& [key, log] : world.logs()) {
      ASSERT_EQ(world.state(key), world.rebuilt(key)) << "seed " << seed;
      const Date as_of = today.plus_days(30 - random.below(400));
      const auto engine = comparable(world.engine_rows(key, as_of, {}));
      const auto slow = comparable(world.naive_rows(key, as_of, {}));
      ASSERT_EQ(engine, slow) << "seed " << seed << " on " << as_of.iso() << "\n"
                              << describe(log) << "engine:\n"
                              << describe(engine) << "slow:\n"
                              << describe(slow);
    }
  }
}

}  // namespace
}  // namespace kith::property
