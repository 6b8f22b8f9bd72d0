// A bound on a whole column at a quarter of the price of its least and its greatest:
// additions and ORs alone, which every vector unit has.
#pragma once

#include <cstdint>
#include <span>

namespace kith {

/// The bits that the distances from `low` have among them: no value lies above low +
/// bits, and none below low while the sign bit is not one of them.
inline std::uint32_t bits_above(std::span<const std::int32_t> column, std::int32_t low) {
  std::uint32_t bits = 0;
  for (const std::int32_t x : column)
    bits |= static_cast<std::uint32_t>(x) - static_cast<std::uint32_t>(low);
  return bits;
}

}  // namespace kith
