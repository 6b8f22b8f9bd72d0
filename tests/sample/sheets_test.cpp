// The sample book as sheets: every cell can be read, but for those the manifest names.
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "kith/base/text.hpp"
#include "kith/exchange/cells.hpp"
#include "kith/exchange/sheet.hpp"
#include "sample/sheets.hpp"

namespace kith {
namespace {

SampleOptions small() {
  SampleOptions options;
  options.customers = 600;
  return options;
}

const std::vector<SampleFile>& files() {
  static const std::vector<SampleFile> kFiles = sample_sheets(small());
  return kFiles;
}

std::map<std::int64_t, DirtyCell> by_row(const SampleFile& file) {
  std::map<std::int64_t, DirtyCell> rows;
  for (const DirtyCell& d : file.dirty) rows[d.row] = d;
  return rows;
}

struct Body {
  Row header;
  std::vector<Row> rows;
};

/// Data rows: as many as the manifest says, below the row with most headings.
Body body_of(const SampleFile& file) {
  const Workbook book = read_workbook(file.bytes, file.name).value();
  Body body;
  for (const Row& row : book.sheets.at(0).rows) {
    if (row.cells.size() < 3) continue;  // title, note
    if (body.header.cells.empty()) {
      body.header = row;
    } else {
      body.rows.push_back(row);
    }
  }
  return body;
}

TEST(SampleSheets, AreTheSameFromTheSameSeed) {
  const std::vector<SampleFile> again = sample_sheets(small());
  ASSERT_EQ(again.size(), files().size());
  for (std::size_t i = 0; i < again.size(); ++i) {
    EXPECT_EQ(again[i].name, files()[i].name);
    EXPECT_TRUE(again[i].bytes == files()[i].bytes) << again[i].name;
  }
}

TEST(SampleSheets, StandInSeveralEncodings) {
  std::set<Encoding> seen;
  for (const SampleFile& file : files()) {
    seen.insert(decode_sheet(file.bytes).value().encoding);
  }
  EXPECT_EQ(seen.size(), 3u);
}

TEST(SampleSheets, HoldAsManyRowsAsTheySay) {
  ASSERT_EQ(files().size(), 24u);
  for (const SampleFile& file : files()) {
    EXPECT_EQ(static_cast<std::int64_t>(body_of(file).rows.size()), file.rows)
        << file.name;
  }
}

TEST(SampleSheets, DirtyCellsStandWhereTheManifestSays) {
  std::int64_t rows = 0;
  std::int64_t dirty = 0;
  std::set<std::string> kinds;
  for (const SampleFile& file : files()) {
    const Body body = body_of(file);
    rows += file.rows;
    dirty += static_cast<std::int64_t>(file.dirty.size());
    for (const DirtyCell& d : file.dirty) {
      kinds.insert(d.kind);
      bool found = false;
      for (const Row& row : body.rows) {
        if (row.line != d.row) continue;
        for (const Cell& head : body.header.cells) {
          found = found || (head.text == d.column && row.at(head.column).text == d.text);
        }
      }
      EXPECT_TRUE(found) << file.name << " " << d.row << " " << d.kind << " " << d.text;
    }
  }
  EXPECT_GE(kinds.size(), 5u);
  EXPECT_GE(dirty * 1000, rows * 7);
  EXPECT_LE(dirty * 1000, rows * 14);
}

TEST(SampleSheets, EveryKindOfDirtOccurs) {
  SampleOptions options = small();
  options.customers = 200;
  options.dirty_per_mille = 100;
  std::map<std::string, std::int64_t> kinds;
  for (const SampleFile& file : sample_sheets(options)) {
    for (const DirtyCell& d : file.dirty) ++kinds[d.kind];
  }
  for (const char* kind :
       {"unreadable_date", "two_digit_year", "both_units", "lost_digits",
        "unknown_customer", "ambiguous_customer", "owner_conflict"}) {
    EXPECT_GT(kinds[kind], 0) << kind;
  }
  EXPECT_EQ(kinds.size(), 7u);
}

TEST(SampleSheets, EveryOtherDateAndChannelIsRead) {
  for (std::size_t i = 12; i < files().size(); ++i) {
    const SampleFile& file = files()[i];
    const auto dirty = by_row(file);
    for (const Row& row : body_of(file).rows) {
      const auto bad = dirty.find(row.line);
      const bool bad_date =
          bad != dirty.end() &&
          (bad->second.kind == "unreadable_date" || bad->second.kind == "two_digit_year");
      EXPECT_EQ(parse_date_cell(row.at(1)).has_value(), !bad_date) << row.at(1).text;
      EXPECT_TRUE(parse_channel(row.at(2).text).has_value()) << row.at(2).text;
      EXPECT_TRUE(parse_completion(row.at(7).text).has_value()) << row.at(7).text;
    }
  }
}

TEST(SampleSheets, EveryOtherAmountPhoneAndTierIsRead) {
  for (std::size_t i = 0; i < 12; ++i) {
    const SampleFile& file = files()[i];
    const auto dirty = by_row(file);
    const Body body = body_of(file);
    const MoneyUnit unit = unit_of_header(body.header.at(8).text);
    EXPECT_NE(unit, MoneyUnit::none);
    for (const Row& row : body.rows) {
      const auto bad = dirty.find(row.line);
      const std::string kind = bad == dirty.end() ? "" : bad->second.kind;
      if (!row.at(8).text.empty()) {
        EXPECT_EQ(parse_money_cell(row.at(8), unit).has_value(), kind != "both_units")
            << row.at(8).text;
      }
      EXPECT_EQ(classify_phone(row.at(5)).has_value(), kind != "lost_digits")
          << row.at(5).text;
      EXPECT_TRUE(parse_tier(row.at(6).text).has_value()) << row.at(6).text;
      const bool bad_date = kind == "unreadable_date" || kind == "two_digit_year";
      EXPECT_EQ(parse_date_cell(row.at(10)).has_value(), !bad_date) << row.at(10).text;
    }
  }
}

TEST(SampleSheets, CleanSheetsHaveNothingToRefuse) {
  SampleOptions options = small();
  options.dirty = false;
  for (const SampleFile& file : sample_sheets(options)) {
    EXPECT_TRUE(file.dirty.empty());
    EXPECT_GE(file.rows, 0);
  }
}

}  // namespace
}  // namespace kith
