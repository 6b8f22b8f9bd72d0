// Working hours and a zone as JSON.
#include <string>
#include <utility>

#include "calendar/minutes.hpp"
#include "kith/calendar/work_clock.hpp"

namespace kith {
namespace {

using namespace calendar_detail;

std::optional<std::int32_t> minute_of(const Json& value) {
  const std::string* text = value.as_string();
  if (text == nullptr || text->size() != 5 || (*text)[2] != ':') return std::nullopt;
  std::int32_t part[2] = {0, 0};
  for (const std::size_t i : {0u, 1u, 3u, 4u}) {
    const char c = (*text)[i];
    if (c < '0' || c > '9') return std::nullopt;
    part[i / 3] = part[i / 3] * 10 + (c - '0');
  }
  const std::int32_t minute = part[0] * 60 + part[1];
  if (part[1] > 59 || minute > kMinutesADay) return std::nullopt;
  return minute;
}

DayHours read_day(const std::vector<JsonReader>& entries) {
  DayHours out;
  for (const JsonReader& entry : entries) {
    const Json::Array* pair = entry.value().as_array();
    const bool two = pair != nullptr && pair->size() == 2;
    const auto first = two ? minute_of((*pair)[0]) : std::nullopt;
    const auto end = two ? minute_of((*pair)[1]) : std::nullopt;
    if (!first || !end) {
      entry.fail(Reason::wrong_type, "a span is written [\"09:00\", \"12:00\"]");
    } else if (*end <= *first || (!out.empty() && *first < out.back().end)) {
      entry.fail(Reason::bad_order, "spans of a day stand in order, apart");
    } else {
      out.push_back({*first, *end});
    }
  }
  return out;
}

WorkHours read_hours(JsonReader& document) {
  WorkHours out = office_hours();
  if (auto days = document.object_if("hours")) {
    for (std::size_t i = 0; i < out.weekdays.size(); ++i)
      out.weekdays[i] = read_day(days->array_or_empty(std::to_string(i + 1)));
    days->done();
  }
  if (document.has("extra")) out.extra = read_day(document.array("extra"));
  if (document.has("half")) out.half = read_day(document.array("half"));
  return out;
}

std::vector<ZoneChange> read_changes(JsonReader& zone) {
  std::vector<ZoneChange> out;
  for (const JsonReader& entry : zone.array_or_empty("changes")) {
    const Json::Array* pair = entry.value().as_array();
    const bool two = pair != nullptr && pair->size() == 2;
    const std::string* text = two ? (*pair)[0].as_string() : nullptr;
    const std::int64_t* minutes = two ? (*pair)[1].as_int() : nullptr;
    if (text == nullptr || minutes == nullptr || *minutes < -kMostOffset ||
        *minutes > kMostOffset) {
      entry.fail(Reason::wrong_type,
                 "a change is written [\"2023-03-26T01:00:00Z\", 120]");
      continue;
    }
    const auto at = Instant::parse(*text);
    if (!at) {
      entry.fail(at.error().reason(), "not an instant: " + at.error().message());
      continue;
    }
    out.push_back({*at, static_cast<std::int32_t>(*minutes)});
  }
  return out;
}

LocalTime read_zone(JsonReader& document, DateSpan days, Zone otherwise) {
  const Json* zone = document.value().find("zone");
  if (zone == nullptr) return LocalTime(otherwise.offset_minutes);
  Result<LocalTime> made = LocalTime(0);
  if (zone->as_string() != nullptr) {
    made = LocalTime::from_posix(document.string("zone"), days.first.ymd().year - 1,
                                 days.last.ymd().year + 1);
  } else {
    JsonReader table = document.object("zone");
    const auto offset =
        static_cast<std::int32_t>(table.integer("offset", -kMostOffset, kMostOffset));
    made = LocalTime::from_table(offset, read_changes(table));
    table.done();
  }
  if (made) return *made;
  document.fail_at("zone", made.error().reason(), made.error().message());
  return LocalTime(0);
}

}  // namespace

Result<WorkClock> parse_work_clock(const Json& json, const Calendar& calendar,
                                   Zone otherwise, std::vector<Error>& errors) {
  JsonReader document(json, errors);
  const DateSpan days{
      document.date_if("first").value_or(Date::from_ymd(2000, 1, 1).value()),
      document.date_if("last").value_or(Date::from_ymd(2059, 12, 31).value())};
  const WorkHours hours = read_hours(document);
  const LocalTime zone = read_zone(document, days, otherwise);
  document.done();
  if (!errors.empty()) return errors.front();
  auto clock = WorkClock::build(calendar, hours, zone, days);
  if (!clock) errors.push_back(clock.error());
  return clock;
}

}  // namespace kith
