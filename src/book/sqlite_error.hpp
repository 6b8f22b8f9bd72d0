// From SQLite's result codes to Kith's status and reason.
#pragma once

#include <SQLiteCpp/Exception.h>

#include <string_view>

#include "kith/base/error.hpp"

namespace kith::book {

/// `doing` is what was tried: "opening the book".
Error error_of(int sqlite_code, std::string_view doing, std::string_view detail = {});
Error error_of(const SQLite::Exception& e, std::string_view doing);
/// A book whose own rows contradict each other or cannot be read.
Error damaged(std::string what);

}  // namespace kith::book
