// Customers that are one, in a book: rows, lists, refusals.
#include <SQLiteCpp/Database.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "book/desk.hpp"
#include "kith/view/view.hpp"

namespace kith {
namespace {

using namespace test;

Fact merge(const std::string& key, const std::string& kept, const std::string& merged) {
  return fact("", key, day("2024-02-01"),
              MergeFact{CustomerKey(kept), CustomerKey(merged)});
}
Fact undo(const std::string& key, const std::string& of) {
  return fact("", key, day("2024-02-02"), RetractFact{{"test", of}});
}
Fact touched(const std::string& root, const std::string& key, const char* on) {
  return fact(root, key, day(on), phone_touch("li"));
}
Fact owned(const std::string& root, const std::string& key, const char* on,
           const char* owner) {
  return fact(root, key, day(on), OwnerFact{PersonKey(owner)});
}

class BookMerge : public testing::Test {
 protected:
  RecordResult record(const std::vector<Fact>& facts, const RecordOptions& how = {}) {
    now_ = Instant(now_.micros() + 1'000'000);
    auto recorded = book_.record(batch_of(facts), now_, how);
    EXPECT_TRUE(recorded) << recorded.error().message();
    const auto checked = book_.check();
    EXPECT_TRUE(checked) << checked.error().message();
    return *std::move(recorded);
  }
  Error refused(const std::vector<Fact>& facts) {
    const auto recorded = book_.record(batch_of(facts), now_);
    EXPECT_FALSE(recorded);
    return recorded.error();
  }
  [[nodiscard]] std::vector<std::string> keys(const Cut& cut) const {
    std::vector<std::string> out;
    book_.source()->each(cut, [&](const CustomerState& s) {
      out.push_back(s.key.text());
      return true;
    });
    return out;
  }
  [[nodiscard]] std::vector<std::string> keys_of(const char* owner,
                                                 const Cut& cut) const {
    std::vector<std::string> out;
    book_.source()->each_of_owner(PersonKey(owner), cut, [&](const CustomerState& s) {
      out.push_back(s.key.text());
      return true;
    });
    return out;
  }
  [[nodiscard]] std::vector<std::string> keys_for(const char* person,
                                                  const Cut& cut) const {
    std::vector<std::string> out;
    book_.source()->each_for(
        PersonKey(person), cut, [](const Glance&) { return Look::read; },
        [&](const CustomerState& s) { out.push_back(s.key.text()); });
    return out;
  }

