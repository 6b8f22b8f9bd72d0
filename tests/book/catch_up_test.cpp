// Rules that change without folding everybody at once: answers are those of the rules in
// force all the while, and in the end the book is the one that was folded at once.
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <random>
#include <thread>

#include "book/desk.hpp"
#include "kith/view/view.hpp"

namespace kith::test {
namespace {

const Instant kNow = at("2024-03-01T02:00:00Z");
const Date kToday = day("2024-03-01");
constexpr int kCustomers = 90;

std::string cadence(const char* gap) {
  std::string json(default_cadence_json());
  const std::string_view asked = R"("gap_wd": 10)";
  json.replace(json.find(asked), asked.size(), std::string(R"("gap_wd": )") + gap);
  return json;
}

Batch adoption(const char* gap, const std::string& key) {
  Batch b;
  adopt(b, cadence(gap), day("2024-01-20"), key);  // much is judged anew
  return b;
}

/// Customers of three people and of nobody, with touches and a tier.
Batch customers() {
  Batch b;
  adopt(b, default_cadence_json(), day("2024-01-01"), "first");
  std::mt19937 random(7);
  for (int i = 0; i < kCustomers; ++i) {
    const std::string key = "c" + std::to_string(100 + i);
    const Date d = day("2024-01-02").plus_days(i % 40);
    if (i % 4 != 3)
      b.add(fact(key, "own", d, OwnerFact{PersonKey("p" + std::to_string(i % 4))}))
          .value();
    TierFact tier;
    tier.tier = std::string(1, static_cast<char>('A' + random() % 3));
    b.add(fact(key, "tier", d, tier)).value();
    for (int n = 0; n < i % 5; ++n) {
      b.add(fact(key, "touch" + std::to_string(n), d.plus_days(n * 3), phone_touch()))
          .value();
    }
  }
  return b;
}

std::vector<Table> answers(const Book& book) {
  std::vector<Table> out;
  for (const Date as_of : {kToday, kToday.plus_days(20), day("2024-02-01")}) {
    const View view(book.source(), {.as_of = as_of});
    out.push_back(view.due());
    out.push_back(view.promises_kept());
    for (const char* owner : {"p0", "p1", "p2"}) {
      out.push_back(view.due({.owner = PersonKey(owner), .limit = 3}));
      out.push_back(view.overdue({.owner = PersonKey(owner)}));
      out.push_back(view.pool({.owner = PersonKey(owner)}));
    }
  }
  return out;
}

std::vector<CustomerKey> all_awake(const Book& book) {
  std::vector<CustomerKey> out;
  for (const char* owner : {"p0", "p1", "p2", ""}) {
    const auto some = book.awake(PersonKey(owner), kToday.plus_days(3));
    out.insert(out.end(), some.begin(), some.end());
  }
  return out;
}

/// What the file keeps of customers, by row.
std::vector<std::string> kept_rows(const std::string& path) {
  SQLite::Database db(path);
  std::vector<std::string> out;
  for (const char* sql :
       {"SELECT id, key, head, facts, chunk, hex(events), hex(state) FROM customer ORDER "
        "BY id",
        "SELECT id, owner, hex(slots), '', '', '', '' FROM owner_chunk ORDER BY id",
        "SELECT person, customer, '', '', '', '', '' FROM named ORDER BY 1, 2",
        "SELECT owner, metric, day, count, '', '', '' FROM rollup ORDER BY 1, 2, 3",
        "SELECT behind_first, behind_last, facts, '', '', '', '' FROM meta"}) {
    SQLite::Statement s(db, sql);
    while (s.executeStep()) {
      std::string row;
      for (int i = 0; i < 7; ++i) row += s.getColumn(i).getString() + "|";
      out.push_back(std::move(row));
    }
  }
  return out;
}

class CatchUp : public testing::Test {
 protected:
  CatchUp() {
    for (Book* book : {&parts_, &at_once_}) {
      EXPECT_TRUE(book->record(customers(), kNow));
    }
  }
  void both(const Batch& batch, bool defer = false) {
    for (Book* book : {&parts_, &at_once_}) {
      const auto done = book->record(
          batch, kNow, {.all_or_nothing = false, .defer = defer && book == &parts_});
      ASSERT_TRUE(done) << done.error().message();
      if (book == &parts_) work_ = *done;
    }
  }
  void both(const Fact& one) { both(batch_of({one})); }
  void expect_same() {
    const auto checked = parts_.check();
    ASSERT_TRUE(checked) << checked.error().message();
    ASSERT_EQ(answers(parts_), answers(at_once_));
    ASSERT_EQ(states(parts_), states(at_once_));
    ASSERT_EQ(all_awake(parts_), all_awake(at_once_));
  }
  void finish(std::int64_t customers) {
    while (parts_.behind() > 0) ASSERT_TRUE(parts_.catch_up(customers));
    ASSERT_NO_FATAL_FAILURE(expect_same());
    ASSERT_EQ(kept_rows(folder_.file("parts")), kept_rows(folder_.file("once")));
  }

