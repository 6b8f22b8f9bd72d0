// The questions that only the operating system answers. POSIX stands here and nowhere
// else.
#pragma once

#include <cstdint>
#include <string>

namespace kith {

/// Number of the running process, to notice a fork.
std::int64_t process_id() noexcept;
/// What tells a file from another that has taken its name; all zero: there is none.
struct FileId {
  std::uint64_t device = 0;
  std::uint64_t number = 0;
  bool operator==(const FileId&) const = default;
};
FileId file_id(const char* path) noexcept;
/// Whether this process may write to a path that exists.
bool may_write(const std::string& path) noexcept;

}  // namespace kith
