// Cadence: which touches a customer is owed, and which are kept. One customer at a time;
// pure.
//
// A cadence document maps tier, stage of cooperation and tags to streams; streams demand
// promises; touches credit them. docs/decisions/002-cadence.md gives the meaning day by
// day.
//
//   CadenceState s;
//   stand(s, day, standing);  touch(s, day, touch);  …             // facts in their
//   order settle(s, as_of, rules);                                       // judge all
//   that has ended for (const PromiseRow& row : promises(s, as_of, rules)) …
//
// Not here: whose list a promise is on and in what plan (planner), where facts come from
// (flow).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kith/base/archive.hpp"
#include "kith/cadence/document.hpp"
#include "kith/calendar/calendar.hpp"
#include "kith/model/directory.hpp"
#include "kith/model/fact.hpp"
#include "kith/model/why.hpp"

namespace kith {

// ---- what judges
// --------------------------------------------------------------------------------------------

/// All that a judgement needs beside the state. References outlive the calls they are
/// given to.
struct CadenceRules {
  const Calendar& calendar;
  const Timeline<BoundCadence>& documents;
  const Directory& directory;
  Date book_start;  ///< nothing is owed before it
};

// ---- the state
// ----------------------------------------------------------------------------------------------

/// A tag with its last day.
struct HeldTag {
  std::string tag;
  std::optional<Date> expires;
  auto operator<=>(const HeldTag&) const = default;
  template <class A>
  void serialize(A& ar, unsigned) {
    ar& tag& expires;
  }
};

/// What the other engines say of the customer, as it stands after the facts of a day.
struct Standing {
  std::optional<Date> assigned;
  PersonKey owner;
  std::string tier;
  CustomerStage stage = CustomerStage::unknown;
  std::vector<HeldTag> tags;  ///< ascending by tag
  bool do_not_contact = false;
  bool operator==(const Standing&) const = default;
  template <class A>
  void serialize(A& ar, unsigned) {
    ar& assigned& owner& tier& stage& tags& do_not_contact;
  }
};

/// A touch as the engine keeps it: no texts, no contact.
struct TouchMark {
  Channel channel = Channel::unknown;
  bool executive = false;
  Outcome outcome = Outcome::unknown;
  std::string purpose;
  PersonKey actor;
  bool opening = false;
  bool operator==(const TouchMark&) const = default;
  template <class A>
  void serialize(A& ar, unsigned) {
    ar& channel& executive& outcome& purpose& actor& opening;
  }
};
TouchMark touch_mark(const TouchFact& touch);

/// The evidence behind a kept promise.
struct Credit {
  Date day;
  Channel channel = Channel::unknown;
  bool opening = false;
  auto operator<=>(const Credit&) const = default;
  template <class A>
  void serialize(A& ar, unsigned) {
    ar& day& channel& opening;
  }
};

struct StreamState {
  std::string stream;
  StreamKind kind = StreamKind::period;
  bool running = false;  ///< PERIOD: a bucket is demanded; GAP: in the regime
  bool ending = false;   ///< PERIOD: left the regime, judged to the end of its bucket
  Date judged_by;        ///< effective day of the document whose stream judges the bucket
                         ///< (PERIOD)
  DateSpan bucket;       ///< PERIOD: demanded now, or next when it has not begun
  std::int32_t needed = 1;  ///< PERIOD: touches this bucket
  std::int32_t got = 0;
  std::optional<Credit> first;    ///< first credit of the bucket
  std::optional<Credit> confirm;  ///< what confirmed an opening credit
  DateSpan previous;              ///< the bucket before, while its grace may matter
  std::int32_t lacking = 0;       ///< touches the previous bucket lacks
  std::int32_t missed = 0;        ///< arrears
  DateSpan first_missed;
  std::optional<Credit> last;  ///< GAP: last qualifying touch
  Date not_before;             ///< GAP: day of entry or of the last change of its period
  std::int32_t period_wd = 0;  ///< GAP: as modified
  std::int32_t kept = 0;
  std::int32_t in_grace = 0;
  std::int32_t broken = 0;
  std::int32_t waived = 0;
  std::uint32_t channels = 0;  ///< buckets: as tags leave them; 0: the stream's
  std::int32_t late = 0;       ///< GRID: reached 0 by its point, 1 in grace, 2 later
  std::int32_t attempts = 0;   ///< without a reply, since it was last credited
  Date last_attempt;
  bool retry_off = false;  ///< a next step was agreed on the day of the last attempt
  bool operator==(const StreamState&) const = default;
  template <class A>
  void serialize(A& ar, unsigned) {
    ar& stream& kind& running& ending& judged_by& bucket.first& bucket
        .last& needed& got& first& confirm;
    ar& previous.first& previous.last& lacking& missed& first_missed.first& first_missed
        .last;
    ar& last& not_before& period_wd& kept& in_grace& broken& waived;
    ar& channels& late& attempts& last_attempt& retry_off;
  }
};

/// A stream that is not to be shown before a day.
struct StreamSnooze {
  std::string stream;
  Date since;
  Date until;
  std::string reason;
  bool operator==(const StreamSnooze&) const = default;
  template <class A>
  void serialize(A& ar, unsigned) {
    ar& stream& since& until& reason;
  }
};

/// The day decided for a stream's first promise.
struct FirstDue {
  std::string stream;
  Date since;
  Date due;              ///< not before since
  bool touched = false;  ///< a touch since then was credited: nothing falls due on it
  bool operator==(const FirstDue&) const = default;
  template <class A>
  void serialize(A& ar, unsigned) {
    ar& stream& since& due& touched;
  }
};

/// The last touch of each sort, for streams that begin later.
struct LastTouch {
  TouchMark mark;          ///< actor emptied; see role
  std::uint32_t role = 0;  ///< bit of the actor's role that day; 0: matches any role
  bool by_owner = false;
  Date day;
  bool operator==(const LastTouch&) const = default;
  template <class A>
  void serialize(A& ar, unsigned) {
    ar& mark& role& by_owner& day;
  }
};

struct OpenStep {
  EventKey event;
  Occurred occurred;
  TextRef text;
  DeadlineKind deadline = DeadlineKind::none;
  std::optional<Date> first;
  std::optional<Date> last;
  std::int32_t working_days = 0;
  Channel channel = Channel::unknown;
  PersonKey actor;
  std::optional<Date> snoozed_until = {};
  std::string snooze_reason = {};
  bool operator==(const OpenStep&) const = default;
  template <class A>
  void serialize(A& ar, unsigned) {
    ar& event& occurred& text& deadline& first& last& working_days& channel& actor;
    ar& snoozed_until& snooze_reason;
  }
};

struct CadenceState {
  Date judged_through;        ///< every earlier day is settled
  bool begun = false;         ///< judged_through has a meaning
  bool started = false;       ///< S0 has passed
  Standing standing;          ///< after the last settled day
  std::optional<Date> today;  ///< day of the facts not yet settled
  std::optional<Standing> standing_today;
  std::vector<TouchMark> touches_today;
  std::vector<StreamState> streams;  ///< ascending by stream, kind
  std::vector<LastTouch> last_touches;
  std::vector<LastTouch> early;  ///< every touch before S0 that its bucket may still hold
  std::vector<OpenStep> steps;   ///< open ones, ascending by event key
  bool step_today = false;       ///< a next step was agreed on the day in hand
  std::vector<FirstDue> first_dues_today;  ///< in fact order
  std::vector<FirstDue> first_dues;        ///< one a stream, in the order they came
  std::vector<StreamSnooze> snoozes;       ///< one a stream, in the order they came
  Date handed_over;      ///< last day on which another owner took over; see the next
  Date hand_over_until;  ///< nothing breaks before it
  bool operator==(const CadenceState&) const = default;
  template <class A>
  void serialize(A& ar, unsigned) {
    ar& judged_through& begun& started& standing& today& standing_today& touches_today;
    ar& streams& last_touches& early& steps;
    ar& step_today& first_dues_today& first_dues& snoozes& handed_over& hand_over_until;
  }
};

// ---- folding
// ------------------------------------------------------------------------------------------------

// Facts come in fact order; each call may be on the day of the one before or later.
void stand(CadenceState& state, Date day, const Standing& standing,
           const CadenceRules& rules);
void touch(CadenceState& state, const FactHead& head, const TouchFact& fact,
           const CadenceRules& rules);
void step(CadenceState& state, const FactHead& head, const StepFact& fact,
          const CadenceRules& rules);
void close_step(CadenceState& state, const StepClosedFact& fact);
/// A step that is not open is passed over.
void snooze(CadenceState& state, const FactHead& head, const SnoozeFact& fact,
            const CadenceRules& rules);
void first_due(CadenceState& state, const FactHead& head, const FirstDueFact& fact,
               const CadenceRules& rules);
/// Judges everything up to and including a day. A state settled past its last fact may
/// take no fact of that day or before.
void settle(CadenceState& state, Date day, const CadenceRules& rules);

// ---- answers
// ------------------------------------------------------------------------------------------------

enum class PromiseState : std::int32_t {
  overdue = 1,
  open = 2,
  upcoming = 3,
  undated = 4,  ///< shown as open, after all that has a day
  kept = 5,
  no_cadence = 6,
  snoozed = 7,  ///< owed, but put off: see snoozed_until
};
std::span<const CodeWord> promise_state_words() noexcept;
inline std::span<const CodeWord> words_of(PromiseState) { return promise_state_words(); }

struct PromiseRow {
  PromiseState state{};
  std::string stream;  ///< stream id, "next step", or "no cadence"
  BilingualText stream_words;
  BilingualText purpose;  ///< empty for a step: see text
  BilingualText content;
  TextRef text;   ///< step: what is to be done
  EventKey step;  ///< step: its event key
  Date window_from;
  std::optional<Date> due;
  std::int32_t overdue_wd = 0;
  std::vector<Credit> credits;
  bool provisional = false;     ///< a date rests on days no calendar covers
  std::int32_t escalation = 0;  ///< thresholds passed
  std::int32_t missed = 0;      ///< PERIOD: arrears
  std::int32_t broken = 0;      ///< promises broken so far
  std::int32_t kept = 0;
  std::int32_t in_grace = 0;
  std::int64_t weight = 0;
  std::uint32_t channels = 0;  ///< bit = code of Channel; 0: any
  PersonKey actor;             ///< step: who is to do it, empty: the owner
  std::optional<Date> since;   ///< what the due day is counted from: first day of the
                               ///< period, last touch or assignment, day of the step
  bool slides = false;         ///< GAP: an early touch brings the next due day forward
  std::optional<Date> snoozed_until;  ///< first day on which it is shown again
  std::int32_t attempts = 0;          ///< without a reply, since it was last kept
  std::optional<Date> retry;          ///< day on which to try again
  bool starved = false;               ///< waited as long as the stream's cap grants
  std::vector<Why> whys;
  bool operator==(const PromiseRow&) const = default;
};

/// The customer's promises on a day. `state` is settled to a day before or on as_of and
/// has no fact after as_of.
std::vector<PromiseRow> promises(const CadenceState& state, Date as_of,
                                 const CadenceRules& rules);
/// The same, and as upcoming those too that fall due beyond the document's horizon: every
/// stream that is demanded has a row of its next promise.
std::vector<PromiseRow> promises_ahead(const CadenceState& state, Date as_of,
                                       const CadenceRules& rules);

/// A stream as a first cycle is planned.
struct CycleStream {
  std::string stream;
  BilingualText words;
  std::int32_t period_wd = 1;        ///< one touch every so many working days
  bool touched = false;              ///< was credited, in this bucket or before
  std::optional<Date> decided = {};  ///< its first due day
};
/// The streams that run on a day, ascending. A week counts as 5 working days, a month as
/// 20, a quarter as 60, a year as 240.
std::vector<CycleStream> first_cycle(const CadenceState& state, Date as_of,
                                     const CadenceRules& rules);

/// What a list goes by before any row is made, seen from a day on and as long as no fact
/// comes. Date::max(): never.
struct Outlook {
  /// First later day on which promises() changes by time alone, ages apart.
  Date wake = Date::max();
  /// No row of promises() falls due before it, those kept apart.
  Date first_due = Date::max();
  /// Of the promises that are the owner's to keep and can be overdue before holds_until,
  /// the first falls due on that day: from the next day on it is.
  Date due = Date::max();
  Date holds_until = Date::max();
  auto operator<=>(const Outlook&) const = default;
};
Outlook outlook(const CadenceState& state, Date day, const CadenceRules& rules);

}  // namespace kith