  Folder folder_;
  Book parts_ = fresh(folder_.file("parts"));
  Book at_once_ = fresh(folder_.file("once"));
  RecordResult work_;
};

TEST_F(CatchUp, IsTheSameAllTheWhileAndInTheEnd) {
  const auto before = answers(parts_);
  both(adoption("3", "second"), true);
  EXPECT_NE(answers(parts_), before);
  EXPECT_EQ(work_.states_written, 0);
  EXPECT_LE(work_.rows_written, 6);
  EXPECT_EQ(parts_.behind(), kCustomers);
  EXPECT_EQ(at_once_.behind(), 0);
  expect_same();
  for (std::int64_t left = kCustomers; left > 0;) {
    const auto now = parts_.catch_up(7);
    ASSERT_TRUE(now) << now.error().message();
    EXPECT_EQ(*now, std::max<std::int64_t>(left - 7, 0));
    left = *now;
    EXPECT_EQ(parts_.behind(), left);
    ASSERT_NO_FATAL_FAILURE(expect_same());
  }
  EXPECT_EQ(parts_.catch_up(7).value(), 0);
  finish(7);
  EXPECT_EQ(parts_.rebuild().value(), 0);
}

// Late and taken back, another owner, somebody new, two that become one and two again.
TEST_F(CatchUp, WritesGoOnMeanwhile) {
  both(adoption("3", "second"), true);
  const auto writes = [&](int round) {
    const std::string n = std::to_string(round);
    for (const char* c : {"c103", "c117", "c151", "c188"}) {
      both(fact(c, "now" + n, kToday, phone_touch()));
      both(fact(c, "late" + n, day("2024-01-05").plus_days(round), phone_touch()));
    }
    both(fact("c140", "moves" + n, kToday, OwnerFact{PersonKey("p1")}));
    both(fact("c160", "gone" + n, kToday, RetractFact{{"test", "touch0"}}));
    both(fact("new" + n, "own", kToday, OwnerFact{PersonKey("p2")}));
    both(fact("", "merge" + n, kToday,
              MergeFact{CustomerKey("c12" + n), CustomerKey("c18" + n), {}}));
    if (round == 2) both(fact("", "apart", kToday, RetractFact{{"test", "merge1"}}));
  };
  for (int round = 0; round < 4; ++round) {
    ASSERT_NO_FATAL_FAILURE(writes(round));
    ASSERT_NO_FATAL_FAILURE(expect_same());
    ASSERT_TRUE(parts_.catch_up(13));
    ASSERT_NO_FATAL_FAILURE(expect_same());
  }
  EXPECT_GT(parts_.behind(), 0);
  both(adoption("5", "third"), true);
  EXPECT_GT(parts_.behind(), kCustomers);  // all anew, those who came since too
  ASSERT_NO_FATAL_FAILURE(expect_same());
  ASSERT_TRUE(parts_.catch_up(20));
  ASSERT_NO_FATAL_FAILURE(writes(4));
  while (parts_.behind() > 0) ASSERT_TRUE(parts_.catch_up(13));
  expect_same();
}

TEST_F(CatchUp, AtOnceEndsIt) {
  both(adoption("3", "second"), true);
  ASSERT_TRUE(parts_.catch_up(10));
  both(adoption("5", "third"));
  EXPECT_EQ(parts_.behind(), 0);
  finish(1);
}

TEST_F(CatchUp, SoDoesARebuild) {
  both(adoption("3", "second"), true);
  ASSERT_TRUE(parts_.catch_up(10));
  EXPECT_EQ(parts_.rebuild().value(), 0) << "nothing is wrong";
  EXPECT_EQ(parts_.behind(), 0);
  expect_same();
}

TEST_F(CatchUp, ADryRunAndRulesThatStayLeaveNobodyBehind) {
  ASSERT_TRUE(
      parts_.record(adoption("3", "second"), kNow, {.dry_run = true, .defer = true}));
  EXPECT_EQ(parts_.behind(), 0);
  ASSERT_TRUE(parts_.record(batch_of({fact("c101", "now", kToday, phone_touch())}), kNow,
                            {.defer = true}));
  EXPECT_EQ(parts_.behind(), 0);
  EXPECT_EQ(parts_.catch_up().value(), 0);
}

TEST_F(CatchUp, RefusesNobodyAtATime) {
  for (const std::int64_t none : {0, -1}) {
    const auto refused = parts_.catch_up(none);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().reason(), Reason::bad_number);
    EXPECT_EQ(refused.error().field(), "customers");
  }
  BookOptions reader;
  reader.read_only = true;
  EXPECT_EQ(Book::open(folder_.file("parts"), reader)->catch_up().error().reason(),
            Reason::read_only);
}

// What stands behind is still checked as far as it goes.
TEST_F(CatchUp, DamageIsSeenMeanwhile) {
  both(adoption("3", "second"), true);
  const auto spoil = [&](const char* sql) {
    SQLite::Database db(folder_.file("parts"), SQLite::OPEN_READWRITE);
    db.exec(sql);
  };
  spoil("UPDATE customer SET chunk = chunk + 1 WHERE key = 'c120'");
  EXPECT_FALSE(parts_.check());
  spoil("UPDATE customer SET chunk = chunk - 1 WHERE key = 'c120'");
  EXPECT_TRUE(parts_.check());
  spoil("UPDATE rollup SET count = count + 1 WHERE owner = 'p1'");
  EXPECT_FALSE(parts_.check());
  spoil("UPDATE rollup SET count = count - 1 WHERE owner = 'p1'");
  spoil("UPDATE owner_chunk SET owner = 'p9' WHERE owner = 'p2'");
  EXPECT_FALSE(parts_.check());
  spoil("UPDATE owner_chunk SET owner = 'p2' WHERE owner = 'p9'");
  EXPECT_TRUE(parts_.check());
  spoil("UPDATE meta SET behind_last = 500");  // nobody there
  while (parts_.behind() > 0) {
    const auto next = parts_.catch_up(50);
    if (next) continue;
    EXPECT_EQ(next.error().reason(), Reason::damaged_book);
    return;
  }
  FAIL() << "the missing were not missed";
}

[[noreturn]] void catch_up_for_ever(const std::string& path, int acknowledge) {
  Book book = again(path);
  while (book.behind() > 0) {
    if (!book.catch_up(1) || ::write(acknowledge, "1", 1) != 1) ::_exit(1);
  }
  for (;;) ::pause();
}

/// Kills it some time after so many calls; returns how many it acknowledged.
std::int64_t catch_up_and_kill(const std::string& path, std::int64_t calls,
                               std::chrono::microseconds after) {
  int ends[2];
  if (::pipe(ends) != 0) return -1;
  const pid_t child = ::fork();
  if (child == 0) catch_up_for_ever(path, ends[1]);
  ::close(ends[1]);
  std::int64_t acknowledged = 0;
  char one = 0;
  while (acknowledged < calls && ::read(ends[0], &one, 1) == 1) ++acknowledged;
  std::this_thread::sleep_for(after);
  ::kill(child, SIGKILL);
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status)) << "it ended by itself";
  while (::read(ends[0], &one, 1) == 1) ++acknowledged;
  ::close(ends[0]);
  return acknowledged;
}

// Killed at any moment it goes on where it was, and nothing is lost or done by half.
TEST_F(CatchUp, KilledItGoesOn) {
  both(adoption("3", "second"), true);
  std::mt19937 random(11);
  std::int64_t left = kCustomers;
  for (int i = 0; left > 0; ++i) {
    const auto calls = std::min<std::int64_t>(random() % 6, left);
    const std::int64_t done = catch_up_and_kill(
        folder_.file("parts"), calls, std::chrono::microseconds(random() % 400));
    parts_ = again(folder_.file("parts"));
    const std::int64_t now = parts_.behind();
    ASSERT_LE(now, left - done) << "acknowledged, but not there";
    ASSERT_GE(now, left - done - 1);
    left = now;
    if (i % 4 == 0) {
      ASSERT_NO_FATAL_FAILURE(expect_same());
    }
    ASSERT_LT(i, 5 * kCustomers);
  }
  finish(1);
}

}  // namespace
}  // namespace kith::test
