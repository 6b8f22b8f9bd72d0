// Who is overdue: the morning list in its shortest form, told without reading states
// where the source knows enough.
#include <map>
#include <string_view>
#include <tuple>

#include "kith/view/view.hpp"
#include "view/customer_promise.hpp"
#include "view/first_rows.hpp"
#include "view/listed_on.hpp"
#include "view/schemas.hpp"
#include "view/words.hpp"

namespace kith {
namespace view_detail {
namespace {

struct Overdue {
  Date due;
  std::string key;
  std::string tier;
  std::string owner;  ///< empty where one is asked for
};

// As the morning list ranks what is overdue.
using Rank = std::tuple<Date, bool, std::string_view, std::string_view, std::string_view>;

Rank rank(const Overdue& x) { return {x.due, x.tier.empty(), x.tier, x.key, x.owner}; }

Rank first_rank(const Glance& g) {
  return {g.outlook.first_due, g.tier.empty(), g.tier, g.key, {}};
}

/// The earliest overdue day of each person with something overdue.
std::map<PersonKey, Date> overdue_of(const CustomerState& state, Date as_of,
                                     const CadenceRules& rules) {
  std::map<PersonKey, Date> days;
  for (const PromiseRow& row : promises(state.cadence, as_of, rules)) {
    if (row.state != PromiseState::overdue) continue;
    const auto [it, fresh] = days.try_emplace(keeper_of(row, state), *row.due);
    if (!fresh) it->second = std::min(it->second, *row.due);
  }
  return days;
}

}  // namespace
}  // namespace view_detail

Table View::overdue(const OverdueOptions& options) const {
  using namespace view_detail;
  namespace col = schema::overdue;
  const auto moment = source_->hold();
  const CadenceRules cadence = rules_->cadence();
  const std::vector<PersonKey> people =
      listed_on(options.owner, rules_->directory(), cut_.as_of);
  const bool of_one = people.size() == 1 && !people.front().empty();
  FirstRows<Overdue> first(options.limit);
  PersonKey person;  // whose list is told; empty: everybody's
  const auto owned_by = [&](const PersonKey& owner) {
    return of_one ? std::string() : owner.text();
  };
  const auto look = [&](const Glance& g) {
    if (!g.is_known()) return Look::read;
    const Outlook& o = g.outlook;
    if (o.first_due >= cut_.as_of || !first.has_room_at(first_rank(g))) return Look::stop;
    if (cut_.as_of >= o.holds_until) return Look::read;
    if (cut_.as_of > o.due)
      first.add({o.due, std::string(g.key), std::string(g.tier), owned_by(person)});
    return Look::skip;
  };
  const auto visit = [&](const CustomerState& state) {
    for (const auto& [owner, due] : overdue_of(state, cut_.as_of, cadence)) {
      if (person.empty() || owner == person)
        first.add({due, state.key.text(), state.tiering.tier, owned_by(owner)});
    }
  };
  for (const PersonKey& listed : people) {
    person = listed;
    source_->each_for(person, cut_, look, visit);
  }
  TableWriter w(schema::kOverdue);
  for (const Overdue& x : std::move(first).take()) {
    w.text(col::customer_key, x.key);
    w.date(col::due, x.due);
    w.int32(col::overdue_wd, std::max(0, cadence.calendar.count(x.due, cut_.as_of).days));
    put(w, col::tier, x.tier);
    put(w, col::owner, of_one ? people.front().text() : x.owner);
    w.end_row();
  }
  return std::move(w).finish();
}

}  // namespace kith
