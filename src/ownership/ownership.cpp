#include "kith/ownership/ownership.hpp"

namespace kith {

void apply(OwnershipState& state, const Fact& fact) {
  const auto* change = std::get_if<OwnerFact>(&fact.body);
  if (change == nullptr) return;
  const Date day = fact.head.occurred.day;
  const bool restated = !state.history.empty() && state.owner == change->owner;
  if (restated) return;
  state.owner = change->owner;
  if (!state.assigned && !change->owner.empty()) state.assigned = day;
  state.history.push_back({day, change->owner, change->how});
}

PersonKey owner_on(const OwnershipState& state, Date day) {
  PersonKey owner;
  for (const OwnerEntry& entry : state.history) {
    if (entry.day > day) break;
    owner = entry.owner;
  }
  return owner;
}

}  // namespace kith
