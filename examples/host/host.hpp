// A host with its own database: customers, facts and Kith's states in its own SQL tables,
// each commit one transaction of its own. It links Kith's core alone.
//
//   host::Host host("crm.db");
//   host.commit(batch);                       // facts, words, states, outbox: all or
//   none host.view(today).due();                   // everybody's list host.morning("li",
//   today).due(of("li"));  // one person's, from the states it needs
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "host/sql.hpp"
#include "kith/kith.hpp"

namespace host {

class Host {
 public:
  explicit Host(const std::string& path);

  /// Stores the facts that are new, with their words, the states they lead to, and a row
  /// of the outbox, in one transaction. A fact that is there already changes nothing, so
  /// a commit may be repeated; one with other content fails and stores nothing.
  void commit(const kith::Batch& batch);

  /// All customers as of a day, past days too.
  kith::View view(std::int32_t day);
  /// What the list of one person needs, found by index. `day` is not a past one.
  kith::View morning(std::string_view person, std::int32_t day);

 private:
  std::int64_t store_new(const kith::Batch& batch);
  void store_words(const kith::Batch& batch);
  void fold(const kith::Rules& rules, std::int64_t seq, std::int64_t customers_of);
  void fold_customer(const kith::Rules& rules, const std::string& customer,
                     std::int64_t seq);
  void store_state(const kith::State& state);

  std::optional<kith::Rules> rules_since(std::int64_t seq);
  kith::Rules rules_of_facts();
  kith::Batch history(std::string_view customer, std::int32_t through);
  kith::View open(const std::vector<kith::State>& states, std::int32_t day);

  Database db_;
  kith::Rules rules_;
};

}  // namespace host
