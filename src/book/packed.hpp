// Packed bytes: what stands in the columns of a book, where every byte of a row is read
// and written again with each fact.
//
// The serialize(Archive&, version) protocol of kith/base/archive.hpp over other bytes.
// A field equal to its type's empty value costs one bit: fields are told by bits, eight
// to a byte, and only those whose bit is set have bytes. Strings that were written a
// moment ago are named by their place among the last ones. Days count from 2020. Each
// class in a container begins a byte of bits of its own, so that an element is never less
// than a byte and a count can be held against what is left.
//
// Hostile bytes are refused as archive.hpp refuses them. Not here: what leaves the book
// (kith/base/archive.hpp), checksums (codec.hpp).
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

/// Writes values to packed bytes. Never fails but by std::bad_alloc.
class PackedOut {
 public:
  static constexpr bool is_loading = false;
  static constexpr bool is_saving = true;

  /// Begins behind some bytes that are left for the caller to fill.
  explicit PackedOut(std::size_t before = 0)
      : bytes_(before + kUsualBytes, '\0'), size_(before) {}
  /// A field that is written as if it were empty: what the reader knows otherwise. At
  /// most eight; they outlive the writing.
  void omit(const void* field) { omitted_.at(omissions_++) = field; }

  template <class T>
  PackedOut& operator&(const T& value) {
    field(value);
    return *this;
  }
  template <class T>
  PackedOut& operator<<(const T& value) {
    return *this & value;
  }
  [[nodiscard]] std::string bytes() && noexcept {
    bytes_.resize(size_);
    return std::move(bytes_);
  }

 private:
  static constexpr std::size_t kUsualBytes = 192;

  // Room first: most writes are a few bytes.
  char* room(std::size_t n) {
    if (bytes_.size() - size_ < n) bytes_.resize(2 * bytes_.size() + n);
    return bytes_.data() + size_;
  }
  void byte(std::uint8_t b) {
    *room(1) = static_cast<char>(b);
    ++size_;
  }
  void bit(bool set) {
    if (bit_ == 0) {
      place_ = size_;
      byte(0);
      bit_ = 1;
    }
    if (set) bytes_[place_] = static_cast<char>(bytes_[place_] | bit_);
    bit_ = static_cast<std::uint8_t>(bit_ << 1);
  }
  void varint(std::uint64_t n) {
    constexpr std::size_t kLongest = 10;
    char* const from = room(kLongest);
    char* to = from;
    for (; n >= 0x80; n >>= 7) *to++ = static_cast<char>(n | 0x80);
    *to++ = static_cast<char>(n);
    size_ += static_cast<std::size_t>(to - from);
  }
  void fixed(std::uint64_t n) {
    char* to = room(8);
    for (int i = 0; i < 8; ++i) *to++ = static_cast<char>(n >> (8 * i));
    size_ += 8;
  }
  [[nodiscard]] bool is_omitted(const void* field) const {
    for (std::size_t i = 0; i < omissions_; ++i) {
      if (omitted_[i] == field) return true;
    }
    return false;
  }

  // A field: told by a bit.
  template <class T>
  void field(const T& v) {
    using namespace packed_detail;
    if constexpr (is_leaf<T>) {
      bool present = !is_empty(v);
      if constexpr (IsKey<T>::value || std::is_same_v<T, TextRef>)
        present = present && !is_omitted(&v);
      bit(present);
      // The bit of a bool is all of it, so is the lack of any other.
      if constexpr (!std::is_same_v<T, bool>) {
        if (present) dense(v);
      }
    } else {
      open(v);
    }
  }
  void field(const Occurred& o) {
    field(o.day);
    field(o.at);
  }
  template <class T>
  void field(const std::optional<T>& o) {
    bit(o.has_value());
    if (o) inside(*o);
  }
  template <class A, class B>
  void field(const std::pair<A, B>& p) {
    field(p.first);
    field(p.second);
  }
  template <class... T>
  void field(const std::variant<T...>& v) {
    varint(v.index());
    std::visit([this](const auto& x) { this->inside(x); }, v);
  }
  template <class T, std::size_t N>
  void field(const std::array<T, N>& v) {
    for (const auto& x : v) field(x);
  }

