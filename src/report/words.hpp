// The few words that a page says itself, in both languages.
#pragma once

#include <string>
#include <string_view>

#include "kith/report/page.hpp"

namespace kith::report {

struct Words {
  std::string_view tag;  ///< of the lang attribute
  std::string_view own_suffix;
  std::string_view other_suffix;
  std::string_view contents, period, as_of, scope, separator;
  std::string_view no_rows, more_before, more_after, minor_units;
  std::string_view bars, funnel, lines, stacked;
  std::string_view series_count, largest, smallest, total;
  std::string_view of_previous_before, of_previous_after;
  std::string_view chart_first_before, chart_first_after, mixed_currencies;
  std::string_view list_stop, sentence_stop;
};

inline constexpr Words kChinese{"zh-CN",
                                "_zh",
                                "_en",
                                "目录",
                                "期间",
                                "截至",
                                "范围",
                                "：",
                                "没有数据行",
                                "……另有 ",
                                " 行",
                                "（最小单位）",
                                "条形图",
                                "漏斗图",
                                "折线图",
                                "堆叠条形图",
                                "个系列",
                                "最大",
                                "最小",
                                "合计",
                                "上一步的 ",
                                "",
                                "图中只画前 ",
                                " 行，其余见表。",
                                "含多种货币，不画图。",
                                "，",
                                "。"};
inline constexpr Words kEnglish{"en",
                                "_en",
                                "_zh",
                                "Contents",
                                "Period",
                                "As of",
                                "Scope",
                                ": ",
                                "No rows",
                                "… and ",
                                " more",
                                " (minor units)",
                                "Bar chart",
                                "Funnel",
                                "Line chart",
                                "Stacked bars",
                                " series",
                                "Largest",
                                "Smallest",
                                "Total",
                                "",
                                " of the step before",
                                "The chart shows the first ",
                                " rows; the table has the rest.",
                                "Several currencies: no chart is drawn.",
                                ", ",
                                ". "};

inline const Words& words(Language language) {
  return language == Language::english ? kEnglish : kChinese;
}

/// The text of the page's language, or the other when that one is empty.
inline std::string_view either(Language language, std::string_view zh,
                               std::string_view en) {
  const bool english = language == Language::english;
  const std::string_view own = english ? en : zh;
  return own.empty() ? (english ? zh : en) : own;
}

}  // namespace kith::report
