#include "book/segments.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "book/codec.hpp"
#include "book/packed_in.hpp"
#include "book/packed_out.hpp"
#include "book/sqlite_error.hpp"

namespace kith::book {
namespace {

/// A segment is cut when it has twice as many facts, into segments of at least so many,
/// between days.
constexpr std::size_t kFacts = 32;

/// The row of a customer's head stands before its segments.
constexpr std::int64_t kHeadDay = Date::kMinDays - 1;

constexpr std::array kCounts{&StreamState::kept, &StreamState::in_grace,
                             &StreamState::broken, &StreamState::waived};

/// Out of a state and away.
Counts take_counts(CustomerState& state) {
  Counts counts;
  counts.facts = std::exchange(state.facts, 0);
  for (StreamState& s : state.cadence.streams) {
    std::array<std::int32_t, 4> n{};
    for (std::size_t i = 0; i < n.size(); ++i) n[i] = std::exchange(s.*kCounts[i], 0);
    if (n != std::array<std::int32_t, 4>{}) counts.streams[{s.stream, s.kind}] = n;
  }
  return counts;
}

void give_counts(CustomerState& state, const Counts& counts) {
  state.facts = counts.facts;
  for (StreamState& s : state.cadence.streams) {
    const auto it = counts.streams.find({s.stream, s.kind});
    if (it == counts.streams.end()) continue;
    for (std::size_t i = 0; i < kCounts.size(); ++i) s.*kCounts[i] = it->second[i];
  }
}

void add(Counts& into, const Counts& more, std::int32_t sign) {
  into.facts += sign * more.facts;
  for (const auto& [stream, n] : more.streams) {
    auto& sum = into.streams[stream];
    for (std::size_t i = 0; i < n.size(); ++i) sum[i] += sign * n[i];
    if (sum == std::array<std::int32_t, 4>{}) into.streams.erase(stream);
  }
}

bool is_plain(const Fact& fact) {
  return fact.head.revision == 0 && !fact.head.replaces &&
         fact.kind() != FactKind::retract;
}

CustomerState empty_state(const CustomerKey& key) {
  CustomerState state;
  state.key = key;
  return state;
}

template <class... Fields>
void unpack(const std::string& bytes, Fields&... fields) try {
  PackedIn in(bytes);
  (in >> ... >> fields);
  if (!in.at_end()) throw damaged("bytes left over after the value");
} catch (const Error& e) {
  throw damaged("a segment of a customer's history cannot be read, " + e.message());
}

}  // namespace

/// One pass from the first piece that changes until what follows stands.
class Segments::Run {
 public:
  Run(Store& store, const CustomerRow& row, const Rules& rules, Head& head,
      std::vector<Piece>&& fresh)
      : store_(store), row_(row), rules_(rules), head_(head), fresh_(std::move(fresh)) {}

  void run() {
    std::optional<Segment> now;
    while (now || next_ < fresh_.size()) {
      if (!now) now = segment_of(fresh_[next_].fact.head.occurred.day);
      const auto row = store_.segment_after(row_.id, now->day);
      std::optional<Segment> after;
      if (row) after = segment_from(*row, row_.key);
      CustomerState end = fold(*now, after ? std::optional(after->day) : std::nullopt);
      now.reset();
      if (!after) {
        head_.end = std::move(end);
        break;
      }
      if (end == after->before) continue;
      after->before = std::move(end);
      now = std::move(after);
    }
  }

 private:
  Segment segment_of(Date day) {
    if (const auto row = store_.segment_at(row_.id, day))
      return segment_from(*row, row_.key);
    return {Date::min(), {}, {}, empty_state(row_.key)};
  }

  // The segment's facts and the fresh ones that belong to it, in order.
  std::vector<Piece> pieces_of(const Segment& segment, std::optional<Date> after) {
    std::vector<Piece> old;
    old.reserve(segment.seqs.size());
    for (const std::int64_t seq : segment.seqs) {
      const LogRow log = store_.log_row(seq, row_.id);
      Piece& piece = old.emplace_back();
      piece.seq = seq;
      read_fact(log.body, row_.key, log.recorded, Refs::of_states, piece.fact);
    }
    const auto from = fresh_.begin() + static_cast<std::ptrdiff_t>(next_);
    const auto to = std::find_if(from, fresh_.end(), [&](const Piece& p) {
      return after && p.fact.head.occurred.day >= *after;
    });
    next_ = static_cast<std::size_t>(to - fresh_.begin());
    std::vector<Piece> all;
    all.reserve(old.size() + static_cast<std::size_t>(to - from));
    std::merge(std::make_move_iterator(old.begin()), std::make_move_iterator(old.end()),
               std::make_move_iterator(from), std::make_move_iterator(to),
               std::back_inserter(all), [](const Piece& a, const Piece& b) {
                 return fact_before(a.fact, b.fact);
               });
    return all;
  }

