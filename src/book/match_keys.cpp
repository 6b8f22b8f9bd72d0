#include "book/match_keys.hpp"

#include <algorithm>

namespace kith::book {
namespace {

void order(std::vector<std::int64_t>& hashes) {
  std::sort(hashes.begin(), hashes.end());
  hashes.erase(std::unique(hashes.begin(), hashes.end()), hashes.end());
}

}  // namespace

std::int64_t match_hash(const HashKey& salt, const MatchKey& key) {
  return static_cast<std::int64_t>(KeyedHash(salt)
                                       .part("match")
                                       .part(static_cast<std::int64_t>(key.kind))
                                       .part(key.value)
                                       .finish()
                                       .hi);
}

std::vector<std::int64_t> match_hashes(const HashKey& salt, const Fact& fact,
                                       const std::function<std::string(TextRef)>& words) {
  std::vector<std::int64_t> hashes;
  for (const MatchKey& key : index_keys(fact, words))
    hashes.push_back(match_hash(salt, key));
  order(hashes);
  return hashes;
}

void MatchTally::add(std::int64_t customer, std::span<const std::int64_t> hashes) {
  constexpr std::uint64_t kOdd = 0x9E3779B97F4A7C15U;
  for (const std::int64_t hash : hashes) {
    std::uint64_t mixed =
        static_cast<std::uint64_t>(hash) ^ static_cast<std::uint64_t>(customer) * kOdd;
    mixed = (mixed ^ mixed >> 29U) * kOdd;
    sum_ += mixed ^ mixed >> 32U;
    ++count_;
  }
}

std::vector<std::int64_t> match_hashes(Store& store, const HashKey& salt,
                                       std::span<const Fact> facts,
                                       std::span<const VaultView> vault) {
  const std::function<std::string(TextRef)> words = [&](TextRef ref) {
    for (const VaultView& view : vault) {
      if (view.ref == ref) return std::string(view.words);
    }
    return store.words(ref);  // a reference of the host's that another customer bears
  };
  std::vector<std::int64_t> all;
  for (const Fact& fact : facts) {
    const auto of_fact = match_hashes(salt, fact, words);
    all.insert(all.end(), of_fact.begin(), of_fact.end());
  }
  order(all);
  return all;
}

MatchTally match_tally(Store& store) {
  MatchTally tally;
  store.each_match_key([&](std::int64_t hash, std::int64_t customer) {
    tally.add(customer, {&hash, 1});
  });
  return tally;
}

}  // namespace kith::book
