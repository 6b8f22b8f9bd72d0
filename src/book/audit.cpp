#include "book/audit.hpp"

#include <unordered_map>
#include <utility>

#include "book/chunks.hpp"
#include "book/codec.hpp"
#include "book/histories.hpp"
#include "book/sqlite_error.hpp"
#include "book/sums.hpp"

namespace kith::book {
namespace {

constexpr std::int64_t kCustomersPerCall = 256;

struct Listed {
  std::int64_t chunk = 0;
  PersonKey owner;
  Date wake;
  bool operator==(const Listed&) const = default;
};
using Listing = std::unordered_map<std::int64_t, Listed>;

[[noreturn]] void fault(const CustomerRow& row, const char* what) {
  throw damaged("customer \"" + row.key.text() + "\": " + what);
}

void check_chain(const CustomerRow& row, std::span<const LogRow> log,
                 const HashKey& salt) {
  std::int64_t prev = 0;
  Instant recorded;
  for (const LogRow& l : log) {
    if (l.prev != prev) fault(row, "a fact in the log does not follow the one before it");
    if (prev != 0 && l.recorded < recorded)
      fault(row, "recorded times in the log decrease");
    prev = l.seq;
    recorded = l.recorded;
  }
  if (row.head != prev) fault(row, "its latest fact is not the last one in the log");
  if (row.facts != static_cast<std::int64_t>(log.size()))
    fault(row, "its number of facts is wrong");
  std::string prints;
  for (const Fact& f : facts_of(row, log))
    add_fingerprint(prints, fingerprint(salt, f.head.event));
  if (row.events != prints) fault(row, "the fingerprints of its events are wrong");
}

// Every slot of every chunk. A customer listed twice is a fault of the chunks (returned
// as false).
bool read_chunks(Store& store, Listing& listing) {
  bool sound = true;
  store.each_chunk([&](ChunkRow&& chunk) {
    const std::vector<Slot> slots = slots_from(chunk.slots);
    sound = sound && !slots.empty() && slots.size() <= kSlotsPerChunk;
    std::int64_t before = kBookId;
    for (const Slot& slot : slots) {
      sound = sound && slot.customer > before;
      before = slot.customer;
      sound = listing.emplace(slot.customer, Listed{chunk.id, chunk.owner, slot.wake})
                  .second &&
              sound;
    }
  });
  return sound;
}

std::int64_t check_customers(Engine& engine, Listing& listing, Sums& sums,
                             std::int64_t& facts) {
  const RulesPtr rules = engine.rules();
  std::int64_t customers = 0;
  each_history(engine.store(), [&](CustomerRow&& row, std::vector<LogRow>&& log) {
    ++customers;
    facts += static_cast<std::int64_t>(log.size());
    check_chain(row, log, engine.first_meta().salt);
    const CustomerState state = refold(row, facts_of(row, log), *rules);
    if (state_to_bytes(state) != row.state)
      fault(row, "its state is not what its facts give");
    add(sums, contributions(state), 1);
    const auto it = listing.find(row.id);
    const Listed expected{row.chunk, state.ownership.owner, stored_wake(state, *rules)};
    if (it == listing.end() || !(it->second == expected))
      fault(row, "its owner's list does not say what its state says");
    listing.erase(it);
  });
  return customers;
}

std::int64_t check_book_log(Engine& engine) {
  const auto row = engine.store().customer(kBookId);
  if (!row) throw damaged("the row of the book itself is missing");
  std::vector<LogRow> log;
  engine.store().each_log_row(kBookId, kBookId,
                              [&](LogRow&& l) { log.push_back(std::move(l)); });
  check_chain(*row, log, engine.first_meta().salt);
  return static_cast<std::int64_t>(log.size());
}

// ---- rebuilding
// -----------------------------------------------------------------------------------------------

void replace_rollups(Store& store, const Sums& sums) {
  store.remove_rollups();
  for (const auto& [cell, n] : sums) store.add_rollup(cell, n);
}

void replace_chunks(Engine& engine, const Rules& rules) {
  Store& store = engine.store();
  store.remove_chunks();
  Chunks chunks(store);
  std::int64_t from = kBookId + 1;
  while (true) {
    std::optional<CustomerRow> next;
    store.each_customer_by_id(from, [&](CustomerRow&& row) {
      next = std::move(row);
      return false;
    });
    if (!next) break;
    from = next->id + 1;
    const CustomerState state = state_of(*next);
    next->chunk =
        chunks.place(next->id, 0, state.ownership.owner, stored_wake(state, rules));
    store.update(*next);
  }
  chunks.flush();
}

bool read_chunks_if_readable(Store& store, Listing& listing) {
  try {
    return read_chunks(store, listing);
  } catch (const Error&) {
    return false;
  }
}

}  // namespace

void check_book(Engine& engine) {
  Store& store = engine.store();
  if (const std::string says = store.integrity(); says != "ok")
    throw damaged("SQLite says: " + says);
  engine.forget();
  Listing listing;
  if (!read_chunks(store, listing))
    throw damaged("an owner's chunk is empty, overfull or out of order");
  Sums sums;
  std::int64_t facts = check_book_log(engine);
  const std::int64_t customers = check_customers(engine, listing, sums, facts);
  if (!listing.empty()) throw damaged("an owner's chunk lists an unknown customer");
  if (store.rollups() != sums) throw damaged("the rollups are not the sum of the states");
  const Meta meta = store.meta();
  if (meta.facts != facts) throw damaged("the number of facts is wrong");
  if (meta.customers != customers) throw damaged("the number of customers is wrong");
}

std::int64_t rebuild_book(Engine& engine, const Progress& progress) {
  Store& store = engine.store();
  engine.forget();
  const RulesPtr rules = engine.rules();
  const Meta meta = store.meta();
  Listing listing;
  bool chunks_sound = read_chunks_if_readable(store, listing);
  Sums sums;
  std::int64_t differed = 0;
  std::int64_t done = 0;
  each_history(store, [&](CustomerRow&& row, std::vector<LogRow>&& log) {
    if (progress && done++ % kCustomersPerCall == 0 && progress(done - 1, meta.customers))
      throw Error(Status::cancelled, Reason::callback, "stopped by the caller");
    check_chain(row, log, meta.salt);
    const CustomerState state = refold(row, facts_of(row, log), *rules);
    add(sums, contributions(state), 1);
    const auto it = listing.find(row.id);
    chunks_sound = chunks_sound && it != listing.end() &&
                   it->second == Listed{row.chunk, state.ownership.owner,
                                        stored_wake(state, *rules)};
    if (it != listing.end()) listing.erase(it);
    std::string bytes = state_to_bytes(state);
    if (bytes == row.state) return;
    ++differed;
    row.state = std::move(bytes);
    store.update(row);
  });
  if (!chunks_sound || !listing.empty()) replace_chunks(engine, *rules);
  if (store.rollups() != sums) replace_rollups(store, sums);
  return differed;
}

}  // namespace kith::book
