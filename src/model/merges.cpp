#include "kith/model/merges.hpp"

#include <algorithm>
#include <iterator>
#include <string>

namespace kith {
namespace {

using Into = std::map<CustomerKey, CustomerKey>;

std::string quoted(const CustomerKey& key) { return "\"" + key.text() + "\""; }

const CustomerKey& end_of(const Into& into, const CustomerKey& key) {
  const CustomerKey* at = &key;
  for (auto it = into.find(*at); it != into.end(); it = into.find(*at)) at = &it->second;
  return *at;
}

/// What speaks against one more merge.
std::optional<Error> fault_of(const Into& into, const MergeFact& merge) {
  const auto named = [&](std::string message, const char* field) {
    return invalid(Reason::conflict, std::move(message))
        .at(field)
        .with("kept", merge.kept.text())
        .with("merged", merge.merged.text());
  };
  const auto known = into.find(merge.merged);
  if (known != into.end() && known->second != merge.kept) {
    return named("customer " + quoted(merge.merged) + " is merged into " +
                     quoted(known->second) + " already: take that back first",
                 "merged");
  }
  if (end_of(into, merge.kept) == merge.merged) {
    return named("customer " + quoted(merge.kept) + " is merged into " +
                     quoted(merge.merged) + " already, which would close a ring",
                 "kept");
  }
  return std::nullopt;
}

}  // namespace

Merges Merges::of(std::span<const Fact> book_facts) {
  std::vector<const Fact*> merges;
  for (const Fact& f : book_facts) {
    if (f.kind() == FactKind::merge) merges.push_back(&f);
  }
  std::sort(merges.begin(), merges.end(),
            [](const Fact* a, const Fact* b) { return fact_before(*a, *b); });
  Merges out;
  Into into;
  for (const Fact* f : merges) {
    const auto& merge = std::get<MergeFact>(f->body);
    if (auto fault = fault_of(into, merge)) {
      if (!out.fault_) out.fault_.emplace(Fault{f->head.event, *std::move(fault)});
      continue;
    }
    into.emplace(merge.merged, merge.kept);
  }
  for (const auto& [merged, next] : into) {
    const CustomerKey& kept = end_of(into, next);
    out.kept_.emplace(merged, kept);
    out.groups_[kept].push_back(merged);
  }
  for (auto& [kept, members] : out.groups_) {
    members.push_back(kept);
    std::sort(members.begin(), members.end());
  }
  return out;
}

const CustomerKey& Merges::kept(const CustomerKey& key) const {
  const auto it = kept_.find(key);
  return it == kept_.end() ? key : it->second;
}

std::vector<CustomerKey> Merges::members(const CustomerKey& kept) const {
  const auto it = groups_.find(kept);
  return it == groups_.end() ? std::vector{kept} : it->second;
}

std::optional<Error> merge_fault(const Merges& merges, const Batch& batch) {
  if (!merges.fault()) return std::nullopt;
  Error error = merges.fault()->error;
  const std::vector<Fact>& facts = batch.facts();
  for (std::size_t row = 0; row < facts.size(); ++row) {
    const FactHead& head = facts[row].head;
    if (head.root.empty() && head.event == merges.fault()->event)
      error.set_place(error.field(), static_cast<std::int64_t>(row));
  }
  return error;
}

std::vector<Fact> facts_in_force_of_all(std::span<const std::vector<Fact>> logs) {
  std::vector<Fact> all;
  for (const std::vector<Fact>& log : logs) {
    std::vector<Fact> facts = facts_in_force(log);
    std::move(facts.begin(), facts.end(), std::back_inserter(all));
  }
  std::sort(all.begin(), all.end(), [](const Fact& a, const Fact& b) {
    const auto order = fact_order(a, b);
    return order != 0 ? order < 0 : a.head.root < b.head.root;
  });
  return all;
}

}  // namespace kith
