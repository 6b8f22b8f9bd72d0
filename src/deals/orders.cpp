// Purchases, order days, and the paths that metrics reads.
#include <algorithm>
#include <limits>

#include "kith/deals/deals.hpp"

namespace kith {
namespace {

__extension__ using Wide = __int128;

std::int64_t narrow(Wide sum) {
  if (sum > std::numeric_limits<std::int64_t>::max() ||
      sum < std::numeric_limits<std::int64_t>::min()) {
    throw Error(Status::out_of_range, Reason::overflow, "sum of amounts past int64");
  }
  return static_cast<std::int64_t>(sum);
}

/// Marks the stages up to the entered one as reached on its day, unless they were reached
/// before.
void reach(DealPath& path, std::int32_t stage, Date day) {
  for (std::int32_t i = 0; i <= stage; ++i) {
    std::optional<Date>& reached = path.reached[static_cast<std::size_t>(i)];
    if (!reached || day < *reached) reached = day;
  }
  ++path.visits[static_cast<std::size_t>(stage)];
}

DealPath path_of(const Deal& deal, const Pipeline& pipeline) {
  DealPath path;
  path.deal = deal.key;
  path.created = deal.created;
  path.amount = deal.amount;
  const EndEntry ending = deal.ending();
  path.end = ending.end;
  path.reason = ending.reason;
  if (ending.end != DealEnd::open) path.end_day = ending.day;
  path.reached.resize(pipeline.stages.size());
  path.visits.resize(pipeline.stages.size());
  for (const StageEntry& entry : deal.stages) {
    const std::int32_t stage = pipeline.stage_index(entry.stage);
    if (stage >= 0)
      reach(path, stage, entry.day);  // a stage of another version says nothing
  }
  return path;
}

}  // namespace

PurchaseSums purchases(const DealsState& state, DateSpan span, Currency currency) {
  PurchaseSums sums;
  Wide gross = 0;
  Wide returned = 0;
  for (const Order& order : state.orders) {
    if (order.day && span.contains(*order.day) && order.is_in(currency)) {
      ++sums.orders;
      for (const OrderLine& line : order.lines) {
        if (line.amount.currency == currency) gross += line.amount.minor;
      }
    }
    for (const MoneyEntry& r : order.returns) {
      if (span.contains(r.day) && r.amount.currency == currency) {
        returned += r.amount.minor;
      }
    }
  }
  sums.gross = {narrow(gross), currency};
  sums.returned = {narrow(returned), currency};
  return sums;
}

std::optional<Money> net_purchases(const DealsState& state, DateSpan span,
                                   Currency currency) {
  const bool any = std::any_of(
      state.orders.begin(), state.orders.end(),
      [&](const Order& o) { return o.day && *o.day <= span.last && o.is_in(currency); });
  if (!any) return std::nullopt;
  const PurchaseSums sums = purchases(state, span, currency);
  return subtract(sums.gross, sums.returned).value();
}

std::vector<Date> order_days(const DealsState& state) {
  std::vector<Date> days;
  for (const Order& order : state.orders) {
    if (order.day && !order.fully_returned()) days.push_back(*order.day);
  }
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());
  return days;
}

std::optional<Date> first_won(const DealsState& state, Date as_of) {
  std::optional<Date> first;
  for (const Deal& deal : state.deals) {
    const EndEntry ending = deal.ending(as_of);
    if (ending.end != DealEnd::won) continue;
    if (!first || ending.day < *first) first = ending.day;
  }
  return first;
}

std::vector<DealPath> deal_paths(const DealsState& state, const Pipeline& pipeline) {
  std::vector<DealPath> paths;
  for (const Deal& deal : state.deals) {
    if (deal.pipeline == pipeline.id) paths.push_back(path_of(deal, pipeline));
  }
  return paths;
}

}  // namespace kith
