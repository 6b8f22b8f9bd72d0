// Faults read in the code of three widely used Chinese CRM systems, one test each: their
// rule, written out, gives the wrong answer, and ours the right one.
#include <gtest/gtest.h>

#include <functional>
#include <regex>

#include "kith/calendar/period.hpp"
#include "kith/model/phone.hpp"
#include "view/ahead_kit.hpp"

namespace kith {
namespace {

using ahead::day;
using ahead::World;

Document pool_rules(const std::string& claims = "") {
  std::string json(R"({"kind":"pool","schema":1,"id":"p","zh":"公海","en":"pool",
    "unit":"days","protection":{"default":30,"extension":30,"maximum":365},
    "by_tier":[],"extended_by":["touch"],"spares":["locked","open_deal"],
    "remind":[7,3],"claims":{)" +
                   (claims.empty() ? R"("per_day":10,"book_cap":500)" : claims) +
                   R"(,"cool_down":0,"entry_delay":0}})");
  std::vector<Error> errors;
  return compile_document(json, errors).value();
}

/// One customer of li's, a step due on a day, told by the lead at an hour of the day.
World with_step(const char* told, const char* due) {
  World w;
  w.adopted(ahead::cadence(ahead::kWeekly + "[]"));
  w.person("li", Role::account_manager, 10);
  w.add("c", "2023-10-02", CustomerFact{});
  w.add("c", "2023-10-02", OwnerFact{PersonKey("li")});
  Fact fact;
  fact.head.root = CustomerKey("c");
  fact.head.event = {"t", "step"};
  fact.head.author = PersonKey("lead");
  fact.head.occurred = Occurred::at_instant(Instant::parse(told).value(), Zone{480});
  StepFact step;
  step.deadline = DeadlineKind::point;
  step.last = day(due);
  fact.body = step;
  w.add_fact(fact);
  return w;
}

/// The state of the step on li's list of a day; empty: it is not there.
std::string step_on_list(const World& w, const char* as_of) {
  const Table due = w.view(as_of).due({.owner = PersonKey("li")});
  for (std::int64_t i = 0; i < due.rows(); ++i) {
    if (due.cell("stream", i) == "next step") return due.cell("state", i);
  }
  return "";
}

TEST(PracticeFaults, OneOverdueComparedTheDueDateWithItself) {
  const auto theirs = [](Date due, Date) { return due < due; };
  const World w = with_step("2023-10-10T14:00:00+08:00", "2023-10-12");
  EXPECT_FALSE(theirs(day("2023-10-12"), day("2023-10-13"))) << "never overdue";
  EXPECT_EQ(step_on_list(w, "2023-10-12"), "open");
  EXPECT_EQ(step_on_list(w, "2023-10-13"), "overdue");
  EXPECT_EQ(w.view("2023-10-13").overdue({.owner = PersonKey("li")}).rows(), 1);
}

TEST(PracticeFaults, TwoTheFormerOwnerWasWhoPressedTheButton) {
  World w;
  w.adopted(pool_rules());
  w.add("c", "2023-10-02", CustomerFact{});
  w.add("c", "2023-10-02", OwnerFact{PersonKey("li"), OwnerChange::claimed, {}, ""});
  Fact release;
  release.head.root = CustomerKey("c");
  release.head.event = {"t", "release"};
  release.head.author = PersonKey("lead");
  release.head.occurred = Occurred::on(day("2023-10-09"));
  release.body = OwnerFact{PersonKey(), OwnerChange::released, "manual", ""};
  w.add_fact(release);
  const auto theirs = [](const Fact& f) { return f.head.author; };
  EXPECT_EQ(theirs(release), PersonKey("lead"));
  const Table pool = w.view("2023-10-10").pool();
  ASSERT_EQ(pool.rows(), 1);
  EXPECT_EQ(pool.cell("former_owner", 0), "li");
  const Table said = w.view("2023-10-10").field_history(CustomerKey("c"), "owner");
  ASSERT_EQ(said.rows(), 2);
  EXPECT_EQ(said.cell("was", 1), pool.cell("former_owner", 0)) << "one truth";
}

TEST(PracticeFaults, ThreeContactTodayLeftOutWhoWasNeverContacted) {
  const auto theirs = [](std::optional<Date> last, Date next, Date today) {
    return next == today && last && *last < next;
  };
  EXPECT_FALSE(theirs(std::nullopt, day("2023-10-12"), day("2023-10-12")));
  const World w = with_step("2023-10-10T14:00:00+08:00", "2023-10-12");
  EXPECT_EQ(step_on_list(w, "2023-10-12"), "open");
}

TEST(PracticeFaults, FourDamagedNumbersPassedAndMaskedOnesDidNot) {
  // An optional country or area part, then 6 to 11 digits.
  const std::regex theirs(R"(^(\+?\d{2,3}[- ]?)?\d{6,11}$)");
  for (const char* damaged : {"1385678", "1379876"}) {
    EXPECT_TRUE(std::regex_match(damaged, theirs));
    EXPECT_EQ(classify_phone(damaged)->kind, PhoneKind::damaged_mask);
    EXPECT_FALSE(classify_phone(damaged)->is_key());
  }
  EXPECT_FALSE(std::regex_match("138****5678", theirs));
  EXPECT_EQ(classify_phone("138****5678")->kind, PhoneKind::masked);
}

TEST(PracticeFaults, FiveADeletedDealSparedAndOneCapHidTheOther) {
  World w;
  w.adopted(pool_rules(R"("per_day":1,"book_cap":2)"));
  w.person("zhao", Role::account_manager, 10);
  for (const char* c : {"gone", "kept"}) {
    w.add(c, "2023-10-02", CustomerFact{});
    w.add(c, "2023-10-02", OwnerFact{PersonKey("li"), OwnerChange::assigned, {}, ""});
    Fact deal;
    deal.head.root = CustomerKey(c);
    deal.head.event = {"t", std::string("deal of ") + c};
    deal.head.occurred = Occurred::on(day("2023-10-03"));
    deal.body = DealFact{DealKey(std::string("d ") + c), "", {}, {}, PersonKey()};
    w.add_fact(deal);
  }
  w.add("gone", "2023-10-04", RetractFact{{"t", "deal of gone"}});
  const auto theirs = [](std::int64_t deals_ever) { return deals_ever > 0; };
  EXPECT_TRUE(theirs(1)) << "both are spared";
  const PoolDecision run =
      w.view("2023-12-01")
          .release_pool("run", Instant::parse("2023-12-01T00:00:00Z").value());
  ASSERT_EQ(run.table.rows(), 1);
  EXPECT_EQ(run.table.cell("customer_key", 0), "gone");

  for (const char* c : {"x1", "x2", "x3"}) {
    w.add(c, "2023-10-02", CustomerFact{});
    w.add(c, "2023-10-02", OwnerFact{PersonKey(), OwnerChange::released, {}, ""});
  }
  w.add("held", "2023-10-02", OwnerFact{PersonKey("zhao"), OwnerChange::stated, {}, ""});
  w.add("held2", "2023-10-02", OwnerFact{PersonKey("zhao"), OwnerChange::stated, {}, ""});
  const std::vector<CustomerKey> wanted{CustomerKey("x1")};
  w.add("x2", "2023-12-01", OwnerFact{PersonKey("zhao"), OwnerChange::claimed, {}, ""});
  const PoolDecision claim = w.view("2023-12-01")
                                 .claim(PersonKey("zhao"), wanted,
                                        Instant::parse("2023-12-01T00:00:00Z").value());
  std::vector<std::string> failed;
  for (std::int64_t i = 0; i < claim.table.rows(); ++i)
    failed.push_back(claim.table.cell("failed_check", i));
  EXPECT_EQ(failed, (std::vector<std::string>{"quota", "book_cap"})) << "each is told";
}

TEST(PracticeFaults, SixTheNumberOfRemindersWasNotThatOfTheList) {
  World w;
  w.adopted(pool_rules());
  for (int i = 0; i < 20; ++i) {
    const std::string key = "c" + std::to_string(10 + i);
    const std::string on = day("2023-10-01").plus_days(i).iso();
    w.add(key, on.c_str(), CustomerFact{});
    w.add(key, on.c_str(), OwnerFact{PersonKey("li"), OwnerChange::assigned, {}, ""});
  }
  const Table pool = w.view("2023-10-31").pool();
  std::int64_t theirs = 0, listed = 0, near = 0;
  for (std::int64_t i = 0; i < pool.rows(); ++i) {
    const std::string left = pool.cell("days_left", i);
    const int days = left.empty() ? 0 : std::stoi(left);
    const bool over = pool.cell("state", i) == "unprotected";
    theirs += over && !left.empty() && days <= 7 ? 1 : 0;  // asks for "already overdue"
    near += !over && days <= 7 ? 1 : 0;
    listed += pool.cell("reminder", i).empty() ? 0 : 1;
  }
  EXPECT_GT(near, 3);
  EXPECT_EQ(listed, near);
  EXPECT_NE(theirs, near);
}

TEST(PracticeFaults, SevenADayIsNotItsMidnightAndTheTellerNotTheOwner) {
  const World w = with_step("2023-10-10T14:00:00+08:00", "2023-10-12");
  const Instant planned = Instant::parse("2023-10-12T14:00:00+08:00").value();
  const auto theirs = [&](Date today, const char* owner, const char* creator) {
    return planned == Zone{480}.midnight(today) && std::string(owner) == creator;
  };
  for (const char* today : {"2023-10-12", "2023-10-13"})
    EXPECT_FALSE(theirs(day(today), "li", "lead")) << "never announced";
  EXPECT_EQ(step_on_list(w, "2023-10-12"), "open");
  EXPECT_EQ(step_on_list(w, "2023-10-13"), "overdue") << "a missed day loses nothing";
}

TEST(PracticeFaults, EightABrandNewCustomerWasTakenByTheNextRun) {
  World w;
  w.adopted(pool_rules());
  w.add("new", "2023-10-10", CustomerFact{});
  w.add("new", "2023-10-10", OwnerFact{PersonKey("li"), OwnerChange::assigned, {}, ""});
  const auto theirs = [](std::optional<Date> followed, Date today) {
    return !followed || today.days() - followed->days() > 30;
  };
  EXPECT_TRUE(theirs(std::nullopt, day("2023-10-10"))) << "taken";
  const auto released = [&](const char* on) {
    return w.view(on)
        .release_pool("run", Instant::parse("2023-12-01T00:00:00Z").value())
        .table.rows();
  };
  EXPECT_EQ(released("2023-10-10"), 0);
  EXPECT_EQ(released("2023-11-09"), 0) << "protected for thirty days from its assignment";
  EXPECT_EQ(released("2023-11-10"), 1);
}

TEST(PracticeFaults, NineLastWeekRanOnAndLastDaysStoppedShort) {
  const Date today = day("2023-10-26");  // a Thursday
  const PeriodRule week{Period::week};
  const DateSpan last = bucket_after(week, bucket_of(week, today), -1);
  const DateSpan theirs{last.first, bucket_of(week, today).last};
  EXPECT_EQ(theirs.last, day("2023-10-29")) << "a fortnight";
  EXPECT_EQ(last.first, day("2023-10-16"));
  EXPECT_EQ(last.last, day("2023-10-22"));
  // Of seven days up to today: theirs ended at today's beginning, ours has today.
  World w;
  w.adopted(default_document(DocumentKind::entry));
  w.add("c", "2023-10-02", CustomerFact{});
  w.add("c", "2023-10-02", OwnerFact{PersonKey("li"), OwnerChange::stated, {}, ""});
  TouchFact touch;
  touch.channel = Channel::phone;
  w.add("c", "2023-10-26", touch);
  const auto records = [&](const char* as_of) {
    const Table t = w.view(as_of).completeness({.record_days = 7});
    return t.rows() == 1 ? t.cell("records", 0) : "";
  };
  EXPECT_EQ(records("2023-10-26"), "1");
  EXPECT_EQ(records("2023-11-01"), "1");
  EXPECT_EQ(records("2023-11-02"), "0");
}

TEST(PracticeFaults, TenTheyKnewCalendarDaysOnly) {
  // Ten working days from the Thursday before the National Day holidays of 2023.
  World w;
  w.adopted(ahead::cadence(ahead::kEveryTenth + "[]"));
  w.add("c", "2023-09-01", CustomerFact{});
  w.add("c", "2023-09-01", OwnerFact{PersonKey("li"), OwnerChange::stated, {}, ""});
  TouchFact touch;
  touch.channel = Channel::phone;
  w.add("c", "2023-09-28", touch);
  const Date theirs = day("2023-09-28").plus_days(10);
  EXPECT_EQ(theirs, day("2023-10-08"));
  const Table due = w.view("2023-10-09").due();
  ASSERT_GE(due.rows(), 1);
  EXPECT_EQ(due.cell("due", 0), "2023-10-18");
}

}  // namespace
}  // namespace kith
