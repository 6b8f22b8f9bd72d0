// Working time: sums of each day's spans before it, and the spans of one day.
#include "kith/calendar/work_clock.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "calendar/minutes.hpp"

namespace kith {
namespace {

using namespace calendar_detail;

constexpr std::int32_t kMostDays = 73'050;

using Spans = std::vector<std::pair<Instant, Instant>>;

Result<void> check(const DayHours& hours, const char* place, std::int64_t row) {
  std::int32_t last = 0;
  for (const MinuteSpan& s : hours) {
    if (s.first < 0 || s.end > kMinutesADay)
      return invalid(Reason::bad_number, "minutes of a day are 0 to 1440").at(place, row);
    if (s.end <= s.first || s.first < last)
      return invalid(Reason::bad_order, "spans of a day stand in order, apart")
          .at(place, row);
    last = s.end;
  }
  return {};
}

Result<void> check(const WorkHours& hours) {
  for (std::size_t i = 0; i < hours.weekdays.size(); ++i) {
    if (auto ok = check(hours.weekdays[i], "hours", static_cast<std::int64_t>(i)); !ok)
      return ok;
  }
  if (hours.extra) {
    if (auto ok = check(*hours.extra, "extra", -1); !ok) return ok;
  }
  if (hours.half) return check(*hours.half, "half", -1);
  return {};
}

/// The first half of a day's minutes.
DayHours first_half(const DayHours& hours) {
  std::int32_t all = 0;
  for (const MinuteSpan& s : hours) all += s.end - s.first;
  std::int32_t left = all / 2;
  DayHours out;
  for (const MinuteSpan& s : hours) {
    if (left <= 0) break;
    const std::int32_t taken = std::min(left, s.end - s.first);
    out.push_back({s.first, s.first + taken});
    left -= taken;
  }
  return out;
}

Error outside(const char* place) {
  return Error(Status::out_of_range, Reason::date_out_of_range,
               "outside the days of the clock")
      .at(place);
}

}  // namespace

WorkHours office_hours() {
  WorkHours out;
  for (DayHours& day : out.weekdays) day = {{9 * 60, 12 * 60}, {13 * 60, 18 * 60}};
  return out;
}

struct WorkClock::Impl {
  Calendar calendar;
  WorkHours hours;
  LocalTime zone;
  DateSpan span;
  DayHours extra;
  std::vector<std::int64_t> before;  ///< working microseconds before each day, and all

  [[nodiscard]] DayHours hours_of(Date d) const {
    const std::int32_t units = calendar.half_units(d);
    if (units == 0) return {};
    const DayHours& own = hours.weekdays[static_cast<std::size_t>(d.weekday() - 1)];
    const DayHours& day = own.empty() ? extra : own;
    if (units == 2) return day;
    return hours.half ? *hours.half : first_half(day);
  }
  [[nodiscard]] Spans spans_of(Date d) const {
    Spans out;
    for (const MinuteSpan& s : hours_of(d)) {
      const Instant from = zone.first_at(d, s.first);
      const Instant to = zone.first_at(d, s.end);
      if (from < to) out.emplace_back(from, to);
    }
    return out;
  }
  [[nodiscard]] Date day(std::size_t i) const {
    return span.first.plus_days(static_cast<std::int64_t>(i));
  }
  [[nodiscard]] std::size_t days() const { return before.size() - 1; }

