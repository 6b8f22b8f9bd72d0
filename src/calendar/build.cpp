// Making calendars: layers checked, laid over each other and counted.
#include <algorithm>
#include <iterator>
#include <utility>

#include "calendar/impl.hpp"

namespace kith {
namespace {

constexpr std::uint8_t kAllDays = 0b1111111;

std::optional<DateSpan> span_of(const std::vector<LayerHandle>& layers) {
  std::optional<DateSpan> span;
  for (const LayerHandle& layer : layers) {
    if (layer->days.empty()) continue;
    const DateSpan days{layer->days.front().day, layer->days.back().day};
    span = span ? DateSpan{std::min(span->first, days.first),
                           std::max(span->last, days.last)}
                : days;
  }
  return span;
}

calendar_detail::DayGrid empty_grid(std::uint8_t weekdays,
                                    const std::optional<DateSpan>& listed) {
  if (!listed) return {weekdays, 0, -1};
  return {weekdays, listed->first.days(), listed->last.days()};
}

/// The latest run of covered ranges that touch or overlap.
std::optional<DateSpan> coverage_of(const std::vector<LayerHandle>& layers) {
  std::vector<DateSpan> ranges;
  for (const LayerHandle& layer : layers) {
    if (layer->covered) ranges.push_back(*layer->covered);
  }
  if (ranges.empty()) return std::nullopt;
  std::sort(ranges.begin(), ranges.end());
  DateSpan run = ranges.front();
  for (const DateSpan& range : ranges) {
    if (range.first.days() <= run.last.days() + 1) {
      run.last = std::max(run.last, range.last);
    } else {
      run = range;
    }
  }
  return run;
}

bool in_range(Date d) { return Date::min() <= d && d <= Date::max(); }

Error bad_layer(const CalendarLayer& layer, Reason reason, const std::string& message) {
  return invalid(reason, "calendar layer '" + layer.id + "': " + message);
}

std::optional<Error> check_days(const CalendarLayer& layer) {
  const CalendarDay* previous = nullptr;
  for (const CalendarDay& entry : layer.days) {
    const auto row = static_cast<std::int64_t>(&entry - layer.days.data());
    if (!in_range(entry.day)) {
      return bad_layer(layer, Reason::date_out_of_range, "a day beyond 1400…9999")
          .at("days", row);
    }
    if (entry.kind < DayKind::off || entry.kind > DayKind::half) {
      return bad_layer(layer, Reason::unknown_kind,
                       "unknown kind of day on " + entry.day.iso())
          .at("days", row);
    }
    if (previous != nullptr && previous->day == entry.day) {
      const bool same = previous->kind == entry.kind;
      return bad_layer(layer, same ? Reason::duplicate : Reason::both_ways,
                       entry.day.iso() +
                           (same ? " is listed twice" : " is listed in two kinds"))
          .at("days", row);
    }
    previous = &entry;
  }
  return std::nullopt;
}

/// Puts the days in order and checks them.
Result<LayerHandle> adopt(CalendarLayer layer) {
  if (layer.covered && layer.covered->last < layer.covered->first) {
    return bad_layer(layer, Reason::bad_order, "its coverage ends before it begins")
        .at("covered");
  }
  if (layer.covered &&
      !(in_range(layer.covered->first) && in_range(layer.covered->last))) {
    return bad_layer(layer, Reason::date_out_of_range, "coverage beyond 1400…9999")
        .at("covered");
  }
  std::stable_sort(
      layer.days.begin(), layer.days.end(),
      [](const CalendarDay& a, const CalendarDay& b) { return a.day < b.day; });
  if (std::optional<Error> error = check_days(layer)) return *std::move(error);
  return LayerHandle(std::make_shared<const CalendarLayer>(std::move(layer)));
}

Error all_closed() {
  return invalid(Reason::no_working_day, "the calendar has no working day at all");
}

CalendarDay joint_day(const Calendar& a, const Calendar& b, Date d) {
  const std::int32_t units_a = a.half_units(d);
  const std::int32_t units_b = b.half_units(d);
  const std::int32_t units = std::min(units_a, units_b);
  const DayKind kind = units == 0   ? DayKind::off
                       : units == 1 ? DayKind::half
                                    : DayKind::work;
  std::string_view name = units_a <= units_b ? a.day_name(d) : b.day_name(d);
  if (name.empty()) name = units_a <= units_b ? b.day_name(d) : a.day_name(d);
  return {d, kind, std::string(name)};
}

std::string joined(const Calendar& a, const Calendar& b,
                   std::string CalendarLayer::*part) {
  std::string text;
  for (const Calendar* calendar : {&a, &b}) {
    for (const CalendarLayer& layer : calendar->layers()) {
      if (!text.empty()) text += " & ";
      text += layer.*part;
    }
  }
  return text;
}

}  // namespace

Calendar::Impl::Impl(std::uint8_t weekdays, std::vector<LayerHandle> handles)
    : layers(std::move(handles)),
      listed(span_of(layers)),
      grid(empty_grid(weekdays, listed)) {
  std::vector<std::int32_t> half_marks;
  for (const LayerHandle& layer : layers) {
    for (const CalendarDay& entry : layer->days) {
      grid.set(entry.day.days(), entry.kind != DayKind::off);
      if (entry.kind == DayKind::half) half_marks.push_back(entry.day.days());
    }
  }
  grid.seal();
  std::sort(half_marks.begin(), half_marks.end());
  half_marks.erase(std::unique(half_marks.begin(), half_marks.end()), half_marks.end());
  // A later layer may have made a half day whole or free again.
  std::copy_if(
      half_marks.begin(), half_marks.end(), std::back_inserter(halves),
      [this](std::int32_t day) { return deciding(Date(day))->kind == DayKind::half; });
  if (const auto range = coverage_of(layers)) {
    covered_first = range->first.days();
    covered_last = range->last.days();
  }
}

Calendar Calendar::weekly(std::uint8_t weekdays) {
  return Calendar(std::make_shared<const Impl>(
      static_cast<std::uint8_t>(weekdays & kAllDays), std::vector<LayerHandle>{}));
}

Result<Calendar> Calendar::build(std::uint8_t weekdays,
                                 std::vector<CalendarLayer> layers) {
  if ((weekdays & ~kAllDays) != 0) {
    return invalid(Reason::bad_number, "a week has seven days: bits 0 to 6")
        .at("weekdays");
  }
  std::vector<LayerHandle> handles;
  handles.reserve(layers.size());
  for (CalendarLayer& layer : layers) {
    Result<LayerHandle> handle = adopt(std::move(layer));
    if (!handle) return handle.error();
    handles.push_back(*std::move(handle));
  }
  auto impl = std::make_shared<const Impl>(weekdays, std::move(handles));
  if (!impl->grid.any()) return all_closed();
  return Calendar(std::move(impl));
}

Result<Calendar> Calendar::with_layer(CalendarLayer layer) const {
  Result<LayerHandle> handle = adopt(std::move(layer));
  if (!handle) return handle.error();
  std::vector<LayerHandle> handles = impl_->layers;
  handles.push_back(*std::move(handle));
  auto impl = std::make_shared<const Impl>(weekly_pattern(), std::move(handles));
  if (!impl->grid.any()) return all_closed();
  return Calendar(std::move(impl));
}

Calendar Calendar::intersect(const Calendar& a, const Calendar& b) {
  const auto pattern = static_cast<std::uint8_t>(a.weekly_pattern() & b.weekly_pattern());
  CalendarLayer layer;
  layer.id = joined(a, b, &CalendarLayer::id);
  layer.source = joined(a, b, &CalendarLayer::source);
  layer.version = joined(a, b, &CalendarLayer::version);
  const auto known_a = a.coverage();
  const auto known_b = b.coverage();
  if (known_a && known_b) {
    const DateSpan both{std::max(known_a->first, known_b->first),
                        std::min(known_a->last, known_b->last)};
    if (both.first <= both.last) layer.covered = both;
  }
  // Only a listed day can differ from what both rhythms say together.
  std::vector<Date> days;
  for (const Calendar* calendar : {&a, &b}) {
    for (const LayerHandle& handle : calendar->impl_->layers) {
      for (const CalendarDay& entry : handle->days) days.push_back(entry.day);
    }
  }
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());
  for (const Date d : days) layer.days.push_back(joint_day(a, b, d));
  return Calendar(std::make_shared<const Impl>(
      pattern,
      std::vector<LayerHandle>{std::make_shared<const CalendarLayer>(std::move(layer))}));
}

}  // namespace kith
