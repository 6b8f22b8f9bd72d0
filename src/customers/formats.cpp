// What texts must look like.
#include "base/letters.hpp"
#include "kith/customers/entry.hpp"
#include "kith/model/credit_code.hpp"

namespace kith {
namespace {

bool is_phone(std::string_view text) {
  std::size_t digits = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (letters::is_digit(c)) {
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
