// Whether a cadence can be kept, asked of a view: whose load, over which slots, and what
// is short.
#include "view/ahead_kit.hpp"

namespace kith {
namespace {

using namespace ahead;

DateSpan weeks_of_november() { return {day("2023-11-06"), day("2023-12-03")}; }

// 2023-11-06 is a Monday; the four weeks from it have 20 working days.
TEST(Feasibility, TheLeadAloneCannotMake150WeeklyTalksAt15ADay) {
  World w;
  w.person("lead", Role::sales_lead, 15);
  for (const char* key : {"m1", "m2", "m3"})
    w.person(key, Role::account_manager, 15, "lead");
  w.customers("a", 50, "m1");
  w.customers("b", 50, "m2");
  w.customers("c", 50, "m3");
  FeasibilityOptions o;
  o.period = weeks_of_november();
  o.has_period = true;
  o.person = PersonKey("lead");
  o.candidate = cadence(kWeekly + R"(["sales_lead"])");
  const Table lead = w.ask(o);
  ASSERT_EQ(lead.rows(), 1);
  EXPECT_EQ(
      row(lead, 0,
          {"scope", "owner", "light", "customers", "load_numerator", "load_denominator",
           "capacity", "rho_numerator", "rho_denominator", "rho_ppm", "busiest_ppm"}),
      "person lead red 150 600 1 300 2 1 2000000 2000000");
  EXPECT_EQ(
      row(lead, 0,
          {"shortage_first", "shortage_last", "shortage_needed", "shortage_slots",
           "shortage", "people_least", "people_enough", "book_size", "book_size_safe"}),
      "2023-11-06 2023-11-12 150 75 75 2 2 75 62");
  EXPECT_EQ(lead.cell("why_en", 0),
            "200% of the slots: no plan can keep it; 2023-11-06 to 2023-11-12: 150 "
            "touches, 75 slots, 75 short");
  EXPECT_EQ(
      lead.cell("why_zh", 0),
      "占用200%，任何安排都做不到；2023-11-06至2023-11-12需要150次，只有75个时段，缺75");

  // Where the owners may talk as well, everybody is green.
  o.person = {};
  o.candidate = cadence(kWeekly + R"(["owner","sales_lead"])");
  const Table shared = w.ask(o);
  ASSERT_EQ(shared.rows(), 5);
  EXPECT_EQ(row(shared, 0, {"scope", "people", "people_red", "light", "rho_ppm"}),
            "all 4 0 green 500000");
  for (std::int64_t i = 1; i < 5; ++i) EXPECT_EQ(shared.cell("light", i), "green");
  EXPECT_EQ(row(shared, 1, {"owner", "customers", "load_numerator"}), "lead 0 0");
  EXPECT_EQ(row(shared, 2, {"owner", "rho_numerator", "rho_denominator"}), "m1 2 3");
}

TEST(Feasibility, TheCadenceInForceIsAskedWithoutACandidate) {
  World w;
  w.person("li", Role::account_manager, 2);
  w.customers("a", 11, "li");
  EXPECT_EQ(refused([&] { w.ask({}); }).reason(), Reason::not_adopted);
  w.adopted(cadence(kEveryTenth + R"(["owner"])"));
  FeasibilityOptions o{.person = PersonKey("li")};
  o.period = weeks_of_november();
  o.has_period = true;
  const Table t = w.ask(o);
  // 11 customers · 20 days / 10 over 40 slots.
  EXPECT_EQ(row(t, 0,
                {"load_numerator", "capacity", "rho_numerator", "rho_denominator",
                 "light", "book_size", "book_size_safe"}),
            "22 40 11 20 green 20 16");
  o.candidate = cadence(kWeekly + R"([])");
  EXPECT_EQ(row(w.ask(o), 0, {"load_numerator", "light"}), "44 red");
  // The year has the days of the calendar.
  const Table year = w.ask({.person = PersonKey("li")});
  EXPECT_EQ(row(year, 0, {"first", "last", "provisional"}), "2023-11-06 2024-11-04 0");
  EXPECT_EQ(year.cell("capacity", 0),
            std::to_string(
                2 * (china_calendar().count(day("2023-11-05"), day("2024-11-04")).days)));
}

TEST(Feasibility, AnAbsenceTakesSlotsAndNamesItsWeek) {
  World w;
  w.person("li", Role::account_manager, 2);
  w.customers("a", 8, "li");
  w.absent("li", "2023-11-15", "2023-11-17");
  FeasibilityOptions o{.person = PersonKey("li")};
  o.period = weeks_of_november();
  o.has_period = true;
  o.candidate = cadence(kWeekly + R"(["owner"])");
  const Table t = w.ask(o);
  EXPECT_EQ(row(t, 0,
                {"light", "rho_numerator", "rho_denominator", "shortage_first",
                 "shortage_last", "shortage_needed", "shortage_slots"}),
            "red 16 17 2023-11-13 2023-11-19 8 4");
  EXPECT_EQ(t.cell("why_codes", 0), "feasibility.short");
}

TEST(Feasibility, ChannelsStandApartAndTheDaysCapAbove) {
  World w;
  w.person("li", Role::account_manager, 3, "", "phone=2|visit=1");
  w.customers("a", 9, "li");
  FeasibilityOptions o{.person = PersonKey("li")};
  o.period = weeks_of_november();
  o.has_period = true;
  o.candidate = cadence(kWeekly + R"(["owner"])");
  const Table t = w.ask(o);
  ASSERT_EQ(t.rows(), 3);
  EXPECT_EQ(row(t, 0, {"channel", "customers", "capacity", "light"}), "9 60 green");
  EXPECT_EQ(row(t, 1, {"channel", "customers", "capacity", "rho_ppm", "light"}),
            "phone 9 40 900000 amber");
  EXPECT_EQ(row(t, 2, {"channel", "customers", "capacity", "light"}), "visit 0 20 green");
}

TEST(Feasibility, WhatNobodyCanDoStandsApart) {
  World w;
  w.person("li", Role::account_manager, 5);
  w.person("wu", Role::account_manager, {});
  w.customers("a", 1, "li");
  w.customers("b", 2, "wu");
  w.add("pool", "2023-01-01", CustomerFact{});
  FeasibilityOptions o;
  o.period = weeks_of_november();
  o.has_period = true;
  o.candidate = cadence(kWeekly + R"(["executive"])");
  const Table none = w.ask(o);
  ASSERT_EQ(none.rows(), 3);
  EXPECT_EQ(row(none, 2, {"scope", "customers", "load_numerator", "light", "why_codes"}),
            "nobody 3 12  feasibility.nobody");
  o.candidate = cadence(kWeekly + R"(["owner"])");
  const Table owners = w.ask(o);
  ASSERT_EQ(owners.rows(), 3);
  EXPECT_EQ(row(owners, 0, {"scope", "people", "customers"}), "all 1 1");
  EXPECT_EQ(row(owners, 2,
                {"owner", "people", "load_numerator", "capacity", "light", "why_codes"}),
            "wu 0 8   feasibility.no_capacity");
}

TEST(Feasibility, ATeamIsItsPeople) {
  World w;
  w.person("li", Role::account_manager, 5);
  w.customers("a", 1, "li");
  FeasibilityOptions o{.team = "t", .candidate = cadence(kWeekly + R"(["owner"])")};
  const Table t = w.ask(o);
  ASSERT_EQ(t.rows(), 2);
  EXPECT_EQ(row(t, 0, {"scope", "team", "customers"}), "team t 1");
  o.team = "other";
  EXPECT_EQ(refused([&] { w.ask(o); }).field(), "team");
  o.person = PersonKey("li");
  EXPECT_EQ(refused([&] { w.ask(o); }).reason(), Reason::conflict);
}

TEST(Feasibility, WhatIsWrongIsNamed) {
  World w;
  w.person("li", Role::account_manager, 5);
  FeasibilityOptions o{.person = PersonKey("nobody"),
                       .candidate = cadence(kWeekly + R"([])")};
  EXPECT_EQ(refused([&] { w.ask(o); }).reason(), Reason::unknown_name);
  o.person = {};
  o.candidate = default_document(DocumentKind::tier);
  EXPECT_EQ(refused([&] { w.ask(o); }).reason(), Reason::wrong_type);
  o.candidate->kind = DocumentKind::cadence;
  const Error broken = refused([&] { w.ask(o); });
  EXPECT_EQ(broken.reason(), Reason::bad_document);
  EXPECT_EQ(broken.field(), "candidate");
  o.candidate = cadence(kWeekly + R"([])");
  o.has_period = true;
  o.period = {day("2023-11-06"), day("2023-11-05")};
  EXPECT_EQ(refused([&] { w.ask(o); }).field(), "period");
}

TEST(Feasibility, CampaignsTakeNoSlots) {
  World w;
  w.person("li", Role::account_manager, 5);
  w.customers("a", 40, "li");
  std::string push = kWeekly;
  push.replace(push.find("two_way"), 7, "push");
  FeasibilityOptions o{.person = PersonKey("li"), .candidate = cadence(push + "[]")};
  EXPECT_EQ(w.ask(o).cell("light", 0), "red");
  o.campaigns = true;
  EXPECT_EQ(row(w.ask(o), 0, {"light", "customers"}), "green 0");
}

}  // namespace
}  // namespace kith
