// The funnel of a cohort, and the published faults of other systems' funnels that it must
// not have.
#include <gtest/gtest.h>

#include "kith/base/archive.hpp"
#include "kith/base/error.hpp"
#include "metrics/figures.hpp"

namespace kith::testing_metrics {
namespace {

using Counts = std::vector<std::int64_t>;

const DateSpan kMonth = span("2023-10-01", "2023-10-31");
const Date kLater = day("2023-12-31");

FunnelCounts funnel_of(const std::vector<DealFigures>& deals, Date as_of = kLater) {
  return funnel(deals, 4, kMonth, as_of);
}

TEST(Funnel, S34_counts_and_rates_per_stage) {
  const FunnelCounts f =
      funnel_of({deal_to("2023-10-02", 4, DealEnd::won),
                 deal_to("2023-10-03", 2, DealEnd::lost), deal_to("2023-10-04", 2),
                 deal_to("2023-10-05", 0), deal_to("2023-10-06", 1, DealEnd::void_)});
  EXPECT_EQ(f.created, 5);
  EXPECT_EQ(f.reached, (Counts{4, 3, 1, 1}));
  EXPECT_EQ(f.won, 1);
  EXPECT_EQ(f.lost, 1);
  EXPECT_EQ(f.void_, 1);
  EXPECT_EQ(f.open, 2);
  EXPECT_EQ(funnel_step(f, 0, kMonth, kLater).ppm, 800'000);
  EXPECT_EQ(funnel_step(f, 1, kMonth, kLater).ppm, 750'000);
  EXPECT_EQ(funnel_step(f, 2, kMonth, kLater).ppm, 333'333);
  EXPECT_EQ(funnel_step(f, 3, kMonth, kLater).ppm, 1'000'000);
  EXPECT_EQ(funnel_cumulative(f, 3, kMonth, kLater).ppm, 200'000);
  EXPECT_EQ(funnel_cumulative(f, 0, kMonth, kLater).metric, Metric::funnel_cumulative);
}

TEST(Funnel, OnlyTheCohortOfThePeriodAndOnlyWhatHasHappened) {
  const std::vector<DealFigures> deals{deal_to("2023-09-30", 4), deal_to("2023-11-01", 4),
                                       deal_to("2023-10-31", 3, DealEnd::lost)};
  EXPECT_EQ(funnel_of(deals).created, 1);
  const FunnelCounts then = funnel_of(deals, day("2023-11-01"));
  EXPECT_EQ(then.reached, (Counts{1, 0, 0, 0}));
  EXPECT_EQ(then.open, 1);
  EXPECT_EQ(then.lost, 0);
  EXPECT_EQ(funnel_of(deals, day("2023-10-30")).created, 0);
}

TEST(Funnel, SkippedStagesCountAsReachedNotAsVisited) {
  DealFigures d = deal_to("2023-10-02", 0);
  d.reached = {day("2023-10-05"), day("2023-10-05"), day("2023-10-05"), std::nullopt};
  d.visits = {0, 0, 1, 0};
  const FunnelCounts f = funnel_of({d});
  EXPECT_EQ(f.reached, (Counts{1, 1, 1, 0}));
  EXPECT_EQ(f.visited, (Counts{0, 0, 1, 0}));
}

TEST(Funnel, AnEmptyStepHasNoValue) {
  const FunnelCounts f = funnel_of({deal_to("2023-10-02", 1)});
  EXPECT_EQ(funnel_step(f, 1, kMonth, kLater).ppm, 0);
  EXPECT_EQ(funnel_step(f, 2, kMonth, kLater).status, RateStatus::no_value);
  EXPECT_EQ(funnel_step(FunnelCounts{}, 0, kMonth, kLater).status, RateStatus::no_value);
  EXPECT_EQ(funnel_step(f, 9, kMonth, kLater).status, RateStatus::no_value);
}

// ---- faults published of other systems --------------------------------------

TEST(PublishedFaults, LostDealsAreNotRemovedFromTheStagesTheyPassed) {
  const FunnelCounts f =
      funnel_of({deal_to("2023-10-02", 3, DealEnd::lost),
                 deal_to("2023-10-03", 0, DealEnd::lost), deal_to("2023-10-04", 3)});
  EXPECT_EQ(f.reached, (Counts{2, 2, 2, 0}));
  EXPECT_EQ(f.lost_at, (Counts{1, 0, 0, 1, 0}));
}

TEST(PublishedFaults, EnteringAStageTwiceCountsOneDeal) {
  DealFigures d = deal_to("2023-10-02", 2);
  d.visits = {3, 2, 0, 0};
  const FunnelCounts f = funnel_of({d});
  EXPECT_EQ(f.reached, (Counts{1, 1, 0, 0}));
  EXPECT_EQ(f.visited, (Counts{1, 1, 0, 0}));
}

TEST(PublishedFaults, StageTotalsOfUnsortedRowsAddUp) {
  // A 10, B 5, A 7 must give A 17, not 7.
  std::vector<DealFigures> deals(10, deal_to("2023-10-02", 1));
  deals.insert(deals.end(), 5, deal_to("2023-10-02", 2));
  deals.insert(deals.end(), 7, deal_to("2023-10-02", 1));
  const FunnelCounts f = funnel_of(deals);
  EXPECT_EQ(f.reached[0] - f.reached[1], 17);
  EXPECT_EQ(f.reached[1], 5);
}

TEST(PublishedFaults, NoStepExceedsAHundredPercent) {
  // Deals made before the month that advance in it belong to their own cohort.
  const FunnelCounts f = funnel_of({deal_to("2023-09-29", 4, DealEnd::won),
                                    deal_to("2023-09-28", 4), deal_to("2023-10-02", 1)});
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_LE(funnel_step(f, i, kMonth, kLater).ppm.value_or(0), 1'000'000);
  }
  EXPECT_EQ(f.reached, (Counts{1, 0, 0, 0}));
}

TEST(PublishedFaults, MonthsOfDifferentYearsStayApart) {
  const FunnelCounts f = funnel_of({deal_to("2022-10-15", 4), deal_to("2023-10-15", 1)});
  EXPECT_EQ(f.created, 1);
}

TEST(PublishedFaults, ALossIsFiledUnderTheDayItWasLost) {
  const DealFigures d = deal_to("2023-10-30", 2, DealEnd::lost);  // lost 2023-11-09
  EXPECT_EQ(win_rate_part(d, kMonth, kLater), (RateSum{}));
  EXPECT_EQ(win_rate_part(d, span("2023-11-01", "2023-11-30"), kLater), (RateSum{0, 1}));
}

TEST(PublishedFaults, TheSharesOfOwnersAddToTheWhole) {
  const std::vector<DealFigures> li{deal_to("2023-10-02", 3), deal_to("2023-10-03", 1)};
  const std::vector<DealFigures> wang{deal_to("2023-10-04", 4, DealEnd::won)};
  std::vector<DealFigures> all = li;
  all.insert(all.end(), wang.begin(), wang.end());
  EXPECT_EQ(funnel_of(li) + funnel_of(wang), funnel_of(all));
}

// ---- the group --------------------------------------------------------------

TEST(Funnel, FunnelsOfDifferentPipelinesDoNotAdd) {
  FunnelCounts four = funnel_of({deal_to("2023-10-02", 3)});
  const FunnelCounts before = four;
  const FunnelCounts two = funnel({}, 2, kMonth, kLater);
  EXPECT_THROW(four += two, Error);
  EXPECT_EQ(four, before);
  EXPECT_EQ(four + FunnelCounts{}, four);
  EXPECT_EQ(FunnelCounts{} + four, four);
  DealFigures odd = deal_to("2023-10-02", 1);
  odd.reached.resize(3);
  EXPECT_THROW(funnel_of({odd}), Error);
}

TEST(Funnel, CountsCrossProcessesAsBytes) {
  const FunnelCounts f = funnel_of({deal_to("2023-10-02", 3, DealEnd::lost)});
  EXPECT_EQ(decode<FunnelCounts>(encode(f)).value(), f);
  FunnelCounts damaged = f;
  damaged.visited.resize(2);
  EXPECT_THROW(decode<FunnelCounts>(encode(damaged)).value() + f, Error);
}

}  // namespace
}  // namespace kith::testing_metrics
