// Laws over random books: merging equals the whole, kernels equal the parts, and both
// equal a slow count.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

#include "metrics/figures.hpp"

namespace kith::testing_metrics {
namespace {

using Random = std::mt19937_64;

int pick(Random& random, int n) {
  return static_cast<int>(random() % static_cast<unsigned>(n));
}

const Date kStart = day("2023-01-01");

Date random_day(Random& random, int days = 500) {
  return kStart.plus_days(pick(random, days));
}

struct Question {
  DateSpan period;
  Date as_of;
};

Question random_question(Random& random) {
  const Date first = random_day(random);
  return {{first, first.plus_days(pick(random, 120) - 3)}, random_day(random, 700)};
}

CustomerFigures random_customer(Random& random) {
  CustomerFigures c;
  if (pick(random, 5) != 0) c.first_recorded = random_day(random);
  if (pick(random, 2) != 0) c.first_won = random_day(random);
  const int n = pick(random, 2) * pick(random, 8);
  std::set<Date> days;
  for (int i = 0; i < n; ++i) days.insert(random_day(random));
  c.order_days.assign(days.begin(), days.end());
  return c;
}

DealFigures random_deal(Random& random) {
  DealFigures d;
  d.created = random_day(random);
  d.reached.resize(4);
  d.visits.resize(4);
  Date on = d.created;
  const int furthest = pick(random, 5);
  for (int i = 0; i < furthest; ++i) {
    on = on.plus_days(pick(random, 40));
    d.reached[static_cast<std::size_t>(i)] = on;
    d.visits[static_cast<std::size_t>(i)] = pick(random, 3);
  }
  d.end = static_cast<DealEnd>(pick(random, 4));
  if (d.end != DealEnd::open) d.end_day = on.plus_days(pick(random, 60));
  return d;
}

std::vector<CustomerFigures> random_book(Random& random) {
  std::vector<CustomerFigures> book;
  const int n = pick(random, 60);
  for (int i = 0; i < n; ++i) book.push_back(random_customer(random));
  return book;
}

struct Sums {
  RateSum conversion, repurchase, churn;
  bool operator==(const Sums&) const = default;
};

Sums sums_of(const std::vector<CustomerFigures>& book, const Question& q,
             std::int32_t days) {
  Sums s;
  for (const CustomerFigures& c : book) {
    s.conversion += conversion_part(c, q.period, q.as_of);
    s.repurchase += repurchase_part(c, q.period, q.as_of);
    s.churn += churn_part(c, q.period, q.as_of, days);
  }
  return s;
}

/// The definitions day by day, with nothing shared.
Sums slow_sums(const std::vector<CustomerFigures>& book, const Question& q,
               std::int32_t days) {
  Sums s;
  for (const CustomerFigures& c : book) {
    int recorded = 0;
    int in = 0;
    for (Date d = q.period.first; d <= q.period.last && d <= q.as_of;
         d = d.plus_days(1)) {
      recorded += c.first_recorded == d ? 1 : 0;
      in += std::count(c.order_days.begin(), c.order_days.end(), d) > 0 ? 1 : 0;
    }
    int before = 0;
    for (int back = 1; back <= days; ++back) {
      const Date d = q.period.first.plus_days(-back);
      before += std::count(c.order_days.begin(), c.order_days.end(), d) > 0 ? 1 : 0;
    }
    const bool begun = q.period.first <= q.as_of && q.period.first <= q.period.last;
    s.conversion.denominator += recorded;
    s.conversion.numerator +=
        recorded == 1 && c.first_won && *c.first_won <= q.as_of ? 1 : 0;
    s.repurchase.denominator += in > 0 ? 1 : 0;
    s.repurchase.numerator += in > 1 ? 1 : 0;
    s.churn.denominator += begun && before > 0 ? 1 : 0;
    s.churn.numerator += begun && before > 0 && in == 0 ? 1 : 0;
  }
  return s;
}

TEST(MetricsLaws, PartsAgreeWithASlowCount) {
  Random random(39);
  Sums all;
  for (int round = 0; round < 200; ++round) {
    const auto book = random_book(random);
    const Question q = random_question(random);
    const std::int32_t days = 1 + pick(random, 200);
    const Sums fast = sums_of(book, q, days);
    EXPECT_EQ(fast, slow_sums(book, q, days)) << "round " << round;
    all.conversion += fast.conversion;
    all.repurchase += fast.repurchase;
    all.churn += fast.churn;
  }
  for (const RateSum& s : {all.conversion, all.repurchase, all.churn}) {
    EXPECT_GT(s.numerator, 0) << "the books reach both sides";
    EXPECT_LT(s.numerator, s.denominator);
  }
}

TEST(MetricsLaws, ColumnsInAnyOrderAgreeWithTheParts) {
  Random random(40);
  for (int round = 0; round < 200; ++round) {
    const auto book = random_book(random);
    std::vector<std::pair<std::int32_t, std::int32_t>> rows;
    for (std::size_t i = 0; i < book.size(); ++i) {
      for (const Date d : book[i].order_days) {
        for (int again = pick(random, 3); again >= 0; --again) {
          rows.emplace_back(static_cast<std::int32_t>(i), d.days());
        }
      }
    }
    std::shuffle(rows.begin(), rows.end(), random);
    std::vector<std::int32_t> customer;
    std::vector<std::int32_t> on;
    for (const auto& [c, d] : rows) {
      customer.push_back(c);
      on.push_back(d);
    }
    const OrderColumns columns{customer, on, static_cast<std::int32_t>(book.size())};
    const Question q = random_question(random);
    const Sums parts = sums_of(book, q, 90);
    EXPECT_EQ(repurchase_sum(columns, q.period, q.as_of), parts.repurchase);
    EXPECT_EQ(churn_sum(columns, q.period, q.as_of, 90), parts.churn);
  }
}

TEST(MetricsLaws, MergedShardsAreTheWholeAndMinusOldPlusNewIsARecount) {
  Random random(41);
  for (int round = 0; round < 100; ++round) {
    auto book = random_book(random);
    book.push_back(random_customer(random));
    const Question q = random_question(random);
    const auto cut = book.begin() + pick(random, static_cast<int>(book.size()));
    const Sums whole = sums_of(book, q, 180);
    const Sums left = sums_of({book.begin(), cut}, q, 180);
    const Sums right = sums_of({cut, book.end()}, q, 180);
    EXPECT_EQ(left.conversion + right.conversion, whole.conversion);
    EXPECT_EQ(right.repurchase + left.repurchase, whole.repurchase);
    EXPECT_EQ(whole.churn - left.churn, right.churn);
    const std::size_t at =
        static_cast<std::size_t>(pick(random, static_cast<int>(book.size())));
    const CustomerFigures changed = random_customer(random);
    const RateSum moved = whole.churn - churn_part(book[at], q.period, q.as_of) +
                          churn_part(changed, q.period, q.as_of);
    book[at] = changed;
    EXPECT_EQ(moved, sums_of(book, q, 180).churn);
  }
}

TEST(MetricsLaws, PpmIsTheNearestEvenValue) {
  Random random(42);
  for (int round = 0; round < 5000; ++round) {
    const std::int64_t den = 1 + pick(random, 4'000'000);
    const std::int64_t num = pick(random, 4'000'000);
    const std::int64_t v = ppm_of(num, den).value();
    const std::int64_t twice_error = 2 * (num * 1'000'000 - v * den);
    EXPECT_LE(std::abs(twice_error), den);
    EXPECT_TRUE(std::abs(twice_error) != den || v % 2 == 0);
  }
}

TEST(MetricsLaws, FunnelOfTheWholeIsTheSumOfItsDealsAndOfItsShards) {
  Random random(43);
  for (int round = 0; round < 100; ++round) {
    std::vector<DealFigures> deals;
    for (int n = 1 + pick(random, 80); n > 0; --n) deals.push_back(random_deal(random));
    const Question q = random_question(random);
    const FunnelCounts whole = funnel(deals, 4, q.period, q.as_of);
    FunnelCounts sum;
    for (const DealFigures& d : deals) sum += funnel_part(d, q.period, q.as_of);
    EXPECT_EQ(sum, whole);
    const auto cut =
        static_cast<std::size_t>(pick(random, static_cast<int>(deals.size())));
    const std::span<const DealFigures> all(deals);
    const FunnelCounts left = funnel(all.first(cut), 4, q.period, q.as_of);
    const FunnelCounts right = funnel(all.subspan(cut), 4, q.period, q.as_of);
    EXPECT_EQ(left + right, whole);
    EXPECT_EQ(right + left, whole);
    EXPECT_EQ(whole - left, right);
  }
}

TEST(MetricsLaws, FunnelAgreesWithASlowCountAndNeverWidens) {
  Random random(44);
  for (int round = 0; round < 200; ++round) {
    std::vector<DealFigures> deals;
    for (int n = pick(random, 60); n > 0; --n) deals.push_back(random_deal(random));
    const Question q = random_question(random);
    const FunnelCounts f = funnel(deals, 4, q.period, q.as_of);
    const auto count = [&](auto test) {
      return std::count_if(deals.begin(), deals.end(), [&](const DealFigures& d) {
        const bool in = q.period.first <= d.created && d.created <= q.period.last &&
                        d.created <= q.as_of;
        return in && test(d);
      });
    };
    const auto stands = [&](DealEnd end) {
      return count([&](const DealFigures& d) {
        return (d.end_day && *d.end_day <= q.as_of ? d.end : DealEnd::open) == end;
      });
    };
    EXPECT_EQ(f.created, count([](const DealFigures&) { return true; }));
    for (std::size_t i = 0; i < 4; ++i) {
      EXPECT_EQ(f.reached[i], count([&](const DealFigures& d) {
                  return d.reached[i] && *d.reached[i] <= q.as_of;
                }));
      EXPECT_LE(f.reached[i], i == 0 ? f.created : f.reached[i - 1]);
      EXPECT_LE(f.visited[i], f.reached[i]);
    }
    EXPECT_EQ(f.won, stands(DealEnd::won));
    EXPECT_EQ(f.lost, stands(DealEnd::lost));
    EXPECT_EQ(f.void_, stands(DealEnd::void_));
    EXPECT_EQ(f.open, stands(DealEnd::open));
    EXPECT_EQ(f.open + f.won + f.lost + f.void_, f.created);
    std::int64_t died = 0;
    for (const std::int64_t n : f.lost_at) died += n;
    EXPECT_EQ(died, f.lost);
  }
}

}  // namespace
}  // namespace kith::testing_metrics
