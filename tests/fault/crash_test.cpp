// Power cuts and killed processes: what was acknowledged is there whole, and nothing is
// there by half. KITH_FAULT_LONG=1 cuts at every operation, with more seeds.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <thread>

#include "outbox.hpp"
#include "power_vfs.hpp"

namespace fault {
namespace {

namespace fs = std::filesystem;

bool is_long() { return std::getenv("KITH_FAULT_LONG") != nullptr; }

void remove_book(const std::string& path) {
  for (const char* suffix : {"", "-wal", "-shm", "-journal"}) fs::remove(path + suffix);
}

// ---- power cuts ----------------------------------------------------------------------

constexpr std::int64_t kBatches = 9;

struct Progress {
  std::int64_t acknowledged = 0;
  std::int64_t begun = 0;
};

/// Makes a book and records batches, closing and opening it in between, as long as there
/// is power.
Progress work(const std::string& path, std::int32_t durability) {
  Progress p;
  kith_book* book = nullptr;
  for (std::int64_t n = 0; n < kBatches; ++n) {
    if (n % 4 == 0) {
      kith_book_close(book);
      kith_book_options options = KITH_BOOK_OPTIONS_INIT;
      options.create = 1;
      options.durability = durability;
      if (kith_book_open(path.c_str(), -1, &options, &book, nullptr) != KITH_OK) break;
    }
    ++p.begun;
    if (record_batch(book, n, nullptr) != KITH_OK) break;
    ++p.acknowledged;
  }
  kith_book_close(book);
  return p;
}

struct Cuts {
  std::int64_t operations = 0;
  std::int64_t runs = 0;
  std::int64_t damaged = 0;
  std::int64_t half = 0;
  std::int64_t lost = 0;
  std::string first;
  [[nodiscard]] std::int64_t bad() const { return damaged + half + lost; }
};

Cuts cut_everywhere(std::int32_t durability, std::uint32_t seeds, std::int64_t step) {
  const Folder folder;
  Survivor survivor(folder);
  const std::string path = folder.file("cut.kith");
  power_on(path, 0);
  EXPECT_EQ(work(path, durability).acknowledged, kBatches);
  Cuts cuts;
  cuts.operations = power_operations();
  for (std::int64_t at = 1; at <= cuts.operations; at += step) {
    for (std::uint32_t seed = 1; seed <= seeds; ++seed) {
      remove_book(path);
      power_on(path, at);
      const Progress p = work(path, durability);
      power_cut(seed + static_cast<std::uint32_t>(at) * 1000);
      const std::string wrong = survivor.examine(path, p.acknowledged, p.begun);
      ++cuts.runs;
      if (wrong.starts_with("damaged")) ++cuts.damaged;
      if (wrong.starts_with("half")) ++cuts.half;
      if (wrong.starts_with("lost")) ++cuts.lost;
      if (!wrong.empty() && cuts.first.empty())
        cuts.first = "cut at " + std::to_string(at) + ", seed " + std::to_string(seed) +
                     ", " + std::to_string(p.acknowledged) + " acknowledged: " + wrong;
    }
  }
  std::printf(
      "%lld operations, %lld cuts (seeds 1 to %u, every %lld): %lld damaged, %lld "
      "half, %lld lost\n",
      static_cast<long long>(cuts.operations), static_cast<long long>(cuts.runs), seeds,
      static_cast<long long>(step), static_cast<long long>(cuts.damaged),
      static_cast<long long>(cuts.half), static_cast<long long>(cuts.lost));
  return cuts;
}

std::uint32_t seeds() { return is_long() ? 50 : 2; }
std::int64_t step() { return is_long() ? 1 : 3; }

TEST(PowerCut, AtFullWhatIsAcknowledgedIsThereWhole) {
  const Cuts cuts = cut_everywhere(KITH_DURABILITY_FULL, seeds(), step());
  EXPECT_EQ(cuts.bad(), 0) << cuts.first;
}

TEST(PowerCut, AtNormalTheLastBatchesMayGoButNothingBreaks) {
  const Cuts cuts = cut_everywhere(KITH_DURABILITY_NORMAL, seeds(), step());
  EXPECT_EQ(cuts.damaged + cuts.half, 0) << cuts.first;
}

// The control: a harness that found nothing here would find nothing anywhere.
TEST(PowerCut, AtBulkTheDiskBreaksAndTheHarnessSeesIt) {
  const Cuts cuts = cut_everywhere(KITH_DURABILITY_BULK, seeds(), step());
  EXPECT_GT(cuts.damaged, 0);
  EXPECT_GT(cuts.lost, 0);
}

TEST(PowerCut, ADiskThatLiesAboutSyncsIsSeen) {
  lie_about_syncs(true);
  const Cuts cuts = cut_everywhere(KITH_DURABILITY_FULL, 1, 5);
  lie_about_syncs(false);
  EXPECT_GT(cuts.bad(), 0);
}

// ---- killed processes ----------------------------------------------------------------

[[noreturn]] void record_for_ever(const std::string& path, std::int32_t durability,
                                  std::int64_t first, int acknowledge) {
  kith_book* book = open_book(path, durability, true);
  if (::write(acknowledge, &first, sizeof first) != sizeof first) ::_exit(2);
  for (std::int64_t n = first;; ++n) {
    if (record_batch(book, n, nullptr) != KITH_OK) ::_exit(1);
    const std::int64_t there = n + 1;
    if (::write(acknowledge, &there, sizeof there) != sizeof there) ::_exit(2);
  }
}

/// Returns the number of batches acknowledged when the child was killed.
/// The time runs from the opening of the book, or from the child's beginning.
std::int64_t record_and_kill(const std::string& path, std::int32_t durability,
                             std::int64_t first, bool from_beginning,
                             std::chrono::microseconds after) {
  int ends[2];
  if (::pipe(ends) != 0) return -1;
  const pid_t child = ::fork();
  if (child == 0) record_for_ever(path, durability, first, ends[1]);
  ::close(ends[1]);
  std::int64_t acknowledged = first;
  if (!from_beginning) static_cast<void>(::read(ends[0], &acknowledged, sizeof first));
  std::this_thread::sleep_for(after);
  ::kill(child, SIGKILL);
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status)) << "it ended by itself: " << WEXITSTATUS(status);
  while (::read(ends[0], &acknowledged, sizeof acknowledged) == sizeof acknowledged) {
  }
  ::close(ends[0]);
  return acknowledged;
}

