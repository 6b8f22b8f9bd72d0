#include "kith/exchange/sheet.hpp"

#include <algorithm>
#include <array>

#include "exchange/file_kind.hpp"
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

/// A spreadsheet writes its error cells into CSV as text.
bool is_error_word(std::string_view text) {
  if (text.size() < 4 || text.front() != '#') return false;
  static constexpr std::array<std::string_view, 9> kErrors{
      "#N/A",   "#REF!", "#VALUE!", "#DIV/0!",      "#NAME?",
      "#NULL!", "#NUM!", "#SPILL!", "#GETTING_DATA"};
  return std::find(kErrors.begin(), kErrors.end(), text) != kErrors.end();
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
      const CellKind kind = is_error_word(texts[c]) ? CellKind::error : CellKind::text;
      row.cells.push_back(
          {std::move(texts[c]), static_cast<std::int32_t>(c), kind, false});
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
  if (auto refused = exchange::refuse_by_magic(bytes))
    return std::move(*refused).at(std::string(file_name));
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
