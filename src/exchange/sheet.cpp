#include "kith/exchange/sheet.hpp"

#include <algorithm>

#include "exchange/limits.hpp"
#include "exchange/xlsx.hpp"
#include "kith/base/text.hpp"

namespace kith {

const Cell& Row::at(std::int32_t column) const noexcept {
  static const Cell none;
  const auto index = static_cast<std::size_t>(column);
  if (column >= 0 && index < cells.size() && cells[index].column == column) {
    return cells[index];  // no gap before it: the usual case
  }
  const auto found =
      std::lower_bound(cells.begin(), cells.end(), column,
                       [](const Cell& cell, std::int32_t c) { return cell.column < c; });
  return found != cells.end() && found->column == column ? *found : none;
}

namespace {

std::string stem(std::string_view file_name) {
  const auto slash = file_name.find_last_of("/\\");
  if (slash != std::string_view::npos) file_name.remove_prefix(slash + 1);
  const auto dot = file_name.rfind('.');
  return std::string(dot == 0 ? file_name : file_name.substr(0, dot));
}

Result<Workbook> read_csv(std::string_view bytes, std::string_view file_name,
                          const SheetLimits& limits) {
  Workbook book;
  Sheet sheet;
  sheet.name = stem(file_name);
  Result<Decoded> decoded = decode_sheet(bytes);
  if (!decoded) return decoded.error();
  Result<CsvSheet> lexed = lex_csv(decoded->text, limits.csv);
  if (!lexed) return lexed.error();
  for (std::size_t r = 0; r < lexed->rows.size(); ++r) {
    Row row;
    row.line = lexed->lines[r];
    auto& texts = lexed->rows[r];
    for (std::size_t c = 0; c < texts.size(); ++c) {
      if (texts[c].empty()) continue;
      row.cells.push_back(
          {std::move(texts[c]), static_cast<std::int32_t>(c), CellKind::text, false});
    }
    texts = {};
    if (!row.cells.empty()) sheet.rows.push_back(std::move(row));
  }
  book.sheets.push_back(std::move(sheet));
  return book;
}

}  // namespace

Result<Workbook> read_workbook(std::string_view bytes, std::string_view file_name,
                               const SheetLimits& limits) {
  if (static_cast<std::int64_t>(bytes.size()) > limits.container_bytes) {
    return exchange::beyond("file bytes", limits.container_bytes)
        .at(std::string(file_name));
  }
  if (bytes.substr(0, 4) == "\xD0\xCF\x11\xE0") {
    return Error(
               Status::unimplemented, Reason::unknown_kind,
               "an old .xls workbook or one with a password: save it as .xlsx without a "
               "password, or as CSV")
        .at(std::string(file_name));
  }
  const bool zip = bytes.substr(0, 2) == "PK" && bytes.size() > 3 &&
                   static_cast<unsigned char>(bytes[2]) < 0x09;
  Result<Workbook> book =
      zip ? exchange::read_xlsx(bytes, limits) : read_csv(bytes, file_name, limits);
  if (!book) {
    if (book.error().field().empty()) {
      book.error().set_place(std::string(file_name), book.error().row());
    }
    return book;
  }
  book->file_name = std::string(file_name);
  return book;
}

}  // namespace kith
