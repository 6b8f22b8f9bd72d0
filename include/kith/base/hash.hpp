// Keyed 128-bit hashing (SipHash-2-4-128, Aumasson & Bernstein 2012) for event keys and
// text references, and CRC-32C for frames. Not for passwords.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace kith {

using HashKey = std::array<std::uint8_t, 16>;

struct Hash128 {
  std::uint64_t hi = 0;
  std::uint64_t lo = 0;
  auto operator<=>(const Hash128&) const = default;
  /// 26 characters of lower-case base32 (RFC 4648 alphabet, no padding).
  [[nodiscard]] std::string base32() const;
};

Hash128 siphash128(const HashKey& key, std::string_view bytes) noexcept;

/// Hashes a sequence of parts so that ("ab","c") and ("a","bc") differ: each part is
/// length-prefixed.
class KeyedHash {
 public:
  explicit KeyedHash(const HashKey& key) : key_(key) {}
  KeyedHash& part(std::string_view bytes);
  KeyedHash& part(std::int64_t number);
  [[nodiscard]] Hash128 finish() const { return siphash128(key_, buffer_); }

 private:
  HashKey key_;
  std::string buffer_;
};

std::uint32_t crc32c(std::string_view bytes, std::uint32_t seed = 0) noexcept;

}  // namespace kith
