// UTF-8 by the table of well-formed byte sequences (Unicode 3.9, table 3-7), folding, and
// sheets in GB18030.
//
// Validation and folding are written out, so that no locale and no library table decides
// what a name is equal to. GB18030 is decoded by iconv with both character sets named.
#include "kith/base/text.hpp"

#include <iconv.h>

#include <array>
#include <cerrno>
#include <memory>
#include <optional>

#include "base/utf8.hpp"

namespace kith {
namespace detail {

Utf8Char decode_utf8(std::string_view bytes) noexcept {
  const auto at = [&](std::size_t i) -> std::uint32_t {
    return i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0u;
  };
  const auto tail = [&](std::size_t i) { return (at(i) & 0xC0u) == 0x80u; };
  const std::uint32_t b = at(0);
  if (b < 0x80) return {b, b == 0 ? std::size_t{0} : std::size_t{1}};
  if (b < 0xC2) return {};  // a continuation alone, or an overlong form of ASCII
  if (b < 0xE0) {
    if (!tail(1)) return {};
    return {(b & 0x1F) << 6 | (at(1) & 0x3F), 2};
  }
  if (b < 0xF0) {
    if (!tail(1) || !tail(2)) return {};
    const char32_t c = (b & 0x0F) << 12 | (at(1) & 0x3F) << 6 | (at(2) & 0x3F);
    if (c < 0x800 || (c >= 0xD800 && c <= 0xDFFF)) return {};
    return {c, 3};
  }
  if (b > 0xF4 || !tail(1) || !tail(2) || !tail(3)) return {};
  const char32_t c =
      (b & 0x07) << 18 | (at(1) & 0x3F) << 12 | (at(2) & 0x3F) << 6 | (at(3) & 0x3F);
  if (c < 0x10000 || c > 0x10FFFF) return {};
  return {c, 4};
}

void append_utf8(std::string& out, char32_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
    return;
  }
  if (c < 0x800) {
    out += static_cast<char>(0xC0 | c >> 6);
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0 | c >> 12);
    out += static_cast<char>(0x80 | (c >> 6 & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | c >> 18);
    out += static_cast<char>(0x80 | (c >> 12 & 0x3F));
    out += static_cast<char>(0x80 | (c >> 6 & 0x3F));
  }
  out += static_cast<char>(0x80 | (c & 0x3F));
}

std::size_t first_bad_utf8(std::string_view bytes) noexcept {
  std::size_t i = 0;
  while (i < bytes.size()) {
    const auto b = static_cast<unsigned char>(bytes[i]);
    if (b - 1u < 0x7Fu) {  // the common case, ASCII but U+0000
      ++i;
      continue;
    }
    const Utf8Char c = decode_utf8(bytes.substr(i, 4));
    if (c.size == 0) return i;
    i += c.size;
  }
  return std::string_view::npos;
}

}  // namespace detail

