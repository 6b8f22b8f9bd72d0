// The demo: the document's own tables first, then the seeded sample book.
//
//   kith_demo <folder with the document's sheets> <output folder> [customers of the
//   sample book]
//
// Keeps two books in the output folder; run again it finds every row unchanged.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "cpp/story_lines.hpp"
#include "kith/base/text.hpp"
#include "kith/book/book.hpp"
#include "kith/report/review.hpp"
#include "sample/sample.hpp"

namespace {

using namespace story;

Book open_book(const std::filesystem::path& path, Durability durability) {
  BookOptions options;
  options.create = true;
  options.durability = durability;
  return Book::open(path.string(), options).value();
}

void document_story(const std::string& folder, const std::filesystem::path& out) {
  Book book = open_book(out / "document.kith", Durability::full);
  (void)book.record(defaults(), std::max(kNow, book.last_recorded())).value();
  const auto import = [&](const char* name) {
    ImportOptions options = import_options();
    options.now = std::max(kNow, book.last_recorded());
    return import_into_book(book, read_file(folder + "/" + name), name, options)
        .value()
        .report;
  };
  const Table first = import("table1_customers.csv");
  const Table second = import("table2_followups.csv");
  const View before(book.source(), {.as_of = kToday});
  (void)book.record(before.review_tiers("2023-10", kStart, kNow).decisions, kNow).value();
  const View view(book.source(), {.as_of = kToday});
  print_due(view.due());
  print_tiers(view.tiers());
  print_report("Customers", first);
  print_report("Follow-up plan", second);
  std::cout << "facts in the book: " << book.fact_count() << "\n";
}

/// A table with a few columns, aligned for Chinese and Latin letters alike.
std::size_t width_of(std::string_view text) {
  std::size_t width = 0;
  for (const char32_t c : code_points(text)) width += c >= 0x1100 ? 2 : 1;
  return width;
}

void print_table(const char* title, const Table& table, std::vector<const char*> columns,
                 std::int64_t limit) {
  std::cout << "\n# " << title << "\n";
  const std::int64_t rows = std::min(limit, table.rows());
  std::vector<std::size_t> widths;
  for (const char* c : columns) {
    std::size_t width = width_of(c);
    for (std::int64_t r = 0; r < rows; ++r)
      width = std::max(width, width_of(table.cell(c, r)));
    widths.push_back(width);
  }
  const auto line = [&](const auto& cell) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const std::string text = cell(columns[i]);
      std::cout << text << std::string(widths[i] - width_of(text) + 2, ' ');
    }
    std::cout << "\n";
  };
  line([](const char* c) { return std::string(c); });
  for (std::int64_t r = 0; r < rows; ++r)
    line([&](const char* c) { return table.cell(c, r); });
  if (table.rows() > rows) std::cout << "… and " << table.rows() - rows << " more\n";
}

void print_definitions(const Table& rates) {
  for (std::int64_t r = 0; r < rates.rows(); ++r) {
    std::cout << rates.cell("metric", r) << ": " << rates.cell("definition_zh", r)
              << "\n    " << rates.cell("definition_en", r) << "\n";
  }
}

void write_page(const std::filesystem::path& path, const View& view, DateSpan period,
                Language language) {
  std::ofstream(path, std::ios::binary) << review_page(view, {period, language});
  std::cout << std::filesystem::absolute(path).string() << "\n";
}

void sample_story(const std::filesystem::path& out, std::int32_t customers) {
  SampleOptions sample;
  sample.customers = customers;
  const std::filesystem::path path =
      out / ("sample-" + std::to_string(customers) + ".kith");
  const bool fresh = !std::filesystem::exists(path);
  Book book = open_book(path, Durability::bulk);
  const Date today = sample.last;
  if (fresh) {
    const Batch facts = sample_facts(sample);
    const Instant end = Zone{}.close_of(today.plus_days(10));
    (void)book.record(facts, end).value();
    const View view(book.source(), {.as_of = today});
    (void)book.record(view.review_tiers("2022", sample.first, end).decisions, end)
        .value();
  }
  const View view(book.source(), {.as_of = today});
  const DateSpan year{Date::from_ymd(today.ymd().year, 1, 1).value(), today};
  std::cout << "\n# Sample book on " << today.iso() << ": " << book.customer_count()
            << " customers, " << book.fact_count() << " facts\n";
  print_table(
      "Follow-ups", view.due({.with_kept = false}),
      {"customer", "stream", "purpose", "due", "state", "overdue_wd", "owner_name"}, 12);
  print_table("The week of P-01", view.day_plan(PersonKey("P-01"), {.days = 5}),
              {"day", "rank", "customer", "stream", "due", "list_class", "why_zh"}, 30);
  print_table("Milestones", view.milestones(),
              {"customer", "milestone", "milestone_zh", "deadline", "state", "overdue_wd",
               "owner_name"},
              12);
  const Table funnel = view.funnel({.period = year});
  print_table("Funnel", funnel,
              {"stage", "stage_zh", "reached", "step_ppm", "cumulative_ppm", "lost_here"},
              12);
  if (funnel.rows() > 0) {
    std::cout << funnel.cell("definition_zh", 0) << "\n    "
              << funnel.cell("definition_en", 0) << "\n";
  }
  const DateSpan quarter{Date::from_ymd(today.ymd().year, 10, 1).value(), today};
  const Table rates = view.rates({.period = quarter});
  print_table("Rates of the fourth quarter", rates,
              {"metric", "metric_zh", "numerator", "denominator", "ppm", "status"}, 12);
  print_definitions(rates);
  std::cout << "\n# Review pages\n";
  write_page(out / "review-zh.html", view, quarter, Language::chinese);
  write_page(out / "review-en.html", view, quarter, Language::english);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3 || argc > 4) {
    std::cerr << "usage: kith_demo <sheets> <output folder> [customers]\n";
    return 2;
  }
  try {
    document_story(argv[1], argv[2]);
    sample_story(argv[2], argc == 4 ? std::stoi(argv[3]) : 3000);
  } catch (const std::exception& error) {
    std::cerr << error.what() << "\n";
    return 1;
  }
  return 0;
}
