// Lists of what is due over columns against sorting everything.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "kith/cadence/due_columns.hpp"

namespace {

using namespace kith;

struct Columns {
  std::vector<std::int32_t> last, gap, owner, points;
  [[nodiscard]] DueColumns view() const { return {last, gap, owner, points}; }
};

struct Lists {
  Lists(std::int32_t owners, std::int32_t limit)
      : owners_(owners),
        limit_(limit),
        row(static_cast<std::size_t>(owners) * static_cast<std::size_t>(limit)),
        due(row.size()),
        size(static_cast<std::size_t>(owners)) {}
  [[nodiscard]] DueLists out() { return {owners_, limit_, row, due, size}; }

 private:
  std::int32_t owners_, limit_;

 public:
  std::vector<std::int64_t> row;
  std::vector<std::int32_t> due, size;
};

const Date kToday = Date::parse("2023-10-26").value();

Columns some(std::uint32_t seed, std::int32_t rows, std::int32_t owners,
             std::int32_t points) {
  std::mt19937 random(seed);
  const auto below = [&](std::int32_t n) {
    return static_cast<std::int32_t>(random() % static_cast<std::uint32_t>(n));
  };
  Columns c;
  for (std::int32_t i = 0; i < rows; ++i) {
    c.last.push_back(kToday.days() - 120 + below(130));
    c.gap.push_back(1 + below(60));
    c.owner.push_back(below(owners));
    c.points.push_back(below(points) - points / 2);
  }
  return c;
}

/// Every row's due day, sorted, cut.
Lists slowly(const Columns& c, std::int32_t owners, std::int32_t limit) {
  Lists out(owners, limit);
  std::fill(out.row.begin(), out.row.end(), -1);
  for (std::int32_t o = 0; o < owners; ++o) {
    std::vector<std::size_t> rows;
    for (std::size_t i = 0; i < c.last.size(); ++i) {
      const Date due = china_calendar().add(Date(c.last[i]), c.gap[i])->day;
      if (c.owner[i] == o && due <= kToday) rows.push_back(i);
    }
    std::stable_sort(rows.begin(), rows.end(), [&](std::size_t a, std::size_t b) {
      return c.points[a] > c.points[b];
    });
    rows.resize(std::min(rows.size(), static_cast<std::size_t>(limit)));
    const auto at = static_cast<std::size_t>(o);
    out.size[at] = static_cast<std::int32_t>(rows.size());
    for (std::size_t n = 0; n < rows.size(); ++n) {
      const std::size_t place = at * static_cast<std::size_t>(limit) + n;
      out.row[place] = static_cast<std::int64_t>(rows[n]);
      out.due[place] =
          china_calendar().add(Date(c.last[rows[n]]), c.gap[rows[n]])->day.days();
    }
  }
  return out;
}

TEST(DueColumns, ListsAreThoseOfSortingAllThatIsDue) {
  std::int64_t listed = 0, full = 0;
  for (std::uint32_t seed = 0; seed < 60; ++seed) {
    const std::int32_t owners = 1 + static_cast<std::int32_t>(seed % 7);
    const std::int32_t limit = 1 + static_cast<std::int32_t>(seed % 5) * 8;
    // Few points: ties decide.
    const Columns c = some(seed, 40 * static_cast<std::int32_t>(seed), owners,
                           seed % 2 == 0 ? 4 : 1000);
    Lists fast(owners, limit);
    const auto done = list_due(china_calendar(), c.view(), kToday, fast.out());
    ASSERT_TRUE(done) << done.error().message();
    const Lists slow = slowly(c, owners, limit);
    ASSERT_EQ(fast.size, slow.size) << seed;
    ASSERT_EQ(fast.row, slow.row) << seed;
    ASSERT_EQ(fast.due, slow.due) << seed;
    for (const std::int32_t n : slow.size) {
      listed += n;
      full += n == limit ? 1 : 0;
    }
  }
  EXPECT_GT(listed, 2000);
  EXPECT_GT(full, 100);
}

TEST(DueColumns, OfManyRowsOneMayLieFarFromTheFirst) {
  for (const std::int32_t day : {19'000, 10'000, Date::kMinDays, kToday.days() + 900}) {
    for (const std::size_t at : {5u, 19'999u}) {
      Columns c = some(3, 20'000, 9, 1'000'000);
      c.last[at] = day;
      c.points[at] = 2'000'000;
      Lists fast(9, 20);
      const auto done = list_due(china_calendar(), c.view(), kToday, fast.out());
      ASSERT_TRUE(done) << done.error().message();
      const Lists slow = slowly(c, 9, 20);
      ASSERT_EQ(fast.size, slow.size) << day;
      ASSERT_EQ(fast.row, slow.row) << day;
      ASSERT_EQ(fast.due, slow.due) << day;
    }
  }
  Columns c = some(3, 20'000, 9, 1'000);
  c.gap[19'000] = 0;
  Lists lists(9, 20);
  const auto done = list_due(china_calendar(), c.view(), kToday, lists.out());
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().field(), "gaps");
  EXPECT_EQ(done.error().row(), 19'000);
}

TEST(DueColumns, TheDayItselfIsDueAndTheDayBeforeIsNot) {
  // Thursday 2023-09-28 and one working day: 2023-10-07, a Saturday that works.
  const Columns c{{19628}, {1}, {0}, {5}};
  Lists lists(1, 2);
  ASSERT_TRUE(list_due(china_calendar(), c.view(), Date(19637), lists.out()));
  EXPECT_EQ(lists.row, (std::vector<std::int64_t>{0, -1}));
  EXPECT_EQ(lists.due, (std::vector<std::int32_t>{19637, 0}));
  ASSERT_TRUE(list_due(china_calendar(), c.view(), Date(19636), lists.out()));
  EXPECT_EQ(lists.size[0], 0);
}

TEST(DueColumns, NamesTheCellThatIsWrong) {
  const Columns good{{19628, 19629}, {1, 2}, {0, 1}, {5, 6}};
  const auto fails = [](const Columns& c, Reason reason, const char* field,
                        std::int64_t row) {
    Lists lists(2, 1);
    const auto r = list_due(china_calendar(), c.view(), kToday, lists.out());
    ASSERT_FALSE(r) << field;
    EXPECT_EQ(r.error().reason(), reason) << field;
    EXPECT_EQ(r.error().field(), field);
    EXPECT_EQ(r.error().row(), row) << field;
  };
  Columns c = good;
  c.last[1] = Date::kMaxDays + 1;
  fails(c, Reason::date_out_of_range, "last_days", 1);
  c = good;
  c.gap[1] = 0;
  fails(c, Reason::bad_number, "gaps", 1);
  c = good;
  c.owner[1] = 2;
  fails(c, Reason::bad_number, "owners", 1);
  c.owner[1] = -1;
  fails(c, Reason::bad_number, "owners", 1);
  c = good;
  c.points.pop_back();
  fails(c, Reason::bad_number, "", -1);
}

TEST(DueColumns, NothingIsDueOfNothing) {
  Lists lists(2, 1);
  ASSERT_TRUE(list_due(china_calendar(), {}, kToday, lists.out()));
  EXPECT_EQ(lists.size, (std::vector<std::int32_t>{0, 0}));
}

}  // namespace
