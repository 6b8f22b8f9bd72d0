// The work of one touch and of one change of owner does not grow with the book: states,
// rows and pages counted, not timed.
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <ostream>
#include <random>
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

// ---- a change of owner
// ----------------------------------------------------------------------------------------

constexpr int kFacts = 200;
const Date kFirst = Date::parse("2023-02-01").value();
const Date kLast = kFirst.plus_days(299);  // of the facts, before any change
constexpr int kCustomers = 5;

std::string varied(int customer) { return "varied-" + std::to_string(customer); }

/// 200 facts of a customer over ten months: touches, next steps, deals through their
/// stages to an end and taken up again, orders and what came back of them, and three
/// owners.
class VariedHistory {
 public:
  explicit VariedHistory(int customer)
      : root_(varied(customer)), random_(static_cast<std::uint32_t>(customer)) {}

  void add_to(Batch& batch) {
    for (int n = 0; n < kFacts; ++n) {
      Fact fact;
      fact.head.root = CustomerKey(root_);
      fact.head.event = {"load", std::to_string(n)};
      fact.head.occurred = Occurred::on(kFirst.plus_days(n * 299 / (kFacts - 1)));
      fact.head.recorded = kNow;
      fact.body = body(n, fact.head.occurred.day);
      batch.add(std::move(fact)).value();
    }
  }

 private:
  int roll(int n) { return static_cast<int>(random_() % static_cast<std::uint32_t>(n)); }

  static Money yuan(std::int64_t n) { return {n * 100, Currency()}; }
  static FactBody step_by(Date last) {
    StepFact step;
    step.deadline = DeadlineKind::point;
    step.last = last;
    return step;
  }

