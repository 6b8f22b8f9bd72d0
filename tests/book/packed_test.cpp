// Bytes of a book's columns: facts, states, words and fingerprints there and back, damage
// refused.
#include <algorithm>
#include <cstdlib>

#include "book/codec.hpp"
#include "book/desk.hpp"
#include "book/packed_in.hpp"
#include "book/packed_out.hpp"
#include "model/random_facts.hpp"

namespace kith::test {
namespace {

using book::PackedIn;
using book::PackedOut;

struct Inner {
  std::int32_t n = 7;  // not what an empty field is
  std::string s = "default";
  bool operator==(const Inner&) const = default;
  template <class A>
  void serialize(A& ar, unsigned) {
    ar& n& s;
  }
};

struct Outer {
  bool flag = false;
  std::vector<Inner> inner;
  std::map<std::string, std::vector<std::int64_t>> numbers;
  std::set<CustomerKey> keys;
  std::variant<std::int32_t, std::string, Inner, TextRef> either;
  std::optional<Inner> maybe;
  std::optional<Occurred> when;
  std::vector<TextRef> refs;
  std::vector<Money> moneys;
  std::array<std::uint8_t, 3> bytes{};
  std::uint64_t big = 0;
  bool last = false;
  bool operator==(const Outer&) const = default;
  template <class A>
  void serialize(A& ar, unsigned) {
    ar& flag& inner& numbers& keys& either& maybe& when& refs& moneys& bytes& big& last;
  }
};

Outer outer() {
  Outer o;
  o.inner = {{0, ""}, {}, {INT32_MIN, std::string(300, 'x')}, {1, "default"}};
  o.numbers = {{"", {0, -1, INT64_MAX, INT64_MIN}}, {"客户", {}}};
  o.keys = {CustomerKey("c1"), CustomerKey("客户")};
  o.either = TextRef{~0ull, 1};
  o.maybe = Inner{0, "default"};
  o.when = Occurred::at_instant(at("1969-12-31T23:59:59.999999Z"), Zone{480});
  o.refs = {TextRef{}, {1, 2}};
  o.moneys = {{-5, Currency::parse("USD").value()}, {}, {1, {}}};
  o.bytes = {0, 255, 1};
  o.big = ~0ull;
  o.last = true;
  return o;
}

template <class T>
std::string packed(const T& value) {
  PackedOut out;
  out << value;
  return std::move(out).bytes();
}

template <class T>
std::optional<T> unpacked(std::string_view bytes) {
  try {
    PackedIn in(bytes);
    T value{};
    in >> value;
    if (!in.at_end()) return std::nullopt;
    return value;
  } catch (const Error& e) {
    EXPECT_EQ(e.status(), Status::data_loss);
    return std::nullopt;
  }
}

TEST(Packed, EverythingComesBack) {
  EXPECT_EQ(unpacked<Outer>(packed(outer())), outer());
  EXPECT_EQ(unpacked<Outer>(packed(Outer{})), Outer{});
  for (const Date day : {Date::min(), Date::max(), Date(), Date(18'262), Date(19'700)})
    EXPECT_EQ(unpacked<Date>(packed(day)), day);
  for (const char* iso : {"2020-01-01T00:00:00Z", "2023-10-26T11:20:00+08:00",
                          "2023-10-26T11:20:05Z", "2023-10-26T11:20:05.120Z",
                          "2019-10-26T11:20:05.000001Z", "9999-12-31T00:00:00Z"}) {
    EXPECT_EQ(unpacked<Instant>(packed(at(iso))), at(iso)) << iso;
  }
}

TEST(Packed, AnEmptyFieldIsABitAndAKnownTextAByte) {
  struct Flags {
    std::array<bool, 8> all{};
    void serialize(PackedOut& out, unsigned) { out& all; }
  };
  EXPECT_EQ(packed(Flags{}), std::string(1, '\0'));
  const std::vector<std::string> twice{"account manager", "account manager"};
  EXPECT_EQ(packed(twice).size(), 1 + 1 + 1 + twice[0].size() + 1);
  std::vector<std::string> many;
  for (int i = 0; i < 40; ++i) many.push_back("text " + std::to_string(i % 10));
  EXPECT_EQ(unpacked<std::vector<std::string>>(packed(many)), many);
}

TEST(Packed, WhatIsCutShortOrSpoiltIsRefusedOrAnotherValue) {
  const std::string good = packed(outer());
  std::size_t refused = 0;
  for (std::size_t n = 0; n < good.size(); ++n) {
    const auto value = unpacked<Outer>(std::string_view(good).substr(0, n));
    if (!value) {
      ++refused;
      continue;
    }
    ASSERT_EQ(unpacked<Outer>(packed(*value)), value);
  }
  EXPECT_GE(refused, good.size() - 2);  // what stands at the end are bits of anything
  EXPECT_FALSE(unpacked<Outer>(good + "x"));
  std::mt19937 random(11);
  int accepted = 0;
  for (int i = 0; i < 50'000; ++i) {
    std::string bytes = good;
    for (std::size_t n = random() % 4 + 1; n > 0; --n)
      bytes[random() % bytes.size()] = static_cast<char>(random());
    const auto value = unpacked<Outer>(bytes);
    if (!value) continue;
    ++accepted;
    ASSERT_EQ(unpacked<Outer>(packed(*value)), value);
  }
  EXPECT_GT(accepted, 100);
  // A count that claims more than what is left, of elements that are a bit at least.
  EXPECT_FALSE(unpacked<std::vector<Inner>>("\xff\xff\x03\x01"));
}

TEST(Packed, FactsComeBackWithTheReferencesOfTheirWords) {
  Batch batch;
  RandomFacts random(5, batch);
  for (const FactKind kind : all_kinds()) {
    for (int i = 0; i < 300; ++i) {
      const Fact f = random.fact(kind);
      const std::string bytes = book::fact_bytes(f);
      const Fact back = book::fact_from(bytes, f.head.root, f.head.recorded);
      ASSERT_EQ(back, f) << code_name(kind);
      EXPECT_LT(bytes.size(), encode(f).size()) << code_name(kind);
      Fact bare =
          book::fact_from(bytes, f.head.root, f.head.recorded, book::Refs::of_states);
      if (auto* touch = std::get_if<TouchFact>(&bare.body)) {
        touch->content = std::get<TouchFact>(f.body).content;
        touch->feedback = std::get<TouchFact>(f.body).feedback;
      }
      ASSERT_EQ(bare, f) << code_name(kind);
    }
  }
  Fact odd = random.fact(FactKind::touch);
  std::get<TouchFact>(odd.body).content = {7, 8};  // not the function of its event
  EXPECT_EQ(book::fact_from(book::fact_bytes(odd), odd.head.root, odd.head.recorded),
            odd);
}

TEST(Packed, StatesComeBackAndAreTheirCustomersOnly) {
  const Folder folder;
  Book book = fresh(folder.file());
  RandomHistory history(8);
  for (int i = 0; i < 40; ++i)
    (void)book.record(history.next_batch(), history.now(), {.all_or_nothing = false});
  int read = 0;
  book.source()->each({Date::max(), std::nullopt}, [&](const CustomerState& s) {
    const std::string bytes = book::state_bytes(s);
    EXPECT_EQ(book::state_from(bytes, s.key), s);
    EXPECT_EQ(book::state_bytes(book::state_from(bytes, s.key)), bytes);
    EXPECT_LT(bytes.size(), state_to_bytes(s).size());
    EXPECT_THROW(book::state_from(bytes, CustomerKey("another")), Error);
    for (std::size_t bit = 8; bit < 8 * bytes.size(); ++bit) {
      std::string bad = bytes;
      bad[bit / 8] = static_cast<char>(bad[bit / 8] ^ (1 << bit % 8));
      EXPECT_THROW(book::state_from(bad, s.key), Error);
    }
    std::string newer = bytes;
    ++newer[0];
    try {
      (void)book::state_from(newer, s.key);
      ADD_FAILURE() << "a newer version was read";
    } catch (const Error& e) {
      EXPECT_EQ(e.reason(), Reason::newer_version);
    }
    ++read;
    return true;
  });
  EXPECT_GT(read, 3);
}

TEST(Packed, WordsComeBack) {
  using Words = std::vector<std::string_view>;
  for (const Words& words : {Words{"one"}, Words{"", "two"}, Words{"one", ""},
                             Words{"一", std::string_view("b\0c", 3), "三"}}) {
    const auto back = book::words_from(book::words_bytes(words), words.size());
    EXPECT_TRUE(std::equal(back.begin(), back.end(), words.begin(), words.end()));
  }
  EXPECT_EQ(book::words_bytes(Words{"one"}), "one");
  EXPECT_EQ(book::words_bytes(Words{"", ""}), "");
  EXPECT_EQ(book::words_from("", 2), (std::vector<std::string>{"", ""}));
  EXPECT_THROW(book::words_from("abc", 2), Error);
  EXPECT_THROW(book::words_from(std::string("\x05\0\0\0abc", 7), 2), Error);
}

TEST(Packed, FingerprintsAreFoundInBothWidths) {
  std::string prints;
  for (std::uint32_t i = 0; i < 200; ++i) {
    const std::uint32_t print = (i + 1) * 0x01010101u;
    EXPECT_FALSE(book::has_fingerprint(prints, print)) << i;
    book::add_fingerprint(prints, print);
    EXPECT_TRUE(book::has_fingerprint(prints, print)) << i;
  }
  EXPECT_EQ(prints.size(), 2 * book::kShortPrints + 4 * (200 - book::kShortPrints));
  EXPECT_TRUE(book::has_fingerprint(prints, 0xffff0101u));  // 16 bits: a chance hit
  EXPECT_FALSE(book::has_fingerprint(prints, 0xffffc8c8u));
}

}  // namespace
}  // namespace kith::test
