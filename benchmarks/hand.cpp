#include "hand.hpp"

#include <algorithm>
#include <stdexcept>
#include <tuple>

namespace kith::bench {
namespace {

constexpr const char* kTables = R"sql(
CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
CREATE TABLE customer (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  owner INTEGER NOT NULL,
  class INTEGER NOT NULL,
  gap INTEGER NOT NULL,
  last_day INTEGER NOT NULL,
  due INTEGER NOT NULL
) STRICT;
CREATE INDEX customer_due ON customer (owner, due);
CREATE TABLE fact (
  id INTEGER PRIMARY KEY,
  customer INTEGER NOT NULL,
  occurred INTEGER NOT NULL,
  recorded INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  channel INTEGER NOT NULL,
  outcome INTEGER NOT NULL,
  event TEXT NOT NULL,
  words TEXT NOT NULL
) STRICT;
CREATE INDEX fact_of ON fact (customer, occurred);
)sql";

// In the order of Hand::Statement.
constexpr std::array<const char*, 13> kSql{
    "BEGIN IMMEDIATE",
    "COMMIT",
    "INSERT INTO person (id, name) VALUES (?, ?)",
    "INSERT INTO customer (id, name, owner, class, gap, last_day, due) "
    "VALUES (?, ?, ?, ?, ?, ?, ?)",
    "INSERT INTO fact (customer, occurred, recorded, kind, channel, outcome, event, "
    "words) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    "UPDATE customer SET last_day = ?1, "
    "due = CASE gap WHEN 5 THEN ?2 WHEN 10 THEN ?3 ELSE ?4 END "
    "WHERE id = ?5 AND last_day <= ?1",
    "SELECT id, due FROM customer WHERE owner = ? AND due < ? "
    "ORDER BY class, due, id LIMIT 50",
    "SELECT id, due FROM customer WHERE owner = ? AND due < ? "
    "ORDER BY due, class, id LIMIT 50",
    "SELECT max(occurred) FROM fact WHERE customer = ? AND occurred < ? AND kind = 60",
    "SELECT id, due FROM customer WHERE id = ?",
    "SELECT id, class FROM customer WHERE owner = ?",
    "SELECT count(*) FROM fact",
    "DELETE FROM fact",
};

constexpr std::int64_t kMicrosPerDay = 86'400'000'000;
constexpr std::int64_t kZoneMicros = 28'800'000'000;

std::int32_t local_day(std::int64_t micros) {
  return static_cast<std::int32_t>((micros + kZoneMicros) / kMicrosPerDay);
}

[[noreturn]] void fail(sqlite3* db) { throw std::runtime_error(sqlite3_errmsg(db)); }

void execute(sqlite3* db, const char* sql) {
  if (sqlite3_exec(db, sql, nullptr, nullptr, nullptr) != SQLITE_OK) fail(db);
}

}  // namespace

HandCalendar::HandCalendar() : first_(first_day().plus_days(-30).days()) {
  const Calendar& china = china_calendar();
  for (std::int32_t day = first_; day < first_ + 600; ++day) {
    if (china.is_working(Date(day))) days_.push_back(day);
    index_.push_back(static_cast<std::int32_t>(days_.size()) - 1);
  }
}

