// Hand-worked answers of docs/decisions/002-cadence.md, each asked of the engine and of
// the slow reading.
#include <gtest/gtest.h>

#include "property/cases.hpp"

namespace kith::property {
namespace {

constexpr const char* kWeekly = "weekly deep talk";
constexpr const char* kOnceAWeek = R"("every": "week", "count": 1)";
constexpr const char* kTwiceAWeek = R"("every": "week", "count": 2)";

TEST_F(Cases, ThinWeekOfTheHolidayJoinsTheNext) {
  assign("2023-10-03", "A");
  EXPECT_EQ(seen("2023-10-12", kWeekly), "open 2023-10-02..2023-10-13");
}

TEST_F(Cases, FewDaysLeftOfTheFirstWeekJoinTheNext) {
  assign("2023-10-19", "A");
  EXPECT_EQ(seen("2023-10-20", kWeekly), "open 2023-10-16..2023-10-27");
}

TEST_F(Cases, ThreeDaysLeftAreAWeek) {
  assign("2023-10-18", "A");
  EXPECT_EQ(seen("2023-10-20", kWeekly), "open 2023-10-16..2023-10-20");
}

TEST_F(Cases, TouchInGraceCountsInTheWeekBefore) {
  assign("2023-10-09", "A");
  EXPECT_EQ(seen("2023-10-16", kWeekly),
            "overdue 2023-10-02..2023-10-13 over 1 missed 1 broken 1");
  phone("2023-10-17");
  EXPECT_EQ(seen("2023-10-17", kWeekly), "open 2023-10-16..2023-10-20 grace 1");
}

TEST_F(Cases, TouchAfterGraceKeepsTheRunningWeekOnly) {
  assign("2023-10-09", "A");
  phone("2023-10-18");
  EXPECT_EQ(seen("2023-10-18", kWeekly),
            "upcoming 2023-10-23..2023-10-27 broken 1; kept 2023-10-16..2023-10-20 "
            "broken 1");
}

TEST_F(Cases, OneTouchSettlesArrearsWhichStayBroken) {
  assign("2023-10-09", "A");
  EXPECT_EQ(seen("2023-11-01", kWeekly),
            "overdue 2023-10-02..2023-10-13 over 13 missed 3 broken 3");
  phone("2023-11-02");
  EXPECT_EQ(seen("2023-11-03", kWeekly),
            "upcoming 2023-11-06..2023-11-10 broken 3; kept 2023-10-30..2023-11-03 "
            "broken 3");
}

TEST_F(Cases, SundayKeepsTheWeek) {
  assign("2023-10-09", "A");
  phone("2023-10-15");
  EXPECT_EQ(seen("2023-10-16", kWeekly), "open 2023-10-16..2023-10-20 kept 1");
}

TEST_F(Cases, ReturnOnTheFirstDayOfABucketKeepsArrears) {
  assign("2023-10-09", "A");
  add("2023-10-18", TierFact{"B", "run", "", "", 0, 0});
  add("2023-10-23", TierFact{"A", "run", "", "", 0, 0});
  EXPECT_EQ(seen("2023-10-24", kWeekly),
            "overdue 2023-10-02..2023-10-13 over 7 missed 2 broken 2");
}

TEST_F(Cases, BucketNotDemandedEndsArrears) {
  assign("2023-10-09", "A");
  add("2023-10-18", TierFact{"B", "run", "", "", 0, 0});
  EXPECT_EQ(seen("2023-10-20", kWeekly),
            "overdue 2023-10-02..2023-10-13 over 5 missed 1 broken 1");
  EXPECT_EQ(seen("2023-10-24", kWeekly), "");
}

TEST_F(Cases, DoNotContactDropsTheRunningWeekWithItsArrears) {
  assign("2023-10-09", "A");
  do_not_contact("2023-10-24", 1);
  do_not_contact("2023-10-26", 0);
  EXPECT_EQ(seen("2023-10-24", kWeekly), "");
  EXPECT_EQ(seen("2023-10-26", kWeekly), "upcoming 2023-10-30..2023-11-03 broken 2");
}

TEST_F(Cases, TouchBeforeTheFirstDayCountsInItsBucket) {
  phone("2023-10-09");
  assign("2023-10-10", "A");
  EXPECT_EQ(seen("2023-10-12", kWeekly),
            "upcoming 2023-10-16..2023-10-20; kept 2023-10-02..2023-10-13");
}

TEST_F(Cases, GapRunsFromTheLastTouch) {
  assign("2023-10-10", "B");
  phone("2023-10-22");
  EXPECT_EQ(seen("2023-10-26", "routine"), "upcoming 2023-11-01..2023-11-03 kept 1");
  EXPECT_EQ(seen("2023-11-02", "routine"), "open 2023-11-01..2023-11-03 kept 1");
  EXPECT_EQ(seen("2023-11-06", "routine"),
            "overdue 2023-11-01..2023-11-03 over 1 kept 1");
}

TEST_F(Cases, GapTwoDaysLateIsInGraceThreeBreakOne) {
  assign("2023-10-10", "B");
  phone("2023-10-22");
  phone("2023-11-07");
  EXPECT_EQ(seen("2023-11-20", "routine"), "open 2023-11-17..2023-11-21 kept 1 grace 1");
  phone("2023-11-24");
  EXPECT_EQ(seen("2023-12-06", "routine"),
            "open 2023-12-06..2023-12-08 kept 1 grace 1 broken 1");
}

TEST_F(Cases, UrgentNeedHalvesTheGapFromItsDay) {
  assign("2023-10-10", "B");
  phone("2023-10-22");
  add("2023-11-01", TagFact{"urgent_need", true, {}});
  EXPECT_EQ(seen("2023-11-01", "routine"), "open 2023-10-26..2023-11-01 kept 1");
}

TEST_F(Cases, TagAddsAStreamWithoutAPlan) {
  add("2023-10-10", OwnerFact{PersonKey("li")});
  EXPECT_EQ(seen("2023-10-10", "no cadence"), "no_cadence 2023-10-10..");
  add("2023-10-11", TagFact{"price_sensitive", true, {}});
  EXPECT_EQ(seen("2023-10-12", "offer review"), "open 2023-10-01..2023-10-31");
}

TEST_F(Cases, OpeningTouchIsConfirmedNotCountedTwice) {
  assign("2023-10-05", "C");
  TouchFact opening;
  opening.opening = true;
  add("2023-10-05", opening);
  TouchFact mail;
  mail.channel = Channel::mail;
  mail.outcome = Outcome::no_reply;
  add("2023-10-25", mail);
  const auto all = rows("2023-10-26");
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].state, PromiseState::kept);
  EXPECT_EQ(all[0].credits,
            (std::vector<Credit>{{day("2023-10-05"), Channel::unknown, true},
                                 {day("2023-10-25"), Channel::mail, false}}));
}

