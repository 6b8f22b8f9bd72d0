// Groups: customers that are one, in a book (docs/decisions/020-merge.md).
//
// Each keeps its row, its log, its fingerprints and the keys that find it. The state of
// all stands in the row of the one that is kept, which alone is listed under an owner and
// adds to the sums; the rows of the others have no state and no chunk. Everybody that the
// facts of a customer of a group name is listed with it, its owner too, so that who is
// listed is a function of each log alone.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "book/writer.hpp"

namespace kith::book {

/// The state of all that are one with a kept customer; none: they have no fact.
std::optional<CustomerState> group_state(Store& store, const CustomerKey& kept,
                                         const Rules& rules,
                                         std::optional<Instant> known_at = {},
                                         Date through = Date::max());

/// The state of a row that stands for somebody, from its log or those of its group; none:
/// a group without a fact.
std::optional<CustomerState> folded_state(Store& store, const CustomerRow& row,
                                          const Rules& rules,
                                          std::optional<Instant> known_at = {},
                                          Date through = Date::max());

/// What a customer's row stands for, whose own log is given; none: it is merged into
/// another, or has no fact, and stands for nobody.
std::optional<CustomerState> standing_state(Store& store, const CustomerRow& row,
                                            std::span<const Fact> log,
                                            const Rules& rules);

class Groups {
 public:
  Groups(Store& store, Writer& writer) : store_(store), writer_(writer) {}
  /// Sees to it that somebody who is to be kept has a row, maybe without a fact.
  void make_room(const CustomerKey& kept);
  /// From one set of groups to those of the rules: the states of those who change.
  void regroup(const Merges& before, const Rules& now);
  /// The state of a row that stands for somebody anew: of a group, or of one alone.
  void refold(CustomerRow& row, const Rules& rules);

 private:
  void take_out(const CustomerKey& key);
  void put_in(const CustomerKey& kept, const Rules& rules);

  Store& store_;
  Writer& writer_;
};

}  // namespace kith::book
