// The flow for a host with its own database: rules from the book's own facts, a
// customer's facts in, state bytes out. The host keeps facts, words and bytes in its own
// tables and commits them in its own transaction.
//
//   auto rules = HostRules::build(book_facts, settings).value();
//   CustomerState state = build_state(customer, all_facts, rules->rules()).value();
//   state = fold_state(state, new_facts, rules->rules()).value();
//   std::string bytes = host_state_to_bytes(state, rules->rules());
//
// A state is a shortcut over facts, never their replacement: what it cannot tell alone is
// needs_history, and the host builds it anew. Not here: questions (view), tables of facts
// and words (model/fact_json.hpp).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "kith/flow/flow.hpp"

namespace kith {

/// The book's own facts (people, adoptions, runs) with the rules they make and the words
/// of people. Immutable; shared by threads.
class HostRules {
 public:
  /// The facts are judged as if recorded one by one. Fails with wrong_type for a fact of
  /// a customer, naming its row, with conflict for a merge that cannot stand beside the
  /// others, and as append_to_log() and Rules::build() do.
  static Result<std::shared_ptr<const HostRules>> build(const Batch& book_facts,
                                                        const Settings& settings);

  [[nodiscard]] const Rules& rules() const { return rules_; }
  /// The facts, in the order given.
  [[nodiscard]] const std::vector<Fact>& log() const { return log_; }
  /// Empty when there are none. Lives as long as the rules.
  [[nodiscard]] std::string_view text(TextRef ref) const;

 private:
  using Texts = std::unordered_map<TextRef, std::string>;
  HostRules(std::vector<Fact> log, Texts texts, Rules rules)
      : log_(std::move(log)), texts_(std::move(texts)), rules_(std::move(rules)) {}
  std::vector<Fact> log_;
  Texts texts_;
  Rules rules_;
};

/// Folds a customer's whole history: its facts in the batch, judged as if recorded one by
/// one in the order of the batch; facts of others are passed over, so that one batch
/// serves several customers. Of a customer that is merged it is the one that is kept,
/// with the facts of all that are one with it. Fails with missing_value when it has none,
/// bad_order where a recorded time decreases, and as append_to_log() does.
Result<CustomerState> build_state(const CustomerKey& customer, const Batch& history,
                                  const Rules& rules);

/// The state after a customer's new facts in the batch; facts of others are passed over.
/// The host has seen to it that their event keys are new to the customer: a state does
/// not keep them. Fails with needs_history (failed_precondition) where the facts do not
/// all stand after those the state has seen, or one of them is a retraction, replaces
/// another or is a revision above 0, or the customer is merged into another by now:
/// build_state() takes all of these. Else it fails as
/// build_state() does.
Result<CustomerState> fold_state(const CustomerState& state, const Batch& facts,
                                 const Rules& rules);

/// Framed bytes that name the rules they were made under, and with whom the customer was
/// one.
std::string host_state_to_bytes(const CustomerState& state, const Rules& rules);
/// Fails with truncated or bad_checksum (data_loss), wrong_type for other bytes of Kith,
/// newer_version, and other_rules (failed_precondition): build the state anew. A merge,
/// or its undo, are other rules for the customers it names, and for no others.
Result<CustomerState> host_state_from_bytes(std::string_view bytes, const Rules& rules);

/// What a host keeps in columns of its own, to find states by.
struct StateSummary {
  CustomerKey customer;
  PersonKey owner;   ///< empty: nobody's
  std::string tier;  ///< in force; empty: none
  Date last_day;     ///< of the latest fact; Date::min() when none is in force
  std::int64_t facts = 0;
  /// First day, from last_day on, with a row on the list that is not a kept one: with
  /// no new fact no list before it has the customer. None: never.
  std::optional<Date> listed_from;
  /// A step that is open is another person's than the owner's to do, so the customer
  /// may stand on that person's list too.
  bool shared = false;
  bool operator==(const StateSummary&) const = default;
};
StateSummary summary_of(const CustomerState& state, const Rules& rules);

}  // namespace kith
