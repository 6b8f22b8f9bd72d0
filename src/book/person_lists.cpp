#include "book/person_lists.hpp"

#include <algorithm>
#include <string_view>
#include <tuple>
#include <unordered_set>
#include <utility>

#include "book/codec.hpp"

namespace kith::book {
namespace {

// About 25 MB; when more are wanted all are forgotten.
constexpr std::size_t kMostEntries = 200'000;

/// Where an entry stands, mostly told by two numbers.
struct Place {
  std::uint64_t urgency;  ///< first_due, then the first bytes of the tier
  std::uint64_t key;      ///< the first bytes
  bool whole_tier;        ///< urgency tells all of it
  const Listed* entry;
};

/// In the order of their bytes, what is shorter first.
template <std::size_t kBytes>
std::uint64_t leading(std::string_view text) {
  std::uint64_t n = 0;
  for (std::size_t i = 0; i < kBytes; ++i)
    n = n << 8 | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0u);
  return n;
}

Place place_of(const Listed& x) {
  constexpr std::size_t kTierBytes = 4;
  constexpr std::uint64_t kNoTier = 0xffff'ffff;  // no UTF-8 begins so
  const Glance& g = x.glance;
  const auto day = static_cast<std::uint64_t>(std::int64_t{g.outlook.first_due.days()} -
                                              Date::min().days());
  return {day << 32 | (g.tier.empty() ? kNoTier : leading<kTierBytes>(g.tier)),
          leading<8>(g.key), g.tier.size() <= kTierBytes, &x};
}

bool by_urgency(const Place& a, const Place& b) {
  if (a.urgency != b.urgency) return a.urgency < b.urgency;
  if (a.whole_tier && b.whole_tier && a.key != b.key) return a.key < b.key;
  const auto rank = [](const Place& p) {
    const Glance& g = p.entry->glance;
    return std::tuple(g.tier, g.key, p.entry->customer);
  };
  return rank(a) < rank(b);
}

std::vector<Listed> sorted(const std::vector<Listed>& entries) {
  std::vector<Place> places;
  places.reserve(entries.size());
  for (const Listed& x : entries) places.push_back(place_of(x));
  std::sort(places.begin(), places.end(), by_urgency);
  std::vector<Listed> out;
  out.reserve(entries.size());
  for (const Place& p : places) out.push_back(*p.entry);
  return out;
}

PersonList read(Store& store, const PersonKey& person) {
  PersonList list;
  std::size_t bytes = 0;
  for (ChunkRow& chunk : store.chunks_of(person)) {
    bytes += chunk.slots.size();
    list.chunks.push_back(std::move(chunk.slots));
  }
  constexpr std::size_t kLeastSlot = 16;
  list.entries.reserve(bytes / kLeastSlot);
  for (const std::string& slots : list.chunks) {
    each_slot(slots, [&](const SlotView& slot) {
      list.last = std::max(list.last, slot.last);
      list.entries.push_back(
          {slot.customer, slot.last, {slot.key, slot.tier, slot.outlook}});
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
  list.entries = sorted(list.entries);
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
