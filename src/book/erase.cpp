#include "book/erase.hpp"

#include <algorithm>

#include "book/match_keys.hpp"
#include "book/sqlite_error.hpp"
#include "book/word_rows.hpp"

namespace kith::book {
namespace {

bool is_same_event(const FactHead& a, const FactHead& b) {
  return a.event == b.event && a.revision == b.revision;
}

/// Whether recording a fact could change what holds stand.
bool moves_holds(const Fact& fact) {
  return fact.kind() == FactKind::hold || may_take_back(fact);
}

std::set<ContactKey> contacts_in(std::span<const Fact> log) {
  std::set<ContactKey> contacts;
  for (const Fact& fact : log) contacts.insert(contact_of(fact));
  contacts.erase(ContactKey());
  return contacts;
}

/// Decodes every fact of the customers; `visit` gets it with its row.
template <class Visit>
void each_fact(Store& store, const Visit& visit) {
  const CustomerKey nobody;
  store.each_log_row(kBookId + 1, store.last_customer(), [&](const LogView& log) {
    visit(log, fact_from(log.body, nobody, log.recorded, Refs::of_states));
  });
}

CustomerKey key_of(Store& store, std::int64_t id) {
  const auto row = store.customer(id);
  if (!row) throw damaged("a fact in the log names an unknown customer");
  return row->key;
}

/// The holds that the facts in force leave standing: of each contact, and of the customer
/// itself, the latest one counts.
std::set<ContactKey> standing(std::span<const Fact> log) {
  std::set<ContactKey> held;
  for (const Fact& fact : facts_in_force(log)) {
    const auto* hold = std::get_if<HoldFact>(&fact.body);
    if (hold == nullptr) continue;
    if (hold->active) {
      held.insert(hold->contact);
    } else {
      held.erase(hold->contact);
    }
  }
  return held;
}

Error hold_stands(const CustomerKey& customer, const ContactKey& contact) {
  Error error(Status::failed_precondition, Reason::legal_hold,
              "a legal hold stands: nothing about the subject may be erased");
  error.set_place("customer", -1);
  return std::move(error)
      .with("held_customer", customer.text())
      .with("held_contact", contact.text());
}

}  // namespace

bool acts_on(const Fact& fact, const Fact& earlier) {
  const auto* retract = std::get_if<RetractFact>(&fact.body);
  const EventKey& event = earlier.head.event;
  return (retract != nullptr && retract->target == event) ||
         (fact.head.replaces && *fact.head.replaces == event) ||
         (fact.head.event == event && fact.head.revision > earlier.head.revision);
}

bool is_about(const Fact& fact, const ContactKey& contact) {
  return contact.empty() || contact_of(fact) == contact;
}

std::vector<std::int64_t> customers_with(Store& store, const ContactKey& contact) {
  std::set<std::int64_t> found;
  each_fact(store, [&](const LogView& log, const Fact& fact) {
    if (contact_of(fact) == contact) found.insert(log.customer);
  });
  return {found.begin(), found.end()};
}

bool tells_of_the_erased(Store& store, const CustomerRow& row,
                         std::span<const VaultView> vault) {
  std::set<TextRef> spoken;
  for (const VaultView& view : vault) {
    if (!view.words.empty()) spoken.insert(view.ref);
  }
  std::set<ContactKey> erased;  // by the tombstones met so far
  bool tells = false;
  store.each_of(row, [&](LogRow&& log) {  // newest first
    const Fact fact = fact_from(log.body, row.key, log.recorded, Refs::all);
    const bool gone =
        std::any_of(erased.begin(), erased.end(),
                    [&](const ContactKey& contact) { return is_about(fact, contact); });
    tells |= gone && !log.words.empty();
    for (const TextRef ref : text_refs(fact)) tells |= spoken.erase(ref) > 0 && gone;
    if (const auto* tombstone = std::get_if<EraseFact>(&fact.body))
      erased.insert(tombstone->contact);
  });
  return tells;
}

// A hold of a contact protects what is known of that person at every customer.
const Erasures::Held& Erasures::held() {
  if (held_) return *held_;
  std::map<std::int64_t, std::vector<Fact>> logs;
  each_fact(store_, [&](const LogView& log, const Fact& fact) {
    if (fact.kind() == FactKind::hold) logs.try_emplace(log.customer);
  });
  if (!logs.empty()) {
    each_fact(store_, [&](const LogView& log, const Fact& fact) {
      const auto it = logs.find(log.customer);
      if (it != logs.end()) it->second.push_back(fact);
    });
  }
  Held all;
  for (const auto& [id, log] : logs) {
    for (const ContactKey& contact : standing(log))
      all.emplace(key_of(store_, id), contact);
  }
  return held_.emplace(std::move(all));
}

std::optional<Error> Erasures::fault(
    const Fact& fact, const std::function<const std::vector<Fact>&()>& log) {
  if (moves_holds(fact)) {
    held_.reset();
    const auto& facts = log();
    const bool undoes = std::any_of(facts.begin(), facts.end(), [&](const Fact& f) {
      return f.kind() == FactKind::erase && acts_on(fact, f);
    });
    if (undoes) {
      return Error(Status::failed_precondition, Reason::undo_crosses_erasure,
                   "an erasure is not taken back: what was erased is gone");
    }
  }
  const auto* erase = std::get_if<EraseFact>(&fact.body);
  if (erase == nullptr) return std::nullopt;
  any_ = true;
  if (!holds_count_) return std::nullopt;
  const CustomerKey& root = fact.head.root;
  std::set<ContactKey> subjects{erase->contact};
  if (erase->contact.empty()) subjects = contacts_in(log());
  for (const auto& [customer, contact] : held()) {
    const bool of_customer =
        customer == root && (contact.empty() || erase->contact.empty());
    if (of_customer || (!contact.empty() && subjects.count(contact) != 0))
      return hold_stands(customer, contact);
  }
  return std::nullopt;
}

bool Erasures::is_erased_since(const CustomerKey& customer, std::int64_t seq) {
  const auto row = store_.customer(customer);
  if (!row) return false;
  bool erased = false;
  store_.each_of(*row, [&](LogRow&& log) {
    if (log.seq <= seq) return;
    erased |= fact_from(log.body, row->key, log.recorded, Refs::of_states).kind() ==
              FactKind::erase;
  });
  return erased;
}

std::optional<Error> Erasures::undo_fault(const Fact& fact,
                                          std::span<const Fact> book_log) {
  const auto merge = std::find_if(book_log.begin(), book_log.end(), [&](const Fact& f) {
    return f.kind() == FactKind::merge && acts_on(fact, f);
  });
  if (merge == book_log.end()) return std::nullopt;
  const auto& merged = std::get<MergeFact>(merge->body);
  std::int64_t seq = 0;
  const auto row = store_.customer(kBookId);
  if (!row) throw damaged("the row of the book itself is missing");
  store_.each_of(*row, [&](LogRow&& log) {
    const Fact known = fact_from(log.body, row->key, log.recorded, Refs::of_states);
    if (is_same_event(known.head, merge->head)) seq = log.seq;
  });
  if (seq == 0) return std::nullopt;  // it came with this batch
  for (const CustomerKey& key : {merged.kept, merged.merged}) {
    if (!is_erased_since(key, seq)) continue;
    return Error(
               Status::failed_precondition, Reason::undo_crosses_erasure,
               "the merge is not taken back: \"" + key.text() + "\" was erased after it")
        .at("target");
  }
  return std::nullopt;
}

std::int64_t Erasures::run(const HashKey& salt, const Batch& batch,
                           std::span<const RowOutcome> outcomes) {
  if (!any_) return 0;
  std::int64_t texts = 0;
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    const Fact& fact = batch.facts()[i];
    if (fact.kind() == FactKind::erase && is_accepted(outcomes[i].outcome))
      texts += erase(salt, fact);
  }
  return texts;
}

