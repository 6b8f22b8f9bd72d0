// Characters of UTF-8 text: what they are, where they begin. Private to the library.
#pragma once

#include <cstddef>
#include <string_view>

namespace kith::letters {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

inline bool starts_with(std::string_view s, std::string_view head) {
  return s.substr(0, head.size()) == head;
}
inline bool ends_with(std::string_view s, std::string_view tail) {
  return s.size() >= tail.size() && s.substr(s.size() - tail.size()) == tail;
}
/// Bytes of the UTF-8 sequence that begins with `lead`.
constexpr std::size_t sequence_size(char lead) {
  const auto b = static_cast<unsigned char>(lead);
  return b < 0x80 ? 1 : b < 0xE0 ? 2 : b < 0xF0 ? 3 : 4;
}
/// Number of code points of valid UTF-8.
inline std::size_t length(std::string_view s) {
  std::size_t n = 0;
  for (const char c : s) n += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return n;
}

}  // namespace kith::letters
