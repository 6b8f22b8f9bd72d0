#include "fault_vfs.hpp"

#include <sqlite3.h>

#include <vector>

#include "memory.hpp"
#include "vfs_frame.hpp"

namespace fault {
namespace {

Refusal refusal = Refusal::io;
const char* last_failed = "";
sqlite3_vfs* below = nullptr;

enum Needs { nothing, room, a_lock };

/// Whether the operation fails, and with which code.
bool refused(const char* operation, Needs needs, int io_code, int* code) {
  if (refusal == Refusal::full && needs != room) return false;
  if (refusal == Refusal::busy && needs != a_lock) return false;
  if (!fails(Seam::file)) return false;
  last_failed = operation;
  *code = refusal == Refusal::full   ? SQLITE_FULL
          : refusal == Refusal::busy ? SQLITE_BUSY
                                     : io_code;
  return true;
}

struct File {
  sqlite3_file base;
  sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};
sqlite3_file* real(sqlite3_file* f) { return Frame<File>::real(f); }

// Closing gives up what is there in any case, so it cannot fail; nor can unlocking.
int read(sqlite3_file* f, void* to, int n, sqlite3_int64 at) {
  int code = 0;
  if (refused("read", nothing, SQLITE_IOERR_READ, &code)) return code;
  return real(f)->pMethods->xRead(real(f), to, n, at);
}
int write(sqlite3_file* f, const void* from, int n, sqlite3_int64 at) {
  int code = 0;
  if (!refused("write", room, SQLITE_IOERR_WRITE, &code))
    return real(f)->pMethods->xWrite(real(f), from, n, at);
  if (n > 1) real(f)->pMethods->xWrite(real(f), from, n / 2, at);
  return code;
}
int truncate(sqlite3_file* f, sqlite3_int64 size) {
  int code = 0;
  if (refused("truncate", nothing, SQLITE_IOERR_TRUNCATE, &code)) return code;
  return real(f)->pMethods->xTruncate(real(f), size);
}
int sync(sqlite3_file* f, int flags) {
  int code = 0;
  if (refused("sync", room, SQLITE_IOERR_FSYNC, &code)) return code;
  return real(f)->pMethods->xSync(real(f), flags);
}
int file_size(sqlite3_file* f, sqlite3_int64* size) {
  int code = 0;
  if (refused("size", nothing, SQLITE_IOERR_FSTAT, &code)) return code;
  return real(f)->pMethods->xFileSize(real(f), size);
}
int lock(sqlite3_file* f, int level) {
  int code = 0;
  if (refused("lock", a_lock, SQLITE_IOERR_LOCK, &code)) return code;
  return real(f)->pMethods->xLock(real(f), level);
}
int check_reserved(sqlite3_file* f, int* out) {
  int code = 0;
  if (refused("check_reserved", nothing, SQLITE_IOERR_CHECKRESERVEDLOCK, &code))
    return code;
  return real(f)->pMethods->xCheckReservedLock(real(f), out);
}
int shm_map(sqlite3_file* f, int page, int size, int extend, void volatile** out) {
  int code = 0;
  if (refused("shm_map", extend != 0 ? room : nothing, SQLITE_IOERR_SHMMAP, &code)) {
    *out = nullptr;
    return code;
  }
  return real(f)->pMethods->xShmMap(real(f), page, size, extend, out);
}
int shm_lock(sqlite3_file* f, int offset, int n, int flags) {
  int code = 0;
  const bool takes = (flags & SQLITE_SHM_LOCK) != 0;
  if (takes && refused("shm_lock", a_lock, SQLITE_IOERR_SHMLOCK, &code)) return code;
  return real(f)->pMethods->xShmLock(real(f), offset, n, flags);
}

const sqlite3_io_methods kMethods = [] {
  sqlite3_io_methods m = Frame<File>::passing();
  m.xRead = read;
  m.xWrite = write;
  m.xTruncate = truncate;
  m.xSync = sync;
  m.xFileSize = file_size;
  m.xLock = lock;
  m.xCheckReservedLock = check_reserved;
  m.xShmMap = shm_map;
  m.xShmLock = shm_lock;
  return m;
}();

int open(sqlite3_vfs*, const char* name, sqlite3_file* f, int flags, int* out_flags) {
  f->pMethods = nullptr;
  int code = 0;
  if (refused("open", nothing, SQLITE_CANTOPEN, &code)) return code;
  const int rc = below->xOpen(below, name, real(f), flags, out_flags);
  if (real(f)->pMethods != nullptr) f->pMethods = &kMethods;
  return rc;
}
int remove(sqlite3_vfs*, const char* name, int sync_folder) {
  int code = 0;
  if (refused("delete", nothing, SQLITE_IOERR_DELETE, &code)) return code;
  return below->xDelete(below, name, sync_folder);
}
int access(sqlite3_vfs*, const char* name, int flags, int* out) {
  int code = 0;
  if (refused("access", nothing, SQLITE_IOERR_ACCESS, &code)) return code;
  return below->xAccess(below, name, flags, out);
}
int full_name(sqlite3_vfs*, const char* name, int n, char* out) {
  int code = 0;
  if (refused("full_name", nothing, SQLITE_CANTOPEN_FULLPATH, &code)) return code;
  return below->xFullPathname(below, name, n, out);
}

}  // namespace

void install_fault_vfs() {
  below = sqlite3_vfs_find(nullptr);
  static sqlite3_vfs vfs = *below;  // what is not a point is the real one's
  vfs.zName = "fault";
  vfs.szOsFile = below->szOsFile + static_cast<int>(sizeof(File));
  vfs.pNext = nullptr;
  vfs.xOpen = open;
  vfs.xDelete = remove;
  vfs.xAccess = access;
  vfs.xFullPathname = full_name;
  sqlite3_vfs_register(&vfs, 1);
}

void refuse_with(Refusal r) { refusal = r; }

std::string failed_operation() { return last_failed; }

}  // namespace fault