// What was recorded before the tombstone, whenever it occurred.
std::int64_t Erasures::erase(const HashKey& salt, const Fact& tombstone) {
  const auto row = store_.customer(tombstone.head.root);
  if (!row) throw damaged("the customer of a tombstone is missing");
  const ContactKey& contact = std::get<EraseFact>(tombstone.body).contact;
  std::vector<Fact> facts;
  std::vector<TextRef> refs;
  std::vector<std::int64_t> beside;
  std::int64_t texts = 0;
  bool before = false;
  store_.each_of(*row, [&](LogRow&& log) {  // newest first
    Fact& fact =
        facts.emplace_back(fact_from(log.body, row->key, log.recorded, Refs::all));
    const bool gone = before && is_about(fact, contact);
    before = before || is_same_event(fact.head, tombstone.head);
    if (!gone) return;
    const std::vector<TextRef> of_fact = text_refs(fact);
    if (!has_words_beside(fact)) {
      refs.insert(refs.end(), of_fact.begin(), of_fact.end());
    } else if (!log.words.empty()) {
      beside.push_back(log.seq);
      for (const std::string& words : words_from(log.words, of_fact.size()))
        texts += words.empty() ? 0 : 1;
    }
  });
  const std::vector<std::int64_t> keys = match_hashes(store_, salt, facts, {});
  WordRows rows(store_.database());
  for (const TextRef ref : refs) texts += rows.remove_words(ref) ? 1 : 0;
  for (const std::int64_t seq : beside) rows.clear_beside(seq);
  const std::vector<std::int64_t> left = match_hashes(store_, salt, facts, {});
  for (const std::int64_t hash : keys) {
    if (!std::binary_search(left.begin(), left.end(), hash))
      rows.remove_match_key(hash, row->id);
  }
  return texts;
}

}  // namespace kith::book
