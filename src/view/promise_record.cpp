// How promises were kept in a period, from the customers' logs.
#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "kith/metrics/metrics.hpp"
#include "kith/view/view.hpp"
#include "view/group_log.hpp"
#include "view/schemas_ahead.hpp"
#include "view/words.hpp"

namespace kith {
namespace {

using namespace view_detail;
namespace col = schema::promise_record;

constexpr std::size_t kMostBuckets = 1000;

struct Counts {
  std::int64_t kept = 0;
  std::int64_t in_grace = 0;
  std::int64_t broken = 0;
  std::int64_t waived = 0;
  Counts& operator+=(const Counts& o) {
    kept += o.kept;
    in_grace += o.in_grace;
    broken += o.broken;
    waived += o.waived;
    return *this;
  }
  bool operator==(const Counts&) const = default;
};
Counts counts_of(const StreamState& s) {
  return {s.kept, s.in_grace, s.broken, s.waived};
}
Counts operator-(const Counts& a, const Counts& b) {
  return {a.kept - b.kept, a.in_grace - b.in_grace, a.broken - b.broken,
          a.waived - b.waived};
}

/// Buckets of the period, cut to it; one without `every`.
std::vector<DateSpan> buckets_of(const PromiseRecordOptions& o) {
  if (!o.every) return {o.period};
  std::vector<DateSpan> out;
  const PeriodRule rule{*o.every, 1, 1};
  for (DateSpan b = bucket_of(rule, o.period.first);; b = bucket_after(rule, b)) {
    out.push_back({std::max(b.first, o.period.first), std::min(b.last, o.period.last)});
    if (b.last >= o.period.last) return out;
    if (out.size() == kMostBuckets) {
      throw Error(Status::out_of_range, Reason::too_large, "at most 1000 buckets")
          .at("period");
    }
  }
}

/// Who is asked for: bucket, owner, tier, stream; empty where not told apart.
using Place = std::tuple<std::size_t, PersonKey, std::string, std::string>;

class Ledger {
 public:
  Ledger(const PromiseRecordOptions& options, std::vector<DateSpan> buckets)
      : options_(options), buckets_(std::move(buckets)) {}

  void add(Date due, const CustomerState& state, const std::string& stream,
           const Counts& counts) {
    if (counts == Counts{} || !options_.period.contains(due)) return;
    const auto after =
        std::upper_bound(buckets_.begin(), buckets_.end(), due,
                         [](Date d, const DateSpan& b) { return d < b.first; });
    const auto bucket = static_cast<std::size_t>(after - buckets_.begin()) - 1;
    sums_[{bucket, options_.by_owner ? state.ownership.owner : PersonKey(),
           options_.by_tier ? state.tiering.tier : std::string(),
           options_.by_stream ? stream : std::string()}] += counts;
  }
  /// A row for each bucket even where nothing was judged, unless rows are told apart.
  void fill() {
    if (options_.by_owner || options_.by_tier || options_.by_stream) return;
    for (std::size_t i = 0; i < buckets_.size(); ++i) (void)sums_[{i, {}, {}, {}}];
  }
  [[nodiscard]] const std::map<Place, Counts>& sums() const { return sums_; }
  [[nodiscard]] const std::vector<DateSpan>& buckets() const { return buckets_; }

 private:
  const PromiseRecordOptions& options_;
  std::vector<DateSpan> buckets_;
  std::map<Place, Counts> sums_;
};

/// One customer's days, walked from fact to fact and from bucket to bucket. A bucket of a
/// PERIOD or GRID is judged on the day after its last, and belongs to that last day; one
/// that a touch in grace completes is taken from the broken of the day it belongs to; a
/// GAP is judged by a touch, on its day.
class Walk {
 public:
  Walk(const CustomerKey& key, const Rules& rules, Ledger& ledger)
      : rules_(rules), ledger_(ledger) {
    state_.key = key;
  }

  void go(const std::vector<Fact>& facts, Date from, Date through) {
    std::size_t next = 0;
    for (; next < facts.size() && facts[next].head.occurred.day < from; ++next)
      apply(state_, facts[next], rules_);
    before_ = settled(from.plus_days(-1));
    for (const DateSpan& b : ledger_.buckets()) {
      next = to(facts, next, std::min(b.last, through));
      if (b.last < through) next = to(facts, next, b.last.plus_days(1));
    }
    (void)to(facts, next, through);
  }

