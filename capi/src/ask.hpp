// A question of a view: its turn, and the answer on its way out.
#pragma once

#include <string_view>
#include <utility>

#include "args.hpp"
#include "handles.hpp"

namespace kith::capi {

/// A view and the turn to ask it. What names customers goes by an audited view's record.
struct Ask {
  Ask(const kith_view* handle, kith_table** table)
      : view(need(handle, "view").view),
        turn((need(table, "table"), handle->gate.get())),
        audit(handle->audit),
        out(table) {}
  /// An answer that names customers.
  void give(kith::Table answer, const kith::CustomerKey& customer = {},
            const kith::ContactKey& contact = {}) const {
    if (audit) audit(answer.name(), customer, contact, answer.rows());
    *out = give_table(std::move(answer));
  }
  /// Sums, which name none.
  void give_sums(kith::Table answer) const { *out = give_table(std::move(answer)); }
  const kith::View& view;
  Turn turn;
  const Audit& audit;
  kith_table** out;
};

}  // namespace kith::capi
