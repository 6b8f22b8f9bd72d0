// The tables of a view as the slow readings give them: the cells that are not words, one
// line a row, in the order of the pages.
#pragma once

#include <string>
#include <vector>

#include "kith/view/view.hpp"
#include "property/naive.hpp"

namespace kith::naive {

/// The facts in force of every customer, as known then.
using Customers = std::map<CustomerKey, std::vector<Fact>>;

struct Questions {
  Date as_of;
  DateSpan period;
  std::int32_t churn_days = 180;
  bool by_owner = true;
  bool open_only = false;
};

struct SlowTable {
  std::string name;
  std::vector<std::string> columns;
  std::vector<std::string> lines;  ///< cells joined by '|'
};

/// due, overdue, customers, tiers, milestones, funnel, rates, promises_kept. The funnel
/// of the default pipeline is left out while none is in force.
std::vector<SlowTable> slow_tables(const Book& book, const Customers& customers,
                                   const Questions& questions);

/// What the logs of customers that are one say of themselves: each fact not after as_of,
/// in order, in force or not.
SlowTable slow_history(const std::vector<std::vector<Fact>>& logs,
                       std::optional<Instant> known_at, Date as_of);

/// Every question of a view with the same options, history of every customer included, as
/// (name, table). A funnel without a pipeline is left out.
std::vector<std::pair<std::string, Table>> tables(const View& view, const Questions& q,
                                                  const std::vector<CustomerKey>& keys);

/// The same columns of a table.
std::vector<std::string> lines_of(const Table& table,
                                  const std::vector<std::string>& columns);

}  // namespace kith::naive
