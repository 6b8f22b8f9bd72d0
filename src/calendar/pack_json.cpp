// The three JSON shapes of holiday packs. Members that say nothing about days are passed
// over: the files are other people's and may grow.
#include <utility>

#include "calendar/pack.hpp"
#include "kith/base/text.hpp"

namespace kith::calendar_detail {
namespace {

/// Reads a document with `body` and gives the first fault, if any.
template <class Body>
Result<PackFile> read_document(std::string_view text, Body body) {
  const Result<Json> document = Json::parse(text);
  if (!document) return document.error();
  std::vector<Error> errors;
  PackFile file;
  JsonReader root(*document, errors);
  body(root, file);
  if (!errors.empty()) return std::move(errors.front());
  return file;
}

/// The middle of `English name,Chinese name,number of statutory days`; an English name
/// may hold commas.
std::optional<std::string> chinese_name(std::string_view value) {
  const std::size_t last = value.rfind(',');
  if (last == std::string_view::npos || last == 0) return std::nullopt;
  const std::size_t middle = value.rfind(',', last - 1);
  if (middle == std::string_view::npos) return std::nullopt;
  return std::string(value.substr(middle + 1, last - middle - 1));
}

void read_map(JsonReader map, DayKind kind, PackFile& file) {
  for (const auto& [key, value] : map.members()) {
    const Result<Date> day = Date::parse(key);
    const std::string text = value.as_string();
    const std::optional<std::string> name = chinese_name(text);
    if (!day) {
      value.fail(Reason::bad_date, "'" + key + "' is not a date");
    } else if (!name) {
      value.fail(Reason::bad_syntax,
                 "expected \"English name,Chinese name,days\", found \"" + text + "\"");
    } else {
      file.entries.push_back({{*day, kind, *name}, value.path(), -1});
    }
  }
}

/// Days in lieu are days off said once more; one that is not is worth a word.
void check_in_lieu(JsonReader map, const JsonReader& root, PackFile& file) {
  const Json* holidays = root.value().find("holidays");
  for (const auto& [key, value] : map.members()) {
    if (holidays == nullptr || holidays->find(key) != nullptr) continue;
    file.warnings.push_back(
        invalid(Reason::conflict, key + " is a day in lieu but no holiday")
            .at(value.path()));
  }
}

void read_year(JsonReader& root, PackFile& file) {
  file.year = static_cast<std::int32_t>(root.integer("year", 1400, 9999));
}

bool has_array(const Json& document, std::string_view key) {
  const Json* member = document.find(key);
  return member != nullptr && member->as_array() != nullptr;
}

}  // namespace

Result<PackFile> read_chinese_days(std::string_view text) {
  return read_document(text, [](JsonReader& root, PackFile& file) {
    read_map(root.object("holidays"), DayKind::off, file);
    read_map(root.object("workdays"), DayKind::work, file);
    if (auto lieu = root.object_if("inLieuDays"))
      check_in_lieu(*std::move(lieu), root, file);
  });
}

Result<PackFile> read_holiday_calendar(std::string_view text) {
  return read_document(text, [](JsonReader& root, PackFile& file) {
    read_year(root, file);
    constexpr std::string_view types[] = {"public_holiday", "transfer_workday"};
    for (JsonReader& entry : root.array("dates")) {
      const Date day = entry.date("date");
      const bool off = entry.word("type", types) == 0;
      std::string name = entry.string_or("name_cn", "");
      if (name.empty()) name = entry.string_or("name", "");
      file.entries.push_back(
          {{day, off ? DayKind::off : DayKind::work, std::move(name)}, entry.path(), -1});
    }
  });
}

Result<PackFile> read_holiday_cn(std::string_view text) {
  return read_document(text, [](JsonReader& root, PackFile& file) {
    read_year(root, file);
    for (JsonReader& entry : root.array("days")) {
      const Date day = entry.date("date");
      const DayKind kind = entry.boolean("isOffDay") ? DayKind::off : DayKind::work;
      file.entries.push_back(
          {{day, kind, entry.string_or("name", "")}, entry.path(), -1});
    }
  });
}

Result<PackShape> detect_shape(std::string_view text) {
  const std::string_view body = trim(text);
  if (body.substr(0, 15) == "BEGIN:VCALENDAR") return PackShape::ical;
  if (body.empty() || body.front() != '{') return PackShape::csv;
  const Result<Json> document = Json::parse(text);
  if (!document) return document.error();
  if (document->find("holidays") != nullptr && document->find("workdays") != nullptr) {
    return PackShape::chinese_days;
  }
  if (has_array(*document, "dates")) return PackShape::holiday_calendar;
  if (has_array(*document, "days")) return PackShape::holiday_cn;
  return invalid(Reason::unknown_kind,
                 "no holiday pack: expected holidays and workdays, dates, or days");
}

}  // namespace kith::calendar_detail
