// Table and its writer: typed columns in Arrow's layout (values, validity bits LSB first,
// text offsets).
#include "kith/base/table.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

namespace kith {
namespace {

/// One column while it grows and for ever after. Vectors come from operator new, aligned
/// to 16 bytes.
struct Column {
  std::vector<std::int32_t> int32s;  ///< int32 and date values, or the offsets of text
  std::vector<std::int64_t> int64s;  ///< int64 and instant values
  std::vector<double> reals;
  std::vector<char> bytes;
  std::vector<std::uint8_t> validity;
  std::int64_t length = 0;
  std::int64_t nulls = 0;

  [[nodiscard]] bool is_valid(std::int64_t row) const {
    return (validity[static_cast<std::size_t>(row / 8)] >> (row % 8) & 1) != 0;
  }
  void push_validity(bool valid) {
    if (length % 8 == 0) validity.push_back(0);
    if (valid)
      validity.back() = static_cast<std::uint8_t>(validity.back() | 1u << (length % 8));
    if (!valid) ++nulls;
    ++length;
  }
  void push_offset() { int32s.push_back(static_cast<std::int32_t>(bytes.size())); }
};

bool is_int32_like(ColumnType t) {
  return t == ColumnType::int32 || t == ColumnType::date;
}
bool is_int64_like(ColumnType t) {
  return t == ColumnType::int64 || t == ColumnType::instant;
}

[[noreturn]] void wrong_type(const ColumnSpec& spec, std::string_view wanted) {
  throw Error(Status::invalid_argument, Reason::wrong_type,
              "column " + std::string(spec.name) + " holds " +
                  std::string(column_type_name(spec.type)) + ", not " +
                  std::string(wanted))
      .at(std::string(spec.name));
}

/// Leaves no buffer null, so that a reader may take its address without a case for empty
/// columns.
void settle(Column& c) {
  if (c.int32s.capacity() == 0) c.int32s.reserve(2);
  if (c.int64s.capacity() == 0) c.int64s.reserve(1);
  if (c.reals.capacity() == 0) c.reals.reserve(1);
  if (c.bytes.capacity() == 0) c.bytes.reserve(8);
}

}  // namespace

struct Table::Data {
  TableSchema schema{};
  std::int64_t rows = 0;
  std::vector<Column> columns;
};

struct TableWriter::Columns {
  Table::Data data;

  /// The column, made ready for the value of the row under way: a value set before is
  /// taken back.
  Column& open(std::int32_t index, ColumnType type) {
    if (index < 0 || index >= static_cast<std::int32_t>(data.columns.size())) {
      throw Error(Status::invalid_argument, Reason::unknown_column,
                  "no column " + std::to_string(index));
    }
    const ColumnSpec& spec = data.schema.columns[static_cast<std::size_t>(index)];
    if (spec.type != type) wrong_type(spec, column_type_name(type));
    Column& c = data.columns[static_cast<std::size_t>(index)];
    if (c.length > data.rows) take_back(c, type);
    return c;
  }
  static void take_back(Column& c, ColumnType type) {
    const std::int64_t row = c.length - 1;
    if (!c.is_valid(row)) --c.nulls;
    auto& bits = c.validity.back();
    bits = static_cast<std::uint8_t>(bits & ~(1u << (row % 8)));
    if (row % 8 == 0) c.validity.pop_back();
    c.length = row;
    if (type == ColumnType::float64) {
      c.reals.pop_back();
    } else if (is_int64_like(type)) {
      c.int64s.pop_back();
    } else {
      c.int32s.pop_back();
      if (type == ColumnType::text)
        c.bytes.resize(static_cast<std::size_t>(c.int32s.back()));
    }
  }
  static void push_null(Column& c, ColumnType type) {
    if (type == ColumnType::float64) {
      c.reals.push_back(0.0);
    } else if (is_int64_like(type)) {
      c.int64s.push_back(0);
    } else if (type == ColumnType::text) {
      c.push_offset();
    } else {
      c.int32s.push_back(0);
    }
    c.push_validity(false);
  }
  [[nodiscard]] ColumnType type_of(std::size_t i) const {
    return data.schema.columns[i].type;
  }
};

std::string_view arrow_format(ColumnType type) noexcept {
  switch (type) {
    case ColumnType::int32:
      return "i";
    case ColumnType::int64:
      return "l";
    case ColumnType::float64:
      return "g";
    case ColumnType::text:
      return "u";
    case ColumnType::date:
      return "tdD";
    case ColumnType::instant:
      return "tsu:UTC";
  }
  return "";
}

std::string_view column_type_name(ColumnType type) noexcept {
  switch (type) {
    case ColumnType::int32:
      return "int32";
    case ColumnType::int64:
      return "int64";
    case ColumnType::float64:
      return "float64";
    case ColumnType::text:
      return "text";
    case ColumnType::date:
      return "date";
    case ColumnType::instant:
      return "instant";
  }
  return "unknown";
}

std::int32_t TableSchema::index_of(std::string_view column) const noexcept {
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].name == column) return static_cast<std::int32_t>(i);
  }
  return -1;
}

