// The part of a source that one of ours may see: every way in passes one gate.
#include "view/actor.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace kith::view_detail {
namespace {

constexpr std::size_t kFewPeople = 32;

bool takes_part(const Sight& sight, const CustomerState& s) {
  const auto theirs = [&](const PersonKey& actor) {
    return !actor.empty() && sight.sees(actor);
  };
  const auto& steps = s.cadence.steps;
  const auto& deals = s.deals.deals;
  const auto& cases = s.cases;
  return std::any_of(steps.begin(), steps.end(),
                     [&](const OpenStep& step) { return theirs(step.actor); }) ||
         std::any_of(deals.begin(), deals.end(),
                     [&](const Deal& deal) {
                       return deal.ending().end == DealEnd::open && theirs(deal.actor);
                     }) ||
         std::any_of(cases.begin(), cases.end(), [&](const WinBackCase& c) {
           return !c.ended && theirs(c.said.actor);
         });
}

class ScopedSource final : public Source {
 public:
  ScopedSource(std::shared_ptr<const Source> source, std::shared_ptr<const Rules> rules,
               std::shared_ptr<const Actor> actor, bool counted)
      : source_(std::move(source)),
        rules_(std::move(rules)),
        actor_(std::move(actor)),
        counted_(counted) {}

  [[nodiscard]] std::shared_ptr<const void> hold() const override {
    return source_->hold();
  }
  [[nodiscard]] std::shared_ptr<const Rules> rules(
      std::optional<Instant> known_at) const override {
    return source_->rules(known_at);
  }
  [[nodiscard]] Date latest_day() const override { return source_->latest_day(); }
  void each(const Cut& cut,
            const std::function<bool(const CustomerState&)>& visit) const override {
    if (is_found_by_person(cut)) return each_found(cut, visit);
    source_->each(
        cut, [&](const CustomerState& s) { return shows(s, cut) ? visit(s) : true; });
  }
  void each_of_owner(
      const PersonKey& owner, const Cut& cut,
      const std::function<bool(const CustomerState&)>& visit) const override {
    source_->each_of_owner(owner, cut, [&](const CustomerState& s) {
      return shows(s, cut) ? visit(s) : true;
    });
  }
  // A glance tells of a customer that the person holds, and its state may not be read: it
  // is passed on only of people whose customers the actor sees.
  void each_for(const PersonKey& person, const Cut& cut,
                const std::function<Look(const Glance&)>& look,
                const std::function<void(const CustomerState&)>& visit) const override {
    if (person.empty()) return Source::each_for(person, cut, look, visit);
    const bool seen = owner_passes(person);
    source_->each_for(
        person, cut, [&](const Glance& g) { return look(seen ? g : Glance{}); },
        [&](const CustomerState& s) {
          if (shows(s, cut)) visit(s);
        });
  }
  void each_with_key(
      std::span<const MatchKey> keys, const Cut& cut,
      const std::function<bool(const CustomerState&)>& visit) const override {
    source_->each_with_key(keys, cut, [&](const CustomerState& s) {
      return shows(s, cut) ? visit(s) : true;
    });
  }
  [[nodiscard]] std::optional<CustomerState> one(const CustomerKey& key,
                                                 const Cut& cut) const override {
    auto state = source_->one(key, cut);
    if (!state || !shows(*state, cut)) return std::nullopt;
    return state;
  }
  // What the book says of itself names everybody's runs: it is for those who see all.
  [[nodiscard]] std::vector<Fact> log(const CustomerKey& key,
                                      std::optional<Instant> known_at) const override {
    if (!shows(key)) return {};
    return source_->log(key, known_at);
  }
  [[nodiscard]] std::string text(TextRef ref) const override {
    return source_->text(ref);
  }
  [[nodiscard]] bool is_erased(TextRef ref) const override {
    return source_->is_erased(ref);
  }
  [[nodiscard]] std::unordered_map<TextRef, std::string> fact_texts(
      const CustomerKey& key) const override {
    if (!shows(key)) return {};
    return source_->fact_texts(key);
  }

