/* A plug-in with an SQLite of its own, linked statically and hidden: opens a file, reads
 * it, closes it. */
#include <sqlite3.h>

__attribute__((visibility("default"))) int read_and_close(const char* path);

int read_and_close(const char* path) {
  sqlite3* db = 0;
  int rc = sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, 0);
  if (rc == SQLITE_OK) rc = sqlite3_exec(db, "SELECT count(*) FROM log", 0, 0, 0);
  sqlite3_close(db);
  return rc;
}
