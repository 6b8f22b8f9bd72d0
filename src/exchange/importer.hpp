// Importer: rows of one workbook on their way to facts. Private to exchange.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/known.hpp"
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
  std::optional<Currency> currency;  ///< that the row names in a column of its own
  std::int64_t facts = 0;
  std::vector<Remark> remarks;
};

/// What a row of customers says, read before its first fact is made.
struct CustomerCells {
  Date day;  ///< of its facts
  std::optional<DateCell> last_followup;
  std::vector<std::pair<std::string_view, MoneyCell>> amounts;  ///< by column
  std::string tier;
  std::optional<CustomerStage> stage;
  std::optional<std::int64_t> cycle;
  std::string kind;  ///< "organisation", "person" or empty
  bool do_not_contact = false;
  [[nodiscard]] const MoneyCell* amount(std::string_view column) const;
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
  void read_kind(SheetKind kind);
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
  MoneyCell amount_or_stop(std::optional<MoneyCell> amount);
  /// A customer's number; 17850.0, as tables of numbers write it, is 17850.
  [[nodiscard]] std::string id() const;
  std::optional<Currency> row_currency();
  /// Cells that hold an error of the spreadsheet count as empty, and the report says so.
  void note_errors();
  PersonKey person(std::string_view column, Date day);
  [[noreturn]] void stop(RowOutcome outcome, std::string_view column, std::string code,
                         std::string zh, std::string en) const;
  [[noreturn]] void stop(std::string_view column, const Error& error) const;
  void note(std::string_view column, std::string code, std::string zh, std::string en);

  // ---- customers
  [[noreturn]] void stop_nameless() const;
  [[noreturn]] void stop_ambiguous(const CustomerLink& link) const;
  [[nodiscard]] CustomerKey key_of_name(std::string_view name) const;
  /// The fact by which a row of another kind made the customer; nullptr without one.
  [[nodiscard]] const Fact* mention_of(const CustomerKey& key) const;
  /// Whether nothing but a name in some other row has made the customer so far.
  [[nodiscard]] bool is_mentioned_only(const CustomerKey& key) const;
  /// Whether the customer was made by its name, so that a number may still come.
  [[nodiscard]] bool is_unnumbered(const CustomerKey& key, const std::string& name) const;
  CustomerKey make_customer(const CustomerKey& key, const std::string& name, Date day,
                            std::string_view column);
  /// The customer that a row of another kind speaks of; a new one where the options say
  /// so.
  CustomerKey known_customer(Date day);
  CustomerKey customer_of_sheet(std::string& name, bool& fresh);
  CustomerKey take_name(const CustomerKey& key, const std::string& id);
  CustomerCells read_customer_cells();
  std::vector<std::pair<Field, FieldValue>> customer_fields(const FactHead& head,
                                                            Batch& words,
                                                            const CustomerCells& cells,
                                                            const CustomerKey& parent);
  void check_phone();
  std::optional<std::int64_t> purchase_cycle();
  CustomerKey parent_of(const CustomerKey& child, Date day);
  void put_contact(const CustomerKey& key, Date day);
  void put_owner(const CustomerKey& key, Date day, const PersonKey& owner);
  void add_tags(const CustomerKey& key, Date day);

  // ---- touches
  Channel channel_cell();
  void next_step(const CustomerKey& customer, const std::string& touch, Date day,
                 const PersonKey& actor);
  const std::vector<BilingualId>& purposes();
  std::string purpose_id();
  /// The content with what has no place of its own in a touch behind it.
  [[nodiscard]] std::string touch_content(bool interaction,
                                          const std::string& purpose) const;

  // ---- orders and receipts
  /// Tells rows of a table apart whose columns that identify them are alike: by their
  /// order among themselves, told by all their cells, so that it is the same in any order
  /// of rows.
  void count_alike();
  /// An event key that no other row of this table has taken.
  std::string take_key(const std::function<std::string(const std::string&)>& make);
  std::optional<MoneyCell> order_amount();
  void compare_with_product(const MoneyCell& amount);
  void put_return(const CustomerKey& customer, const std::string& order, Date day,
                  Money money);
  void put_order_line(const CustomerKey& customer, const std::string& order, Date day,
                      Money money);

  // ---- deals
  /// How a deal ended as its row says: end open for one that has not.
  struct Ending {
    DealEnd end = DealEnd::open;
    std::string reason;
  };
  const Pipeline& pipeline();
  /// Reads a word for a stage into an id; an empty one is before the first stage.
  std::optional<std::string> stage_id(const std::string& word);
  [[noreturn]] void stop_unknown_stage(std::string_view column);
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
  /// Columns with values that nothing reads, and headers nobody claims: once a table, on
  /// the row in hand.
  void note_unread_columns();
  void write_row(std::int64_t line);
  void write_skipped(const FoundTable& table);
  void write_unread_sheet(const Sheet& sheet);

  const Source* source_;
  const ImportOptions& options_;
  Roster roster_;
  Batch batch_;
  Known known_;
  TableWriter report_;
  std::map<std::string, std::int32_t> ordinals_;
  std::map<std::int64_t, std::int32_t> alike_;  ///< of the table in hand, by line
  std::set<std::string> taken_keys_;            ///< of the table in hand
  std::map<CustomerKey, std::set<OrderKey>>
      orders_before_;                            ///< before its first row here
  std::map<CustomerKey, std::string> taken_by_;  ///< customers made by name: their number
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
