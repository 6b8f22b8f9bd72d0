// BatchGroups: the rows of a batch by customer, ascending by key, each customer's in the
// order of the batch. The book's own, whose key is empty, come first.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "kith/model/fact.hpp"

namespace kith::book {

struct Group {
  const CustomerKey* root = nullptr;  ///< borrowed from the facts
  std::span<const std::size_t> rows;
};

class BatchGroups {
 public:
  explicit BatchGroups(std::span<const Fact> facts);
  [[nodiscard]] std::span<const Group> all() const { return groups_; }

 private:
  std::vector<std::size_t> rows_;
  std::vector<Group> groups_;
};

}  // namespace kith::book
