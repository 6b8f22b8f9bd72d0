// Runs that spread the first promises of a book over their first period.
#include <gtest/gtest.h>

#include <map>
#include <random>

#include "kith/flow/documents.hpp"
#include "kith/view/view.hpp"

namespace kith {
namespace {

Date day(const char* iso) { return Date::parse(iso).value(); }
const Date kStart = day("2023-11-06");  // a Monday

/// GAP streams g1, g2, … of these periods, and one tier for each; what else it says.
std::string gaps(const std::vector<std::int32_t>& periods, const char* more) {
  std::string streams, plans;
  for (const std::int32_t p : periods) {
    const std::string n = std::to_string(p);
    if (!streams.empty()) streams += ",", plans += ",";
    streams += R"({"id":"g)" + n + R"(","zh":"隔)" + n +
               R"(","purpose":"p","kind":"GAP","gap_wd":)" + n +
               R"(,"channels":["phone"]})";
    plans += R"({"tiers":["T)" + n + R"("],"streams":["g)" + n + R"("]})";
  }
  return R"({"kind":"cadence","schema":1,"id":"default",)" + std::string(more) +
         R"("purposes":[{"id":"p","zh":"目","en":"p"}],"streams":[)" + streams +
         R"(],"plans":[)" + plans + "]}";
}

class Book {
 public:
  explicit Book(const std::string& cadence) {
    adopt(batch_, default_document(DocumentKind::calendar), kStart, Instant()).value();
    adopt(batch_, read_document(cadence).value(), kStart, Instant()).value();
  }
  void add(const std::string& customer, Date on, FactBody body) {
    Fact f;
    f.head.root = CustomerKey(customer);
    f.head.event = {"t", std::to_string(batch_.facts().size())};
    f.head.occurred = Occurred::on(on);
    f.body = std::move(body);
    batch_.add(std::move(f)).value();
  }
  void customer(const std::string& key, const std::string& owner, std::int32_t period) {
    add(key, kStart, OwnerFact{PersonKey(owner)});
    add(key, kStart, TierFact{"T" + std::to_string(period), "r", "", "", 0, 0});
  }
  void take(Batch decisions) { batch_.append(std::move(decisions)); }
  [[nodiscard]] View at(Date as_of) const {
    return View(TablesSource::open(batch_, Settings{}).value(), {.as_of = as_of});
  }

 private:
  Batch batch_;
};

constexpr const char* kAsked = R"("spread_first_cycle":true,)";

TEST(Spread, NoOwnerHasMoreADayThanThePeriodsAskFor) {
  const std::vector<std::int32_t> periods{1, 2, 3, 5, 7, 10, 14, 20, 21, 60};
  constexpr std::int64_t kCommon = 420;  // of all of them
  std::mt19937 dice(7);
  for (int round = 0; round < 25; ++round) {
    Book book(gaps(periods, kAsked));
    std::map<std::string, std::int64_t> sum;  // of 1 / period, in parts of kCommon
    std::map<std::string, std::int32_t> period_of;
    const std::size_t customers = 1 + dice() % 120;
    for (std::size_t i = 0; i < customers; ++i) {
      const std::string owner = dice() % 3 == 0 ? "li" : "wu";
      const std::int32_t period = periods[dice() % periods.size()];
      const std::string key = "c" + std::to_string(i);
      book.customer(key, owner, period);
      sum[owner] += kCommon / period;
      period_of[key] = period;
    }
    const PoolDecision run = book.at(kStart).spread("go live", Instant());
    ASSERT_EQ(run.table.rows(), static_cast<std::int64_t>(customers));
    std::map<std::pair<std::string, std::string>, std::int64_t> load;
    const Calendar calendar = china_calendar();
    for (std::int64_t row = 0; row < run.table.rows(); ++row) {
      const std::string owner = run.table.cell("owner", row);
      const std::string due = run.table.cell("due", row);
      ++load[{owner, due}];
      const std::int32_t period = period_of.at(run.table.cell("customer_key", row));
      EXPECT_EQ(run.table.cell("period_wd", row), std::to_string(period));
      const Date on = Date::parse(due).value();
      EXPECT_TRUE(calendar.is_working(on));
      EXPECT_GE(on, kStart);
      EXPECT_LT(calendar.count(kStart, on).days, period);
    }
    for (const auto& [at, n] : load)
      EXPECT_LE(n, (sum.at(at.first) + kCommon - 1) / kCommon) << at.first << at.second;
    // Recorded, they are the days on which the list has them.
    book.take(run.decisions);
    const Table due = book.at(kStart).due();
    std::map<std::pair<std::string, std::string>, std::int64_t> listed;
    for (std::int64_t row = 0; row < due.rows(); ++row)
      ++listed[{due.cell("owner", row), due.cell("due", row)}];
    for (const auto& [at, n] : listed) EXPECT_EQ(n, load[at]) << at.first << at.second;
    EXPECT_EQ(book.at(kStart.plus_days(-1)).overdue().rows(), 0);
  }
}

TEST(Spread, ARunDecidesOnceAndAnotherLeavesWhatIsDecided) {
  Book book(gaps({5}, kAsked));
  for (int i = 0; i < 5; ++i) book.customer("c" + std::to_string(i), "li", 5);
  const PoolDecision dry = book.at(kStart).spread("a", Instant());
  EXPECT_EQ(dry.decisions.facts().size(), 6u);
  EXPECT_EQ(book.at(kStart).spread("a", Instant()).table, dry.table);
  book.take(dry.decisions);
  EXPECT_EQ(book.at(kStart).spread("a", Instant()).table.rows(), 0);
  book.customer("late", "li", 5);
  const PoolDecision more = book.at(kStart).spread("b", Instant());
  ASSERT_EQ(more.table.rows(), 6);
  for (std::int64_t row = 0; row < 6; ++row) {
    const bool late = more.table.cell("customer_key", row) == "late";
    EXPECT_EQ(more.table.cell("decided", row), late ? "1" : "0");
    EXPECT_EQ(more.table.cell("why_codes", row),
              late ? "spread.first_due" : "spread.decided");
  }
}

TEST(Spread, WhatWasEverKeptIsLeftAlone) {
  Book book(gaps({5}, kAsked));
  book.customer("kept", "li", 5);
  TouchFact call;
  call.channel = Channel::phone;
  const Date later = kStart.plus_days(1);
  book.add("kept", later, call);
  const PoolDecision run = book.at(later).spread("a", Instant());
  ASSERT_EQ(run.table.rows(), 1);
  EXPECT_EQ(run.table.cell("decided", 0), "0");
  EXPECT_EQ(run.table.cell("due", 0), "");
  EXPECT_EQ(run.table.cell("why_codes", 0), "spread.touched");
  EXPECT_EQ(run.decisions.facts().size(), 1u);  // the run alone
}

TEST(Spread, OnlyWhereTheCadenceAsksForIt) {
  Book book(gaps({5}, ""));
  book.customer("c", "li", 5);
  try {
    (void)book.at(kStart).spread("a", Instant());
    FAIL() << "decided";
  } catch (const Error& e) {
    EXPECT_EQ(e.reason(), Reason::not_adopted);
    EXPECT_EQ(e.status(), Status::failed_precondition);
  }
}

}  // namespace
}  // namespace kith
