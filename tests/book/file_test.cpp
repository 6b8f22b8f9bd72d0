// The file: who is refused and why, what damage is found, backups, locks, forks.
#include <SQLiteCpp/SQLiteCpp.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

#include "book/desk.hpp"
#include "book/schema.hpp"

namespace kith::test {
namespace {

namespace fs = std::filesystem;
const Instant kNow = at("2024-03-01T02:00:00Z");
const Date kDay = day("2024-02-01");

std::string bytes_of(const std::string& path) {
  std::ifstream f(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(f), {}};
}
void write(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}
Error refusal(const std::string& path, const BookOptions& o = {}) {
  auto r = Book::open(path, o);
  EXPECT_FALSE(r) << path;
  return r ? Error(Status::ok, Reason::none, "") : r.error();
}
void make_book(const std::string& path, int customers = 60) {
  Book book = fresh(path);
  std::vector<Fact> facts;
  for (int i = 0; i < customers; ++i) {
    facts.push_back(fact("c" + std::to_string(i), "o", kDay, OwnerFact{PersonKey("li")}));
    facts.push_back(fact("c" + std::to_string(i), "t", kDay, phone_touch("li")));
  }
  ASSERT_TRUE(book.record(batch_of(facts), kNow));
}
void run_sql(const std::string& path, const std::string& sql) {
  SQLite::Database db(path, SQLite::OPEN_READWRITE);
  db.exec(sql);
}
/// Runs in a child; its return value is the exit code.
template <class F>
int in_child(F f) {
  const pid_t pid = ::fork();
  if (pid == 0) ::_exit(f());
  int status = 0;
  ::waitpid(pid, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 255;
}

TEST(File, MissingIsNotFoundUnlessToBeMade) {
  const Folder folder;
  EXPECT_EQ(refusal(folder.file()).status(), Status::not_found);
  EXPECT_FALSE(fs::exists(folder.file()));
  EXPECT_EQ(refusal(folder.file("no/such/a.kith"), {.create = true}).reason(),
            Reason::io);
  EXPECT_EQ(refusal("").reason(), Reason::missing_value);
  EXPECT_EQ(refusal(std::string("a\0b", 3)).reason(), Reason::bad_syntax);
}

TEST(File, DirectoriesAndForeignFilesAreNoBooksAndStayUntouched) {
  const Folder folder;
  EXPECT_EQ(refusal(folder.path(), {.create = true}).reason(), Reason::not_a_book);
  write(folder.file("text"), "客户,跟进\n");
  EXPECT_EQ(refusal(folder.file("text"), {.create = true}).reason(), Reason::not_a_book);
  EXPECT_EQ(bytes_of(folder.file("text")), "客户,跟进\n");
  write(folder.file("empty"), "");
  EXPECT_EQ(refusal(folder.file("empty")).reason(), Reason::not_a_book);
  {
    SQLite::Database db(folder.file("other"),
                        SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    db.exec("CREATE TABLE t (x)");
  }
  const std::string before = bytes_of(folder.file("other"));
  EXPECT_EQ(refusal(folder.file("other"), {.create = true}).reason(), Reason::not_a_book);
  EXPECT_EQ(bytes_of(folder.file("other")), before);
}

TEST(File, NewerVersionIsRefusedUntouched) {
  const Folder folder;
  make_book(folder.file());
  run_sql(folder.file(), "PRAGMA user_version = 2");
  const std::string before = bytes_of(folder.file());
  const Error e = refusal(folder.file());
  EXPECT_EQ(e.reason(), Reason::newer_version);
  EXPECT_NE(e.message().find("2"), std::string::npos);
  EXPECT_EQ(bytes_of(folder.file()), before);
  EXPECT_FALSE(fs::exists(folder.file() + "-wal"));
}

TEST(File, OldSqliteIsRefusedByItsNumber) {
  EXPECT_NO_THROW(book::require_sqlite(3'037'000, "3.37.0"));
  try {
    book::require_sqlite(3'036'000, "3.36.0");
    FAIL();
  } catch (const Error& e) {
    EXPECT_EQ(e.reason(), Reason::missing_part);
    EXPECT_NE(e.message().find("3.36.0"), std::string::npos);
  }
}

TEST(File, SettingsAndSaltAreThoseOfTheNewBook) {
  const Folder folder;
  BookOptions o;
  o.create = true;
  o.settings = {Zone{60}, day("2024-01-01")};
  o.salt.fill(7);
  const HashKey salt = o.salt;
  { ASSERT_TRUE(Book::open(folder.file(), o)); }
  o.settings = {};
  o.salt = {};
  const Book book = Book::open(folder.file(), o).value();
  EXPECT_EQ(book.settings(), (Settings{Zone{60}, day("2024-01-01")}));
  EXPECT_EQ(book.salt(), salt);
  EXPECT_EQ(book.fact_count(), 0);
  EXPECT_TRUE(book.check());
}

TEST(File, TruncatedIsDamaged) {
  const Folder folder;
  make_book(folder.file());
  fs::resize_file(folder.file(), fs::file_size(folder.file()) / 2);
  EXPECT_EQ(refusal(folder.file()).reason(), Reason::damaged_book);
}

// Whatever byte is spoilt, calls fail by name or answer; nothing else happens.
TEST(File, SpoiltBytesAreFoundOrHarmless) {
  const Folder folder;
  make_book(folder.file(), 900);
  const std::string good = bytes_of(folder.file());
  std::mt19937 random(4);
  int found = 0;
  for (int i = 0; i < 60; ++i) {
    std::string bad = good;
    const std::size_t from = 100 + random() % (bad.size() - 116);
    for (std::size_t k = 0; k < 16; ++k) bad[from + k] = static_cast<char>(random());
    write(folder.file("bad"), bad);
    auto book = Book::open(folder.file("bad"), {.durability = Durability::bulk});
    if (!book) {
      ++found;
      EXPECT_EQ(book.error().reason(), Reason::damaged_book) << book.error().message();
      continue;
    }
    const auto checked = book->check();
    if (!checked) ++found;
    try {
      states(*book);
      static_cast<void>(book->awake(PersonKey("li"), Date::max()));
      static_cast<void>(
          book->record(batch_of({fact("c1", "x", kDay, phone_touch())}), kNow));
    } catch (const Error& e) {
      EXPECT_FALSE(checked) << e.message();
    }
  }
  EXPECT_GT(found, 30);
}

TEST(File, CheckNamesWhatRebuildPutsRight) {
  const Folder folder;
  const std::vector<std::string> faults{
      "DELETE FROM owner_chunk",
      "UPDATE rollup SET count = count + 1",
      "DELETE FROM rollup",
      "UPDATE customer SET state = (SELECT state FROM customer WHERE key = 'c1') WHERE "
      "key = 'c2'",
      "UPDATE customer SET chunk = 0 WHERE key = 'c3'",
      "INSERT INTO owner_chunk (owner, slots) VALUES ('x', x'')",
      "INSERT INTO named (person, customer) VALUES ('x', 5)",
      "INSERT INTO named (person, customer) VALUES ('li', 999)",
      "INSERT INTO match_key (hash, customer) VALUES (7, 1)",
  };
  for (std::size_t i = 0; i < faults.size(); ++i) {
    SCOPED_TRACE(faults[i]);
    const std::string path = folder.file("f" + std::to_string(i));
    make_book(path);
    run_sql(path, faults[i]);
    Book book = again(path);
    const auto checked = book.check();
    ASSERT_FALSE(checked);
    EXPECT_EQ(checked.error().reason(), Reason::damaged_book);
    const auto differed = book.rebuild();
    ASSERT_TRUE(differed) << differed.error().message();
    EXPECT_EQ(*differed, i == 3 ? 1 : 0);
    EXPECT_TRUE(book.check());
  }
  for (const char* broken :
       {"UPDATE log SET prev = 0", "UPDATE customer SET head = 1",
        "DELETE FROM log WHERE seq = 3", "UPDATE log SET customer = 9999 WHERE seq = 4",
        "UPDATE meta SET facts = 1", "UPDATE customer SET events = x'' WHERE id = 5"}) {
    SCOPED_TRACE(broken);
    const std::string path = folder.file("broken");
    fs::remove(path);
    make_book(path);
    run_sql(path, broken);
    const auto checked = again(path).check();
    ASSERT_FALSE(checked);
    EXPECT_EQ(checked.error().reason(), Reason::damaged_book);
  }
}

TEST(File, BackupIsTheBookAndOverwritesNothing) {
  const Folder folder;
  make_book(folder.file());
  Book book = again(folder.file());
  ASSERT_TRUE(book.backup(folder.file("copy")));
  const Book copy = again(folder.file("copy"));
  EXPECT_EQ(states(copy), states(book));
  EXPECT_TRUE(copy.check());
  EXPECT_EQ(book.backup(folder.file("copy")).error().status(), Status::already_exists);
  EXPECT_FALSE(book.backup(folder.file("no/such")));
  EXPECT_FALSE(fs::exists(folder.file("copy") + ".part"));
}

TEST(File, SecondWriterWaitsThenSaysBusy) {
  const Folder folder;
  make_book(folder.file());
  int ready[2];
  int done[2];
  ASSERT_EQ(::pipe(ready), 0);
  ASSERT_EQ(::pipe(done), 0);
  const pid_t pid = ::fork();
  if (pid == 0) {
    char c = 'x';
    {
      SQLite::Database db(folder.file(), SQLite::OPEN_READWRITE);
      db.exec("BEGIN IMMEDIATE");
      static_cast<void>(::write(ready[1], &c, 1));
      static_cast<void>(::read(done[0], &c, 1));
      db.exec("ROLLBACK");
    }
    ::_exit(0);
  }
  char c = 0;
  ASSERT_EQ(::read(ready[0], &c, 1), 1);
  {
    BookOptions o;
    o.busy_ms = 50;
    Book book = Book::open(folder.file(), o).value();
    const Batch b = batch_of({fact("c1", "x", kDay, phone_touch())});
    const auto r = book.record(b, kNow);
    ASSERT_FALSE(r);
    EXPECT_EQ(r.error().status(), Status::unavailable);
    EXPECT_EQ(r.error().reason(), Reason::busy);
    EXPECT_EQ(states(book).size(), 60u);  // readers go on
    ASSERT_EQ(::write(done[1], &c, 1), 1);
    int status = 0;
    ::waitpid(pid, &status, 0);
    EXPECT_TRUE(book.record(b, kNow));
  }
  for (const int fd : {ready[0], ready[1], done[0], done[1]}) ::close(fd);
}

TEST(File, AfterForkTheChildIsToldAndTheParentGoesOn) {
  const Folder folder;
  make_book(folder.file());
  Book book = again(folder.file());
  const auto source = book.source();
  const int code = in_child([&] {
    int wrong = 0;
    const auto r = book.record(batch_of({fact("c1", "x", kDay, phone_touch())}), kNow);
    wrong += r || r.error().reason() != Reason::forked ? 1 : 0;
    try {
      static_cast<void>(source->latest_day());
      wrong += 2;
    } catch (const Error& e) {
      wrong += e.reason() == Reason::forked ? 0 : 4;
    }
    { const Book dropped = std::move(book); }
    return wrong;
  });
  EXPECT_EQ(code, 0);
  EXPECT_TRUE(book.record(batch_of({fact("c1", "x", kDay, phone_touch())}), kNow));
  EXPECT_TRUE(book.check());
}

TEST(File, ReadOnlyHandleReadsAndRefusesToWrite) {
  const Folder folder;
  make_book(folder.file());
  BookOptions o;
  o.read_only = true;
  Book book = Book::open(folder.file(), o).value();
  EXPECT_EQ(states(book).size(), 60u);
  EXPECT_TRUE(book.check());
  const auto r = book.record(batch_of({fact("c1", "x", kDay, phone_touch())}), kNow);
  ASSERT_FALSE(r);
  EXPECT_EQ(r.error().status(), Status::permission_denied);
  EXPECT_EQ(book.rebuild().error().reason(), Reason::read_only);
}

// Only somebody without special rights can be kept from writing: a superuser becomes
// nobody in a child.
TEST(File, UnwritablePlacesAreNamed) {
  const Folder folder;
  make_book(folder.file());
  fs::permissions(folder.path(), fs::perms(0555));
  fs::permissions(folder.file(), fs::perms(0444));
  const auto reason = [&](const std::string& path, bool create) {
    return in_child([&] {
      if (::getuid() == 0 && ::setuid(65534) != 0) return 254;
      const auto r = Book::open(path, {.create = create});
      return r ? 0 : static_cast<int>(r.error().reason());
    });
  };
  EXPECT_EQ(reason(folder.file(), false), static_cast<int>(Reason::read_only));
  EXPECT_EQ(reason(folder.file("new"), true), static_cast<int>(Reason::read_only));
  fs::permissions(folder.path(), fs::perms(0755));
}

}  // namespace
}  // namespace kith::test
