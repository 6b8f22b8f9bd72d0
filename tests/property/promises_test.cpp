// Hand-worked answers about what puts promises off, lets them off or moves them, each
// asked of the engine and of the slow reading.
#include <gtest/gtest.h>

#include "property/cases.hpp"

namespace kith::property {
namespace {

constexpr const char* kWeekly = "weekly deep talk";
constexpr const char* kHorizon = R"("horizon_wd": 10)";
constexpr const char* kGap = R"("kind": "GAP", "gap_wd": 10, "early": [4, 5])";

class Promises : public Cases {
 protected:
  void document_has(const std::string& members, const char* from = "2023-09-01") {
    change(kHorizon, kHorizon + (", " + members), from);
  }
  EventKey snooze(const char* iso, const char* stream, const char* until) {
    return add(iso, SnoozeFact{stream, {}, day(until), "travelling"});
  }
  void first_due(const char* iso, const char* stream, const char* due) {
    add(iso, FirstDueFact{stream, day(due), "go live"});
  }
  void no_reply(const char* iso) {
    TouchFact t;
    t.channel = Channel::phone;
    t.outcome = Outcome::no_reply;
    add(iso, t);
  }
  void owned_by(const char* iso, const char* person) {
    add(iso, OwnerFact{PersonKey(person)});
  }
  void person(const char* key, const char* deputy = "") {
    PersonFact p;
    p.person = PersonKey(key);
    p.role = Role::account_manager;
    p.deputy = PersonKey(deputy);
    of_book("2023-09-01", p);
  }
  void away(const char* key, const char* first, const char* last) {
    of_book("2023-09-01", AbsenceFact{PersonKey(key), day(first), day(last)});
  }
  std::vector<std::string> codes(const char* as_of, std::string_view stream) {
    std::vector<std::string> out;
    for (const PromiseRow& r : world_.engine_rows(customer_, day(as_of), {})) {
      for (const Why& w : r.whys) {
        if (r.stream == stream) out.emplace_back(w.code);
      }
    }
    return out;
  }
  bool says(const char* as_of, std::string_view stream, std::string_view code) {
    const auto all = codes(as_of, stream);
    return std::find(all.begin(), all.end(), code) != all.end();
  }

