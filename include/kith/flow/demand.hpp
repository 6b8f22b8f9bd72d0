// What a cadence asks of a customer on a day, and who of ours can give it: what is looked
// at before a document is adopted.
//
//   Trial trial = try_cadence(rules, &document, monday).value();
//   for (const Demand& d : demands(state.cadence, monday, trial.rules(rules))) …
//
// Pure. docs/decisions/018-before-adoption.md says what was chosen.
#pragma once

#include <cstdint>
#include <vector>

#include "kith/flow/flow.hpp"
#include "kith/planner/load.hpp"

namespace kith {

/// Cadence documents with one more tried from a day on. Immutable.
struct Trial {
  Timeline<BoundCadence> documents;
  Date book_start;
  /// Borrows from both.
  [[nodiscard]] CadenceRules rules(const Rules& base) const {
    return {base.calendar(), documents, base.directory(), book_start};
  }
};
/// Those in force, and from `from` on the candidate, later ones gone; nullptr: those in
/// force alone. Nothing is adopted. Fails with wrong_type (another kind), or bad_document
/// with the path, both at "candidate"; and not_adopted without a candidate where none is
/// in force on the day.
Result<Trial> try_cadence(const Rules& rules, const Document* candidate, Date from);

/// One stream as a standing is asked for it: its tags counted.
struct Demand {
  const Stream* stream = nullptr;  ///< of a document of the rules
  std::int32_t needed = 1;         ///< PERIOD: touches in each bucket
  std::int32_t period_wd = 0;      ///< GAP: working days
};
/// What the document in force asks of a customer who stands as the state does, as if it
/// had begun on the day; nothing of one whom nobody was assigned. Ascending by stream.
std::vector<Demand> demands(const CadenceState& state, Date day,
                            const CadenceRules& rules);
/// As load, but for the number of customers (1), role and channel.
StreamLoad load_of(const Demand& demand);

/// Who makes a stream's touches: the owner, where the stream takes the owner's; else the
/// first who has one of its roles of those the owner reports to and of the leaders of the
/// owner's team and those above it; else one of all who have one, by the customer's key.
/// Nobody: nobody who is active and verified has one, or nobody holds the customer.
PersonKey doer_of(const Stream& stream, const PersonKey& owner,
                  const CustomerKey& customer, const Directory& directory, Date day);

}  // namespace kith
