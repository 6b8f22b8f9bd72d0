// What the file systems of these harnesses pass on to the real one: a file of theirs
// holds the real one behind it, and every call goes there unless they say otherwise.
#pragma once

#include <sqlite3.h>

namespace fault {

/// File begins with a sqlite3_file and has real().
template <class File>
struct Frame {
  static sqlite3_file* real(sqlite3_file* f) {
    return reinterpret_cast<File*>(f)->real();
  }
  static const sqlite3_io_methods& methods(sqlite3_file* f) { return *real(f)->pMethods; }
  /// Passing on everything.
  static sqlite3_io_methods passing() {
    sqlite3_io_methods m{};
    m.iVersion = 2;  // with shared memory, without memory mapping
    m.xClose = [](sqlite3_file* f) { return methods(f).xClose(real(f)); };
    m.xRead = [](sqlite3_file* f, void* to, int n, sqlite3_int64 at) {
      return methods(f).xRead(real(f), to, n, at);
    };
    m.xWrite = [](sqlite3_file* f, const void* from, int n, sqlite3_int64 at) {
      return methods(f).xWrite(real(f), from, n, at);
    };
    m.xTruncate = [](sqlite3_file* f, sqlite3_int64 size) {
      return methods(f).xTruncate(real(f), size);
    };
    m.xSync = [](sqlite3_file* f, int flags) { return methods(f).xSync(real(f), flags); };
    m.xFileSize = [](sqlite3_file* f, sqlite3_int64* size) {
      return methods(f).xFileSize(real(f), size);
    };
    m.xLock = [](sqlite3_file* f, int level) { return methods(f).xLock(real(f), level); };
    m.xUnlock = [](sqlite3_file* f, int level) {
      return methods(f).xUnlock(real(f), level);
    };
    m.xCheckReservedLock = [](sqlite3_file* f, int* out) {
      return methods(f).xCheckReservedLock(real(f), out);
    };
    m.xFileControl = [](sqlite3_file* f, int op, void* arg) {
      return methods(f).xFileControl(real(f), op, arg);
    };
    m.xSectorSize = [](sqlite3_file* f) { return methods(f).xSectorSize(real(f)); };
    m.xDeviceCharacteristics = [](sqlite3_file* f) {
      return methods(f).xDeviceCharacteristics(real(f));
    };
    m.xShmMap = [](sqlite3_file* f, int page, int size, int extend, void volatile** out) {
      return methods(f).xShmMap(real(f), page, size, extend, out);
    };
    m.xShmLock = [](sqlite3_file* f, int offset, int n, int flags) {
      return methods(f).xShmLock(real(f), offset, n, flags);
    };
    m.xShmBarrier = [](sqlite3_file* f) { methods(f).xShmBarrier(real(f)); };
    m.xShmUnmap = [](sqlite3_file* f, int remove) {
      return methods(f).xShmUnmap(real(f), remove);
    };
    return m;
  }
};

}  // namespace fault
