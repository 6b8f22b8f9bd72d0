// The kept set of a day book, event by event: an augmenting walk over days.
#include "kith/planner/day_book.hpp"

#include <algorithm>

namespace kith {
namespace {

constexpr std::int32_t kOfWindow = -1;
constexpr std::int32_t kUnmarked = -2;

Error no_slots() {
  return invalid(Reason::bad_number, "slots are at least 0").at("slots");
}

}  // namespace

DayBook::DayBook(DateSpan days, Channel channel, std::vector<std::int32_t> slots)
    : begin_(days.first), channel_(channel) {
  const std::int64_t count = std::int64_t{days_between(days.first, days.last)} + 1;
  if (count < 1 || static_cast<std::int64_t>(slots.size()) != count) {
    throw invalid(Reason::bad_order, "as many slots as days").at("slots");
  }
  if (std::any_of(slots.begin(), slots.end(), [](std::int32_t n) { return n < 0; }))
    throw no_slots();
  days_.resize(slots.size());
  before_.resize(slots.size());
  for (std::int32_t d = 0; d < static_cast<std::int32_t>(slots.size()); ++d)
    day(d) = {slots[static_cast<std::size_t>(d)], d, d, {}};
}

DateSpan DayBook::days() const {
  return {begin_, begin_.plus_days(static_cast<std::int64_t>(days_.size()) - 1)};
}

std::int32_t DayBook::slots_on(Date date) const {
  return days().contains(date) ? day(days_between(begin_, date)).slots : 0;
}

DateSpan DayBook::window(JobNumber job) const {
  return {begin_.plus_days(entries_[job].first), begin_.plus_days(entries_[job].last)};
}

void DayBook::put(JobNumber job, std::int32_t d) {
  Day& on = day(d);
  BookEntry& e = entries_[job];
  on.jobs.push_back(job);
  on.low = std::min(on.low, e.first);
  on.high = std::max(on.high, e.last);
  e.place = d;
}

void DayBook::take_off(JobNumber job) {
  const std::int32_t d = entries_[job].place;
  Day& on = day(d);
  *std::find(on.jobs.begin(), on.jobs.end(), job) = on.jobs.back();
  on.jobs.pop_back();
  on.low = on.high = d;
  for (const JobNumber other : on.jobs) {
    on.low = std::min(on.low, entries_[other].first);
    on.high = std::max(on.high, entries_[other].last);
  }
}

/// Moves a job of one day that may lie on the other. Precondition: there is one.
void DayBook::move_on(std::int32_t from, std::int32_t to) {
  const std::vector<JobNumber>& jobs = day(from).jobs;
  const JobNumber job = *std::find_if(jobs.begin(), jobs.end(), [&](JobNumber k) {
    return entries_[k].first <= to && to <= entries_[k].last;
  });
  take_off(job);
  put(job, to);
}

/// The days reached are one interval: each day's jobs have windows that hold the day.
DayBook::Reach DayBook::reach(std::int32_t first, std::int32_t last) const {
  Reach found{first, last, -1};
  queue_.clear();
  const auto add = [&](std::int32_t d, std::int32_t from) {
    before_[static_cast<std::size_t>(d)] = from;
    queue_.push_back(d);
  };
  for (std::int32_t d = first; d <= last; ++d) add(d, kOfWindow);
  for (std::size_t i = 0; i < queue_.size(); ++i) {
    const std::int32_t d = queue_[i];
    if (has_room(d)) {
      found.free = d;
      return found;
    }
    while (found.first > day(d).low) add(--found.first, d);
    while (found.last < day(d).high) add(++found.last, d);
  }
  return found;
}

/// Places a job by passing a free slot back along the way that reach() found.
void DayBook::place_along(JobNumber job, std::int32_t free) {
  std::int32_t d = free;
  for (std::int32_t from = before_[static_cast<std::size_t>(d)]; from != kOfWindow;
       from = before_[static_cast<std::size_t>(d)]) {
    move_on(from, d);
    d = from;
  }
  put(job, d);
}

JobNumber DayBook::weakest_in(std::int32_t first, std::int32_t last) const {
  JobNumber weakest = -1;
  for (std::int32_t d = first; d <= last; ++d) {
    for (const JobNumber job : day(d).jobs) {
      if (weakest < 0 || entries_.before(weakest, job)) weakest = job;
    }
  }
  return weakest;
}

/// A slot for a job that has none, or the last of its circuit is refused.
void DayBook::find_slot(JobNumber job) {
  const Reach found = reach(entries_[job].first, entries_[job].last);
  if (found.free >= 0) {
    place_along(job, found.free);
    ++kept_;
    return;
  }
  const JobNumber weakest = weakest_in(found.first, found.last);
  if (weakest < 0 || entries_.before(weakest, job)) {
    entries_.refuse(job);
    return;
  }
  const std::int32_t freed = entries_[weakest].place;
  take_off(weakest);
  entries_.refuse(weakest);
  place_along(job, freed);
}

Result<JobNumber> DayBook::insert(const Job& job) {
  Result<JobNumber> number = entries_.add(job, days(), 0);
  if (number) find_slot(*number);
  return number;
}

/// Marks the days that can pass a slot on to `freed`, each with the next on the way.
void DayBook::mark_sources(std::int32_t freed) const {
  std::fill(before_.begin(), before_.end(), kUnmarked);
  before_[static_cast<std::size_t>(freed)] = kOfWindow;
  queue_.assign(1, freed);
  const auto count = static_cast<std::int32_t>(days_.size());
  for (std::size_t i = 0; i < queue_.size(); ++i) {
    const std::int32_t to = queue_[i];
    for (std::int32_t d = 0; d < count; ++d) {
      if (before_[static_cast<std::size_t>(d)] != kUnmarked || day(d).low > to ||
          day(d).high < to) {
        continue;
      }
      before_[static_cast<std::size_t>(d)] = to;
      queue_.push_back(d);
    }
  }
}

/// One slot of a day is free: the best refused job that can get it comes in.
void DayBook::admit_to(std::int32_t freed) {
  if (entries_.refused().empty()) return;
  mark_sources(freed);
  // next[d]: the first marked day from d on, kept in the scratch queue.
  const std::size_t count = days_.size();
  queue_.assign(count + 1, static_cast<std::int32_t>(count));
  for (std::size_t d = count; d-- > 0;)
    queue_[d] = before_[d] == kUnmarked ? queue_[d + 1] : static_cast<std::int32_t>(d);
  const auto can_enter = [this](JobNumber job) {
    return queue_[static_cast<std::size_t>(entries_[job].first)] <= entries_[job].last;
  };
  const std::vector<JobNumber>& refused = entries_.refused();
  const auto best = std::find_if(refused.begin(), refused.end(), can_enter);
  if (best == refused.end()) return;
  const JobNumber job = *best;
  entries_.accept(job);
  std::vector<std::int32_t> way = {queue_[static_cast<std::size_t>(entries_[job].first)]};
  while (way.back() != freed)
    way.push_back(before_[static_cast<std::size_t>(way.back())]);
  for (std::size_t i = way.size(); i-- > 1;) move_on(way[i - 1], way[i]);
  put(job, way.front());
  ++kept_;
}

void DayBook::remove(JobNumber job) {
  const std::int32_t d = entries_[job].place;
  if (d == BookEntry::kRefused) {
    entries_.accept(job);
  } else {
    take_off(job);
    --kept_;
    admit_to(d);
  }
  entries_.forget(job);
}

Result<void> DayBook::set_slots(Date date, std::int32_t slots) {
  if (slots < 0) return no_slots();
  if (!days().contains(date)) {
    return Error(Status::out_of_range, Reason::date_out_of_range, "not a day of the book")
        .at("day");
  }
  const std::int32_t d = days_between(begin_, date);
  std::int32_t room =
      slots - std::max(day(d).slots, static_cast<std::int32_t>(day(d).jobs.size()));
  day(d).slots = slots;
  for (std::int32_t before = kept_ - 1; room > 0 && kept_ > before; --room) {
    before = kept_;
    admit_to(d);
  }
  while (static_cast<std::int32_t>(day(d).jobs.size()) > slots) {
    const JobNumber job = day(d).jobs.back();
    take_off(job);
    --kept_;
    find_slot(job);
  }
  return {};
}

}  // namespace kith
