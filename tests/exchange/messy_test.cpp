// Workbooks as people keep them: what an honest reader would make of each, and that the
// report tells it.
#include <gtest/gtest.h>

#include <algorithm>

#include "exchange/fixture.hpp"
#include "kith/base/text.hpp"
#include "kith/exchange/import.hpp"

namespace kith {
namespace {

ImportOptions options() {
  ImportOptions o;
  o.now = Instant::parse("2023-10-26T09:00:00+08:00").value();
  return o;
}

/// The report as "row outcome[:codes]" a line, or the error.
std::string told(const std::string& bytes, const char* name = "sheet.csv",
                 const ImportOptions& how = options()) {
  Batch batch;
  const auto report = import_into_batch(batch, bytes, name, how);
  if (!report) return "error: " + report.error().message();
  std::string out;
  for (std::int64_t row = 0; row < report->rows(); ++row) {
    out += (out.empty() ? "" : ", ") + report->cell("row", row) + " " +
           report->cell("outcome", row);
    if (const auto codes = report->cell("codes", row); !codes.empty()) out += ":" + codes;
  }
  return out;
}

/// Names of the customers made.
std::string names(const std::string& bytes, const char* name = "sheet.csv") {
  Batch batch;
  const Table report = import_into_batch(batch, bytes, name, options()).value();
  std::string out;
  for (std::int64_t row = 0; row < report.rows(); ++row) {
    if (report.cell("outcome", row) == "created")
      out += (out.empty() ? "" : "|") + report.cell("customer", row);
  }
  return out;
}

/// UTF-16 with its mark, of text in the basic plane.
std::string utf16(std::string_view utf8, bool big) {
  std::string out = big ? "\xFE\xFF" : "\xFF\xFE";
  for (const char32_t c : code_points(utf8)) {
    const char high = static_cast<char>(c >> 8), low = static_cast<char>(c & 0xFF);
    out += big ? high : low;
    out += big ? low : high;
  }
  return out;
}

const std::string kHead = "客户名称,行业,负责人,最后跟进时间\n";
const std::string kRow = "甲电子,制造,李明,2023-10-01\n";
const std::string kOther = "乙贸易,贸易,李明,2023-10-02\n";

std::string with(std::string text, char separator) {
  std::replace(text.begin(), text.end(), ',', separator);
  return text;
}

// ---- texts

TEST(MessyText, SeparatorsEncodingsAndLineEnds) {
  const std::string good = "2 created, 3 created";
  const std::string text = kHead + kRow + kOther;
  EXPECT_EQ(told(text), good);
  EXPECT_EQ(told(with(text, ';')), good);
  EXPECT_EQ(told(with(text, '\t'), "x.tsv"), good);
  EXPECT_EQ(told("\xEF\xBB\xBF" + text), good);
  EXPECT_EQ(told(utf16(with(text, '\t'), false), "unicode.txt"), good);
  EXPECT_EQ(told(utf16(with(text, '\t'), true), "unicode.txt"), good);
  EXPECT_EQ(told(with(kHead, ',') + "甲电子,制造,李明,2023-10-01\r\n" + kOther), good);
  std::string mixed = kHead + kRow + kOther;
  mixed[kHead.size() - 1] = '\r';
  EXPECT_EQ(told(mixed), good);
}

TEST(MessyText, AccentsOfWesternExports) {
  EXPECT_EQ(
      names("Account Name,Industry,Account Owner\nCaf\xE9 M\xFCller GmbH,Food,Jos\xE9\n"),
      "Café Müller GmbH");
}

TEST(MessyText, BrokenQuotesNameTheirLine) {
  EXPECT_EQ(told(kHead + "\"甲电子,制造,李明,2023-10-01\n" + kOther),
            "error: a quote opened on line 2 is never closed");
  EXPECT_EQ(told(kHead + kRow + "\"乙\"贸易,贸易,李明,\n"),
            "error: text after a closing quote on line 3");
}

TEST(MessyText, NothingInIt) {
  EXPECT_EQ(told("", "empty.csv"),
            "error: no visible sheet of empty.csv has a header of a kind that is known");
  EXPECT_EQ(told(kHead), "");
}

// ---- rows that are no data, and data that look like none

TEST(MessyRows, TitlesUnitsAndBlanks) {
  EXPECT_EQ(told("客户台账,,\n单位：万元,,\n,,\n客户名称,历史合作金额,负责人\n,,\n甲电子,"
                 "120,李明\n,,\n"),
            "6 created");
  EXPECT_EQ(told(",,客户名称,,行业,负责人\n,,,,,\n,,甲电子,,制造,李明\n"), "3 created");
}

TEST(MessyRows, TotalsInTheMiddleAndACustomerCalledTotal) {
  const std::string text =
      "客户名称,行业,历史合作金额\n甲电子,制造,10\n小计,,10\n乙贸易,贸易,20\n合计（2家）,"
      ",30\n"
      "Total,能源,5\nTotal Wine,酒,5\nGrand Total,,30\n";
  EXPECT_EQ(names(text), "甲电子|乙贸易|Total|Total Wine");
}

TEST(MessyRows, NotesAndRepeatedHeaders) {
  EXPECT_EQ(
      told(kHead + kRow + kHead + kOther + "备注：截至10月\n制表人：张三\n"),
      "3 skipped:repeated header, 5 skipped:note, 6 skipped:note, 2 created, 4 created");
  EXPECT_EQ(names(kHead + "注意力科技,教育,李明,2023-10-01\n"), "注意力科技");
}

TEST(MessyRows, ARowWithoutItsCustomerIsRefusedNotSkipped) {
  EXPECT_EQ(told(kHead + ",制造,李明,2023-10-01\n" + kOther),
            "2 refused:no_customer, 3 created");
}

TEST(MessyRows, RaggedRows) {
  EXPECT_EQ(told(kHead + "甲电子\n乙贸易,贸易,李明,2023-10-01,多余,的\n"),
            "2 created:column_unheaded, 3 created");
}

TEST(MessyRows, SeveralTablesOnOneSheet) {
  const std::string text =
      kHead + kRow + kOther +
      "\n表2 跟进计划\n客户名称,跟进时间,跟进方式,跟进内容,客户反馈,完成状态\n"
      "甲电子,2023-10-20,电话,问候,好,已完成\n"
      "无此人,2023-10-20,电话,问候,好,已完成\n";
  EXPECT_EQ(
      told(text),
      "5 skipped:title, 2 created, 3 created, 7 created, 8 refused:unknown_customer");
}

TEST(MessyRows, WhatStandsAboveTheHeaderIsSaid) {
  EXPECT_EQ(told("甲,乙,丙,丁\n" + kHead + kRow),
            "1 skipped:above the header, 3 created");
}

// ---- cells

TEST(MessyCells, ErrorsCountAsEmptyAndAreSaid) {
  EXPECT_EQ(told("客户名称,行业,负责人,历史合作金额\n甲电子,#N/"
                 "A,李明,#REF!\n#VALUE!,制造,李明,3\n"),
            "2 created:cell_error|cell_error, 3 refused:no_customer|cell_error");
}

TEST(MessyCells, BreaksZeroWidthAndNonBreakingBlanks) {
  EXPECT_EQ(names("\"客户\n名称\",行业\n\"甲\u200B电子\n有限\u00A0公司\",制造\n"),
            "甲电子 有限 公司");
  EXPECT_EQ(told("客户名称,行业\n\"甲\u200B电子\n有限公司\",制造\n甲电子有限公司,制造\n"),
            "2 created, 4 unchanged");
}

TEST(MessyCells, FullWidthNumbersDatesAndPhones) {
  EXPECT_EQ(told("客户名称,历史合作金额(元),最后跟进时间,联系方式\n"
                 "甲电子,１２０,２０２３－１０－０１,０１０－８８８８６６６６\n"
                 "乙贸易,\"1,200\",45214,1.38E+10\n丙,120,45214,13812345678\n"),
            "2 created, 3 refused:bad_number, 4 created");
}

TEST(MessyCells, DuplicateAndManyHeaders) {
  EXPECT_EQ(told("客户名称,联系电话,手机,负责人\n甲电子,010-88886666,13812345678,李明\n"),
            "2 created:column_twice");
  std::string head = "客户名称,行业", wide = head;
  for (int i = 0; i < 900; ++i) wide += ",列" + std::to_string(i);
  EXPECT_EQ(told(wide + "\n甲电子,制造\n"), "2 created:column_unclaimed");
  for (int i = 0; i < 200; ++i) wide += ",列";
  EXPECT_EQ(told(wide + "\n甲电子,制造\n"), "error: more than 1024 columns");
}

TEST(MessyCells, DatesNameTheOptionThatReadsThem) {
  const std::string text = "客户名称,行业,最后跟进时间\n甲电子,制造,12/1/2010 8:26\n";
  Batch batch;
  const Table refused = import_into_batch(batch, text, "x.csv", options()).value();
  EXPECT_EQ(refused.cell("outcome", 0), "refused");
  EXPECT_NE(refused.cell("message_en", 0).find("mdy"), std::string::npos);
  EXPECT_NE(refused.cell("message_zh", 0).find("mdy"), std::string::npos);
  ImportOptions how = options();
  how.date_order = DateOrder::mdy;
  EXPECT_EQ(told(text, "x.csv", how), "2 created");
}

TEST(MessyCells, ATimeWithAnOffsetIsReadAsTheBooksClockShowedIt) {
  Batch batch;
  (void)import_into_batch(batch,
                          "客户名称,行业,最后跟进时间\n甲,制造,2023-10-01T20:00:00Z\n",
                          "x.csv", options())
      .value();
  EXPECT_EQ(batch.facts().front().head.occurred.day, Date::parse("2023-10-02").value());
}

// ---- workbooks

struct SheetXml {
  std::string name;
  std::string xml;
  std::string state = "visible";
};

std::string workbook(const std::vector<SheetXml>& sheets) {
  const std::string type =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
  std::string list, relations;
  std::vector<test::Part> parts{
      test::stored("_rels/.rels",
                   "<Relationships><Relationship Id=\"r\" Type=\"" + type +
                       "officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>")};
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    const std::string n = std::to_string(i + 1);
    list += "<sheet name=\"" + sheets[i].name + "\" sheetId=\"" + n + "\" state=\"" +
            sheets[i].state + "\" r:id=\"r" + n + "\"/>";
    relations += "<Relationship Id=\"r" + n + "\" Type=\"" + type +
                 "worksheet\" Target=\"worksheets/s" + n + ".xml\"/>";
    parts.push_back(test::stored("xl/worksheets/s" + n + ".xml",
                                 "<worksheet>" + sheets[i].xml + "</worksheet>"));
  }
  parts.push_back(test::stored("xl/workbook.xml", "<workbook xmlns:r=\"x\"><sheets>" +
                                                      list + "</sheets></workbook>"));
  parts.push_back(test::stored("xl/_rels/workbook.xml.rels",
                               "<Relationships>" + relations + "</Relationships>"));
  return test::zip(parts);
}

/// Cells: text; "=2.5" a number; "=text>formula" a formula with its cached text; "#N/A"
/// an error; "" nothing.
std::string sheet(const std::vector<std::vector<std::string>>& rows,
                  const std::string& merges = {}, std::size_t hidden = 0) {
  std::string xml = "<sheetData>";
  for (std::size_t r = 0; r < rows.size(); ++r) {
    const std::string line = std::to_string(r + 1);
    xml += "<row r=\"" + line + "\"" + (r + 1 == hidden ? " hidden=\"1\">" : ">");
    for (std::size_t c = 0; c < rows[r].size(); ++c) {
      const std::string& text = rows[r][c];
      const std::string at = std::string(1, static_cast<char>('A' + c)) + line;
      if (text.empty()) continue;
      if (text.front() == '#') {
        xml += "<c r=\"" + at + "\" t=\"e\"><v>" + text + "</v></c>";
      } else if (const auto formula = text.find('>');
                 text.front() == '=' && formula != std::string::npos) {
        xml += "<c r=\"" + at + "\" t=\"str\"><f>" + text.substr(formula + 1) +
               "</f><v>" + text.substr(1, formula - 1) + "</v></c>";
      } else if (text.front() == '=') {
        xml += "<c r=\"" + at + "\"><v>" + text.substr(1) + "</v></c>";
      } else {
        xml += "<c r=\"" + at + "\" t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
      }
    }
    xml += "</row>";
  }
  return xml + "</sheetData>" + merges;
}

const std::vector<std::string> kColumns{"客户名称", "行业", "负责人"};

TEST(MessyWorkbook, HiddenSheetsAndOthersAreSaidNotRead) {
  EXPECT_EQ(told(workbook({{"客户", sheet({kColumns, {"甲电子", "制造", "李明"}})},
                           {"旧", sheet({kColumns, {"乙", "制造", "李明"}}), "hidden"},
                           {"说明", sheet({{"请按模板填写"}})},
                           {"空", ""}}),
                 "x.xlsx"),
            " skipped:sheet_hidden,  skipped:sheet_unknown, 2 created");
}

TEST(MessyWorkbook, HiddenRowsAreRows) {
  EXPECT_EQ(
      told(workbook(
               {{"客户", sheet({kColumns, {"甲", "制造", "李明"}, {"乙", "贸易", "李明"}},
                               "", 3)}}),
           "x.xlsx"),
      "2 created, 3 created");
}

TEST(MessyWorkbook, TwoHeaderRowsAndMergedCells) {
  const std::string merges =
      "<mergeCells><mergeCell ref=\"A1:C1\"/><mergeCell ref=\"A2:B2\"/><mergeCell "
      "ref=\"B4:B5\"/></mergeCells>";
  Batch batch;
  const Table report =
      import_into_batch(
          batch,
          workbook({{"客户", sheet({{"客户总表"},
                                    {"基本", "", "价值"},
                                    {"客户名称", "负责人", "累计金额(万元)"},
                                    {"甲", "李明", "=10"},
                                    {"乙", "", "=5"}},
                                   merges)}}),
          "x.xlsx", options())
          .value();
  EXPECT_EQ(report.rows(), 2);
  std::int64_t owners = 0;
  for (const Fact& f : batch.facts()) owners += std::holds_alternative<OwnerFact>(f.body);
  EXPECT_EQ(owners, 2) << "the merged owner is the owner of both";
}

TEST(MessyWorkbook, FormulasGiveTheirCachedValuesAndErrorsAreSaid) {
  EXPECT_EQ(told(workbook({{"客户", sheet({{"客户名称", "行业", "历史合作金额(元)"},
                                           {"甲", "=制造>VLOOKUP(A2,X,2)", "=3"},
                                           {"乙", "#N/A", "#REF!"}})}}),
                 "x.xlsx"),
            "2 created, 3 created:cell_error|cell_error");
}

TEST(MessyWorkbook, NumbersAsTextAndTextAsNumbers) {
  EXPECT_EQ(told(workbook({{"客户", sheet({{"客户名称", "联系方式", "历史合作金额(元)"},
                                           {"甲", "13812345678", "120"},
                                           {"乙", "=13812345678", "=120"},
                                           {"丙", "=1.38E+10", "=120"}})}}),
                 "x.xlsx"),
            "2 created, 3 created, 4 refused:bad_number");
}

TEST(MessyWorkbook, SideBySideTablesAreSaid) {
  EXPECT_EQ(told(workbook({{"客户", sheet({{"客户名称", "行业", "", "客户名称", "行业"},
                                           {"甲", "制造", "", "乙", "贸易"}})}}),
                 "x.xlsx"),
            "2 created:column_twice");
}

TEST(MessyWorkbook, OtherFilesAreNamedForWhatTheyAre) {
  using namespace std::string_literals;
  const auto compound = [](std::string_view stream) {
    std::string bytes = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(512, '\0');
    for (const char c : stream) bytes += std::string(1, c) + '\0';
    return bytes;
  };
  const auto says = [](const std::string& bytes, const char* word) {
    const auto book = read_workbook(bytes, "given.xlsx");
    return !book && book.error().message().find(word) != std::string::npos &&
           book.error().field() == "given.xlsx";
  };
  EXPECT_TRUE(says(compound("Workbook"), "old .xls workbook"));
  EXPECT_TRUE(says(compound("EncryptedPackage"), "password"));
  EXPECT_TRUE(says(compound("WordDocument"), ".doc"));
  EXPECT_TRUE(says("%PDF-1.4\n", "PDF"));
  EXPECT_TRUE(says("\n<HTML><table></table></HTML>", "HTML"));
  EXPECT_TRUE(
      says("<?xml version=\"1.0\"?><Workbook "
           "xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>",
           "2003"));
  EXPECT_TRUE(says("SQLite format 3\0"s, "SQLite"));
  EXPECT_TRUE(
      says(test::zip({test::stored("mimetype", "x"), test::stored("content.xml", "x")}),
           "OpenDocument"));
  EXPECT_TRUE(says(test::zip({test::stored("word/document.xml", "x")}), "Word"));
  EXPECT_TRUE(says(test::zip({test::stored("sheet.csv", "x")}), "without a workbook"));
  const std::string whole = workbook({{"客户", sheet({kColumns})}});
  const auto cut = read_workbook(whole.substr(0, whole.size() / 2), "given.xlsx");
  ASSERT_FALSE(cut);
  EXPECT_EQ(cut.error().reason(), Reason::truncated);
}

}  // namespace
}  // namespace kith
