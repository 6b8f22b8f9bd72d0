#include "tiering/scale.hpp"

#include <algorithm>

namespace kith::tiering {

namespace {

/// floor(part × 1,000,000 / whole), digit by digit as on paper, so that nothing
/// overflows: edges keep `whole` ≤ 1.8e18 and with it ten remainders below 2^64. part ≤
/// whole.
std::int64_t share(std::uint64_t part, std::uint64_t whole) {
  std::uint64_t quotient = part / whole;
  std::uint64_t rest = part % whole;
  for (std::int64_t unit = kTierFullPoints; unit > 1; unit /= 10) {
    rest *= 10;
    quotient = quotient * 10 + rest / whole;
    rest %= whole;
  }
  return static_cast<std::int64_t>(quotient);
}

std::int64_t points(const TierThresholds& scale, std::int64_t value) {
  const auto next =
      std::upper_bound(scale.steps.begin(), scale.steps.end(), value,
                       [](std::int64_t v, const auto& step) { return v < step.from; });
  return next == scale.steps.begin() ? scale.below : std::prev(next)->points;
}

std::int64_t points(const TierLinear& line, std::int64_t value) {
  const bool rising = line.from < line.to;
  const std::int64_t low = std::min(line.from, line.to);
  const std::int64_t high = std::max(line.from, line.to);
  const std::int64_t at = std::clamp(value, low, high);
  const std::int64_t part = rising ? at - low : high - at;
  return share(static_cast<std::uint64_t>(part), static_cast<std::uint64_t>(high - low));
}

std::int64_t points(const TierLookup& table, std::int64_t code) {
  return table.points[static_cast<std::size_t>(code - 1)];
}

}  // namespace

std::int64_t points_on(const TierScale& scale, std::int64_t value) {
  return std::visit([value](const auto& s) { return points(s, value); }, scale);
}

}  // namespace kith::tiering
