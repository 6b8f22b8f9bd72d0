// The book behind the handle: connection, rules in force, and the guards every call
// passes.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "book/codec.hpp"
#include "book/person_lists.hpp"
#include "book/store.hpp"
#include "kith/book/book.hpp"

namespace kith::book {

using RulesPtr = std::shared_ptr<const Rules>;

/// Rules of a log of the book.
Result<RulesPtr> build_rules(std::span<const Fact> log, Store& store,
                             const Settings& settings);

/// The state a row holds; throws damaged_book. A customer without bytes is new.
CustomerState state_of(const CustomerRow& row);
CustomerState refold(const CustomerRow& row, std::span<const Fact> log,
                     const Rules& rules, Date through = Date::max());
/// What the chunks keep of a customer.
Slot slot_of(std::int64_t customer, const CustomerState& state, const Rules& rules);
/// Whom a fact names as answerable for its customer, as owner or by a step, a deal or a
/// case; empty: nobody.
PersonKey named_in(const Fact& fact);

class Engine {
 public:
  Engine(std::unique_ptr<SQLite::Database> db, std::string path);

  /// Throws forked in a child of the process that opened the book.
  void check_process() const;
  [[nodiscard]] bool same_process() const noexcept;

  Store& store() { return store_; }
  [[nodiscard]] const Meta& first_meta() const { return meta_; }
  [[nodiscard]] const std::string& path() const { return path_; }
  std::recursive_mutex& mutex() { return mutex_; }
  int& readers() { return readers_; }
  PersonLists& lists() { return lists_; }

  /// Facts of the book itself, in log order, as of now.
  const std::vector<Fact>& book_log();
  RulesPtr rules();
  RulesPtr rules(Instant known_at);
  /// After a rollback the cache may hold what never was.
  void forget();

 private:
  std::int64_t process_;
  std::string path_;
  Store store_;
  Meta meta_;
  std::recursive_mutex mutex_;
  int readers_ = 0;
  PersonLists lists_;

  std::int64_t cached_head_ = -1;
  std::vector<Fact> book_log_;
  RulesPtr rules_;
  std::pair<std::size_t, RulesPtr> past_rules_;  // by number of book facts known
};

}  // namespace kith::book
