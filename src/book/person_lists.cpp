#include "book/person_lists.hpp"

#include <algorithm>
#include <tuple>
#include <unordered_set>
#include <utility>

#include "book/codec.hpp"

namespace kith::book {
namespace {

// About 25 MB; when more are wanted all are forgotten.
constexpr std::size_t kMostEntries = 200'000;

bool by_urgency(const Listed& a, const Listed& b) {
  const auto rank = [](const Listed& x) {
    const Glance& g = x.glance;
    return std::tuple(g.outlook.first_due, g.tier.empty(), std::string_view(g.tier),
                      std::string_view(g.key.text()), x.customer);
  };
  return rank(a) < rank(b);
}

PersonList read(Store& store, const PersonKey& person) {
  PersonList list;
  for (const ChunkRow& chunk : store.chunks_of(person)) {
    each_slot(chunk.slots, [&](Slot&& slot) {
      list.last = std::max(list.last, slot.last);
      list.entries.push_back({slot.customer,
                              slot.last,
                              {std::move(slot.key), std::move(slot.tier), slot.outlook}});
    });
  }
  const std::vector<std::int64_t> named = store.named(person);
  if (!named.empty()) {
    std::unordered_set<std::int64_t> owned;
    for (const Listed& x : list.entries) owned.insert(x.customer);
    for (const std::int64_t id : named) {
      if (owned.count(id) == 0) list.entries.push_back({.customer = id});
    }
  }
  std::sort(list.entries.begin(), list.entries.end(), by_urgency);
  return list;
}

}  // namespace

std::shared_ptr<const PersonList> PersonLists::of(Store& store, const PersonKey& person) {
  const Store::Stamp now = store.stamp();
  if (now != stamp_ || entries_ > kMostEntries) {
    lists_.clear();
    entries_ = 0;
    stamp_ = now;
  }
  if (const auto it = lists_.find(person); it != lists_.end()) return it->second;
  auto list = std::make_shared<const PersonList>(read(store, person));
  entries_ += list->entries.size();
  lists_.emplace(person, list);
  return list;
}

}  // namespace kith::book
