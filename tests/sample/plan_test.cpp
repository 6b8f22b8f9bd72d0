// A week of the sample's managers: within what they can do, and each row with its reason.
#include <gtest/gtest.h>

#include <map>

#include "kith/view/view.hpp"
#include "sample/sample.hpp"

namespace kith {
namespace {

TEST(SamplePlan, AManagersWeekIsFullFromTheFirstDayOn) {
  SampleOptions options;
  options.customers = 1500;
  Batch batch = sample_facts(options);
  const auto before = TablesSource::open(batch, Settings{}).value();
  const Instant end = Zone{}.close_of(options.last);
  batch.append(View(before, {.as_of = options.last})
                   .review_tiers("r", options.first, end)
                   .decisions);
  const View view(TablesSource::open(std::move(batch), Settings{}).value(),
                  {.as_of = options.last});
  std::int64_t kept = 0, refused = 0;
  for (const char* manager : {"P-01", "P-05"}) {
    const Table week = view.day_plan(PersonKey(manager), {.days = 5});
    std::map<std::string, std::int64_t> by_day;
    for (std::int64_t row = 0; row < week.rows(); ++row) {
      EXPECT_FALSE(week.cell("why_zh", row).empty());
      EXPECT_FALSE(week.cell("why_en", row).empty());
      const std::string day = week.cell("day", row);
      if (day.empty()) {
        ++refused;
        EXPECT_EQ(week.cell("reason", row), "capacity");
        EXPECT_FALSE(week.cell("fix_day", row).empty());
      } else {
        ++kept;
        EXPECT_EQ(week.cell("rank", row), std::to_string(++by_day[day]));
      }
    }
    // 2023 ends on a Sunday, and the first is a holiday.
    EXPECT_EQ(by_day.begin()->first, "2024-01-02");
    EXPECT_LE(by_day.rbegin()->first, "2024-01-08");
    for (const auto& [day, touches] : by_day) EXPECT_LE(touches, 12) << day;
    EXPECT_EQ(by_day.begin()->second, 12);
  }
  EXPECT_GT(kept, 30);
  EXPECT_GT(refused, 10);
}

}  // namespace
}  // namespace kith
