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

struct PersonList {
  std::vector<std::string> chunks;  ///< what the glances borrow from
  std::vector<Listed> entries;      ///< by (first_due, no tier last, tier, key, customer)
  Date last = Date::min();          ///< of those that a chunk holds, the latest
};

/// Kept for one connection; all calls within its transactions.
class PersonLists {
 public:
  /// Whom a person answers for now, and ever answered for: at any cut the right ones are
  /// among them.
  std::shared_ptr<const PersonList> of(Store& store, const PersonKey& person);

 private:
  Store::Stamp stamp_{-1, -1};
  std::size_t entries_ = 0;
  std::map<PersonKey, std::shared_ptr<const PersonList>> lists_;
};

}  // namespace kith::book
