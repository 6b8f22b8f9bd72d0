#include "book/catch_up.hpp"

#include <utility>
#include <vector>

#include "book/groups.hpp"
#include "book/sqlite_error.hpp"
#include "book/writer.hpp"

namespace kith::book {

std::int64_t catch_up(Engine& engine, std::int64_t customers) {
  if (customers < 1)
    throw invalid(Reason::bad_number, "at least one customer at a time").at("customers");
  Store& store = engine.store();
  Meta meta = store.meta();
  Behind& behind = meta.behind;
  if (behind.count() == 0) return 0;
  const RulesPtr rules = engine.rules();
  Writer writer(store);
  Groups groups(store, writer);
  std::vector<CustomerRow> rows;
  store.customers_from(behind.first, static_cast<std::size_t>(customers), rows);
  for (CustomerRow& row : rows) {
    if (!behind.holds(row.id)) break;
    behind.first = row.id + 1;
    if (!row.state.empty()) groups.refold(row, *rules);
  }
  if (rows.empty()) throw damaged("customers that stand behind the rules are missing");
  writer.flush();
  if (behind.count() == 0) behind = {};
  store.set_counts(meta);
  return behind.count();
}

Slot fresh_slot(Engine& engine, const Slot& slot) {
  const auto row = engine.store().customer(slot.customer);
  if (!row) throw damaged("an owner's list names an unknown customer");
  const auto now = folded_state(engine.store(), *row, *engine.rules());
  if (!now) throw damaged("an owner's list names a customer without a fact");
  return slot_of(slot.customer, *now, *engine.rules());
}

}  // namespace kith::book
