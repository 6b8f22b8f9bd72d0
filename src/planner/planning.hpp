// One owner's planning on its way: what the parts of plan_days() hand each other.
#pragma once

#include <vector>

#include "kith/planner/plan.hpp"

namespace kith::planner {

struct Planning {
  const DayCapacity& capacity;  ///< from today on
  const PlanOptions& options;
  std::vector<std::int32_t> order;  ///< jobs within the horizon, in their order
  std::vector<JobPlan> jobs;        ///< beside the jobs given; `planned` is filled in

  [[nodiscard]] JobPlan& job(std::int32_t i) { return jobs[static_cast<std::size_t>(i)]; }
  [[nodiscard]] std::int32_t day_number(Date day) const {
    return days_between(options.today, day);
  }
  /// A job that is kept: its day, and whether it must be served today if that is today.
  void serve(std::int32_t i, std::int32_t day, bool must);
  void refuse(std::int32_t i, Certificate certificate);
  /// Whether idle slots of today may take a kept job that lies on a later day.
  [[nodiscard]] bool may_pull(std::int32_t i);
  /// Kept jobs of later days that idle slots of today may take, in the order in which
  /// they do: by deadline, under `share` in their own.
  [[nodiscard]] std::vector<std::int32_t> pulls(std::span<const std::int32_t> kept);
};

/// A day book for each channel: no caps.
void plan_channels(Planning& planning);
/// One book for all channels under caps.
void plan_capped(Planning& planning);

}  // namespace kith::planner
