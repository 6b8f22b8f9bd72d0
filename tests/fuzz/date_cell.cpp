// Cells with dates, as text and as what a sheet says they are.
#include "fuzz/fuzz.hpp"
#include "kith/base/text.hpp"
#include "kith/exchange/cells.hpp"

KITH_FUZZ_TARGET(date_cell) {
  kith::fuzz::Pieces in(bytes);
  const std::uint8_t how = in.byte();
  const std::string_view text = in.rest();
  if (!kith::is_utf8(text)) return;
  const kith::DateStyle style{(how & 1) != 0, static_cast<kith::DateOrder>(how % 3)};
  kith::Cell cell;
  cell.text = text;
  cell.kind = static_cast<kith::CellKind>(how / 2 % 6);
  cell.scientific = how > 127;
  for (const auto& date :
       {kith::parse_date_text(text, style), kith::parse_date_cell(cell, style)}) {
    if (!date) {
      LAW(!date.error().message().empty());
      continue;
    }
    LAW(kith::Date::checked(date->date.days()).has_value());
    if (date->second_of_day)
      LAW(*date->second_of_day >= 0 && *date->second_of_day < 86400);
  }
}
