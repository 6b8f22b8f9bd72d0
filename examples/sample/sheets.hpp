// The sample book as messy sheets: what twelve managers would really have kept.
//
//   for (const SampleFile& file : sample_sheets({})) write(file.name, file.bytes);
//
// Every manager keeps a customers sheet (table 1 of the document) and a follow-up or
// interaction sheet (tables 2 and 3), each in a layout, encoding and spelling of their
// own. A stated share of rows carries one cell that no reader may guess at; the manifest
// of the file names each of them. Not here: the same world as facts (sample.hpp).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "kith/base/date.hpp"

namespace kith {

struct SampleOptions {
  std::uint64_t seed = 20231026;
  std::int32_t managers = 12;  ///< 1 to 99
  std::int32_t customers = 3000;
  Date first = Date(18993);  ///< 2022-01-01: the day the book begins
  Date last = Date(19722);   ///< 2023-12-31: no fact occurs or is recorded after it
  bool dirty = true;         ///< sheets: cells that cannot be read, see DirtyCell
  std::int32_t dirty_per_mille = 10;  ///< rows of a sheet with such a cell
  bool recorded = true;  ///< false: facts carry no recorded instant, the book gives one
};

/// A cell made wrong on purpose. What a reader must say of its row: refused, or conflict.
/// Follow-ups of a customer whose only row is refused are refused too, and not listed
/// here: their own cells are sound.
struct DirtyCell {
  std::int64_t row = 0;  ///< 1-based, as in the file
  std::string column;    ///< the header as written
  std::string kind;      ///< unreadable_date, two_digit_year, both_units, lost_digits,
                         ///< unknown_customer, ambiguous_customer, owner_conflict
  std::string text;      ///< the cell as it stands
  std::string outcome;   ///< "refused" or "conflict"
};

struct SampleFile {
  std::string name;  ///< "07_宋建国_客户信息.csv"
  std::string bytes;
  std::int64_t rows = 0;         ///< data rows, without header, title and notes
  std::vector<DirtyCell> dirty;  ///< ascending by row, at most one a row
};

/// Customers sheets of all managers, then their follow-up sheets. A function of the
/// options alone.
std::vector<SampleFile> sample_sheets(const SampleOptions& options);

}  // namespace kith
