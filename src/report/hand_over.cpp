#include "kith/report/hand_over.hpp"

#include <map>
#include <utility>
#include <vector>

#include "kith/report/page.hpp"

namespace kith {
namespace {

/// One part of the page: rows of a section of the table.
struct Part {
  const char* section;
  bool holds;
  const char* zh;
  const char* en;
  std::vector<std::string> columns;
};

const std::vector<Part>& parts() {
  static const std::vector<Part> all{
      {"customer",
       true,
       "客户与建议接手人",
       "Customers and who could take them",
       {"customer", "tier", "new_owner_name", "room", "why"}},
      {"promise",
       true,
       "未完成承诺",
       "Open promises",
       {"customer", "what", "day", "state", "overdue_wd", "why"}},
      {"deal",
       true,
       "进行中商机",
       "Open deals",
       {"customer", "what", "day", "state", "amount_minor", "currency"}},
      {"receivable",
       true,
       "应收款",
       "Receivables",
       {"customer", "what", "day", "amount_minor", "currency"}},
      {"contact", true, "联系人", "Contacts", {"customer", "what", "state", "phone"}},
      {"promise",
       false,
       "参与的下一步",
       "Steps at others' customers",
       {"customer", "what", "day", "state", "overdue_wd"}},
      {"deal",
       false,
       "参与的商机",
       "Deals at others' customers",
       {"customer", "what", "day", "state", "amount_minor", "currency"}},
      {"receivable",
       false,
       "参与的应收款",
       "Receivables at others' customers",
       {"customer", "what", "day", "amount_minor", "currency"}},
  };
  return all;
}

Table rows_of(const Table& table, const Part& part) {
  std::vector<std::int64_t> rows;
  for (std::int64_t i = 0; i < table.rows(); ++i) {
    if (table.cell("section", i) == part.section &&
        (table.cell("holds", i) == "1") == part.holds)
      rows.push_back(i);
  }
  return take(table, rows);
}

/// How many customers, and how many of them nobody can take.
void count(Section& s) {
  std::int64_t left = 0;
  for (std::int64_t i = 0; i < s.table.rows(); ++i)
    left += s.table.cell("new_owner", i).empty() ? 1 : 0;
  const std::string all = std::to_string(s.table.rows());
  s.intro_zh = "共" + all + "个客户，" + std::to_string(left) + "个暂无人可接手。";
  s.intro_en = all + " customers, of whom nobody can take " + std::to_string(left) + ".";
}

std::string name_of(const View& view, const PersonKey& person) {
  const TextRef ref =
      view.source().rules(std::nullopt)->directory().find(person, view.as_of())->name;
  const std::string name = view.source().text(ref);
  return name.empty() ? person.text() : name;
}

}  // namespace

std::string hand_over_page(const View& view, const PersonKey& leaver,
                           const HandOverPageOptions& options) {
  const Table table = view.hand_over(leaver, "page", Instant()).table;
  std::vector<Section> sections;
  for (const Part& part : parts()) {
    Section s;
    s.table = rows_of(table, part);
    if (s.table.rows() == 0) continue;
    s.id = std::string(part.section) + (part.holds ? "" : "-others");
    s.title_zh = part.zh;
    s.title_en = part.en;
    s.columns = part.columns;
    if (part.holds && s.id == "customer") count(s);
    sections.push_back(std::move(s));
  }
  PageOptions page;
  page.language = options.language;
  const bool zh = options.language == Language::chinese;
  page.title = (zh ? "客户交接：" : "Hand-over: ") + name_of(view, leaver);
  page.as_of = view.as_of();
  return render_page(page, sections);
}

}  // namespace kith
