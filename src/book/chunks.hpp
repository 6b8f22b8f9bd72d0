// Chunks: each owner's customers with what a list asks first of them, about a page each.
// A write-back cache over the store, for one transaction: each chunk is read once and
// written once however many of its customers moved.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "book/codec.hpp"
#include "book/store.hpp"

namespace kith::book {

/// A chunk with more takes no further customer: with its row it stays within one page.
inline constexpr std::size_t kFullChunk = 3'500;

class Chunks {
 public:
  explicit Chunks(Store& store) : store_(store) {}
  /// Lists a customer under an owner and takes it from the chunk it stood in (0: none).
  /// Returns its chunk.
  std::int64_t place(std::int64_t chunk, const PersonKey& owner, const Slot& slot);
  /// Writes what changed; an emptied chunk goes.
  void flush();

 private:
  struct Page {
    PersonKey owner;
    std::string slots;
    bool dirty = false;
  };
  Page& page(std::int64_t chunk);
  std::int64_t chunk_with_room(const PersonKey& owner);
  static void take_out(std::int64_t customer, Page& page);

  Store& store_;
  std::map<std::int64_t, Page> pages_;
  std::map<PersonKey, std::int64_t> tails_;
};

}  // namespace kith::book
