// The days of one person: who, when, as which one, and why not today.
#include <gtest/gtest.h>

#include "kith/flow/documents.hpp"
#include "kith/view/view.hpp"

namespace kith {
namespace {

Date day(const char* iso) { return Date::parse(iso).value(); }
const PersonKey kLi("li");

// Mondays: 2023-11-06, 2023-11-13. A-customers want one deep talk a week (weight 8).
class World {
 public:
  /// `ranking`: of the default cadence; empty: none.
  explicit World(const std::string& ranking = "") {
    for (const DocumentKind kind : {DocumentKind::calendar, DocumentKind::pipeline})
      adopt_from(default_document(kind));
    std::string cadence(default_cadence_json());
    if (!ranking.empty()) cadence.insert(1, R"("ranking":)" + ranking + ",");
    std::vector<Error> errors;
    adopt_from(compile_document(cadence, errors).value());
  }
  void adopt_from(const Document& document) {
    adopt(batch_, document, day("2023-11-01"), Instant()).value();
  }
  void add(const char* customer, const char* on, FactBody body) {
    Fact f;
    f.head.root = CustomerKey(customer);
    f.head.event = {"t", std::to_string(batch_.facts().size())};
    f.head.occurred = Occurred::on(day(on));
    f.body = std::move(body);
    batch_.add(std::move(f)).value();
  }
  void person(const char* key, std::optional<std::int32_t> slots,
              const char* channels = "", const char* deputy = "") {
    PersonFact p{PersonKey(key), {}, Role::account_manager, "t", {}, true, true};
    p.day_capacity = slots;
    p.channel_capacity = channels;
    p.deputy = PersonKey(deputy);
    add("", "2023-10-01", p);
  }
  void absent(const char* who, const char* first, const char* last) {
    add("", "2023-10-01", AbsenceFact{PersonKey(who), day(first), day(last)});
  }
  void customer(const char* key, const char* tier, const char* owner = "li") {
    add(key, "2023-11-06", CustomerFact{});
    add(key, "2023-11-06", OwnerFact{PersonKey(owner), OwnerChange::assigned, {}, ""});
    add(key, "2023-11-06", TierFact{tier, "", "", "", {}, {}});
  }
  void step(const char* customer, const char* said, const char* on,
            Channel channel = Channel::unknown) {
    StepFact s;
    s.deadline = DeadlineKind::point;
    s.last = day(on);
    s.channel = channel;
    add(customer, said, s);
  }
  [[nodiscard]] View at(const char* as_of, const char* actor = "") const {
    ViewOptions options{.as_of = day(as_of)};
    if (*actor != 0) options.actor = PersonKey(actor);
    return View(TablesSource::open(batch_, Settings{}).value(), options);
  }

