// Who may be the customer that is asked for, or one about to be created.
#include <algorithm>
#include <set>
#include <utility>

#include "kith/view/view.hpp"
#include "view/actor.hpp"
#include "view/duplicate_rows.hpp"
#include "view/schemas.hpp"

namespace kith {
namespace {

using namespace view_detail;

bool has_fields(const NewCustomer& fields) {
  return !fields.name.empty() || !fields.credit_code.empty() || !fields.phone.empty();
}

Claim claim_of_new(const NewCustomer& fields, const PersonKey& owner) {
  IdentityFields identity;
  identity.parent = fields.parent;
  identity.person = fields.person;
  identity.name = fields.name;
  identity.region = fields.region;
  identity.credit_code = fields.credit_code;
  identity.phones = {fields.phone};
  Claim claim{{}, owner, fields.name, identity_of(identity)};
  if (keys_of(claim.identity).empty()) {
    throw invalid(Reason::missing_value,
                  "nothing given can find a customer: a name, a whole phone or a whole "
                  "credit code is needed, and a masked or damaged value is none")
        .at("name");
  }
  return claim;
}

Claim asked_for(const Source& source, const Cut& cut, const DuplicateOptions& options,
                const Words& words) {
  if (options.customer.empty()) {
    if (has_fields(options.fields)) return claim_of_new(options.fields, options.owner);
    throw invalid(Reason::missing_value, "a customer, or fields of a new one, are needed")
        .at("customer");
  }
  if (has_fields(options.fields)) {
    throw invalid(Reason::conflict, "a customer that exists has fields of its own")
        .at("customer");
  }
  const auto state = source.one(options.customer, cut);
  if (!state) {
    throw Error(Status::not_found, Reason::unknown_name, "no such customer")
        .at("customer")
        .with("customer", options.customer.text());
  }
  return claim_of(*state, words);
}

}  // namespace

Table View::duplicates(const DuplicateOptions& options) const {
  const auto moment = source_->hold();
  Words words = this->words();
  const Claim asked = asked_for(*source_, cut_, options, words);
  const std::vector<MatchKey> keys = index_keys(asked.identity);
  std::vector<DuplicateRow> rows;
  std::set<CustomerKey> seen{asked.key};
  source_->each_with_key(keys, cut_, [&](const CustomerState& s) {
    if (!seen.insert(s.key).second) return true;
    Claim other = claim_of(s, words);
    if (auto match = match_of(asked.identity, other.identity))
      rows.push_back({asked, std::move(other), *std::move(match)});
    return true;
  });
  put_in_order(rows, options.limit);
  DuplicateTable table(words, *rules_, cut_.as_of);
  for (const DuplicateRow& row : rows) table.add(row);
  if (!actor_ || actor_->sight.all || !actor_->access.hidden_duplicates)
    return std::move(table).finish();
  std::vector<Disclosed> hidden;
  whole_->each_with_key(keys, cut_, [&](const CustomerState& s) {
    if (seen.count(s.key) != 0 || !match_of(asked.identity, identity_of(s, words)))
      return true;
    std::string name;
    if (!words.hides(AccessField::customer_name))
      name = masked(words.own_text(s.profile.name()), Mask::name);
    hidden.push_back({std::move(name), team_of(s.ownership.owner, *rules_, cut_.as_of)});
    return true;
  });
  // In an order that tells nothing of score or key.
  std::sort(hidden.begin(), hidden.end());
  for (const Disclosed& one : hidden) {
    if (options.limit > 0 && table.rows() >= options.limit) break;
    table.add(asked, one);
  }
  return std::move(table).finish();
}

}  // namespace kith
