// Which promises stand on another day because the rules changed, the facts of customers
// held fixed (docs/decisions/018-before-adoption.md).
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "kith/view/view.hpp"
#include "view/first_rows.hpp"
#include "view/group_log.hpp"
#include "view/schemas_ahead.hpp"
#include "view/words.hpp"

namespace kith {
namespace {

using namespace view_detail;
namespace col = schema::moved;

/// A stream, or a next step by its event key.
using Asked = std::pair<std::string, EventKey>;
/// By what is asked for, the next promise that is not kept yet.
using Next = std::map<Asked, PromiseRow>;

std::tuple<Date, PromiseState> place_of(const PromiseRow& row) {
  return {row.due.value_or(Date::max()), row.state};
}

Next next_promises(const CadenceState& state, Date as_of, const CadenceRules& rules) {
  Next next;
  for (PromiseRow& row : promises_ahead(state, as_of, rules)) {
    if (row.state == PromiseState::kept || row.state == PromiseState::no_cadence)
      continue;
    if (row.state == PromiseState::undated) row.state = PromiseState::open;
    const auto [it, fresh] = next.try_emplace({row.stream, row.step});
    // A stream that changed its kind runs as both to the end of its bucket.
    if (fresh || place_of(row) < place_of(it->second)) it->second = std::move(row);
  }
  return next;
}

/// What a row tells of one side; none: not asked for.
struct Side {
  std::optional<Date> due;
  std::optional<PromiseState> state;
  bool provisional = false;
};
Side side_of(const PromiseRow* row) {
  if (row == nullptr) return {};
  return {row->due, row->state, row->provisional};
}

struct Change {
  std::string_view code;
  std::string_view zh;
};
Change change_of(const Side& before, const Side& now) {
  if (!before.state) return {"added", "新增"};
  if (!now.state) return {"ended", "取消"};
  return {"moved", "改期"};
}

struct Row {
  CustomerKey key;
  TextRef name;
  PersonKey owner;
  std::string tier;
  Asked asked;
  std::string stream_zh;
  Side before;
  Side now;
};

auto rank(const Row& row) {
  return std::tuple(row.now.due.value_or(Date::max()), std::string_view(row.key.text()),
                    std::string_view(row.asked.first),
                    std::string_view(row.asked.second.source),
                    std::string_view(row.asked.second.key));
}

/// What differs, of one customer.
void compare(const CustomerState& s, const Next& before, const Next& now,
             FirstRows<Row>& rows) {
  const auto add = [&](const Asked& asked, const PromiseRow* then,
                       const PromiseRow* row) {
    const Side from = side_of(then), to = side_of(row);
    if (from.due == to.due && from.state == to.state) return;
    const BilingualText& words = (row == nullptr ? then : row)->stream_words;
    rows.add({s.key, s.profile.name(), s.ownership.owner, s.tiering.tier, asked, words.zh,
              from, to});
  };
  for (const auto& [asked, row] : now) {
    const auto then = before.find(asked);
    add(asked, then == before.end() ? nullptr : &then->second, &row);
  }
  for (const auto& [asked, row] : before) {
    if (now.count(asked) == 0) add(asked, &row, nullptr);
  }
}

void put_state(TableWriter& w, std::int32_t column,
               const std::optional<PromiseState>& state) {
  if (!state) return;
  w.text(column, code_name(*state));
  w.text(column + 1, code_word(*state, Language::chinese));
}

void write(TableWriter& w, const Row& row, const Calendar& calendar, Words& words) {
  const std::string name = words.text(row.name, AccessField::customer_name);
  put(w, col::customer, name.empty() ? row.key.text() : name);
  put(w, col::owner, row.owner.text());
  put(w, col::owner_name, words.person(row.owner));
  put(w, col::tier, row.tier);
  put(w, col::stream, row.asked.first);
  put(w, col::stream_zh, row.stream_zh);
  w.date(col::due_before, row.before.due);
  w.date(col::due, row.now.due);
  bool provisional = row.before.provisional || row.now.provisional;
  if (row.before.due && row.now.due) {
    const CountAnswer moved = calendar.count(*row.before.due, *row.now.due);
    w.int32(col::moved_wd, moved.days);
    provisional = provisional || moved.provisional;
  }
  const Change change = change_of(row.before, row.now);
  w.text(col::change, change.code);
  w.text(col::change_zh, change.zh);
  put_state(w, col::state_before, row.before.state);
  put_state(w, col::state, row.now.state);
  w.int32(col::provisional, provisional ? 1 : 0);
  put(w, col::customer_key, row.key.text());
  put(w, col::step_source, row.asked.second.source);
  put(w, col::step_key, row.asked.second.key);
  w.end_row();
}

}  // namespace

Table View::moved(const MovedOptions& options) const {
  if (options.known_at == Instant()) {
    throw invalid(Reason::missing_value,
                  "since when: an instant before the rules changed")
        .at("known_at");
  }
  const auto moment = source_->hold();
  FirstRows<Row> rows(options.limit);
  const CadenceRules cadence = rules_->cadence();
  std::shared_ptr<const Rules> then;  // asked for behind a log: states have none
  const auto visit = [&](const CustomerState& s) {
    const auto logs = logs_of(*source_, *rules_, s.key, cut_.known_at);
    if (!then) then = source_->rules(options.known_at);
    if (then->fingerprint() == rules_->fingerprint()) return false;
    const CustomerState before = fold_logs(s.key, logs, *then, cut_.as_of);
    compare(s, next_promises(before.cadence, cut_.as_of, then->cadence()),
            next_promises(s.cadence, cut_.as_of, cadence), rows);
    return true;
  };
  if (options.owner.empty()) {
    source_->each(cut_, visit);
  } else {
    source_->each_of_owner(options.owner, cut_, visit);
  }
  TableWriter w(schema::kMoved);
  Words words = this->words();
  for (const Row& row : std::move(rows).take()) write(w, row, rules_->calendar(), words);
  return std::move(w).finish();
}

}  // namespace kith
