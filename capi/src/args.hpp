// Arguments in and out: checked on the way in, zeroed before anything can fail, wrapped
// on the way out.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "guard.hpp"
#include "kith/base/date.hpp"
#include "kith/base/ids.hpp"
#include "kith/base/instant.hpp"
#include "kith/base/table.hpp"
#include "kith/kith.h"

namespace kith::capi {

/// Larger structs are taken for a struct_size that was never set.
inline constexpr std::int32_t kMaxStruct = 4096;

[[noreturn]] void null_argument(const char* name);
[[noreturn]] void bad_struct_size(const char* name, std::int32_t size);

/// The value behind a pointer that must not be NULL.
template <class T>
T& need(T* pointer, const char* name) {
  if (pointer == nullptr) null_argument(name);
  return *pointer;
}

/// A string that is passed in: valid UTF-8 without U+0000, maybe empty.
std::string_view text(const char* data, std::int64_t size, const char* name);
inline std::string_view text(const kith_string_view& view, const char* name) {
  return text(view.data, view.size, name);
}
/// The same, not NULL and not empty.
std::string_view filled_text(const char* data, std::int64_t size, const char* name);
/// A key that is passed in, maybe empty.
template <class Key>
Key key_of(const kith_string_view& view, const char* name) {
  return Key(std::string(text(view, name)));
}
/// At least one key, none of them empty.
std::vector<CustomerKey> customer_keys(const kith_string_view* given,
                                       std::int64_t number);
/// Bytes of a file, whatever they are. size >= 0; NULL only when there are none.
std::string_view file_bytes(const void* data, std::int64_t size, const char* name);

Date date(std::int32_t days, const char* name, std::int64_t row = -1);
Instant instant(std::int64_t micros, const char* name);
bool flag(std::int32_t value, const char* name);
void reserved(std::int32_t value);
/// A number of elements or rows.
std::int64_t count(std::int64_t value, const char* name);
Zone zone(std::int32_t has_zone, std::int32_t minutes, Zone otherwise = {});
/// Zero stands for no fixed time.
inline Instant recorded_time(std::int64_t micros, const char* name = "recorded") {
  return instant(micros, name);
}
/// Both days inclusive; without has_period the month of as_of, up to as_of.
DateSpan period(std::int32_t has_period, std::int32_t first, std::int32_t last,
                Date as_of);

/// An input struct, completed by zeros or cut of a tail of zeros; all zero for NULL.
template <class T>
T input(const T* given, const char* name) {
  static_assert(std::is_trivially_copyable_v<T>);
  T full{};
  if (given != nullptr) {
    const std::int32_t size = given->struct_size;
    if (size < static_cast<std::int32_t>(sizeof size) || size > kMaxStruct)
      bad_struct_size(name, size);
    const auto* bytes = reinterpret_cast<const char*>(given);
    const std::size_t known = std::min<std::size_t>(size, sizeof full);
    std::memcpy(&full, bytes, known);
    for (std::size_t i = known; i < static_cast<std::size_t>(size); ++i) {
      if (bytes[i] != 0) {
        throw Error(Status::unimplemented, Reason::bad_struct_size,
                    "sets a member that this version of the library does not know")
            .at(name);
      }
    }
  }
  full.struct_size = static_cast<std::int32_t>(sizeof full);
  return full;
}

/// Writes as much of an output struct as the caller knows, zeros beyond what we know.
template <class T>
void write(T* out, const T& value) noexcept {
  const std::int32_t size = out->struct_size;
  auto* bytes = reinterpret_cast<char*>(out);
  const std::size_t known = std::min<std::size_t>(size, sizeof value);
  std::memcpy(bytes, &value, known);
  std::memset(bytes + known, 0, static_cast<std::size_t>(size) - known);
  out->struct_size = size;
}

template <class T>
concept SizedStruct = requires(T t) {
  t.struct_size;
};

inline bool has_good_size(std::int32_t size) noexcept {
  return size >= static_cast<std::int32_t>(sizeof size) && size <= kMaxStruct;
}

/// Zeroes outputs, each of which may be NULL.
template <class T>
void zero(T* out) noexcept {
  if (out == nullptr) return;
  if constexpr (SizedStruct<T>) {
    if (has_good_size(out->struct_size)) write(out, T{});
  } else {
    *out = T{};
  }
}
template <class... T>
requires(sizeof...(T) > 1) void zero(T*... outs) noexcept { (zero(outs), ...); }

/// An output struct that must not be NULL and says its size.
template <class T>
T& need_struct(T* out, const char* name) {
  if (out == nullptr) null_argument(name);
  if (!has_good_size(out->struct_size)) bad_struct_size(name, out->struct_size);
  return *out;
}
/// The same for an optional one.
template <class T>
void check_struct(const T* out, const char* name) {
  if (out != nullptr && !has_good_size(out->struct_size))
    bad_struct_size(name, out->struct_size);
}

inline kith_string_view give(std::string_view s) noexcept {
  return {s.empty() ? "" : s.data(), static_cast<std::int64_t>(s.size())};
}
kith_table* give_table(Table table);
kith_buffer give_buffer(std::string bytes);
/// The first `limit` rows; 0: all.
Table first_rows(Table table, std::int64_t limit);

}  // namespace kith::capi
