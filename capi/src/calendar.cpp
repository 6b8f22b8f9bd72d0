// Group calendar: working days over columns of dates.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "args.hpp"
#include "error_table.hpp"
#include "handles.hpp"
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

/// Zeroes the answers unless the call comes to its end. It writes nothing before, so that
/// the answers may lie where the questions do.
class Answers {
 public:
  Answers(int32_t* values, uint8_t* provisional, int64_t count)
      : values_(values), provisional_(provisional), count_(std::max<int64_t>(count, 0)) {}
  ~Answers() {
    if (done_) return;
    if (values_ != nullptr) std::fill_n(values_, count_, 0);
    if (provisional_ != nullptr) std::fill_n(provisional_, count_, uint8_t{0});
  }
  Answers(const Answers&) = delete;
  Answers& operator=(const Answers&) = delete;
  void set(int64_t row, int32_t value, bool provisional) {
    values_[row] = value;
    if (provisional_ != nullptr) provisional_[row] = provisional ? 1 : 0;
  }
  void done() { done_ = true; }

 private:
  int32_t* values_;
  uint8_t* provisional_;
  int64_t count_;
  bool done_ = false;
};

kith::DayAnswer nth_day(const kith::Calendar& calendar, int32_t day, int32_t n,
                        int64_t row) {
  kith::Result<kith::DayAnswer> answer = calendar.add(date(day, "days", row), n);
  if (!answer) throw kith::Error(answer.error()).at("n", row);
  return *answer;
}

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
    for (int64_t i = 0; i < count; ++i) {
      const kith::DayAnswer day = nth_day(c, days[i], n[i], i);
      answers.set(i, day.day.days(), day.provisional);
    }
    answers.done();
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
    for (int64_t i = 0; i < count; ++i) {
      const kith::CountAnswer n = c.count(date(from[i], "from", i), date(to[i], "to", i));
      answers.set(i, n.days, n.provisional);
    }
    answers.done();
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
