// Rows into facts: the document's own tables, the same again, and what goes wrong.
#include <gtest/gtest.h>

#include <unistd.h>

#include <algorithm>
#include <filesystem>

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
  (void)import(two,
               "序号,客户名称\n1,北方科技有限公司\n2,科技有限公司\n3,科技股份有限公司\n");
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

// ---- how deals end

const char* const kDealHead =
    "商机名称,客户名称,阶段,进入阶段时间,预计金额(万元),创建时间,状态,输单原因,"
    "实际完成时间\n";

/// The stage facts of a batch as "day stage end reason", in the order of facts.
Cells stages_of(const Batch& batch) {
  std::vector<Fact> facts;
  for (const Fact& f : batch.facts()) {
    if (std::holds_alternative<StageFact>(f.body)) facts.push_back(f);
  }
  std::sort(facts.begin(), facts.end(), fact_before);
  Cells out;
  for (const Fact& f : facts) {
    const auto& stage = std::get<StageFact>(f.body);
    out.push_back(f.head.occurred.day.iso() + " " + stage.stage + " " +
                  std::string(code_name(stage.end)) + " " + stage.reason);
  }
  return out;
}

Cells ending(const std::string& row) {
  Batch batch = document_tables();
  const Table report = import(batch, kDealHead + row + "\n", "商机.csv");
  const std::string outcome = report.cell("outcome", 0);
  if (outcome != "created") {
    return {outcome, report.cell("column", 0), report.cell("message_en", 0)};
  }
  return stages_of(batch);
}

TEST(Import, ALostDealEndsWithTheReasonOfThePipeline) {
  EXPECT_EQ(ending("改造,YY制造集团,方案提交,2023-10-18,50,2023-10-16,输单,价格过高,"
                   "2023-10-24"),
            (Cells{"2023-10-18 proposal_submitted open ", "2023-10-24  lost price"}));
  EXPECT_EQ(ending("改造,YY制造集团,,,50,2023-10-16,丢单,竞品,"),
            (Cells{"2023-10-16  lost competitor"}));
  EXPECT_EQ(ending("改造,YY制造集团,,2023-10-17,50,2023-10-16,Closed Lost,No Budget,"),
            (Cells{"2023-10-17  lost no_budget"}));
  EXPECT_EQ(ending("改造,YY制造集团,,,50,2023-10-16,,老板 换人,"),
            (Cells{"2023-10-16  lost 老板换人"}));
  EXPECT_EQ(ending("改造,YY制造集团,,,50,2023-10-16,lost,,"),
            (Cells{"2023-10-16  lost other"}));
}

TEST(Import, WonVoidAndOpenDeals) {
  EXPECT_EQ(ending("改造,YY制造集团,合同谈判,2023-10-18,50,2023-10-16,赢单,,2023-10-24"),
            (Cells{"2023-10-18 negotiation open ", "2023-10-24  won "}));
  EXPECT_EQ(ending("改造,YY制造集团,赢单,,50,2023-10-16,,,"),
            (Cells{"2023-10-16  won "}));
  EXPECT_EQ(ending("改造,YY制造集团,,,50,2023-10-16,作废,,2023-10-20"),
            (Cells{"2023-10-20  void "}));
  EXPECT_EQ(ending("改造,YY制造集团,方案提交,,50,2023-10-16,进行中,-,2023-10-20"),
            (Cells{"2023-10-20 proposal_submitted open "}));
}

TEST(Import, AStageAndAnEndOfOneDayLeaveTheDealEnded) {
  for (const char* name : {"甲", "乙", "丙", "丁", "戊", "己", "庚", "辛"}) {
    EXPECT_EQ(ending(std::string(name) +
                     ",YY制造集团,方案提交,2023-10-18,50,2023-10-16,输单,价格过高,"),
              (Cells{"2023-10-18 proposal_submitted open ", "2023-10-18  lost price"}));
  }
}

TEST(Import, AnEndWithoutADayComesAfterWhatIsKnownOfTheDeal) {
  Batch batch = document_tables();
  const std::string head = kDealHead;
  (void)import(batch,
               head + "改造,YY制造集团,方案提交,2023-10-20,50,2023-10-16,进行中,,\n");
  const std::string lost = head + "改造,YY制造集团,,,50,2023-10-16,输单,价格过高,\n";
  (void)import(batch, lost);
  EXPECT_EQ(stages_of(batch),
            (Cells{"2023-10-20 proposal_submitted open ", "2023-10-20  lost price"}));
  EXPECT_EQ(column(import(batch, lost), "outcome"), Cells{"unchanged"});
}

TEST(Import, DealStatesThatCannotBeAreNamed) {
  EXPECT_EQ(ending("改造,YY制造集团,,,50,2023-10-16,飞了,,"),
            (Cells{"refused", "状态",
                   "unknown stage 飞了; known are needs confirmed, proposal submitted, "
                   "contract negotiation, payment received, won, lost, void"}));
  EXPECT_EQ(
      ending("改造,YY制造集团,,,50,2023-10-16,赢单,价格过高,"),
      (Cells{"conflict", "输单原因", "a reason for a loss, but the state is no loss"}));
  EXPECT_EQ(ending("改造,YY制造集团,方案提交,2023-10-20,50,2023-10-16,输单,价格过高,"
                   "2023-10-18"),
            (Cells{"refused", "实际完成时间",
                   "ended before it was created or entered its stage"}));
}

