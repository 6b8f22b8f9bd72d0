// Opening a book's file: who may be refused and why, the tables of a new one, the
// settings of the connection.
#pragma once

#include <SQLiteCpp/Database.h>

#include <memory>
#include <string>

#include "kith/book/book.hpp"

namespace kith::book {

inline constexpr std::int32_t kApplicationId = 0x4B697468;  // "Kith"
inline constexpr std::int32_t kSchemaVersion = 1;

/// Refuses an SQLite older than 3.37 (STRICT tables) by its number.
void require_sqlite(std::int32_t version_number, const char* version);
/// A connection to a sound-looking book of this version; throws Error otherwise, having
/// changed nothing.
std::unique_ptr<SQLite::Database> open_database(const std::string& path,
                                                const BookOptions& options);

}  // namespace kith::book
