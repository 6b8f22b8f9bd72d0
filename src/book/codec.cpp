#include "book/codec.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <iterator>
#include <utility>

#include "base/flat_parts.hpp"
#include "book/packed_in.hpp"
#include "book/packed_out.hpp"
#include "book/sqlite_error.hpp"
#include "kith/base/archive.hpp"

namespace kith::book {
namespace {

constexpr std::size_t kShortBytes = 2;
constexpr std::size_t kLongBytes = 4;
constexpr std::size_t kAllShort = kShortPrints * kShortBytes;

std::uint32_t number_at(std::string_view bytes, std::size_t i, std::size_t size) {
  std::uint32_t n = 0;
  for (std::size_t b = 0; b < size; ++b)
    n |= std::uint32_t{static_cast<unsigned char>(bytes[i + b])} << (8 * b);
  return n;
}

template <class Bytes>
void put_number(Bytes to, std::uint32_t n, std::size_t size) {
  for (std::size_t b = 0; b < size; ++b) *to++ = static_cast<char>(n >> (8 * b));
}

Error unreadable_chunk() { return damaged("an owner's chunk cannot be read"); }

/// The varints of an archive, one after another.
class Varints {
 public:
  explicit Varints(std::string_view bytes) : bytes_(bytes) {}
  std::uint64_t next() {
    std::uint64_t n = 0;
    for (int shift = 0; shift < 64 && read_ < bytes_.size(); shift += 7) {
      const auto b = static_cast<unsigned char>(bytes_[read_++]);
      n |= std::uint64_t{b & 0x7fu} << shift;
      if (b < 0x80) return n;
    }
    throw unreadable_chunk();
  }
  std::string_view text() {
    const std::uint64_t size = next();
    if (size > bytes_.size() - read_) throw unreadable_chunk();
    const std::string_view text = bytes_.substr(read_, static_cast<std::size_t>(size));
    read_ += text.size();
    return text;
  }
  [[nodiscard]] std::size_t read() const { return read_; }

