#include "book/chunks.hpp"

#include <algorithm>

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
  const auto row = store_.chunk(chunk);
  if (!row) throw damaged("an owner's chunk is missing");
  return pages_.emplace(chunk, Page{row->owner, row->slots, false}).first->second;
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

void Chunks::flush() {
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
