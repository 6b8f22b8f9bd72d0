// Books in a folder of the process, in memory where the system has such a place.
#pragma once

#include <string>

#include "fuzz/c_kit.hpp"

namespace kith::fuzz {

/// A path of this process's own; nothing is there after remove_book().
std::string book_path();
void remove_book(const std::string& path);
std::string file_bytes(const std::string& path);
void write_file(const std::string& path, std::string_view bytes);
/// Null when it cannot be opened.
CBook open_book(const std::string& path, bool create, bool read_only = false);

/// Records a batch into a fresh book: it is taken as a view over it was, and the states
/// kept are those that a rebuild gives.
void record_and_rebuild(const kith_batch* batch, bool judged_well);

}  // namespace kith::fuzz
