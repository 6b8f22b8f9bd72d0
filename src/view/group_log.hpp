// The facts of a customer with those of all that are one with it. Private to view.
#pragma once

#include <optional>
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

}  // namespace kith::view_detail
