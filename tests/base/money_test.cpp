// Money: exponents, plain decimals, checked sums, scaling against exact fractions.
#include "kith/base/money.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <random>

namespace kith {
namespace {

constexpr std::int64_t kMax = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kMin = std::numeric_limits<std::int64_t>::min();

Money money(std::int64_t minor, const char* code = "CNY") {
  return {minor, Currency::parse(code).value()};
}

TEST(Currency, ThreeUpperCaseLetters) {
  EXPECT_EQ(Currency().code(), "CNY");
  for (const char* bad : {"", "CN", "CNYY", "cny", "CN1", "￥"}) {
    ASSERT_FALSE(Currency::parse(bad)) << bad;
    EXPECT_EQ(Currency::parse(bad).error().reason(), Reason::bad_money);
  }
}

TEST(Currency, Exponents) {
  for (const char* c : {"BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG",
                        "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF"}) {
    EXPECT_EQ(money(0, c).currency.exponent(), 0) << c;
  }
  for (const char* c : {"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"}) {
    EXPECT_EQ(money(0, c).currency.exponent(), 3) << c;
  }
  for (const char* c : {"CNY", "USD", "EUR", "HKD", "TWD"}) {
    EXPECT_EQ(money(0, c).currency.exponent(), 2) << c;
  }
}

TEST(Money, Decimal) {
  EXPECT_EQ(money(120000000).decimal(), "1200000.00");
  EXPECT_EQ(money(0).decimal(), "0.00");
  EXPECT_EQ(money(5).decimal(), "0.05");
  EXPECT_EQ(money(-5).decimal(), "-0.05");
  EXPECT_EQ(money(-100).decimal(), "-1.00");
  EXPECT_EQ(money(1234, "JPY").decimal(), "1234");
  EXPECT_EQ(money(1234, "KWD").decimal(), "1.234");
  EXPECT_EQ(money(kMin).decimal(), "-92233720368547758.08");
  EXPECT_EQ(money(kMax).decimal(), "92233720368547758.07");
}

TEST(Money, SumsAreChecked) {
  EXPECT_EQ(add(money(1), money(2)).value().minor, 3);
  EXPECT_EQ(subtract(money(1), money(2)).value().minor, -1);
  EXPECT_EQ(add(money(kMax), money(1)).error().reason(), Reason::overflow);
  EXPECT_EQ(add(money(kMin), money(-1)).error().reason(), Reason::overflow);
  EXPECT_EQ(subtract(money(0), money(kMin)).error().reason(), Reason::overflow);
  EXPECT_EQ(subtract(money(-1), money(kMin)).value().minor, kMax);
  EXPECT_EQ(add(money(1), money(1, "USD")).error().reason(), Reason::conflict);
  EXPECT_EQ(subtract(money(1), money(1, "USD")).error().reason(), Reason::conflict);
}

TEST(Money, HalvesGoToEven) {
  const std::int64_t wanted[] = {-2, -2, -1, 0, 0, 0, 1, 2, 2};  // n/2 for n = -4…4
  for (int n = -4; n <= 4; ++n)
    EXPECT_EQ(scale(money(n), 1, 2).value().minor, wanted[n + 4]) << n;
  EXPECT_EQ(scale(money(10), 1, 4).value().minor, 2);
  EXPECT_EQ(scale(money(14), 1, 4).value().minor, 4);
  EXPECT_EQ(scale(money(1), 2, 3).value().minor, 1);
  EXPECT_EQ(scale(money(-1), 2, 3).value().minor, -1);
  EXPECT_EQ(scale(money(100), -15, 100).value().minor, -15);
}

TEST(Money, ScaleIsTheNearestWholeNumber) {
  std::mt19937_64 random(3);
  for (int i = 0; i < 50000; ++i) {
    const auto a = static_cast<std::int64_t>(random() % 2'000'001) - 1'000'000;
    const auto num = static_cast<std::int64_t>(random() % 2001) - 1000;
    const auto den = static_cast<std::int64_t>(random() % 100) + 1;
    const std::int64_t q = scale(money(a), num, den).value().minor;
    const std::int64_t off = a * num - q * den;  // the rest, −den/2 … den/2
    ASSERT_LE(2 * std::abs(off), den);
    if (2 * std::abs(off) == den) {
      ASSERT_EQ(q % 2, 0);
    }
  }
}

TEST(Money, ScaleAtTheEdges) {
  EXPECT_EQ(scale(money(kMin), kMin, kMax).error().reason(), Reason::overflow);
  EXPECT_EQ(scale(money(kMax), kMax, kMax).value().minor, kMax);
  EXPECT_EQ(scale(money(kMin), kMax, kMax).value().minor, kMin);
  EXPECT_EQ(scale(money(kMax), 2, 1).error().reason(), Reason::overflow);
  EXPECT_EQ(scale(money(1), 1, 0).error().reason(), Reason::bad_number);
  EXPECT_EQ(scale(money(1), 1, -1).error().reason(), Reason::bad_number);
}

}  // namespace
}  // namespace kith
