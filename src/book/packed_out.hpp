// Values into packed bytes (packed.hpp).
#pragma once

#include "book/packed.hpp"

namespace kith::book {

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
    end_bits();
    bytes_.resize(size_);
    return std::move(bytes_);
  }

 private:
  static constexpr std::size_t kUsualBytes = 192;

  /// The byte of bits that is being filled.
  struct Bits {
    std::size_t place = 0;
    std::uint32_t bits = 0;
    std::uint32_t next = 0;  ///< 0: a new byte
  };

  // Room first: most writes are a few bytes.
  char* room(std::size_t n) {
    if (bytes_.size() - size_ < n) grow(n);
    return bytes_.data() + size_;
  }
  // What is rare stands apart, so that the rest is small enough to be inlined.
  [[gnu::noinline]] void grow(std::size_t n) { bytes_.resize(2 * bytes_.size() + n); }
  void byte(std::uint8_t b) {
    *room(1) = static_cast<char>(b);
    ++size_;
  }
  void bit(bool set) {
    if (now_.next == 0) open_bits();
    now_.bits |= set ? now_.next : 0u;
    now_.next <<= 1;
    if (now_.next == 0x100) end_bits();
  }
  [[gnu::noinline]] void open_bits() {
    now_ = {size_, 0, 1};
    byte(0);
  }
  void end_bits() {
    if (now_.next == 0) return;
    bytes_.data()[now_.place] = static_cast<char>(now_.bits);
    now_.next = 0;
  }
  void varint(std::uint64_t n) {
    if (n < 0x80) return byte(static_cast<std::uint8_t>(n));
    long_varint(n);
  }
  [[gnu::noinline]] void long_varint(std::uint64_t n) {
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
    if constexpr (packed_detail::IsPair<T>::value) {
      inside(v.first);
      inside(v.second);
    } else {
      inside(v);
    }
    end_bits();
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
      const Bits outer = std::exchange(now_, Bits{});
      for (const auto& x : v) element(x);
      now_ = outer;
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
  Bits now_;
  packed_detail::RecentTexts recent_;
  std::array<const void*, 8> omitted_{};
  std::size_t omissions_ = 0;
};

}  // namespace kith::book
