// Text: UTF-8 validation, folding (full width, case, blanks), and decoding of sheets in
// other encodings.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kith/base/result.hpp"

namespace kith {

/// Whether the bytes are well-formed UTF-8 (no surrogates, no overlong forms, ≤ U+10FFFF)
/// without U+0000.
bool is_utf8(std::string_view bytes) noexcept;

/// Code points of valid UTF-8, and back.
std::vector<char32_t> code_points(std::string_view utf8);
std::string from_code_points(const std::vector<char32_t>& points);

/// Full-width forms to ASCII, ideographic space to blank, ASCII and
/// Latin-1/Greek/Cyrillic to lower case, （）【】「」 and their like to ( ) [ ], runs of
/// blanks (NBSP and line breaks too) to one, ends trimmed; zero-width characters vanish.
/// Chinese characters stay as they are. Folding twice is folding once.
std::string fold(std::string_view utf8);
/// fold() without any blank at all: for names and vocabulary words.
std::string fold_tight(std::string_view utf8);
/// Full-width digits, letters and signs to ASCII and the ends trimmed; case and inner
/// text kept.
std::string narrow(std::string_view utf8);
/// Runs of blanks and line breaks to one blank, the ends trimmed, zero-width characters
/// gone; all else kept: a name for people to read.
std::string tidy(std::string_view utf8);
std::string_view trim(std::string_view utf8) noexcept;

enum class Encoding : std::int32_t {
  utf8 = 1,
  utf8_bom = 2,
  gb18030 = 3,
  utf16 = 4,  ///< either byte order
  windows1252 = 5,
};
struct Decoded {
  std::string text;  ///< valid UTF-8 without BOM
  Encoding encoding = Encoding::utf8;
};
/// By the byte order mark (UTF-8, UTF-16), else strict UTF-8, else Windows-1252 where
/// bytes above ASCII stand alone more often than in the pairs of GB18030, else GB18030.
/// UTF-32 and anything else is bad_encoding, with the byte offset of the first offence.
Result<Decoded> decode_sheet(std::string_view bytes);

/// Splits on any of the separators that sheets use between several values in a cell:
/// 、 ， , ； ; / ／ | ｜ and line breaks. Values are trimmed, empty ones left out.
std::vector<std::string> split_values(std::string_view utf8);

}  // namespace kith
