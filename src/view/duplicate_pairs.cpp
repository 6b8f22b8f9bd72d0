// The scan of all customers for pairs that may be one.
//
// Two passes: the first takes of each customer a hash for each of its keys and its owner,
// the second reads again those that share one. So the memory is some hundred bytes a
// customer, and the work is linear but for a sort of hashes.
#include <algorithm>
#include <cstdint>
#include <map>
#include <utility>

#include "kith/base/hash.hpp"
#include "kith/view/view.hpp"
#include "view/actor.hpp"
#include "view/duplicate_rows.hpp"
#include "view/schemas.hpp"

namespace kith {
namespace {

using namespace view_detail;

/// Place of a customer in the order of keys.
using Place = std::uint32_t;
using Pair = std::pair<Place, Place>;

struct Entry {
  std::uint64_t key;
  Place place;
  auto operator<=>(const Entry&) const = default;
};

struct Scan {
  std::vector<Entry> entries;
  std::vector<bool> owned;  ///< by place
};

// Two values of one hash meet in vain: the match of the customers is judged after.
std::uint64_t hash_of(const MatchKey& key) {
  return KeyedHash(HashKey{})
      .part(static_cast<std::int64_t>(key.kind))
      .part(key.value)
      .finish()
      .hi;
}

Scan scan(const Source& source, const Cut& cut, const Words& words) {
  Scan out;
  source.each(cut, [&](const CustomerState& s) {
    const auto place = static_cast<Place>(out.owned.size());
    out.owned.push_back(!s.ownership.owner.empty());
    for (const MatchKey& key : keys_by_place(identity_of(s, words)))
      out.entries.push_back({hash_of(key), place});
    return true;
  });
  std::sort(out.entries.begin(), out.entries.end());
  return out;
}

/// Of those who share a key each with the first that somebody owns, else the first.
std::vector<Pair> pairs_of(const Scan& scan) {
  std::vector<Pair> pairs;
  for (auto first = scan.entries.begin(); first != scan.entries.end();) {
    const auto last = std::find_if(first, scan.entries.end(),
                                   [&](const Entry& e) { return e.key != first->key; });
    const auto owned =
        std::find_if(first, last, [&](const Entry& e) { return scan.owned[e.place]; });
    const Place centre = owned != last ? owned->place : first->place;
    for (; first != last; ++first) {
      if (first->place != centre) pairs.push_back(std::minmax(first->place, centre));
    }
  }
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  return pairs;
}

std::map<Place, Claim> read_claims(const Source& source, const Cut& cut,
                                   const std::vector<Pair>& pairs, const Words& words) {
  std::map<Place, Claim> claims;
  for (const auto& [one, other] : pairs) {
    claims.try_emplace(one);
    claims.try_emplace(other);
  }
  auto next = claims.begin();
  Place place = 0;
  source.each(cut, [&](const CustomerState& s) {
    if (next == claims.end()) return false;
    if (place++ == next->first) {
      next->second = claim_of(s, words);
      ++next;
    }
    return true;
  });
  return claims;
}

}  // namespace

Table View::duplicate_pairs(std::int64_t limit) const {
  const auto moment = source_->hold();
  Words words = this->words();
  const std::vector<Pair> pairs = pairs_of(scan(*source_, cut_, words));
  const std::map<Place, Claim> claims = read_claims(*source_, cut_, pairs, words);
  std::vector<DuplicateRow> rows;
  for (const auto& [one, other] : pairs) {
    const Claim& a = claims.at(one);
    const Claim& b = claims.at(other);
    if (auto match = match_of(a.identity, b.identity))
      rows.push_back({a, b, *std::move(match)});
  }
  put_in_order(rows, limit);
  DuplicateTable table(words, *rules_, cut_.as_of);
  for (const DuplicateRow& row : rows) table.add(row);
  return std::move(table).finish();
}

}  // namespace kith
