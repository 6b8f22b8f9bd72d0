// What is done about customers that were lost.
#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include "kith/view/view.hpp"
#include "view/schemas.hpp"
#include "view/words.hpp"

namespace kith {
namespace {

using namespace view_detail;

enum class CaseState : std::int32_t { overdue = 1, due = 2, open = 3, ended = 4 };
constexpr std::array<CodeWord, 4> kStates{{
    {1, "overdue", "已逾期", "overdue"},
    {2, "due", "今日到期", "due"},
    {3, "open", "进行中", "open"},
    {4, "ended", "已结案", "ended"},
}};
const CodeWord& word_of(CaseState state) {
  return kStates[static_cast<std::size_t>(state) - 1];
}

struct Row {
  std::string key;       ///< of the customer
  std::string customer;  ///< its name
  WinBackCase of;
  PersonKey owner;
  CaseState state = CaseState::open;
  std::int32_t working_days = 0;  ///< left until the deadline, or past it
};

CaseState state_of(const WinBackCase& c, Date as_of) {
  if (c.ended) return CaseState::ended;
  if (!c.said.deadline || as_of < *c.said.deadline) return CaseState::open;
  return as_of == *c.said.deadline ? CaseState::due : CaseState::overdue;
}

/// Open ones by deadline, those without one behind; then what ended, latest first.
auto rank(const Row& row) {
  const bool ended = row.state == CaseState::ended;
  const Date deadline = row.of.said.deadline.value_or(Date::max());
  const std::int32_t day = ended ? -row.of.ended->days() : deadline.days();
  return std::tuple(ended, day, std::string_view(row.key),
                    std::string_view(row.of.said.case_id));
}

std::vector<Why> whys_of(const Row& row) {
  const WinBackCase& c = row.of;
  const std::string n = std::to_string(row.working_days);
  switch (row.state) {
    case CaseState::overdue:
      return {{"case.overdue", {c.said.deadline->iso(), n}}};
    case CaseState::due:
      return {{"case.due", {c.said.deadline->iso()}}};
    case CaseState::ended:
      return {{"case.ended",
               {c.ended->iso(),
                std::string(code_word(c.said.result, Language::chinese)) + "|" +
                    std::string(code_word(c.said.result, Language::english))}}};
    case CaseState::open:
      break;
  }
  if (!c.said.deadline) return {{"case.open", {c.opened.iso()}}};
  return {{"case.running", {c.opened.iso(), c.said.deadline->iso(), n}}};
}

void write(TableWriter& w, const Row& row, Words& words) {
  namespace col = schema::cases;
  const WinBackFact& said = row.of.said;
  put(w, col::customer, row.customer);
  w.text(col::case_id, said.case_id);
  w.text(col::state, word_of(row.state).name);
  w.text(col::state_zh, word_of(row.state).zh);
  w.text(col::result, code_name(said.result));
  w.text(col::result_zh, code_word(said.result, Language::chinese));
  put(w, col::cause, words.word(said.cause, access_field(Field::lost_cause)));
  w.date(col::opened, row.of.opened);
  w.date(col::deadline, said.deadline);
  if (said.deadline && row.state != CaseState::ended) {
    const bool late = row.state == CaseState::overdue;
    w.int32(col::left_wd, late ? 0 : row.working_days);
    w.int32(col::overdue_wd, late ? row.working_days : 0);
  }
  w.date(col::ended, row.of.ended);
  put(w, col::owner, row.owner.text());
  put(w, col::owner_name, words.person(row.owner));
  // What was found out and what came of it are words like those of a touch; what is to
  // be done like those of a step.
  put(w, col::research, words.text(said.research, AccessField::touch_feedback));
  put(w, col::strategy, words.text(said.strategy, AccessField::step_text));
  put(w, col::outcome, words.text(said.outcome, AccessField::touch_feedback));
  w.text(col::customer_key, row.key);
  put_whys(w, col::why_codes, words.whys(whys_of(row)));
  w.end_row();
}

}  // namespace

Table View::cases(const CaseOptions& options) const {
  const auto moment = source_->hold();
  Words words = this->words();
  std::vector<Row> rows;
  const auto visit = [&](const CustomerState& s) {
    for (const WinBackCase& c : s.cases) {
      Row row;
      row.owner = c.said.actor.empty() ? s.ownership.owner : c.said.actor;
      row.state = state_of(c, cut_.as_of);
      if (options.open_only && row.state == CaseState::ended) continue;
      if (!options.owner.empty() && row.owner != options.owner) continue;
      row.key = s.key.text();
      row.customer = words.customer(s);
      row.of = c;
      if (c.said.deadline) {
        const auto n = rules_->calendar().count(cut_.as_of, *c.said.deadline).days;
        row.working_days = n < 0 ? -n : n;
      }
      rows.push_back(std::move(row));
    }
  };
  if (options.customer.empty()) {
    source_->each_for(
        options.owner, cut_, [](const Glance&) { return Look::read; }, visit);
  } else {
    each(options.customer, visit);
  }
  std::sort(rows.begin(), rows.end(),
            [](const Row& a, const Row& b) { return rank(a) < rank(b); });
  if (options.limit > 0 && std::cmp_less(options.limit, rows.size()))
    rows.resize(static_cast<std::size_t>(options.limit));
  TableWriter w(schema::kCases);
  for (const Row& row : rows) write(w, row, words);
  return std::move(w).finish();
}

}  // namespace kith
