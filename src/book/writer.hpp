// Writer: puts customers' new states into the book with all that follows from them:
// rollups, owner chunks, wake days. Collects over a transaction; flush() writes each page
// once.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "book/chunks.hpp"
#include "book/engine.hpp"
#include "book/sums.hpp"

namespace kith::book {

/// What of a customer stood elsewhere before: its part of the sums, and its owner.
struct Stood {
  Sums sums;
  PersonKey owner;
  Stood() = default;  ///< nothing: a new customer
  explicit Stood(const CustomerState& state)
      : sums(contributions(state)), owner(state.ownership.owner) {}
};

class Writer {
 public:
  explicit Writer(Store& store) : store_(store), chunks_(store) {}
  /// Stores a row (already in the table: it has an id) whose head, facts and events may
  /// have changed, with its new state. `before` none: sums and owner are what they were.
  /// `many`: the customer may be put again before flush().
  enum class Times { once, many };
  void put(CustomerRow& row, const std::optional<Stood>& before, const CustomerState& now,
           const Rules& rules, Times times = Times::once);
  /// Lists a customer under its owner; the row gets its chunk.
  void list(CustomerRow& row, const CustomerState& now, const Rules& rules);
  /// A row that stands for nobody any more: out of sums and lists, without a state.
  void take_out(CustomerRow& row, const Stood& before);
  /// Lists a customer under somebody its facts name, its owner apart.
  void name(const PersonKey& person, const CustomerRow& row, const CustomerState& now);
  /// The owner too.
  void name(const PersonKey& person, const CustomerRow& row);
  /// Has a customer found by these hashes (match_keys.hpp).
  void match(const CustomerRow& row, std::span<const std::int64_t> hashes);
  void flush();
  [[nodiscard]] std::int64_t states_written() const { return states_written_; }

 private:
  Store& store_;
  Chunks chunks_;
  Sums deltas_;
  std::vector<std::pair<std::int64_t, std::int64_t>> matches_;  ///< hash, customer
  std::int64_t states_written_ = 0;
};

}  // namespace kith::book
