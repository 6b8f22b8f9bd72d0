// What every benchmark program shares: its arguments, rows that run ours and the peer's
// work in turn, and an exit code that says whether the answers were equal.
//
//   int main(int argc, char** argv) {
//     bench::begin(argc, argv);
//     bench::in_turn("one touch", {.iterations = 2000}, ours, hand);
//     return bench::run([] { … compare answers, bench::differ("…") … });
//   }
//
// Arguments: --folder=<where files are made> --customers=<n> --rounds=<n>, the rest is
// Google Benchmark's.
#pragma once

#include <benchmark/benchmark.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

namespace kith::bench {

struct Arguments {
  std::filesystem::path folder = "bench-files";
  std::int64_t customers = 10'000;
  std::int64_t rounds = 5;
};
const Arguments& arguments();
/// Reads and takes out the arguments above. Ends the program on a bad one.
void begin(int argc, char** argv);

class Stopwatch {
 public:
  [[nodiscard]] double seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_)
        .count();
  }

 private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

using Body = std::function<void(benchmark::State&)>;
struct Turn {
  std::int64_t iterations = 0;  ///< a round; 0: as many as fill min_seconds
  double min_seconds = 0.2;
  benchmark::TimeUnit unit = benchmark::kMicrosecond;
};
/// Registers "<row>/<side>/<round>" for each round: one side, then the other, so that
/// what else the machine does falls on both. Every second round begins with the other
/// side.
void in_turn(const std::string& row, const Turn& turn, const Body& ours,
             const Body& peer);
/// The same without a peer.
void alone(const std::string& row, const Turn& turn, const Body& ours);
/// A figure that is counted, not timed: "<row>/<side>/1", in the counter "value".
void figure(const std::string& row, const std::string& side,
            const std::function<double()>& value);

/// Says that answers differ; run() will not return 0.
void differ(std::string_view what);
/// Throws when a status is not what was expected.
void expect(bool holds, std::string_view what);
/// Runs what is registered, then the comparison. Prints errors.
int run(const std::function<void()>& compare = {});

}  // namespace kith::bench
