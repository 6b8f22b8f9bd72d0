// Rows of two customers that may be one. Private to view.
#pragma once

#include <string>
#include <vector>

#include "kith/ownership/duplicates.hpp"
#include "kith/view/source.hpp"
#include "view/words.hpp"

namespace kith::view_detail {

/// What is shown of one side.
struct Claim {
  CustomerKey key;  ///< empty: not created yet
  PersonKey owner;
  std::string name;  ///< as who asks may see it; the key where none is known
  Identity identity;
};

/// Fields that who asks may not see are not known; masked ones are compared whole.
Identity identity_of(const CustomerState& state, const Words& words);
Claim claim_of(const CustomerState& state, const Words& words);

struct DuplicateRow {
  Claim one;
  Claim other;
  Match match;
  [[nodiscard]] bool conflicts() const {
    return !one.owner.empty() && !other.owner.empty() && one.owner != other.owner;
  }
};
/// Best first: by score, conflicts before others, keys. The first `limit`; 0: all.
void put_in_order(std::vector<DuplicateRow>& rows, std::int64_t limit);

/// A customer that who asks may know to exist, and no more.
struct Disclosed {
  std::string masked_name;
  std::string team;
  auto operator<=>(const Disclosed&) const = default;
};

/// Writes the table "duplicates".
class DuplicateTable {
 public:
  DuplicateTable(Words& words, const Rules& rules, Date day);
  void add(const DuplicateRow& row);
  void add(const Claim& asked, const Disclosed& hidden);
  [[nodiscard]] std::int64_t rows() const { return w_.rows(); }
  [[nodiscard]] Table finish() && { return std::move(w_).finish(); }

 private:
  void asked(const Claim& claim);
  Words& words_;
  const Rules& rules_;
  Date day_;
  TableWriter w_;
};

/// The team's name, or its key; empty: nobody's, or in no team.
std::string team_of(const PersonKey& owner, const Rules& rules, Date day);

}  // namespace kith::view_detail
