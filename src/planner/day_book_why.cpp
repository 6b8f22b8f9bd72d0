// Why a job of a day book has no slot, and what would give it one.
#include <algorithm>

#include "kith/planner/day_book.hpp"

namespace kith {

Certificate DayBook::certificate(JobNumber refused) const {
  const Reach full = reach(entries_[refused].first, entries_[refused].last);
  TightPlace place{
      channel_, {begin_.plus_days(full.first), begin_.plus_days(full.last)}, 0};
  for (std::int32_t d = full.first; d <= full.last; ++d) place.slots += day(d).slots;
  const JobNumber weakest = weakest_in(full.first, full.last);
  return {{place}, weakest < 0 ? JobKey() : JobKey(entries_[weakest].key)};
}

std::int32_t DayBook::last_open(const BookEntry& e) const {
  for (std::int32_t d = e.last; d >= e.first; --d) {
    if (day(d).slots > 0) return d;
  }
  return e.last;
}

/// With slots without end on a day the refused jobs that come in, in their order, are
/// those that single slots more would let in, one after another.
std::vector<DayBook::SlotsMore> DayBook::slots_more() const {
  const std::vector<JobNumber>& refused = entries_.refused();
  std::vector<SlotsMore> found(refused.size());
  std::vector<std::int32_t> wanted;
  for (const JobNumber job : refused) wanted.push_back(last_open(entries_[job]));
  std::vector<std::int32_t> days = wanted;
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());
  for (const std::int32_t d : days) {
    DayBook more = *this;
    more.day(d).slots += static_cast<std::int32_t>(refused.size());
    const auto last = static_cast<std::size_t>(
        std::find(wanted.rbegin(), wanted.rend(), d).base() - wanted.begin());
    for (std::size_t i = 0; i < last; ++i) {
      const Reach way = more.reach(entries_[refused[i]].first, entries_[refused[i]].last);
      if (way.free < 0) continue;
      more.place_along(refused[i], way.free);
      ++more.kept_;
      if (wanted[i] == d) found[i] = {begin_.plus_days(d), more.kept_ - kept_};
    }
  }
  return found;
}

std::optional<Date> DayBook::later_last(JobNumber refused) const {
  const BookEntry& e = entries_[refused];
  for (auto last = reach(e.first, e.last).last + 1;
       last < static_cast<std::int32_t>(days_.size()); ++last) {
    const Reach way = reach(e.first, last);
    const JobNumber weakest = weakest_in(way.first, way.last);
    if (way.free >= 0 || (weakest >= 0 && entries_.before(refused, weakest)))
      return begin_.plus_days(last);
    last = std::max(last, way.last);
  }
  return std::nullopt;
}

}  // namespace kith
