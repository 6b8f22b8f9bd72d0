// The canonical columns of each kind of sheet with their synonyms.
#pragma once

#include <initializer_list>
#include <string_view>
#include <vector>

#include "kith/exchange/headers.hpp"

namespace kith::exchange {

struct Column {
  SheetColumn spec;
  std::int32_t weight;  ///< 3 where the column tells the kind apart, else 1
  /// Spellings beside the two headings, separated by '|', as normal_header() gives them.
  std::string_view synonyms;
  /// Codes of columns that stand in for a required one, separated by '|'.
  std::string_view instead{};
};

const std::vector<Column>& columns_of(SheetKind kind);
const std::vector<Column>& deal_columns();
const std::vector<Column>& order_columns();
const std::vector<Column>& receipt_columns();

/// Whether import makes anything of the column (a serial number needs none).
bool is_read(SheetKind kind, std::string_view code);

/// Whether any spelling of any column is the text, which normal_header() gave.
bool is_heading(const std::string& normal);

/// Folded, without blanks, hyphens, underscores and the marks of required fields.
std::string normal_header(std::string_view header);

}  // namespace kith::exchange
