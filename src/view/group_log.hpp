// The facts of a customer with those of all that are one with it. Private to view.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "kith/view/source.hpp"

namespace kith::view_detail {

/// Logs of all that are one with a customer, ascending by key; each corrects itself.
std::vector<std::vector<Fact>> logs_of(const Source& source, const Rules& rules,
                                       const CustomerKey& customer,
                                       std::optional<Instant> known_at);
/// What of them is in force, in fact order.
std::vector<Fact> facts_of(const Source& source, const Rules& rules,
                           const CustomerKey& customer, std::optional<Instant> known_at);

/// Whether a fact is among those in force, which stand in fact order.
bool is_among(std::span<const Fact> in_force, const Fact& fact);

}  // namespace kith::view_detail
