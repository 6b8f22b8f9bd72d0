// Merges: which customers are one, by the merge facts in force.
//
//   Merges merges = Merges::of(facts_in_force(book_log));
//   merges.kept(key);                 // under whose key the customer is answered
//   merges.members(merges.kept(key)); // whose logs make its state
//
// A merge is knowledge, like a calendar: it holds for all days once it is known. Facts
// stay in the log of the customer they were recorded for; the state of a group is the
// fold over the facts in force of all its logs, each log corrected by itself.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <vector>

#include "kith/base/error.hpp"
#include "kith/model/batch.hpp"

namespace kith {

/// Immutable; shared by threads.
class Merges {
 public:
  /// A merge that cannot stand beside those before it, which is left out.
  struct Fault {
    EventKey event;
    Error error;  ///< conflict, at "merged" or "kept", naming both customers
  };

  Merges() = default;
  /// Facts of the book, in force, any order: they count in fact order. A customer that is
  /// merged already is not merged into another, and nobody into one of its own.
  static Merges of(std::span<const Fact> book_facts);

  /// The first merge that was left out.
  [[nodiscard]] const std::optional<Fault>& fault() const { return fault_; }
  [[nodiscard]] bool empty() const { return groups_.empty(); }
  /// The customer that a key is answered as: itself, unless it is merged. Merges of
  /// merges are followed.
  [[nodiscard]] const CustomerKey& kept(const CustomerKey& key) const;
  [[nodiscard]] bool is_merged(const CustomerKey& key) const {
    return kept_.count(key) != 0;
  }
  /// Whether a key is one of several that are one.
  [[nodiscard]] bool is_grouped(const CustomerKey& key) const {
    return is_merged(key) || groups_.count(key) != 0;
  }
  /// Those who are one with a kept customer, ascending, itself among them.
  [[nodiscard]] std::vector<CustomerKey> members(const CustomerKey& kept) const;
  /// Groups of several, by the kept one.
  [[nodiscard]] const std::map<CustomerKey, std::vector<CustomerKey>>& groups() const {
    return groups_;
  }
  bool operator==(const Merges& other) const { return groups_ == other.groups_; }

 private:
  std::map<CustomerKey, CustomerKey> kept_;  ///< of those merged
  std::map<CustomerKey, std::vector<CustomerKey>> groups_;
  std::optional<Fault> fault_;
};

/// The fault of merges made from a batch's facts of the book, with its row; none: they
/// have none.
std::optional<Error> merge_fault(const Merges& merges, const Batch& batch);

/// The facts in force of several customers' logs as those of one, in fact order, facts of
/// one place in the order of their roots. Each log corrects itself alone.
std::vector<Fact> facts_in_force_of_all(std::span<const std::vector<Fact>> logs);

}  // namespace kith