  /// The day whose midnight was the last; none outside.
  [[nodiscard]] std::optional<std::size_t> place(Instant t) const {
    const Date near = Zone{zone.offset_at(t)}.day_of(t);
    Date d = std::clamp(near.plus_days(1), span.first, span.last);
    while (d > span.first && t < zone.first_at(d, 0)) d = d.plus_days(-1);
    if (t < zone.first_at(d, 0) || t >= zone.first_at(d, kMinutesADay)) {
      return std::nullopt;
    }
    return static_cast<std::size_t>(days_between(span.first, d));
  }
  [[nodiscard]] std::int64_t worked(std::size_t i, Instant t) const {
    std::int64_t sum = before[i];
    for (const auto& [from, to] : spans_of(day(i))) {
      if (t > from) sum += std::min(t, to).micros() - from.micros();
    }
    return sum;
  }
  [[nodiscard]] Result<TimeAnswer> after(Instant start, std::int64_t micros) const {
    const auto begin = place(start);
    if (!begin) return outside("start");
    if (micros == 0) return TimeAnswer{start, is_provisional(*begin, *begin)};
    const std::int64_t wanted = worked(*begin, start) + micros;
    const auto next = std::lower_bound(before.begin(), before.end(), wanted);
    if (next == before.end()) return outside("minutes");
    const auto i = static_cast<std::size_t>(next - before.begin()) - 1;
    std::int64_t left = wanted - before[i];
    for (const auto& [from, to] : spans_of(day(i))) {
      const std::int64_t length = to.micros() - from.micros();
      if (left <= length)
        return TimeAnswer{Instant(from.micros() + left), is_provisional(*begin, i)};
      left -= length;
    }
    return outside("minutes");
  }
  /// Whether a day from one to the other is not covered.
  [[nodiscard]] bool is_provisional(std::size_t a, std::size_t b) const {
    const auto covered = calendar.coverage();
    if (a > b) std::swap(a, b);
    return !covered || day(a) < covered->first || day(b) > covered->last;
  }
};

Result<WorkClock> WorkClock::build(const Calendar& calendar, const WorkHours& hours,
                                   const LocalTime& zone, DateSpan span) {
  if (auto ok = check(hours); !ok) return ok.error();
  if (span.last < span.first)
    return invalid(Reason::bad_order, "the days end before they begin").at("span");
  if (days_between(span.first, span.last) >= kMostDays) {
    return Error(Status::out_of_range, Reason::too_large, "at most 73,050 days")
        .at("span");
  }
  auto impl = std::make_shared<Impl>(Impl{calendar, hours, zone, span, {}, {0}});
  if (hours.extra) {
    impl->extra = *hours.extra;
  } else {
    const auto first = std::find_if(hours.weekdays.begin(), hours.weekdays.end(),
                                    [](const DayHours& d) { return !d.empty(); });
    if (first != hours.weekdays.end()) impl->extra = *first;
  }
  for (Date d = span.first;; d = d.plus_days(1)) {
    std::int64_t sum = impl->before.back();
    for (const auto& [from, to] : impl->spans_of(d)) sum += to.micros() - from.micros();
    impl->before.push_back(sum);
    if (d == span.last) break;
  }
  if (impl->before.back() == 0)
    return invalid(Reason::no_working_day, "no day has working hours").at("hours");
  return WorkClock(std::move(impl));
}

DateSpan WorkClock::days() const { return impl_->span; }

Result<std::int64_t> WorkClock::at(Instant t) const {
  const auto place = impl_->place(t);
  if (!place) return outside("at");
  return impl_->worked(*place, t);
}

Result<MinutesAnswer> WorkClock::elapsed(Instant from, Instant to) const {
  const auto a = impl_->place(from);
  if (!a) return outside("from");
  const auto b = impl_->place(to);
  if (!b) return outside("to");
  return MinutesAnswer{(impl_->worked(*b, to) - impl_->worked(*a, from)) / kMinute,
                       impl_->is_provisional(*a, *b)};
}

Result<TimeAnswer> WorkClock::deadline(Instant start, std::int64_t minutes) const {
  if (minutes < 0 || minutes > std::int64_t{kMostDays} * kMinutesADay)
    return invalid(Reason::bad_number, "0 minutes or more").at("minutes");
  return impl_->after(start, minutes * kMinute);
}

namespace {

Result<void> check(std::span<const Pause> pauses) {
  for (std::size_t i = 0; i < pauses.size(); ++i) {
    const bool backwards = pauses[i].to && *pauses[i].to < pauses[i].from;
    const bool over = i > 0 && (!pauses[i - 1].to || pauses[i].from < *pauses[i - 1].to);
    if (backwards || over) {
      return invalid(Reason::bad_order, "pauses stand in order of time, apart")
          .at("pauses", static_cast<std::int64_t>(i));
    }
  }
  return {};
}

}  // namespace

Result<std::optional<TimeAnswer>> WorkClock::deadline(
    Instant start, std::int64_t minutes, std::span<const Pause> pauses) const {
  if (auto ok = check(pauses); !ok) return ok.error();
  auto answer = deadline(start, minutes);
  if (!answer) return answer.error();
  std::int64_t paused = 0;  // microseconds
  for (const Pause& pause : pauses) {
    if (pause.to && *pause.to <= start) continue;
    if (pause.from >= answer->at) break;
    if (!pause.to) return std::optional<TimeAnswer>();
    const auto from = at(std::max(pause.from, start));
    const auto to = at(*pause.to);
    if (!from || !to) return outside("pauses");
    paused += *to - *from;
    answer = impl_->after(start, minutes * kMinute + paused);
    if (!answer) return answer.error();
  }
  return std::optional<TimeAnswer>(*answer);
}

Result<std::optional<TimeAnswer>> WorkClock::warning(Instant start, std::int64_t minutes,
                                                     std::span<const Pause> pauses,
                                                     std::int32_t percent) const {
  if (percent < 0 || percent > 100)
    return invalid(Reason::bad_number, "0 to 100").at("percent");
  if (minutes < 0 || minutes > std::int64_t{kMostDays} * kMinutesADay)
    return invalid(Reason::bad_number, "0 minutes or more").at("minutes");
  return deadline(start, minutes * percent / 100, pauses);
}

Result<TargetAnswer> WorkClock::target(Instant start, std::int64_t minutes,
                                       std::span<const Pause> pauses, Instant now) const {
  if (minutes < 1) return invalid(Reason::bad_number, "1 minute or more").at("minutes");
  const auto due = deadline(start, minutes, pauses);
  if (!due) return due.error();
  const auto begin = impl_->place(start);
  const Instant until = std::max(now, start);
  const auto end = impl_->place(until);
  if (!end) return outside("now");
  std::int64_t used = impl_->worked(*end, until) - impl_->worked(*begin, start);
  for (const Pause& pause : pauses) {
    const Instant from = std::clamp(pause.from, start, until);
    const Instant to = std::clamp(pause.to.value_or(until), start, until);
    if (from < to) used -= at(to).value() - at(from).value();
  }
  TargetAnswer out;
  out.used_minutes = used / kMinute;
  // In parts: a hundredfold of the microseconds of a long clock is past 64 bits.
  const std::int64_t budget = minutes * kMinute;
  const std::int64_t percent = used / budget * 100 + used % budget / (budget / 100);
  out.percent = static_cast<std::int32_t>(std::min<std::int64_t>(percent, 1'000'000));
  out.deadline = *due;
  out.breached = out.deadline && now > out.deadline->at;
  out.provisional =
      impl_->is_provisional(*begin, *end) || (out.deadline && out.deadline->provisional);
  return out;
}

}  // namespace kith
