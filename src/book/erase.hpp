// Erasures inside a record call: whether one is allowed, and what it removes.
//
// A tombstone is refused while a legal hold stands. Once all facts of the batch are in,
// the words of the facts before each tombstone go: from the vault, from beside the facts,
// and with them the keys by which duplicates were found. No state names a word, so none
// changes.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "book/record_report.hpp"
#include "book/store.hpp"
#include "kith/model/batch.hpp"

namespace kith::book {

/// Whether a fact takes an earlier one of its root back or takes its place.
bool acts_on(const Fact& fact, const Fact& earlier);

/// Whether the words of a fact are about the subject: a contact, or (empty) the customer
/// and all its contacts.
bool is_about(const Fact& fact, const ContactKey& contact);

/// The customers whose facts name a contact, ascending by id. Reads the whole log.
std::vector<std::int64_t> customers_with(Store& store, const ContactKey& contact);

/// Whether words stand that a tombstone in the customer's log erased: beside a fact that
/// was recorded before it, or in `vault`, the customer's own part of it, behind a
/// reference that such a fact bears and no later one.
bool tells_of_the_erased(Store& store, const CustomerRow& row,
                         std::span<const VaultView> vault);

class Erasures {
 public:
  explicit Erasures(Store& store) : store_(store) {}
  /// For copies of a book, whose holds are those of then.
  void ignore_holds() { holds_count_ = false; }

  /// Why a fact of a customer is refused: it erases what is held, or takes a tombstone
  /// back. `log`: the facts of its customer so far.
  std::optional<Error> fault(const Fact& fact,
                             const std::function<const std::vector<Fact>&()>& log);
  /// Why a fact of the book itself is refused: it takes a merge back across an erasure.
  std::optional<Error> undo_fault(const Fact& fact, std::span<const Fact> book_log);

  /// Removes the words before each tombstone of the batch that was accepted. All else of
  /// the batch is written. The number of texts.
  std::int64_t run(const HashKey& salt, const Batch& batch,
                   std::span<const RowOutcome> outcomes);

 private:
  using Held = std::set<std::pair<CustomerKey, ContactKey>>;
  const Held& held();
  std::int64_t erase(const HashKey& salt, const Fact& tombstone);
  bool is_erased_since(const CustomerKey& customer, std::int64_t seq);

  Store& store_;
  bool holds_count_ = true;
  std::optional<Held> held_;  ///< read when first asked for
  bool any_ = false;
};

}  // namespace kith::book
