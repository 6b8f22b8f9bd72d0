// Ranking: the tables of a cadence document that give a promise points beside its weight
// and its lateness. docs/documents.md has every member.
//
//   "ranking": {"tiers": {"A": 40, "B": 20}, "overdue_wd": [{"from": 1, "points": 5}], …}
//
// Not here: what a promise gets of them on a day (flow/ranking.hpp).
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kith/base/money.hpp"

namespace kith {

/// A row of a table by name. Points of any table may be negative.
struct NamedPoints {
  std::string name;
  std::int32_t points = 0;
  bool operator==(const NamedPoints&) const = default;
};
/// A row of a table by number: it holds from `from` up to the next row's.
struct PointStep {
  std::int64_t from = 0;
  std::int32_t points = 0;
  bool operator==(const PointStep&) const = default;
};

/// At most 64 rows a table. What no row speaks of gets nothing.
struct Ranking {
  std::vector<NamedPoints> tiers;       ///< ascending by name, as are the next two
  std::vector<NamedPoints> stages;      ///< of deals
  std::vector<NamedPoints> tags;        ///< each one held gives its own
  Currency currency;                    ///< of `value`
  std::vector<PointStep> value;         ///< ascending, minor units
  std::vector<PointStep> overdue_wd;    ///< ascending, working days, 1 or more
  [[nodiscard]] bool is_empty() const;  ///< no row at all
  bool operator==(const Ranking&) const = default;
};

/// The row of a name; nullptr: none.
const NamedPoints* row_of(std::span<const NamedPoints> table, std::string_view name);
/// The last row that begins at the number or before; nullptr: none.
const PointStep* row_at(std::span<const PointStep> table, std::int64_t number);

}  // namespace kith
