// Win-back cases: what is done about customers that were lost (流失挽回).
//
//   apply(cases, fact);     // in fact order
//
// One fact tells a case whole, so a case is its latest fact, with the days between which
// it was open. Not here: how late a case is, which asks a calendar (view).
#pragma once

#include <optional>
#include <vector>

#include "kith/model/fact.hpp"

namespace kith {

struct WinBackCase {
  WinBackFact said;
  Date opened;                ///< day of its first fact
  std::optional<Date> ended;  ///< first day of the result that stands; none: it is open
  bool operator==(const WinBackCase&) const = default;
  template <class A>
  void serialize(A& ar, unsigned) {
    ar& said& opened& ended;
  }
};

/// Ascending by the cases' keys; facts of other kinds are passed over. A case that was
/// ended and is told as open runs again.
void apply(std::vector<WinBackCase>& cases, const Fact& fact);

}  // namespace kith
