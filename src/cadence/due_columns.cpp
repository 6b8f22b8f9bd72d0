#include "kith/cadence/due_columns.hpp"

#include <algorithm>
#include <limits>
#include <vector>

namespace kith {
namespace {

struct Place {
  std::int32_t points;
  std::int64_t row;
};
/// Of equal points the earlier row.
bool goes_before(const Place& a, const Place& b) {
  return a.points != b.points ? a.points > b.points : a.row < b.row;
}

Error bad_number(const char* message, const char* field, std::size_t row) {
  return invalid(Reason::bad_number, message).at(field, static_cast<std::int64_t>(row));
}

/// The best of each owner, as heaps with the last to be kept in front.
class Best {
 public:
  Best(std::int32_t owners, std::int32_t limit)
      : limit_(limit),
        places_(static_cast<std::size_t>(owners) * static_cast<std::size_t>(limit)),
        size_(static_cast<std::size_t>(owners)),
        least_(size_.size(), std::numeric_limits<std::int64_t>::min()) {}

  /// Rows come in order, so one of equal points comes too late.
  [[nodiscard]] bool has_room(std::size_t owner, std::int32_t points) const {
    return points > least_[owner];
  }
  void take(std::size_t owner, Place place) {
    Place* const first = begin(owner);
    if (size_[owner] == limit_) {
      std::pop_heap(first, first + limit_, goes_before);
      first[limit_ - 1] = place;
    } else {
      first[size_[owner]++] = place;
    }
    std::push_heap(first, first + size_[owner], goes_before);
    if (size_[owner] == limit_) least_[owner] = first->points;
  }
  std::span<const Place> sorted(std::size_t owner) {
    Place* const first = begin(owner);
    std::sort_heap(first, first + size_[owner], goes_before);
    return {first, static_cast<std::size_t>(size_[owner])};
  }

 private:
  Place* begin(std::size_t owner) {
    return places_.data() + owner * static_cast<std::size_t>(limit_);
  }
  std::int32_t limit_;
  std::vector<Place> places_;
  std::vector<std::int32_t> size_;
  std::vector<std::int64_t> least_;  // points of a full list's last
};

/// For each last day the longest gap, in working days, whose due day has come.
class Elapsed {
 public:
  Elapsed(const Calendar& calendar, std::int32_t first, std::int32_t last, Date as_of)
      : first_(first) {
    longest_.reserve(static_cast<std::size_t>(last - first) + 1);
    for (std::int32_t day = first; day <= last; ++day)
      longest_.push_back(calendar.count(Date(day), as_of).days);
  }
  [[nodiscard]] std::int32_t longest(std::int32_t last_day) const {
    return longest_[static_cast<std::size_t>(last_day - first_)];
  }

 private:
  std::int32_t first_;
  std::vector<std::int32_t> longest_;
};

Result<void> check(const DueColumns& c, const DueLists& lists) {
  const std::size_t rows = c.last_days.size();
  if (c.gaps.size() != rows || c.owners.size() != rows || c.points.size() != rows)
    return invalid(Reason::bad_number, "columns of different lengths");
  if (lists.owners < 0 || lists.limit < 1)
    return invalid(Reason::bad_number, "a list has one place or more").at("limit");
  const std::size_t places =
      static_cast<std::size_t>(lists.owners) * static_cast<std::size_t>(lists.limit);
  if (lists.row.size() != places || (!lists.due.empty() && lists.due.size() != places) ||
      lists.size.size() != static_cast<std::size_t>(lists.owners))
    return invalid(Reason::bad_number, "owners times limit places").at("row");
  return {};
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
  for (std::size_t owner = 0; owner < lists.size.size(); ++owner) {
    const std::span<const Place> list = best.sorted(owner);
    lists.size[owner] = static_cast<std::int32_t>(list.size());
    std::size_t out = owner * static_cast<std::size_t>(lists.limit);
    for (const Place& place : list) {
      lists.row[out] = place.row;
      if (!lists.due.empty()) {
        const auto at = static_cast<std::size_t>(place.row);
        lists.due[out] = calendar.add(Date(c.last_days[at]), c.gaps[at])->day.days();
      }
      ++out;
    }
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
  std::int32_t first = Date::kMaxDays, last = Date::kMinDays, shortest = 1;
  for (std::size_t i = 0; i < rows; ++i) {
    first = std::min(first, columns.last_days[i]);
    last = std::max(last, columns.last_days[i]);
    shortest = std::min(shortest, columns.gaps[i]);
  }
  if (first < Date::kMinDays || last > Date::kMaxDays || shortest < 1)
    return wrong_cell(columns);

  const Elapsed elapsed(calendar, first, last, as_of);
  const auto owners = static_cast<std::uint32_t>(lists.owners);
  for (std::size_t i = 0; i < rows; ++i) {
    const auto owner = static_cast<std::uint32_t>(columns.owners[i]);
    if (owner >= owners) return bad_number("no such owner", "owners", i);
    if (!best.has_room(owner, columns.points[i])) continue;
    if (columns.gaps[i] > elapsed.longest(columns.last_days[i])) continue;
    best.take(owner, {columns.points[i], static_cast<std::int64_t>(i)});
  }
  write(calendar, columns, best, lists);
  return {};
}

}  // namespace kith
