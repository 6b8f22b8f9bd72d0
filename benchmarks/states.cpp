// An event on a state that the caller holds: bytes in, the next due day and bytes out,
// for a tenth of the customers and for ten times as many.
//
// Floor: the state's bytes (some 250) read and written once, each a miss of the cache
// where the states are many.
#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

#include "harness.hpp"
#include "kith/flow/flow.hpp"
#include "world.hpp"

namespace {

using namespace kith;
using namespace kith::bench;

constexpr std::int64_t kDifferent = 1'000;  // states folded; the others are copies
constexpr std::int64_t kEvents = 200'000;

const Rules& rules() {
  static const Rules made = [] {
    const Batch book = book_facts(World(kDifferent));
    return Rules::build(book.facts(), book.documents(), {}).value();
  }();
  return made;
}

const std::vector<std::string>& folded() {
  static const std::vector<std::string> states = [] {
    const World world(kDifferent);
    std::vector<std::string> made;
    for (std::int64_t c = 0; c < kDifferent; ++c) {
      Batch batch;
      add_customer(batch, world, c);
      for (std::int64_t n = 0; n < kTouchesEach; ++n)
        add_touch(batch, World::loaded_touch(c, n));
      const auto facts = facts_in_force(batch.facts());
      made.push_back(state_to_bytes(fold(facts.front().head.root, facts, rules())));
    }
    return made;
  }();
  return states;
}

/// Microseconds of each event, ascending.
std::vector<double> event_times(std::int64_t customers) {
  std::vector<std::string> held;
  held.reserve(static_cast<std::size_t>(customers));
  for (std::int64_t c = 0; c < customers; ++c)
    held.push_back(folded()[static_cast<std::size_t>(c % kDifferent)]);
  Batch batch;
  add_touch(batch, World(1).live_touch(0));
  Fact touch = batch.facts().front();
  std::vector<double> times;
  std::int64_t days = 0;
  for (std::int64_t i = 0; i < kEvents; ++i) {
    touch.head.event.key = "live-" + std::to_string(i);
    touch.head.occurred.at = Instant(touch.head.occurred.at->micros() + 1);
    std::string& bytes = held[scatter(50, static_cast<std::uint64_t>(i)) % held.size()];
    const auto start = std::chrono::steady_clock::now();
    CustomerState state = state_from_bytes(bytes).value();
    apply(state, touch, rules());
    const Outlook next = outlook_of(state, today(), rules());
    bytes = state_to_bytes(state);
    const std::chrono::duration<double, std::micro> spent =
        std::chrono::steady_clock::now() - start;
    times.push_back(spent.count());
    days += next.first_due.days();
  }
  benchmark::DoNotOptimize(days);
  std::sort(times.begin(), times.end());
  return times;
}

double percentile(std::int64_t customers, std::size_t percent) {
  const auto times = event_times(customers);
  return times[times.size() * percent / 100];
}

}  // namespace

int main(int argc, char** argv) {
  begin(argc, argv);
  const std::int64_t few = arguments().customers / 10, many = arguments().customers * 10;
  figure("p50 of event to next due day", "ours", [=] { return percentile(few, 50); });
  figure("p99 of event to next due day", "ours", [=] { return percentile(few, 99); });
  const std::string growth = "p99 of event to next due day, a hundred times the states";
  figure(growth, "ours", [=] { return percentile(many, 99); });
  figure(growth, "peer", [=] { return percentile(few, 99); });
  return run();
}
