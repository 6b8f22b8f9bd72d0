// SipHash-2-4 with 128 bits of output (Aumasson & Bernstein 2012) and CRC-32C
// (Castagnoli), in plain C++; where the processor has an instruction for the latter, by
// that.
#include "kith/base/hash.hpp"

#include <array>
#include <bit>

#if defined(__x86_64__) && defined(__GNUC__)
#define KITH_CRC_INSTRUCTION 1
#else
#define KITH_CRC_INSTRUCTION 0
#endif

namespace kith {
namespace {

// Little-endian on every machine.
std::uint64_t load64(const unsigned char* p, std::size_t n = 8) {
  std::uint64_t x = 0;
  for (std::size_t i = 0; i < n; ++i) x |= std::uint64_t{p[i]} << (8 * i);
  return x;
}

struct SipState {
  std::uint64_t v0, v1, v2, v3;

  void rounds(int n) {
    for (int i = 0; i < n; ++i) {
      v0 += v1;
      v1 = std::rotl(v1, 13) ^ v0;
      v0 = std::rotl(v0, 32);
      v2 += v3;
      v3 = std::rotl(v3, 16) ^ v2;
      v0 += v3;
      v3 = std::rotl(v3, 21) ^ v0;
      v2 += v1;
      v1 = std::rotl(v1, 17) ^ v2;
      v2 = std::rotl(v2, 32);
    }
  }
  void absorb(std::uint64_t m) {
    v3 ^= m;
    rounds(2);
    v0 ^= m;
  }
  [[nodiscard]] std::uint64_t digest() const { return v0 ^ v1 ^ v2 ^ v3; }
};

constexpr std::size_t kCrcStep = 8;
using CrcTables = std::array<std::array<std::uint32_t, 256>, kCrcStep>;

// Table k: a byte with k bytes of zero behind it, so that eight bytes are one step.
constexpr CrcTables crc_tables() {
  CrcTables tables{};
  for (std::uint32_t i = 0; i < 256; ++i) {
    std::uint32_t c = i;
    for (int bit = 0; bit < 8; ++bit) c = (c & 1) != 0 ? (c >> 1) ^ 0x82F63B78u : c >> 1;
    tables[0][i] = c;
  }
  for (std::size_t k = 1; k < kCrcStep; ++k) {
    for (std::size_t i = 0; i < 256; ++i) {
      const std::uint32_t c = tables[k - 1][i];
      tables[k][i] = tables[0][c & 0xff] ^ (c >> 8);
    }
  }
  return tables;
}
constexpr CrcTables kCrcTables = crc_tables();

void append64(std::string& out, std::uint64_t n) {
  std::array<char, 8> bytes{};
  for (std::size_t i = 0; i < bytes.size(); ++i)
    bytes[i] = static_cast<char>(n >> (8 * i));
  out.append(bytes.data(), bytes.size());
}

}  // namespace

Hash128 siphash128(const HashKey& key, std::string_view bytes) noexcept {
  const std::uint64_t k0 = load64(key.data());
  const std::uint64_t k1 = load64(key.data() + 8);
  SipState s{k0 ^ 0x736f6d6570736575ull, k1 ^ 0x646f72616e646f6dull ^ 0xee,
             k0 ^ 0x6c7967656e657261ull, k1 ^ 0x7465646279746573ull};
  const auto* p = reinterpret_cast<const unsigned char*>(bytes.data());
  const std::size_t whole = bytes.size() / 8 * 8;
  for (std::size_t i = 0; i < whole; i += 8) s.absorb(load64(p + i));
  const std::uint64_t tail =
      whole < bytes.size() ? load64(p + whole, bytes.size() - whole) : 0;
  s.absorb((std::uint64_t{bytes.size()} << 56) | tail);
  s.v2 ^= 0xee;
  s.rounds(4);
  const std::uint64_t first = s.digest();
  s.v1 ^= 0xdd;
  s.rounds(4);
  return {first, s.digest()};
}

std::string Hash128::base32() const {
  static constexpr char alphabet[] = "abcdefghijklmnopqrstuvwxyz234567";
  std::string out(26, 'a');
  // 26 × 5 = 130 bits: the last character holds three bits and two zeros.
  for (std::size_t i = 0; i < 26; ++i) {
    std::uint32_t five = 0;
    for (std::size_t bit = i * 5; bit < i * 5 + 5; ++bit) {
      const std::uint64_t word = bit < 64 ? hi : lo;
      const std::uint64_t set = bit < 128 ? word >> (63 - bit % 64) & 1 : 0;
      five = five << 1 | static_cast<std::uint32_t>(set);
    }
    out[i] = alphabet[five];
  }
  return out;
}

KeyedHash& KeyedHash::part(std::string_view bytes) {
  constexpr std::size_t kUsualBytes = 120;
  if (buffer_.empty()) buffer_.reserve(kUsualBytes);
  append64(buffer_, bytes.size());
  buffer_.append(bytes);
  return *this;
}

KeyedHash& KeyedHash::part(std::int64_t number) {
  append64(buffer_, 8);
  append64(buffer_, static_cast<std::uint64_t>(number));
  return *this;
}

#if KITH_CRC_INSTRUCTION
namespace {

__attribute__((target("sse4.2"))) std::uint32_t crc32c_by_instruction(
    std::string_view bytes, std::uint32_t seed) noexcept {
  const auto* p = reinterpret_cast<const unsigned char*>(bytes.data());
  std::size_t left = bytes.size();
  std::uint64_t c = ~seed;
  for (; left >= kCrcStep; left -= kCrcStep, p += kCrcStep)
    c = __builtin_ia32_crc32di(c, load64(p));
  auto last = static_cast<std::uint32_t>(c);
  for (; left > 0; --left) last = __builtin_ia32_crc32qi(last, *p++);
  return ~last;
}

}  // namespace
#endif

std::uint32_t crc32c(std::string_view bytes, std::uint32_t seed) noexcept {
#if KITH_CRC_INSTRUCTION
  if (__builtin_cpu_supports("sse4.2") != 0) return crc32c_by_instruction(bytes, seed);
#endif
  std::uint32_t c = ~seed;
  const auto* p = reinterpret_cast<const unsigned char*>(bytes.data());
  std::size_t left = bytes.size();
  for (; left >= kCrcStep; left -= kCrcStep, p += kCrcStep) {
    const std::uint64_t word = load64(p) ^ c;
    c = 0;
    for (std::size_t k = 0; k < kCrcStep; ++k)
      c ^= kCrcTables[kCrcStep - 1 - k][word >> (8 * k) & 0xff];
  }
  for (; left > 0; --left) c = kCrcTables[0][(c ^ *p++) & 0xff] ^ (c >> 8);
  return ~c;
}

}  // namespace kith
