// Questions over tables: cuts, filters, reviews, and the page that documents the answers.
#include <gtest/gtest.h>

#include "kith/flow/documents.hpp"
#include "kith/model/fact_tables.hpp"
#include "kith/view/view.hpp"
#include "model/docs_page.hpp"

namespace kith {
namespace {

const Instant kNow = Instant::parse("2023-10-26T09:00:00+08:00").value();

Date day(const char* iso) { return Date::parse(iso).value(); }

Fact fact(const char* customer, const char* key, const char* on, FactBody body,
          Instant recorded = kNow) {
  Fact f;
  f.head.root = CustomerKey(customer);
  f.head.event = {"test", key};
  f.head.occurred = Occurred::on(day(on));
  f.head.recorded = recorded;
  f.body = std::move(body);
  return f;
}

Money yuan(std::int64_t amount) { return {amount * 100, Currency()}; }

/// Documents and three customers of one owner: 1,200,000, 800,000 and 300,000 yuan.
Batch sample(Instant recorded = kNow) {
  Batch batch;
  for (const DocumentKind kind : {DocumentKind::calendar, DocumentKind::tier,
                                  DocumentKind::cadence, DocumentKind::pipeline}) {
    adopt(batch, default_document(kind), day("2023-10-01"), recorded).value();
  }
  const std::pair<const char*, std::int64_t> customers[] = {
      {"a", 1'200'000}, {"b", 800'000}, {"c", 300'000}};
  for (const auto& [key, amount] : customers) {
    batch
        .add(fact(key, "1", "2023-10-09",
                  CustomerFact{{{Field::past_amount, yuan(amount)}}}, recorded))
        .value();
    batch
        .add(fact(key, "2", "2023-10-09",
                  OwnerFact{PersonKey(key == std::string("c") ? "wu" : "li")}, recorded))
        .value();
  }
  return batch;
}

std::shared_ptr<const Source> open(const Batch& batch) {
  return TablesSource::open(batch, Settings{}).value();
}

Batch reviewed() {
  Batch batch = sample();
  batch.append(View(open(batch), {.as_of = day("2023-10-26")})
                   .review_tiers("r1", day("2023-10-01"), kNow)
                   .decisions);
  return batch;
}

std::vector<std::string> column(const Table& table, std::string_view name) {
  std::vector<std::string> cells;
  for (std::int64_t row = 0; row < table.rows(); ++row)
    cells.push_back(table.cell(name, row));
  return cells;
}
using Cells = std::vector<std::string>;

TEST(View, S12_S16_AReviewSetsTheTiersOfTheDocument) {
  const View view(open(reviewed()), {.as_of = day("2023-10-26")});
  EXPECT_EQ(column(view.tiers(), "tier"), (Cells{"A", "B", "C"}));
  EXPECT_EQ(column(view.tiers(), "changes"), (Cells{"0", "0", "0"}));
  EXPECT_NE(view.tiers().cell("why_zh", 0), "");
  EXPECT_NE(view.tiers().cell("why_en", 0), "");
}

TEST(View, AReviewRunAgainDecidesNothing) {
  const Batch batch = reviewed();
  const View view(open(batch), {.as_of = day("2023-10-26")});
  EXPECT_TRUE(view.review_tiers("r1", day("2023-10-01"), kNow).decisions.facts().empty());
  // Another run finds every tier as computed: it is recorded and moves nobody.
  EXPECT_EQ(view.review_tiers("r2", day("2023-11-01"), kNow).decisions.facts().size(),
            1u);
}

TEST(View, AListOfOneOwnerIsThatOwnersPartOfTheWhole) {
  const View view(open(reviewed()), {.as_of = day("2023-10-26")});
  const Table all = view.due(), li = view.due({.owner = PersonKey("li")}),
              wu = view.due({.owner = PersonKey("wu")});
  EXPECT_EQ(all.rows(), li.rows() + wu.rows());
  EXPECT_GT(wu.rows(), 0);
  for (const std::string& owner : column(li, "owner")) EXPECT_EQ(owner, "li");
  EXPECT_EQ(view.due({.limit = 2}).rows(), 2);
  EXPECT_EQ(view.due({.customer = CustomerKey("a")}).cell("customer_key", 0), "a");
}

TEST(View, WhatHappenedLaterIsNotSeen) {
  Batch batch = reviewed();
  const Table before = View(open(batch), {.as_of = day("2023-10-26")}).due();
  TouchFact touch;
  touch.channel = Channel::phone;
  batch.add(fact("a", "3", "2023-10-27", touch)).value();
  EXPECT_EQ(View(open(batch), {.as_of = day("2023-10-26")}).due(), before);
  EXPECT_FALSE(View(open(batch), {.as_of = day("2023-10-27")}).due() == before);
}

TEST(View, KnownAtNeedsRecordedTimes) {
  const auto source = open(sample(Instant()));
  try {
    const View view(source, {.as_of = day("2023-10-26"), .known_at = kNow});
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.reason(), Reason::no_recorded);
  }
}

TEST(View, ABackwardPeriodIsRefusedByName) {
  const View view(open(reviewed()), {.as_of = day("2023-10-26")});
  EXPECT_THROW((void)view.rates({.period = {day("2023-10-26"), day("2023-10-01")}}),
               Error);
  EXPECT_THROW((void)view.funnel({.period = {day("2023-10-26"), day("2023-10-01")}}),
               Error);
}

TEST(View, ADealDeletedByRetractionIsGoneFromTheFunnel) {
  Batch batch = reviewed();
  batch.add(fact("a", "d1", "2023-10-10", DealFact{DealKey("D1"), {}, {}, yuan(5), {}}))
      .value();
  batch.add(fact("a", "d2", "2023-10-11", DealFact{DealKey("D2"), {}, {}, yuan(5), {}}))
      .value();
  batch
      .add(fact("a", "s1", "2023-10-12",
                StageFact{DealKey("D1"), "needs_confirmed", DealEnd::open, {}}))
      .value();
  const FunnelOptions october{.period = {day("2023-10-01"), day("2023-10-31")}};
  EXPECT_EQ(
      column(View(open(batch), {.as_of = day("2023-10-26")}).funnel(october), "reached"),
      (Cells{"2", "1", "0", "0", "0"}));
  batch.add(fact("a", "r", "2023-10-26", RetractFact{{"test", "d2"}})).value();
  EXPECT_EQ(
      column(View(open(batch), {.as_of = day("2023-10-26")}).funnel(october), "reached"),
      (Cells{"1", "1", "0", "0", "0"}));
}

TEST(View, AFunnelCountsTheDealsOfAnEarlierVersionByItsOwnStages) {
  Batch batch = reviewed();
  batch
      .add(fact("a", "s1", "2023-10-10",
                StageFact{DealKey("D1"), "needs_confirmed", DealEnd::open, {}}))
      .value();
  batch
      .add(fact("a", "s2", "2023-10-11",
                StageFact{DealKey("D1"), "negotiation", DealEnd::open, {}}))
      .value();
  const Document shorter =
      read_document(
          R"({"kind":"pipeline","schema":1,"id":"default","zh":"短","en":"short",
          "stages":[{"id":"needs_confirmed","zh":"需求","en":"needs"},
                    {"id":"trial","zh":"试用","en":"trial"},
                    {"id":"negotiation","zh":"谈判","en":"talks"}]})")
          .value();
  adopt(batch, shorter, day("2023-10-20"), kNow).value();
  const Table funnel = View(open(batch), {.as_of = day("2023-10-26")})
                           .funnel({.period = {day("2023-10-01"), day("2023-10-31")}});
  EXPECT_EQ(column(funnel, "stage"),
            (Cells{"created", "needs_confirmed", "trial", "negotiation"}));
  EXPECT_EQ(column(funnel, "reached"), (Cells{"1", "1", "1", "1"}));
  EXPECT_EQ(column(funnel, "visited"), (Cells{"", "1", "0", "1"}));
}

TEST(View, AFunnelByOwnerShowsThoseWithADealInIt) {
  Batch batch = reviewed();
  batch.add(fact("a", "d1", "2023-10-10", DealFact{DealKey("D1"), {}, {}, yuan(5), {}}))
      .value();
  batch.add(fact("c", "d2", "2023-09-10", DealFact{DealKey("D2"), {}, {}, yuan(5), {}}))
      .value();
  const Table funnel =
      View(open(batch), {.as_of = day("2023-10-26")})
          .funnel({.period = {day("2023-10-01"), day("2023-10-31")}, .by_owner = true});
  for (const std::string& owner : column(funnel, "owner")) EXPECT_NE(owner, "wu");
  EXPECT_EQ(funnel.rows(), 10);
}

TEST(View, EveryAnswerIsOnThePage) {
  std::string page;
  for (const TableSchema* schema : answer_schemas())
    page += schema_markdown(*schema) + "\n";
  test::expect_docs_part("docs/tables.md", "answers", page);
}

}  // namespace
}  // namespace kith
