// What the machine can do at best, in the same minute as the rest: bytes read, and a
// durable write of one page.
#include <fcntl.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <stdexcept>
#include <vector>

#include "harness.hpp"

namespace {

using namespace kith::bench;

constexpr std::size_t kWords = std::size_t{1} << 27;  // 1 GiB: past any cache
constexpr std::size_t kPage = 4096;

void read_memory(benchmark::State& state) {
  static const std::vector<std::uint64_t> words(kWords, 1);
  for (auto _ : state) {
    std::uint64_t sums[8] = {};
    for (std::size_t i = 0; i < kWords; i += 8) {
      for (std::size_t k = 0; k < 8; ++k) sums[k] += words[i + k];
    }
    benchmark::DoNotOptimize(sums);
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) * kWords * 8);
}

/// Pages written over one after the other, each synced: what a log does.
void sync_page(benchmark::State& state) {
  constexpr std::size_t kPages = 256;
  const auto path = arguments().folder / "floor.work";
  const std::vector<char> page(kPage, 7);
  const int file = ::open(path.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600);
  const auto write_at = [&](std::size_t n) {
    const auto written =
        ::pwrite(file, page.data(), kPage, static_cast<off_t>(n % kPages * kPage));
    expect(written == static_cast<ssize_t>(kPage), "cannot write");
  };
  for (std::size_t n = 0; n < kPages; ++n) write_at(n);
  expect(::fsync(file) == 0, "cannot sync");
  std::size_t n = 0;
  for (auto _ : state) {
    write_at(n++);
    expect(::fdatasync(file) == 0, "cannot sync");
  }
  ::close(file);
  std::filesystem::remove(path);
}

}  // namespace

int main(int argc, char** argv) {
  begin(argc, argv);
  alone("memory read, 1 GiB", {.unit = benchmark::kMillisecond}, read_memory);
  alone("page written and synced", {.iterations = 200}, sync_page);
  return run();
}
