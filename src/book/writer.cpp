#include "book/writer.hpp"

namespace kith::book {

void Writer::put(CustomerRow& row, const CustomerState* old, const CustomerState& now,
                 const Rules& rules) {
  if (old != nullptr) add(deltas_, contributions(*old), -1);
  add(deltas_, contributions(now), 1);
  row.state = state_to_bytes(now);
  row.chunk =
      chunks_.place(row.id, row.chunk, now.ownership.owner, stored_wake(now, rules));
  store_.update(row);
  ++states_written_;
}

void Writer::flush() {
  for (const auto& [cell, n] : deltas_) store_.add_rollup(cell, n);
  deltas_.clear();
  chunks_.flush();
}

}  // namespace kith::book