 private:
  Batch batch_;
};

using Cells = std::vector<std::string>;
Cells rows(const Table& t, const std::vector<std::string>& columns) {
  Cells cells;
  for (std::int64_t row = 0; row < t.rows(); ++row) {
    std::string line;
    for (const std::string& column : columns)
      line += (line.empty() ? "" : " ") + t.cell(column, row);
    cells.push_back(line);
  }
  return cells;
}

template <class F>
Error refused(const F& f) {
  try {
    f();
  } catch (const Error& e) {
    return e;
  }
  ADD_FAILURE() << "not refused";
  return invalid(Reason::none, "");
}

TEST(DayPlan, TheWeekIsFilledAndTheRestSaysWhyNot) {
  World w;
  w.person("li", 1);
  for (const char* key : {"a1", "a2", "a3", "a4", "a5", "a6"}) w.customer(key, "A");
  const Table t = w.at("2023-11-06").day_plan(kLi, {.days = 5});
  Cells week;
  for (std::int64_t row = 0; row < t.rows(); ++row) {
    if (t.cell("stream", row) == "weekly deep talk")
      week.push_back(t.cell("day", row) + " " + t.cell("rank", row) + " " +
                     t.cell("customer_key", row));
  }
  EXPECT_EQ(week, (Cells{"2023-11-06 1 a1", "2023-11-07 1 a2", "2023-11-08 1 a3",
                         "2023-11-09 1 a4", "2023-11-10 1 a5", "  a6"}));
  const std::int64_t last = t.rows() - 1;
  EXPECT_EQ(rows(t, {"reason", "tight_first", "tight_last", "tight_slots", "fix_day",
                     "fix_slots", "fix_last", "weakest_customer_key"})[last],
            "capacity 2023-11-06 2023-11-10 5 2023-11-10 1 2023-11-13 a5");
  EXPECT_EQ(
      t.cell("why_en", last),
      "all 5 slots from 2023-11-06 to 2023-11-10 go to jobs before it, the last of "
      "them a5, weekly deep talk; 1 more slots on 2023-11-10 would do; or a last day of "
      "2023-11-13");
  EXPECT_EQ(t.cell("why_codes", 0), "plan.due");
}

TEST(DayPlan, AgreedComesFirstAndPointsAddUp) {
  World w;
  w.person("li", 2);
  w.customer("a1", "A");
  w.customer("b1", "B");
  w.step("b1", "2023-11-06", "2023-11-08");
  const Table t = w.at("2023-11-14").day_plan(kLi, {.days = 1});
  ASSERT_EQ(rows(t, {"day", "rank", "customer_key", "stream", "list_class", "points",
                     "points_weight", "points_lateness"}),
            (Cells{"2023-11-14 1 b1 next step pinned 21 1 20",
                   "2023-11-14 2 a1 weekly deep talk starving 128 8 120"}));
  EXPECT_EQ(t.cell("why_codes", 0), "plan.step");
  EXPECT_EQ(t.cell("why_en", 0), "agreed with the customer, due 2023-11-08");
}

/// Of the weekly deep talks, in order.
Cells talks(const Table& t, const std::vector<std::string>& columns) {
  Cells out;
  const Cells all = rows(t, columns);
  for (std::int64_t row = 0; row < t.rows(); ++row) {
    if (t.cell("stream", row) == "weekly deep talk")
      out.push_back(all[static_cast<std::size_t>(row)]);
  }
  return out;
}

// Two promises of one class, weight 8 each, both due on Friday: by their keys a1 is first
// and has Monday's slot, which is idle else. 25 points for the other's tag make it 33
// against 8.
TEST(DayPlan, PointsOfATagLetTwoPromisesSwapPlaces) {
  const auto planned = [](const char* ranking, const char* as_of) {
    World w(ranking);
    w.person("li", 1);
    for (const char* key : {"a1", "a2"}) w.customer(key, "A");
    w.add("a2", "2023-11-06", TagFact{"vip", true, day("2023-11-07")});
    return w.at(as_of).day_plan(kLi, {.days = 5});
  };
  const std::vector<std::string> columns{"day", "customer_key", "list_class", "points"};
  EXPECT_EQ(talks(planned("", "2023-11-06"), columns),
            (Cells{"2023-11-06 a1 early 8", "2023-11-10 a2 due 8"}));
  const char* vip = R"({"tags":{"vip":25}})";
  const Table swapped = planned(vip, "2023-11-06");
  EXPECT_EQ(talks(swapped, columns),
            (Cells{"2023-11-06 a2 early 33", "2023-11-10 a1 due 8"}));
  EXPECT_EQ(talks(swapped, {"points_weight", "points_lateness", "points_ranking",
                            "points_codes", "points_en", "points_zh"}),
            (Cells{"8 0 25 points.weight|points.tag weight +8; tag vip +25 "
                   "权重+8；标签“vip”+25",
                   "8 0 0 points.weight weight +8 权重+8"}));
  // The tag's last day is the 7th.
  EXPECT_EQ(talks(planned(vip, "2023-11-07"), columns),
            (Cells{"2023-11-07 a2 early 33", "2023-11-10 a1 due 8"}));
  EXPECT_EQ(talks(planned(vip, "2023-11-08"), columns),
            (Cells{"2023-11-08 a1 early 8", "2023-11-10 a2 due 8"}));
}

// 8 (the stream) + 120 (late since Friday the 10th) + 40 (tier) + 30 (the stage of the
// deal that has come furthest) + 20 (1,200,000 in deals, from 1,000,000 on; the dollars
// do not count) + 5 (2 working days overdue, from 1 on) - 3 (the tag).
TEST(DayPlan, EveryTableGivesItsAddendAndTheyAddUp) {
  World w(R"({"tiers":{"A":40,"B":7},"stages":{"needs_confirmed":90,"negotiation":30},
              "value":[{"from":"1000.00","points":1},{"from":"1000000.00","points":20},
                       {"from":"1200000.01","points":99}],
              "overdue_wd":[{"from":1,"points":5},{"from":3,"points":50}],
              "tags":{"price_sensitive":-3,"gone":1000,"not held":1000}})");
  w.person("li", 5);
  w.customer("a1", "A");
  const auto deal = [&](const char* key, std::int64_t minor, const char* currency) {
    DealFact made;
    made.deal = DealKey(key);
    made.amount = Money{minor, Currency::parse(currency).value()};
    w.add("a1", "2023-11-06", made);
  };
  deal("d1", 20'000'000, "CNY");
  deal("d2", 100'000'000, "CNY");
  deal("d3", 500'000'000, "USD");
  deal("won", 500'000'000, "CNY");
  const auto stage = [&](const char* key, const char* entered, DealEnd end) {
    w.add("a1", "2023-11-07", StageFact{DealKey(key), entered, end, ""});
  };
  stage("d1", "negotiation", DealEnd::open);
  stage("d2", "needs_confirmed", DealEnd::open);
  stage("won", "", DealEnd::won);
  w.add("a1", "2023-11-06", TagFact{"price_sensitive", true, {}});
  w.add("a1", "2023-11-06", TagFact{"gone", true, day("2023-11-13")});
  const Table t = w.at("2023-11-14").day_plan(kLi, {.days = 1});
  ASSERT_EQ(talks(t, {"overdue_wd", "points", "points_weight", "points_lateness",
                      "points_ranking", "points_codes"}),
            (Cells{"2 220 8 120 92 points.weight|points.lateness|points.tier|"
                   "points.stage|points.value|points.overdue|points.tag"}));
  EXPECT_EQ(
      talks(t, {"points_en"}),
      (Cells{"weight +8; lateness +120; customer tier A +40; deal stage contract "
             "negotiation +30; open deals of 1000000.00 CNY or more +20; overdue by "
             "1 working days or more +5; tag price sensitive -3"}));
  EXPECT_EQ(talks(t, {"points_zh"}),
            (Cells{"权重+8；逾期程度+120；客户等级A +40；商机阶段“合同谈判”+30；"
                   "在谈商机1000000.00 CNY起+20；逾期1个工作日起+5；标签“价格敏感”-3"}));
}

// The number stays in the order, for without it there is no plan; the sentence goes.
TEST(DayPlan, WhatDealsAreWorthIsNotToldToWhomItIsHidden) {
  World w(R"({"value":[{"from":"0","points":20}]})");
  w.adopt_from(read_document(R"({"kind":"access","schema":1,"id":"a","zh":"","en":"",
      "otherwise":{"scope":"all","fields":[{"field":"deal.amount","right":"hidden"}]}})")
                   .value());
  w.person("li", 5);
  w.customer("a1", "A");
  DealFact deal;
  deal.deal = DealKey("d");
  deal.amount = Money{100, Currency()};
  w.add("a1", "2023-11-06", deal);
  const auto told = [](const View& v) {
    return talks(v.day_plan(kLi), {"points", "points_codes"});
  };
  EXPECT_EQ(told(w.at("2023-11-06")), (Cells{"28 points.weight|points.value"}));
  EXPECT_EQ(told(w.at("2023-11-06", "li")), (Cells{"28 points.weight"}));
}

