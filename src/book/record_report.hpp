// The row report of a record call: what each fact of the batch came to, and why not.
#pragma once

#include <memory>
#include <vector>

#include "kith/base/table.hpp"
#include "kith/model/batch.hpp"

namespace kith::book {

struct RowOutcome {
  RecordOutcome outcome = RecordOutcome::refused;
  std::unique_ptr<const Error> error;  ///< of a conflict or a refusal
};

/// Schema "record_report".
Table record_report(const Batch& batch, const std::vector<RowOutcome>& outcomes);

}  // namespace kith::book
