// Just enough of SQLite's C API to read well: statements with arguments, rows, and a
// transaction that is rolled back unless it is committed.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

namespace host {

/// Bytes that are no text.
struct Blob {
  std::string_view bytes;
};
/// A text, or NULL when it is empty.
struct Maybe {
  std::string_view text;
};

class Database {
 public:
  explicit Database(const std::string& path) {
    sqlite3* opened = nullptr;
    const int code = sqlite3_open(path.c_str(), &opened);
    db_.reset(opened);
    check(code);
    sqlite3_busy_timeout(opened, 5000);
  }
  sqlite3* get() const { return db_.get(); }
  void run(const std::string& sql) {
    check(sqlite3_exec(db_.get(), sql.c_str(), nullptr, nullptr, nullptr));
  }
  std::int64_t last_row() const { return sqlite3_last_insert_rowid(db_.get()); }
  /// Rows that the last statement changed.
  int changed() const { return sqlite3_changes(db_.get()); }
  void check(int code) const {
    if (code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE) return;
    throw std::runtime_error(std::string("SQL: ") + sqlite3_errmsg(db_.get()));
  }

 private:
  struct Close {
    void operator()(sqlite3* db) const { sqlite3_close(db); }
  };
  std::unique_ptr<sqlite3, Close> db_;
};

/// for (Query row(db, "SELECT name FROM t WHERE id = ?", 7); row.next();) row.text(0);
class Query {
 public:
  template <class... Arguments>
  Query(Database& db, const char* sql, const Arguments&... arguments) : db_(db) {
    sqlite3_stmt* prepared = nullptr;
    db.check(sqlite3_prepare_v2(db.get(), sql, -1, &prepared, nullptr));
    statement_.reset(prepared);
    int index = 0;
    (db.check(bind(++index, arguments)), ...);
  }
  bool next() {
    const int code = sqlite3_step(statement_.get());
    db_.check(code);
    return code == SQLITE_ROW;
  }
  /// Valid until the next step.
  std::string_view text(int column) const {
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(get(), column));
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(get(), column));
    return bytes == nullptr ? std::string_view() : std::string_view(bytes, size);
  }
  std::int64_t integer(int column) const { return sqlite3_column_int64(get(), column); }

 private:
  sqlite3_stmt* get() const { return statement_.get(); }
  int bind(int i, std::int64_t n) { return sqlite3_bind_int64(get(), i, n); }
  int bind(int i, int n) { return sqlite3_bind_int64(get(), i, n); }
  int bind(int i, std::nullptr_t) { return sqlite3_bind_null(get(), i); }
  int bind(int i, std::string_view s) {
    return sqlite3_bind_text64(get(), i, s.data(), s.size(), SQLITE_TRANSIENT,
                               SQLITE_UTF8);
  }
  int bind(int i, Blob b) {
    return sqlite3_bind_blob64(get(), i, b.bytes.data(), b.bytes.size(),
                               SQLITE_TRANSIENT);
  }
  int bind(int i, Maybe m) { return m.text.empty() ? bind(i, nullptr) : bind(i, m.text); }

  struct Finalize {
    void operator()(sqlite3_stmt* s) const { sqlite3_finalize(s); }
  };
  Database& db_;
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

/// Runs a statement that gives no rows.
template <class... Arguments>
void execute(Database& db, const char* sql, const Arguments&... arguments) {
  Query(db, sql, arguments...).next();
}

class Transaction {
 public:
  explicit Transaction(Database& db) : db_(&db) { db.run("BEGIN IMMEDIATE"); }
  ~Transaction() {
    if (db_ != nullptr) sqlite3_exec(db_->get(), "ROLLBACK", nullptr, nullptr, nullptr);
  }
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void commit() {
    db_->run("COMMIT");
    db_ = nullptr;
  }

 private:
  Database* db_;
};

}  // namespace host
