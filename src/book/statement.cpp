#include "book/statement.hpp"

#include <SQLiteCpp/Exception.h>
#include <sqlite3.h>

#include <new>

namespace kith::book {

// PERSISTENT: its memory lives long, and would take the room that SQLite keeps for what
// comes and goes.
Statement::Statement(SQLite::Database& db, const char* sql) : db_(db.getHandle()) {
  check(sqlite3_prepare_v3(db_, sql, -1, SQLITE_PREPARE_PERSISTENT, &made_, nullptr));
}

Statement::~Statement() { sqlite3_finalize(made_); }

void Statement::check(int code) const {
  if (code != SQLITE_OK) throw SQLite::Exception(db_, code);
}

void Statement::bind(int at, std::int64_t number) {
  check(sqlite3_bind_int64(made_, at, number));
}

// A null pointer would bind NULL.
void Statement::bind_text(int at, std::string_view text) {
  check(sqlite3_bind_text64(made_, at, text.empty() ? "" : text.data(), text.size(),
                            SQLITE_STATIC, SQLITE_UTF8));
}

void Statement::bind_blob(int at, std::string_view bytes) {
  check(sqlite3_bind_blob64(made_, at, bytes.empty() ? "" : bytes.data(), bytes.size(),
                            SQLITE_STATIC));
}

void Statement::bind_null(int at) { check(sqlite3_bind_null(made_, at)); }

bool Statement::step() {
  const int code = sqlite3_step(made_);
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) throw SQLite::Exception(db_, code);
  return false;
}

void Statement::reset() noexcept { sqlite3_reset(made_); }

std::int64_t Statement::number(int column) const {
  return sqlite3_column_int64(made_, column);
}

std::string_view Statement::bytes(int column) const {
  const void* const bytes = sqlite3_column_blob(made_, column);
  const int size = sqlite3_column_bytes(made_, column);
  if (size > 0 && bytes == nullptr) throw std::bad_alloc();
  return {static_cast<const char*>(bytes), static_cast<std::size_t>(size)};
}

bool Statement::is_null(int column) const {
  return sqlite3_column_type(made_, column) == SQLITE_NULL;
}

}  // namespace kith::book
