// Phones in cells that a spreadsheet may have taken for numbers.
#include "exchange/scan.hpp"
#include "kith/exchange/cells.hpp"

namespace kith {

using exchange::with_value;

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

}  // namespace kith
