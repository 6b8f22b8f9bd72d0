// S39: conversion, repurchase and churn by their stated definitions, and what a rate may
// say.
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "kith/base/archive.hpp"
#include "kith/base/error.hpp"
#include "metrics/figures.hpp"

namespace kith::testing_metrics {
namespace {

const DateSpan kQuarter = span("2023-07-01", "2023-09-30");
const Date kLater = day("2023-12-31");

TEST(Rates, S39_conversion_is_a_cohort_of_customers_first_recorded) {
  const auto part = [](const char* recorded, const char* won, Date as_of) {
    CustomerFigures c;
    if (recorded != nullptr) c.first_recorded = day(recorded);
    if (won != nullptr) c.first_won = day(won);
    return conversion_part(c, kQuarter, as_of);
  };
  EXPECT_EQ(part("2023-07-01", nullptr, kLater), (RateSum{0, 1}));
  EXPECT_EQ(part("2023-09-30", "2023-11-01", kLater), (RateSum{1, 1}))
      << "won after the period, by the day of the answer";
  EXPECT_EQ(part("2023-09-30", "2023-11-01", day("2023-10-31")), (RateSum{0, 1}));
  EXPECT_EQ(part("2023-06-30", "2023-08-01", kLater), (RateSum{}))
      << "won in the period but of an older cohort";
  EXPECT_EQ(part("2023-10-01", "2023-10-02", kLater), (RateSum{}));
  EXPECT_EQ(part("2023-09-30", nullptr, day("2023-09-29")), (RateSum{}))
      << "not yet recorded";
  EXPECT_EQ(part(nullptr, "2023-08-01", kLater), (RateSum{}));
}

TEST(Rates, S39_repurchase_wants_two_days_of_the_period) {
  const auto part = [](std::vector<std::string_view> days, Date as_of) {
    return repurchase_part(orders_on(std::move(days)), kQuarter, as_of);
  };
  EXPECT_EQ(part({}, kLater), (RateSum{}));
  EXPECT_EQ(part({"2023-07-01"}, kLater), (RateSum{0, 1}));
  EXPECT_EQ(part({"2023-07-01", "2023-09-30"}, kLater), (RateSum{1, 1}));
  EXPECT_EQ(part({"2023-06-30", "2023-07-01"}, kLater), (RateSum{0, 1}));
  EXPECT_EQ(part({"2023-06-30", "2023-10-01"}, kLater), (RateSum{}));
  EXPECT_EQ(part({"2023-07-01", "2023-09-30"}, day("2023-09-29")), (RateSum{0, 1}));
}

TEST(Rates, S39_churn_looks_back_180_days_from_the_period) {
  // 180 days before 2023-07-01: 2023-01-02 … 2023-06-30.
  const auto part = [](std::vector<std::string_view> days, Date as_of) {
    return churn_part(orders_on(std::move(days)), kQuarter, as_of);
  };
  EXPECT_EQ(part({"2023-01-01"}, kLater), (RateSum{})) << "lost before";
  EXPECT_EQ(part({"2023-01-02"}, kLater), (RateSum{1, 1}));
  EXPECT_EQ(part({"2023-06-30"}, kLater), (RateSum{1, 1}));
  EXPECT_EQ(part({"2023-06-30", "2023-07-01"}, kLater), (RateSum{0, 1}));
  EXPECT_EQ(part({"2023-06-30", "2023-10-01"}, kLater), (RateSum{1, 1}))
      << "back too late";
  EXPECT_EQ(part({"2023-07-01"}, kLater), (RateSum{})) << "new in the period";
  EXPECT_EQ(part({}, kLater), (RateSum{})) << "a customer who never bought is not lost";
  EXPECT_EQ(part({"2023-06-30", "2023-09-01"}, day("2023-08-31")), (RateSum{1, 1}));
  EXPECT_EQ(part({"2023-06-30"}, day("2023-06-30")), (RateSum{}))
      << "the period has not begun";
  EXPECT_EQ(churn_part(orders_on({"2023-06-01"}), kQuarter, kLater, 30), (RateSum{1, 1}));
  EXPECT_EQ(churn_part(orders_on({"2023-05-31"}), kQuarter, kLater, 30), (RateSum{}));
}

TEST(Rates, CustomersAreCountedNeverInvoices) {
  // Three orders in the first month: one customer, bought on one day, no repeat.
  const CustomerFigures busy = orders_on({"2023-07-03"});
  EXPECT_EQ(repurchase_part(busy, kQuarter, kLater), (RateSum{0, 1}));
  const std::int32_t on = day("2023-07-03").days();
  const std::vector<std::int32_t> customer{0, 0, 0};
  const std::vector<std::int32_t> days{on, on, on};
  EXPECT_EQ(repurchase_sum({customer, days, 1}, kQuarter, kLater), (RateSum{0, 1}));
}

TEST(Rates, WinRateGoesByTheDayOfTheEnd) {
  const auto part = [](DealEnd end, const char* end_day, Date as_of) {
    DealFigures d = deal_to("2023-01-01", 0, end);
    if (end_day != nullptr) d.end_day = day(end_day);
    return win_rate_part(d, kQuarter, as_of);
  };
  EXPECT_EQ(part(DealEnd::won, "2023-07-01", kLater), (RateSum{1, 1}));
  EXPECT_EQ(part(DealEnd::lost, "2023-09-30", kLater), (RateSum{0, 1}));
  EXPECT_EQ(part(DealEnd::lost, "2023-10-01", kLater), (RateSum{}));
  EXPECT_EQ(part(DealEnd::void_, "2023-08-01", kLater), (RateSum{}));
  EXPECT_EQ(part(DealEnd::open, nullptr, kLater), (RateSum{}));
  EXPECT_EQ(part(DealEnd::won, "2023-08-02", day("2023-08-01")), (RateSum{}));
}

TEST(Rates, AZeroDenominatorIsNoValueNeverZeroPercent) {
  const Rate none = make_rate(Metric::churn, {}, kQuarter, kLater);
  EXPECT_EQ(none.status, RateStatus::no_value);
  EXPECT_EQ(none.ppm, std::nullopt);
  EXPECT_EQ(make_rate(Metric::churn, {}, kQuarter, day("2023-08-01")).status,
            RateStatus::no_value);
  const Rate zero = make_rate(Metric::churn, {0, 4}, kQuarter, kLater);
  EXPECT_EQ(zero.status, RateStatus::ok);
  EXPECT_EQ(zero.ppm, 0);
}

TEST(Rates, AnUnfinishedPeriodSaysSo) {
  EXPECT_EQ(make_rate(Metric::conversion, {1, 2}, kQuarter, day("2023-09-30")).status,
            RateStatus::ok);
  const Rate partial = make_rate(Metric::conversion, {1, 2}, kQuarter, day("2023-09-29"));
  EXPECT_EQ(partial.status, RateStatus::partial_period);
  EXPECT_EQ(partial.ppm, 500'000);
  EXPECT_EQ(make_rate(Metric::conversion, {-1, 2}, kQuarter, kLater).status,
            RateStatus::not_identified);
  EXPECT_EQ(make_rate(Metric::conversion, {1, 0}, kQuarter, kLater).status,
            RateStatus::not_identified);
}

TEST(Rates, PpmRoundsHalfToEvenAndKeepsTheFraction) {
  EXPECT_EQ(ppm_of(1, 3), 333'333);
  EXPECT_EQ(ppm_of(2, 3), 666'667);
  EXPECT_EQ(ppm_of(1, 2'000'000), 0);  // 0.5
  EXPECT_EQ(ppm_of(3, 2'000'000), 2);  // 1.5
  EXPECT_EQ(ppm_of(5, 2'000'000), 2);  // 2.5
  EXPECT_EQ(ppm_of(INT64_MAX, INT64_MAX), 1'000'000);
  EXPECT_EQ(ppm_of(INT64_MAX, 1), std::nullopt);
  EXPECT_EQ(ppm_of(1, 0), std::nullopt);
  const Rate third = make_rate(Metric::repurchase, {1, 3}, kQuarter, kLater);
  EXPECT_EQ(third.numerator, 1);
  EXPECT_EQ(third.denominator, 3);
}

TEST(Rates, EveryMetricNamesItsDefinitionInBothLanguages) {
  std::set<std::string_view> texts;
  for (const CodeWord& word : metric_words()) {
    const auto metric = static_cast<Metric>(word.code);
    for (const Language language : {Language::chinese, Language::english}) {
      EXPECT_NE(metric_definition(metric, language).find("÷"), std::string_view::npos)
          << word.name;
      EXPECT_TRUE(texts.insert(metric_definition(metric, language)).second);
    }
  }
  EXPECT_EQ(metric_definition(static_cast<Metric>(99), Language::english), "");
  EXPECT_EQ(metric_definition(static_cast<Metric>(0), Language::english), "");
}

TEST(Rates, ColumnsAreChecked) {
  const std::vector<std::int32_t> two{0, 2};
  const std::vector<std::int32_t> one{0};
  EXPECT_THROW(repurchase_sum({two, one, 3}, kQuarter, kLater), Error);
  try {
    churn_sum({two, two, 2}, kQuarter, kLater);
    FAIL();
  } catch (const Error& e) {
    EXPECT_EQ(e.field(), "customer");
    EXPECT_EQ(e.row(), 1);
  }
}

TEST(Rates, SumsCrossProcessesAsBytes) {
  const RateSum sum{-3, 1'000'000'000'000};
  EXPECT_EQ(decode<RateSum>(encode(sum)).value(), sum);
}

}  // namespace
}  // namespace kith::testing_metrics
