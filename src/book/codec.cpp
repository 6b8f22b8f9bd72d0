#include "book/codec.hpp"

#include "book/sqlite_error.hpp"
#include "kith/base/archive.hpp"

namespace kith::book {
namespace {

constexpr std::size_t kPrintBytes = 4;

std::uint32_t print_at(std::string_view prints, std::size_t i) {
  std::uint32_t n = 0;
  for (std::size_t b = 0; b < kPrintBytes; ++b) {
    n |= std::uint32_t{static_cast<unsigned char>(prints[i + b])} << (8 * b);
  }
  return n;
}

}  // namespace

std::string fact_bytes(const Fact& fact) {
  Fact bare = fact;
  bare.head.root = {};
  bare.head.recorded = {};
  return encode(bare);
}

Fact fact_from(std::string_view bytes, const CustomerKey& root, Instant recorded) {
  auto fact = decode<Fact>(bytes);
  if (!fact) {
    if (fact.error().reason() == Reason::newer_version) throw fact.error();
    throw damaged("a fact of the log cannot be read, " + fact.error().message());
  }
  fact->head.root = root;
  fact->head.recorded = recorded;
  return *std::move(fact);
}

std::uint32_t fingerprint(const HashKey& salt, const EventKey& event) {
  return static_cast<std::uint32_t>(
      KeyedHash(salt).part(event.source).part(event.key).finish().hi);
}

bool has_fingerprint(std::string_view prints, std::uint32_t print) {
  for (std::size_t i = 0; i + kPrintBytes <= prints.size(); i += kPrintBytes) {
    if (print_at(prints, i) == print) return true;
  }
  return false;
}

void add_fingerprint(std::string& prints, std::uint32_t print) {
  for (std::size_t b = 0; b < kPrintBytes; ++b) {
    prints.push_back(static_cast<char>(print >> (8 * b)));
  }
}

std::string slot_bytes(const std::vector<Slot>& slots) {
  OutArchive out;
  out << static_cast<std::uint64_t>(slots.size());
  for (const Slot& slot : slots) out << slot.customer << slot.wake;
  return std::move(out).bytes();
}

std::vector<Slot> slots_from(std::string_view bytes) try {
  InArchive in(bytes);
  std::uint64_t n = 0;
  in >> n;
  std::vector<Slot> slots;
  for (std::uint64_t i = 0; i < n; ++i) {
    Slot& slot = slots.emplace_back();
    in >> slot.customer >> slot.wake;
  }
  if (in.left() != 0) throw damaged("bytes left over in an owner's chunk");
  return slots;
} catch (const Error&) {
  throw damaged("an owner's chunk cannot be read");
}

}  // namespace kith::book