// ---- Table

Table::Table() : data_(std::make_shared<const Data>()) {}

std::string_view Table::name() const noexcept { return data_->schema.name; }
std::int64_t Table::rows() const noexcept { return data_->rows; }
std::int32_t Table::columns() const noexcept {
  return static_cast<std::int32_t>(data_->columns.size());
}

const ColumnSpec& Table::spec(std::int32_t column) const {
  if (column < 0 || column >= columns()) {
    throw Error(
        Status::invalid_argument, Reason::unknown_column,
        "no column " + std::to_string(column) + " in table " + std::string(name()));
  }
  return data_->schema.columns[static_cast<std::size_t>(column)];
}

ColumnView Table::column(std::int32_t column) const {
  const ColumnType type = spec(column).type;
  const Column& c = data_->columns[static_cast<std::size_t>(column)];
  ColumnView view;
  view.type = type;
  view.length = c.length;
  view.null_count = c.nulls;
  view.validity = c.nulls > 0 ? c.validity.data() : nullptr;
  if (type == ColumnType::text) {
    view.data = c.bytes.data();
    view.offsets = c.int32s.data();
  } else if (type == ColumnType::float64) {
    view.data = c.reals.data();
  } else if (is_int64_like(type)) {
    view.data = c.int64s.data();
  } else {
    view.data = c.int32s.data();
  }
  return view;
}

Result<std::int32_t> Table::index_of(std::string_view column) const {
  const std::int32_t i = data_->schema.index_of(column);
  if (i < 0) {
    return invalid(Reason::unknown_column, "no column " + std::string(column) +
                                               " in table " + std::string(name()))
        .at(std::string(column));
  }
  return i;
}

bool Table::is_null(std::int32_t column, std::int64_t row) const {
  static_cast<void>(spec(column));
  if (row < 0 || row >= rows()) {
    throw Error(Status::out_of_range, Reason::none,
                "no row " + std::to_string(row) + " in table " + std::string(name()));
  }
  return !data_->columns[static_cast<std::size_t>(column)].is_valid(row);
}

std::int64_t Table::integer(std::int32_t column, std::int64_t row) const {
  static_cast<void>(is_null(column, row));
  const ColumnType type = spec(column).type;
  const Column& c = data_->columns[static_cast<std::size_t>(column)];
  if (is_int64_like(type)) return c.int64s[static_cast<std::size_t>(row)];
  if (!is_int32_like(type)) wrong_type(spec(column), "integers");
  return c.int32s[static_cast<std::size_t>(row)];
}

double Table::real(std::int32_t column, std::int64_t row) const {
  static_cast<void>(is_null(column, row));
  if (spec(column).type != ColumnType::float64) wrong_type(spec(column), "float64");
  return data_->columns[static_cast<std::size_t>(column)]
      .reals[static_cast<std::size_t>(row)];
}

std::string_view Table::text(std::int32_t column, std::int64_t row) const {
  static_cast<void>(is_null(column, row));
  if (spec(column).type != ColumnType::text) wrong_type(spec(column), "text");
  const Column& c = data_->columns[static_cast<std::size_t>(column)];
  const auto from = static_cast<std::size_t>(c.int32s[static_cast<std::size_t>(row)]);
  const auto to = static_cast<std::size_t>(c.int32s[static_cast<std::size_t>(row) + 1]);
  return std::string_view(c.bytes.data(), c.bytes.size()).substr(from, to - from);
}

Date Table::date(std::int32_t column, std::int64_t row) const {
  if (spec(column).type != ColumnType::date) wrong_type(spec(column), "date");
  return Date(static_cast<std::int32_t>(integer(column, row)));
}

