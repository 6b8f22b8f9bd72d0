// Group book: one file, opened, recorded to, checked; and the view over it.
#include <algorithm>
#include <memory>
#include <string>

#include "args.hpp"
#include "book_handle.hpp"
#include "view_args.hpp"

namespace kith::capi {

kith_record_result result_of(const RecordResult& r) {
  kith_record_result out = KITH_RECORD_RESULT_INIT;
  out.created = r.created;
  out.unchanged = r.unchanged;
  out.replaced = r.replaced;
  out.conflicts = r.conflicts;
  out.refused = r.refused;
  out.states_written = r.states_written;
  out.rows_written = r.rows_written;
  out.pages_written = r.pages_written;
  return out;
}

}  // namespace kith::capi

namespace {

using namespace kith::capi;

constexpr int32_t kDefaultBusy = 5'000;

kith::Durability durability(int32_t code) {
  if (code < KITH_DURABILITY_FULL || code > KITH_DURABILITY_BULK) {
    throw kith::invalid(kith::Reason::unknown_kind, "no such durability")
        .at("durability");
  }
  return static_cast<kith::Durability>(code);
}

kith::BookOptions book_options(const kith_book_options* given) {
  const auto o = input(given, "options");
  reserved(o.reserved);
  kith::BookOptions out;
  out.create = flag(o.create, "create");
  out.read_only = flag(o.read_only, "read_only");
  if (out.create && out.read_only) {
    throw kith::invalid(kith::Reason::conflict, "a read-only book cannot be created")
        .at("read_only");
  }
  out.durability = durability(o.durability);
  out.busy_ms = o.busy_ms == 0 ? kDefaultBusy : std::max(o.busy_ms, 0);
  out.settings.zone = zone(o.has_zone, o.zone_minutes);
  if (flag(o.has_start, "has_start")) out.settings.start = date(o.start_day, "start_day");
  std::copy(std::begin(o.salt), std::end(o.salt), out.salt.begin());
  return out;
}

std::function<bool(int64_t, int64_t)> progress_of(kith_progress progress,
                                                  void* user_data) {
  if (progress == nullptr) return {};
  return
      [=](int64_t done, int64_t total) { return progress(done, total, user_data) != 0; };
}

kith::RecordOptions record_options(const kith_record_options* given) {
  const auto o = input(given, "options");
  kith::RecordOptions out;
  out.dry_run = flag(o.dry_run, "dry_run");
  out.defer = flag(o.defer, "defer");
  out.all_or_nothing = !flag(o.skip_refused, "skip_refused");
  out.source = text(o.source, "source");
  if (!out.source.empty()) out.position = count(o.position, "position");
  out.actor = key_of<kith::PersonKey>(o.actor, "actor");
  out.progress = progress_of(o.progress, o.user_data);
  return out;
}

kith_book_summary summary_of(const kith::Book& book) {
  kith_book_summary out = KITH_BOOK_SUMMARY_INIT;
  out.zone_minutes = book.settings().zone.offset_minutes;
  out.has_start = book.settings().start ? 1 : 0;
  out.start_day = book.settings().start ? book.settings().start->days() : 0;
  out.facts = book.fact_count();
  out.customers = book.customer_count();
  out.last_recorded = book.last_recorded().micros();
  std::copy(book.salt().begin(), book.salt().end(), std::begin(out.salt));
  out.behind = book.behind();
  return out;
}

/// A book and the turn to use it.
struct Use {
  explicit Use(kith_book* handle) : open(*need(handle, "book").open), turn(&open.gate) {}
  OpenBook& open;
  Turn turn;
};

}  // namespace

extern "C" {

kith_status kith_book_open(const char* path, int64_t path_size,
                           const kith_book_options* options, kith_book** book,
                           kith_error** error) noexcept {
  return guard(error, [&] {
    zero(book);
    const std::string where(filled_text(path, path_size, "path"));
    const kith::BookOptions how = book_options(options);
    need(book, "book");
    auto open = std::make_shared<OpenBook>(kith::Book::open(where, how).value());
    open->read_only = how.read_only;
    *book = new kith_book{std::move(open)};
  });
}

void kith_book_close(kith_book* book) noexcept { delete book; }

kith_status kith_book_record(kith_book* book, const kith_batch* batch, int64_t now,
                             const kith_record_options* options,
                             kith_record_result* result, kith_table** report,
                             kith_error** error) noexcept {
  return guard(error, [&] {
    zero(result);
    zero(report);
    check_struct(result, "result");
    const Use use(book);
    const kith::RecordOptions how = record_options(options);
    std::unique_ptr<kith_table> told(report == nullptr ? nullptr
                                                       : give_table(kith::Table()));
    kith::RecordResult r =
        use.open.book.record(need(batch, "batch").batch, instant(now, "now"), how)
            .value();
    if (result != nullptr) write(result, result_of(r));
    if (told) {
      told->table = std::move(r.report);
      *report = told.release();
    }
  });
}

kith_status kith_book_info(kith_book* book, kith_book_summary* summary,
                           kith_error** error) noexcept {
  return guard(error, [&] {
    zero(summary);
    need_struct(summary, "summary");
    const Use use(book);
    write(summary, summary_of(use.open.book));
  });
}

kith_status kith_book_check(kith_book* book, kith_error** error) noexcept {
  return guard(error, [&] {
    const Use use(book);
    use.open.book.check().value();
  });
}

kith_status kith_book_rebuild(kith_book* book, kith_progress progress, void* user_data,
                              int64_t* differed, kith_error** error) noexcept {
  return guard(error, [&] {
    zero(differed);
    const Use use(book);
    const int64_t n = use.open.book.rebuild(progress_of(progress, user_data)).value();
    if (differed != nullptr) *differed = n;
  });
}

kith_status kith_book_catch_up(kith_book* book, int64_t customers, int64_t* left,
                               kith_error** error) noexcept {
  return guard(error, [&] {
    zero(left);
    need(left, "left");
    const Use use(book);
    *left = use.open.book.catch_up(customers).value();
  });
}

kith_status kith_book_backup(kith_book* book, const char* path, int64_t path_size,
                             kith_error** error) noexcept {
  return guard(error, [&] {
    const std::string where(filled_text(path, path_size, "path"));
    const Use use(book);
    use.open.book.backup(where).value();
  });
}

kith_status kith_book_watermark(kith_book* book, const char* source, int64_t source_size,
                                int64_t* position, kith_error** error) noexcept {
  return guard(error, [&] {
    zero(position);
    const std::string_view name = filled_text(source, source_size, "source");
    need(position, "position");
    const Use use(book);
    *position = use.open.book.watermark(name);
  });
}

kith_status kith_view_open(kith_book* book, const kith_view_options* options,
                           kith_view** view, kith_error** error) noexcept {
  return guard(error, [&] {
    zero(view);
    const auto open = need(book, "book").open;
    const kith::ViewOptions cut = view_options(options);
    need(view, "view");
    const Turn turn(&open->gate);
    std::function<void(const kith::AuditRecord&)> keep;
    if (!open->read_only) {
      keep = [kept = open.get()](const kith::AuditRecord& r) {
        kept->book.record_audit(r).value();
      };
    }
    Audit audit = audit_of(options, std::move(keep));  // the view keeps the book alive
    kith::View made(open->book.source(), cut);
    const kith::Zone zone = open->book.settings().zone;
    std::shared_ptr<Gate> gate(open, &open->gate);
    *view = new kith_view{std::move(gate), std::move(made), zone, std::move(audit)};
  });
}

}  // extern "C"
