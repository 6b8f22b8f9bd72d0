// The host's own tables. Kith prescribes none of them: a host that has customers, touches
// and orders already makes facts of its rows and needs the column `state` alone.
#pragma once

namespace host {

inline constexpr const char* kSchema = R"sql(
  -- What happened, append-only, in the order in which it was recorded.
  CREATE TABLE IF NOT EXISTS fact (
    seq INTEGER PRIMARY KEY,
    customer TEXT,              -- NULL: a fact of the book itself (documents, people, runs)
    source TEXT NOT NULL,       -- the event, by the host's own names
    key TEXT NOT NULL,
    revision INTEGER NOT NULL,
    day INTEGER NOT NULL,       -- days since 1970-01-01
    json TEXT NOT NULL,         -- the whole fact but for its words
    UNIQUE (source, key, revision)
  );
  CREATE INDEX IF NOT EXISTS fact_of_customer ON fact (customer, seq);

  -- Names, phones and free text. Erasing a person is deleting rows here.
  CREATE TABLE IF NOT EXISTS words (
    reference TEXT PRIMARY KEY,
    customer TEXT,
    words TEXT NOT NULL
  );
  CREATE INDEX IF NOT EXISTS words_of_customer ON words (customer);

  -- One row a customer: what Kith made of its facts, and by what to find it.
  CREATE TABLE IF NOT EXISTS customer (
    key TEXT PRIMARY KEY,
    owner TEXT,
    tier TEXT,
    listed_from INTEGER,        -- first day on which a list has the customer; NULL: none
    shared INTEGER NOT NULL,    -- 1: others than the owner have a step to do
    last_day INTEGER NOT NULL,  -- of the latest fact
    state BLOB NOT NULL
  );
  CREATE INDEX IF NOT EXISTS morning ON customer (owner, listed_from);

  -- What others are to hear of: the facts of one commit, each once.
  CREATE TABLE IF NOT EXISTS outbox (
    position INTEGER PRIMARY KEY,
    first_seq INTEGER NOT NULL,
    last_seq INTEGER NOT NULL
  );
)sql";

}  // namespace host
