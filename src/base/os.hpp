// The two questions that only the operating system answers. POSIX stands here and nowhere
// else.
#pragma once

#include <cstdint>
#include <string>

namespace kith {

/// Number of the running process, to notice a fork.
std::int64_t process_id() noexcept;
/// Whether this process may write to a path that exists.
bool may_write(const std::string& path) noexcept;

}  // namespace kith
