// Group exchange: sheets in, to a batch or a book.
#include <algorithm>
#include <memory>
#include <string>
#include <utility>

#include "args.hpp"
#include "book_handle.hpp"
#include "kith/exchange/import.hpp"

namespace {

using namespace kith::capi;

kith::SheetKind sheet_kind(int32_t kind) {
  if (kind < KITH_SHEET_DETECT || kind > KITH_SHEET_PEOPLE) {
    throw kith::invalid(kith::Reason::unknown_kind, "no such sheet").at("sheet");
  }
  return static_cast<kith::SheetKind>(kind);
}

kith::DateOrder date_order(int32_t order) {
  if (order < KITH_DATES_YMD || order > KITH_DATES_DMY) {
    throw kith::invalid(kith::Reason::unknown_kind, "no such order").at("date_order");
  }
  return static_cast<kith::DateOrder>(order);
}

std::map<std::string, std::string> mapping_of(const kith_import_options& o) {
  std::map<std::string, std::string> out;
  if (count(o.mapping_count, "mapping_count") == 0) return out;
  need(o.mapping_from, "mapping_from");
  need(o.mapping_to, "mapping_to");
  for (int64_t i = 0; i < o.mapping_count; ++i) {
    const std::string_view from = text(o.mapping_from[i], "mapping_from");
    if (!out.emplace(from, text(o.mapping_to[i], "mapping_to")).second) {
      throw kith::invalid(kith::Reason::duplicate, "the header stands twice")
          .at("mapping_from", i);
    }
  }
  return out;
}

/// What every import is told; zone and salt come from where the rows go.
kith::ImportOptions import_options(const kith_import_options& o) {
  kith::ImportOptions out;
  out.now = instant(o.now, "now");
  out.kind = sheet_kind(o.sheet);
  out.mapping = mapping_of(o);
  out.date_order = date_order(o.date_order);
  out.create_customers = flag(o.create_customers, "create_customers");
  out.actor = key_of<kith::PersonKey>(o.actor, "actor");
  return out;
}

}  // namespace

extern "C" {

kith_status kith_batch_import(kith_batch* batch, const uint8_t* bytes, int64_t size,
                              const char* file_name, int64_t file_name_size,
                              const kith_import_options* options, kith_table** report,
                              kith_error** error) noexcept {
  return guard(error, [&] {
    zero(report);
    kith_batch& b = need(batch, "batch");
    need(options, "options");
    const auto o = input(options, "options");
    kith::ImportOptions how = import_options(o);
    how.zone = b.zone;
    std::copy(std::begin(o.salt), std::end(o.salt), how.salt.begin());
    const std::string_view file = file_bytes(bytes, size, "bytes");
    const std::string_view name = filled_text(file_name, file_name_size, "file_name");
    need(report, "report");
    // On a copy, so that neither a dry run nor a failure leaves a trace.
    kith::Batch with = b.batch;
    std::unique_ptr<kith_table> told(
        give_table(kith::import_into_batch(with, file, name, how).value()));
    if (!flag(o.dry_run, "dry_run")) b.batch = std::move(with);
    *report = told.release();
  });
}

kith_status kith_book_import(kith_book* book, const uint8_t* bytes, int64_t size,
                             const char* file_name, int64_t file_name_size,
                             const kith_import_options* options,
                             kith_record_result* result, kith_table** report,
                             kith_error** error) noexcept {
  return guard(error, [&] {
    zero(result);
    zero(report);
    check_struct(result, "result");
    OpenBook& open = *need(book, "book").open;
    need(options, "options");
    const auto o = input(options, "options");
    kith::ImportOptions how = import_options(o);
    const std::string_view file = file_bytes(bytes, size, "bytes");
    const std::string_view name = filled_text(file_name, file_name_size, "file_name");
    const bool dry_run = flag(o.dry_run, "dry_run");
    const bool all_or_nothing = flag(o.all_or_nothing, "all_or_nothing");
    std::unique_ptr<kith_table> told(give_table(kith::Table()));
    const Turn turn(&open.gate);
    how.zone = open.book.settings().zone;
    how.salt = open.book.salt();
    kith::BookImport in =
        kith::import_into_book(open.book, file, name, how, dry_run, all_or_nothing)
            .value();
    if (result != nullptr) write(result, result_of(in.recorded));
    told->table = std::move(in.report);
    if (report != nullptr) *report = told.release();
  });
}

}  // extern "C"
