// Segments: a long history in pieces, each with the state before it, so that a fact that
// comes late folds its own piece again and not the whole.
//
// The fold of a piece depends on the state before it but for the counts, which are only
// ever added to. So once a piece, folded again, ends in the state that the next one
// begins with, all later pieces stand, and only the sum of their counts is another.
// Pieces are a shortcut over the log: they are made when a long history is folded whole,
// brought up to date when the next late fact comes, and thrown away when rules change or
// a fact takes another back.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "book/engine.hpp"

namespace kith::book {

/// What a fold only adds to: of each stream the promises kept, in grace, broken, waived.
struct Counts {
  using Stream = std::pair<std::string, StreamKind>;
  std::int64_t facts = 0;
  std::map<Stream, std::array<std::int32_t, 4>> streams;  ///< without zeros only
  bool operator==(const Counts&) const = default;
  template <class A>
  void serialize(A& ar, unsigned) {
    ar& facts& streams;
  }
};

/// Histories with fewer facts are folded whole.
inline constexpr std::int64_t kLongHistory = 256;

class Segments {
 public:
  explicit Segments(Store& store) : store_(store) {}
  /// The state of a customer after all facts of its log.
  CustomerState fold(const CustomerRow& row, const Rules& rules);

 private:
  struct Piece {
    std::int64_t seq = 0;
    Fact fact;
  };
  struct Segment {
    Date day;  ///< its facts lie on it or later, and before the next segment's
    Counts counts;
    std::vector<std::int64_t> seqs;  ///< in fact order
    CustomerState before;            ///< without counts
  };
  struct Head {
    std::int64_t through = 0;  ///< every fact of the log up to this one is in a segment
    Counts counts;             ///< of all segments
    CustomerState end;         ///< without counts
  };
  class Run;

  static CustomerState fold_whole(const CustomerRow& row, std::vector<Piece>&& pieces,
                                  const Rules& rules);
  std::vector<Piece> pieces_after(const CustomerRow& row, std::int64_t through);
  std::optional<Head> head(const CustomerRow& row);
  static Segment segment_from(const SegmentRow& row, const CustomerKey& key);
  friend void check_segments(Store& store, const CustomerRow& row,
                             std::span<const LogView> log, std::span<const Fact> facts,
                             const Rules& rules);

  Store& store_;
};

/// Throws damaged_book unless the segments of a customer, if there are any, say what its
/// log says; `facts` are those of the log.
void check_segments(Store& store, const CustomerRow& row, std::span<const LogView> log,
                    std::span<const Fact> facts, const Rules& rules);

}  // namespace kith::book
