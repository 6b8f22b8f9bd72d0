// Earliest deadline first, forwards and backwards (Jackson 1955; unit jobs).
#include "kith/planner/place.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <queue>
#include <utility>

namespace kith {
namespace {

/// Day by day: jobs that have become ready wait, the most urgent take the slots.
std::vector<std::int32_t> sweep(std::span<const WindowOfDays> jobs,
                                std::span<const std::int32_t> slots, std::int32_t level) {
  std::vector<std::int32_t> place(jobs.size(), kNoDay);
  std::vector<std::int32_t> ready(jobs.size());
  std::iota(ready.begin(), ready.end(), 0);
  const auto window = [&](std::int32_t job) -> const WindowOfDays& {
    return jobs[static_cast<std::size_t>(job)];
  };
  std::stable_sort(ready.begin(), ready.end(), [&](std::int32_t a, std::int32_t b) {
    return window(a).first < window(b).first;
  });
  using Waiting = std::pair<std::int32_t, std::int32_t>;  // deadline, job
  std::priority_queue<Waiting, std::vector<Waiting>, std::greater<>> waiting;
  std::size_t next = 0;
  for (std::int32_t d = 0; d < static_cast<std::int32_t>(slots.size()); ++d) {
    for (; next < ready.size() && window(ready[next]).first <= d; ++next)
      waiting.emplace(window(ready[next]).last, ready[next]);
    std::int32_t left = std::min(level, slots[static_cast<std::size_t>(d)]);
    while (!waiting.empty() && waiting.top().first < d) waiting.pop();
    for (; left > 0 && !waiting.empty(); --left) {
      place[static_cast<std::size_t>(waiting.top().second)] = d;
      waiting.pop();
    }
  }
  return place;
}

constexpr std::int32_t kNoLevel = std::numeric_limits<std::int32_t>::max();

bool all_placed(std::span<const WindowOfDays> jobs, std::span<const std::int32_t> slots,
                std::int32_t level) {
  const std::vector<std::int32_t> place = sweep(jobs, slots, level);
  return std::find(place.begin(), place.end(), kNoDay) == place.end();
}

}  // namespace

std::vector<std::int32_t> place_earliest(std::span<const WindowOfDays> jobs,
                                         std::span<const std::int32_t> slots) {
  return sweep(jobs, slots, kNoLevel);
}

std::vector<std::int32_t> place_latest(std::span<const WindowOfDays> jobs,
                                       std::span<const std::int32_t> slots) {
  const auto count = static_cast<std::int32_t>(slots.size());
  std::vector<WindowOfDays> mirrored;
  for (auto job = jobs.rbegin(); job != jobs.rend(); ++job)
    mirrored.push_back({count - 1 - job->last, count - 1 - job->first});
  const std::vector<std::int32_t> back(slots.rbegin(), slots.rend());
  std::vector<std::int32_t> place = sweep(mirrored, back, kNoLevel);
  std::reverse(place.begin(), place.end());
  for (std::int32_t& d : place) d = d == kNoDay ? kNoDay : count - 1 - d;
  return place;
}

std::int32_t smallest_level(std::span<const WindowOfDays> jobs,
                            std::span<const std::int32_t> slots) {
  if (jobs.empty()) return 0;
  std::int32_t low = 1;
  std::int32_t high = std::max(1, *std::max_element(slots.begin(), slots.end()));
  high = std::min(high, static_cast<std::int32_t>(jobs.size()));
  while (low < high) {
    const std::int32_t middle = low + (high - low) / 2;
    if (all_placed(jobs, slots, middle)) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

std::vector<std::int32_t> place_level(std::span<const WindowOfDays> jobs,
                                      std::span<const std::int32_t> slots) {
  return sweep(jobs, slots, smallest_level(jobs, slots));
}

}  // namespace kith
