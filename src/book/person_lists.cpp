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
constexpr std::size_t kLeastSlot = 16;  // bytes
constexpr std::size_t kFirstSorted = 64;

/// In the order of their bytes, what is shorter first.
template <std::size_t kBytes>
std::uint64_t leading(std::string_view text) {
  std::uint64_t n = 0;
  for (std::size_t i = 0; i < kBytes; ++i)
    n = n << 8 | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0u);
  return n;
}

}  // namespace

PersonList::Place PersonList::place_of(const Listed& entry) {
  constexpr std::size_t kTierBytes = 4;
  constexpr std::uint64_t kNoTier = 0xffff'ffff;  // no UTF-8 begins so
  const Glance& g = entry.glance;
  const auto day =
      static_cast<std::uint64_t>(g.outlook.first_due.days() - Date::kMinDays);
  return {day << 32 | (g.tier.empty() ? kNoTier : leading<kTierBytes>(g.tier)),
          leading<8>(g.key), g.tier.size() <= kTierBytes, &entry};
}

bool PersonList::before(const Place& a, const Place& b) {
  if (a.urgency != b.urgency) return a.urgency < b.urgency;
  if (a.whole_tier && b.whole_tier && a.key != b.key) return a.key < b.key;
  const auto rank = [](const Place& p) {
    const Glance& g = p.entry->glance;
    return std::tuple(g.tier, g.key, p.entry->customer);
  };
  return rank(a) < rank(b);
}

PersonList::PersonList(Store& store, const PersonKey& person) {
  std::size_t bytes = 0;
  for (ChunkRow& chunk : store.chunks_of(person)) {
    bytes += chunk.slots.size();
    chunks_.push_back(std::move(chunk.slots));
  }
  const Behind behind = store.meta().behind;
  entries_.reserve(bytes / kLeastSlot);
  for (const std::string& slots : chunks_) {
    each_slot(slots, [&](const SlotView& slot) {
      last_ = std::max(last_, slot.last);
      Glance glance{.key = slot.key};
      if (!behind.holds(slot.customer)) glance = {slot.key, slot.tier, slot.outlook};
      entries_.push_back({slot.customer, slot.last, glance});
    });
  }
  const std::vector<std::int64_t> named = store.named(person);
  if (!named.empty()) {
    std::unordered_set<std::int64_t> owned;
    for (const Listed& x : entries_) owned.insert(x.customer);
    for (const std::int64_t id : named) {
      if (owned.count(id) == 0) entries_.push_back({.customer = id});
    }
  }
  places_.reserve(entries_.size());
  for (const Listed& x : entries_) places_.push_back(place_of(x));
}

const Listed& PersonList::in_order(std::size_t n) {
  while (sorted_ <= n) {
    const std::size_t end = std::min(places_.size(), std::max(kFirstSorted, sorted_ * 4));
    const auto at = [&](std::size_t i) {
      return places_.begin() + static_cast<std::ptrdiff_t>(i);
    };
    if (end < places_.size())
      std::nth_element(at(sorted_), at(end), places_.end(), before);
    std::sort(at(sorted_), at(end), before);
    sorted_ = end;
  }
  return *places_[n].entry;
}

std::shared_ptr<PersonList> PersonLists::of(Store& store, const PersonKey& person) {
  const Store::Stamp now = store.stamp();
  if (now != stamp_ || entries_ > kMostEntries) {
    lists_.clear();
    entries_ = 0;
    stamp_ = now;
  }
  if (const auto it = lists_.find(person); it != lists_.end()) return it->second;
  auto list = std::make_shared<PersonList>(store, person);
  entries_ += list->size();
  lists_.emplace(person, list);
  return list;
}

}  // namespace kith::book
