// Everything worked out again from the log: time and memory. The book is made before, in
// another process, so that the peak is that of rebuilding alone.
//
// Floor: one read of the log's bytes (program "floors").
#include <sys/resource.h>

#include <iostream>

#include "fixture.hpp"
#include "harness.hpp"

namespace {

using namespace kith;
using namespace kith::bench;

double peak_mebibytes() {
  rusage use{};
  getrusage(RUSAGE_SELF, &use);
  return static_cast<double>(use.ru_maxrss) / 1024;
}

void ours(benchmark::State& state) {
  Book book = open_book(copy_of_book(arguments().customers, "rebuild"));
  for (auto _ : state) {
    const auto differed = book.rebuild().value();
    expect(differed == 0, "a state differed from its facts");
  }
}

}  // namespace

int main(int argc, char** argv) {
  begin(argc, argv);
  alone("rebuild", {.iterations = 1, .unit = benchmark::kMillisecond}, ours);
  figure("rebuild, peak memory", "ours", peak_mebibytes);
  return run();
}
