// Published vectors of SipHash-2-4-128 and CRC-32C; names of codes.
#include "kith/base/hash.hpp"

#include <gtest/gtest.h>

#include <set>

#include "kith/base/error.hpp"

namespace kith {
namespace {

std::string output_bytes(const Hash128& h) {
  std::string out;
  for (const std::uint64_t word : {h.hi, h.lo}) {
    for (int i = 0; i < 8; ++i) out.push_back(static_cast<char>(word >> (8 * i)));
  }
  return out;
}

HashKey counting_key() {
  HashKey key{};
  for (std::size_t i = 0; i < key.size(); ++i) key[i] = static_cast<std::uint8_t>(i);
  return key;
}

// Reference vectors of the authors: key 00…0f, input 00, 01, 02, … of each length.
TEST(SipHash, ReferenceVectors) {
  const unsigned char expected[][16] = {
      {0xa3, 0x81, 0x7f, 0x04, 0xba, 0x25, 0xa8, 0xe6, 0x6d, 0xf6, 0x72, 0x14, 0xc7, 0x55,
       0x02, 0x93},
      {0xda, 0x87, 0xc1, 0xd8, 0x6b, 0x99, 0xaf, 0x44, 0x34, 0x76, 0x59, 0x11, 0x9b, 0x22,
       0xfc, 0x45},
      {0x81, 0x77, 0x22, 0x8d, 0xa4, 0xa4, 0x5d, 0xc7, 0xfc, 0xa3, 0x8b, 0xde, 0xf6, 0x0a,
       0xff, 0xe4},
  };
  std::string input;
  for (const auto& e : expected) {
    EXPECT_EQ(output_bytes(siphash128(counting_key(), input)),
              std::string(reinterpret_cast<const char*>(e), 16))
        << input.size();
    input.push_back(static_cast<char>(input.size()));
  }
}

TEST(SipHash, EveryBitOfInputCounts) {
  std::set<Hash128> seen;
  for (std::size_t n = 0; n < 40; ++n) {
    std::string input(n, '\0');
    EXPECT_TRUE(seen.insert(siphash128(counting_key(), input)).second);
    for (std::size_t i = 0; i < n; ++i) {
      input[i] = static_cast<char>(0x80);
      EXPECT_TRUE(seen.insert(siphash128(counting_key(), input)).second) << n << " " << i;
      input[i] = '\0';
    }
  }
}

TEST(Hash128, Base32) {
  EXPECT_EQ((Hash128{0, 0}.base32()), "aaaaaaaaaaaaaaaaaaaaaaaaaa");
  EXPECT_EQ((Hash128{~0ull, ~0ull}.base32()),
            "7777777777777777777777777"
            "4");
  // RFC 4648: "foobar" is MZXW6YTBOI.
  EXPECT_EQ((Hash128{0x666f6f6261720000ull, 0}.base32()), "mzxw6ytboiaaaaaaaaaaaaaaaa");
}

TEST(KeyedHash, PartsDoNotRunTogether) {
  const HashKey key{};
  const auto of = [&](auto a, auto b) {
    return KeyedHash(key).part(std::string_view(a)).part(std::string_view(b)).finish();
  };
  EXPECT_NE(of("ab", "c"), of("a", "bc"));
  EXPECT_NE(of("", "abc"), of("abc", ""));
  EXPECT_EQ(of("ab", "c"), of("ab", "c"));
  EXPECT_NE(KeyedHash(key).part(std::int64_t{1}).finish(),
            KeyedHash(key).part(std::int64_t{2}).finish());
  EXPECT_NE(KeyedHash(HashKey{1}).part("x").finish(),
            KeyedHash(HashKey{2}).part("x").finish());
}

TEST(Crc32c, PublishedNumbers) {
  EXPECT_EQ(crc32c("123456789"), 0xE3069283u);
  EXPECT_EQ(crc32c(""), 0u);
  // RFC 3720 B.4.
  EXPECT_EQ(crc32c(std::string(32, '\0')), 0x8A9136AAu);
  EXPECT_EQ(crc32c(std::string(32, '\xFF')), 0x62A8AB43u);
  EXPECT_EQ(crc32c("456789", crc32c("123")), 0xE3069283u);
}

TEST(Names, OfCodes) {
  EXPECT_EQ(status_name(Status::data_loss), "data_loss");
  EXPECT_EQ(status_name(static_cast<Status>(99)), "unknown");
  EXPECT_EQ(reason_name(Reason::missing_part), "missing_part");
  EXPECT_EQ(reason_name(static_cast<Reason>(-5)), "unknown");
  std::set<std::string_view> names;
  for (int i = 0; i <= 41; ++i)
    EXPECT_TRUE(names.insert(reason_name(static_cast<Reason>(i))).second);
  for (int i = 0; i <= 13; ++i)
    EXPECT_TRUE(names.insert(status_name(static_cast<Status>(i))).second);
  EXPECT_EQ(names.count("unknown"), 0u);
}

}  // namespace
}  // namespace kith
