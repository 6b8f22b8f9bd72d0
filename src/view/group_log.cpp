#include "view/group_log.hpp"

namespace kith::view_detail {

std::vector<std::vector<Fact>> logs_of(const Source& source, const Rules& rules,
                                       const CustomerKey& customer,
                                       std::optional<Instant> known_at) {
  const Merges& merges = rules.merges();
  std::vector<std::vector<Fact>> logs;
  for (const CustomerKey& member : merges.members(merges.kept(customer)))
    logs.push_back(source.log(member, known_at));
  return logs;
}

std::vector<Fact> facts_of(const Source& source, const Rules& rules,
                           const CustomerKey& customer, std::optional<Instant> known_at) {
  return facts_in_force_of_all(logs_of(source, rules, customer, known_at));
}

}  // namespace kith::view_detail
