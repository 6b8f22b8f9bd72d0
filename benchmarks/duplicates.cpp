// Who may be the customer about to be created, in a book of so many: name, phone and
// credit code asked at once. And the scan of the whole book for pairs.
//
// Peer: one table with an index each on folded name, core name, phone and credit code,
// filled by the same folding, and one indexed look-up each by prepared statement; it
// reads the customer's name and owner, and gives no score or reason. One customer in
// fifty is a second entry of another; a third of those under a like name, a third with
// the phone, a third with both and another owner.
#include <optional>
#include <set>

#include "fixture.hpp"
#include "harness.hpp"
#include "kith/ownership/duplicates.hpp"

namespace {

using namespace kith;
using namespace kith::bench;

constexpr std::int64_t kOneIn = 50;
constexpr std::int64_t kPart = 20'000;

/// Customer c as both sides hold it.
IdentityFields made(std::int64_t c) {
  const bool second = c % kOneIn == kOneIn - 1;
  const std::int64_t of = second ? c - 1 : c;
  const std::int64_t way = c / kOneIn % 3;
  IdentityFields f;
  f.key = World::customer_key(c);
  const auto number = std::to_string(100'000'000 + (second && way == 1 ? c : of));
  f.name = "华信" + number + (second ? "科技" : "科技有限公司");
  const std::int64_t phone = second && way == 0 ? c : of;
  f.phones = {"13" + std::to_string(100'000'000 + phone)};
  return f;
}

std::string owner_of(std::int64_t c) {
  return World::owner_key(c / kCustomersPerOwner + (c % kOneIn == kOneIn - 1 ? 1 : 0));
}

void add(Batch& batch, std::int64_t c) {
  const IdentityFields f = made(c);
  const auto put = [&](const char* key, auto body_of) {
    Fact fact;
    fact.head.root = CustomerKey(f.key);
    fact.head.event = {"load", key};
    fact.head.occurred = Occurred::on(first_day());
    fact.body = body_of(fact.head);
    batch.add(std::move(fact)).value();
  };
  put("c", [&](const FactHead& head) {
    return CustomerFact{{{Field::name, batch.put_text(head, "name", f.name)}}};
  });
  put("p", [&](const FactHead& head) {
    ContactFact contact;
    contact.contact = ContactKey("k");
    contact.phone = batch.put_text(head, "phone", f.phones.front());
    return contact;
  });
  put("o", [&](const FactHead&) { return OwnerFact{PersonKey(owner_of(c))}; });
}

std::filesystem::path ours() {
  const auto path = arguments().folder /
                    ("duplicates-" + std::to_string(arguments().customers) + ".kith");
  if (std::filesystem::exists(path)) return path;
  std::filesystem::create_directories(arguments().folder);
  BookOptions options;
  options.create = true;
  options.durability = Durability::bulk;
  Book book = Book::open(path.string(), options).value();
  for (std::int64_t from = 0; from < arguments().customers; from += kPart) {
    Batch batch;
    const std::int64_t end = std::min(arguments().customers, from + kPart);
    for (std::int64_t c = from; c < end; ++c) add(batch, c);
    (void)book.record(batch, Instant(1'700'000'000'000'000)).value();
  }
  return path;
}

class Peer {
 public:
  Peer() {
    const auto path = arguments().folder /
                      ("duplicates-" + std::to_string(arguments().customers) + ".db");
    const bool fresh = !std::filesystem::exists(path);
    expect(sqlite3_open(path.c_str(), &db_) == SQLITE_OK, "open");
    run("PRAGMA cache_size = -16384");
    if (fresh) fill();
    const char* columns[] = {"folded", "core", "phone", "code"};
    for (std::size_t i = 0; i < 4; ++i) {
      const std::string sql =
          std::string("SELECT id, key, name, owner FROM customer WHERE ") + columns[i] +
          " = ?";
      sqlite3_prepare_v2(db_, sql.c_str(), -1, &asks_[i], nullptr);
    }
  }
  ~Peer() {
    for (sqlite3_stmt* s : asks_) sqlite3_finalize(s);
    sqlite3_close(db_);
  }
  Peer(const Peer&) = delete;
  Peer& operator=(const Peer&) = delete;

  std::set<std::string> find(const IdentityFields& fields) {
    const Identity identity = identity_of(fields);
    const std::string values[] = {identity.name.folded, identity.name.core,
                                  identity.phones.empty() ? "" : identity.phones.front(),
                                  identity.credit_code};
    std::set<std::string> keys;
    run("BEGIN");
    for (std::size_t i = 0; i < 4; ++i) {
      if (values[i].empty()) continue;
      sqlite3_bind_text(asks_[i], 1, values[i].data(), static_cast<int>(values[i].size()),
                        SQLITE_STATIC);
      while (sqlite3_step(asks_[i]) == SQLITE_ROW) {
        benchmark::DoNotOptimize(sqlite3_column_text(asks_[i], 2));
        benchmark::DoNotOptimize(sqlite3_column_text(asks_[i], 3));
        keys.insert(reinterpret_cast<const char*>(sqlite3_column_text(asks_[i], 1)));
      }
      sqlite3_reset(asks_[i]);
    }
    run("COMMIT");
    return keys;
  }

 private:
  void run(const char* sql) {
    expect(sqlite3_exec(db_, sql, nullptr, nullptr, nullptr) == SQLITE_OK, sql);
  }
  void fill() {
    run("CREATE TABLE customer (id INTEGER PRIMARY KEY, key TEXT, name TEXT, "
        "owner TEXT, folded TEXT, core TEXT, phone TEXT, code TEXT)");
    run("BEGIN");
    sqlite3_stmt* put = nullptr;
    sqlite3_prepare_v2(db_, "INSERT INTO customer VALUES (NULL, ?, ?, ?, ?, ?, ?, NULL)",
                       -1, &put, nullptr);
    for (std::int64_t c = 0; c < arguments().customers; ++c) {
      const IdentityFields f = made(c);
      const Identity identity = identity_of(f);
      const std::string values[] = {f.key,
                                    f.name,
                                    owner_of(c),
                                    identity.name.folded,
                                    identity.name.core,
                                    identity.phones.front()};
      for (int i = 0; i < 6; ++i)
        sqlite3_bind_text(put, i + 1, values[i].data(),
                          static_cast<int>(values[i].size()), SQLITE_STATIC);
      sqlite3_step(put);
      sqlite3_reset(put);
    }
    sqlite3_finalize(put);
    for (const char* column : {"folded", "core", "phone", "code"}) {
      const std::string sql =
          std::string("CREATE INDEX of_") + column + " ON customer (" + column + ")";
      run(sql.c_str());
    }
    run("COMMIT");
  }

  sqlite3* db_ = nullptr;
  std::array<sqlite3_stmt*, 4> asks_{};
};

struct Sides {
  Book book;
  Peer peer;
};

Sides& sides() {
  static Sides s{[] {
                   BookOptions options;
                   options.read_only = true;
                   return Book::open(ours().string(), options).value();
                 }(),
                 {}};
  return s;
}

std::int64_t customer_at(std::int64_t i) {
  const auto n =
      static_cast<std::int64_t>(scatter(11, static_cast<std::uint64_t>(i)) >> 16);
  const std::int64_t c = n % arguments().customers;
  return i % 2 == 0 ? c : c / kOneIn * kOneIn + kOneIn - 1;  // half are second entries
}

DuplicateOptions question(std::int64_t c) {
  const IdentityFields f = made(std::min(c, arguments().customers - 1));
  return {.fields = {.name = f.name, .phone = f.phones.front()},
          .owner = PersonKey("new")};
}

void ask_ours(benchmark::State& state) {
  const View view(sides().book.source(), {.as_of = today()});
  std::int64_t i = 0;
  for (auto _ : state)
    benchmark::DoNotOptimize(view.duplicates(question(customer_at(i++))));
}

void ask_peer(benchmark::State& state) {
  std::int64_t i = 0;
  for (auto _ : state) {
    const std::int64_t c = std::min(customer_at(i++), arguments().customers - 1);
    benchmark::DoNotOptimize(sides().peer.find(made(c)));
  }
}

void scan_ours(benchmark::State& state) {
  const View view(sides().book.source(), {.as_of = today()});
  for (auto _ : state) {
    const Stopwatch watch;
    benchmark::DoNotOptimize(view.duplicate_pairs());
    state.counters["customers_per_second"] =
        static_cast<double>(arguments().customers) / watch.seconds();
  }
}

void compare_answers() {
  const View view(sides().book.source(), {.as_of = today()});
  for (std::int64_t i = 0; i < 200; ++i) {
    const std::int64_t c = std::min(customer_at(i), arguments().customers - 1);
    const Table t = view.duplicates(question(c));
    std::set<std::string> keys;
    for (std::int64_t row = 0; row < t.rows(); ++row)
      keys.insert(t.cell("candidate_key", row));
    if (keys != sides().peer.find(made(c))) differ("candidates of one customer");
  }
  const std::int64_t seconds = arguments().customers / kOneIn;
  if (view.duplicate_pairs().rows() != seconds) differ("pairs of the whole book");
}

}  // namespace

int main(int argc, char** argv) {
  begin(argc, argv);
  in_turn("duplicates of one customer", {}, ask_ours, ask_peer);
  alone("scan of the whole book", {.iterations = 1, .unit = benchmark::kMillisecond},
        scan_ours);
  return run(compare_answers);
}
