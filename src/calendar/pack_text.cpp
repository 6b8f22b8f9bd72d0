// Holiday packs as iCalendar and as CSV.
#include <algorithm>
#include <array>
#include <utility>

#include "calendar/pack.hpp"
#include "kith/base/csv.hpp"
#include "kith/base/ical.hpp"
#include "kith/base/text.hpp"

namespace kith::calendar_detail {
namespace {

constexpr std::int32_t kLongestEvent = 366;

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

std::string without(std::string text, std::string_view part) {
  const std::size_t at = text.find(part);
  if (at != std::string::npos) text.erase(at, part.size());
  return text;
}

const std::string* property(const IcalEvent& event, std::string_view name) {
  for (const auto& [key, value] : event.properties) {
    if (key == name) return &value;
  }
  return nullptr;
}

/// The property made for it decides; else the marks (休) and (班), else the words of the
/// summary.
std::optional<DayKind> event_kind(const IcalEvent& event) {
  if (const std::string* special = property(event, "X-APPLE-SPECIAL-DAY")) {
    if (*special == "WORK-HOLIDAY") return DayKind::off;
    if (*special == "ALTERNATE-WORKDAY") return DayKind::work;
  }
  const std::string summary = fold(event.summary);
  const bool off_mark = contains(summary, "(休)");
  const bool work_mark = contains(summary, "(班)");
  if (off_mark != work_mark) return off_mark ? DayKind::off : DayKind::work;
  if (off_mark) return std::nullopt;
  // A make-up day names the holiday it pays for, 上班(补春节假期), so its word comes
  // first.
  if (contains(summary, "上班")) return DayKind::work;
  if (contains(summary, "假期")) return DayKind::off;
  return std::nullopt;
}

/// The holiday's own name: 春节(休), 春节假期 and 上班(补春节假期) all speak of 春节.
std::string event_name(const IcalEvent& event) {
  std::string name = narrow(event.summary);
  for (const std::string_view mark : {"(休)", "(班)", "（休）", "（班）"}) {
    name = without(std::move(name), mark);
  }
  for (const auto& [open, close] :
       {std::pair<std::string_view, std::string_view>{"上班(补", ")"},
        {"上班（补", "）"}}) {
    const std::size_t at = name.find(open);
    if (at == std::string::npos) continue;
    name = name.substr(at + open.size());
    name = name.substr(0, name.find(close));
  }
  if (name != "假期") name = without(std::move(name), "假期");
  return std::string(trim(name));
}

std::optional<Error> read_event(const IcalEvent& event, PackFile& file) {
  const std::optional<DayKind> kind = event_kind(event);
  if (!kind) {
    return invalid(Reason::bad_syntax,
                   "the event '" + event.summary + "' says neither day off nor workday")
        .at("SUMMARY", event.line);
  }
  const std::int32_t days = days_between(event.first, event.last) + 1;
  if (days < 1 || days > kLongestEvent) {
    return invalid(days < 1 ? Reason::bad_order : Reason::too_large,
                   "the event lasts " + std::to_string(days) + " days")
        .at("DTEND", event.line);
  }
  const std::string name = event_name(event);
  for (std::int32_t i = 0; i < days; ++i) {
    file.entries.push_back(
        {{event.first.plus_days(i), *kind, name}, "DTSTART", event.line});
  }
  return std::nullopt;
}

struct KindWord {
  std::string_view word;
  DayKind kind;
};
constexpr KindWord kKindWords[] = {
    {"off", DayKind::off},       {"holiday", DayKind::off},  {"休", DayKind::off},
    {"休息", DayKind::off},      {"放假", DayKind::off},     {"假期", DayKind::off},
    {"work", DayKind::work},     {"workday", DayKind::work}, {"班", DayKind::work},
    {"上班", DayKind::work},     {"补班", DayKind::work},    {"half", DayKind::half},
    {"half day", DayKind::half}, {"半天", DayKind::half},    {"半日", DayKind::half},
};

/// Where the columns stand; without a heading they are date, kind, name.
struct CsvColumns {
  std::size_t date = 0;
  std::size_t kind = 1;
  std::size_t name = 2;
};

std::string_view heading_of(std::string_view cell) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 7> words = {{
      {"date", "date"},
      {"日期", "date"},
      {"kind", "kind"},
      {"type", "kind"},
      {"类型", "kind"},
      {"name", "name"},
      {"名称", "name"},
  }};
  const std::string folded = fold(cell);
  for (const auto& [word, meaning] : words) {
    if (folded == word) return meaning;
  }
  return {};
}

/// The columns of a heading row; none when the row is not one.
Result<std::optional<CsvColumns>> read_heading(const std::vector<std::string>& row) {
  constexpr std::size_t absent = static_cast<std::size_t>(-1);
  CsvColumns columns{absent, absent, absent};
  bool any = false;
  for (std::size_t i = 0; i < row.size(); ++i) {
    const std::string_view meaning = heading_of(row[i]);
    if (meaning == "date") columns.date = i;
    if (meaning == "kind") columns.kind = i;
    if (meaning == "name") columns.name = i;
    any = any || !meaning.empty();
  }
  if (!any) return std::optional<CsvColumns>();
  if (columns.date == absent || columns.kind == absent) {
    return invalid(Reason::missing_value, "the heading needs date (日期) and kind (类型)")
        .at(columns.date == absent ? "date" : "kind", 0);
  }
  return std::optional<CsvColumns>(columns);
}

bool is_blank(const std::vector<std::string>& row) {
  return std::all_of(row.begin(), row.end(),
                     [](const std::string& cell) { return trim(cell).empty(); });
}

std::string cell_of(const std::vector<std::string>& row, std::size_t column) {
  return column < row.size() ? narrow(row[column]) : std::string();
}

Result<PackEntry> read_row(const std::vector<std::string>& row, const CsvColumns& columns,
                           std::int64_t number) {
  const std::string date = cell_of(row, columns.date);
  const Result<Date> day = Date::parse(date);
  if (!day) {
    return invalid(Reason::bad_date, "'" + date + "' is not a date YYYY-MM-DD")
        .at("date", number);
  }
  const std::string kind = cell_of(row, columns.kind);
  const std::string folded = fold(kind);
  for (const KindWord& known : kKindWords) {
    if (folded == known.word) {
      return PackEntry{{*day, known.kind, cell_of(row, columns.name)}, "date", number};
    }
  }
  return invalid(Reason::bad_syntax,
                 "'" + kind + "' is none of off, work, half (休, 班, 半天)")
      .at("kind", number);
}

}  // namespace

Result<PackFile> read_ical_pack(std::string_view text) {
  const Result<std::vector<IcalEvent>> events = lex_ical(text);
  if (!events) return events.error();
  PackFile file;
  file.may_spill = true;
  for (const IcalEvent& event : *events) {
    if (std::optional<Error> error = read_event(event, file)) return *std::move(error);
  }
  return file;
}

Result<PackFile> read_csv_pack(std::string_view text) {
  const Result<CsvSheet> sheet = lex_csv(text);
  if (!sheet) return sheet.error();
  PackFile file;
  CsvColumns columns;
  bool first = true;
  for (std::size_t i = 0; i < sheet->rows.size(); ++i) {
    const std::vector<std::string>& row = sheet->rows[i];
    if (is_blank(row)) continue;
    if (std::exchange(first, false)) {
      const Result<std::optional<CsvColumns>> heading = read_heading(row);
      if (!heading) return heading.error();
      if (*heading) {
        columns = **heading;
        continue;
      }
    }
    Result<PackEntry> entry = read_row(row, columns, static_cast<std::int64_t>(i));
    if (!entry) return entry.error();
    file.entries.push_back(*std::move(entry));
  }
  return file;
}

}  // namespace kith::calendar_detail
