// Shares in thirtieths of a customer, and whose turn it is.
#include "kith/ownership/assignment.hpp"

#include <gtest/gtest.h>

namespace kith {
namespace {

Fact fact(std::int32_t day, FactBody body) {
  static std::int32_t next = 0;
  Fact f;
  f.head.event = {"t", std::to_string(next++)};
  f.head.occurred = Occurred::on(Date(day));
  f.body = std::move(body);
  return f;
}

Fact person(const char* key, std::int32_t day, std::optional<std::int32_t> quota,
            bool active = true) {
  PersonFact p{PersonKey(key), {}, Role::account_manager, "t", {}, true, active};
  p.month_quota = quota;
  return fact(day, p);
}

std::int64_t credit(const std::vector<Fact>& facts, std::int32_t first, std::int32_t day,
                    const AssignedByDay& assigned = {}) {
  return assignment_credit(PersonKey("li"), Directory::build(facts).value(), Date(first),
                           Date(day), assigned);
}

TEST(Share, TwentyInThirtyDaysIsTwoInThree) {
  const std::vector<Fact> facts{person("li", 1, 20)};
  EXPECT_EQ(credit(facts, 10, 10), 20);  // not one yet
  EXPECT_EQ(credit(facts, 10, 11), 40);
  AssignedByDay assigned{{Date(11), 1}};
  EXPECT_EQ(credit(facts, 10, 11, assigned), 10);
  EXPECT_EQ(credit(facts, 10, 12, assigned), 30);  // and the second on the third day
  // In thirty days, given whenever there is one to give, exactly twenty.
  assigned.clear();
  std::int64_t given = 0;
  for (std::int32_t d = 10; d < 40; ++d) {
    if (credit(facts, 10, d, assigned) < kWholeCustomer) continue;
    ++assigned[Date(d)];
    ++given;
  }
  EXPECT_EQ(given, 20);
}

TEST(Share, ASmallOneIsNotRoundedAway) {
  const std::vector<Fact> facts{person("li", 1, 1)};
  EXPECT_LT(credit(facts, 1, 29), kWholeCustomer);
  EXPECT_EQ(credit(facts, 1, 30), kWholeCustomer);
}

TEST(Share, DaysAwayGoneOrWithoutAShareAddNothing) {
  std::vector<Fact> facts{person("li", 1, 30)};
  EXPECT_EQ(credit(facts, 10, 14), 150);
  facts.push_back(fact(1, AbsenceFact{PersonKey("li"), Date(11), Date(12)}));
  EXPECT_EQ(credit(facts, 10, 14), 90);
  facts.push_back(person("li", 14, 30, false));
  EXPECT_EQ(credit(facts, 10, 14), 60);
  facts.push_back(person("li", 15, std::nullopt));
  EXPECT_EQ(credit(facts, 10, 16), 60);
}

TEST(Share, ThirtyDaysAreCarriedOnAtMost) {
  const std::vector<Fact> facts{person("li", 1, 2)};
  EXPECT_EQ(credit(facts, 1, 30), 60);
  EXPECT_EQ(credit(facts, 1, 300), 60);
  // More than the share, by hand: it is paid back.
  EXPECT_EQ(credit(facts, 1, 30, {{Date(30), 4}}), -60);
}

Taker taker(const char* key, std::int64_t credit, std::optional<std::int64_t> room = {},
            std::optional<Date> last = {}, const char* prefers = "") {
  return {PersonKey(key), credit, room, last, 0, preferences(prefers).value()};
}

TEST(Turn, TheLongestWithoutAnAssignmentComesFirst) {
  std::vector<Taker> takers{taker("an", 90, {}, Date(5)), taker("li", 90, {}, Date(3)),
                            taker("wu", 90), taker("zu", 60)};
  std::string order;
  for (std::int64_t turn = 1;; ++turn) {
    const Choice c = choose(takers, {});
    if (!c.taker) {
      EXPECT_EQ(c.whys.front().code, "assign.quota");
      break;
    }
    order += takers[*c.taker].person.text() + " ";
    give(takers[*c.taker], Date(9), turn);
  }
  EXPECT_EQ(order, "wu zu li an wu zu li an wu li an ");
}

TEST(Turn, EachThatIsNobodysSaysWhy) {
  const Preferred east{{{Field::region, "华东"}, {Field::industry, "制造"}}, "B"};
  const auto why = [&](const std::vector<Taker>& takers) {
    const Choice c = choose(takers, east);
    EXPECT_EQ(c.whys.size(), 1u);
    return std::string(c.whys.front().code);
  };
  EXPECT_EQ(why({}), "assign.nobody");
  EXPECT_EQ(why({taker("li", 90, {}, {}, "region=华南")}), "assign.preference");
  EXPECT_EQ(why({taker("li", 90, {}, {}, "region=华东|tier=A")}), "assign.preference");
  EXPECT_EQ(why({taker("li", 90, 0, {}, "region=华东")}), "assign.book_cap");
  EXPECT_EQ(why({taker("li", 29, 5, {}, "region=华东")}), "assign.quota");
  EXPECT_EQ(why({taker("li", 30, 1, {}, "region=华南|region=华东|tier=B")}),
            "assign.first");
  EXPECT_EQ(why({taker("li", 30, 1, Date(3))}), "assign.last");
  EXPECT_EQ(why({taker("li", 30, 1, {}, "products=泵")}), "assign.preference");
}

}  // namespace
}  // namespace kith
