// The copies of a book that backup() made, by the paths at which it put them.
#pragma once

#include <string>
#include <vector>

#include "book/store.hpp"
#include "kith/base/table.hpp"

namespace kith::book {

extern const TableSchema kBackupsSchema;

struct Copy {
  std::string path;  ///< absolute
  Instant recorded;  ///< the last instant in it
};

/// Absolute, so that it means the same from another folder.
std::string path_of_copy(const std::string& path);
/// In a transaction of its own, before anything is copied: a copy that is cut off is
/// known too. False: it was known already.
bool keep_copy(Store& store, const std::string& path);
/// Of a copy that was not made. What fails leaves a path at which nothing stands.
void forget_copy(Store& store, const std::string& path) noexcept;
std::vector<Copy> copies(Store& store);
/// Where a copy is made before it is moved to its place.
std::string part_of(const std::string& path);
bool stands(const std::string& path);
/// Whether another book came from this one: the paths stand in the file, and whoever made
/// it could name any. Both begin with the same fact.
bool is_copy(Store& store, Store& other);
/// Removes what a copy that was cut off left, if it is a database at all.
void remove_part(const std::string& path) noexcept;
/// Schema "backups".
Table copies_table(Store& store);

}  // namespace kith::book
