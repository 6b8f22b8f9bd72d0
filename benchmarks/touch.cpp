// Durable events: one touch a transaction, a hundred a transaction, and whether either
// grows with the book.
//
// Floor: one fsync of the log a transaction (program "floors"), plus a page of the log's
// tail, one of the customer, one of the owner's chunk, one of the rollups.
#include <algorithm>
#include <functional>
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
  return run([] {
    for (Pair* pair : {&large(), &small(), &unsynced()}) {
      if (pair->ours_next != pair->peer_next) differ("the number of touches");
      compare(pair->book, pair->hand, pair->world, pair->ours_next);
    }
  });
}
