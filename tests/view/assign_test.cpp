// Runs of assignments, and lists of people who are away.
#include <gtest/gtest.h>

#include "kith/flow/documents.hpp"
#include "kith/view/view.hpp"

namespace kith {
namespace {

Date day(const char* iso) { return Date::parse(iso).value(); }

class World {
 public:
  World() {
    adopt(batch_, default_document(DocumentKind::calendar), day("2023-10-01"), Instant())
        .value();
    adopt(batch_, default_document(DocumentKind::cadence), day("2023-10-01"), Instant())
        .value();
  }
  void add(const char* customer, const char* on, FactBody body) {
    Fact f;
    f.head.root = CustomerKey(customer);
    f.head.event = {"t", std::to_string(batch_.facts().size())};
    f.head.occurred = Occurred::on(day(on));
    f.body = std::move(body);
    batch_.add(std::move(f)).value();
  }
  void person(const char* key, std::int32_t quota, std::optional<std::int32_t> cap = {},
              const char* prefers = "", const char* deputy = "") {
    PersonFact p{PersonKey(key), {}, Role::account_manager, "t", {}, true, true};
    p.month_quota = quota;
    p.book_cap = cap;
    p.prefers = prefers;
    p.deputy = PersonKey(deputy);
    add("", "2023-10-01", p);
  }
  void customer(const char* key, const char* on, const char* region = "华东") {
    add(key, on, CustomerFact{{{Field::region, std::string(region)}}});
  }
  void take(Batch decisions) { batch_.append(std::move(decisions)); }
  [[nodiscard]] View at(const char* as_of) const {
    return View(TablesSource::open(batch_, Settings{}).value(), {.as_of = day(as_of)});
  }

