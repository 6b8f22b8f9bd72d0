#include "book/writer.hpp"

#include <algorithm>

namespace kith::book {

void Writer::put(CustomerRow& row, const std::optional<Stood>& before,
                 const CustomerState& now, const Rules& rules, Times times) {
  if (before) {
    add(deltas_, before->sums, -1);
    add(deltas_, contributions(now), 1);
    name(before->owner, row, now);
  }
  row.state = state_bytes(now);
  const bool stays = !before || (row.chunk != 0 && before->owner == now.ownership.owner);
  if (stays && times == Times::once) {
    chunks_.keep(row.chunk, slot_of(row.id, now, rules));
  } else {
    list(row, now, rules);
  }
  store_.update(row);
  ++states_written_;
}

void Writer::list(CustomerRow& row, const CustomerState& now, const Rules& rules) {
  row.chunk = chunks_.place(row.chunk, now.ownership.owner, slot_of(row.id, now, rules));
}

void Writer::take_out(CustomerRow& row, const Stood& before) {
  add(deltas_, before.sums, -1);
  if (row.chunk != 0) chunks_.remove(row.chunk, row.id);
  row.chunk = 0;
  row.state.clear();
  store_.update(row);
}

void Writer::name(const PersonKey& person, const CustomerRow& row,
                  const CustomerState& now) {
  if (person != now.ownership.owner) name(person, row);
}

void Writer::name(const PersonKey& person, const CustomerRow& row) {
  if (!person.empty()) store_.name(person, row.id);
}

void Writer::match(const CustomerRow& row, std::span<const std::int64_t> hashes) {
  for (const std::int64_t hash : hashes) matches_.emplace_back(hash, row.id);
}

void Writer::flush() {
  // In the order of the table, so that each page is written once.
  std::sort(matches_.begin(), matches_.end());
  for (const auto& [hash, customer] : matches_) store_.add_match_key(hash, customer);
  matches_.clear();
  for (const auto& [cell, n] : deltas_) store_.add_rollup(cell, n);
  deltas_.clear();
  chunks_.flush();
}

}  // namespace kith::book
