// As many touches as the book has customers (a million at the full size) in one batch, of
// random customers of that book.
//
// Peers: the hand-written loop on a file of that size; the same loop into an empty fact
// table, with the customers there; and into a file without customers, where nobody's
// follow-up date is kept. Floor: the bytes written once (program "floors").
#include <optional>

#include "fixture.hpp"
#include "harness.hpp"

namespace {

using namespace kith;
using namespace kith::bench;

std::int64_t touches() { return arguments().customers; }

const std::vector<TouchMade>& made() {
  static const std::vector<TouchMade> all = [] {
    const World world(arguments().customers);
    std::vector<TouchMade> out;
    for (std::int64_t i = 0; i < touches(); ++i) out.push_back(world.live_touch(i));
    return out;
  }();
  return all;
}

const Batch& batch() {
  static const Batch b = [] {
    Batch all;
    for (const TouchMade& touch : made()) add_touch(all, touch);
    return all;
  }();
  return b;
}

/// The clock runs while the batch is recorded, not while files are copied.
void ours(benchmark::State& state) {
  Book book = open_book(copy_of_book(arguments().customers, "batch"));
  const Batch& facts = batch();
  for (auto _ : state) {
    const auto done = book.record(facts, instant_of(made().back())).value();
    expect(done.created == touches(), "a touch was lost");
  }
}

void peer(benchmark::State& state) {
  Hand hand(copy_of_hand(arguments().customers, "batch"));
  const auto& facts = made();
  for (auto _ : state) record(hand, facts);
}

void empty_table(benchmark::State& state) {
  Hand hand(copy_of_hand(arguments().customers, "batch-empty"));
  hand.forget_facts();
  const auto& facts = made();
  for (auto _ : state) record(hand, facts);
}

void no_customers(benchmark::State& state) {
  const auto file = arguments().folder / "batch-bare.hand.work";
  for (const char* tail : {"", "-wal", "-shm"})
    std::filesystem::remove(file.string() + tail);
  Hand hand(file);
  const auto& facts = made();
  for (auto _ : state) record(hand, facts);
}

void compare_batch() {
  Book book = open_book(arguments().folder / "batch.book.work");
  Hand hand(arguments().folder / "batch.hand.work");
  compare(book, hand, World(arguments().customers), touches());
}

}  // namespace

int main(int argc, char** argv) {
  begin(argc, argv);
  const Turn once{.iterations = 1, .unit = benchmark::kMillisecond};
  in_turn("batch", once, ours, peer);
  in_turn("batch, peer into an empty table", once, ours, empty_table);
  in_turn("batch, peer without customers", once, ours, no_customers);
  return run(compare_batch);
}
