// Access rights: masks, what the document refuses, and whose customers somebody sees.
#include "kith/ownership/access.hpp"

#include <gtest/gtest.h>

namespace kith {
namespace {

TEST(Masks, ShowWhoWithoutSayingWho) {
  EXPECT_EQ(masked("张三丰", Mask::name), "张*");
  EXPECT_EQ(masked("张", Mask::name), "张*");
  EXPECT_EQ(masked("Li Na", Mask::name), "L*");
  EXPECT_EQ(masked("13812345678", Mask::phone), "138****5678");
  EXPECT_EQ(masked("+86 138-1234-5678", Mask::phone), "138****5678");
  EXPECT_EQ(masked("021-1234567", Mask::phone), "***");
  EXPECT_EQ(masked("1385678", Mask::phone), "***");
  EXPECT_EQ(masked("138****5678", Mask::phone), "***");  // seven digits of somebody's
  EXPECT_EQ(masked("zhang@example.com", Mask::mail), "z***@example.com");
  EXPECT_EQ(masked("nobody", Mask::mail), "***");
  EXPECT_EQ(masked("@example.com", Mask::mail), "***");
  EXPECT_EQ(masked("报价太高", Mask::text), "***");
  EXPECT_EQ(masked("as it is", Mask::none), "as it is");
  for (const CodeWord& mask : mask_words())
    EXPECT_EQ(masked("", static_cast<Mask>(mask.code)), "") << mask.name;
}

TEST(AccessDocument, TheDefaultParsesAndKeepsItsWord) {
  std::vector<Error> errors;
  const auto d = parse_access(Json::parse(default_access_json()).value(), errors);
  ASSERT_TRUE(d) << errors[0].field() << errors[0].message();
  EXPECT_EQ(d->of("executive").scope, Scope::all);
  EXPECT_EQ(d->of("sales_lead").scope, Scope::team_and_below);
  EXPECT_EQ(d->of("account_manager").scope, Scope::own);
  EXPECT_EQ(d->of("account_manager").of(AccessField::contact_phone).right, Right::write);
  EXPECT_EQ(d->of("someone else").of(AccessField::contact_phone),
            (FieldRule{Right::read, Mask::phone}));
  EXPECT_EQ(d->of("finance").of(AccessField::contact_name).mask, Mask::name);
  EXPECT_EQ(d->of("finance").of(AccessField::customer_name).mask, Mask::none);
  EXPECT_EQ(d->of("service").of(AccessField::order_amount).right, Right::hidden);
}

std::string document(const std::string& roles,
                     const std::string& otherwise = R"({"scope":"own"})") {
  return R"({"kind":"access","schema":1,"id":"x","zh":"","en":"","roles":[)" + roles +
         R"(],"otherwise":)" + otherwise + "}";
}

TEST(AccessDocument, EveryErrorIsNamedByItsPath) {
  struct Case {
    std::string roles;
    const char* path;
    Reason reason;
  };
  const std::string field = R"({"role":"r","scope":"own","fields":[)";
  const Case cases[] = {
      {R"({"role":"r"})", "/roles/0/scope", Reason::missing_value},
      {R"({"role":"","scope":"own"})", "/roles/0/role", Reason::missing_value},
      {R"({"role":"r","scope":"mine"})", "/roles/0/scope", Reason::unknown_name},
      {R"({"role":"r","scope":"own"},{"role":"r","scope":"all"})", "/roles/1/role",
       Reason::duplicate},
      {R"({"role":"r","scope":"teams"})", "/roles/0/teams", Reason::missing_value},
      {R"({"role":"r","scope":"own","teams":["t"]})", "/roles/0/teams", Reason::conflict},
      {R"({"role":"r","scope":"teams","teams":[""]})", "/roles/0/teams/0",
       Reason::missing_value},
      {R"({"role":"r","scope":"all","pool":false})", "/roles/0/pool", Reason::conflict},
      {R"({"role":"r","scope":"own","right":"write","personal":"masked"})",
       "/roles/0/personal", Reason::conflict},
      {field + R"({"field":"contact.fax"}]})", "/roles/0/fields/0/field",
       Reason::unknown_name},
      {field + R"({"field":"deal.amount","mask":"text"}]})", "/roles/0/fields/0/mask",
       Reason::conflict},
      {field + R"({"field":"customer.stage","mask":"text"}]})", "/roles/0/fields/0/mask",
       Reason::conflict},
      {field + R"({"field":"contact.phone","right":"write","mask":"phone"}]})",
       "/roles/0/fields/0/mask", Reason::conflict},
      {field + R"({"field":"contact.phone"},{"field":"contact.phone"}]})",
       "/roles/0/fields/1/field", Reason::duplicate},
      {R"({"role":"r","scope":"own","colour":1})", "/roles/0/colour",
       Reason::unknown_name},
  };
  for (const Case& c : cases) {
    std::vector<Error> errors;
    EXPECT_FALSE(parse_access(Json::parse(document(c.roles)).value(), errors));
    ASSERT_EQ(errors.size(), 1u) << c.roles;
    EXPECT_EQ(errors[0].field(), c.path) << c.roles;
    EXPECT_EQ(errors[0].reason(), c.reason) << c.roles << errors[0].message();
  }
}

TEST(AccessFields, NamesAreDistinctAndPersonalOnesMaskable) {
  std::vector<std::string_view> names;
  for (const CodeWord& word : access_field_words()) {
    for (const std::string_view other : names) EXPECT_NE(word.name, other);
    names.push_back(word.name);
    const auto field = static_cast<AccessField>(word.code);
    if (personal_mask(field) != Mask::none) {
      EXPECT_TRUE(can_be_masked(field)) << word.name;
    }
  }
  EXPECT_EQ(word_code(access_field_words(), "customer.name"),
            static_cast<std::int32_t>(AccessField::customer_name));
  EXPECT_EQ(word_code(access_field_words(), "customer.core_need"),
            static_cast<std::int32_t>(AccessField::core_need));
}

// Scopes against people are the matrix of tests/capi/access_test.cpp; here what it
// leaves.
TEST(Sight, ThoseAboveOneAreNotSeen) {
  std::vector<Fact> facts;
  const auto add = [&](FactBody body) {
    Fact f;
    f.head.event = {"t", std::to_string(facts.size())};
    f.head.occurred = Occurred::on(Date(10));
    f.body = std::move(body);
    facts.push_back(std::move(f));
  };
  add(PersonFact{
      PersonKey("li"), {}, Role::account_manager, "east", PersonKey("wu"), true, true});
  // Two who report to each other see each other and end there.
  add(PersonFact{
      PersonKey("wu"), {}, Role::sales_lead, "east", PersonKey("an"), true, true});
  add(PersonFact{PersonKey("an"), {}, Role::sales_lead, "", PersonKey("wu"), true, true});
  const Directory d = Directory::build(facts).value();
  RoleAccess reports;
  reports.scope = Scope::reports;
  const Sight li = sight_of(*d.find(PersonKey("li"), Date(10)), reports, d, Date(10));
  EXPECT_EQ(li.people, std::vector{PersonKey("li")});
  const Sight an = sight_of(*d.find(PersonKey("an"), Date(10)), reports, d, Date(10));
  EXPECT_EQ(an.people, (std::vector{PersonKey("an"), PersonKey("li"), PersonKey("wu")}));
  EXPECT_TRUE(an.sees(PersonKey()));  // the pool
  EXPECT_FALSE(an.counts(PersonKey()));
  // No team is no team: it has no members to see.
  RoleAccess team;
  team.scope = Scope::team;
  team.pool = false;
  const Sight alone = sight_of(*d.find(PersonKey("an"), Date(10)), team, d, Date(10));
  EXPECT_EQ(alone.people.size(), 3u);
  EXPECT_FALSE(alone.sees(PersonKey()));
}

}  // namespace
}  // namespace kith
