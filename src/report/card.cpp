#include "kith/report/card.hpp"

#include <array>

#include "report/html.hpp"

namespace kith {
namespace {

constexpr auto kText = ColumnType::text;
constexpr std::array<ColumnSpec, 3> kFactColumns{{
    {"field_zh", kText, "项目", "Field (zh)", ""},
    {"field_en", kText, "项目(英)", "Field", ""},
    {"value", kText, "内容", "Value", ""},
}};
constexpr TableSchema kFactsOf{"card", kFactColumns};

/// Whether a column, or one of its pair in two languages, has a value in any row.
bool says_something(const Table& table, const std::string& column) {
  for (const char* end : {"", "_zh", "_en"}) {
    const auto at = table.index_of(column + end);
    for (std::int64_t row = 0; at && row < table.rows(); ++row) {
      if (!table.is_null(*at, row)) return true;
    }
  }
  return false;
}

Section section(std::string id, std::string zh, std::string en, Table table,
                std::vector<std::string> columns) {
  Section s;
  s.id = std::move(id);
  s.title_zh = std::move(zh);
  s.title_en = std::move(en);
  s.table = std::move(table);
  for (std::string& column : columns) {
    if (says_something(s.table, column)) s.columns.push_back(std::move(column));
  }
  return s;
}

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

/// "12,000.00 CNY" of a column of minor units, whose currency stands beside it.
std::string amount(const Table& table, std::int32_t column) {
  const std::string_view name = table.spec(column).name;
  const bool budget = name.starts_with("budget");
  const auto beside = table.index_of(budget ? "budget_currency" : "currency");
  if (!beside || table.is_null(*beside, 0)) return {};
  const auto currency = Currency::parse(table.text(*beside, 0));
  if (!currency) return {};
  const Money money{table.integer(column, 0), *currency};
  return report::grouped(money.decimal()) + " " + currency->code();
}

std::string yes_or_no(std::int64_t n, Language language) {
  if (language == Language::chinese) return n != 0 ? "是" : "否";
  return n != 0 ? "yes" : "no";
}

std::string basic_value(const Table& table, std::int32_t column, Language language) {
  const std::string_view name = table.spec(column).name;
  if (ends_with(name, "_minor")) return amount(table, column);
  if (name == "do_not_contact") return yes_or_no(table.integer(column, 0), language);
  const std::string cell = table.cell(name, 0);
  if (name == "stage") {
    if (const auto code = word_code(customer_stage_words(), cell))
      return std::string(word_in(customer_stage_words(), *code, language));
  }
  if (name == "kind" && language == Language::chinese)
    return cell == "person" ? "个人" : "企业";
  return cell;
}

/// The row of a customer turned on its side; what is not known stands in no row.
Table turned(const Table& row, Language language) {
  TableWriter w(kFactsOf);
  for (std::int32_t c = 0; row.rows() > 0 && c < row.columns(); ++c) {
    const ColumnSpec& spec = row.spec(c);
    const bool beside = ends_with(spec.name, "currency") || spec.name == "owner";
    if (beside || row.is_null(c, 0)) continue;
    const std::string value = basic_value(row, c, language);
    if (value.empty()) continue;
    w.text(0, spec.heading_zh);
    w.text(1, spec.heading_en);
    w.text(2, value);
    w.end_row();
  }
  return std::move(w).finish();
}

Table newest_first(const Table& table) {
  std::vector<std::int64_t> rows;
  for (std::int64_t i = table.rows(); i-- > 0;) rows.push_back(i);
  return take(table, rows);
}

Section timeline(const Table& history) {
  Section s = section("timeline", "往来记录", "Timeline", newest_first(history),
                      {"day", "kind", "summary", "author", "in_force"});
  s.row_limit = 60;
  return s;
}

std::vector<Section> sections_of(const CustomerCard& card, const CardOptions& options) {
  std::vector<Section> all;
  const auto add = [&](Section s) {
    if (s.table.rows() > 0) all.push_back(std::move(s));
  };
  add(section("basics", "基本信息", "Basics", turned(card.basics, options.language),
              {"field", "value"}));
  add(section("completeness", "资料完整度", "Completeness", card.completeness,
              {"score_ppm", "filled", "required", "missing", "invalid", "records",
               "records_complete", "records_late", "record_gaps"}));
  add(section(
      "contacts", "联系人", "Contacts", card.contacts,
      {"name", "position", "level", "decision_role", "phone", "mail", "message"}));
  add(section("consent", "联系许可", "Consent and wishes", card.contacts,
              {"contact", "name", "channels", "do_not_contact", "active", "consents",
               "refused", "expired"}));
  add(section("tier", "客户分级", "Tier", card.tier,
              {"tier", "tier_since", "computed", "file_tier", "value_band",
               "potential_band", "value_ppm", "potential_ppm", "why"}));
  add(section("needs", "需求与适配方案", "Needs and what answers them", card.needs,
              {"need", "products", "of_interest"}));
  add(section("promises", "跟进承诺", "Promises", card.promises,
              {"stream", "purpose", "due", "state", "overdue_wd", "why"}));
  add(section("deals", "商机", "Deals", card.deals,
              {"deal", "deal_name", "created", "stage", "end", "reason", "amount_minor",
               "received_minor", "currency", "owner_name"}));
  add(section("milestones", "里程碑", "Milestones", card.milestones,
              {"deal", "milestone", "state", "deadline", "done", "overdue_wd", "why"}));
  add(section("payments", "订单与回款", "Orders and payments",
              newest_first(card.payments),
              {"day", "kind", "order", "deal", "product", "amount_minor", "currency"}));
  add(section("cases", "挽回专案", "Win-back cases", card.cases,
              {"case_id", "state", "cause", "deadline", "owner_name", "research",
               "strategy", "result", "outcome", "why"}));
  add(timeline(card.history));
  return all;
}

}  // namespace

std::vector<Section> card_sections(const View& view, const CustomerKey& customer,
                                   const CardOptions& options) {
  return sections_of(view.card(customer), options);
}

std::string card_page(const View& view, const CustomerKey& customer,
                      const CardOptions& options) {
  const CustomerCard card = view.card(customer);
  PageOptions page;
  page.language = options.language;
  page.title = card.customer;
  page.scope = options.language == Language::chinese ? "客户卡片" : "customer card";
  page.as_of = view.as_of();
  return render_page(page, sections_of(card, options));
}

}  // namespace kith
