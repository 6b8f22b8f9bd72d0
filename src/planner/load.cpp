// Load over capacity, and the first days that have too little.
#include "kith/planner/load.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace kith {
namespace {

__extension__ using Wide = __int128;

std::int64_t working_days(const Calendar& calendar, DateSpan span) {
  const std::int64_t between = calendar.count(span.first, span.last).days;
  return between + (calendar.is_working(span.first) ? 1 : 0);
}

Error beyond(const char* place) {
  return Error(Status::out_of_range, Reason::overflow, "beyond 64 bits").at(place);
}

Result<std::int64_t> times(std::int64_t a, std::int64_t b, const char* place) {
  std::int64_t answer = 0;
  if (__builtin_mul_overflow(a, b, &answer)) return beyond(place);
  return answer;
}

/// Whole buckets of the span, merged where they are thin, with what each needs.
struct Bucket {
  DateSpan days;
  std::int64_t needed = 0;
};

/// Slots of all people together, summed from the first day of the span on.
class SlotSums {
 public:
  SlotSums() = default;
  SlotSums(DateSpan span, std::span<const std::int64_t> slots) : first_(span.first) {
    for (const std::int64_t n : slots) before_.push_back(before_.back() + n);
  }
  /// Within the span.
  [[nodiscard]] std::int64_t in(DateSpan run) const {
    return before_[place(run.last) + 1] - before_[place(run.first)];
  }

