// Ownership: whose customer it is, and since when. The pool with its protection comes on
// top of this state.
#pragma once

#include <optional>
#include <vector>

#include "kith/base/archive.hpp"
#include "kith/model/fact.hpp"

namespace kith {

/// From `day` on the customer is `owner`'s (empty: nobody's), until the next entry.
struct OwnerEntry {
  Date day;
  PersonKey owner;
  OwnerChange how = OwnerChange::stated;
  bool operator==(const OwnerEntry&) const = default;
  template <class A>
  void serialize(A& ar, unsigned) {
    ar& day& owner& how;
  }
};

struct OwnershipState {
  PersonKey owner;                  ///< empty: in the pool
  std::optional<Date> assigned;     ///< day of the first owner fact that names an owner
  std::vector<OwnerEntry> history;  ///< each change, in fact order
  bool operator==(const OwnershipState&) const = default;
  template <class A>
  void serialize(A& ar, unsigned) {
    ar& owner& assigned& history;
  }
};

/// Takes owner facts in fact order; ignores every other kind.
void apply(OwnershipState& state, const Fact& fact);

/// The owner after the facts of a day; empty before the first.
PersonKey owner_on(const OwnershipState& state, Date day);

}  // namespace kith
