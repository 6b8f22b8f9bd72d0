// One worksheet part: its elements as rows of cells.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "exchange/xml.hpp"
#include "kith/exchange/sheet.hpp"

namespace kith::exchange {

/// What all worksheets of a workbook share.
struct SheetContext {
  const SheetLimits& limits;
  std::vector<std::string> strings;
  std::vector<bool>
      date_styles;         ///< by cell style: whether its number format is a date's
  std::int64_t cells = 0;  ///< so far, over all sheets
  std::int64_t text_bytes = 0;
};

class SheetHandler final : public XmlHandler {
 public:
  SheetHandler(Sheet& sheet, SheetContext& context) : sheet_(sheet), context_(context) {}

  Result<void> start(std::string_view name, const Attributes& attributes) override;
  Result<void> end(std::string_view name) override;
  Result<void> text(std::string_view piece) override;

 private:
  Result<void> start_row(const Attributes& attributes);
  Result<void> start_cell(const Attributes& attributes);
  Result<void> add_merge(std::string_view reference);
  Result<void> end_cell();
  Result<void> store(CellKind kind, std::string value, bool scientific);
  Result<void> store_number();
  Error bad_cell(Reason reason, const std::string& what) const;

  Sheet& sheet_;
  SheetContext& context_;
  std::int64_t line_ = 0;
  std::int64_t column_ = -1;
  std::size_t style_ = 0;
  std::string type_;
  std::string value_;
  bool in_cell_ = false;
  bool in_value_ = false;
  bool phonetic_ = false;
};

/// "AB12" → column 27, line 12.
struct Reference {
  std::int64_t line = 0;
  std::int64_t column = 0;
};
std::optional<Reference> parse_reference(std::string_view text) noexcept;
/// _x000D_ and its like back to the characters they stand for.
std::string unescape(const std::string& text);

}  // namespace kith::exchange
