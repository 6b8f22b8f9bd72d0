#include "kith/flow/host.hpp"

#include <algorithm>
#include <utility>

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
  if (log.empty()) {
    return invalid(Reason::missing_value,
                   "the batch has no fact of customer \"" + customer.text() + "\"")
        .at("customer");
  }
  return log;
}

Error needs_history(const Fact& fact, const char* why) {
  return Error(Status::failed_precondition, Reason::needs_history,
               "event " + fact.head.event.source + "/" + fact.head.event.key + " " + why +
                   ": build the state anew from all the customer's facts")
      .at("facts");
}

bool may_take_back(const Fact& fact) {
  return fact.kind() == FactKind::retract || fact.head.replaces.has_value() ||
         fact.head.revision > 0;
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
  return std::shared_ptr<const HostRules>(
      new HostRules(std::move(log), book_facts.texts(), *std::move(rules)));
}

std::string_view HostRules::text(TextRef ref) const {
  const auto it = texts_.find(ref);
  return it == texts_.end() ? std::string_view() : std::string_view(it->second);
}

Result<CustomerState> build_state(const CustomerKey& customer, const Batch& history,
                                  const Rules& rules) {
  const auto log = log_of(customer, history);
  if (!log) return log.error();
  return fold(customer, facts_in_force(*log), rules);
}

Result<CustomerState> fold_state(const CustomerState& state, const Batch& facts,
                                 const Rules& rules) {
  for (const Fact& fact : facts.facts()) {
    if (fact.head.root == state.key && may_take_back(fact))
      return needs_history(fact, "may take back an earlier one");
  }
  auto log = log_of(state.key, facts);
  if (!log) return log.error();
  std::sort(log->begin(), log->end(), fact_before);
  if (!is_in_order(state, log->front())) {
    return needs_history(log->front(), "stands before a fact that the state has seen");
  }
  CustomerState next = state;
  for (const Fact& fact : *log) apply(next, fact, rules);
  return next;
}

std::string host_state_to_bytes(const CustomerState& state, const Rules& rules) {
  FrameHead head;
  head.content = kHostStateContent;
  head.schema = kHostStateSchema;
  return frame(head, encode(std::pair(rules.fingerprint(), state)));
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
  if (named->first != rules.fingerprint()) {
    return Error(Status::failed_precondition, Reason::other_rules,
                 "the state of customer \"" + named->second.key.text() +
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