 private:
  Batch batch_;
};

using Cells = std::vector<std::string>;
Cells column(const Table& t, std::string_view name) {
  Cells cells;
  for (std::int64_t row = 0; row < t.rows(); ++row) cells.push_back(t.cell(name, row));
  return cells;
}

TEST(Assign, TheLongestWaitingFirstWithinShareCapAndPreference) {
  World w;
  w.person("an", 30);
  w.person("li", 60, 1);
  w.person("wu", 60, {}, "region=华南");
  w.customer("c1", "2023-10-03");
  w.customer("c2", "2023-10-02");
  w.customer("c3", "2023-10-04");
  w.customer("c4", "2023-10-05", "华南");
  w.customer("c5", "2023-10-05", "西北");
  const PoolDecision d = w.at("2023-10-10").assign("r1", Instant());
  EXPECT_EQ(column(d.table, "customer_key"), (Cells{"c2", "c1", "c3", "c4", "c5"}));
  EXPECT_EQ(column(d.table, "owner"), (Cells{"an", "li", "", "wu", ""}));
  EXPECT_EQ(column(d.table, "assigned"), (Cells{"1", "1", "0", "1", "0"}));
  EXPECT_EQ(column(d.table, "why_codes"),
            (Cells{"assign.first", "assign.first", "assign.quota", "assign.first",
                   "assign.quota"}));
  EXPECT_EQ(d.table.cell("days_waited", 0), "8");
  EXPECT_EQ(d.table.cell("waiting_since", 0), "2023-10-02");
  EXPECT_EQ(d.decisions.facts().size(), 4u);  // the run, and three owners
}

TEST(Assign, ARunAgainDecidesNothingAndTheNextCarriesTheShareOn) {
  World w;
  w.person("li", 20);
  for (const char* key : {"c1", "c2", "c3"}) w.customer(key, "2023-10-02");
  const auto run = [&](const char* on, const char* name) {
    PoolDecision d = w.at(on).assign(name, Instant());
    const auto given = static_cast<std::int64_t>(d.decisions.facts().size()) - 1;
    w.take(std::move(d.decisions));
    return given;
  };
  EXPECT_EQ(run("2023-10-10", "r1"), 0);  // two thirds of a customer
  EXPECT_EQ(run("2023-10-11", "r2"), 1);
  const PoolDecision again = w.at("2023-10-11").assign("r2", Instant());
  EXPECT_TRUE(again.decisions.facts().empty());
  EXPECT_EQ(run("2023-10-11", "r3"), 0);
  EXPECT_EQ(run("2023-10-12", "r4"), 1);
  EXPECT_EQ(run("2023-10-20", "late"), 1);  // of those that wait, whatever is carried
  EXPECT_EQ(column(w.at("2023-10-20").customers(), "owner"), (Cells{"li", "li", "li"}));
}

TEST(Assign, WhoIsAwayOrGoneGetsNobody) {
  World w;
  w.person("li", 30);
  w.add("", "2023-10-01",
        AbsenceFact{PersonKey("li"), day("2023-10-10"), day("2023-10-11")});
  w.customer("c1", "2023-10-02");
  EXPECT_EQ(w.at("2023-10-10").assign("r", Instant()).table.cell("why_codes", 0),
            "assign.nobody");
  EXPECT_EQ(w.at("2023-10-12").assign("r", Instant()).table.cell("owner", 0), "li");
}

TEST(Assign, TheOrderOfFactsDoesNotMatter) {
  World a, b;
  for (World* w : {&a, &b}) {
    const bool turned = w == &b;
    for (int i = 0; i < 6; ++i) {
      const int n = turned ? 5 - i : i;
      w->customer(("c" + std::to_string(n)).c_str(),
                  n % 2 == 0 ? "2023-10-02" : "2023-10-03");
    }
    for (const char* key : {"an", "li", "wu"}) {
      if (!turned) w->person(key, 60);
    }
    for (const char* key : {"wu", "li", "an"}) {
      if (turned) w->person(key, 60);
    }
  }
  EXPECT_EQ(a.at("2023-10-10").assign("r", Instant()).table,
            b.at("2023-10-10").assign("r", Instant()).table);
}

TEST(Deputies, TheListOfOneWhoIsAwayStandsOnTheDeputys) {
  World w;
  w.person("li", 0, {}, "", "wu");
  w.person("wu", 0);
  w.add("", "2023-10-01",
        AbsenceFact{PersonKey("li"), day("2023-10-20"), day("2023-10-27")});
  for (const auto& [key, owner] : {std::pair("c1", "li"), {"c2", "wu"}}) {
    w.customer(key, "2023-10-09");
    w.add(key, "2023-10-09", OwnerFact{PersonKey(owner)});
    w.add(key, "2023-10-09", TierFact{"A", "r", {}, {}, 0, 0});
  }
  const auto list = [&](const char* on, const char* of) {
    return w.at(on).due({.owner = PersonKey(of)});
  };
  const Table before = list("2023-10-19", "li"), wus = list("2023-10-19", "wu");
  ASSERT_GT(before.rows(), 0);
  EXPECT_EQ(column(before, "customer_key"), Cells(before.rows(), "c1"));
  EXPECT_EQ(column(wus, "customer_key"), Cells(wus.rows(), "c2"));
  EXPECT_EQ(column(before, "deputy"), Cells(before.rows(), ""));
  // While li is away all of it stands on wu's list, and nowhere twice.
  EXPECT_EQ(list("2023-10-26", "li").rows(), 0);
  const Table all = w.at("2023-10-26").due(), both = list("2023-10-26", "wu");
  EXPECT_EQ(both, all);
  for (std::int64_t row = 0; row < both.rows(); ++row) {
    EXPECT_EQ(both.cell("deputy", row), both.cell("owner", row) == "li" ? "wu" : "");
  }
  const Table few = w.at("2023-10-26").due({.owner = PersonKey("wu"), .limit = 3});
  for (std::int64_t row = 0; row < few.rows(); ++row)
    EXPECT_EQ(few.cell("stream", row), both.cell("stream", row));
  const auto overdue = [&](const char* of) {
    return w.at("2023-10-26").overdue({.owner = PersonKey(of)});
  };
  EXPECT_EQ(overdue("li").rows(), 0);
  EXPECT_EQ(column(overdue("wu"), "owner"),
            column(w.at("2023-10-26").overdue(), "owner"));
  EXPECT_EQ(overdue("wu").rows(), 2);
  EXPECT_GT(list("2023-10-28", "li").rows(), 0);
  const Table one =
      w.at("2023-10-26").due({.owner = PersonKey("wu"), .customer = CustomerKey("c1")});
  EXPECT_EQ(column(one, "customer_key"), Cells(one.rows(), "c1"));
  EXPECT_GT(one.rows(), 0);
}

}  // namespace
}  // namespace kith
