#include "exchange/roster.hpp"

#include "kith/base/text.hpp"

namespace kith::exchange {

Roster::Roster(const Source& source) {
  source.each({Date::max(), std::nullopt}, [&](const CustomerState& state) {
    add_customer(state.key, source.text(state.profile.name()), state.ownership.owner);
    return true;
  });
  const auto rules = source.rules(std::nullopt);
  for (const PersonKey& key : rules->directory().people()) {
    const Person* person = rules->directory().find(key, Date::max());
    add_person(key, source.text(person->name));
  }
}

void Roster::add_customer(const CustomerKey& key, const std::string& name,
                          const PersonKey& owner) {
  owners_[key] = owner;
  if (name.empty()) return;
  Entry entry{key, name, parse_company_name(name)};
  by_core_.emplace(entry.parts.core, customers_.size());
  customers_.push_back(std::move(entry));
}

void Roster::add_person(const PersonKey& key, const std::string& name) {
  people_.emplace(fold_tight(name), key);
}

CustomerLink Roster::link(std::string_view company) const {
  const CompanyName wanted = parse_company_name(company);
  CustomerLink best;
  const auto [first, last] = by_core_.equal_range(wanted.core);
  for (auto it = first; it != last; ++it) {
    const Entry& entry = customers_[it->second];
    const LinkStrength strength = link_strength(wanted, entry.parts);
    if (strength < LinkStrength::short_core || strength < best.strength) continue;
    if (strength > best.strength) best = {{}, {}, strength};
    best.keys.push_back(entry.key);
    best.names.push_back(entry.name);
  }
  return best;
}

PersonKey Roster::person(std::string_view name) const {
  const auto it = people_.find(fold_tight(name));
  return it == people_.end() ? PersonKey() : it->second;
}

PersonKey Roster::owner(const CustomerKey& key) const {
  const auto it = owners_.find(key);
  return it == owners_.end() ? PersonKey() : it->second;
}

}  // namespace kith::exchange
