// Histories: all customers with their logs, by scans of the log and not by walks, a part
// of the customers at a time so that memory is bounded.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "book/codec.hpp"
#include "book/store.hpp"

namespace kith::book {

/// Of one customer; all of it is borrowed.
struct History {
  std::span<const LogView> log;      ///< in log order
  std::span<const VaultView> vault;  ///< in any order
};
enum class Vault { left_alone, read };

/// Ascending by internal id. The visitor may update the customer it is given.
void each_history(Store& store, Vault vault,
                  const std::function<void(CustomerRow&&, const History&)>& visit);
/// In the place of what `facts` held, whose memory is used again.
void read_facts(const CustomerRow& row, std::span<const LogView> log, Refs refs,
                std::vector<Fact>& facts);

using WordMap = std::unordered_map<TextRef, std::string>;
/// The words that stand beside a customer's facts.
WordMap words_of(Store& store, const CustomerRow& row);

}  // namespace kith::book
