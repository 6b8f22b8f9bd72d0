// What hosts do: the same file opened twice, another SQLite in the process, forks, full
// disks, limits on the size of a file.
#include <dlfcn.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "outbox.hpp"

namespace fault {
namespace {

namespace fs = std::filesystem;

/// Another process, which shares nothing with this one: opens the book, records batch n
/// (none when it is negative), closes it.
int in_another_process(const std::string& path, std::int64_t n) {
  const std::string number = std::to_string(n);
  const pid_t child = ::fork();
  if (child == 0) {
    ::execl("/proc/self/exe", "fault_hosts", "--record", path.c_str(), number.c_str(),
            static_cast<char*>(nullptr));
    ::_exit(127);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 255;
}

struct Handle {
  explicit Handle(const std::string& path, bool create = false)
      : book(open_book(path, KITH_DURABILITY_FULL, create)) {}
  ~Handle() { kith_book_close(book); }
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  kith_book* book;
};

// Closing any descriptor of a file drops the process's locks on it. A book's own opening
// must not do that to a book that is open already: another process would take the log
// away as the last one out.
TEST(Hosts, OpeningABookAgainKeepsTheLocksOfTheFirst) {
  const Folder folder;
  const std::string path = folder.file("twice.kith");
  {
    const Handle first(path, true);
    ASSERT_EQ(record_batch(first.book, 0, nullptr), KITH_OK);
    { const Handle second(path); }
    ASSERT_EQ(in_another_process(path, 1), 0);
    ASSERT_TRUE(fs::exists(path + "-wal")) << "the log of an open book was removed";
    ASSERT_EQ(record_batch(first.book, 2, nullptr), KITH_OK);
  }
  Survivor survivor(folder);
  EXPECT_EQ(survivor.examine(path, 3, 3), "");
}

class Plugin {
 public:
  Plugin() : library_(::dlopen(KITH_SECOND_SQLITE, RTLD_NOW | RTLD_LOCAL)) {
    if (library_ != nullptr)
      *reinterpret_cast<void**>(&read_) = ::dlsym(library_, "read_and_close");
  }
  [[nodiscard]] bool is_there() const { return read_ != nullptr; }
  int read_and_close(const std::string& path) const { return read_(path.c_str()); }

 private:
  void* library_;
  int (*read_)(const char*) = nullptr;
};

// A second copy of SQLite knows nothing of the locks of the first; when it closes the
// file they are gone, and it may even remove the log. Kith cannot prevent that. What it
// does: it acknowledges nothing that went into a log that is no longer the book's.
TEST(Hosts, ASecondSqliteInTheProcessMakesNothingAcknowledgedGoLost) {
  const Plugin plugin;
  if (!plugin.is_there()) GTEST_SKIP() << "no static SQLite to build a second copy from";
  const Folder folder;
  const std::string path = folder.file("copies.kith");
  std::int64_t acknowledged = 0;
  {
    const Handle first(path, true);
    for (; acknowledged < 2; ++acknowledged)
      ASSERT_EQ(record_batch(first.book, acknowledged, nullptr), KITH_OK);
    ASSERT_EQ(plugin.read_and_close(path), 0);
    kith_error* error = nullptr;
    const kith_status status = record_batch(first.book, acknowledged, &error);
    if (status == KITH_OK) {
      ++acknowledged;
    } else {
      EXPECT_EQ(status, KITH_ABORTED);
      EXPECT_EQ(kith_error_reason(error), KITH_REASON_IO);
      EXPECT_NE(str(kith_error_message(error)).find("copy of SQLite"), std::string::npos);
    }
    kith_error_free(error);
  }
  Survivor survivor(folder);
  EXPECT_EQ(survivor.examine(path, acknowledged, 3), "");
}

TEST(Hosts, ALogThatIsRemovedUnderABookIsNoticedAtOnce) {
  const Folder folder;
  const std::string path = folder.file("removed.kith");
  {
    const Handle first(path, true);
    ASSERT_EQ(record_batch(first.book, 0, nullptr), KITH_OK);
    fs::remove(path + "-wal");
    kith_error* error = nullptr;
    EXPECT_EQ(record_batch(first.book, 1, &error), KITH_ABORTED);
    EXPECT_EQ(kith_error_reason(error), KITH_REASON_IO);
    kith_error_free(error);
  }
}

// The handle of the parent is refused in the child (see the tests of book and capi); one
// of the child's own works, and both may record.
TEST(Hosts, AfterForkAChildThatOpensTheBookAgainMayRecord) {
  const Folder folder;
  const std::string path = folder.file("forked.kith");
  const auto parent = std::make_unique<Handle>(path, true);
  ASSERT_EQ(record_batch(parent->book, 0, nullptr), KITH_OK);
  const pid_t child = ::fork();
  if (child == 0) {
    kith_error* error = nullptr;
    const bool refused =
        record_batch(parent->book, 1, &error) == KITH_FAILED_PRECONDITION &&
        kith_error_reason(error) == KITH_REASON_FORKED;
    kith_error_free(error);
    const Handle own(path);
    const bool recorded = record_batch(own.book, 1, nullptr) == KITH_OK;
    ::_exit(refused && recorded ? 0 : 1);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_EQ(status, 0);
  EXPECT_EQ(record_batch(parent->book, 2, nullptr), KITH_OK);
  Survivor survivor(folder);
  EXPECT_EQ(survivor.examine(path, 3, 3), "");
}

// ---- no room -------------------------------------------------------------------------

/// Records until there is no room; returns the number of batches acknowledged, 0 when the
/// refusal does not say why.
std::int64_t fill(const std::string& path, std::int32_t reason, std::int32_t or_reason) {
  std::int64_t n = 0;
  kith_error* error = nullptr;
  const Handle book(path, true);
  while (n < 250 && record_batch(book.book, n, &error) == KITH_OK) ++n;
  const std::int32_t said = kith_error_reason(error);
  kith_error_free(error);
  return said == reason || said == or_reason ? n : 0;
}

TEST(Hosts, AFullDiskLosesNothing) {
  const Folder folder;
  const std::string place = folder.file("small");
  fs::create_directory(place);
  if (::mount("tmpfs", place.c_str(), "tmpfs", 0, "size=700k") != 0)
    GTEST_SKIP() << "a small file system cannot be mounted here: "
                 << std::strerror(errno);
  {
    const Folder elsewhere;
    const std::string copy = elsewhere.file("full.kith");
    const std::string path = place + "/full.kith";
    const std::int64_t acknowledged =
        fill(path, KITH_REASON_DISK_FULL, KITH_REASON_DISK_FULL);
    EXPECT_GT(acknowledged, 1);
    // Where it lies there is no room even for looking; a copy has room.
    for (const char* suffix : {"", "-wal"})
      if (fs::exists(path + suffix)) fs::copy_file(path + suffix, copy + suffix);
    Survivor survivor(elsewhere);
    EXPECT_EQ(survivor.examine(copy, acknowledged, acknowledged + 1), "");
  }
  ::umount2(place.c_str(), MNT_DETACH);
}

TEST(Hosts, ALimitOnTheSizeOfFilesLosesNothing) {
  const Folder folder;
  const std::string path = folder.file("limited.kith");
  const pid_t child = ::fork();
  if (child == 0) {
    ::signal(SIGXFSZ, SIG_IGN);  // as a host does that sets the limit
    const rlimit limit{400'000, 400'000};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    ::_exit(static_cast<int>(fill(path, KITH_REASON_IO, KITH_REASON_DISK_FULL)));
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  ASSERT_TRUE(WIFEXITED(status));
  const std::int64_t acknowledged = WEXITSTATUS(status);
  EXPECT_GT(acknowledged, 1);
  Survivor survivor(folder);
  EXPECT_EQ(survivor.examine(path, acknowledged, acknowledged + 1), "");
}

int record_for_another(const char* path, std::int64_t n) {
  const Handle book(path);
  return n < 0 || record_batch(book.book, n, nullptr) == KITH_OK ? 0 : 1;
}

}  // namespace
}  // namespace fault

int main(int argc, char** argv) {
  if (argc == 4 && std::strcmp(argv[1], "--record") == 0)
    return fault::record_for_another(argv[2], std::atoll(argv[3]));
  ::testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
