// Sums: what one customer adds to the rollups, as signed counts by (owner, metric, day).
// A book keeps the sum over all customers, so every change is new minus old, and the sum
// up to a day answers for that day.
//
//   Sums before = contributions(old_state), after = contributions(new_state);
//
// Integers, independent of any as_of. Activity stands under the owner of its day; stock
// (customers held) moves with a new owner on the day of the move. Not here: touches (a
// state keeps no history of them), amounts.
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <unordered_map>

#include "kith/flow/flow.hpp"

namespace kith::book {

/// Numbers are written to files: append-only.
enum class Metric : std::int32_t {
  customers_new = 1,   ///< day of the customer's first fact
  customers_held = 2,  ///< stock
  deals_created = 3,
  deals_won = 4,   ///< standing won: +1 when won, −1 when taken up again
  deals_lost = 5,  ///< standing lost
  deals_void = 6,  ///< standing void
  orders = 7,
};

struct Cell {
  PersonKey owner;
  Metric metric{};
  Date day;
  auto operator<=>(const Cell&) const = default;
};

/// No entry is zero.
using Sums = std::map<Cell, std::int64_t>;

/// The sum over many customers, found by hash while it grows.
class Tally {
 public:
  /// Throws Error (overflow) past int64.
  void add(const Sums& sums);
  [[nodiscard]] Sums sums() const;

 private:
  struct Hash {
    std::size_t operator()(const Cell& cell) const noexcept;
  };
  std::unordered_map<Cell, std::int64_t, Hash> cells_;
};

/// Whether a fact that follows others in order can change what its customer adds.
bool moves_sums(const CustomerState& before, const Fact& fact);
Sums contributions(const CustomerState& state);
/// into += sign × sums, without leaving zeros. Throws Error (overflow) past int64.
void add(Sums& into, const Sums& sums, std::int64_t sign);

}  // namespace kith::book
