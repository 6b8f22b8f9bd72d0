// The words and signs of currencies that sheets use. Private to exchange.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "exchange/scan.hpp"
#include "kith/base/money.hpp"

namespace kith::exchange {

/// USD, US$, $, 美元, 元, ￥ and their like at the cursor; the cursor stays without one.
/// A bare $ is the US dollar and a bare ¥ the yuan.
std::optional<Currency> eat_currency(Scanner& scan);

/// The currency that a header names ("Revenue (USD)", "金额（万美元）", "amount_eur"),
/// and the folded header with 元 in the currency's place, as the words for units want it.
struct CurrencyInHeader {
  std::optional<Currency> currency;
  std::string folded;  ///< tight
};
CurrencyInHeader currency_in_header(std::string_view header);

}  // namespace kith::exchange