namespace {

using detail::append_utf8;
using detail::decode_utf8;

// Bytes that are not UTF-8 count as one character each, so that a walk always ends.
template <class F>
void each_point(std::string_view utf8, F&& f) {
  while (!utf8.empty()) {
    const auto first = static_cast<unsigned char>(utf8.front());
    const bool ascii = first - 1u < 0x7Fu;
    const detail::Utf8Char c = ascii ? detail::Utf8Char{first, 1} : decode_utf8(utf8);
    const std::size_t size = c.size == 0 ? 1 : c.size;
    f(c.point, utf8.substr(0, size));
    utf8.remove_prefix(size);
  }
}

bool is_zero_width(char32_t c) {
  return (c >= 0x200B && c <= 0x200D) || c == 0x2060 || c == 0xFEFF || c == 0x180E;
}

bool is_blank(char32_t c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
         c == 0x205F || c == 0x3000;
}

char32_t narrow_point(char32_t c) {
  if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFEE0;
  return c == 0x3000 ? U' ' : c;
}

char32_t plain_bracket(char32_t c) {
  switch (c) {
    case U'【':
    case U'「':
    case U'『':
    case U'〔':
    case U'〖':
      return U'[';
    case U'】':
    case U'」':
    case U'』':
    case U'〕':
    case U'〗':
      return U']';
    case 0xFE59:  // small parentheses
    case 0xFF5F:  // full-width white parentheses
      return U'(';
    case 0xFE5A:
    case 0xFF60:
      return U')';
    default:
      return c;
  }
}

char32_t lower_greek(char32_t c) {
  if (c >= 0x391 && c <= 0x3AB && c != 0x3A2) return c + 0x20;
  switch (c) {
    case 0x386:
      return 0x3AC;
    case 0x388:
    case 0x389:
    case 0x38A:
      return c + 0x25;
    case 0x38C:
      return 0x3CC;
    case 0x38E:
    case 0x38F:
      return c + 0x3F;
    case 0x3C2:  // final sigma is the same letter
      return 0x3C3;
    default:
      return c;
  }
}

char32_t lower(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + 0x20 : c;
  if (c < 0x100) return c >= 0xC0 && c <= 0xDE && c != 0xD7 ? c + 0x20 : c;
  if (c >= 0x386 && c <= 0x3C2) return lower_greek(c);
  if (c >= 0x410 && c <= 0x42F) return c + 0x20;
  if (c >= 0x400 && c <= 0x40F) return c + 0x50;
  return c;
}

std::string fold_with(std::string_view utf8, bool keep_blanks) {
  std::string out;
  out.reserve(utf8.size());
  bool pending = false;  // a run of blanks is written only before the next character
  each_point(utf8, [&](char32_t c, std::string_view) {
    if (is_zero_width(c)) return;
    if (is_blank(c)) {
      pending = keep_blanks && !out.empty();
      return;
    }
    if (pending) out += ' ';
    pending = false;
    if (c < 0x80) {
      out += static_cast<char>(lower(c));
    } else {
      append_utf8(out, lower(plain_bracket(narrow_point(c))));
    }
  });
  return out;
}

bool is_void(char32_t c) { return is_blank(c) || is_zero_width(c); }

bool is_separator(char32_t c) {
  return c == U'、' || c == U'，' || c == U',' || c == U'；' || c == U';' || c == U'/' ||
         c == U'／' || c == U'|' || c == U'｜' || c == U'\n' || c == U'\r' ||
         c == 0x2028 || c == 0x2029;
}

Error bad_encoding(const std::string& message, std::size_t offset) {
  return invalid(Reason::bad_encoding, message).with("offset", std::to_string(offset));
}

bool starts_with(std::string_view bytes, std::string_view mark) {
  return bytes.substr(0, mark.size()) == mark;
}

/// The name of an encoding that is told by its byte order mark and not read here.
std::string_view refused_mark(std::string_view bytes) {
  using namespace std::string_view_literals;
  if (starts_with(bytes, "\xFF\xFE\0\0"sv)) return "UTF-32 (little-endian)";
  if (starts_with(bytes, "\0\0\xFE\xFF"sv)) return "UTF-32 (big-endian)";
  return {};
}

Result<Decoded> decode_utf16(std::string_view bytes) {
  const bool big = bytes[0] == '\xFE';
  const auto unit = [&](std::size_t at) {
    const auto a = static_cast<unsigned char>(bytes[at + (big ? 0 : 1)]);
    const auto b = static_cast<unsigned char>(bytes[at + (big ? 1 : 0)]);
    return static_cast<char32_t>(a << 8 | b);
  };
  Decoded out{{}, Encoding::utf16};
  out.text.reserve(bytes.size());
  for (std::size_t at = 2; at < bytes.size(); at += 2) {
    const bool pair_fits = at + 4 <= bytes.size();
    if (at + 2 > bytes.size()) return bad_encoding("UTF-16 that ends inside a unit", at);
    char32_t c = unit(at);
    if (c == 0) return bad_encoding("a zero character: not a text file", at);
    if (c >= 0xD800 && c < 0xE000) {
      const char32_t low = c < 0xDC00 && pair_fits ? unit(at + 2) : 0;
      if (low < 0xDC00 || low >= 0xE000)
        return bad_encoding("a lone surrogate in UTF-16", at);
      c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
      at += 2;
    }
    append_utf8(out.text, c);
  }
  return out;
}

bool is_high(std::string_view bytes, std::size_t at) {
  return at < bytes.size() && static_cast<unsigned char>(bytes[at]) >= 0x80;
}

bool is_decimal(std::string_view bytes, std::size_t at) {
  return at < bytes.size() && bytes[at] >= '0' && bytes[at] <= '9';
}

/// Chinese text in GB18030 is made of pairs of high bytes (and, seldom, of four bytes);
/// accented letters stand alone.
bool stands_alone_mostly(std::string_view bytes) {
  std::size_t alone = 0;
  std::size_t paired = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (!is_high(bytes, i)) continue;
    const bool four =
        is_decimal(bytes, i + 1) && is_high(bytes, i + 2) && is_decimal(bytes, i + 3);
    const bool two = is_high(bytes, i + 1);
    ++(four || two ? paired : alone);
    i += four ? 3 : two ? 1 : 0;
  }
  return alone > paired;
}

