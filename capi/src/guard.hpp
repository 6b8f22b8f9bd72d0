// The one way out of the library: what a body throws becomes a status and an error.
//
//   kith_status kith_table_shape(…, kith_error** error) noexcept {
//     return guard(error, [&] { … });
//   }
#pragma once

#include "kith/base/result.hpp"
#include "kith/kith.h"

namespace kith::capi {

/// Turns the exception in flight into *error (when asked for) and its status. Call it in
/// a handler only.
kith_status fail(kith_error** error) noexcept;

template <class Body>
kith_status guard(kith_error** error, const Body& body) noexcept {
  if (error != nullptr) *error = nullptr;
  try {
    body();
    return KITH_OK;
  } catch (...) {
    return fail(error);
  }
}

/// The error for when there is no memory for another one. Never freed.
kith_error* out_of_memory() noexcept;

}  // namespace kith::capi
