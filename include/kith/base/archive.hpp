// The bounded archive: Boost.Serialization's serialize(Archive&, version) protocol
// (headers only) over our own compact bytes, safe on hostile input.
//
// A class offers `template <class A> void serialize(A& ar, unsigned version)`, inside or
// free, and may set its version with BOOST_CLASS_VERSION. Integers are little-endian
// varints (signed ones zigzag), strings and containers length-prefixed; each class with
// version > 0 writes its version once per object; an older one is read (the class sees
// the number), a newer one is refused by number. Lengths are checked against the bytes
// that are left before anything is allocated.
#pragma once

#include <array>
#include <boost/serialization/version.hpp>
#include <cstdint>
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

#include "kith/base/date.hpp"
#include "kith/base/instant.hpp"
#include "kith/base/money.hpp"
#include "kith/base/result.hpp"

namespace kith {

namespace detail {
template <class T>
struct IsKithScalar : std::bool_constant<std::is_integral_v<T> || std::is_enum_v<T>> {};
template <class T, class A>
concept HasMemberSerialize = requires(T& t, A& a) {
  t.serialize(a, 0u);
};
template <class T>
inline constexpr unsigned class_version =
    static_cast<unsigned>(boost::serialization::version<T>::value);

/// A version read from bytes. Throws newer_version.
template <class T>
unsigned known_version(std::uint64_t read) {
  if (read > class_version<T>) {
    throw Error(Status::unimplemented, Reason::newer_version,
                "written by a newer version: class version " + std::to_string(read) +
                    ", this build reads up to " + std::to_string(class_version<T>));
  }
  return static_cast<unsigned>(read);
}

constexpr std::uint64_t zigzag(std::int64_t n) {
  return (static_cast<std::uint64_t>(n) << 1) ^ static_cast<std::uint64_t>(n >> 63);
}
constexpr std::int64_t unzigzag(std::uint64_t n) {
  return static_cast<std::int64_t>(n >> 1) ^ -static_cast<std::int64_t>(n & 1);
}
}  // namespace detail

/// Writes values to bytes. Never fails but by std::bad_alloc.
class OutArchive {
 public:
  static constexpr bool is_loading = false;
  static constexpr bool is_saving = true;

  template <class T>
  OutArchive& operator&(const T& value) {
    save(value);
    return *this;
  }
  template <class T>
  OutArchive& operator<<(const T& value) {
    return *this & value;
  }
  [[nodiscard]] const std::string& bytes() const& noexcept { return bytes_; }
  [[nodiscard]] std::string bytes() && noexcept { return std::move(bytes_); }

 private:
  void varint(std::uint64_t n) {
    while (n >= 0x80) {
      bytes_.push_back(static_cast<char>(n | 0x80));
      n >>= 7;
    }
    bytes_.push_back(static_cast<char>(n));
  }
  template <class T>
  void save(const T& v) {
    if constexpr (std::is_same_v<T, bool>) {
      bytes_.push_back(v ? 1 : 0);
    } else if constexpr (std::is_enum_v<T>) {
      varint(detail::zigzag(static_cast<std::int64_t>(v)));
    } else if constexpr (std::is_unsigned_v<T>) {
      varint(v);
    } else if constexpr (std::is_integral_v<T>) {
      varint(detail::zigzag(v));
    } else {
      if constexpr (detail::class_version < T >> 0) varint(detail::class_version<T>);
      // serialize() is shared with loading, hence not const.
      if constexpr (detail::HasMemberSerialize<T, OutArchive>) {
        const_cast<T&>(v).serialize(*this, detail::class_version<T>);
      } else {
        serialize(*this, const_cast<T&>(v), detail::class_version<T>);
      }
    }
  }
  void save(const std::string& s) {
    varint(s.size());
    bytes_.append(s);
  }
  void save(Date d) { save(d.days()); }
  void save(Instant t) { save(t.micros()); }
  void save(const Occurred& o) {
    save(o.day);
    save(o.at);
  }
  void save(const Currency& c) { save(c.code()); }
  void save(const Money& m) {
    save(m.minor);
    save(m.currency);
  }
  template <class T>
  void save(const std::optional<T>& o) {
    save(o.has_value());
    if (o) save(*o);
  }
  template <class A, class B>
  void save(const std::pair<A, B>& p) {
    save(p.first);
    save(p.second);
  }
  template <class T>
  void save(const std::vector<T>& v) {
    varint(v.size());
    for (const auto& x : v) save(x);
  }
  template <class T, std::size_t N>
  void save(const std::array<T, N>& v) {
    for (const auto& x : v) save(x);
  }
  template <class T>
  void save(const std::set<T>& v) {
    varint(v.size());
    for (const auto& x : v) save(x);
  }
  template <class K, class V>
  void save(const std::map<K, V>& v) {
    varint(v.size());
    for (const auto& [k, x] : v) {
      save(k);
      save(x);
    }
  }
  template <class... T>
  void save(const std::variant<T...>& v) {
    varint(v.index());
    std::visit([this](const auto& x) { this->save(x); }, v);
  }

