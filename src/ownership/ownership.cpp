#include "kith/ownership/ownership.hpp"

namespace kith {

void apply(OwnershipState& state, const Fact& fact) {
  const auto* change = std::get_if<OwnerFact>(&fact.body);
  if (change == nullptr) return;
  const Date day = fact.head.occurred.day;
  state.owner = change->owner;
  if (!state.assigned && !change->owner.empty()) state.assigned = day;
  if (!state.history.empty() && state.history.back().first == day) {
    state.history.back().second = change->owner;
  } else {
    state.history.emplace_back(day, change->owner);
  }
}

PersonKey owner_on(const OwnershipState& state, Date day) {
  PersonKey owner;
  for (const auto& [since, who] : state.history) {
    if (since > day) break;
    owner = who;
  }
  return owner;
}

}  // namespace kith
