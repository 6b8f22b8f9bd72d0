// The document's story in C++: two sheets in, tiers with reasons, the day's follow-ups
// out.
//
//   story <folder with the sheets> [book file]
//
// With a book file everything is recorded in it; without one the same answers come from
// facts in memory. Both print the same lines, and so do examples/c/story.c and
// examples/python/story.py.
#include <iostream>
#include <string>

#include "cpp/story_lines.hpp"
#include "kith/book/book.hpp"

namespace {

using namespace story;

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
