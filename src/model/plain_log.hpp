// Whether a log corrects nothing, as most do: then all of it is in force, for a log holds
// no event twice.
#pragma once

#include <algorithm>
#include <span>

#include "kith/model/fact.hpp"

namespace kith {

inline bool corrects_nothing(std::span<const Fact> log) {
  return std::all_of(log.begin(), log.end(), [](const Fact& f) {
    return f.head.revision == 0 && !f.head.replaces && f.kind() != FactKind::retract;
  });
}

}  // namespace kith
