#include "book/audit.hpp"

#include <algorithm>
#include <deque>
#include <unordered_map>
#include <utility>

#include "book/chunks.hpp"
#include "book/erase.hpp"
#include "book/groups.hpp"
#include "book/histories.hpp"
#include "book/match_keys.hpp"
#include "book/segments.hpp"
#include "book/sqlite_error.hpp"
#include "book/writer.hpp"

namespace kith::book {
namespace {

constexpr std::int64_t kCustomersPerCall = 256;

/// What the owners' chunks say, and who is named beside the owners.
struct Lists {
  struct Chunk {
    PersonKey owner;
    std::string slots;
    std::size_t at = 0;  ///< behind the slot of the last customer that was looked at
  };
  std::unordered_map<std::int64_t, Chunk> chunks;
  std::unordered_map<std::int64_t, std::vector<PersonKey>> named;  ///< by customer
  std::int64_t slots = 0;
};

[[noreturn]] void fault(const CustomerRow& row, const char* what) {
  throw damaged("customer \"" + row.key.text() + "\": " + what);
}

// The facts as far as states go (Refs::of_states).
void check_facts(const CustomerRow& row, std::span<const LogView> log,
                 const HashKey& salt, std::vector<Fact>& facts) {
  std::int64_t prev = 0;
  Instant recorded;
  for (const LogView& l : log) {
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
  read_facts(row, log, Refs::of_states, facts);
  for (const Fact& f : facts) add_fingerprint(prints, fingerprint(salt, f.head.event));
  if (row.events != prints) fault(row, "the fingerprints of its events are wrong");
}

bool has_tombstone(std::span<const Fact> facts) {
  return std::any_of(facts.begin(), facts.end(),
                     [](const Fact& f) { return f.kind() == FactKind::erase; });
}

// False: a chunk is empty or out of order.
bool read_lists(Store& store, Lists& lists) {
  bool sound = true;
  store.each_chunk([&](ChunkRow&& row) {
    sound = sound && !row.slots.empty();
    std::int64_t before = kBookId;
    each_slot(row.slots, [&](const SlotView& slot) {
      sound = sound && slot.customer > before;
      before = slot.customer;
      ++lists.slots;
    });
    lists.chunks.emplace(row.id,
                         Lists::Chunk{std::move(row.owner), std::move(row.slots)});
  });
  store.each_named([&](PersonKey&& person, std::int64_t customer) {
    lists.named[customer].push_back(std::move(person));
  });
  return sound;
}

/// The chunk that says it lists a row, of the owner of its state; nullptr: none.
Lists::Chunk* chunk_of(Lists& lists, const CustomerRow& row, const CustomerState& state) {
  const auto it = lists.chunks.find(row.chunk);
  if (it == lists.chunks.end() || it->second.owner != state.ownership.owner)
    return nullptr;
  return &it->second;
}

// Customers come in the order in which they stand in their chunks, so each is the next.
bool chunk_holds(Lists& lists, const CustomerRow& row, const CustomerState& state,
                 const Rules& rules) {
  Lists::Chunk* const chunk = chunk_of(lists, row, state);
  if (chunk == nullptr) return false;
  const std::string slot = slot_bytes(slot_of(row.id, state, rules));
  if (chunk->slots.compare(chunk->at, slot.size(), slot) != 0) return false;
  chunk->at += slot.size();
  return true;
}

/// The same of a customer that stands behind the rules: that it is listed, whatever of
/// it.
bool chunk_names(Lists& lists, const CustomerRow& row, const CustomerState& state) {
  Lists::Chunk* const chunk = chunk_of(lists, row, state);
  if (chunk == nullptr) return false;
  const SlotPlace place =
      find_slot(std::string_view(chunk->slots).substr(chunk->at), row.id);
  chunk->at += place.size;
  return place.at == 0 && place.size != 0;
}

/// Everybody a fact names, the owner apart, is listed; nobody else is. The customer's
/// entry is taken out.
bool named_hold(Lists& lists, const CustomerRow& row, const PersonKey& owner,
                std::span<const Fact> log) {
  std::vector<PersonKey> kept;
  if (const auto it = lists.named.find(row.id); it != lists.named.end()) {
    kept = std::move(it->second);
    lists.named.erase(it);
  }
  std::vector<PersonKey> named;
  for (const Fact& f : log) {
    if (PersonKey person = named_in(f); !person.empty())
      named.push_back(std::move(person));
  }
  const auto holds = [](const std::vector<PersonKey>& all, const PersonKey& person) {
    return std::find(all.begin(), all.end(), person) != all.end();
  };
  return std::all_of(named.begin(), named.end(),
                     [&](const PersonKey& p) { return p == owner || holds(kept, p); }) &&
         std::all_of(kept.begin(), kept.end(),
                     [&](const PersonKey& p) { return holds(named, p); });
}

/// Whose name need not be listed beside the owner's chunks: of one that is alone its
/// owner's.
PersonKey unlisted_owner(const CustomerRow& row,
                         const std::optional<CustomerState>& state, const Rules& rules) {
  if (!state || rules.merges().is_grouped(row.key)) return {};
  return state->ownership.owner;
}

/// The chunk lists a row that stands for somebody, and no other.
bool is_listed(Lists& lists, const CustomerRow& row,
               const std::optional<CustomerState>& state, const Rules& rules) {
  return state ? chunk_holds(lists, row, *state, rules) : row.chunk == 0;
}

struct Counted {
  std::int64_t facts = 0;
  std::int64_t customers = 0;  ///< with a fact
  std::int64_t standing = 0;   ///< with a state
};

Counted check_customers(Engine& engine, Lists& lists, Tally& sums, MatchTally& matches) {
  const RulesPtr rules = engine.rules();
  const Behind behind = engine.store().meta().behind;
  Counted n;
  std::vector<Fact> history;
  std::vector<std::int64_t> segmented = engine.store().segmented();
  std::reverse(segmented.begin(), segmented.end());
  each_history(engine.store(), Vault::read, [&](CustomerRow&& row, const History& all) {
    const std::span<const LogView> log = all.log;
    n.customers += log.empty() ? 0 : 1;
    n.facts += static_cast<std::int64_t>(log.size());
    check_facts(row, log, engine.first_meta().salt, history);
    if (has_tombstone(history) && tells_of_the_erased(engine.store(), row, all.vault))
      fault(row, "words stand that were erased");
    auto state = standing_state(engine.store(), row, history, *rules);
    const bool is_behind = state && behind.holds(row.id);
    if (is_behind) {
      state = state_of(row);
    } else if ((state ? state_bytes(*state) : std::string()) != row.state) {
      fault(row, "its state is not what its facts give");
    }
    if (state) sums.add(contributions(*state));
    n.standing += state ? 1 : 0;
    if (!(is_behind ? chunk_names(lists, row, *state)
                    : is_listed(lists, row, state, *rules)))
      fault(row, "its owner's list does not say what its state says");
    if (!named_hold(lists, row, unlisted_owner(row, state, *rules), history))
      fault(row, "it is not listed under those its facts name");
    matches.add(row.id, match_hashes(engine.store(), engine.first_meta().salt, history,
                                     all.vault));
    if (segmented.empty() || segmented.back() != row.id) return;
    check_segments(engine.store(), row, log, history, *rules);
    segmented.pop_back();
  });
  if (!segmented.empty()) throw damaged("a history in pieces of an unknown customer");
  return n;
}

std::int64_t check_book_log(Engine& engine) {
  const auto row = engine.store().customer(kBookId);
  if (!row) throw damaged("the row of the book itself is missing");
  std::deque<std::string> bodies;
  std::vector<LogView> log;
  engine.store().each_log_row(kBookId, kBookId, [&](const LogView& l) {
    log.push_back(l);
    log.back().body = bodies.emplace_back(l.body);
  });
  std::vector<Fact> facts;
  check_facts(*row, log, engine.first_meta().salt, facts);
  return static_cast<std::int64_t>(log.size());
}

// ---- rebuilding
// -----------------------------------------------------------------------------------------------

void replace_rollups(Store& store, const Sums& sums) {
  store.remove_rollups();
  for (const auto& [cell, n] : sums) store.add_rollup(cell, n);
}

void replace_lists(Engine& engine, const Rules& rules) {
  Store& store = engine.store();
  store.remove_chunks();
  store.remove_named();
  store.remove_match_keys();
  Writer writer(store);
  std::vector<Fact> facts;
  each_history(store, Vault::read, [&](CustomerRow&& row, const History& all) {
    row.chunk = 0;
    const bool alone = !rules.merges().is_grouped(row.key);
    PersonKey owner;
    if (!row.state.empty()) {
      const CustomerState state = state_of(row);
      writer.list(row, state, rules);
      if (alone) owner = state.ownership.owner;
    }
    store.update(row);
    read_facts(row, all.log, Refs::of_states, facts);
    for (const Fact& f : facts) {
      if (const PersonKey person = named_in(f); person != owner) writer.name(person, row);
    }
    writer.match(row, match_hashes(store, engine.first_meta().salt, facts, all.vault));
  });
  writer.flush();
}

bool read_lists_if_readable(Store& store, Lists& lists) {
  try {
    return read_lists(store, lists);
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
  Lists lists;
  if (!read_lists(store, lists))
    throw damaged("an owner's chunk is empty or out of order");
  Tally sums;
  const std::int64_t own_facts = check_book_log(engine);
  MatchTally matches;
  const Counted n = check_customers(engine, lists, sums, matches);
  if (lists.slots != n.standing || !lists.named.empty())
    throw damaged("an owner's list names an unknown customer");
  if (store.rollups() != sums.sums())
    throw damaged("the rollups are not the sum of the states");
  if (match_tally(store) != matches)
    throw damaged("the keys that find duplicates are not those of the facts");
  const Meta meta = store.meta();
  if (meta.facts != own_facts + n.facts) throw damaged("the number of facts is wrong");
  if (meta.customers != n.customers) throw damaged("the number of customers is wrong");
}

std::int64_t rebuild_book(Engine& engine, const Progress& progress) {
  Store& store = engine.store();
  engine.forget();
  const RulesPtr rules = engine.rules();
  Meta meta = store.meta();
  store.remove_segments();  // a shortcut only
  Lists lists;
  bool sound = read_lists_if_readable(store, lists);
  Tally tally;
  MatchTally matches;
  std::int64_t differed = 0;
  std::int64_t done = 0;
  std::int64_t standing = 0;
  std::vector<Fact> history;
  each_history(store, Vault::read, [&](CustomerRow&& row, const History& all) {
    if (done++ % kCustomersPerCall == 0 && progress && progress(done - 1, meta.customers))
      throw Error(Status::cancelled, Reason::callback, "stopped by the caller");
    check_facts(row, all.log, meta.salt, history);
    const auto state = standing_state(store, row, history, *rules);
    if (state) tally.add(contributions(*state));
    standing += state ? 1 : 0;
    sound = sound && is_listed(lists, row, state, *rules) &&
            named_hold(lists, row, unlisted_owner(row, state, *rules), history);
    matches.add(row.id, match_hashes(store, meta.salt, history, all.vault));
    std::string bytes = state ? state_bytes(*state) : std::string();
    if (bytes == row.state) return;
    differed += meta.behind.holds(row.id) ? 0 : 1;
    row.state = std::move(bytes);
    store.update(row);
  });
  sound = sound && lists.slots == standing && lists.named.empty() &&
          match_tally(store) == matches;
  if (!sound) replace_lists(engine, *rules);
  const Sums sums = tally.sums();
  if (store.rollups() != sums) replace_rollups(store, sums);
  if (meta.behind.count() > 0) {
    meta.behind = {};
    store.set_counts(meta);
  }
  return differed;
}

}  // namespace kith::book
