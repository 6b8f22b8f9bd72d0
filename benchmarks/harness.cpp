#include "harness.hpp"

#include <charconv>
#include <cstdlib>
#include <iostream>
#include <stdexcept>
#include <vector>

namespace kith::bench {
namespace {

Arguments& mutable_arguments() {
  static Arguments a;
  return a;
}

bool& differs() {
  static bool d = false;
  return d;
}

std::int64_t positive(std::string_view text) {
  std::int64_t n = 0;
  const auto end = std::from_chars(text.data(), text.data() + text.size(), n);
  if (end.ec != std::errc() || end.ptr != text.data() + text.size() || n < 1) {
    std::cerr << "not a positive number: " << text << "\n";
    std::exit(2);
  }
  return n;
}

bool take(std::string_view argument) {
  const auto value = [&](std::string_view name) -> std::string_view {
    return argument.substr(0, name.size()) == name ? argument.substr(name.size()) : "";
  };
  Arguments& a = mutable_arguments();
  if (const auto v = value("--folder="); !v.empty()) {
    a.folder = v;
  } else if (const auto n = value("--customers="); !n.empty()) {
    a.customers = positive(n);
  } else if (const auto r = value("--rounds="); !r.empty()) {
    a.rounds = positive(r);
  } else {
    return false;
  }
  return true;
}

// An exception ends one benchmark, told by its name, and not the program.
Body guarded(const Body& body) {
  return [body](benchmark::State& state) {
    try {
      body(state);
    } catch (const std::exception& e) {
      differ(e.what());
      state.SkipWithError(e.what());
    }
  };
}

void add(const std::string& name, const Turn& turn, const Body& body) {
  auto* made = benchmark::RegisterBenchmark(name.c_str(), guarded(body));
  made->Unit(turn.unit)->UseRealTime();
  if (turn.iterations > 0) {
    made->Iterations(turn.iterations);
  } else {
    made->MinTime(turn.min_seconds);
  }
}

}  // namespace

const Arguments& arguments() { return mutable_arguments(); }

void begin(int argc, char** argv) {
  std::vector<char*> rest;
  for (int i = 0; i < argc; ++i) {
    if (i == 0 || !take(argv[i])) rest.push_back(argv[i]);
  }
  int count = static_cast<int>(rest.size());
  benchmark::Initialize(&count, rest.data());
  if (benchmark::ReportUnrecognizedArguments(count, rest.data())) std::exit(2);
  std::filesystem::create_directories(arguments().folder);
}

void in_turn(const std::string& row, const Turn& turn, const Body& ours,
             const Body& peer) {
  for (std::int64_t round = 1; round <= arguments().rounds; ++round) {
    const std::string number = "/" + std::to_string(round);
    const bool peer_first = round % 2 == 0;
    if (peer_first) add(row + "/peer" + number, turn, peer);
    add(row + "/ours" + number, turn, ours);
    if (!peer_first) add(row + "/peer" + number, turn, peer);
  }
}

void alone(const std::string& row, const Turn& turn, const Body& ours) {
  for (std::int64_t round = 1; round <= arguments().rounds; ++round)
    add(row + "/ours/" + std::to_string(round), turn, ours);
}

void figure(const std::string& row, const std::string& side,
            const std::function<double()>& value) {
  add(row + "/" + side + "/1", {.iterations = 1}, [value](benchmark::State& state) {
    double found = 0;
    for (auto _ : state) found = value();
    state.counters["value"] = found;
  });
}

void differ(std::string_view what) {
  std::cerr << "DIFFERS: " << what << "\n";
  differs() = true;
}

void expect(bool holds, std::string_view what) {
  if (!holds) throw std::runtime_error(std::string(what));
}

int run(const std::function<void()>& compare) {
  try {
    benchmark::RunSpecifiedBenchmarks();
    if (compare) compare();
  } catch (const std::exception& e) {
    differ(e.what());
  }
  benchmark::Shutdown();
  return differs() ? 1 : 0;
}

}  // namespace kith::bench
