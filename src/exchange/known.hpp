// Known: the facts of a source and those an import makes, found by event. Private to
// exchange.
#pragma once

#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "kith/model/batch.hpp"
#include "kith/view/source.hpp"

namespace kith::exchange {

class Known {
 public:
  /// `source` may be nullptr and must outlive this, like the batch, which holds the words
  /// of facts added here.
  Known(const Source* source, const Batch& words) : source_(source), words_(words) {}

  /// The fact of an event with the highest revision; nullptr when none is known.
  [[nodiscard]] const Fact* latest(const CustomerKey& root, const EventKey& event) const;
  /// The facts of a root, first those of the source.
  [[nodiscard]] const std::vector<Fact>& facts(const CustomerKey& root) const;
  [[nodiscard]] std::vector<std::string> texts(const Fact& fact) const;
  void add(const Fact& fact);

 private:
  struct Log {
    std::vector<Fact> facts;
    std::map<EventKey, std::size_t> latest;
    std::unordered_map<TextRef, std::string> words;  ///< that stand beside facts
    void add(const Fact& fact);
  };
  Log& log(const CustomerKey& root) const;

  const Source* source_;
  const Batch& words_;
  mutable std::map<CustomerKey, Log> logs_;  ///< read from the source when first asked
};

}  // namespace kith::exchange
