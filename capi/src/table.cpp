// Group table: shapes, columns, CSV.
#include <vector>

#include "args.hpp"
#include "arrow.hpp"
#include "handles.hpp"

namespace {

using namespace kith::capi;

kith_column view_of(const kith::ColumnView& column) {
  kith_column out = KITH_COLUMN_INIT;
  out.type = static_cast<int32_t>(column.type);
  out.length = column.length;
  out.null_count = column.null_count;
  out.validity = column.validity;
  out.data = column.data;
  out.offsets = column.offsets;
  return out;
}

kith_column_info info_of(const kith::ColumnSpec& spec) {
  const auto heading = [&](std::string_view s) {
    return give(s.empty() ? spec.name : s);
  };
  kith_column_info out = KITH_COLUMN_INFO_INIT;
  out.type = static_cast<int32_t>(spec.type);
  out.name = give(spec.name);
  out.heading_zh = heading(spec.heading_zh);
  out.heading_en = heading(spec.heading_en);
  out.meaning = give(spec.meaning);
  return out;
}

int32_t column_index(const kith::Table& table, std::string_view name) {
  kith::Result<int32_t> index = table.index_of(name);
  if (index) return *index;
  throw kith::Error(kith::Status::not_found, kith::Reason::unknown_column,
                    "the table has no such column")
      .at(std::string(name));
}

kith::CsvOptions csv_options(const kith_csv_options* given) {
  const auto o = input(given, "options");
  if (o.headings < KITH_HEADINGS_NAMES || o.headings > KITH_HEADINGS_ENGLISH) {
    throw kith::invalid(kith::Reason::unknown_kind, "no such headings").at("headings");
  }
  reserved(o.reserved);
  return {static_cast<kith::Headings>(o.headings), flag(o.bom, "bom"),
          flag(o.crlf, "crlf"), !flag(o.raw_formulas, "raw_formulas")};
}

kith_table concat_of(const kith_table* const* tables, int64_t count) {
  std::vector<kith::Table> parts;
  for (int64_t i = 0; i < count; ++i) {
    if (tables[i] == nullptr) {
      throw kith::invalid(kith::Reason::null_argument, "must not be NULL")
          .at("tables", i);
    }
    parts.push_back(tables[i]->table);
    if (i == 0) continue;
    // Pair by pair first, so that the error can say which table differs.
    const kith::Table empty_pair[] = {take(parts[0], {}), take(parts.back(), {})};
    kith::Result<kith::Table> same = kith::concat(empty_pair);
    if (!same) throw kith::Error(same.error()).at("tables", i);
  }
  return {kith::concat(parts).value(), tables[0]->schema};
}

}  // namespace

extern "C" {

kith_status kith_table_from_arrow(struct ArrowSchema* schema, struct ArrowArray* array,
                                  kith_table** table, kith_error** error) noexcept {
  return guard(error, [&] {
    zero(table);
    need(schema, "schema");
    need(array, "array");
    need(table, "table");
    *table = new kith_table(from_arrow(*schema, *array));
    array->release(array);
    schema->release(schema);
  });
}

kith_status kith_table_to_arrow(const kith_table* table, struct ArrowSchema* schema,
                                struct ArrowArray* array, kith_error** error) noexcept {
  return guard(error, [&] {
    zero(schema, array);
    to_arrow(need(table, "table"), need(schema, "schema"), need(array, "array"));
  });
}

kith_status kith_table_shape(const kith_table* table, int64_t* rows, int32_t* columns,
                             kith_error** error) noexcept {
  return guard(error, [&] {
    zero(rows);
    zero(columns);
    const kith::Table& t = need(table, "table").table;
    if (rows != nullptr) *rows = t.rows();
    if (columns != nullptr) *columns = t.columns();
  });
}

kith_string_view kith_table_name(const kith_table* table) noexcept {
  return table == nullptr ? give("") : give(table->table.name());
}

kith_status kith_table_column(const kith_table* table, const char* name,
                              int64_t name_size, kith_column* column,
                              kith_error** error) noexcept {
  return guard(error, [&] {
    zero(column);
    const kith::Table& t = need(table, "table").table;
    const std::string_view wanted = filled_text(name, name_size, "name");
    need_struct(column, "column");
    write(column, view_of(t.column(column_index(t, wanted))));
  });
}

kith_status kith_table_column_info(const kith_table* table, int32_t index,
                                   kith_column_info* info, kith_error** error) noexcept {
  return guard(error, [&] {
    zero(info);
    const kith::Table& t = need(table, "table").table;
    need_struct(info, "info");
    if (index < 0 || index >= t.columns()) {
      throw kith::Error(kith::Status::out_of_range, kith::Reason::unknown_column,
                        "the table has " + std::to_string(t.columns()) + " columns")
          .at("index");
    }
    write(info, info_of(t.spec(index)));
  });
}

kith_status kith_table_to_csv(const kith_table* table, const kith_csv_options* options,
                              kith_buffer* csv, kith_error** error) noexcept {
  return guard(error, [&] {
    zero(csv);
    const kith::Table& t = need(table, "table").table;
    const kith::CsvOptions how = csv_options(options);
    need(csv, "csv");
    *csv = give_buffer(kith::to_csv(t, how));
  });
}

kith_status kith_table_concat(const kith_table* const* tables, int64_t count,
                              kith_table** table, kith_error** error) noexcept {
  return guard(error, [&] {
    zero(table);
    if (kith::capi::count(count, "count") == 0) {
      throw kith::invalid(kith::Reason::missing_value, "at least one table").at("tables");
    }
    need(tables, "tables");
    need(table, "table");
    *table = new kith_table(concat_of(tables, count));
  });
}

void kith_table_free(kith_table* table) noexcept { delete table; }

}  // extern "C"
