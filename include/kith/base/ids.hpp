// Strong keys. A key is the host's own name for a thing (UTF-8, 1–255 bytes); it leaves
// in files and states. Internal row numbers never do.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

namespace kith {

template <class Tag>
class Key {
 public:
  Key() = default;
  explicit Key(std::string text) : text_(std::move(text)) {}
  [[nodiscard]] const std::string& text() const noexcept { return text_; }
  [[nodiscard]] bool empty() const noexcept { return text_.empty(); }
  auto operator<=>(const Key&) const = default;
  template <class Archive>
  void serialize(Archive& ar, unsigned) {
    ar& text_;
  }

 private:
  std::string text_;
};

using CustomerKey = Key<struct CustomerTag>;
using PersonKey = Key<struct PersonTag>;
using ContactKey = Key<struct ContactTag>;
using DealKey = Key<struct DealTag>;
using OrderKey = Key<struct OrderTag>;

/// A reference to a text kept in the vault (names, phones, free text). Engines carry it
/// and never read behind it. Zero means no text.
struct TextRef {
  std::uint64_t hi = 0;
  std::uint64_t lo = 0;
  [[nodiscard]] bool empty() const noexcept { return hi == 0 && lo == 0; }
  auto operator<=>(const TextRef&) const = default;
  template <class Archive>
  void serialize(Archive& ar, unsigned) {
    ar& hi& lo;
  }
};

}  // namespace kith

template <class Tag>
struct std::hash<kith::Key<Tag>> {
  std::size_t operator()(const kith::Key<Tag>& k) const noexcept {
    return std::hash<std::string>{}(k.text());
  }
};
template <>
struct std::hash<kith::TextRef> {
  std::size_t operator()(const kith::TextRef& r) const noexcept {
    return static_cast<std::size_t>(r.hi ^ (r.lo * 0x9E3779B97F4A7C15ull));
  }
};
