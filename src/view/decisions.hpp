// Decisions as facts: one run fact of the book and one fact a customer, with keys that
// make the same run again a no-op. Private to view.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kith/view/source.hpp"

namespace kith::view_detail {

/// The event of a decision on one customer: (source, "run/customer"), hashed where that
/// would be too long.
/// `part`: tells several on one customer apart; empty: there is one.
EventKey decision_event(std::string_view source, std::string_view run,
                        const CustomerKey& customer, std::string_view part = {});

class RunDecisions {
 public:
  /// `kind` of the run, such as "tier_review"; `run` is the host's key of it.
  RunDecisions(std::string_view kind, std::string_view run, Date as_of, Date effective,
               Instant recorded);

  /// Whether the source knows the run: then it has decided.
  [[nodiscard]] bool is_known(const Source& source,
                              std::optional<Instant> known_at) const;
  void add(const CustomerKey& customer, FactBody body, std::string_view part = {});
  /// The run fact first, then the decisions.
  [[nodiscard]] Batch finish() &&;

 private:
  [[nodiscard]] Fact fact(EventKey event, FactBody body) const;

  RunFact run_;
  Instant recorded_;
  std::vector<Fact> facts_;
};

}  // namespace kith::view_detail
