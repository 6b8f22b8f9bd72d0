// Pages: tables as one self-contained HTML page, or as a fragment for a notebook.
//
//   Section funnel{.id = "funnel", .title_zh = "漏斗", .title_en = "Funnel", .table =
//   view.funnel()}; funnel.chart = {.kind = Chart::funnel, .label = "stage", .values =
//   {"deals"}}; std::string html = render_page({.language = Language::english, .title =
//   "Review"}, {&funnel, 1});
//
// A page has no script, asks for nothing outside itself (its content policy forbids
// both), and is the same bytes for the same input. Every text of the caller is escaped.
// Not here: what the tables mean.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "kith/base/date.hpp"
#include "kith/base/language.hpp"
#include "kith/base/table.hpp"

namespace kith {

/// How a section draws its table. Append-only.
enum class Chart : std::int32_t {
  none = 0,
  bars =
      1,  ///< one bar a row; several value columns or a series column give bars in groups
  funnel =
      2,  ///< centred bars with each step's share of the step before; one value column
  lines = 3,    ///< one line a series; a date label column is drawn to scale, any other
                ///< evenly; nulls are gaps
  stacked = 4,  ///< one bar a row, its series end to end; negatives to the left of zero
};

/// Which columns a chart draws, by name.
struct ChartSpec {
  Chart kind = Chart::none;
  std::string label;  ///< the column that names a bar or a place on the axis
  std::vector<std::string> values;  ///< int32, int64 or float64 columns of one unit
  /// For tables in long form: one series for each distinct value of this column, in order
  /// of appearance, rows of the same label and series added up. Empty: one series a value
  /// column, one point a row.
  std::string series = {};
};

/// One part of a page: a heading, a few sentences, a chart, and the table that the chart
/// was drawn from.
struct Section {
  std::string
      id;  ///< the anchor; letters, digits, - and _ are kept, anything else is replaced
  std::string title_zh;
  std::string title_en;
  std::string intro_zh =
      {};  ///< for example how the number is defined; empty: no such paragraph
  std::string intro_en = {};
  Table table = {};
  ChartSpec chart = {};
  /// Columns to show, in this order; empty: all. Of a pair x_zh, x_en (or x, x_zh; x,
  /// x_en) only the page's language is shown, whichever is named here; plain "x" names
  /// the pair too.
  std::vector<std::string> columns = {};
  std::int64_t row_limit =
      0;  ///< 0: every row; else the first so many, and a line says how many more
};

struct PageOptions {
  Language language = Language::chinese;
  std::string title;
  std::string period = {};         ///< for example "2023-10"
  std::optional<Date> as_of = {};  ///< printed as an ISO date
  std::string scope = {};          ///< whose customers, for example a team
};

/// The whole page, UTF-8.
///
/// Cells: dates and instants in ISO form, null as an empty cell. An integer column
/// `x_minor` beside a column `x_currency` or `currency` is printed as a decimal amount
/// with thousands separators; when all rows share a currency it stands in the heading
/// and, unless asked for, not in a column of its own. An integer column `x_ppm` is
/// printed as a percentage with one decimal, half to even. Columns named `why…` are set
/// smaller. A heading or text missing in the page's language falls back to the other, a
/// heading then to the name.
///
/// Charts draw at most 40 bars (and say so). No chart is drawn from no rows, from nulls
/// only, or from amounts in several currencies (the page says so).
///
/// Errors (thrown): unknown_column or wrong_type when a section names a column that is
/// not there or draws one that is no number, bad_utf8 for a text that is not UTF-8,
/// overflow for a sum; the field names the place, for example
/// "sections[2].chart.values[0]".
[[nodiscard]] std::string render_page(const PageOptions& options,
                                      std::span<const Section> sections);

/// A table as an HTML fragment with its own style rules, all under class names that begin
/// with "kith-".
[[nodiscard]] std::string render_fragment(const Table& table, Language language,
                                          std::int64_t row_limit = 0);
/// The same with heading, text and chart. Errors as render_page.
[[nodiscard]] std::string render_fragment(const Section& section, Language language);

}  // namespace kith
