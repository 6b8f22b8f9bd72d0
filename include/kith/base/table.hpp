// Table: the one shape of every answer. Typed columns in Arrow's memory layout,
// immutable, shared by reference counting; a schema that is documented and only ever
// grows at its end.
//
//   TableWriter w(schema);
//   w.text(0, "科技有限公司"); w.date(1, day); w.null(2); w.end_row();
//   Table t = std::move(w).finish();
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kith/base/date.hpp"
#include "kith/base/instant.hpp"
#include "kith/base/result.hpp"

namespace kith {

/// Type of a column, with its Arrow format. Append-only.
enum class ColumnType : std::int32_t {
  int32 = 1,    ///< "i"
  int64 = 2,    ///< "l"; money is int64 minor units beside a currency column
  float64 = 3,  ///< "g"; estimates only, never an order, date, tier or amount
  text = 4,     ///< "u", UTF-8 with int32 offsets
  date = 5,     ///< "tdD", int32 days since 1970-01-01
  instant = 6,  ///< "tsu:UTC", int64 microseconds
};
std::string_view arrow_format(ColumnType type) noexcept;
std::string_view column_type_name(ColumnType type) noexcept;

/// One column of a schema: its name in programs, its headings for people, its meaning.
struct ColumnSpec {
  std::string_view name;
  ColumnType type;
  std::string_view heading_zh;
  std::string_view heading_en;
  std::string_view meaning;  ///< unit, vocabulary, when it is null
};

/// A named list of columns with static lifetime: a schema is a constant of the program.
struct TableSchema {
  std::string_view name;
  std::span<const ColumnSpec> columns;
  /// Index of a column, or -1.
  [[nodiscard]] std::int32_t index_of(std::string_view column) const noexcept;
};

/// One column's memory, borrowed from its Table.
struct ColumnView {
  ColumnType type{};
  std::int64_t length = 0;
  std::int64_t null_count = 0;
  const std::uint8_t* validity =
      nullptr;                 ///< bit i set: row i has a value; nullptr: all have
  const void* data = nullptr;  ///< values, or UTF-8 bytes
  const std::int32_t* offsets = nullptr;  ///< text only: length + 1 of them
};

class Table {
 public:
  Table();  ///< no columns, no rows
  [[nodiscard]] std::string_view name() const noexcept;
  [[nodiscard]] std::int64_t rows() const noexcept;
  [[nodiscard]] std::int32_t columns() const noexcept;
  [[nodiscard]] const ColumnSpec& spec(std::int32_t column) const;
  [[nodiscard]] ColumnView column(std::int32_t column) const;
  [[nodiscard]] Result<std::int32_t> index_of(std::string_view column) const;

  // Cells, for tests, reports and row-wise readers. Precondition: the column has that
  // type.
  [[nodiscard]] bool is_null(std::int32_t column, std::int64_t row) const;
  [[nodiscard]] std::int64_t integer(
      std::int32_t column, std::int64_t row) const;  ///< int32, int64, date, instant
  [[nodiscard]] double real(std::int32_t column, std::int64_t row) const;
  [[nodiscard]] std::string_view text(std::int32_t column, std::int64_t row) const;
  [[nodiscard]] Date date(std::int32_t column, std::int64_t row) const;
  /// Any cell as plain text: dates ISO, instants ISO UTC, null empty.
  [[nodiscard]] std::string cell(std::int32_t column, std::int64_t row) const;
  /// The same by column name; throws unknown_column.
  [[nodiscard]] std::string cell(std::string_view column, std::int64_t row) const;

  /// Equal schema names, columns, types and cells.
  bool operator==(const Table& other) const;

  struct Data;
  explicit Table(std::shared_ptr<const Data> data) : data_(std::move(data)) {}

 private:
  std::shared_ptr<const Data> data_;
};

/// Builds a Table row by row. A cell not set in a row is null. One thread at a time.
class TableWriter {
 public:
  explicit TableWriter(const TableSchema& schema);
  ~TableWriter();
  TableWriter(TableWriter&&) noexcept;
  TableWriter& operator=(TableWriter&&) noexcept;

  void int32(std::int32_t column, std::int32_t value);
  void int64(std::int32_t column, std::int64_t value);
  void float64(std::int32_t column, double value);
  void text(std::int32_t column, std::string_view value);
  void date(std::int32_t column, Date value);
  void instant(std::int32_t column, Instant value);
  void null(std::int32_t column);
  void date(std::int32_t column, const std::optional<Date>& value) {
    if (value) date(column, *value);
  }
  void end_row();
  [[nodiscard]] std::int64_t rows() const noexcept;
  [[nodiscard]] Table finish() &&;

 private:
  struct Columns;
  std::unique_ptr<Columns> columns_;
};

enum class Headings : std::int32_t { names = 0, chinese = 1, english = 2 };

/// RFC 4180, CRLF or LF by `crlf`, UTF-8. A text cell that begins with = + - @ or a tab
/// gets a leading apostrophe when `formula_safe`, so that a spreadsheet does not run it.
struct CsvOptions {
  Headings headings = Headings::names;
  bool bom = false;
  bool crlf = false;
  bool formula_safe = true;
};
std::string to_csv(const Table& table, const CsvOptions& options = {});

/// The rows of several tables of one schema, in order. Fails with wrong_type when schemas
/// differ.
Result<Table> concat(std::span<const Table> tables);

/// The rows of a table in the order given (each index in range).
Table take(const Table& table, std::span<const std::int64_t> rows);

}  // namespace kith
