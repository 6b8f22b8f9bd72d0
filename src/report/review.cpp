#include "kith/report/review.hpp"

namespace kith {
namespace {

Section section(std::string id, std::string zh, std::string en, Table table) {
  Section s;
  s.id = std::move(id);
  s.title_zh = std::move(zh);
  s.title_en = std::move(en);
  s.table = std::move(table);
  return s;
}

/// The definition of the first row, where the table names one.
void introduce(Section& s) {
  if (s.table.rows() == 0) return;
  s.intro_zh = s.table.cell("definition_zh", 0);
  s.intro_en = s.table.cell("definition_en", 0);
}

Section rates(const View& view, DateSpan period) {
  Section s = section("rates", "转化、复购与流失", "Conversion, repurchase and churn",
                      view.rates({.period = period}));
  s.columns = {"metric", "numerator", "denominator", "ppm", "status", "definition"};
  return s;
}

Section rates_by_owner(const View& view, DateSpan period) {
  const Table all = view.rates({.period = period, .by_owner = true});
  std::vector<std::int64_t> rows;
  const std::int32_t owner = *all.index_of("owner");
  for (std::int64_t i = 0; i < all.rows(); ++i) {
    if (!all.is_null(owner, i)) rows.push_back(i);
  }
  Section s = section("rates-by-owner", "各负责人的转化、复购与流失",
                      "Rates by account manager", take(all, rows));
  s.columns = {"owner_name", "metric", "numerator", "denominator", "ppm", "status"};
  return s;
}

Section funnel(const View& view, DateSpan period) {
  Section s =
      section("funnel", "销售漏斗", "Sales funnel", view.funnel({.period = period}));
  introduce(s);
  s.chart = {.kind = Chart::funnel, .label = "stage", .values = {"reached"}};
  s.columns = {"stage", "reached", "visited", "step_ppm", "cumulative_ppm", "lost_here"};
  return s;
}

Section promises_kept(const View& view) {
  Section s = section("promises", "跟进兑现", "Promises kept", view.promises_kept());
  s.intro_zh = "各负责人、各节奏：按时、宽限内与失约的次数，自建档起。";
  s.intro_en =
      "By account manager and stream: promises kept in time, in grace, and broken since "
      "the book "
      "began.";
  s.chart = {.kind = Chart::stacked,
             .label = "owner_name",
             .values = {"kept"},
             .series = "stream"};
  s.columns = {"owner_name", "stream", "kept",    "in_grace",
               "broken",     "waived", "kept_ppm"};
  s.row_limit = 60;
  return s;
}

Section tier_counts(const View& view) {
  Section s = section("tiers", "客户分级：与计算结果不同者",
                      "Tiers: where the computed one differs", {});
  const Table all = view.tiers();
  const std::int32_t changes = *all.index_of("changes");
  std::vector<std::int64_t> rows;
  for (std::int64_t i = 0; i < all.rows(); ++i) {
    if (all.integer(changes, i) != 0) rows.push_back(i);
  }
  s.table = take(all, rows);
  s.columns = {"customer", "file_tier", "tier", "computed", "why"};
  s.row_limit = 30;
  return s;
}

Section milestones(const View& view) {
  const Table all = view.milestones();
  const std::int32_t breached = *all.index_of("breached");
  std::vector<std::int64_t> rows;
  for (std::int64_t i = 0; i < all.rows(); ++i) {
    if (all.integer(breached, i) != 0) rows.push_back(i);
  }
  Section s = section("milestones", "超时的里程碑", "Milestones past their deadline",
                      take(all, rows));
  s.columns = {"customer",   "deal",       "milestone", "deadline",
               "overdue_wd", "owner_name", "roles",     "why"};
  s.row_limit = 40;
  return s;
}

Section overdue(const View& view) {
  const Table all = view.due({.with_kept = false});
  const std::int32_t days = *all.index_of("overdue_wd");
  std::vector<std::int64_t> rows;
  for (std::int64_t i = 0; i < all.rows(); ++i) {
    if (all.integer(days, i) > 0) rows.push_back(i);
  }
  Section s = section("overdue", "逾期的跟进", "Overdue follow-ups", take(all, rows));
  s.columns = {"customer",   "stream",     "purpose",    "due",
               "overdue_wd", "owner_name", "escalation", "why"};
  s.row_limit = 40;
  return s;
}

}  // namespace

std::vector<Section> review_sections(const View& view, const ReviewOptions& options) {
  std::vector<Section> sections;
  sections.push_back(rates(view, options.period));
  sections.push_back(funnel(view, options.period));
  sections.push_back(rates_by_owner(view, options.period));
  sections.push_back(promises_kept(view));
  sections.push_back(tier_counts(view));
  sections.push_back(milestones(view));
  sections.push_back(overdue(view));
  return sections;
}

std::string review_page(const View& view, const ReviewOptions& options) {
  PageOptions page;
  page.language = options.language;
  page.title = options.language == Language::chinese ? "客户关系复盘"
                                                     : "Customer relationship review";
  page.period = options.period.first.iso() + " – " + options.period.last.iso();
  page.as_of = view.as_of();
  return render_page(page, review_sections(view, options));
}

}  // namespace kith
