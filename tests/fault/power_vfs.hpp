// A disk whose power can be cut: what was written since the last sync of a file may be
// kept, lost, or torn at sectors of 512 bytes; a new file that was never synced may not
// be there; a deletion that was not synced may not have happened.
#pragma once

#include <cstdint>
#include <string>

namespace fault {

/// Becomes the default file system of SQLite, over the one before.
void install_power_vfs();
/// A fresh disk for the book of a path and the files beside it; others are on a disk that
/// does not fail. The power goes at the n-th operation (write, truncate, sync, delete);
/// 0: never.
void power_on(const std::string& book, std::int64_t cut_at);
/// Operations since power_on().
std::int64_t power_operations();
/// Puts what the disk holds after the cut in the place of the files; `seed` decides what
/// became of unsynced writes. The files must be closed.
void power_cut(std::uint32_t seed);
/// Breaks the harness on purpose: syncs are believed, but not done.
void lie_about_syncs(bool lie);

}  // namespace fault
