// The kept set under caps that nest: augmenting paths in the tree of channel-days and
// caps. A node is split in a way in and a way out; between them flows what it has taken.
#include "kith/planner/capped_book.hpp"

#include <algorithm>
#include <numeric>

namespace kith {
namespace {

constexpr std::int32_t in_of(std::int32_t node) { return 2 * node; }
constexpr std::int32_t out_of(std::int32_t node) { return 2 * node + 1; }

}  // namespace

CappedBook::CappedBook(const DayCapacity& capacity) : begin_(capacity.days.first) {
  check_capacity(capacity).value();
  day_count_ = days_between(capacity.days.first, capacity.days.last) + 1;
  for (const ChannelSlots& c : capacity.channels) channels_.push_back(c.channel);
  leaves_ = static_cast<std::int32_t>(channels_.size() + 1) * day_count_;
  nodes_.resize(static_cast<std::size_t>(leaves_));
  for (std::size_t c = 0; c < channels_.size(); ++c) {
    for (std::int32_t d = 0; d < day_count_; ++d) {
      node(leaf(static_cast<std::int32_t>(c), d)).slots =
          capacity.channels[c].slots[static_cast<std::size_t>(d)];
    }
  }
  build_caps(capacity);
  steps_.resize(nodes_.size() * 2);
  hulls_.resize(static_cast<std::size_t>(leaves_));
}

/// Caps from the widest to the narrowest, so that a later one lies in an earlier one; the
/// last that holds a day is the smallest.
void CappedBook::build_caps(const DayCapacity& capacity) {
  std::vector<Cap> caps = capacity.caps;
  std::stable_sort(caps.begin(), caps.end(), [](const Cap& a, const Cap& b) {
    if (a.days.first != b.days.first) return a.days.first < b.days.first;
    if (a.days.last != b.days.last) return a.days.last > b.days.last;
    return a.slots > b.slots;
  });
  std::vector<std::int32_t> above(static_cast<std::size_t>(day_count_), kNone);
  for (const Cap& cap : caps) {
    const Date first = std::max(cap.days.first, capacity.days.first);
    const Date last = std::min(cap.days.last, capacity.days.last);
    if (last < first) continue;
    const auto n = static_cast<std::int32_t>(nodes_.size());
    const auto at = static_cast<std::size_t>(days_between(begin_, first));
    nodes_.push_back({cap.slots, 0, above[at], {}, {}});
    cap_days_.push_back(cap.days);
    if (above[at] != kNone) node(above[at]).children.push_back(n);
    for (Date d = first;; d = d.plus_days(1)) {
      above[static_cast<std::size_t>(days_between(begin_, d))] = n;
      if (d == last) break;
    }
  }
  for (std::int32_t l = 0; l < leaves_; ++l) {
    node(l).parent = above[static_cast<std::size_t>(day_of(l))];
    if (node(l).parent != kNone) node(node(l).parent).children.push_back(l);
  }
}

DateSpan CappedBook::days() const { return {begin_, begin_.plus_days(day_count_ - 1)}; }

DateSpan CappedBook::window(JobNumber job) const {
  return {begin_.plus_days(entries_[job].first), begin_.plus_days(entries_[job].last)};
}

Date CappedBook::slot_of(JobNumber job) const {
  return begin_.plus_days(day_of(entries_[job].place));
}

std::int32_t CappedBook::channel_index(Channel channel) const {
  return static_cast<std::int32_t>(
      std::find(channels_.begin(), channels_.end(), channel) - channels_.begin());
}

void CappedBook::put(JobNumber job, std::int32_t leaf) {
  node(leaf).jobs.push_back(job);
  entries_[job].place = leaf;
}

/// Off its channel-day and out of the flow above it.
void CappedBook::take_off(JobNumber job) {
  const std::int32_t at = entries_[job].place;
  std::vector<JobNumber>& jobs = node(at).jobs;
  *std::find(jobs.begin(), jobs.end(), job) = jobs.back();
  jobs.pop_back();
  for (std::int32_t n = at; n != kNone; n = node(n).parent) --node(n).taken;
}

void CappedBook::visit(std::int32_t side, std::int32_t from, JobNumber moved) const {
  Step& step = steps_[static_cast<std::size_t>(side)];
  if (step.seen) return;
  step = {from, moved, true};
  queue_.push_back(side);
}

/// From a node's way in: through it when it has room; else whatever lies in it may leave
/// downwards, or from a channel-day to another one.
bool CappedBook::expand_in(std::int32_t side) const {
  const std::int32_t n = side / 2;
  const Node& at = node(n);
  if (at.taken < at.slots) {
    visit(out_of(n), side, kNone);
    if (at.parent == kNone) return true;
  }
  for (const std::int32_t child : at.children) {
    if (node(child).taken > 0) visit(out_of(child), side, kNone);
  }
  for (const JobNumber job : at.jobs) {
    const BookEntry& e = entries_[job];
    for (std::int32_t d = e.last; d >= std::max(e.first, floor_); --d)
      visit(in_of(leaf(e.channel, d)), side, job);
  }
  return false;
}

/// From a node's way out: up, or back through it against what it has taken.
bool CappedBook::expand_out(std::int32_t side) const {
  const std::int32_t n = side / 2;
  if (node(n).taken > 0) visit(in_of(n), side, kNone);
  if (node(n).parent == kNone) return true;
  visit(in_of(node(n).parent), side, kNone);
  return false;
}

/// The side on which a way from the window ends in room for one more; kNone: there is
/// none, and what was seen is the smallest closed set.
std::int32_t CappedBook::search(std::int32_t channel, std::int32_t first,
                                std::int32_t last) const {
  std::fill(steps_.begin(), steps_.end(), Step{});
  queue_.clear();
  for (std::int32_t d = last; d >= std::max(first, floor_); --d)
    visit(in_of(leaf(channel, d)), kNone, kNone);
  for (std::size_t i = 0; i < queue_.size(); ++i) {
    const std::int32_t side = queue_[i];
    const bool through = side % 2 == 0 ? expand_in(side) : expand_out(side);
    if (through) return out_of(side / 2);
  }
  return kNone;
}

/// Sends one more along the way to `end`.
void CappedBook::augment(JobNumber job, std::int32_t end) {
  std::int32_t side = end;
  while (true) {
    const Step step = steps_[static_cast<std::size_t>(side)];
    if (step.from == kNone) break;
    if (step.from / 2 == side / 2) {
      node(side / 2).taken += side % 2 == 1 ? 1 : -1;
    } else if (step.moved != kNone) {
      std::vector<JobNumber>& jobs = node(step.from / 2).jobs;
      *std::find(jobs.begin(), jobs.end(), step.moved) = jobs.back();
      jobs.pop_back();
      put(step.moved, side / 2);
    }
    side = step.from;
  }
  put(job, side / 2);
  ++kept_;
}

JobNumber CappedBook::weakest_seen() const {
  JobNumber weakest = kNone;
  for (std::int32_t l = 0; l < leaves_; ++l) {
    if (!steps_[static_cast<std::size_t>(in_of(l))].seen) continue;
    for (const JobNumber job : node(l).jobs) {
      if (weakest == kNone || entries_.before(weakest, job)) weakest = job;
    }
  }
  return weakest;
}

void CappedBook::find_slot(JobNumber job) {
  const BookEntry& e = entries_[job];
  std::int32_t end = search(e.channel, e.first, e.last);
  if (end == kNone) {
    const JobNumber weakest = weakest_seen();
    if (weakest == kNone || entries_.before(weakest, job)) {
      entries_.refuse(job);
      return;
    }
    take_off(weakest);
    --kept_;
    entries_.refuse(weakest);
    end = search(e.channel, e.first, e.last);
  }
  augment(job, end);
}

Result<JobNumber> CappedBook::insert(const Job& job) {
  Result<JobNumber> number = entries_.add(job, days(), channel_index(job.channel));
  if (number) find_slot(*number);
  return number;
}

void CappedBook::mark(std::int32_t side) const { visit(side, kNone, kNone); }

/// Channel-days with a job that may move to this one.
void CappedBook::mark_neighbours(std::int32_t n) const {
  const std::int32_t begin = n - day_of(n);
  for (std::int32_t l = begin; l < begin + day_count_; ++l) {
    if (hulls_[static_cast<std::size_t>(l)].first <= day_of(n) &&
        day_of(n) <= hulls_[static_cast<std::size_t>(l)].second) {
      mark(in_of(l));
    }
  }
}

/// Marks each side from which a way leads to room: the search, walked backwards.
void CappedBook::mark_sources() const {
  std::fill(steps_.begin(), steps_.end(), Step{});
  queue_.clear();
  for (std::int32_t l = 0; l < leaves_; ++l) {
    auto& hull = hulls_[static_cast<std::size_t>(l)];
    hull = {day_of(l), day_of(l)};
    for (const JobNumber job : node(l).jobs) {
      hull.first = std::min(hull.first, entries_[job].first);
      hull.second = std::max(hull.second, entries_[job].last);
    }
  }
  for (std::size_t n = 0; n < nodes_.size(); ++n) {
    if (nodes_[n].parent == kNone) mark(out_of(static_cast<std::int32_t>(n)));
  }
  for (std::size_t i = 0; i < queue_.size(); ++i) {
    const std::int32_t n = queue_[i] / 2;
    const Node& at = node(n);
    if (queue_[i] % 2 == 1) {
      if (at.taken < at.slots) mark(in_of(n));
      if (at.parent != kNone && at.taken > 0) mark(in_of(at.parent));
      continue;
    }
    if (at.taken > 0) mark(out_of(n));
    for (const std::int32_t child : at.children) mark(out_of(child));
    if (is_leaf(n)) mark_neighbours(n);
  }
}

/// Lets in the best refused job that finds room; false: there is none.
bool CappedBook::admit() {
  if (entries_.refused().empty()) return false;
  mark_sources();
  const auto can_enter = [this](JobNumber job) {
    const BookEntry& e = entries_[job];
    for (std::int32_t d = e.first; d <= e.last; ++d) {
      if (steps_[static_cast<std::size_t>(in_of(leaf(e.channel, d)))].seen) return true;
    }
    return false;
  };
  const std::vector<JobNumber>& refused = entries_.refused();
  const auto best = std::find_if(refused.begin(), refused.end(), can_enter);
  if (best == refused.end()) return false;
  const JobNumber job = *best;
  entries_.accept(job);
  find_slot(job);
  return true;
}

void CappedBook::remove(JobNumber job) {
  if (entries_[job].place == BookEntry::kRefused) {
    entries_.accept(job);
  } else {
    take_off(job);
    --kept_;
    admit();
  }
  entries_.forget(job);
}

void CappedBook::add_slot(Channel channel, Date day) {
  const std::int32_t at = leaf(channel_index(channel), days_between(begin_, day));
  for (std::int32_t n = at; n != kNone; n = node(n).parent) ++node(n).slots;
  while (admit()) {
  }
}

}  // namespace kith