TEST(DayPlan, AStepOfTheDayIsPromisedForIt) {
  World w;
  w.person("li", 3);
  w.customer("c1", "C");
  w.step("c1", "2023-11-06", "2023-11-08");
  const Table t = w.at("2023-11-08").day_plan(kLi, {.days = 1});
  EXPECT_EQ(t.cell("why_codes", 0), "plan.pinned");
  EXPECT_EQ(t.cell("channel", 0), "");  // one capacity for all
}

TEST(DayPlan, ChannelsHaveSlotsOfTheirOwnUnderTheDays) {
  World w;
  w.person("li", {}, "visit=1|phone=2");
  w.customer("a1", "A");
  w.step("a1", "2023-11-06", "2023-11-07", Channel::visit);
  w.step("a1", "2023-11-06", "2023-11-07", Channel::mail);
  const Table t = w.at("2023-11-06").day_plan(kLi);
  std::map<std::string, std::string> reasons;
  for (std::int64_t row = 0; row < t.rows(); ++row) {
    if (t.cell("stream", row) == "next step")
      reasons[t.cell("channel", row)] = t.cell("reason", row);
    if (t.cell("stream", row) == "weekly deep talk") {
      EXPECT_EQ(t.cell("channel", row), "phone");
    }
  }
  EXPECT_EQ(reasons["visit"], "today");
  EXPECT_EQ(reasons["mail"], "closed");
  // A channel without a number shares the day's.
  World both;
  both.person("li", 2, "phone=1");
  both.customer("a1", "A");
  both.step("a1", "2023-11-06", "2023-11-06", Channel::visit);
  both.step("a1", "2023-11-06", "2023-11-06", Channel::phone);
  both.step("a1", "2023-11-06", "2023-11-06", Channel::mail);
  const Table capped = both.at("2023-11-06").day_plan(kLi, {.days = 1});
  EXPECT_EQ(capped.cell("rank", 1), "2");
  const std::int64_t last = capped.rows() - 1;
  EXPECT_EQ(rows(capped, {"channel", "reason", "tight_slots"})[last], "mail capacity 2");
  const Error level = refused([&] {
    (void)both.at("2023-11-06").day_plan(kLi, {.placement = Placement::level});
  });
  EXPECT_EQ(level.status(), Status::unimplemented);
  EXPECT_EQ(level.field(), "placement");
}

