// Values out of packed bytes (packed.hpp).
#pragma once

#include <algorithm>

#include "book/packed.hpp"

namespace kith::book {

/// Reads what PackedOut wrote. Throws Error (data_loss, or unimplemented for a newer
/// class version) on anything else; allocates no more than a multiple of the bytes
/// given, which outlive it.
class PackedIn {
 public:
  static constexpr bool is_loading = true;
  static constexpr bool is_saving = false;

  explicit PackedIn(std::string_view bytes)
      : begin_(bytes.data()),
        at_(begin_),
        stop_(begin_ + bytes.size()),
        bits_at_(stop_) {}
  template <class T>
  PackedIn& operator&(T& value) {
    field(value);
    return *this;
  }
  template <class T>
  PackedIn& operator>>(T& value) {
    return *this & value;
  }
  /// Whether all bytes were read, and each once.
  [[nodiscard]] bool at_end() const noexcept {
    const std::uint64_t spare = bits_ & ((std::uint64_t{1} << (unread_ % 8)) - 1);
    return at_ == bits_at_ + unread_ / 8 && spare == 0;
  }

 private:
  static constexpr int kMaxDepth = 64;
  [[noreturn, gnu::noinline]] static void damaged(const char* what) {
    throw Error(Status::data_loss, Reason::truncated, what);
  }
  // Bytes and bits come towards each other. Whether they met, and not more, at_end()
  // tells.
  [[nodiscard]] std::size_t left() const noexcept {
    return static_cast<std::size_t>(stop_ - at_);
  }
  std::uint8_t byte() {
    if (at_ == stop_) damaged("bytes end inside a value");
    return static_cast<std::uint8_t>(*at_++);
  }
  bool bit() {
    if (unread_ == 0) next_bits();
    const bool set = (bits_ & 1) != 0;
    bits_ >>= 1;
    --unread_;
    return set;
  }
  [[gnu::noinline]] void next_bits() {
    const auto n = static_cast<int>(std::min<std::ptrdiff_t>(bits_at_ - begin_, 8));
    if (n == 0) damaged("bytes end inside a value");
    if (n == 8) {
      bits_ = packed_detail::load_backwards(bits_at_ - 8);
    } else {
      for (int i = 0; i < n; ++i)
        bits_ |= std::uint64_t{static_cast<unsigned char>(bits_at_[-1 - i])} << (8 * i);
    }
    bits_at_ -= n;
    unread_ = 8 * n;
  }
  std::uint64_t varint() {
    if (at_ != stop_ && static_cast<unsigned char>(*at_) < 0x80)
      return static_cast<unsigned char>(*at_++);
    return long_varint();
  }
  [[gnu::noinline]] std::uint64_t long_varint() {
    std::uint64_t n = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      const std::uint64_t b = byte();
      if (shift == 63 && b > 1) break;
      n |= (b & 0x7f) << shift;
      if (b < 0x80) return n;
    }
    damaged("number too long");
  }
  std::uint64_t fixed() {
    if (left() < 8) damaged("bytes end inside a value");
    const std::uint64_t n = packed_detail::load_word(at_);
    at_ += 8;
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
      } else if (!packed_detail::is_empty(v)) {
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
    if constexpr (packed_detail::IsPair<T>::value) {
      inside(v.first);
      inside(v.second);
    } else {
      inside(v);
    }
  }
  template <std::size_t I, class... T>
  void alternative(std::variant<T...>& v, std::uint64_t index) {
    if constexpr (I < sizeof...(T)) {
      if (index == I) {
        auto* const same = std::get_if<I>(&v);  // its memory is used again
        inside(same != nullptr ? *same : v.template emplace<I>());
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
      version = detail::known_version<T>(varint());
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
      // Each is a bit at least, of those read already or of those to come.
      if (n > 8 * (left() + sizeof bits_)) damaged("length beyond the end of the bytes");
      elements(v, n);
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
    constexpr std::uint64_t kAtOnce = 16;  // more grow as bytes are really read
    v.clear();
    v.reserve(static_cast<std::size_t>(std::min(n, kAtOnce)));
    for (std::uint64_t i = 0; i < n; ++i) element(v.emplace_back());
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
  const char* at_;       ///< the next byte
  const char* stop_;     ///< behind the last one
  const char* bits_at_;  ///< the bits behind it were taken
  std::uint64_t bits_ = 0;
  int unread_ = 0;  ///< of bits_, the next one lowest
  int depth_ = 0;
  packed_detail::RecentTexts recent_;
};

}  // namespace kith::book
