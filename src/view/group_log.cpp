#include "view/group_log.hpp"

#include <algorithm>

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

bool is_among(std::span<const Fact> in_force, const Fact& fact) {
  const auto [first, last] =
      std::equal_range(in_force.begin(), in_force.end(), fact, fact_before);
  return std::find(first, last, fact) != last;
}

}  // namespace kith::view_detail
