#include "exchange/number_format.hpp"

#include <charconv>

namespace kith::exchange {

bool is_date_format_id(std::int64_t id) noexcept {
  return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || id == 45 || id == 47 ||
         (id >= 50 && id <= 58) || (id >= 71 && id <= 81);
}

namespace {

// [h], [mm], [ss]: an amount of time. Other brackets are colours, conditions and locales.
bool is_elapsed(std::string_view inside) {
  if (inside.empty()) return false;
  for (const char c : inside) {
    if (c != 'h' && c != 'H' && c != 'm' && c != 'M' && c != 's' && c != 'S')
      return false;
  }
  return true;
}

bool all_digits(std::string_view s) {
  for (const char c : s) {
    if (c < '0' || c > '9') return false;
  }
  return true;
}

}  // namespace

bool is_date_format(std::string_view code) noexcept {
  bool date = false;
  for (std::size_t i = 0; i < code.size(); ++i) {
    switch (code[i]) {
      case ';':
        return date;  // the first section rules positive numbers, and dates are positive
      case '"': {
        const auto close = code.find('"', i + 1);
        if (close == std::string_view::npos) return date;
        i = close;
        break;
      }
      case '\\':
      case '_':
      case '*':
        ++i;
        break;
      case '[': {
        const auto close = code.find(']', i + 1);
        if (close == std::string_view::npos) return date;
        if (is_elapsed(code.substr(i + 1, close - i - 1))) return false;
        i = close;
        break;
      }
      case 'y':
      case 'Y':
      case 'm':
      case 'M':
      case 'd':
      case 'D':
      case 'h':
      case 'H':
      case 's':
      case 'S':
        date = true;
        break;
      default:
        break;
    }
  }
  return date;
}

std::optional<Decimal> plain_decimal(std::string_view s) {
  Decimal out;
  if (!s.empty() && s.front() == '-') out.text = "-";
  if (!s.empty() && (s.front() == '-' || s.front() == '+')) s.remove_prefix(1);
  const auto e = s.find_first_of("eE");
  const std::string_view mantissa = s.substr(0, e);
  const auto point = mantissa.find('.');
  const std::string_view whole = mantissa.substr(0, point);
  const std::string_view part =
      point == std::string_view::npos ? std::string_view() : mantissa.substr(point + 1);
  if (whole.empty() && part.empty()) return std::nullopt;
  if (!all_digits(whole) || !all_digits(part)) return std::nullopt;
  if (e == std::string_view::npos) {
    out.text += whole.empty() ? "0" : whole;
    if (!part.empty()) out.text.append(".").append(part);
    return out;
  }
  std::string_view power = s.substr(e + 1);
  if (!power.empty() && power.front() == '+') power.remove_prefix(1);
  int exponent = 0;
  const auto parsed =
      std::from_chars(power.data(), power.data() + power.size(), exponent);
  if (parsed.ec != std::errc() || parsed.ptr != power.data() + power.size()) {
    return std::nullopt;
  }
  if (exponent < -400 || exponent > 400 || mantissa.size() > 400) return std::nullopt;
  out.scientific = true;
  std::string digits = std::string(whole) + std::string(part);
  int left = static_cast<int>(whole.size()) + exponent;  // digits before the point
  if (left <= 0) {
    digits.insert(0, static_cast<std::size_t>(1 - left), '0');
    left = 1;
  }
  if (static_cast<std::size_t>(left) > digits.size())
    digits.append(left - digits.size(), '0');
  std::string head = digits.substr(0, left);
  std::string tail = digits.substr(left);
  while (head.size() > 1 && head.front() == '0') head.erase(0, 1);
  while (!tail.empty() && tail.back() == '0') tail.pop_back();
  out.text += head;
  if (!tail.empty()) out.text.append(".").append(tail);
  return out;
}

}  // namespace kith::exchange
