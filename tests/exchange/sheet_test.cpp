#include "kith/exchange/sheet.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <random>

#include "exchange/fixture.hpp"
#include "exchange/number_format.hpp"
#include "kith/exchange/headers.hpp"

namespace kith {
namespace {

using test::document;
using test::Part;
using test::Xlsx;

Workbook read(const std::string& bytes, const SheetLimits& limits = {}) {
  return read_workbook(bytes, "x.xlsx", limits).value();
}
Reason reason_of(const std::string& bytes, const SheetLimits& limits = {}) {
  const auto r = read_workbook(bytes, "x.xlsx", limits);
  return r ? Reason::none : r.error().reason();
}
Sheet rows(const std::string& data) {
  Xlsx x;
  x.sheet = "<sheetData>" + data + "</sheetData>";
  return read(x.bytes()).sheets.at(0);
}

TEST(Sheet, DocumentCsvAndXlsxHoldTheSameCells) {
  const Workbook xlsx = read(document("sample_tables.xlsx"));
  ASSERT_EQ(xlsx.kind, FileKind::xlsx);
  ASSERT_EQ(xlsx.sheets.size(), 2u);
  EXPECT_EQ(xlsx.sheets[0].name, "客户信息基础表");
  EXPECT_EQ(xlsx.sheets[1].name, "客户跟进计划表");
  const char* files[] = {"table1_customers.csv", "table2_followups.csv"};
  for (int s = 0; s < 2; ++s) {
    const Workbook csv = read_workbook(document(files[s]), files[s]).value();
    ASSERT_EQ(csv.kind, FileKind::csv);
    ASSERT_EQ(csv.sheets.at(0).rows.size(), xlsx.sheets[s].rows.size());
    for (std::size_t r = 0; r < csv.sheets[0].rows.size(); ++r) {
      const Row& a = csv.sheets[0].rows[r];
      const Row& b = xlsx.sheets[s].rows[r];
      ASSERT_EQ(a.cells.size(), b.cells.size());
      for (std::size_t c = 0; c < a.cells.size(); ++c) {
        EXPECT_EQ(a.cells[c].text, b.cells[c].text) << files[s] << " " << r << " " << c;
      }
    }
  }
}

TEST(Sheet, StringsOfEveryKind) {
  Xlsx x;
  x.strings =
      "<si><t>共享</t></si><si><r><t>富</t></r><r><t xml:space=\"preserve\"> 文本</t></r>"
      "<rPh sb=\"0\" eb=\"1\"><t>fu</t></rPh></si><si><t>a_x000D_b_x0041_</t></si>";
  x.sheet =
      "<sheetData><row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"B2\" "
      "t=\"s\"><v>1</v>"
      "</c><c r=\"D2\" t=\"s\"><v>2</v></c><c r=\"E2\" "
      "t=\"inlineStr\"><is><r><t>甲</t></r>"
      "<r><t>乙</t></r></is></c><c r=\"F2\" t=\"str\"><f>A2&amp;B2</f><v>式</v></c>"
      "<c r=\"G2\" t=\"b\"><v>1</v></c><c r=\"H2\" t=\"e\"><v>#N/A</v></c>"
      "<c r=\"I2\"><f>1+1</f><v>2</v></c><c r=\"J2\" s=\"0\"/></row></sheetData>";
  const Sheet sheet = read(x.bytes()).sheets.at(0);
  ASSERT_EQ(sheet.rows.size(), 1u);
  const Row& row = sheet.rows[0];
  EXPECT_EQ(row.line, 2);
  EXPECT_EQ(row.at(0).text, "共享");
  EXPECT_EQ(row.at(1).text, "富 文本");
  EXPECT_EQ(row.at(2).kind, CellKind::empty);
  EXPECT_EQ(row.at(3).text, "a\rbA");
  EXPECT_EQ(row.at(4).text, "甲乙");
  EXPECT_EQ(row.at(5).text, "式");
  EXPECT_EQ(row.at(6).kind, CellKind::boolean);
  EXPECT_EQ(row.at(6).text, "TRUE");
  EXPECT_EQ(row.at(7).kind, CellKind::error);
  EXPECT_EQ(row.at(8).text, "2");
  EXPECT_EQ(row.at(9).kind, CellKind::empty);
  EXPECT_EQ(row.cells.size(), 8u);
}

TEST(Sheet, NumbersKeepTheirDigits) {
  const Sheet sheet = rows(
      "<row><c><v>0.1</v></c><c><v>1.2E6</v></c><c><v>1.38E+10</v></c><c><v>-3.10</v></c>"
      "<c><v>12345678901234567890</v></c><c><v>1.5E-3</v></c></row>");
  const Row& row = sheet.rows.at(0);
  EXPECT_EQ(row.at(0).text, "0.1");
  EXPECT_EQ(row.at(1).text, "1200000");
  EXPECT_EQ(row.at(2).text, "13800000000");
  EXPECT_TRUE(row.at(2).scientific);
  EXPECT_FALSE(row.at(0).scientific);
  EXPECT_EQ(row.at(3).text, "-3.10");
  EXPECT_EQ(row.at(4).text, "12345678901234567890");
  EXPECT_EQ(row.at(5).text, "0.0015");
}

TEST(Sheet, FormatsDecideWhatIsADate) {
  Xlsx x;
  x.workbook_pr = "<workbookPr date1904=\"1\"/>";
  x.formats =
      "<numFmt numFmtId=\"164\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;d\"/>"
      "<numFmt numFmtId=\"165\" formatCode=\"[Red]#,##0.00&quot;days&quot;\"/>"
      "<numFmt numFmtId=\"166\" formatCode=\"[h]:mm\"/>";
  x.styles =
      "<xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/>"
      "<xf numFmtId=\"165\"/><xf numFmtId=\"166\"/><xf numFmtId=\"31\"/>";
  x.sheet = "<sheetData><row>";
  for (int s = 0; s < 6; ++s) {
    x.sheet += "<c s=\"" + std::to_string(s) + "\"><v>45214</v></c>";
  }
  x.sheet += "</row></sheetData>";
  const Sheet sheet = read(x.bytes()).sheets.at(0);
  EXPECT_TRUE(sheet.date1904);
  const CellKind expected[] = {CellKind::number, CellKind::date,   CellKind::date,
                               CellKind::number, CellKind::number, CellKind::date};
  for (int s = 0; s < 6; ++s) EXPECT_EQ(sheet.rows.at(0).at(s).kind, expected[s]) << s;
}

TEST(Sheet, HiddenSheetsAndMergesAreKept) {
  Xlsx x;
  x.state = "veryHidden";
  x.sheet =
      "<sheetData><row r=\"3\"><c r=\"B3\"><v>1</v></c></row></sheetData>"
      "<mergeCells><mergeCell ref=\"B3:C4\"/><mergeCell ref=\"A1:A2\"/></mergeCells>";
  const Sheet sheet = read(x.bytes()).sheets.at(0);
  EXPECT_TRUE(sheet.hidden);
  ASSERT_EQ(sheet.merges.size(), 2u);
  EXPECT_EQ(sheet.merges[1], (Merge{3, 4, 1, 2}));
}

TEST(Sheet, CsvVariants) {
  for (const std::string& text :
       {std::string("\xEF\xBB\xBF客户名称,a\n甲,1\n"),
        std::string("客户名称;a\r\n甲;1\r\n"),
        std::string("\xBF\xCD\xBB\xA7\xC3\xFB\xB3\xC6,a\n\xBC\xD7,1\n"),
        std::string("sep=;\n客户名称;a\n甲;1")}) {
    const Workbook book = read_workbook(text, "dir/表.csv").value();
    ASSERT_EQ(book.sheets.at(0).rows.size(), 2u) << text;
    EXPECT_EQ(book.sheets[0].name, "表");
    EXPECT_EQ(book.sheets[0].rows[0].at(0).text, "客户名称");
    EXPECT_EQ(book.sheets[0].rows[1].at(1).text, "1");
  }
  EXPECT_TRUE(read_workbook("", "x.csv").value().sheets.at(0).rows.empty());
}

TEST(Sheet, RefusesByName) {
  const auto old = read_workbook("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1....", "old.xls");
  ASSERT_FALSE(old);
  EXPECT_EQ(old.error().status(), Status::unimplemented);
  EXPECT_NE(old.error().message().find(".xlsx"), std::string::npos);
  EXPECT_EQ(old.error().field(), "old.xls");
  EXPECT_EQ(reason_of(test::zip({test::stored("a.txt", "x")})), Reason::missing_part);
  EXPECT_EQ(reason_of("PK\x03\x04 and nothing else"), Reason::truncated);
  Xlsx x;
  auto parts = x.parts();
  parts[5].crc ^= 1;
  EXPECT_EQ(reason_of(test::zip(parts)), Reason::bad_checksum);
  parts = x.parts();
  parts[0].flags = 1;
  EXPECT_EQ(reason_of(test::zip(parts)), Reason::unknown_kind);
}

TEST(Sheet, BadXmlIsAnError) {
  const auto reason = [](const std::string& sheet) {
    Xlsx x;
    x.sheet = sheet;
    return reason_of(x.bytes());
  };
  EXPECT_EQ(reason("<sheetData><row>"), Reason::bad_syntax);
  EXPECT_EQ(reason("<sheetData><row r=\"2\"/><row r=\"2\"/></sheetData>"),
            Reason::bad_order);
  EXPECT_EQ(
      reason("<sheetData><row r=\"1\"><c r=\"B1\"/><c r=\"A1\"/></row></sheetData>"),
      Reason::bad_order);
  EXPECT_EQ(reason("<sheetData><row><c><v>12x</v></c></row></sheetData>"),
            Reason::bad_number);
  EXPECT_EQ(reason("<sheetData><row><c t=\"s\"><v>0</v></c></row></sheetData>"),
            Reason::bad_syntax);
  auto parts = Xlsx{}.parts();
  parts[3] =
      test::stored("xl/sharedStrings.xml",
                   "<!DOCTYPE s [<!ENTITY a \"aaaa\">]><sst><si><t>&a;</t></si></sst>");
  const auto r = read_workbook(test::zip(parts), "x");
  ASSERT_FALSE(r);
  EXPECT_NE(r.error().message().find("DOCTYPE"), std::string::npos);
}

TEST(SheetLimits, EachIsNamed) {
  Xlsx x;
  x.strings = "<si><t>0123456789</t></si><si><t>b</t></si>";
  x.sheet =
      "<sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"C1\" "
      "t=\"s\"><v>0</v></c>"
      "</row><row r=\"9\"><c><v>1</v></c></row></sheetData>"
      "<mergeCells><mergeCell ref=\"A1:A2\"/></mergeCells>";
  const std::string bytes = x.bytes();
  ASSERT_EQ(reason_of(bytes), Reason::none);
  const auto refuses = [&](std::int64_t SheetLimits::*member, std::int64_t value,
                           const std::string& word, Reason reason = Reason::too_large) {
    SheetLimits limits;
    limits.*member = value;
    const auto r = read_workbook(bytes, "x", limits);
    ASSERT_FALSE(r) << word;
    EXPECT_EQ(r.error().reason(), reason) << word;
    EXPECT_NE(r.error().message().find(word), std::string::npos) << r.error().message();
    limits.*member = value + 1;
  };
  refuses(&SheetLimits::container_bytes, 100, "file bytes");
  refuses(&SheetLimits::entries, 5, "entries");
  refuses(&SheetLimits::inflated_bytes, 300, "unpacked bytes");
  refuses(&SheetLimits::shared_strings, 1, "shared strings");
  refuses(&SheetLimits::rows, 8, "rows");
  refuses(&SheetLimits::columns, 2, "columns");
  refuses(&SheetLimits::cells, 2, "cells");
  refuses(&SheetLimits::text_bytes, 19, "text of all cells");
  refuses(&SheetLimits::cell_bytes, 9, "shared string");
  refuses(&SheetLimits::merges, 0, "merged");
  refuses(&SheetLimits::sheets, 0, "sheets");
  refuses(&SheetLimits::xml_depth, 2, "nested", Reason::too_deep);
}

TEST(SheetLimits, AnArchiveBombStopsEarlyWhateverItDeclares) {
  auto parts = Xlsx{}.parts();
  Part& sheet = parts[5];
  sheet.packed = test::deflated_run(' ', 400'000);  // 103 MB in 650 kB
  sheet.method = 8;
  sheet.size = 100;  // a lie
  sheet.crc = 0;
  SheetLimits limits;
  limits.xml_token_bytes = 1ll << 30;
  const Reason lied = reason_of(test::zip(parts), limits);
  EXPECT_NE(lied, Reason::none);
  sheet.size = 400'000u * 258 + 1;
  SheetLimits narrow_ratio = limits;
  narrow_ratio.ratio = 20;
  const auto r = read_workbook(test::zip(parts), "x", narrow_ratio);
  ASSERT_FALSE(r);
  EXPECT_NE(r.error().message().find("ratio"), std::string::npos) << r.error().message();
  EXPECT_EQ(reason_of(test::zip(parts)), Reason::too_large);  // by the length of a token
}

TEST(SheetLimits, NestingAndLongTags) {
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "<a>";
  Xlsx x;
  x.sheet = deep;
  EXPECT_EQ(reason_of(x.bytes()), Reason::too_deep);
  x.sheet = "<!--" + std::string(3 << 20, 'x') + "-->";
  EXPECT_EQ(reason_of(x.bytes()), Reason::too_large);
}

// A stranger's file may be anything: whatever the bytes, an answer or an Error, and no
// more memory than the limits say. KITH_MUTATIONS raises the count.
TEST(SheetFuzz, MutationsNeverCrash) {
  const char* count = std::getenv("KITH_MUTATIONS");
  const int rounds = count != nullptr ? std::atoi(count) : 1'000;
  const auto made = [] {
    Xlsx x;
    x.strings = "<si><t>客户名称</t></si>";
    x.styles = "<xf numFmtId=\"14\"/>";
    x.sheet =
        "<sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c "
        "r=\"B1\"><v>1.5E3</v></c>"
        "</row></sheetData><mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells>";
    return x.bytes();
  }();
  const std::string seeds[] = {document("sample_tables.xlsx"), made};
  std::mt19937_64 random(20231026);
  SheetLimits limits;
  limits.inflated_bytes = 4 << 20;
  int read_well = 0;
  for (int i = 0; i < rounds; ++i) {
    std::string bytes = seeds[i % 2];
    const int edits = 1 + static_cast<int>(random() % 8);
    for (int e = 0; e < edits; ++e) {
      const std::size_t at = random() % bytes.size();
      switch (random() % 4) {
        case 0:
          bytes[at] = static_cast<char>(random());
          break;
        case 1:
          bytes[at] = static_cast<char>(bytes[at] ^ (1 << (random() % 8)));
          break;
        case 2:
          bytes.erase(at, 1 + random() % 16);
          break;
        default:
          bytes.insert(at, bytes.substr(random() % bytes.size(), random() % 32));
      }
    }
    const auto r = read_workbook(bytes, "x.xlsx", limits);
    if (!r) continue;
    ++read_well;
    for (const Sheet& sheet : r->sheets) (void)find_tables(sheet);
  }
  EXPECT_GT(read_well, 0);
}

TEST(NumberFormat, PlainDecimal) {
  using exchange::plain_decimal;
  EXPECT_EQ(plain_decimal("1E+2")->text, "100");
  EXPECT_EQ(plain_decimal("-1.25e1")->text, "-12.5");
  EXPECT_EQ(plain_decimal("0.05E1")->text, "0.5");
  EXPECT_EQ(plain_decimal(".5")->text, "0.5");
  EXPECT_EQ(plain_decimal("0E0")->text, "0");
  for (const char* bad :
       {"", "-", ".", "1e", "e1", "1e999", "1.2.3", "0x1", "NaN", "1 2"}) {
    EXPECT_FALSE(plain_decimal(bad)) << bad;
  }
}

}  // namespace
}  // namespace kith
