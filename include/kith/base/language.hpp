// The two languages in which Kith speaks to people. Programs read codes.
#pragma once

#include <cstdint>

namespace kith {

enum class Language : std::int32_t { chinese = 0, english = 1 };

}  // namespace kith
