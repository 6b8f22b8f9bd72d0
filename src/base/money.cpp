// Money in whole minor units: exponents of ISO 4217, checked sums, and scaling rounded
// half to even.
#include "kith/base/money.hpp"

#include <algorithm>
#include <limits>

#include "base/digits.hpp"

namespace kith {
namespace {

__extension__ typedef __int128 Wide;

// ISO 4217, table A.1: the currencies whose minor unit is not a hundredth.
constexpr std::array<std::string_view, 17> kWhole{
    "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG",
    "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF"};
constexpr std::array<std::string_view, 7> kThousandths{"BHD", "IQD", "JOD", "KWD",
                                                       "LYD", "OMR", "TND"};

bool fits(Wide n) {
  return n >= std::numeric_limits<std::int64_t>::min() &&
         n <= std::numeric_limits<std::int64_t>::max();
}

Result<Money> checked(Wide minor, Currency currency) {
  if (!fits(minor))
    return Error(Status::out_of_range, Reason::overflow, "amount too large");
  return Money{static_cast<std::int64_t>(minor), currency};
}

Error mixed(const Money& a, const Money& b) {
  return invalid(Reason::conflict, "amounts in two currencies, " + a.currency.code() +
                                       " and " + b.currency.code());
}

Wide divide_half_even(Wide n, Wide den) {
  Wide quotient = n / den;
  Wide rest = n % den;
  if (rest < 0) {  // floor, so that 0 ≤ rest < den
    rest += den;
    --quotient;
  }
  const Wide twice = rest * 2;
  if (twice > den || (twice == den && quotient % 2 != 0)) ++quotient;
  return quotient;
}

}  // namespace

Result<Currency> Currency::parse(std::string_view code) {
  const bool letters =
      std::all_of(code.begin(), code.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  if (code.size() != 3 || !letters) {
    return invalid(Reason::bad_money,
                   "a currency is three upper-case letters, for example CNY")
        .with("value", std::string(code.substr(0, 64)));
  }
  Currency c;
  std::copy(code.begin(), code.end(), c.code_.begin());
  return c;
}

std::int32_t Currency::exponent() const {
  const std::string_view code(code_.data(), code_.size());
  if (std::find(kWhole.begin(), kWhole.end(), code) != kWhole.end()) return 0;
  if (std::find(kThousandths.begin(), kThousandths.end(), code) != kThousandths.end())
    return 3;
  return 2;
}

std::string Money::decimal() const {
  const auto places = static_cast<std::size_t>(currency.exponent());
  // Unsigned, so that the lowest int64 has a magnitude too.
  const auto bits = static_cast<std::uint64_t>(minor);
  std::string digits = std::to_string(minor < 0 ? ~bits + 1 : bits);
  if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
  if (places > 0) digits.insert(digits.size() - places, 1, '.');
  if (minor < 0) digits.insert(0, 1, '-');
  return digits;
}

Result<Money> add(Money a, Money b) {
  if (a.currency != b.currency) return mixed(a, b);
  return checked(Wide{a.minor} + b.minor, a.currency);
}

Result<Money> subtract(Money a, Money b) {
  if (a.currency != b.currency) return mixed(a, b);
  return checked(Wide{a.minor} - b.minor, a.currency);
}

Result<Money> scale(Money a, std::int64_t num, std::int64_t den) {
  if (den <= 0)
    return invalid(Reason::bad_number, "a share needs a denominator above zero");
  return checked(divide_half_even(Wide{a.minor} * num, den), a.currency);
}

}  // namespace kith
