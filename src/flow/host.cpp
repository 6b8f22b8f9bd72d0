#include "kith/flow/host.hpp"

#include <algorithm>
#include <utility>

#include "kith/base/hash.hpp"

namespace kith {
namespace {

constexpr std::int32_t kHostStateContent = 3;
constexpr std::int32_t kHostStateSchema = 1;

/// The customer's facts of a batch as a log.
Result<std::vector<Fact>> log_of(const CustomerKey& customer, const Batch& batch) {
  std::vector<Fact> log;
  std::int64_t row = -1;
  for (const Fact& fact : batch.facts()) {
    ++row;
    if (fact.head.root != customer) continue;
    if (!log.empty() && fact.head.recorded < log.back().head.recorded) {
      return invalid(Reason::bad_order, "recorded before the customer's fact above it")
          .at("recorded", row);
    }
    if (auto done = append_to_log(log, fact, row); !done) return done.error();
  }
  return log;
}

/// Of all that are one with a kept customer, those without facts left out.
Result<std::vector<std::vector<Fact>>> logs_of(const CustomerKey& kept,
                                               const Batch& batch, const Rules& rules) {
  std::vector<std::vector<Fact>> logs;
  for (const CustomerKey& customer : rules.merges().members(kept)) {
    auto log = log_of(customer, batch);
    if (!log) return log.error();
    if (!log->empty()) logs.push_back(*std::move(log));
  }
  if (logs.empty()) {
    return invalid(Reason::missing_value,
                   "the batch has no fact of customer \"" + kept.text() + "\"")
        .at("customer");
  }
  return logs;
}

/// Names the rules as far as they judge a customer.
std::string rules_of(const CustomerKey& key, const Rules& rules) {
  const Merges& merges = rules.merges();
  if (!merges.is_grouped(key)) return rules.fingerprint();
  KeyedHash hash(HashKey{});
  hash.part(rules.fingerprint());
  for (const CustomerKey& member : merges.members(key)) hash.part(member.text());
  return hash.finish().base32();
}

Error needs_history(const Fact& fact, const char* why) {
  return Error(Status::failed_precondition, Reason::needs_history,
               "event " + fact.head.event.source + "/" + fact.head.event.key + " " + why +
                   ": build the state anew from all the customer's facts")
      .at("facts");
}

std::optional<Date> first_listed(const CustomerState& state, const Rules& rules) {
  const CadenceRules cadence = rules.cadence();
  for (Date day = state.last->occurred.day; day != Date::max();
       day = outlook(state.cadence, day, cadence).wake) {
    for (const PromiseRow& row : promises(state.cadence, day, cadence)) {
      if (row.state != PromiseState::kept && row.state != PromiseState::snoozed)
        return day;
    }
  }
  return std::nullopt;
}

}  // namespace

Result<std::shared_ptr<const HostRules>> HostRules::build(const Batch& book_facts,
                                                          const Settings& settings) {
  std::vector<Fact> log;
  std::int64_t row = 0;
  for (const Fact& fact : book_facts.facts()) {
    if (!fact.head.root.empty()) {
      return invalid(Reason::wrong_type,
                     "a fact of customer \"" + fact.head.root.text() +
                         "\": rules are made of people, adoptions and runs")
          .at("customer", row);
    }
    if (auto done = append_to_log(log, fact, row); !done) return done.error();
    ++row;
  }
  auto rules = Rules::build(facts_in_force(log), book_facts.documents(), settings);
  if (!rules) return rules.error();
  if (auto fault = merge_fault(rules->merges(), book_facts)) return *std::move(fault);
  return std::shared_ptr<const HostRules>(
      new HostRules(std::move(log), book_facts.texts(), *std::move(rules)));
}

std::string_view HostRules::text(TextRef ref) const {
  const auto it = texts_.find(ref);
  return it == texts_.end() ? std::string_view() : std::string_view(it->second);
}

Result<CustomerState> build_state(const CustomerKey& customer, const Batch& history,
                                  const Rules& rules) {
  const CustomerKey& kept = rules.merges().kept(customer);
  const auto logs = logs_of(kept, history, rules);
  if (!logs) return logs.error();
  return fold_logs(kept, *logs, rules);
}

Result<CustomerState> fold_state(const CustomerState& state, const Batch& facts,
                                 const Rules& rules) {
  const Merges& merges = rules.merges();
  for (const Fact& fact : facts.facts()) {
    if (merges.kept(fact.head.root) != merges.kept(state.key)) continue;
    if (merges.is_merged(state.key))
      return needs_history(fact, "is of a customer that is merged into another");
    if (may_take_back(fact)) return needs_history(fact, "may take back an earlier one");
  }
  const auto logs = logs_of(state.key, facts, rules);
  if (!logs) return logs.error();
  const std::vector<Fact> all = facts_in_force_of_all(*logs);
  if (!is_in_order(state, all.front())) {
    return needs_history(all.front(), "stands before a fact that the state has seen");
  }
  CustomerState next = state;
  for (const Fact& fact : all) apply(next, fact, rules);
  return next;
}

std::string host_state_to_bytes(const CustomerState& state, const Rules& rules) {
  FrameHead head;
  head.content = kHostStateContent;
  head.schema = kHostStateSchema;
  return frame(head, encode(std::pair(rules_of(state.key, rules), state)));
}

Result<CustomerState> host_state_from_bytes(std::string_view bytes, const Rules& rules) {
  auto framed = unframe(bytes);
  if (!framed) return framed.error();
  if (framed->first.content != kHostStateContent) {
    return invalid(Reason::wrong_type, "these bytes are not a host's customer state");
  }
  if (framed->first.schema > kHostStateSchema) {
    return Error(Status::unimplemented, Reason::newer_version,
                 "customer state of schema " + std::to_string(framed->first.schema) +
                     ", this build reads up to " + std::to_string(kHostStateSchema));
  }
  auto named = decode<std::pair<std::string, CustomerState>>(framed->second);
  if (!named) return named.error();
  const CustomerKey& key = named->second.key;
  if (rules.merges().is_merged(key) || named->first != rules_of(key, rules)) {
    return Error(Status::failed_precondition, Reason::other_rules,
                 "the state of customer \"" + key.text() +
                     "\" was made under other rules: build it anew");
  }
  return std::move(named->second);
}

StateSummary summary_of(const CustomerState& state, const Rules& rules) {
  StateSummary out;
  out.customer = state.key;
  out.owner = state.ownership.owner;
  out.tier = state.tiering.tier;
  out.facts = state.facts;
  out.last_day = state.last ? state.last->occurred.day : Date::min();
  if (state.last) out.listed_from = first_listed(state, rules);
  out.shared = std::any_of(state.cadence.steps.begin(), state.cadence.steps.end(),
                           [&](const OpenStep& step) {
                             return !step.actor.empty() && step.actor != out.owner;
                           });
  return out;
}

}  // namespace kith