std::string Table::cell(std::int32_t column, std::int64_t row) const {
  if (is_null(column, row)) return {};
  switch (spec(column).type) {
    case ColumnType::int32:
    case ColumnType::int64:
      return std::to_string(integer(column, row));
    case ColumnType::float64: {
      std::array<char, 32> buffer;
      const auto end =
          std::to_chars(buffer.data(), buffer.data() + buffer.size(), real(column, row));
      return {buffer.data(), end.ptr};
    }
    case ColumnType::text:
      return std::string(text(column, row));
    case ColumnType::date:
      return date(column, row).iso();
    case ColumnType::instant:
      return Instant(integer(column, row)).iso();
  }
  return {};
}

std::string Table::cell(std::string_view column, std::int64_t row) const {
  return cell(index_of(column).value(), row);
}

namespace {

bool same_shape(const Table& a, const Table& b) {
  if (a.name() != b.name() || a.columns() != b.columns()) return false;
  for (std::int32_t c = 0; c < a.columns(); ++c) {
    if (a.spec(c).name != b.spec(c).name || a.spec(c).type != b.spec(c).type)
      return false;
  }
  return true;
}

bool same_cell(const Table& a, std::int64_t row_a, const Table& b, std::int64_t row_b,
               std::int32_t column) {
  const bool null = a.is_null(column, row_a);
  if (null || b.is_null(column, row_b)) return null == b.is_null(column, row_b);
  switch (a.spec(column).type) {
    case ColumnType::text:
      return a.text(column, row_a) == b.text(column, row_b);
    case ColumnType::float64:
      return a.real(column, row_a) == b.real(column, row_b);
    default:
      return a.integer(column, row_a) == b.integer(column, row_b);
  }
}

}  // namespace

bool Table::operator==(const Table& other) const {
  if (data_ == other.data_) return true;
  if (rows() != other.rows() || !same_shape(*this, other)) return false;
  for (std::int32_t c = 0; c < columns(); ++c) {
    for (std::int64_t r = 0; r < rows(); ++r) {
      if (!same_cell(*this, r, other, r, c)) return false;
    }
  }
  return true;
}

// ---- TableWriter

TableWriter::TableWriter(const TableSchema& schema)
    : columns_(std::make_unique<Columns>()) {
  columns_->data.schema = schema;
  columns_->data.columns.resize(schema.columns.size());
  for (std::size_t i = 0; i < schema.columns.size(); ++i) {
    if (schema.columns[i].type == ColumnType::text)
      columns_->data.columns[i].push_offset();
  }
}
TableWriter::~TableWriter() = default;
TableWriter::TableWriter(TableWriter&&) noexcept = default;
TableWriter& TableWriter::operator=(TableWriter&&) noexcept = default;

void TableWriter::int32(std::int32_t column, std::int32_t value) {
  Column& c = columns_->open(column, ColumnType::int32);
  c.int32s.push_back(value);
  c.push_validity(true);
}

void TableWriter::int64(std::int32_t column, std::int64_t value) {
  Column& c = columns_->open(column, ColumnType::int64);
  c.int64s.push_back(value);
  c.push_validity(true);
}

void TableWriter::float64(std::int32_t column, double value) {
  Column& c = columns_->open(column, ColumnType::float64);
  c.reals.push_back(value);
  c.push_validity(true);
}

void TableWriter::text(std::int32_t column, std::string_view value) {
  Column& c = columns_->open(column, ColumnType::text);
  constexpr auto limit =
      static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max());
  if (value.size() > limit - c.bytes.size()) {
    throw Error(Status::out_of_range, Reason::too_large,
                "more than 2 GiB of text in one column of one table")
        .at(std::string(
                columns_->data.schema.columns[static_cast<std::size_t>(column)].name),
            columns_->data.rows);
  }
  c.bytes.insert(c.bytes.end(), value.begin(), value.end());
  c.push_offset();
  c.push_validity(true);
}

void TableWriter::date(std::int32_t column, Date value) {
  Column& c = columns_->open(column, ColumnType::date);
  c.int32s.push_back(value.days());
  c.push_validity(true);
}

void TableWriter::instant(std::int32_t column, Instant value) {
  Column& c = columns_->open(column, ColumnType::instant);
  c.int64s.push_back(value.micros());
  c.push_validity(true);
}

void TableWriter::null(std::int32_t column) {
  const auto i = static_cast<std::size_t>(column);
  const bool known = column >= 0 && i < columns_->data.columns.size();
  const ColumnType type = known ? columns_->type_of(i) : ColumnType::int32;
  Columns::push_null(columns_->open(column, type), type);
}

