// Random numbers that are the same everywhere: splitmix64 seeds xoshiro256** (Blackman
// and Vigna, public domain algorithms), integers only.
//
//   Rng rng(seed, customer, topic);    rng.between(3, 9);   rng.chance(125);
//
// Not here: std::distribution, whose results differ between libraries.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace kith::sample {

class Rng {
 public:
  Rng(std::uint64_t seed, std::uint64_t stream, std::uint64_t topic) {
    std::uint64_t x = seed;
    x = mix(x) ^ (stream * 0xD1342543DE82EF95ull);
    x = mix(x) ^ (topic * 0xAF251AF3B0F025B5ull);
    for (std::uint64_t& s : state_) s = mix(x);
  }

  std::uint64_t next() {
    const std::uint64_t result = turn(state_[1] * 5, 7) * 9;
    const std::uint64_t t = state_[1] << 17;
    state_[2] ^= state_[0];
    state_[3] ^= state_[1];
    state_[1] ^= state_[2];
    state_[0] ^= state_[3];
    state_[2] ^= t;
    state_[3] = turn(state_[3], 45);
    return result;
  }
  /// 0 … n − 1; n > 0. The bias of a 32-bit multiplication does not matter here.
  std::int64_t below(std::int64_t n) {
    return static_cast<std::int64_t>(((next() >> 33) * static_cast<std::uint64_t>(n)) >>
                                     31);
  }
  /// low … high, both included.
  std::int64_t between(std::int64_t low, std::int64_t high) {
    return low + below(high - low + 1);
  }
  bool chance(std::int64_t per_mille) { return below(1000) < per_mille; }
  template <class List>
  const auto& pick(const List& list) {
    return list[static_cast<std::size_t>(below(static_cast<std::int64_t>(list.size())))];
  }
  /// Index drawn by weight.
  template <std::size_t N>
  std::int32_t weighted(const std::array<std::int32_t, N>& weights) {
    std::int64_t sum = 0;
    for (const std::int32_t w : weights) sum += w;
    std::int64_t at = below(sum);
    for (std::size_t i = 0; i < N; ++i) {
      at -= weights[i];
      if (at < 0) return static_cast<std::int32_t>(i);
    }
    return static_cast<std::int32_t>(N) - 1;
  }
  /// Near log-normal: the median times 2^(z·spread/16), z the sum of twelve uniforms.
  std::int64_t log_normal(std::int64_t median, std::int32_t spread) {
    // 2^(k/16) in 65536ths.
    static constexpr std::array<std::int64_t, 16> kPower{
        65536, 68438, 71468,  74632,  77936,  81386,  84990,  88752,
        92682, 96785, 101070, 105545, 110218, 115098, 120194, 125515};
    std::int64_t z = -6138;
    for (int i = 0; i < 12; ++i) z += below(1024);
    const std::int64_t exponent = z * spread / 1024 + 160;  // ten octaves up, then down
    const std::int64_t clamped = exponent < 0 ? 0 : exponent > 319 ? 319 : exponent;
    const std::int64_t scaled =
        (median * kPower[static_cast<std::size_t>(clamped % 16)]) >> 16;
    return (scaled << (clamped / 16)) >> 10;
  }

 private:
  static std::uint64_t turn(std::uint64_t x, int k) { return (x << k) | (x >> (64 - k)); }
  static std::uint64_t mix(std::uint64_t& x) {
    x += 0x9E3779B97F4A7C15ull;
    std::uint64_t z = x;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
    return z ^ (z >> 31);
  }
  std::array<std::uint64_t, 4> state_{};
};

}  // namespace kith::sample
