// The calendar document: parsed with every error by its path, and written back.
#include <algorithm>
#include <utility>

#include "kith/calendar/calendar.hpp"

namespace kith {

namespace data {
extern const char kith_cn_calendar[];
extern const unsigned long kith_cn_calendar_size;
}  // namespace data

namespace {

struct KindList {
  std::string_view key;
  DayKind kind;
};
constexpr KindList kKindLists[] = {
    {"off", DayKind::off}, {"work", DayKind::work}, {"half", DayKind::half}};

/// A listed day with the place it was read from, for errors that show only when all are
/// read.
struct Placed {
  CalendarDay day;
  JsonReader place;
};

void read_day(const JsonReader& entry, DayKind kind, std::vector<Placed>& days) {
  const Json::Array* pair = entry.value().as_array();
  const std::string* date =
      pair != nullptr && pair->size() == 2 ? (*pair)[0].as_string() : nullptr;
  const std::string* name = date != nullptr ? (*pair)[1].as_string() : nullptr;
  if (name == nullptr) {
    entry.fail(Reason::wrong_type, "a day is written [\"YYYY-MM-DD\", \"name\"]");
    return;
  }
  const Result<Date> day = Date::parse(*date);
  if (!day) {
    entry.fail(day.error().reason(),
               "'" + *date + "' is not a date: " + day.error().message());
    return;
  }
  days.push_back({{*day, kind, *name}, entry});
}

/// Reports days listed more than once and gives the rest in order.
std::vector<CalendarDay> in_order(std::vector<Placed> placed) {
  std::stable_sort(placed.begin(), placed.end(), [](const Placed& a, const Placed& b) {
    return a.day.day < b.day.day;
  });
  std::vector<CalendarDay> days;
  for (Placed& entry : placed) {
    if (days.empty() || days.back().day != entry.day.day) {
      days.push_back(std::move(entry.day));
    } else if (days.back().kind == entry.day.kind) {
      entry.place.fail(Reason::duplicate, entry.day.day.iso() + " is listed twice");
    } else {
      entry.place.fail(Reason::both_ways,
                       entry.day.day.iso() + " is listed in two kinds");
    }
  }
  return days;
}

std::optional<DateSpan> read_coverage(JsonReader& layer) {
  const bool whole = layer.has("from") == layer.has("to");
  const std::optional<Date> from = layer.date_if("from");
  const std::optional<Date> to = layer.date_if("to");
  if (!whole) {
    layer.fail(Reason::missing_value, "coverage needs both 'from' and 'to'");
    return std::nullopt;
  }
  if (!from || !to) return std::nullopt;
  if (*to < *from) {
    layer.fail_at("to", Reason::bad_order, "coverage ends before it begins");
    return std::nullopt;
  }
  return DateSpan{*from, *to};
}

CalendarLayer read_layer(JsonReader layer) {
  CalendarLayer result;
  result.id = layer.string("id");
  result.source = layer.string_or("source", "");
  result.version = layer.string_or("version", "");
  result.covered = read_coverage(layer);
  std::vector<Placed> days;
  for (const KindList& list : kKindLists) {
    for (const JsonReader& entry : layer.array_or_empty(list.key)) {
      read_day(entry, list.kind, days);
    }
  }
  result.days = in_order(std::move(days));
  layer.done();
  return result;
}

std::uint8_t read_weekdays(JsonReader& root) {
  std::uint8_t pattern = 0;
  for (const JsonReader& entry : root.array("weekdays")) {
    const std::int64_t weekday = entry.as_integer(1, 7);
    const std::int64_t* written = entry.value().as_int();
    if (written == nullptr || *written != weekday)
      continue;  // reported; a default says nothing
    const auto bit = static_cast<std::uint8_t>(1u << (weekday - 1));
    if ((pattern & bit) != 0)
      entry.fail(Reason::duplicate, "this weekday is listed twice");
    pattern = static_cast<std::uint8_t>(pattern | bit);
  }
  return pattern;
}

Json::Array day_list(const CalendarLayer& layer, DayKind kind) {
  Json::Array list;
  for (const CalendarDay& entry : layer.days) {
    if (entry.kind == kind) list.push_back(Json::Array{entry.day.iso(), entry.name});
  }
  return list;
}

Json layer_to_json(const CalendarLayer& layer) {
  Json::Object object{
      {"id", layer.id}, {"source", layer.source}, {"version", layer.version}};
  if (layer.covered) {
    object.emplace_back("from", layer.covered->first.iso());
    object.emplace_back("to", layer.covered->last.iso());
  }
  for (const KindList& list : kKindLists) {
    object.emplace_back(std::string(list.key), day_list(layer, list.kind));
  }
  return object;
}

}  // namespace

Result<Calendar> parse_calendar(const Json& document, std::vector<Error>& errors) {
  const std::size_t errors_before = errors.size();
  JsonReader root(document, errors);
  constexpr std::string_view kinds[] = {"calendar"};
  root.word("kind", kinds);
  root.integer("schema", 1, 1);
  root.string("id");
  const std::uint8_t weekdays = read_weekdays(root);
  std::vector<CalendarLayer> layers;
  for (JsonReader& layer : root.array_or_empty("layers")) {
    layers.push_back(read_layer(std::move(layer)));
  }
  root.done();
  if (errors.size() > errors_before) return errors[errors_before];
  Result<Calendar> calendar = Calendar::build(weekdays, std::move(layers));
  if (!calendar) errors.push_back(calendar.error());
  return calendar;
}

Json calendar_to_json(const Calendar& calendar, std::string_view id) {
  Json::Array weekdays;
  for (std::int32_t i = 0; i < 7; ++i) {
    if ((calendar.weekly_pattern() >> i & 1) != 0) weekdays.emplace_back(i + 1);
  }
  Json::Array layers;
  for (const CalendarLayer& layer : calendar.layers())
    layers.push_back(layer_to_json(layer));
  return Json::Object{{"kind", "calendar"},
                      {"schema", 1},
                      {"id", id},
                      {"weekdays", std::move(weekdays)},
                      {"layers", std::move(layers)}};
}

const Calendar& china_calendar() {
  static const Calendar calendar = [] {
    const std::string_view text(data::kith_cn_calendar, data::kith_cn_calendar_size);
    const Json document = Json::parse(text).value();
    std::vector<Error> errors;
    return parse_calendar(document, errors).value();
  }();
  return calendar;
}

}  // namespace kith
