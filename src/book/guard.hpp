// Guards: what every public call passes. A fork is noticed, SQLite's exceptions become
// Errors.
#pragma once

#include <SQLiteCpp/Exception.h>

#include <string_view>
#include <type_traits>
#include <utility>

#include "book/engine.hpp"
#include "book/sqlite_error.hpp"

namespace kith::book {

/// Runs f; throws Error.
template <class F>
auto guard(const Engine& engine, std::string_view doing, F&& f) {
  engine.check_process();
  try {
    return std::forward<F>(f)();
  } catch (const SQLite::Exception& e) {
    throw error_of(e, doing);
  }
}

/// Runs f; failures are a Result.
template <class F>
auto attempt(const Engine& engine, std::string_view doing, F&& f)
    -> Result<std::invoke_result_t<F>> {
  try {
    if constexpr (std::is_void_v<std::invoke_result_t<F>>) {
      guard(engine, doing, std::forward<F>(f));
      return {};
    } else {
      return guard(engine, doing, std::forward<F>(f));
    }
  } catch (const Error& e) {
    return e;
  }
}

}  // namespace kith::book
