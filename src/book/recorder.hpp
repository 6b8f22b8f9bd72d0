// Recorder: one batch into the book, inside a transaction that the caller holds.
//
// Facts of the book itself come first, for they make the rules; then each customer's
// facts together, in the order of the batch. A fact that stands after all its customer
// has seen is applied to the state; anything else (late, replacing, taking back) folds
// the customer again from its log. Of customers that are one each has its own log, and
// the state is that of the one that is kept.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "book/batch_groups.hpp"
#include "book/engine.hpp"
#include "book/erase.hpp"
#include "book/groups.hpp"
#include "book/record_report.hpp"
#include "book/segments.hpp"
#include "book/write_rights.hpp"
#include "book/writer.hpp"

namespace kith::book {

class Recorder {
 public:
  Recorder(Engine& engine, const Batch& batch, Instant now, const RecordOptions& options);
  /// Throws Error; the transaction is then to be rolled back.
  RecordResult run();
  Erasures& erasures() { return erasures_; }

 private:
  /// One customer while its facts come in.
  struct Desk {
    CustomerRow row;                  ///< whose log it is
    std::optional<CustomerRow> kept;  ///< whose state it is, when another's
    bool grouped = false;             ///< several customers are one here
    std::optional<std::vector<Fact>> log;
    std::optional<Stood> before;  ///< once something moves
    CustomerState state;
    std::vector<PersonKey> named;  ///< by the facts that came in
    Instant last;
    bool again = false;  ///< fold from the log at the end
    bool changed = false;
  };

  void check_arguments() const;
  void put_documents();
  void find_words();
  void record_book(std::span<const std::size_t> rows);
  void fetch_facts(const Group& group);
  void fetch_words(const Group& group);
  void record_customers(std::span<const Group> groups);
  void record_customer(const Group& group, CustomerRow* row);
  void bring_up_the_rest();
  void fold_again(Desk& desk);
  RecordResult finish(std::int64_t changes_before);

  [[nodiscard]] Instant recorded(const Fact& fact) const;
  /// The row is taken; none: a new customer.
  void open_desk(const CustomerKey& key, CustomerRow* row);
  std::vector<Fact>& log_of(Desk& desk);
  void record_one(Desk& desk, std::size_t row);
  void take_in(Desk& desk, const Fact& fact, RecordOutcome outcome);
  static void fold_at_the_end(Desk& desk);
  RowOutcome judge(Desk& desk, const Fact& fact, std::uint32_t print);
  [[nodiscard]] bool words_differ(const CustomerRow& row, const Fact& fact);
  RulesPtr admit(std::vector<Fact>& log, std::vector<Fact>& accepted,
                 std::vector<std::size_t>& rows);
  std::optional<Error> adoption_fault(const Fact& fact);
  [[nodiscard]] std::string_view words_beside(const Fact& fact, std::size_t place,
                                              std::string& room) const;
  void append(CustomerRow& row, const Fact& fact, std::size_t place, std::uint32_t print);
  void tick();

  Engine& engine_;
  Store& store_;
  const Batch& batch_;
  Instant now_;
  const RecordOptions& options_;
  Meta meta_;
  RulesPtr rules_;
  bool rules_changed_ = false;
  Writer writer_;
  Segments segments_;
  Groups groups_;
  Erasures erasures_;
  std::optional<WriteRights> rights_;  ///< none: the host
  std::vector<RowOutcome> outcomes_;
  /// By row: the content and the feedback of a touch.
  std::vector<std::array<std::string_view, 2>> beside_;
  std::unordered_set<std::int64_t> done_;
  std::int64_t ticks_ = 0;
  Desk desk_;
  std::size_t fetched_ = 0;
  std::int64_t texts_erased_ = 0;
  Meta after_;  ///< counts with what this batch adds
};

}  // namespace kith::book
