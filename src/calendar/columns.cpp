#include "kith/calendar/columns.hpp"

#include <algorithm>
#include <bit>
#include <vector>

#include "base/column_bits.hpp"

namespace kith {
namespace {

using Column = std::span<const std::int32_t>;

struct Range {
  std::int64_t low, high;
};
/// Of one row or more.
Range range_of(Column column) {
  std::int32_t low = column.front(), high = low;
  for (const std::int32_t x : column) {
    low = std::min(low, x);
    high = std::max(high, x);
  }
  return {low, high};
}
bool all_dates(const Range& r) {
  return r.low >= Date::kMinDays && r.high <= Date::kMaxDays;
}
Result<Date> date_of(Column column, std::size_t row, const char* field) {
  Result<Date> day = Date::checked(column[row]);
  if (!day) return Error(day.error()).at(field, static_cast<std::int64_t>(row));
  return day;
}

/// The days covered, as two numbers: none is a span that holds nothing.
struct Known {
  std::int32_t first = 1, last = 0;
  explicit Known(const Calendar& calendar) {
    if (const auto covered = calendar.coverage()) {
      first = covered->first.days();
      last = covered->last.days();
    }
  }
  [[nodiscard]] std::uint8_t lacks(std::int32_t low, std::int32_t high) const {
    return static_cast<std::uint8_t>((low < first) | (high > last));
  }
};

/// Working days of a span, numbered.
class Numbered {
 public:
  Numbered(const Calendar& calendar, std::int32_t first, std::int32_t last)
      : first_(first) {
    places_.reserve(static_cast<std::size_t>(last - first) + 1);
    for (std::int32_t day = first; day <= last; ++day) {
      const bool works = calendar.is_working(Date(day));
      if (works) days_.push_back(day);
      places_.push_back(static_cast<std::int32_t>(days_.size()) * 2 + (works ? 0 : 1));
    }
  }
  /// To be copied into a loop that writes bytes: these could change what `this` holds.
  struct View {
    std::int32_t first;
    const std::int32_t* places;
    const std::int32_t* days;
    /// Working days of the span up to a day, times two, and 1 when the day does not work.
    [[nodiscard]] std::int32_t place(std::int32_t day) const {
      return places[day - first];
    }
    /// The same as add() for n >= 1.
    [[nodiscard]] std::int32_t after(std::int32_t day, std::int32_t n) const {
      return days[(place(day) >> 1) + n - 1];
    }
    /// The n-th working day after a day, as Calendar::add() counts.
    [[nodiscard]] std::int32_t add(std::int32_t day, std::int32_t n) const {
      const std::int32_t p = place(day);
      return days[(p >> 1) + n + (p & static_cast<std::int32_t>(n <= 0)) - 1];
    }
  };
  [[nodiscard]] View view() const { return {first_, places_.data(), days_.data()}; }