/// Four characters of three bytes are no accident: the text is UTF-8.
bool is_surely_utf8(std::string_view bytes) {
  int found = 0;
  each_point(bytes, [&](char32_t, std::string_view c) { found += c.size() == 3; });
  return found >= 4;
}

Result<Decoded> decode_windows1252(std::string_view bytes) {
  // 0x80 to 0x9F; 0: no character.
  static constexpr std::array<char16_t, 32> kUpper{
      0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
      0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
      0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};
  Decoded out{{}, Encoding::windows1252};
  out.text.reserve(bytes.size() * 5 / 4);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const auto byte = static_cast<unsigned char>(bytes[i]);
    const char32_t c = byte >= 0x80 && byte < 0xA0 ? kUpper[byte - 0x80u] : byte;
    if (c == 0) return bad_encoding("neither UTF-8, GB18030 nor Windows-1252", i);
    append_utf8(out.text, c);
  }
  return out;
}

class Converter {
 public:
  Converter() : handle_(iconv_open("UTF-8", "GB18030")) {}
  ~Converter() {
    if (is_open()) iconv_close(handle_);
  }
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;
  // iconv_open answers (iconv_t)-1 for failure.
  [[nodiscard]] bool is_open() const { return handle_ != reinterpret_cast<iconv_t>(-1); }

  /// Appends the whole input, or gives the offset at which it stops being GB18030.
  std::optional<std::size_t> append(std::string& out, std::string_view bytes) {
    char* in =
        const_cast<char*>(bytes.data());  // iconv's signature; the bytes are only read
    std::size_t left = bytes.size();
    std::array<char, 16384> buffer;
    while (left > 0) {
      char* to = buffer.data();
      std::size_t room = buffer.size();
      const std::size_t done = iconv(handle_, &in, &left, &to, &room);
      out.append(buffer.data(), buffer.size() - room);
      if (done == static_cast<std::size_t>(-1) && errno != E2BIG)
        return bytes.size() - left;
    }
    return std::nullopt;
  }

 private:
  iconv_t handle_;
};

Result<Decoded> decode_gb18030(std::string_view bytes, std::size_t not_utf8_at) {
  Converter converter;
  if (!converter.is_open()) {
    return Error(Status::unimplemented, Reason::missing_part,
                 "not UTF-8, and this system has no GB18030 conversion")
        .with("offset", std::to_string(not_utf8_at));
  }
  Decoded out{{}, Encoding::gb18030};
  out.text.reserve(bytes.size() * 3 / 2);
  if (const auto stop = converter.append(out.text, bytes)) {
    return bad_encoding("neither UTF-8 nor GB18030", *stop)
        .with("utf8_offset", std::to_string(not_utf8_at));
  }
  if (!is_utf8(out.text)) return bad_encoding("neither UTF-8 nor GB18030", not_utf8_at);
  return out;
}

}  // namespace

