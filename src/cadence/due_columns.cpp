#include "kith/cadence/due_columns.hpp"

#include <algorithm>
#include <functional>
#include <utility>
#include <vector>

#include "base/column_bits.hpp"
#include "kith/calendar/columns.hpp"

namespace kith {
namespace {

constexpr std::int64_t kMostRows = std::int64_t{1} << 32;

/// A row by its points, as one number: more comes first, of equal points the earlier row.
using Rank = std::uint64_t;
constexpr Rank kFirstRow = 0xffff'ffff;
Rank rank_of(std::int32_t points, std::size_t row) {
  const std::uint32_t shifted = static_cast<std::uint32_t>(points) ^ 0x8000'0000u;
  return Rank{shifted} << 32 | (kFirstRow - row);
}
std::int64_t row_of(Rank rank) {
  return static_cast<std::int64_t>(kFirstRow - (rank & kFirstRow));
}

Error bad_number(const char* message, const char* field, std::size_t row) {
  return invalid(Reason::bad_number, message).at(field, static_cast<std::int64_t>(row));
}

/// The best of each owner, in room for twice as many: when it is full the better half
/// stays, and what is worse has no room from then on.
class Best {
 public:
  Best(std::int32_t owners, std::int32_t limit)
      : limit_(static_cast<std::size_t>(limit)),
        ranks_(static_cast<std::size_t>(owners) * limit_ * 2),
        size_(static_cast<std::size_t>(owners)),
        least_(size_.size()) {}

  /// By owner: what is less has no room.
  [[nodiscard]] const Rank* least() const { return least_.data(); }
  /// Without a branch: whether it is to be taken cannot be foretold.
  void take_if(bool taken, std::size_t owner, Rank rank) {
    std::size_t& size = size_[owner];
    begin(owner)[size] = rank;
    size += taken ? 1 : 0;
    if (size == 2 * limit_) keep_the_better(owner);
  }
  [[nodiscard]] std::size_t listed() const {
    std::size_t n = 0;
    for (const std::size_t size : size_) n += std::min(size, limit_);
    return n;
  }
  std::span<const Rank> sorted(std::size_t owner) {
    if (size_[owner] > limit_) keep_the_better(owner);
    Rank* const first = begin(owner);
    std::sort(first, first + size_[owner], std::greater<>());
    return {first, size_[owner]};
  }

 private:
  Rank* begin(std::size_t owner) { return ranks_.data() + owner * limit_ * 2; }
  [[gnu::noinline]] void keep_the_better(std::size_t owner) {
    Rank* const first = begin(owner);
    Rank* const last_kept = first + limit_ - 1;
    std::nth_element(first, last_kept, first + size_[owner], std::greater<>());
    size_[owner] = limit_;
    least_[owner] = *last_kept;
  }

  std::size_t limit_;
  std::vector<Rank> ranks_;
  std::vector<std::size_t> size_;
  std::vector<Rank> least_;  ///< the last that was kept when some were not; else 0
};

/// For each last day the longest gap, in working days, whose due day has come.
class Elapsed {
 public:
  Elapsed(const Calendar& calendar, std::int32_t first, std::int32_t last, Date as_of) {
    longest_.reserve(static_cast<std::size_t>(last - first) + 1);
    for (std::int32_t day = first; day <= last; ++day)
      longest_.push_back(calendar.count(Date(day), as_of).days);
  }
  /// By day from the first on.
  [[nodiscard]] const std::int32_t* longest() const { return longest_.data(); }

