// A book in memory as the property tests see it: the logs, what the engines make of them,
// and the same question put to the slow reading.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "kith/flow/flow.hpp"
#include "kith/model/batch.hpp"
#include "property/slow_tables.hpp"

namespace kith::property {

class World {
 public:
  explicit World(Settings settings = {}) : settings_(settings) {}

  /// Takes a batch as a book would: what is unchanged enters no log. Folds each fact into
  /// its customer's state, refolding where the order or a correction asks for it.
  void take(const Batch& batch);

  [[nodiscard]] const Settings& settings() const { return settings_; }
  /// All that was taken, in one batch.
  [[nodiscard]] const Batch& all() const { return all_; }
  [[nodiscard]] const std::map<CustomerKey, std::vector<Fact>>& logs() const {
    return logs_;
  }
  [[nodiscard]] const std::vector<Fact>& log(const CustomerKey& key) const {
    return logs_.at(key);
  }
  /// Customers of the last batch.
  [[nodiscard]] const std::vector<CustomerKey>& touched() const { return touched_; }

  /// Of the one that is kept, where customers are one.
  [[nodiscard]] const CustomerState& state(const CustomerKey& key) const {
    return states_.at(rules_->merges().kept(key));
  }
  /// By key, without those merged into others.
  [[nodiscard]] const std::map<CustomerKey, CustomerState>& states() const {
    return states_;
  }
  [[nodiscard]] CustomerState rebuilt(const CustomerKey& key) const;
  [[nodiscard]] const Rules& rules() const { return *rules_; }
  [[nodiscard]] Rules rules(std::optional<Instant> known_at) const;

  /// What the slow readings are told.
  [[nodiscard]] naive::Book book(std::optional<Instant> known_at) const;
  [[nodiscard]] naive::Customers customers(std::optional<Instant> known_at) const;
  /// The logs of all that are one with a customer, found by walking merge by merge.
  [[nodiscard]] std::vector<std::vector<Fact>> logs_with(
      const CustomerKey& key, std::optional<Instant> known_at) const;

  [[nodiscard]] std::vector<PromiseRow> engine_rows(
      const CustomerKey& key, Date as_of, std::optional<Instant> known_at) const;
  [[nodiscard]] std::vector<PromiseRow> naive_rows(const CustomerKey& key, Date as_of,
                                                   std::optional<Instant> known_at) const;
  /// The rows of the engine for one customer of this book who has these facts in force.
  [[nodiscard]] std::vector<PromiseRow> engine_rows_of(const std::vector<Fact>& facts,
                                                       Date as_of) const;
  [[nodiscard]] std::vector<PromiseRow> naive_rows_of(const std::vector<Fact>& log,
                                                      Date as_of) const;

  /// Drops facts of a customer as long as engine and slow reading still differ.
  [[nodiscard]] std::vector<Fact> shrunk(const CustomerKey& key, Date as_of) const;
  /// The adoptions in force with their documents, for messages.
  [[nodiscard]] std::string describe_book() const;

 private:
  void fold_in(const Fact& fact);
  /// As the engines group them.
  [[nodiscard]] std::vector<Fact> facts(const CustomerKey& key, const Rules& rules,
                                        std::optional<Instant> known_at) const;
  [[nodiscard]] std::map<CustomerKey, CustomerKey> merged(
      std::optional<Instant> known_at) const;

  Settings settings_;
  Batch all_;
  std::map<CustomerKey, std::vector<Fact>> logs_;  ///< without the book's
  std::vector<Fact> book_;
  std::map<std::string, Document> documents_;
  std::map<std::string, Calendar> calendars_;
  std::map<std::string, TierPolicy> tiers_;
  std::map<std::string, CadenceDocument> cadences_;
  std::map<std::string, Pipeline> pipelines_;
  std::optional<Rules> rules_;
  naive::Book slow_book_;
  std::map<CustomerKey, CustomerState> states_;
  std::vector<CustomerKey> touched_;
};

/// Leaves out what the slow reading does not give, and puts the rows into one order.
std::vector<PromiseRow> comparable(std::vector<PromiseRow> rows);
std::string describe(const Fact& fact);
std::string describe(const std::vector<Fact>& facts);
std::string describe(const std::vector<PromiseRow>& rows);

}  // namespace kith::property
