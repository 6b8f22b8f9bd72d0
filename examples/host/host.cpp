#include "host/host.hpp"

#include "host/schema.hpp"

namespace host {
namespace {

constexpr std::int32_t kEver = 2932896;  // 9999-12-31

/// Facts out of rows whose column 0 is their JSON.
kith::Batch batch_of(Query& rows) {
  kith::Batch batch = kith::Batch::create();
  while (rows.next()) batch.add_json(rows.text(0));
  return batch;
}

}  // namespace

Host::Host(const std::string& path) : db_(path) {
  db_.run(kSchema);
  rules_ = rules_of_facts();
}

// ---- in

void Host::commit(const kith::Batch& batch) {
  Transaction transaction(db_);
  const std::int64_t before = store_new(batch);
  if (before < 0) return;  // all of it is there already
  store_words(batch);
  std::optional<kith::Rules> rules = rules_since(before);
  const bool same = !rules || rules->fingerprint() == rules_.fingerprint();
  // New rules change what every state means: then all are built anew.
  fold(rules ? *rules : rules_, before, same ? before : 0);
  execute(db_,
          "INSERT INTO outbox (first_seq, last_seq) SELECT min(seq), max(seq) FROM fact "
          "WHERE seq > ?",
          before);
  transaction.commit();
  if (rules) rules_ = *std::move(rules);
}

/// The number of the last fact before the new ones; -1 when there are none.
std::int64_t Host::store_new(const kith::Batch& batch) {
  Query last(db_, "SELECT coalesce(max(seq), 0) FROM fact");
  last.next();
  const std::int64_t before = last.integer(0);
  bool any = false;
  const kith::Table facts = batch.facts();
  const auto text = [&](const char* column, std::int64_t row) {
    return facts.column(column).at<std::string_view>(row).value_or("");
  };
  for (std::int64_t row = 0; row < facts.rows(); ++row) {
    const std::int32_t revision = *facts.column("revision").at<std::int32_t>(row);
    execute(db_,
            "INSERT INTO fact (customer, source, key, revision, day, json) "
            "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            Maybe{text("customer", row)}, text("source", row), text("key", row), revision,
            *facts.column("day").at<std::int32_t>(row), text("json", row));
    if (db_.changed() > 0) {
      any = true;
      continue;
    }
    Query known(db_,
                "SELECT json FROM fact WHERE source = ? AND key = ? AND revision = ?",
                text("source", row), text("key", row), revision);
    known.next();
    if (known.text(0) != text("json", row))
      throw std::runtime_error("event " + std::string(text("key", row)) +
                               " is there with other content");
  }
  return any ? before : -1;
}

void Host::store_words(const kith::Batch& batch) {
  const kith::Table words = batch.words();
  for (std::int64_t row = 0; row < words.rows(); ++row) {
    const auto text = [&](const char* column) {
      return words.column(column).at<std::string_view>(row).value_or("");
    };
    execute(db_, "INSERT INTO words VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            text("reference"), Maybe{text("customer")}, text("words"));
  }
}

/// The rules with the facts after a number, if any of these is one of the book.
std::optional<kith::Rules> Host::rules_since(std::int64_t seq) {
  Query of_book(db_, "SELECT 1 FROM fact WHERE customer IS NULL AND seq > ?", seq);
  if (!of_book.next()) return std::nullopt;
  return rules_of_facts();
}

/// Brings the states up to date with the facts after a number, those of the customers who
/// have facts after another.
void Host::fold(const kith::Rules& rules, std::int64_t seq, std::int64_t customers_of) {
  Query customers(db_,
                  "SELECT DISTINCT customer FROM fact WHERE customer IS NOT NULL AND seq "
                  "> ? ORDER BY customer",
                  customers_of);
  while (customers.next()) fold_customer(rules, std::string(customers.text(0)), seq);
}

/// The old state and the new facts, or all facts where a state alone cannot tell: a late
/// fact, a correction, other rules, a new customer.
void Host::fold_customer(const kith::Rules& rules, const std::string& customer,
                         std::int64_t seq) {
  Query old(db_, "SELECT state FROM customer WHERE key = ?", customer);
  Query fresh(db_, "SELECT json FROM fact WHERE customer = ? AND seq > ? ORDER BY seq",
              customer, seq);
  if (old.next()) {
    try {
      return store_state(
          kith::State::from_bytes(rules, old.text(0)).fold(batch_of(fresh)));
    } catch (const kith::Error& error) {
      if (error.reason() != KITH_REASON_NEEDS_HISTORY &&
          error.reason() != KITH_REASON_OTHER_RULES)
        throw;
    }
  }
  store_state(kith::State::build(rules, customer, history(customer, kEver)));
}

void Host::store_state(const kith::State& state) {
  const kith_state_summary info = state.info();
  const std::string_view key = kith::to_cpp(info.customer);
  execute(db_,
          "REPLACE INTO customer (key, owner, tier, shared, last_day, state) "
          "VALUES (?, ?, ?, ?, ?, ?)",
          key, Maybe{kith::to_cpp(info.owner)}, Maybe{kith::to_cpp(info.tier)},
          info.shared, info.last_day, Blob{state.to_bytes().text()});
  if (info.has_listed)
    execute(db_, "UPDATE customer SET listed_from = ? WHERE key = ?", info.listed_from,
            key);
}

// ---- out

kith::Rules Host::rules_of_facts() {
  Query rows(db_, "SELECT json FROM fact WHERE customer IS NULL ORDER BY seq");
  return kith::Rules::create(batch_of(rows));
}

kith::Batch Host::history(std::string_view customer, std::int32_t through) {
  Query rows(db_, "SELECT json FROM fact WHERE customer = ? AND day <= ? ORDER BY seq",
             customer, through);
  return batch_of(rows);
}

kith::View Host::view(std::int32_t day) {
  std::vector<kith::State> states;
  Query rows(db_, "SELECT key, last_day, state FROM customer");
  while (rows.next()) {
    if (rows.integer(1) <= day) {
      states.push_back(kith::State::from_bytes(rules_, rows.text(2)));
      continue;
    }
    // The state has seen more than that day: its facts up to then tell.
    const kith::Batch then = history(rows.text(0), day);
    if (then.size() > 0) states.push_back(kith::State::build(rules_, rows.text(0), then));
  }
  return open(states, day);
}

kith::View Host::morning(std::string_view person, std::int32_t day) {
  std::vector<kith::State> states;
  Query rows(db_,
             "SELECT state FROM customer WHERE (owner = ? OR shared = 1) AND listed_from "
             "<= ?",
             person, day);
  while (rows.next()) states.push_back(kith::State::from_bytes(rules_, rows.text(0)));
  return open(states, day);
}

kith::View Host::open(const std::vector<kith::State>& states, std::int32_t day) {
  kith::Batch words = kith::Batch::create();
  const auto add = [&](Query& rows) {
    while (rows.next()) words.add_words(rows.text(0), rows.text(1));
  };
  for (const kith::State& state : states) {
    Query said(db_, "SELECT reference, words FROM words WHERE customer = ?",
               kith::to_cpp(state.info().customer));
    add(said);
  }
  Query of_people(db_, "SELECT reference, words FROM words WHERE customer IS NULL");
  add(of_people);
  kith_view_options options = KITH_VIEW_OPTIONS_INIT;
  options.has_as_of = 1;
  options.as_of = day;
  return kith::View::open(rules_, states, options, words);
}

}  // namespace host
