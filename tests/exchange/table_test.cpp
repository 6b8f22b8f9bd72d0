// Headers, and where a table begins and ends.
#include <gtest/gtest.h>

#include "exchange/fixture.hpp"
#include "kith/exchange/headers.hpp"

namespace kith {
namespace {

FoundTable table_of(const std::string& csv, const char* name = "x.csv") {
  const Workbook book = read_workbook(csv, name).value();
  return find_tables(book.sheets.at(0)).at(0);
}

TEST(Headers, TheDocumentsTables) {
  const FoundTable one = table_of(test::document("table1_customers.csv"));
  EXPECT_EQ(one.header.kind, SheetKind::customers);
  EXPECT_EQ(one.header.columns.size(), 11u);
  EXPECT_TRUE(one.header.unclaimed.empty());
  EXPECT_EQ(one.header.find("past_amount")->unit, MoneyUnit::ten_thousand);
  ASSERT_EQ(one.body.size(), 3u);
  EXPECT_EQ(one.at(one.body[1], "customer").text, "YY制造集团");
  EXPECT_EQ(one.at(one.body[1], "phone").text, "139");
  EXPECT_EQ(one.at(one.body[0], "no such column").kind, CellKind::empty);
  const FoundTable two = table_of(test::document("table2_followups.csv"));
  EXPECT_EQ(two.header.kind, SheetKind::follow_ups);
  EXPECT_EQ(two.header.columns.size(), 8u);
  EXPECT_TRUE(two.header.unclaimed.empty());
  EXPECT_EQ(two.at(two.body[2], "feedback").text, "无回复");
}

TEST(Headers, EveryKindIsFoundByItsOwnHeadings) {
  for (int k = 1; k <= 8; ++k) {
    const auto kind = static_cast<SheetKind>(k);
    if (kind == SheetKind::stages) continue;  // no sheet of its own yet
    std::vector<std::string> zh, en;
    for (const SheetColumn& spec : column_specs(kind)) {
      zh.emplace_back(spec.heading_zh);
      en.emplace_back(spec.heading_en);
    }
    for (const auto& row : {zh, en}) {
      const HeaderMatch match = match_headers(row);
      EXPECT_EQ(match.kind, kind) << sheet_kind_name(kind);
      EXPECT_TRUE(match.unclaimed.empty()) << sheet_kind_name(kind);
      EXPECT_EQ(match.columns.size(), row.size());
    }
  }
  EXPECT_EQ(match_headers({"a", "b"}).kind, SheetKind::unknown);
  EXPECT_EQ(match_headers({"a", "b"}).unclaimed.size(), 2u);
}

TEST(Headers, SynonymsDuplicatesAndOverrides) {
  const HeaderMatch m =
      match_headers({"公司名称*", "客户等级", "手机（必填）", "跟进人", "备注", "备注",
                     "颜色", "最近联系时间", "Annual_Revenue (万元)"});
  EXPECT_EQ(m.kind, SheetKind::customers);
  EXPECT_EQ(m.find("customer")->column, 0);
  EXPECT_EQ(m.find("phone")->column, 2);
  EXPECT_EQ(m.find("annual_purchase"), nullptr) << "the customer's own turnover";
  EXPECT_EQ(m.find("revenue")->unit, MoneyUnit::ten_thousand);
  ASSERT_EQ(m.unclaimed.size(), 2u);
  EXPECT_EQ(m.unclaimed[0].duplicate_of, "note");
  EXPECT_EQ(m.unclaimed[1].header, "颜色");
  const HeaderMatch o =
      match_headers({"甲", "等级", "颜色"}, "", {{"甲", "customer"}, {"颜色", ""}});
  EXPECT_EQ(o.kind, SheetKind::customers);
  EXPECT_TRUE(o.unclaimed.empty());
}

TEST(FindTable, TitleNotesTotalsAndGaps) {
  const FoundTable t = table_of(
      "客户信息基础表,,,,\n单位：万元,,,,\n序号,客户名称,客户分级,历史合作金额,负责人\n"
      "1,甲公司,A级,120,李*\n,,,,\n4,乙公司,B,80,赵*\n序号,客户名称,客户分级,"
      "历史合作金额,负责人\n"
      "7,丙公司,C,30,陈*\n合计,,,230,\n注：金额为含税价,,,,\n,填表人：王五,,,\n");
  EXPECT_EQ(t.header_line, 3);
  ASSERT_EQ(t.body.size(), 3u);
  EXPECT_EQ(t.body[1].line, 6);
  EXPECT_EQ(t.at(t.body[2], "customer").text, "丙公司");
  EXPECT_EQ(t.header.find("past_amount")->unit, MoneyUnit::ten_thousand);
  std::vector<std::string> why;
  for (const SkippedRow& row : t.skipped) why.push_back(row.why);
  EXPECT_EQ(why, (std::vector<std::string>{"title", "title", "repeated header", "total",
                                           "note", "note"}));
}

std::string inline_row(int line, const std::vector<std::string>& texts) {
  std::string row = "<row r=\"" + std::to_string(line) + "\">";
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (texts[i].empty()) continue;
    row += "<c r=\"" + std::string(1, static_cast<char>('A' + i)) + std::to_string(line) +
           "\" t=\"inlineStr\"><is><t>" + texts[i] + "</t></is></c>";
  }
  return row + "</row>";
}

TEST(FindTable, MergedHeadersAndOwners) {
  test::Xlsx x;
  x.sheet =
      "<sheetData>" + inline_row(1, {"客户总表"}) +
      inline_row(2, {"序号", "客户", "", "价值", ""}) +
      inline_row(3, {"", "客户名称", "负责人", "客户等级", "累计金额(万元)"}) +
      inline_row(4, {"1", "甲", "李明", "A", "10"}) +
      inline_row(5, {"2", "乙", "", "B", ""}) + inline_row(6, {"3", "丙", "", "", "5"}) +
      "</sheetData><mergeCells><mergeCell ref=\"A1:E1\"/><mergeCell ref=\"A2:A3\"/>"
      "<mergeCell ref=\"B2:C2\"/><mergeCell ref=\"D2:E2\"/><mergeCell ref=\"C4:C6\"/>"
      "<mergeCell ref=\"E4:E5\"/></mergeCells>";
  const Workbook book = read_workbook(x.bytes(), "x").value();
  const FoundTable t = find_tables(book.sheets.at(0)).at(0);
  EXPECT_EQ(t.header_line, 3);
  EXPECT_EQ(t.header.kind, SheetKind::customers);
  EXPECT_TRUE(t.header.unclaimed.empty());
  EXPECT_NE(t.header.find("serial"), nullptr);
  ASSERT_EQ(t.body.size(), 3u);
  EXPECT_EQ(t.at(t.body[2], "owner").text, "李明");
  EXPECT_EQ(t.at(t.body[1], "past_amount").kind,
            CellKind::empty);  // money is never repeated
  EXPECT_EQ(t.at(t.body[2], "past_amount").text, "5");
}

TEST(FindTable, NothingKnown) {
  const Workbook book = read_workbook("a,b\n1,2\n", "x.csv").value();
  EXPECT_TRUE(find_tables(book.sheets.at(0)).empty());
}

}  // namespace
}  // namespace kith
