// Arithmetic of working days on any numbers, against the definition of its inverse.
#include <array>
#include <vector>

#include "fuzz/c_kit.hpp"

using namespace kith::fuzz;

KITH_FUZZ_TARGET(calendar) {
  static kith_calendar* const china = [] {
    kith_calendar* made = nullptr;
    LAW(WELL(kith_calendar_create(nullptr, &made, error)));
    return made;
  }();
  Pieces in(bytes);
  const bool whole = (in.byte() & 1) != 0;
  std::vector<std::int32_t> days, steps;
  while (!in.empty() && days.size() < 64) {
    days.push_back(whole ? in.number<std::int32_t>() : kDay + in.number<std::int16_t>());
    steps.push_back(whole ? in.number<std::int32_t>() : in.number<std::int16_t>());
  }
  const auto count = std::ssize(days);
  std::vector<std::int32_t> reached(days.size()), counted(days.size());
  std::vector<std::uint8_t> provisional(days.size());
  if (WELL(kith_calendar_add(china, days.data(), steps.data(), count, reached.data(),
                             provisional.data(), error)) &&
      WELL(kith_calendar_count(china, days.data(), reached.data(), count, counted.data(),
                               nullptr, error))) {
    for (std::size_t i = 0; i < days.size(); ++i) {
      if (steps[i] > 0) LAW(counted[i] == steps[i]);
    }
  }
  // What is listed is due, and nobody has more than two places.
  std::vector<std::int32_t> owners(days.size());
  for (std::size_t i = 0; i < owners.size(); ++i) owners[i] = (days[i] ^ steps[i]) % 3;
  std::array<std::int64_t, 6> rows{};
  std::array<std::int32_t, 6> due{};
  std::array<std::int32_t, 3> sizes{};
  if (WELL(kith_calendar_due_lists(china, days.data(), steps.data(), owners.data(),
                                   steps.data(), count, 3, kDay, 2, rows.data(),
                                   due.data(), sizes.data(), error))) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const bool used = static_cast<std::int32_t>(i % 2) < sizes[i / 2];
      LAW(used == (rows[i] >= 0));
      if (!used) continue;
      const auto row = static_cast<std::size_t>(rows[i]);
      LAW(due[i] <= kDay && due[i] == reached[row]);
      LAW(owners[row] == static_cast<std::int32_t>(i / 2));
    }
  }
  static kith_clock* const office = [] {
    kith_clock* made = nullptr;
    LAW(WELL(kith_clock_create(china, R"({"zone":"CET-1CEST,M3.5.0,M10.5.0/3"})", -1,
                               &made, error)));
    return made;
  }();
  if (days.size() > 1) {
    constexpr std::int64_t kHour = 3'600'000'000;
    const std::int64_t from = days[0] * kHour, to = days[1] * kHour;
    std::int64_t minutes = 0, back = 0;
    kith_target target = KITH_TARGET_INIT;
    if (WELL(kith_clock_elapsed(office, &from, &to, 1, &minutes, nullptr, error))) {
      LAW(WELL(kith_clock_elapsed(office, &to, &from, 1, &back, nullptr, error)));
      LAW(back == -minutes);
    }
    const std::int64_t budget = std::int64_t{steps[0]};
    if (WELL(kith_clock_target(office, from, budget, nullptr, nullptr, 0, to, &target,
                               error))) {
      LAW(WELL(kith_clock_elapsed(office, &from, &target.deadline, 1, &minutes, nullptr,
                                  error)));
      LAW(minutes == budget);
    }
  }
  if (!days.empty()) {
    const std::int32_t last = days[0] < 2'900'000 ? days[0] + steps[0] % 4000 : days[0];
    kith_table* table = nullptr;
    if (WELL(kith_calendar_days(china, days[0], last, &table, error))) cells(table);
    kith_table_free(table);
  }
}