TEST_F(Cases, TouchInGraceConfirmsTheOpeningCreditAndAddsNothing) {
  change(kOnceAWeek, kTwiceAWeek);
  assign("2023-10-09", "A");
  TouchFact opening;
  opening.opening = true;
  add("2023-10-10", opening);
  phone("2023-10-16");
  EXPECT_EQ(seen("2023-10-16", kWeekly), "open 2023-10-16..2023-10-20 broken 1");
  phone("2023-10-17");
  EXPECT_EQ(seen("2023-10-17", kWeekly), "open 2023-10-16..2023-10-20 grace 1");
}

TEST_F(Cases, StepIsClosedByALaterTouchOnItsChannelInItsWindow) {
  add("2023-10-10", OwnerFact{PersonKey("li")});
  StepFact step;
  step.deadline = DeadlineKind::range;
  step.first = day("2023-10-16");
  step.last = day("2023-10-22");
  step.channel = Channel::phone;
  add("2023-10-12", step);
  EXPECT_EQ(seen("2023-10-13", "next step"), "upcoming 2023-10-16..2023-10-20");
  phone("2023-10-13");
  EXPECT_EQ(seen("2023-10-21", "next step"), "overdue 2023-10-16..2023-10-20");
  phone("2023-10-22");
  EXPECT_EQ(seen("2023-10-23", "next step"), "");
}

TEST_F(Cases, TouchOfTheSameMomentStandsBeforeTheStep) {
  add("2023-10-10", OwnerFact{PersonKey("li")});
  StepFact step;
  step.deadline = DeadlineKind::working_days;
  step.working_days = 3;
  step.channel = Channel::phone;
  add("2023-10-20", step);
  phone("2023-10-20");
  EXPECT_EQ(seen("2023-10-20", "next step"), "open 2023-10-20..2023-10-25");
  phone("2023-10-21");
  EXPECT_EQ(seen("2023-10-21", "next step"), "");
}

