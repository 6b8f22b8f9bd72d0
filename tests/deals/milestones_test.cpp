// S34–S37: the four milestones of the document on China's calendar, and what becomes of
// them.
#include <gtest/gtest.h>

#include "deals/facts.hpp"

namespace kith::testing_deals {
namespace {

using S = MilestoneState;

std::vector<Fact> signed_late_in_september() {
  return {created("2023-09-11"), entered("2023-09-15", "needs_confirmed"),
          entered("2023-09-20", "proposal_submitted"),
          event("2023-09-28", "contract_signed")};
}

TEST(Milestones, S34_four_key_conversion_milestones_in_order) {
  const Pipeline p = default_pipeline();
  std::vector<std::string> stages;
  for (const PipelineWord& stage : p.stages) stages.push_back(stage.zh);
  EXPECT_EQ(stages,
            (std::vector<std::string>{"需求确认", "方案提交", "合同谈判", "回款完成"}));
  const auto rows = rows_on(fold({created("2023-10-20")}), "2023-10-20");
  ASSERT_EQ(rows.size(), 4u);
  for (std::size_t i = 0; i < 4; ++i) EXPECT_EQ(rows[i].zh, stages[i]);
}

TEST(Milestones, S35_each_has_a_responsible_role_and_a_time_target) {
  for (const PipelineMilestone& m : default_pipeline().milestones) {
    EXPECT_EQ(m.owners, std::vector<Role>{Role::account_manager}) << m.id;
    EXPECT_GT(m.budget.n, 0) << m.id;
  }
  Fact deal = created("2023-10-20");
  std::get<DealFact>(deal.body).actor = PersonKey("li");
  EXPECT_EQ(row_on({deal}, "needs", "2023-10-20").actor, PersonKey("li"));
  const MilestoneRow negotiation = row_on({deal}, "negotiation", "2023-10-20");
  EXPECT_EQ(negotiation.helpers, std::vector<Role>{Role::sales_lead});
  const MilestoneRow payment = row_on({deal}, "payment", "2023-10-20");
  EXPECT_EQ(payment.helpers, std::vector<Role>{Role::finance});
}

TEST(Milestones, S36_proposal_within_three_working_days) {
  const std::vector<Fact> facts{created("2023-10-18"),
                                entered("2023-10-20", "needs_confirmed")};
  const MilestoneRow row = row_on(facts, "proposal", "2023-10-25");
  EXPECT_EQ(row.anchor, day("2023-10-20"));
  ASSERT_TRUE(row.deadline);
  EXPECT_EQ(row.deadline->day, day("2023-10-25"));
  EXPECT_FALSE(row.deadline->provisional);
  EXPECT_EQ(row.state, S::running);
  EXPECT_FALSE(row.breached) << "the deadline's own day is in time";
  const MilestoneRow next = row_on(facts, "proposal", "2023-10-26");
  EXPECT_TRUE(next.breached);
  EXPECT_EQ(next.overdue_working_days, 1);
}

TEST(Milestones, S37_negotiation_within_one_week_ends_on_the_make_up_day) {
  // 2023-10-04 is a holiday; 10-07 is a Saturday that works.
  const std::vector<Fact> facts{created("2023-09-20"),
                                entered("2023-09-22", "needs_confirmed"),
                                entered("2023-09-27", "proposal_submitted")};
  const MilestoneRow row = row_on(facts, "negotiation", "2023-09-28");
  ASSERT_TRUE(row.deadline);
  EXPECT_EQ(row.deadline->day, day("2023-10-07"));
}

TEST(Milestones, S37_payment_is_anchored_to_signing_not_to_the_milestone_before) {
  std::vector<Fact> facts = signed_late_in_september();
  EXPECT_EQ(row_on(facts, "payment", "2023-09-28").deadline->day, day("2023-10-11"));
  // Agreed a week earlier: negotiation is done then, payment still waits for the
  // signature.
  facts.insert(facts.end() - 1, event("2023-09-21", "agreed"));
  EXPECT_EQ(row_on(facts, "negotiation", "2023-10-11").done, day("2023-09-21"));
  EXPECT_EQ(row_on(facts, "payment", "2023-09-27").state, S::waiting);
  EXPECT_EQ(row_on(facts, "payment", "2023-10-11").deadline->day, day("2023-10-11"));
}

TEST(Milestones, WaitingForAnEventIsNeverOverdue) {
  const std::vector<Fact> facts{created("2020-01-02"),
                                entered("2020-01-03", "needs_confirmed")};
  const MilestoneRow row = row_on(facts, "payment", "2023-10-26");
  EXPECT_EQ(row.state, S::waiting);
  EXPECT_FALSE(row.anchor);
  EXPECT_FALSE(row.deadline);
  EXPECT_FALSE(row.breached);
  EXPECT_EQ(row.overdue_working_days, 0);
  EXPECT_EQ(why_sentences(row.whys, Language::chinese), "等待合同签订后起算");
  EXPECT_EQ(why_sentences(row.whys, Language::english), "waits for contract signed");
}

TEST(Milestones, DoneAndDoneLateKeepTheDay) {
  std::vector<Fact> facts = signed_late_in_september();
  facts.push_back(entered("2023-10-11", "paid"));
  EXPECT_EQ(row_on(facts, "payment", "2023-12-01").state, S::done);
  facts.back() = entered("2023-10-12", "paid");
  const MilestoneRow late = row_on(facts, "payment", "2023-12-01");
  EXPECT_EQ(late.state, S::done_late);
  EXPECT_TRUE(late.breached);
  EXPECT_EQ(late.overdue_working_days, 1);
  EXPECT_EQ(late.done, day("2023-10-12"));
  EXPECT_EQ(why_sentence(late.whys.front(), Language::chinese),
            "于2023-10-12完成，晚于期限2023-10-11");
}

TEST(Milestones, PaymentIsDoneWhenPaidInFull) {
  std::vector<Fact> facts = signed_late_in_september();
  facts.front() = created("2023-09-11", "d", yuan(100));
  facts.push_back(receipt("2023-10-07", yuan(60)));
  EXPECT_EQ(row_on(facts, "payment", "2023-10-08").state, S::running);
  facts.push_back(receipt("2023-10-09", yuan(40)));
  EXPECT_EQ(row_on(facts, "payment", "2023-10-08").state, S::running);
  EXPECT_EQ(row_on(facts, "payment", "2023-10-09").done, day("2023-10-09"));
  facts.push_back(receipt("2023-10-10", yuan(1), true));
  EXPECT_EQ(row_on(facts, "payment", "2023-10-10").state, S::running)
      << "money taken back";
  facts.push_back(receipt("2023-10-13", yuan(5)));
  EXPECT_EQ(row_on(facts, "payment", "2023-10-13").done, day("2023-10-13"));
  EXPECT_EQ(row_on(facts, "payment", "2023-10-13").state, S::done_late);
}

TEST(Milestones, ADealThatEndedLostCancelsWhatIsOpen) {
  const std::vector<Fact> facts{created("2023-10-09"),
                                entered("2023-10-11", "needs_confirmed"),
                                entered("2023-10-13", "proposal_submitted"),
                                ended("2023-10-17", DealEnd::lost, "price")};
  const auto before = rows_on(fold(facts), "2023-10-16");
  EXPECT_EQ(before[2].state, S::running);
  const auto after = rows_on(fold(facts), "2023-11-30");
  EXPECT_EQ(after[0].state, S::done);
  EXPECT_EQ(after[1].state, S::done);
  EXPECT_EQ(after[2].state, S::cancelled);
  EXPECT_EQ(after[2].done, day("2023-10-17"));
  EXPECT_FALSE(after[2].breached) << "time stops when the deal ends";
  EXPECT_EQ(after[3].state, S::cancelled);
  EXPECT_EQ(why_sentence(after[2].whys.front(), Language::english),
            "the deal ended lost on 2023-10-17");
}

TEST(Milestones, ABreachBeforeTheEndIsKept) {
  const std::vector<Fact> facts{created("2023-10-09"),
                                ended("2023-10-18", DealEnd::void_)};
  const MilestoneRow row = row_on(facts, "needs", "2023-12-01");
  EXPECT_EQ(row.state, S::cancelled);
  EXPECT_TRUE(row.breached);  // due 10-16
  EXPECT_EQ(row.overdue_working_days, 2);
}

TEST(Milestones, ASkippedStageIsSkippedAndLaterOnesStillRun) {
  const std::vector<Fact> facts{created("2023-10-09"),
                                entered("2023-10-10", "proposal_submitted")};
  const auto rows = rows_on(fold(facts), "2023-10-11");
  EXPECT_EQ(rows[0].state, S::skipped);
  EXPECT_EQ(rows[0].done, day("2023-10-10"));
  EXPECT_EQ(rows[1].state, S::done);
  EXPECT_EQ(rows[2].state, S::running);
  EXPECT_EQ(rows[2].deadline->day, day("2023-10-17"));
  EXPECT_EQ(rows[3].state, S::waiting);
}

TEST(Milestones, SigningAtOnceGoesPastTheEarlierOnes) {
  const auto rows =
      rows_on(fold({created("2023-10-09"), event("2023-10-10", "contract_signed")}),
              "2023-12-01");
  EXPECT_EQ(rows[0].state, S::skipped);
  EXPECT_EQ(rows[1].state, S::skipped);
  EXPECT_EQ(rows[2].state, S::done);
  EXPECT_FALSE(rows[2].deadline) << "its anchor never happened";
  EXPECT_EQ(rows[3].state, S::running);
  EXPECT_TRUE(rows[3].breached);
}

TEST(Milestones, WonByHandStartsThePaymentClockToo) {
  const MilestoneRow row =
      row_on({created("2023-09-11"), ended("2023-09-28", DealEnd::won)}, "payment",
             "2023-09-29");
  EXPECT_EQ(row.state, S::running);
  EXPECT_EQ(row.deadline->day, day("2023-10-11"));
}

TEST(Milestones, ALostDealTakenUpAgainResumes) {
  const std::vector<Fact> facts{created("2023-10-09"),
                                ended("2023-10-10", DealEnd::lost, "price"),
                                entered("2023-10-12", "needs_confirmed")};
  EXPECT_EQ(row_on(facts, "proposal", "2023-10-11").state, S::cancelled);
  const MilestoneRow row = row_on(facts, "proposal", "2023-10-13");
  EXPECT_EQ(row.state, S::running);
  EXPECT_EQ(row.deadline->day, day("2023-10-17"));
}

TEST(Milestones, WarningsShareTheDeadlinesClock) {
  // Five working days from Monday 10-16: due Monday 10-23.
  const std::vector<Fact> facts{created("2023-10-16")};
  const std::vector<std::pair<const char*, int>> expected{
      {"2023-10-16", 0},  {"2023-10-18", 0},  {"2023-10-19", 50}, {"2023-10-20", 80},
      {"2023-10-22", 80}, {"2023-10-23", 80}, {"2023-10-24", 80}};
  for (const auto& [as_of, warned] : expected) {
    EXPECT_EQ(row_on(facts, "needs", as_of).warned_percent, warned) << as_of;
  }
  EXPECT_EQ(next_breach(fold(facts), pipelines(), china_calendar(), day("2023-10-20")),
            day("2023-10-24"));
  EXPECT_EQ(next_breach(fold(facts), pipelines(), china_calendar(), day("2023-10-24")),
            std::nullopt);
}

TEST(Milestones, ADealIsSeenFromItsFirstDay) {
  const DealsState state = fold({created("2023-10-16")});
  EXPECT_TRUE(rows_on(state, "2023-10-15").empty());
  EXPECT_EQ(rows_on(state, "2023-10-16").size(), 4u);
}

TEST(Milestones, PastTheCalendarTheDeadlineIsProvisional) {
  const MilestoneRow row = row_on({created("2026-12-30")}, "needs", "2026-12-31");
  ASSERT_TRUE(row.deadline);
  EXPECT_TRUE(row.deadline->provisional);
  EXPECT_EQ(row.whys.back().code, "milestone.provisional");
}

TEST(Milestones, EditingAPipelineLeavesRunningDealsOnTheirs) {
  Pipeline faster = default_pipeline();
  faster.milestones[0].budget.n = 1;
  Pipelines all = pipelines();
  all["default"].set(day("2023-10-16"), std::make_shared<Pipeline>(faster));
  const DealsState state =
      fold({created("2023-10-13", "old"), created("2023-10-16", "young")});
  const auto rows = milestones(state, all, china_calendar(), day("2023-10-16"));
  ASSERT_EQ(rows.size(), 8u);
  EXPECT_EQ(rows[0].deadline->day, day("2023-10-20"));
  EXPECT_EQ(rows[4].deadline->day, day("2023-10-17"));
}

TEST(Milestones, OlderThanEveryVersionTakesTheEarliest) {
  Pipelines all;
  all["default"].set(day("2023-10-16"), std::make_shared<Pipeline>(default_pipeline()));
  const DealsState state = fold({created("2020-01-02")});
  EXPECT_EQ(milestones(state, all, china_calendar(), day("2020-01-02")).size(), 4u);
}

TEST(Milestones, ADealOfAnUnknownPipelineIsNamed) {
  Fact deal = created("2023-10-16");
  std::get<DealFact>(deal.body).pipeline = "partner";
  const DealsState state = fold({deal});
  EXPECT_TRUE(rows_on(state, "2023-10-16").empty());
  EXPECT_EQ(deals_without_pipeline(state, pipelines()),
            std::vector<DealKey>{DealKey("d")});
}

TEST(Milestones, EveryReasonIsInTheCatalogue) {
  std::vector<Fact> facts = signed_late_in_september();
  for (const char* as_of : {"2023-09-12", "2023-09-19", "2023-09-27", "2023-12-01"}) {
    for (const MilestoneRow& row : rows_on(fold(facts), as_of)) {
      for (const Why& why : row.whys) {
        for (const Language language : {Language::chinese, Language::english}) {
          const std::string sentence = why_sentence(why, language);
          EXPECT_NE(sentence, why.code);
          EXPECT_EQ(sentence.find('|'), std::string::npos) << sentence;
          EXPECT_EQ(sentence.find('{'), std::string::npos) << sentence;
        }
      }
    }
  }
}

}  // namespace
}  // namespace kith::testing_deals