  static constexpr Cut kNow{Date::max(), std::nullopt};
  using Keys = std::vector<std::string>;
  Folder folder_;
  Book book_ = fresh(folder_.file());
  Instant now_ = at("2024-03-01T08:00:00Z");
};

TEST_F(BookMerge, OneStateUnderTheKeptKeyAndBothHistoriesInTheirLogs) {
  record({owned("a", "1", "2024-01-01", "li"), touched("a", "2", "2024-01-03"),
          owned("b", "1", "2024-01-02", "chen"), touched("b", "3", "2024-01-04")});
  const Instant before = now_;
  record({merge("m", "a", "b")});
  EXPECT_EQ(keys(kNow), (Keys{"a"}));
  const auto state = book_.source()->one(CustomerKey("b"), kNow);
  ASSERT_TRUE(state);
  EXPECT_EQ(state->key, CustomerKey("a"));
  EXPECT_EQ(state->facts, 4);
  EXPECT_EQ(state->ownership.owner, PersonKey("chen"));  // the later one
  EXPECT_EQ(book_.source()->log(CustomerKey("b"), std::nullopt).size(), 2u);
  EXPECT_EQ(keys_of("li", kNow), Keys{});
  EXPECT_EQ(keys_of("chen", kNow), Keys{"a"});
  EXPECT_EQ(keys_for("li", kNow), Keys{"a"});  // whom it once was
  EXPECT_EQ(keys_for("chen", kNow), Keys{"a"});
  EXPECT_EQ(book_.awake(PersonKey("li"), Date::max()).size(), 0u);
  // On an earlier day too, but not as known before.
  EXPECT_EQ(keys_of("chen", {day("2024-01-02"), std::nullopt}), Keys{"a"});
  EXPECT_EQ(keys_of("li", {day("2024-01-01"), std::nullopt}), Keys{"a"});
  EXPECT_EQ(keys({Date::max(), before}), (Keys{"a", "b"}));
  EXPECT_EQ(keys_of("li", {Date::max(), before}), Keys{"a"});
  EXPECT_EQ(keys_of("chen", {Date::max(), before}), Keys{"b"});
  const Keys then = keys_for("chen", {Date::max(), before});  // and perhaps others
  EXPECT_EQ(std::count(then.begin(), then.end(), "b"), 1);
}

TEST_F(BookMerge, FactsOfTheMergedOneGoOnInItsLogAndIntoTheOtherState) {
  record({touched("a", "1", "2024-01-01"), touched("b", "1", "2024-01-02")});
  record({merge("m", "a", "b")});
  EXPECT_EQ(record({touched("b", "1", "2024-01-02")}).unchanged, 1);  // a replay
  record({touched("b", "2", "2024-01-05"), owned("b", "o", "2024-01-06", "li")});
  record({touched("b", "late", "2024-01-03")});
  EXPECT_EQ(book_.source()->one(CustomerKey("a"), kNow)->facts, 5);
  record({fact("b", "x", day("2024-01-07"), RetractFact{{"test", "2"}})});
  EXPECT_EQ(book_.source()->one(CustomerKey("a"), kNow)->facts, 4);
  record({undo("u", "m")});
  EXPECT_EQ(book_.source()->one(CustomerKey("a"), kNow)->facts, 1);
  EXPECT_EQ(book_.source()->one(CustomerKey("b"), kNow)->facts, 3);
  EXPECT_EQ(keys_of("li", kNow), Keys{"b"});
  EXPECT_EQ(book_.customer_count(), 2);
}

TEST_F(BookMerge, AnOwnerChangeAfterTheMergeIsListedInTheLogThatNamesIt) {
  record({owned("a", "1", "2024-01-01", "li"), owned("b", "1", "2024-01-02", "chen")});
  record({merge("m", "a", "b")});
  record({owned("a", "2", "2024-01-03", "wang")});
  const Instant merged = now_;
  record({owned("b", "2", "2024-01-04", "li")});
  EXPECT_EQ(keys_of("li", kNow), Keys{"a"});
  record({undo("u", "m")});
  EXPECT_EQ(keys_of("wang", kNow), Keys{"a"});
  EXPECT_EQ(keys_of("li", kNow), Keys{"b"});
  EXPECT_EQ(keys_of("wang", {Date::max(), merged}), Keys{"a"});
  EXPECT_EQ(keys_of("chen", {day("2024-01-02"), merged}), Keys{"a"});
  EXPECT_EQ(keys_for("chen", {Date::max(), merged}), Keys{"a"});
}

TEST_F(BookMerge, WhoeverIsKeptMayBeUnknownSoFar) {
  record({merge("m", "group", "b")});
  EXPECT_EQ(keys(kNow), Keys{});
  EXPECT_EQ(book_.customer_count(), 0);
  record({owned("b", "1", "2024-01-02", "li")});
  EXPECT_EQ(keys(kNow), Keys{"group"});
  EXPECT_EQ(book_.customer_count(), 1);
  EXPECT_EQ(book_.source()->one(CustomerKey("b"), kNow)->key, CustomerKey("group"));
  record({undo("u", "m")});
  EXPECT_EQ(keys(kNow), Keys{"b"});
  EXPECT_FALSE(book_.source()->one(CustomerKey("group"), kNow));
  record({touched("group", "1", "2024-01-03")});
  EXPECT_EQ(keys(kNow), (Keys{"b", "group"}));
  EXPECT_EQ(book_.customer_count(), 2);
}

// One who is merged without having a fact.
TEST_F(BookMerge, WhoeverIsMergedMayBeUnknownSoFar) {
  record({touched("a", "1", "2024-01-01"), merge("m", "a", "ghost")});
  EXPECT_EQ(book_.source()->one(CustomerKey("ghost"), kNow)->key, CustomerKey("a"));
  record({touched("ghost", "1", "2024-01-05")});
  EXPECT_EQ(book_.source()->one(CustomerKey("a"), kNow)->facts, 2);
}

TEST_F(BookMerge, WhatCannotStandIsRefusedByNameAndChangesNothing) {
  record({touched("a", "1", "2024-01-01"), touched("b", "1", "2024-01-02"),
          touched("c", "1", "2024-01-03"), merge("m", "a", "b")});
  const auto before = states(book_);
  const Error two = refused({merge("m2", "c", "b")});
  EXPECT_EQ(two.reason(), Reason::conflict);
  EXPECT_EQ(two.field(), "merged");
  EXPECT_EQ(two.row(), 0);
  EXPECT_NE(two.message().find("\"a\""), std::string::npos);
  const Error ring = refused({merge("m3", "b", "a")});
  EXPECT_EQ(ring.reason(), Reason::conflict);
  EXPECT_EQ(ring.field(), "kept");
  // Row by row: what stands is recorded.
  RecordOptions each;
  each.all_or_nothing = false;
  const RecordResult some = record({merge("m2", "c", "b"), merge("m4", "c", "a")}, each);
  EXPECT_EQ(some.created, 1);
  EXPECT_EQ(some.refused, 1);
  EXPECT_EQ(keys(kNow), Keys{"c"});
  record({undo("u", "m4")});
  EXPECT_EQ(states(book_), before);
  // Taken back, another may take its place, and the first cannot come again.
  record({undo("u2", "m"), merge("m5", "c", "b")});
  EXPECT_EQ(
      refused({fact("", "u3", day("2024-02-03"), RetractFact{{"test", "u2"}})}).reason(),
      Reason::conflict);
}

TEST_F(BookMerge, ADryRunLeavesNothing) {
  record({touched("a", "1", "2024-01-01"), touched("b", "1", "2024-01-02")});
  const auto before = states(book_);
  RecordOptions dry;
  dry.dry_run = true;
  record({merge("m", "new", "b")}, dry);
  EXPECT_EQ(states(book_), before);
  EXPECT_FALSE(book_.source()->one(CustomerKey("new"), kNow));
}

// A history in pieces is its own customer's alone.
TEST_F(BookMerge, LongHistoriesFoldWholeWhileMerged) {
  std::vector<Fact> many;
  for (int i = 0; i < 400; ++i) {
    Fact f = touched(i % 2 == 0 ? "a" : "b", std::to_string(i), "2023-01-01");
    f.head.occurred = Occurred::on(f.head.occurred.day.plus_days(i));
    many.push_back(f);
    if (i % 2 != 0) continue;
    f.head.event.key += "+";
    many.push_back(f);
  }
  record(many);
  record({touched("a", "late", "2023-03-01")});  // into pieces
  const auto before = states(book_);
  record({merge("m", "b", "a")});
  record({touched("a", "later", "2023-02-01"), touched("b", "later", "2023-02-01")});
  record({fact("a", "r", day("2024-02-01"), RetractFact{{"test", "later"}}),
          fact("b", "r", day("2024-02-01"), RetractFact{{"test", "later"}})});
  record({undo("u", "m")});
  EXPECT_EQ(states(book_), before);
  record({touched("a", "latest", "2023-02-01")});
  EXPECT_EQ(book_.rebuild().value(), 0);
}

TEST_F(BookMerge, RulesThatChangeFoldGroupsToo) {
  record({touched("a", "1", "2024-01-01"), owned("a", "o", "2024-01-01", "li"),
          touched("b", "1", "2024-01-02"), merge("m", "a", "b")});
  Batch b;
  adopt(b, default_cadence_json(), day("2024-01-01"), "cadence");
  b.add(touched("b", "2", "2024-01-09")).value();
  now_ = Instant(now_.micros() + 1);
  ASSERT_TRUE(book_.record(b, now_));
  ASSERT_TRUE(book_.check());
  EXPECT_EQ(book_.rebuild().value(), 0);
  // Rules and merges of one batch.
  Batch other;
  adopt(other, default_cadence_json(), day("2024-01-05"), "again");
  other.add(undo("u", "m")).value();
  other.add(touched("a", "2", "2024-01-10")).value();
  ASSERT_TRUE(book_.record(other, now_));
  ASSERT_TRUE(book_.check());
  EXPECT_EQ(keys(kNow), (Keys{"a", "b"}));
}

TEST_F(BookMerge, RebuildMendsAGroup) {
  record({owned("a", "1", "2024-01-01", "li"), owned("b", "1", "2024-01-02", "chen"),
          merge("m", "a", "b")});
  const auto good = states(book_);
  {
    SQLite::Database db(folder_.file(), SQLite::OPEN_READWRITE);
    db.exec(
        "UPDATE customer SET state = (SELECT state FROM customer WHERE key = 'a') "
        "WHERE key = 'b'");
    db.exec("DELETE FROM named");
  }
  const auto damage = book_.check();
  ASSERT_FALSE(damage);
  EXPECT_EQ(damage.error().reason(), Reason::damaged_book);
  EXPECT_EQ(book_.rebuild().value(), 1);
  ASSERT_TRUE(book_.check());
  EXPECT_EQ(states(book_), good);
}

}  // namespace
}  // namespace kith
