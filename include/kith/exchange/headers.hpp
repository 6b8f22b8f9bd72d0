// Headers: which table a sheet holds, where it begins and ends, and which column means
// what.
//
//   for (const FoundTable& table : find_tables(sheet))
//     for (const BodyRow& row : table.body) use(table.at(row, "customer").text);
//
// Columns have canonical codes ("customer", "owner", "past_amount"); their Chinese and
// English synonyms are one table in src/exchange/columns.cpp. Not here: the meaning of
// cells.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "kith/exchange/cells.hpp"
#include "kith/exchange/sheet.hpp"

namespace kith {

/// Sheets that Kith gives meaning to. Append-only.
enum class SheetKind : std::int32_t {
  unknown = 0,
  customers = 1,     ///< 客户信息基础表
  follow_ups = 2,    ///< 客户跟进计划表
  interactions = 3,  ///< 客户互动记录表
  deals = 4,
  stages = 5,  ///< kept for stage logs
  orders = 6,
  receipts = 7,
  people = 8,
};
/// "customers", "follow_ups", …; "unknown".
std::string_view sheet_kind_name(SheetKind kind) noexcept;

enum class CellMeaning : std::int32_t {
  text = 1,
  date = 2,
  money = 3,
  number = 4,
  phone = 5,
  person = 6,
  company = 7,
  word = 8,  ///< of a closed vocabulary
};

/// One canonical column of a kind of sheet.
struct SheetColumn {
  std::string_view code;
  CellMeaning type = CellMeaning::text;
  std::string_view heading_zh;
  std::string_view heading_en;
  bool required = false;
};
/// The columns of a kind, in the order of its blank template; empty for unknown.
std::vector<SheetColumn> column_specs(SheetKind kind);

struct ColumnMatch {
  std::string code;
  CellMeaning type = CellMeaning::text;
  std::int32_t column = 0;
  std::string header;  ///< as written
  MoneyUnit unit = MoneyUnit::none;
  std::optional<Currency> currency{};
};

/// A header that no canonical column claims, or a second one for a column already
/// claimed.
struct UnclaimedColumn {
  std::int32_t column = 0;
  std::string header;
  std::string duplicate_of;  ///< code already claimed, or empty
};

struct HeaderMatch {
  SheetKind kind = SheetKind::unknown;
  std::int32_t score = 0;  ///< for comparing candidates only
  std::vector<ColumnMatch> columns;
  std::vector<UnclaimedColumn> unclaimed;
  [[nodiscard]] const ColumnMatch* find(std::string_view code) const;
};

/// A mapping the caller gives: header as written (compared folded) → code, or "" to
/// ignore the column.
using HeaderOverrides = std::map<std::string, std::string>;

/// Maps one row of headers. The kind is the one whose columns fit best and whose required
/// columns are all there; `hint` (sheet name, title) decides between close ones; `forced`
/// names it. No such kind: unknown, with every header unclaimed.
HeaderMatch match_headers(const std::vector<std::string>& headers,
                          std::string_view hint = {},
                          const HeaderOverrides& overrides = {},
                          SheetKind forced = SheetKind::unknown);

/// One data row: its cells with vertical merges filled (never in money and number
/// columns).
struct BodyRow {
  std::int64_t line = 0;
  std::vector<Cell> cells;  ///< parallel to HeaderMatch::columns
};

struct SkippedRow {
  std::int64_t line = 0;
  std::string why;  ///< "title", "above the header", "note", "total", "repeated header"
  std::string text;
};

struct FoundTable {
  std::string sheet;
  bool date1904 = false;
  std::int64_t header_line = 0;
  HeaderMatch header;
  std::vector<BodyRow> body;
  std::vector<SkippedRow> skipped;
  std::set<std::int32_t> unheaded;  ///< columns with values below no header, 0-based
  /// The cell of a body row by column code; an empty cell where the sheet has no such
  /// column.
  [[nodiscard]] const Cell& at(const BodyRow& row, std::string_view code) const;
};

/// Looks for a header within the first 30 rows (two header rows and merged cells
/// included), then takes the rows below it, up to a header of other columns, where the
/// next table begins. A unit or currency above the header (单位：万元) holds for money
/// columns without their own. Rows of titles, notes, totals and repeated headers are
/// listed as skipped; gaps in 序号 do not matter. Hidden rows are rows. Empty: no header
/// of a known kind.
std::vector<FoundTable> find_tables(const Sheet& sheet, std::string_view hint = {},
                                    const HeaderOverrides& overrides = {},
                                    SheetKind forced = SheetKind::unknown);

}  // namespace kith
