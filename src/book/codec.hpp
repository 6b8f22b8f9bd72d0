// Bytes of the book's own columns: a fact in the log and the words beside it, the
// fingerprints of a customer's event keys, the slots of a chunk. Public keys and recorded
// instants stand in columns of their own and are not repeated in a fact's bytes.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "kith/base/hash.hpp"
#include "kith/cadence/cadence.hpp"
#include "kith/model/fact.hpp"

namespace kith::book {

/// Without root and recorded, and without the references of a touch that are the function
/// of it they usually are.
std::string fact_bytes(const Fact& fact);
/// Throws damaged_book.
Fact fact_from(std::string_view bytes, const CustomerKey& root, Instant recorded);

/// The words of a touch stand beside it in the log, for no state names them; all other
/// words stand in the vault by reference.
inline bool has_words_beside(const Fact& fact) { return fact.kind() == FactKind::touch; }
/// One text for each of text_refs(fact), in their order; empty bytes when all are empty.
std::string words_bytes(const std::vector<std::string>& words);
std::vector<std::string> words_from(std::string_view bytes);

/// Fingerprints: 32 bits of a keyed hash for each fact of a customer, in log order. A hit
/// is confirmed in the log, so a chance equality costs a look and never an answer.
std::uint32_t fingerprint(const HashKey& salt, const EventKey& event);
bool has_fingerprint(std::string_view prints, std::uint32_t print);
void add_fingerprint(std::string& prints, std::uint32_t print);

/// One customer in an owner's chunk: enough to say without its state whether and where it
/// stands on a list. Dates are seen from the last fact, so they depend on nothing else.
struct Slot {
  std::int64_t customer = 0;
  CustomerKey key;
  std::string tier;
  Date last = Date::min();  ///< day of the last fact
  Outlook outlook;          ///< from `last` on
  bool operator==(const Slot&) const = default;
};
/// A chunk is its slots one behind another, ascending by customer, each behind its
/// length, so that one is found and replaced without reading the others.
std::string slot_bytes(const Slot& slot);
/// The same, borrowing from the bytes.
struct SlotView {
  std::int64_t customer = 0;
  std::string_view key;
  std::string_view tier;
  Date last;
  Outlook outlook;
};
void each_slot(std::string_view bytes, const std::function<void(const SlotView&)>& visit);
std::vector<Slot> slots_from(std::string_view bytes);
struct SlotPlace {
  std::size_t at = 0;
  std::size_t size = 0;  ///< 0: not there, and it would stand here
};
SlotPlace find_slot(std::string_view bytes, std::int64_t customer);

}  // namespace kith::book
