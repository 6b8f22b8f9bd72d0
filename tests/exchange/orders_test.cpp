// Orders of several lines, returns, currencies, and customers that only other rows name:
// nothing is lost, nothing counts twice, in any order of rows and files.
#include <gtest/gtest.h>

#include <algorithm>

#include "kith/base/text.hpp"
#include "kith/deals/deals.hpp"
#include "kith/exchange/import.hpp"
#include "kith/flow/documents.hpp"
#include "kith/view/view.hpp"

namespace kith {
namespace {

using Cells = std::vector<std::string>;

ImportOptions options(bool create = true) {
  ImportOptions o;
  o.now = Instant::parse("2023-10-26T09:00:00+08:00").value();
  o.create_customers = create;
  return o;
}

Table import(Batch& batch, const std::string& bytes, const ImportOptions& how = options(),
             const char* name = "orders.csv") {
  return import_into_batch(batch, bytes, name, how).value();
}

Cells column(const Table& table, std::string_view name) {
  Cells cells;
  for (std::int64_t row = 0; row < table.rows(); ++row)
    cells.push_back(table.cell(name, row));
  return cells;
}

/// "orders gross-returned" of all customers in one currency, as the fold sees them.
std::string bought(const Batch& batch, const char* currency = "CNY") {
  const auto source = TablesSource::open(batch, Settings{}).value();
  std::int64_t orders = 0, gross = 0, returned = 0;
  source->each({Date::max(), std::nullopt}, [&](const CustomerState& state) {
    const PurchaseSums sums = purchases(state.deals, {Date::min(), Date::max()},
                                        Currency::parse(currency).value());
    orders += sums.orders;
    gross += sums.gross.minor;
    returned += sums.returned.minor;
    return true;
  });
  return std::to_string(orders) + " " + std::to_string(gross) + "-" +
         std::to_string(returned);
}

Cells customers(const Batch& batch) {
  const auto source = TablesSource::open(batch, Settings{}).value();
  Cells names = column(
      View(source, {.as_of = Date::parse("2023-10-26").value()}).customers(), "customer");
  std::sort(names.begin(), names.end());
  return names;
}

const std::string kHead = "订单编号,客户名称,下单日期,产品编码,数量,单价,订单金额\n";
const Cells kLines = {
    "O-1,甲电子,2023-10-01,P1,2,10,20\n", "O-1,甲电子,2023-10-01,P2,1,5,5\n",
    "O-1,甲电子,2023-10-01,P1,3,10,30\n", "O-2,甲电子,2023-10-02,P1,1,10,10\n"};

TEST(OrderLines, EachLineCountsInAnyOrderOfRowsAndOnce) {
  Cells lines = kLines;
  std::sort(lines.begin(), lines.end());
  std::string facts;
  do {
    Batch batch;
    std::string sheet = kHead;
    for (const std::string& line : lines) sheet += line;
    const Table report = import(batch, sheet);
    ASSERT_EQ(bought(batch), "2 6500-0");
    EXPECT_EQ(column(report, "outcome"), Cells(4, "created"));
    const std::size_t before = batch.facts().size();
    std::reverse(lines.begin(), lines.end());
    sheet = kHead;
    for (const std::string& line : lines) sheet += line;
    std::reverse(lines.begin(), lines.end());
    EXPECT_EQ(column(import(batch, sheet), "outcome"), Cells(4, "unchanged"));
    ASSERT_EQ(batch.facts().size(), before);
  } while (std::next_permutation(lines.begin(), lines.end()));
}

TEST(OrderLines, AnotherLineInAnotherFileIsAddedAndSaysSo) {
  Batch batch;
  (void)import(batch, kHead + kLines[0]);
  const Table report = import(batch, kHead + kLines[1]);
  EXPECT_EQ(report.cell("codes", 0), "line_added");
  EXPECT_EQ(bought(batch), "1 2500-0");
}

TEST(OrderLines, ACorrectedAmountReplacesItsLineAlone) {
  Batch batch;
  (void)import(batch, kHead + kLines[0] + kLines[1]);
  const Table report =
      import(batch, kHead + kLines[0] + "O-1,甲电子,2023-10-01,P2,1,7,7\n");
  EXPECT_EQ(column(report, "outcome"), (Cells{"unchanged", "updated"}));
  EXPECT_EQ(bought(batch), "1 2700-0");
}

TEST(OrderLines, EqualLinesAreTwo) {
  Batch batch;
  (void)import(batch, kHead + kLines[0] + kLines[0]);
  EXPECT_EQ(bought(batch), "1 4000-0");
}

TEST(OrderLines, ReturnsFindTheirOrderAndEachCounts) {
  Batch batch;
  (void)import(batch, kHead + kLines[0] + kLines[1]);
  const Table report = import(
      batch,
      kHead + "O-1,甲电子,2023-10-05,P1,-2,10,\nO-1,甲电子,2023-10-05,P2,-1,5,-5\n");
  EXPECT_EQ(column(report, "outcome"), (Cells{"created", "created"}));
  EXPECT_EQ(bought(batch), "1 2500-2500");
  EXPECT_EQ(
      import(batch, kHead + "O-1,甲电子,2023-10-05,P2,-1,5,-5\n").cell("outcome", 0),
      "unchanged");
}

TEST(OrderLines, ANumberThatBeginsWithCIsAReturnOnlyBelowZero) {
  const std::string head =
      "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,"
      "Country\n";
  ImportOptions how = options();
  how.date_order = DateOrder::mdy;
  Batch batch;
  const Table report =
      import(batch,
             head +
                 "536365,85123A,HOLDER,6,12/1/2010 8:26,2.55,17850.0,UK\n"
                 "536365,71053,LANTERN,6,12/1/2010 8:26,3.39,17850.0,UK\n"
                 "C536379,D,Discount,-1,12/1/2010 9:41,27.5,17850.0,UK\n"
                 "C536380,P1,Kit,1,12/1/2010 9:41,4,17850,UK\n",
             how);
  EXPECT_EQ(column(report, "outcome"), Cells(4, "created"));
  EXPECT_EQ(bought(batch), "2 3964-2750");
  EXPECT_EQ(customers(batch), (Cells{"17850"}));
  EXPECT_NE(report.cell("codes", 0).find("customer_created"), std::string::npos);
  EXPECT_NE(report.cell("codes", 0).find("amount_computed"), std::string::npos);
}

TEST(OrderLines, WithoutAnAmountNothingIsMadeUp) {
  Batch batch;
  const std::string head = "订单编号,客户名称,下单日期,数量,单价,折扣,订单金额\n";
  const Table report = import(batch, head +
                                         "O-1,甲,2023-10-01,3,0.333,,\n"
                                         "O-2,甲,2023-10-01,2,10,10%,\n"
                                         "O-3,甲,2023-10-01,2,10,0,\n"
                                         "O-4,甲,2023-10-01,2,10,,25\n"
                                         "O-5,甲,2023-10-01,,10,,\n");
  EXPECT_EQ(column(report, "outcome"),
            (Cells{"refused", "refused", "created", "created", "refused"}));
  EXPECT_EQ(report.cell("codes", 3), "amount_differs");
  EXPECT_EQ(bought(batch), "2 4500-0");
}

TEST(OrderLines, ASheetWithoutNumbersHasAnOrderARow) {
  Batch batch;
  const std::string sheet =
      "customer_id,date,quantity,amount\n7,2023-10-01,1,10\n7,2023-10-01,1,10\n7,2023-10-"
      "02,2,5\n";
  (void)import(batch, sheet);
  EXPECT_EQ(bought(batch), "3 2500-0");
  EXPECT_EQ(column(import(batch, sheet), "outcome"), Cells(3, "unchanged"));
}

TEST(Currencies, AmountsKeepTheirsAndThePolicySaysWhatItDoesNotCount) {
  Batch batch;
  const Date start = Date::parse("2023-10-01").value();
  for (const DocumentKind kind : {DocumentKind::calendar, DocumentKind::tier}) {
    adopt(batch, default_document(kind), start, options().now).value();
  }
  const Table report = import(batch,
                              "Customer Name,Order ID,Order Date,Sales,Currency\n"
                              "Acme,O-1,2023-10-01,\"$1,200,000.00\",\n"
                              "Acme,O-2,2023-10-02,5,EUR\n"
                              "Acme,O-3,2023-10-02,$5,EUR\n"
                              "Acme,O-4,2023-10-02,5,Euros\n");
  EXPECT_EQ(column(report, "outcome"),
            (Cells{"created", "created", "refused", "refused"}));
  EXPECT_EQ(report.cell("column", 2), "Sales");
  EXPECT_EQ(report.cell("column", 3), "Currency");
  EXPECT_EQ(bought(batch, "USD"), "1 120000000-0");
  EXPECT_EQ(bought(batch, "EUR"), "1 500-0");
  EXPECT_EQ(bought(batch), "0 0-0");
  (void)import(batch, "客户名称,历史合作金额(美元)\nAcme,5000000\n");
  const auto source = TablesSource::open(batch, Settings{}).value();
  const Table tiers = View(source, {.as_of = Date::parse("2023-10-26").value()}).tiers();
  EXPECT_NE(tiers.cell("why_en", 0).find("USD 5000000.00 is not in CNY"),
            std::string::npos)
      << tiers.cell("why_en", 0);
  EXPECT_EQ(import(batch, "客户名称,历史合作金额(美元),年采购额(元)\n乙,5,5\n")
                .cell("outcome", 0),
            "conflict");
}

// ---- any order of files

const std::string kAccounts =
    "客户名称,客户编号,行业,上级客户\n甲电子有限公司,C-1,制造,丁集团\n乙贸易公司,C-2,"
    "贸易,\n";
const std::string kDealSheet =
    "商机名称,客户名称,阶段,预计金额,创建时间\n改造,甲电子,需求确认,50,2023-10-02\n"
    "扩建,丙公司,方案提交,80,2023-10-03\n";
const std::string kTouches =
    "客户名称,跟进时间,跟进方式,跟进内容,客户反馈,负责人,完成状态\n"
    "乙贸易,2023-10-20,电话,问候,好,李*,已完成\n丁集团,2023-10-21,电话,问候,好,李*,"
    "已完成\n";

TEST(AnyOrder, ManyFilesBecomeOneBookWhateverTheirOrder) {
  const Cells files = {kAccounts, kHead + kLines[0] + kLines[1], kDealSheet, kTouches};
  std::vector<std::size_t> order = {0, 1, 2, 3};
  do {
    Batch batch;
    for (const std::size_t i : order) {
      const Table report = import(batch, files[i], options(), "file.csv");
      for (const std::string& outcome : column(report, "outcome"))
        EXPECT_TRUE(outcome == "created" || outcome == "linked" || outcome == "updated")
            << outcome;
    }
    EXPECT_EQ(customers(batch),
              (Cells{"丁集团", "丙公司", "乙贸易公司", "甲电子有限公司"}));
    EXPECT_EQ(bought(batch), "1 2500-0");
    const std::size_t facts = batch.facts().size();
    for (const std::size_t i : order) {
      for (const std::string& outcome :
           column(import(batch, files[i], options(), "again.csv"), "outcome"))
        EXPECT_EQ(outcome, "unchanged");
    }
    EXPECT_EQ(batch.facts().size(), facts);
  } while (std::next_permutation(order.begin(), order.end()));
}

TEST(AnyOrder, ByDefaultASlipOfThePenMakesNoCustomer) {
  Batch batch;
  const Table report = import(batch, kHead + kLines[0], options(false));
  EXPECT_EQ(report.cell("outcome", 0), "refused");
  EXPECT_EQ(report.cell("codes", 0), "unknown_customer");
  EXPECT_TRUE(batch.facts().empty());
}

TEST(AnyOrder, TwoNumbersOfOneNameAreTwoCustomersOrAConflict) {
  const std::string accounts =
      "客户名称,客户编号,行业\n甲电子,C-1,制造\n甲电子,C-2,贸易\n";
  Batch batch;
  EXPECT_EQ(column(import(batch, accounts), "outcome"), (Cells{"created", "created"}));
  EXPECT_EQ(import(batch, kHead + kLines[0]).cell("outcome", 0), "conflict");
  Batch named;
  (void)import(named, kHead + kLines[0]);
  const Table report = import(named, accounts);
  EXPECT_EQ(report.cell("outcome", 1), "conflict");
  EXPECT_EQ(report.cell("codes", 1), "number_conflict");
}

TEST(AnyOrder, ARowOfANumberFindsItsCustomerByIt) {
  Batch batch;
  (void)import(batch, "客户名称,客户编号,行业\n甲电子,C-1,制造\n");
  const Table report = import(
      batch,
      "订单编号,客户编号,下单日期,订单金额\nO-1,C-1,2023-10-01,5\nO-2,C-9,2023-10-01,5\n",
      options(false));
  EXPECT_EQ(column(report, "outcome"), (Cells{"created", "refused"}));
  EXPECT_EQ(report.cell("column", 1), "客户编号");
}

}  // namespace
}  // namespace kith