TEST_F(Cases, RetractedRetractionGivesTheTouchBack) {
  assign("2023-10-09", "A");
  TouchFact t;
  t.channel = Channel::phone;
  const EventKey touch = add("2023-10-10", t);
  const EventKey gone = add("2023-10-11", RetractFact{touch});
  EXPECT_EQ(seen("2023-10-12", kWeekly), "open 2023-10-02..2023-10-13");
  add("2023-10-12", RetractFact{gone});
  EXPECT_EQ(seen("2023-10-12", kWeekly),
            "upcoming 2023-10-16..2023-10-20; kept 2023-10-02..2023-10-13");
}

// ---- the small print, worked out by hand

TEST_F(Cases, OpeningTouchAfterARealOneIsAnotherContact) {
  // Two contacts on two days; the later one cannot stand for the earlier.
  change(kOnceAWeek, kTwiceAWeek);
  assign("2023-10-09", "A");
  phone("2023-10-10");
  opening("2023-10-12");
  EXPECT_EQ(seen("2023-10-13", kWeekly),
            "upcoming 2023-10-16..2023-10-20; kept 2023-10-02..2023-10-13");
}

TEST_F(Cases, DaysBetweenTheBucketsOfTwoDocumentsEndArrears) {
  // The running week is judged to Sunday 22 October; the first month begins on
  // 1 November, and from 23 to 31 October nothing was promised.
  assign("2023-10-09", "A");
  change(kOnceAWeek, R"("every": "month", "count": 1)", "2023-10-18");
  EXPECT_EQ(seen("2023-10-20", kWeekly),
            "overdue 2023-10-02..2023-10-13 over 5 missed 1 broken 1");
  EXPECT_EQ(seen("2023-10-24", kWeekly), "");
  EXPECT_EQ(seen("2023-11-01", kWeekly), "open 2023-11-01..2023-11-30 broken 2");
}

TEST_F(Cases, DaysBetweenTheBucketsOfTwoDocumentsEndGrace) {
  // One working day after 31 October, eight after the week that lacked a touch.
  assign("2023-10-09", "A");
  change(kOnceAWeek, R"("every": "month", "count": 1)", "2023-10-18");
  phone("2023-11-01");
  EXPECT_EQ(seen("2023-11-01", kWeekly), "kept 2023-11-01..2023-11-30 broken 2");
}

TEST_F(Cases, TouchBeforeTheFirstBucketCountsNowhere) {
  phone("2023-10-01");
  assign("2023-10-10", "A");
  EXPECT_EQ(seen("2023-10-12", kWeekly), "open 2023-10-02..2023-10-13");
}

TEST_F(Cases, WeightIsOfTheDayCountIsOfTheBucket) {
  assign("2023-10-09", "A");
  EXPECT_EQ(row("2023-10-10", kWeekly).weight, 8);
  add("2023-10-11", TagFact{"urgent_need", true, {}});
  EXPECT_EQ(row("2023-10-12", kWeekly).weight, 16);
  phone("2023-10-12");
  EXPECT_EQ(seen("2023-10-12", kWeekly),
            "upcoming 2023-10-16..2023-10-20; kept 2023-10-02..2023-10-13");
}

TEST_F(Cases, OverdueRowSpeaksOfTheRunningBucketAndShowsNoCredit) {
  change(kOnceAWeek, kTwiceAWeek);
  assign("2023-10-09", "A");
  phone("2023-10-10");
  change(R"("channels": ["phone", "visit"],)", R"("channels": ["video"],)", "2023-10-16");
  const PromiseRow r = row("2023-10-17", kWeekly);
  EXPECT_EQ(r.state, PromiseState::overdue);
  EXPECT_EQ(r.window_from, day("2023-10-02"));
  EXPECT_EQ(r.channels, 1u << static_cast<unsigned>(Channel::video));
  EXPECT_EQ(r.credits, std::vector<Credit>());
}

TEST_F(Cases, OpenRowShowsItsFirstCreditOnly) {
  change(kOnceAWeek, kTwiceAWeek);
  assign("2023-10-09", "A");
  opening("2023-10-10");
  phone("2023-10-11");
  const PromiseRow r = row("2023-10-12", kWeekly);
  EXPECT_EQ(r.state, PromiseState::open);
  EXPECT_EQ(r.credits,
            (std::vector<Credit>{{day("2023-10-10"), Channel::unknown, true}}));
}