 private:
  [[nodiscard]] std::size_t place(Date d) const {
    return static_cast<std::size_t>(days_between(first_, d));
  }
  Date first_;
  std::vector<std::int64_t> before_{0};
};

/// One role and channel while it is summed.
struct Group {
  std::vector<const StreamLoad*> streams;
  std::int64_t slots = 0;  ///< a working day, all people together
  std::int64_t each = 0;   ///< a working day, one person
  SlotSums sums;
};

/// How many buckets the span holds; one at an edge counts by its days inside.
Result<Fraction> bucket_count(const PeriodRule& rule, DateSpan span) {
  Fraction count;
  for (DateSpan b = bucket_of(rule, span.first); b.first <= span.last;) {
    const Date first = std::max(b.first, span.first);
    const Date last = std::min(b.last, span.last);
    const auto part =
        make_fraction(days_between(first, last) + 1, days_between(b.first, b.last) + 1);
    const auto more = sum(count, part.value());
    if (!more) return more;
    count = *more;
    if (b.last >= span.last) break;
    b = bucket_after(rule, b);
  }
  return count;
}

Result<Fraction> load_of(const StreamLoad& stream, const Calendar& calendar,
                         DateSpan span) {
  const auto touches = times(stream.customers, stream.touches, "streams");
  if (!touches) return touches.error();
  const Result<Fraction> periods =
      stream.bucket ? bucket_count(*stream.bucket, span)
                    : make_fraction(working_days(calendar, span), stream.working_days);
  if (!periods) return periods;
  return product({*touches, 1}, *periods);
}

std::vector<Bucket> whole_buckets(const Group& group, const Calendar& calendar,
                                  DateSpan span) {
  std::vector<Bucket> found;
  for (const StreamLoad* stream : group.streams) {
    if (!stream->bucket) continue;
    const BucketGrid grid(calendar, *stream->bucket, stream->thin_below);
    for (DateSpan b = grid.bucket_of(span.first); b.last <= span.last; b = grid.next(b)) {
      if (b.first >= span.first)
        found.push_back({b, stream->customers * stream->touches});
      if (b.last >= Date::max()) break;
    }
  }
  std::sort(found.begin(), found.end(),
            [](const Bucket& a, const Bucket& b) { return a.days.last < b.days.last; });
  return found;
}

/// Touches of GAP streams in so many working days: surely, and by their rate.
std::int64_t sure_gaps(const Group& group, std::int64_t days) {
  std::int64_t sum = 0;
  for (const StreamLoad* s : group.streams) {
    if (!s->bucket) sum += s->customers * s->touches * (days / s->working_days);
  }
  return sum;
}

Result<Fraction> gap_rate(const Group& group) {
  Fraction rate;
  for (const StreamLoad* s : group.streams) {
    if (s->bucket) continue;
    const auto part = make_fraction(s->customers * s->touches, s->working_days);
    if (!part) return part;
    const auto more = sum(rate, *part);
    if (!more) return more;
    rate = *more;
  }
  return rate;
}

/// Demand of whole buckets over slots, GAP by its rate; none: no slots.
Result<Fraction> ratio(std::int64_t needed, std::int64_t days, std::int64_t slots,
                       const Fraction& rate) {
  const auto gaps = product(rate, {days, 1});
  if (!gaps) return gaps;
  const auto all = sum({needed, 1}, *gaps);
  if (!all) return all;
  return quotient(*all, {slots, 1});
}

/// Every run from the first day of a bucket to the last day of another.
Result<void> judge_runs(Utilisation& row, const Group& group,
                        const std::vector<Bucket>& buckets, const Calendar& calendar) {
  std::vector<Date> starts;
  for (const Bucket& bucket : buckets) starts.push_back(bucket.days.first);
  std::sort(starts.begin(), starts.end());
  starts.erase(std::unique(starts.begin(), starts.end()), starts.end());
  const Result<Fraction> rate = gap_rate(group);
  if (!rate) return rate.error();
  for (const Date start : starts) {
    std::int64_t needed = 0;
    for (std::size_t i = 0; i < buckets.size(); ++i) {
      const DateSpan run{start, buckets[i].days.last};
      if (buckets[i].days.first >= start) needed += buckets[i].needed;
      const bool more = i + 1 < buckets.size() && buckets[i + 1].days.last == run.last;
      if (needed == 0 || more) continue;
      const std::int64_t days = working_days(calendar, run);
      const std::int64_t slots = group.sums.in(run);
      const Shortage found{run, needed + sure_gaps(group, days), slots};
      if (slots > 0) {
        const auto r = ratio(needed, days, slots, *rate);
        if (!r) return r.error();
        if (!row.busiest || *r > *row.busiest) row.busiest = *r;
      }
      if (found.needed <= slots) continue;
      const bool first =
          !row.shortage || run.last < row.shortage->days.last ||
          (run.last == row.shortage->days.last &&
           found.needed - slots > row.shortage->needed - row.shortage->slots);
      if (first) row.shortage = found;
    }
  }
  return {};
}

Light light_of(const Utilisation& row) {
  constexpr Fraction kWhole{1, 1};
  constexpr Fraction kSliding{5, 6};
  const bool loaded = row.load > Fraction{};
  if (row.shortage || (loaded && !row.rho) || (row.rho && *row.rho > kWhole))
    return Light::red;
  if ((row.rho && *row.rho > kSliding) || (row.busiest && *row.busiest > kSliding))
    return Light::amber;
  return Light::green;
}

Result<Utilisation> judge(const Group& group, const Calendar& calendar, DateSpan span) {
  Utilisation row;
  for (const StreamLoad* stream : group.streams) {
    auto load = load_of(*stream, calendar, span);
    if (load) load = sum(row.load, *load);
    if (!load) return load.error();
    row.load = *load;
  }
  row.capacity = group.sums.in(span);
  if (row.capacity > 0) {
    const auto rho = quotient(row.load, {row.capacity, 1});
    if (!rho) return rho.error();
    row.rho = *rho;
  }
  const std::int64_t one = working_days(calendar, span) * group.each;
  row.least_people = row.load == Fraction{} ? 0 : -1;
  if (one > 0) {
    const auto people = quotient(row.load, {one, 1});
    if (!people) return people.error();
    row.least_people = ceiling_of(*people);
  }
  const auto judged =
      judge_runs(row, group, whole_buckets(group, calendar, span), calendar);
  if (!judged) return judged.error();
  row.light = light_of(row);
  return row;
}

/// Numbers far above any company's, so that sums of a span stay within 64 bits.
constexpr std::int64_t kMostCustomers = 1'000'000'000;
constexpr std::int64_t kMostPeople = 1'000'000;
constexpr std::int32_t kMostTouches = 1'000;
constexpr std::int32_t kMostSlots = 1'000'000;
constexpr std::int32_t kLongestSpan = 20'000;

Result<void> check(const StreamLoad& s, std::int64_t row) {
  if (s.customers < 0 || s.customers > kMostCustomers || s.touches < 1 ||
      s.touches > kMostTouches || (!s.bucket && s.working_days < 1) || s.thin_below < 0) {
    return invalid(Reason::bad_number,
                   "customers, touches, working days or a limit out of range")
        .at("streams", row);
  }
  return {};
}

Result<void> check(const RoleSlots& s, std::int64_t row) {
  if (s.people < 0 || s.people > kMostPeople || s.slots < 0 || s.slots > kMostSlots) {
    return invalid(Reason::bad_number, "people or slots out of range").at("slots", row);
  }
  return {};
}

using Groups = std::map<std::pair<Role, Channel>, Group>;

Result<Groups> group_up(std::span<const StreamLoad> streams,
                        std::span<const RoleSlots> slots) {
  Groups groups;
  for (std::size_t i = 0; i < streams.size(); ++i) {
    if (auto ok = check(streams[i], static_cast<std::int64_t>(i)); !ok) return ok.error();
    groups[{streams[i].role, streams[i].channel}].streams.push_back(&streams[i]);
  }
  for (std::size_t i = 0; i < slots.size(); ++i) {
    const RoleSlots& s = slots[i];
    if (auto ok = check(s, static_cast<std::int64_t>(i)); !ok) return ok.error();
    for (std::size_t k = 0; k < i; ++k) {
      if (slots[k].role != s.role || slots[k].channel != s.channel) continue;
      return invalid(Reason::duplicate, "a role has its slots twice")
          .at("slots", static_cast<std::int64_t>(i));
    }
    Group& group = groups[{s.role, s.channel}];
    group.each = s.slots;
    group.slots = s.people * s.slots;
  }
  return groups;
}

Result<void> check(DateSpan span) {
  if (span.last < span.first) {
    return invalid(Reason::bad_order, "the span ends before it begins").at("span");
  }
  if (days_between(span.first, span.last) >= kLongestSpan) {
    return Error(Status::out_of_range, Reason::too_large, "at most 20,000 days")
        .at("span");
  }
  return {};
}

/// So many slots on every working day.
SlotSums on_working_days(std::int64_t slots, const Calendar& calendar, DateSpan span) {
  std::vector<std::int64_t> by_day;
  for (std::int32_t n = 0; n <= days_between(span.first, span.last); ++n)
    by_day.push_back(calendar.is_working(span.first.plus_days(n)) ? slots : 0);
  return {span, by_day};
}

}  // namespace

