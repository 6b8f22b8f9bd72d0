// Histories: all customers with their logs, by scans of the log and not by walks, a part
// of the customers at a time so that memory is bounded.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "book/store.hpp"

namespace kith::book {

/// Ascending by internal id. The visitor may update the customer it is given.
void each_history(Store& store,
                  const std::function<void(CustomerRow&&, std::vector<LogRow>&&)>& visit);
std::vector<Fact> facts_of(const CustomerRow& row, std::span<const LogRow> log);

using WordMap = std::unordered_map<TextRef, std::string>;
/// The words that stand beside a customer's facts.
WordMap words_of(Store& store, const CustomerRow& row);

}  // namespace kith::book
