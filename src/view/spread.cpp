// A run that sets the days of first promises, so that a book's first cycle is even.
#include <algorithm>
#include <map>
#include <tuple>

#include "kith/view/view.hpp"
#include "view/decisions.hpp"
#include "view/schemas.hpp"
#include "view/words.hpp"

namespace kith {
namespace {

using namespace view_detail;

constexpr std::string_view kKind = "spread";

/// A stream of a customer that somebody owns.
struct Item {
  PersonKey owner;
  CycleStream cycle;
  std::shared_ptr<const CustomerState> state;
  bool sets = false;  ///< this run decides its day
  std::optional<Date> due = {};
};

bool waits(const Item& x) { return !x.cycle.touched && !x.cycle.decided; }

/// The working days of one owner from the first day on.
class Days {
 public:
  Days(Date first, const Calendar& calendar) : first_(first), calendar_(&calendar) {}
  /// Decided before.
  void take(Date due) {
    const std::int32_t at = calendar_->count(first_, due).days;
    if (due >= first_) ++load_of(at);
  }
  /// The emptiest of the first `period` days, the earliest of equals.
  ///
  /// Asked by ascending periods, no day gets more than ⌈Σ 1 / period⌉: when a day of the
  /// first P reaches L, all of them had L - 1, so more than P (L - 1) items have a period
  /// of P at most, and Σ 1 / period > L - 1.
  Date give(std::int32_t period) {
    load_of(period - 1);
    const auto end = load_.begin() + period;
    const auto least = std::min_element(load_.begin(), end);
    ++*least;
    const auto at = static_cast<std::int32_t>(least - load_.begin());
    return at == 0 ? first_ : calendar_->add(first_, at).value().day;
  }
  [[nodiscard]] std::int32_t most() const {
    return load_.empty() ? 0 : *std::max_element(load_.begin(), load_.end());
  }

 private:
  std::int32_t& load_of(std::int32_t at) {
    const auto i = static_cast<std::size_t>(at);
    if (load_.size() <= i) load_.resize(i + 1);
    return load_[i];
  }
  Date first_;
  const Calendar* calendar_;
  std::vector<std::int32_t> load_;  ///< by working day
};

std::map<PersonKey, Days> set_days(std::vector<Item>& items, Date first,
                                   const Calendar& calendar) {
  std::map<PersonKey, Days> owners;
  std::vector<Item*> waiting;
  for (Item& x : items) {
    Days& days = owners.try_emplace(x.owner, first, calendar).first->second;
    if (waits(x)) {
      waiting.push_back(&x);
    } else if (x.cycle.decided && !x.cycle.touched) {
      days.take(*x.cycle.decided);
    }
  }
  std::stable_sort(waiting.begin(), waiting.end(), [](const Item* a, const Item* b) {
    return std::tie(a->cycle.period_wd, a->state->key, a->cycle.stream) <
           std::tie(b->cycle.period_wd, b->state->key, b->cycle.stream);
  });
  for (Item* x : waiting) {
    x->due = owners.at(x->owner).give(x->cycle.period_wd);
    x->sets = true;
  }
  return owners;
}

Why why_of(const Item& x, std::int32_t most) {
  const std::string stream = x.cycle.words.zh + "|" + x.cycle.words.en;
  if (x.sets) return {"spread.first_due", {stream, x.due->iso(), std::to_string(most)}};
  if (x.cycle.touched) return {"spread.touched", {stream}};
  return {"spread.decided", {stream, x.cycle.decided->iso()}};
}

void write_item(TableWriter& w, const Item& x, std::int32_t most, Words& words) {
  namespace col = schema::first_dues;
  put(w, col::customer, words.customer(*x.state));
  w.text(col::customer_key, x.state->key.text());
  w.int32(col::decided, x.sets ? 1 : 0);
  put(w, col::owner, x.owner.text());
  put(w, col::owner_name, words.person(x.owner));
  w.text(col::stream, x.cycle.stream);
  put(w, col::stream_zh, x.cycle.words.zh);
  w.int32(col::period_wd, x.cycle.period_wd);
  if (x.sets) {
    w.date(col::due, x.due);
  } else if (!x.cycle.touched) {
    w.date(col::due, x.cycle.decided);
  }
  put_whys(w, col::why_codes, words.whys({why_of(x, most)}));
  w.end_row();
}

}  // namespace

PoolDecision View::spread(std::string_view run, Instant recorded) const {
  require_all("a spread first cycle");
  const auto moment = source_->hold();
  const CadenceRules cadence = rules_->cadence();
  const BoundCadence* document = cadence.documents.at(cut_.as_of);
  if (document == nullptr || !document->document().spread_first_cycle) {
    throw Error(Status::failed_precondition, Reason::not_adopted,
                "no cadence in force on " + cut_.as_of.iso() +
                    " asks for a spread first cycle (spread_first_cycle)");
  }
  PoolDecision out;
  TableWriter w(schema::kFirstDues);
  RunDecisions decided(kKind, run, cut_.as_of, cut_.as_of, recorded);
  if (decided.is_known(*source_, cut_.known_at)) {
    out.table = std::move(w).finish();
    return out;
  }
  std::vector<Item> items;
  source_->each(cut_, [&](const CustomerState& s) {
    if (s.ownership.owner.empty()) return true;
    const auto state = std::make_shared<const CustomerState>(s);
    for (CycleStream& cycle : first_cycle(s.cadence, cut_.as_of, cadence))
      items.push_back({s.ownership.owner, std::move(cycle), state});
    return true;
  });
  const Date first = cadence.calendar.add(cut_.as_of, 0).value().day;
  const std::map<PersonKey, Days> owners = set_days(items, first, cadence.calendar);
  std::sort(items.begin(), items.end(), [](const Item& a, const Item& b) {
    return std::tie(a.owner, a.state->key, a.cycle.stream) <
           std::tie(b.owner, b.state->key, b.cycle.stream);
  });
  Words words = this->words();
  for (const Item& x : items) {
    if (x.sets) {
      decided.add(x.state->key, FirstDueFact{x.cycle.stream, *x.due, std::string(run)},
                  x.cycle.stream);
    }
    write_item(w, x, owners.at(x.owner).most(), words);
  }
  out.decisions = std::move(decided).finish();
  out.table = std::move(w).finish();
  return out;
}

}  // namespace kith
