// The fold of deals, orders and receipts, its bytes, and the paths metrics reads.
#include <gtest/gtest.h>

#include "deals/facts.hpp"

namespace kith::testing_deals {
namespace {

TEST(DealsFold, AStageOfADealNeverCreatedCreatesIt) {
  DealsState state = fold({entered("2023-10-10", "proposal_submitted")});
  const Deal* deal = state.find(DealKey("d"));
  ASSERT_NE(deal, nullptr);
  EXPECT_TRUE(deal->implied);
  EXPECT_EQ(deal->created, day("2023-10-10"));
  EXPECT_EQ(deal->pipeline, kDefaultPipeline);
  Fact named = created("2023-10-12", "d", yuan(5));
  std::get<DealFact>(named.body).pipeline = "partner";
  apply(state, named);
  EXPECT_FALSE(deal->implied);
  EXPECT_EQ(deal->created, day("2023-10-10"));
  EXPECT_EQ(deal->version, day("2023-10-10")) << "named at last, not moved";
  EXPECT_EQ(deal->pipeline, "partner");
  EXPECT_EQ(deal->amount, yuan(5));
}

TEST(DealsFold, ADealFactChangesOnlyWhatItNames) {
  Fact second = fact(day("2023-10-12"),
                     DealFact{DealKey("d"), "partner", {}, {}, PersonKey("wang")});
  const DealsState state = fold({created("2023-10-10", "d", yuan(7)), second});
  const Deal& deal = state.deals.front();
  EXPECT_EQ(deal.amount, yuan(7));
  EXPECT_EQ(deal.actor, PersonKey("wang"));
  EXPECT_EQ(deal.created, day("2023-10-10"));
  EXPECT_EQ(deal.version, day("2023-10-12")) << "moved on purpose";
}

TEST(DealsFold, AnEventKeepsItsFirstDay) {
  const DealsState state = fold({created("2023-10-10"), event("2023-10-11", "agreed"),
                                 event("2023-10-13", "agreed")});
  EXPECT_EQ(state.deals.front().event_day("agreed"), day("2023-10-11"));
  EXPECT_EQ(state.deals.front().event_day("agreed", day("2023-10-10")), std::nullopt);
}

TEST(DealsFold, ASignedContractWinsTheDealOnItsDay) {
  const DealsState state =
      fold({created("2023-10-10"), event("2023-10-11", "contract_signed"),
            ended("2023-10-13", DealEnd::won)});
  EXPECT_EQ(state.deals.front().ending().end, DealEnd::won);
  EXPECT_EQ(state.deals.front().ending().day, day("2023-10-11"));
  EXPECT_EQ(state.deals.front().ending(day("2023-10-10")).end, DealEnd::open);
  EXPECT_EQ(first_won(state), day("2023-10-11"));
  EXPECT_EQ(first_won(state, day("2023-10-10")), std::nullopt);
}

TEST(DealsFold, AReasonMayFollowTheLoss) {
  const DealsState state =
      fold({created("2023-10-10"), ended("2023-10-11", DealEnd::lost),
            ended("2023-10-13", DealEnd::lost, "price"),
            ended("2023-10-16", DealEnd::lost, "other")});
  const EndEntry lost{DealEnd::lost, day("2023-10-11"), "price"};
  EXPECT_EQ(state.deals.front().ending(), lost);
}

TEST(DealsFold, PayingAfterWinningKeepsItWon) {
  const DealsState state = fold({created("2023-10-10"), ended("2023-10-11", DealEnd::won),
                                 entered("2023-10-13", "paid")});
  EXPECT_EQ(state.deals.front().ending().end, DealEnd::won);
  EXPECT_EQ(state.deals.front().stage(), "paid");
  EXPECT_EQ(state.deals.front().stage(day("2023-10-12")), "");
}

TEST(DealsFold, FirstWonLooksAtDealsThatStandWon) {
  const DealsState state =
      fold({created("2023-10-10", "a"), ended("2023-10-11", DealEnd::won, "", "a"),
            created("2023-10-12", "b"), ended("2023-10-14", DealEnd::won, "", "b"),
            ended("2023-10-16", DealEnd::void_, "", "a")});
  EXPECT_EQ(first_won(state, day("2023-10-15")), day("2023-10-11"));
  EXPECT_EQ(first_won(state), day("2023-10-14"));
}

TEST(DealsFold, ReceiptsInAnotherCurrencyDoNotPay) {
  Money dollars{10'000, Currency::parse("USD").value()};
  const DealsState state =
      fold({created("2023-10-10", "d", yuan(100)), receipt("2023-10-11", dollars),
            receipt("2023-10-12", yuan(99))});
  EXPECT_EQ(state.deals.front().received(), yuan(99));
  EXPECT_EQ(state.deals.front().paid_in_full(), std::nullopt);
}

TEST(DealsFold, APaymentBookedAnewOnOneDayStaysPaid) {
  const DealsState state =
      fold({created("2023-10-10", "d", yuan(100)), receipt("2023-10-11", yuan(100)),
            receipt("2023-10-20", yuan(100), true), receipt("2023-10-20", yuan(100))});
  EXPECT_EQ(state.deals.front().paid_in_full(), day("2023-10-11"));
}

TEST(DealsFold, WithoutAnAmountNothingIsPaidInFull) {
  EXPECT_EQ(fold({created("2023-10-10"), receipt("2023-10-11", yuan(9))})
                .deals.front()
                .paid_in_full(),
            std::nullopt);
  EXPECT_EQ(fold({created("2023-10-10", "d", yuan(0)), receipt("2023-10-11", yuan(9))})
                .deals.front()
                .paid_in_full(),
            std::nullopt);
}

TEST(DealsFold, OtherEnginesFactsChangeNothing) {
  DealsState state = fold({created("2023-10-10")});
  const DealsState before = state;
  apply(state, fact(day("2023-10-11"), TouchFact{}));
  apply(state, fact(day("2023-10-11"), OwnerFact{PersonKey("li")}));
  EXPECT_EQ(state, before);
}

TEST(Orders, AnOrderFactOfAKnownOrderKeepsItsDay) {
  const DealsState state =
      fold({ordered("2023-03-01", "o", yuan(10)), ordered("2023-04-01", "o", yuan(12))});
  ASSERT_EQ(state.orders.size(), 1u);
  EXPECT_EQ(state.orders.front().day, day("2023-03-01"));
  EXPECT_EQ(state.orders.front().lines.front().amount, yuan(12));
}

TEST(Orders, LinesOfAnOrderAddUpAndOneToldAgainIsChanged) {
  const auto line = [](const char* on, const char* key, Money amount) {
    return fact(day(on), OrderFact{OrderKey("o"), amount, {}, "", key});
  };
  DealsState state =
      fold({line("2023-03-01", "b", yuan(10)), line("2023-03-01", "a", yuan(5)),
            line("2023-03-02", "b", yuan(7)),
            line("2023-03-01", "c", Money{100, Currency::parse("USD").value()})});
  ASSERT_EQ(state.orders.size(), 1u);
  const DateSpan year{day("2023-01-01"), day("2023-12-31")};
  EXPECT_EQ(purchases(state, year, Currency{}).gross, yuan(12));
  EXPECT_EQ(purchases(state, year, Currency{}).orders, 1);
  EXPECT_EQ(purchases(state, year, Currency::parse("USD").value()).gross.minor, 100);
  apply(state, returned("2023-03-03", "o", yuan(12)));
  EXPECT_EQ(order_days(state).size(), 1u) << "the dollars are kept";
  apply(state,
        fact(day("2023-03-04"),
             OrderReturnFact{OrderKey("o"), Money{100, Currency::parse("USD").value()}}));
  EXPECT_TRUE(order_days(state).empty());
}

TEST(Orders, NetCountsOrdersByTheirDayAndReturnsByTheirs) {
  const DealsState state =
      fold({ordered("2023-03-01", "a", yuan(100)), ordered("2023-06-01", "b", yuan(50)),
            returned("2023-06-02", "a", yuan(30))});
  const auto net = [&](const char* from, const char* to) {
    return net_purchases(state, {day(from), day(to)}, Currency{});
  };
  EXPECT_EQ(net("2023-01-01", "2023-02-28"), std::nullopt)
      << "nothing bought yet: unknown, not 0";
  EXPECT_EQ(net("2023-01-01", "2023-03-01"), yuan(100));
  EXPECT_EQ(net("2023-04-01", "2023-05-31"), yuan(0));
  EXPECT_EQ(net("2023-06-01", "2023-06-30"), yuan(20));
  EXPECT_EQ(net("2023-06-02", "2023-06-30"), yuan(-30));
  EXPECT_EQ(net_purchases(state, {day("2023-01-01"), day("2023-12-31")},
                          Currency::parse("USD").value()),
            std::nullopt);
}

TEST(Orders, ASumPastInt64IsAnError) {
  const Money big{INT64_MAX, Currency{}};
  const DealsState state =
      fold({ordered("2023-03-01", "a", big), ordered("2023-03-02", "b", big)});
  EXPECT_THROW(purchases(state, {day("2023-03-01"), day("2023-03-02")}, Currency{}),
               Error);
}

TEST(Orders, DaysWithAnOrderNotFullyReturned) {
  const DealsState state =
      fold({ordered("2023-03-01", "a", yuan(100)), ordered("2023-03-01", "b", yuan(1)),
            ordered("2023-05-01", "c", yuan(10)), ordered("2023-06-01", "free", yuan(0)),
            ordered("2023-07-01", "d", yuan(10)), returned("2023-07-02", "c", yuan(4)),
            returned("2023-07-03", "c", yuan(6)), returned("2023-07-04", "d", yuan(9)),
            returned("2023-07-05", "stray", yuan(3))});
  EXPECT_EQ(order_days(state),
            (std::vector<Date>{day("2023-03-01"), day("2023-06-01"), day("2023-07-01")}));
}

TEST(DealPaths, SkippedStagesAreReachedButNotVisited) {
  const DealsState state = fold({created("2023-10-01", "d", yuan(8)),
                                 entered("2023-10-05", "proposal_submitted"),
                                 entered("2023-10-07", "needs_confirmed"),
                                 entered("2023-10-09", "proposal_submitted"),
                                 ended("2023-10-20", DealEnd::lost, "price")});
  const auto paths = deal_paths(state, the_pipeline());
  ASSERT_EQ(paths.size(), 1u);
  const DealPath& path = paths.front();
  ASSERT_EQ(path.reached.size(), 4u);
  EXPECT_EQ(path.reached[0], day("2023-10-05"));
  EXPECT_EQ(path.reached[1], day("2023-10-05"));
  EXPECT_EQ(path.reached[2], std::nullopt);
  EXPECT_EQ(path.visits, (std::vector<std::int32_t>{1, 2, 0, 0}));
  EXPECT_EQ(path.end, DealEnd::lost);
  EXPECT_EQ(path.end_day, day("2023-10-20"));
  EXPECT_EQ(path.reason, "price");
  EXPECT_EQ(path.amount, yuan(8));
}

TEST(DealPaths, AreOfOnePipeline) {
  Fact renewal = created("2023-10-02", "r");
  std::get<DealFact>(renewal.body).pipeline = "renewal";
  const auto paths = deal_paths(fold({created("2023-10-01"), renewal}), the_pipeline());
  ASSERT_EQ(paths.size(), 1u);
  EXPECT_EQ(paths.front().deal, DealKey("d"));
}

TEST(DealPaths, AStageOfNoDocumentSaysNothing) {
  const DealsState state =
      fold({created("2023-10-01"), entered("2023-10-05", "haggling")});
  const auto paths = deal_paths(state, the_pipeline());
  EXPECT_EQ(paths.front().reached, std::vector<std::optional<Date>>(4));
  EXPECT_EQ(paths.front().visits, std::vector<std::int32_t>(4));
  EXPECT_EQ(rows_on(state, "2023-10-06").size(), 4u);
}

}  // namespace
}  // namespace kith::testing_deals
