// A question that decides: its facts and its table.
#pragma once

#include <memory>
#include <utility>

#include "args.hpp"
#include "handles.hpp"

namespace kith::capi {

/// A view and where the facts decided and the table go: both or one.
struct Decide {
  Decide(const kith_view* handle, kith_batch** facts, kith_table** rows)
      : decisions(facts), table(rows) {
    zero(decisions, table);
    view = &need(handle, "view");
    if (table == nullptr) need(decisions, "decisions");
  }
  /// What `ask` decides, in the view's turn.
  template <class Ask>
  void give(const Ask& ask) const {
    const Turn turn(view->gate.get());
    auto decided = ask(view->view);
    if (view->audit && table != nullptr)
      view->audit(decided.table.name(), {}, {}, decided.table.rows());
    auto facts = std::make_unique<kith_batch>(
        kith_batch{std::move(decided.decisions), view->zone});
    if (table != nullptr) *table = give_table(std::move(decided.table));
    if (decisions != nullptr) *decisions = facts.release();
  }
  const kith_view* view = nullptr;
  kith_batch** decisions;
  kith_table** table;
};

}  // namespace kith::capi
