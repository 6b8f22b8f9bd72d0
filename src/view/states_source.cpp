// A host's states as a source of views.
#include <algorithm>

#include "kith/view/source.hpp"

namespace kith {
namespace {

void refuse_known_at(std::optional<Instant> known_at) {
  if (!known_at) return;
  throw Error(Status::failed_precondition, Reason::no_recorded,
              "states carry no recorded times, so known_at cannot be asked")
      .at("known_at");
}

/// Whether the state has a fact at all; one that has seen more than the cut is refused.
bool is_in(const CustomerState& state, const Cut& cut) {
  refuse_known_at(cut.known_at);
  if (!state.last) return false;
  if (state.last->occurred.day <= cut.as_of) return true;
  throw Error(Status::failed_precondition, Reason::needs_history,
              "the state of customer \"" + state.key.text() + "\" has seen a fact of " +
                  state.last->occurred.day.iso() +
                  ": for an earlier day build one from the facts up to it")
      .at("as_of")
      .with("customer", state.key.text());
}

}  // namespace

Result<std::shared_ptr<const StatesSource>> StatesSource::open(
    std::shared_ptr<const HostRules> rules, States states,
    std::unordered_map<TextRef, std::string> words) {
  std::map<CustomerKey, std::shared_ptr<const CustomerState>> by_key;
  const Merges& merges = rules->rules().merges();
  for (std::size_t i = 0; i < states.size(); ++i) {
    const CustomerKey& key = states[i]->key;
    if (merges.is_merged(key)) {
      return Error(Status::failed_precondition, Reason::other_rules,
                   "customer \"" + key.text() + "\" is merged into \"" +
                       merges.kept(key).text() + "\": build the state of that one anew")
          .at("states", static_cast<std::int64_t>(i));
    }
    if (by_key.emplace(states[i]->key, states[i]).second) continue;
    return invalid(Reason::duplicate,
                   "customer \"" + states[i]->key.text() + "\" stands twice")
        .at("states", static_cast<std::int64_t>(i));
  }
  states.clear();
  for (auto& [key, state] : by_key) states.push_back(std::move(state));
  return std::shared_ptr<const StatesSource>(
      new StatesSource(std::move(rules), std::move(states), std::move(words)));
}

std::shared_ptr<const Rules> StatesSource::rules(std::optional<Instant> known_at) const {
  refuse_known_at(known_at);
  return {rules_, &rules_->rules()};
}

Date StatesSource::latest_day() const {
  throw invalid(Reason::missing_value,
                "states carry no recorded times: say the day to look from")
      .at("as_of");
}

void StatesSource::each(const Cut& cut,
                        const std::function<bool(const CustomerState&)>& visit) const {
  for (const auto& state : states_) {
    if (is_in(*state, cut) && !visit(*state)) return;
  }
}

std::optional<CustomerState> StatesSource::one(const CustomerKey& key,
                                               const Cut& cut) const {
  const CustomerKey& kept = rules_->rules().merges().kept(key);
  const auto found =
      std::lower_bound(states_.begin(), states_.end(), kept,
                       [](const auto& state, const auto& k) { return state->key < k; });
  if (found == states_.end() || (*found)->key != kept || !is_in(**found, cut))
    return std::nullopt;
  return **found;
}

std::vector<Fact> StatesSource::log(const CustomerKey& key,
                                    std::optional<Instant> known_at) const {
  refuse_known_at(known_at);
  if (key.empty()) return rules_->log();
  throw Error(Status::failed_precondition, Reason::needs_history,
              "a state does not keep the facts it has seen")
      .at("customer");
}

std::string StatesSource::text(TextRef ref) const {
  const auto found = words_.find(ref);
  return found != words_.end() ? found->second : std::string(rules_->text(ref));
}

}  // namespace kith
