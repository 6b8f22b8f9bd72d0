// Ownership: whose customer it is, and since when. The pool with its protection comes on
// top of this state.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "kith/base/archive.hpp"
#include "kith/model/fact.hpp"

namespace kith {

struct OwnershipState {
  PersonKey owner;               ///< empty: in the pool
  std::optional<Date> assigned;  ///< day of the first owner fact that names an owner
  std::vector<std::pair<Date, PersonKey>> history;  ///< each change of owner, ascending
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
