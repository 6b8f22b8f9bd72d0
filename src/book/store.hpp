// Store: the book's rows, read and written. All statements of the room stand in store.cpp
// and schema.cpp; what rows mean stands elsewhere.
#pragma once

#include <SQLiteCpp/Database.h>

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "book/batch_groups.hpp"
#include "book/codec.hpp"
#include "book/statement.hpp"
#include "book/sums.hpp"
#include "kith/base/hash.hpp"
#include "kith/flow/flow.hpp"

namespace kith::book {

/// Customer 0 with an empty key is the book.
inline constexpr std::int64_t kBookId = 0;

/// Customers who may still stand as earlier rules had them, states and slots: those of
/// the ids from first to last.
struct Behind {
  std::int64_t first = 1;
  std::int64_t last = 0;
  [[nodiscard]] bool holds(std::int64_t id) const { return first <= id && id <= last; }
  [[nodiscard]] std::int64_t count() const { return last < first ? 0 : last - first + 1; }
};

struct Meta {
  HashKey salt{};
  Settings settings;
  Instant last_recorded;
  std::int64_t facts = 0;
  std::int64_t customers = 0;
  Date last_owner_day = Date::min();  ///< no fact changes an owner after it
  Behind behind;
};

struct CustomerRow {
  std::int64_t id = -1;
  CustomerKey key;
  std::int64_t head = 0;   ///< seq of the latest fact in the log, 0: none
  std::int64_t facts = 0;  ///< in the log
  std::int64_t chunk = 0;  ///< owner chunk that lists the customer, 0: none
  std::string events;      ///< fingerprints
  std::string state;       ///< framed bytes; empty for the book
};

/// A fact in the log. Words stand here when no state can name them (codec.hpp).
struct LogRow {
  std::int64_t seq = 0;
  std::int64_t customer = 0;
  std::int64_t prev = 0;
  Instant recorded;
  std::string body;
  std::string words;  ///< read by each_of() only
};

/// A fact in the log while it is looked at: the body is borrowed.
struct LogView {
  std::int64_t seq = 0;
  std::int64_t customer = 0;
  std::int64_t prev = 0;
  Instant recorded;
  std::string_view body;
};

/// Words of the vault while they are looked at: they are borrowed.
struct VaultView {
  std::int64_t customer = 0;
  TextRef ref;
  std::string_view words;
};

/// A piece of a customer's history (segments.hpp).
struct SegmentRow {
  std::int64_t day = 0;
  std::string bytes;
};

struct ChunkRow {
  std::int64_t id = 0;
  PersonKey owner;
  std::string slots;
};

/// One thread at a time. Throws SQLite::Exception and Error.
class Store {
 public:
  enum class Step { read, write, commit, roll_back };
  explicit Store(std::unique_ptr<SQLite::Database> db);
  SQLite::Database& database() { return *db_; }

  Meta meta();
  /// All but the salt and the settings.
  void set_counts(const Meta& meta);

  std::optional<CustomerRow> customer(const CustomerKey& key);
  std::optional<CustomerRow> customer(std::int64_t id);
  /// Of many: ids by key, ascending; the keys ascend, −1 is who is not there.
  std::vector<std::int64_t> ids_of(std::span<const Group> groups);
  /// Of many: ids ascend, one row for each. Throws damaged_book unless all are there.
  void read_customers(std::span<const std::int64_t> ids, std::vector<CustomerRow>& rows);
  std::int64_t book_head();
  /// Gives the row its id.
  void insert(CustomerRow& row);
  void update(const CustomerRow& row);
  /// Ascending by key, the book left out; the visitor returns false to stop. Nested calls
  /// are allowed.
  void each_customer(const std::function<bool(CustomerRow&&)>& visit);
  /// The highest id, or that of the book.
  std::int64_t last_customer();
  /// Ascending by id, from an id on, at most so many, in the place of what `rows` held.
  void customers_from(std::int64_t from, std::size_t most,
                      std::vector<CustomerRow>& rows);

  std::int64_t append(std::int64_t customer, std::int64_t prev, Instant recorded,
                      std::string_view body, std::string_view words);
  /// The facts of a customer in log order, recorded at or before known_at; throws
  /// damaged_book when the chain is broken.
  std::vector<Fact> history(const CustomerRow& row, std::optional<Instant> known_at = {},
                            Refs refs = Refs::all);
  /// Without its words. Throws damaged_book unless it is there, the customer's, and
  /// follows an earlier one.
  LogRow log_row(std::int64_t seq, std::int64_t customer);
  /// The facts of a customer with their words, newest first.
  void each_of(const CustomerRow& row, const std::function<void(LogRow&&)>& visit);
  /// Rows of the customers of [first, last], in log order.
  void each_log_row(std::int64_t first, std::int64_t last,
                    const std::function<void(const LogView&)>& visit);