  // Writes the segment anew, cut where it has become too long. Gives the state after it.
  CustomerState fold(const Segment& old, std::optional<Date> after) {
    const std::vector<Piece> pieces = pieces_of(old, after);
    const bool cut = pieces.size() > 2 * kFacts;
    CustomerState state = old.before;
    add(head_.counts, old.counts, -1);
    std::size_t at = 0;
    Date day = old.day;
    do {
      const std::string before = state_bytes(state);
      std::vector<std::int64_t> seqs;
      for (; at < pieces.size(); ++at) {
        const Fact& fact = pieces[at].fact;
        if (cut && seqs.size() >= kFacts &&
            fact.head.occurred.day > pieces[at - 1].fact.head.occurred.day)
          break;
        apply(state, fact, rules_);
        seqs.push_back(pieces[at].seq);
      }
      const Counts counts = take_counts(state);
      add(head_.counts, counts, 1);
      PackedOut out;
      out << counts << seqs << before;
      store_.put_segment(row_.id, day.days(), std::move(out).bytes());
      if (at < pieces.size()) day = pieces[at].fact.head.occurred.day;
    } while (at < pieces.size());
    return state;
  }

  Store& store_;
  const CustomerRow& row_;
  const Rules& rules_;
  Head& head_;
  std::vector<Piece> fresh_;  ///< in fact order
  std::size_t next_ = 0;      ///< of them
};

Segments::Segment Segments::segment_from(const SegmentRow& row, const CustomerKey& key) {
  const auto day = Date::checked(row.day);
  if (!day) throw damaged("a segment's day is out of range");
  Segment segment;
  segment.day = *day;
  std::string before;
  unpack(row.bytes, segment.counts, segment.seqs, before);
  segment.before = state_from(before, key);
  return segment;
}

std::optional<Segments::Head> Segments::head(const CustomerRow& row) {
  const auto found = store_.segment(row.id, kHeadDay);
  if (!found) return std::nullopt;
  Head head;
  std::string end;
  unpack(found->bytes, head.through, head.counts, end);
  head.end = state_from(end, row.key);
  return head;
}

// Newest first.
std::vector<Segments::Piece> Segments::pieces_after(const CustomerRow& row,
                                                    std::int64_t through) {
  std::vector<Piece> pieces;
  for (std::int64_t next = row.head; next > through;) {
    const LogRow log = store_.log_row(next, row.id);
    Piece& piece = pieces.emplace_back();
    piece.seq = next;
    read_fact(log.body, row.key, log.recorded, Refs::of_states, piece.fact);
    next = log.prev;
  }
  return pieces;
}

CustomerState Segments::fold_whole(const CustomerRow& row, std::vector<Piece>&& pieces,
                                   const Rules& rules) {
  std::vector<Fact> log;
  log.reserve(pieces.size());
  for (auto it = pieces.rbegin(); it != pieces.rend(); ++it)
    log.push_back(std::move(it->fact));
  return refold(row, log, rules);
}

CustomerState Segments::fold(const CustomerRow& row, const Rules& rules) {
  if (row.facts < kLongHistory) return fold_whole(row, pieces_after(row, 0), rules);
  std::optional<Head> known = head(row);
  std::vector<Piece> fresh = pieces_after(row, known ? known->through : 0);
  const bool plain = std::all_of(fresh.begin(), fresh.end(),
                                 [](const Piece& p) { return is_plain(p.fact); });
  if (!plain) {
    if (known) {
      store_.remove_segments(row.id);
      fresh = pieces_after(row, 0);
    }
    return fold_whole(row, std::move(fresh), rules);
  }
  Head& now = known ? *known : known.emplace();
  now.end.key = row.key;
  std::sort(fresh.begin(), fresh.end(),
            [](const Piece& a, const Piece& b) { return fact_before(a.fact, b.fact); });
  Run(store_, row, rules, now, std::move(fresh)).run();
  now.through = row.head;
  PackedOut out;
  out << now.through << now.counts << state_bytes(now.end);
  store_.put_segment(row.id, kHeadDay, std::move(out).bytes());
  give_counts(now.end, now.counts);
  return std::move(now.end);
}

void check_segments(Store& store, const CustomerRow& row, std::span<const LogView> log,
                    std::span<const Fact> facts, const Rules& rules) {
  const auto head = Segments(store).head(row);
  if (!head) return;
  const auto fault = [&] {
    return damaged("customer \"" + row.key.text() +
                   "\": its history in pieces is not its log");
  };
  CustomerState state = empty_state(row.key);
  Counts counts;
  const Fact* before = nullptr;
  Date day = Date::min();
  auto next = store.segment_at(row.id, day);
  for (; next; next = store.segment_after(row.id, day)) {
    const Segments::Segment segment = Segments::segment_from(*next, row.key);
    day = segment.day;
    if (segment.before != state) throw fault();
    for (const std::int64_t seq : segment.seqs) {
      const auto at =
          std::lower_bound(log.begin(), log.end(), seq,
                           [](const LogView& l, std::int64_t n) { return l.seq < n; });
      if (at == log.end() || at->seq != seq || seq > head->through) throw fault();
      const Fact& fact = facts[static_cast<std::size_t>(at - log.begin())];
      if (!is_plain(fact) || fact.head.occurred.day < day) throw fault();
      if (before != nullptr && !fact_before(*before, fact)) throw fault();
      apply(state, fact, rules);
      before = &fact;
    }
    const Counts these = take_counts(state);
    if (these != segment.counts) throw fault();
    add(counts, these, 1);
  }
  const auto known = std::count_if(
      log.begin(), log.end(), [&](const LogView& l) { return l.seq <= head->through; });
  if (counts != head->counts || state != head->end || counts.facts != known)
    throw fault();
}

}  // namespace kith::book
