// Questions about a past date, and facts that come late.
//
// Floor: the pages of the customer's facts, which lie all over the log. A touch dated
// back costs one fsync more.
#include <algorithm>

#include "fixture.hpp"
#include "harness.hpp"

namespace {

using namespace kith;
using namespace kith::bench;

constexpr std::int64_t kLongHistory = 5'000;

// Half the touches had taken place.
Date past_day() { return first_day().plus_days(4 * kSpanDays); }

struct Sides {
  World world{arguments().customers};
  Book book = open_book(copy_of_book(world.customers(), "past"));
  Hand hand{copy_of_hand(world.customers(), "past")};
  std::int64_t ours_next = 0;
  std::int64_t peer_next = 0;
};

Sides& sides() {
  static Sides s;
  return s;
}

std::int64_t some_customer(std::int64_t i) {
  return static_cast<std::int64_t>(scatter(11, static_cast<std::uint64_t>(i)) >> 16) %
         arguments().customers;
}

HandDue ours_then(std::int64_t customer) {
  const Table due = View(sides().book.source(), {.as_of = past_day()})
                        .due({.customer = CustomerKey(World::customer_key(customer))});
  return due.rows() == 0
             ? HandDue{customer, 0}
             : HandDue{customer, due.date(due.index_of("due").value(), 0).days()};
}

Body one_ours() {
  return [](benchmark::State& state) {
    sides();  // made before the clock runs
    std::int64_t i = 0;
    for (auto _ : state) benchmark::DoNotOptimize(ours_then(some_customer(i++)));
  };
}

Body one_peer() {
  return [](benchmark::State& state) {
    sides();  // made before the clock runs
    std::int64_t i = 0;
    for (auto _ : state)
      benchmark::DoNotOptimize(
          sides().hand.past_due(some_customer(i++), past_day().days()));
  };
}

Body list_ours() {
  return [](benchmark::State& state) {
    // Made before the clock runs.
    const View view(sides().book.source(), {.as_of = past_day()});
    std::int64_t i = 0;
    for (auto _ : state)
      benchmark::DoNotOptimize(morning_list(view, i++ % sides().world.owners()));
  };
}

Body list_peer() {
  return [](benchmark::State& state) {
    sides();  // made before the clock runs
    std::int64_t i = 0;
    for (auto _ : state)
      benchmark::DoNotOptimize(sides().hand.past_list(
          i++ % sides().world.owners(), past_day().days(), ListOrder::by_class));
  };
}

/// Touches of customer 0, dated before its latest ones.
TouchMade dated_back(std::int64_t serial) {
  TouchMade touch = sides().world.live_touch(serial);
  touch.customer = 0;
  touch.event = "back" + std::to_string(serial);
  const std::int64_t days = 1 + serial % 300;
  touch.day = first_day().plus_days(days);
  touch.occurred -= (today().days() - touch.day.days()) * Instant::kMicrosPerDay;
  return touch;
}

void lengthen() {
  static bool done = false;
  if (done) return;
  done = true;
  std::vector<TouchMade> touches;
  for (std::int64_t i = 0; i < kLongHistory; ++i) touches.push_back(dated_back(i));
  Batch batch;
  for (const TouchMade& t : touches) add_touch(batch, t);
  (void)sides().book.record(batch, Zone{480}.close_of(today())).value();
  record(sides().hand, touches);
  sides().ours_next = sides().peer_next = kLongHistory;
}

Body back_ours() {
  return [](benchmark::State& state) {
    lengthen();
    for (auto _ : state) {
      Batch batch;
      add_touch(batch, dated_back(sides().ours_next++));
      const auto done = sides().book.record(batch, Zone{480}.close_of(today())).value();
      expect(done.created == 1, "a touch was lost");
    }
  };
}

Body back_peer() {
  return [](benchmark::State& state) {
    lengthen();
    for (auto _ : state) record(sides().hand, {dated_back(sides().peer_next++)});
  };
}

void compare_past() {
  int listed = 0;
  for (std::int64_t i = 0; i < 100; ++i) {
    const HandDue ours = ours_then(some_customer(i));
    const HandDue peer = sides().hand.past_due(some_customer(i), past_day().days());
    if (ours.due == 0) continue;  // a follow-up far ahead stands on no list
    ++listed;
    if (ours != peer) differ("a customer as of a past date");
  }
  if (listed == 0) differ("no customer had a follow-up as of a past date");
  const View view(sides().book.source(), {.as_of = past_day()});
  for (std::int64_t owner = 0; owner < std::min<std::int64_t>(2, sides().world.owners());
       ++owner) {
    const auto ours = due_rows(morning_list(view, owner));
    const auto peer = [&](ListOrder order) {
      return sides().hand.past_list(owner, past_day().days(), order);
    };
    if (ours != peer(ListOrder::by_due) && ours != peer(ListOrder::by_class))
      differ("an owner's list as of a past date");
  }
  compare(sides().book, sides().hand, sides().world, 0);
}

}  // namespace

int main(int argc, char** argv) {
  begin(argc, argv);
  in_turn("a customer as of a past date", {}, one_ours(), one_peer());
  in_turn("an owner's list as of a past date", {.unit = benchmark::kMillisecond},
          list_ours(), list_peer());
  in_turn("back-dated touch, 5,000 facts", {.iterations = 50}, back_ours(), back_peer());
  return run(compare_past);
}
