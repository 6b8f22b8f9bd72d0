#include "power_vfs.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <string_view>
#include <vector>

#include "vfs_frame.hpp"

namespace fault {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kSector = 512;

struct Change {
  std::int64_t at = 0;
  std::string bytes;
  bool truncates = false;  ///< to `at` bytes
};

/// What is certain of a file, and what is not yet.
struct Image {
  bool there = false;
  std::string durable;
  bool deleted = false;  ///< not synced
  std::vector<Change> pending;
};

std::map<std::string, Image> disk;
std::string watched;
std::int64_t operations = 0;
std::int64_t cut_at = 0;
bool off = false;
bool lies = false;
sqlite3_vfs* below = nullptr;

/// Whether there is power for one more operation.
bool has_power() {
  if (!off && ++operations == cut_at) off = true;
  return !off;
}

void apply(std::string& bytes, const Change& c) {
  const auto at = static_cast<std::size_t>(c.at);
  if (c.truncates) {
    bytes.resize(at);
    return;
  }
  if (bytes.size() < at + c.bytes.size()) bytes.resize(at + c.bytes.size());
  bytes.replace(at, c.bytes.size(), c.bytes);
}

void make_durable(Image& image) {
  for (const Change& c : image.pending) apply(image.durable, c);
  image.pending.clear();
  image.there = true;
  image.deleted = false;
}

// Deletions are certain from here on.
void sync_folder() {
  for (auto& [name, image] : disk) {
    if (image.deleted) image = {};
  }
}

struct File {
  sqlite3_file base;
  Image* image;       ///< none: of another disk
  bool syncs_folder;  ///< with its first sync
  sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};
File* ours(sqlite3_file* f) { return reinterpret_cast<File*>(f); }
sqlite3_file* real(sqlite3_file* f) { return ours(f)->real(); }

int read(sqlite3_file* f, void* to, int n, sqlite3_int64 at) {
  Image* image = ours(f)->image;
  if (image != nullptr && off) return SQLITE_IOERR_READ;
  return real(f)->pMethods->xRead(real(f), to, n, at);
}
// The operation that the cut meets is under way: its bytes may be there.
int write(sqlite3_file* f, const void* from, int n, sqlite3_int64 at) {
  Image* image = ours(f)->image;
  if (image != nullptr && off) return SQLITE_IOERR_WRITE;
  const bool power = image == nullptr || has_power();
  if (image != nullptr) {
    image->pending.push_back(
        {at, std::string(static_cast<const char*>(from), static_cast<std::size_t>(n))});
  }
  if (!power) return SQLITE_IOERR_WRITE;
  return real(f)->pMethods->xWrite(real(f), from, n, at);
}
int truncate(sqlite3_file* f, sqlite3_int64 size) {
  Image* image = ours(f)->image;
  if (image != nullptr && off) return SQLITE_IOERR_TRUNCATE;
  const bool power = image == nullptr || has_power();
  if (image != nullptr) image->pending.push_back({size, {}, true});
  if (!power) return SQLITE_IOERR_TRUNCATE;
  return real(f)->pMethods->xTruncate(real(f), size);
}
int sync(sqlite3_file* f, int flags) {
  Image* image = ours(f)->image;
  if (image != nullptr && !has_power()) return SQLITE_IOERR_FSYNC;
  if (image != nullptr && !lies) make_durable(*image);
  if (image != nullptr && !lies && ours(f)->syncs_folder) sync_folder();
  ours(f)->syncs_folder = false;
  static_cast<void>(flags);  // the real disk's power stays on
  return SQLITE_OK;
}
int sector_size(sqlite3_file*) { return static_cast<int>(kSector); }
int characteristics(sqlite3_file*) { return 0; }  // no promise at all

const sqlite3_io_methods kMethods = [] {
  sqlite3_io_methods m = Frame<File>::passing();
  m.xRead = read;
  m.xWrite = write;
  m.xTruncate = truncate;
  m.xSync = sync;
  m.xSectorSize = sector_size;
  m.xDeviceCharacteristics = characteristics;
  return m;
}();

bool is_on_disk(const char* name) {
  return name != nullptr && !watched.empty() &&
         std::string_view(name).starts_with(watched);
}

int open(sqlite3_vfs*, const char* name, sqlite3_file* f, int flags, int* out_flags) {
  f->pMethods = nullptr;
  const bool on_it = is_on_disk(name);
  if (on_it && off) return SQLITE_CANTOPEN;
  ours(f)->image = on_it ? &disk[name] : nullptr;
  // As SQLite's own file system does for a journal or log that is new.
  ours(f)->syncs_folder = (flags & SQLITE_OPEN_CREATE) != 0 &&
                          (flags & (SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_WAL)) != 0;
  const int rc = below->xOpen(below, name, real(f), flags, out_flags);
  if (real(f)->pMethods != nullptr) f->pMethods = &kMethods;
  return rc;
}
int remove(sqlite3_vfs*, const char* name, int with_folder) {
  if (!is_on_disk(name)) return below->xDelete(below, name, with_folder);
  if (!has_power()) return SQLITE_IOERR_DELETE;
  const auto it = disk.find(name);
  if (it != disk.end()) {
    Image& image = it->second;
    if (with_folder != 0 && !lies) {
      image = {};
    } else {
      image.pending.push_back({0, {}, true});
      image.deleted = true;
    }
  }
  return below->xDelete(below, name, 0);
}

class Fate {
 public:
  explicit Fate(std::uint32_t seed) : random_(seed) {}
  /// Of a whole file: nothing, half, or all of what is pending arrives.
  void next_file() { keeps_of_4_ = std::array<int, 4>{0, 2, 3, 4}[random_() % 4]; }
  bool keeps() { return static_cast<int>(random_() % 4) < keeps_of_4_; }

 private:
  std::mt19937 random_;
  int keeps_of_4_ = 0;
};

void apply_some(std::string& bytes, const Change& c, Fate& fate) {
  if (c.truncates) {
    if (fate.keeps()) apply(bytes, c);
    return;
  }
  const auto end = c.at + static_cast<std::int64_t>(c.bytes.size());
  for (std::int64_t at = c.at; at < end;) {
    const std::int64_t next = std::min(end, (at / kSector + 1) * kSector);
    if (fate.keeps()) {
      apply(bytes, {at, c.bytes.substr(static_cast<std::size_t>(at - c.at),
                                       static_cast<std::size_t>(next - at))});
    }
    at = next;
  }
}

}  // namespace

void install_power_vfs() {
  below = sqlite3_vfs_find(nullptr);
  static sqlite3_vfs vfs = *below;
  vfs.zName = "power";
  vfs.szOsFile = below->szOsFile + static_cast<int>(sizeof(File));
  vfs.pNext = nullptr;
  vfs.xOpen = open;
  vfs.xDelete = remove;
  sqlite3_vfs_register(&vfs, 1);
}

void power_on(const std::string& book, std::int64_t at) {
  disk.clear();
  watched = book;
  operations = 0;
  cut_at = at;
  off = false;
}

std::int64_t power_operations() { return operations; }

void lie_about_syncs(bool lie) { lies = lie; }

void power_cut(std::uint32_t seed) {
  Fate fate(seed);
  for (auto& [name, image] : disk) {
    fate.next_file();
    fs::remove(name);
    fs::remove(name + "-shm");
    if (image.deleted && fate.keeps()) continue;
    if (!image.there && !fate.keeps()) continue;
    std::string bytes = image.durable;
    for (const Change& c : image.pending) apply_some(bytes, c, fate);
    std::ofstream(name, std::ios::binary) << bytes;
  }
  power_on({}, 0);
}

}  // namespace fault
