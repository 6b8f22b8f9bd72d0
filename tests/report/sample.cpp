#include "report/sample.hpp"

#include <array>
#include <utility>

namespace kith::sample {
namespace {

constexpr std::array kManagerColumns{
    ColumnSpec{"owner", ColumnType::text, "客户经理", "Account manager", "who answers"},
    ColumnSpec{"customers", ColumnType::int64, "客户数", "Customers", "held on the day"},
    ColumnSpec{"kept_ppm", ColumnType::int64, "跟进达成率", "Promises kept",
               "kept / due"},
    ColumnSpec{"revenue_minor", ColumnType::int64, "收入", "Revenue", "in the period"},
    ColumnSpec{"currency", ColumnType::text, "币种", "Currency", "ISO 4217"},
    ColumnSpec{"last_touch", ColumnType::date, "最近跟进", "Last touch", "null: never"},
    ColumnSpec{"why_zh", ColumnType::text, "原因", "Why (Chinese)", ""},
    ColumnSpec{"why_en", ColumnType::text, "原因（英文）", "Why", ""},
};
constexpr TableSchema kManagers{"managers", kManagerColumns};

struct Manager {
  const char* name;
  std::int64_t customers, kept, revenue;
  const char* why_zh;
  const char* why_en;
};

Table managers() {
  const Manager rows[] = {
      {"李晓梅", 128, 934'100, 186'250'000, "应跟进 91 次，按时 85 次",
       "85 of 91 promises kept in time"},
      {"王建国", 96, 812'500, 142'030'050,
       "应跟进 64 次，按时 52 次；有 7 次因请假顺延到下一个工作日",
       "52 of 64 promises kept in time; 7 moved to the next working day by leave"},
      {"Chen & Partners <script>alert('x')</script>", 41, 650'000, -1'280'000,
       "退款多于新订单", "Refunds exceed new orders"},
      {"欧阳诗涵", 12'045, 0, 0, "", ""},
  };
  TableWriter w(kManagers);
  std::int32_t n = 0;
  for (const Manager& row : rows) {
    w.text(0, row.name);
    w.int64(1, row.customers);
    if (n < 3) w.int64(2, row.kept);
    w.int64(3, row.revenue);
    w.text(4, "CNY");
    if (n < 3) w.date(5, Date(19600 + 11 * n));
    w.text(6, row.why_zh);
    w.text(7, row.why_en);
    w.end_row();
    ++n;
  }
  return std::move(w).finish();
}

constexpr std::array kStageColumns{
    ColumnSpec{"stage_zh", ColumnType::text, "阶段", "Stage", ""},
    ColumnSpec{"stage_en", ColumnType::text, "阶段", "Stage", ""},
    ColumnSpec{"deals", ColumnType::int64, "商机数", "Deals", ""},
    ColumnSpec{"median_days", ColumnType::float64, "停留中位数（天）", "Median days", ""},
};
constexpr TableSchema kStages{"stages", kStageColumns};

Table stages() {
  const std::pair<const char*, const char*> names[] = {{"线索", "Lead"},
                                                       {"已联系", "Contacted"},
                                                       {"已报价", "Quoted"},
                                                       {"谈判", "Negotiation"},
                                                       {"成交", "Won"}};
  const std::int64_t deals[] = {420, 263, 131, 58, 37};
  TableWriter w(kStages);
  for (std::size_t i = 0; i < 5; ++i) {
    w.text(0, names[i].first);
    w.text(1, names[i].second);
    w.int64(2, deals[i]);
    if (i < 4) w.float64(3, 2.5 + 3.25 * static_cast<double>(i));
    w.end_row();
  }
  return std::move(w).finish();
}

constexpr std::array kMonthColumns{
    ColumnSpec{"month", ColumnType::text, "月份", "Month", ""},
    ColumnSpec{"new_minor", ColumnType::int64, "新客户收入", "New customers", ""},
    ColumnSpec{"repeat_minor", ColumnType::int64, "老客户收入", "Returning customers",
               ""},
    ColumnSpec{"currency", ColumnType::text, "币种", "Currency", ""},
};
constexpr TableSchema kMonths{"months", kMonthColumns};

Table months() {
  TableWriter w(kMonths);
  for (std::int64_t i = 0; i < 10; ++i) {
    const std::string month = i < 9 ? "2023-0" + std::to_string(i + 1) : "2023-10";
    w.text(0, month);
    if (i != 4) w.int64(1, 21'000'000 + 3'400'000 * ((i * 7) % 5));
    w.int64(2, 42'000'000 + 4'150'000 * i);
    w.text(3, "CNY");
    w.end_row();
  }
  return std::move(w).finish();
}

constexpr std::array kTierColumns{
    ColumnSpec{"region", ColumnType::text, "区域", "Region", ""},
    ColumnSpec{"tier", ColumnType::text, "客户等级", "Tier", ""},
    ColumnSpec{"customers", ColumnType::int32, "客户数", "Customers", ""},
};
constexpr TableSchema kTiers{"tiers", kTierColumns};

Table tiers() {
  TableWriter w(kTiers);
  const char* regions[] = {"华东（上海、江苏、浙江、安徽、福建、江西、山东）", "华南",
                           "西北"};
  const char* names[] = {"A", "B", "C", "D"};
  for (std::int32_t r = 0; r < 3; ++r) {
    for (std::int32_t t = 0; t < 4; ++t) {
      w.text(0, regions[r]);
      w.text(1, names[t]);
      w.int32(2, (4 - r) * (6 + 9 * t));
      w.end_row();
    }
  }
  return std::move(w).finish();
}

constexpr std::array kRiskColumns{
    ColumnSpec{"customer", ColumnType::text, "客户", "Customer", ""},
    ColumnSpec{"deadline", ColumnType::date, "期限", "Deadline", ""},
    ColumnSpec{"open_minor", ColumnType::int64, "未收款", "Open amount", ""},
    ColumnSpec{"currency", ColumnType::text, "币种", "Currency", ""},
    ColumnSpec{"action", ColumnType::text, "措施", "Action", ""},
};
constexpr TableSchema kRisks{"risks", kRiskColumns};

Table risks() {
  TableWriter w(kRisks);
  const char* codes[] = {"CNY", "USD", "JPY"};
  for (std::int32_t i = 0; i < 60; ++i) {
    w.text(0, "示例科技有限公司 " + std::to_string(i + 1));
    w.date(1, Date(19670 + i));
    w.int64(2, 1'250'000 + 99'999 * i);
    w.text(3, codes[i % 3]);
    w.text(4, i % 4 == 0 ? "上门拜访，确认续约条件与付款计划，月底之前回复总部" : "电话");
    w.end_row();
  }
  return std::move(w).finish();
}

Table no_losses() { return TableWriter(kTiers).finish(); }

}  // namespace

PageOptions options(Language language) {
  const bool english = language == Language::english;
  return {.language = language,
          .title = english ? "Review of October 2023" : "2023 年 10 月客户经营复盘",
          .period = "2023-10",
          .as_of = Date(19656),
          .scope = english ? "Sales, East" : "销售一部"};
}

std::vector<Section> sections() {
  std::vector<Section> all;
  all.push_back(
      {.id = "managers",
       .title_zh = "客户经理",
       .title_en = "Account managers",
       .intro_zh = "跟进达成率 = 窗口内完成的应跟进次数 ÷ 窗口已关闭的应跟进次数。",
       .intro_en = "Promises kept = promises met inside their window / promises "
                   "whose window has closed.",
       .table = managers(),
       .chart = {Chart::bars, "owner", {"revenue_minor"}}});
  all.push_back({.id = "funnel",
                 .title_zh = "商机漏斗",
                 .title_en = "Funnel",
                 .table = stages(),
                 .chart = {Chart::funnel, "stage", {"deals"}}});
  all.push_back({.id = "revenue",
                 .title_zh = "收入趋势",
                 .title_en = "Revenue by month",
                 .table = months(),
                 .chart = {Chart::lines, "month", {"new_minor", "repeat_minor"}}});
  all.push_back({.id = "revenue-grouped",
                 .title_zh = "收入对比",
                 .title_en = "Revenue, side by side",
                 .table = months(),
                 .chart = {Chart::bars, "month", {"new_minor", "repeat_minor"}},
                 .row_limit = 3});
  all.push_back({.id = "tiers",
                 .title_zh = "各区域客户等级",
                 .title_en = "Tiers by region",
                 .table = tiers(),
                 .chart = {Chart::stacked, "region", {"customers"}, "tier"}});
  all.push_back({.id = "risks",
                 .title_zh = "风险客户",
                 .title_en = "At risk",
                 .table = risks(),
                 .chart = {Chart::bars, "customer", {"open_minor"}},
                 .row_limit = 8});
  all.push_back({.id = "lost",
                 .title_zh = "流失客户",
                 .title_en = "Lost customers",
                 .table = no_losses(),
                 .chart = {Chart::bars, "region", {"customers"}}});
  return all;
}

}  // namespace kith::sample
