// The pool (公海): how long a customer is protected for its owner, when it is released,
// and what a claim is checked against. docs/decisions/012-pool.md says the rules day by
// day.
//
//   PoolDocument rules = parse_pool(json, errors).value();
//   protect(state, change, timeline, calendar);          // folded with the owner facts
//   PoolRow row = pool_row(ownership, state, spares, timeline, calendar, as_of);
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kith/base/json.hpp"
#include "kith/calendar/calendar.hpp"
#include "kith/model/directory.hpp"
#include "kith/model/why.hpp"
#include "kith/ownership/ownership.hpp"

namespace kith {

/// D, U and M, in the unit of the document, each at least 1.
struct Protection {
  std::int32_t initial = 30;    ///< D: from the day the owner got the customer
  std::int32_t extension = 30;  ///< U: from the day of an action
  std::int32_t maximum = 365;   ///< M: from the day the owner got the customer
  bool operator==(const Protection&) const = default;
};

/// What extends protection. Bits, append-only.
enum class PoolAction : std::uint32_t {
  touch = 1,    ///< an interaction that was answered
  attempt = 2,  ///< one that was not, or was delivered only
  stage = 4,    ///< a deal entered a stage or ended
  deal = 8,     ///< a deal was created or changed
  order = 16,
  receipt = 32,
};

/// Why a customer is not released whatever its protection. Bits, append-only.
enum class Spare : std::uint32_t { locked = 1, open_deal = 2, open_step = 4, dealt = 8 };
std::span<const CodeWord> spare_words() noexcept;

/// What a claim is checked against; no value: no such check.
struct ClaimLimits {
  std::optional<std::int32_t> per_day;   ///< claims of one person on one day
  std::optional<std::int32_t> book_cap;  ///< customers one person may hold
  std::optional<std::int32_t>
      cool_down;  ///< days before the former owner may claim again
  std::optional<std::int32_t> entry_delay;  ///< days before anybody may claim
  bool operator==(const ClaimLimits&) const = default;
};

/// Compiled pool rules. Immutable.
struct PoolDocument {
  std::string id;
  std::string zh;
  std::string en;
  bool working_days = false;
  Protection protection;
  std::vector<std::pair<std::string, Protection>> by_tier;
  std::uint32_t extended_by = 0;     ///< of PoolAction
  std::uint32_t spares = 0;          ///< of Spare
  std::vector<std::int32_t> remind;  ///< days left at which to remind, descending
  ClaimLimits claims;

  [[nodiscard]] const Protection& of(std::string_view tier) const;
  bool operator==(const PoolDocument&) const = default;
};

/// Appends every error, by path, to `errors`; the first is also the result's.
Result<PoolDocument> parse_pool(const Json& document, std::vector<Error>& errors);
std::string_view default_pool_json() noexcept;

using PoolTimeline = Timeline<PoolDocument>;

/// The protection of the running spell of ownership. Regular value.
struct ProtectionState {
  std::optional<Date> begin;  ///< none: no owner, or no rules yet
  Date through;               ///< last protected day, while begun
  bool lapsed = false;        ///< it ended and nothing spared the customer: only another
                              ///< owner begins again
  Date seen;                  ///< rules that came into force up to here are taken in
  bool operator==(const ProtectionState&) const = default;
  template <class A>
  void serialize(A& ar, unsigned) {
    ar& begin& through& lapsed& seen;
  }
};

/// One fact, as far as protection is concerned. `before` and `after` are what the
/// customer was spared for just before and just after it.
struct PoolChange {
  Date day;
  bool owner_changed = false;
  bool owned = false;        ///< after the fact
  std::string_view tier;     ///< after the fact
  std::uint32_t action = 0;  ///< of PoolAction; 0: none
  std::uint32_t before = 0;  ///< of Spare
  std::uint32_t after = 0;
};

/// Folds changes in fact order.
void protect(ProtectionState& state, const PoolChange& change, const PoolTimeline& rules,
             const Calendar& calendar);

/// Append-only.
enum class PoolState : std::int32_t {
  no_rules = 0,     ///< no pool document is in force
  in_pool = 1,      ///< nobody's
  held = 2,         ///< protected
  reminded = 3,     ///< protected, and its end is near
  unprotected = 4,  ///< the next run releases it
  spared = 5,       ///< protection has ended, but it is not released
};
std::span<const CodeWord> pool_state_words() noexcept;
inline std::span<const CodeWord> words_of(PoolState) { return pool_state_words(); }

/// Where one customer stands.
struct PoolRow {
  PoolState state = PoolState::no_rules;
  std::optional<Date> begin;
  std::optional<Date> through;
  std::optional<std::int32_t> days_left;  ///< calendar days to `through`, never below 0
  std::int32_t reminder = 0;  ///< reminded: the smallest number of days ahead passed
  std::uint32_t spares = 0;   ///< of Spare: those that hold and that the rules name
  PersonKey former;           ///< in the pool: the last owner; empty: never had one
  std::optional<Date> since;  ///< in the pool: from this day
  std::vector<Why> whys;
};

/// What is known of one customer when it is asked where it stands.
struct PoolStanding {
  const OwnershipState& ownership;
  const ProtectionState& protection;
  std::string_view tier;
  std::uint32_t spares = 0;      ///< of Spare
  std::optional<Date> recorded;  ///< day of the customer's first fact
};

/// The protection as of a day not before the last change: rules that came into force
/// since are taken in.
ProtectionState protection_on(const PoolStanding& standing, Date day,
                              const PoolTimeline& rules, const Calendar& calendar);

PoolRow pool_row(const PoolStanding& standing, const PoolTimeline& rules,
                 const Calendar& calendar, Date as_of);

/// First day after `day` on which pool_row() changes with no new fact, but for the days
/// left; Date::max(): none.
Date pool_wake(const PoolStanding& standing, const PoolTimeline& rules,
               const Calendar& calendar, Date day);

/// One check of a claim. Append-only.
enum class ClaimCheck : std::int32_t {
  in_pool = 1,
  claimant = 2,  ///< known to the directory and active
  quota = 3,
  book_cap = 4,
  cool_down = 5,
  entry_delay = 6,
};
std::span<const CodeWord> claim_check_words() noexcept;
inline std::span<const CodeWord> words_of(ClaimCheck) { return claim_check_words(); }

/// What stands against a claim, and from when it would not; none: no day is known.
struct ClaimRefusal {
  ClaimCheck check{};
  std::optional<Date> earliest;
  Why why;
};

/// The claimant as of the day of the claim.
struct Claimant {
  PersonKey person;
  bool active = false;                        ///< in the directory, and not gone
  std::int64_t held = 0;                      ///< customers held
  std::int64_t today = 0;                     ///< claims made on that day
  std::optional<std::int32_t> book_cap = {};  ///< the claimant's own; none: the rules'
};

/// Everything that stands against the claim; empty: it may be made.
std::vector<ClaimRefusal> claim_refusals(const PoolStanding& standing,
                                         const Claimant& claimant, Date day,
                                         const PoolTimeline& rules);

}  // namespace kith
