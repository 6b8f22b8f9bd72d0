// The funnel of a cohort: each deal counted once in every stage it reached, whatever
// became of it.
#include <algorithm>
#include <functional>

#include "kith/base/error.hpp"
#include "kith/metrics/metrics.hpp"

namespace kith {
namespace {

using Counts = std::vector<std::int64_t>;

/// One list of counts against another; an empty one is a list of zeros.
template <class Operation>
void combine(Counts& mine, const Counts& theirs, Operation operation) {
  if (theirs.empty()) return;
  if (mine.empty()) mine.resize(theirs.size());
  std::transform(mine.begin(), mine.end(), theirs.begin(), mine.begin(), operation);
}

/// Counts read from bytes may hold lists of any length, so each pair is checked.
void check_fits(const Counts& mine, const Counts& theirs) {
  if (mine.empty() || theirs.empty() || mine.size() == theirs.size()) return;
  throw Error(Status::invalid_argument, Reason::conflict,
              "funnels of different numbers of stages do not add");
}

template <class Operation>
void combine(FunnelCounts& mine, const FunnelCounts& theirs, Operation operation) {
  check_fits(mine.reached, theirs.reached);
  check_fits(mine.visited, theirs.visited);
  check_fits(mine.lost_at, theirs.lost_at);
  combine(mine.reached, theirs.reached, operation);
  combine(mine.visited, theirs.visited, operation);
  combine(mine.lost_at, theirs.lost_at, operation);
  mine.created = operation(mine.created, theirs.created);
  mine.open = operation(mine.open, theirs.open);
  mine.won = operation(mine.won, theirs.won);
  mine.lost = operation(mine.lost, theirs.lost);
  mine.void_ = operation(mine.void_, theirs.void_);
}

FunnelCounts zeros(std::size_t stages) {
  FunnelCounts counts;
  counts.reached.resize(stages);
  counts.visited.resize(stages);
  counts.lost_at.resize(stages + 1);
  return counts;
}

/// Adds one deal of the cohort; counting in place spares a large book a list for each
/// deal.
void count(FunnelCounts& counts, const DealFigures& deal, Date as_of) {
  ++counts.created;
  std::size_t furthest = 0;
  for (std::size_t i = 0; i < deal.reached.size(); ++i) {
    if (!deal.reached[i] || *deal.reached[i] > as_of) continue;
    ++counts.reached[i];
    furthest = i + 1;
    if (i < deal.visits.size() && deal.visits[i] > 0) ++counts.visited[i];
  }
  const bool ended = deal.end_day && *deal.end_day <= as_of;
  switch (ended ? deal.end : DealEnd::open) {
    case DealEnd::won:
      ++counts.won;
      break;
    case DealEnd::lost:
      ++counts.lost;
      ++counts.lost_at[furthest];
      break;
    case DealEnd::void_:
      ++counts.void_;
      break;
    case DealEnd::open:
      ++counts.open;
      break;
  }
}

bool in_cohort(const DealFigures& deal, DateSpan period, Date as_of) {
  return period.contains(deal.created) && deal.created <= as_of;
}

std::int64_t reached_at(const FunnelCounts& counts, std::size_t stage) {
  return stage < counts.reached.size() ? counts.reached[stage] : 0;
}

}  // namespace

FunnelCounts& FunnelCounts::operator+=(const FunnelCounts& o) {
  combine(*this, o, std::plus<>());
  return *this;
}

FunnelCounts& FunnelCounts::operator-=(const FunnelCounts& o) {
  combine(*this, o, std::minus<>());
  return *this;
}

FunnelCounts funnel_part(const DealFigures& deal, DateSpan period, Date as_of) {
  FunnelCounts counts = zeros(deal.reached.size());
  if (in_cohort(deal, period, as_of)) count(counts, deal, as_of);
  return counts;
}

FunnelCounts funnel(std::span<const DealFigures> deals, std::size_t stages,
                    DateSpan period, Date as_of) {
  FunnelCounts counts = zeros(stages);
  for (const DealFigures& deal : deals) {
    if (deal.reached.size() != stages) {
      throw Error(Status::invalid_argument, Reason::conflict,
                  "a deal of another number of stages")
          .at("reached", &deal - deals.data());
    }
    if (in_cohort(deal, period, as_of)) count(counts, deal, as_of);
  }
  return counts;
}

Rate funnel_step(const FunnelCounts& counts, std::size_t stage, DateSpan period,
                 Date as_of) {
  const std::int64_t before = stage == 0 ? counts.created : reached_at(counts, stage - 1);
  return make_rate(Metric::funnel_step, {reached_at(counts, stage), before}, period,
                   as_of);
}

Rate funnel_cumulative(const FunnelCounts& counts, std::size_t stage, DateSpan period,
                       Date as_of) {
  return make_rate(Metric::funnel_cumulative, {reached_at(counts, stage), counts.created},
                   period, as_of);
}

}  // namespace kith
