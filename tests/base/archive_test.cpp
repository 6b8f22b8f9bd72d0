// The archive: every type there and back, versions of classes, damaged and hostile bytes,
// frames.
#include "kith/base/archive.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <limits>
#include <new>
#include <random>

#include "kith/base/ids.hpp"

namespace {
// What is allocated while a test asks to be told.
std::size_t allocated = 0;
}  // namespace

// Replaced for this program, all forms that hand out plain memory: counts, then allocates
// as usual. Not inlined, or the compiler takes new and free for a mismatched pair.
[[gnu::noinline]] void* operator new(std::size_t n, const std::nothrow_t&) noexcept {
  allocated += n;
  return std::malloc(n == 0 ? 1 : n);
}
[[gnu::noinline]] void* operator new(std::size_t n) {
  if (void* p = operator new(n, std::nothrow)) return p;
  throw std::bad_alloc();
}
[[gnu::noinline]] void operator delete(void* p) noexcept { std::free(p); }
[[gnu::noinline]] void operator delete(void* p, std::size_t) noexcept { std::free(p); }
[[gnu::noinline]] void operator delete(void* p, const std::nothrow_t&) noexcept {
  std::free(p);
}

namespace kith::sample {

enum class Colour : std::int32_t { red = -1, green = 7 };

struct Leaf {
  std::string name;
  std::optional<Date> day;
  Money money;
  Colour colour = Colour::red;
  bool operator==(const Leaf&) const = default;
  template <class A>
  void serialize(A& ar, unsigned) {
    ar& name& day& money& colour;
  }
};

struct Tree {
  std::vector<Leaf> leaves;
  std::map<std::string, std::vector<std::int64_t>> numbers;
  std::set<CustomerKey> keys;
  std::vector<Tree> children;
  std::variant<std::int32_t, std::string, Leaf> either;
  std::optional<Occurred> when;
  std::array<std::uint8_t, 3> bytes{};
  TextRef text;
  bool flag = false;
  bool operator==(const Tree&) const = default;
};
// Outside its class, found by its namespace.
template <class A>
void serialize(A& ar, Tree& t, unsigned) {
  ar& t.leaves& t.numbers& t.keys& t.children& t.either& t.when& t.bytes& t.text& t.flag;
}

// One class at two ages, for the same bytes.
struct Old {
  std::int32_t a = 0;
  unsigned seen = 99;
  template <class A>
  void serialize(A& ar, unsigned version) {
    seen = version;
    ar& a;
  }
};
struct New {
  std::int32_t a = 0;
  std::string b = "default";
  unsigned seen = 99;
  template <class A>
  void serialize(A& ar, unsigned version) {
    seen = version;
    ar& a;
    if (version >= 2) ar& b;
  }
};

struct Chain {
  std::vector<Chain> next;
  template <class A>
  void serialize(A& ar, unsigned) {
    ar& next;
  }
};

}  // namespace kith::sample

BOOST_CLASS_VERSION(kith::sample::Old, 1)
BOOST_CLASS_VERSION(kith::sample::New, 2)

