// Catching up: customers whom a change of rules left behind are folded under the rules in
// force, some at a time, each time in one transaction. Until then whoever reads one folds
// it, and so does whoever writes to one (docs/decisions/025-adoption-in-parts.md).
#pragma once

#include <cstdint>

#include "book/engine.hpp"

namespace kith::book {

/// The next customers, ascending by id; returns how many are left. In a WriteScope.
std::int64_t catch_up(Engine& engine, std::int64_t customers);

/// What a list should say of a customer that stands behind.
Slot fresh_slot(Engine& engine, const Slot& slot);

}  // namespace kith::book
