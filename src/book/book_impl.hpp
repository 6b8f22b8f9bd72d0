// What stands behind the public handle.
#pragma once

#include <sqlite3.h>

#include <memory>
#include <string>
#include <utility>

#include "base/os.hpp"
#include "book/engine.hpp"
#include "kith/book/book.hpp"

namespace kith {

struct Book::Impl {
  Impl(std::unique_ptr<SQLite::Database> db, std::string path)
      : engine(std::move(db), std::move(path)),
        log_path(sqlite3_filename_wal(
            sqlite3_db_filename(engine.store().database().getHandle(), "main"))),
        log_id(file_id(log_path)) {}
  book::Engine engine;
  const char* log_path;  ///< the connection's
  FileId log_id;
  bool read_only = false;

  void check_may_write() {
    if (read_only) {
      throw Error(Status::permission_denied, Reason::read_only,
                  "this book was opened read-only");
    }
    if (engine.readers() > 0) {
      throw Error(Status::failed_precondition, Reason::callback,
                  "a visitor of a source may not write to its book");
    }
  }

  // Whoever opens and closes the file past our SQLite, with another copy of it in this
  // process say, takes away our locks, and then the log. What was committed into a log
  // that nobody will find again is not acknowledged.
  void check_log() const {
    if (file_id(log_path) == log_id) return;
    throw Error(Status::aborted, Reason::io,
                "the book's log is no longer there: another program, or another copy of "
                "SQLite in this process, has taken it; open the book again");
  }
};

}  // namespace kith