bool is_utf8(std::string_view bytes) noexcept {
  return detail::first_bad_utf8(bytes) == std::string_view::npos;
}

std::vector<char32_t> code_points(std::string_view utf8) {
  std::vector<char32_t> out;
  out.reserve(utf8.size());
  each_point(utf8, [&](char32_t c, std::string_view) { out.push_back(c); });
  return out;
}

std::string from_code_points(const std::vector<char32_t>& points) {
  std::string out;
  out.reserve(points.size() * 3);
  for (const char32_t c : points) append_utf8(out, c);
  return out;
}

std::string fold(std::string_view utf8) { return fold_with(utf8, true); }

std::string fold_tight(std::string_view utf8) { return fold_with(utf8, false); }

std::string narrow(std::string_view utf8) {
  std::string out;
  out.reserve(utf8.size());
  each_point(trim(utf8),
             [&](char32_t c, std::string_view) { append_utf8(out, narrow_point(c)); });
  return out;
}

std::string tidy(std::string_view utf8) {
  std::string out;
  bool pending = false;
  each_point(utf8, [&](char32_t c, std::string_view bytes) {
    if (is_zero_width(c)) return;
    if (is_blank(c)) {
      pending = !out.empty();
      return;
    }
    if (pending) out += ' ';
    pending = false;
    out += bytes;
  });
  return out;
}

std::string_view trim(std::string_view utf8) noexcept {
  while (!utf8.empty()) {
    const detail::Utf8Char c = decode_utf8(utf8);
    if (c.size == 0 || !is_void(c.point)) break;
    utf8.remove_prefix(c.size);
  }
  while (!utf8.empty()) {
    std::size_t start = utf8.size() - 1;
    while (start > 0 && detail::is_continuation(utf8[start])) --start;
    const detail::Utf8Char c = decode_utf8(utf8.substr(start));
    if (c.size == 0 || start + c.size != utf8.size() || !is_void(c.point)) break;
    utf8.remove_suffix(c.size);
  }
  return utf8;
}

Result<Decoded> decode_sheet(std::string_view bytes) {
  if (const std::string_view name = refused_mark(bytes); !name.empty()) {
    return bad_encoding("the file is " + std::string(name) + "; save it as UTF-8", 0);
  }
  if (starts_with(bytes, "\xFF\xFE") || starts_with(bytes, "\xFE\xFF"))
    return decode_utf16(bytes);
  Encoding encoding = Encoding::utf8;
  std::size_t mark = 0;
  if (starts_with(bytes, "\xEF\xBB\xBF")) {
    encoding = Encoding::utf8_bom;
    mark = 3;
  }
  const std::size_t bad = detail::first_bad_utf8(bytes.substr(mark));
  if (bad == std::string_view::npos)
    return Decoded{std::string(bytes.substr(mark)), encoding};
  const std::size_t offset = mark + bad;
  if (bytes[offset] == '\0') {
    return bad_encoding("a zero byte: not a text file, or UTF-16 without its mark",
                        offset);
  }
  if (encoding == Encoding::utf8_bom) {
    return bad_encoding("the UTF-8 mark, then bytes that are not UTF-8", offset);
  }
  if (is_surely_utf8(bytes.substr(0, offset)))
    return bad_encoding("UTF-8 with a damaged character", offset);
  return stands_alone_mostly(bytes) ? decode_windows1252(bytes)
                                    : decode_gb18030(bytes, offset);
}

std::vector<std::string> split_values(std::string_view utf8) {
  std::vector<std::string> out;
  std::string value;
  const auto flush = [&] {
    if (const std::string_view t = trim(value); !t.empty()) out.emplace_back(t);
    value.clear();
  };
  each_point(utf8, [&](char32_t c, std::string_view bytes) {
    if (is_separator(c)) {
      flush();
    } else {
      value.append(bytes);
    }
  });
  flush();
  return out;
}

}  // namespace kith
