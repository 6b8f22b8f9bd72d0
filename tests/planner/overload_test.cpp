// Overload is a choice, and each choice does what it says.
#include <gtest/gtest.h>

#include "planner/overload.hpp"

namespace kith::planner_test {
namespace {

constexpr std::int32_t kDays = 405;  // 81 of the shortest periods

Outcome after(Policy policy, std::int32_t load) {
  return overload(policy, load, kDays, 1);
}

TEST(Overload, BelowTheCapacityEveryPromiseIsKept) {
  for (const Policy policy :
       {Policy::oldest_first, Policy::keep, Policy::keep_with_cap}) {
    for (const std::int32_t load : {83, 90, 95}) {
      const Outcome o = after(policy, load);
      EXPECT_EQ(o.on_time, o.touches) << policy_name(policy) << " " << load;
      EXPECT_EQ(o.kept_days, o.days) << policy_name(policy) << " " << load;
      EXPECT_EQ(o.worst_gap, 100) << policy_name(policy) << " " << load;
    }
  }
}

/// Above it oldest first keeps little; keeping beats it by 40 points of touches, and by
/// customer-days too, and with a cap nobody waits for more than two periods.
TEST(Overload, AboveItKeepingBeatsOldestFirst) {
  for (const std::int32_t load : {105, 110, 130}) {
    const Outcome oldest = after(Policy::oldest_first, load);
    const Outcome keep = after(Policy::keep, load);
    const Outcome cap = after(Policy::keep_with_cap, load);
    EXPECT_GE(keep.on_time_percent(), oldest.on_time_percent() + 40) << load;
    EXPECT_GE(keep.kept_percent(), oldest.kept_percent() + 2) << load;
    EXPECT_GE(cap.on_time_percent(), oldest.on_time_percent() + 40) << load;
    EXPECT_LE(cap.worst_gap, 200) << load;
    EXPECT_GT(keep.worst_gap, 1'000) << load;  // what the cap is for
  }
}

/// At two and a half times the capacity no cap of two periods can be held; the book goes
/// by its caps, and the worst gap stays bounded, which that of `keep` does not.
TEST(Overload, AHopelessBookIsSharedByItsCaps) {
  const Outcome cap = after(Policy::keep_with_cap, 250);
  const Outcome keep = after(Policy::keep, 250);
  EXPECT_LE(cap.worst_gap, 500);
  EXPECT_GT(keep.worst_gap, 2'000);
}

}  // namespace
}  // namespace kith::planner_test
