// A cursor over narrow UTF-8 text: literals, digits, blanks.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "kith/base/error.hpp"

namespace kith::exchange {

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

inline Error with_value(Error error, std::string_view text) {
  return std::move(error).with("value", std::string(text.substr(0, 200)));
}

class Scanner {
 public:
  explicit Scanner(std::string_view text, std::size_t at = 0) : text_(text), at_(at) {}

  [[nodiscard]] bool done() const { return at_ >= text_.size(); }
  [[nodiscard]] std::size_t position() const { return at_; }
  void seek(std::size_t position) { at_ = position; }
  [[nodiscard]] char peek() const { return done() ? '\0' : text_[at_]; }
  [[nodiscard]] std::string_view rest() const { return text_.substr(at_); }

  bool eat(std::string_view literal) {
    if (!starts_with(rest(), literal)) return false;
    at_ += literal.size();
    return true;
  }
  /// The first literal that fits; list longer ones first.
  std::string_view eat_any(std::initializer_list<std::string_view> literals) {
    for (const auto literal : literals) {
      if (eat(literal)) return literal;
    }
    return {};
  }
  void blanks() {
    while (eat(" ") || eat("\t") || eat("\n") || eat("\r") || eat("\u3000") ||
           eat("\u00A0")) {
    }
  }
  /// min … max digits; the digit after them is not looked at. nullopt leaves the cursor
  /// where it was.
  std::optional<std::int32_t> digits(int min, int max) {
    std::int32_t n = 0;
    int count = 0;
    std::size_t i = at_;
    while (count < max && i < text_.size() && is_digit(text_[i])) {
      n = n * 10 + (text_[i++] - '0');
      ++count;
    }
    if (count < min) return std::nullopt;
    at_ = i;
    return n;
  }
  [[nodiscard]] int digits_ahead() const {
    int n = 0;
    for (std::size_t i = at_; i < text_.size() && is_digit(text_[i]); ++i) ++n;
    return n;
  }

 private:
  std::string_view text_;
  std::size_t at_;
};

}  // namespace kith::exchange
