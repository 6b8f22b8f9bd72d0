// One customer through all engines: what a single event costs without a file.
//
// Floor: the state's bytes read and written once.
#include <string>
#include <vector>

#include "harness.hpp"
#include "kith/flow/flow.hpp"
#include "kith/model/batch.hpp"
#include "world.hpp"

namespace {

using namespace kith;
using namespace kith::bench;

struct OneCustomer {
  Rules rules;
  std::vector<Fact> facts;
};

const OneCustomer& one() {
  static const OneCustomer c = [] {
    const World world(kCustomersPerOwner);
    const Batch book = book_facts(world);
    Batch batch;
    add_customer(batch, world, 0);
    for (std::int64_t n = 0; n < kTouchesEach; ++n)
      add_touch(batch, World::loaded_touch(0, n));
    return OneCustomer{Rules::build(book.facts(), book.documents(), {}).value(),
                       facts_in_force(batch.facts())};
  }();
  return c;
}

CustomerState folded() {
  return fold(one().facts.front().head.root, one().facts, one().rules);
}

/// An event of today on a state that has seen the rest.
void apply_one(benchmark::State& state) {
  const CustomerState before = folded();
  Batch batch;
  add_touch(batch, World(1).live_touch(0));
  const Fact& touch = batch.facts().front();
  for (auto _ : state) {
    CustomerState after = before;
    apply(after, touch, one().rules);
    benchmark::DoNotOptimize(after);
  }
}

void copy_alone(benchmark::State& state) {
  const CustomerState before = folded();
  for (auto _ : state) {
    CustomerState after = before;
    benchmark::DoNotOptimize(after);
  }
}

void fold_all(benchmark::State& state) {
  one();
  for (auto _ : state) benchmark::DoNotOptimize(folded());
}

void to_bytes(benchmark::State& state) {
  const CustomerState now = folded();
  for (auto _ : state) benchmark::DoNotOptimize(state_to_bytes(now));
  state.counters["bytes"] = static_cast<double>(state_to_bytes(now).size());
}

void from_bytes(benchmark::State& state) {
  const std::string bytes = state_to_bytes(folded());
  for (auto _ : state) benchmark::DoNotOptimize(state_from_bytes(bytes).value());
}

void follow_ups(benchmark::State& state) {
  const CustomerState now = folded();
  for (auto _ : state)
    benchmark::DoNotOptimize(promises(now.cadence, today(), one().rules.cadence()));
}

}  // namespace

int main(int argc, char** argv) {
  begin(argc, argv);
  const Turn turn;
  alone("one event applied", turn, apply_one);
  alone("one state copied", turn, copy_alone);
  alone("ten facts folded", turn, fold_all);
  alone("state to bytes", turn, to_bytes);
  alone("state from bytes", turn, from_bytes);
  alone("follow-ups of one customer", turn, follow_ups);
  return run();
}
