// XLSX (ECMA-376) as sheets of cells.
#pragma once

#include <string_view>

#include "kith/base/result.hpp"
#include "kith/exchange/sheet.hpp"

namespace kith::exchange {

Result<Workbook> read_xlsx(std::string_view bytes, const SheetLimits& limits);

}  // namespace kith::exchange
