// From exceptions to errors.
#include "guard.hpp"

#include <new>
#include <stdexcept>
#include <string>

#include "handles.hpp"

namespace kith::capi {
namespace {

constinit kith_error no_memory{nullptr};

kith_status status_of(const Error& e) noexcept {
  return e.status() == Status::ok ? KITH_INTERNAL : static_cast<kith_status>(e.status());
}

/// A copy of the error for the caller; short of memory, the fixed one.
kith_status give(kith_error** error, const Error& e) noexcept {
  if (error == nullptr) return status_of(e);
  try {
    *error = new kith_error{std::make_unique<const Error>(e)};
    return status_of(e);
  } catch (...) {
    *error = &no_memory;
    return KITH_RESOURCE_EXHAUSTED;
  }
}

kith_status give(kith_error** error, Status status, Reason reason, const char* message) {
  return give(error, Error(status, reason, message));
}

kith_status name_it(kith_error** error) {
  try {
    throw;
  } catch (const Error& e) {
    return give(error, e);
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::length_error&) {
    return give(error, Status::resource_exhausted, Reason::too_large,
                "more than fits in memory");
  } catch (const std::exception& e) {
    return give(error, Status::internal, Reason::none, e.what());
  } catch (...) {
    return give(error, Status::internal, Reason::none, "an exception of no known type");
  }
}

}  // namespace

kith_status fail(kith_error** error) noexcept {
  try {
    return name_it(error);
  } catch (...) {  // no memory, be it for the call or for its error
    if (error != nullptr) *error = &no_memory;
    return KITH_RESOURCE_EXHAUSTED;
  }
}

kith_error* out_of_memory() noexcept { return &no_memory; }

}  // namespace kith::capi
