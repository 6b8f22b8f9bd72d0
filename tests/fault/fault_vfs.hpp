// The file system under SQLite as a seam: each operation of a file, and of the folder, is
// a point that can be made to fail.
#pragma once

#include <cstdint>
#include <string>

namespace fault {

/// What a failing operation says.
enum class Refusal : std::int32_t {
  io,    ///< an I/O error; a write puts half of its bytes first
  full,  ///< no room: only operations that may need room fail, the others pass
  busy,  ///< somebody else has the lock: only taking locks fails
};

/// Becomes the default file system of SQLite.
void install_fault_vfs();
/// Says what the points of Seam::file fail with.
void refuse_with(Refusal refusal);
/// Name of the operation that failed last.
std::string failed_operation();

}  // namespace fault