TEST_F(Cases, HorizonIsTenWorkingDaysWithoutADocument) {
  // 17 August is the tenth working day after the 3rd, 18 August after the 4th.
  agree("2023-08-01", "2023-08-14", "2023-08-18");
  EXPECT_EQ(seen("2023-08-03", "next step"), "");
  EXPECT_EQ(seen("2023-08-04", "next step"), "upcoming 2023-08-14..2023-08-18");
}

TEST_F(Cases, HorizonIsTheDocumentsAndReachesTheDueDay) {
  change(R"("horizon_wd": 10)", R"("horizon_wd": 3)");
  add("2023-10-10", OwnerFact{PersonKey("li")});
  agree("2023-10-12", "2023-10-26", "2023-10-27");
  EXPECT_EQ(seen("2023-10-23", "next step"), "");
  EXPECT_EQ(seen("2023-10-24", "next step"), "upcoming 2023-10-26..2023-10-27");
}

TEST_F(Cases, OpeningTouchClosesNoStep) {
  agree("2023-10-12", "2023-10-16", "2023-10-20", Channel::phone);
  TouchFact t;
  t.opening = true;
  t.channel = Channel::phone;
  add("2023-10-17", t);
  EXPECT_EQ(seen("2023-10-18", "next step"), "open 2023-10-16..2023-10-20");
}

TEST_F(Cases, DoNotContactBeatsATouchOfItsOwnDay) {
  assign("2023-10-09", "A");
  phone("2023-10-26");
  do_not_contact("2023-10-26", 1);
  do_not_contact("2023-10-27", 0);
  EXPECT_EQ(seen("2023-10-27", kWeekly), "upcoming 2023-10-30..2023-11-03 broken 2");
  EXPECT_EQ(kept("2023-10-27", kWeekly), "kept 0 waived 1 broken 2");
}

TEST_F(Cases, DoNotContactLeavesAKeptWeekKept) {
  // 25 October is the third working day after the week before: out of its grace.
  assign("2023-10-09", "A");
  phone("2023-10-25");
  do_not_contact("2023-10-26", 1);
  do_not_contact("2023-10-27", 0);
  EXPECT_EQ(seen("2023-10-27", kWeekly),
            "upcoming 2023-10-30..2023-11-03 kept 1 broken 2");
  EXPECT_EQ(kept("2023-10-27", kWeekly), "kept 1 waived 0 broken 2");
}

TEST_F(Cases, NoCadenceBeginsWithTheBook) {
  add("2023-08-20", OwnerFact{PersonKey("li")});
  EXPECT_EQ(seen("2023-08-31", "no cadence"), "");
  EXPECT_EQ(seen("2023-09-01", "no cadence"), "no_cadence 2023-09-01..");
}

TEST_F(Cases, CustomersWithoutATierSortLast) {
  customer_ = CustomerKey("a");
  agree("2023-10-12", "2023-10-16", "2023-10-20");
  customer_ = CustomerKey("b");
  add("2023-10-10", TierFact{"C", "run", "", "", 0, 0});
  agree("2023-10-12", "2023-10-16", "2023-10-20");
  const Table list = view("2023-10-17").due();
  ASSERT_EQ(list.rows(), 2);
  EXPECT_EQ(list.cell("customer_key", 0), "b");
  EXPECT_EQ(list.cell("customer_key", 1), "a");
}

// ---- what random histories found

TEST_F(Cases, HistoryOfADayKnowsLaterCorrections) {
  TouchFact t;
  t.channel = Channel::phone;
  const EventKey touch = add("2023-10-10", t);
  add("2023-10-20", RetractFact{touch});
  const Table history = view("2023-10-15").history(customer_);
  ASSERT_EQ(history.rows(), 1);
  EXPECT_EQ(history.cell("in_force", 0), "0");
}

TEST_F(Cases, WakesWhenARangeThatEndsOnASundayComesInSight) {
  // Due on Friday 27 October, ten working days after the 13th.
  add("2023-10-09", OwnerFact{PersonKey("li")});
  agree("2023-10-09", "2023-10-23", "2023-10-29");
  EXPECT_EQ(seen("2023-10-12", "next step"), "");
  EXPECT_EQ(seen("2023-10-13", "next step"), "upcoming 2023-10-23..2023-10-27");
  EXPECT_EQ(wake_of(world_.state(customer_), day("2023-10-12"), world_.rules()),
            day("2023-10-13"));
}

}  // namespace
}  // namespace kith::property