Result<Fraction> touches_of(const StreamLoad& stream, const Calendar& calendar,
                            DateSpan span) {
  if (auto ok = check(span); !ok) return ok.error();
  if (auto ok = check(stream, 0); !ok) return ok.error();
  return load_of(stream, calendar, span);
}

Result<std::vector<Utilisation>> utilisation(std::span<const StreamLoad> streams,
                                             std::span<const RoleSlots> slots,
                                             const Calendar& calendar, DateSpan span) {
  if (auto ok = check(span); !ok) return ok.error();
  const Result<Groups> groups = group_up(streams, slots);
  if (!groups) return groups.error();
  std::vector<Utilisation> rows;
  for (auto [key, group] : *groups) {
    group.sums = on_working_days(group.slots, calendar, span);
    Result<Utilisation> row = judge(group, calendar, span);
    if (!row) return row.error();
    row->role = key.first;
    row->channel = key.second;
    rows.push_back(*row);
  }
  return rows;
}

Result<Utilisation> utilisation_by_day(std::span<const StreamLoad> streams,
                                       std::span<const std::int64_t> slots,
                                       const Calendar& calendar, DateSpan span) {
  if (auto ok = check(span); !ok) return ok.error();
  if (static_cast<std::int64_t>(slots.size()) !=
      days_between(span.first, span.last) + std::int64_t{1}) {
    return invalid(Reason::bad_order, "a number for each day of the span").at("slots");
  }
  constexpr std::int64_t kMost = std::int64_t{kMostPeople} * kMostSlots;
  Group group;
  for (std::size_t i = 0; i < slots.size(); ++i) {
    if (slots[i] >= 0 && slots[i] <= kMost) continue;
    return invalid(Reason::bad_number, "slots out of range")
        .at("slots", static_cast<std::int64_t>(i));
  }
  for (std::size_t i = 0; i < streams.size(); ++i) {
    if (auto ok = check(streams[i], static_cast<std::int64_t>(i)); !ok) return ok.error();
    group.streams.push_back(&streams[i]);
  }
  group.sums = SlotSums(span, slots);
  Result<Utilisation> row = judge(group, calendar, span);
  if (row) row->least_people = 0;
  return row;
}

/// For each last day the run with the greatest shortage, the shortest of equals.
std::optional<Shortage> first_shortage(std::span<const WindowCount> windows,
                                       DateSpan days,
                                       std::span<const std::int32_t> slots) {
  const auto count = static_cast<std::int32_t>(slots.size());
  std::vector<std::vector<std::pair<std::int32_t, std::int64_t>>> ending(slots.size());
  for (const WindowCount& w : windows) {
    const Date first = std::max(w.days.first, days.first);
    const Date last = std::min(w.days.last, days.last);
    if (last < first && w.jobs > 0) return Shortage{w.days, w.jobs, 0};
    if (last < first) continue;
    ending[static_cast<std::size_t>(days_between(days.first, last))].emplace_back(
        days_between(days.first, first), w.jobs);
  }
  // short[a]: jobs with windows within [a, last] without the slots there.
  std::vector<std::int64_t> needed(slots.size()), open(slots.size());
  for (std::int32_t last = 0; last < count; ++last) {
    for (std::int32_t a = 0; a <= last; ++a)
      open[static_cast<std::size_t>(a)] += slots[static_cast<std::size_t>(last)];
    for (const auto& [first, jobs] : ending[static_cast<std::size_t>(last)]) {
      for (std::int32_t a = 0; a <= first; ++a)
        needed[static_cast<std::size_t>(a)] += jobs;
    }
    std::int32_t worst = -1;
    const auto missing = [&](std::int32_t a) {
      return needed[static_cast<std::size_t>(a)] - open[static_cast<std::size_t>(a)];
    };
    for (std::int32_t a = 0; a <= last; ++a) {
      if (missing(a) > 0 && (worst < 0 || missing(a) >= missing(worst))) worst = a;
    }
    if (worst < 0) continue;
    return Shortage{{days.first.plus_days(worst), days.first.plus_days(last)},
                    needed[static_cast<std::size_t>(worst)],
                    open[static_cast<std::size_t>(worst)]};
  }
  return std::nullopt;
}

namespace {

constexpr CodeWord kLights[] = {
    {0, "green", "可行", "can be kept"},
    {1, "amber", "偏紧", "tight"},
    {2, "red", "做不到", "cannot be kept"},
};

}  // namespace

std::span<const CodeWord> light_words() noexcept { return kLights; }

}  // namespace kith
