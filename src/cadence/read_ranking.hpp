// The ranking of a cadence document, from JSON. Private to cadence.
#pragma once

#include "kith/base/json.hpp"
#include "kith/cadence/ranking.hpp"

namespace kith::cadence_detail {

/// Every error by path.
Ranking read_ranking(JsonReader reader);

}  // namespace kith::cadence_detail