// ---- columns without a field of their own

TEST(Import, ColumnsThatNothingReadsAreSaidOnceATable) {
  Batch batch = adopted();
  const Table report =
      import(batch,
             "序号,客户名称,负责人,备注,评级,地址,吉祥物,口号\n"
             "1,甲电子有限公司,李*,老客户,优,,猫,\n2,乙电子有限公司,李*,,优,,狗,\n");
  EXPECT_EQ(column(report, "outcome"), (Cells{"created", "created"}));
  EXPECT_EQ(column(report, "codes"), (Cells{"column_unused|column_unclaimed", ""}));
  EXPECT_EQ(report.cell("message_zh", 0),
            "已识别但未采用的列：备注、评级；无法识别的列：吉祥物、口号");
  EXPECT_EQ(report.cell("message_en", 0),
            "columns known but not used: 备注, 评级; columns not known: 吉祥物, 口号");
  ImportOptions options = options_on();
  options.mapping = {{"吉祥物", ""}, {"口号", ""}, {"备注", ""}, {"评级", ""}};
  const Table ignored =
      import_into_batch(batch,
                        "客户名称,负责人,备注,吉祥物\n甲电子有限公司,李*,老客户,猫\n",
                        "again.csv", options)
          .value();
  EXPECT_EQ(ignored.cell("codes", 0), "");
}

TEST(Import, EveryColumnIsReadOrListedAsUnread) {
  // A sheet with every column of its kind: those not listed must be known to matter.
  const std::vector<std::pair<SheetKind, std::string>> unread{
      {SheetKind::customers, "地址、评级、年营业额、备注"},
      {SheetKind::follow_ups, "跟进编号"},
      {SheetKind::interactions, ""},
      {SheetKind::deals,
       "计划完成时间、预计成交日期、赢率、竞争对手、产品、延期原因、"
       "协同人、备注"},
      {SheetKind::orders, "合同编号、毛利、负责人、状态、备注"},
      {SheetKind::receipts,
       "订单编号、期数、计划金额、计划日期、回款方式、负责人、状态、备注"},
      {SheetKind::people,
       "离职日期、日跟进上限、客户上限、请假开始、请假结束、代理人、"
       "电话、邮箱、备注"},
  };
  for (const auto& [kind, headers] : unread) {
    std::string head, row;
    for (const SheetColumn& c : column_specs(kind)) {
      head += (head.empty() ? "" : ",") + std::string(c.heading_zh);
      row += (row.empty() ? "" : ",") + std::string("x");
    }
    Batch batch = adopted();
    ImportOptions options = options_on();
    options.kind = kind;
    const Table report =
        import_into_batch(batch, head + "\n" + row + "\n", "all.csv", options).value();
    const std::string said = report.cell("message_zh", 0);
    const std::string lead = "已识别但未采用的列：";
    const auto at = said.find(lead);
    EXPECT_EQ(at == std::string::npos ? "" : said.substr(at + lead.size()), headers);
  }
}

/// A field of the last customer fact that has it, as text.
std::string field_of(const Batch& batch, Field field) {
  std::string found;
  for (const Fact& f : batch.facts()) {
    const auto* customer = std::get_if<CustomerFact>(&f.body);
    if (customer == nullptr) continue;
    for (const auto& [at, value] : customer->fields) {
      if (at != field) continue;
      if (const auto* n = std::get_if<std::int64_t>(&value)) found = std::to_string(*n);
      if (const auto* word = std::get_if<std::string>(&value)) found = *word;
    }
  }
  return found;
}

TEST(Import, PurchaseCyclesAreDays) {
  const auto days = [](const std::string& written) {
    Batch batch = adopted();
    const Table report =
        import(batch, "客户名称,采购周期\n甲电子有限公司," + written + "\n");
    EXPECT_EQ(report.cell("outcome", 0), "created");
    return report.cell("codes", 0) + field_of(batch, Field::purchase_cycle);
  };
  EXPECT_EQ(days("30天"), "30");
  EXPECT_EQ(days("45"), "45");
  EXPECT_EQ(days("3个月"), "90");
  EXPECT_EQ(days("两个月"), "60");
  EXPECT_EQ(days("季度"), "90");
  EXPECT_EQ(days("半年"), "180");
  EXPECT_EQ(days("每年"), "365");
  EXPECT_EQ(days("2 weeks"), "14");
  EXPECT_EQ(days(""), "");
  EXPECT_EQ(days("不定"), "cycle_unknown");
  EXPECT_EQ(days("0"), "cycle_unknown");
  EXPECT_EQ(days("99999"), "cycle_unknown");
}

