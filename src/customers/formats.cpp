// What texts must look like.
#include <array>

#include "kith/customers/entry.hpp"

namespace kith {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_phone(std::string_view text) {
  std::size_t digits = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (is_digit(c)) {
      ++digits;
    } else if (c == '+' ? i != 0 : c != ' ' && c != '-' && c != '(' && c != ')') {
      return false;
    }
  }
  return digits >= 7 && digits <= 15;
}

bool is_mail(std::string_view text) {
  const std::size_t at = text.find('@');
  if (at == 0 || at == std::string_view::npos) return false;
  if (text.find_first_of(" \t\r\n*,;") != std::string_view::npos) return false;
  const std::string_view domain = text.substr(at + 1);
  if (domain.find('@') != std::string_view::npos) return false;
  const std::size_t dot = domain.rfind('.');
  if (dot == std::string_view::npos || dot + 1 == domain.size()) return false;
  return domain.front() != '.' && domain.find("..") == std::string_view::npos;
}

// GB 32100-2015: 17 characters weighted by powers of 3 modulo 31, the 18th makes the sum
// a multiple of 31. I, O, S, V and Z stand in none.
bool is_credit_code(std::string_view text) {
  constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  if (text.size() != 18) return false;
  std::size_t sum = 0;
  std::size_t weight = 1;
  for (std::size_t i = 0; i < 17; ++i) {
    const std::size_t value = kAlphabet.find(text[i]);
    if (value == std::string_view::npos) return false;
    sum += value * weight;
    weight = weight * 3 % 31;
  }
  return text[17] == kAlphabet[(31 - sum % 31) % 31];
}

}  // namespace

bool has_format(std::string_view text, EntryFormat format) noexcept {
  switch (format) {
    case EntryFormat::phone:
      return is_phone(text);
    case EntryFormat::mail:
      return is_mail(text);
    case EntryFormat::credit_code:
      return is_credit_code(text);
    case EntryFormat::none:
      break;
  }
  return true;
}

}  // namespace kith
