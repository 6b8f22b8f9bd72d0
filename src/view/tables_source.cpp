// Facts in memory as a source of views.
#include <algorithm>
#include <set>

#include "kith/view/source.hpp"

namespace kith {

void Source::each_of_owner(const PersonKey& owner, const Cut& cut,
                           const std::function<bool(const CustomerState&)>& visit) const {
  each(cut, [&](const CustomerState& state) {
    return state.ownership.owner == owner ? visit(state) : true;
  });
}

void Source::each_for(const PersonKey&, const Cut& cut,
                      const std::function<Look(const Glance&)>& look,
                      const std::function<void(const CustomerState&)>& visit) const {
  each(cut, [&](const CustomerState& state) {
    const Look next = look({.key = state.key.text()});
    if (next == Look::read) visit(state);
    return next != Look::stop;
  });
}

void Source::each_with_key(std::span<const MatchKey> keys, const Cut& cut,
                           const std::function<bool(const CustomerState&)>& visit) const {
  if (!keys.empty()) each(cut, visit);
}

std::unordered_map<TextRef, std::string> Source::fact_texts(const CustomerKey&) const {
  return {};
}

namespace {

/// Log prefix recorded at or before an instant.
std::span<const Fact> known(const std::vector<Fact>& log,
                            std::optional<Instant> known_at) {
  if (!known_at) return log;
  const auto end =
      std::upper_bound(log.begin(), log.end(), *known_at,
                       [](Instant t, const Fact& f) { return t < f.head.recorded; });
  return {log.data(), static_cast<std::size_t>(end - log.begin())};
}

}  // namespace

struct TablesSource::Impl {
  Settings settings;
  bool has_recorded = false;
  Date latest;
  std::map<CustomerKey, std::vector<Fact>> logs;  ///< the empty key holds the book's own
  std::unordered_map<TextRef, std::string> texts;
  std::map<std::string, Document> documents;
  std::shared_ptr<const Rules> rules;
  std::map<CustomerKey, CustomerState> states;

  Result<void> take(const Batch& batch) {
    Instant last;
    std::int64_t row = 0;
    for (const Fact& fact : batch.facts()) {
      if (fact.head.recorded < last) {
        return invalid(Reason::bad_order, "recorded before the fact above it")
            .at("recorded", row);
      }
      last = fact.head.recorded;
      if (auto taken = append_to_log(logs[fact.head.root], fact, row); !taken)
        return taken;
      latest = std::max(latest, fact.head.occurred.day);
      ++row;
    }
    has_recorded = last != Instant();
    if (has_recorded) latest = settings.zone.day_of(last);
    return {};
  }

  [[nodiscard]] Result<Rules> build_rules(std::optional<Instant> known_at) const {
    const auto book = logs.find(CustomerKey());
    if (book == logs.end()) return Rules::build({}, documents, settings);
    return Rules::build(facts_in_force(known(book->second, known_at)), documents,
                        settings);
  }

  void require_recorded(std::optional<Instant> known_at) const {
    if (known_at && !has_recorded) {
      throw Error(Status::failed_precondition, Reason::no_recorded,
                  "these tables carry no recorded times, so known_at cannot be asked")
          .at("known_at");
    }
  }

  /// Under whose keys customers are answered, ascending.
  [[nodiscard]] std::set<CustomerKey> kept(const Rules& at) const {
    std::set<CustomerKey> keys;
    for (const auto& [key, log] : logs) {
      if (!key.empty()) keys.insert(at.merges().kept(key));
    }
    return keys;
  }

  /// Of all that are one with a kept customer.
  [[nodiscard]] std::vector<std::vector<Fact>> logs_of(
      const CustomerKey& key, const Rules& at, std::optional<Instant> known_at) const {
    std::vector<std::vector<Fact>> out;
    for (const CustomerKey& member : at.merges().members(key)) {
      const auto log = logs.find(member);
      if (log == logs.end()) continue;
      const auto part = known(log->second, known_at);
      out.emplace_back(part.begin(), part.end());
    }
    return out;
  }

  [[nodiscard]] std::optional<CustomerState> state_at(const CustomerKey& key,
                                                      const Cut& cut,
                                                      const Rules& at) const {
    if (!cut.known_at) {
      const auto state = states.find(key);
      if (state == states.end() || !state->second.last) return std::nullopt;
      if (state->second.last->occurred.day <= cut.as_of) return state->second;
    }
    CustomerState state = fold_logs(key, logs_of(key, at, cut.known_at), at, cut.as_of);
    if (!state.last) return std::nullopt;
    return state;
  }
};

TablesSource::TablesSource(std::unique_ptr<const Impl> impl) : impl_(std::move(impl)) {}
TablesSource::~TablesSource() = default;

Result<std::shared_ptr<const TablesSource>> TablesSource::open(Batch batch,
                                                               const Settings& settings) {
  auto impl = std::make_unique<Impl>();
  impl->settings = settings;
  if (Result<void> taken = impl->take(batch); !taken) return taken.error();
  impl->texts = batch.texts();
  impl->documents = batch.documents();
  Result<Rules> rules = impl->build_rules(std::nullopt);
  if (!rules) return rules.error();
  if (auto fault = merge_fault(rules->merges(), batch)) return *std::move(fault);
  impl->rules = std::make_shared<const Rules>(*std::move(rules));
  for (const CustomerKey& key : impl->kept(*impl->rules)) {
    const auto logs = impl->logs_of(key, *impl->rules, std::nullopt);
    impl->states.emplace(key, fold_logs(key, logs, *impl->rules));
  }
  return std::shared_ptr<const TablesSource>(new TablesSource(std::move(impl)));
}

std::shared_ptr<const Rules> TablesSource::rules(std::optional<Instant> known_at) const {
  if (!known_at) return impl_->rules;
  impl_->require_recorded(known_at);
  return std::make_shared<const Rules>(impl_->build_rules(known_at).value());
}

Date TablesSource::latest_day() const { return impl_->latest; }

void TablesSource::each(const Cut& cut,
                        const std::function<bool(const CustomerState&)>& visit) const {
  const std::shared_ptr<const Rules> at = rules(cut.known_at);
  for (const CustomerKey& key : impl_->kept(*at)) {
    const auto state = impl_->state_at(key, cut, *at);
    if (state && !visit(*state)) return;
  }
}

std::optional<CustomerState> TablesSource::one(const CustomerKey& key,
                                               const Cut& cut) const {
  if (key.empty()) return std::nullopt;
  const std::shared_ptr<const Rules> at = rules(cut.known_at);
  return impl_->state_at(at->merges().kept(key), cut, *at);
}

std::vector<Fact> TablesSource::log(const CustomerKey& key,
                                    std::optional<Instant> known_at) const {
  impl_->require_recorded(known_at);
  const auto log = impl_->logs.find(key);
  if (log == impl_->logs.end()) return {};
  const auto part = known(log->second, known_at);
  return {part.begin(), part.end()};
}

std::string TablesSource::text(TextRef ref) const {
  const auto it = impl_->texts.find(ref);
  return it == impl_->texts.end() ? std::string() : it->second;
}

}  // namespace kith
