#include "book/copies.hpp"

#include <SQLiteCpp/Statement.h>

#include <array>
#include <filesystem>

#include "book/sqlite_error.hpp"

namespace kith::book {
namespace {

namespace fs = std::filesystem;

constexpr std::array<ColumnSpec, 3> kColumns{{
    {"path", ColumnType::text, "路径", "Path", "absolute, as it was when it was made"},
    {"recorded", ColumnType::instant, "截至", "Up to",
     "the last instant recorded in it; null: an empty book"},
    {"stands", ColumnType::int32, "仍在", "Stands", "0 or 1: a file is there"},
}};
constexpr TableSchema kSchema{"backups", kColumns};

}  // namespace

std::string path_of_copy(const std::string& path) {
  std::error_code error;
  const fs::path whole = fs::absolute(path, error);
  return error ? path : whole.lexically_normal().string();
}

bool keep_copy(Store& store, const std::string& path) {
  WriteScope scope(store);
  SQLite::Statement s(store.database(),
                      "INSERT INTO backup (path, recorded) VALUES (?, ?) "
                      "ON CONFLICT (path) DO NOTHING");
  s.bind(1, path);
  s.bind(2, store.meta().last_recorded.micros());
  const bool fresh = s.exec() > 0;
  if (!fresh) {
    SQLite::Statement again(store.database(),
                            "UPDATE backup SET recorded = ? WHERE path = ?");
    again.bind(1, store.meta().last_recorded.micros());
    again.bind(2, path);
    again.exec();
  }
  scope.commit();
  return fresh;
}

void forget_copy(Store& store, const std::string& path) noexcept {
  try {
    WriteScope scope(store);
    SQLite::Statement s(store.database(), "DELETE FROM backup WHERE path = ?");
    s.bind(1, path);
    s.exec();
    scope.commit();
  } catch (...) {  // the path stays, and nothing stands there
  }
}

std::vector<Copy> copies(Store& store) {
  std::vector<Copy> out;
  SQLite::Statement s(store.database(),
                      "SELECT path, recorded FROM backup ORDER BY path");
  while (s.executeStep()) {
    const auto recorded = Instant::checked(s.getColumn(1).getInt64());
    if (!recorded) throw damaged("the instant of a backup is out of range");
    out.push_back({s.getColumn(0).getString(), *recorded});
  }
  return out;
}

std::string part_of(const std::string& path) { return path + ".part"; }

bool stands(const std::string& path) {
  std::error_code ignored;
  return fs::exists(path, ignored);
}

Table copies_table(Store& store) {
  TableWriter w(kSchema);
  for (const Copy& copy : copies(store)) {
    w.text(0, copy.path);
    if (copy.recorded != Instant{}) w.instant(1, copy.recorded);
    w.int32(2, stands(copy.path) || stands(part_of(copy.path)) ? 1 : 0);
    w.end_row();
  }
  return std::move(w).finish();
}

}  // namespace kith::book
