// Facts out of tables: columns found by name.
#include <string>
#include <utility>

#include "kith/model/fact_tables.hpp"
#include "model/row_reader.hpp"

namespace kith {
namespace {

/// Where each column of the schema stands in the table; -1: nowhere.
using Places = std::vector<std::int32_t>;

bool fits(ColumnType given, ColumnType wanted) {
  const auto is_int = [](ColumnType t) {
    return t == ColumnType::int32 || t == ColumnType::int64;
  };
  return given == wanted || (is_int(given) && is_int(wanted));
}

Error wrong_type(const ColumnSpec& spec, ColumnType given) {
  return invalid(Reason::wrong_type, "the column holds " +
                                         std::string(column_type_name(given)) + ", not " +
                                         std::string(column_type_name(spec.type)))
      .at(std::string(spec.name));
}

Result<Places> find_columns(const TableSchema& schema, const Table& table) {
  Places places(schema.columns.size(), -1);
  for (std::int32_t c = 0; c < table.columns(); ++c) {
    const ColumnSpec& given = table.spec(c);
    const std::int32_t i = schema.index_of(given.name);
    if (i < 0) {
      return invalid(Reason::unknown_column,
                     "facts of kind " + std::string(schema.name) + " have no such column")
          .at(std::string(given.name));
    }
    auto& place = places[static_cast<std::size_t>(i)];
    if (place >= 0) {
      return invalid(Reason::duplicate, "the column stands twice")
          .at(std::string(given.name));
    }
    place = c;
    const bool empty = table.column(c).null_count == table.rows();
    const ColumnSpec& wanted = schema.columns[static_cast<std::size_t>(i)];
    if (!empty && !fits(given.type, wanted.type)) return wrong_type(wanted, given.type);
  }
  return places;
}

struct TableCells {
  const Places& places;
  const Table& table;
  std::int64_t row;

  [[nodiscard]] bool has(std::size_t column) const {
    return places[column] >= 0 && !table.is_null(places[column], row);
  }
  [[nodiscard]] std::int64_t integer(std::size_t column) const {
    return table.integer(places[column], row);
  }
  [[nodiscard]] std::string_view text(std::size_t column) const {
    return table.text(places[column], row);
  }
  [[nodiscard]] static std::optional<TextRef> reference(std::size_t) { return {}; }
};

}  // namespace

Result<std::int64_t> read_facts(FactKind kind, const Table& table, Zone zone,
                                Instant recorded, Batch& batch) {
  const TableSchema& schema = fact_schema(kind);
  if (schema.columns.empty())
    return invalid(Reason::unknown_kind, "no such kind of fact");
  const auto places = find_columns(schema, table);
  if (!places) return places.error();
  Batch read;
  for (std::int64_t row = 0; row < table.rows(); ++row) {
    const TableCells cells{*places, table, row};
    const auto done = detail::read_row(kind, cells, row, zone, recorded, read);
    if (!done) return done.error();
  }
  batch.append(std::move(read));
  return table.rows();
}

}  // namespace kith