  // What is there for certain: a leaf without its bit. References of text have theirs,
  // since they may be omitted.
  template <class T>
  void inside(const T& v) {
    if constexpr (packed_detail::is_leaf<T> && !std::is_same_v<T, TextRef>) {
      dense(v);
    } else {
      field(v);
    }
  }
  template <class T>
  void element(const T& v) {
    bit_ = 0;
    if constexpr (packed_detail::IsPair<T>::value) {
      inside(v.first);
      inside(v.second);
    } else {
      inside(v);
    }
    bit_ = 0;
  }
  template <class T>
  void open(const T& v) {
    if constexpr (detail::class_version < T >> 0) varint(detail::class_version<T>);
    // serialize() is shared with loading, hence not const.
    if constexpr (detail::HasMemberSerialize<T, PackedOut>) {
      const_cast<T&>(v).serialize(*this, detail::class_version<T>);
    } else {
      serialize(*this, const_cast<T&>(v), detail::class_version<T>);
    }
  }

  template <class T>
  void dense(const T& v) {
    using namespace packed_detail;
    if constexpr (IsContainer<T>::value) {
      varint(v.size());
      const std::uint8_t bit = std::exchange(bit_, std::uint8_t{0});
      const std::size_t place = place_;
      for (const auto& x : v) element(x);
      bit_ = bit;
      place_ = place;
    } else if constexpr (IsKey<T>::value) {
      text(v.text());
    } else if constexpr (std::is_same_v<T, bool>) {
      byte(v ? 1 : 0);
    } else if constexpr (std::is_unsigned_v<T>) {
      varint(v);
    } else {
      varint(detail::zigzag(static_cast<std::int64_t>(v)));
    }
  }
  void dense(const std::string& s) { text(s); }
  void dense(Date d) { varint(detail::zigzag(d.days() - packed_detail::kFirstDay)); }
  void dense(Instant t) {
    using packed_detail::kUnits;
    const auto since =
        static_cast<std::int64_t>(static_cast<std::uint64_t>(t.micros()) -
                                  std::uint64_t{packed_detail::kFirstMicros});
    std::size_t unit = kUnits.size() - 1;
    while (since % kUnits[unit] != 0) --unit;
    varint(detail::zigzag(since / kUnits[unit]) << 2 | unit);
  }
  void dense(const Currency& c) { text(c.code()); }
  void dense(const Money& m) {
    varint(detail::zigzag(m.minor));
    text(m.currency.code());
  }
  void dense(TextRef ref) {
    fixed(ref.hi);
    fixed(ref.lo);
  }
  // Its length doubled, or the place of an equal one doubled and one more.
  void text(std::string_view s) {
    if (!s.empty()) {
      const std::size_t known = recent_.find(bytes_, s);
      if (known != packed_detail::kRecentTexts) return varint(2 * known + 1);
    }
    varint(2 * std::uint64_t{s.size()});
    if (s.empty()) return;
    recent_.add(size_, s.size());
    std::memcpy(room(s.size()), s.data(), s.size());
    size_ += s.size();
  }

  std::string bytes_;  ///< longer than what is written
  std::size_t size_;
  std::size_t place_ = 0;  ///< of the byte of bits
  std::uint8_t bit_ = 0;   ///< the next of it; 0: a new byte
  packed_detail::RecentTexts recent_;
  std::array<const void*, 8> omitted_{};
  std::size_t omissions_ = 0;
};

/// Reads what PackedOut wrote. Throws Error (data_loss, or unimplemented for a newer
/// class version) on anything else; allocates no more than a small multiple of the bytes
/// given, which outlive it.
class PackedIn {
 public:
  static constexpr bool is_loading = true;
  static constexpr bool is_saving = false;

  explicit PackedIn(std::string_view bytes)
      : begin_(bytes.data()), at_(begin_), end_(begin_ + bytes.size()) {}
  template <class T>
  PackedIn& operator&(T& value) {
    field(value);
    return *this;
  }
  template <class T>
  PackedIn& operator>>(T& value) {
    return *this & value;
  }
  [[nodiscard]] std::size_t left() const noexcept {
    return static_cast<std::size_t>(end_ - at_);
  }

