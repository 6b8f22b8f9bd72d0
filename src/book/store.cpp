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
constexpr std::array<const char*, 40> kSql{
    "BEGIN",
    "BEGIN IMMEDIATE",
    "COMMIT",
    "ROLLBACK",
    "SELECT salt, zone_minutes, start_day, rules_version, last_recorded, facts, "
    "customers, last_owner_day FROM meta WHERE id = 1",
    "UPDATE meta SET last_recorded = ?, facts = ?, customers = ?, last_owner_day = ? "
    "WHERE id = 1",
    "SELECT " KITH_CUSTOMER_COLUMNS " FROM customer WHERE key = ?",
    "SELECT " KITH_CUSTOMER_COLUMNS " FROM customer WHERE id = ?",
    "SELECT head FROM customer WHERE id = 0",
    "INSERT INTO customer (key, head, facts, chunk, events, state) "
    "VALUES (?, ?, ?, ?, ?, ?)",
    "UPDATE customer SET head = ?, facts = ?, chunk = ?, events = ?, state = ? "
    "WHERE id = ?",
    "SELECT " KITH_CUSTOMER_COLUMNS " FROM customer WHERE key > '' ORDER BY key",
    "SELECT " KITH_CUSTOMER_COLUMNS " FROM customer WHERE id >= ? ORDER BY id",
    "INSERT INTO log (customer, prev, recorded, body, words) VALUES (?, ?, ?, ?, ?)",
    "SELECT seq, customer, prev, recorded, body FROM log WHERE seq = ?",
    "SELECT seq, customer, prev, recorded, body, words FROM log WHERE seq = ?",
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

void bind_blob(SQLite::Statement& s, int at, const std::string& bytes) {
  s.bindNoCopy(at, static_cast<const void*>(bytes.data()),
               static_cast<int>(bytes.size()));
}

std::int64_t bits(std::uint64_t n) { return static_cast<std::int64_t>(n); }

CustomerRow customer_from(SQLite::Statement& s) {
  CustomerRow row;
  row.id = s.getColumn(0).getInt64();
  row.key = CustomerKey(s.getColumn(1).getString());
  row.head = s.getColumn(2).getInt64();
  row.facts = s.getColumn(3).getInt64();
  row.chunk = s.getColumn(4).getInt64();
  row.events = s.getColumn(5).getString();
  row.state = s.getColumn(6).getString();
  return row;
}

LogRow log_from(SQLite::Statement& s) {
  const auto recorded = Instant::checked(s.getColumn(3).getInt64());
  if (!recorded) throw damaged("a recorded instant is out of range");
  return {s.getColumn(0).getInt64(),  s.getColumn(1).getInt64(),
          s.getColumn(2).getInt64(),  *recorded,
          s.getColumn(4).getString(), {}};
}

LogRow step_to(SQLite::Statement& s, std::int64_t seq, std::int64_t customer) {
  s.bind(1, seq);
  if (!s.executeStep()) throw damaged("a fact is missing from the log");
  LogRow log = log_from(s);
  // Strictly backwards: a damaged chain cannot go round for ever.
  if (log.customer != customer || log.prev >= seq)
    throw damaged("a customer's chain in the log is broken");
  return log;
}

std::optional<SegmentRow> segment_from(SQLite::Statement& s) {
  if (!s.executeStep()) return std::nullopt;
  return SegmentRow{s.getColumn(0).getInt64(), s.getColumn(1).getString()};
}

ChunkRow chunk_from(SQLite::Statement& s) {
  return {s.getColumn(0).getInt64(), PersonKey(s.getColumn(1).getString()),
          s.getColumn(2).getString()};
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
  explicit Use(SQLite::Statement& s) : s_(s) {}
  ~Use() { s_.tryReset(); }
  Use(const Use&) = delete;
  Use& operator=(const Use&) = delete;
  SQLite::Statement* operator->() { return &s_; }
  SQLite::Statement& operator*() { return s_; }

 private:
  SQLite::Statement& s_;
};

Store::Store(std::unique_ptr<SQLite::Database> db) : db_(std::move(db)) {}

SQLite::Statement Store::prepare(Sql which) { return {*db_, kSql.at(which)}; }

Store::Use Store::use(Sql which) {
  auto& slot = statements_.at(which);
  if (!slot) slot = std::make_unique<SQLite::Statement>(prepare(which));
  return Use(*slot);
}

// ---- meta
// -----------------------------------------------------------------------------------------------------

Meta Store::meta() {
  auto s = use(select_meta);
  if (!s->executeStep()) throw damaged("its first row is missing");
  Meta meta;
  const std::string salt = s->getColumn(0).getString();
  if (salt.size() != meta.salt.size()) throw damaged("the salt has the wrong length");
  std::copy(salt.begin(), salt.end(), meta.salt.begin());
  meta.settings.zone.offset_minutes = s->getColumn(1).getInt();
  if (!s->isColumnNull(2)) meta.settings.start = day_from(s->getColumn(2).getInt64());
  meta.rules_version = s->getColumn(3).getInt64();
  meta.last_recorded = Instant(s->getColumn(4).getInt64());
  meta.facts = s->getColumn(5).getInt64();
  meta.customers = s->getColumn(6).getInt64();
  meta.last_owner_day = day_from(s->getColumn(7).getInt64());
  return meta;
}

void Store::set_counts(const Meta& meta) {
  auto s = use(update_meta);
  s->bind(1, meta.last_recorded.micros());
  s->bind(2, meta.facts);
  s->bind(3, meta.customers);
  s->bind(4, meta.last_owner_day.days());
  s->exec();
}

// ---- customers
// ------------------------------------------------------------------------------------------------

std::optional<CustomerRow> Store::customer(const CustomerKey& key) {
  auto s = use(select_customer_by_key);
  s->bindNoCopy(1, key.text());
  if (!s->executeStep()) return std::nullopt;
  return customer_from(*s);
}

std::optional<CustomerRow> Store::customer(std::int64_t id) {
  auto s = use(select_customer_by_id);
  s->bind(1, id);
  if (!s->executeStep()) return std::nullopt;
  return customer_from(*s);
}

std::int64_t Store::book_head() {
  auto s = use(select_book_head);
  if (!s->executeStep()) throw damaged("the row of the book itself is missing");
  return s->getColumn(0).getInt64();
}

void Store::insert(CustomerRow& row) {
  auto s = use(insert_customer);
  s->bindNoCopy(1, row.key.text());
  s->bind(2, row.head);
  s->bind(3, row.facts);
  s->bind(4, row.chunk);
  bind_blob(*s, 5, row.events);
  bind_blob(*s, 6, row.state);
  s->exec();
  row.id = db_->getLastInsertRowid();
}

void Store::update(const CustomerRow& row) {
  auto s = use(update_customer);
  s->bind(1, row.head);
  s->bind(2, row.facts);
  s->bind(3, row.chunk);
  bind_blob(*s, 4, row.events);
  bind_blob(*s, 5, row.state);
  s->bind(6, row.id);
  s->exec();
}

void Store::each_customer(const std::function<bool(CustomerRow&&)>& visit) {
  SQLite::Statement s = prepare(select_customers);  // its own, since visits may nest
  while (s.executeStep()) {
    if (!visit(customer_from(s))) return;
  }
}

std::int64_t Store::last_customer() {
  return db_->execAndGet("SELECT max(id) FROM customer").getInt64();
}

void Store::each_customer_by_id(std::int64_t from,
                                const std::function<bool(CustomerRow&&)>& visit) {
  SQLite::Statement s = prepare(select_customers_by_id);
  s.bind(1, from);
  while (s.executeStep()) {
    if (!visit(customer_from(s))) return;
  }
}

// ---- log
// ------------------------------------------------------------------------------------------------------

std::int64_t Store::append(std::int64_t customer, std::int64_t prev, Instant recorded,
                           const std::string& body, const std::string& words) {
  auto s = use(insert_log);
  s->bind(1, customer);
  s->bind(2, prev);
  s->bind(3, recorded.micros());
  bind_blob(*s, 4, body);
  if (words.empty()) {
    s->bind(5);
  } else {
    bind_blob(*s, 5, words);
  }
  s->exec();
  return db_->getLastInsertRowid();
}

std::vector<Fact> Store::history(const CustomerRow& row, std::optional<Instant> known_at,
                                 Refs refs) {
  std::vector<Fact> facts;
  facts.reserve(static_cast<std::size_t>(std::clamp<std::int64_t>(row.facts, 0, 65'536)));
  walk(select_log_row, row, [&](SQLite::Statement&, LogRow&& log) {
    if (known_at && log.recorded > *known_at) return;
    read_fact(log.body, row.key, log.recorded, refs, facts.emplace_back());
  });
  std::reverse(facts.begin(), facts.end());
  return facts;
}

void Store::each_of(const CustomerRow& row, const std::function<void(LogRow&&)>& visit) {
  walk(select_log_words, row, [&](SQLite::Statement& s, LogRow&& log) {
    log.words = s.getColumn(5).getString();
    visit(std::move(log));
  });
}

LogRow Store::log_row(std::int64_t seq, std::int64_t customer) {
  auto s = use(select_log_row);
  return step_to(*s, seq, customer);
}

template <class Visit>
void Store::walk(Sql which, const CustomerRow& row, const Visit& visit) {
  std::int64_t next = row.head;
  while (next != 0) {
    auto s = use(which);
    LogRow log = step_to(*s, next, row.id);
    next = log.prev;
    visit(*s, std::move(log));
  }
}

// Past the wrapper: a rebuild reads every fact of the book here.
void Store::each_log_row(std::int64_t first, std::int64_t last,
                         const std::function<void(const LogView&)>& visit) {
  sqlite3* const db = db_->getHandle();
  sqlite3_stmt* made = nullptr;
  const auto sound = [db](int code) {
    if (code != SQLITE_OK) throw SQLite::Exception(db, code);
  };
  sound(sqlite3_prepare_v2(db, kSql.at(select_log_range), -1, &made, nullptr));
  const std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)> s(made, sqlite3_finalize);
  sound(sqlite3_bind_int64(s.get(), 1, first));
  sound(sqlite3_bind_int64(s.get(), 2, last));
  int code = sqlite3_step(s.get());
  for (; code == SQLITE_ROW; code = sqlite3_step(s.get())) {
    LogView log;
    log.seq = sqlite3_column_int64(s.get(), 0);
    log.customer = sqlite3_column_int64(s.get(), 1);
    log.prev = sqlite3_column_int64(s.get(), 2);
    const auto recorded = Instant::checked(sqlite3_column_int64(s.get(), 3));
    if (!recorded) throw damaged("a recorded instant is out of range");
    log.recorded = *recorded;
    const void* const body = sqlite3_column_blob(s.get(), 4);
    const int size = sqlite3_column_bytes(s.get(), 4);
    if (size > 0 && body == nullptr) throw std::bad_alloc();
    log.body = {static_cast<const char*>(body), static_cast<std::size_t>(size)};
    visit(log);
  }
  if (code != SQLITE_DONE) throw SQLite::Exception(db, code);
}

// ---- documents and words
// --------------------------------------------------------------------------------------

std::map<std::string, Document> Store::documents() {
  std::map<std::string, Document> out;
  auto s = use(select_documents);
  while (s->executeStep()) {
    Document d{static_cast<DocumentKind>(s->getColumn(1).getInt()),
               s->getColumn(2).getString(), s->getColumn(0).getString(),
               s->getColumn(3).getString()};
    std::string hash = d.hash;
    out.emplace(std::move(hash), std::move(d));
  }
  return out;
}

void Store::put(const Document& document) {
  auto s = use(insert_document);
  s->bindNoCopy(1, document.hash);
  s->bind(2, static_cast<std::int32_t>(document.kind));
  s->bindNoCopy(3, document.id);
  s->bindNoCopy(4, document.json);
  s->exec();
}

std::string Store::words(TextRef ref) {
  auto s = use(select_words);
  s->bind(1, bits(ref.hi));
  s->bind(2, bits(ref.lo));
  return s->executeStep() ? s->getColumn(0).getString() : std::string();
}

void Store::put_words(std::int64_t customer, TextRef ref, std::string_view words) {
  auto s = use(insert_words);
  s->bind(1, bits(ref.hi));
  s->bind(2, bits(ref.lo));
  s->bind(3, customer);
  s->bind(4, std::string(words));
  s->exec();
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
  bind_blob(*s, 3, bytes);
  s->exec();
}

void Store::remove_segments(std::int64_t customer) {
  auto s = use(delete_segments);
  s->bind(1, customer);
  s->exec();
}

void Store::remove_segments() { db_->exec("DELETE FROM segment"); }

std::vector<std::int64_t> Store::segmented() {
  std::vector<std::int64_t> out;
  SQLite::Statement s(*db_, "SELECT DISTINCT customer FROM segment ORDER BY customer");
  while (s.executeStep()) out.push_back(s.getColumn(0).getInt64());
  return out;
}

// ---- owner chunks
// ---------------------------------------------------------------------------------------------

std::optional<ChunkRow> Store::chunk(std::int64_t id) {
  auto s = use(select_chunk);
  s->bind(1, id);
  if (!s->executeStep()) return std::nullopt;
  return chunk_from(*s);
}

std::optional<ChunkRow> Store::last_chunk(const PersonKey& owner) {
  auto s = use(select_last_chunk);
  s->bindNoCopy(1, owner.text());
  if (!s->executeStep()) return std::nullopt;
  return chunk_from(*s);
}

std::vector<ChunkRow> Store::chunks_of(const PersonKey& owner) {
  std::vector<ChunkRow> out;
  auto s = use(select_chunks_of);
  s->bindNoCopy(1, owner.text());
  while (s->executeStep()) out.push_back(chunk_from(*s));
  return out;
}

void Store::each_chunk(const std::function<void(ChunkRow&&)>& visit) {
  SQLite::Statement s = prepare(select_chunks);
  while (s.executeStep()) visit(chunk_from(s));
}

std::int64_t Store::insert_chunk(const PersonKey& owner) {
  auto s = use(insert_chunk_row);
  s->bindNoCopy(1, owner.text());
  s->exec();
  return db_->getLastInsertRowid();
}

void Store::update_chunk(std::int64_t id, const std::string& slots) {
  auto s = use(update_chunk_row);
  bind_blob(*s, 1, slots);
  s->bind(2, id);
  s->exec();
}

void Store::remove_chunk(std::int64_t id) {
  auto s = use(delete_chunk);
  s->bind(1, id);
  s->exec();
}

void Store::remove_chunks() { db_->exec("DELETE FROM owner_chunk"); }

void Store::name(const PersonKey& person, std::int64_t customer) {
  auto s = use(insert_named);
  s->bindNoCopy(1, person.text());
  s->bind(2, customer);
  s->exec();
}

std::vector<std::int64_t> Store::named(const PersonKey& person) {
  std::vector<std::int64_t> out;
  auto s = use(select_named);
  s->bindNoCopy(1, person.text());
  while (s->executeStep()) out.push_back(s->getColumn(0).getInt64());
  return out;
}

void Store::each_named(const std::function<void(PersonKey&&, std::int64_t)>& visit) {
  SQLite::Statement s(*db_, "SELECT person, customer FROM named");
  while (s.executeStep())
    visit(PersonKey(s.getColumn(0).getString()), s.getColumn(1).getInt64());
}

void Store::remove_named() { db_->exec("DELETE FROM named"); }

void Store::add_match_key(std::int64_t hash, std::int64_t customer) {
  auto s = use(insert_match_key);
  s->bind(1, hash);
  s->bind(2, customer);
  s->exec();
}

std::vector<std::int64_t> Store::matching(std::int64_t hash) {
  std::vector<std::int64_t> customers;
  auto s = use(select_match_key);
  s->bind(1, hash);
  while (s->executeStep()) customers.push_back(s->getColumn(0).getInt64());
  return customers;
}

void Store::each_match_key(const std::function<void(std::int64_t, std::int64_t)>& visit) {
  SQLite::Statement s(*db_, "SELECT hash, customer FROM match_key");
  while (s.executeStep()) visit(s.getColumn(0).getInt64(), s.getColumn(1).getInt64());
}

void Store::remove_match_keys() { db_->exec("DELETE FROM match_key"); }

// ---- rollups
// --------------------------------------------------------------------------------------------------

void Store::add_rollup(const Cell& cell, std::int64_t count) {
  const auto metric = static_cast<std::int32_t>(cell.metric);
  std::int64_t now = 0;
  {
    auto s = use(upsert_rollup);
    s->bindNoCopy(1, cell.owner.text());
    s->bind(2, metric);
    s->bind(3, cell.day.days());
    s->bind(4, count);
    if (s->executeStep()) now = s->getColumn(0).getInt64();
    while (!s->isDone()) s->executeStep();
  }
  if (now != 0) return;
  auto s = use(delete_rollup);
  s->bindNoCopy(1, cell.owner.text());
  s->bind(2, metric);
  s->bind(3, cell.day.days());
  s->exec();
}

Sums Store::rollups() {
  Sums sums;
  SQLite::Statement s(*db_, "SELECT owner, metric, day, count FROM rollup");
  while (s.executeStep()) {
    const Cell cell{PersonKey(s.getColumn(0).getString()),
                    static_cast<Metric>(s.getColumn(1).getInt()),
                    day_from(s.getColumn(2).getInt64())};
    sums.emplace(cell, s.getColumn(3).getInt64());
  }
  return sums;
}

void Store::remove_rollups() { db_->exec("DELETE FROM rollup"); }

// ---- the rest
// -------------------------------------------------------------------------------------------------

std::int64_t Store::watermark(std::string_view source) {
  SQLite::Statement s(*db_, "SELECT position FROM watermark WHERE source = ?");
  s.bind(1, std::string(source));
  return s.executeStep() ? s.getColumn(0).getInt64() : -1;
}

void Store::raise_watermark(const std::string& source, std::int64_t position) {
  SQLite::Statement s(*db_,
                      "INSERT INTO watermark (source, position) VALUES (?, ?) "
                      "ON CONFLICT (source) DO UPDATE SET position = excluded.position "
                      "WHERE excluded.position > watermark.position");
  s.bind(1, source);
  s.bind(2, position);
  s.exec();
}

void Store::run(Step step) { use(static_cast<Sql>(step))->exec(); }

std::string Store::integrity() {
  SQLite::Statement s(*db_, "PRAGMA integrity_check(1)");
  if (!s.executeStep()) return "no answer";
  std::string says = s.getColumn(0).getString();
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
  if (!s->executeStep()) throw damaged("its version is not told");
  return {s->getColumn(0).getInt64(), changes()};
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
