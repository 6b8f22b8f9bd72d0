// Cells of a table that comes in, checked against a schema of ours. Private to planner.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kith/base/table.hpp"
#include "kith/model/codes.hpp"

namespace kith::planner {

/// Throws Error, each with column, row and the detail "table"; plan_tables() hands it on.
class Columns {
 public:
  /// `name`: what the caller calls the table.
  Columns(const TableSchema& schema, const Table& table, std::string_view name);

  [[nodiscard]] std::int64_t rows() const { return table_.rows(); }
  [[nodiscard]] std::string_view text(std::int32_t column, std::int64_t row) const;
  [[nodiscard]] Date day(std::int32_t column, std::int64_t row) const;
  [[nodiscard]] std::optional<Date> day_if_any(std::int32_t column,
                                               std::int64_t row) const;
  /// `otherwise` for a null.
  [[nodiscard]] std::int64_t number(std::int32_t column, std::int64_t row,
                                    std::int64_t low, std::int64_t high,
                                    std::int64_t otherwise = 0) const;
  template <class Code>
  [[nodiscard]] Code code(std::int32_t column, std::int64_t row, Code otherwise) const {
    return static_cast<Code>(
        word(column, row, words_of(otherwise), static_cast<std::int32_t>(otherwise)));
  }
  [[noreturn]] void fail(Error error, std::int32_t column, std::int64_t row) const;

 private:
  [[nodiscard]] bool has(std::int32_t column, std::int64_t row) const;
  [[nodiscard]] std::int32_t word(std::int32_t column, std::int64_t row,
                                  std::span<const CodeWord> words,
                                  std::int32_t otherwise) const;
  void find(std::int32_t given);
  [[nodiscard]] std::int32_t place(std::int32_t column) const {
    return places_[static_cast<std::size_t>(column)];
  }

  const TableSchema& schema_;
  const Table& table_;
  std::string name_;
  std::vector<std::int32_t> places_;  ///< where each column stands; -1: nowhere
};

}  // namespace kith::planner
