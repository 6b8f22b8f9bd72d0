// Importer: rows of one workbook on their way to facts. Private to exchange.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/roster.hpp"
#include "kith/exchange/import.hpp"

namespace kith::exchange {

/// A remark on a row: what, where, and the words for people.
struct Remark {
  RowOutcome outcome{};  ///< what it makes of the row; 0: a note that changes nothing
  std::string column;    ///< header as written
  std::string code;
  std::string text;  ///< the cell as it stands
  std::string zh;
  std::string en;
};

/// What the row in hand has come to.
struct RowState {
  std::string customer;  ///< name as linked or created
  CustomerKey key;
  bool created = false;  ///< facts that were not there
  bool updated = false;
  bool linked_by_other_name = false;
  std::int64_t facts = 0;
  std::vector<Remark> remarks;
};

/// A word of a document's vocabulary.
struct BilingualId {
  std::string id;
  std::string zh;
  std::string en;
};

/// Stops reading the row: it is left out whole, with this remark.
struct RowStop {
  Remark remark;
};

class Importer {
 public:
  Importer(const Source* known, const ImportOptions& options);

  Result<Import> run(const Workbook& workbook);

 private:
  // ---- one table, one row
  void read_table(const FoundTable& table);
  void read_row(const FoundTable& table, const BodyRow& row);
  void customer_row();
  void touch_row(bool interaction);
  void person_row();
  void deal_row();
  void order_row();
  void receipt_row();

  // ---- cells of the row in hand
  [[nodiscard]] const Cell& cell(std::string_view column) const;
  [[nodiscard]] std::string text(std::string_view column) const;
  [[nodiscard]] std::string header(std::string_view column) const;
  std::optional<DateCell> date(std::string_view column);
  std::optional<MoneyCell> money(std::string_view column);
  Date day_or_stop(std::string_view column);
  PersonKey person(std::string_view column, Date day);
  [[noreturn]] void stop(RowOutcome outcome, std::string_view column, std::string code,
                         std::string zh, std::string en) const;
  [[noreturn]] void stop(std::string_view column, const Error& error) const;
  void note(std::string_view column, std::string code, std::string zh, std::string en);

  // ---- meaning
  [[nodiscard]] std::string customer_name() const;  ///< stops when the cell is empty
  [[noreturn]] void stop_ambiguous(const CustomerLink& link) const;
  CustomerKey known_customer();
  CustomerKey customer_of_sheet(std::string& name, bool& fresh);
  Channel channel_cell();
  void next_step(const FactHead& touch, Date day, const PersonKey& actor);
  void add_tags(const CustomerKey& key, Date day);
  std::vector<std::pair<Field, FieldValue>> customer_fields(
      const FactHead& head, Batch& words, std::optional<std::int64_t> cycle,
      const CustomerKey& parent);
  std::optional<std::int64_t> purchase_cycle();
  CustomerKey parent_of(const CustomerKey& child);
  void put_contact(const CustomerKey& key, Date day);
  const std::vector<BilingualId>& purposes();
  std::string purpose_id();
  /// The content with what has no place of its own in a touch behind it.
  [[nodiscard]] std::string touch_content(bool interaction,
                                          const std::string& purpose) const;

  // ---- deals
  /// How a deal ended as its row says: end open for one that has not.
  struct Ending {
    DealEnd end = DealEnd::open;
    std::string reason;
  };
  const Pipeline& pipeline();
  std::string stage_id(const std::string& word);
  std::string lost_reason_id(const std::string& written);
  /// Reads stage, state and lost_reason together.
  Ending deal_ending(std::string& stage);
  [[nodiscard]] std::optional<Date> last_stage_day(const CustomerKey& root,
                                                   const DealKey& deal) const;

  // ---- facts
  [[nodiscard]] std::string hash(std::initializer_list<std::string_view> parts) const;
  [[nodiscard]] EventKey event(std::string_view key, std::string_view part = {}) const;
  [[nodiscard]] Occurred occurred(const DateCell& cell) const;
  using MakeBody = std::function<FactBody(const FactHead&, Batch& words)>;
  /// Adds the fact unless it is there already; a fact of the same event with other
  /// content gets the next revision.
  void emit(const CustomerKey& root, EventKey event, Occurred when,
            const PersonKey& author, const MakeBody& make);
  /// Facts of one root that are known, from the source and from this import.
  std::vector<std::pair<Fact, std::vector<std::string>>> known_facts(
      const CustomerKey& root, const EventKey& event) const;

  /// Columns with values that nothing reads, and headers nobody claims: once a table, on
  /// the row in hand.
  void note_unread_columns();
  void write_row(std::int64_t line);
  void write_skipped(const FoundTable& table);

  const Source* known_;
  const ImportOptions& options_;
  Roster roster_;
  Batch batch_;
  TableWriter report_;
  std::map<CustomerKey, std::vector<Fact>> own_;  ///< facts made here, by root
  mutable std::map<CustomerKey, std::vector<Fact>> logs_;
  std::map<std::string, std::int32_t> ordinals_;
  std::shared_ptr<const Rules> rules_;
  std::optional<Pipeline> pipeline_;
  std::vector<BilingualId> purposes_;
  std::set<PersonKey> met_;     ///< people named so far
  std::int64_t unchanged_ = 0;  ///< facts met again as they are known

  const FoundTable* table_ = nullptr;
  const BodyRow* body_ = nullptr;
  RowState row_;
};

extern const TableSchema kImportReport;

}  // namespace kith::exchange
