// The page as bytes: escaping, cells, columns, charts' geometry. How it looks is for
// page_check.py and an eye.
#include "kith/report/page.hpp"

#include <gtest/gtest.h>

#include <array>
#include <charconv>
#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

#include "kith/base/error.hpp"
#include "report/sample.hpp"

namespace kith {
namespace {

constexpr std::array kColumns{
    ColumnSpec{"name", ColumnType::text, "名称", "Name", "a <name>"},
    ColumnSpec{"count", ColumnType::int64, "数量", "Count", ""},
    ColumnSpec{"other", ColumnType::int64, "另一数量", "Other", ""},
    ColumnSpec{"kept_ppm", ColumnType::int64, "达成率", "Kept", ""},
    ColumnSpec{"paid_minor", ColumnType::int64, "已付", "Paid", ""},
    ColumnSpec{"currency", ColumnType::text, "币种", "Currency", ""},
    ColumnSpec{"day", ColumnType::date, "日期", "Day", ""},
    ColumnSpec{"at", ColumnType::instant, "时刻", "At", ""},
    ColumnSpec{"score", ColumnType::float64, "估计", "Estimate", ""},
    ColumnSpec{"why_zh", ColumnType::text, "原因", "Why zh", ""},
    ColumnSpec{"why_en", ColumnType::text, "原因en", "Why", ""},
};
constexpr TableSchema kSchema{"things", kColumns};
enum : std::int32_t {
  name,
  count,
  other,
  kept,
  paid,
  currency,
  day,
  at,
  score,
  why_zh,
  why_en
};

Table counts(const std::vector<std::int64_t>& values) {
  TableWriter w(kSchema);
  for (std::size_t i = 0; i < values.size(); ++i) {
    w.text(name, "row" + std::to_string(i));
    w.int64(count, values[i]);
    w.end_row();
  }
  return std::move(w).finish();
}

Section section_of(Table table, std::vector<std::string> columns = {}) {
  return {.id = "s",
          .title_zh = "标题",
          .title_en = "Title",
          .table = std::move(table),
          .columns = std::move(columns)};
}

std::string page_of(const Section& section, Language language = Language::english) {
  return render_page({.language = language, .title = "T"}, {&section, 1});
}

std::size_t times(const std::string& text, std::string_view piece) {
  std::size_t n = 0;
  for (std::size_t i = text.find(piece); i != std::string::npos;
       i = text.find(piece, i + 1))
    ++n;
  return n;
}

bool has(const std::string& text, std::string_view piece) {
  return times(text, piece) > 0;
}

// Every value of an attribute in <tag …>, in order.
std::vector<double> numbers(const std::string& html, const std::string& tag,
                            const std::string& attribute) {
  std::vector<double> out;
  for (std::size_t i = html.find("<" + tag + " "); i != std::string::npos;
       i = html.find("<" + tag + " ", i + 1)) {
    const std::string head = html.substr(i, html.find('>', i) - i);
    const std::size_t a = head.find(" " + attribute + "=\"");
    if (a == std::string::npos) continue;
    double number = 0;
    std::from_chars(&head[a + attribute.size() + 3], head.data() + head.size(), number);
    out.push_back(number);
  }
  return out;
}

// The widths of coloured bars: those with a tooltip, not the tracks behind them.
std::vector<double> bar_widths(std::string html) {
  for (std::size_t i;
       (i = html.find("<rect x=\"0\" width=\"100%\"")) != std::string::npos;) {
    html.erase(i, 5);
  }
  return numbers(html, "rect", "width");
}

std::string one_cell(std::int32_t column, const auto& write) {
  TableWriter w(kSchema);
  write(w);
  w.end_row();
  const std::string html =
      page_of(section_of(std::move(w).finish(),
                         {std::string(kColumns[static_cast<std::size_t>(column)].name)}));
  const std::size_t from = html.find('>', html.find("<td")) + 1;
  return html.substr(from, html.find("</td>") - from);
}

TEST(Escaping, FiveCharactersEverywhere) {
  const std::string bad = "<script>&\"'";
  const std::string good = "&lt;script&gt;&amp;&quot;&#39;";
  TableWriter w(kSchema);
  w.text(name, bad);
  w.int64(count, 3);
  w.text(why_en, bad);
  w.end_row();
  Section section = section_of(std::move(w).finish());
  section.id = bad;
  section.title_en = section.intro_en = bad;
  section.chart = {Chart::bars, "name", {"count"}};
  const std::string html = render_page(
      {.language = Language::english, .title = bad, .period = bad, .scope = bad},
      {&section, 1});
  EXPECT_FALSE(has(html, "<script"));
  // title, h1, period, scope, h2, intro, region label, svg title, desc twice, bar label,
  // tooltip, two cells
  EXPECT_EQ(times(html, good), 14U);
  EXPECT_TRUE(has(html, "<section id=\"-script----\">"));
}

TEST(Escaping, ControlCharactersBecomeReplacements) {
  EXPECT_EQ(one_cell(name,
                     [](TableWriter& w) {
                       w.text(name,
                              "a\x01"
                              "b\x1b"
                              "c");
                     }),
            "a\xEF\xBF\xBD"
            "b\xEF\xBF\xBD"
            "c");
}

TEST(Escaping, TextThatIsNotUtf8IsRefusedByName) {
  Section section = section_of(counts({1}));
  section.intro_zh = "\xff";
  try {
    (void)page_of(section);
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.reason(), Reason::bad_utf8);
    EXPECT_EQ(error.field(), "sections[0].intro_zh");
  }
}

TEST(Page, AsksForNothingAndRunsNothing) {
  for (const Language language : {Language::chinese, Language::english}) {
    const std::string html = render_page(sample::options(language), sample::sections());
    EXPECT_FALSE(has(html, "<script"));
    EXPECT_FALSE(has(html, "http:"));
    EXPECT_FALSE(has(html, "https:"));
    EXPECT_FALSE(has(html, "url("));
    EXPECT_FALSE(has(html, "@import"));
    EXPECT_FALSE(has(html, " src="));
    EXPECT_FALSE(has(html, "<link"));
    EXPECT_EQ(times(html, "http"), 1U);  // http-equiv, of the content policy
    EXPECT_TRUE(has(html, "default-src 'none'; style-src 'unsafe-inline'"));
  }
}

TEST(Page, SameBytesForSameInput) {
  EXPECT_EQ(render_page(sample::options(Language::chinese), sample::sections()),
            render_page(sample::options(Language::chinese), sample::sections()));
}

TEST(Page, SpeaksBothLanguages) {
  const std::string zh =
      render_page(sample::options(Language::chinese), sample::sections());
  const std::string en =
      render_page(sample::options(Language::english), sample::sections());
  EXPECT_TRUE(has(zh, "<html lang=\"zh-CN\">"));
  EXPECT_TRUE(has(en, "<html lang=\"en\">"));
  EXPECT_TRUE(has(zh, "<dt>截至：</dt><dd>2023-10-26</dd>"));
  EXPECT_TRUE(has(en, "<dt>As of: </dt><dd>2023-10-26</dd>"));
  EXPECT_TRUE(has(zh, "<h2>商机漏斗</h2>"));
  EXPECT_TRUE(has(en, "<h2>Funnel</h2>"));
  EXPECT_TRUE(has(zh, "<a href=\"#funnel\">商机漏斗</a>"));
  EXPECT_TRUE(has(zh, ">收入（CNY）</th>"));
  EXPECT_TRUE(has(en, ">Revenue (CNY)</th>"));
  EXPECT_TRUE(has(zh, "应跟进 91 次") && !has(zh, "85 of 91"));
  EXPECT_TRUE(has(en, "85 of 91") && !has(en, "应跟进 91 次"));
  EXPECT_TRUE(has(zh, "……另有 52 行"));
  EXPECT_TRUE(has(en, "… and 52 more"));
  EXPECT_TRUE(has(zh, "没有数据行"));
  EXPECT_TRUE(has(en, "No rows"));
  EXPECT_TRUE(has(zh, "上一步的 62.6%"));
  EXPECT_TRUE(has(en, "62.6% of the step before"));
}

TEST(Page, FallsBackToTheOtherLanguage) {
  Section section = section_of(counts({1}));
  section.title_en = "";
  section.intro_zh = "说明";
  const std::string html = page_of(section);
  EXPECT_TRUE(has(html, "<h2>标题</h2>"));
  EXPECT_TRUE(has(html, "<p class=\"intro\">说明</p>"));
}

TEST(Page, AnchorsAreUnique) {
  std::vector<Section> sections(4, section_of(counts({1})));
  sections[2].id = "kith-s-title";
  sections[3].id = "s-2";
  for (Section& s : sections) s.chart = {Chart::bars, "name", {"count"}};
  const std::string html = render_page({.title = "T"}, sections);
  std::vector<std::string> ids;
  for (std::size_t i = html.find(" id=\""); i != std::string::npos;
       i = html.find(" id=\"", i + 1)) {
    ids.push_back(html.substr(i + 5, html.find('"', i + 5) - i - 5));
  }
  ASSERT_EQ(ids.size(), 12U);
  for (const std::string& id : ids)
    EXPECT_EQ(times(html, " id=\"" + id + "\""), 1U) << id;
}

TEST(Page, EmptyTables) {
  EXPECT_TRUE(has(page_of(section_of(Table())), "No rows"));
  const std::string html = page_of(section_of(counts({})), Language::chinese);
  EXPECT_TRUE(has(html, "没有数据行"));
  EXPECT_TRUE(has(html, ">名称</th>"));
  EXPECT_FALSE(has(html, "<svg"));
  EXPECT_TRUE(has(render_page({.title = "T"}, {}), "<main>\n</main>"));
}

TEST(Cells, Formats) {
  const auto whole = [](std::int64_t v) {
    return one_cell(count, [v](TableWriter& w) { w.int64(count, v); });
  };
  EXPECT_EQ(whole(0), "0");
  EXPECT_EQ(whole(9999), "9999");
  EXPECT_EQ(whole(-10000), "-10,000");
  EXPECT_EQ(whole(INT64_MIN), "-9,223,372,036,854,775,808");
  const auto ppm = [](std::int64_t v) {
    return one_cell(kept, [v](TableWriter& w) { w.int64(kept, v); });
  };
  EXPECT_EQ(ppm(0), "0.0%");
  EXPECT_EQ(ppm(1'000'000), "100.0%");
  EXPECT_EQ(ppm(123'499), "12.3%");
  EXPECT_EQ(ppm(123'500), "12.4%");  // half to even: 123.5 tenths → 124
  EXPECT_EQ(ppm(124'500), "12.4%");
  EXPECT_EQ(ppm(124'501), "12.5%");
  EXPECT_EQ(ppm(-500), "0.0%");
  EXPECT_EQ(ppm(-1'500), "-0.2%");
  EXPECT_EQ(ppm(INT64_MIN), "-922,337,203,685,477.6%");
  EXPECT_EQ(one_cell(day, [](TableWriter& w) { w.date(day, Date(19656)); }),
            "2023-10-26");
  EXPECT_EQ(one_cell(score, [](TableWriter& w) { w.float64(score, 12345.678); }),
            "12,345.7");
  EXPECT_EQ(one_cell(score, [](TableWriter& w) { w.float64(score, 1.005); }), "1.00");
  EXPECT_EQ(one_cell(score, [](TableWriter& w) { w.float64(score, 0.012345); }),
            "0.0123");
  EXPECT_EQ(one_cell(count, [](TableWriter& w) { w.int64(other, 1); }), "");
}

Table payments(const std::vector<std::pair<std::int64_t, const char*>>& rows) {
  TableWriter w(kSchema);
  for (const auto& [minor, code] : rows) {
    w.text(name, "n");
    w.int64(paid, minor);
    if (code != nullptr) w.text(currency, code);
    w.end_row();
  }
  return std::move(w).finish();
}

TEST(Cells, MoneyInOneCurrencyNamesItInTheHeading) {
  const std::string html =
      page_of(section_of(payments({{123'456'789, "CNY"}, {-5, "CNY"}})));
  EXPECT_TRUE(has(html, ">Paid (CNY)</th>"));
  EXPECT_FALSE(has(html, ">Currency</th>"));
  EXPECT_TRUE(has(html, ">1,234,567.89</td>"));
  EXPECT_TRUE(has(html, ">-0.05</td>"));
}

TEST(Cells, MoneyInSeveralCurrenciesNamesThemByRow) {
  const Table table = payments({{123'456, "CNY"}, {123'456, "JPY"}, {7, nullptr}});
  const std::string wide = page_of(section_of(table));
  EXPECT_TRUE(has(wide, ">Paid</th>") && has(wide, ">Currency</th>"));
  EXPECT_TRUE(has(wide, ">1,234.56</td>") && has(wide, ">123,456</td>"));
  EXPECT_TRUE(has(wide, ">7 (minor units)</td>"));
  const std::string narrow = page_of(section_of(table, {"paid_minor"}));
  EXPECT_TRUE(has(narrow, ">CNY 1,234.56</td>") && has(narrow, ">JPY 123,456</td>"));
}

TEST(Cells, NumbersStandRightAndReasonsSmall) {
  const std::string html = page_of(section_of(counts({7}), {"name", "count", "why_zh"}));
  EXPECT_TRUE(has(html, "<th scope=\"col\" class=\"kith-number\">Count</th>"));
  EXPECT_TRUE(has(html, "<td class=\"kith-number\">7</td>"));
  EXPECT_TRUE(has(html, "<td class=\"kith-why\"></td>"));
  EXPECT_TRUE(has(html, ">Why</th>"));  // the page's language, though the other was named
  EXPECT_FALSE(has(html, ">Why zh</th>"));
}

TEST(Columns, ChosenInOrderAndRefusedByName) {
  const std::string html = page_of(section_of(counts({7}), {"count", "name"}));
  EXPECT_LT(html.find(">Count</th>"), html.find(">Name</th>"));
  EXPECT_EQ(times(html, "<th "), 2U);
  try {
    (void)page_of(section_of(counts({7}), {"count", "colour"}));
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.reason(), Reason::unknown_column);
    EXPECT_EQ(error.field(), "sections[0].columns[1]");
  }
}

TEST(Columns, RowLimit) {
  Section section = section_of(counts({1, 2, 3, 4, 5}));
  section.row_limit = 2;
  EXPECT_EQ(times(page_of(section), "<tr><td"), 2U);
  EXPECT_TRUE(has(page_of(section), "… and 3 more"));
  section.row_limit = 5;
  EXPECT_FALSE(has(page_of(section), " more</p>"));
}

Section drawn(Table table, ChartSpec chart) {
  Section section = section_of(std::move(table));
  section.chart = std::move(chart);
  return section;
}

TEST(Bars, WidthsAreProportional) {
  const std::string html =
      page_of(drawn(counts({40, 10, 0, 25}), {Chart::bars, "name", {"count"}}));
  EXPECT_EQ(bar_widths(html), (std::vector<double>{100, 25, 0, 62.5}));
  EXPECT_TRUE(has(html, "role=\"img\""));
  EXPECT_TRUE(has(html, "aria-labelledby=\"kith-s-title kith-s-desc\""));
  EXPECT_TRUE(has(html,
                  "<desc id=\"kith-s-desc\">Bar chart: Name × Count. Largest: row0: 40. "
                  "Smallest: row2: 0.</desc>"));
  EXPECT_LT(html.find("</svg>"), html.find("<table"));
}

TEST(Bars, NegativesLieLeftOfZero) {
  const std::string html =
      page_of(drawn(counts({-25, 75}), {Chart::bars, "name", {"count"}}));
  EXPECT_EQ(bar_widths(html), (std::vector<double>{25, 75}));
  EXPECT_TRUE(has(html, "<rect x=\"0.00%\" y=\"19.00\" width=\"25.00%\""));
  EXPECT_TRUE(has(html, "<rect x=\"25.00%\" y=\"59.00\" width=\"75.00%\""));
  EXPECT_EQ(times(html, "<line stroke=\"#52606d\" x1=\"25.00%\""), 2U);
}

TEST(Bars, SeveralColumnsShareAScaleAndALegend) {
  TableWriter w(kSchema);
  w.text(name, "n");
  w.int64(count, 50);
  w.int64(other, 100);
  w.end_row();
  const std::string html =
      page_of(drawn(std::move(w).finish(), {Chart::bars, "name", {"count", "other"}}));
  const auto widths = bar_widths(html);  // two keys of the legend, then the bars
  ASSERT_EQ(widths.size(), 4U);
  EXPECT_DOUBLE_EQ(widths[3], 2 * widths[2]);
  EXPECT_TRUE(has(html, "</svg>Other</li>"));
}

TEST(Bars, NoMoreThanForty) {
  const std::string html = page_of(
      drawn(counts(std::vector<std::int64_t>(45, 3)), {Chart::bars, "name", {"count"}}));
  EXPECT_EQ(bar_widths(html).size(), 40U);
  EXPECT_TRUE(has(html, "The chart shows the first 40 rows"));
  EXPECT_EQ(times(html, "<tr><td"), 45U);
}

TEST(Bars, NullsAndEmptyDrawNothing) {
  TableWriter w(kSchema);
  w.end_row();
  EXPECT_FALSE(has(
      page_of(drawn(std::move(w).finish(), {Chart::bars, "name", {"count"}})), "<svg"));
  EXPECT_FALSE(
      has(page_of(drawn(counts({}), {Chart::lines, "name", {"count"}})), "<svg"));
  const std::string zeros =
      page_of(drawn(counts({0, 0}), {Chart::bars, "name", {"count"}}));
  EXPECT_EQ(bar_widths(zeros), (std::vector<double>{0, 0}));
}

TEST(Bars, ExtremesStayFinite) {
  for (const Chart kind : {Chart::bars, Chart::lines, Chart::funnel, Chart::stacked}) {
    const std::string html =
        page_of(drawn(counts({INT64_MAX, 1, INT64_MIN}), {kind, "name", {"count"}}));
    for (const char* bad : {"inf%", "nan%", "\"inf", "\"nan", "-inf", "-nan"}) {
      EXPECT_FALSE(has(html, bad)) << bad;
    }
    for (const double width : numbers(html, "rect", "width")) EXPECT_GE(width, 0);
  }
}

TEST(Stacked, SeriesColumnAddsUpAndLiesEndToEnd) {
  TableWriter w(kSchema);
  const auto row = [&w](const char* label, const char* series, std::int64_t value) {
    w.text(name, label);
    w.text(why_zh, series);
    w.text(why_en, series);
    w.int64(count, value);
    w.end_row();
  };
  row("east", "A", 30);
  row("east", "B", 50);
  row("west", "B", 10);
  row("east", "A", 20);
  const std::string html =
      page_of(drawn(std::move(w).finish(), {Chart::stacked, "name", {"count"}, "why"}));
  const auto widths = bar_widths(html);
  EXPECT_EQ(widths, (std::vector<double>{12, 12, 50, 50, 10}));
  EXPECT_TRUE(has(html, "<rect x=\"50.00%\" y=\"19.00\" width=\"50.00%\""));
  EXPECT_TRUE(has(html, "Total 100<"));
  EXPECT_TRUE(has(html, "<title>east · A: 50</title>"));
}

TEST(Funnel, CentredWithShares) {
  const std::string html =
      page_of(drawn(counts({200, 50, 49}), {Chart::funnel, "name", {"count"}}));
  EXPECT_EQ(bar_widths(html), (std::vector<double>{100, 25, 24.5}));
  EXPECT_TRUE(has(html, "<rect x=\"37.50%\""));
  EXPECT_TRUE(has(html, "25.0% of the step before · 50<"));
  EXPECT_TRUE(has(html, "98.0% of the step before · 49<"));
}

TEST(Lines, PointsOnTheAxis) {
  TableWriter w(kSchema);
  for (const std::int32_t d : {0, 1, 2, 10}) {
    w.date(day, Date(d));
    if (d != 1) w.int64(count, 10 * d);
    w.end_row();
  }
  const std::string html =
      page_of(drawn(std::move(w).finish(), {Chart::lines, "day", {"count"}}));
  // to scale between 12 % and 96 %: day 2 of 10 at 28.8 %
  EXPECT_EQ(numbers(html, "circle", "cx"), (std::vector<double>{12, 28.8, 96}));
  // axis 0 … 100 over 190 px below 12 px
  EXPECT_EQ(numbers(html, "circle", "cy"), (std::vector<double>{202, 164, 12}));
  // the null parts the stroke
  EXPECT_TRUE(has(html, "points=\"120.00,202.00\""));
  EXPECT_TRUE(has(html, "points=\"288.00,164.00 960.00,12.00\""));
}

TEST(Charts, RefuseWhatTheyCannotDraw) {
  const auto reason = [](ChartSpec chart) {
    try {
      (void)page_of(drawn(counts({1}), std::move(chart)));
    } catch (const Error& error) {
      return std::string(reason_name(error.reason())) + " " + error.field();
    }
    return std::string("drawn");
  };
  EXPECT_EQ(reason({Chart::bars, "nam", {"count"}}),
            "unknown_column sections[0].chart.label");
  EXPECT_EQ(reason({Chart::bars, "name", {}}), "missing_value sections[0].chart.values");
  EXPECT_EQ(reason({Chart::bars, "name", {"day"}}),
            "wrong_type sections[0].chart.values[0]");
  EXPECT_EQ(reason({Chart::bars, "name", {"count", "kept_ppm"}}),
            "wrong_type sections[0].chart.values[1]");
  EXPECT_EQ(reason({Chart::funnel, "name", {"count", "other"}}),
            "conflict sections[0].chart.values");
  EXPECT_EQ(reason({Chart::bars, "name", {"count"}, "x"}),
            "unknown_column sections[0].chart.series");
}

TEST(Charts, SumThatDoesNotFitIsRefused) {
  TableWriter w(kSchema);
  for (int i = 0; i < 2; ++i) {
    w.text(name, "n");
    w.int64(count, INT64_MAX);
    w.end_row();
  }
  try {
    (void)page_of(drawn(std::move(w).finish(), {Chart::bars, "name", {"count"}, "name"}));
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.reason(), Reason::overflow);
    EXPECT_EQ(error.row(), 1);
  }
}

TEST(Charts, SeveralCurrenciesAreNotCompared) {
  const Table table = payments({{5, "CNY"}, {5, "USD"}});
  const std::string html = page_of(drawn(table, {Chart::bars, "name", {"paid_minor"}}));
  EXPECT_FALSE(has(html, "<svg"));
  EXPECT_TRUE(has(html, "Several currencies"));
}

TEST(Fragment, ScopedAndWhole) {
  const std::string html = render_fragment(counts({1, 2, 3}), Language::chinese, 2);
  EXPECT_EQ(html.rfind("<div class=\"kith\" lang=\"zh-CN\"><style>", 0), 0U);
  EXPECT_FALSE(has(html, "<html") || has(html, "body{") || has(html, "<h2"));
  EXPECT_TRUE(has(html, "……另有 1 行"));
  const std::string chart = render_fragment(
      drawn(counts({1, 2}), {Chart::bars, "name", {"count"}}), Language::english);
  EXPECT_TRUE(has(chart, "<svg") && has(chart, "<h2>Title</h2>"));
}

// Writes the sample pages where KITH_REPORT_OUT says, for page_check.py and for eyes.
TEST(Sample, WritesPages) {
  const char* folder = std::getenv("KITH_REPORT_OUT");
  if (folder == nullptr) GTEST_SKIP() << "KITH_REPORT_OUT is not set";
  for (const Language language : {Language::chinese, Language::english}) {
    const std::string tag = language == Language::chinese ? "zh" : "en";
    std::ofstream out(std::string(folder) + "/sample-" + tag + ".html", std::ios::binary);
    out << render_page(sample::options(language), sample::sections());
    EXPECT_TRUE(out.good());
  }
}

}  // namespace
}  // namespace kith
