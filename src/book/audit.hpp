// Audit: everything that follows from the log, worked out again from the log and compared
// with what the book keeps.
#pragma once

#include <functional>

#include "book/engine.hpp"

namespace kith::book {

using Progress = std::function<bool(std::int64_t, std::int64_t)>;

/// Throws damaged_book naming the first fault.
void check_book(Engine& engine);
/// Puts states, rollups and owner chunks right, inside a transaction that the caller
/// holds; the number of states that differed. The log itself is not touched: a broken
/// chain throws damaged_book.
std::int64_t rebuild_book(Engine& engine, const Progress& progress);

}  // namespace kith::book
