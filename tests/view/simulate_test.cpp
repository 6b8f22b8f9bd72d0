// Days of work ahead under two cadences.
#include "view/ahead_kit.hpp"

namespace kith {
namespace {

using namespace ahead;

const std::vector<std::string> kCounts{"customers", "promised", "kept", "broken",
                                       "touches",   "slots",    "peak", "peak_day"};

// 2023-11-06 is a Monday; nothing is off until the end of the year.
TEST(Simulation, WhatFitsIsKept) {
  World w;
  w.person("li", Role::account_manager, 2);
  w.customers("a", 9, "li");
  w.adopted(cadence(kWeekly + R"(["owner"])"), "2023-11-06");
  SimulateOptions o{.candidate = cadence(kEveryTenth + R"(["owner"])"), .days = 20};
  const Table t = w.view().simulate(o);
  ASSERT_EQ(t.rows(), 6);
  EXPECT_EQ(row(t, 0, {"cadence", "first", "last", "provisional"}),
            "in_force 2023-11-06 2023-12-01 0");
  // Three of four weeks have ended on the last day; all four had their touches.
  EXPECT_EQ(row(t, 0, kCounts), "9 27 27 0 36 40 2 2023-11-06");
  EXPECT_EQ(row(t, 0, {"overdue_at_end", "unserved", "worst_gap_ppm"}), "0 0 1000000");
  // Every tenth working day: all are due on the first, when only two can be touched.
  EXPECT_EQ(row(t, 1, {"cadence", "kept", "broken", "overdue_at_end", "touches"}),
            "candidate 11 7 0 18");
  EXPECT_EQ(std::stoi(t.cell("touches", 2)),
            std::stoi(t.cell("touches", 1)) - std::stoi(t.cell("touches", 0)));
  EXPECT_EQ(row(t, 2, {"cadence", "customers", "slots"}), "difference 0 0");
  for (std::int64_t i = 0; i < 3; ++i) {
    EXPECT_EQ(row(t, i + 3, kCounts), row(t, i, kCounts)) << "of one person all";
    EXPECT_EQ(t.cell("owner", i + 3), "li");
  }
}

TEST(Simulation, WhatDoesNotFitIsBrokenAndSeen) {
  World w;
  w.person("li", Role::account_manager, 2);
  w.customers("a", 15, "li");
  w.adopted(cadence(kEveryTenth + R"(["owner"])"), "2023-11-06");
  SimulateOptions o{.candidate = cadence(kWeekly + R"(["owner"])"), .days = 20};
  const Table t = w.view().simulate(o);
  EXPECT_EQ(row(t, 0, {"cadence", "broken"}), "in_force 13");
  // 10 slots a week for 15: at least five a week are broken.
  EXPECT_GE(std::stoi(t.cell("broken", 1)), 15);
  EXPECT_EQ(row(t, 1, {"touches", "slots", "peak"}), "40 40 2");
  EXPECT_GT(std::stoll(t.cell("worst_gap_ppm", 1)), 1'000'000);
  EXPECT_EQ(std::stoi(t.cell("broken", 2)), std::stoi(t.cell("broken", 1)) - 13);
}

TEST(Simulation, TheLeadMakesWhatOnlyTheLeadMay) {
  World w;
  w.person("lead", Role::sales_lead, 1);
  w.person("li", Role::account_manager, 5, "lead");
  w.customers("a", 3, "li");
  SimulateOptions o{.candidate = cadence(kWeekly + R"(["sales_lead"])"), .days = 10};
  const Table t = w.view().simulate(o);
  ASSERT_EQ(t.rows(), 9);
  EXPECT_EQ(row(t, 4, {"owner", "cadence", "customers", "kept", "touches"}),
            "lead candidate 0 0 6");
  EXPECT_EQ(row(t, 7, {"owner", "cadence", "customers", "kept", "touches"}),
            "li candidate 3 3 0");
  EXPECT_EQ(row(t, 0, {"cadence", "promised", "touches"}), "in_force 0 0");
}

TEST(Simulation, StepsAreDoneAndBrokenToo) {
  World w;
  w.person("li", Role::account_manager, 1);
  w.customers("a", 2, "li");
  for (const char* key : {"a1000", "a1001"}) {
    StepFact s;
    s.deadline = DeadlineKind::point;
    s.last = day("2023-11-06");
    w.add(key, "2023-11-03", s);
  }
  SimulateOptions o{.candidate = cadence(kEveryTenth + R"(["owner"])"), .days = 1};
  const Table t = w.view().simulate(o);
  EXPECT_EQ(row(t, 0, {"promised", "kept", "broken", "touches"}), "2 1 1 1");
}

// Two steps of one day and one slot: the first by key is done, unless points speak.
TEST(Simulation, PointsOfTheCandidateSayWhichOfTwoIsDone) {
  World w;
  w.person("li", Role::account_manager, 1);
  w.person("wu", Role::account_manager, 1);
  w.person("xu", Role::account_manager, 1);
  w.customers("a", 1, "wu");
  w.customers("b", 1, "xu");
  for (const char* key : {"a1000", "b1000"}) {
    StepFact s;
    s.deadline = DeadlineKind::point;
    s.last = day("2023-11-06");
    s.actor = PersonKey("li");
    w.add(key, "2023-11-03", s);
  }
  DealFact deal;
  deal.deal = DealKey("d");
  deal.amount = Money{100, Currency()};
  w.add("b1000", "2023-11-03", deal);
  Document ranked = cadence(kEveryTenth + R"(["owner"])");
  std::vector<Error> errors;
  ranked =
      compile_document(
          ranked.json.insert(1, R"("ranking":{"value":[{"from":"1.00","points":5}]},)"),
          errors)
          .value();
  const Table t = w.view().simulate({.candidate = ranked, .days = 1});
  std::vector<std::string> seen;
  for (std::int64_t i = 0; i < t.rows(); ++i) {
    if (t.cell("owner", i) == "wu" || t.cell("owner", i) == "xu")
      seen.push_back(row(t, i, {"owner", "cadence", "broken"}));
  }
  EXPECT_EQ(seen, (std::vector<std::string>{"wu in_force 0", "wu candidate 1",
                                            "wu difference 1", "xu in_force 1",
                                            "xu candidate 0", "xu difference -1"}));
}

TEST(Simulation, WhatWasBrokenBeforeBelongsToTheDaysBefore) {
  World w;
  w.person("li", Role::account_manager, 2);
  w.customers("a", 1, "li");
  std::string graced = kWeekly;
  graced.replace(graced.find("\"grace_wd\":0"), 12, "\"grace_wd\":2");
  w.adopted(cadence(graced + R"(["owner"])"), "2023-10-30");
  // The week before was missed; the touch of the first Monday completes it in grace.
  const Table t =
      w.view().simulate({.candidate = cadence(kEveryTenth + R"(["owner"])"), .days = 10});
  EXPECT_EQ(row(t, 0, {"kept", "in_grace", "broken", "touches"}), "1 0 0 3");
}

TEST(Simulation, WhoIsAwayMakesNothingAndWhoHasNoCapacityServesNobody) {
  World w;
  w.person("li", Role::account_manager, 2);
  w.person("wu", Role::account_manager, {});
  w.customers("a", 1, "li");
  w.customers("b", 1, "wu");
  w.absent("li", "2023-11-06", "2023-11-10");
  SimulateOptions o{.candidate = cadence(kWeekly + R"(["owner"])"), .days = 10};
  const Table t = w.view().simulate(o);
  ASSERT_EQ(t.rows(), 9);
  EXPECT_EQ(row(t, 4, {"owner", "broken", "touches", "slots", "unserved"}),
            "li 1 1 10 0");
  EXPECT_EQ(row(t, 7, {"owner", "broken", "touches", "slots", "unserved"}), "wu 1 0 0 1");
}

TEST(Simulation, IsRepeatableAndChangesNothing) {
  World w;
  w.person("li", Role::account_manager, 3, "", "phone=2|visit=2");
  w.customers("a", 12, "li");
  w.adopted(default_document(DocumentKind::cadence), "2023-11-01");
  for (int i = 0; i < 12; ++i) {
    w.add("a" + std::to_string(1000 + i), "2023-11-01",
          TierFact{i % 2 ? "A" : "B", "", "", "", {}, {}});
  }
  SimulateOptions o{.candidate = cadence(kWeekly + R"(["owner"])"), .days = 25};
  const View view = w.view();
  const Table before = view.due();
  const Table t = view.simulate(o);
  EXPECT_EQ(view.simulate(o), t);
  EXPECT_EQ(view.due(), before);
}

TEST(Simulation, WhatIsWrongIsNamed) {
  World w;
  w.person("li", Role::account_manager, 3);
  SimulateOptions o{.candidate = cadence(kWeekly + R"(["owner"])"), .days = 0};
  EXPECT_EQ(refused([&] { (void)w.view().simulate(o); }).field(), "days");
  o.days = 5;
  o.horizon = 251;
  EXPECT_EQ(refused([&] { (void)w.view().simulate(o); }).field(), "horizon");
  o.horizon = 5;
  o.cap_times = 0;
  EXPECT_EQ(refused([&] { (void)w.view().simulate(o); }).field(), "cap_times");
  o.cap_times = 2;
  o.candidate = default_document(DocumentKind::pool);
  EXPECT_EQ(refused([&] { (void)w.view().simulate(o); }).field(), "candidate");
}

// A verdict is never belied by the days that follow: buckets that fit are kept, and days
// that are short break promises.
TEST(Simulation, AgreesWithFeasibility) {
  std::uint64_t seed = 20231106;
  const auto dice = [&](int low, int high) {
    seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
    return low + static_cast<int>((seed >> 33) % static_cast<unsigned>(high - low + 1));
  };
  int green = 0, red = 0;
  for (int i = 0; i < 60; ++i) {
    World w;
    const int slots = dice(1, 3);
    w.person("li", Role::account_manager, slots);
    w.customers("a", dice(1, slots * 8), "li");
    std::string stream = kWeekly;
    if (dice(0, 2) == 0) stream.replace(stream.find("\"week\""), 6, "\"month\"");
    const Document tried = cadence(stream + R"(["owner"])");
    // 2023-05-01 is a Monday; so whole weeks and months lie ahead.
    const char* from = "2023-05-01";
    const SimulateOptions o{.candidate = tried, .days = 60};
    const Table ran = w.view(from).simulate(o);
    const Table asked = w.view(from).feasibility(
        {.person = PersonKey("li"),
         .period = {day(from), ran.date(ran.index_of("last").value(), 0)},
         .has_period = true,
         .candidate = tried});
    const bool is_short = !asked.cell("shortage", 0).empty();
    const int broken = std::stoi(ran.cell("broken", 1));
    if (is_short) {
      ++red;
      EXPECT_GE(broken, 1) << i << " of " << asked.cell("why_en", 0);
    } else {
      ++green;
      EXPECT_EQ(broken, 0) << i << " of " << asked.cell("why_en", 0);
    }
  }
  EXPECT_GE(green, 10);
  EXPECT_GE(red, 10);
}

}  // namespace
}  // namespace kith
