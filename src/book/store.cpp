#include "book/store.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <charconv>
#include <new>
#include <utility>

#include "book/codec.hpp"
#include "book/sqlite_error.hpp"

namespace kith::book {

// First the steps of a transaction, in the order of Store::Step.
enum Store::Sql : std::size_t {
  begin_read,
  begin_write,
  commit_work,
  roll_back_work,
  select_meta,
  update_meta,
  select_customer_by_key,
  select_customer_by_id,
  select_book_head,
  insert_customer,
  update_customer,
  select_customers,
  select_customers_by_id,
  select_keys,
  insert_log,
  select_log_row,
  select_log_words,
  select_log_range,
  select_documents,
  insert_document,
  select_words,
  insert_words,
  select_chunk,
  select_last_chunk,
  select_chunks_of,
  select_chunks,
  insert_chunk_row,
  update_chunk_row,
  delete_chunk,
  insert_named,
  select_named,
  insert_match_key,
  select_match_key,
  upsert_rollup,
  delete_rollup,
  select_data_version,
  select_segment,
  select_segment_at,
  select_segment_after,
  put_segment_row,
  delete_segments,
};

namespace {

#define KITH_CUSTOMER_COLUMNS "id, key, head, facts, chunk, events, state"

// In the order of Store::Sql.
constexpr std::array<const char*, 41> kSql{
    "BEGIN",
    "BEGIN IMMEDIATE",
    "COMMIT",
    "ROLLBACK",
    "SELECT salt, zone_minutes, start_day, last_recorded, facts, customers, "
    "last_owner_day, behind_first, behind_last FROM meta WHERE id = 1",
    "UPDATE meta SET last_recorded = ?, facts = ?, customers = ?, last_owner_day = ?, "
    "behind_first = ?, behind_last = ? WHERE id = 1",
    "SELECT " KITH_CUSTOMER_COLUMNS " FROM customer WHERE key = ?",
    "SELECT " KITH_CUSTOMER_COLUMNS " FROM customer WHERE id = ?",
    "SELECT head FROM customer WHERE id = 0",
    "INSERT INTO customer (key, head, facts, chunk, events, state) "
    "VALUES (?, ?, ?, ?, ?, ?)",
    "UPDATE customer SET head = ?, facts = ?, chunk = ?, events = ?, state = ? "
    "WHERE id = ?",
    "SELECT " KITH_CUSTOMER_COLUMNS " FROM customer WHERE key > '' ORDER BY key",
    "SELECT " KITH_CUSTOMER_COLUMNS " FROM customer WHERE id >= ? ORDER BY id",
    "SELECT key, id FROM customer WHERE key >= ? ORDER BY key",
    "INSERT INTO log (customer, prev, recorded, body, words) VALUES (?, ?, ?, ?, ?)",
    "SELECT seq, customer, prev, recorded, body FROM log WHERE seq <= ? "
    "ORDER BY seq DESC",
    "SELECT seq, customer, prev, recorded, body, words FROM log WHERE seq <= ? "
    "ORDER BY seq DESC",
    "SELECT seq, customer, prev, recorded, body FROM log "
    "WHERE customer >= ? AND customer <= ? ORDER BY seq",
    "SELECT hash, kind, id, json FROM document",
    "INSERT INTO document (hash, kind, id, json) VALUES (?, ?, ?, ?) "
    "ON CONFLICT (hash) DO NOTHING",
    "SELECT words FROM vault WHERE hi = ? AND lo = ?",
    "INSERT INTO vault (hi, lo, customer, words) VALUES (?, ?, ?, ?) "
    "ON CONFLICT (hi, lo) DO NOTHING",
    "SELECT id, owner, slots FROM owner_chunk WHERE id = ?",
    "SELECT id, owner, slots FROM owner_chunk WHERE owner = ? ORDER BY id DESC LIMIT 1",
    "SELECT id, owner, slots FROM owner_chunk WHERE owner = ? ORDER BY id",
    "SELECT id, owner, slots FROM owner_chunk ORDER BY id",
    "INSERT INTO owner_chunk (owner, slots) VALUES (?, x'')",
    "UPDATE owner_chunk SET slots = ? WHERE id = ?",
    "DELETE FROM owner_chunk WHERE id = ?",
    "INSERT INTO named (person, customer) VALUES (?, ?) ON CONFLICT DO NOTHING",
    "SELECT customer FROM named WHERE person = ?",
    "INSERT INTO match_key (hash, customer) VALUES (?, ?) ON CONFLICT DO NOTHING",
    "SELECT customer FROM match_key WHERE hash = ?",
    "INSERT INTO rollup (owner, metric, day, count) VALUES (?, ?, ?, ?) "
    "ON CONFLICT (owner, metric, day) DO UPDATE SET count = rollup.count + "
    "excluded.count RETURNING count",
    "DELETE FROM rollup WHERE owner = ? AND metric = ? AND day = ?",
    "PRAGMA data_version",
    "SELECT day, bytes FROM segment WHERE customer = ? AND day = ?",
    "SELECT day, bytes FROM segment WHERE customer = ? AND day <= ? AND day >= ? "
    "ORDER BY day DESC LIMIT 1",
    "SELECT day, bytes FROM segment WHERE customer = ? AND day > ? "
    "ORDER BY day LIMIT 1",
    "INSERT OR REPLACE INTO segment (customer, day, bytes) VALUES (?, ?, ?)",
    "DELETE FROM segment WHERE customer = ?",
};

std::int64_t bits(std::uint64_t n) { return static_cast<std::int64_t>(n); }

// The memory of the row before is used again.
void read_customer(Statement& s, CustomerRow& row) {
  row.id = s.number(0);
  row.key = CustomerKey(s.text(1));
  row.head = s.number(2);
  row.facts = s.number(3);
  row.chunk = s.number(4);
  row.events = s.bytes(5);
  row.state = s.bytes(6);
}

CustomerRow customer_from(Statement& s) {
  CustomerRow row;
  read_customer(s, row);
  return row;
}

LogRow log_from(Statement& s) {
  const auto recorded = Instant::checked(s.number(3));
  if (!recorded) throw damaged("a recorded instant is out of range");
  return {s.number(0), s.number(1), s.number(2), *recorded, s.text(4), {}};
}

// The row that stands next below what was bound must be the one that is sought.
LogRow step_to(Statement& s, std::int64_t seq, std::int64_t customer) {
  if (!s.step()) throw damaged("a fact is missing from the log");
  LogRow log = log_from(s);
  if (log.seq != seq) throw damaged("a fact is missing from the log");
  // Strictly backwards: a damaged chain cannot go round for ever.
  if (log.customer != customer || log.prev >= seq)
    throw damaged("a customer's chain in the log is broken");
  return log;
}

std::optional<SegmentRow> segment_from(Statement& s) {
  if (!s.step()) return std::nullopt;
  return SegmentRow{s.number(0), s.text(1)};
}

ChunkRow chunk_from(Statement& s) {
  return {s.number(0), PersonKey(s.text(1)), s.text(2)};
}

Date day_from(std::int64_t days) {
  const auto day = Date::checked(days);
  if (!day) throw damaged("a day is out of range");
  return *day;
}

}  // namespace

// A prepared statement on loan: reset when given back, for one left open holds a read
// lock.
class Store::Use {
 public:
  explicit Use(Statement& s) : s_(s) {}
  ~Use() { s_.reset(); }
  Use(const Use&) = delete;
  Use& operator=(const Use&) = delete;
  Statement* operator->() { return &s_; }
  Statement& operator*() { return s_; }