Hand::Hand(const std::filesystem::path& path, Sync sync) {
  const bool fresh = !std::filesystem::exists(path);
  if (sqlite3_open(path.c_str(), &db_) != SQLITE_OK) fail(db_);
  execute(db_, "PRAGMA journal_mode = WAL");
  execute(db_,
          sync == Sync::full ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = OFF");
  execute(db_, "PRAGMA cache_size = -16384");
  execute(db_, "PRAGMA temp_store = MEMORY");
  if (fresh) execute(db_, kTables);
}

Hand::~Hand() {
  for (sqlite3_stmt* statement : prepared_) sqlite3_finalize(statement);
  sqlite3_close(db_);
}

sqlite3_stmt* Hand::ready(Statement which) {
  sqlite3_stmt*& statement = prepared_[which];
  if (statement == nullptr &&
      sqlite3_prepare_v3(db_, kSql[which], -1, SQLITE_PREPARE_PERSISTENT, &statement,
                         nullptr) != SQLITE_OK) {
    fail(db_);
  }
  return statement;
}

void Hand::run(Statement which) {
  sqlite3_stmt* statement = ready(which);
  if (sqlite3_step(statement) != SQLITE_DONE) fail(db_);
  sqlite3_reset(statement);
}

void Hand::begin() { run(begin_); }

void Hand::commit() { run(commit_); }

void Hand::add_owner(std::int64_t owner) {
  sqlite3_stmt* s = ready(put_owner);
  const std::string name = World::owner_name(owner);
  sqlite3_bind_int64(s, 1, owner);
  sqlite3_bind_text(s, 2, name.data(), static_cast<int>(name.size()), SQLITE_STATIC);
  run(put_owner);
}

void Hand::put(std::int64_t customer, std::int64_t occurred, FactKind kind,
               Channel channel, const std::string& event, const std::string& words) {
  sqlite3_stmt* s = ready(put_fact);
  sqlite3_bind_int64(s, 1, customer);
  sqlite3_bind_int64(s, 2, occurred);
  sqlite3_bind_int64(s, 3, occurred);
  sqlite3_bind_int(s, 4, static_cast<int>(kind));
  sqlite3_bind_int(s, 5, static_cast<int>(channel));
  sqlite3_bind_int(s, 6, static_cast<int>(Outcome::answered));
  sqlite3_bind_text(s, 7, event.data(), static_cast<int>(event.size()), SQLITE_STATIC);
  sqlite3_bind_text(s, 8, words.data(), static_cast<int>(words.size()), SQLITE_STATIC);
  run(put_fact);
}

void Hand::add_customer(const World& world, std::int64_t customer) {
  const std::string name = World::customer_name(customer);
  const int tier = World::tier_of(customer);
  const std::int32_t gap = World::gap_of(tier);
  const std::int32_t day = first_day().days();
  sqlite3_stmt* s = ready(put_customer);
  sqlite3_bind_int64(s, 1, customer);
  sqlite3_bind_text(s, 2, name.data(), static_cast<int>(name.size()), SQLITE_STATIC);
  sqlite3_bind_int64(s, 3, world.owner_of(customer));
  sqlite3_bind_int(s, 4, tier);
  sqlite3_bind_int(s, 5, gap);
  sqlite3_bind_int(s, 6, day);
  sqlite3_bind_int(s, 7, calendar_.add(day, gap));
  run(put_customer);
  const std::string n = std::to_string(customer);
  const std::int64_t midnight = day * kMicrosPerDay - kZoneMicros;
  put(customer, midnight, FactKind::customer, Channel::unknown, "c" + n, name);
  put(customer, midnight, FactKind::owner, Channel::unknown, "o" + n,
      World::owner_key(world.owner_of(customer)));
  put(customer, midnight, FactKind::tier, Channel::unknown, "t" + n,
      std::string(1, static_cast<char>('A' + tier)));
}

void Hand::add_touch(const TouchMade& touch) {
  put(touch.customer, touch.occurred, FactKind::touch, touch.channel, touch.event,
      touch.words);
  const std::int32_t day = touch.day.days();
  sqlite3_stmt* s = ready(set_due);
  sqlite3_bind_int(s, 1, day);
  for (int tier = 0; tier < 3; ++tier)
    sqlite3_bind_int(s, 2 + tier, calendar_.add(day, World::gap_of(tier)));
  sqlite3_bind_int64(s, 5, touch.customer);
  run(set_due);
}

std::vector<HandDue> Hand::rows(Statement which) {
  sqlite3_stmt* s = ready(which);
  std::vector<HandDue> out;
  while (sqlite3_step(s) == SQLITE_ROW)
    out.push_back({sqlite3_column_int64(s, 0), sqlite3_column_int(s, 1)});
  if (sqlite3_reset(s) != SQLITE_OK) fail(db_);
  return out;
}

std::vector<HandDue> Hand::list(std::int64_t owner, std::int32_t day, ListOrder order) {
  const Statement which = order == ListOrder::by_class ? list_by_class : list_by_due;
  sqlite3_stmt* s = ready(which);
  sqlite3_bind_int64(s, 1, owner);
  sqlite3_bind_int(s, 2, day);
  return rows(which);
}

HandDue Hand::due(std::int64_t customer) {
  sqlite3_bind_int64(ready(due_of), 1, customer);
  const auto found = rows(due_of);
  return found.empty() ? HandDue{} : found.front();
}

HandDue Hand::past_due(std::int64_t customer, std::int32_t day) {
  sqlite3_stmt* s = ready(last_touch);
  sqlite3_bind_int64(s, 1, customer);
  sqlite3_bind_int64(s, 2, (day + std::int64_t{1}) * kMicrosPerDay - kZoneMicros);
  if (sqlite3_step(s) != SQLITE_ROW) fail(db_);
  const bool none = sqlite3_column_type(s, 0) == SQLITE_NULL;
  const std::int32_t last =
      none ? first_day().days() : local_day(sqlite3_column_int64(s, 0));
  sqlite3_reset(s);
  return {customer, calendar_.add(last, World::gap_of(World::tier_of(customer)))};
}

std::vector<HandDue> Hand::past_list(std::int64_t owner, std::int32_t day,
                                     ListOrder order) {
  sqlite3_bind_int64(ready(customers_of), 1, owner);
  std::vector<HandDue> overdue;
  for (const HandDue& customer : rows(customers_of)) {
    const HandDue then = past_due(customer.customer, day);
    if (then.due < day) overdue.push_back(then);
  }
  std::sort(overdue.begin(), overdue.end(), [order](const HandDue& a, const HandDue& b) {
    const int x = World::tier_of(a.customer), y = World::tier_of(b.customer);
    return order == ListOrder::by_class
               ? std::tuple(x, a.due, a.customer) < std::tuple(y, b.due, b.customer)
               : std::tuple(a.due, x, a.customer) < std::tuple(b.due, y, b.customer);
  });
  if (overdue.size() > 50) overdue.resize(50);
  return overdue;
}

void Hand::forget_facts() { run(delete_facts); }

std::int64_t Hand::facts() {
  sqlite3_stmt* s = ready(count_facts);
  if (sqlite3_step(s) != SQLITE_ROW) fail(db_);
  const std::int64_t n = sqlite3_column_int64(s, 0);
  sqlite3_reset(s);
  return n;
}

}  // namespace kith::bench
