// People, books and first cycles.
#include <algorithm>
#include <limits>
#include <numeric>

#include "kith/planner/load.hpp"

namespace kith {
namespace {

__extension__ using Wide = __int128;
using Loads = std::span<const std::int64_t>;

Result<void> check_loads(Loads loads, Loads capacity) {
  const std::size_t width = capacity.size();
  if (width == 0 || loads.size() % width != 0) {
    return invalid(Reason::bad_order, "a number for each channel of each customer")
        .at("loads");
  }
  for (std::size_t c = 0; c < width; ++c) {
    if (capacity[c] < 0) {
      return invalid(Reason::bad_number, "at least 0")
          .at("capacity", static_cast<std::int64_t>(c));
    }
  }
  for (std::size_t i = 0; i < loads.size(); ++i) {
    const auto customer = static_cast<std::int64_t>(i / width);
    if (loads[i] < 0) {
      return invalid(Reason::bad_number, "at least 0").at("loads", customer);
    }
    if (loads[i] > capacity[i % width]) {
      return Error(Status::out_of_range, Reason::too_large,
                   "more than one person can do for one customer")
          .at("loads", customer);
    }
  }
  return {};
}

/// Whether the largest share of a person that a needs is above that of b.
bool larger(Loads a, Loads b, Loads capacity) {
  const auto share = [&](Loads load) {
    Fraction most;
    for (std::size_t c = 0; c < capacity.size(); ++c) {
      if (capacity[c] > 0) most = std::max(most, Fraction{load[c], capacity[c]});
    }
    return most;
  };
  return share(a) > share(b);
}

std::int64_t least_people(Loads loads, Loads capacity) {
  Wide least = loads.empty() ? 0 : 1;
  for (std::size_t c = 0; c < capacity.size(); ++c) {
    Wide sum = 0;
    for (std::size_t i = c; i < loads.size(); i += capacity.size()) sum += loads[i];
    if (capacity[c] > 0)
      least = std::max<Wide>(least, (sum + capacity[c] - 1) / capacity[c]);
  }
  return static_cast<std::int64_t>(least);  // a person a customer is enough
}

bool take(std::vector<std::int64_t>& left, Loads load) {
  for (std::size_t c = 0; c < load.size(); ++c) {
    if (load[c] > left[c]) return false;
  }
  for (std::size_t c = 0; c < load.size(); ++c) left[c] -= load[c];
  return true;
}

}  // namespace

Result<PeopleBounds> people_needed(Loads loads, Loads capacity) {
  if (auto checked = check_loads(loads, capacity); !checked) return checked.error();
  const std::size_t width = capacity.size();
  std::vector<std::size_t> order(loads.size() / width);
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto of = [&](std::size_t i) { return loads.subspan(i * width, width); };
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return larger(of(a), of(b), capacity);
  });
  std::vector<std::vector<std::int64_t>> people;
  for (const std::size_t i : order) {
    const bool taken = std::any_of(people.begin(), people.end(),
                                   [&](auto& left) { return take(left, of(i)); });
    if (taken) continue;
    people.emplace_back(capacity.begin(), capacity.end());
    (void)take(people.back(), of(i));
  }
  return PeopleBounds{least_people(loads, capacity),
                      static_cast<std::int64_t>(people.size())};
}

Result<std::int64_t> book_size(std::int32_t slots, std::int32_t period,
                               const Fraction& availability, const Fraction& target) {
  if (slots < 0) return invalid(Reason::bad_number, "at least 0").at("slots");
  if (period < 1) return invalid(Reason::bad_number, "at least 1").at("period");
  if (availability < Fraction{}) {
    return invalid(Reason::bad_number, "at least 0").at("availability");
  }
  if (target < Fraction{}) return invalid(Reason::bad_number, "at least 0").at("target");
  auto size = product({std::int64_t{slots} * period, 1}, availability);
  if (size) size = product(*size, target);
  if (!size) return size.error();
  return floor_of(*size);
}

namespace {

constexpr std::int64_t kLongestCycle = 1'000'000;

Result<std::int64_t> common_cycle(std::span<const std::int32_t> periods) {
  std::int64_t cycle = 1;
  for (std::size_t i = 0; i < periods.size(); ++i) {
    if (periods[i] < 1) {
      return invalid(Reason::bad_number, "a period is at least 1")
          .at("periods", static_cast<std::int64_t>(i));
    }
    cycle = std::lcm(cycle, std::int64_t{periods[i]});
    if (cycle > kLongestCycle) {
      return Error(Status::out_of_range, Reason::too_large,
                   "the common cycle of the periods is too long")
          .at("periods", static_cast<std::int64_t>(i));
    }
  }
  return cycle;
}

/// The phase whose busiest day is lowest, the first of equals.
std::int32_t lowest_phase(const std::vector<std::int64_t>& load, std::int32_t period) {
  std::int32_t best = 0;
  std::int64_t lowest = std::numeric_limits<std::int64_t>::max();
  for (std::int32_t phase = 0; phase < period; ++phase) {
    std::int64_t busiest = 0;
    for (std::size_t d = static_cast<std::size_t>(phase); d < load.size();
         d += static_cast<std::size_t>(period))
      busiest = std::max(busiest, load[d]);
    if (busiest >= lowest) continue;
    lowest = busiest;
    best = phase;
  }
  return best;
}

}  // namespace

Result<Spread> spread_first_cycle(std::span<const std::int32_t> periods) {
  const Result<std::int64_t> cycle = common_cycle(periods);
  if (!cycle) return cycle.error();
  std::vector<std::size_t> order(periods.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return periods[a] < periods[b]; });
  Spread spread;
  spread.phase.resize(periods.size());
  std::vector<std::int64_t> load(static_cast<std::size_t>(*cycle));
  std::int64_t touches = 0;  // in one cycle
  for (const std::size_t i : order) {
    const std::int32_t phase = lowest_phase(load, periods[i]);
    spread.phase[i] = phase;
    for (std::size_t d = static_cast<std::size_t>(phase); d < load.size();
         d += static_cast<std::size_t>(periods[i]))
      ++load[d];
    touches += *cycle / periods[i];
  }
  spread.peak = *std::max_element(load.begin(), load.end());
  spread.least = (touches + *cycle - 1) / *cycle;
  return spread;
}

}  // namespace kith
