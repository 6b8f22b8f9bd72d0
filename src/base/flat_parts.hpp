// FlatParts: what KeyedHash would hash, laid out in a buffer of its own: for the hashes
// that every fact costs. The same bytes, hence the same hash.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "kith/base/hash.hpp"

namespace kith {

class FlatParts {
 public:
  FlatParts& part(std::string_view bytes) {
    if (fits_ && bytes.size() + kLength <= bytes_.size() - size_) {
      length(bytes.size());
      bytes.copy(bytes_.data() + size_, bytes.size());
      size_ += bytes.size();
    } else {
      fits_ = false;
    }
    return *this;
  }
  FlatParts& part(std::int64_t number) {
    if (fits_ && 2 * kLength <= bytes_.size() - size_) {
      length(kLength);
      length(static_cast<std::uint64_t>(number));
    } else {
      fits_ = false;
    }
    return *this;
  }
  /// False: too long; KeyedHash has room for everything.
  [[nodiscard]] bool fits() const { return fits_; }
  [[nodiscard]] Hash128 hash(const HashKey& key) const {
    return siphash128(key, {bytes_.data(), size_});
  }

 private:
  static constexpr std::size_t kLength = 8;
  void length(std::uint64_t n) {
    for (std::size_t i = 0; i < kLength; ++i)
      bytes_[size_ + i] = static_cast<char>(n >> (8 * i));
    size_ += kLength;
  }
  std::array<char, 192> bytes_{};
  std::size_t size_ = 0;
  bool fits_ = true;
};

}  // namespace kith
