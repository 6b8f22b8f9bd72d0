#include "book/copies.hpp"

#include <SQLiteCpp/Statement.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string_view>
#include <utility>

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

}  // namespace

const TableSchema kBackupsSchema{"backups", kColumns};

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

bool is_copy(Store& store, Store& other) {
  const auto first = [](Store& of) {
    std::optional<std::pair<Instant, std::string>> found;
    SQLite::Statement s(of.database(),
                        "SELECT recorded, body FROM log ORDER BY seq LIMIT 1");
    if (s.executeStep())
      found.emplace(Instant(s.getColumn(0).getInt64()), s.getColumn(1).getString());
    return found;
  };
  const auto theirs = first(other);  // none: it was made when nothing was recorded
  return store.meta().salt == other.meta().salt && (!theirs || theirs == first(store));
}

void remove_part(const std::string& path) noexcept {
  try {
    constexpr std::string_view kMagic("SQLite format 3\0", 16);
    std::string head(kMagic.size(), '\0');
    std::ifstream(part_of(path), std::ios::binary)
        .read(head.data(), static_cast<std::streamsize>(head.size()));
    std::error_code ignored;
    if (head == kMagic) fs::remove(part_of(path), ignored);
  } catch (...) {  // it is left, and said to be
  }
}

Table copies_table(Store& store) {
  TableWriter w(kBackupsSchema);
  for (const Copy& copy : copies(store)) {
    w.text(0, copy.path);
    if (copy.recorded != Instant{}) w.instant(1, copy.recorded);
    w.int32(2, stands(copy.path) || stands(part_of(copy.path)) ? 1 : 0);
    w.end_row();
  }
  return std::move(w).finish();
}

}  // namespace kith::book
