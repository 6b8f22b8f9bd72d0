// Amounts of cells, in exact integers.
#include <algorithm>
#include <array>

#include "exchange/currency.hpp"
#include "exchange/scan.hpp"
#include "kith/base/text.hpp"
#include "kith/exchange/cells.hpp"

namespace kith {

namespace {

using exchange::eat_currency;
using exchange::is_digit;
using exchange::is_letter;
using exchange::Scanner;
using exchange::starts_with;
using exchange::with_value;

Error bad_money(std::string what) { return invalid(Reason::bad_money, std::move(what)); }

// Longest first: 千万 before 千.
MoneyUnit eat_scale(Scanner& scan) {
  struct Word {
    std::string_view text;
    MoneyUnit unit;
  };
  static constexpr std::array<Word, 6> kWords{{{"千万", MoneyUnit::ten_million},
                                               {"百万", MoneyUnit::million},
                                               {"亿", MoneyUnit::hundred_million},
                                               {"萬", MoneyUnit::ten_thousand},
                                               {"万", MoneyUnit::ten_thousand},
                                               {"千", MoneyUnit::thousand}}};
  for (const Word& word : kWords) {
    if (scan.eat(word.text)) return word.unit;
  }
  static constexpr std::array<Word, 9> kLetters{{{"million", MoneyUnit::million},
                                                 {"billion", MoneyUnit::billion},
                                                 {"mn", MoneyUnit::million},
                                                 {"bn", MoneyUnit::billion},
                                                 {"M", MoneyUnit::million},
                                                 {"W", MoneyUnit::ten_thousand},
                                                 {"w", MoneyUnit::ten_thousand},
                                                 {"K", MoneyUnit::thousand},
                                                 {"k", MoneyUnit::thousand}}};
  const std::size_t start = scan.position();
  for (const Word& word : kLetters) {
    if (scan.eat(word.text) && !is_letter(scan.peek())) return word.unit;
    scan.seek(start);
  }
  return MoneyUnit::none;
}

// Digits and where their point stands: 1,234.50 is "123450" with 2 decimals.
struct Number {
  std::string digits;
  std::int32_t decimals = 0;
  bool negative = false;
};

// The sign between groups of three digits at the cursor, a blank only where one follows.
std::string_view group_sign(const Scanner& scan) {
  for (const std::string_view sign :
       {",", "'", "\u2019", " ", "\u00A0", "\u2009", "\u202F"}) {
    if (!starts_with(scan.rest(), sign)) continue;
    if (sign == ",") return sign;
    Scanner ahead(scan.rest(), sign.size());
    return ahead.digits_ahead() == 3 ? sign : std::string_view();
  }
  return {};
}

Error bad_grouping() {
  return bad_money(
      "digits are not grouped by three; a decimal comma is not read, write 1234.56");
}

void eat_digits(Scanner& scan, std::string& digits) {
  while (is_digit(scan.peek())) {
    digits += scan.peek();
    scan.seek(scan.position() + 1);
  }
}

Result<Number> eat_number(Scanner& scan) {
  Number n;
  scan.blanks();
  if (scan.eat("-")) n.negative = true;
  scan.eat("+");
  eat_digits(scan, n.digits);
  const std::string_view sign = n.digits.empty() ? std::string_view() : group_sign(scan);
  if (!sign.empty() && (n.digits.size() > 3 || n.digits == "0")) return bad_grouping();
  while (!sign.empty() && group_sign(scan) == sign) {
    scan.eat(sign);
    if (scan.digits_ahead() != 3) return bad_grouping();
    eat_digits(scan, n.digits);
  }
  if (n.digits.empty() && scan.peek() != '.') return bad_money("not an amount");
  if (scan.eat(".")) {
    const std::size_t whole = n.digits.size();
    eat_digits(scan, n.digits);
    n.decimals = static_cast<std::int32_t>(n.digits.size() - whole);
    if (n.decimals == 0) return bad_money("not an amount");
  }
  if (scan.peek() == ',' || scan.peek() == '.') return bad_grouping();
  return n;
}

Result<std::int64_t> in_minor(Number n, std::int32_t power, const Currency& currency) {
  power -= n.decimals;
  while (power < 0 && !n.digits.empty() && n.digits.back() == '0') {
    n.digits.pop_back();
    ++power;
  }
  n.digits.erase(0, n.digits.find_first_not_of('0'));
  if (n.digits.empty()) return std::int64_t{0};
  if (power < 0) {
    return bad_money(
        "finer than " +
        (currency == Currency() ? "one 分" : "a minor unit of " + currency.code()) +
        ": cannot be exact");
  }
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
  std::optional<Currency> currency;
  Bound bound = Bound::exact;
};

Result<void> take_currency(Scanner& scan, Parts& parts) {
  scan.blanks();
  const auto found = eat_currency(scan);
  if (found && parts.currency && *found != *parts.currency)
    return invalid(Reason::conflict, "two currencies in one cell");
  if (found) parts.currency = found;
  return {};
}

Result<void> eat_second(Scanner& scan, Parts& parts) {
  if (Result<void> r = take_currency(scan, parts); !r) return r;
  Result<Number> second = eat_number(scan);
  if (!second) return second.error();
  const MoneyUnit unit = eat_scale(scan);
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
  bool bracket = scan.eat("(");  // accountants write a negative amount in brackets
  parts.bound = eat_bound_before(scan);
  scan.blanks();
  const bool minus = scan.eat("-");
  if (Result<void> r = take_currency(scan, parts); !r) return r.error();
  scan.blanks();
  if (!bracket) bracket = scan.eat("(");
  Result<Number> first = eat_number(scan);
  if (!first) return first.error();
  parts.first = std::move(*first);
  if (bracket || minus) parts.first.negative = !parts.first.negative;
  scan.blanks();
  const bool some = eat_some(scan);
  parts.unit = eat_scale(scan);
  if (Result<void> r = take_currency(scan, parts); !r) return r.error();
  scan.blanks();
  if (!scan.eat_any({"--", "-", "~", "～", "—", "–", "至", "到"}).empty()) {
    if (scan.done() && !parts.first.negative) {
      parts.first.negative = true;  // 1,234.00-
    } else if (Result<void> r = eat_second(scan, parts); !r) {
      return r.error();
    }
  }
  if (Result<void> r = take_currency(scan, parts); !r) return r.error();
  if (parts.bound == Bound::exact) parts.bound = eat_bound_after(scan);
  if (some || eat_some(scan)) parts.bound = Bound::at_least;
  if (bracket && !scan.eat(")")) return bad_money("not an amount");
  scan.blanks();
  if (!scan.done()) return bad_money("not an amount of money");
  return parts;
}

// An amount as written, with the unit and currency that hold for it.
struct Amount {
  Parts parts;
  Currency currency;
  std::int32_t power = 0;  // of ten, from the amount as written to minor units
};

Result<Amount> read_amount(std::string_view flat, MoneyUnit header,
                           const std::optional<Currency>& currency) {
  Scanner scan(flat);
  (void)eat_currency(scan);  // accountants show nothing as "$ -"
  scan.blanks();
  for (const std::string_view none : {"", "-", "--", "—", "/", "无", "暂无", "N/A", "n/a",
                                      "NULL", "null", "None", "NaN", "nan"}) {
    if (scan.rest() == none) return invalid(Reason::missing_value, "no amount");
  }
  Result<Parts> parts = scan_money(flat);
  if (!parts) return parts.error();
  if (currency && parts->currency && *currency != *parts->currency) {
    return invalid(Reason::conflict, "the cell's currency is " + parts->currency->code() +
                                         ", the column's " + currency->code());
  }
  Result<MoneyUnit> unit = settle(header, parts->unit, parts->currency.has_value());
  if (!unit) return unit.error();
  Amount out{std::move(*parts), currency.value_or(Currency()), 0};
  if (out.parts.currency) out.currency = *out.parts.currency;
  // Units count from one hundredth, whatever the currency's own minor unit.
  out.power = static_cast<std::int32_t>(*unit) - 2 + out.currency.exponent();
  return out;
}

Result<MoneyCell> interval(const Amount& amount) {
  const Parts& parts = amount.parts;
  Result<std::int64_t> low = in_minor(parts.first, amount.power, amount.currency);
  if (!low) return low.error();
  MoneyCell out{*low, *low, parts.bound != Bound::exact, amount.currency};
  if (parts.bound == Bound::at_least) out.high.reset();
  if (parts.bound == Bound::at_most) out.low = 0;
  if (!parts.second) return out;
  Result<std::int64_t> high = in_minor(*parts.second, amount.power, amount.currency);
  if (!high) return high.error();
  if (*high < *low) return bad_money("an interval that runs backwards");
  return MoneyCell{*low, *high, true, amount.currency};
}

Result<MoneyCell> read_money(std::string_view flat, MoneyUnit header,
                             const std::optional<Currency>& currency) {
  Result<Amount> amount = read_amount(flat, header, currency);
  if (!amount) return amount.error();
  return interval(*amount);
}

// Two decimal numbers as one. Digits beyond 18 a factor are beyond any quantity or price.
Result<Number> product(const Number& a, const Number& b) {
  __extension__ using Wide = __int128;
  Wide value = 1;
  for (const Number* factor : {&a, &b}) {
    const auto first =
        std::min(factor->digits.find_first_not_of('0'), factor->digits.size());
    if (factor->digits.size() - first > 18)
      return invalid(Reason::overflow, "a number beyond 18 digits");
    std::int64_t n = 0;
    for (const char c : factor->digits) n = n * 10 + (c - '0');
    value *= n;
  }
  Number out;
  out.decimals = a.decimals + b.decimals;
  out.negative = a.negative != b.negative;
  for (; value > 0; value /= 10)
    out.digits.insert(out.digits.begin(),
                      static_cast<char>('0' + static_cast<int>(value % 10)));
  if (out.digits.empty()) out.digits = "0";
  return out;
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

Result<MoneyCell> parse_money_text(std::string_view text, MoneyUnit header,
                                   std::optional<Currency> currency) {
  Result<MoneyCell> r = read_money(narrow(text), header, currency);
  if (r) return r;
  return with_value(r.error(), text);
}

Result<MoneyCell> parse_money_cell(const Cell& cell, MoneyUnit header,
                                   std::optional<Currency> currency) {
  if (cell.kind == CellKind::number) {
    Result<MoneyCell> r = read_money(fifteen_digits(cell.text), header, currency);
    if (r) return r;
    return with_value(r.error(), cell.text);
  }
  if (cell.kind == CellKind::date || cell.kind == CellKind::boolean ||
      cell.kind == CellKind::error) {
    return with_value(invalid(Reason::wrong_type, "not an amount"), cell.text);
  }
  return parse_money_text(cell.text, header, currency);
}

Result<MoneyCell> parse_product(const Cell& price, const Cell& quantity, MoneyUnit header,
                                std::optional<Currency> currency) {
  const auto written = [](const Cell& cell) {
    return cell.kind == CellKind::number ? fifteen_digits(cell.text) : narrow(cell.text);
  };
  const std::string count = written(quantity);
  Scanner scan(count);
  Result<Number> times = eat_number(scan);
  if (!times || !scan.done())
    return with_value(invalid(Reason::bad_number, "not a quantity"), quantity.text);
  Result<Amount> amount = read_amount(written(price), header, currency);
  if (!amount) return with_value(amount.error(), price.text);
  Parts& parts = amount->parts;
  if (parts.second || parts.bound != Bound::exact)
    return with_value(bad_money("a price that is not exact"), price.text);
  Result<Number> whole = product(parts.first, *times);
  if (!whole) return with_value(whole.error(), price.text);
  parts.first = *std::move(whole);
  Result<MoneyCell> out = interval(*amount);
  if (!out) return with_value(out.error(), price.text);
  return out;
}

MoneyUnit unit_of_header(std::string_view header) {
  const std::string flat = exchange::currency_in_header(header).folded;
  struct Word {
    std::string_view text;
    MoneyUnit unit;
  };
  static constexpr std::array<Word, 16> kWords{{{"百万元", MoneyUnit::million},
                                                {"千万元", MoneyUnit::ten_million},
                                                {"亿元", MoneyUnit::hundred_million},
                                                {"万元", MoneyUnit::ten_thousand},
                                                {"千元", MoneyUnit::thousand},
                                                {"(亿)", MoneyUnit::hundred_million},
                                                {"(万)", MoneyUnit::ten_thousand},
                                                {"(千)", MoneyUnit::thousand},
                                                {"元k)", MoneyUnit::thousand},
                                                {"k元)", MoneyUnit::thousand},
                                                {"(k)", MoneyUnit::thousand},
                                                {"000s", MoneyUnit::thousand},
                                                {"thousands", MoneyUnit::thousand},
                                                {"元m)", MoneyUnit::million},
                                                {"millions", MoneyUnit::million},
                                                {"元", MoneyUnit::yuan}}};
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

std::optional<Currency> currency_of_header(std::string_view header) {
  if (const auto named = exchange::currency_in_header(header).currency) return named;
  const MoneyUnit unit = unit_of_header(header);
  const bool yuan =
      unit != MoneyUnit::none && fold_tight(header).find("元") != std::string::npos;
  return yuan ? std::optional(Currency()) : std::nullopt;
}

}  // namespace kith
