// Bytes of the book's own columns: a fact in the log and the words beside it, a
// customer's state, the fingerprints of its event keys, the slots of a chunk. Public keys
// and recorded instants stand in columns of their own and are not repeated.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kith/base/hash.hpp"
#include "kith/flow/flow.hpp"

namespace kith::book {

/// Without root and recorded, and without the references that are the function of the
/// fact they usually are.
std::string fact_bytes(const Fact& fact);
/// Whether a fact read back has the references of its words.
enum class Refs {
  all,
  of_states,  ///< those of touches, which no state holds, are left empty: enough to fold
};
/// Throws damaged_book.
Fact fact_from(std::string_view bytes, const CustomerKey& root, Instant recorded,
               Refs refs = Refs::all);
/// Into a fact that may hold another one, whose memory is used again.
void read_fact(std::string_view bytes, const CustomerKey& root, Instant recorded,
               Refs refs, Fact& fact);

/// A state without its key, behind the version of its bytes and a checksum of both.
std::string state_bytes(const CustomerState& state);
/// Throws damaged_book or newer_version. A customer without bytes is new: damaged here.
CustomerState state_from(std::string_view bytes, const CustomerKey& key);
/// Into a state that may hold another one, whose memory is used again.
void read_state(std::string_view bytes, const CustomerKey& key, CustomerState& state);

/// The words of a touch stand beside it in the log, for no state names them; all other
/// words stand in the vault by reference.
inline bool has_words_beside(const Fact& fact) { return fact.kind() == FactKind::touch; }
/// One text for each of text_refs(fact), in their order; empty bytes when all are empty.
std::string words_bytes(std::span<const std::string_view> words);
/// As many texts as were written. Throws damaged_book.
std::vector<std::string> words_from(std::string_view bytes, std::size_t count);

/// Fingerprints: bits of a keyed hash for each fact of a customer, in log order: 16 of
/// each of the first kShortPrints, 32 of the others. A hit is confirmed in the log, so a
/// chance equality costs a look and never an answer.
inline constexpr std::size_t kShortPrints = 64;
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