  std::string bytes_;
};

/// Reads what OutArchive wrote. Throws Error (data_loss, or unimplemented for a newer
/// class version) on anything else; allocates no more than a small multiple of the bytes
/// given. decode() turns that into a Result.
class InArchive {
 public:
  static constexpr bool is_loading = true;
  static constexpr bool is_saving = false;

  explicit InArchive(std::string_view bytes) : rest_(bytes) {}
  template <class T>
  InArchive& operator&(T& value) {
    load(value);
    return *this;
  }
  template <class T>
  InArchive& operator>>(T& value) {
    return *this & value;
  }
  [[nodiscard]] std::size_t left() const noexcept { return rest_.size(); }

 private:
  static constexpr int kMaxDepth = 64;
  [[noreturn]] static void damaged(const char* what) {
    throw Error(Status::data_loss, Reason::truncated, what);
  }
  template <class T>
  static T sound(Result<T> value, const char* otherwise) {
    if (!value) damaged(otherwise);
    return *std::move(value);
  }
  std::uint8_t byte() {
    if (rest_.empty()) damaged("bytes end inside a value");
    const auto b = static_cast<std::uint8_t>(rest_.front());
    rest_.remove_prefix(1);
    return b;
  }
  std::uint64_t varint() {
    std::uint64_t n = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      const std::uint64_t b = byte();
      if (shift == 63 && b > 1) damaged("number too long");
      n |= (b & 0x7f) << shift;
      if (b < 0x80) return n;
    }
    damaged("number too long");
  }
  /// A count of elements of at least one byte each.
  std::size_t count() {
    const std::uint64_t n = varint();
    if (n > rest_.size()) damaged("length beyond the end of the bytes");
    return static_cast<std::size_t>(n);
  }
  template <class T>
  void load(T& v) {
    if constexpr (std::is_same_v<T, bool>) {
      const auto b = byte();
      if (b > 1) damaged("neither true nor false");
      v = b == 1;
    } else if constexpr (std::is_enum_v<T>) {
      using U = std::underlying_type_t<T>;
      U u{};
      load_signed(u);
      v = static_cast<T>(u);
    } else if constexpr (std::is_unsigned_v<T>) {
      const std::uint64_t n = varint();
      if (n > std::uint64_t{std::numeric_limits<T>::max()})
        damaged("number out of range");
      v = static_cast<T>(n);
    } else if constexpr (std::is_integral_v<T>) {
      load_signed(v);
    } else {
      unsigned version = 0;
      if constexpr (detail::class_version < T >> 0) {
        version = detail::known_version<T>(varint());
      }
      if (++depth_ > kMaxDepth) damaged("nested too deep");
      if constexpr (detail::HasMemberSerialize<T, InArchive>) {
        v.serialize(*this, version);
      } else {
        serialize(*this, v, version);
      }
      --depth_;
    }
  }
  template <class T>
  void load_signed(T& v) {
    const std::int64_t n = detail::unzigzag(varint());
    if (n < std::int64_t{std::numeric_limits<T>::min()} ||
        n > std::int64_t{std::numeric_limits<T>::max()}) {
      damaged("number out of range");
    }
    v = static_cast<T>(n);
  }
  void load(std::string& s) {
    const std::size_t n = count();
    s.assign(rest_.substr(0, n));
    rest_.remove_prefix(n);
  }
  void load(Date& d) {
    std::int32_t n = 0;
    load(n);
    d = sound(Date::checked(n), "date out of range");
  }
  void load(Instant& t) {
    std::int64_t n = 0;
    load(n);
    t = sound(Instant::checked(n), "instant out of range");
  }
  void load(Occurred& o) {
    load(o.day);
    load(o.at);
  }
  void load(Currency& c) {
    std::string s;
    load(s);
    c = sound(Currency::parse(s), "no currency");
  }
  void load(Money& m) {
    load(m.minor);
    load(m.currency);
  }
  template <class T>
  void load(std::optional<T>& o) {
    bool has = false;
    load(has);
    if (!has) {
      o.reset();
      return;
    }
    load(o.emplace());
  }
  template <class A, class B>
  void load(std::pair<A, B>& p) {
    load(p.first);
    load(p.second);
  }
  template <class T>
  void load(std::vector<T>& v) {
    const std::size_t n = count();
    v.clear();
    for (std::size_t i = 0; i < n; ++i)
      load(v.emplace_back());  // grows as bytes are really read
  }
  template <class T, std::size_t N>
  void load(std::array<T, N>& v) {
    for (auto& x : v) load(x);
  }
  template <class T>
  void load(std::set<T>& v) {
    const std::size_t n = count();
    v.clear();
    for (std::size_t i = 0; i < n; ++i) {
      T x{};
      load(x);
      v.insert(v.end(), std::move(x));
    }
  }
  template <class K, class V>
  void load(std::map<K, V>& v) {
    const std::size_t n = count();
    v.clear();
    for (std::size_t i = 0; i < n; ++i) {
      K k{};
      V x{};
      load(k);
      load(x);
      v.emplace_hint(v.end(), std::move(k), std::move(x));
    }
  }
  template <std::size_t I, class... T>
  void load_alternative(std::variant<T...>& v, std::uint64_t index) {
    if constexpr (I < sizeof...(T)) {
      if (index == I) {
        load(v.template emplace<I>());
      } else {
        load_alternative<I + 1>(v, index);
      }
    } else {
      damaged("unknown alternative");
    }
  }
  template <class... T>
  void load(std::variant<T...>& v) {
    load_alternative<0>(v, varint());
  }

  std::string_view rest_;
  int depth_ = 0;
};

template <class T>
std::string encode(const T& value) {
  OutArchive ar;
  ar& value;
  return std::move(ar).bytes();
}
/// Fails on damaged bytes, on bytes left over, and on a newer class version.
template <class T>
Result<T> decode(std::string_view bytes) {
  try {
    InArchive ar(bytes);
    T value{};
    ar& value;
    if (ar.left() != 0) {
      return Error(Status::data_loss, Reason::truncated,
                   "bytes left over after the value");
    }
    return value;
  } catch (const Error& e) {
    return e;
  }
}

/// What stands before bytes that leave the process: magic "KITH", format, what they hold,
/// rules version, shard name, length of the body, and CRC-32C of all of it.
struct FrameHead {
  std::int32_t content = 0;  ///< what the body is (1 customer state, 2 shard, 3 a host's
                             ///< customer state), append-only
  std::int32_t schema = 1;
  std::int32_t rules_version = 1;
  std::string shard;
};
std::string frame(const FrameHead& head, std::string_view body);
/// The head and the body (a view into `bytes`). Fails with bad_checksum, truncated, or
/// newer_version.
Result<std::pair<FrameHead, std::string_view>> unframe(std::string_view bytes);

}  // namespace kith
