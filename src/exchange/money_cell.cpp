// Amounts of cells, in exact integers.
#include <algorithm>
#include <array>

#include "exchange/scan.hpp"
#include "kith/base/text.hpp"
#include "kith/exchange/cells.hpp"

namespace kith {

namespace {

using exchange::ends_with;
using exchange::is_digit;
using exchange::is_letter;
using exchange::Scanner;
using exchange::with_value;

Error bad_money(std::string what) { return invalid(Reason::bad_money, std::move(what)); }

// Longest first: 千万 before 千.
MoneyUnit eat_unit(Scanner& scan) {
  struct Word {
    std::string_view text;
    MoneyUnit unit;
  };
  static constexpr std::array<Word, 14> kWords{{{"千万", MoneyUnit::ten_million},
                                                {"百万", MoneyUnit::million},
                                                {"亿", MoneyUnit::hundred_million},
                                                {"萬", MoneyUnit::ten_thousand},
                                                {"万", MoneyUnit::ten_thousand},
                                                {"W", MoneyUnit::ten_thousand},
                                                {"w", MoneyUnit::ten_thousand},
                                                {"千", MoneyUnit::thousand},
                                                {"K", MoneyUnit::thousand},
                                                {"k", MoneyUnit::thousand},
                                                {"元", MoneyUnit::yuan},
                                                {"圆", MoneyUnit::yuan},
                                                {"块", MoneyUnit::yuan},
                                                {"yuan", MoneyUnit::yuan}}};
  for (const Word& word : kWords) {
    if (!scan.eat(word.text)) continue;
    if (word.unit != MoneyUnit::yuan) {
      scan.blanks();
      scan.eat_any({"元", "圆", "块", "yuan"});
    }
    return word.unit;
  }
  return MoneyUnit::none;
}

bool eat_currency_sign(Scanner& scan) {
  return !scan.eat_any({"RMB", "rmb", "CNY", "cny", "人民币", "￥", "¥", "\u00A5"})
              .empty();
}

// Digits and where their point stands: 1,234.50 is "123450" with 2 decimals.
struct Number {
  std::string digits;
  std::int32_t decimals = 0;
  bool negative = false;
};

Result<Number> eat_number(Scanner& scan) {
  Number n;
  scan.blanks();
  if (scan.eat("-")) n.negative = true;
  scan.eat("+");
  int group = -1;  // digits since a comma; -1 before the first
  bool grouped = false;
  for (;;) {
    if (is_digit(scan.peek())) {
      n.digits += scan.peek();
      scan.seek(scan.position() + 1);
      if (group >= 0) ++group;
    } else if (scan.peek() == ',') {
      if (n.digits.empty() || (grouped && group != 3) ||
          (!grouped && n.digits.size() > 3)) {
        return bad_money("digits are not grouped by three");
      }
      grouped = true;
      group = 0;
      scan.eat(",");
    } else {
      break;
    }
  }
  if (grouped && group != 3) return bad_money("digits are not grouped by three");
  if (n.digits.empty() && scan.peek() != '.') return bad_money("not an amount");
  if (scan.eat(".")) {
    while (is_digit(scan.peek())) {
      n.digits += scan.peek();
      ++n.decimals;
      scan.seek(scan.position() + 1);
    }
    if (n.decimals == 0) return bad_money("not an amount");
  }
  return n;
}

Result<std::int64_t> in_fen(Number n, MoneyUnit unit) {
  std::int32_t power = static_cast<std::int32_t>(unit) - n.decimals;
  while (power < 0 && !n.digits.empty() && n.digits.back() == '0') {
    n.digits.pop_back();
    ++power;
  }
  n.digits.erase(0, n.digits.find_first_not_of('0'));
  if (n.digits.empty()) return std::int64_t{0};
  if (power < 0) return bad_money("finer than one 分: cannot be exact");
  n.digits.append(static_cast<std::size_t>(power), '0');
  std::int64_t value = 0;
  for (const char c : n.digits) {
    std::int64_t next = 0;
    if (__builtin_mul_overflow(value, 10, &next) ||
        __builtin_add_overflow(next, c - '0', &value)) {
      return invalid(Reason::overflow, "an amount beyond 64 bits");
    }
  }
  return n.negative ? -value : value;
}

Result<MoneyUnit> settle(MoneyUnit header, MoneyUnit cell, bool sign) {
  if (cell == MoneyUnit::none && sign) cell = MoneyUnit::yuan;
  if (cell == MoneyUnit::none)
    return header == MoneyUnit::none ? MoneyUnit::yuan : header;
  if (header != MoneyUnit::none && header != cell) {
    return invalid(Reason::conflict, "the cell's unit differs from the header's");
  }
  return cell;
}

enum class Bound { exact, about, at_least, at_most };

Bound eat_bound_before(Scanner& scan) {
  if (!scan.eat_any({"不超过", "不到", "最多", "至多", "低于", "<=", "≤", "<"}).empty()) {
    return Bound::at_most;
  }
  if (!scan.eat_any({"不低于", "不少于", "超过", "至少", "最少", "高于", ">=", "≥", ">"})
           .empty()) {
    return Bound::at_least;
  }
  if (!scan.eat_any({"大约", "大概", "约", "近", "≈", "~"}).empty()) return Bound::about;
  return Bound::exact;
}

Bound eat_bound_after(Scanner& scan) {
  scan.blanks();
  if (!scan.eat_any({"左右", "上下"}).empty()) return Bound::about;
  if (!scan.eat_any({"及以上", "以上", "起", "+"}).empty()) return Bound::at_least;
  if (!scan.eat_any({"及以下", "以下", "以内", "之内", "内"}).empty())
    return Bound::at_most;
  return Bound::exact;
}

// 100多万, 100余万: the word stands before the unit.
bool eat_some(Scanner& scan) { return !scan.eat_any({"多", "余", "几", "来"}).empty(); }

struct Parts {
  Number first;
  std::optional<Number> second;
  MoneyUnit unit = MoneyUnit::none;
  bool sign = false;
  Bound bound = Bound::exact;
};

Result<void> eat_second(Scanner& scan, Parts& parts) {
  eat_currency_sign(scan);
  Result<Number> second = eat_number(scan);
  if (!second) return second.error();
  const MoneyUnit unit = eat_unit(scan);
  if (parts.unit != MoneyUnit::none && parts.unit != unit) {
    return invalid(Reason::conflict, "two units in one interval");
  }
  parts.unit = unit;
  parts.second = std::move(*second);
  return {};
}

Result<Parts> scan_money(std::string_view text) {
  Scanner scan(text);
  Parts parts;
  const bool bracket = scan.eat("(");  // accountants write a negative amount in brackets
  parts.bound = eat_bound_before(scan);
  scan.blanks();
  const bool minus = scan.eat("-");
  parts.sign = eat_currency_sign(scan);
  Result<Number> first = eat_number(scan);
  if (!first) return first.error();
  parts.first = std::move(*first);
  if (bracket || minus) parts.first.negative = !parts.first.negative;
  scan.blanks();
  const bool some = eat_some(scan);
  parts.unit = eat_unit(scan);
  scan.blanks();
  if (!scan.eat_any({"--", "-", "~", "～", "—", "–", "至", "到"}).empty()) {
    if (Result<void> r = eat_second(scan, parts); !r) return r.error();
  }
  if (eat_currency_sign(scan)) parts.sign = true;
  if (parts.bound == Bound::exact) parts.bound = eat_bound_after(scan);
  if (some || eat_some(scan)) parts.bound = Bound::at_least;
  if (bracket && !scan.eat(")")) return bad_money("not an amount");
  scan.blanks();
  if (!scan.done()) return bad_money("not an amount in yuan");
  return parts;
}

Result<MoneyCell> interval(const Parts& parts, MoneyUnit unit) {
  Result<std::int64_t> low = in_fen(parts.first, unit);
  if (!low) return low.error();
  MoneyCell out{*low, *low, parts.bound != Bound::exact};
  if (parts.bound == Bound::at_least) out.high.reset();
  if (parts.bound == Bound::at_most) out.low = 0;
  if (!parts.second) return out;
  Result<std::int64_t> high = in_fen(*parts.second, unit);
  if (!high) return high.error();
  if (*high < *low) return bad_money("an interval that runs backwards");
  return MoneyCell{*low, *high, true};
}

Result<MoneyCell> read_money(std::string_view flat, MoneyUnit header) {
  for (const std::string_view none :
       {"", "-", "--", "—", "/", "无", "暂无", "N/A", "n/a"}) {
    if (flat == none) return invalid(Reason::missing_value, "no amount");
  }
  for (const std::string_view other :
       {"$", "US", "USD", "€", "EUR", "£", "HK", "美元", "欧元", "港币", "日元"}) {
    if (flat.find(other) != std::string_view::npos) {
      return bad_money("another currency than the yuan");
    }
  }
  Result<Parts> parts = scan_money(flat);
  if (!parts) return parts.error();
  Result<MoneyUnit> unit = settle(header, parts->unit, parts->sign);
  if (!unit) return unit.error();
  return interval(*parts, *unit);
}

// The digits of a number a spreadsheet computed carry binary noise beyond the fifteenth.
std::string fifteen_digits(std::string_view text) {
  std::string out(text);
  const auto first = out.find_first_of("123456789");
  const auto point = out.find('.');
  if (first == std::string::npos || point == std::string::npos) return out;
  std::size_t at = first;
  for (int count = 0; at < out.size() && count < 15; ++at) count += is_digit(out[at]);
  if (at >= out.size() || at <= point) return out;  // whole digits are never dropped
  const bool above =
      out[at] > '5' ||
      (out[at] == '5' && out.find_first_not_of('0', at + 1) != std::string::npos);
  const bool tie = out[at] == '5' && !above;
  out.resize(at);
  const char last = out.back() == '.' ? out[out.size() - 2] : out.back();
  if (above || (tie && (last - '0') % 2 == 1)) {
    std::size_t i = out.size();
    while (i > 0) {
      char& c = out[--i];
      if (!is_digit(c)) {
        if (c == '.') continue;
        out.insert(i + 1, "1");
        return out;
      }
      if (c != '9') {
        ++c;
        return out;
      }
      c = '0';
    }
    out.insert(0, "1");
  }
  return out;
}

}  // namespace

Result<MoneyCell> parse_money_text(std::string_view text, MoneyUnit header) {
  Result<MoneyCell> r = read_money(narrow(text), header);
  if (r) return r;
  return with_value(r.error(), text);
}

Result<MoneyCell> parse_money_cell(const Cell& cell, MoneyUnit header) {
  if (cell.kind == CellKind::number) {
    Result<MoneyCell> r = read_money(fifteen_digits(cell.text), header);
    if (r) return r;
    return with_value(r.error(), cell.text);
  }
  if (cell.kind == CellKind::date || cell.kind == CellKind::boolean ||
      cell.kind == CellKind::error) {
    return with_value(invalid(Reason::wrong_type, "not an amount"), cell.text);
  }
  return parse_money_text(cell.text, header);
}

MoneyUnit unit_of_header(std::string_view header) {
  const std::string flat = fold_tight(header);
  struct Word {
    std::string_view text;
    MoneyUnit unit;
  };
  static constexpr std::array<Word, 12> kWords{{{"百万元", MoneyUnit::million},
                                                {"千万元", MoneyUnit::ten_million},
                                                {"亿元", MoneyUnit::hundred_million},
                                                {"万元", MoneyUnit::ten_thousand},
                                                {"千元", MoneyUnit::thousand},
                                                {"(亿)", MoneyUnit::hundred_million},
                                                {"(万)", MoneyUnit::ten_thousand},
                                                {"(千)", MoneyUnit::thousand},
                                                {"元", MoneyUnit::yuan},
                                                {"(¥)", MoneyUnit::yuan},
                                                {"(rmb)", MoneyUnit::yuan},
                                                {"(cny)", MoneyUnit::yuan}}};
  for (const Word& word : kWords) {
    const auto at = flat.rfind(word.text);
    if (at == std::string::npos) continue;
    if (word.text != "元") return word.unit;
    // 元 alone is a unit only where a sign sets it off: 公元, 元器件金额 are words.
    const char before = at > 0 ? flat[at - 1] : '\0';
    const std::string_view after = std::string_view(flat).substr(at + word.text.size());
    const bool closed = after.empty() || after.front() == ')' || after.front() == ']';
    if ((before == '(' || before == '[' || before == ':' || before == '/' ||
         before == '-' || before == '_') &&
        closed) {
      return word.unit;
    }
  }
  return MoneyUnit::none;
}

}  // namespace kith
