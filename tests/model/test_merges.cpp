#include <gtest/gtest.h>

#include "kith/model/merges.hpp"

namespace kith {
namespace {

const CustomerKey a("a"), b("b"), c("c"), d("d");

Fact merge(const std::string& key, const CustomerKey& kept, const CustomerKey& merged,
           std::int32_t day = 0) {
  Fact f;
  f.head.event = {"t", key};
  f.head.occurred = Occurred::on(Date(20'000 + day));
  f.body = MergeFact{kept, merged};
  return f;
}

Merges of(const std::vector<Fact>& facts) { return Merges::of(facts); }

TEST(Merges, NobodyIsMergedUnlessSomebodySaysSo) {
  const Merges none;
  EXPECT_TRUE(none.empty());
  EXPECT_EQ(none.kept(a), a);
  EXPECT_FALSE(none.is_grouped(a));
  EXPECT_EQ(none.members(a), std::vector{a});
  EXPECT_EQ(none, of({}));
}

TEST(Merges, FollowsMergesOfMerges) {
  const Merges m = of({merge("1", b, a), merge("2", c, b), merge("3", c, d)});
  EXPECT_FALSE(m.fault());
  for (const CustomerKey& key : {a, b, c, d}) {
    EXPECT_EQ(m.kept(key), c);
    EXPECT_TRUE(m.is_grouped(key));
    EXPECT_EQ(m.is_merged(key), key != c);
  }
  EXPECT_EQ(m.members(c), (std::vector{a, b, c, d}));
  EXPECT_EQ(m.groups().size(), 1u);
}

TEST(Merges, NobodyIsMergedIntoTwo) {
  const Merges m = of({merge("1", c, a, 1), merge("2", b, a, 0)});
  ASSERT_TRUE(m.fault());
  EXPECT_EQ(m.fault()->event.key, "1");  // fact order, not that of arrival
  EXPECT_EQ(m.fault()->error.reason(), Reason::conflict);
  EXPECT_EQ(m.fault()->error.field(), "merged");
  EXPECT_EQ(m.fault()->error.details(), (std::vector<std::pair<std::string, std::string>>{
                                            {"kept", "c"}, {"merged", "a"}}));
  EXPECT_EQ(m.kept(a), b);
  EXPECT_FALSE(m.is_grouped(c));
}

TEST(Merges, NoRingCloses) {
  const Merges m = of({merge("1", b, a), merge("2", c, b), merge("3", a, c)});
  ASSERT_TRUE(m.fault());
  EXPECT_EQ(m.fault()->event.key, "3");
  EXPECT_EQ(m.fault()->error.field(), "kept");
  EXPECT_EQ(m.kept(a), c);
}

TEST(Merges, TheSameMergeSaidTwiceIsOne) {
  const Merges m = of({merge("1", b, a), merge("2", b, a)});
  EXPECT_FALSE(m.fault());
  EXPECT_EQ(m, of({merge("1", b, a)}));
}

TEST(Merges, AFaultOfABatchHasItsRow) {
  Batch batch;
  batch.add(merge("1", b, a, 0)).value();
  batch.add(merge("2", c, a, 1)).value();
  const auto fault = merge_fault(Merges::of(batch.facts()), batch);
  ASSERT_TRUE(fault);
  EXPECT_EQ(fault->row(), 1);
  EXPECT_FALSE(merge_fault(Merges(), batch));
}

// Each log takes back its own facts only, whoever else has a fact of the key.
TEST(Merges, LogsAreCorrectedAloneAndToldTogether) {
  const auto tag = [](const CustomerKey& root, const char* key, std::int32_t day) {
    Fact f = merge(key, b, a, day);
    f.head.root = root;
    f.body = TagFact{std::string(key), true, {}};
    return f;
  };
  Fact gone = tag(b, "gone", 3);
  gone.body = RetractFact{{"t", "same"}};
  const std::vector<std::vector<Fact>> logs{
      {tag(a, "same", 1), tag(a, "late", 2)},
      {tag(b, "same", 1), tag(b, "first", 0), gone}};
  std::vector<std::string> told;
  for (const Fact& f : facts_in_force_of_all(logs))
    told.push_back(f.head.root.text() + " " + f.head.event.key);
  EXPECT_EQ(told, (std::vector<std::string>{"b first", "a same", "a late", "b gone"}));
  const std::vector<std::vector<Fact>> twins{{tag(b, "same", 1)}, {tag(a, "same", 1)}};
  EXPECT_EQ(facts_in_force_of_all(twins).front().head.root, a);
}

}  // namespace
}  // namespace kith
