// Numbers as spreadsheets write them: exponents expanded exactly, and formats that mean a
// date.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kith::exchange {

/// Whether a built-in number format shows a date or a time (ECMA-376 part 1, 18.8.30,
/// with the ids that East Asian versions add).
bool is_date_format_id(std::int64_t id) noexcept;
/// Whether a custom format code does. Elapsed times ([h]:mm) are numbers, not dates.
bool is_date_format(std::string_view code) noexcept;

struct Decimal {
  std::string text;  ///< sign, digits, point: no exponent
  bool scientific = false;
};
/// "1.2E6" → "1200000", "-3.10" → "-3.10". nullopt unless a decimal number with
/// |exponent| ≤ 400.
std::optional<Decimal> plain_decimal(std::string_view written);

}  // namespace kith::exchange
