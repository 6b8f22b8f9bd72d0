// Durable events: one touch a transaction, a hundred a transaction, and whether either
// grows with the book; and what a change of owner writes, counted.
//
// Floor: one fsync of the log a transaction (program "floors"), plus a page of the log's
// tail, one of the customer, one of the owner's chunk, one of the rollups.
#include <algorithm>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "fixture.hpp"
#include "harness.hpp"

namespace {

using namespace kith;
using namespace kith::bench;

constexpr std::int64_t kSmall = 10'000;
constexpr std::int64_t kGroup = 100;

/// Both sides of one size; the same touches go to both.
struct Pair {
  Pair(std::int64_t customers, const std::string& name, bool synced = true)
      : world(customers),
        book(open_book(copy_of_book(customers, name),
                       synced ? Durability::full : Durability::bulk)),
        hand(copy_of_hand(customers, name), synced ? Hand::Sync::full : Hand::Sync::off) {
  }
  World world;
  Book book;
  Hand hand;
  std::int64_t ours_next = 0;
  std::int64_t peer_next = 0;

  std::vector<TouchMade> next(std::int64_t& serial, std::int64_t n) const {
    std::vector<TouchMade> out;
    for (std::int64_t i = 0; i < n; ++i) out.push_back(world.live_touch(serial++));
    return out;
  }
};

Pair& large() {
  static Pair pair(arguments().customers, "touch");
  return pair;
}
Pair& small() {
  static Pair pair(std::min(kSmall, arguments().customers), "touch-small");
  return pair;
}

/// What is left of a durable event when the disk is not waited for.
Pair& unsynced() {
  static Pair pair(arguments().customers, "touch-unsynced", false);
  return pair;
}

using Microseconds = std::vector<double>;

/// Both bodies keep what each transaction took by itself: the slow ones pay for a
/// checkpoint of the log.
template <class Side>
Body groups(Pair& (*pair)(), Side Pair::*side, std::int64_t Pair::*next,
            std::int64_t group, Microseconds* each = nullptr) {
  return [=](benchmark::State& state) {
    Pair& p = pair();
    for (auto _ : state) {
      const Stopwatch watch;
      record(p.*side, p.next(p.*next, group));
      if (each != nullptr) each->push_back(watch.seconds() * 1e6);
    }
  };
}

void durable(const std::string& row, const Turn& turn, Pair& (*pair)(),
             std::int64_t group, Microseconds* ours = nullptr,
             Microseconds* peer = nullptr) {
  in_turn(row, turn, groups(pair, &Pair::book, &Pair::ours_next, group, ours),
          groups(pair, &Pair::hand, &Pair::peer_next, group, peer));
}

void percentile(const std::string& row, double share, Microseconds& ours,
                Microseconds& peer) {
  const auto at = [share](Microseconds& us) {
    std::sort(us.begin(), us.end());
    return us[static_cast<std::size_t>(share * static_cast<double>(us.size() - 1))];
  };
  figure(row, "ours", [at, &ours] { return at(ours); });
  figure(row, "peer", [at, &peer] { return at(peer); });
}

/// Frames in the write-ahead log that 50 touches of one transaction each leave.
double pages_a_touch(const std::function<void(const TouchMade&)>& touch,
                     const std::filesystem::path& file, const World& world) {
  constexpr std::int64_t kTouches = 50;
  constexpr double kHead = 32;
  constexpr double kFrame = 4096 + 24;
  for (std::int64_t i = 0; i < kTouches; ++i) touch(world.live_touch(i));
  const auto bytes = std::filesystem::file_size(file.string() + "-wal");
  return (static_cast<double>(bytes) - kHead) / kFrame / kTouches;
}

double book_pages(std::int64_t customers) {
  const auto file = copy_of_book(customers, "pages");
  Book book = open_book(file);
  return pages_a_touch([&](const TouchMade& t) { record(book, {t}); }, file,
                       World(customers));
}

double hand_pages(std::int64_t customers) {
  const auto file = copy_of_hand(customers, "pages");
  Hand hand(file);
  return pages_a_touch([&](const TouchMade& t) { record(hand, {t}); }, file,
                       World(customers));
}

// ---- a change of owner
// ----------------------------------------------------------------------------------------

/// A customer's facts are made up to this many, all on days after those that are loaded.
constexpr std::int64_t kFactsEach = 200;
constexpr std::int64_t kDays = 300;

Fact fact_of(std::int64_t customer, const std::string& event, std::int64_t day,
             FactBody body) {
  Fact fact;
  fact.head.root = CustomerKey(World::customer_key(customer));
  fact.head.event = {"owner", event};
  fact.head.occurred = Occurred::on(today().plus_days(day));
  fact.body = std::move(body);
  return fact;
}

/// Touches, steps, deals with their ends, and orders, in turn.
FactBody work(std::int64_t n, std::int64_t day) {
  const DealKey deal("d" + std::to_string(n / 10));
  switch (n % 10) {
    case 0:
      return DealFact{deal, "", {}, Money{1'000'00, Currency()}, PersonKey()};
    case 3: {
      StepFact step;
      step.deadline = DeadlineKind::point;
      step.last = today().plus_days(day + 5);
      return step;
    }
    case 5:
      return OrderFact{OrderKey(std::to_string(n)), {500'00, Currency()}, DealKey(), ""};
    case 8:
      return StageFact{deal, "", DealEnd::won, ""};
    default:
      break;
  }
  TouchFact touch;
  touch.channel = n % 2 == 0 ? Channel::phone : Channel::visit;
  return touch;
}

using Rollup = std::map<std::string, std::int64_t>;

Rollup rollup_of(const std::filesystem::path& file) {
  sqlite3* db = nullptr;
  sqlite3_stmt* rows = nullptr;
  expect(sqlite3_open_v2(file.c_str(), &db, SQLITE_OPEN_READONLY, nullptr) == SQLITE_OK &&
             sqlite3_prepare_v2(db,
                                "SELECT owner || '|' || metric || '|' || day, count "
                                "FROM rollup",
                                -1, &rows, nullptr) == SQLITE_OK,
         "the rollups cannot be read");
  Rollup out;
  while (sqlite3_step(rows) == SQLITE_ROW) {
    out.emplace(reinterpret_cast<const char*>(sqlite3_column_text(rows, 0)),
                sqlite3_column_int64(rows, 1));
  }
  sqlite3_finalize(rows);
  sqlite3_close(db);
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

struct OwnerChange {
  std::int64_t states = 0;
  std::int64_t rollup_rows = 0;
};

/// The most that giving one of ten customers with 200 facts to somebody else writes.
OwnerChange owner_change() {
  constexpr std::int64_t kAsked = 10;
  const std::int64_t customers = arguments().customers;
  const World world(customers);
  const auto file = copy_of_book(customers, "owner-change");
  Book book = open_book(file, Durability::bulk);
  const Instant now = Zone{480}.close_of(today().plus_days(kDays));
  const auto one = [&](std::int64_t i) { return i * (customers / kAsked); };
  const std::int64_t loaded = 3 + kTouchesEach;
  Batch batch;
  for (std::int64_t i = 0; i < kAsked; ++i) {
    for (std::int64_t n = loaded; n < kFactsEach; ++n) {
      const std::int64_t day = (n - loaded) * (kDays - 1) / (kFactsEach - loaded);
      batch.add(fact_of(one(i), std::to_string(n), day, work(n, day))).value();
    }
  }
  (void)book.record(batch, now).value();
  OwnerChange most;
  for (std::int64_t i = 0; i < kAsked; ++i) {
    const PersonKey to(World::owner_key((world.owner_of(one(i)) + 1) % world.owners()));
    Batch change;
    change.add(fact_of(one(i), "change", kDays, OwnerFact{to})).value();
    const Rollup before = rollup_of(file);
    const RecordResult done = book.record(change, now).value();
    expect(done.created == 1, "a change of owner was lost");
    const std::int64_t rows = rows_that_differ(before, rollup_of(file));
    most.states = std::max(most.states, done.states_written);
    most.rollup_rows = std::max(most.rollup_rows, rows);
  }
  return most;
}

const OwnerChange& most_of_an_owner_change() {
  static const OwnerChange most = owner_change();
  return most;
}

}  // namespace

int main(int argc, char** argv) {
  begin(argc, argv);
  const std::int64_t customers = arguments().customers;
  const std::int64_t few = std::min(kSmall, customers);
  Microseconds ours, peer;
  durable("one touch", {.iterations = 400}, large, 1, &ours, &peer);
  durable("one touch of 10k", {.iterations = 400}, small, 1);
  durable("group of 100", {.iterations = 20}, large, kGroup);
  durable("one touch, disk not waited for", {.iterations = 4000}, unsynced, 1);
  percentile("p50 of one touch", 0.5, ours, peer);
  percentile("p99 of one touch", 0.99, ours, peer);
  percentile("p99.9 of one touch", 0.999, ours, peer);
  figure("pages a touch", "ours", [=] { return book_pages(customers); });
  figure("pages a touch", "peer", [=] { return hand_pages(customers); });
  figure("pages a touch of 10k", "ours", [=] { return book_pages(few); });
  figure("pages a touch of 10k", "peer", [=] { return hand_pages(few); });
  figure("states an owner change of 200 facts", "ours",
         [] { return static_cast<double>(most_of_an_owner_change().states); });
  figure("rollup rows an owner change of 200 facts", "ours",
         [] { return static_cast<double>(most_of_an_owner_change().rollup_rows); });
  return run([] {
    for (Pair* pair : {&large(), &small(), &unsynced()}) {
      if (pair->ours_next != pair->peer_next) differ("the number of touches");
      compare(pair->book, pair->hand, pair->world, pair->ours_next);
    }
  });
}