 private:
  std::int32_t first_;
  std::vector<std::int32_t> places_;
  std::vector<std::int32_t> days_;
};

/// From the first day that a row asks about or can be answered with to the last; none
/// when it is not worth numbering them or no such day is.
std::optional<Range> span_of(const Calendar& calendar, const Range& days, const Range& n,
                             std::size_t rows) {
  constexpr std::int64_t kMostSteps = 4'000'000;
  if (!all_dates(days) || n.low < -kMostSteps || n.high > kMostSteps) return {};
  const auto earliest = calendar.add(Date(static_cast<std::int32_t>(days.low)),
                                     static_cast<std::int32_t>(n.low));
  const auto latest = calendar.add(Date(static_cast<std::int32_t>(days.high)),
                                   static_cast<std::int32_t>(n.high));
  if (!earliest || !latest) return {};
  const Range span{std::min<std::int64_t>(earliest->day.days(), days.low),
                   std::max<std::int64_t>(latest->day.days(), days.high)};
  if (span.high - span.low >= static_cast<std::int64_t>(rows)) return {};
  return span;
}

/// From a row on.
Result<void> add_one_by_one(const Calendar& calendar, Column days, Column n,
                            const DayColumn& out, std::size_t from) {
  for (std::size_t i = from; i < days.size(); ++i) {
    const Result<Date> day = date_of(days, i, "days");
    if (!day) return day.error();
    const Result<DayAnswer> answer = calendar.add(*day, n[i]);
    if (!answer) return Error(answer.error()).at("n", static_cast<std::int64_t>(i));
    out.values[i] = answer->day.days();
    if (!out.provisional.empty()) out.provisional[i] = answer->provisional ? 1 : 0;
  }
  return {};
}

Result<void> add_rest(const Calendar& calendar, Column days, Column n,
                      const DayColumn& out, std::size_t from) {
  const std::size_t rows = days.size() - from;
  const auto span =
      span_of(calendar, range_of(days.subspan(from)), range_of(n.subspan(from)), rows);
  if (!span) return add_one_by_one(calendar, days, n, out, from);
  const Numbered numbered(calendar, static_cast<std::int32_t>(span->low),
                          static_cast<std::int32_t>(span->high));
  const Numbered::View look = numbered.view();
  const Known known(calendar);
  const bool flags = !out.provisional.empty();
  for (std::size_t i = from; i < days.size(); ++i) {
    const std::int32_t day = days[i];
    const std::int32_t answer = look.add(day, n[i]);
    out.values[i] = answer;
    if (flags)
      out.provisional[i] = known.lacks(std::min(day, answer), std::max(day, answer));
  }
  return {};
}

// Days that the first rows foretell, and steps of one or more, are what a column mostly
// holds. Block by block it is seen whether they do, while the block is at hand.
std::size_t add_foretold(const Calendar& calendar, Column days, Column n,
                         const DayColumn& out) {
  constexpr std::size_t kBlock = 8'192;
  constexpr std::int32_t kAround = 128;
  constexpr std::uint32_t kMost = 1 << 20;  // days, steps
  const std::size_t rows = days.size();
  if (rows < 4 * kBlock) return 0;
  const Range seen = range_of(days.first(kBlock));
  if (!all_dates(seen)) return 0;
  const auto low = static_cast<std::int32_t>(seen.low) - kAround;
  const std::uint32_t far =
      std::bit_ceil(static_cast<std::uint32_t>(seen.high + kAround - low + 1));
  const std::uint32_t steps = bits_above(n.first(kBlock), 1);
  if (far > kMost || steps > kMost || low < Date::kMinDays) return 0;
  const std::int64_t last_day = std::int64_t{low} + far - 1;
  if (last_day > Date::kMaxDays) return 0;
  const std::uint32_t most = std::bit_ceil(steps + 1);
  const auto latest = calendar.add(Date(static_cast<std::int32_t>(last_day)),
                                   static_cast<std::int32_t>(most));
  if (!latest || latest->day.days() - low >= static_cast<std::int64_t>(rows)) return 0;
  const Numbered numbered(calendar, low, latest->day.days());
  const Numbered::View look = numbered.view();
  const Known known(calendar);
  const bool all_known = known.lacks(low, latest->day.days()) == 0;
  for (std::size_t from = 0; from < rows; from += kBlock) {
    const std::size_t size = std::min(kBlock, rows - from);
    if (bits_above(days.subspan(from, size), low) >= far ||
        bits_above(n.subspan(from, size), 1) >= most)
      return from;
    for (std::size_t i = from; i < from + size; ++i) {
      const std::int32_t day = days[i];
      const std::int32_t answer = look.after(day, n[i]);
      if (!all_known && !out.provisional.empty())
        out.provisional[i] = known.lacks(day, answer);
      out.values[i] = answer;
    }
    if (all_known && !out.provisional.empty()) {
      const auto flags = out.provisional.subspan(from, size);
      std::fill(flags.begin(), flags.end(), std::uint8_t{0});
    }
  }
  return rows;
}

}  // namespace

Result<void> add_days(const Calendar& calendar, Column days, Column n,
                      const DayColumn& answers) {
  const std::size_t done = add_foretold(calendar, days, n, answers);
  if (done == days.size()) return {};
  return add_rest(calendar, days, n, answers, done);
}

Result<void> count_days(const Calendar& calendar, Column from, Column to,
                        const DayColumn& answers) {
  if (from.empty()) return {};
  const Range a = range_of(from), b = range_of(to);
  const Range both{std::min(a.low, b.low), std::max(a.high, b.high)};
  const bool flags = !answers.provisional.empty();
  if (!all_dates(both) ||
      both.high - both.low >= static_cast<std::int64_t>(from.size())) {
    for (std::size_t i = 0; i < from.size(); ++i) {
      const Result<Date> first = date_of(from, i, "from"), last = date_of(to, i, "to");
      if (!first) return first.error();
      if (!last) return last.error();
      const CountAnswer answer = calendar.count(*first, *last);
      answers.values[i] = answer.days;
      if (flags) answers.provisional[i] = answer.provisional ? 1 : 0;
    }
    return {};
  }
  const Numbered numbered(calendar, static_cast<std::int32_t>(both.low),
                          static_cast<std::int32_t>(both.high));
  const Numbered::View look = numbered.view();
  const Known known(calendar);
  for (std::size_t i = 0; i < from.size(); ++i) {
    const std::int32_t low = std::min(from[i], to[i]), high = std::max(from[i], to[i]);
    answers.values[i] = (look.place(to[i]) >> 1) - (look.place(from[i]) >> 1);
    if (flags)
      answers.provisional[i] = low == high ? std::uint8_t{0} : known.lacks(low + 1, high);
  }
  return {};
}

}  // namespace kith
