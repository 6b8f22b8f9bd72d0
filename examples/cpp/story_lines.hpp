// The lines that the story prints, in every language the same: reports, tiers with
// reasons, the list of the day.
#pragma once

#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include "kith/exchange/import.hpp"
#include "kith/flow/documents.hpp"
#include "kith/view/view.hpp"

namespace story {

using namespace kith;

inline const Date kStart = Date::parse("2023-10-01").value();
inline const Date kToday = Date::parse("2023-10-26").value();
inline const Instant kNow = Instant::parse("2023-10-26T09:00:00+08:00").value();

inline std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw Error(Status::not_found, Reason::io, "cannot read " + path);
  return {std::istreambuf_iterator<char>(in), {}};
}

inline void print_report(const char* title, const Table& report) {
  std::cout << "# " << title << "\n";
  for (std::int64_t row = 0; row < report.rows(); ++row) {
    std::cout << "row " << report.cell("row", row) << ": " << report.cell("outcome", row)
              << " " << report.cell("customer", row);
    if (const std::string why = report.cell("message_en", row); !why.empty())
      std::cout << " (" << why << ")";
    std::cout << "\n";
  }
}

inline void print_tiers(const Table& tiers) {
  std::cout << "# Tiers\n";
  for (std::int64_t row = 0; row < tiers.rows(); ++row) {
    std::cout << tiers.cell("customer", row) << ": " << tiers.cell("tier", row)
              << " (file " << tiers.cell("file_tier", row) << ")\n    "
              << tiers.cell("why_zh", row) << "\n    " << tiers.cell("why_en", row)
              << "\n";
  }
}

/// The first eight columns of the list, and each row's reasons below it.
inline void print_due(const Table& due) {
  std::cout << "# Follow-ups on " << kToday.iso() << "\n";
  for (std::int32_t column = 0; column < 8; ++column) {
    std::cout << (column == 0 ? "" : ",") << due.spec(column).name;
  }
  std::cout << "\n";
  for (std::int64_t row = 0; row < due.rows(); ++row) {
    for (std::int32_t column = 0; column < 8; ++column) {
      std::cout << (column == 0 ? "" : ",") << due.cell(column, row);
    }
    std::cout << "\n    " << due.cell("why_zh", row) << "\n    "
              << due.cell("why_en", row) << "\n";
  }
}

inline Batch defaults() {
  Batch batch;
  for (const DocumentKind kind : {DocumentKind::calendar, DocumentKind::tier,
                                  DocumentKind::cadence, DocumentKind::pipeline}) {
    adopt(batch, default_document(kind), kStart, kNow).value();
  }
  return batch;
}

inline ImportOptions import_options() {
  ImportOptions options;
  options.now = kNow;
  return options;
}

}  // namespace story
