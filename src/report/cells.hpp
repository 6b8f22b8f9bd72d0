// Cells: which columns a page shows, under which headings, and how a value is written for
// people.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kith/base/money.hpp"
#include "kith/base/table.hpp"
#include "kith/report/page.hpp"

namespace kith::report {

/// How a column is written, from its type and its name.
enum class CellKind : std::int32_t {
  text,
  why,
  whole,
  key,
  ppm,
  money,
  real,
  date,
  instant
};

/// What is needed to write the cells of one column.
struct ColumnFormat {
  std::int32_t column = 0;
  CellKind kind = CellKind::text;
  std::int32_t currency_column = -1;  ///< money only
  std::optional<Currency>
      currency;  ///< money only: the one of all rows that have an amount
  [[nodiscard]] bool is_number() const {
    return kind == CellKind::whole || kind == CellKind::ppm || kind == CellKind::money ||
           kind == CellKind::real || kind == CellKind::key;
  }
};

struct ShownColumn {
  ColumnFormat format;
  std::string heading;
  bool name_currency = false;  ///< the cell itself must say its currency
};

ColumnFormat format_of(const Table& table, std::int32_t column);

/// The index of a column by name, or of the language's one of the pair name_zh, name_en.
/// Throws unknown_column at `place`.
std::int32_t find_column(const Table& table, std::string_view name, Language language,
                         std::string_view place);

/// The columns to show; `names` empty: all. Errors name "<place>columns[i]".
std::vector<ShownColumn> shown_columns(const Table& table,
                                       std::span<const std::string> names,
                                       Language language, std::string_view place);

std::string heading_of(const Table& table, std::int32_t column, Language language);

/// One cell as plain text, not escaped; a null is empty.
std::string cell_text(const Table& table, const ShownColumn& shown, std::int64_t row,
                      Language language);

/// Values as cells write them.
std::string whole_text(std::int64_t value);
std::string percent_text(std::int64_t ppm);
std::string money_text(std::int64_t minor, Currency currency);
std::string real_text(double value);

}  // namespace kith::report
