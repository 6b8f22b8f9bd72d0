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
#include "kith/view/audit.hpp"
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
  /// A change of rules (adoption, people, an absence) folds nobody again now, but leaves
  /// the others behind: catch_up() brings them up, part by part. Answers are the same.
  bool defer = false;
  /// Who records. Facts about customers that this person may not see, fields that its
  /// role may not write, and acts that its role may not do are refused (not_allowed).
  /// Empty: the host itself, who may do all.
  PersonKey actor = {};
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
  std::int64_t texts_erased = 0;
  std::int64_t states_written = 0;  ///< the work done, for growth checks
  std::int64_t rows_written = 0;
  std::int64_t pages_written = 0;  ///< of the file, by this call: what a commit costs
  Table report;
};

/// Whom an erasure is about: a customer with its contacts and those it was merged with,
/// or a contact, under every customer that knows it. Neither: an erasure that was left
/// unfinished is finished.
struct EraseOptions {
  CustomerKey customer = {};
  ContactKey contact = {};
  EventKey event = {};  ///< of the tombstones; empty: one made of `now` and the subject.
                        ///< One that is recorded already erases nothing more, and
                        ///< finishes what it left
  std::string reason = {};  ///< the host's word, kept for ever: no words about a person
  PersonKey author = {};
  PersonKey actor = {};  ///< who erases, as RecordOptions::actor
  bool dry_run = false;  ///< judge and count, write nothing
  bool backups = false;  ///< erase in the copies that backup() made too
  bool defer = false;    ///< leave the file unfinished: more erasures follow
};

/// What of an erased text may still stand in the file. What is erased is gone from every
/// answer in any case.
enum class EraseFile : std::int32_t {
  finished = 0,  ///< nothing
  held = 1,      ///< the log's pages: a reader holds them. Erase again when it is gone
  failed = 2,    ///< unused bytes of the file: it could not be written anew (no room, a
                 ///< writer). Erase again
  deferred = 3,  ///< as asked
};

struct EraseResult {
  std::int64_t customers = 0;  ///< tombstones written
  std::int64_t texts = 0;      ///< words removed
  std::int64_t backups_erased = 0;
  std::int64_t backups_left = 0;  ///< copies that still hold what was erased
  EraseFile file = EraseFile::finished;
};

struct AuditOptions {
  PersonKey actor = {};       ///< only what this person asked; empty: everybody
  CustomerKey customer = {};  ///< only what was about this one; empty: all
  std::optional<Instant> since = {};
  std::int64_t limit = 0;  ///< rows at the most, the latest; 0: all
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
  /// same transaction, unless it is deferred.
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
  /// Customers who may still stand as rules had them that have changed since: a question
  /// about one folds it from its log, and costs what that does. 0: none.
  [[nodiscard]] std::int64_t behind() const;
  /// Owner lists by wake day: customers of an owner whose wake is on or before a day,
  /// ascending by key.
  [[nodiscard]] std::vector<CustomerKey> awake(const PersonKey& owner, Date day) const;

  /// Brings up the next customers of those behind, in one transaction; returns how many
  /// are left. A call that was killed did nothing; the next one goes on. Other writers
  /// wait for a call of some hundred customers about as many tenths of a millisecond, and
  /// get their turn where a moment passes between two calls. Errors: bad_number below 1,
  /// read_only, busy.
  Result<std::int64_t> catch_up(std::int64_t customers = 200);
  /// Refolds everything from the log and compares: the number of states that differed (0
  /// in a sound book; those left behind apart), after which they, the owners' lists and
  /// the rollups are as rebuilt. A log that contradicts itself is damaged_book.
  Result<std::int64_t> rebuild(
      const std::function<bool(std::int64_t, std::int64_t)>& progress = {});
  /// SQLite's integrity check and the book's own invariants, that what was erased is gone
  /// among them; damaged_book names the first fault.
  [[nodiscard]] Result<void> check() const;
  /// A copy of the book at another path, consistent whatever readers do. Overwrites
  /// nothing (already_exists). A book that may be written keeps the path: see backups().
  Result<void> backup(const std::string& path) const;

  /// Removes the words about a person for ever: from the book, from what is found by
  /// them, from the bytes of its file and its log. What stays is a tombstone (EraseFact);
  /// no state, count or sum changes. The facts stand in one transaction; then the file is
  /// written anew, which takes room for it once more and time in its size. A batch with
  /// an EraseFact does the same in record().
  ///
  /// Facts recorded later may carry words again; one that was there before does not bring
  /// them back. Errors: unknown_name (not_found), conflict for a customer with a contact,
  /// legal_hold (failed_precondition), not_allowed, those of record().
  Result<EraseResult> erase(Instant now, const EraseOptions& options);
  /// Schema "backups": the copies that backup() made, and whether they stand.
  [[nodiscard]] Result<Table> backups() const;

  /// Keeps that somebody was shown something, beside the facts. Erasing leaves it.
  /// Errors: missing_value, too_large, read_only, busy.
  Result<void> record_audit(const AuditRecord& record);
  /// Schema "audit", in the order in which it was recorded.
  [[nodiscard]] Result<Table> audit(const AuditOptions& options = {}) const;

 private:
  friend struct EraseCall;
  struct Impl;
  explicit Book(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace kith
