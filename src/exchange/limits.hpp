// The one way in which a file says that it is beyond a limit.
#pragma once

#include <cstdint>
#include <string>

#include "kith/base/error.hpp"

namespace kith::exchange {

inline Error beyond(const std::string& what, std::int64_t limit) {
  return Error(Status::out_of_range, Reason::too_large,
               what + " beyond the limit of " + std::to_string(limit));
}

}  // namespace kith::exchange
