// Why a job of a capped book has no slot, and where there would be room.
#include <algorithm>

#include "kith/planner/capped_book.hpp"

namespace kith {

/// Full places are the nodes that the search comes into and not out of. Days of one
/// channel that follow one another are one place.
Certificate CappedBook::certificate(JobNumber refused) const {
  const BookEntry& e = entries_[refused];
  (void)search(e.channel, e.first, e.last);
  Certificate found;
  const JobNumber weakest = weakest_seen();
  if (weakest != kNone) found.weakest = JobKey(entries_[weakest].key);
  const auto full = [this](std::int32_t n) {
    return steps_[static_cast<std::size_t>(2 * n)].seen &&
           !steps_[static_cast<std::size_t>(2 * n + 1)].seen;
  };
  const auto named = static_cast<std::int32_t>(channels_.size()) * day_count_;
  for (std::int32_t l = 0; l < named; ++l) {
    if (!full(l)) continue;
    const Date day = begin_.plus_days(day_of(l));
    if (day_of(l) > 0 && full(l - 1)) {
      found.places.back().days.last = day;
      found.places.back().slots += node(l).slots;
    } else {
      const Channel channel = channels_[static_cast<std::size_t>(l / day_count_)];
      found.places.push_back({channel, {day, day}, node(l).slots});
    }
  }
  for (std::size_t i = 0; i < cap_days_.size(); ++i) {
    const std::int32_t n = leaves_ + static_cast<std::int32_t>(i);
    if (full(n)) found.places.push_back({std::nullopt, cap_days_[i], node(n).slots});
  }
  return found;
}

std::optional<Date> CappedBook::later_last(JobNumber refused) const {
  const BookEntry& e = entries_[refused];
  for (std::int32_t last = e.last + 1; last < day_count_; ++last) {
    const bool room = search(e.channel, e.first, last) != kNone;
    const JobNumber weakest = room ? kNone : weakest_seen();
    if (room || (weakest != kNone && entries_.before(refused, weakest)))
      return begin_.plus_days(last);
  }
  return std::nullopt;
}

/// Puts a job where there is room, with the flow above it.
void CappedBook::put_back(JobNumber job, std::int32_t at) {
  for (std::int32_t n = at; n != kNone; n = node(n).parent) ++node(n).taken;
  put(job, at);
}

bool CappedBook::move(JobNumber job, Date day) {
  const std::int32_t from = entries_[job].place;
  const std::int32_t to = leaf(entries_[job].channel, days_between(begin_, day));
  take_off(job);
  std::int32_t n = to;
  while (n != kNone && node(n).taken < node(n).slots) n = node(n).parent;
  put_back(job, n == kNone ? to : from);
  return n == kNone;
}

bool CappedBook::defer(JobNumber job, Date day) {
  const BookEntry& e = entries_[job];
  const std::int32_t from = e.place;
  take_off(job);
  floor_ = days_between(begin_, day) + 1;
  const std::int32_t end = search(e.channel, e.first, e.last);
  floor_ = 0;
  if (end != kNone) {
    augment(job, end);
    --kept_;  // it was counted
    return true;
  }
  put_back(job, from);
  return false;
}

}  // namespace kith
