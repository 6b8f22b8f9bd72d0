// On which day each job of a kept set is served. Days are numbers from 0; a job that
// cannot be placed has kNoDay, which a kept set never has.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace kith {

constexpr std::int32_t kNoDay = -1;

struct WindowOfDays {
  std::int32_t first = 0;
  std::int32_t last = 0;  ///< not beyond the slots' days
};

/// As late as can be: earliest deadline first, run backwards. No placement has fewer jobs
/// on any first few days. Among jobs that may begin on the same day the later in the list
/// goes later, so give them in their order.
std::vector<std::int32_t> place_latest(std::span<const WindowOfDays> jobs,
                                       std::span<const std::int32_t> slots);
/// As early as can be: earliest deadline first, the earlier in the list where deadlines
/// are equal.
std::vector<std::int32_t> place_earliest(std::span<const WindowOfDays> jobs,
                                         std::span<const std::int32_t> slots);
/// The smallest number of slots a day, the same for all days, that still places every job
/// (a day never gets more than it has); 0 without jobs. Precondition: they can be placed.
std::int32_t smallest_level(std::span<const WindowOfDays> jobs,
                            std::span<const std::int32_t> slots);
/// place_earliest() under smallest_level(): the lowest peak there is.
std::vector<std::int32_t> place_level(std::span<const WindowOfDays> jobs,
                                      std::span<const std::int32_t> slots);

}  // namespace kith
