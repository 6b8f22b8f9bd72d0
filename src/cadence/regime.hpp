// The regime of a day: which streams a document demands of a standing, as modified by its
// tags. Private to cadence.
#pragma once

#include <string>
#include <vector>

#include "kith/cadence/cadence.hpp"

namespace kith::cadence_detail {

/// A tag that changed a stream.
struct Modifier {
  const TagRule* tag;
  bool operator==(const Modifier&) const = default;
};

/// One stream as demanded.
struct Active {
  const Stream* stream;
  std::int32_t needed;     ///< PERIOD, GRID
  std::int32_t period_wd;  ///< GAP
  std::int64_t weight;
  std::uint32_t channels;
  std::int32_t min_gap_wd;
  std::vector<Modifier> chain;
};

struct Regime {
  const BoundCadence* bound = nullptr;  ///< none in force: nullptr
  Date document_from;
  std::vector<Active> streams;
  [[nodiscard]] const Active* find(const std::string& id, StreamKind kind) const;
};

bool holds_tag(const Standing& standing, const std::string& tag, Date day);
Regime regime_on(const Standing& standing, Date day, const CadenceRules& rules);

/// First day after `after`, up to and including `through`, on which the regime may change
/// with no fact: a document comes into force, a tag has expired, the book starts.
/// nullopt: none.
std::optional<Date> next_change(const Standing& standing, Date after, Date through,
                                const CadenceRules& rules);

/// The first bucket of a grid that begins on or after a day.
DateSpan first_bucket_from(const StreamGrid& grid, Date day);

/// Who made a touch, as the streams ask: a role bit (0 matches any) and whether it was
/// the owner.
struct ActorStanding {
  std::uint32_t role = 0;
  bool by_owner = false;
};
ActorStanding actor_standing(const TouchMark& mark, const Standing& standing, Date day,
                             const Directory& directory);
/// `channels`: those of the stream that count.
bool qualifies(const Stream& stream, std::uint32_t channels, const TouchMark& mark,
               ActorStanding actor);
/// Would qualify, had there been a reply.
bool is_attempt(const Stream& stream, std::uint32_t channels, const TouchMark& mark,
                ActorStanding actor);

/// Day on which a GAP falls due, and on which its window opens.
struct GapDays {
  Date base;
  DayAnswer window;
  DayAnswer due;
  bool kept_apart = false;  ///< the window opens later for a contact
};
GapDays gap_days(const CadenceState& state, const StreamState& s, const Active& active,
                 Leave leave, const CadenceRules& rules);
/// Its base and due day alone.
Date gap_base(const StreamState& s, const Standing& standing);
DayAnswer gap_due(const CadenceState& state, const StreamState& s, Date base, Leave leave,
                  const CadenceRules& rules);
/// The day on which a window opens that would open on `from`, with the contacts that the
/// state has seen kept apart; not after the due day.
Date opens_on(const CadenceState& state, Date from, Date due, std::int32_t min_gap_wd,
              const Calendar& calendar);
/// Last day in time of a next step; none: undated.
std::optional<DayAnswer> step_due(const OpenStep& step, const Calendar& calendar);

/// How far ahead of a day promises are shown, by the document of the regime.
std::int32_t horizon_wd(const Regime& regime);
Date horizon_day(const Regime& regime, Date day, const Calendar& calendar);

}  // namespace kith::cadence_detail
