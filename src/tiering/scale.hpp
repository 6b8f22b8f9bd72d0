// Scales: from a number or a rating to points in parts per million. Integers only.
#pragma once

#include <cstdint>

#include "kith/tiering/policy.hpp"

namespace kith::tiering {

/// Precondition: the scale fits the value: a look-up takes a Rating's code 1–3, the
/// others any number.
std::int64_t points_on(const TierScale& scale, std::int64_t value);

}  // namespace kith::tiering