TEST(Import, TheWholeCustomerIsRead) {
  Batch batch = adopted();
  const Table report = import(
      batch,
      "客户名称,客户类型,需求类型,关注产品/服务,竞争对手,客户来源,流失原因,请勿联系,"
      "联系人,微信号,决策角色\n"
      "甲电子有限公司,企业,降低成本、交期,ERP、MES,友商,展会,价格,是,张*,wx_zhang,"
      "决策人\n");
  EXPECT_EQ(report.cell("outcome", 0), "created");
  EXPECT_EQ(report.cell("codes", 0), "");
  EXPECT_EQ(field_of(batch, Field::kind), "organisation");
  EXPECT_EQ(field_of(batch, Field::needs), "cut_cost|交期");
  EXPECT_EQ(field_of(batch, Field::products), "ERP|MES");
  EXPECT_EQ(field_of(batch, Field::competitor), "友商");
  EXPECT_EQ(field_of(batch, Field::origin), "展会");
  EXPECT_EQ(field_of(batch, Field::lost_cause), "价格");
  EXPECT_EQ(field_of(batch, Field::do_not_contact), "1");
  const Table contacts = view_of(batch).contacts();
  ASSERT_EQ(contacts.rows(), 1);
  EXPECT_EQ(contacts.cell("message", 0), "wx_zhang");
  EXPECT_EQ(contacts.cell("decision_role", 0), "决策人");
  Batch english = adopted();
  (void)import(english,
               "Company,Customer type,Needs,Competitor,Do not contact\n"
               "Acme,individual,Lower costs,Rival,no\n");
  EXPECT_EQ(field_of(english, Field::kind), "person");
  EXPECT_EQ(field_of(english, Field::do_not_contact), "");
  EXPECT_EQ(field_of(english, Field::competitor), "Rival");
}

TEST(Import, AParentThatIsAKnownCustomerIsLinked) {
  Batch batch = document_tables();
  std::string group;
  const Table before = view_of(batch).customers();
  for (std::int64_t row = 0; row < before.rows(); ++row) {
    if (before.cell("customer", row) == "YY制造集团")
      group = before.cell("customer_key", row);
  }
  Table report = import(
      batch, "客户名称,上级客户,信用代码,关注产品\n甲电子有限公司,YY制造集团,91,机床\n");
  EXPECT_EQ(report.cell("outcome", 0), "created");
  EXPECT_EQ(report.cell("codes", 0), "");
  EXPECT_FALSE(group.empty());
  EXPECT_EQ(field_of(batch, Field::parent), group);
  report = import(batch, "客户名称,上级客户\n乙电子有限公司,无此集团\n");
  EXPECT_EQ(report.cell("outcome", 0), "created");
  EXPECT_EQ(report.cell("codes", 0), "parent_unknown");
  report = import(batch, "客户名称,上级客户\n乙电子有限公司,乙电子有限公司\n");
  EXPECT_EQ(report.cell("codes", 0), "parent_itself");
}

TEST(Import, WhatATouchHasNoFieldForStandsBehindItsContent) {
  Batch batch = document_tables();
  const Table report =
      import(batch,
             "客户名称,互动时间,互动方式,互动内容,参与人员,关键问题,客户满意度,互动目的,"
             "记录人,备注\n"
             "YY制造集团,2023-10-24,面谈,演示,赵*、王*,交期,满意,深度沟通,赵*,带样品\n"
             "YY制造集团,2023-10-25,面谈,,,,,Deep Talk,赵*,补记\n"
             "ZZ贸易公司,2023-10-25,电话,问候,,,,拜年,陈*,\n",
             "客户互动记录表.csv");
  EXPECT_EQ(column(report, "codes"), (Cells{"", "", "purpose_unknown"}));
  Cells contents, purposes;
  for (const Fact& f : batch.facts()) {
    const auto* touch = std::get_if<TouchFact>(&f.body);
    if (touch == nullptr || f.head.event.source != "sheet:interactions") continue;
    contents.emplace_back(batch.text(touch->content));
    purposes.push_back(touch->purpose);
  }
  EXPECT_EQ(purposes, (Cells{"deep_talk", "deep_talk", ""}));
  EXPECT_EQ(
      contents,
      (Cells{"演示；参与人员：赵*、王*；关键问题：交期；客户满意度：满意；备注：带样品",
             "备注：补记", "问候；互动目的：拜年"}));
}

// ---- into a book

TEST(ImportIntoBook, FactsMetAgainAreCountedAsUnchanged) {
  const auto path = std::filesystem::temp_directory_path() /
                    ("kith_import_" + std::to_string(::getpid()) + ".kith");
  std::filesystem::remove(path);
  {
    Book book = Book::open(path.string(), {.create = true}).value();
    for (const char* file : {"table1_customers.csv", "table2_followups.csv"}) {
      const std::string bytes = test::document(file);
      const BookImport first = import_into_book(book, bytes, file, options_on()).value();
      EXPECT_GT(first.recorded.created, 0);
      const BookImport again = import_into_book(book, bytes, file, options_on()).value();
      EXPECT_EQ(again.recorded.created, 0);
      EXPECT_GE(again.recorded.unchanged, first.recorded.created) << file;
      EXPECT_EQ(again.recorded.unchanged,
                first.recorded.created + first.recorded.unchanged)
          << file;
    }
  }
  std::filesystem::remove(path);
}

}  // namespace
}  // namespace kith
