// Chunks: each owner's customers with what a list asks first of them, about a page each.
// A write-back cache over the store, for one transaction: each chunk is read once and
// written once however many of its customers moved.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
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
  /// The slot of a customer that stays in its chunk. Once for each until flush().
  void keep(std::int64_t chunk, const Slot& slot);
  /// Takes a customer from the chunk it stands in.
  void remove(std::int64_t chunk, std::int64_t customer);
  /// Writes what changed; an emptied chunk goes.
  void flush();

 private:
  /// Waits in kept_bytes_.
  struct Kept {
    std::int64_t chunk = 0;
    std::int64_t customer = 0;
    std::size_t at = 0;
    std::size_t size = 0;
  };
  struct Page {
    PersonKey owner;
    std::string slots;
    bool dirty = false;
  };
  Page& page(std::int64_t chunk);
  static void take_out(std::int64_t customer, Page& from);
  std::int64_t chunk_with_room(const PersonKey& owner);
  /// Into the slots of their chunk, ascending by customer. Whether anything changed.
  [[nodiscard]] bool put(std::span<const Kept> kept, std::string& slots) const;
  void flush_kept();

  Store& store_;
  std::map<std::int64_t, Page> pages_;
  std::map<PersonKey, std::int64_t> tails_;
  std::vector<Kept> kept_;
  std::string kept_bytes_;
};

}  // namespace kith::book
