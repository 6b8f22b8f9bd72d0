// Slow readings of the pages in docs/decisions: what holds for one customer on a day,
// found by walking all days and scanning all facts.
//
//   std::vector<Fact> facts = naive::in_force(log, known_at);
//   std::vector<PromiseRow> rows = naive::promises(book, facts, as_of);
//
// They share no code with the engines: only the structs of rows and documents, and
// is_working(). One file an answer: naive_promises, naive_deals, naive_tiers; the tables
// of a whole book stand in slow_tables.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "kith/cadence/cadence.hpp"
#include "kith/deals/pipeline.hpp"
#include "kith/tiering/policy.hpp"

namespace kith::naive {

/// A document with the day from which it rules.
template <class T>
struct Adopted {
  Date from;
  const T* document = nullptr;
};

/// The latest one from a day not after `day`; of one day the one adopted last.
template <class T>
const T* ruling(const std::vector<Adopted<T>>& adopted, Date day) {
  const Adopted<T>* best = nullptr;
  for (const Adopted<T>& a : adopted) {
    if (a.from <= day && (best == nullptr || a.from >= best->from)) best = &a;
  }
  return best == nullptr ? nullptr : best->document;
}

/// What the book's own facts say. Adoptions and people stand in the order of facts.
struct Book {
  std::vector<Adopted<CadenceDocument>> cadences;
  std::vector<Adopted<TierPolicy>> tiers;
  std::map<std::string, std::vector<Adopted<Pipeline>>> pipelines;  ///< by id
  Calendar calendar = Calendar::weekdays();
  std::vector<Fact> people;
  std::vector<Fact> absences;
  std::optional<Date> start;  ///< as the settings say
};

// ---- facts and days

/// The order of facts.
bool ordered(const Fact& a, const Fact& b);
/// The facts of a log that are in force, in the order of facts.
std::vector<Fact> in_force(const std::vector<Fact>& log, std::optional<Instant> known_at);

/// The role and standing of one of ours on a day; nullptr when unknown.
const PersonFact* person(const Book& book, const PersonKey& key, Date day);

/// Whether somebody of ours or a deputy is there on a day.
bool manned(const Book& book, const PersonKey& key, Date day);

struct Standing {
  std::optional<Date> assigned;
  PersonKey owner;
  std::string tier;
  std::optional<Date> tier_since;
  CustomerStage stage = CustomerStage::unknown;
  std::vector<std::string> tags;  ///< ascending
  bool do_not_contact = false;
  std::map<Field, FieldValue> fields;  ///< as last stated, without those cleared
  std::optional<Date> first_recorded;
  std::optional<ContactFact> contact;  ///< the first by key
};

/// Facts in force, told in their order.
class Story {
 public:
  void take(const Fact& fact);
  /// What holds at the close of a day after all that was told.
  [[nodiscard]] Standing on(Date day) const;

 private:
  Standing so_far_;  ///< but for what depends on the day
  std::map<std::string, TagFact> tags_;
};
/// What holds after all facts (in force, in order) that occurred on or before a day.
Standing standing(const std::vector<Fact>& facts, Date day);

class Days {
 public:
  explicit Days(const Calendar& calendar) : calendar_(&calendar) {}
  [[nodiscard]] bool works(Date d) const { return calendar_->is_working(d); }
  /// The n-th working day after d.
  [[nodiscard]] Date add(Date d, std::int64_t n) const;
  /// d, or the next working day.
  [[nodiscard]] Date roll(Date d) const;
  /// Working days in (a, b].
  [[nodiscard]] std::int32_t after(Date a, Date b) const;
  /// Working days in [a, b].
  [[nodiscard]] std::int32_t within(Date a, Date b) const;
  /// The last working day of a span, its last day when it has none.
  [[nodiscard]] Date last_working(DateSpan span) const;

 private:
  const Calendar* calendar_;
};

// ---- docs/decisions/002-cadence.md

/// The list of one customer in its order. `whys` and `provisional` are left alone.
std::vector<PromiseRow> promises(const Book& book, const std::vector<Fact>& facts,
                                 Date as_of);

struct Kept {
  std::int64_t kept = 0;
  std::int64_t in_grace = 0;
  std::int64_t broken = 0;
  std::int64_t waived = 0;
};
/// By stream that was ever demanded.
std::map<std::string, Kept> promises_kept(const Book& book,
                                          const std::vector<Fact>& facts, Date as_of);

// ---- docs/decisions/005-deals-and-figures.md

struct Milestone {
  std::string deal;
  std::string milestone;
  std::string pipeline;
  PersonKey owner;
  std::string state;
  std::optional<Date> anchor;
  std::optional<Date> deadline;
  std::optional<Date> done;
  bool breached = false;
  std::int32_t overdue_wd = 0;
  std::int32_t warned = 0;
};
/// By deal, then as the document has them.
std::vector<Milestone> milestones(const Book& book, const std::vector<Fact>& facts,
                                  Date as_of);

/// One deal as the funnel sees it.
struct FunnelDeal {
  std::vector<bool> reached;  ///< per stage of the pipeline
  std::vector<bool> visited;
  DealEnd end = DealEnd::open;
};
/// The deals of one pipeline that were created in the period.
std::vector<FunnelDeal> funnel_deals(const std::string& id, const Pipeline& pipeline,
                                     const std::vector<Fact>& facts, DateSpan period,
                                     Date as_of);

struct Share {
  std::int64_t numerator = 0;
  std::int64_t denominator = 0;
};
/// One customer's part.
Share conversion(const std::vector<Fact>& facts, DateSpan period, Date as_of);
Share repurchase(const std::vector<Fact>& facts, DateSpan period, Date as_of);
Share churn(const std::vector<Fact>& facts, DateSpan period, Date as_of,
            std::int32_t days);

/// Orders less returns of the 365 days up to as_of; none without an order in the
/// currency.
std::optional<std::int64_t> year_of_orders(const std::vector<Fact>& facts,
                                           Currency currency, Date as_of);

struct Judgement {
  std::string tier;
  std::string value_band;
  std::string potential_band;
  std::int64_t value_ppm = 0;
  std::int64_t potential_ppm = 0;
};
/// None: no policy in force.
std::optional<Judgement> tier(const Book& book, const std::vector<Fact>& facts,
                              Date as_of);

}  // namespace kith::naive
