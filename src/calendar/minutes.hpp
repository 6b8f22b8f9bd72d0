// Minutes of working clocks and of zones. Private to calendar.
#pragma once

#include <cstdint>

namespace kith::calendar_detail {

inline constexpr std::int32_t kMinutesADay = 24 * 60;
inline constexpr std::int64_t kMinute = 60'000'000;  ///< in microseconds
/// Minutes that a zone lies from UTC, at the most: what POSIX lets a rule say.
inline constexpr std::int32_t kMostOffset = 26 * 60;

}  // namespace kith::calendar_detail
