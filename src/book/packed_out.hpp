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
  [[nodiscard]] std::string bytes() && {
    const auto rest = static_cast<std::size_t>(filled_ + 7) / 8;
    const std::size_t whole = words_ * sizeof(std::uint64_t);
    char* to = room(whole + rest) + whole + rest;
    for (std::size_t i = 0; i < words_; ++i)
      packed_detail::store_backwards(to -= sizeof(std::uint64_t), word(i));
    for (std::size_t i = 0; i < rest; ++i) *--to = static_cast<char>(bits_ >> (8 * i));
    bytes_.resize(size_ + whole + rest);
    return std::move(bytes_);
  }

 private:
  static constexpr std::size_t kUsualBytes = 192;

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
    bits_ |= std::uint64_t{set} << filled_;
    if (++filled_ == packed_detail::kWordBits) end_word();
  }
  [[gnu::noinline]] void end_word() {
    if (words_ < usual_words_.size()) {
      usual_words_[words_] = bits_;
    } else {
      more_words_.push_back(bits_);
    }
    ++words_;
    bits_ = 0;
    filled_ = 0;
  }
  [[nodiscard]] std::uint64_t word(std::size_t i) const {
    return i < usual_words_.size() ? usual_words_[i]
                                   : more_words_[i - usual_words_.size()];
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
    packed_detail::store_word(room(8), n);
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
      for (const auto& x : v) element(x);
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
    const auto since =
        static_cast<std::int64_t>(static_cast<std::uint64_t>(t.micros()) -
                                  std::uint64_t{packed_detail::kFirstMicros});
    const packed_detail::InUnits in = packed_detail::in_units(since);
    varint(detail::zigzag(in.n) << 2 | in.unit);
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
  std::uint64_t bits_ = 0;  ///< of the word that is being filled, the first one lowest
  int filled_ = 0;
  std::size_t words_ = 0;  ///< filled before it
  std::array<std::uint64_t, 8> usual_words_{};
  std::vector<std::uint64_t> more_words_;
  packed_detail::RecentTexts recent_;
  std::array<const void*, 8> omitted_{};
  std::size_t omissions_ = 0;
};

}  // namespace kith::book
