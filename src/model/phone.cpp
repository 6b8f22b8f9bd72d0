// Phone numbers, taken apart and judged.
#include "kith/model/phone.hpp"

#include <algorithm>
#include <optional>

#include "base/letters.hpp"
#include "kith/base/text.hpp"

namespace kith {

namespace {

using letters::is_digit;
using letters::sequence_size;
using letters::starts_with;

// 1.38E+10: what a spreadsheet shows of a long number, its last digits gone.
bool is_scientific(std::string_view s) {
  const auto e = s.find_first_of("eE");
  if (e == std::string_view::npos || e == 0 || e + 1 >= s.size()) return false;
  const auto digits = [](std::string_view part, std::string_view extra) {
    return !part.empty() && std::all_of(part.begin(), part.end(), [&](char c) {
      return is_digit(c) || extra.find(c) != std::string_view::npos;
    });
  };
  return digits(s.substr(0, e), ".") && digits(s.substr(e + 1), "+");
}

// Digits and one '*' a hidden digit; blanks, hyphens, dots and brackets dropped; nullopt
// at any other sign.
std::optional<std::string> phone_digits(std::string_view s) {
  std::string out;
  for (std::size_t i = 0; i < s.size();) {
    const std::size_t size = sequence_size(s[i]);
    const std::string_view c = s.substr(i, size);
    i += size;
    if (size == 1 && is_digit(c[0])) {
      out += c[0];
    } else if (c == "*" || c == "x" || c == "X" || c == "•" || c == "●" || c == "×") {
      out += '*';
    } else if (c != " " && c != "-" && c != "(" && c != ")" && c != "." && c != "–" &&
               c != "—" && c != "\u00A0") {
      return std::nullopt;
    }
  }
  return out;
}

std::string_view cut_extension(std::string_view s, std::string& extension) {
  for (const std::string_view word : {"转", "分机", "ext.", "ext", "#"}) {
    const auto at = s.find(word);
    if (at == std::string_view::npos) continue;
    for (const char c : s.substr(at + word.size())) {
      if (is_digit(c)) extension += c;
    }
    return s.substr(0, at);
  }
  return s;
}

std::string_view cut_country(std::string_view s) {
  for (const std::string_view code :
       {"(+86)", "(0086)", "(86)", "+86", "0086", "86-", "86 "}) {
    if (starts_with(s, code)) return s.substr(code.size());
  }
  if (s.size() == 13 && starts_with(s, "861")) return s.substr(2);
  return s;
}

bool mobile_head(std::string_view d) {
  return d.size() >= 2 && d[0] == '1' && d[1] >= '3' && d[1] <= '9';
}

bool is_landline(std::string_view d, bool extension) {
  const std::size_t n = d.size();
  if (starts_with(d, "400") || starts_with(d, "800")) return n == 10;
  if (starts_with(d, "0") && !starts_with(d, "00")) return n >= 10 && n <= 12;
  return (n == 7 || n == 8 || (extension && n == 11)) && d[0] >= '2';
}

void judge(Phone& phone) {
  const std::string& d = phone.digits;
  const auto hidden = std::count(d.begin(), d.end(), '*');
  if (hidden > 0) {
    const bool plausible = d.size() >= 7 && d.size() <= 12 && hidden <= 8 && d[0] != '*';
    phone.kind = plausible ? PhoneKind::masked : PhoneKind::unknown;
    phone.reason =
        plausible ? "hidden digits" : "hidden digits, and not the length of a phone";
  } else if (mobile_head(d) && d.size() == 11) {
    phone.kind = PhoneKind::full_mobile;
    phone.reason = "11 digits of a mobile";
  } else if (mobile_head(d) && (d.size() == 3 || d.size() == 7)) {
    phone.kind = PhoneKind::damaged_mask;
    phone.reason = "a masked mobile that lost its asterisks";
  } else if (!d.empty() && is_landline(d, !phone.extension.empty())) {
    phone.kind = PhoneKind::landline;
    phone.reason = "a fixed line";
  } else {
    phone.reason = std::to_string(d.size()) + " digits: not a phone number";
  }
}

}  // namespace

Result<Phone> classify_phone(std::string_view text) {
  const std::string flat = narrow(text);
  if (flat.empty()) return invalid(Reason::missing_value, "no phone");
  if (is_scientific(flat)) {
    return invalid(Reason::bad_number,
                   "a phone turned into a number by a spreadsheet: digits are lost")
        .with("value", std::string(text.substr(0, 200)));
  }
  Phone phone;
  const std::string_view body = trim(cut_extension(cut_country(flat), phone.extension));
  const auto digits = phone_digits(trim(body));
  if (!digits) {
    phone.reason =
        starts_with(body, "+") ? "a foreign number" : "signs that are not of a phone";
    return phone;
  }
  phone.digits = *digits;
  judge(phone);
  return phone;
}

}  // namespace kith
