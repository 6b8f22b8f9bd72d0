// The work of one touch does not grow with the book: rows and pages counted, not timed.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <string>
#include <vector>

#include "book/desk.hpp"
#include "kith/book/book.hpp"
#include "kith/flow/documents.hpp"

namespace kith {
namespace {

const Instant kNow = Instant::parse("2023-12-31T20:00:00+08:00").value();

/// A book of n customers with ten facts each, 250 customers an owner.
Book book_of(const std::string& path, std::int64_t customers) {
  BookOptions options;
  options.create = true;
  options.durability = Durability::bulk;
  Book book = Book::open(path, options).value();
  Batch documents;
  for (const DocumentKind kind : {DocumentKind::calendar, DocumentKind::tier,
                                  DocumentKind::cadence, DocumentKind::pipeline}) {
    adopt(documents, default_document(kind), Date::parse("2023-01-01").value(), kNow)
        .value();
  }
  (void)book.record(documents, kNow).value();
  constexpr std::int64_t kPart = 20'000;
  for (std::int64_t from = 0; from < customers; from += kPart) {
    Batch batch;
    for (std::int64_t c = from; c < std::min(customers, from + kPart); ++c) {
      const auto add = [&, c](int n, int day, FactBody body) {
        Fact fact;
        fact.head.root = CustomerKey("c" + std::to_string(c));
        fact.head.event = {"load", std::to_string(n)};
        fact.head.occurred =
            Occurred::on(Date::from_ymd(2023, 1 + day / 28, 1 + day % 28).value());
        fact.head.recorded = kNow;
        fact.body = std::move(body);
        batch.add(std::move(fact)).value();
      };
      add(0, 0, OwnerFact{PersonKey("p" + std::to_string(c / 250))});
      add(1, 0, TierFact{c % 20 == 0 ? "A" : c % 4 == 0 ? "B" : "C", "r", {}, {}, 0, 0});
      for (int n = 2; n < 10; ++n) {
        TouchFact touch;
        touch.channel = n % 2 == 0 ? Channel::phone : Channel::mail;
        add(n, static_cast<int>((c * 7 + n * 29) % 300), touch);
      }
    }
    (void)book.record(batch, kNow).value();
  }
  return book;
}

struct Work {
  std::int64_t states = 0;
  std::int64_t rows = 0;
  std::int64_t pages = 0;  ///< median
};

/// What one touch of a customer costs, over 1,000 customers spread through the book: the
/// most states and rows, and the pages half of them stay within. (A page that is full is
/// split now and then; how often depends on how full pages are, not on the book's size.)
Work work_of_a_touch(Book& book, std::int64_t customers) {
  Work work;
  std::vector<std::int64_t> pages;
  for (std::int64_t i = 0; i < 1'000; ++i) {
    Batch batch;
    Fact fact;
    fact.head.root = CustomerKey("c" + std::to_string(i * 7'919 % customers));
    fact.head.event = {"touch", std::to_string(i)};
    fact.head.occurred = Occurred::on(Date::parse("2023-12-29").value());
    TouchFact touch;
    touch.channel = Channel::phone;
    touch.content = batch.put_text(fact.head, "content", "called about the renewal");
    fact.body = touch;
    batch.add(std::move(fact)).value();
    const RecordResult done = book.record(batch, kNow).value();
    EXPECT_EQ(done.created, 1);
    work.states = std::max(work.states, done.states_written);
    work.rows = std::max(work.rows, done.rows_written);
    pages.push_back(done.pages_written);
  }
  std::sort(pages.begin(), pages.end());
  work.pages = pages[pages.size() / 2];
  return work;
}

TEST(Growth, OneTouchWritesTheSameRowsAndPagesInASmallAndALargeBook) {
  const char* asked = std::getenv("KITH_GROWTH_CUSTOMERS");  // 1000000 in the long run
  const std::int64_t large = asked == nullptr ? 20'000 : std::atoll(asked);
  const std::int64_t small =
      asked == nullptr ? 2'000 : std::min<std::int64_t>(large, 10'000);
  const test::Folder folder;
  Work small_work, large_work;
  {
    Book book = book_of(folder.file("small.kith"), small);
    small_work = work_of_a_touch(book, small);
  }
  {
    Book book = book_of(folder.file("large.kith"), large);
    large_work = work_of_a_touch(book, large);
  }
  EXPECT_EQ(small_work.states, 1);
  EXPECT_EQ(large_work.states, small_work.states);
  EXPECT_EQ(small_work.rows, 4);  // counts, fact, customer, owner's chunk
  EXPECT_EQ(large_work.rows, small_work.rows);
  EXPECT_EQ(small_work.pages, 4);  // a page each
  EXPECT_LE(large_work.pages, small_work.pages + 1);
}

}  // namespace
}  // namespace kith
