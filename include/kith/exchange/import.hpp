// Sheets in: rows become facts, linked to the customers and people already known, with a
// report that loses nothing.
//
//   Result<Import> in = import_workbook(bytes, "table2.csv", source.get(), options);
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
#include "kith/exchange/headers.hpp"
#include "kith/exchange/sheet.hpp"
#include "kith/model/batch.hpp"
#include "kith/view/source.hpp"

namespace kith {

struct ImportOptions {
  Instant now;  ///< recorded time of the facts; its local day dates rows that carry none
  Zone zone;
  HashKey salt{};                       ///< of the book: makes the keys of rows
  SheetKind kind = SheetKind::unknown;  ///< unknown: found from the headers
  std::map<std::string, std::string>
      mapping;  ///< header in the file → canonical column, before the synonyms
  /// Of 12/1/2010 and its like; ymd: refused.
  DateOrder date_order = DateOrder::ymd;
  /// A customer that a row of orders, deals, receipts, touches or parents names and
  /// nobody knows is made (remark customer_created); else the row is refused.
  bool create_customers = false;
  /// Into a book only, elsewhere conflict: who lets the sheet in. Rows are linked to
  /// customers that this person sees, and a row is refused (not_allowed) of which the
  /// person may not record all. Empty: the host.
  PersonKey actor = {};
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
  /// Schema "import_report": one line a row of the file, and one a sheet that is not
  /// read. sheet, row (1-based as in the file; null for a sheet), outcome, column, codes,
  /// text (the cell as it stands), message_zh, message_en, customer, customer_key, facts
  /// (new ones in the batch).
  Table report;
  /// Facts the file tells again as they are known already: not in the batch.
  std::int64_t unchanged = 0;
};

/// Reads every visible sheet that has a header it knows, people and customers before what
/// names them. `known` (may be nullptr) says who and what is there already. Fails only
/// when the file as a whole cannot be read (encoding, damage, limits, no sheet with a
/// known header); a bad row is a report line.
///
/// - A customer row makes customer, contact, owner and opening-touch facts on its
/// 最后跟进时间 (the day of `now` when it has none).
///   Its event keys are hashes of (sheet kind, customer's key, date, …), so the same row
///   read again is the same event whatever its file, place or order. A row that repeats
///   an event with other content gets the next revision: updated.
/// - A follow-up row with a dated feedback is a touch that took place; its next step
/// becomes a step of its own. 完成状态 closes nothing.
/// - A deal row whose 状态 (or 阶段) says 赢单, 输单 or 作废, or that gives a 输单原因,
/// ends its deal: on 实际完成时间, else on 进入阶段时间, else on the row's day. A reason
/// is the pipeline's own word for it, else the text folded.
/// - A row of orders is a line of its order: an order is worth the sum of its lines. It
/// is a return where amount or quantity is negative, an original order is named or the
/// type says 退. Without an amount, price times quantity is taken, exactly, and said so.
/// - Amounts are in the currency of the cell, the header, the sheet's unit line or the
/// row's 币种; two that differ refuse the row; none is the yuan.
/// - A customer is found by its number, else by its name (create_customers).
/// - What a touch has no field for (参与人员, 关键问题, 备注, …) stands behind its
/// content, each with its header.
/// - Columns with values that nothing reads are listed once a table, on its first row:
/// column_unused; headers that no column claims: column_unclaimed; headers that mean what
/// an earlier one does: column_twice; values below no header: column_unheaded. A cell
/// that holds an error (such as `\#N/A`) counts as empty: cell_error.
/// - 负责人 becomes a person of the book, unverified, keyed by a hash of the folded name.
Result<Import> import_workbook(std::string_view bytes, std::string_view file_name,
                               const Source* known, const ImportOptions& options);

/// The same against a book (`recorded.unchanged` counts the facts met again too): links
/// to its customers, records (unless dry_run) in one transaction, and the report says
/// what was created, updated, linked, unchanged, conflict or refused. With all_or_nothing
/// a conflict or refused row writes nothing. With an actor also fails with what a view of
/// the actor does (unknown_name, not_allowed, not_adopted), and with not_allowed where
/// customers' names are hidden from the actor or masked.
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
