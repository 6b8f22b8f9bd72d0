// Bytes of the book's own columns: a fact in the log, the fingerprints of a customer's
// event keys, the slots of a chunk. Public keys and recorded instants stand in columns of
// their own and are not repeated in a fact's bytes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kith/base/hash.hpp"
#include "kith/model/fact.hpp"

namespace kith::book {

/// Without root and recorded.
std::string fact_bytes(const Fact& fact);
/// Throws damaged_book.
Fact fact_from(std::string_view bytes, const CustomerKey& root, Instant recorded);

/// Fingerprints: 32 bits of a keyed hash for each fact of a customer, in log order. A hit
/// is confirmed in the log, so a chance equality costs a look and never an answer.
std::uint32_t fingerprint(const HashKey& salt, const EventKey& event);
bool has_fingerprint(std::string_view prints, std::uint32_t print);
void add_fingerprint(std::string& prints, std::uint32_t print);

/// One customer in an owner's chunk.
struct Slot {
  std::int64_t customer = 0;
  Date wake;
  bool operator==(const Slot&) const = default;
};
/// Ascending by customer.
std::string slot_bytes(const std::vector<Slot>& slots);
std::vector<Slot> slots_from(std::string_view bytes);

}  // namespace kith::book