  FactBody body(int n, Date day) {
    if (n % 70 == 0) return OwnerFact{PersonKey("before" + std::to_string(n / 70))};
    switch (roll(10)) {
      case 0:
        step_ = std::to_string(n);
        return step_by(day.plus_days(5));
      case 1:
        if (step_.empty()) break;
        return StepClosedFact{{"load", step_}};
      case 2:
        deal_ = "d" + std::to_string(n);
        return DealFact{DealKey(deal_), "", {}, yuan(1'000), PersonKey()};
      case 3:
        return StageFact{DealKey(deal_), "proposal_submitted", DealEnd::open, ""};
      case 4:
        if (roll(2) == 0) return StageFact{DealKey(deal_), "", DealEnd::won, ""};
        return StageFact{DealKey(deal_), "", DealEnd::lost, "price"};
      case 5:
        order_ = std::to_string(n);
        return OrderFact{OrderKey(order_), yuan(500), DealKey(), ""};
      case 6:
        if (order_.empty()) break;
        return OrderReturnFact{OrderKey(order_), yuan(roll(2) == 0 ? 500 : 1)};
      default:
        break;
    }
    TouchFact touch;
    touch.channel = roll(2) == 0 ? Channel::phone : Channel::visit;
    return touch;
  }

  std::string root_;
  std::mt19937 random_;
  std::string step_, order_;
  std::string deal_ = "d";
};

using Rollup = std::map<std::string, std::int64_t>;

Rollup rollup_of(const std::string& path) {
  SQLite::Database db(path, SQLite::OPEN_READONLY);
  SQLite::Statement rows(db, "SELECT owner, metric, day, count FROM rollup");
  Rollup out;
  while (rows.executeStep()) {
    std::string key = rows.getColumn(0).getString();
    key += "|" + rows.getColumn(1).getString() + "|" + rows.getColumn(2).getString();
    out.emplace(std::move(key), rows.getColumn(3).getInt64());
  }
  return out;
}

/// Rows that came, went, or have another count.
std::int64_t rows_that_differ(const Rollup& before, const Rollup& after) {
  std::int64_t n = 0;
  for (const auto& [key, count] : before) {
    const auto it = after.find(key);
    n += it == after.end() || it->second != count ? 1 : 0;
  }
  for (const auto& [key, count] : after) n += before.count(key) == 0 ? 1 : 0;
  return n;
}

struct Change {
  const char* what;
  Date day;
  const char* owner;
};
struct Moved {
  std::string what;
  std::int64_t states = 0;
  std::int64_t rollup_rows = 0;
  std::int64_t work_since = 0;  ///< facts in sums on its day and later, it apart
  bool operator==(const Moved&) const = default;
};
std::ostream& operator<<(std::ostream& out, const Moved& m) {
  return out << m.what << ": " << m.states << " states, " << m.rollup_rows << " rows";
}

std::int64_t work_since(const Batch& history, const std::string& customer, Date day) {
  return std::count_if(
      history.facts().begin(), history.facts().end(), [&](const Fact& f) {
        const bool summed = f.kind() == FactKind::deal || f.kind() == FactKind::stage ||
                            f.kind() == FactKind::order;
        return summed && f.head.root.text() == customer && f.head.occurred.day >= day;
      });
}

/// What changes of owner write, one after another, for each customer.
std::vector<Moved> moved_by(const std::vector<Change>& changes, std::int64_t customers) {
  const test::Folder folder;
  Book book = book_of(folder.file(), customers);
  Batch history;
  for (int c = 0; c < kCustomers; ++c) VariedHistory(c).add_to(history);
  EXPECT_EQ(book.record(history, kNow).value().created, kCustomers * kFacts);
  std::vector<Moved> out;
  for (int c = 0; c < kCustomers; ++c) {
    for (const Change& change : changes) {
      Batch batch;
      batch
          .add(test::fact(varied(c), change.what, change.day,
                          OwnerFact{PersonKey(change.owner)}))
          .value();
      const Rollup before = rollup_of(folder.file());
      const RecordResult done = book.record(batch, kNow).value();
      EXPECT_EQ(done.created, 1);
      out.push_back({varied(c) + " " + change.what, done.states_written,
                     rows_that_differ(before, rollup_of(folder.file())),
                     work_since(history, varied(c), change.day)});
    }
  }
  EXPECT_TRUE(book.check());
  return out;
}

// What was done stays under the owner of its day: only what the customer is, held by
// somebody, moves, on the day of the move.
TEST(Growth, AnOwnerChangeMovesStockAndNothingElseInASmallAndALargeBook) {
  const std::vector<Change> changes{{"given", kLast.plus_days(2), "p0"},
                                    {"released", kLast.plus_days(5), ""},
                                    {"taken", kLast.plus_days(5), "heir"},
                                    {"given on", kLast.plus_days(9), "p0"}};
  const std::vector<Moved> small = moved_by(changes, 50);
  for (const Moved& m : small) {
    EXPECT_EQ(m.states, 1) << m.what;       // at most two
    EXPECT_LE(m.rollup_rows, 2) << m.what;  // at most forty: held before, held now
  }
  EXPECT_EQ(moved_by(changes, 2'000), small);
}

// A day's last owner has the day, so what was done on the day of the move moves with it:
// a cell of each metric from one to the other.
TEST(Growth, AnOwnerChangeOnADayOfWorkMovesThatDay) {
  const std::vector<Change> changes{{"given", kLast, "p0"}, {"given on", kLast, "heir"}};
  const std::vector<Moved> small = moved_by(changes, 50);
  for (const Moved& m : small) {
    EXPECT_EQ(m.states, 1) << m.what;
    EXPECT_LE(m.rollup_rows, 2 * 7) << m.what;  // metrics
  }
  EXPECT_EQ(moved_by(changes, 2'000), small);
}

// One that is told late corrects whose the days since then were, so that as many cells
// move as there is work in them: the customer's matter, and never the book's.
TEST(Growth, ALateOwnerChangeMovesTheDaysSinceThen) {
  const std::vector<Change> changes{{"a month late", kLast.plus_days(-30), "p0"},
                                    {"half a year late", kLast.plus_days(-180), "heir"}};
  const std::vector<Moved> small = moved_by(changes, 50);
  for (const Moved& m : small) {
    EXPECT_EQ(m.states, 1) << m.what;
    EXPECT_LE(m.rollup_rows, 4 * (m.work_since + 1)) << m.what;
  }
  EXPECT_EQ(moved_by(changes, 2'000), small);
}

}  // namespace
}  // namespace kith