 private:
  std::vector<std::int32_t> longest_;
};

Result<void> check(const DueColumns& c, const DueLists& lists) {
  const std::size_t rows = c.last_days.size();
  if (c.gaps.size() != rows || c.owners.size() != rows || c.points.size() != rows)
    return invalid(Reason::bad_number, "columns of different lengths");
  if (static_cast<std::int64_t>(rows) > kMostRows)
    return invalid(Reason::too_large, "at most 2^32 rows at once").at("last_days");
  if (lists.owners < 0 || lists.limit < 1)
    return invalid(Reason::bad_number, "a list has one place or more").at("limit");
  const std::size_t places =
      static_cast<std::size_t>(lists.owners) * static_cast<std::size_t>(lists.limit);
  if (lists.row.size() != places || (!lists.due.empty() && lists.due.size() != places) ||
      lists.size.size() != static_cast<std::size_t>(lists.owners))
    return invalid(Reason::bad_number, "owners times limit places").at("row");
  return {};
}

constexpr std::uint32_t kMostGap = 0x7fff'ffff;

/// Days between which all of a column lie: near the first and the last of them where the
/// first rows foretell it, else these. Of one row or more.
std::pair<std::int32_t, std::int32_t> days_of(std::span<const std::int32_t> column) {
  constexpr std::size_t kSeen = 4'096;
  constexpr std::int32_t kAround = 128;
  constexpr std::uint32_t kMost = 1 << 14;  // days
  const auto [low, high] = std::minmax_element(
      column.begin(),
      column.begin() + static_cast<std::ptrdiff_t>(std::min(kSeen, column.size())));
  if (column.size() > kMost && *low >= Date::kMinDays + kAround &&
      *high <= Date::kMaxDays - static_cast<std::int32_t>(kMost)) {
    const std::int32_t first = *low - kAround;
    const std::uint32_t bits = bits_above(column, first);
    if (bits < kMost) return {first, first + static_cast<std::int32_t>(bits)};
  }
  const auto [first, last] = std::minmax_element(column.begin(), column.end());
  return {*first, *last};
}

/// The first wrong cell, once it is known that there is one.
Error wrong_cell(const DueColumns& c) {
  for (std::size_t i = 0; i < c.last_days.size(); ++i) {
    if (const auto day = Date::checked(c.last_days[i]); !day)
      return Error(day.error()).at("last_days", static_cast<std::int64_t>(i));
    if (c.gaps[i] < 1) return bad_number("one working day or more", "gaps", i);
  }
  return invalid(Reason::bad_number, "no such row");
}

void write(const Calendar& calendar, const DueColumns& c, Best& best,
           const DueLists& lists) {
  std::fill(lists.row.begin(), lists.row.end(), -1);
  std::fill(lists.due.begin(), lists.due.end(), 0);
  std::vector<std::int32_t> days, gaps;  // of the listed, where their due days are asked
  if (!lists.due.empty()) {
    days.reserve(best.listed());
    gaps.reserve(best.listed());
  }
  for (std::size_t owner = 0; owner < lists.size.size(); ++owner) {
    const std::span<const Rank> list = best.sorted(owner);
    lists.size[owner] = static_cast<std::int32_t>(list.size());
    std::size_t out = owner * static_cast<std::size_t>(lists.limit);
    for (const Rank rank : list) {
      const auto at = static_cast<std::size_t>(row_of(rank));
      lists.row[out++] = row_of(rank);
      if (lists.due.empty()) continue;
      days.push_back(c.last_days[at]);
      gaps.push_back(c.gaps[at]);
    }
  }
  if (lists.due.empty()) return;
  add_days(calendar, days, gaps, {days, {}}).value();  // no later than as_of
  auto day = days.cbegin();
  for (std::size_t owner = 0; owner < lists.size.size(); ++owner) {
    const auto from = owner * static_cast<std::size_t>(lists.limit);
    for (std::int32_t n = 0; n < lists.size[owner]; ++n)
      lists.due[from + static_cast<std::size_t>(n)] = *day++;
  }
}

}  // namespace

Result<void> list_due(const Calendar& calendar, const DueColumns& columns, Date as_of,
                      const DueLists& lists) {
  if (auto good = check(columns, lists); !good) return good.error();
  const std::size_t rows = columns.last_days.size();
  Best best(lists.owners, lists.limit);
  if (rows == 0) {
    write(calendar, columns, best, lists);
    return {};
  }
  if (bits_above(columns.gaps, 1) > kMostGap) return wrong_cell(columns);
  const auto [first, last] = days_of(columns.last_days);
  if (first < Date::kMinDays || last > Date::kMaxDays) return wrong_cell(columns);

  const Elapsed elapsed(calendar, first, last, as_of);
  const auto owners = static_cast<std::uint32_t>(lists.owners);
  // What the loop reads stands in names of its own: what is taken could be any.
  const std::int32_t* const last_days = columns.last_days.data();
  const std::int32_t* const gaps = columns.gaps.data();
  const std::int32_t* const points = columns.points.data();
  const std::int32_t* const owner_of = columns.owners.data();
  const Rank* const least = best.least();
  const std::int32_t* const longest = elapsed.longest();
  for (std::size_t i = 0; i < rows; ++i) {
    const auto owner = static_cast<std::uint32_t>(owner_of[i]);
    if (owner >= owners) return bad_number("no such owner", "owners", i);
    const Rank rank = rank_of(points[i], i);
    if (rank < least[owner]) continue;
    best.take_if(gaps[i] <= longest[last_days[i] - first], owner, rank);
  }
  write(calendar, columns, best, lists);
  return {};
}

}  // namespace kith
