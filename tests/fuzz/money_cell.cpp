// Cells with amounts.
#include "fuzz/fuzz.hpp"
#include "kith/base/text.hpp"
#include "kith/exchange/cells.hpp"

KITH_FUZZ_TARGET(money_cell) {
  constexpr kith::MoneyUnit kUnits[] = {
      kith::MoneyUnit::none,           kith::MoneyUnit::yuan,
      kith::MoneyUnit::thousand,       kith::MoneyUnit::ten_thousand,
      kith::MoneyUnit::million,        kith::MoneyUnit::ten_million,
      kith::MoneyUnit::hundred_million};
  kith::fuzz::Pieces in(bytes);
  const std::uint8_t how = in.byte();
  const std::string_view text = in.rest();
  if (!kith::is_utf8(text)) return;
  const kith::MoneyUnit header = kUnits[how % 7];
  kith::Cell cell;
  cell.text = text;
  cell.kind = static_cast<kith::CellKind>(how / 7 % 6);
  for (const auto& money :
       {kith::parse_money_text(text, header), kith::parse_money_cell(cell, header)}) {
    if (!money) {
      LAW(!money.error().message().empty());
    } else if (money->high) {
      LAW(money->low <= *money->high);
    }
  }
  kith::unit_of_header(text);
}
