// A cursor over narrow UTF-8 text: literals, digits, blanks.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "base/letters.hpp"
#include "kith/base/error.hpp"

namespace kith::exchange {

using letters::ends_with;
using letters::is_digit;
using letters::is_letter;
using letters::length;
using letters::sequence_size;
using letters::starts_with;

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
