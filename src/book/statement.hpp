// Statement: one prepared SQL statement, as thin as it can be: a book runs several with
// every fact. What is bound is borrowed until the statement is reset or bound anew, what
// is read until the next step.
#pragma once

#include <SQLiteCpp/Database.h>

#include <cstdint>
#include <string>
#include <string_view>

struct sqlite3_stmt;

namespace kith::book {

/// Throws SQLite::Exception. Numbered from 1 where bound, from 0 where read.
class Statement {
 public:
  Statement(SQLite::Database& db, const char* sql);
  ~Statement();
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  void bind(int at, std::int64_t number);
  void bind_text(int at, std::string_view text);
  void bind_blob(int at, std::string_view bytes);
  void bind_null(int at);

  /// False: it is at its end.
  bool step();
  void run() {
    while (step()) {
    }
  }
  void reset() noexcept;

  [[nodiscard]] std::int64_t number(int column) const;
  /// Of a text or a blob.
  [[nodiscard]] std::string_view bytes(int column) const;
  [[nodiscard]] std::string text(int column) const { return std::string(bytes(column)); }
  [[nodiscard]] bool is_null(int column) const;

 private:
  void check(int code) const;

  sqlite3* db_;
  sqlite3_stmt* made_ = nullptr;
};

}  // namespace kith::book
