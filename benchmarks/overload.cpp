// Not a timing: what each policy makes of a book that does not fit, as one table.
//
//   bench_overload [--days=405]
//
// Three figures a cell, for each alone flatters somebody: touches on time in percent,
// customer-days by weight without an overdue promise in percent, the worst gap in
// periods. A figure with * is one where oldest first does better.
#include <cstdlib>
#include <iomanip>
#include <iostream>
#include <sstream>
#include <string>

#include "planner/overload.hpp"

namespace {

using namespace kith::planner_test;

std::string mark(bool oldest_wins) { return oldest_wins ? "*" : ""; }

std::string cell(const Outcome& o, const Outcome& oldest) {
  std::ostringstream out;
  out << o.on_time_percent() << mark(oldest.on_time_percent() > o.on_time_percent())
      << " / " << o.kept_percent() << mark(oldest.kept_percent() > o.kept_percent())
      << " / " << o.worst_gap / 100 << "." << std::setw(2) << std::setfill('0')
      << o.worst_gap % 100 << mark(oldest.worst_gap < o.worst_gap);
  return out.str();
}

}  // namespace

int main(int argc, char** argv) {
  std::int32_t days = 405;
  const std::string given = argc > 1 ? argv[1] : "";
  if (given.rfind("--days=", 0) == 0) days = std::atoi(given.c_str() + 7);
  if (days < 1 || argc > 2) {
    std::cerr << "usage: bench_overload [--days=405]\n";
    return 2;
  }
  std::cout << "| load | ";
  for (std::int32_t p = 0; p < kPolicies; ++p)
    std::cout << policy_name(static_cast<Policy>(p)) << " | ";
  std::cout << "\n|---|---|---|---|---|\n";
  for (const std::int32_t load : {83, 90, 95, 100, 105, 110, 130, 160, 200}) {
    const Outcome oldest = overload(Policy::oldest_first, load, days, 1);
    std::cout << "| " << load << " % | ";
    for (std::int32_t p = 0; p < kPolicies; ++p)
      std::cout << cell(overload(static_cast<Policy>(p), load, days, 1), oldest) << " | ";
    std::cout << "\n";
  }
  return 0;
}
