// Rows into facts: the document's own tables, the same again, and what goes wrong.
#include <gtest/gtest.h>

#include <algorithm>

#include "exchange/fixture.hpp"
#include "kith/exchange/import.hpp"
#include "kith/flow/documents.hpp"
#include "kith/view/view.hpp"

namespace kith {
namespace {

ImportOptions options_on(const char* now = "2023-10-26T09:00:00+08:00") {
  ImportOptions options;
  options.now = Instant::parse(now).value();
  return options;
}

Batch adopted() {
  Batch batch;
  const Date start = Date::parse("2023-10-01").value();
  for (const DocumentKind kind : {DocumentKind::calendar, DocumentKind::tier,
                                  DocumentKind::cadence, DocumentKind::pipeline}) {
    adopt(batch, default_document(kind), start, options_on().now).value();
  }
  return batch;
}

Table import(Batch& batch, const std::string& bytes, const char* name = "sheet.csv") {
  return import_into_batch(batch, bytes, name, options_on()).value();
}

std::vector<std::string> column(const Table& table, std::string_view name) {
  std::vector<std::string> cells;
  for (std::int64_t row = 0; row < table.rows(); ++row)
    cells.push_back(table.cell(name, row));
  return cells;
}

View view_of(const Batch& batch, const char* as_of = "2023-10-26") {
  return View(TablesSource::open(batch, Settings{}).value(),
              {.as_of = Date::parse(as_of).value()});
}

using Cells = std::vector<std::string>;

Batch document_tables() {
  Batch batch = adopted();
  (void)import(batch, test::document("table1_customers.csv"), "table1_customers.csv");
  (void)import(batch, test::document("table2_followups.csv"), "table2_followups.csv");
  return batch;
}

TEST(Import, S45_TheCustomerTableMakesCustomersContactsOwnersAndOpeningTouches) {
  Batch batch = adopted();
  const Table report = import(batch, test::document("table1_customers.csv"));
  EXPECT_EQ(column(report, "outcome"), (Cells{"created", "created", "created"}));
  EXPECT_EQ(column(report, "row"), (Cells{"2", "3", "4"}));
  const Table customers = view_of(batch).customers();
  ASSERT_EQ(customers.rows(), 3);
  Cells names = column(customers, "customer");
  std::sort(names.begin(), names.end());
  EXPECT_EQ(names, (Cells{"YY制造集团", "ZZ贸易公司", "科技有限公司"}));
  Cells assigned = column(customers, "assigned");
  std::sort(assigned.begin(), assigned.end());
  EXPECT_EQ(assigned, (Cells{"2023-10-05", "2023-10-10", "2023-10-15"}));
}

TEST(Import, S46_AmountsInTenThousandYuanAreExactFen) {
  Batch batch = adopted();
  (void)import(batch, test::document("table1_customers.csv"));
  Cells amounts = column(view_of(batch).customers(), "past_amount_minor");
  std::sort(amounts.begin(), amounts.end());
  EXPECT_EQ(amounts, (Cells{"120000000", "30000000", "80000000"}));
}

TEST(Import, S47_DamagedPhonesAreKeptAsTextAndSaidSo) {
  Batch batch = adopted();
  const Table report = import(batch, test::document("table1_customers.csv"));
  for (std::int64_t row = 0; row < 3; ++row)
    EXPECT_EQ(report.cell("codes", row), "phone_damaged");
  Cells phones = column(view_of(batch).customers(), "phone");
  std::sort(phones.begin(), phones.end());
  EXPECT_EQ(phones, (Cells{"1379876", "1385678", "139"}));
}

TEST(Import, S48_MaskedNamesAreNoKeysBetweenCustomers) {
  Batch batch = adopted();
  (void)import(
      batch, "客户名称,联系人,负责人\n甲电子有限公司,张*,李*\n乙电子有限公司,张*,李*\n");
  EXPECT_EQ(column(view_of(batch).customers(), "contact"), (Cells{"张*", "张*"}));
}

TEST(Import, S49_ADayOffIsADayAndCounts) {
  const Batch batch =
      document_tables();  // 2023-10-15 is a Sunday, 2023-10-05 a public holiday
  const Table due = view_of(batch).due();
  EXPECT_GT(due.rows(), 0);
  const Table history = view_of(batch).customers();
  EXPECT_EQ(history.rows(), 3);
}

TEST(Import, S50_TheFollowUpTableLinksAllThreeRows) {
  Batch batch = adopted();
  (void)import(batch, test::document("table1_customers.csv"));
  const Table report = import(batch, test::document("table2_followups.csv"));
  EXPECT_EQ(column(report, "outcome"), (Cells{"linked", "linked", "linked"}));
  EXPECT_EQ(column(report, "customer"),
            (Cells{"科技有限公司", "YY制造集团", "ZZ贸易公司"}));
}

TEST(Import, S54_AShortNameLinksWhenOneCustomerAloneCanBeMeantAndSaysSo) {
  Batch batch = adopted();
  (void)import(batch, test::document("table1_customers.csv"));
  Table report = import(batch, test::document("table2_followups.csv"));
  EXPECT_EQ(report.cell("codes", 0), "linked_by_short_name");
  EXPECT_EQ(report.cell("message_en", 0), "linked by short name");
  Batch two = adopted();
  (void)import(two, "序号,客户名称\n1,北方科技有限公司\n2,科技有限公司\n3,科技股份有限公司\n");
  report =
      import(two,
             "客户名称,跟进时间,跟进方式,跟进内容,客户反馈,下一步计划,负责人,完成状态\n"
             "科技,2023-10-20,电话,问候,好,,李*,已完成\n");
  EXPECT_EQ(report.cell("outcome", 0), "conflict");
  EXPECT_EQ(report.cell("facts", 0), "0");
}

TEST(Import, S51_TheCompletionStateNeverClosesTheNextStep) {
  const Table due = view_of(document_tables()).due();
  const Cells streams = column(due, "stream");
  EXPECT_EQ(std::count(streams.begin(), streams.end(), "next step"), 3);
}

TEST(Import, S52_ChannelsAreWordsAndAnUnknownOneIsRefusedWhole) {
  Batch batch = document_tables();
  const std::size_t before = batch.facts().size();
  const Table report =
      import(batch,
             "客户名称,跟进时间,跟进方式,跟进内容,客户反馈,下一步计划,负责人,完成状态\n"
             "YY制造集团,2023-10-24,飞鸽传书,问候,好,下周回访,赵*,已完成\n");
  EXPECT_EQ(report.cell("outcome", 0), "refused");
  EXPECT_EQ(report.cell("column", 0), "跟进方式");
  EXPECT_EQ(report.cell("text", 0), "飞鸽传书");
  EXPECT_EQ(batch.facts().size(), before);
}

TEST(Import, S53_DeadlinesInTextBecomeWindowsAndAreNeverInvented) {
  const Table due = view_of(document_tables()).due();
  Cells found;
  for (std::int64_t row = 0; row < due.rows(); ++row) {
    if (due.cell("stream", row) == "next step") {
      found.push_back(due.cell("purpose", row) + "/" + due.cell("window_from", row) +
                      "/" + due.cell("due", row));
    }
  }
  EXPECT_EQ(found, (Cells{"提供定制化合同/2023-10-20/2023-10-25",
                          "电话跟进需求变化/2023-10-30/2023-11-03",
                          "协助准备预算申请材料/2023-10-22/"}));
}

TEST(Import, S55_AnInteractionTableIsATouchARow) {
  Batch batch = document_tables();
  const Table report =
      import(batch,
             "客户名称,互动时间,互动方式,互动内容,客户反馈,记录人\n"
             "YY制造集团,2023年10月24日 下午2:30,微信,确认预算,已批准,赵*\n",
             "客户互动记录表.csv");
  EXPECT_EQ(report.cell("outcome", 0), "created");
  const Table due = view_of(batch).due();
  for (std::int64_t row = 0; row < due.rows(); ++row) {
    EXPECT_NE(due.cell("stream", row) == "routine" ? due.cell("due", row) : "",
              "2023-11-03");
  }
}

TEST(Import, S56_NoReplyIsAnAttempt) {
  Batch batch = document_tables();
  const auto touches = [&] {
    std::vector<Outcome> outcomes;
    for (const Fact& f : batch.facts()) {
      const auto* touch = std::get_if<TouchFact>(&f.body);
      if (touch != nullptr && !touch->opening) outcomes.push_back(touch->outcome);
    }
    return outcomes;
  };
  EXPECT_EQ(touches(), (std::vector<Outcome>{Outcome::answered, Outcome::answered,
                                             Outcome::no_reply}));
}

TEST(Import, S5_TheSameFilesAgainChangeNothing) {
  Batch batch = document_tables();
  const std::size_t facts = batch.facts().size();
  const Table first = import(batch, test::document("table1_customers.csv"), "again.csv");
  const Table second = import(batch, test::document("table2_followups.csv"), "again.csv");
  EXPECT_EQ(column(first, "outcome"), (Cells{"unchanged", "unchanged", "unchanged"}));
  EXPECT_EQ(column(second, "outcome"), (Cells{"unchanged", "unchanged", "unchanged"}));
  EXPECT_EQ(batch.facts().size(), facts);
}

TEST(Import, RowsInAnyOrderAndAnyFileAreTheSameEvents) {
  Batch one = adopted(), two = adopted();
  const std::string header =
      "客户名称,跟进时间,跟进方式,跟进内容,客户反馈,下一步计划,负责人,完成状态\n";
  const std::string a = "YY制造,2023-10-22,面谈,演示,好,,赵*,已完成\n";
  const std::string b = "ZZ贸易,2023-10-25,邮件,报告,无回复,,陈*,待完成\n";
  for (Batch* batch : {&one, &two})
    (void)import(*batch, test::document("table1_customers.csv"));
  (void)import(one, header + a + b, "a.csv");
  (void)import(two, header + b, "b.csv");
  (void)import(two, header + a, "c.csv");
  const auto keys = [](const Batch& batch) {
    std::vector<EventKey> found;
    for (const Fact& f : batch.facts()) found.push_back(f.head.event);
    std::sort(found.begin(), found.end());
    return found;
  };
  EXPECT_EQ(keys(one), keys(two));
}

TEST(Import, AChangedRowReplacesWhatItSaidBefore) {
  Batch batch = document_tables();
  std::string sheet = test::document("table1_customers.csv");
  sheet.replace(sheet.find(",120,"), 5, ",150,");
  const Table report = import(batch, sheet);
  EXPECT_EQ(column(report, "outcome"), (Cells{"updated", "unchanged", "unchanged"}));
  Cells amounts = column(view_of(batch).customers(), "past_amount_minor");
  std::sort(amounts.begin(), amounts.end());
  EXPECT_EQ(amounts, (Cells{"150000000", "30000000", "80000000"}));
}

TEST(Import, ASecondOwnerIsAConflictAndTheFirstStays) {
  Batch batch = document_tables();
  const Table report =
      import(batch, "客户名称,负责人,最后跟进时间\nYY制造集团,孙*,2023-10-24\n");
  EXPECT_EQ(report.cell("outcome", 0), "conflict");
  EXPECT_EQ(report.cell("codes", 0), "owner_conflict");
  const Table customers = view_of(batch).customers();
  for (std::int64_t row = 0; row < customers.rows(); ++row) {
    if (customers.cell("customer", row) == "YY制造集团") {
      EXPECT_EQ(customers.cell("owner_name", row), "赵*");
    }
  }
}

TEST(Import, UnknownCustomersAndBadDatesAreRefusedWithTheirPlace) {
  Batch batch = document_tables();
  const Table report =
      import(batch,
             "客户名称,跟进时间,跟进方式,跟进内容,客户反馈,下一步计划,负责人,完成状态\n"
             "无此公司,2023-10-24,电话,问候,好,,赵*,已完成\n"
             "YY制造集团,23/10/24,电话,问候,好,,赵*,已完成\n");
  EXPECT_EQ(column(report, "outcome"), (Cells{"refused", "refused"}));
  EXPECT_EQ(report.cell("codes", 0), "unknown_customer");
  EXPECT_EQ(report.cell("column", 1), "跟进时间");
  EXPECT_EQ(report.cell("text", 1), "23/10/24");
}

TEST(Import, APlannedRowWithoutFeedbackIsAPromiseNotATouch) {
  Batch batch = document_tables();
  (void)import(batch,
               "客户名称,跟进时间,跟进方式,跟进内容,客户反馈,下一步计划,负责人,完成状态\n"
               "ZZ贸易公司,2023-11-01,电话,询问样品,,,陈*,待完成\n");
  const Table due = view_of(batch).due();
  const Cells purposes = column(due, "purpose");
  const auto at = std::find(purposes.begin(), purposes.end(), "询问样品");
  ASSERT_NE(at, purposes.end());
  EXPECT_EQ(due.cell("due", at - purposes.begin()), "2023-11-01");
}

TEST(Import, ExcelHoldsTheSameAsTheCsvFiles) {
  Batch csv = document_tables(), xlsx = adopted();
  (void)import(xlsx, test::document("sample_tables.xlsx"), "sample_tables.xlsx");
  EXPECT_EQ(to_csv(view_of(csv).due()), to_csv(view_of(xlsx).due()));
}

TEST(Import, DealsOrdersReturnsAndReceiptsBecomeFacts) {
  Batch batch = document_tables();
  (void)import(batch,
               "商机名称,客户名称,阶段,进入阶段时间,预计金额(万元),创建时间\n"
               "产线改造,YY制造集团,方案提交,2023-10-20,50,2023-10-16\n",
               "商机.csv");
  const Table orders = import(
      batch,
      "订单编号,客户名称,下单日期,订单金额(元),订单类型\n"
      "O-1,ZZ贸易公司,2023-10-11,12000,销售\nO-1,ZZ贸易公司,2023-10-20,2000,退货\n",
      "订单.csv");
  EXPECT_EQ(column(orders, "outcome"), (Cells{"created", "created"}));
  const Table receipts = import(
      batch,
      "客户名称,合同编号,实际金额(万元),实际日期\nYY制造集团,产线改造,50,2023-10-25\n",
      "回款.csv");
  EXPECT_EQ(receipts.cell("outcome", 0), "created");
  const Table milestones = view_of(batch).milestones({.open_only = false});
  EXPECT_GT(milestones.rows(), 0);
  EXPECT_EQ(milestones.cell("deal_name", 0), "产线改造");
}

}  // namespace
}  // namespace kith
