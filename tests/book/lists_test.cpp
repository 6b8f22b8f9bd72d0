// Owners' lists, wake days, rollups.
#include <map>

#include "book/desk.hpp"
#include "book/sums.hpp"

namespace kith::test {
namespace {

const Instant kNow = at("2024-03-01T02:00:00Z");

std::string name_of(int i) {
  std::string n = std::to_string(1000 + i);
  return "c" + n;
}

std::vector<std::string> list_of(const Book& book, const std::string& owner, Date as_of) {
  std::vector<std::string> out;
  book.source()->each_of_owner(PersonKey(owner), {as_of, {}},
                               [&](const CustomerState& s) {
                                 EXPECT_EQ(s.ownership.owner.text(), owner);
                                 out.push_back(s.key.text());
                                 return true;
                               });
  return out;
}

TEST(Lists, SplitBeyondTwoHundredAndFollowTheOwner) {
  const Folder folder;
  Book book = fresh(folder.file());
  std::vector<Fact> facts;
  for (int i = 449; i >= 0; --i)
    facts.push_back(
        fact(name_of(i), "own", day("2024-01-02"), OwnerFact{PersonKey("li")}));
  ASSERT_TRUE(book.record(batch_of(facts), kNow));
  ASSERT_TRUE(book.check());
  std::vector<Fact> moves;
  for (int i = 0; i < 450; i += 3)
    moves.push_back(
        fact(name_of(i), "own2", day("2024-02-02"), OwnerFact{PersonKey("wang")}));
  ASSERT_TRUE(book.record(batch_of(moves), kNow));
  ASSERT_TRUE(book.check());
  EXPECT_EQ(list_of(book, "wang", day("2024-03-01")).size(), 150u);
  EXPECT_EQ(list_of(book, "li", day("2024-03-01")).size(), 300u);
  // Before the move the list is that of the day.
  EXPECT_EQ(list_of(book, "li", day("2024-01-15")).size(), 450u);
  EXPECT_TRUE(list_of(book, "wang", day("2024-01-15")).empty());
  const auto sorted = list_of(book, "li", day("2024-03-01"));
  EXPECT_TRUE(std::is_sorted(sorted.begin(), sorted.end()));
  for (int i = 0; i < 450; ++i) {
    moves.push_back(fact(name_of(i), "own3", day("2024-02-03"), OwnerFact{}));
  }
  ASSERT_TRUE(book.record(batch_of(moves), kNow));
  EXPECT_TRUE(list_of(book, "li", day("2024-03-01")).empty());
  EXPECT_EQ(list_of(book, "", day("2024-03-01")).size(), 450u);
  EXPECT_TRUE(book.check());
}

TEST(Lists, WakeListIsWhatTheStatesSay) {
  const Folder folder;
  Book book = fresh(folder.file());
  Batch b;
  adopt(b, default_cadence_json(), day("2024-01-01"), "doc");
  for (int i = 0; i < 30; ++i) {
    const Date d = day("2024-01-01").plus_days(i);
    b.add(fact(name_of(i), "own", d, OwnerFact{PersonKey("li")})).value();
    b.add(fact(name_of(i), "touch", d, phone_touch("li"))).value();
    StepFact s;
    s.deadline = DeadlineKind::point;
    s.last = d.plus_days(i);
    b.add(fact(name_of(i), "step", d, s)).value();
  }
  ASSERT_TRUE(book.record(b, kNow));
  const auto source = book.source();
  const auto rules = source->rules(std::nullopt);
  for (int shift = 0; shift < 60; ++shift) {
    const Date d = day("2024-01-01").plus_days(shift);
    std::vector<CustomerKey> expected;
    source->each({Date::max(), {}}, [&](const CustomerState& s) {
      if (wake_of(s, s.last->occurred.day, *rules) <= d) expected.push_back(s.key);
      return true;
    });
    EXPECT_EQ(book.awake(PersonKey("li"), d), expected) << d.iso();
  }
  EXPECT_TRUE(book.awake(PersonKey("nobody"), Date::max()).empty());
}

TEST(Lists, SumsOfOneCustomerByHand) {
  const Folder folder;
  Book book = fresh(folder.file());
  const Currency yuan = Currency::parse("CNY").value();
  const Date d1 = day("2024-01-02");
  const Date d2 = day("2024-01-10");
  const Date d3 = day("2024-01-20");
  const Date d4 = day("2024-01-25");
  ASSERT_TRUE(book.record(
      batch_of(
          {fact("c", "1", d1, OwnerFact{PersonKey("li")}),
           fact("c", "2", d2, OwnerFact{PersonKey("wang")}),
           fact("c", "3", d1, DealFact{DealKey("d"), "", {}, Money{5, yuan}, {}}),
           fact("c", "4", d2, StageFact{DealKey("d"), "", DealEnd::won, ""}),
           fact("c", "5", d3, StageFact{DealKey("d"), "proposal", DealEnd::open, ""}),
           fact("c", "6", d4, StageFact{DealKey("d"), "", DealEnd::lost, "price"}),
           fact("c", "7", d3, OrderFact{OrderKey("o"), Money{7, yuan}, {}, ""})}),
      kNow));
  const auto state = book.source()->one(CustomerKey("c"), {Date::max(), {}});
  const book::Sums sums = book::contributions(*state);
  using book::Metric;
  const PersonKey li("li");
  const PersonKey wang("wang");
  book::Sums expected{
      {{li, Metric::customers_new, d1}, 1},   {{li, Metric::customers_held, d1}, 1},
      {{li, Metric::customers_held, d2}, -1}, {{wang, Metric::customers_held, d2}, 1},
      {{li, Metric::deals_created, d1}, 1},   {{wang, Metric::deals_won, d2}, 1},
      {{wang, Metric::deals_lost, d4}, 1},    {{wang, Metric::orders, d3}, 1}};
  // A stage after a won end reopens nothing; the lost end takes the place of the won one.
  expected[{wang, Metric::deals_won, d4}] = -1;
  EXPECT_EQ(sums, expected);
  book::Sums nothing = sums;
  book::add(nothing, sums, -1);
  EXPECT_TRUE(nothing.empty());
}

}  // namespace
}  // namespace kith::test
