#include "kith/model/campaign.hpp"

#include <set>
#include <utility>

#include "kith/base/hash.hpp"

namespace kith {
namespace {

constexpr std::size_t kLongestKey = 255;

EventKey joined(const EventKey& event, std::string key) {
  if (key.size() > kLongestKey) key = KeyedHash(HashKey{}).part(key).finish().base32();
  return {event.source, std::move(key)};
}

Result<void> check_list(const FactHead& head, std::span<const CustomerKey> customers) {
  if (!head.root.empty()) {
    return invalid(Reason::wrong_type, "a campaign is of many customers").at("customer");
  }
  if (head.event.source.empty())
    return invalid(Reason::missing_value, "the campaign's").at("source");
  if (head.event.key.empty())
    return invalid(Reason::missing_value, "the campaign's").at("key");
  if (customers.empty()) {
    return invalid(Reason::missing_value, "a campaign reaches at least one customer")
        .at("customers");
  }
  std::set<CustomerKey> seen;
  std::int64_t row = 0;
  for (const CustomerKey& customer : customers) {
    if (!seen.insert(customer).second) {
      return invalid(Reason::duplicate, "the customer is listed twice")
          .at("customers", row);
    }
    ++row;
  }
  return {};
}

}  // namespace

EventKey campaign_event(const EventKey& campaign, const CustomerKey& customer) {
  return joined(campaign, campaign.key + "/" + customer.text());
}

Result<void> add_campaign(Batch& batch, const FactHead& head, const TouchFact& touch,
                          std::string_view content,
                          std::span<const CustomerKey> customers) {
  if (auto listed = check_list(head, customers); !listed) return listed.error();
  if (!touch.contact.empty()) {
    return invalid(Reason::wrong_type, "a campaign reaches no single contact")
        .at("contact");
  }
  Batch all;
  std::int64_t row = 0;
  for (const CustomerKey& customer : customers) {
    Fact fact{head, touch};
    fact.head.root = customer;
    fact.head.event = campaign_event(head.event, customer);
    auto& body = std::get<TouchFact>(fact.body);
    body.campaign = true;
    body.content = all.put_text(fact.head, "content", content);
    if (auto added = all.add(std::move(fact)); !added)
      return Error(added.error()).at(added.error().field(), row);
    ++row;
  }
  batch.append(std::move(all));
  return {};
}

Result<void> retract_campaign(Batch& batch, const FactHead& head,
                              std::span<const CustomerKey> customers) {
  if (auto listed = check_list(head, customers); !listed) return listed.error();
  Batch all;
  std::int64_t row = 0;
  for (const CustomerKey& customer : customers) {
    const EventKey target = campaign_event(head.event, customer);
    Fact fact{head, RetractFact{target}};
    fact.head.root = customer;
    fact.head.event = joined(head.event, "retract/" + target.key);
    if (auto added = all.add(std::move(fact)); !added)
      return Error(added.error()).at(added.error().field(), row);
    ++row;
  }
  batch.append(std::move(all));
  return {};
}

}  // namespace kith
