// One walk over UTF-8, shared by the lexers. Not public: text.hpp is.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace kith::detail {

/// A decoded character: `size` bytes, or 0 when the bytes are not well-formed (or are
/// U+0000).
struct Utf8Char {
  char32_t point = 0;
  std::size_t size = 0;
};

Utf8Char decode_utf8(std::string_view bytes) noexcept;
void append_utf8(std::string& out, char32_t point);

/// Offset of the first byte that is not part of well-formed UTF-8, or npos.
std::size_t first_bad_utf8(std::string_view bytes) noexcept;

/// Whether a byte continues a character begun before it.
inline bool is_continuation(char c) noexcept {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

}  // namespace kith::detail
