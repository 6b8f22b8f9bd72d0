// Headers and words of common exports: which table they are taken for, and what of it is
// read.
#include <gtest/gtest.h>

#include "kith/base/csv.hpp"
#include "kith/exchange/headers.hpp"
#include "kith/exchange/import.hpp"

namespace kith {
namespace {

struct Export {
  const char* name;
  const char* header;
  SheetKind kind;
  const char* codes;  ///< claimed, in the order of columns
};

const Export kExports[] = {
    {"Salesforce accounts",
     "Account Name,Account Owner,Industry,Annual Revenue,Phone,Type,Rating,Last "
     "Activity,Billing "
     "State/Province,Parent Account,Created Date,Employees",
     SheetKind::customers,
     "customer owner industry revenue phone rating last_followup region parent created "
     "size"},
    {"Salesforce opportunities",
     "Opportunity ID,Opportunity Name,Opportunity Owner,Account Name,Stage,Amount "
     "Currency,Amount,"
     "Close Date,Probability (%),Created Date,Lead Source",
     SheetKind::deals,
     "deal_id deal owner customer stage currency amount close_date probability created"},
    {"HubSpot companies",
     "Record ID,Company name,Company owner,Create Date,Phone Number,Last Activity "
     "Date,City,Country/Region,Industry,Lifecycle Stage",
     SheetKind::customers,
     "customer owner created phone last_followup region industry stage"},
    {"HubSpot deals",
     "Record ID,Deal Name,Deal Stage,Close Date,Deal owner,Amount,Associated "
     "Company,Create "
     "Date,Closed Lost Reason",
     SheetKind::deals,
     "deal_id deal stage close_date owner amount customer created lost_reason"},
    {"Zoho deals",
     "Deal Owner,Deal Name,Account Name,Closing Date,Stage,Amount,Expected "
     "Revenue,Reason For "
     "Loss,Created Time",
     SheetKind::deals, "owner deal customer close_date stage amount lost_reason created"},
    {"Pipedrive organizations",
     "Organization - Name,Organization - Owner,Organization - Address,Organization - "
     "Last "
     "activity date",
     SheetKind::customers, "customer owner address last_followup"},
    {"Pipedrive deals",
     "Deal - Title,Deal - Organization,Deal - Value,Deal - Stage,Deal - Status,Deal - "
     "Owner,Deal - Deal created,Deal - Lost reason",
     SheetKind::deals, "deal customer amount stage state owner created lost_reason"},
    {"Dynamics opportunities",
     "Topic,Potential Customer,Est. Close Date,Est. Revenue,Probability,Owner,Created On",
     SheetKind::deals, "deal customer expected_close amount probability owner created"},
    {"纷享销客客户", "客户名称,客户级别,1级行业,成交状态,负责人,最后跟进时间,创建时间",
     SheetKind::customers, "customer tier industry stage owner last_followup created"},
    {"销售易商机", "商机名称,客户名称,商机所有人,销售金额,结单日期,销售阶段",
     SheetKind::deals, "deal customer owner amount close_date stage"},
    {"金蝶销售订单",
     "单据编号,单据日期,客户,客户编码,物料编码,物料名称,数量,含税单价,价税合计,币别,"
     "销售员",
     SheetKind::orders,
     "order date customer customer_id product_code product quantity price amount "
     "currency "
     "owner"},
    {"用友销售出库",
     "单据号,单据日期,客户简称,存货编码,存货名称,数量,含税单价,价税合计,业务员,行号",
     SheetKind::orders,
     "order date customer product_code product quantity price amount owner line"},
    {"Kaggle sales_pipeline",
     "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_"
     "value",
     SheetKind::deals, "deal_id owner products customer stage created close_date amount"},
    {"Kaggle accounts",
     "account,sector,year_established,revenue,employees,office_location,subsidiary_of",
     SheetKind::customers, "customer industry revenue size region parent"},
    {"Kaggle sales_teams", "sales_agent,manager,regional_office", SheetKind::people,
     "person manager team"},
    {"UCI Online Retail",
     "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country",
     SheetKind::orders, "order product_code product quantity date price customer_id"},
    {"UCI Online Retail II",
     "Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country",
     SheetKind::orders, "order product_code product quantity date price customer_id"},
    {"Superstore",
     "Row ID,Order ID,Order Date,Ship Date,Ship Mode,Customer ID,Customer "
     "Name,Segment,Country,City,State,Postal Code,Region,Product "
     "ID,Category,Sub-Category,Product Name,Sales,Quantity,Discount,Profit",
     SheetKind::orders,
     "serial order date customer_id customer state product_code product amount quantity "
     "discount profit"},
    {"Olist orders",
     "order_id,customer_id,order_status,order_purchase_timestamp,order_approved_at",
     SheetKind::orders, "order customer_id date"},
    {"CDNOW", "customer_id,date,quantity,amount", SheetKind::orders,
     "customer_id date quantity amount"},
};

TEST(Exports, HeadersAreKnown) {
  for (const Export& e : kExports) {
    const HeaderMatch match = match_headers(lex_csv(e.header).value().rows.at(0));
    EXPECT_EQ(match.kind, e.kind) << e.name;
    std::string codes;
    for (const ColumnMatch& column : match.columns)
      codes += (codes.empty() ? "" : " ") + column.code;
    EXPECT_EQ(codes, e.codes) << e.name;
  }
}

std::string stages(const std::string& rows) {
  Batch batch;
  ImportOptions o;
  o.now = Instant::parse("2017-10-26T09:00:00+08:00").value();
  o.create_customers = true;
  const Table report =
      import_into_batch(
          batch,
          "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,"
          "close_value\n" +
              rows,
          "sales_pipeline.csv", o)
          .value();
  std::string out;
  for (const Fact& f : batch.facts()) {
    const auto* stage = std::get_if<StageFact>(&f.body);
    if (stage == nullptr) continue;
    out += f.head.occurred.day.iso() + " " + stage->stage +
           std::string(stage->end == DealEnd::open ? "" : code_name(stage->end)) + "; ";
  }
  for (std::int64_t row = 0; row < report.rows(); ++row) {
    if (report.cell("outcome", row) == "refused") out += report.cell("message_en", row);
  }
  return out;
}

TEST(Exports, StagesOfOtherSystemsByTheWrittenList) {
  EXPECT_EQ(stages("1C1I7A6R,Moses Frase,GTX Plus "
                   "Basic,Cancity,Won,2016-10-20,2017-03-01,1054.0\n"),
            "2017-03-01 won; ");
  EXPECT_EQ(stages("Z063OYW0,Darcel,GTXPro,Isdom,Lost,2016-10-25,2017-03-11,0\n"),
            "2017-03-11 lost; ");
  EXPECT_EQ(stages("A,D,G,Cancity,Engaging,2016-10-25,,\nB,D,G,Cancity,Prospecting,,,\n"),
            "");
  EXPECT_EQ(stages("A,D,G,Cancity,Proposal/Price Quote,2016-10-25,,\n"),
            "2016-10-25 proposal_submitted; ");
  EXPECT_EQ(stages("A,D,G,Cancity,Closed Won,2016-10-25,2016-11-01,5\n"),
            "2016-11-01 won; ");
  const std::string unknown = stages("A,D,G,Cancity,Juggling,2016-10-25,,\n");
  EXPECT_NE(unknown.find("Juggling"), std::string::npos);
  EXPECT_NE(unknown.find("proposal submitted"), std::string::npos) << unknown;
  EXPECT_NE(unknown.find("won, lost, void"), std::string::npos);
}

TEST(Exports, TwoDealsOfOneNameAreToldApartByTheirNumbers) {
  Batch batch;
  ImportOptions o;
  o.now = Instant::parse("2023-10-26T09:00:00+08:00").value();
  o.create_customers = true;
  (void)import_into_batch(
      batch,
      "Opportunity ID,Opportunity Name,Account Name,Stage,Amount\n"
      "006A,Renewal,Acme,Proposal,$5\n006B,Renewal,Acme,Proposal,$7\n",
      "opportunities.csv", o)
      .value();
  std::int64_t sum = 0;
  for (const Fact& f : batch.facts()) {
    const auto* deal = std::get_if<DealFact>(&f.body);
    if (deal != nullptr) sum += deal->amount->minor;
  }
  EXPECT_EQ(sum, 1200);
}

}  // namespace
}  // namespace kith
