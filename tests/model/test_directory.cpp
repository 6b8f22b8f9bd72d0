// Teams as trees, absences with their deputies, and what a person's fact says in words.
#include <gtest/gtest.h>

#include "kith/model/directory.hpp"

namespace kith {
namespace {

class Facts {
 public:
  void add(std::int32_t day, FactBody body) {
    Fact f;
    f.head.event = {"hr", std::to_string(facts_.size())};
    f.head.occurred = Occurred::on(Date(day));
    f.body = std::move(body);
    ASSERT_TRUE(check_fact(f)) << check_fact(f).error().message();
    facts_.push_back(std::move(f));
  }
  void person(std::int32_t day, const char* key, const char* team,
              const char* deputy = "", bool active = true) {
    PersonFact p{PersonKey(key), {}, Role::account_manager, team, {}, true, active};
    p.deputy = PersonKey(deputy);
    add(day, p);
  }
  void team(std::int32_t day, const char* key, const char* parent,
            const char* leader = "") {
    add(day, TeamFact{key, "", parent, PersonKey(leader)});
  }
  void away(const char* key, std::int32_t first, std::int32_t last,
            const char* deputy = "") {
    add(1, AbsenceFact{PersonKey(key), Date(first), Date(last), PersonKey(deputy), {}});
  }
  [[nodiscard]] Result<Directory> build() const { return Directory::build(facts_); }

 private:
  std::vector<Fact> facts_;
};

TEST(Teams, StandWithinThoseAboveThem) {
  Facts f;
  f.team(10, "hq", "");
  f.team(10, "east", "hq");
  f.team(10, "shanghai", "east");
  f.team(20, "shanghai", "hq");
  f.person(1, "li", "shanghai");
  f.person(1, "wu", "lonely");
  const Directory d = f.build().value();
  EXPECT_TRUE(d.is_within("shanghai", "east", Date(19)));
  EXPECT_TRUE(d.is_within("shanghai", "hq", Date(19)));
  EXPECT_FALSE(d.is_within("shanghai", "east", Date(20)));
  EXPECT_FALSE(d.is_within("hq", "east", Date(19)));
  EXPECT_FALSE(d.is_within("shanghai", "east", Date(9)));  // before anybody said so
  EXPECT_TRUE(d.is_within("lonely", "lonely", Date(1)));
  EXPECT_FALSE(d.is_within("", "", Date(19)));
  EXPECT_EQ(d.teams(Date(10)),
            (std::vector<std::string>{"east", "hq", "lonely", "shanghai"}));
  EXPECT_EQ(d.members("shanghai", Date(10)), std::vector{PersonKey("li")});
  EXPECT_TRUE(d.members("", Date(10)).empty());
}

TEST(Teams, ARingIsRefusedWithItsPath) {
  Facts f;
  f.team(10, "a", "b");
  f.team(10, "b", "c");
  EXPECT_TRUE(f.build());
  f.team(30, "c", "a");
  const auto d = f.build();
  ASSERT_FALSE(d);
  EXPECT_EQ(d.error().reason(), Reason::conflict);
  EXPECT_EQ(d.error().field(), "parent");
  EXPECT_NE(d.error().message().find("c → a → b → c"), std::string::npos)
      << d.error().message();
}

TEST(Teams, ARingThatNeverStoodIsNone) {
  Facts f;
  f.team(10, "a", "b");
  f.team(20, "a", "");
  f.team(20, "b", "a");
  EXPECT_TRUE(f.build());
  f.team(19, "b", "a");  // on the 19th both stand
  EXPECT_FALSE(f.build());
}

TEST(Absences, TheDeputyIsThatOfTheAbsenceThenThePersons) {
  Facts f;
  f.person(1, "li", "t", "wu");
  f.person(1, "wu", "t", "an");
  f.person(1, "an", "t");
  f.person(1, "gone", "t", "", false);
  f.away("li", 10, 12);
  f.away("li", 20, 22, "an");
  f.away("wu", 12, 12);
  f.away("an", 22, 22, "gone");
  const Directory d = f.build().value();
  const PersonKey li("li");
  EXPECT_EQ(d.deputy(li, Date(9)), PersonKey());
  EXPECT_EQ(d.deputy(li, Date(10)), PersonKey("wu"));
  EXPECT_EQ(d.deputy(li, Date(12)), PersonKey("an"));  // wu is away too
  EXPECT_EQ(d.deputy(li, Date(13)), PersonKey());
  EXPECT_EQ(d.deputy(li, Date(21)), PersonKey("an"));
  EXPECT_EQ(d.deputy(li, Date(22)), PersonKey());  // nobody who is there
  ASSERT_NE(d.absence(li, Date(12)), nullptr);
  EXPECT_EQ(d.absence(li, Date(12))->last, Date(12));
  EXPECT_EQ(d.absence(li, Date(19)), nullptr);
}

TEST(Absences, OfSeveralTheOneToldLastRules) {
  Facts f;
  f.person(1, "li", "t");
  f.person(1, "wu", "t");
  f.person(1, "an", "t");
  f.away("li", 10, 20, "wu");
  f.away("li", 15, 16, "an");
  const Directory d = f.build().value();
  EXPECT_EQ(d.deputy(PersonKey("li"), Date(14)), PersonKey("wu"));
  EXPECT_EQ(d.deputy(PersonKey("li"), Date(15)), PersonKey("an"));
}

TEST(Absences, ACircleOfDeputiesEnds) {
  Facts f;
  f.person(1, "li", "t", "wu");
  f.person(1, "wu", "t", "li");
  f.away("li", 10, 10);
  f.away("wu", 10, 10);
  EXPECT_EQ(f.build()->deputy(PersonKey("li"), Date(10)), PersonKey());
}

TEST(PeopleWords, CapacityByChannel) {
  const auto read = channel_capacity("phone=20|visit=4");
  ASSERT_TRUE(read);
  EXPECT_EQ(*read, (std::vector<std::pair<Channel, std::int32_t>>{{Channel::phone, 20},
                                                                  {Channel::visit, 4}}));
  EXPECT_TRUE(channel_capacity("")->empty());
  EXPECT_EQ(channel_capacity("pigeon=1").error().reason(), Reason::unknown_name);
  EXPECT_EQ(channel_capacity("phone").error().reason(), Reason::bad_syntax);
  EXPECT_EQ(channel_capacity("=3").error().reason(), Reason::bad_syntax);
  EXPECT_EQ(channel_capacity("phone=").error().reason(), Reason::bad_syntax);
  EXPECT_EQ(channel_capacity("phone=-1").error().reason(), Reason::bad_number);
  EXPECT_EQ(channel_capacity("phone=1000001").error().reason(), Reason::bad_number);
  EXPECT_EQ(channel_capacity("phone=1|phone=2").error().reason(), Reason::duplicate);
}

TEST(PeopleWords, Preferences) {
  const auto read = preferences("region=华东|region=华南|tier=A");
  ASSERT_TRUE(read);
  EXPECT_EQ(*read,
            (std::vector<Preference>{
                {Field::region, "华东"}, {Field::region, "华南"}, {std::nullopt, "A"}}));
  EXPECT_EQ(preferences("name=x").error().reason(), Reason::unknown_name);  // a text
  EXPECT_EQ(preferences("region").error().reason(), Reason::bad_syntax);
}

}  // namespace
}  // namespace kith
