#include "base/amount.hpp"

namespace kith {

namespace {

/// Appends decimal digits to n; false for an empty text, another character, or a number
/// too large.
bool append_digits(std::string_view digits, std::int64_t& n) {
  for (const char c : digits) {
    if (c < '0' || c > '9') return false;
    n = n * 10 + (c - '0');
    if (n > kAmountLimit) return false;
  }
  return !digits.empty();
}

}  // namespace

std::optional<std::int64_t> parse_amount(std::string_view text, std::int32_t exponent) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const std::size_t point = text.find('.');
  std::int64_t minor = 0;
  if (!append_digits(text.substr(0, point), minor)) return std::nullopt;
  std::int32_t decimals = 0;
  if (point != std::string_view::npos) {
    const std::string_view fraction = text.substr(point + 1);
    if (fraction.size() > static_cast<std::size_t>(exponent)) return std::nullopt;
    if (!append_digits(fraction, minor)) return std::nullopt;
    decimals = static_cast<std::int32_t>(fraction.size());
  }
  for (; decimals < exponent; ++decimals) {
    if (!append_digits("0", minor)) return std::nullopt;
  }
  return negative ? -minor : minor;
}

}  // namespace kith
