// Match keys: by what a customer is found as the duplicate of another, hashed with the
// book's salt: no word stands here. All keys that the facts of a customer ever gave, so
// that at every cut the right customers are among those found.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "book/store.hpp"
#include "kith/ownership/duplicates.hpp"

namespace kith::book {

/// 64 bits: two keys of one hash cost a look and never an answer.
std::int64_t match_hash(const HashKey& salt, const MatchKey& key);

/// Those a fact gives its customer, ascending, each once.
std::vector<std::int64_t> match_hashes(const HashKey& salt, const Fact& fact,
                                       const std::function<std::string(TextRef)>& words);

/// A sum over a set of keys, whatever their order, to compare two of them.
class MatchTally {
 public:
  void add(std::int64_t customer, std::span<const std::int64_t> hashes);
  bool operator==(const MatchTally&) const = default;

 private:
  std::uint64_t sum_ = 0;
  std::int64_t count_ = 0;
};

/// All keys of a customer, out of its facts and its part of the vault, ascending, each
/// once.
std::vector<std::int64_t> match_hashes(Store& store, const HashKey& salt,
                                       std::span<const Fact> facts,
                                       std::span<const VaultView> vault);
/// What stands in the table.
MatchTally match_tally(Store& store);

}  // namespace kith::book
