#include "book/groups.hpp"

#include <set>
#include <utility>

namespace kith::book {
namespace {

/// Members of groups that are not the same on both sides.
std::set<CustomerKey> changed(const Merges& before, const Merges& now) {
  std::set<CustomerKey> keys;
  const auto collect = [&](const Merges& from, const Merges& to) {
    for (const auto& [kept, members] : from.groups()) {
      if (to.members(kept) != members) keys.insert(members.begin(), members.end());
    }
  };
  collect(before, now);
  collect(now, before);
  return keys;
}

std::set<PersonKey> named_in_log(std::span<const Fact> log) {
  std::set<PersonKey> people;
  for (const Fact& fact : log) people.insert(named_in(fact));
  people.erase(PersonKey());
  return people;
}

}  // namespace

std::optional<CustomerState> group_state(Store& store, const CustomerKey& kept,
                                         const Rules& rules,
                                         std::optional<Instant> known_at, Date through) {
  std::vector<std::vector<Fact>> logs;
  bool any = false;
  for (const CustomerKey& member : rules.merges().members(kept)) {
    const auto row = store.customer(member);
    if (!row) continue;
    logs.push_back(store.history(*row, known_at, Refs::of_states));
    any = any || !logs.back().empty();
  }
  if (!any) return std::nullopt;
  return fold_logs(kept, logs, rules, through);
}

std::optional<CustomerState> folded_state(Store& store, const CustomerRow& row,
                                          const Rules& rules,
                                          std::optional<Instant> known_at, Date through) {
  if (rules.merges().is_grouped(row.key))
    return group_state(store, row.key, rules, known_at, through);
  return kith::book::refold(row, store.history(row, known_at, Refs::of_states), rules,
                            through);
}

std::optional<CustomerState> standing_state(Store& store, const CustomerRow& row,
                                            std::span<const Fact> log,
                                            const Rules& rules) {
  const Merges& merges = rules.merges();
  if (merges.is_merged(row.key)) return std::nullopt;
  if (merges.is_grouped(row.key)) return group_state(store, row.key, rules);
  if (log.empty()) return std::nullopt;
  return kith::book::refold(row, log, rules);
}

void Groups::make_room(const CustomerKey& kept) {
  if (store_.customer(kept)) return;
  CustomerRow row;
  row.key = kept;
  store_.insert(row);
}

void Groups::take_out(const CustomerKey& key) {
  auto row = store_.customer(key);
  if (!row) return;
  store_.remove_segments(row->id);
  if (!row->state.empty()) writer_.take_out(*row, Stood(state_of(*row)));
}

void Groups::put_in(const CustomerKey& kept, const Rules& rules) {
  auto row = store_.customer(kept);
  if (!row) return;
  const bool alone = !rules.merges().is_grouped(kept);
  if (!alone) {
    for (const CustomerKey& member : rules.merges().members(kept)) {
      const auto other = store_.customer(member);
      if (!other) continue;
      for (const PersonKey& person :
           named_in_log(store_.history(*other, std::nullopt, Refs::of_states)))
        writer_.name(person, *other);
    }
  }
  if (alone && row->facts == 0) return;
  if (const auto state = group_state(store_, kept, rules))
    writer_.put(*row, Stood(), *state, rules);
}

void Groups::regroup(const Merges& before, const Rules& now) {
  const std::set<CustomerKey> keys = changed(before, now.merges());
  for (const CustomerKey& key : keys) take_out(key);
  for (const CustomerKey& key : keys) {
    if (!now.merges().is_merged(key)) put_in(key, now);
  }
}

void Groups::refold(CustomerRow& row, const Rules& rules) {
  const auto state = folded_state(store_, row, rules);
  if (!state) return;
  Stood before = row.state.empty() ? Stood() : Stood(state_of(row));
  // In a group it is listed already.
  if (rules.merges().is_grouped(row.key)) before.owner = PersonKey();
  writer_.put(row, before, *state, rules);
}

}  // namespace kith::book