 private:
  /// Few people's customers are found by asking for theirs. In the past another may have
  /// held what they hold now.
  [[nodiscard]] bool is_found_by_person(const Cut& cut) const {
    return !actor_->sight.all && source_->finds_by_person() && is_present(cut) &&
           people().size() <= kFewPeople;
  }
  void each_found(const Cut& cut,
                  const std::function<bool(const CustomerState&)>& visit) const {
    std::map<CustomerKey, CustomerState> found;
    const auto every = [](const Glance&) { return Look::read; };
    for (const PersonKey& person : people()) {
      source_->each_for(person, cut, every, [&](const CustomerState& s) {
        if (passes(s)) found.try_emplace(s.key, s);
      });
    }
    if (!counted_ && actor_->sight.pool) {
      source_->each_of_owner(PersonKey(), cut, [&](const CustomerState& s) {
        found.try_emplace(s.key, s);
        return true;
      });
    }
    for (const auto& [key, state] : found) {
      if (!visit(state)) return;
    }
  }
  [[nodiscard]] const std::vector<PersonKey>& people() const {
    return counted_ ? actor_->sight.held_by : actor_->sight.people;
  }
  [[nodiscard]] bool is_present(const Cut& cut) const {
    return !cut.known_at && cut.as_of >= actor_->now;
  }
  /// A state of the present is its own judge; of another the present one is asked.
  [[nodiscard]] bool shows(const CustomerState& s, const Cut& cut) const {
    if (actor_->sight.all) return true;
    if (is_present(cut)) return passes(s);
    if (!rules_->merges().is_grouped(s.key)) return shows(s.key);
    const auto members = rules_->merges().members(s.key);
    return std::all_of(members.begin(), members.end(),
                       [&](const CustomerKey& member) { return shows(member); });
  }
  [[nodiscard]] bool shows(const CustomerKey& key) const {
    if (actor_->sight.all) return true;
    const auto present = source_->one(key, {actor_->now, std::nullopt});
    return present && passes(*present);
  }
  [[nodiscard]] bool owner_passes(const PersonKey& owner) const {
    return counted_ ? actor_->sight.counts(owner) : actor_->sight.sees(owner);
  }
  [[nodiscard]] bool passes(const CustomerState& present) const {
    return counted_ ? actor_->sight.counts(present.ownership.owner)
                    : sees(actor_->sight, present);
  }

  std::shared_ptr<const Source> source_;
  std::shared_ptr<const Rules> rules_;
  std::shared_ptr<const Actor> actor_;
  bool counted_;
};

}  // namespace

Actor actor_of(const Source& source, const PersonKey& person, Date now) {
  const auto rules = source.rules(std::nullopt);
  const Person* found = rules->directory().find(person, now);
  if (found == nullptr) {
    throw Error(Status::not_found, Reason::unknown_name,
                "the directory knows no person \"" + person.text() + "\"")
        .at("actor");
  }
  if (!found->active) {
    throw Error(Status::permission_denied, Reason::not_allowed,
                "person \"" + person.text() + "\" is no longer with us")
        .at("actor");
  }
  const AccessDocument* access = rules->access().at(now);
  if (access == nullptr) {
    throw Error(Status::failed_precondition, Reason::not_adopted,
                "no access document is in force, so nobody's rights are known")
        .at("actor");
  }
  const RoleAccess& role = access->of(found->role_name());
  return {person, sight_of(*found, role, rules->directory(), now), role, now};
}

bool sees(const Sight& sight, const CustomerState& present) {
  return sight.sees(present.ownership.owner) || takes_part(sight, present);
}

std::shared_ptr<const Source> scoped(std::shared_ptr<const Source> source,
                                     std::shared_ptr<const Rules> rules,
                                     std::shared_ptr<const Actor> actor, bool counted) {
  return std::make_shared<const ScopedSource>(std::move(source), std::move(rules),
                                              std::move(actor), counted);
}

}  // namespace kith::view_detail
