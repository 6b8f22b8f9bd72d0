// Columns against one row at a time.
#include <gtest/gtest.h>

#include <random>

#include "kith/calendar/columns.hpp"

namespace {

using namespace kith;

struct Asked {
  std::vector<std::int32_t> days, n;
};

Asked some(std::uint32_t seed, std::size_t rows, std::int32_t span, std::int32_t steps) {
  std::mt19937 random(seed);
  const auto below = [&](std::int32_t k) {
    return static_cast<std::int32_t>(random() % static_cast<std::uint32_t>(k));
  };
  Asked asked;
  for (std::size_t i = 0; i < rows; ++i) {
    asked.days.push_back(20'000 + below(span));
    asked.n.push_back(below(2 * steps + 1) - steps);
  }
  return asked;
}

void expect_as_one_by_one(const Calendar& calendar, const Asked& asked) {
  const std::size_t rows = asked.days.size();
  std::vector<std::int32_t> added(rows), counted(rows);
  std::vector<std::uint8_t> flags(rows), count_flags(rows);
  ASSERT_TRUE(add_days(calendar, asked.days, asked.n, {added, flags}));
  ASSERT_TRUE(count_days(calendar, asked.days, added, {counted, count_flags}));
  for (std::size_t i = 0; i < rows; ++i) {
    const DayAnswer one = calendar.add(Date(asked.days[i]), asked.n[i]).value();
    ASSERT_EQ(added[i], one.day.days()) << asked.days[i] << " " << asked.n[i];
    ASSERT_EQ(flags[i], one.provisional ? 1 : 0) << asked.days[i] << " " << asked.n[i];
    const CountAnswer back = calendar.count(Date(asked.days[i]), one.day);
    ASSERT_EQ(counted[i], back.days) << i;
    ASSERT_EQ(count_flags[i], back.provisional ? 1 : 0) << i;
  }
}

TEST(CalendarColumns, AreAsOneByOneWhetherNumberedOrNot) {
  for (std::uint32_t seed = 0; seed < 20; ++seed) {
    // Many rows of few days are numbered; few rows are not. Days past 2026 are not
    // covered.
    expect_as_one_by_one(china_calendar(), some(seed, 4'000, 1'200, 60));
    expect_as_one_by_one(china_calendar(), some(seed, 300, 1'200, 400));
    expect_as_one_by_one(Calendar::weekdays(), some(seed, 4'000, 500, 90));
  }
}

// Of many rows the first ones foretell the days; rows that are not as foretold come in
// any block, and block by block what came before stays.
TEST(CalendarColumns, AreAsOneByOneWhateverTheFirstRowsForetell) {
  constexpr std::size_t kRows = 40'000;
  const auto with = [](std::size_t at, std::int32_t day, std::int32_t n) {
    Asked asked = some(7, kRows, 900, 60);
    for (std::int32_t& x : asked.n) x = std::abs(x) + 1;
    asked.days[at] = day;
    asked.n[at] = n;
    return asked;
  };
  for (const std::size_t at : {0u, 8'191u, 8'192u, 20'000u, 39'999u}) {
    expect_as_one_by_one(china_calendar(), with(at, 20'400, 7));
    expect_as_one_by_one(china_calendar(), with(at, 20'400, 0));
    expect_as_one_by_one(china_calendar(), with(at, 20'400, -3));
    expect_as_one_by_one(china_calendar(), with(at, 20'400, 700));
    expect_as_one_by_one(china_calendar(), with(at, 19'871, 5));
    expect_as_one_by_one(china_calendar(), with(at, 10'000, 5));
    expect_as_one_by_one(china_calendar(), with(at, 23'500, 5));
    expect_as_one_by_one(Calendar::weekdays(), with(at, 30'000, 1));
    std::vector<std::int32_t> out(kRows);
    const Asked bad = with(at, Date::kMaxDays + 1, 5);
    const auto done = add_days(china_calendar(), bad.days, bad.n, {out, {}});
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().field(), "days");
    EXPECT_EQ(done.error().row(), static_cast<std::int64_t>(at));
    const Asked far = with(at, 20'400, 2'000'000'000);
    const auto past = add_days(china_calendar(), far.days, far.n, {out, {}});
    ASSERT_FALSE(past);
    EXPECT_EQ(past.error().field(), "n");
    EXPECT_EQ(past.error().row(), static_cast<std::int64_t>(at));
  }
}

TEST(CalendarColumns, AnswersMayLieWhereTheDaysDo) {
  const Asked asked = some(1, 4'000, 800, 60);
  std::vector<std::int32_t> apart(asked.days.size()), in_place = asked.days;
  ASSERT_TRUE(add_days(china_calendar(), asked.days, asked.n, {apart, {}}));
  ASSERT_TRUE(add_days(china_calendar(), in_place, asked.n, {in_place, {}}));
  EXPECT_EQ(in_place, apart);
}

TEST(CalendarColumns, NameTheFirstBadRow) {
  Asked asked = some(2, 4'000, 800, 60);
  asked.days[7] = Date::kMaxDays + 1;
  asked.days[9] = Date::kMinDays - 1;
  std::vector<std::int32_t> out(asked.days.size());
  auto done = add_days(china_calendar(), asked.days, asked.n, {out, {}});
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().field(), "days");
  EXPECT_EQ(done.error().row(), 7);
  done = count_days(china_calendar(), asked.n, asked.days, {out, {}});
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().field(), "to");
  EXPECT_EQ(done.error().row(), 7);

  asked = some(2, 4'000, 800, 60);
  asked.n[11] = 2'000'000'000;
  done = add_days(china_calendar(), asked.days, asked.n, {out, {}});
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().field(), "n");
  EXPECT_EQ(done.error().row(), 11);
  EXPECT_EQ(done.error().reason(), Reason::date_out_of_range);

  EXPECT_TRUE(add_days(china_calendar(), {}, {}, {}));
}

}  // namespace
