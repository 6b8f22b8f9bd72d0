#include "book/histories.hpp"

#include <algorithm>
#include <utility>

#include "book/codec.hpp"

namespace kith::book {
namespace {

// Facts held at once: about 200 MB.
constexpr std::int64_t kFactsPerPart = 1'000'000;

std::vector<CustomerRow> next_part(Store& store, std::int64_t from) {
  std::vector<CustomerRow> part;
  std::int64_t facts = 0;
  store.each_customer_by_id(from, [&](CustomerRow&& row) {
    facts += row.facts;
    part.push_back(std::move(row));
    return facts < kFactsPerPart;
  });
  return part;
}

std::vector<std::vector<LogRow>> logs_of(Store& store,
                                         const std::vector<CustomerRow>& part) {
  std::vector<std::vector<LogRow>> logs(part.size());
  store.each_log_row(part.front().id, part.back().id, [&](LogRow&& log) {
    const auto it = std::lower_bound(
        part.begin(), part.end(), log.customer,
        [](const CustomerRow& row, std::int64_t id) { return row.id < id; });
    if (it == part.end() || it->id != log.customer) return;
    logs[static_cast<std::size_t>(it - part.begin())].push_back(std::move(log));
  });
  return logs;
}

}  // namespace

void each_history(
    Store& store,
    const std::function<void(CustomerRow&&, std::vector<LogRow>&&)>& visit) {
  std::int64_t from = kBookId + 1;
  while (true) {
    std::vector<CustomerRow> part = next_part(store, from);
    if (part.empty()) return;
    from = part.back().id + 1;
    auto logs = logs_of(store, part);
    for (std::size_t i = 0; i < part.size(); ++i)
      visit(std::move(part[i]), std::move(logs[i]));
  }
}

std::vector<Fact> facts_of(const CustomerRow& row, std::span<const LogRow> log) {
  std::vector<Fact> facts;
  facts.reserve(log.size());
  for (const LogRow& l : log) facts.push_back(fact_from(l.body, row.key, l.recorded));
  return facts;
}

}  // namespace kith::book
