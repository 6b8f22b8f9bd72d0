// Another cadence for the whole book, in parts: what a write waits behind it, what it
// takes, and that the book ends as the one that was folded at once. The first half is
// brought up by another process, which is killed; the rest by a thread over the handle
// that writes.
//
// Floor: a walk through each customer's facts, and a page of its own and of its owner's
// chunk written.
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <iostream>
#include <thread>

#include "fixture.hpp"
#include "harness.hpp"

namespace {

using namespace kith;
using namespace kith::bench;
using std::chrono::milliseconds;

constexpr std::int64_t kAlone = 300;  // touches before the adoption
constexpr milliseconds kBetween{5};   // two touches
constexpr milliseconds kMoment{2};    // two calls

struct Measured {
  double recorded_ms = 0;
  double brought_up_s = 0;
  double peak_mib = 0;
  double moved_owner_ms = 0;
  double moved_all_ms = 0;
  std::vector<double> alone_ms;
  std::vector<double> behind_ms;
  std::int64_t left_by_the_killed = 0;
  std::int64_t touches = 0;
};

/// Of a small book fewer at a time, so that there is a halfway.
void bring_up(Book& book) {
  const std::int64_t at_once =
      std::clamp<std::int64_t>(arguments().customers / 500, 1, 200);
  while (book.catch_up(at_once).value() > 0) std::this_thread::sleep_for(kMoment);
}

double write_one(Book& book, const World& world, std::int64_t serial) {
  const Stopwatch watch;
  record(book, {world.live_touch(serial)});
  return watch.seconds() * 1e3;
}

/// Before the next touch.
Instant after_the_last(const Book& book) {
  return Instant(book.last_recorded().micros() + 500);
}

/// What moved, for one owner and for everybody, in milliseconds.
double moved(const Book& book, Instant before, const PersonKey& owner) {
  const Stopwatch watch;
  const View view(book.source(), {.as_of = today()});
  const Table rows = view.moved({.known_at = before, .owner = owner});
  expect(rows.rows() > 0, "nothing moved");
  return watch.seconds() * 1e3;
}

void run_in_parts(const std::filesystem::path& file, const World& world, Measured& m) {
  Book book = open_book(file);
  for (; m.touches < kAlone; ++m.touches)
    m.alone_ms.push_back(write_one(book, world, m.touches));
  const Instant before = book.last_recorded();
  const Stopwatch adopting;
  (void)book.record(other_cadence(), after_the_last(book), {.defer = true}).value();
  m.recorded_ms = adopting.seconds() * 1e3;
  const std::int64_t all = book.behind();
  expect(all == world.customers(), "nobody is behind");
  const Stopwatch watch;
  const auto write_while = [&](const auto& goes_on) {
    while (goes_on()) {
      m.behind_ms.push_back(write_one(book, world, m.touches++));
      std::this_thread::sleep_for(kBetween);
    }
  };
  const pid_t child = ::fork();
  expect(child >= 0, "no process");
  if (child == 0) {
    Book other = open_book(file);
    bring_up(other);
    for (;;) ::pause();  // it ends by the kill
  }
  write_while([&] { return book.behind() > all / 2; });
  ::kill(child, SIGKILL);
  int status = 0;
  ::waitpid(child, &status, 0);
  expect(WIFSIGNALED(status), "it ended before it was killed");
  m.left_by_the_killed = book.behind();
  expect(m.left_by_the_killed > 0, "nothing was left");
  std::thread thread([&] { bring_up(book); });
  write_while([&] { return book.behind() > 0; });
  thread.join();
  m.brought_up_s = watch.seconds();
  rusage use{};
  getrusage(RUSAGE_SELF, &use);
  m.peak_mib = static_cast<double>(use.ru_maxrss) / 1024;
  m.moved_owner_ms = moved(book, before, PersonKey(World::owner_key(0)));
  m.moved_all_ms = moved(book, before, PersonKey());
}

void run_at_once(const std::filesystem::path& file, const World& world,
                 std::int64_t touches) {
  Book book = open_book(file, Durability::bulk);
  for (std::int64_t i = 0; i < touches; ++i) {
    if (i == kAlone) (void)book.record(other_cadence(), after_the_last(book)).value();
    record(book, {world.live_touch(i)});
  }
}

/// Rows of what is derived that are not the same in both files.
std::int64_t rows_that_differ(const std::filesystem::path& a,
                              const std::filesystem::path& b) {
  sqlite3* db = nullptr;
  expect(sqlite3_open(a.c_str(), &db) == SQLITE_OK, "the file opens");
  const std::string attach = "ATTACH '" + b.string() + "' AS b";
  expect(sqlite3_exec(db, attach.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK,
         "the other file opens");
  std::int64_t n = 0;
  const auto add = [](void* sum, int, char** value, char**) {
    *static_cast<std::int64_t*>(sum) += std::stoll(value[0]);
    return 0;
  };
  for (const char* sql :
       {"SELECT count(*) FROM main.customer x LEFT JOIN b.customer y USING (id) "
        "WHERE (x.key, x.head, x.facts, x.chunk, x.events, x.state) IS NOT "
        "(y.key, y.head, y.facts, y.chunk, y.events, y.state)",
        "SELECT count(*) FROM main.owner_chunk x LEFT JOIN b.owner_chunk y USING (id) "
        "WHERE (x.owner, x.slots) IS NOT (y.owner, y.slots)",
        "SELECT count(*) FROM main.rollup x LEFT JOIN b.rollup y "
        "USING (owner, metric, day) WHERE x.count IS NOT y.count",
        "SELECT abs((SELECT count(*) FROM main.customer) - "
        "(SELECT count(*) FROM b.customer))"})
    expect(sqlite3_exec(db, sql, add, &n, nullptr) == SQLITE_OK, sql);
  sqlite3_close(db);
  return n;
}

double share(std::vector<double> values, double at) {
  std::sort(values.begin(), values.end());
  return values[static_cast<std::size_t>(at * static_cast<double>(values.size() - 1))];
}

}  // namespace

int main(int argc, char** argv) {
  begin(argc, argv);
  const World world(arguments().customers);
  const auto parts = copy_of_book(arguments().customers, "adopt-parts");
  const auto once = copy_of_book(arguments().customers, "adopt-once");
  Measured m;
  run_in_parts(parts, world, m);
  run_at_once(once, world, m.touches);
  const auto told = [](const char* row, double value) {
    figure(row, "ours", [value] { return value; });
  };
  const double own = share(m.alone_ms, 0.5);
  told("adoption recorded, all left behind", m.recorded_ms);
  told("a write behind it waits, p99", share(m.behind_ms, 0.99) - own);
  told("a write behind it waits, longest", share(m.behind_ms, 1) - own);
  told("longest write without it", share(m.alone_ms, 1) - own);
  told("adoption, all brought up", m.brought_up_s * 1e3);
  told("adoption, peak memory", m.peak_mib);
  told("what moved, of an owner", m.moved_owner_ms);
  told("what moved, of everybody", m.moved_all_ms);
  std::cerr << "made " << m.behind_ms.size() << " writes meanwhile; killed with "
            << m.left_by_the_killed << " left\n";
  return run([&] {
    expect(open_book(parts).check().has_value(), "the book is sound");
    if (const auto n = rows_that_differ(parts, once); n != 0)
      differ(std::to_string(n) + " rows from the book that was folded at once");
  });
}
