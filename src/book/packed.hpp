// Packed bytes: what stands in the columns of a book, where every byte of a row is read
// and written again with each fact.
//
// The serialize(Archive&, version) protocol of kith/base/archive.hpp over other bytes.
// A field equal to its type's empty value costs one bit: fields are told by bits, and
// only those whose bit is set have bytes. The bytes stand from the front on; the bits,
// eight to a byte, from the end backwards. Strings that were written a moment ago are
// named by their place among the last ones. Days count from 2020. Every element of a
// container is a byte or a bit at least, so that a count can be held against what is
// left.
//
// Hostile bytes are refused as archive.hpp refuses them. packed_out.hpp writes them,
// packed_in.hpp reads them. Not here: what leaves the book (kith/base/archive.hpp),
// checksums (codec.hpp).
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "kith/base/archive.hpp"
#include "kith/base/ids.hpp"

namespace kith::book {

namespace packed_detail {

template <class T>
struct IsContainer : std::false_type {};
template <class T>
struct IsContainer<std::vector<T>> : std::true_type {};
template <class T>
struct IsContainer<std::set<T>> : std::true_type {};
template <class K, class V>
struct IsContainer<std::map<K, V>> : std::true_type {};
template <class T>
struct IsKey : std::false_type {};
template <class Tag>
struct IsKey<Key<Tag>> : std::true_type {};
template <class T>
struct IsPair : std::false_type {};
template <class A, class B>
struct IsPair<std::pair<A, B>> : std::true_type {};

/// Has bytes of its own behind one bit.
template <class T>
inline constexpr bool is_leaf =
    std::is_integral_v<T> || std::is_enum_v<T> || std::is_same_v<T, std::string> ||
    std::is_same_v<T, Date> || std::is_same_v<T, Instant> ||
    std::is_same_v<T, Currency> || std::is_same_v<T, Money> ||
    std::is_same_v<T, TextRef> || IsKey<T>::value || IsContainer<T>::value;

template <class T>
bool is_empty(const T& v) {
  if constexpr (IsContainer<T>::value || std::is_same_v<T, std::string> ||
                IsKey<T>::value || std::is_same_v<T, TextRef>) {
    return v.empty();
  } else {
    return v == T{};
  }
}

constexpr std::int32_t kFirstDay = 18'262;  // 2020-01-01
constexpr std::int64_t kFirstMicros = kFirstDay * Instant::kMicrosPerDay;
/// Units of an instant, by the two low bits of its number.
constexpr std::array<std::int64_t, 4> kUnits{1, 1'000, 1'000'000, 60'000'000};

/// since the first day, in the largest unit that tells it whole; its place in kUnits.
struct InUnits {
  std::int64_t n = 0;
  std::uint32_t unit = 0;
};
inline InUnits in_units(std::int64_t micros) {
  // Divisors that the compiler knows: no division is made.
  if (micros % kUnits[1] != 0) return {micros, 0};
  if (micros % kUnits[2] != 0) return {micros / kUnits[1], 1};
  if (micros % kUnits[3] != 0) return {micros / kUnits[2], 2};
  return {micros / kUnits[3], 3};
}

/// Eight bytes, the first one lowest, whatever the machine.
inline std::uint64_t load_word(const char* from) {
  std::uint64_t n = 0;
  for (int i = 0; i < 8; ++i)
    n |= std::uint64_t{static_cast<unsigned char>(from[i])} << (8 * i);
  return n;
}
inline void store_word(char* to, std::uint64_t n) {
  for (int i = 0; i < 8; ++i) to[i] = static_cast<char>(n >> (8 * i));
}
/// The same, the first one highest.
inline std::uint64_t load_backwards(const char* from) {
  std::uint64_t n = 0;
  for (int i = 0; i < 8; ++i)
    n |= std::uint64_t{static_cast<unsigned char>(from[i])} << (8 * (7 - i));
  return n;
}
inline void store_backwards(char* to, std::uint64_t n) {
  for (int i = 0; i < 8; ++i) to[i] = static_cast<char>(n >> (8 * (7 - i)));
}

constexpr int kWordBits = 64;
constexpr std::size_t kRecentTexts = 8;

/// The strings written or read last, the oldest overwritten first.
class RecentTexts {
 public:
  struct Place {
    std::uint32_t at = 0;
    std::uint32_t size = 0;
  };
  void add(std::size_t at, std::size_t size) {
    places_[next_] = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(size)};
    next_ = (next_ + 1) % kRecentTexts;
  }
  [[nodiscard]] Place at(std::size_t i) const { return places_[i]; }
  /// kRecentTexts: none is equal.
  [[nodiscard]] std::size_t find(std::string_view bytes, std::string_view text) const {
    for (std::size_t i = 0; i < kRecentTexts; ++i) {
      const Place p = places_[i];
      if (p.size == text.size() &&
          std::memcmp(bytes.data() + p.at, text.data(), p.size) == 0)
        return i;
    }
    return kRecentTexts;
  }

 private:
  std::array<Place, kRecentTexts> places_{};
  std::size_t next_ = 0;
};

}  // namespace packed_detail

}  // namespace kith::book
