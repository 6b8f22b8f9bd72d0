// Source: where a View's customers come from. Three exist: tables the caller holds
// (TablesSource), states the caller holds (StatesSource), and a book.
#pragma once

#include <algorithm>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "kith/flow/host.hpp"
#include "kith/ownership/duplicates.hpp"

namespace kith {

/// What stands in answers for the name of a customer or contact that was erased. A sheet
/// that has it names nobody.
inline constexpr std::string_view kErased = "已删除 / erased";

/// What a View cuts at: facts that occurred on or before as_of, recorded at or before
/// known_at (none: all).
struct Cut {
  Date as_of;
  std::optional<Instant> known_at;
};

/// What a source knows of a customer before it reads the state. It borrows from the
/// source, for the call it is given to.
struct Glance {
  std::string_view key;
  std::string_view tier = {};  ///< of its state
  /// At the cut or earlier, as the owner sees it; first_due Date::min(): not known.
  Outlook outlook{.first_due = Date::min()};
  [[nodiscard]] bool is_known() const { return outlook.first_due != Date::min(); }
};

/// What to do about a customer after a glance.
enum class Look { stop, skip, read };

/// Customers that are merged, as known at the cut, are one: their state stands under the
/// key of the one that is kept, and each one's log under its own.
///
/// Immutable as seen by a View. Threads: const calls may run at once.
class Source {
 public:
  virtual ~Source() = default;
  /// While what it returns is held, all calls of this thread answer from one moment,
  /// and several cost little more than one. The default: nothing changes under a reader.
  [[nodiscard]] virtual std::shared_ptr<const void> hold() const { return nullptr; }
  /// Everything in force as known then. known_at on a source without recorded times is
  /// no_recorded.
  [[nodiscard]] virtual std::shared_ptr<const Rules> rules(
      std::optional<Instant> known_at) const = 0;
  /// Local day of the last recorded fact: the default as_of.
  [[nodiscard]] virtual Date latest_day() const = 0;
  /// The day on which rights are judged when a view looks from as_of: the later of that
  /// and the latest day.
  [[nodiscard]] virtual Date present(Date as_of) const {
    return std::max(as_of, latest_day());
  }
  /// Every customer with a fact in the cut, ascending by key; the visitor returns false
  /// to stop.
  virtual void each(const Cut& cut,
                    const std::function<bool(const CustomerState&)>& visit) const = 0;
  /// Whether the two below read little more than somebody's own customers.
  [[nodiscard]] virtual bool finds_by_person() const { return false; }
  /// Customers of one owner at the cut, ascending by key. The default filters each().
  virtual void each_of_owner(
      const PersonKey& owner, const Cut& cut,
      const std::function<bool(const CustomerState&)>& visit) const;
  /// Every customer of which a person may have something to do at the cut, as owner or
  /// named by a step or a deal, and perhaps others. Those not known first, then by
  /// (first_due, no tier last, tier, key). `look` is asked before each state is read.
  /// The default reads each() and knows none.
  virtual void each_for(const PersonKey& person, const Cut& cut,
                        const std::function<Look(const Glance&)>& look,
                        const std::function<void(const CustomerState&)>& visit) const;
  /// Every customer with a fact in the cut that has, or ever had, one of these keys, and
  /// perhaps others, ascending by key; the visitor returns false to stop. The default
  /// reads each(), unless there is no key.
  virtual void each_with_key(
      std::span<const MatchKey> keys, const Cut& cut,
      const std::function<bool(const CustomerState&)>& visit) const;
  /// The customer of a key; of one that is merged the one that is kept.
  [[nodiscard]] virtual std::optional<CustomerState> one(const CustomerKey& key,
                                                         const Cut& cut) const = 0;
  /// The log of one customer (or of the book: empty key) in log order, recorded at or
  /// before known_at.
  [[nodiscard]] virtual std::vector<Fact> log(const CustomerKey& key,
                                              std::optional<Instant> known_at) const = 0;
  /// The words behind a reference that a state or the directory holds; empty when there
  /// are none (or no longer).
  [[nodiscard]] virtual std::string text(TextRef ref) const = 0;
  /// Whether there were words behind a reference that text() knows, and they were erased.
  [[nodiscard]] virtual bool is_erased(TextRef) const { return false; }
  /// Words of the facts of one customer that no state holds and text() need not know:
  /// those of its touches. The default is for a source whose text() knows all.
  [[nodiscard]] virtual std::unordered_map<TextRef, std::string> fact_texts(
      const CustomerKey& key) const;
};

/// The caller's own tables: facts and texts in memory, no book. The batch is judged as if
/// recorded fact by fact in its order; a conflict, or a recorded time that decreases,
/// fails with the row, as does a merge that cannot stand beside the others.
class TablesSource final : public Source {
 public:
  static Result<std::shared_ptr<const TablesSource>> open(Batch batch,
                                                          const Settings& settings);
  ~TablesSource() override;

  [[nodiscard]] std::shared_ptr<const Rules> rules(
      std::optional<Instant> known_at) const override;
  [[nodiscard]] Date latest_day() const override;
  void each(const Cut& cut,
            const std::function<bool(const CustomerState&)>& visit) const override;
  [[nodiscard]] std::optional<CustomerState> one(const CustomerKey& key,
                                                 const Cut& cut) const override;
  [[nodiscard]] std::vector<Fact> log(const CustomerKey& key,
                                      std::optional<Instant> known_at) const override;
  [[nodiscard]] std::string text(TextRef ref) const override;

 private:
  struct Impl;
  explicit TablesSource(std::unique_ptr<const Impl> impl);
  std::unique_ptr<const Impl> impl_;
};

/// States that a host keeps in its own database, without their facts: any part of the
/// customers, such as one owner's. What a state alone cannot tell is refused by name: a
/// cut before a state's last fact and a customer's log are needs_history, known_at is
/// no_recorded, and there is no latest day (missing_value).
class StatesSource final : public Source {
 public:
  using States = std::vector<std::shared_ptr<const CustomerState>>;
  /// States made under these rules, in any order; `words` is asked for the words behind
  /// their texts, and the rules for those of people. Fails with duplicate, naming the
  /// row, for a customer that stands twice, and with other_rules for one that is merged.
  static Result<std::shared_ptr<const StatesSource>> open(
      std::shared_ptr<const HostRules> rules, States states,
      std::unordered_map<TextRef, std::string> words);

  [[nodiscard]] std::shared_ptr<const Rules> rules(
      std::optional<Instant> known_at) const override;
  [[nodiscard]] Date latest_day() const override;
  /// States know no later day than that of the view.
  [[nodiscard]] Date present(Date as_of) const override { return as_of; }
  void each(const Cut& cut,
            const std::function<bool(const CustomerState&)>& visit) const override;
  [[nodiscard]] std::optional<CustomerState> one(const CustomerKey& key,
                                                 const Cut& cut) const override;
  /// The book's own log only.
  [[nodiscard]] std::vector<Fact> log(const CustomerKey& key,
                                      std::optional<Instant> known_at) const override;
  [[nodiscard]] std::string text(TextRef ref) const override;

 private:
  StatesSource(std::shared_ptr<const HostRules> rules, States states,
               std::unordered_map<TextRef, std::string> words)
      : rules_(std::move(rules)), states_(std::move(states)), words_(std::move(words)) {}
  std::shared_ptr<const HostRules> rules_;
  States states_;  ///< ascending by key
  std::unordered_map<TextRef, std::string> words_;
};

}  // namespace kith
