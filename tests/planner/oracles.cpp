// Slow readings: assignments one by one, and successive cheapest paths.
#include <deque>
#include <limits>
#include <map>

#include "planner/kit.hpp"

namespace kith::planner_test {
namespace {

struct Place {
  std::size_t channel;
  std::int32_t day;
};

bool fits(const std::map<std::vector<std::int32_t>, std::int64_t>::key_type& taken,
          const DayCapacity& capacity, const Place& place) {
  const auto days = static_cast<std::size_t>(capacity.channels[0].slots.size());
  const auto at = [&](std::size_t c, std::int32_t d) {
    return taken[c * days + static_cast<std::size_t>(d)];
  };
  const auto& slots = capacity.channels[place.channel].slots;
  if (at(place.channel, place.day) >= slots[static_cast<std::size_t>(place.day)])
    return false;
  const Date date = capacity.days.first.plus_days(place.day);
  for (const Cap& cap : capacity.caps) {
    if (!cap.days.contains(date)) continue;
    std::int32_t sum = 0;
    for (std::size_t c = 0; c < capacity.channels.size(); ++c) {
      for (std::int32_t d = 0; d < static_cast<std::int32_t>(days); ++d) {
        if (cap.days.contains(capacity.days.first.plus_days(d))) sum += at(c, d);
      }
    }
    if (sum >= cap.slots) return false;
  }
  return true;
}

/// Arcs in pairs, each with its reverse.
class Flow {
 public:
  explicit Flow(std::int32_t nodes) : out_(static_cast<std::size_t>(nodes)) {}
  void arc(std::int32_t from, std::int32_t to, std::int64_t room, std::int64_t cost) {
    out_[static_cast<std::size_t>(from)].push_back(static_cast<std::int32_t>(to_.size()));
    to_.push_back(to);
    room_.push_back(room);
    cost_.push_back(cost);
    out_[static_cast<std::size_t>(to)].push_back(static_cast<std::int32_t>(to_.size()));
    to_.push_back(from);
    room_.push_back(0);
    cost_.push_back(-cost);
  }
  /// Least cost over all flows from node 0 to the last; the number of units in `units`.
  std::int64_t least_cost(std::int64_t& units) {
    std::int64_t sum = 0;
    units = 0;
    while (find_path()) {
      const std::int64_t step = distance_.back();
      if (step >= 0) break;
      sum += step;
      ++units;
      for (auto n = static_cast<std::int32_t>(out_.size()) - 1; n != 0;) {
        const auto a = static_cast<std::size_t>(by_[static_cast<std::size_t>(n)]);
        --room_[a];
        ++room_[a ^ 1];
        n = to_[a ^ 1];
      }
    }
    return sum;
  }

 private:
  bool find_path() {
    distance_.assign(out_.size(), std::numeric_limits<std::int64_t>::max());
    by_.assign(out_.size(), -1);
    std::vector<char> waits(out_.size());
    std::deque<std::int32_t> queue{0};
    distance_[0] = 0;
    while (!queue.empty()) {
      const auto n = static_cast<std::size_t>(queue.front());
      queue.pop_front();
      waits[n] = 0;
      for (const std::int32_t arc : out_[n]) {
        const auto a = static_cast<std::size_t>(arc);
        const auto m = static_cast<std::size_t>(to_[a]);
        if (room_[a] == 0 || distance_[n] + cost_[a] >= distance_[m]) continue;
        distance_[m] = distance_[n] + cost_[a];
        by_[m] = arc;
        if (waits[m] == 0) queue.push_back(to_[a]);
        waits[m] = 1;
      }
    }
    return by_.back() >= 0;
  }

