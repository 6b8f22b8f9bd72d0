// How long the random histories are. KITH_HISTORIES and KITH_STEPS make them longer,
// KITH_SEED begins at another seed.
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
inline const std::int32_t kSeed = setting("KITH_SEED", 1);

}  // namespace kith::property
