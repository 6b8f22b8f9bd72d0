#include "base/os.hpp"

#include <sys/stat.h>
#include <unistd.h>

namespace kith {

std::int64_t process_id() noexcept { return ::getpid(); }

FileId file_id(const char* path) noexcept {
  struct stat found {};
  if (::stat(path, &found) != 0) return {};
  return {found.st_dev, found.st_ino};
}

bool may_write(const std::string& path) noexcept {
  return ::access(path.c_str(), W_OK) == 0;
}

}  // namespace kith
