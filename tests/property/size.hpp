// How long the random histories are, and how many. KITH_HISTORIES, KITH_STEPS and
// KITH_SHORT_HISTORIES make them more, KITH_SEED begins at another seed.
#pragma once

#include <cstdint>
#include <cstdlib>

namespace kith::property {

inline std::int32_t setting(const char* name, std::int32_t otherwise) {
  const char* value = std::getenv(name);
  return value == nullptr ? otherwise : std::atoi(value);
}
inline const std::int32_t kHistories = setting("KITH_HISTORIES", 12);
inline const std::int32_t kSteps = setting("KITH_STEPS", 100);
inline const std::int32_t kShortHistories = setting("KITH_SHORT_HISTORIES", 2'000);
inline const std::int32_t kSeed = setting("KITH_SEED", 1);

}  // namespace kith::property
