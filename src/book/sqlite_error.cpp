#include "book/sqlite_error.hpp"

#include <sqlite3.h>

#include <string>

namespace kith::book {
namespace {

struct Cause {
  Status status;
  Reason reason;
  std::string_view words;
};

Cause cause_of(int code) {
  if (code == SQLITE_IOERR_NOMEM) {
    return {Status::resource_exhausted, Reason::no_memory, "out of memory"};
  }
  switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {Status::unavailable, Reason::busy, "somebody else is writing to the book"};
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return {Status::permission_denied, Reason::read_only,
              "the book may not be written"};
    case SQLITE_FULL:
      return {Status::resource_exhausted, Reason::disk_full, "the disk is full"};
    case SQLITE_NOMEM:
      return {Status::resource_exhausted, Reason::no_memory, "out of memory"};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return {Status::data_loss, Reason::damaged_book, "the file is damaged"};
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
      return {Status::unavailable, Reason::io, "the file cannot be read or written"};
    case SQLITE_TOOBIG:
      return {Status::out_of_range, Reason::too_large, "a value is too large"};
    case SQLITE_INTERRUPT:
      return {Status::cancelled, Reason::callback, "stopped"};
    default:
      return {Status::internal, Reason::none, "SQLite refused"};
  }
}

}  // namespace

Error error_of(int sqlite_code, std::string_view doing, std::string_view detail) {
  const Cause cause = cause_of(sqlite_code);
  std::string message(doing);
  message.append(": ").append(cause.words);
  auto error = Error(cause.status, cause.reason, std::move(message))
                   .with("sqlite_code", std::to_string(sqlite_code));
  if (detail.empty()) return error;
  return std::move(error).with("sqlite", std::string(detail));
}

Error error_of(const SQLite::Exception& e, std::string_view doing) {
  const int extended = e.getExtendedErrorCode();
  return error_of(extended > 0 ? extended : e.getErrorCode(), doing, e.what());
}

Error damaged(std::string what) {
  return Error(Status::data_loss, Reason::damaged_book,
               "the book is damaged: " + std::move(what));
}

}  // namespace kith::book
