// The three ways in: against anything known, into a book, into a batch.
#include "kith/exchange/import.hpp"

#include <optional>

#include "exchange/import_rights.hpp"
#include "exchange/importer.hpp"

namespace kith {

Result<Import> import_workbook(std::string_view bytes, std::string_view file_name,
                               const Source* known, const ImportOptions& options) {
  Result<Workbook> workbook = read_workbook(bytes, file_name, options.limits);
  if (!workbook) return workbook.error();
  return exchange::Importer(known, options).run(*workbook);
}

Result<BookImport> import_into_book(Book& book, std::string_view bytes,
                                    std::string_view file_name,
                                    const ImportOptions& options, bool dry_run,
                                    bool all_or_nothing) try {
  ImportOptions own = options;
  own.salt = book.salt();
  own.zone = book.settings().zone;
  const std::shared_ptr<const Source> source = book.source();
  std::optional<View> seen;
  if (!own.actor.empty())
    seen.emplace(exchange::view_of_importer(book, own.actor, own.now));
  Result<Import> import =
      import_workbook(bytes, file_name, seen ? &seen->source() : source.get(), own);
  if (!import) return import.error();
  if (seen) {
    const auto left = exchange::leave_out_refused(book, *import, own.actor, own.now);
    if (!left) return left.error();
  }
  BookImport done;
  done.report = import->report;
  if (all_or_nothing) {
    const std::int32_t outcome = *import->report.index_of("outcome");
    for (std::int64_t row = 0; row < import->report.rows(); ++row) {
      const std::string_view word = import->report.text(outcome, row);
      if (word == "conflict" || word == "refused") return done;
    }
  }
  RecordOptions record;
  record.dry_run = dry_run;
  record.actor = own.actor;
  Result<RecordResult> recorded = book.record(import->batch, own.now, record);
  if (!recorded) return recorded.error();
  done.recorded = *std::move(recorded);
  done.recorded.unchanged += import->unchanged;
  return done;
} catch (const Error& error) {
  return error;
}

Result<Table> import_into_batch(Batch& batch, std::string_view bytes,
                                std::string_view file_name,
                                const ImportOptions& options) {
  if (!options.actor.empty())
    return invalid(Reason::conflict, "an actor lets a sheet into a book").at("actor");
  const auto known = TablesSource::open(batch, Settings{options.zone, std::nullopt});
  if (!known) return known.error();
  Result<Import> import = import_workbook(bytes, file_name, known->get(), options);
  if (!import) return import.error();
  batch.append(import->batch);
  return import->report;
}

}  // namespace kith
