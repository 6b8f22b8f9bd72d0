// Flow: the fixed order in which the engines feed each other, over one customer's whole
// state.
//
//   directory → ownership → deals → tags and tier → protection → cadence
//
// Customers that are merged have one state, folded over the facts of all of them, under
// the key of the one that is kept.
//
//   Result<Rules> rules = Rules::build(book_facts, documents, settings);
//   CustomerState s = fold(customer, facts_in_force, *rules);      // or apply() one by
//   one, in fact order std::string bytes = state_to_bytes(s);                          //
//   a host's own database keeps these
//
// Pure: no store, no clock. Not here: where facts come from (view, book), tables (view).
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "kith/cadence/cadence.hpp"
#include "kith/calendar/calendar.hpp"
#include "kith/customers/cases.hpp"
#include "kith/customers/entry.hpp"
#include "kith/customers/profile.hpp"
#include "kith/deals/deals.hpp"
#include "kith/model/batch.hpp"
#include "kith/model/directory.hpp"
#include "kith/model/merges.hpp"
#include "kith/ownership/access.hpp"
#include "kith/ownership/ownership.hpp"
#include "kith/ownership/pool.hpp"
#include "kith/tiering/tiering.hpp"

namespace kith {

/// What a book is told once.
struct Settings {
  Zone zone;
  std::optional<Date> start;  ///< nothing is owed before it; none: first effective day of
                              ///< a cadence document
  bool operator==(const Settings&) const = default;
};

/// Everything in force, compiled from the book's own facts and the documents they adopt.
/// Immutable; shared by threads.
class Rules {
 public:
  /// `book_facts`: facts without a customer, in force, any order. A document adopted but
  /// absent is not_adopted; one that does not parse is bad_document, with the path.
  static Result<Rules> build(std::span<const Fact> book_facts,
                             const std::map<std::string, Document>& documents,
                             const Settings& settings);

  [[nodiscard]] const Settings& settings() const { return settings_; }
  /// The calendar of the latest effective calendar document; weekdays only, provisional,
  /// when none is adopted. A calendar is knowledge about all days, so the newest one
  /// known judges past days too.
  [[nodiscard]] const Calendar& calendar() const { return calendar_; }
  [[nodiscard]] const Directory& directory() const { return directory_; }
  [[nodiscard]] const Timeline<TierPolicy>& tier_policies() const {
    return tier_policies_;
  }
  [[nodiscard]] const std::map<std::string, Timeline<Pipeline>>& pipelines() const {
    return pipelines_;
  }
  [[nodiscard]] const PoolTimeline& pool() const { return pool_; }
  [[nodiscard]] const Timeline<AccessDocument>& access() const { return access_; }
  [[nodiscard]] const Timeline<EntryDocument>& entry() const { return entry_; }
  /// Who is one with whom, by all that is known. A fault of theirs does not fail the
  /// rules: who records or takes tables in refuses it (docs/decisions/020-merge.md).
  [[nodiscard]] const Merges& merges() const { return merges_; }
  [[nodiscard]] Date book_start() const { return book_start_; }
  [[nodiscard]] CadenceRules cadence() const {
    return {calendar_, cadences_, directory_, book_start_};
  }
  /// Changes whenever a judgement could: a hash over documents, adoptions, people and
  /// settings. Who sees what, entry rules, teams and capacities judge no state; absences
  /// do only where a cadence says so; a merge folds its own customers only.
  [[nodiscard]] const std::string& fingerprint() const { return fingerprint_; }

 private:
  Rules() : calendar_(Calendar::weekdays()) {}
  Settings settings_;
  Calendar calendar_;
  Directory directory_;
  Timeline<TierPolicy> tier_policies_;
  Timeline<BoundCadence> cadences_;
  std::map<std::string, Timeline<Pipeline>> pipelines_;
  PoolTimeline pool_;
  Timeline<AccessDocument> access_;
  Timeline<EntryDocument> entry_;
  Merges merges_;
  Date book_start_ = Date::max();
  std::string fingerprint_;
};

/// Place of a fact in the order, to tell a late one.
struct FactPlace {
  Occurred occurred;
  std::int32_t kind = 0;
  EventKey event;
  std::int32_t revision = 0;
  auto operator<=>(const FactPlace&) const = default;
  template <class A>
  void serialize(A& ar, unsigned) {
    ar& occurred& kind& event& revision;
  }
};
FactPlace place_of(const Fact& fact);

/// All engine states of one customer. Regular value; no text, no internal id.
struct CustomerState {
  CustomerKey key;
  Profile profile;
  OwnershipState ownership;
  DealsState deals;
  std::vector<HeldTag> tags;  ///< ascending by tag
  TieringState tiering;
  ProtectionState protection;
  CadenceState cadence;
  std::optional<FactPlace> last;        ///< the latest fact applied
  std::int64_t facts = 0;               ///< applied so far
  std::vector<WinBackCase> cases = {};  ///< ascending by key
  bool operator==(const CustomerState&) const = default;
  template <class A>
  void serialize(A& ar, unsigned) {
    ar& key& profile& ownership& deals& tags& tiering& protection& cadence& last& facts;
    ar& cases;
  }
};

/// True when the fact stands after all that the state has seen, so that apply() may take
/// it.
bool is_in_order(const CustomerState& state, const Fact& fact);
/// Applies one fact in force. Precondition: is_in_order(); retractions never come here.
void apply(CustomerState& state, const Fact& fact, const Rules& rules);
/// Folds facts in force, sorted by fact_before, those that occurred on or before
/// `through` only.
CustomerState fold(const CustomerKey& key, std::span<const Fact> facts,
                   const Rules& rules, Date through = Date::max());
/// Folds the logs of customers that are one, under the key of the kept one.
CustomerState fold_logs(const CustomerKey& kept, std::span<const std::vector<Fact>> logs,
                        const Rules& rules, Date through = Date::max());

/// Framed bytes (base/archive.hpp), checked on the way back.
std::string state_to_bytes(const CustomerState& state);
Result<CustomerState> state_from_bytes(std::string_view bytes);

/// The live judgement of a customer's tier, orders of the 365 days up to as_of included.
/// nullopt: no policy in force.
std::optional<TierJudgement> judge_tier(const CustomerState& state, const Rules& rules,
                                        Date as_of);

/// The state as the pool sees it. It borrows from the state.
PoolStanding pool_standing(const CustomerState& state);

/// The outlook of the customer's promises, its wake that of all answers.
Outlook outlook_of(const CustomerState& state, Date day, const Rules& rules);
/// First day after `day` on which an answer changes with no new fact.
Date wake_of(const CustomerState& state, Date day, const Rules& rules);

}  // namespace kith
