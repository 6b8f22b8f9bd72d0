// DuckDB as a peer, when there is one: a process of Node.js beside ours that holds the
// tables and answers one query at a time (duckdb.mjs). Not linked, so that a build needs
// none of it.
#pragma once

#include <sys/types.h>

#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>

namespace kith::bench {

class DuckDb {
 public:
  /// Null when KITH_BENCH_NODE_MODULES does not name a folder with @duckdb/node-api.
  static std::unique_ptr<DuckDb> start();
  ~DuckDb();
  DuckDb(const DuckDb&) = delete;
  DuckDb& operator=(const DuckDb&) = delete;

  /// One statement; the cells of its first row joined by '|'. Throws what DuckDB says.
  std::string ask(const std::string& sql);

 private:
  DuckDb() = default;
  pid_t process_ = -1;
  std::FILE* to_ = nullptr;
  std::FILE* from_ = nullptr;
};

}  // namespace kith::bench
