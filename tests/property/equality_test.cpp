// Three ways to the same answer, over random histories: facts folded one by one as they
// arrive, the same facts folded anew, and the slow reading of the decisions.
//
// KITH_HISTORIES and KITH_STEPS make it longer, KITH_SEED begins at another seed.
#include <gtest/gtest.h>

#include <cstdlib>

#include "kith/view/view.hpp"
#include "property/histories.hpp"
#include "property/world.hpp"

namespace kith::property {
namespace {

std::int32_t setting(const char* name, std::int32_t otherwise) {
  const char* value = std::getenv(name);
  return value == nullptr ? otherwise : std::atoi(value);
}
const std::int32_t kHistories = setting("KITH_HISTORIES", 12);
const std::int32_t kSteps = setting("KITH_STEPS", 100);
const std::int32_t kSeed = setting("KITH_SEED", 1);

/// What differed, empty when nothing did.
std::string difference(const World& world, const CustomerKey& key, Date as_of,
                       std::optional<Instant> known_at) {
  const auto engine = comparable(world.engine_rows(key, as_of, known_at));
  const auto slow = comparable(world.naive_rows(key, as_of, known_at));
  if (engine == slow) return {};
  std::string out = key.text() + " as of " + as_of.iso() +
                    (known_at ? " known at " + known_at->iso() : "") + "\nengine:\n" +
                    describe(engine) + "slow:\n" + describe(slow);
  if (known_at) return out + "log:\n" + describe(world.log(key));
  const std::vector<Fact> few = world.shrunk(key, as_of);
  return out + "book:\n" + world.describe_book() + "shrunk facts:\n" + describe(few) +
         "engine:\n" + describe(comparable(world.engine_rows_of(few, as_of))) +
         "slow:\n" + describe(comparable(world.naive_rows_of(few, as_of)));
}

/// Replays a history up to a step and looks at every customer there on many days.
std::string first_difference(std::uint64_t seed, std::int32_t through) {
  histories::Generator history(seed, kSteps);
  World world;
  std::string found;
  for (std::int32_t i = 0; i <= through && found.empty(); ++i) {
    world.take(history.next().batch);
    for (const CustomerKey& key : world.touched()) {
      for (std::int32_t back = 0; back < 120 && found.empty(); back += 10) {
        found =
            difference(world, key, history.today().plus_days(20 - back), std::nullopt);
      }
    }
    if (!found.empty()) found = "first at step " + std::to_string(i) + ": " + found;
  }
  return found;
}

class Histories : public testing::TestWithParam<std::int32_t> {};

TEST_P(Histories, IncrementalIsRebuildIsSlowReading) {
  const auto seed = static_cast<std::uint64_t>(kSeed + GetParam());
  SCOPED_TRACE("seed " + std::to_string(seed));
  histories::Generator history(seed, kSteps);
  histories::Random random(seed ^ 0xABCDEFu);
  World world;
  for (std::int32_t i = 0; history.more(); ++i) {
    const histories::Step step = history.next();
    world.take(step.batch);
    for (const CustomerKey& key : world.touched()) {
      ASSERT_EQ(world.state(key), world.rebuilt(key)) << "step " << i << step.what << "\n"
                                                      << describe(world.log(key));
    }
    if (!random.percent(30) || world.logs().empty()) continue;
    auto it = world.logs().begin();
    std::advance(it, random.below(static_cast<std::int32_t>(world.logs().size())));
    const Date today = history.today();
    std::vector<Date> days{today, today.plus_days(random.between(1, 40)),
                           today.plus_days(-random.between(1, 200))};
    for (const Date as_of : days) {
      if (difference(world, it->first, as_of, std::nullopt).empty()) continue;
      const std::string first = first_difference(seed, i);
      FAIL() << "step " << i << step.what << ": "
             << (first.empty() ? difference(world, it->first, as_of, std::nullopt)
                               : first);
    }
    if (!random.percent(20)) continue;
    const Date then = today.plus_days(-random.between(0, 150));
    const std::string past = difference(
        world, it->first, then, Zone{}.close_of(then.plus_days(random.below(20))));
    ASSERT_EQ(past, "") << "step " << i << step.what;
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, Histories, testing::Range(0, kHistories));

}  // namespace
}  // namespace kith::property
