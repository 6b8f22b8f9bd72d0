// Group base: versions, names of codes, errors and buffers.
#include <memory>
#include <string>

#include "args.hpp"
#include "handles.hpp"

#define KITH_TEXT_(x) #x
#define KITH_TEXT(x) KITH_TEXT_(x)

namespace {

using namespace kith::capi;

constexpr std::string_view kVersion = KITH_TEXT(KITH_VERSION_MAJOR) "." KITH_TEXT(
    KITH_VERSION_MINOR) "." KITH_TEXT(KITH_VERSION_PATCH);
constexpr std::string_view kNoMemory = "out of memory";

}  // namespace

extern "C" {

kith_string_view kith_version(void) noexcept { return give(kVersion); }

int32_t kith_abi_version(void) noexcept { return KITH_ABI_VERSION; }

kith_string_view kith_status_name(kith_status status) noexcept {
  return give(kith::status_name(static_cast<kith::Status>(status)));
}

kith_string_view kith_reason_name(int32_t reason) noexcept {
  return give(kith::reason_name(static_cast<kith::Reason>(reason)));
}

kith_status kith_error_status(const kith_error* error) noexcept {
  if (error == nullptr) return KITH_OK;
  if (!error->error) return KITH_RESOURCE_EXHAUSTED;
  const auto status = static_cast<kith_status>(error->error->status());
  return status == KITH_OK ? KITH_INTERNAL : status;
}

int32_t kith_error_reason(const kith_error* error) noexcept {
  if (error == nullptr) return KITH_REASON_NONE;
  return error->error ? static_cast<int32_t>(error->error->reason())
                      : KITH_REASON_NO_MEMORY;
}

kith_string_view kith_error_message(const kith_error* error) noexcept {
  if (error == nullptr) return give("");
  return give(error->error ? std::string_view(error->error->message()) : kNoMemory);
}

kith_string_view kith_error_field(const kith_error* error) noexcept {
  if (error == nullptr || !error->error) return give("");
  return give(error->error->field());
}

int64_t kith_error_row(const kith_error* error) noexcept {
  return error == nullptr || !error->error ? -1 : error->error->row();
}

int64_t kith_error_detail_count(const kith_error* error) noexcept {
  if (error == nullptr || !error->error) return 0;
  return static_cast<int64_t>(error->error->details().size());
}

kith_status kith_error_detail(const kith_error* error, int64_t index,
                              kith_string_view* key, kith_string_view* value) noexcept {
  const bool found = index >= 0 && index < kith_error_detail_count(error);
  if (key != nullptr) *key = give("");
  if (value != nullptr) *value = give("");
  if (!found) return KITH_OUT_OF_RANGE;
  const auto& detail = error->error->details()[static_cast<std::size_t>(index)];
  if (key != nullptr) *key = give(detail.first);
  if (value != nullptr) *value = give(detail.second);
  return KITH_OK;
}

void kith_error_free(kith_error* error) noexcept {
  if (error != out_of_memory()) delete error;
}

void kith_buffer_free(kith_buffer* buffer) noexcept {
  if (buffer == nullptr) return;
  delete static_cast<std::string*>(buffer->owner);
  *buffer = {};
}

}  // extern "C"
