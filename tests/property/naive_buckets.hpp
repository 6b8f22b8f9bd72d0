// Buckets of PERIOD and GRID streams, and what the slow reading of promises keeps of each
// stream. Parts of naive_promises.cpp.
#pragma once

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <vector>

#include "property/naive.hpp"

namespace kith::naive {

inline bool starts_calendar_bucket(PeriodRule rule, Date d) {
  if (rule.period == Period::week) return d.weekday() == rule.first_weekday;
  const YearMonthDay day = d.ymd();
  if (day.day != 1) return false;
  const std::int32_t months = day.month - rule.first_month + 12;
  if (rule.period == Period::quarter) return months % 3 == 0;
  if (rule.period == Period::year) return months % 12 == 0;
  return true;
}

inline DateSpan calendar_bucket(PeriodRule rule, Date d) {
  DateSpan b{d, d};
  while (!starts_calendar_bucket(rule, b.first)) b.first = b.first.plus_days(-1);
  while (!starts_calendar_bucket(rule, b.last.plus_days(1))) b.last = b.last.plus_days(1);
  return b;
}

/// The points of a GRID from its anchor on, each after the one before, and to which of
/// them each day belongs. Days long before the anchor are not asked about.
class Points {
 public:
  Points(const Days& days, const Stream& stream)
      : days_(&days), stream_(&stream), from_(days.roll(stream.anchor)), next_(from_) {}
  /// By working days the nearest; in the middle the earlier.
  Date nearest(Date d) {
    if (d < from_) throw std::logic_error("a day before the anchor of a grid");
    while (from_.plus_days(static_cast<std::int32_t>(nearest_.size())) <= d) go_on();
    return nearest_[static_cast<std::size_t>(days_between(from_, d))];
  }
  DateSpan bucket(Date d) {
    const Date point = nearest(d);
    DateSpan b{d, d};
    while (b.first > from_ && nearest(b.first.plus_days(-1)) == point)
      b.first = b.first.plus_days(-1);
    while (nearest(b.last.plus_days(1)) == point) b.last = b.last.plus_days(1);
    return b;
  }

 private:
  /// The days up to the next point.
  void go_on() {
    const Date point = next_;
    next_ = days_->add(point, stream_->every_wd);
    for (Date d = point; d < next_; d = d.plus_days(1)) {
      // A day off stands with the working day before it.
      const bool early = days_->after(point, d) <= days_->after(d, next_);
      nearest_.push_back(early ? point : next_);
    }
  }

  const Days* days_;
  const Stream* stream_;
  Date from_;
  Date next_;
  std::vector<Date> nearest_;  ///< of each day from the anchor on
};

/// With the thin ones joined to the next.
inline DateSpan period_bucket(const Days& days, const Stream& stream, Date d) {
  const auto thin = [&](DateSpan b) {
    return days.within(b.first, b.last) < stream.thin_below_wd;
  };
  DateSpan b = calendar_bucket(stream.every, d);
  while (true) {
    const DateSpan before = calendar_bucket(stream.every, b.first.plus_days(-1));
    if (!thin(before)) break;
    b.first = before.first;
  }
  DateSpan end = calendar_bucket(stream.every, d);
  while (thin(end)) end = calendar_bucket(stream.every, end.last.plus_days(1));
  return {b.first, end.last};
}

/// Whether a bucket can begin on a day, told without looking at many.
inline bool may_start(const Days& days, const Stream& stream, Date d) {
  return stream.kind == StreamKind::grid ? days.works(d)
                                         : starts_calendar_bucket(stream.every, d);
}

/// A stream of the regime of a day, with its numbers as the tags leave them.
struct Demand {
  const Stream* stream = nullptr;
  std::int64_t count = 1;
  std::int64_t gap = 0;
  std::int64_t weight = 1;
  std::uint32_t channels = 0;
  std::int32_t min_gap = 0;
};

/// A fact in force that acts from its day on.
template <class Body>
struct Dated {
  Date day;
  const Body* body = nullptr;
};

struct HandOver {
  Date day;
  Date until;
};

struct Got {
  Date day;
  Channel channel = Channel::unknown;
  bool opening = false;
  bool grace = false;
};

struct Bucket {
  DateSpan span;
  const Stream* stream = nullptr;
  std::int64_t needed = 1;
  std::uint32_t channels = 0;
  Leave leave = Leave::owed;
  std::optional<Date> dropped;  ///< day on which do-not-contact began in it
  std::vector<Got> got;
  std::int32_t late = 0;  ///< GRID: reached 0 by its day, 1 in grace, 2 later

  /// What the first ordinary touch confirmed, when the first credit is an opening one.
  [[nodiscard]] const Got* confirm() const {
    if (got.empty() || !got.front().opening) return nullptr;
    for (const Got& g : got) {
      if (!g.opening) return &g;
    }
    return nullptr;
  }
  /// A touch that confirms adds nothing.
  [[nodiscard]] std::int64_t reached() const {
    return static_cast<std::int64_t>(got.size()) - (confirm() != nullptr ? 1 : 0);
  }
  [[nodiscard]] bool holds(Date d) const {
    return span.contains(d) && (!dropped || d < *dropped);
  }
  [[nodiscard]] bool kept() const { return reached() >= needed; }
  [[nodiscard]] bool in_grace() const {
    const bool any =
        std::any_of(got.begin(), got.end(), [](const Got& g) { return g.grace; });
    if (!any || !kept()) return false;
    Bucket own = *this;
    std::erase_if(own.got, [](const Got& g) { return g.grace; });
    return !own.kept();
  }
};

/// The buckets demanded of a PERIOD stream, in time order.
struct Series {
  std::vector<Bucket> buckets;
  std::optional<Date> gone;  ///< latest day on which the arrears went
  std::optional<Date> last_credit;
  std::vector<Date> attempts;  ///< since the last credit
};

struct Gap {
  Demand demand;
  Date base;
  Date not_before;
  std::int32_t kept = 0;
  std::int32_t in_grace = 0;
  std::int32_t broken = 0;
  bool active = false;
  std::vector<Date> attempts;  ///< since the base
};

}  // namespace kith::naive
