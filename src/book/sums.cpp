#include "book/sums.hpp"

#include <limits>
#include <optional>

namespace kith::book {
namespace {

std::int64_t sum_of(std::int64_t a, std::int64_t b) {
  using Limits = std::numeric_limits<std::int64_t>;
  if (b > 0 ? a > Limits::max() - b : a < Limits::min() - b)
    throw Error(Status::out_of_range, Reason::overflow, "a rollup beyond 64 bits");
  return a + b;
}

void count(Sums& sums, const PersonKey& owner, Metric metric, Date day, std::int64_t n) {
  const auto [it, fresh] = sums.try_emplace(Cell{owner, metric, day}, 0);
  it->second = sum_of(it->second, n);
  if (it->second == 0) sums.erase(it);
}

std::optional<Metric> standing_metric(DealEnd end) {
  switch (end) {
    case DealEnd::won:
      return Metric::deals_won;
    case DealEnd::lost:
      return Metric::deals_lost;
    case DealEnd::void_:
      return Metric::deals_void;
    case DealEnd::open:
      break;
  }
  return std::nullopt;
}

// Each move takes the customer from the one before and gives it to the next.
void count_held(Sums& sums, const OwnershipState& ownership) {
  const PersonKey* before = nullptr;
  for (const OwnerEntry& entry : ownership.history) {
    if (before != nullptr) count(sums, *before, Metric::customers_held, entry.day, -1);
    count(sums, entry.owner, Metric::customers_held, entry.day, 1);
    before = &entry.owner;
  }
}

void count_deal(Sums& sums, const Deal& deal, const OwnershipState& ownership) {
  const auto responsible = [&](Date day) {
    return deal.actor.empty() ? owner_on(ownership, day) : deal.actor;
  };
  count(sums, responsible(deal.created), Metric::deals_created, deal.created, 1);
  // What stands is taken from where it was counted.
  std::optional<Metric> standing;
  PersonKey counted_under;
  for (const EndEntry& end : deal.ends) {
    if (standing) count(sums, counted_under, *standing, end.day, -1);
    standing = standing_metric(end.end);
    if (!standing) continue;
    counted_under = responsible(end.day);
    count(sums, counted_under, *standing, end.day, 1);
  }
}

}  // namespace

bool moves_sums(const CustomerState& before, const Fact& fact) {
  if (!before.profile.first_recorded) return true;
  switch (fact.kind()) {
    case FactKind::custom:
    case FactKind::contact:
    case FactKind::consent:
    case FactKind::tag:
    case FactKind::tier:
    case FactKind::first_due:
    case FactKind::touch:
    case FactKind::step:
    case FactKind::snooze:
    case FactKind::step_closed:
    case FactKind::win_back:
    case FactKind::hold:
    case FactKind::erase:
      return false;
    default:
      return true;
  }
}

Sums contributions(const CustomerState& state) {
  Sums sums;
  const OwnershipState& ownership = state.ownership;
  if (const auto& day = state.profile.first_recorded) {
    count(sums, owner_on(ownership, *day), Metric::customers_new, *day, 1);
  }
  count_held(sums, ownership);
  for (const Deal& deal : state.deals.deals) count_deal(sums, deal, ownership);
  for (const Order& order : state.deals.orders) {
    if (!order.day) continue;
    count(sums, owner_on(ownership, *order.day), Metric::orders, *order.day, 1);
  }
  return sums;
}

void add(Sums& into, const Sums& sums, std::int64_t sign) {
  for (const auto& [cell, n] : sums)
    count(into, cell.owner, cell.metric, cell.day, sign * n);
}

std::size_t Tally::Hash::operator()(const Cell& cell) const noexcept {
  const auto place = static_cast<std::size_t>(cell.day.days()) * 64 +
                     static_cast<std::size_t>(cell.metric);
  return std::hash<PersonKey>{}(cell.owner) ^ place * 0x9E3779B97F4A7C15ull;
}

void Tally::add(const Sums& sums) {
  for (const auto& [cell, n] : sums) {
    std::int64_t& sum = cells_[cell];
    sum = sum_of(sum, n);
  }
}

Sums Tally::sums() const {
  Sums sums;
  for (const auto& [cell, n] : cells_) {
    if (n != 0) sums.emplace(cell, n);
  }
  return sums;
}

}  // namespace kith::book
