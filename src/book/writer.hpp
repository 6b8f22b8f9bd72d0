// Writer: puts customers' new states into the book with all that follows from them:
// rollups, owner chunks, wake days. Collects over a transaction; flush() writes each page
// once.
#pragma once

#include "book/chunks.hpp"
#include "book/engine.hpp"
#include "book/sums.hpp"

namespace kith::book {

class Writer {
 public:
  explicit Writer(Store& store) : store_(store), chunks_(store) {}
  /// Stores a row (already in the table: it has an id) whose head, facts and events may
  /// have changed, with the state that takes the place of `old` (null: a new customer).
  void put(CustomerRow& row, const CustomerState* old, const CustomerState& now,
           const Rules& rules);
  void flush();
  [[nodiscard]] std::int64_t states_written() const { return states_written_; }

 private:
  Store& store_;
  Chunks chunks_;
  Sums deltas_;
  std::int64_t states_written_ = 0;
};

}  // namespace kith::book
