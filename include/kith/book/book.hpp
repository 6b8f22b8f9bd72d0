// Book: facts, states and words in one SQLite file. Loads and stores around the flow, one
// transaction each.
//
//   Book book = Book::create("sales.kith", {});
//   book.record(batch, now);
//   View view(book.source(), {.as_of = today});
//
// One file is one tenant. Any number of readers, one writer that waits up to a bound and
// then says so (busy). Damaged or newer files, directories and read-only file systems are
// refused by name, untouched. One thread at a time per Book.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "kith/base/hash.hpp"
#include "kith/base/table.hpp"
#include "kith/flow/flow.hpp"
#include "kith/model/batch.hpp"
#include "kith/view/view.hpp"

namespace kith {

/// What stands in for a salt of zeros, so that sheets read without a book and into a new
/// one give the same keys.
inline constexpr HashKey kDefaultSalt{'k', 'i', 't', 'h', '.', 's', 'a', 'l',
                                      't', '.', 'd', 'e', 'f', 'a', 'u', 'l'};
constexpr HashKey salt_or_default(const HashKey& salt) {
  return salt == HashKey{} ? kDefaultSalt : salt;
}

enum class Durability : std::int32_t {
  full = 0,    ///< WAL, synchronous=FULL: a returned call survives power loss
  normal = 1,  ///< WAL, synchronous=NORMAL: survives a killed process
  bulk = 2,  ///< for loading: survives a killed process; a power cut may damage what was
             ///< not closed
};

struct BookOptions {
  bool create = false;  ///< make the file when it is absent
  bool read_only = false;
  Durability durability = Durability::full;
  std::int32_t busy_ms = 5'000;
  Settings settings = {};  ///< of a new book; an existing one keeps its own
  HashKey salt{};  ///< of a new book: makes keys of sheet rows; zero is a fixed default
};

struct RecordOptions {
  /// Judge, report, write nothing. Conflicts and refusals are rows of the report,
  /// whatever all_or_nothing says.
  bool dry_run = false;
  /// A conflict or refused fact stops the whole batch, with the error of the first one;
  /// else those facts are skipped.
  bool all_or_nothing = true;
  std::string source = {};  ///< with position: outbox watermark stored in the same
                            ///< transaction; it never goes back
  std::int64_t position = -1;
  /// Called now and then with (done, total); true stops the call: cancelled, nothing
  /// changed.
  std::function<bool(std::int64_t, std::int64_t)> progress = {};
};

/// What a record call came to; one row a fact of the batch in `report` (schema
/// "record_report").
struct RecordResult {
  std::int64_t created = 0;
  std::int64_t unchanged = 0;
  std::int64_t replaced = 0;
  std::int64_t conflicts = 0;
  std::int64_t refused = 0;
  std::int64_t states_written = 0;  ///< the work done, for growth checks
  std::int64_t rows_written = 0;
  std::int64_t pages_written = 0;  ///< of the file, by this call: what a commit costs
  Table report;
};

class Book {
 public:
  /// Fails with not_found, not_a_book, newer_version, damaged_book, read_only, io, busy.
  static Result<Book> open(const std::string& path, const BookOptions& options = {});
  Book(Book&&) noexcept;
  Book& operator=(Book&&) noexcept;
  ~Book();

  /// One transaction. `recorded` of every fact that has none (zero) becomes `now`, which
  /// must not lie before the book's last recorded instant (bad_order). With
  /// all_or_nothing a conflict is already_exists and nothing is written. The same event
  /// with other words behind its texts is a conflict too; words that are missing on one
  /// side are not. A change of rules (adoption, people) folds every customer again in the
  /// same transaction.
  Result<RecordResult> record(const Batch& batch, Instant now,
                              const RecordOptions& options = {});

  /// A source that reads the book as of each call; it must not outlive the Book. Its
  /// visitors may ask it again and may not record (failed_precondition). A person's list
  /// is read from the customers that person ever answered for, at any cut; the list of
  /// those without an owner, at a cut before the last change of any owner or before the
  /// last recording, from all customers. Words of touches are fact_texts(), not text().
  [[nodiscard]] std::shared_ptr<const Source> source() const;

  [[nodiscard]] const Settings& settings() const;
  [[nodiscard]] const HashKey& salt() const;
  [[nodiscard]] std::int64_t fact_count() const;
  [[nodiscard]] std::int64_t customer_count() const;
  [[nodiscard]] Instant last_recorded() const;
  /// Last position recorded from a source, or -1.
  [[nodiscard]] std::int64_t watermark(std::string_view source) const;
  /// Owner lists by wake day: customers of an owner whose wake is on or before a day,
  /// ascending by key.
  [[nodiscard]] std::vector<CustomerKey> awake(const PersonKey& owner, Date day) const;

  /// Refolds everything from the log and compares: the number of states that differed (0
  /// in a sound book), after which they, the owners' lists and the rollups are as
  /// rebuilt. A log that contradicts itself is damaged_book.
  Result<std::int64_t> rebuild(
      const std::function<bool(std::int64_t, std::int64_t)>& progress = {});
  /// SQLite's integrity check and the book's own invariants; damaged_book names the first
  /// fault.
  [[nodiscard]] Result<void> check() const;
  /// A copy of the book at another path, consistent whatever readers do. Overwrites
  /// nothing (already_exists).
  Result<void> backup(const std::string& path) const;

 private:
  struct Impl;
  explicit Book(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace kith
