// The host's outbox into a book: each commit of the host once, in its order.
//
//   host_replay <database of the host> <book>
//
// The book keeps, in the transaction that records the facts, how far the outbox has come;
// so a replay that was interrupted goes on where it stopped, and one that had recorded
// without having heard so records nothing twice.
#include <iostream>

#include "host/lines.hpp"
#include "host/sql.hpp"
#include "kith/kith.hpp"

namespace {

constexpr std::int32_t kToday = 19656;     // 2023-10-26
constexpr std::int32_t kNovember = 19663;  // 2023-11-02
constexpr std::string_view kSource = "host";

/// The facts of one commit with the words behind their texts.
kith::Batch commit_of(host::Database& db, std::int64_t first, std::int64_t last) {
  kith::Batch batch = kith::Batch::create();
  host::Query facts(db, "SELECT json FROM fact WHERE seq BETWEEN ? AND ? ORDER BY seq",
                    first, last);
  while (facts.next()) batch.add_json(facts.text(0));
  host::Query words(db,
                    "SELECT reference, words FROM words WHERE customer IS NULL OR "
                    "customer IN (SELECT customer FROM fact WHERE seq BETWEEN ? AND ?)",
                    first, last);
  while (words.next()) batch.add_words(words.text(0), words.text(1));
  return batch;
}

void replay(host::Database& db, kith::Book& book) {
  host::Query outbox(db,
                     "SELECT position, first_seq, last_seq FROM outbox WHERE position > "
                     "? ORDER BY position",
                     book.watermark(kSource));
  while (outbox.next()) {
    kith_record_options options = KITH_RECORD_OPTIONS_INIT;
    options.source = kith::to_c(kSource);
    options.position = outbox.integer(0);
    // The facts carry the instants at which the host recorded them.
    book.record(commit_of(db, outbox.integer(1), outbox.integer(2)),
                book.info().last_recorded, options);
  }
}

void print(const kith::Book& book, std::int32_t day) {
  kith_view_options options = KITH_VIEW_OPTIONS_INIT;
  options.has_as_of = 1;
  options.as_of = day;
  const kith::View view = kith::View::open(book, options);
  host::print_due(view.due(), day);
  host::print_tiers(view.tiers());
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: host_replay <database of the host> <book>\n";
    return 2;
  }
  try {
    host::Database db(argv[1]);
    kith_book_options options = KITH_BOOK_OPTIONS_INIT;
    options.create = 1;
    kith::Book book = kith::Book::open(argv[2], options);
    replay(db, book);
    print(book, kToday);
    print(book, kNovember);
  } catch (const std::exception& error) {
    std::cerr << error.what() << "\n";
    return 1;
  }
  return 0;
}
