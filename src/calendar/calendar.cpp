// The questions to a calendar: rank and select on its days, and the word whether they are
// known.
#include "kith/calendar/calendar.hpp"

#include <algorithm>
#include <cstdlib>

#include "calendar/impl.hpp"

namespace kith {
namespace {

Error beyond_range() {
  return Error(Status::out_of_range, Reason::date_out_of_range,
               "the answer lies beyond the years 1400 to 9999");
}

Error no_working_day() {
  return Error(Status::failed_precondition, Reason::no_working_day,
               "the calendar has no working day there");
}

}  // namespace

const CalendarDay* Calendar::Impl::deciding(Date d) const {
  for (auto layer = layers.rbegin(); layer != layers.rend(); ++layer) {
    const std::vector<CalendarDay>& days = (*layer)->days;
    const auto at = std::lower_bound(
        days.begin(), days.end(), d,
        [](const CalendarDay& entry, Date day) { return entry.day < day; });
    if (at != days.end() && at->day == d) return &*at;
  }
  return nullptr;
}

std::int64_t Calendar::Impl::halves_upto(std::int64_t day) const {
  return std::upper_bound(halves.begin(), halves.end(), day) - halves.begin();
}

bool Calendar::is_working(Date d) const { return impl_->grid.test(d.days()); }

std::int32_t Calendar::half_units(Date d) const {
  if (!is_working(d)) return 0;
  return std::binary_search(impl_->halves.begin(), impl_->halves.end(), d.days()) ? 1 : 2;
}

bool Calendar::is_covered(Date d) const { return impl_->knows(d.days(), d.days()); }

std::optional<DateSpan> Calendar::coverage() const {
  if (impl_->covered_last < impl_->covered_first) return std::nullopt;
  return DateSpan{Date(static_cast<std::int32_t>(impl_->covered_first)),
                  Date(static_cast<std::int32_t>(impl_->covered_last))};
}

std::optional<DateSpan> Calendar::listed() const { return impl_->listed; }

std::optional<DayKind> Calendar::listed_kind(Date d) const {
  const CalendarDay* entry = impl_->deciding(d);
  if (entry == nullptr) return std::nullopt;
  return entry->kind;
}

std::string_view Calendar::day_name(Date d) const {
  const CalendarDay* entry = impl_->deciding(d);
  return entry == nullptr ? std::string_view() : std::string_view(entry->name);
}

Result<DayAnswer> Calendar::add(Date d, std::int32_t n) const {
  const std::int64_t start = d.days();
  const calendar_detail::DayGrid& grid = impl_->grid;
  // Forward, the start day is day 0 whatever it is; backward and for 0, counting begins
  // before it.
  const std::int64_t k = n > 0 ? grid.rank(start) + n : grid.rank(start - 1) + 1 + n;
  const std::optional<std::int64_t> day = grid.select(k);
  if (!day) return no_working_day();
  if (*day < Date::kMinDays || *day > Date::kMaxDays) return beyond_range();
  const bool known = impl_->knows(std::min(start, *day), std::max(start, *day));
  return DayAnswer{Date(static_cast<std::int32_t>(*day)), !known};
}

Result<DayAnswer> Calendar::add_rolled(Date d, std::int32_t n) const {
  const Result<DayAnswer> start = add(d, 0);
  if (!start || n == 0) return start;
  Result<DayAnswer> answer = add(start->day, n);
  if (answer) answer->provisional = answer->provisional || start->provisional;
  return answer;
}

CountAnswer Calendar::count(Date a, Date b) const {
  const std::int64_t days = impl_->grid.rank(b.days()) - impl_->grid.rank(a.days());
  const Date low = std::min(a, b);
  const Date high = std::max(a, b);
  const bool known =
      low == high || impl_->knows(low.days() + std::int64_t{1}, high.days());
  return {static_cast<std::int32_t>(days), !known};
}

CountAnswer Calendar::count_half_units(Date a, Date b) const {
  CountAnswer answer = count(a, b);
  const std::int64_t halves = impl_->halves_upto(b.days()) - impl_->halves_upto(a.days());
  answer.days = static_cast<std::int32_t>(2 * std::int64_t{answer.days} - halves);
  return answer;
}

Result<DayAnswer> Calendar::roll(Date d, Roll roll) const {
  if (roll == Roll::none) return DayAnswer{d, false};
  if (roll == Roll::preceding) return is_working(d) ? add(d, 0) : add(d, -1);
  Result<DayAnswer> following = add(d, 0);
  const Date month_end = d.last_of_month();
  if (roll == Roll::following || (following && following->day <= month_end))
    return following;
  Result<DayAnswer> preceding = add(d, -1);
  if (preceding) {
    preceding->provisional = !impl_->knows(preceding->day.days(), month_end.days());
  }
  return preceding;
}

Result<DayAnswer> Calendar::add_weeks(Date d, std::int32_t n) const {
  const Result<Date> target = Date::checked(d.days() + std::int64_t{7} * n);
  if (!target) return beyond_range();
  return roll(*target, Roll::following);
}

Result<DayAnswer> Calendar::add_months(Date d, std::int32_t n, std::int32_t anchor_day,
                                       Roll rule) const {
  if (anchor_day < 0 || anchor_day > 31) {
    return invalid(Reason::bad_number, "an anchor day is 1 to 31, or 0 for the day's own")
        .at("anchor_day");
  }
  const YearMonthDay start = d.ymd();
  const std::int64_t month = std::int64_t{start.year} * 12 + start.month - 1 + n;
  if (month < std::int64_t{1400} * 12 || month >= std::int64_t{10000} * 12) {
    return beyond_range();
  }
  return roll(d.plus_months(n, anchor_day), rule);
}

std::uint8_t Calendar::weekly_pattern() const { return impl_->grid.rhythm().pattern(); }

const std::vector<CalendarLayer>& Calendar::layers() const {
  std::call_once(impl_->flat_once, [this] {
    impl_->flat.reserve(impl_->layers.size());
    for (const LayerHandle& layer : impl_->layers) impl_->flat.push_back(*layer);
  });
  return impl_->flat;
}

bool Calendar::operator==(const Calendar& other) const {
  if (impl_ == other.impl_) return true;
  return weekly_pattern() == other.weekly_pattern() &&
         std::equal(impl_->layers.begin(), impl_->layers.end(),
                    other.impl_->layers.begin(), other.impl_->layers.end(),
                    [](const LayerHandle& a, const LayerHandle& b) { return *a == *b; });
}

}  // namespace kith