 private:
  static constexpr int kMaxDepth = 64;
  [[noreturn]] static void damaged(const char* what) {
    throw Error(Status::data_loss, Reason::truncated, what);
  }
  std::uint8_t byte() {
    if (at_ == end_) damaged("bytes end inside a value");
    return static_cast<std::uint8_t>(*at_++);
  }
  bool bit() {
    if (bit_ == 0) {
      bits_ = byte();
      bit_ = 1;
    }
    const bool set = (bits_ & bit_) != 0;
    bit_ = static_cast<std::uint8_t>(bit_ << 1);
    return set;
  }
  std::uint64_t varint() {
    std::uint64_t n = byte();
    if (n < 0x80) return n;
    n &= 0x7f;
    for (int shift = 7; shift < 64; shift += 7) {
      const std::uint64_t b = byte();
      if (shift == 63 && b > 1) break;
      n |= (b & 0x7f) << shift;
      if (b < 0x80) return n;
    }
    damaged("number too long");
  }
  std::uint64_t fixed() {
    if (left() < 8) damaged("bytes end inside a value");
    std::uint64_t n = 0;
    for (int i = 0; i < 8; ++i)
      n |= std::uint64_t{static_cast<unsigned char>(*at_++)} << (8 * i);
    return n;
  }
  template <class T>
  T in_range(std::int64_t n) {
    if (n < std::int64_t{std::numeric_limits<T>::min()} ||
        n > std::int64_t{std::numeric_limits<T>::max()}) {
      damaged("number out of range");
    }
    return static_cast<T>(n);
  }

  template <class T>
  void field(T& v) {
    if constexpr (std::is_same_v<T, bool>) {
      v = bit();
    } else if constexpr (packed_detail::is_leaf<T>) {
      if (bit()) {
        dense(v);
      } else {
        v = T{};
      }
    } else {
      open(v);
    }
  }
  void field(Occurred& o) {
    field(o.day);
    field(o.at);
  }
  template <class T>
  void field(std::optional<T>& o) {
    if (bit()) {
      inside(o.emplace());
    } else {
      o.reset();
    }
  }
  template <class A, class B>
  void field(std::pair<A, B>& p) {
    field(p.first);
    field(p.second);
  }
  template <class... T>
  void field(std::variant<T...>& v) {
    alternative<0>(v, varint());
  }
  template <class T, std::size_t N>
  void field(std::array<T, N>& v) {
    for (auto& x : v) field(x);
  }

  template <class T>
  void inside(T& v) {
    if constexpr (packed_detail::is_leaf<T> && !std::is_same_v<T, TextRef>) {
      dense(v);
    } else {
      field(v);
    }
  }
  template <class T>
  void element(T& v) {
    bit_ = 0;
    if constexpr (packed_detail::IsPair<T>::value) {
      inside(v.first);
      inside(v.second);
    } else {
      inside(v);
    }
    bit_ = 0;
  }
  template <std::size_t I, class... T>
  void alternative(std::variant<T...>& v, std::uint64_t index) {
    if constexpr (I < sizeof...(T)) {
      if (index == I) {
        inside(v.template emplace<I>());
      } else {
        alternative<I + 1>(v, index);
      }
    } else {
      damaged("unknown alternative");
    }
  }
  template <class T>
  void open(T& v) {
    unsigned version = 0;
    if constexpr (detail::class_version < T >> 0) {
      const std::uint64_t n = varint();
      if (n > detail::class_version<T>) {
        throw Error(Status::unimplemented, Reason::newer_version,
                    "written by a newer version: class version " + std::to_string(n) +
                        ", this build reads up to " +
                        std::to_string(detail::class_version<T>));
      }
      version = static_cast<unsigned>(n);
    }
    if (++depth_ > kMaxDepth) damaged("nested too deep");
    if constexpr (detail::HasMemberSerialize<T, PackedIn>) {
      v.serialize(*this, version);
    } else {
      serialize(*this, v, version);
    }
    --depth_;
  }

