// Amounts of documents.
#include "base/amount.hpp"

#include <gtest/gtest.h>

namespace kith {
namespace {

TEST(Amount, ReadsPlainDecimals) {
  EXPECT_EQ(parse_amount("0", 2), 0);
  EXPECT_EQ(parse_amount("1000000.00", 2), 100'000'000);
  EXPECT_EQ(parse_amount("1000000", 2), 100'000'000);
  EXPECT_EQ(parse_amount("0.5", 2), 50);
  EXPECT_EQ(parse_amount("-12.34", 2), -1234);
  EXPECT_EQ(parse_amount("7", 0), 7);
  EXPECT_EQ(parse_amount("7.125", 3), 7125);
  EXPECT_EQ(parse_amount("9000000000000000.00", 2), kAmountLimit);
  for (const char* bad : {"", "-", ".", "5.", ".5", "1.234", "+1", "1,000", " 1", "1e3",
                          "--1", "9000000000000000.01", "99999999999999999999999"}) {
    EXPECT_EQ(parse_amount(bad, 2), std::nullopt) << bad;
  }
  EXPECT_EQ(parse_amount("1.0", 0), std::nullopt);
}

}  // namespace
}  // namespace kith
