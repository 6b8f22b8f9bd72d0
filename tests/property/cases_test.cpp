// Hand-worked answers of docs/decisions/002-cadence.md, each asked of the engine and of
// the slow reading.
#include <gtest/gtest.h>

#include "property/world.hpp"

namespace kith::property {
namespace {

Date day(const char* iso) { return Date::parse(iso).value(); }

/// One customer of a book that adopted the default cadence and China's calendar on
/// 2023-09-01.
class Cases : public testing::Test {
 protected:
  Cases() {
    Batch batch;
    adopt(batch, DocumentKind::calendar, calendar_to_json(china_calendar(), "cn").dump());
    adopt(batch, DocumentKind::cadence, std::string(default_cadence_json()));
    world_.take(batch);
  }

  void adopt(Batch& batch, DocumentKind kind, const std::string& json) {
    const Document document = read_document(json).value();
    batch.add_document(document);
    const AdoptFact body{kind, document.id, document.hash, day("2023-09-01")};
    batch.add({head({}, Occurred::on(day("2023-09-01"))), body}).value();
  }

  FactHead head(const CustomerKey& root, Occurred occurred) {
    FactHead h;
    h.root = root;
    h.event = {"case", std::to_string(100 + ++events_)};
    h.occurred = occurred;
    h.recorded = Instant(events_);
    return h;
  }
  EventKey add(Occurred occurred, FactBody body) {
    Batch batch;
    const FactHead h = head(customer_, occurred);
    batch.add({h, std::move(body)}).value();
    world_.take(batch);
    return h.event;
  }
  EventKey add(const char* iso, FactBody body) {
    return add(Occurred::on(day(iso)), std::move(body));
  }
  void assign(const char* iso, const char* tier) {
    add(iso, OwnerFact{PersonKey("li")});
    add(iso, TierFact{tier, "run", "", "", 0, 0});
  }
  void phone(const char* iso) {
    TouchFact t;
    t.channel = Channel::phone;
    add(iso, t);
  }
  void do_not_contact(const char* iso, std::int64_t on) {
    add(iso, CustomerFact{{{Field::do_not_contact, FieldValue(on)}}});
  }

  std::vector<PromiseRow> rows(const char* as_of) {
    const auto engine = comparable(world_.engine_rows(customer_, day(as_of), {}));
    const auto slow = comparable(world_.naive_rows(customer_, day(as_of), {}));
    EXPECT_EQ(engine, slow) << "engine:\n"
                            << describe(engine) << "slow:\n"
                            << describe(slow);
    return slow;
  }
  /// "state from..due" of each row of a stream, with what is not zero.
  std::string seen(const char* as_of, std::string_view stream) {
    std::string out;
    for (const PromiseRow& r : rows(as_of)) {
      if (r.stream != stream) continue;
      if (!out.empty()) out += "; ";
      out += std::string(code_name(r.state)) + " " + r.window_from.iso() + ".." +
             (r.due ? r.due->iso() : "");
      const auto put = [&](const char* name, std::int64_t n) {
        if (n != 0) out += std::string(" ") + name + " " + std::to_string(n);
      };
      put("over", r.overdue_wd);
      put("missed", r.missed);
      put("kept", r.kept);
      put("grace", r.in_grace);
      put("broken", r.broken);
    }
    return out;
  }

  World world_;
  CustomerKey customer_{"customer"};
  std::int64_t events_ = 0;
};

constexpr const char* kWeekly = "weekly deep talk";

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
  std::string twice(default_cadence_json());
  const std::string once = R"("every": "week", "count": 1)";
  ASSERT_NE(twice.find(once), std::string::npos);
  twice.replace(twice.find(once), once.size(), R"("every": "week", "count": 2)");
  Batch batch;
  adopt(batch, DocumentKind::cadence, twice);
  world_.take(batch);
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

}  // namespace
}  // namespace kith::property
