// Deals, orders and receipts of one customer: the fold of its facts, and what is asked of
// it: milestones with their deadlines, net purchases, order days, the path a deal took.
//
//   DealsState state;
//   for (const Fact& f : facts_in_force_and_order) apply(state, f);
//   auto rows = milestones(state, pipelines, china_calendar(), as_of);
//
// Not here: rates over many customers (metrics), who owns the customer (ownership),
// tables (view).
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kith/base/archive.hpp"
#include "kith/base/date.hpp"
#include "kith/base/ids.hpp"
#include "kith/base/money.hpp"
#include "kith/calendar/calendar.hpp"
#include "kith/deals/pipeline.hpp"
#include "kith/model/directory.hpp"
#include "kith/model/fact.hpp"
#include "kith/model/why.hpp"

namespace kith {

// ---- state -----------------------------------------------------------------

struct StageEntry {
  std::string stage;
  Date day;
  bool operator==(const StageEntry&) const = default;
  template <class A>
  void serialize(A& ar, unsigned) {
    ar& stage& day;
  }
};
/// A deal ended, or (DealEnd::open) was taken up again.
struct EndEntry {
  DealEnd end = DealEnd::open;
  Date day;
  std::string reason;  ///< code
  bool operator==(const EndEntry&) const = default;
  template <class A>
  void serialize(A& ar, unsigned) {
    ar& end& day& reason;
  }
};
struct DealEventEntry {
  std::string event;
  Date day;  ///< of its first occurrence
  bool operator==(const DealEventEntry&) const = default;
  template <class A>
  void serialize(A& ar, unsigned) {
    ar& event& day;
  }
};
/// Money that moved on a day: a receipt (taken back: negative) or a return.
struct MoneyEntry {
  Date day;
  Money amount;
  bool operator==(const MoneyEntry&) const = default;
  template <class A>
  void serialize(A& ar, unsigned) {
    ar& day& amount;
  }
};

struct Deal {
  DealKey key;
  std::string pipeline;  ///< id of the document
  Date version;  ///< day whose version of the document rules: created, or moved to
                 ///< another pipeline
  TextRef name;
  std::optional<Money> amount;
  PersonKey actor;  ///< responsible; empty: the customer's owner
  Date created;
  bool implied = false;            ///< never created by a fact of its own
  std::vector<StageEntry> stages;  ///< in fact order
  std::vector<EndEntry>
      ends;  ///< in fact order; the last one not after a day holds on it
  std::vector<DealEventEntry> events;  ///< in order of first occurrence
  std::vector<MoneyEntry> receipts;    ///< in fact order

  /// How the deal stands at the close of a day; open with the creation day before any
  /// end.
  [[nodiscard]] EndEntry ending(Date as_of = Date::max()) const;
  /// Day of an event, not after as_of. A deal that ended won had its contract signed on
  /// that day at the latest.
  [[nodiscard]] std::optional<Date> event_day(std::string_view event,
                                              Date as_of = Date::max()) const;
  /// Last stage entered, empty: none yet.
  [[nodiscard]] std::string_view stage(Date as_of = Date::max()) const;
  /// The day since which receipts in the deal's currency have reached its amount at the
  /// close of every day; none without an amount above 0.
  [[nodiscard]] std::optional<Date> paid_in_full(Date as_of = Date::max()) const;
  /// Receipts minus reversals, in the deal's currency (that of the first receipt when it
  /// has no amount).
  [[nodiscard]] Money received(Date as_of = Date::max()) const;
  bool operator==(const Deal&) const = default;
  template <class A>
  void serialize(A& ar, unsigned) {
    ar& key& pipeline& version& name& amount& actor& created& implied& stages& ends&
        events& receipts;
  }
};

struct OrderLine {
  std::string key;  ///< empty: the order as a whole
  Money amount;
  bool operator==(const OrderLine&) const = default;
  template <class A>
  void serialize(A& ar, unsigned) {
    ar& key& amount;
  }
};

struct Order {
  OrderKey key;
  std::optional<Date> day;       ///< none: only returns are known of it
  std::vector<OrderLine> lines;  ///< ascending by key; the order is worth their sum
  std::vector<MoneyEntry> returns;
  DealKey deal;
  std::string product;  ///< of the line told last

  /// Whether a line is in the currency.
  [[nodiscard]] bool is_in(Currency currency) const;
  /// Has a return, and returns reach what was ordered in each of its currencies.
  [[nodiscard]] bool fully_returned() const;
  bool operator==(const Order&) const = default;
  template <class A>
  void serialize(A& ar, unsigned) {
    ar& key& day& lines& returns& deal& product;
  }
};

/// Of one customer. Regular value.
struct DealsState {
  std::vector<Deal> deals;    ///< ascending by key
  std::vector<Order> orders;  ///< ascending by key

