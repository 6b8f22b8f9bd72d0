// Roster: the customers and people known so far, and what a name in a cell may mean.
// Private to exchange.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "kith/model/company.hpp"
#include "kith/view/source.hpp"

namespace kith::exchange {

struct CustomerLink {
  std::vector<CustomerKey> keys;   ///< one: linked; several: ambiguous; none: unknown
  std::vector<std::string> names;  ///< of those
  LinkStrength strength = LinkStrength::none;
  [[nodiscard]] bool found() const { return keys.size() == 1; }
};

class Roster {
 public:
  Roster() = default;
  /// Every customer and person of a source.
  explicit Roster(const Source& source);
  void add_customer(const CustomerKey& key, const std::string& name,
                    const PersonKey& owner);
  void add_person(const PersonKey& key, const std::string& name);

  /// Same folded name, else same core with nothing against it, else a short core that one
  /// customer alone could mean.
  [[nodiscard]] CustomerLink link(std::string_view company) const;
  [[nodiscard]] bool has(const CustomerKey& key) const { return owners_.count(key) != 0; }
  [[nodiscard]] PersonKey person(std::string_view name) const;  ///< empty: unknown
  [[nodiscard]] PersonKey owner(const CustomerKey& key) const;
  void set_owner(const CustomerKey& key, const PersonKey& owner) { owners_[key] = owner; }

 private:
  struct Entry {
    CustomerKey key;
    std::string name;
    CompanyName parts;
  };
  std::vector<Entry> customers_;
  std::multimap<std::string, std::size_t> by_core_;
  std::map<CustomerKey, PersonKey> owners_;
  std::map<std::string, PersonKey> people_;
};

}  // namespace kith::exchange