  std::vector<std::vector<std::int32_t>> out_;
  std::vector<std::int32_t> to_, by_;
  std::vector<std::int64_t> room_, cost_, distance_;
};

/// Source, jobs, channel-days, caps, sink; caps in order from the narrowest.
std::int64_t flow_of(const std::vector<Job>& jobs, const DayCapacity& capacity,
                     bool weighted, std::int64_t& units) {
  std::vector<Cap> caps = capacity.caps;
  const auto width = [](const Cap& c) { return days_between(c.days.first, c.days.last); };
  std::stable_sort(caps.begin(), caps.end(),
                   [&](const Cap& a, const Cap& b) { return width(a) < width(b); });
  const std::int32_t days = days_between(capacity.days.first, capacity.days.last) + 1;
  const auto job_count = static_cast<std::int32_t>(jobs.size());
  const auto channel_count = static_cast<std::int32_t>(capacity.channels.size());
  const std::int32_t leaf = 1 + job_count;
  const std::int32_t cap = leaf + channel_count * days;
  const std::int32_t sink = cap + static_cast<std::int32_t>(caps.size());
  Flow flow(sink + 1);
  const auto above = [&](const DateSpan& span, std::size_t from) {
    for (std::size_t i = from; i < caps.size(); ++i) {
      if (caps[i].days.first <= span.first && span.last <= caps[i].days.last)
        return cap + static_cast<std::int32_t>(i);
    }
    return sink;
  };
  for (std::int32_t i = 0; i < job_count; ++i) {
    const Job& job = jobs[static_cast<std::size_t>(i)];
    flow.arc(0, 1 + i, 1, weighted ? -weight(job) : -1);
    for (std::int32_t c = 0; c < channel_count; ++c) {
      if (capacity.channels[static_cast<std::size_t>(c)].channel != job.channel) continue;
      for (std::int32_t d = 0; d < days; ++d) {
        if (job.window.contains(capacity.days.first.plus_days(d)))
          flow.arc(1 + i, leaf + c * days + d, 1, 0);
      }
    }
  }
  for (std::int32_t c = 0; c < channel_count; ++c) {
    for (std::int32_t d = 0; d < days; ++d) {
      const Date date = capacity.days.first.plus_days(d);
      flow.arc(leaf + c * days + d, above({date, date}, 0),
               capacity.channels[static_cast<std::size_t>(c)]
                   .slots[static_cast<std::size_t>(d)],
               0);
    }
  }
  for (std::size_t i = 0; i < caps.size(); ++i) {
    flow.arc(cap + static_cast<std::int32_t>(i), above(caps[i].days, i + 1),
             caps[i].slots, 0);
  }
  return -flow.least_cost(units);
}

}  // namespace

std::int64_t best_by_exhaustion(const std::vector<Job>& jobs,
                                const DayCapacity& capacity) {
  const std::int32_t days = days_between(capacity.days.first, capacity.days.last) + 1;
  std::map<std::vector<std::int32_t>, std::int64_t> best;
  best[std::vector<std::int32_t>(capacity.channels.size() *
                                 static_cast<std::size_t>(days))] = 0;
  for (const Job& job : jobs) {
    std::map<std::vector<std::int32_t>, std::int64_t> next = best;
    for (const auto& [taken, sum] : best) {
      for (std::size_t c = 0; c < capacity.channels.size(); ++c) {
        if (capacity.channels[c].channel != job.channel) continue;
        for (std::int32_t d = 0; d < days; ++d) {
          if (!job.window.contains(capacity.days.first.plus_days(d)) ||
              !fits(taken, capacity, {c, d})) {
            continue;
          }
          std::vector<std::int32_t> more = taken;
          ++more[c * static_cast<std::size_t>(days) + static_cast<std::size_t>(d)];
          std::int64_t& value = next[more];
          value = std::max(value, sum + weight(job));
        }
      }
    }
    best = std::move(next);
  }
  std::int64_t most = 0;
  for (const auto& [taken, sum] : best) most = std::max(most, sum);
  return most;
}

std::int64_t best_by_flow(const std::vector<Job>& jobs, const DayCapacity& capacity) {
  std::int64_t units = 0;
  return flow_of(jobs, capacity, true, units);
}

std::int64_t most_placed(const std::vector<Job>& jobs, const DayCapacity& capacity) {
  std::int64_t units = 0;
  (void)flow_of(jobs, capacity, false, units);
  return units;
}

}  // namespace kith::planner_test
