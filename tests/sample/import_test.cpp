// What import says of the sample sheets is what their manifest says.
#include <gtest/gtest.h>

#include <map>

#include "kith/exchange/import.hpp"
#include "sample/sheets.hpp"

namespace kith {
namespace {

SampleOptions options(bool dirty) {
  SampleOptions o;
  o.customers = 150;
  o.managers = 4;
  o.dirty = dirty;
  o.dirty_per_mille = 60;
  return o;
}

/// Outcome and codes of each row, all sheets into one batch.
struct Said {
  std::string outcome;
  std::string codes;
};
std::map<std::pair<std::string, std::int64_t>, Said> import_all(
    const std::vector<SampleFile>& files) {
  ImportOptions how;
  how.now = Zone{}.close_of(SampleOptions{}.last);
  Batch batch;
  std::map<std::pair<std::string, std::int64_t>, Said> said;
  for (const SampleFile& file : files) {
    const Table report = import_into_batch(batch, file.bytes, file.name, how).value();
    for (std::int64_t row = 0; row < report.rows(); ++row) {
      said[{file.name, std::stoll(report.cell("row", row))}] = {
          report.cell("outcome", row), report.cell("codes", row)};
    }
  }
  return said;
}

TEST(SampleImport, CleanSheetsAreTakenWhole) {
  for (const auto& [place, said] : import_all(sample_sheets(options(false)))) {
    EXPECT_NE(said.outcome, "refused") << place.first << " " << place.second;
    EXPECT_NE(said.outcome, "conflict") << place.first << " " << place.second;
  }
}

TEST(SampleImport, TheReportFindsEveryDirtyCellAndBlamesNoOther) {
  const std::vector<SampleFile> files = sample_sheets(options(true));
  auto said = import_all(files);
  for (const SampleFile& file : files) {
    for (const DirtyCell& d : file.dirty) {
      EXPECT_EQ(said[std::pair(file.name, d.row)].outcome, d.outcome)
          << file.name << " " << d.row << " " << d.kind << " " << d.text;
      said.erase({file.name, d.row});
    }
  }
  // A customer whose own row was refused stays unknown to its follow-ups.
  for (const auto& [place, row] : said) {
    EXPECT_NE(row.outcome, "conflict") << place.first << " " << place.second;
    if (row.outcome != "refused") continue;
    EXPECT_EQ(row.codes, "unknown_customer") << place.first << " " << place.second;
  }
}

}  // namespace
}  // namespace kith
