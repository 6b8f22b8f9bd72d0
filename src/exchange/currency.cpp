#include "exchange/currency.hpp"

#include <algorithm>
#include <array>

#include "kith/base/text.hpp"

namespace kith::exchange {
namespace {

struct Word {
  std::string_view text;
  std::string_view code;
};

// A word that begins another stands after it.
constexpr std::array<Word, 37> kWords{{
    {"人民币", "CNY"},   {"美元", "USD"}, {"美金", "USD"},     {"美圆", "USD"},
    {"欧元", "EUR"},     {"英镑", "GBP"}, {"港元", "HKD"},     {"港币", "HKD"},
    {"日元", "JPY"},     {"日圆", "JPY"}, {"韩元", "KRW"},     {"韩币", "KRW"},
    {"新台币", "TWD"},   {"台币", "TWD"}, {"新加坡元", "SGD"}, {"新币", "SGD"},
    {"澳元", "AUD"},     {"澳币", "AUD"}, {"加元", "CAD"},     {"加币", "CAD"},
    {"瑞士法郎", "CHF"}, {"卢布", "RUB"}, {"泰铢", "THB"},     {"HK$", "HKD"},
    {"US$", "USD"},      {"NT$", "TWD"},  {"AU$", "AUD"},      {"CA$", "CAD"},
    {"S$", "SGD"},       {"R$", "BRL"},   {"€", "EUR"},        {"£", "GBP"},
    {"₩", "KRW"},        {"₹", "INR"},    {"￥", "CNY"},       {"\u00A5", "CNY"},
    {"円", "JPY"},
}};
// Codes of ISO 4217 that are no word of a header ("try", "all", "top" are).
constexpr std::array<std::string_view, 34> kCodes{
    "USD", "EUR", "GBP", "HKD", "JPY", "CNY", "TWD", "SGD", "AUD", "CAD", "CHF", "KRW",
    "INR", "NZD", "THB", "MYR", "IDR", "VND", "PHP", "BRL", "MXN", "RUB", "AED", "SAR",
    "SEK", "NOK", "DKK", "PLN", "ZAR", "CZK", "HUF", "ILS", "MOP", "KWD"};

Currency currency(std::string_view code) { return Currency::parse(code).value(); }

std::optional<Currency> of_code(std::string_view letters) {
  std::string upper(letters);
  for (char& c : upper) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  if (upper == "RMB") return currency("CNY");
  if (std::find(kCodes.begin(), kCodes.end(), upper) == kCodes.end()) return std::nullopt;
  return currency(upper);
}

std::string_view letters_at(std::string_view text) {
  std::size_t n = 0;
  while (n < text.size() && is_letter(text[n])) ++n;
  return text.substr(0, n);
}

/// Any but the bare 元.
std::optional<Currency> eat_marked(Scanner& scan) {
  for (const Word& word : kWords) {
    if (scan.eat(word.text)) return currency(word.code);
  }
  if (const auto code = of_code(letters_at(scan.rest()))) {
    scan.seek(scan.position() + 3);
    (void)scan.eat("$");
    return code;
  }
  if (scan.eat("$")) return currency("USD");
  return std::nullopt;
}

}  // namespace

std::optional<Currency> eat_currency(Scanner& scan) {
  if (const auto marked = eat_marked(scan)) return marked;
  if (!scan.eat_any({"元", "圆", "块", "yuan"}).empty()) return Currency();
  return std::nullopt;
}

CurrencyInHeader currency_in_header(std::string_view header) {
  CurrencyInHeader out;
  const std::string flat = narrow(header);
  std::string marked;
  Scanner scan(flat);
  while (!scan.done()) {
    // A code is a word of its own; signs and Chinese words need no edge.
    const bool inside =
        !marked.empty() && is_letter(marked.back()) && is_letter(scan.peek());
    if (const auto found = inside ? std::nullopt : eat_marked(scan)) {
      out.currency = found;
      marked += "元";
      continue;
    }
    const std::size_t size = sequence_size(scan.peek());
    marked += scan.rest().substr(0, size);
    scan.seek(scan.position() + size);
  }
  out.folded = fold_tight(marked);
  return out;
}

}  // namespace kith::exchange
