// The numbers of a chart, read out of a section's table. Not here: where they go on the
// paper.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kith/base/date.hpp"
#include "kith/base/money.hpp"
#include "kith/report/page.hpp"
#include "report/cells.hpp"

namespace kith::report {

/// One value: an integer in the column's own unit, or a real; absent for a null.
struct Number {
  bool present = false;
  std::int64_t whole = 0;
  double real = 0;
};

struct Series {
  std::string name;
  std::vector<Number> points;  ///< one a label
};

/// What all values of a chart have in common.
struct Unit {
  CellKind kind = CellKind::whole;
  std::optional<Currency> currency;
  bool operator==(const Unit&) const = default;
};

struct ChartData {
  std::string label_heading;
  std::vector<std::string> labels;
  std::vector<std::optional<Date>> days;  ///< of labels from a date column
  std::vector<Series> series;
  Unit unit;
  bool mixed_currencies = false;  ///< then there are no series
};

/// Throws unknown_column, wrong_type, missing_value, conflict or overflow, naming
/// "<place>chart.…".
ChartData chart_data(const Section& section, Language language, std::string_view place);

/// The same value for geometry, and as a cell writes it (empty when absent).
double size_of(const Number& number, const Unit& unit);
std::string number_text(const Number& number, const Unit& unit);

/// a += b; throws overflow.
void add_to(Number& a, const Number& b);

}  // namespace kith::report
