// What holds of every workbook that was read.
#pragma once

#include "fuzz/fuzz.hpp"
#include "kith/base/text.hpp"
#include "kith/exchange/headers.hpp"
#include "kith/exchange/sheet.hpp"

namespace kith::fuzz {

inline void read_sheets(std::string_view bytes, std::string_view name) {
  SheetLimits limits;  // the stated ones, but small enough to be met
  limits.inflated_bytes = 8 << 20;
  limits.cells = 100'000;
  const Result<Workbook> book = read_workbook(bytes, name, limits);
  if (!book) {
    LAW(book.error().status() != Status::internal);
    LAW(!book.error().message().empty());
    return;
  }
  std::int64_t cells = 0;
  for (const Sheet& sheet : book->sheets) {
    std::int64_t line = 0;
    for (const Row& row : sheet.rows) {
      LAW(row.line > line);
      line = row.line;
      LAW(!row.cells.empty());
      std::int32_t column = -1;
      for (const Cell& cell : row.cells) {
        LAW(cell.column > column);
        column = cell.column;
        LAW(is_utf8(cell.text));
        ++cells;
      }
    }
    for (const FoundTable& table : find_tables(sheet)) {
      LAW(table.header.kind != SheetKind::unknown);
      for (const BodyRow& row : table.body)
        LAW(row.cells.size() == table.header.columns.size());
    }
  }
  LAW(cells <= limits.cells);
}

}  // namespace kith::fuzz
