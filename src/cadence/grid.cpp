// Buckets of PERIOD and GRID streams.
//
// A GRID counts working days from its anchor: rank 0 is the anchor, a day off has the
// rank of the working day before it. Point i has rank i * every, and its bucket the ranks
// from half a step before it (exclusive) to half a step after.
#include <algorithm>

#include "kith/cadence/document.hpp"

namespace kith {
namespace {

std::int32_t ceil_div(std::int32_t a, std::int32_t b) {
  return a / b + (a % b > 0 ? 1 : 0);
}

}  // namespace

StreamGrid::StreamGrid(const Calendar& calendar, const Stream& stream)
    : calendar_(calendar) {
  if (stream.kind == StreamKind::period) {
    buckets_.emplace(calendar, stream.every, stream.thin_below_wd);
    return;
  }
  anchor_ = calendar.add(stream.anchor, 0).value().day;
  every_wd_ = std::max(stream.every_wd, 1);
}

std::int32_t StreamGrid::point_of(Date d) const {
  return ceil_div(calendar_.count(anchor_, d).days - every_wd_ / 2, every_wd_);
}

DayAnswer StreamGrid::working_day(std::int64_t rank) const {
  return calendar_.add(anchor_, static_cast<std::int32_t>(rank)).value();
}

DateSpan StreamGrid::bucket_of(Date d) const {
  if (buckets_) return buckets_->bucket_of(d);
  const std::int64_t last =
      std::int64_t{point_of(d)} * every_wd_ + every_wd_ / 2;  // its last rank
  return {working_day(last - every_wd_ + 1).day, working_day(last + 1).day.plus_days(-1)};
}

std::int32_t StreamGrid::distance(DateSpan a, DateSpan b) const {
  return buckets_ ? buckets_->distance(a, b) : point_of(b.first) - point_of(a.first);
}

DayAnswer StreamGrid::due(DateSpan bucket) const {
  if (buckets_) return buckets_->due(bucket);
  return working_day(std::int64_t{point_of(bucket.last)} * every_wd_);
}

BoundCadence::GridKey BoundCadence::key_of(const Stream& s) {
  if (s.kind == StreamKind::grid) return {PeriodRule{}, 0, s.every_wd, s.anchor};
  return {s.every, s.thin_below_wd, 0, Date()};
}

BoundCadence::BoundCadence(CadenceDocument document, Calendar calendar)
    : document_(std::move(document)) {
  for (const Stream& s : document_.streams) {
    if (s.kind == StreamKind::gap) continue;
    const GridKey key = key_of(s);
    const bool known = std::any_of(grids_.begin(), grids_.end(),
                                   [&](const auto& g) { return g.first == key; });
    if (!known) grids_.emplace_back(key, StreamGrid(calendar, s));
  }
}

const StreamGrid& BoundCadence::grid(const Stream& stream) const {
  const GridKey key = key_of(stream);
  for (const auto& [k, grid] : grids_) {
    if (k == key) return grid;
  }
  throw Error(Status::internal, Reason::unknown_name, "no grid for stream " + stream.id);
}

}  // namespace kith