namespace kith {
namespace {

using sample::Leaf;
using sample::Tree;

template <class T>
void expect_round_trip(const T& value) {
  const auto back = decode<T>(encode(value));
  ASSERT_TRUE(back) << back.error().message();
  EXPECT_EQ(*back, value);
}

Leaf leaf(const char* name) {
  return {name,
          Date::parse("2023-10-15").value(),
          {-5, Currency::parse("USD").value()},
          sample::Colour::green};
}

Tree tree() {
  Tree t;
  t.leaves = {leaf("甲"), Leaf{}, leaf("")};
  t.numbers = {{"x", {1, -2, INT64_MIN}}, {"", {}}};
  t.keys = {CustomerKey("c1"), CustomerKey("c2")};
  t.either = leaf("either");
  t.when = Occurred::at_instant(Instant(-1), Zone{480});
  t.bytes = {1, 2, 255};
  t.text = {~0ull, 1};
  t.flag = true;
  Tree child = t;
  child.either = std::string("child");
  child.when = Occurred::on(Date::max());
  t.children = {child, Tree{}};
  return t;
}

TEST(Archive, EveryTypeRoundTrips) {
  for (const std::int64_t n :
       {std::int64_t{0}, std::int64_t{-1}, INT64_MAX, INT64_MIN, std::int64_t{64}}) {
    expect_round_trip(n);
    expect_round_trip(static_cast<std::int32_t>(n));
    expect_round_trip(static_cast<std::int8_t>(n));
    expect_round_trip(static_cast<std::uint64_t>(n));
    expect_round_trip(static_cast<std::uint8_t>(n));
  }
  expect_round_trip(true);
  expect_round_trip(false);
  expect_round_trip(std::string("客户\0x", 8));
  expect_round_trip(Date::min());
  expect_round_trip(Date::max());
  expect_round_trip(Instant(123456789));
  expect_round_trip(Occurred::on(Date()));
  expect_round_trip(Money{INT64_MIN, Currency::parse("JPY").value()});
  expect_round_trip(std::optional<std::string>());
  expect_round_trip(std::optional<std::string>("x"));
  expect_round_trip(std::pair(std::int32_t{1}, std::string("y")));
  expect_round_trip(std::vector<std::string>{"", "a"});
  expect_round_trip(std::set<std::int32_t>{-3, 9});
  expect_round_trip(std::variant<bool, std::string>("v"));
  expect_round_trip(sample::Colour::green);
  expect_round_trip(tree());
}

TEST(Archive, BytesAreThoseDocumented) {
  EXPECT_EQ(encode(std::uint32_t{300}), "\xAC\x02");
  EXPECT_EQ(encode(std::int32_t{-1}), "\x01");
  EXPECT_EQ(encode(std::int32_t{1}), "\x02");
  EXPECT_EQ(encode(std::string("ab")),
            "\x02"
            "ab");
  EXPECT_EQ(encode(true), "\x01");
}

TEST(Archive, OlderClassesAreReadNewerRefusedByNumber) {
  const std::string old_bytes = encode(sample::Old{5});
  const auto read = decode<sample::New>(old_bytes);
  ASSERT_TRUE(read) << read.error().message();
  EXPECT_EQ(read->a, 5);
  EXPECT_EQ(read->b, "default");
  EXPECT_EQ(read->seen, 1u);
  const auto same = decode<sample::New>(encode(sample::New{6, "b"}));
  EXPECT_EQ(same->b, "b");
  EXPECT_EQ(same->seen, 2u);
  const auto newer = decode<sample::Old>(encode(sample::New{6, "b"}));
  ASSERT_FALSE(newer);
  EXPECT_EQ(newer.error().reason(), Reason::newer_version);
  EXPECT_EQ(newer.error().status(), Status::unimplemented);
  EXPECT_NE(newer.error().message().find("version 2"), std::string::npos);
}

TEST(Archive, DamageIsRefused) {
  const auto reason = [](auto&& result) {
    return result ? Reason::none : result.error().reason();
  };
  EXPECT_EQ(reason(decode<std::int32_t>("")), Reason::truncated);
  EXPECT_EQ(reason(decode<bool>("\x02")), Reason::truncated);
  EXPECT_EQ(reason(decode<std::uint8_t>("\x80\x02")), Reason::truncated);
  EXPECT_EQ(reason(decode<std::uint64_t>(std::string(10, '\xFF'))), Reason::truncated);
  EXPECT_EQ(reason(decode<std::string>("\x05"
                                       "ab")),
            Reason::truncated);
  EXPECT_EQ(reason(decode<std::int32_t>("\x02\x02")), Reason::truncated);
  EXPECT_EQ((reason(decode<std::variant<bool, bool>>("\x02\x01"))), Reason::truncated);
  EXPECT_NE(reason(decode<Date>(encode(INT32_MAX))), Reason::none);
  EXPECT_NE(reason(decode<Currency>("\x03"
                                    "cny")),
            Reason::none);
  const std::string bytes = encode(tree());
  for (std::size_t n = 0; n < bytes.size(); ++n) {
    ASSERT_FALSE(decode<Tree>(std::string_view(bytes).substr(0, n))) << n;
  }
}

TEST(Archive, ValuesOutOfTheirRangeAreDamage) {
  const std::string day = encode(Date::kMaxDays + 1);
  EXPECT_EQ(decode<Date>(day).error().status(), Status::data_loss);
  EXPECT_EQ(decode<Currency>(encode(std::string("NY"))).error().status(),
            Status::data_loss);
  const std::string at = encode(std::numeric_limits<std::int64_t>::max());
  EXPECT_EQ(decode<Instant>(at).error().status(), Status::data_loss);
}

TEST(Archive, DepthIsBounded) {
  EXPECT_TRUE(decode<sample::Chain>(std::string(63, '\x01') + '\0'));
  EXPECT_FALSE(decode<sample::Chain>(std::string(64, '\x01') + '\0'));
  EXPECT_FALSE(decode<sample::Chain>(std::string(1 << 20, '\x01')));
}

TEST(Archive, HostileLengthsAllocateLittle) {
  // A count that claims every byte left, again and again, in each place that holds a
  // count.
  const std::string good = encode(tree());
  for (std::size_t i = 0; i < good.size(); ++i) {
    std::string bytes = good.substr(0, i) + "\xFF\xFF\x03" + std::string(70000, '\x01');
    allocated = 0;
    static_cast<void>(decode<Tree>(bytes));
    ASSERT_GT(allocated, 0u);  // the count is alive
    ASSERT_LE(allocated, 64 * bytes.size()) << i;
  }
}

TEST(Archive, MutationsNeverCrashNorAllocateMuch) {
  const std::string good = encode(tree());
  std::mt19937 random(37);
  int accepted = 0;
  for (int i = 0; i < 100000; ++i) {
    std::string bytes = good;
    for (std::size_t n = random() % 4 + 1; n > 0; --n) {
      const std::size_t at = random() % bytes.size();
      switch (random() % 4) {
        case 0:
          bytes[at] = static_cast<char>(random());
          break;
        case 1:
          bytes[at] = static_cast<char>(bytes[at] ^ (1 << random() % 8));
          break;
        case 2:
          bytes.insert(at, 1, static_cast<char>(random()));
          break;
        default:
          if (bytes.size() > 1) bytes.erase(at, 1);
      }
    }
    allocated = 0;
    const auto value = decode<Tree>(bytes);
    // Error texts are a constant on top.
    ASSERT_LE(allocated, 64 * bytes.size() + 4096) << i;
    if (!value) continue;
    ++accepted;
    ASSERT_EQ(*decode<Tree>(encode(*value)), *value);
  }
  EXPECT_GT(accepted, 100);  // some mutations only change values
}

TEST(Frame, RoundTrips) {
  const FrameHead head{2, 3, 4, "华东"};
  const std::string body = encode(tree());
  const std::string framed = frame(head, body);
  const auto back = unframe(framed);
  ASSERT_TRUE(back) << back.error().message();
  EXPECT_EQ(back->first.content, 2);
  EXPECT_EQ(back->first.schema, 3);
  EXPECT_EQ(back->first.rules_version, 4);
  EXPECT_EQ(back->first.shard, "华东");
  EXPECT_EQ(back->second, body);
  EXPECT_EQ(back->second.data(), framed.data() + framed.size() - body.size());  // a view
  EXPECT_TRUE(unframe(frame({}, "")));
}

TEST(Frame, AnyFlippedBitIsSeen) {
  const std::string good = frame({2, 3, 4, "shard"}, "some body");
  for (std::size_t bit = 0; bit < good.size() * 8; ++bit) {
    std::string bad = good;
    bad[bit / 8] = static_cast<char>(bad[bit / 8] ^ (1 << bit % 8));
    ASSERT_FALSE(unframe(bad)) << bit;
  }
  std::string body = good;
  body.back() = 'x';
  EXPECT_EQ(unframe(body).error().reason(), Reason::bad_checksum);
  for (std::size_t n = 0; n < good.size(); ++n) {
    ASSERT_EQ(unframe(good.substr(0, n)).error().reason(), Reason::truncated) << n;
  }
  EXPECT_EQ(unframe(good + "x").error().reason(), Reason::truncated);
  std::string newer = good;
  newer[4] = 2;
  EXPECT_EQ(unframe(newer).error().reason(), Reason::newer_version);
}

}  // namespace
}  // namespace kith
