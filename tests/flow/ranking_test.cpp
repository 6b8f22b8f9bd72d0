// What deals are at stake, and how far points go.
#include <gtest/gtest.h>

#include <limits>

#include "kith/flow/jobs.hpp"

namespace kith {
namespace {

constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();

Date day(const char* iso) { return Date::parse(iso).value(); }
Currency currency(const char* code) { return Currency::parse(code).value(); }

Deal deal(const char* key, const char* pipeline, const char* stage,
          std::optional<Money> amount = {}) {
  Deal d;
  d.key = DealKey(key);
  d.pipeline = pipeline;
  d.created = d.version = day("2023-11-01");
  if (*stage != 0) d.stages.push_back({stage, day("2023-11-02")});
  d.amount = amount;
  return d;
}

Pipelines pipelines() {
  Pipeline short_one, long_one;
  short_one.stages = {{"talk", "谈", "talk"}, {"sign", "签", "sign"}};
  long_one.stages = {{"a", "甲", "a"}, {"b", "乙", "b"}, {"c", "丙", "c"}};
  Pipelines out;
  out["short"].set(day("2023-01-01"), std::make_shared<const Pipeline>(short_one));
  out["long"].set(day("2023-01-01"), std::make_shared<const Pipeline>(long_one));
  return out;
}

Stakes stakes(std::vector<Deal> deals, const char* on = "2023-11-06") {
  DealsState state;
  state.deals = std::move(deals);
  return stakes_of(state, pipelines(), day(on));
}

TEST(Stakes, FurthestIsTheDealWithMostStagesBehindIt) {
  EXPECT_EQ(stakes({}), Stakes{});
  EXPECT_EQ(stakes({deal("1", "long", "")}), Stakes{});
  EXPECT_EQ(stakes({deal("1", "short", "sign"), deal("2", "long", "c")}).stage, "c");
  // Of equals the first by key; a stage that no pipeline knows stands behind all.
  const Stakes equal = stakes(
      {deal("0", "long", "x"), deal("1", "short", "sign"), deal("2", "long", "b")});
  EXPECT_EQ(equal.stage, "sign");
  EXPECT_EQ(equal.stage_words, (BilingualText{"签", "sign"}));
  const Stakes unknown = stakes({deal("1", "none", "x")});
  EXPECT_EQ(unknown.stage, "x");
  EXPECT_EQ(unknown.stage_words, (BilingualText{"x", "x"}));
  // What happened after the day is not seen.
  EXPECT_EQ(stakes({deal("1", "long", "c")}, "2023-11-01").stage, "");
  EXPECT_EQ(stakes({deal("1", "long", "c", Money{1, Currency()})}, "2023-10-31"),
            Stakes{});
}

TEST(Stakes, OpenDealsAddUpByCurrency) {
  Deal lost = deal("4", "long", "b", Money{9, Currency()});
  lost.ends.push_back({DealEnd::lost, day("2023-11-03"), ""});
  const Stakes s = stakes({deal("1", "long", "", Money{kMost, Currency()}),
                           deal("2", "long", "", Money{5, currency("USD")}),
                           deal("3", "long", "", Money{kMost, Currency()}), lost,
                           deal("5", "long", "", Money{7, currency("USD")})});
  EXPECT_EQ(s.open, (std::vector<Money>{{kMost, Currency()}, {12, currency("USD")}}));
  EXPECT_EQ(s.stage, "");
}

// Lateness stays where the sum still fits, whatever the tables add or take.
TEST(PromiseJob, PointsDoNotOverflow) {
  PromiseRow row;
  row.state = PromiseState::overdue;
  row.stream = "s";
  row.window_from = day("2023-01-02");
  row.due = day("2023-01-06");
  row.since = day("2023-01-02");
  row.weight = kMost / 2;
  WorkDays days;
  days.person = PersonKey("li");
  days.days = {day("2023-11-06"), day("2023-11-06")};
  days.open = {true};
  days.day_slots = 1;
  const auto points = [&](std::vector<Addend> tables) {
    const PromiseJob made =
        promise_job(CustomerKey("c"), row, days, Calendar::weekdays(), tables).value();
    EXPECT_EQ(total_points(made.addends).value(), made.job.points);
    EXPECT_EQ(made.addends.size(), tables.size() + 2);
    return made.job.points;
  };
  EXPECT_EQ(points({}), kMost);
  EXPECT_EQ(points({{"tier", 40, "A"}, {"tag", 2, "t"}}), kMost);
  EXPECT_EQ(points({{"tier", -40, "A"}}), kMost - 40);
}

}  // namespace
}  // namespace kith