 private:
  void of_book(const char* iso, FactBody body) {
    Batch batch;
    batch.add({head({}, Occurred::on(day(iso))), std::move(body)}).value();
    world_.take(batch);
  }
};

// ---- put off

TEST_F(Promises, PutOffItStaysOwedAndTheWeekBreaksAllTheSame) {
  assign("2023-10-09", "A");
  snooze("2023-10-10", kWeekly, "2023-10-17");
  EXPECT_EQ(seen("2023-10-12", kWeekly), "snoozed 2023-10-02..2023-10-13");
  EXPECT_EQ(row("2023-10-12", kWeekly).snoozed_until, day("2023-10-17"));
  EXPECT_TRUE(says("2023-10-12", kWeekly, "due.snoozed"));
  EXPECT_TRUE(says("2023-10-12", kWeekly, "due.snooze_reason"));
  EXPECT_EQ(seen("2023-10-16", kWeekly),
            "snoozed 2023-10-02..2023-10-13 over 1 missed 1 broken 1");
  EXPECT_EQ(seen("2023-10-17", kWeekly),
            "overdue 2023-10-02..2023-10-13 over 2 missed 1 broken 1");
}

TEST_F(Promises, ATouchOfALaterDayEndsIt) {
  assign("2023-10-09", "A");
  snooze("2023-10-10", kWeekly, "2023-11-30");
  phone("2023-10-11");
  EXPECT_EQ(seen("2023-10-16", kWeekly), "open 2023-10-16..2023-10-20 kept 1");
}

TEST_F(Promises, TheLastWordCounts) {
  assign("2023-10-09", "A");
  snooze("2023-10-10", kWeekly, "2023-10-20");
  const EventKey woken = snooze("2023-10-11", kWeekly, "2023-10-11");
  EXPECT_EQ(seen("2023-10-12", kWeekly), "open 2023-10-02..2023-10-13");
  add("2023-10-12", RetractFact{woken});
  EXPECT_EQ(seen("2023-10-12", kWeekly), "snoozed 2023-10-02..2023-10-13");
}

TEST_F(Promises, AStepIsPutOffByItsEventKey) {
  assign("2023-10-09", "A");
  StepFact step;
  step.deadline = DeadlineKind::point;
  step.last = day("2023-10-16");
  const EventKey agreed = add("2023-10-10", step);
  add("2023-10-11", SnoozeFact{"", agreed, day("2023-10-18"), ""});
  EXPECT_EQ(seen("2023-10-17", "next step"), "snoozed 2023-10-10..2023-10-16 over 1");
  EXPECT_EQ(seen("2023-10-18", "next step"), "overdue 2023-10-10..2023-10-16 over 2");
  add("2023-10-17", StepClosedFact{agreed});
  EXPECT_EQ(seen("2023-10-17", "next step"), "");
}

TEST_F(Promises, AListHasWhatIsPutOffOnlyWhenAsked) {
  assign("2023-10-09", "A");
  snooze("2023-10-10", kWeekly, "2023-10-17");
  const View on = view("2023-10-12");
  const auto has = [&](const Table& t) {
    bool any = false;
    for (std::int64_t i = 0; i < t.rows(); ++i)
      any = any || (t.cell("stream", i) == kWeekly &&
                    t.cell("snoozed_until", i) == "2023-10-17");
    return any;
  };
  EXPECT_FALSE(has(on.due()));
  EXPECT_TRUE(has(on.due({.with_snoozed = true})));
  EXPECT_EQ(view("2023-10-16").overdue().rows(), 0);
  EXPECT_EQ(view("2023-10-17").overdue().rows(), 1);
}

// ---- first due days

TEST_F(Promises, NothingBreaksBeforeTheFirstDueDay) {
  assign("2023-10-09", "A");
  first_due("2023-10-09", kWeekly, "2023-10-25");
  EXPECT_EQ(seen("2023-10-18", kWeekly), "open 2023-10-16..2023-10-20");
  EXPECT_EQ(kept("2023-10-18", kWeekly), "kept 0 waived 1 broken 0");
  EXPECT_EQ(seen("2023-10-24", kWeekly), "open 2023-10-23..2023-10-25");
  EXPECT_TRUE(says("2023-10-24", kWeekly, "due.first_due"));
  EXPECT_EQ(seen("2023-10-26", kWeekly), "overdue 2023-10-23..2023-10-25 over 1");
  phone("2023-10-27");
  EXPECT_EQ(seen("2023-10-30", kWeekly), "open 2023-10-30..2023-11-03 kept 1");
}

TEST_F(Promises, AfterTheFirstDueDayWeeksBreakAsEver) {
  assign("2023-10-09", "A");
  first_due("2023-10-09", kWeekly, "2023-10-25");
  EXPECT_EQ(seen("2023-11-06", kWeekly),
            "overdue 2023-10-23..2023-10-25 over 8 missed 2 broken 2");
}

TEST_F(Promises, AGapFallsDueOnItsFirstDueDayAndATouchBringsNothingForward) {
  assign("2023-10-09", "B");
  first_due("2023-10-09", "routine", "2023-11-08");
  EXPECT_EQ(row("2023-11-08", "routine").due, day("2023-11-08"));
  EXPECT_EQ(seen("2023-11-09", "routine"), "overdue 2023-10-19..2023-11-08 over 1");
  phone("2023-10-20");
  EXPECT_EQ(row("2023-11-08", "routine").due, day("2023-11-08"));
  EXPECT_TRUE(says("2023-11-08", "routine", "due.gap"));
  phone("2023-11-08");
  EXPECT_EQ(row("2023-11-22", "routine").due, day("2023-11-22"));
}

// ---- attempts

TEST_F(Promises, AttemptsAskForARetryAndThenForTheLead) {
  assign("2023-10-09", "A");
  no_reply("2023-10-09");
  PromiseRow r = row("2023-10-10", kWeekly);
  EXPECT_EQ(r.attempts, 1);
  EXPECT_EQ(r.retry, day("2023-10-11"));
  EXPECT_EQ(r.escalation, 0);
  no_reply("2023-10-11");
  EXPECT_EQ(row("2023-10-12", kWeekly).retry, day("2023-10-13"));
  no_reply("2023-10-13");
  r = row("2023-10-13", kWeekly);
  EXPECT_EQ(r.attempts, 3);
  EXPECT_FALSE(r.retry);
  EXPECT_EQ(r.escalation, 1);
  EXPECT_TRUE(says("2023-10-13", kWeekly, "due.attempts_exhausted"));
  // They follow a promise into the next week, until it is kept.
  EXPECT_EQ(row("2023-10-16", kWeekly).attempts, 3);
  phone("2023-10-18");
  EXPECT_EQ(row("2023-10-23", kWeekly).attempts, 0);
}

TEST_F(Promises, ANextStepAgreedOnTheDayTakesTheRetrysPlace) {
  assign("2023-10-09", "B");
  no_reply("2023-10-19");
  add("2023-10-19", StepFact{});
  const PromiseRow r = row("2023-10-20", "routine");
  EXPECT_EQ(r.attempts, 1);
  EXPECT_FALSE(r.retry);
  EXPECT_EQ(r.escalation, 0);
}

TEST_F(Promises, AMailWithoutAReplyIsNoAttemptOfAPush) {
  assign("2023-10-09", "C");
  TouchFact mail;
  mail.channel = Channel::mail;
  mail.outcome = Outcome::no_reply;
  add("2023-10-10", mail);
  EXPECT_EQ(row("2023-10-12", "monthly push").state, PromiseState::kept);
}

// ---- fixed days, distance, tags

TEST_F(Promises, FixedDaysStayWhereTheyAre) {
  change(kGap, R"("kind": "GRID", "every_wd": 10, "anchor": "2025-08-19")");
  assign("2025-09-24", "B");
  EXPECT_EQ(seen("2025-09-26", "routine"), "open 2025-09-24..2025-09-29");
  EXPECT_EQ(seen("2025-10-09", "routine"), "overdue 2025-09-24..2025-09-29 over 2");
  phone("2025-10-09");
  // In grace, and the next one does not move.
  EXPECT_EQ(seen("2025-10-14", "routine"), "open 2025-10-14..2025-10-20 grace 1");
  EXPECT_EQ(seen("2025-10-28", "routine"),
            "overdue 2025-10-14..2025-10-20 over 6 missed 1 grace 1 broken 1");
}

TEST_F(Promises, APointServedAfterGraceIsABrokenPromise) {
  change(kGap, R"("kind": "GRID", "every_wd": 10, "anchor": "2025-08-19")");
  assign("2025-09-24", "B");
  phone("2025-10-10");
  EXPECT_EQ(seen("2025-10-14", "routine"), "open 2025-10-14..2025-10-20 broken 1");
}

TEST_F(Promises, AWindowKeepsApartFromTheLastContactButNotPastTheDueDay) {
  change(R"("purposes": ["deep_talk", "executive"], "weight": 8)",
         R"("purposes": ["deep_talk", "executive"], "min_gap_wd": 3, "weight": 8)");
  assign("2023-10-09", "A");
  phone("2023-10-13");
  EXPECT_EQ(seen("2023-10-16", kWeekly), "upcoming 2023-10-18..2023-10-20 kept 1");
  EXPECT_TRUE(says("2023-10-16", kWeekly, "due.min_gap"));
  EXPECT_EQ(seen("2023-10-18", kWeekly), "open 2023-10-18..2023-10-20 kept 1");
  TouchFact mail;
  mail.channel = Channel::mail;
  add("2023-10-19", mail);
  EXPECT_EQ(seen("2023-10-19", kWeekly), "upcoming 2023-10-20..2023-10-20 kept 1");
}

TEST_F(Promises, ATagMayLiftTheDistanceAndNarrowTheChannels) {
  change(R"("purposes": ["deep_talk", "executive"], "weight": 8)",
         R"("purposes": ["deep_talk", "executive"], "min_gap_wd": 3, "weight": 8)");
  change(R"("period": [1, 2], "weight": [2, 1]})",
         R"("weight": [2, 1], "lift_min_gap": true, "channels": ["visit", "mail"]})",
         "2023-09-02");
  assign("2023-10-09", "A");
  add("2023-10-09", TagFact{"urgent_need", true, {}});
  phone("2023-10-13");  // counts in the week of the ninth, whose first day had no tag
  EXPECT_EQ(row("2023-10-16", kWeekly).channels,
            1u << static_cast<std::uint32_t>(Channel::visit));
}

TEST_F(Promises, WhatIsSkippedIsBrokenButNotOwed) {
  change(R"("every": "week", "count": 1)",
         R"("every": "week", "count": 1, "catch_up": "skip")");
  assign("2023-10-09", "A");
  EXPECT_EQ(seen("2023-11-01", kWeekly), "open 2023-10-30..2023-11-03 broken 3");
}

TEST_F(Promises, WaitedAsLongAsTheCapGrants) {
  change(kGap, std::string(kGap) + R"(, "starvation_cap": 2)");
  assign("2023-10-09", "B");
  EXPECT_FALSE(row("2023-11-03", "routine").starved);
  EXPECT_TRUE(row("2023-11-06", "routine").starved);  // 20 working days
  EXPECT_TRUE(says("2023-11-06", "routine", "due.starved"));
}

// ---- hand-over and leave

TEST_F(Promises, NothingBreaksJustAfterTheOwnerChanged) {
  change(R"("hand_over_wd": 3)", R"("hand_over_wd": 5)");
  assign("2023-10-09", "A");
  phone("2023-10-10");
  owned_by("2023-10-18", "zhao");
  EXPECT_EQ(kept("2023-10-24", kWeekly), "kept 1 waived 1 broken 0");
  EXPECT_TRUE(says("2023-10-18", kWeekly, "due.hand_over"));
  EXPECT_EQ(kept("2023-10-31", kWeekly), "kept 1 waived 1 broken 1");
}

TEST_F(Promises, AGapNotYetDueWaitsForTheNewOwnerOneOverdueStays) {
  change(R"("hand_over_wd": 3)", R"("hand_over_wd": 5)");
  assign("2023-10-09", "B");
  owned_by("2023-10-20", "zhao");
  EXPECT_EQ(row("2023-10-27", "routine").due, day("2023-10-27"));
  owned_by("2023-10-31", "chen");
  EXPECT_EQ(row("2023-11-01", "routine").due, day("2023-10-27"));
  EXPECT_EQ(row("2023-11-01", "routine").since, day("2023-10-09"));
}

TEST_F(Promises, AWeekWhollyAwayIsWaivedUnlessADeputyIsThere) {
  document_has(R"("leave": "waive")");
  person("li");
  person("wang");
  away("li", "2023-10-21", "2023-11-05");
  assign("2023-10-09", "A");
  phone("2023-10-10");
  phone("2023-10-18");
  EXPECT_EQ(kept("2023-11-06", kWeekly), "kept 2 waived 2 broken 0");
  EXPECT_EQ(seen("2023-11-06", kWeekly), "open 2023-11-06..2023-11-10 kept 2");
  person("li", "wang");
  EXPECT_EQ(kept("2023-11-06", kWeekly), "kept 2 waived 0 broken 2");
}

TEST_F(Promises, AGapFallsDueOnTheFirstDayBack) {
  document_has(R"("leave": "waive")");
  person("li");
  away("li", "2023-10-20", "2023-10-26");
  assign("2023-10-09", "B");
  EXPECT_EQ(row("2023-10-27", "routine").due, day("2023-10-27"));
  EXPECT_EQ(row("2023-10-27", "routine").state, PromiseState::open);
}

TEST_F(Promises, APartOfAWeekAwayMovesItsDueDayIfTheDocumentSaysSo) {
  document_has(R"("leave": "move")");
  person("li");
  away("li", "2023-10-18", "2023-10-20");
  assign("2023-10-09", "A");
  phone("2023-10-10");
  EXPECT_EQ(seen("2023-10-16", kWeekly), "open 2023-10-16..2023-10-17 kept 1");
  EXPECT_EQ(kept("2023-10-23", kWeekly), "kept 1 waived 0 broken 1");
}

// ---- the autumn holiday of 2025: October 1 to 8 off, September 28 and October 11 worked

TEST_F(Promises, TheTwoWeeksOfTheHolidayAreOne) {
  assign("2025-09-15", "A");
  phone("2025-09-15");
  phone("2025-09-26");
  // Kept twice, though nine working days lie between.
  EXPECT_EQ(seen("2025-09-30", kWeekly), "open 2025-09-29..2025-10-11 kept 2");
}

TEST_F(Promises, TenWorkingDaysOverAMakeUpSunday) {
  assign("2025-09-15", "B");
  phone("2025-09-16");
  EXPECT_EQ(row("2025-09-28", "routine").due, day("2025-09-29"));
  phone("2025-10-10");
  EXPECT_EQ(seen("2025-10-23", "routine"), "open 2025-10-21..2025-10-23 kept 1 broken 1");
}

TEST_F(Promises, ThreeMonthsMissedAskForOnePush) {
  assign("2025-07-01", "C");
  EXPECT_EQ(seen("2025-10-09", "monthly push"),
            "overdue 2025-07-01..2025-07-31 over 45 missed 3 broken 3");
}

TEST_F(Promises, StepsOfWorkingDaysSkipTheHoliday) {
  const auto due = [&](const char* on, std::int32_t n) {
    StepFact step;
    step.deadline = DeadlineKind::working_days;
    step.working_days = n;
    const EventKey event = add(on, step);
    for (const PromiseRow& r : rows("2025-11-01")) {
      if (r.step == event) return r.due->iso();
    }
    return std::string("none");
  };
  EXPECT_EQ(due("2025-09-29", 5), "2025-10-13");
  EXPECT_EQ(due("2025-10-03", 5), "2025-10-14");
  EXPECT_EQ(due("2025-01-24", 3), "2025-02-05");
}

}  // namespace
}  // namespace kith::property
