#include "planner/columns.hpp"

#include <utility>

#include "kith/base/text.hpp"
#include "kith/model/fact_tables.hpp"

namespace kith::planner {
namespace {

bool is_whole(ColumnType type) {
  return type == ColumnType::int32 || type == ColumnType::int64;
}

}  // namespace

Columns::Columns(const TableSchema& schema, const Table& table, std::string_view name)
    : schema_(schema), table_(table), name_(name), places_(schema.columns.size(), -1) {
  for (std::int32_t c = 0; c < table.columns(); ++c) find(c);
}

void Columns::find(std::int32_t given) {
  const ColumnSpec& spec = table_.spec(given);
  const std::int32_t i = schema_.index_of(spec.name);
  const auto refuse = [&](Reason reason, std::string what) {
    throw invalid(reason, std::move(what))
        .at(std::string(spec.name))
        .with("table", name_);
  };
  if (i < 0) refuse(Reason::unknown_column, "the table has no use for such a column");
  std::int32_t& at = places_[static_cast<std::size_t>(i)];
  if (at >= 0) refuse(Reason::duplicate, "the column stands twice");
  at = given;
  const ColumnType wanted = schema_.columns[static_cast<std::size_t>(i)].type;
  const bool fits = spec.type == wanted || (is_whole(spec.type) && is_whole(wanted));
  if (!fits && table_.column(given).null_count != table_.rows()) {
    refuse(Reason::wrong_type, "the column holds " +
                                   std::string(column_type_name(spec.type)) + ", not " +
                                   std::string(column_type_name(wanted)));
  }
}

void Columns::fail(Error error, std::int32_t column, std::int64_t row) const {
  error.set_place(std::string(schema_.columns[static_cast<std::size_t>(column)].name),
                  row);
  throw std::move(error).with("table", name_);
}

/// An empty text is a null.
bool Columns::has(std::int32_t column, std::int64_t row) const {
  const std::int32_t at = place(column);
  const ColumnSpec& spec = schema_.columns[static_cast<std::size_t>(column)];
  const bool given = at >= 0 && !table_.is_null(at, row) &&
                     (spec.type != ColumnType::text || !table_.text(at, row).empty());
  if (!given && split_meaning(spec.meaning).required)
    fail(invalid(Reason::missing_value, "must not be null"), column, row);
  return given;
}

std::string_view Columns::text(std::int32_t column, std::int64_t row) const {
  if (!has(column, row)) return {};
  const std::string_view text = table_.text(place(column), row);
  if (!is_utf8(text)) fail(invalid(Reason::bad_utf8, "not valid UTF-8"), column, row);
  return text;
}

std::optional<Date> Columns::day_if_any(std::int32_t column, std::int64_t row) const {
  if (!has(column, row)) return std::nullopt;
  const Result<Date> day = Date::checked(table_.integer(place(column), row));
  if (!day) fail(day.error(), column, row);
  return *day;
}

Date Columns::day(std::int32_t column, std::int64_t row) const {
  return day_if_any(column, row).value_or(Date());
}

std::int64_t Columns::number(std::int32_t column, std::int64_t row, std::int64_t low,
                             std::int64_t high, std::int64_t otherwise) const {
  if (!has(column, row)) return otherwise;
  const std::int64_t n = table_.integer(place(column), row);
  if (n < low || n > high) {
    fail(invalid(Reason::bad_number,
                 "must be " + std::to_string(low) + " to " + std::to_string(high)),
         column, row);
  }
  return n;
}

std::int32_t Columns::word(std::int32_t column, std::int64_t row,
                           std::span<const CodeWord> words,
                           std::int32_t otherwise) const {
  const std::string_view given = text(column, row);
  if (given.empty()) return otherwise;
  if (const auto code = word_code(words, given)) return *code;
  std::string list;
  for (const CodeWord& w : words)
    list += (list.empty() ? "" : ", ") + std::string(w.name);
  fail(invalid(Reason::unknown_name, "not one of " + list)
           .with("value", std::string(given.substr(0, 64))),
       column, row);
}

}  // namespace kith::planner