 private:
  /// Everything up to and including a day.
  std::size_t to(const std::vector<Fact>& facts, std::size_t next, Date day) {
    while (next < facts.size() && facts[next].head.occurred.day <= day) {
      const Date on = facts[next].head.occurred.day;
      step(on.plus_days(-1), state_);
      const CustomerState held = state_;
      for (; next < facts.size() && facts[next].head.occurred.day == on; ++next)
        apply(state_, facts[next], rules_);
      step(on, held);
    }
    step(day, state_);
    return next;
  }

  [[nodiscard]] CadenceState settled(Date day) const {
    CadenceState copy = state_.cadence;
    settle(copy, day, rules_.cadence());
    return copy;
  }

  [[nodiscard]] const StreamState* known(const StreamState& s) const {
    for (const StreamState& b : before_.streams) {
      if (b.stream == s.stream && b.kind == s.kind) return &b;
    }
    return nullptr;
  }

  /// What was judged since the last step; `held`: as it was before the day's facts.
  void step(Date day, const CustomerState& held) {
    CadenceState now = settled(day);
    for (const StreamState& s : now.streams) {
      const StreamState* b = known(s);
      Counts change = b == nullptr ? counts_of(s) : counts_of(s) - counts_of(*b);
      if (change == Counts{}) continue;
      if (s.kind == StreamKind::gap) {
        ledger_.add(day, state_, s.stream, change);
        continue;
      }
      const std::int64_t repaired = std::max<std::int64_t>(0, -change.broken);
      if (repaired > 0 && b != nullptr) {
        ledger_.add(b->previous.last, held, s.stream, {0, repaired, -repaired, 0});
        change.broken += repaired;
        change.in_grace -= repaired;
      }
      if (now.standing.do_not_contact && !before_.standing.do_not_contact) {
        ledger_.add(day, state_, s.stream, {0, 0, 0, change.waived});
        change.waived = 0;
      }
      ledger_.add(day.plus_days(-1), held, s.stream, change);
    }
    before_ = std::move(now);
  }

  const Rules& rules_;
  Ledger& ledger_;
  CustomerState state_;
  CadenceState before_;
};

void write_row(TableWriter& w, const Place& place, const Counts& c,
               const PromiseRecordOptions& options, DateSpan bucket, Date as_of,
               const CadenceDocument* document, Words& words) {
  const auto& [number, owner, tier, stream] = place;
  w.date(col::first, bucket.first);
  w.date(col::last, std::min(bucket.last, as_of));
  if (options.by_owner) {
    put(w, col::owner, owner.text());
    put(w, col::owner_name, words.person(owner));
  }
  put(w, col::tier, tier);
  put(w, col::stream, stream);
  const Stream* known = document == nullptr ? nullptr : document->find(stream);
  if (known != nullptr) put(w, col::stream_zh, known->name.zh);
  w.int64(col::kept, c.kept);
  w.int64(col::in_grace, c.in_grace);
  w.int64(col::broken, c.broken);
  w.int64(col::waived, c.waived);
  const std::int64_t judged = c.kept + c.in_grace + c.broken;
  if (const auto ppm = ppm_of(c.kept, judged)) w.int64(col::strict_ppm, *ppm);
  if (const auto ppm = ppm_of(c.kept + c.in_grace, judged)) w.int64(col::kept_ppm, *ppm);
  w.int32(col::partial, bucket.last > as_of ? 1 : 0);
  w.end_row();
}

}  // namespace

Table View::promise_record(const PromiseRecordOptions& options) const {
  if (options.period.last < options.period.first)
    throw invalid(Reason::bad_order, "the period ends before it begins").at("period");
  std::vector<DateSpan> buckets = buckets_of(options);
  std::erase_if(buckets, [&](const DateSpan& b) { return b.first > cut_.as_of; });
  const auto moment = source_->hold();
  Ledger ledger(options, std::move(buckets));
  counted_->each(cut_, [&](const CustomerState& s) {
    auto facts = facts_of(*source_, *rules_, s.key, cut_.known_at);
    std::erase_if(facts, [](const Fact& f) { return f.kind() == FactKind::retract; });
    Walk(s.key, *rules_, ledger).go(facts, options.period.first, cut_.as_of);
    return true;
  });
  ledger.fill();
  const BoundCadence* bound = rules_->cadence().documents.at(cut_.as_of);
  TableWriter w(schema::kPromiseRecord);
  Words words = this->words();
  for (const auto& [place, counts] : ledger.sums()) {
    write_row(w, place, counts, options, ledger.buckets()[std::get<0>(place)], cut_.as_of,
              bound == nullptr ? nullptr : &bound->document(), words);
  }
  return std::move(w).finish();
}

}  // namespace kith
