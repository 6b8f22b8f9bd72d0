// Sheets in: rows become facts, linked to the customers and people already known, with a
// report that loses nothing.
//
//   Roster roster = Roster::of(*source);                       // or an empty one
//   Result<Import> in = import_workbook(bytes, "table2.csv", roster, options);
//   in->batch → book.record(…)            in->report → what became of each row
//
// Nothing is written here: a dry run is an import whose batch is not recorded. Not here:
// cells (cells.hpp), files (sheet.hpp), the store.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "kith/base/hash.hpp"
#include "kith/base/table.hpp"
#include "kith/book/book.hpp"
#include "kith/exchange/sheet.hpp"
#include "kith/model/batch.hpp"
#include "kith/view/source.hpp"

namespace kith {

/// Sheets Kith gives meaning to. Append-only.
enum class SheetKind : std::int32_t {
  unknown = 0,
  customers = 1,     ///< 客户信息基础表
  follow_ups = 2,    ///< 客户跟进计划表
  interactions = 3,  ///< 客户互动记录表
  deals = 4,
  stages = 5,
  orders = 6,
  receipts = 7,
  people = 8,
};

/// Who is known already: what a name in a cell may mean.
class Roster {
 public:
  Roster() = default;
  /// Every customer and person of a source, as known at its latest.
  static Roster of(const Source& source);
  void add_customer(CustomerKey key, std::string_view name);
  void add_person(PersonKey key, std::string_view name);

  struct Link {
    std::vector<CustomerKey> keys;  ///< one: linked; several: ambiguous; none: unknown
    bool by_short_name =
        false;         ///< through a core too short or general to link by itself
    std::string name;  ///< of the one linked
  };
  /// Same folded name, else same core with a compatible region, else a short core that
  /// one customer alone could mean.
  [[nodiscard]] Link link(std::string_view company) const;
  /// The person of a cell's text (folded); empty when unknown.
  [[nodiscard]] PersonKey person(std::string_view name) const;

 private:
  struct Entry {
    CustomerKey key;
    std::string name;
    std::string folded;
    std::string core;
    std::string region;
  };
  std::vector<Entry> customers_;
  std::multimap<std::string, std::size_t> by_folded_;
  std::multimap<std::string, std::size_t> by_core_;
  std::map<std::string, PersonKey> people_;
};

struct ImportOptions {
  Instant now;  ///< recorded time of the facts; its local day dates rows that carry none
  Zone zone;
  HashKey salt{};                       ///< of the book: makes the keys of rows
  SheetKind kind = SheetKind::unknown;  ///< unknown: found from the headers
  std::map<std::string, std::string>
      mapping;  ///< header in the file → canonical column, before the synonyms
  SheetLimits limits;
};

/// What became of a row.
enum class RowOutcome : std::int32_t {
  created = 1,    ///< a new customer, or a new event of a known one
  updated = 2,    ///< changes what an earlier import said
  linked = 3,     ///< a new event of a customer found by a name that is not its full one
  unchanged = 4,  ///< all of it is there already
  conflict = 5,   ///< contradicts what is there, or could mean several customers
  refused = 6,    ///< a cell cannot be read; the row is left out whole
  skipped = 7,    ///< no data: a title, a note, an empty row
};
std::span<const CodeWord> row_outcome_words() noexcept;
inline std::span<const CodeWord> words_of(RowOutcome) { return row_outcome_words(); }

struct Import {
  Batch batch;
  /// Schema "import_report": sheet, row (1-based as in the file), outcome, column, code,
  /// text (the cell as it stands), message_zh, message_en, customer, customer_key,
  /// linked_to. One line a row, and one more for each further remark.
  Table report;
  /// Facts of the batch made from each report line: [first, last) indexes; -1 where none.
  std::vector<std::pair<std::int64_t, std::int64_t>> facts;
  std::vector<std::string>
      unclaimed;  ///< columns nobody gave a meaning to, "sheet: header"
};

/// Reads every visible sheet that has a header it knows. Fails only when the file as a
/// whole cannot be read (encoding, damage, limits, no sheet with a known header); a bad
/// row is a report line.
///
/// - A customer row makes customer, contact, owner and opening-touch facts on its
/// 最后跟进时间 (the day of `now` when it has none).
///   Its event keys are hashes of (sheet kind, customer's key, date, …), so the same row
///   read again is the same event whatever its file, place or order. A row that repeats
///   an event with other content gets the next revision: updated.
/// - A follow-up row with a dated feedback is a touch that took place; its next step
/// becomes a step of its own. 完成状态 closes nothing.
/// - 负责人 becomes a person of the book, unverified, keyed by a hash of the folded name.
Result<Import> import_workbook(std::string_view bytes, std::string_view file_name,
                               const Roster& roster, const ImportOptions& options);

/// The same against a book: links to its customers, records (unless dry_run) in one
/// transaction, and the report says what was created, updated, linked, unchanged,
/// conflict or refused. With all_or_nothing a conflict or refused row writes nothing.
struct BookImport {
  Table report;
  RecordResult recorded;
};
Result<BookImport> import_into_book(Book& book, std::string_view bytes,
                                    std::string_view file_name,
                                    const ImportOptions& options, bool dry_run = false,
                                    bool all_or_nothing = false);
/// The same against a batch, for work without a book: new facts are appended.
Result<Table> import_into_batch(Batch& batch, std::string_view bytes,
                                std::string_view file_name, const ImportOptions& options);

}  // namespace kith
