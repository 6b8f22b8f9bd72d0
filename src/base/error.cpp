// Names of status codes and reasons, for error texts and for programs.
#include "kith/base/error.hpp"

namespace kith {

std::string_view status_name(Status status) noexcept {
  switch (status) {
    case Status::ok:
      return "ok";
    case Status::cancelled:
      return "cancelled";
    case Status::invalid_argument:
      return "invalid_argument";
    case Status::not_found:
      return "not_found";
    case Status::already_exists:
      return "already_exists";
    case Status::failed_precondition:
      return "failed_precondition";
    case Status::aborted:
      return "aborted";
    case Status::out_of_range:
      return "out_of_range";
    case Status::resource_exhausted:
      return "resource_exhausted";
    case Status::unimplemented:
      return "unimplemented";
    case Status::internal:
      return "internal";
    case Status::unavailable:
      return "unavailable";
    case Status::data_loss:
      return "data_loss";
    case Status::permission_denied:
      return "permission_denied";
  }
  return "unknown";
}

std::string_view reason_name(Reason reason) noexcept {
  switch (reason) {
    case Reason::none:
      return "none";
    case Reason::null_argument:
      return "null_argument";
    case Reason::bad_utf8:
      return "bad_utf8";
    case Reason::bad_struct_size:
      return "bad_struct_size";
    case Reason::date_out_of_range:
      return "date_out_of_range";
    case Reason::bad_date:
      return "bad_date";
    case Reason::bad_number:
      return "bad_number";
    case Reason::bad_money:
      return "bad_money";
    case Reason::overflow:
      return "overflow";
    case Reason::unknown_name:
      return "unknown_name";
    case Reason::unknown_column:
      return "unknown_column";
    case Reason::wrong_type:
      return "wrong_type";
    case Reason::missing_value:
      return "missing_value";
    case Reason::bad_syntax:
      return "bad_syntax";
    case Reason::too_deep:
      return "too_deep";
    case Reason::too_large:
      return "too_large";
    case Reason::duplicate:
      return "duplicate";
    case Reason::conflict:
      return "conflict";
    case Reason::bad_checksum:
      return "bad_checksum";
    case Reason::newer_version:
      return "newer_version";
    case Reason::truncated:
      return "truncated";
    case Reason::not_a_book:
      return "not_a_book";
    case Reason::damaged_book:
      return "damaged_book";
    case Reason::read_only:
      return "read_only";
    case Reason::busy:
      return "busy";
    case Reason::io:
      return "io";
    case Reason::disk_full:
      return "disk_full";
    case Reason::no_memory:
      return "no_memory";
    case Reason::no_working_day:
      return "no_working_day";
    case Reason::not_covered:
      return "not_covered";
    case Reason::both_ways:
      return "both_ways";
    case Reason::no_recorded:
      return "no_recorded";
    case Reason::not_adopted:
      return "not_adopted";
    case Reason::callback:
      return "callback";
    case Reason::forked:
      return "forked";
    case Reason::bad_encoding:
      return "bad_encoding";
    case Reason::unknown_kind:
      return "unknown_kind";
    case Reason::ambiguous:
      return "ambiguous";
    case Reason::bad_order:
      return "bad_order";
    case Reason::wrong_thread:
      return "wrong_thread";
    case Reason::bad_document:
      return "bad_document";
    case Reason::missing_part:
      return "missing_part";
    case Reason::needs_history:
      return "needs_history";
    case Reason::other_rules:
      return "other_rules";
    case Reason::not_allowed:
      return "not_allowed";
    case Reason::legal_hold:
      return "legal_hold";
    case Reason::undo_crosses_erasure:
      return "undo_crosses_erasure";
  }
  return "unknown";
}

}  // namespace kith
