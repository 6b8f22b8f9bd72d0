// Amounts as policy documents write them: plain decimal text, "500000.00".
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace kith {

/// Amounts of documents stay within this, so that the arithmetic of a line fits 64 bits.
inline constexpr std::int64_t kAmountLimit = 900'000'000'000'000'000;

/// Minor units of a decimal with at most `exponent` digits after the point. None for
/// anything else (no sign but '-', no separators, no blanks), and beyond kAmountLimit.
std::optional<std::int64_t> parse_amount(std::string_view text, std::int32_t exponent);

}  // namespace kith
