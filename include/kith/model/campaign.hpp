// Campaigns: one push to many customers, told once with its list and kept as one touch of
// each customer. A campaign's touches take no day capacity.
//
//   add_campaign(batch, head, touch, "autumn news", customers).value();
//
// The touches' event keys are made of the campaign's and the customer's, so that the same
// campaign again is a no-op, one more customer on its list adds that one, and a higher
// revision corrects all it lists. Pure.
#pragma once

#include <span>
#include <string_view>

#include "kith/model/batch.hpp"

namespace kith {

/// The event key of a campaign's touch of a customer: "campaign/customer", hashed where
/// that would be too long.
EventKey campaign_event(const EventKey& campaign, const CustomerKey& customer);

/// Appends one touch a customer, in the order given, all of them or none. `head` without
/// a root: its event key is the campaign's. Errors: missing_value for an empty list and
/// an empty event key, duplicate for a customer twice, wrong_type for a head with a root
/// or a touch that names a contact, and those of check_fact(), with the row of the
/// customer.
Result<void> add_campaign(Batch& batch, const FactHead& head, const TouchFact& touch,
                          std::string_view content,
                          std::span<const CustomerKey> customers);

/// Appends one retraction a customer of the list: for these the campaign never happened.
/// `head` without a root: its event key is the campaign's, its day that of the
/// retraction. Errors as of add_campaign().
Result<void> retract_campaign(Batch& batch, const FactHead& head,
                              std::span<const CustomerKey> customers);

}  // namespace kith
