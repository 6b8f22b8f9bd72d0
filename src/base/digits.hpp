// Reading and writing of fixed-width decimal digits, free of locales.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace kith::detail {

inline bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The `width` digits at `pos`, or -1 when the text is shorter or holds anything else.
inline std::int32_t fixed_digits(std::string_view s, std::size_t pos, std::size_t width) {
  if (pos > s.size() || width > s.size() - pos) return -1;
  std::int32_t n = 0;
  for (const char c : s.substr(pos, width)) {
    if (!is_digit(c)) return -1;
    n = n * 10 + (c - '0');
  }
  return n;
}

/// Appends n ≥ 0 with leading zeros to at least `width` digits.
inline void append_digits(std::string& out, std::int64_t n, std::size_t width) {
  const std::string digits = std::to_string(n);
  if (digits.size() < width) out.append(width - digits.size(), '0');
  out += digits;
}

}  // namespace kith::detail