 private:
  Statement& s_;
};

Store::Store(std::unique_ptr<SQLite::Database> db) : db_(std::move(db)) {}

Statement Store::prepare(Sql which) { return {*db_, kSql.at(which)}; }

Store::Use Store::use(Sql which) {
  auto& slot = statements_.at(which);
  if (!slot) slot = std::make_unique<Statement>(*db_, kSql.at(which));
  return Use(*slot);
}

// ---- meta
// -----------------------------------------------------------------------------------------------------

Meta Store::meta() {
  auto s = use(select_meta);
  if (!s->step()) throw damaged("its first row is missing");
  Meta meta;
  const std::string salt = s->text(0);
  if (salt.size() != meta.salt.size()) throw damaged("the salt has the wrong length");
  std::copy(salt.begin(), salt.end(), meta.salt.begin());
  meta.settings.zone.offset_minutes = static_cast<std::int32_t>(s->number(1));
  if (!s->is_null(2)) meta.settings.start = day_from(s->number(2));
  meta.last_recorded = Instant(s->number(3));
  meta.facts = s->number(4);
  meta.customers = s->number(5);
  meta.last_owner_day = day_from(s->number(6));
  meta.behind = {s->number(7), s->number(8)};
  return meta;
}

void Store::set_counts(const Meta& meta) {
  auto s = use(update_meta);
  s->bind(1, meta.last_recorded.micros());
  s->bind(2, meta.facts);
  s->bind(3, meta.customers);
  s->bind(4, meta.last_owner_day.days());
  s->bind(5, meta.behind.first);
  s->bind(6, meta.behind.last);
  s->run();
}

// ---- customers
// ------------------------------------------------------------------------------------------------

std::optional<CustomerRow> Store::customer(const CustomerKey& key) {
  auto s = use(select_customer_by_key);
  s->bind_text(1, key.text());
  if (!s->step()) return std::nullopt;
  return customer_from(*s);
}

std::optional<CustomerRow> Store::customer(std::int64_t id) {
  auto s = use(select_customer_by_id);
  s->bind(1, id);
  if (!s->step()) return std::nullopt;
  return customer_from(*s);
}

// Both go through the table where those asked for stand close together, and look anew
// where they do not: rows that are passed over are cheaper than a look, but not many are.
constexpr int kMostPassed = 8;
constexpr std::size_t kAhead = 16;  // keys asked of the memory before they are needed

std::vector<std::int64_t> Store::ids_of(std::span<const Group> groups) {
  std::vector<std::int64_t> ids(groups.size(), -1);
  std::size_t i = 0;
  while (i < groups.size()) {
    auto s = use(select_keys);
    s->bind_text(1, groups[i].root->text());
    for (int passed = 0; i < groups.size() && passed < kMostPassed; ++passed) {
      if (!s->step()) return ids;
      const std::string_view key = s->bytes(0);
      if (i + kAhead < groups.size()) __builtin_prefetch(groups[i + kAhead].root);
      while (i < groups.size() && groups[i].root->text() < key) ++i;
      if (i == groups.size() || groups[i].root->text() != key) continue;
      ids[i++] = s->number(1);
      passed = -1;
    }
  }
  return ids;
}

void Store::read_customers(std::span<const std::int64_t> ids,
                           std::vector<CustomerRow>& rows) {
  rows.resize(ids.size());
  std::size_t i = 0;
  while (i < ids.size()) {
    auto s = use(select_customers_by_id);
    s->bind(1, ids[i]);
    for (int passed = 0; i < ids.size() && passed < kMostPassed; ++passed) {
      if (!s->step() || s->number(0) > ids[i])
        throw damaged("a customer that is found by its key is missing");
      if (s->number(0) < ids[i]) continue;
      read_customer(*s, rows[i++]);
      passed = -1;
    }
  }
}

std::int64_t Store::book_head() {
  auto s = use(select_book_head);
  if (!s->step()) throw damaged("the row of the book itself is missing");
  return s->number(0);
}

void Store::insert(CustomerRow& row) {
  auto s = use(insert_customer);
  s->bind_text(1, row.key.text());
  s->bind(2, row.head);
  s->bind(3, row.facts);
  s->bind(4, row.chunk);
  s->bind_blob(5, row.events);
  s->bind_blob(6, row.state);
  s->run();
  row.id = db_->getLastInsertRowid();
}

void Store::update(const CustomerRow& row) {
  auto s = use(update_customer);
  s->bind(1, row.head);
  s->bind(2, row.facts);
  s->bind(3, row.chunk);
  s->bind_blob(4, row.events);
  s->bind_blob(5, row.state);
  s->bind(6, row.id);
  s->run();
}

void Store::each_customer(const std::function<bool(CustomerRow&&)>& visit) {
  Statement s = prepare(select_customers);  // its own, since visits may nest
  while (s.step()) {
    if (!visit(customer_from(s))) return;
  }
}

std::int64_t Store::last_customer() {
  return db_->execAndGet("SELECT max(id) FROM customer").getInt64();
}

void Store::customers_from(std::int64_t from, std::size_t most,
                           std::vector<CustomerRow>& rows) {
  auto s = use(select_customers_by_id);
  s->bind(1, from);
  std::size_t n = 0;
  for (; n < most && s->step(); ++n) {
    if (n == rows.size()) rows.emplace_back();
    read_customer(*s, rows[n]);
  }
  rows.resize(n);
}

// ---- log
// ------------------------------------------------------------------------------------------------------

std::int64_t Store::append(std::int64_t customer, std::int64_t prev, Instant recorded,
                           std::string_view body, std::string_view words) {
  auto s = use(insert_log);
  s->bind(1, customer);
  s->bind(2, prev);
  s->bind(3, recorded.micros());
  s->bind_blob(4, body);
  if (words.empty()) {
    s->bind_null(5);
  } else {
    s->bind_blob(5, words);
  }
  s->run();
  return db_->getLastInsertRowid();
}

std::vector<Fact> Store::history(const CustomerRow& row, std::optional<Instant> known_at,
                                 Refs refs) {
  std::vector<Fact> facts;
  facts.reserve(static_cast<std::size_t>(std::clamp<std::int64_t>(row.facts, 0, 65'536)));
  walk(select_log_row, row, [&](Statement&, LogRow&& log) {
    if (known_at && log.recorded > *known_at) return;
    read_fact(log.body, row.key, log.recorded, refs, facts.emplace_back());
  });
  std::reverse(facts.begin(), facts.end());
  return facts;
}

void Store::each_of(const CustomerRow& row, const std::function<void(LogRow&&)>& visit) {
  walk(select_log_words, row, [&](Statement& s, LogRow&& log) {
    log.words = s.text(5);
    visit(std::move(log));
  });
}

LogRow Store::log_row(std::int64_t seq, std::int64_t customer) {
  auto s = use(select_log_row);
  s->bind(1, seq);
  return step_to(*s, seq, customer);
}

template <class Visit>
void Store::walk(Sql which, const CustomerRow& row, const Visit& visit) {
  std::int64_t next = row.head;
  while (next != 0) {
    auto s = use(which);
    s->bind(1, next);
    // Facts of one batch often stand side by side: a step, not a search.
    std::int64_t here = next;
    do {
      LogRow log = step_to(*s, next, row.id);
      here = log.seq;
      next = log.prev;
      visit(*s, std::move(log));
    } while (next != 0 && next == here - 1);
  }
}

void Store::each_log_row(std::int64_t first, std::int64_t last,
                         const std::function<void(const LogView&)>& visit) {
  Statement s = prepare(select_log_range);
  s.bind(1, first);
  s.bind(2, last);
  while (s.step()) {
    const auto recorded = Instant::checked(s.number(3));
    if (!recorded) throw damaged("a recorded instant is out of range");
    visit({s.number(0), s.number(1), s.number(2), *recorded, s.bytes(4)});
  }
}

// ---- documents and words
// --------------------------------------------------------------------------------------

std::map<std::string, Document> Store::documents() {
  std::map<std::string, Document> out;
  auto s = use(select_documents);
  while (s->step()) {
    Document d{static_cast<DocumentKind>(s->number(1)), s->text(2), s->text(0),
               s->text(3)};
    std::string hash = d.hash;
    out.emplace(std::move(hash), std::move(d));
  }
  return out;
}

void Store::put(const Document& document) {
  auto s = use(insert_document);
  s->bind_text(1, document.hash);
  s->bind(2, static_cast<std::int32_t>(document.kind));
  s->bind_text(3, document.id);
  s->bind_text(4, document.json);
  s->run();
}

std::string Store::words(TextRef ref) {
  auto s = use(select_words);
  s->bind(1, bits(ref.hi));
  s->bind(2, bits(ref.lo));
  return s->step() ? s->text(0) : std::string();
}

void Store::each_vault_row(std::int64_t first, std::int64_t last,
                           const std::function<void(const VaultView&)>& visit) {
  Statement s(*db_,
              "SELECT customer, hi, lo, words FROM vault WHERE customer >= ? AND "
              "customer <= ?");
  s.bind(1, first);
  s.bind(2, last);
  while (s.step()) {
    visit({s.number(0),
           {static_cast<std::uint64_t>(s.number(1)),
            static_cast<std::uint64_t>(s.number(2))},
           s.bytes(3)});
  }
}

void Store::put_words(std::int64_t customer, TextRef ref, std::string_view words) {
  auto s = use(insert_words);
  s->bind(1, bits(ref.hi));
  s->bind(2, bits(ref.lo));
  s->bind(3, customer);
  s->bind_text(4, words);
  s->run();
}

// ---- segments
// -------------------------------------------------------------------------------------------------

std::optional<SegmentRow> Store::segment(std::int64_t customer, std::int64_t day) {
  auto s = use(select_segment);
  s->bind(1, customer);
  s->bind(2, day);
  return segment_from(*s);
}

std::optional<SegmentRow> Store::segment_at(std::int64_t customer, Date day) {
  auto s = use(select_segment_at);
  s->bind(1, customer);
  s->bind(2, day.days());
  s->bind(3, Date::kMinDays);
  return segment_from(*s);
}

std::optional<SegmentRow> Store::segment_after(std::int64_t customer, Date day) {
  auto s = use(select_segment_after);
  s->bind(1, customer);
  s->bind(2, day.days());
  return segment_from(*s);
}

void Store::put_segment(std::int64_t customer, std::int64_t day,
                        const std::string& bytes) {
  auto s = use(put_segment_row);
  s->bind(1, customer);
  s->bind(2, day);
  s->bind_blob(3, bytes);
  s->run();
}

void Store::remove_segments(std::int64_t customer) {
  auto s = use(delete_segments);
  s->bind(1, customer);
  s->run();
}

void Store::remove_segments() { db_->exec("DELETE FROM segment"); }

std::vector<std::int64_t> Store::segmented() {
  std::vector<std::int64_t> out;
  Statement s(*db_, "SELECT DISTINCT customer FROM segment ORDER BY customer");
  while (s.step()) out.push_back(s.number(0));
  return out;
}

// ---- owner chunks
// ---------------------------------------------------------------------------------------------

std::optional<ChunkRow> Store::chunk(std::int64_t id) {
  auto s = use(select_chunk);
  s->bind(1, id);
  if (!s->step()) return std::nullopt;
  return chunk_from(*s);
}

std::optional<ChunkRow> Store::last_chunk(const PersonKey& owner) {
  auto s = use(select_last_chunk);
  s->bind_text(1, owner.text());
  if (!s->step()) return std::nullopt;
  return chunk_from(*s);
}

std::vector<ChunkRow> Store::chunks_of(const PersonKey& owner) {
  std::vector<ChunkRow> out;
  auto s = use(select_chunks_of);
  s->bind_text(1, owner.text());
  while (s->step()) out.push_back(chunk_from(*s));
  return out;
}

void Store::each_chunk(const std::function<void(ChunkRow&&)>& visit) {
  Statement s = prepare(select_chunks);
  while (s.step()) visit(chunk_from(s));
}

std::int64_t Store::insert_chunk(const PersonKey& owner) {
  auto s = use(insert_chunk_row);
  s->bind_text(1, owner.text());
  s->run();
  return db_->getLastInsertRowid();
}

void Store::update_chunk(std::int64_t id, const std::string& slots) {
  auto s = use(update_chunk_row);
  s->bind_blob(1, slots);
  s->bind(2, id);
  s->run();
}

void Store::remove_chunk(std::int64_t id) {
  auto s = use(delete_chunk);
  s->bind(1, id);
  s->run();
}

void Store::remove_chunks() { db_->exec("DELETE FROM owner_chunk"); }

void Store::name(const PersonKey& person, std::int64_t customer) {
  auto s = use(insert_named);
  s->bind_text(1, person.text());
  s->bind(2, customer);
  s->run();
}

std::vector<std::int64_t> Store::named(const PersonKey& person) {
  std::vector<std::int64_t> out;
  auto s = use(select_named);
  s->bind_text(1, person.text());
  while (s->step()) out.push_back(s->number(0));
  return out;
}

void Store::each_named(const std::function<void(PersonKey&&, std::int64_t)>& visit) {
  Statement s(*db_, "SELECT person, customer FROM named");
  while (s.step()) visit(PersonKey(s.text(0)), s.number(1));
}

void Store::remove_named() { db_->exec("DELETE FROM named"); }

void Store::add_match_key(std::int64_t hash, std::int64_t customer) {
  auto s = use(insert_match_key);
  s->bind(1, hash);
  s->bind(2, customer);
  s->run();
}

std::vector<std::int64_t> Store::matching(std::int64_t hash) {
  std::vector<std::int64_t> customers;
  auto s = use(select_match_key);
  s->bind(1, hash);
  while (s->step()) customers.push_back(s->number(0));
  return customers;
}

void Store::each_match_key(const std::function<void(std::int64_t, std::int64_t)>& visit) {
  Statement s(*db_, "SELECT hash, customer FROM match_key");
  while (s.step()) visit(s.number(0), s.number(1));
}

void Store::remove_match_keys() { db_->exec("DELETE FROM match_key"); }

// ---- rollups
// --------------------------------------------------------------------------------------------------

void Store::add_rollup(const Cell& cell, std::int64_t count) {
  const auto metric = static_cast<std::int32_t>(cell.metric);
  std::int64_t now = 0;
  {
    auto s = use(upsert_rollup);
    s->bind_text(1, cell.owner.text());
    s->bind(2, metric);
    s->bind(3, cell.day.days());
    s->bind(4, count);
    while (s->step()) now = s->number(0);
  }
  if (now != 0) return;
  auto s = use(delete_rollup);
  s->bind_text(1, cell.owner.text());
  s->bind(2, metric);
  s->bind(3, cell.day.days());
  s->run();
}

Sums Store::rollups() {
  Sums sums;
  Statement s(*db_, "SELECT owner, metric, day, count FROM rollup");
  while (s.step()) {
    const Cell cell{PersonKey(s.text(0)), static_cast<Metric>(s.number(1)),
                    day_from(s.number(2))};
    sums.emplace(cell, s.number(3));
  }
  return sums;
}

void Store::remove_rollups() { db_->exec("DELETE FROM rollup"); }

// ---- the rest
// -------------------------------------------------------------------------------------------------

std::int64_t Store::watermark(std::string_view source) {
  Statement s(*db_, "SELECT position FROM watermark WHERE source = ?");
  s.bind_text(1, source);
  return s.step() ? s.number(0) : -1;
}

void Store::raise_watermark(const std::string& source, std::int64_t position) {
  Statement s(*db_,
              "INSERT INTO watermark (source, position) VALUES (?, ?) "
              "ON CONFLICT (source) DO UPDATE SET position = excluded.position "
              "WHERE excluded.position > watermark.position");
  s.bind_text(1, source);
  s.bind(2, position);
  s.run();
}

void Store::run(Step step) { use(static_cast<Sql>(step))->run(); }

std::string Store::integrity() {
  Statement s(*db_, "PRAGMA integrity_check(1)");
  if (!s.step()) return "no answer";
  std::string says = s.text(0);
  // SQLite tells a page that it could not read as if the page were at fault.
  constexpr std::string_view kUnread = "error code=";
  const std::size_t at = says.find(kUnread);
  int code = 0;
  if (at != std::string::npos) {
    const char* from = says.data() + at + kUnread.size();
    std::from_chars(from, says.data() + says.size(), code);
  }
  if (says.find("failed to get page") != std::string::npos) code = SQLITE_IOERR_READ;
  if (code != 0 && (code & 0xff) != SQLITE_CORRUPT) throw error_of(code, "checking");
  return says;
}

std::int64_t Store::changes() { return db_->getTotalChanges(); }

std::int64_t Store::pages_written() {
  int pages = 0;
  int unused = 0;
  sqlite3_db_status(db_->getHandle(), SQLITE_DBSTATUS_CACHE_WRITE, &pages, &unused, 0);
  return pages;
}

Store::Stamp Store::stamp() {
  auto s = use(select_data_version);
  if (!s->step()) throw damaged("its version is not told");
  return {s->number(0), changes()};
}

void Store::enter(Step begin) {
  if (scopes_ == 0) {
    if (sqlite3_get_autocommit(db_->getHandle()) == 0) run(Step::roll_back);
    run(begin);
  }
  ++scopes_;
}

void Store::leave(Step end) noexcept {
  if (--scopes_ > 0 || sqlite3_get_autocommit(db_->getHandle()) != 0) return;
  try {
    run(end);
  } catch (...) {  // the next to enter ends it
  }
}

}  // namespace kith::book
