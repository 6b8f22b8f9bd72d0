#include "fixture.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <iostream>
#include <stdexcept>

#include "harness.hpp"

namespace kith::bench {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kPart = 100'000;

Instant close_of_span(std::int64_t n) {
  return Zone{480}.close_of(first_day().plus_days((n + 1) * kSpanDays));
}

/// Customers of a range, then each of their touches: visit(from, to, touch), touch −1
/// being the customer.
template <class Visit>
void in_parts(std::int64_t customers, const Visit& visit) {
  for (std::int64_t n = -1; n < kTouchesEach; ++n) {
    for (std::int64_t from = 0; from < customers; from += kPart)
      visit(from, std::min(customers, from + kPart), n);
  }
}

void make_book(const fs::path& path, const World& world) {
  BookOptions options;
  options.create = true;
  options.durability = Durability::bulk;
  Book book = Book::open(path.string(), options).value();
  const Instant start = Zone{480}.midnight(first_day());
  (void)book.record(book_facts(world), start).value();
  in_parts(world.customers(), [&](std::int64_t from, std::int64_t to, std::int64_t n) {
    Batch batch;
    for (std::int64_t c = from; c < to; ++c) {
      if (n < 0) {
        add_customer(batch, world, c);
      } else {
        add_touch(batch, World::loaded_touch(c, n));
      }
    }
    (void)book.record(batch, n < 0 ? start : close_of_span(n)).value();
  });
}

void make_hand(const fs::path& path, const World& world) {
  Hand hand(path, Hand::Sync::off);
  hand.begin();
  for (std::int64_t owner = 0; owner < world.owners(); ++owner) hand.add_owner(owner);
  hand.commit();
  in_parts(world.customers(), [&](std::int64_t from, std::int64_t to, std::int64_t n) {
    hand.begin();
    for (std::int64_t c = from; c < to; ++c) {
      if (n < 0) {
        hand.add_customer(world, c);
      } else {
        hand.add_touch(World::loaded_touch(c, n));
      }
    }
    hand.commit();
  });
}

// Made under another name, so that a file that was not finished is not taken for one.
template <class Make>
fs::path made_once(const std::string& name, std::int64_t customers, const Make& make) {
  const fs::path path =
      arguments().folder / (name + "-" + std::to_string(customers) + ".db");
  if (fs::exists(path)) return path;
  fs::path part = path;
  part += ".part";
  for (const char* tail : {"", "-wal", "-shm"}) fs::remove(part.string() + tail);
  const Stopwatch watch;
  make(part, World(customers));
  fs::rename(part, path);
  std::cerr << "made " << path.string() << ": " << watch.seconds() << " s, "
            << fs::file_size(path) / 1'048'576 << " MiB\n";
  return path;
}

void push_to_disk(const fs::path& path) {
  const int file = ::open(path.c_str(), O_RDONLY);
  if (file < 0) throw std::runtime_error("cannot open " + path.string());
  const bool done = ::fsync(file) == 0;
  ::close(file);
  if (!done) throw std::runtime_error("cannot sync " + path.string());
}

}  // namespace

fs::path book_file(std::int64_t customers) {
  return made_once("book", customers, make_book);
}

fs::path hand_file(std::int64_t customers) {
  return made_once("hand", customers, make_hand);
}

fs::path fresh_copy(const fs::path& file, const std::string& name) {
  const fs::path copy = arguments().folder / name;
  for (const char* tail : {"-wal", "-shm"}) fs::remove(copy.string() + tail);
  fs::copy_file(file, copy, fs::copy_options::overwrite_existing);
  push_to_disk(copy);
  return copy;
}

fs::path copy_of_book(std::int64_t customers, const std::string& name) {
  return fresh_copy(book_file(customers), name + ".book.work");
}

fs::path copy_of_hand(std::int64_t customers, const std::string& name) {
  return fresh_copy(hand_file(customers), name + ".hand.work");
}

Book open_book(const fs::path& path, Durability durability) {
  BookOptions options;
  options.durability = durability;
  return Book::open(path.string(), options).value();
}

void record(Book& book, const std::vector<TouchMade>& touches) {
  Batch batch;
  for (const TouchMade& touch : touches) add_touch(batch, touch);
  const RecordResult done = book.record(batch, instant_of(touches.back())).value();
  expect(done.created == static_cast<std::int64_t>(touches.size()), "a touch was lost");
}

void record(Hand& hand, const std::vector<TouchMade>& touches) {
  hand.begin();
  for (const TouchMade& touch : touches) hand.add_touch(touch);
  hand.commit();
}

std::vector<HandDue> due_rows(const Table& table) {
  const std::int32_t key = table.index_of("customer_key").value();
  const std::int32_t day = table.index_of("due").value();
  const auto state = table.index_of("state");  // where others than overdue stand too
  std::vector<HandDue> rows;
  for (std::int64_t i = 0; i < table.rows(); ++i) {
    if (state && table.text(*state, i) != "overdue") continue;
    rows.push_back({std::stoll(std::string(table.text(key, i).substr(1))),
                    table.date(day, i).days()});
  }
  return rows;
}

Table morning_list(const View& view, std::int64_t owner) {
  return view.overdue({.owner = PersonKey(World::owner_key(owner)), .limit = 50});
}

Table morning_list_with_words(const View& view, std::int64_t owner) {
  DueOptions options;
  options.owner = PersonKey(World::owner_key(owner));
  options.with_kept = false;
  options.limit = 50;
  return view.due(options);
}

void compare(Book& book, Hand& hand, const World& world, std::int64_t touches) {
  const std::int64_t owners_and_documents = world.owners() + 4;
  if (book.fact_count() - owners_and_documents != hand.facts())
    differ("the number of facts");
  // By then every follow-up is overdue, so that the list names its day.
  const View view(book.source(), {.as_of = today().plus_days(60)});
  for (std::int64_t i = 0; i < 200; ++i) {
    const std::int64_t customer = i % 2 == 0 && touches > 0
                                      ? world.live_touch(i % touches).customer
                                      : i * 7'919 % world.customers();
    const Table due = view.due({.customer = CustomerKey(World::customer_key(customer))});
    const std::int32_t day = due.index_of("due").value();
    const std::int32_t expected = hand.due(customer).due;
    if (due.rows() != 1 || due.date(day, 0).days() != expected) {
      differ("the follow-up date of " + World::customer_key(customer) + ": ours " +
             (due.rows() > 0 ? due.date(day, 0).iso() : "none") + ", peer " +
             Date(expected).iso());
      return;
    }
  }
}

}  // namespace kith::bench
