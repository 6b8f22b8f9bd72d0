#include "report/html.hpp"

#include <charconv>
#include <cstddef>

namespace kith::report {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

bool is_forbidden_control(unsigned char c) {
  return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F;
}

std::size_t sequence_length(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead < 0xE0) return 2;
  return lead < 0xF0 ? 3 : 4;
}

// Three bytes and more begin at U+0800: practically everything there that sheets hold is
// East Asian wide.
std::int64_t units_of(unsigned char lead) { return sequence_length(lead) <= 2 ? 1 : 2; }

}  // namespace

std::string escaped(std::string_view utf8) {
  std::string out;
  out.reserve(utf8.size() + utf8.size() / 8);
  for (const char c : utf8) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        if (is_forbidden_control(static_cast<unsigned char>(c))) {
          out += kReplacement;
        } else {
          out += c;
        }
    }
  }
  return out;
}

std::int64_t width_of(std::string_view utf8) {
  std::int64_t units = 0;
  for (std::size_t i = 0; i < utf8.size();) {
    const auto lead = static_cast<unsigned char>(utf8[i]);
    units += units_of(lead);
    i += sequence_length(lead);
  }
  return units;
}

std::string shortened(std::string_view utf8, std::int64_t units) {
  if (width_of(utf8) <= units) return std::string(utf8);
  std::int64_t used = 1;  // the ellipsis
  std::size_t end = 0;
  while (end < utf8.size()) {
    const auto lead = static_cast<unsigned char>(utf8[end]);
    used += units_of(lead);
    if (used > units) break;
    end += sequence_length(lead);
  }
  return std::string(utf8.substr(0, end)) + "…";
}

std::string svg_number(double value) {
  char buffer[400];
  if (value > -0.005 && value < 0.005) value = 0;
  const auto end =
      std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed, 2);
  return {buffer, end.ptr};
}

std::string grouped(std::string_view decimal) {
  const std::size_t first = !decimal.empty() && decimal[0] == '-' ? 1 : 0;
  std::size_t point = decimal.find('.');
  if (point == std::string_view::npos) point = decimal.size();
  std::string out;
  for (std::size_t i = 0; i < decimal.size(); ++i) {
    if (i > first && i < point && (point - i) % 3 == 0) out += ',';
    out += decimal[i];
  }
  return out;
}

}  // namespace kith::report
