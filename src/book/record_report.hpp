// The row report of a record call: what each fact of the batch came to, and why not.
#pragma once

#include <memory>
#include <utility>
#include <vector>

#include "kith/base/table.hpp"
#include "kith/model/batch.hpp"

namespace kith::book {

struct RowOutcome {
  RecordOutcome outcome = RecordOutcome::refused;
  std::unique_ptr<const Error> error;  ///< of a conflict or a refusal
};

inline bool is_accepted(RecordOutcome outcome) {
  return outcome == RecordOutcome::created || outcome == RecordOutcome::replaced;
}
inline RowOutcome failed(RecordOutcome outcome, Error error) {
  return {outcome, std::make_unique<const Error>(std::move(error))};
}
inline RowOutcome refusal(Error error) {
  return failed(RecordOutcome::refused, std::move(error));
}

/// Schema "record_report".
Table record_report(const Batch& batch, const std::vector<RowOutcome>& outcomes);

}  // namespace kith::book
