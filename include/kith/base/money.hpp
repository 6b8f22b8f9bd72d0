// Money: int64 minor units and an ISO 4217 code. Integers only; checked; currencies never
// mix silently.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "kith/base/result.hpp"

namespace kith {

/// Three upper-case letters. The exponent (digits of the minor unit) is 0, 2 or 3 by ISO
/// 4217.
class Currency {
 public:
  constexpr Currency() = default;  ///< CNY
  static Result<Currency> parse(std::string_view code);
  [[nodiscard]] std::string code() const { return {code_.data(), 3}; }
  [[nodiscard]] std::int32_t exponent() const;
  auto operator<=>(const Currency&) const = default;

 private:
  std::array<char, 3> code_{'C', 'N', 'Y'};
};

struct Money {
  std::int64_t minor = 0;  ///< CNY: 分
  Currency currency;
  auto operator<=>(const Money&) const = default;
  /// Plain decimal, no separators: "1200000.00".
  [[nodiscard]] std::string decimal() const;
};

/// Fails with overflow, or with conflict when the currencies differ.
Result<Money> add(Money a, Money b);
Result<Money> subtract(Money a, Money b);
/// num/den of an amount, rounded half to even. den > 0.
Result<Money> scale(Money a, std::int64_t num, std::int64_t den);

}  // namespace kith
