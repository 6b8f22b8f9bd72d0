// Whom a person answers for, as the chunks and the named say: read once and kept while
// the file does not change.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "book/store.hpp"
#include "kith/view/source.hpp"

namespace kith::book {

/// A customer on somebody's list, its state not read.
struct Listed {
  std::int64_t customer = 0;
  Date last = Date::max();  ///< what the glance says holds from this day on
  Glance glance = {};       ///< unknown, and without a key, where no chunk says more
};

/// The list of one person. One thread at a time.
class PersonList {
 public:
  PersonList(Store& store, const PersonKey& person);
  [[nodiscard]] std::size_t size() const { return entries_.size(); }
  /// In no order.
  [[nodiscard]] const std::vector<Listed>& entries() const { return entries_; }
  /// The n-th by (first_due, no tier last, tier, key, customer). Only as much is sorted
  /// as is asked for.
  const Listed& in_order(std::size_t n);
  /// Of those that a chunk holds, the latest.
  [[nodiscard]] Date last() const { return last_; }

 private:
  /// Where an entry stands, mostly told by two numbers.
  struct Place {
    std::uint64_t urgency;  ///< first_due, then the first bytes of the tier
    std::uint64_t key;      ///< the first bytes
    bool whole_tier;        ///< urgency tells all of it
    const Listed* entry;
  };
  static Place place_of(const Listed& entry);
  static bool before(const Place& a, const Place& b);

  std::vector<std::string> chunks_;  ///< what the glances borrow from
  std::vector<Listed> entries_;
  std::vector<Place> places_;
  std::size_t sorted_ = 0;  ///< places
  Date last_ = Date::min();
};

/// Kept for one connection; all calls within its transactions.
class PersonLists {
 public:
  /// Whom a person answers for now, and ever answered for: at any cut the right ones are
  /// among them.
  std::shared_ptr<PersonList> of(Store& store, const PersonKey& person);

 private:
  Store::Stamp stamp_{-1, -1};
  std::size_t entries_ = 0;
  std::map<PersonKey, std::shared_ptr<PersonList>> lists_;
};

}  // namespace kith::book
