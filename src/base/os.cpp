#include "base/os.hpp"

#include <unistd.h>

namespace kith {

std::int64_t process_id() noexcept { return ::getpid(); }

bool may_write(const std::string& path) noexcept {
  return ::access(path.c_str(), W_OK) == 0;
}

}  // namespace kith
