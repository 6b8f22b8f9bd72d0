#include "book/chunks.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "book/sqlite_error.hpp"

namespace kith::book {
namespace {

SlotPlace listed_slot(std::string_view slots, std::int64_t customer) {
  const SlotPlace place = find_slot(slots, customer);
  if (place.size == 0) throw damaged("a customer is missing from its owner's chunk");
  return place;
}

}  // namespace

Chunks::Page& Chunks::page(std::int64_t chunk) {
  if (const auto it = pages_.find(chunk); it != pages_.end()) return it->second;
  auto row = store_.chunk(chunk);
  if (!row) throw damaged("an owner's chunk is missing");
  return pages_.emplace(chunk, Page{std::move(row->owner), std::move(row->slots), false})
      .first->second;
}

std::int64_t Chunks::chunk_with_room(const PersonKey& owner) {
  auto tail = tails_.find(owner);
  if (tail == tails_.end()) {
    const auto row = store_.last_chunk(owner);
    tail = tails_.emplace(owner, row ? row->id : store_.insert_chunk(owner)).first;
  }
  if (page(tail->second).slots.size() > kFullChunk)
    tail->second = store_.insert_chunk(owner);
  return tail->second;
}

void Chunks::take_out(std::int64_t customer, Page& from) {
  const SlotPlace place = listed_slot(from.slots, customer);
  from.slots.erase(place.at, place.size);
  from.dirty = true;
}

void Chunks::remove(std::int64_t chunk, std::int64_t customer) {
  take_out(customer, page(chunk));
}

std::int64_t Chunks::place(std::int64_t chunk, const PersonKey& owner, const Slot& slot) {
  const std::string bytes = slot_bytes(slot);
  if (chunk != 0) {
    Page& now = page(chunk);
    if (now.owner == owner) {
      const SlotPlace place = listed_slot(now.slots, slot.customer);
      if (now.slots.compare(place.at, place.size, bytes) != 0) {
        now.slots.replace(place.at, place.size, bytes);
        now.dirty = true;
      }
      return chunk;
    }
    take_out(slot.customer, now);
  }
  const std::int64_t to = chunk_with_room(owner);
  Page& next = page(to);
  next.slots.insert(find_slot(next.slots, slot.customer).at, bytes);
  next.dirty = true;
  return to;
}

void Chunks::keep(std::int64_t chunk, const Slot& slot) {
  const std::string bytes = slot_bytes(slot);
  kept_.push_back({chunk, slot.customer, kept_bytes_.size(), bytes.size()});
  kept_bytes_ += bytes;
}

bool Chunks::put(std::span<const Kept> kept, std::string& slots) const {
  std::string out;
  out.reserve(slots.size() + kept_bytes_.size() / kept_.size());
  std::string_view rest = slots;
  bool changed = false;
  for (const Kept& k : kept) {
    const SlotPlace place = listed_slot(rest, k.customer);
    const auto bytes = std::string_view(kept_bytes_).substr(k.at, k.size);
    changed = changed || rest.substr(place.at, place.size) != bytes;
    out.append(rest, 0, place.at).append(bytes);
    rest.remove_prefix(place.at + place.size);
  }
  out.append(rest);
  slots = std::move(out);
  return changed;
}

// Chunk by chunk, so that of many only one is held.
void Chunks::flush_kept() {
  std::sort(kept_.begin(), kept_.end(), [](const Kept& a, const Kept& b) {
    return std::tie(a.chunk, a.customer) < std::tie(b.chunk, b.customer);
  });
  for (std::size_t i = 0; i < kept_.size();) {
    std::size_t end = i + 1;
    while (end < kept_.size() && kept_[end].chunk == kept_[i].chunk) ++end;
    const auto kept = std::span(kept_).subspan(i, end - i);
    if (const auto it = pages_.find(kept_[i].chunk); it != pages_.end()) {
      if (put(kept, it->second.slots)) it->second.dirty = true;
    } else {
      auto row = store_.chunk(kept_[i].chunk);
      if (!row) throw damaged("an owner's chunk is missing");
      if (put(kept, row->slots)) store_.update_chunk(row->id, row->slots);
    }
    i = end;
  }
  kept_.clear();
  kept_bytes_.clear();
}

void Chunks::flush() {
  flush_kept();
  for (auto& [id, page] : pages_) {
    if (page.slots.empty()) {
      store_.remove_chunk(id);
    } else if (page.dirty) {
      store_.update_chunk(id, page.slots);
    }
  }
  pages_.clear();
  tails_.clear();
}

}  // namespace kith::book
