// Group calendar: working days over columns of dates.
#include <algorithm>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "args.hpp"
#include "error_table.hpp"
#include "handles.hpp"
#include "kith/cadence/due_columns.hpp"
#include "kith/calendar/columns.hpp"
#include "kith/calendar/import.hpp"

namespace {

using namespace kith::capi;

kith::Calendar calendar_of(const kith_document* document) {
  if (document == nullptr) return kith::china_calendar();
  if (document->document.kind != kith::DocumentKind::calendar) {
    throw kith::invalid(kith::Reason::wrong_type, "not a document of kind calendar")
        .at("document");
  }
  std::vector<kith::Error> errors;
  const kith::Json json = kith::Json::parse(document->document.json).value();
  return kith::parse_calendar(json, errors).value();
}

/// Zeroes the answers unless the call comes to its end. They may lie where the questions
/// do.
class Answers {
 public:
  Answers(int32_t* values, uint8_t* provisional, int64_t count)
      : values_(values),
        provisional_(provisional),
        count_(static_cast<size_t>(std::max<int64_t>(count, 0))) {}
  ~Answers() {
    if (done_) return;
    if (values_ != nullptr) std::fill_n(values_, count_, 0);
    if (provisional_ != nullptr) std::fill_n(provisional_, count_, uint8_t{0});
  }
  Answers(const Answers&) = delete;
  Answers& operator=(const Answers&) = delete;
  [[nodiscard]] kith::DayColumn column() const {
    return {{values_, count_}, {provisional_, provisional_ == nullptr ? 0 : count_}};
  }
  void keep(const kith::Result<void>& written) {
    if (!written) throw kith::Error(written.error());
    done_ = true;
  }

 private:
  int32_t* values_;
  uint8_t* provisional_;
  size_t count_;
  bool done_ = false;
};

/// Lists that hold zeroes unless the call comes to its end.
struct Cleared {
  std::span<int64_t> rows;
  std::span<int32_t> due;
  std::span<int32_t> sizes;
  bool done = false;
  ~Cleared() {
    if (done) return;
    std::fill(rows.begin(), rows.end(), 0);
    std::fill(due.begin(), due.end(), 0);
    std::fill(sizes.begin(), sizes.end(), 0);
  }
};

std::vector<std::string_view> files_of(const kith_string_view* files, int64_t n) {
  std::vector<std::string_view> out;
  for (int64_t i = 0; i < n; ++i) {
    const kith_string_view& f = files[i];
    if (f.data == nullptr) {
      throw kith::invalid(kith::Reason::null_argument, "must not be NULL").at("files", i);
    }
    out.push_back(f.size < 0 ? std::string_view(f.data)
                             : std::string_view(f.data, static_cast<size_t>(f.size)));
  }
  return out;
}

kith::PackShape pack_shape(int32_t shape) {
  if (shape < KITH_PACK_DETECT || shape > KITH_PACK_CSV) {
    throw kith::invalid(kith::Reason::unknown_kind, "no such shape of holiday pack")
        .at("shape");
  }
  return static_cast<kith::PackShape>(shape);
}

kith::Document document_of(kith::CalendarLayer layer, std::string_view id) {
  constexpr std::uint8_t kMondayToFriday = 0b0011111;
  std::vector<kith::CalendarLayer> layers;
  layers.push_back(std::move(layer));
  const kith::Calendar calendar =
      kith::Calendar::build(kMondayToFriday, std::move(layers)).value();
  return kith::read_document(kith::calendar_to_json(calendar, id).dump()).value();
}

}  // namespace

