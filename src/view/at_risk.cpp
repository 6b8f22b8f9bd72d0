// Customers about to be lost, by rules alone (docs/decisions/021-at-risk.md).
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

/// A rhythm of its own takes so many gaps between days with an order.
constexpr std::size_t kLeastGaps = 2;
/// Exceeded by half, and by twice as much: num / den of the rhythm.
constexpr std::int64_t kHalfAgain = 3, kTwice = 2;
constexpr std::int64_t kThrice = 3;
/// Promises missed one after another.
constexpr std::int32_t kMissed = 2;

struct Rhythm {
  std::int64_t days = 0;  ///< between two orders
  Date last;              ///< of the latest order
  bool stated = false;    ///< by the purchase cycle, too few orders telling
};

/// The median gap, the lower one of two; none: nothing tells.
std::optional<Rhythm> rhythm_of(const CustomerState& s, Date as_of) {
  std::vector<Date> days = order_days(s.deals);
  std::erase_if(days, [&](Date day) { return day > as_of; });
  if (days.empty()) return std::nullopt;
  std::vector<std::int64_t> gaps;
  for (std::size_t i = 1; i < days.size(); ++i)
    gaps.push_back(days_between(days[i - 1], days[i]));
  if (gaps.size() >= kLeastGaps) {
    std::sort(gaps.begin(), gaps.end());
    return Rhythm{gaps[(gaps.size() - 1) / 2], days.back(), false};
  }
  const std::int64_t cycle = s.profile.integer_or(Field::purchase_cycle, 0);
  if (cycle <= 0) return std::nullopt;
  return Rhythm{cycle, days.back(), true};
}

struct Action {
  std::string_view code;
  std::string_view zh;
  std::string_view en;
};
constexpr Action kAssign{"assign", "先指定负责人", "give it an owner first"};
constexpr Action kCase{"case", "推进挽回专案", "carry on the win-back case"};
constexpr Action kAskOrder{"ask_order", "回访并了解采购计划",
                           "visit and ask about the next purchase"};
constexpr Action kMakeUp{"make_up", "补上失约的跟进",
                         "make up for the missed follow-ups"};
constexpr Action kWake{"wake", "制定唤醒方案", "plan how to wake the customer up"};

struct Row {
  std::string key;
  std::string customer;
  std::string tier;
  PersonKey owner;
  std::optional<Rhythm> rhythm;
  std::int64_t past = 0;  ///< days beyond the rhythm
  bool high = false;
  std::vector<Why> whys;
  Action action{};
};

auto rank(const Row& row) {
  return std::tuple(!row.high, -static_cast<std::int64_t>(row.whys.size()), -row.past,
                    row.tier.empty(), std::string_view(row.tier),
                    std::string_view(row.key));
}

/// The promise missed most often in a row.
std::optional<Why> missed_of(const CustomerState& s, Date as_of, const Rules& rules) {
  std::optional<PromiseRow> worst;
  for (PromiseRow& row : promises(s.cadence, as_of, rules.cadence())) {
    if (row.missed >= kMissed && (!worst || row.missed > worst->missed))
      worst = std::move(row);
  }
  if (!worst) return std::nullopt;
  return Why{"risk.missed",
             {worst->stream_words.zh + "|" + worst->stream_words.en,
              std::to_string(worst->missed)}};
}

class Judge {
 public:
  Judge(const Rules& rules, Date as_of, const Words& words)
      : rules_(rules), as_of_(as_of), words_(words) {}

  /// None: nothing that may be told speaks for a risk.
  std::optional<Row> operator()(const CustomerState& s) const {
    const auto stage = static_cast<CustomerStage>(s.profile.integer_or(Field::stage, 0));
    if (stage == CustomerStage::lost) return std::nullopt;  // see cases()
    Row row;
    row.rhythm = rhythm_of(s, as_of_);
    if (row.rhythm) exceeded(row);
    if (auto missed = missed_of(s, as_of_, rules_))
      tell(row, *std::move(missed), kMakeUp);
    if (stage == CustomerStage::dormant) tell(row, {"risk.dormant", {}}, kWake);
    if (row.whys.empty()) return std::nullopt;
    row.high = row.high || row.whys.size() > 1;
    row.key = s.key.text();
    row.customer = words_.customer(s);
    row.tier = s.tiering.tier;
    row.owner = s.ownership.owner;
    const bool open = std::any_of(s.cases.begin(), s.cases.end(),
                                  [](const WinBackCase& c) { return !c.ended; });
    if (open) row.action = kCase;
    if (row.owner.empty()) row.action = kAssign;
    return row;
  }

 private:
  void exceeded(Row& row) const {
    const std::int64_t since = days_between(row.rhythm->last, as_of_);
    const std::int64_t days = row.rhythm->days;
    if (since * kTwice <= days * kHalfAgain) return;
    const char* code = row.rhythm->stated ? "risk.cycle" : "risk.rhythm";
    const bool told = tell(
        row,
        {code, {std::to_string(days), row.rhythm->last.iso(), std::to_string(since)}},
        kAskOrder);
    if (!told) return;
    row.past = since - days;
    row.high = since > days * kThrice;
  }
  /// What may not be told is no reason, or the row would tell it.
  bool tell(Row& row, Why why, const Action& action) const {
    std::vector<Why> told = words_.whys({std::move(why)});
    if (told.empty()) return false;
    if (row.whys.empty()) row.action = action;
    row.whys.push_back(std::move(told.front()));
    return true;
  }

  const Rules& rules_;
  Date as_of_;
  const Words& words_;
};

void write(TableWriter& w, const Row& row, Words& words) {
  namespace col = schema::at_risk;
  put(w, col::customer, row.customer);
  w.text(col::risk, row.high ? "high" : "medium");
  w.text(col::risk_zh, row.high ? "高" : "中");
  if (row.past > 0) {
    w.int64(col::past_days, row.past);
    w.int64(col::rhythm_days, row.rhythm->days);
    w.date(col::last_order, row.rhythm->last);
  }
  put(w, col::owner, row.owner.text());
  put(w, col::owner_name, words.person(row.owner));
  put(w, col::tier, row.tier);
  w.text(col::action, row.action.code);
  w.text(col::action_zh, row.action.zh);
  w.text(col::action_en, row.action.en);
  w.text(col::customer_key, row.key);
  put_whys(w, col::why_codes, row.whys);
  w.end_row();
}

}  // namespace

Table View::at_risk(const AtRiskOptions& options) const {
  const auto moment = source_->hold();
  Words words = this->words();
  const Judge judge(*rules_, cut_.as_of, words);
  std::vector<Row> rows;
  const auto visit = [&](const CustomerState& s) {
    if (auto row = judge(s)) rows.push_back(*std::move(row));
    return true;
  };
  if (options.owner.empty()) {
    source_->each(cut_, visit);
  } else {
    source_->each_of_owner(options.owner, cut_, visit);
  }
  std::sort(rows.begin(), rows.end(),
            [](const Row& a, const Row& b) { return rank(a) < rank(b); });
  if (options.limit > 0 && std::cmp_less(options.limit, rows.size()))
    rows.resize(static_cast<std::size_t>(options.limit));
  TableWriter w(schema::kAtRisk);
  for (const Row& row : rows) write(w, row, words);
  return std::move(w).finish();
}

}  // namespace kith
