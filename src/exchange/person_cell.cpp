// Phones and names of persons.
#include <algorithm>

#include "exchange/scan.hpp"
#include "kith/base/text.hpp"
#include "kith/exchange/cells.hpp"

namespace kith {

namespace {

using exchange::ends_with;
using exchange::is_digit;
using exchange::is_letter;
using exchange::length;
using exchange::sequence_size;
using exchange::starts_with;
using exchange::with_value;

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

// ---- persons
// -----------------------------------------------------------------------------------------

constexpr std::string_view kDoubleFamilies[] = {
    "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容",
    "司徒", "令狐", "夏侯", "长孙", "宇文", "端木", "南宫", "独孤", "轩辕"};
constexpr std::string_view kTitles[] = {
    "董事长", "总经理", "副总经理", "总监", "经理", "主任", "副总",   "主管", "总裁",
    "校长",   "院长",   "厂长",     "店长", "部长", "处长", "科长",   "局长", "所长",
    "行长",   "医生",   "大夫",     "教授", "博士", "老师", "先生",   "女士", "小姐",
    "太太",   "老板",   "师傅",     "会计", "秘书", "助理", "工程师", "采购", "总",
    "董",     "工",     "局",       "处",   "科",   "队",   "姐",     "哥"};

bool is_family(std::string_view s) {
  if (length(s) == 1 && !is_letter(s.front())) return true;
  return std::find(std::begin(kDoubleFamilies), std::end(kDoubleFamilies), s) !=
         std::end(kDoubleFamilies);
}

bool is_mask(std::string_view s) {
  if (s.empty()) return false;
  for (std::size_t i = 0; i < s.size();) {
    const std::size_t size = sequence_size(s[i]);
    const std::string_view c = s.substr(i, size);
    if (c != "*" && c != "x" && c != "某" && c != "×" && c != "○" && c != "•" &&
        c != "●") {
      return false;
    }
    i += size;
  }
  return true;
}

bool read_mask(PersonName& name) {
  const std::string_view s = name.folded;
  const bool star = s.find('*') != std::string_view::npos;
  for (std::size_t i = sequence_size(s[0]); i <= s.size();
       i += i < s.size() ? sequence_size(s[i]) : 1) {
    if (!is_family(s.substr(0, i))) continue;
    if (i == s.size() || is_mask(s.substr(i))) {
      name.family = std::string(s.substr(0, i));
      return true;
    }
  }
  if (star)
    name.family = is_mask(s.substr(0, sequence_size(s[0])))
                      ? ""
                      : std::string(s.substr(0, sequence_size(s[0])));
  return star;
}

bool read_title(PersonName& name, std::string_view with_blanks) {
  const std::string_view s = name.folded;
  for (const std::string_view title : kTitles) {
    if (!ends_with(s, title) || !is_family(s.substr(0, s.size() - title.size())))
      continue;
    name.title = std::string(title);
    name.family = std::string(s.substr(0, s.size() - title.size()));
    return true;
  }
  for (const std::string_view head : {"老", "小", "阿"}) {
    if (length(s) == 2 && starts_with(s, head)) {
      name.title = std::string(head);
      name.family = std::string(s.substr(head.size()));
      return true;
    }
  }
  for (const std::string_view head : {"mr", "mrs", "ms", "miss", "dr"}) {
    if (!starts_with(with_blanks, head)) continue;
    std::string_view rest = with_blanks.substr(head.size());
    if (starts_with(rest, ".")) rest.remove_prefix(1);
    if (rest.empty() || rest.front() != ' ') continue;
    rest.remove_prefix(1);
    if (rest.empty() || rest.find(' ') != std::string_view::npos) continue;
    name.title = std::string(head);
    name.family = std::string(rest);
    return true;
  }
  return false;
}

}  // namespace

Result<Phone> classify_phone(std::string_view text) {
  const std::string flat = narrow(text);
  if (flat.empty()) return invalid(Reason::missing_value, "no phone");
  if (is_scientific(flat)) {
    return with_value(
        invalid(Reason::bad_number,
                "a phone turned into a number by a spreadsheet: digits are lost"),
        text);
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

Result<Phone> classify_phone(const Cell& cell) {
  if (cell.scientific) {
    const auto last = cell.text.find_last_not_of('0');
    if (last == std::string::npos || last + 1 < 10) {
      return with_value(invalid(Reason::bad_number,
                                "a phone written with an exponent: digits are lost"),
                        cell.text);
    }
  }
  return classify_phone(std::string_view(cell.text));
}

PersonName classify_person_name(std::string_view text) {
  PersonName name;
  const std::string blanks = fold(text);
  name.folded = fold_tight(text);
  if (name.folded.empty()) return name;
  const bool western = is_letter(name.folded.front());
  name.kind = PersonNameKind::plain;
  if (!western && read_mask(name)) {
    name.kind = PersonNameKind::masked;
  } else if (name.folded.find('*') != std::string::npos) {
    name.kind = PersonNameKind::masked;
  } else if (read_title(name, blanks)) {
    name.kind = PersonNameKind::title;
  }
  if (western) name.folded = blanks;
  return name;
}

}  // namespace kith
