// Status codes, reasons and the one error type of Kith.
//
// A call whose failure is an expected outcome (parse, validate, find) returns Result<T>
// (result.hpp). I/O failures and broken invariants throw Error. Both carry the same
// value, and it is this value that crosses the C ABI as kith_error.
//
//   return Error(Status::invalid_argument, Reason::bad_date, "not a date").at("跟进时间",
//   3);
#pragma once

#include <cstdint>
#include <exception>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kith {

/// What the caller can do about a failure. Numbers are part of the ABI: append-only.
enum class Status : std::int32_t {
  ok = 0,
  cancelled = 1,            ///< a callback asked to stop; nothing was changed
  invalid_argument = 2,     ///< the input is wrong whatever the state: correct it
  not_found = 3,            ///< what was named does not exist
  already_exists = 4,       ///< same event key, other content
  failed_precondition = 5,  ///< the state forbids it: change the state first
  aborted = 6,              ///< lost a race: try again
  out_of_range = 7,         ///< beyond a stated limit
  resource_exhausted = 8,   ///< memory, disk, or a limit given by the caller
  unimplemented = 9,        ///< this build or version cannot do it
  internal = 10,            ///< a broken invariant: a fault of Kith
  unavailable = 11,         ///< busy or locked: try again later
  data_loss = 12,           ///< damaged file or bytes
  permission_denied = 13,   ///< the actor may not, or the file may not be written
};

/// The fine cause of a failure, for programs. Append-only; callers accept unknown values.
enum class Reason : std::int32_t {
  none = 0,
  null_argument = 1,
  bad_utf8 = 2,
  bad_struct_size = 3,
  date_out_of_range = 4,
  bad_date = 5,
  bad_number = 6,
  bad_money = 7,
  overflow = 8,
  unknown_name = 9,
  unknown_column = 10,
  wrong_type = 11,
  missing_value = 12,
  bad_syntax = 13,
  too_deep = 14,
  too_large = 15,
  duplicate = 16,
  conflict = 17,
  bad_checksum = 18,
  newer_version = 19,
  truncated = 20,
  not_a_book = 21,
  damaged_book = 22,
  read_only = 23,
  busy = 24,
  io = 25,
  disk_full = 26,
  no_memory = 27,
  no_working_day = 28,
  not_covered = 29,
  both_ways = 30,  ///< a calendar date listed as both working and off
  no_recorded = 31,
  not_adopted = 32,
  callback = 33,
  forked = 34,
  bad_encoding = 35,
  unknown_kind = 36,
  ambiguous = 37,
  bad_order = 38,
  wrong_thread = 39,
  bad_document = 40,
  missing_part = 41,
  needs_history = 42,  ///< a state alone cannot tell: take all the customer's facts
  other_rules = 43,    ///< made under other rules than those given
  not_allowed = 44,    ///< beyond what the actor may see or do
  legal_hold = 45,     ///< by law it may not be erased
  undo_crosses_erasure = 46,  ///< what was erased does not come back
};

/// Stable English name of a code; "unknown" for a number this build does not know. Never
/// fails.
std::string_view status_name(Status status) noexcept;
std::string_view reason_name(Reason reason) noexcept;

/// One failure: what, why, and where. Regular value; may be returned or thrown.
class Error final : public std::exception {
 public:
  Error(Status status, Reason reason, std::string message)
      : status_(status), reason_(reason), message_(std::move(message)) {}

  /// Names the place: a field (column, JSON path) and, where there is one, a 0-based row.
  Error&& at(std::string field, std::int64_t row = -1) && {
    field_ = std::move(field);
    row_ = row;
    return std::move(*this);
  }
  /// Adds one key/value detail (for example "value" with the original text).
  Error&& with(std::string key, std::string value) && {
    details_.emplace_back(std::move(key), std::move(value));
    return std::move(*this);
  }
  /// The same on an lvalue: a caller higher up that knows the place better.
  void set_place(std::string field, std::int64_t row) {
    field_ = std::move(field);
    row_ = row;
  }

  [[nodiscard]] Status status() const noexcept { return status_; }
  [[nodiscard]] Reason reason() const noexcept { return reason_; }
  [[nodiscard]] const std::string& message() const noexcept { return message_; }
  [[nodiscard]] const std::string& field() const noexcept { return field_; }
  [[nodiscard]] std::int64_t row() const noexcept { return row_; }
  [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& details()
      const noexcept {
    return details_;
  }
  const char* what() const noexcept override { return message_.c_str(); }

 private:
  Status status_;
  Reason reason_;
  std::string message_;
  std::string field_;
  std::int64_t row_ = -1;
  std::vector<std::pair<std::string, std::string>> details_;
};

/// Shorthand for the commonest failure.
inline Error invalid(Reason reason, std::string message) {
  return Error(Status::invalid_argument, reason, std::move(message));
}

}  // namespace kith
