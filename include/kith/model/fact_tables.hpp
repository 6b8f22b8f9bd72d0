// Facts as tables: one schema a kind of fact, the same for tables that come in and tables
// that go out.
//
//   Batch batch;
//   auto n = read_facts(FactKind::touch, table, Zone{}, recorded, batch);
//   if (!n) return n.error();              // names the column and the row
//
// docs/tables.md is written from these schemas. Not here: sheets with headings of their
// own (exchange), answers (view).
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "kith/base/instant.hpp"
#include "kith/base/table.hpp"
#include "kith/model/batch.hpp"

namespace kith {

/// The columns of a kind of fact; its name is that of the kind. First the head: customer
/// (not for facts of the book), source, key, revision, day, at, author, replaces_source,
/// replaces_key, recorded; then the body. Static lifetime; only grows at its end. For a
/// number that is no kind: a schema without columns.
const TableSchema& fact_schema(FactKind kind) noexcept;

/// Appends a fact for each row, with its texts and documents, and returns their number;
/// after a failure the batch is as it was.
///
/// Columns are looked up by name, in any order; a column that is absent is null
/// throughout, a column of nulls only may have any type, an empty text is a null. int32
/// and int64 stand for each other where the value fits. `recorded` stands for rows
/// without one. A row with `at` alone has its day by the zone.
///
/// Errors name the column and the 0-based row: unknown_kind, unknown_column (a column of
/// no use), duplicate (a column twice), wrong_type, missing_value (absent or null where
/// required), unknown_name (no word of the vocabulary), bad_number, conflict (a day that
/// is not that of its instant, a document that is not of the kind and id given), and
/// those of check_fact() and read_document().
Result<std::int64_t> read_facts(FactKind kind, const Table& table, Zone zone,
                                Instant recorded, Batch& batch);

/// The reverse: the facts of that kind, in the order given, with their words out of
/// `texts` (null where unknown). Reading the table gives the same facts again.
Table facts_table(FactKind kind, std::span<const Fact> facts, const Batch& texts);

/// A meaning taken apart. A meaning may open with "Required.", "Unit: days." and
/// "Vocabulary: channel." in this order; the rest is text. Views into the meaning given.
struct MeaningParts {
  bool required = false;
  std::string_view unit;
  std::string_view vocabulary;
  std::string_view text;
};
MeaningParts split_meaning(std::string_view meaning) noexcept;

/// A schema as a Markdown heading (level 3) and table, for docs/tables.md; columns of the
/// page that would be empty throughout are left out.
std::string schema_markdown(const TableSchema& schema);
/// A vocabulary likewise.
std::string vocabulary_markdown(std::string_view name, std::span<const CodeWord> words);
/// The part of docs/tables.md on facts in: all kinds in order of their number, then their
/// vocabularies.
std::string fact_tables_markdown();

}  // namespace kith