  template <class T>
  void dense(T& v) {
    using namespace packed_detail;
    if constexpr (IsContainer<T>::value) {
      const std::uint64_t n = varint();
      if (n > left()) damaged("length beyond the end of the bytes");
      const std::uint8_t bit = std::exchange(bit_, std::uint8_t{0});
      const std::uint8_t bits = bits_;
      elements(v, n);
      bit_ = bit;
      bits_ = bits;
    } else if constexpr (IsKey<T>::value) {
      v = T(std::string(text()));
    } else if constexpr (std::is_same_v<T, bool>) {
      const std::uint8_t b = byte();
      if (b > 1) damaged("neither true nor false");
      v = b == 1;
    } else if constexpr (std::is_enum_v<T>) {
      using U = std::underlying_type_t<T>;
      v = static_cast<T>(in_range<U>(detail::unzigzag(varint())));
    } else if constexpr (std::is_unsigned_v<T>) {
      const std::uint64_t n = varint();
      if (n > std::uint64_t{std::numeric_limits<T>::max()})
        damaged("number out of range");
      v = static_cast<T>(n);
    } else {
      v = in_range<T>(detail::unzigzag(varint()));
    }
  }
  void dense(std::string& s) { s = text(); }
  void dense(Date& d) {
    const std::int64_t n = detail::unzigzag(varint());
    if (n < Date::kMinDays - packed_detail::kFirstDay ||
        n > Date::kMaxDays - packed_detail::kFirstDay)
      damaged("date out of range");
    d = Date(static_cast<std::int32_t>(n) + packed_detail::kFirstDay);
  }
  void dense(Instant& t) {
    const std::uint64_t n = varint();
    const std::int64_t unit = packed_detail::kUnits[n & 3];
    const std::int64_t since = detail::unzigzag(n >> 2);
    constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max() / 2;
    if (since > kMost / unit || since < -kMost / unit) damaged("instant out of range");
    const auto at = Instant::checked(since * unit + packed_detail::kFirstMicros);
    if (!at) damaged("instant out of range");
    t = *at;
  }
  void dense(Currency& c) {
    const auto read = Currency::parse(text());
    if (!read) damaged("no currency");
    c = *read;
  }
  void dense(Money& m) {
    m.minor = detail::unzigzag(varint());
    dense(m.currency);
  }
  void dense(TextRef& ref) {
    ref.hi = fixed();
    ref.lo = fixed();
  }
  std::string_view text() {
    const std::uint64_t n = varint();
    const std::uint64_t size = n >> 1;
    if ((n & 1) != 0) {
      if (size >= packed_detail::kRecentTexts) damaged("no such recent text");
      const auto place = recent_.at(static_cast<std::size_t>(size));
      if (place.size == 0) damaged("no such recent text");
      return {begin_ + place.at, place.size};
    }
    if (size > left()) damaged("length beyond the end of the bytes");
    const std::string_view text(at_, static_cast<std::size_t>(size));
    if (size > 0) recent_.add(static_cast<std::size_t>(at_ - begin_), text.size());
    at_ += size;
    return text;
  }

  template <class T>
  void elements(std::vector<T>& v, std::uint64_t n) {
    v.clear();
    for (std::uint64_t i = 0; i < n; ++i)
      element(v.emplace_back());  // grows as bytes are really read
  }
  template <class T>
  void elements(std::set<T>& v, std::uint64_t n) {
    v.clear();
    for (std::uint64_t i = 0; i < n; ++i) {
      T x{};
      element(x);
      v.insert(v.end(), std::move(x));
    }
  }
  template <class K, class V>
  void elements(std::map<K, V>& v, std::uint64_t n) {
    v.clear();
    for (std::uint64_t i = 0; i < n; ++i) {
      std::pair<K, V> x{};
      element(x);
      v.emplace_hint(v.end(), std::move(x.first), std::move(x.second));
    }
  }

  const char* begin_;
  const char* at_;
  const char* end_;
  std::uint8_t bits_ = 0;
  std::uint8_t bit_ = 0;
  int depth_ = 0;
  packed_detail::RecentTexts recent_;
};

}  // namespace kith::book
