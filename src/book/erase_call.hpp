// An erasure from outside a batch: whom it concerns, and what is left of it in the file.
#pragma once

#include "book/engine.hpp"
#include "kith/book/book.hpp"

namespace kith::book {

/// Writes the file anew and empties its log, so that no unused byte holds what was
/// erased. After the transaction: nothing is thrown, for the erasure stands.
///
/// secure_delete zeroes what is deleted where it stands. But when SQLite shares out the
/// rows of full pages anew, a copy of a row may stay in the unused middle of a page, and
/// the row that is deleted later is the other one. So the file is written anew.
EraseFile finish_erasure(Store& store) noexcept;

}  // namespace kith::book
