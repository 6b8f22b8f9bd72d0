// Judging the buckets of PERIOD and GRID streams. Private to cadence.
#pragma once

#include "cadence/regime.hpp"

namespace kith::cadence_detail {

/// PERIOD or GRID.
inline bool has_buckets(const StreamState& s) { return s.kind != StreamKind::gap; }

/// Ends what runs, with its arrears.
void stop(StreamState& s);
/// Judges the buckets that ended before `day`. The regime has been the same since the
/// last change.
void advance_buckets(const CadenceState& state, StreamState& s, const Regime& regime,
                     Date day, const CadenceRules& rules);
/// `active`: the stream from `day` on; nullptr: no longer. `first`: the customer's first
/// day with a regime.
void change_buckets(StreamState& s, const Active* active, const Regime& regime, Date day,
                    bool first, const CadenceRules& rules);
/// Whether the touch was credited.
bool credit_bucket(const CadenceState& state, StreamState& s, const TouchMark& mark,
                   Date day, ActorStanding actor, const CadenceRules& rules);
/// Do-not-contact begins: what runs is kept or waived.
void suspend_buckets(StreamState& s, Date day);

/// An attempt of a day, and that there was none since the last credit.
void add_attempt(StreamState& s, Date day, bool step_today);
void clear_attempts(StreamState& s);

}  // namespace kith::cadence_detail
