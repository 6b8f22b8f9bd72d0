#include "book/schema.hpp"

#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>
#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <filesystem>

#include "base/os.hpp"
#include "book/sqlite_error.hpp"

namespace kith::book {
namespace {

namespace fs = std::filesystem;

// Kept in the words of both SQLite and PostgreSQL but for STRICT, WITHOUT ROWID and the
// type names. Customer 0 is the book itself.
constexpr const char* kTables = R"sql(
CREATE TABLE meta (
  id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  salt BLOB NOT NULL,
  zone_minutes INTEGER NOT NULL,
  start_day INTEGER,
  last_recorded INTEGER NOT NULL,
  facts INTEGER NOT NULL,
  customers INTEGER NOT NULL,
  last_owner_day INTEGER NOT NULL,
  behind_first INTEGER NOT NULL,
  behind_last INTEGER NOT NULL
) STRICT;
CREATE TABLE document (
  hash TEXT NOT NULL PRIMARY KEY,
  kind INTEGER NOT NULL,
  id TEXT NOT NULL,
  json TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE customer (
  id INTEGER NOT NULL PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  head INTEGER NOT NULL,
  facts INTEGER NOT NULL,
  chunk INTEGER NOT NULL,
  events BLOB NOT NULL,
  state BLOB NOT NULL
) STRICT;
CREATE TABLE log (
  seq INTEGER NOT NULL PRIMARY KEY,
  customer INTEGER NOT NULL,
  prev INTEGER NOT NULL,
  recorded INTEGER NOT NULL,
  body BLOB NOT NULL,
  words BLOB
) STRICT;
CREATE TABLE vault (
  hi INTEGER NOT NULL,
  lo INTEGER NOT NULL,
  customer INTEGER NOT NULL,
  words TEXT NOT NULL,
  PRIMARY KEY (hi, lo)
) STRICT, WITHOUT ROWID;
CREATE TABLE owner_chunk (
  id INTEGER NOT NULL PRIMARY KEY,
  owner TEXT NOT NULL,
  slots BLOB NOT NULL
) STRICT;
CREATE INDEX owner_chunk_of ON owner_chunk (owner, id);
CREATE TABLE named (
  person TEXT NOT NULL,
  customer INTEGER NOT NULL,
  PRIMARY KEY (person, customer)
) STRICT, WITHOUT ROWID;
CREATE TABLE match_key (
  hash INTEGER NOT NULL,
  customer INTEGER NOT NULL,
  PRIMARY KEY (hash, customer)
) STRICT, WITHOUT ROWID;
CREATE TABLE rollup (
  owner TEXT NOT NULL,
  metric INTEGER NOT NULL,
  day INTEGER NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (owner, metric, day)
) STRICT, WITHOUT ROWID;
CREATE TABLE segment (
  customer INTEGER NOT NULL,
  day INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (customer, day)
) STRICT, WITHOUT ROWID;
CREATE TABLE backup (
  path TEXT NOT NULL PRIMARY KEY,
  recorded INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE audit (
  id INTEGER NOT NULL PRIMARY KEY,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  question TEXT NOT NULL,
  customer TEXT NOT NULL,
  contact TEXT NOT NULL,
  answer_rows INTEGER NOT NULL
) STRICT;
CREATE TABLE watermark (
  source TEXT NOT NULL PRIMARY KEY,
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO customer (id, key, head, facts, chunk, events, state)
VALUES (0, '', 0, 0, 0, x'', x'');
)sql";

constexpr std::size_t kHeaderBytes = 100;
constexpr std::string_view kMagic("SQLite format 3\0", 16);

struct Header {
  std::uint32_t page_size = 0;
  std::uint32_t pages = 0;
  std::uint32_t user_version = 0;
  std::uint32_t application_id = 0;
};

std::uint32_t big_endian(const std::array<char, kHeaderBytes>& bytes, std::size_t at,
                         std::size_t n) {
  std::uint32_t out = 0;
  for (std::size_t i = 0; i < n; ++i)
    out = out << 8 | static_cast<unsigned char>(bytes[at + i]);
  return out;
}

Error not_a_book(const std::string& path, std::string message) {
  return Error(Status::invalid_argument, Reason::not_a_book, std::move(message))
      .with("path", path);
}

Error newer(std::int64_t version) {
  return Error(Status::unimplemented, Reason::newer_version,
               "written by a newer version: book schema " + std::to_string(version) +
                   ", this build reads up to " + std::to_string(kSchemaVersion));
}

// A transaction was cut off, that of the book's making perhaps: what the file is shows
// only when SQLite has rolled it back.
bool is_unfinished(const std::string& path) {
  std::error_code ignored;
  return fs::exists(path + "-journal", ignored);
}

// Read by hand, so that a foreign or newer file is refused before SQLite has looked into
// it; through SQLite's descriptor, for closing one of our own would drop the locks of
// every book that this process has open on the file.
Header read_header(const std::string& path, SQLite::Database& db) {
  std::array<char, kHeaderBytes> bytes{};
  sqlite3_file* file = nullptr;
  sqlite3_file_control(db.getHandle(), "main", SQLITE_FCNTL_FILE_POINTER, &file);
  const int code =
      file->pMethods->xRead(file, bytes.data(), static_cast<int>(bytes.size()), 0);
  if (code != SQLITE_OK && code != SQLITE_IOERR_SHORT_READ)
    throw error_of(code, "reading the file's header").with("path", path);
  // The first page of a book in the making may not have arrived.
  if (is_unfinished(path) &&
      std::all_of(bytes.begin(), bytes.end(), [](char c) { return c == 0; }))
    return {};
  if (code != SQLITE_OK || std::string_view(bytes.data(), kMagic.size()) != kMagic)
    throw not_a_book(path, "not a book: the file is not an SQLite database");
  Header header;
  header.page_size = big_endian(bytes, 16, 2);
  if (header.page_size == 1) header.page_size = 65536;
  header.pages = big_endian(bytes, 28, 4);
  header.user_version = big_endian(bytes, 60, 4);
  header.application_id = big_endian(bytes, 68, 4);
  return header;
}

void check_header(const std::string& path, const Header& header) {
  if (is_unfinished(path) &&
      (header.page_size == 0 || header.application_id == kApplicationId))
    return;
  if (header.application_id != kApplicationId) {
    throw not_a_book(path, "not a book: the database belongs to another program");
  }
  if (header.user_version > kSchemaVersion) throw newer(header.user_version);
  if (header.user_version == 0) throw damaged("no schema version");
  // With a log beside it the file may rightly be shorter than it says.
  std::error_code ignored;
  if (!fs::exists(path + "-wal", ignored) &&
      fs::file_size(path, ignored) < std::uint64_t{header.page_size} * header.pages) {
    throw damaged("the file is shorter than it says");
  }
}

// Whether the file has to be made.
bool check_path(const std::string& path, const BookOptions& options) {
  if (path.empty()) throw invalid(Reason::missing_value, "a book needs a path");
  if (path.find('\0') != std::string::npos) {
    throw invalid(Reason::bad_syntax, "a path holds no NUL byte");
  }
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (fs::is_directory(status)) {
    throw not_a_book(path, "not a book: the path is a directory");
  }
  if (status.type() == fs::file_type::not_found) {
    if (options.create && !options.read_only) return true;
    throw Error(Status::not_found, Reason::io, "no such file").with("path", path);
  }
  if (!fs::is_regular_file(status)) {
    if (error) {
      throw Error(Status::unavailable, Reason::io, "the file cannot be reached")
          .with("path", path);
    }
    throw not_a_book(path, "not a book: the path is not a plain file");
  }
  if (fs::file_size(path, error) != 0) return false;
  if (options.create && !options.read_only) return true;
  throw not_a_book(path, "not a book: the file is empty");
}

// Asked each millisecond, and not ever more rarely as SQLite's own would: whoever waits
// gets its turn in the moment that another leaves between two of its calls.
int wait_a_moment(void* busy_ms, int waited_ms) {
  if (waited_ms >= reinterpret_cast<std::intptr_t>(busy_ms)) return 0;
  sqlite3_sleep(1);
  return 1;
}

std::unique_ptr<SQLite::Database> connect(const std::string& path,
                                          const BookOptions& options, bool create) {
  // Whoever calls has taken the book's own lock (Engine::mutex).
  int flags = SQLite::OPEN_NOMUTEX;
  flags |= options.read_only ? SQLite::OPEN_READONLY : SQLite::OPEN_READWRITE;
  if (create) flags |= SQLite::OPEN_CREATE;
  // A name like ":memory:" means something else to SQLite.
  const std::string name = path.front() == ':' ? "./" + path : path;
  auto db = std::make_unique<SQLite::Database>(name, flags);
  const auto busy_ms = static_cast<std::intptr_t>(options.busy_ms);
  sqlite3_busy_handler(db->getHandle(), wait_a_moment, reinterpret_cast<void*>(busy_ms));
  return db;
}

void create_tables(SQLite::Database& db, const BookOptions& options) {
  db.exec("PRAGMA page_size = 4096");
  SQLite::Transaction transaction(db, SQLite::TransactionBehavior::IMMEDIATE);
  // Somebody else may have made it while we waited.
  if (db.execAndGet("PRAGMA application_id").getInt() == kApplicationId) return;
  db.exec(kTables);
  SQLite::Statement meta(db,
                         "INSERT INTO meta (id, salt, zone_minutes, start_day, "
                         "last_recorded, facts, customers, last_owner_day, behind_first, "
                         "behind_last) VALUES (1, ?, ?, ?, 0, 0, 0, ?, 1, 0)");
  const HashKey salt = salt_or_default(options.salt);
  meta.bind(1, salt.data(), static_cast<int>(salt.size()));
  meta.bind(2, options.settings.zone.offset_minutes);
  if (options.settings.start) meta.bind(3, options.settings.start->days());
  meta.bind(4, Date::min().days());
  meta.exec();
  db.exec("PRAGMA application_id = " + std::to_string(kApplicationId));
  db.exec("PRAGMA user_version = " + std::to_string(kSchemaVersion));
  transaction.commit();
}

const char* synchronous(Durability durability) {
  switch (durability) {
    case Durability::full:
      return "PRAGMA synchronous = FULL";
    case Durability::normal:
      return "PRAGMA synchronous = NORMAL";
    case Durability::bulk:
      return "PRAGMA synchronous = OFF";
  }
  throw invalid(Reason::unknown_name, "not a durability").at("durability");
}

void set_up(SQLite::Database& db, const BookOptions& options) {
  db.exec("PRAGMA foreign_keys = OFF");
  db.exec("PRAGMA trusted_schema = OFF");
  db.exec("PRAGMA cell_size_check = ON");
  db.exec("PRAGMA temp_store = MEMORY");
  db.exec("PRAGMA cache_size = -16384");
  if (options.read_only) {
    db.exec("PRAGMA query_only = ON");
    return;
  }
  if (sqlite3_db_readonly(db.getHandle(), "main") == 1) {
    throw Error(Status::permission_denied, Reason::read_only,
                "the book may not be written: open it read-only");
  }
  db.exec("PRAGMA secure_delete = ON");
  if (db.execAndGet("PRAGMA journal_mode = WAL").getString() != "wal") {
    throw Error(Status::unavailable, Reason::io,
                "this file system cannot keep a write-ahead log");
  }
}

// The header may be older than what the log or journal beside it says.
void check_version(const std::string& path, SQLite::Database& db) {
  if (db.execAndGet("PRAGMA application_id").getInt() != kApplicationId)
    throw not_a_book(path, "not a book: its making was cut off; open it with create");
  const std::int64_t version = db.execAndGet("PRAGMA user_version").getInt64();
  if (version > kSchemaVersion) throw newer(version);
  if (version < 1) throw damaged("no schema version");
}

// What a making that was cut short leaves, once SQLite has taken it back.
bool is_empty(SQLite::Database& db) {
  return db.execAndGet("PRAGMA page_count").getInt64() == 0;
}

bool folder_is_locked(const std::string& path) {
  const fs::path folder = fs::path(path).parent_path();
  const std::string name = folder.empty() ? "." : folder.string();
  std::error_code ignored;
  return fs::exists(name, ignored) && !may_write(name);
}

}  // namespace

void require_sqlite(std::int32_t version_number, const char* version) {
  if (version_number >= 3'037'000) return;
  throw Error(
      Status::unimplemented, Reason::missing_part,
      std::string("a book needs SQLite 3.37 or later; this process uses ") + version);
}

std::unique_ptr<SQLite::Database> open_database(const std::string& path,
                                                const BookOptions& options) {
  require_sqlite(sqlite3_libversion_number(), sqlite3_libversion());
  const bool absent = check_path(path, options);
  try {
    auto db = connect(path, options, absent);
    if (!absent) check_header(path, read_header(path, *db));
    db->exec(synchronous(options.durability));
    if (absent || (options.create && !options.read_only && is_empty(*db)))
      create_tables(*db, options);
    check_version(path, *db);
    set_up(*db, options);
    return db;
  } catch (const SQLite::Exception& e) {
    std::error_code ignored;
    const bool exists = fs::exists(path, ignored);
    if (e.getErrorCode() == SQLITE_CANTOPEN &&
        (folder_is_locked(path) || (exists && !may_write(path)))) {
      throw Error(Status::permission_denied, Reason::read_only,
                  "the book and its folder must be writable")
          .with("path", path);
    }
    throw error_of(e, "opening the book").with("path", path);
  }
}

}  // namespace kith::book