  [[nodiscard]] const Deal* find(const DealKey& key) const noexcept;
  [[nodiscard]] const Order* find(const OrderKey& key) const noexcept;
  bool operator==(const DealsState&) const = default;
  template <class A>
  void serialize(A& ar, unsigned) {
    ar& deals& orders;
  }
};

/// Folds one fact; kinds of other engines change nothing. Facts come in fact order, each
/// once, already corrected.
///  - A stage, event or receipt fact of a deal never created creates it, on that day, in
///  the default pipeline; a deal
///    fact that comes later gives it its name, amount and pipeline but not another
///    creation day.
///  - A deal fact of a known deal changes what it names. Naming another pipeline moves
///  the deal on purpose, to that
///    pipeline's version of the day.
///  - contract_signed wins the deal unless it is won already. Entering a stage after lost
///  or void takes it up again.
///  - An order is worth the sum of its lines. An order fact of a known line changes its
///  amount; deal and product are those told last, the day is the first.
void apply(DealsState& state, const Fact& fact);

// ---- milestones (S34–S37) --------------------------------------------------

using Pipelines = std::map<std::string, Timeline<Pipeline>>;  ///< by pipeline id

/// Append-only.
enum class MilestoneState : std::int32_t {
  waiting = 1,  ///< its anchor has not happened: no deadline, never overdue
  running = 2,  ///< `breached` when the deadline is past
  done = 3,
  done_late = 4,
  cancelled = 5,  ///< the deal ended lost or void before it was done
  skipped = 6,    ///< the deal went past its stage without it
  paused = 7,     ///< kept for later
};
std::span<const CodeWord> milestone_state_words() noexcept;
inline std::span<const CodeWord> words_of(MilestoneState) {
  return milestone_state_words();
}

struct MilestoneRow {
  DealKey deal;
  TextRef name;  ///< of the deal
  std::string pipeline;
  std::string milestone;
  std::string zh;
  std::string en;
  std::vector<Role> owners;
  std::vector<Role> helpers;
  PersonKey actor;  ///< responsible for the deal; empty: the customer's owner
  std::optional<Date> anchor;
  std::optional<DayAnswer> deadline;  ///< last day that is in time
  std::optional<Date> done;  ///< day it was done; skipped, cancelled: the day of that
  MilestoneState state = MilestoneState::waiting;
  bool breached =
      false;  ///< the deadline passed before it was done, skipped or cancelled
  std::int32_t overdue_working_days =
      0;  ///< after the deadline, up to as_of or the day it was over
  std::int32_t warned_percent = 0;  ///< running: highest warning reached, 0 none
  std::vector<Why> whys;
  bool operator==(const MilestoneRow&) const = default;
};

/// The version of a pipeline that rules a deal: that in force on its version day, the
/// earliest one when the deal is older than every version; nullptr when no document of
/// that id is known.
const Pipeline* pipeline_of(const Deal& deal, const Pipelines& pipelines);
/// Deals that no known pipeline rules: they have no milestones and an empty path.
std::vector<DealKey> deals_without_pipeline(const DealsState& state,
                                            const Pipelines& pipelines);

/// One row a milestone of each deal created by as_of, by deal key, then in the document's
/// order. What happened after as_of is not seen (name, amount, responsible and pipeline
/// are the latest).
///  - Anchor entered(stage): the day the stage or a later one was first entered.
///  - Done: the first day on which any of done_by held. A stage counts only when itself
///  entered.
///  - Skipped: not done, and a later stage was entered or a milestone of a later stage
///  done.
///  - In time through the whole day of the deadline. Working days are the calendar's.
std::vector<MilestoneRow> milestones(const DealsState& state, const Pipelines& pipelines,
                                     const Calendar& calendar, Date as_of);
/// First day after as_of on which milestones() answers differently with no new fact,
/// warnings and overdue counts apart: the day after the nearest open deadline. None: no
/// milestone runs in time.
std::optional<Date> next_breach(const DealsState& state, const Pipelines& pipelines,
                                const Calendar& calendar, Date as_of);

// ---- orders (S32, S37) -----------------------------------------------------

/// Gross and returned of one currency, minor units; orders by their day, returns by
/// theirs.
struct PurchaseSums {
  std::int64_t orders = 0;  ///< number of orders
  Money gross;
  Money returned;
  bool operator==(const PurchaseSums&) const = default;
};
/// Throws Error (overflow) past int64.
PurchaseSums purchases(const DealsState& state, DateSpan span, Currency currency);
/// Orders minus returns of the span in one currency (others are not converted and not
/// counted); none when there is no order of that currency at all on or before the span's
/// end. May be negative: a return of an earlier order.
std::optional<Money> net_purchases(const DealsState& state, DateSpan span,
                                   Currency currency);
/// Distinct days with an order not fully returned, ascending.
std::vector<Date> order_days(const DealsState& state);

// ---- what metrics reads ----------------------------------------------------

/// Earliest day on which a deal that stands won at as_of was won.
std::optional<Date> first_won(const DealsState& state, Date as_of = Date::max());

/// The way of one deal through its pipeline.
struct DealPath {
  DealKey deal;
  Date created;
  std::vector<std::optional<Date>>
      reached;  ///< per stage: first day it or a later one was entered
  std::vector<std::int32_t>
      visits;  ///< per stage: times entered; 0: skipped or not reached
  DealEnd end = DealEnd::open;
  std::optional<Date> end_day;
  std::string reason;
  std::optional<Money> amount;
  bool operator==(const DealPath&) const = default;
};
/// The paths of the deals of one pipeline, by key, as the state stands, all read by the
/// stages of this version of it, whichever rules the deal.
std::vector<DealPath> deal_paths(const DealsState& state, const Pipeline& pipeline);

}  // namespace kith

BOOST_CLASS_VERSION(kith::DealsState, 1)
