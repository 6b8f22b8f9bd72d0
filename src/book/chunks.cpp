#include "book/chunks.hpp"

#include <algorithm>

#include "book/sqlite_error.hpp"

namespace kith::book {
namespace {

auto find_slot(std::vector<Slot>& slots, std::int64_t customer) {
  return std::lower_bound(slots.begin(), slots.end(), customer,
                          [](const Slot& s, std::int64_t id) { return s.customer < id; });
}

}  // namespace

Chunks::Page& Chunks::page(std::int64_t chunk) {
  if (const auto it = pages_.find(chunk); it != pages_.end()) return it->second;
  const auto row = store_.chunk(chunk);
  if (!row) throw damaged("an owner's chunk is missing");
  return pages_.emplace(chunk, Page{row->owner, slots_from(row->slots), false})
      .first->second;
}

std::int64_t Chunks::chunk_with_room(const PersonKey& owner) {
  auto tail = tails_.find(owner);
  if (tail == tails_.end()) {
    const auto row = store_.last_chunk(owner);
    tail = tails_.emplace(owner, row ? row->id : store_.insert_chunk(owner)).first;
  }
  if (page(tail->second).slots.size() >= kSlotsPerChunk)
    tail->second = store_.insert_chunk(owner);
  return tail->second;
}

void Chunks::take_out(std::int64_t customer, Page& from) {
  const auto it = find_slot(from.slots, customer);
  if (it == from.slots.end() || it->customer != customer)
    throw damaged("a customer is missing from its owner's chunk");
  from.slots.erase(it);
  from.dirty = true;
}

std::int64_t Chunks::place(std::int64_t customer, std::int64_t chunk,
                           const PersonKey& owner, Date wake) {
  if (chunk != 0) {
    Page& now = page(chunk);
    if (now.owner == owner) {
      const auto it = find_slot(now.slots, customer);
      if (it == now.slots.end() || it->customer != customer)
        throw damaged("a customer is missing from its owner's chunk");
      now.dirty = now.dirty || it->wake != wake;
      it->wake = wake;
      return chunk;
    }
    take_out(customer, now);
  }
  const std::int64_t to = chunk_with_room(owner);
  Page& next = page(to);
  next.slots.insert(find_slot(next.slots, customer), Slot{customer, wake});
  next.dirty = true;
  return to;
}

void Chunks::flush() {
  for (auto& [id, page] : pages_) {
    if (page.slots.empty()) {
      store_.remove_chunk(id);
    } else if (page.dirty) {
      store_.update_chunk(id, slot_bytes(page.slots));
    }
  }
  pages_.clear();
  tails_.clear();
}

}  // namespace kith::book