TEST(DayPlan, DaysAwayGetNothingAndTheFirstDayBackIsTheFirst) {
  World w;
  w.person("li", 5);
  w.absent("li", "2023-11-06", "2023-11-08");
  w.absent("li", "2023-11-10", "2023-11-10");
  for (const char* key : {"a1", "a2"}) w.customer(key, "A");
  const Table t = w.at("2023-11-06").day_plan(kLi, {.days = 2});
  ASSERT_GE(t.rows(), 2);
  for (std::int64_t row = 0; row < 2; ++row) {
    EXPECT_EQ(rows(t, {"day", "reason", "planned_first", "planned_last"})[row],
              "2023-11-09 today 2023-11-09 2023-11-09");
    EXPECT_EQ(t.cell("why_codes", row), "plan.due|plan.starts");
  }
}

TEST(DayPlan, WhoStandsInHasWhatFallsDueBeforeTheReturn) {
  World w;
  w.person("li", 5, "", "wu");
  w.person("wu", 5);
  w.absent("li", "2023-11-06", "2023-11-10");
  w.customer("a1", "A");
  w.step("a1", "2023-11-06", "2023-11-13");
  const Cells columns{"customer_key", "stream", "owner"};
  const Cells wu = rows(w.at("2023-11-07").day_plan(PersonKey("wu")), columns);
  const Cells li = rows(w.at("2023-11-07").day_plan(kLi), columns);
  EXPECT_EQ(wu, (Cells{"a1 weekly deep talk li"}));
  EXPECT_EQ(std::count(li.begin(), li.end(), "a1 next step li"), 1);
  EXPECT_EQ(std::count(li.begin(), li.end(), "a1 weekly deep talk li"), 0);
}

TEST(DayPlan, WhatCannotBePlannedIsNamed) {
  World w;
  w.person("li", 2);
  w.person("wu", {});
  const View v = w.at("2023-11-06");
  const auto at = [&](const char* person, DayPlanOptions o) {
    return refused([&] { (void)v.day_plan(PersonKey(person), o); });
  };
  EXPECT_EQ(at("", {}).reason(), Reason::missing_value);
  EXPECT_EQ(at("nobody", {}).status(), Status::not_found);
  EXPECT_EQ(at("wu", {}).status(), Status::failed_precondition);
  EXPECT_EQ(at("wu", {}).field(), "person");
  EXPECT_EQ(at("li", {.days = -1}).field(), "days");
  EXPECT_EQ(at("li", {.days = 1001}).field(), "days");
  EXPECT_EQ(at("li", {.horizon = 0}).field(), "horizon");
  EXPECT_EQ(at("li", {.horizon = 1001}).reason(), Reason::bad_number);
  EXPECT_EQ(at("li", {.cap_times = 0}).field(), "cap_times");
  EXPECT_EQ(v.day_plan(kLi).rows(), 0);
}

TEST(DayPlan, RowsAreLimitedAndDaysAreCounted) {
  World w;
  w.person("li", 1);
  for (const char* key : {"a1", "a2", "a3"}) w.customer(key, "A");
  const View v = w.at("2023-11-06");
  const Table all = v.day_plan(kLi, {.placement = Placement::level});
  EXPECT_EQ(v.day_plan(kLi, {.placement = Placement::level, .limit = 2}).rows(), 2);
  const Table two = v.day_plan(kLi, {.days = 2, .placement = Placement::level});
  EXPECT_EQ(rows(two, {"day"}), (Cells{"2023-11-06", "2023-11-07"}));
  EXPECT_GT(all.rows(), 2);
  EXPECT_EQ(v.day_plan(kLi, {.placement = Placement::level}), all);
}

}  // namespace
}  // namespace kith
