// The lines of the story, as the other examples print them.
#pragma once

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <iostream>
#include <string>

#include "kith/kith.hpp"

namespace host {

inline std::string iso(std::int32_t days) {
  const std::chrono::year_month_day day{std::chrono::sys_days(std::chrono::days(days))};
  char text[16];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(day.year()),
                static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
  return text;
}

inline std::string cell(const kith::Table& table, const char* name, std::int64_t row) {
  const kith::Column column = table.column(name);
  if (!column.has_value(row)) return {};
  if (column.type() == KITH_COLUMN_TEXT)
    return std::string(*column.at<std::string_view>(row));
  const std::int32_t number = *column.at<std::int32_t>(row);
  return column.type() == KITH_COLUMN_DATE ? iso(number) : std::to_string(number);
}

inline void print_why(const kith::Table& table, std::int64_t row) {
  std::cout << "\n    " << cell(table, "why_zh", row) << "\n    "
            << cell(table, "why_en", row) << "\n";
}

inline void print_due(const kith::Table& due, std::int32_t day) {
  static constexpr const char* kColumns[] = {"customer",    "stream",     "purpose",
                                             "window_from", "due",        "state",
                                             "overdue_wd",  "credited_by"};
  std::cout << "# Follow-ups on " << iso(day) << "\n";
  const char* comma = "";
  for (const char* name : kColumns) std::cout << std::exchange(comma, ",") << name;
  std::cout << "\n";
  for (std::int64_t row = 0; row < due.rows(); ++row) {
    comma = "";
    for (const char* name : kColumns)
      std::cout << std::exchange(comma, ",") << cell(due, name, row);
    print_why(due, row);
  }
}

inline void print_tiers(const kith::Table& tiers) {
  std::cout << "# Tiers\n";
  for (std::int64_t row = 0; row < tiers.rows(); ++row) {
    std::cout << cell(tiers, "customer", row) << ": " << cell(tiers, "tier", row)
              << " (file " << cell(tiers, "file_tier", row) << ")";
    print_why(tiers, row);
  }
}

}  // namespace host