  std::map<std::string, Document> documents();
  void put(const Document& document);

  std::string words(TextRef ref);
  /// Of the customers of [first, last], in any order.
  void each_vault_row(std::int64_t first, std::int64_t last,
                      const std::function<void(const VaultView&)>& visit);
  void put_words(std::int64_t customer, TextRef ref, std::string_view words);

  std::optional<SegmentRow> segment(std::int64_t customer, std::int64_t day);
  /// The last one that begins on a day or before it, and the first one after it.
  std::optional<SegmentRow> segment_at(std::int64_t customer, Date day);
  std::optional<SegmentRow> segment_after(std::int64_t customer, Date day);
  void put_segment(std::int64_t customer, std::int64_t day, const std::string& bytes);
  void remove_segments(std::int64_t customer);
  void remove_segments();
  /// Customers with segments, ascending.
  std::vector<std::int64_t> segmented();

  std::optional<ChunkRow> chunk(std::int64_t id);
  /// Latest chunk of an owner.
  std::optional<ChunkRow> last_chunk(const PersonKey& owner);
  std::vector<ChunkRow> chunks_of(const PersonKey& owner);
  void each_chunk(const std::function<void(ChunkRow&&)>& visit);
  std::int64_t insert_chunk(const PersonKey& owner);
  void update_chunk(std::int64_t id, const std::string& slots);
  void remove_chunk(std::int64_t id);
  void remove_chunks();

  /// Lists a customer under somebody a fact of it names. Nothing when it is listed.
  void name(const PersonKey& person, std::int64_t customer);
  std::vector<std::int64_t> named(const PersonKey& person);
  void each_named(const std::function<void(PersonKey&&, std::int64_t)>& visit);
  void remove_named();

  /// Finds a customer by a hash of match_keys.hpp. Nothing when it is found already.
  void add_match_key(std::int64_t hash, std::int64_t customer);
  std::vector<std::int64_t> matching(std::int64_t hash);
  void each_match_key(const std::function<void(std::int64_t, std::int64_t)>& visit);
  void remove_match_keys();

  void add_rollup(const Cell& cell, std::int64_t count);
  Sums rollups();
  void remove_rollups();

  std::int64_t watermark(std::string_view source);
  void raise_watermark(const std::string& source, std::int64_t position);

  /// First line of SQLite's integrity check, "ok" for a sound file.
  std::string integrity();
  /// Rows changed, and pages written, since the connection was made: the work done.
  std::int64_t changes();
  std::int64_t pages_written();
  /// Differs when the book may: the commits of others, and changes of this connection.
  using Stamp = std::pair<std::int64_t, std::int64_t>;
  Stamp stamp();

 private:
  friend class ReadScope;
  friend class WriteScope;
  // A transaction begun here is ended here, if not by its own end, for which there may be
  // no memory, then by the next one's beginning.
  void enter(Step begin);
  void leave(Step end) noexcept;
  void run(Step step);

  class Use;
  enum Sql : std::size_t;
  static constexpr std::size_t kStatements = 41;
  Use use(Sql which);
  Statement prepare(Sql which);
  /// From a customer's latest fact to its first.
  template <class Visit>
  void walk(Sql which, const CustomerRow& row, const Visit& visit);

  std::unique_ptr<SQLite::Database> db_;  // outlives the statements below
  std::array<std::unique_ptr<Statement>, kStatements> statements_;
  int scopes_ = 0;  ///< open, one in the other
};

/// One transaction of reading, so that several statements see one book. Nests.
class ReadScope {
 public:
  explicit ReadScope(Store& store) : store_(store) { store_.enter(Store::Step::read); }
  ~ReadScope() { store_.leave(Store::Step::commit); }
  ReadScope(const ReadScope&) = delete;
  ReadScope& operator=(const ReadScope&) = delete;

 private:
  Store& store_;
};

/// One transaction of writing; rolled back unless committed. Never in another scope.
class WriteScope {
 public:
  explicit WriteScope(Store& store) : store_(store) { store_.enter(Store::Step::write); }
  ~WriteScope() { store_.leave(Store::Step::roll_back); }
  void commit() { store_.run(Store::Step::commit); }
  WriteScope(const WriteScope&) = delete;
  WriteScope& operator=(const WriteScope&) = delete;

 private:
  Store& store_;
};

}  // namespace kith::book
