// Chunks: each owner's customers with their wake days, in pages of at most 200. A
// write-back cache over the store, for one transaction: each chunk is read once and
// written once however many of its customers moved.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "book/codec.hpp"
#include "book/store.hpp"

namespace kith::book {

inline constexpr std::size_t kSlotsPerChunk = 200;

class Chunks {
 public:
  explicit Chunks(Store& store) : store_(store) {}
  /// Lists a customer under an owner with its wake day and takes it from the chunk it
  /// stood in (0: none). Returns its chunk.
  std::int64_t place(std::int64_t customer, std::int64_t chunk, const PersonKey& owner,
                     Date wake);
  /// Writes what changed; an emptied chunk goes.
  void flush();

 private:
  struct Page {
    PersonKey owner;
    std::vector<Slot> slots;
    bool dirty = false;
  };
  Page& page(std::int64_t chunk);
  std::int64_t chunk_with_room(const PersonKey& owner);
  void take_out(std::int64_t customer, Page& page);

  Store& store_;
  std::map<std::int64_t, Page> pages_;
  std::map<PersonKey, std::int64_t> tails_;
};

}  // namespace kith::book