 private:
  std::string_view bytes_;
  std::size_t read_ = 0;
};

constexpr std::array kOutlookDays{&Outlook::wake, &Outlook::first_due, &Outlook::due,
                                  &Outlook::holds_until};

Date day_of(std::int64_t days) {
  if (days < Date::kMinDays || days > Date::kMaxDays) throw unreadable_chunk();
  return Date(static_cast<std::int32_t>(days));
}

/// A day of the outlook in few bytes: 0 for never, 1 and up from the day of the last fact
/// on, negative before it.
std::int64_t days_ahead(Date last, Date day) {
  if (day == Date::max()) return 0;
  const std::int64_t ahead = std::int64_t{day.days()} - last.days();
  return ahead >= 0 ? ahead + 1 : ahead;
}
Date day_ahead(Date last, std::int64_t ahead) {
  if (ahead == 0) return Date::max();
  constexpr std::int64_t kFurthest = 10'000'000;
  if (ahead < -kFurthest || ahead > kFurthest) throw unreadable_chunk();
  return day_of(last.days() + (ahead > 0 ? ahead - 1 : ahead));
}

/// visit(field, reference) for each reference a body can have, in the order of its
/// fields.
template <class Body, class Visit>
void each_ref(Body& body, const Visit& visit) {
  std::visit(
      [&visit](auto& b) {
        using B = std::remove_const_t<std::remove_reference_t<decltype(b)>>;
        if constexpr (std::is_same_v<B, TouchFact>) {
          visit("content", b.content);
          visit("feedback", b.feedback);
        } else if constexpr (std::is_same_v<B, CustomerFact>) {
          for (auto& [field, value] : b.fields) {
            const auto at = static_cast<std::size_t>(field) - 1;
            if (auto* ref = std::get_if<TextRef>(&value);
                ref != nullptr && at < customer_fields().size())
              visit(customer_fields()[at].name, *ref);
          }
        } else if constexpr (std::is_same_v<B, ContactFact>) {
          visit("name", b.name);
          visit("position", b.position);
          visit("phone", b.phone);
          visit("mail", b.mail);
          visit("message", b.message);
        } else if constexpr (std::is_same_v<B, WinBackFact>) {
          visit("research", b.research);
          visit("strategy", b.strategy);
          visit("outcome", b.outcome);
        } else if constexpr (std::is_same_v<B, StepFact> ||
                             std::is_same_v<B, CustomFact>) {
          visit("text", b.text);
        } else if constexpr (std::is_same_v<B, DealFact> ||
                             std::is_same_v<B, PersonFact>) {
          visit("name", b.name);
        }
      },
      body);
}

constexpr std::uint32_t kMostUsual = 0x80;  // eight references of a fact may be left out

constexpr std::size_t kSizeBytes = 4;  // of a text beside a fact
constexpr std::uint8_t kStateVersion = 1;
constexpr std::size_t kSumBytes = 4;
constexpr std::size_t kBeforeState = 1 + kSumBytes;

/// Of a state and whose it is.
std::uint32_t sum_of(const CustomerKey& key, std::string_view packed) {
  return crc32c(packed, crc32c(key.text()));
}

}  // namespace

std::string fact_bytes(const Fact& fact) {
  PackedOut out;
  const FactHead& head = fact.head;
  std::uint32_t usual = 0;
  std::uint32_t bit = 1;
  each_ref(fact.body, [&](std::string_view field, const TextRef& ref) {
    if (bit <= kMostUsual && !ref.empty() && ref == text_ref(head, field)) {
      usual |= bit;
      out.omit(&ref);
    }
    bit <<= 1;
  });
  out << usual << head.event << head.revision << head.occurred << head.author
      << head.replaces << fact.body;
  return std::move(out).bytes();
}

Fact fact_from(std::string_view bytes, const CustomerKey& root, Instant recorded,
               Refs refs) {
  Fact fact;
  read_fact(bytes, root, recorded, refs, fact);
  return fact;
}

void read_fact(std::string_view bytes, const CustomerKey& root, Instant recorded,
               Refs refs, Fact& fact) {
  FactHead& head = fact.head;
  std::uint32_t usual = 0;
  try {
    PackedIn in(bytes);
    in >> usual >> head.event >> head.revision >> head.occurred >> head.author >>
        head.replaces >> fact.body;
    if (!in.at_end()) throw damaged("bytes left over after the value");
  } catch (const Error& e) {
    if (e.reason() == Reason::newer_version) throw;
    throw damaged("a fact of the log cannot be read, " + e.message());
  }
  head.root = root;
  head.recorded = recorded;
  if (usual == 0 || (refs == Refs::of_states && has_words_beside(fact))) return;
  std::uint32_t bit = 1;
  each_ref(fact.body, [&](std::string_view field, TextRef& ref) {
    if ((usual & bit) != 0) ref = text_ref(head, field);
    bit <<= 1;
  });
}

std::string state_bytes(const CustomerState& state) {
  PackedOut out(kBeforeState);
  out.omit(&state.key);
  out << state;
  std::string bytes = std::move(out).bytes();
  bytes[0] = static_cast<char>(kStateVersion);
  const std::uint32_t sum =
      sum_of(state.key, std::string_view(bytes).substr(kBeforeState));
  put_number(bytes.begin() + 1, sum, kSumBytes);
  return bytes;
}

CustomerState state_from(std::string_view bytes, const CustomerKey& key) {
  CustomerState state;
  read_state(bytes, key, state);
  return state;
}

void read_state(std::string_view bytes, const CustomerKey& key, CustomerState& state) {
  if (bytes.size() < kBeforeState) throw damaged("a customer's state is cut short");
  const auto version = static_cast<std::uint8_t>(bytes[0]);
  if (version > kStateVersion) {
    throw Error(Status::unimplemented, Reason::newer_version,
                "a customer's state of version " + std::to_string(version) +
                    ", this build reads up to " + std::to_string(kStateVersion));
  }
  const std::string_view packed = bytes.substr(kBeforeState);
  if (sum_of(key, packed) != number_at(bytes, 1, kSumBytes))
    throw damaged("a customer's state has the wrong checksum");
  try {
    PackedIn in(packed);
    in >> state;
    if (!in.at_end()) throw damaged("bytes left over after the value");
  } catch (const Error& e) {
    if (e.reason() == Reason::newer_version) throw;
    throw damaged("a customer's state cannot be read, " + e.message());
  }
  state.key = key;
}

// Each with its length before it but the last, which takes what is left.
std::string words_bytes(std::span<const std::string_view> words) {
  std::string out;
  const auto is_empty = [](std::string_view w) { return w.empty(); };
  if (std::all_of(words.begin(), words.end(), is_empty)) return out;
  for (const std::string_view w : words.first(words.size() - 1)) {
    put_number(std::back_inserter(out), static_cast<std::uint32_t>(w.size()), kSizeBytes);
    out.append(w);
  }
  return out.append(words.back());
}

std::vector<std::string> words_from(std::string_view bytes, std::size_t count) {
  std::vector<std::string> words(count);
  if (bytes.empty() || count == 0) return words;
  const auto unreadable = [] { return damaged("the words of a fact cannot be read"); };
  for (std::size_t i = 0; i + 1 < count; ++i) {
    if (bytes.size() < kSizeBytes) throw unreadable();
    const std::size_t size = number_at(bytes, 0, kSizeBytes);
    bytes.remove_prefix(kSizeBytes);
    if (size > bytes.size()) throw unreadable();
    words[i] = bytes.substr(0, size);
    bytes.remove_prefix(size);
  }
  words.back() = bytes;
  return words;
}

std::uint32_t fingerprint(const HashKey& salt, const EventKey& event) {
  FlatParts parts;
  parts.part(event.source).part(event.key);
  const Hash128 hash = parts.fits()
                           ? parts.hash(salt)
                           : KeyedHash(salt).part(event.source).part(event.key).finish();
  return static_cast<std::uint32_t>(hash.hi);
}

namespace {

// As the print stands in memory, lowest byte first.
template <class Print>
Print in_bytes(Print print) {
  std::array<char, sizeof(Print)> bytes{};
  put_number(bytes.begin(), print, sizeof(Print));
  Print out = 0;
  std::memcpy(&out, bytes.data(), sizeof out);
  return out;
}

// All are looked at, several at once: a compare for each and no branch.
template <class Print>
bool has_print(std::string_view bytes, Print print) {
  const Print wanted = in_bytes(print);
  const std::size_t n = bytes.size() / sizeof(Print);
  Print found = 0;
  for (std::size_t i = 0; i < n; ++i) {
    Print here = 0;
    std::memcpy(&here, bytes.data() + i * sizeof(Print), sizeof here);
    found = static_cast<Print>(found | (here == wanted ? 1 : 0));
  }
  return found != 0;
}

}  // namespace

bool has_fingerprint(std::string_view prints, std::uint32_t print) {
  if (has_print(prints.substr(0, kAllShort), static_cast<std::uint16_t>(print)))
    return true;
  return prints.size() > kAllShort && has_print(prints.substr(kAllShort), print);
}

void add_fingerprint(std::string& prints, std::uint32_t print) {
  put_number(std::back_inserter(prints), print,
             prints.size() < kAllShort ? kShortBytes : kLongBytes);
}

std::string slot_bytes(const Slot& s) {
  OutArchive fields;
  fields << s.customer << s.key << s.tier << s.last;
  for (const Date Outlook::*day : kOutlookDays)
    fields << days_ahead(s.last, s.outlook.*day);
  OutArchive out;
  out << fields.bytes();
  return std::move(out).bytes();
}

// Reads lengths by hand: a chunk is walked for every touch.
SlotPlace find_slot(std::string_view bytes, std::int64_t customer) {
  SlotPlace place;
  const std::uint64_t wanted = detail::zigzag(customer);  // ids are never negative
  while (place.at < bytes.size()) {
    // Most slots are shorter than 128 bytes.
    std::uint64_t fields = static_cast<unsigned char>(bytes[place.at]);
    std::size_t head = 1;
    if (fields >= 0x80) {
      Varints in(bytes.substr(place.at));
      fields = in.next();
      head = in.read();
    }
    if (fields > bytes.size() - place.at - head) throw unreadable_chunk();
    const std::uint64_t here = Varints(bytes.substr(place.at + head)).next();
    if (here > wanted) return place;
    place.size = head + static_cast<std::size_t>(fields);
    if (here == wanted) return place;
    place.at += std::exchange(place.size, 0);
  }
  return place;
}

// By hand too: a list is made of hundreds.
void each_slot(std::string_view bytes,
               const std::function<void(const SlotView&)>& visit) {
  Varints in(bytes);
  while (in.read() < bytes.size()) {
    const std::uint64_t fields = in.next();
    const std::size_t before = in.read();
    SlotView s;
    s.customer = detail::unzigzag(in.next());
    s.key = in.text();
    s.tier = in.text();
    s.last = day_of(detail::unzigzag(in.next()));
    for (Date Outlook::*day : kOutlookDays)
      s.outlook.*day = day_ahead(s.last, detail::unzigzag(in.next()));
    if (in.read() - before != fields) throw unreadable_chunk();
    visit(s);
  }
}

std::vector<Slot> slots_from(std::string_view bytes) {
  std::vector<Slot> slots;
  each_slot(bytes, [&](const SlotView& s) {
    slots.push_back({s.customer, CustomerKey(std::string(s.key)), std::string(s.tier),
                     s.last, s.outlook});
  });
  return slots;
}

}  // namespace kith::book
