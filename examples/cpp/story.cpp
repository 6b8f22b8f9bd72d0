// The document's story in C++: two sheets in, tiers with reasons, the day's follow-ups
// out.
//
//   story <folder with the sheets> [book file]
//
// With a book file everything is recorded in it; without one the same answers come from
// facts in memory. Both print the same lines, and so do examples/c/story.c and
// examples/python/story.py.
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>
#include <string>

#include "kith/book/book.hpp"
#include "kith/exchange/import.hpp"
#include "kith/flow/documents.hpp"
#include "kith/view/view.hpp"

namespace {

using namespace kith;

const Date kStart = Date::parse("2023-10-01").value();
const Date kToday = Date::parse("2023-10-26").value();
const Instant kNow = Instant::parse("2023-10-26T09:00:00+08:00").value();

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw Error(Status::not_found, Reason::io, "cannot read " + path);
  return {std::istreambuf_iterator<char>(in), {}};
}

void print_report(const char* title, const Table& report) {
  std::cout << "# " << title << "\n";
  for (std::int64_t row = 0; row < report.rows(); ++row) {
    std::cout << "row " << report.cell("row", row) << ": " << report.cell("outcome", row)
              << " " << report.cell("customer", row);
    if (const std::string why = report.cell("message_en", row); !why.empty())
      std::cout << " (" << why << ")";
    std::cout << "\n";
  }
}

void print_tiers(const Table& tiers) {
  std::cout << "# Tiers\n";
  for (std::int64_t row = 0; row < tiers.rows(); ++row) {
    std::cout << tiers.cell("customer", row) << ": " << tiers.cell("tier", row)
              << " (file " << tiers.cell("file_tier", row) << ")\n    "
              << tiers.cell("why_zh", row) << "\n    " << tiers.cell("why_en", row)
              << "\n";
  }
}

/// The first eight columns of the list, and each row's reasons below it.
void print_due(const Table& due) {
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

Batch defaults() {
  Batch batch;
  for (const DocumentKind kind : {DocumentKind::calendar, DocumentKind::tier,
                                  DocumentKind::cadence, DocumentKind::pipeline}) {
    adopt(batch, default_document(kind), kStart, kNow).value();
  }
  return batch;
}

ImportOptions import_options() {
  ImportOptions options;
  options.now = kNow;
  return options;
}

void answer(const View& view, const Table& first, const Table& second) {
  print_due(view.due());
  print_tiers(view.tiers());
  print_report("Customers", first);
  print_report("Follow-up plan", second);
}

void from_tables(const std::string& folder) {
  Batch batch = defaults();
  const Table first =
      import_into_batch(batch, read_file(folder + "/table1_customers.csv"),
                        "table1_customers.csv", import_options())
          .value();
  const Table second =
      import_into_batch(batch, read_file(folder + "/table2_followups.csv"),
                        "table2_followups.csv", import_options())
          .value();
  const auto open = [&] { return TablesSource::open(batch, Settings{}).value(); };
  batch.append(
      View(open(), {.as_of = kToday}).review_tiers("2023-10", kStart, kNow).decisions);
  answer(View(open(), {.as_of = kToday}), first, second);
}

void from_book(const std::string& folder, const std::string& path) {
  BookOptions options;
  options.create = true;
  Book book = Book::open(path, options).value();
  (void)book.record(defaults(), kNow).value();
  const Table first = import_into_book(book, read_file(folder + "/table1_customers.csv"),
                                       "table1_customers.csv", import_options())
                          .value()
                          .report;
  const Table second = import_into_book(book, read_file(folder + "/table2_followups.csv"),
                                        "table2_followups.csv", import_options())
                           .value()
                           .report;
  const View before(book.source(), {.as_of = kToday});
  (void)book.record(before.review_tiers("2023-10", kStart, kNow).decisions, kNow).value();
  answer(View(book.source(), {.as_of = kToday}), first, second);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2 || argc > 3) {
    std::cerr << "usage: story <folder with the sheets> [book file]\n";
    return 2;
  }
  try {
    if (argc == 3) {
      from_book(argv[1], argv[2]);
    } else {
      from_tables(argv[1]);
    }
  } catch (const Error& error) {
    std::cerr << error.message() << (error.field().empty() ? "" : " at " + error.field())
              << "\n";
    return 1;
  }
  return 0;
}
