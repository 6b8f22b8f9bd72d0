// The rows in which words stand, as an erasure takes them away: the vault, the words
// beside facts, the keys by which duplicates are found.
//
// Of words in the vault their reference stays, behind which nothing stands: so that no
// later fact puts words there again, and an answer can say that there were some.
#pragma once

#include <SQLiteCpp/Database.h>

#include <cstdint>

#include "kith/base/ids.hpp"

namespace kith::book {

/// Inside a transaction that the caller holds. Throws SQLite::Exception.
class WordRows {
 public:
  explicit WordRows(SQLite::Database& db) : db_(db) {}
  /// Whether there were any.
  bool remove_words(TextRef ref);
  void clear_beside(std::int64_t seq);
  void remove_match_key(std::int64_t hash, std::int64_t customer);
  bool is_erased(TextRef ref);

 private:
  SQLite::Database& db_;
};

}  // namespace kith::book