void kill_again_and_again(std::int32_t durability, std::uint32_t seed) {
  const int kills = is_long() ? 5000 : 150;
  const Folder folder;
  auto survivor = std::make_unique<Survivor>(folder);
  const std::string path = folder.file("killed.kith");
  std::mt19937 random(seed);
  std::int64_t holds = 0;
  std::int64_t recorded = 0;
  std::int64_t unacknowledged = 0;
  for (int i = 0; i < kills; ++i) {
    if (holds > 60) {
      recorded += holds;
      holds = 0;
      remove_book(path);
    }
    const auto after = std::chrono::microseconds(500 + random() % 20'000);
    const std::int64_t acknowledged =
        record_and_kill(path, durability, holds, random() % 4 == 0, after);
    const std::string wrong =
        survivor->examine(path, acknowledged, acknowledged + 1, &holds);
    ASSERT_EQ(wrong, "") << "kill " << i << " of seed " << seed << ", after "
                         << after.count() << " us";
    unacknowledged += holds - acknowledged;
  }
  recorded += holds;
  std::printf(
      "%d kills, seed %u: %lld batches, %lld of them there before they were "
      "acknowledged; 0 damaged, half or lost\n",
      kills, seed, static_cast<long long>(recorded),
      static_cast<long long>(unacknowledged));
  EXPECT_GT(recorded, kills / 10);
}

TEST(Kill, FullLosesNothingAcknowledged) {
  kill_again_and_again(KITH_DURABILITY_FULL, 1);
}
TEST(Kill, NormalLosesNothingAcknowledged) {
  kill_again_and_again(KITH_DURABILITY_NORMAL, 2);
}
TEST(Kill, BulkLosesNothingAcknowledged) {
  kill_again_and_again(KITH_DURABILITY_BULK, 3);
}

}  // namespace
}  // namespace fault

int main(int argc, char** argv) {
  fault::install_power_vfs();
  ::testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
