#include "book/word_rows.hpp"

#include <SQLiteCpp/Statement.h>

namespace kith::book {
namespace {

std::int64_t bits(std::uint64_t n) { return static_cast<std::int64_t>(n); }

}  // namespace

bool WordRows::remove_words(TextRef ref) {
  SQLite::Statement s(db_,
                      "UPDATE vault SET words = '' WHERE hi = ? AND lo = ? "
                      "AND words > ''");
  s.bind(1, bits(ref.hi));
  s.bind(2, bits(ref.lo));
  return s.exec() > 0;
}

void WordRows::clear_beside(std::int64_t seq) {
  SQLite::Statement s(db_, "UPDATE log SET words = NULL WHERE seq = ?");
  s.bind(1, seq);
  s.exec();
}

void WordRows::remove_match_key(std::int64_t hash, std::int64_t customer) {
  SQLite::Statement s(db_, "DELETE FROM match_key WHERE hash = ? AND customer = ?");
  s.bind(1, hash);
  s.bind(2, customer);
  s.exec();
}

bool WordRows::is_erased(TextRef ref) {
  SQLite::Statement s(db_, "SELECT 1 FROM vault WHERE hi = ? AND lo = ? AND words = ''");
  s.bind(1, bits(ref.hi));
  s.bind(2, bits(ref.lo));
  return s.executeStep();
}

}  // namespace kith::book