extern "C" {

kith_status kith_calendar_create(const kith_document* document, kith_calendar** calendar,
                                 kith_error** error) noexcept {
  return guard(error, [&] {
    zero(calendar);
    need(calendar, "calendar");
    *calendar = new kith_calendar{calendar_of(document)};
  });
}

void kith_calendar_free(kith_calendar* calendar) noexcept { delete calendar; }

kith_status kith_calendar_add(const kith_calendar* calendar, const int32_t* days,
                              const int32_t* n, int64_t count, int32_t* out_days,
                              uint8_t* out_provisional, kith_error** error) noexcept {
  return guard(error, [&] {
    Answers answers(out_days, out_provisional, count);
    const kith::Calendar& c = need(calendar, "calendar").calendar;
    if (kith::capi::count(count, "count") > 0) {
      need(days, "days");
      need(n, "n");
      need(out_days, "out_days");
    }
    const auto rows = static_cast<size_t>(count);
    answers.keep(kith::add_days(c, {days, rows}, {n, rows}, answers.column()));
  });
}

kith_status kith_calendar_count(const kith_calendar* calendar, const int32_t* from,
                                const int32_t* to, int64_t count, int32_t* out_count,
                                uint8_t* out_provisional, kith_error** error) noexcept {
  return guard(error, [&] {
    Answers answers(out_count, out_provisional, count);
    const kith::Calendar& c = need(calendar, "calendar").calendar;
    if (kith::capi::count(count, "count") > 0) {
      need(from, "from");
      need(to, "to");
      need(out_count, "out_count");
    }
    const auto rows = static_cast<size_t>(count);
    answers.keep(kith::count_days(c, {from, rows}, {to, rows}, answers.column()));
  });
}

kith_status kith_calendar_due_lists(const kith_calendar* calendar,
                                    const int32_t* last_days, const int32_t* gaps,
                                    const int32_t* owners, const int32_t* points,
                                    int64_t count, int32_t owner_count, int32_t as_of,
                                    int32_t limit, int64_t* out_rows, int32_t* out_due,
                                    int32_t* out_sizes, kith_error** error) noexcept {
  return guard(error, [&] {
    const auto lists = static_cast<size_t>(std::max(owner_count, 0));
    const auto places = lists * static_cast<size_t>(std::max(limit, 0));
    Cleared cleared{{out_rows, out_rows == nullptr ? 0 : places},
                    {out_due, out_due == nullptr ? 0 : places},
                    {out_sizes, out_sizes == nullptr ? 0 : lists}};
    const kith::Calendar& c = need(calendar, "calendar").calendar;
    const auto rows = static_cast<size_t>(kith::capi::count(count, "count"));
    kith::capi::count(owner_count, "owner_count");
    if (rows > 0) {
      need(last_days, "last_days");
      need(gaps, "gaps");
      need(owners, "owners");
      need(points, "points");
    }
    if (limit < 1) {
      throw kith::invalid(kith::Reason::bad_number, "must be 1 or more").at("limit");
    }
    if (lists > 0) {
      need(out_rows, "out_rows");
      need(out_sizes, "out_sizes");
    }
    const kith::Result<void> done = kith::list_due(
        c, {{last_days, rows}, {gaps, rows}, {owners, rows}, {points, rows}},
        date(as_of, "as_of"),
        {owner_count, limit, cleared.rows, cleared.due, cleared.sizes});
    if (!done) throw kith::Error(done.error());
    cleared.done = true;
  });
}

kith_status kith_calendar_days(const kith_calendar* calendar, int32_t first, int32_t last,
                               kith_table** table, kith_error** error) noexcept {
  return guard(error, [&] {
    zero(table);
    const kith::Calendar& c = need(calendar, "calendar").calendar;
    const kith::DateSpan span{date(first, "first"), date(last, "last")};
    if (span.last < span.first) {
      throw kith::invalid(kith::Reason::bad_order, "lies before first").at("last");
    }
    need(table, "table");
    *table = give_table(kith::calendar_days(c, span));
  });
}

kith_status kith_calendar_import_pack(int32_t shape, const kith_string_view* files,
                                      int64_t file_count, const char* id, int64_t id_size,
                                      const char* source, int64_t source_size,
                                      const char* version, int64_t version_size,
                                      kith_document** document, kith_table** warnings,
                                      kith_error** error) noexcept {
  return guard(error, [&] {
    zero(document);
    zero(warnings);
    if (count(file_count, "file_count") == 0) {
      throw kith::invalid(kith::Reason::missing_value, "at least one file").at("files");
    }
    const std::string name(filled_text(id, id_size, "id"));
    need(document, "document");
    kith::PackImport pack =
        kith::import_pack(files_of(&need(files, "files"), file_count), pack_shape(shape),
                          name, std::string(text(source, source_size, "source")),
                          std::string(text(version, version_size, "version")))
            .value();
    std::unique_ptr<kith_table> told(
        warnings == nullptr ? nullptr : give_table(error_table(pack.warnings)));
    *document = new kith_document{document_of(std::move(pack.layer), name)};
    if (warnings != nullptr) *warnings = told.release();
  });
}

}  // extern "C"