void TableWriter::end_row() {
  Table::Data& data = columns_->data;
  for (std::size_t i = 0; i < data.columns.size(); ++i) {
    if (data.columns[i].length == data.rows) {
      Columns::push_null(data.columns[i], columns_->type_of(i));
    }
  }
  ++data.rows;
}

std::int64_t TableWriter::rows() const noexcept { return columns_->data.rows; }

Table TableWriter::finish() && {
  Table::Data& data = columns_->data;
  // Cells of a row that was never ended do not count.
  for (std::size_t i = 0; i < data.columns.size(); ++i) {
    if (data.columns[i].length > data.rows) {
      Columns::take_back(data.columns[i], columns_->type_of(i));
    }
    settle(data.columns[i]);
  }
  return Table(std::make_shared<const Table::Data>(std::move(data)));
}

// ---- Whole tables

namespace {

TableSchema schema_of(const Table& table) {
  if (table.columns() == 0) return {table.name(), {}};
  return {table.name(),
          std::span(&table.spec(0), static_cast<std::size_t>(table.columns()))};
}

void copy_cell(TableWriter& to, const Table& from, std::int32_t c, std::int64_t row) {
  if (from.is_null(c, row)) return to.null(c);
  switch (from.spec(c).type) {
    case ColumnType::int32:
      return to.int32(c, static_cast<std::int32_t>(from.integer(c, row)));
    case ColumnType::int64:
      return to.int64(c, from.integer(c, row));
    case ColumnType::float64:
      return to.float64(c, from.real(c, row));
    case ColumnType::text:
      return to.text(c, from.text(c, row));
    case ColumnType::date:
      return to.date(c, from.date(c, row));
    case ColumnType::instant:
      return to.instant(c, Instant(from.integer(c, row)));
  }
}

void copy_row(TableWriter& to, const Table& from, std::int64_t row) {
  for (std::int32_t c = 0; c < from.columns(); ++c) copy_cell(to, from, c, row);
  to.end_row();
}

std::string_view heading(const ColumnSpec& spec, Headings headings) {
  switch (headings) {
    case Headings::chinese:
      return spec.heading_zh;
    case Headings::english:
      return spec.heading_en;
    case Headings::names:
      break;
  }
  return spec.name;
}

bool runs_as_formula(std::string_view cell) {
  return !cell.empty() &&
         std::string_view("=+-@\t").find(cell.front()) != std::string_view::npos;
}

// Semicolons and tabs are quoted too, so that a reader that guesses the separator guesses
// right.
void append_csv_cell(std::string& out, std::string_view cell) {
  if (cell.find_first_of(",;\t\"\r\n") == std::string_view::npos) {
    out += cell;
    return;
  }
  out += '"';
  for (const char c : cell) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

}  // namespace

std::string to_csv(const Table& table, const CsvOptions& options) {
  std::string out = options.bom ? "\xEF\xBB\xBF" : "";
  const std::string_view end = options.crlf ? "\r\n" : "\n";
  for (std::int32_t c = 0; c < table.columns(); ++c) {
    if (c > 0) out += ',';
    append_csv_cell(out, heading(table.spec(c), options.headings));
  }
  if (table.columns() > 0) out += end;
  for (std::int64_t row = 0; row < table.rows(); ++row) {
    for (std::int32_t c = 0; c < table.columns(); ++c) {
      if (c > 0) out += ',';
      std::string cell = table.cell(c, row);
      const bool text = table.spec(c).type == ColumnType::text;
      if (text && options.formula_safe && runs_as_formula(cell)) cell.insert(0, 1, '\'');
      append_csv_cell(out, cell);
    }
    out += end;
  }
  return out;
}

Result<Table> concat(std::span<const Table> tables) {
  if (tables.empty()) return Table();
  TableWriter writer(schema_of(tables.front()));
  for (std::size_t i = 0; i < tables.size(); ++i) {
    if (!same_shape(tables.front(), tables[i])) {
      return invalid(Reason::wrong_type, "table " + std::to_string(i) + " (" +
                                             std::string(tables[i].name()) +
                                             ") has another schema than the first (" +
                                             std::string(tables.front().name()) + ")");
    }
    for (std::int64_t row = 0; row < tables[i].rows(); ++row)
      copy_row(writer, tables[i], row);
  }
  return std::move(writer).finish();
}

Table take(const Table& table, std::span<const std::int64_t> rows) {
  TableWriter writer(schema_of(table));
  for (const std::int64_t row : rows) copy_row(writer, table, row);
  return std::move(writer).finish();
}

}  // namespace kith
