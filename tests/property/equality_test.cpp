// Three ways to the same answer, over random histories: facts folded one by one as they
// arrive, the same facts folded anew, and the slow reading of the decisions. And the next
// day on which the answer changes.
#include <gtest/gtest.h>

#include <array>
#include <tuple>

#include "property/histories.hpp"
#include "property/size.hpp"
#include "property/world.hpp"

namespace kith::property {
namespace {

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

/// What a customer's list, milestones, kept promises and protection say on a day, ages
/// apart.
struct Said {
  std::vector<PromiseRow> promises;
  std::vector<MilestoneRow> milestones;
  std::vector<std::array<std::int32_t, 4>> kept;
  std::tuple<PoolState, std::optional<Date>, std::int32_t, std::uint32_t> pool;
  bool operator==(const Said&) const = default;
};

Said said(const CustomerState& state, Date day, const Rules& rules) {
  Said s;
  s.promises = comparable(promises(state.cadence, day, rules.cadence()));
  for (PromiseRow& row : s.promises) {
    row.overdue_wd = 0;
    row.escalation = 0;
    row.starved = false;
  }
  s.milestones = milestones(state.deals, rules.pipelines(), rules.calendar(), day);
  for (MilestoneRow& row : s.milestones) {
    row.overdue_working_days = 0;
    row.warned_percent = 0;
    row.whys.clear();
  }
  CadenceState settled = state.cadence;
  settle(settled, day, rules.cadence());
  for (const StreamState& x : settled.streams)
    s.kept.push_back({x.kept, x.in_grace, x.broken, x.waived});
  const PoolRow row = pool_row(pool_standing(state), rules.pool(), rules.calendar(), day);
  s.pool = {row.state, row.through, row.reminder, row.spares};
  return s;
}

/// The owner's earliest overdue promise of each day is the one foreseen, for as long as
/// that was to hold; none falls due before the first that was.
void expect_outlook(const World& world, const CustomerState& state, Date day, Date end,
                    std::int32_t& foreseen) {
  const CadenceRules rules = world.rules().cadence();
  const Outlook seen = outlook(state.cadence, day, rules);
  ASSERT_GT(seen.holds_until, day);
  for (Date d = day; d < end; d = d.plus_days(1)) {
    std::optional<Date> late;
    for (const PromiseRow& row : promises(state.cadence, d, rules)) {
      if (row.due && row.state != PromiseState::kept) {
        ASSERT_GE(*row.due, seen.first_due) << d.iso();
      }
      if (row.state != PromiseState::overdue || !row.due) continue;
      if (!row.actor.empty() && row.actor != state.ownership.owner) continue;
      late = std::min(late.value_or(Date::max()), *row.due);
    }
    if (d >= seen.holds_until) continue;
    const std::optional<Date> told =
        d > seen.due ? std::optional(seen.due) : std::nullopt;
    ASSERT_EQ(late, told) << state.key.text() << " on " << d.iso() << ", seen on "
                          << day.iso() << "\n"
                          << describe(promises(state.cadence, d, rules));
    foreseen += late ? 1 : 0;
  }
}

/// Nothing changes before the wake day, from one to the next; days on which it woke for
/// nothing are counted in `needless`.
void expect_wakes(const World& world, const CustomerKey& key, Date day,
                  std::int32_t& looks, std::int32_t& needless, std::int32_t& foreseen) {
  const CustomerState& state = world.state(key);
  if (!state.last) return;
  day = std::max(day, state.last->occurred.day);
  const Date end = day.plus_days(60);
  ASSERT_NO_FATAL_FAILURE(expect_outlook(world, state, day, end, foreseen));
  Said before = said(state, day, world.rules());
  while (day < end) {
    const Date wake = wake_of(state, day, world.rules());
    ASSERT_GT(wake, day);
    for (Date d = day.plus_days(1); d < wake && d < end; d = d.plus_days(1)) {
      ASSERT_EQ(said(state, d, world.rules()), before)
          << key.text() << " changes on " << d.iso() << ", wakes on " << wake.iso()
          << "\n"
          << describe(said(state, d.plus_days(-1), world.rules()).promises) << "then\n"
          << describe(said(state, d, world.rules()).promises) << world.describe_book()
          << describe(world.log(key));
    }
    if (wake >= end) return;
    Said now = said(state, wake, world.rules());
    ++looks;
    needless += now == before ? 1 : 0;
    before = std::move(now);
    day = wake;
  }
}

class Histories : public testing::TestWithParam<std::int32_t> {};

TEST_P(Histories, IncrementalIsRebuildIsSlowReading) {
  const auto seed = static_cast<std::uint64_t>(kSeed + GetParam());
  SCOPED_TRACE("seed " + std::to_string(seed));
  histories::Generator history(seed, kSteps);
  histories::Random random(seed ^ 0xABCDEFu);
  World world;
  std::int32_t looks = 0;
  std::int32_t needless = 0;
  std::int32_t foreseen = 0;
  for (std::int32_t i = 0; history.more(); ++i) {
    const histories::Step step = history.next();
    world.take(step.batch);
    for (const CustomerKey& key : world.touched()) {
      ASSERT_EQ(world.state(key), world.rebuilt(key)) << "step " << i << step.what << "\n"
                                                      << describe(world.log(key));
    }
    if (random.below(kSteps) >= 20 + kSteps / 10 || world.logs().empty()) continue;
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
    ASSERT_NO_FATAL_FAILURE(
        expect_wakes(world, it->first, days[1], looks, needless, foreseen));
    if (!random.percent(20)) continue;
    const Date then = today.plus_days(-random.between(0, 150));
    const std::string past = difference(
        world, it->first, then, Zone{}.close_of(then.plus_days(random.below(20))));
    ASSERT_EQ(past, "") << "step " << i << step.what;
  }
  EXPECT_GT(foreseen, 0);
  // Looking early costs a look, so it must be rare.
  EXPECT_LE(needless, 5 + looks / 5) << looks;
}

INSTANTIATE_TEST_SUITE_P(Seeds, Histories, testing::Range(0, kHistories));

}  // namespace
}  // namespace kith::property
