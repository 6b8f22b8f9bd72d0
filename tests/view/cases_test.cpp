// Win-back cases and customers at risk.
#include <gtest/gtest.h>

#include "kith/flow/documents.hpp"
#include "kith/view/view.hpp"

namespace kith {
namespace {

const Instant kNow = Instant::parse("2023-10-26T09:00:00+08:00").value();
Date day(const char* iso) { return Date::parse(iso).value(); }

class World {
 public:
  Batch batch;
  explicit World(bool cadence = false) {
    adopt(batch, default_document(DocumentKind::calendar), day("2023-01-01"), kNow)
        .value();
    if (cadence)
      adopt(batch, default_document(DocumentKind::cadence), day("2023-01-01"), kNow)
          .value();
  }
  void add(const char* customer, const char* iso, FactBody body) {
    Fact f;
    f.head.root = CustomerKey(customer);
    f.head.event = {"t", "e" + std::to_string(batch.facts().size())};
    f.head.occurred = Occurred::on(day(iso));
    f.head.recorded = kNow;
    f.body = std::move(body);
    batch.add(std::move(f)).value();
  }
  void orders(const char* customer, std::initializer_list<const char*> days) {
    for (const char* d : days)
      add(customer, d, OrderFact{OrderKey(d), Money{100, Currency()}, {}, "ERP"});
  }
  void told(const char* customer, const char* iso, const char* id, const char* deadline,
            WinBack result = WinBack::open, const char* actor = "") {
    WinBackFact f;
    f.case_id = id;
    f.cause = "价格";
    f.actor = PersonKey(actor);
    if (*deadline != 0) f.deadline = day(deadline);
    f.result = result;
    add(customer, iso, f);
  }
  [[nodiscard]] View view(const char* as_of = "2023-10-26") const {
    return View(TablesSource::open(batch, Settings{Zone{480}, {}}).value(),
                {.as_of = day(as_of)});
  }
};

std::string column(const Table& t, const char* name) {
  std::string out;
  for (std::int64_t i = 0; i < t.rows(); ++i)
    out += (i == 0 ? "" : ";") + (t.cell(name, i).empty() ? "-" : t.cell(name, i));
  return out;
}

// Thursday 2023-10-26; 10-20 is a Friday, 11-03 the Friday of the next week.
TEST(Cases, AreListedByDeadlineInWorkingDays) {
  World w;
  w.add("a", "2023-10-01", OwnerFact{PersonKey("li")});
  w.told("a", "2023-10-02", "late", "2023-10-20");
  w.told("a", "2023-10-02", "today", "2023-10-26", WinBack::open, "chen");
  w.told("b", "2023-10-03", "soon", "2023-11-03");
  w.told("b", "2023-10-03", "some day", "");
  w.told("c", "2023-10-03", "over", "2023-10-10");
  w.told("c", "2023-10-09", "over", "2023-10-10", WinBack::won_back);
  const Table t = w.view().cases();
  EXPECT_EQ(column(t, "case_id"), "late;today;soon;some day;over");
  EXPECT_EQ(column(t, "state"), "overdue;due;open;open;ended");
  EXPECT_EQ(column(t, "overdue_wd"), "4;0;0;-;-");
  EXPECT_EQ(column(t, "left_wd"), "0;0;6;-;-");
  EXPECT_EQ(column(t, "owner"), "li;chen;-;-;-");
  EXPECT_EQ(column(t, "ended"), "-;-;-;-;2023-10-09");
  EXPECT_EQ(column(t, "result"), "open;open;open;open;won_back");
  EXPECT_EQ(t.cell("why_zh", 0), "期限2023-10-20，已逾期4个工作日");
  EXPECT_EQ(t.cell("why_en", 4), "ended on 2023-10-09: won back");
  EXPECT_EQ(column(w.view().cases({.owner = PersonKey("chen")}), "case_id"), "today");
  EXPECT_EQ(column(w.view().cases({.customer = CustomerKey("c")}), "case_id"), "over");
  EXPECT_EQ(w.view().cases({.customer = CustomerKey("c"), .open_only = true}).rows(), 0);
  EXPECT_EQ(w.view().cases({.limit = 2}).rows(), 2);
  // Before the result was there, and before the case was.
  EXPECT_EQ(column(w.view("2023-10-08").cases({.customer = CustomerKey("c")}), "state"),
            "open");
  EXPECT_EQ(w.view("2023-10-01").cases().rows(), 0);
  EXPECT_EQ(w.view().card(CustomerKey("a")).cases.rows(), 2);
}

TEST(Cases, AResultStandsFromItsFirstDayAndACaseMayRunAgain) {
  std::vector<WinBackCase> cases;
  const auto tell = [&](const char* iso, WinBack result) {
    Fact f;
    f.head.occurred = Occurred::on(day(iso));
    WinBackFact said;
    said.case_id = "x";
    said.result = result;
    f.body = said;
    kith::apply(cases, f);
    return cases.front().ended;
  };
  EXPECT_EQ(tell("2023-10-02", WinBack::open), std::nullopt);
  EXPECT_EQ(tell("2023-10-03", WinBack::failed), day("2023-10-03"));
  EXPECT_EQ(tell("2023-10-04", WinBack::failed), day("2023-10-03"));
  EXPECT_EQ(tell("2023-10-05", WinBack::dropped), day("2023-10-05"));
  EXPECT_EQ(tell("2023-10-06", WinBack::open), std::nullopt);
  EXPECT_EQ(tell("2023-10-07", WinBack::won_back), day("2023-10-07"));
  EXPECT_EQ(cases.size(), 1u);
  EXPECT_EQ(cases.front().opened, day("2023-10-02"));
}

TEST(AtRisk, TheRhythmOfItsOwnOrders) {
  World w;
  w.add("a", "2023-06-01", OwnerFact{PersonKey("li")});
  w.orders("a", {"2023-06-01", "2023-06-11", "2023-06-21", "2023-09-29"});  // 10, 10, 100
  // Half again is not more than half again.
  EXPECT_EQ(w.view("2023-10-14").at_risk().rows(), 0);
  const Table t = w.view("2023-10-15").at_risk();
  EXPECT_EQ(column(t, "customer_key"), "a");
  EXPECT_EQ(column(t, "risk"), "medium");
  EXPECT_EQ(column(t, "rhythm_days"), "10");
  EXPECT_EQ(column(t, "past_days"), "6");
  EXPECT_EQ(column(t, "action"), "ask_order");
  EXPECT_EQ(t.cell("why_zh", 0), "通常每10天下单，上次2023-09-29，已过16天");
  EXPECT_EQ(column(w.view("2023-10-29").at_risk(), "risk"), "medium");
  EXPECT_EQ(column(w.view("2023-10-30").at_risk(), "risk"), "high");
  // In the past only what there was then.
  EXPECT_EQ(column(w.view("2023-07-20").at_risk(), "rhythm_days"), "10");
  EXPECT_EQ(column(w.view("2023-07-20").at_risk(), "past_days"), "19");
}

TEST(AtRisk, TooFewOrdersAskTheStatedCycle) {
  World w;
  w.orders("a", {"2023-09-01", "2023-09-11"});
  EXPECT_EQ(w.view().at_risk().rows(), 0);
  w.add("a", "2023-09-11", CustomerFact{{{Field::purchase_cycle, std::int64_t{20}}}});
  const Table t = w.view().at_risk();
  EXPECT_EQ(column(t, "why_codes"), "risk.cycle");
  EXPECT_EQ(column(t, "past_days"), "25");
  EXPECT_EQ(column(t, "action"), "assign");  // nobody's
}

TEST(AtRisk, SeveralReasonsAreHighAndTheLostAreElsewhere) {
  World w;
  for (const char* c : {"a", "b", "c", "d"}) {
    w.add(c, "2023-06-01", OwnerFact{PersonKey("li")});
    if (*c != 'd') w.orders(c, {"2023-06-01", "2023-06-11", "2023-06-21"});
  }
  const auto stage = [&](const char* c, CustomerStage s) {
    w.add(c, "2023-10-01", CustomerFact{{{Field::stage, static_cast<std::int64_t>(s)}}});
  };
  stage("b", CustomerStage::lost);
  stage("c", CustomerStage::dormant);
  stage("d", CustomerStage::dormant);
  w.told("d", "2023-10-02", "case", "");
  const Table t = w.view().at_risk();
  EXPECT_EQ(column(t, "customer_key"), "c;a;d");
  EXPECT_EQ(column(t, "why_codes"), "risk.rhythm|risk.dormant;risk.rhythm;risk.dormant");
  EXPECT_EQ(column(t, "risk"), "high;high;medium");
  EXPECT_EQ(column(t, "action"), "ask_order;ask_order;case");
  EXPECT_EQ(w.view().at_risk({.owner = PersonKey("li"), .limit = 1}).rows(), 1);
  EXPECT_EQ(w.view().at_risk({.owner = PersonKey("chen")}).rows(), 0);
}

TEST(AtRisk, PromisesMissedOneAfterAnother) {
  World w(true);
  w.add("a", "2023-06-01", OwnerFact{PersonKey("li")});
  w.add("a", "2023-06-01", TierFact{"A", "run", "", "", 0, 0});
  w.add("b", "2023-10-20", OwnerFact{PersonKey("li")});
  w.add("b", "2023-10-20", TierFact{"A", "run", "", "", 0, 0});
  const Table t = w.view().at_risk();
  EXPECT_EQ(column(t, "customer_key"), "a");
  EXPECT_EQ(column(t, "why_codes"), "risk.missed");
  EXPECT_EQ(column(t, "action"), "make_up");
}

}  // namespace
}  // namespace kith
