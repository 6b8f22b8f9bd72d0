// Memory as a seam: every allocation of the process between arm() and disarm() is a point
// that can be made to fail.
#pragma once

#include <cstdint>

namespace fault {

/// Where a point stands.
enum class Seam : std::int32_t {
  none,
  cpp,     ///< operator new in all its forms
  sqlite,  ///< SQLite's allocator, by SQLITE_CONFIG_MALLOC
  c,       ///< any other malloc of the process: expat, zlib, the C library
  file,    ///< an operation of the file system under SQLite (fault_vfs.hpp)
};

/// Which point fails. index 0: none, points are counted only.
struct Plan {
  Seam seam = Seam::none;
  std::int64_t index = 0;  ///< from 1
  bool sticky = false;     ///< so do all later ones
};

void arm(const Plan& plan);
/// Back to a world without faults; returns the number of points passed.
std::int64_t disarm();
/// Points that failed since the last arm().
std::int64_t hits();
/// Called at a point: whether it is to fail.
bool fails(Seam seam);

/// Blocks that are allocated and not freed, SQLite's among them.
std::int64_t live_blocks();
/// False where a sanitizer owns malloc: then Seam::c has no points.
bool has_c_seam();

/// Puts the seam under SQLite; before its first use.
void configure_sqlite();

}  // namespace fault
