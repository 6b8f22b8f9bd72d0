// The peer: the same work written by hand on SQLite's C interface, as somebody would who
// knows it well: one fact table with an index (customer, occurred), one customer table
// with an index (owner, due), prepared statements, one transaction a call, the same
// journal, durability and cache as a book.
#pragma once

#include <sqlite3.h>

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "world.hpp"

namespace kith::bench {

/// Working days as an array, made once: what a follow-up column is computed with.
class HandCalendar {
 public:
  HandCalendar();
  [[nodiscard]] std::int32_t add(std::int32_t day, std::int32_t n) const {
    return days_[static_cast<std::size_t>(index_[static_cast<std::size_t>(day - first_)] +
                                          n)];
  }

 private:
  std::int32_t first_;
  std::vector<std::int32_t> index_;  // of the last working day on or before a day
  std::vector<std::int32_t> days_;
};

struct HandDue {
  std::int64_t customer = 0;
  std::int32_t due = 0;
  auto operator<=>(const HandDue&) const = default;
};

enum class ListOrder {
  by_class,  ///< class, then most overdue, then customer
  by_due     ///< most overdue, then class, then customer
};

class Hand {
 public:
  enum class Sync { off, full };
  /// Makes the tables when the file is new.
  explicit Hand(const std::filesystem::path& path, Sync sync = Sync::full);
  ~Hand();
  Hand(const Hand&) = delete;
  Hand& operator=(const Hand&) = delete;

  void begin();
  void commit();
  void add_owner(std::int64_t owner);
  void add_customer(const World& world, std::int64_t customer);
  /// The fact and the follow-up date that comes of it.
  void add_touch(const TouchMade& touch);

  /// The first 50 that are overdue on a day.
  std::vector<HandDue> list(std::int64_t owner, std::int32_t day, ListOrder order);
  /// The same as the facts up to a day's end gave it.
  std::vector<HandDue> past_list(std::int64_t owner, std::int32_t day, ListOrder order);
  HandDue past_due(std::int64_t customer, std::int32_t day);
  HandDue due(std::int64_t customer);
  std::int64_t facts();
  /// The customers stay.
  void forget_facts();

 private:
  enum Statement : std::size_t {
    begin_,
    commit_,
    put_owner,
    put_customer,
    put_fact,
    set_due,
    list_by_class,
    list_by_due,
    last_touch,
    due_of,
    customers_of,
    count_facts,
    delete_facts,
    statements
  };
  sqlite3_stmt* ready(Statement which);
  void run(Statement which);
  void put(std::int64_t customer, std::int64_t occurred, FactKind kind, Channel channel,
           const std::string& event, const std::string& words);
  std::vector<HandDue> rows(Statement which);

  sqlite3* db_ = nullptr;
  std::array<sqlite3_stmt*, statements> prepared_{};
  HandCalendar calendar_;
};

}  // namespace kith::bench
