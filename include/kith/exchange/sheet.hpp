// Sheets: the bytes of a CSV or XLSX file as rows of cells whose kind is known and whose
// meaning is not.
//
//   Result<Workbook> book = read_workbook(bytes, "客户.xlsx");
//   if (!book) return book.error();
//   for (const Sheet& sheet : book->sheets) { … sheet.rows[0].at(1).text … }
//
// The format is found from the content, never from the file's name. Numbers keep their
// decimal text: no binary float stands between the file and its meaning. Not here: what a
// cell means (cells.hpp), which row is the header (headers.hpp), formulas (their cached
// value is read).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kith/base/csv.hpp"
#include "kith/base/result.hpp"

namespace kith {

/// What the file says a cell is. CSV cells are text, empty, or the name of an error.
enum class CellKind : std::int32_t {
  empty = 0,
  text = 1,
  number = 2,   ///< text is a plain decimal: "120", "-0.5", never an exponent
  date = 3,     ///< a number whose format shows a date or time; text is the serial as a
                ///< plain decimal
  boolean = 4,  ///< text is "TRUE" or "FALSE"
  error = 5,    ///< text is the error's name: "#N/A", "#REF!"
};

struct Cell {
  std::string text;         ///< valid UTF-8, as in the file
  std::int32_t column = 0;  ///< 0-based
  CellKind kind = CellKind::empty;
  /// The file wrote a number with an exponent (1.38E+10). `text` holds its exact value,
  /// but digits may have been lost before the file was written: a phone number so written
  /// is not trusted.
  bool scientific = false;
  bool operator==(const Cell&) const = default;
};

/// One row with its non-empty cells in rising column order.
struct Row {
  std::int64_t line =
      0;  ///< 1-based: the row number of XLSX, the line in the file of CSV
  std::vector<Cell> cells;

  /// The cell of a 0-based column; an empty one where the row has none. Complexity:
  /// logarithmic.
  [[nodiscard]] const Cell& at(std::int32_t column) const noexcept;
};

/// A merged block: lines 1-based, columns 0-based, all inclusive.
struct Merge {
  std::int64_t first_line = 0;
  std::int64_t last_line = 0;
  std::int32_t first_column = 0;
  std::int32_t last_column = 0;
  auto operator<=>(const Merge&) const = default;
};

struct Sheet {
  std::string name;  ///< of the XLSX sheet; of the file for CSV
  bool hidden = false;
  bool date1904 = false;      ///< serial 0 is 1904-01-01
  std::vector<Row> rows;      ///< rows with at least one cell, in rising line order
  std::vector<Merge> merges;  ///< the value stands in the first cell only
};

enum class FileKind : std::int32_t { csv = 1, xlsx = 2 };

struct Workbook {
  FileKind kind = FileKind::csv;
  std::string file_name;
  std::vector<Sheet> sheets;
};

/// Bounds against hostile or broken files. Passing one is too_large, or too_deep, and the
/// message names the bound.
struct SheetLimits {
  std::int64_t container_bytes = 256ll << 20;  ///< of the file as given
  std::int64_t entries = 4'096;                ///< of the archive
  std::int64_t inflated_bytes =
      512ll << 20;           ///< counted while unpacking; declared sizes are not believed
  std::int64_t ratio = 300;  ///< inflated to container bytes, beyond the first 4 MiB
  std::int64_t sheets = 256;
  std::int64_t shared_strings = 1'000'000;
  std::int64_t rows = 1'048'576;
  std::int64_t columns = 1'024;    ///< highest column that holds a value
  std::int64_t cells = 8'000'000;  ///< non-empty, in the whole workbook
  std::int64_t text_bytes = 256ll
                            << 20;  ///< of all cells, shared strings counted at each use
  std::int64_t cell_bytes = 131'068;  ///< 32,767 characters of four bytes
  std::int64_t merges = 65'536;       ///< a sheet
  std::int64_t styles = 65'536;
  std::int64_t xml_depth = 64;
  std::int64_t xml_token_bytes = 1 << 20;  ///< a tag or comment
  CsvLimits csv;                           ///< for CSV only
};

/// Reads every worksheet. Empty input is an empty CSV workbook with no rows.
/// Errors: bad_encoding, bad_syntax (CSV or XML, with the part and line), truncated or
/// bad_checksum for a damaged archive, too_large and too_deep past a limit, missing_part
/// for a package without a workbook, unknown_kind (unimplemented) for .xls, .xlsb,
/// .ods, .docx, .pdf, HTML, encrypted and other files, with what to do instead. Threads:
/// pure.
Result<Workbook> read_workbook(std::string_view bytes, std::string_view file_name,
                               const SheetLimits& limits = {});

}  // namespace kith
