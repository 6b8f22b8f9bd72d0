// View: every question, as (source, actor, as_of, known_at) → Table. The same questions
// over a book and over tables.
//
//   View view(source, {.as_of = *Date::parse("2023-10-26"), .actor =
//   PersonKey("zhang")}); Table list = view.due();
//
// With an actor every question answers of the customers that this person may see, counts
// and sums too, and shows their fields as the person's role may see them: rights of the
// day on which the view was opened, whatever it looks at. A customer that is hidden is
// one that does not exist. What is summed (rates, funnel, promises kept) counts customers
// held by the actor and those in the actor's scope; those the actor only takes part in or
// stands in for are seen, and counted where they are held. Without an actor the host
// itself asks, and sees all.
//
// Customers that are merged (model/merges.hpp) are one in every answer, under the key of
// the one that is kept; asked for by another key of theirs, the answer is that one's.
//
// Schemas are static, documented in docs/tables.md, and only grow at their ends.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kith/base/table.hpp"
#include "kith/planner/plan.hpp"
#include "kith/view/planning.hpp"
#include "kith/view/source.hpp"

namespace kith {

struct ViewOptions {
  std::optional<Date> as_of = {};        ///< none: the source's latest day
  std::optional<Instant> known_at = {};  ///< none: all that is recorded
  PersonKey actor = {};                  ///< who asks; empty: the host itself
};

struct DueOptions {
  PersonKey owner = {};  ///< whose list, with those of people this one stands in for on
                         ///< the day; a list that somebody stands in for is empty.
                         ///< Empty: everybody's
  std::optional<CustomerKey> customer = {};
  bool with_kept = true;      ///< rows of promises already kept, at the end
  bool with_snoozed = false;  ///< rows of promises put off to a later day, last of all
  bool with_context = false;  ///< beside each row the customer's last contact, next step,
                              ///< deal and protection; reads the log of each customer
                              ///< shown. Throws needs_history over states
  std::int64_t limit = 0;     ///< rows at the most; 0: all
};

struct OverdueOptions {
  PersonKey owner = {};    ///< empty: everybody's
  std::int64_t limit = 0;  ///< rows at the most; 0: all
};

/// How a person's days are planned; docs/decisions/017-day-plan.md.
struct DayPlanOptions {
  std::int32_t days =
      0;  ///< working days shown, the first of the plan among them; 0: all
  std::int32_t horizon = 60;  ///< working days planned, 1 to 1000
  Objective objective = Objective::keep_with_cap;
  std::int32_t cap_times = 2;  ///< of keep_with_cap, at least 1
  Placement placement = Placement::latest;
  bool fixes = true;       ///< say what would give a promise that is not kept a slot
  std::int64_t limit = 0;  ///< rows at the most; 0: all
};

/// A metric's period, both days inclusive.
struct RatesOptions {
  DateSpan period = {};
  bool by_owner = false;  ///< a row an owner besides the row of all
  std::int32_t churn_days = 180;
};

struct FunnelOptions {
  DateSpan period = {};       ///< deals created in it
  std::string pipeline = {};  ///< empty: the default one
  bool by_owner = false;
};

struct MilestoneOptions {
  PersonKey owner = {};
  bool open_only = true;
  std::int64_t limit = 0;
  CustomerKey customer = {};  ///< empty: every customer
};

struct ContactOptions {
  CustomerKey customer = {};  ///< empty: every customer
  ContactKey contact = {};    ///< empty: every contact; else this one, at each customer
  std::int64_t limit = 0;     ///< rows at the most; 0: all
};

struct CompletenessOptions {
  PersonKey owner = {};          ///< empty: everybody's and nobody's
  CustomerKey customer = {};     ///< empty: every customer; goes before `owner`
  std::int32_t record_days = 0;  ///< records of so many days up to as_of; 0: none
  bool incomplete_only = false;  ///< only what has something to name
  std::int64_t limit = 0;        ///< rows at the most; 0: all
};

struct PoolOptions {
  PersonKey owner = {};    ///< empty: everybody's and nobody's
  bool pool_only = false;  ///< only customers that nobody holds
  std::int64_t limit = 0;
};

/// All that is known of one customer, each a Table of its own schema.
struct CustomerCard {
  std::string customer;  ///< name; the key where no name is known
  Table basics = {};     ///< "customers"
  Table contacts = {};
  Table tier = {};      ///< "tiers"
  Table needs = {};     ///< with the products that answer them
  Table promises = {};  ///< "due"
  Table deals = {};
  Table milestones = {};
  Table payments = {};  ///< orders, returns and receipts, oldest first
  Table history = {};   ///< oldest first
  Table completeness =
      {};            ///< with the records of 90 days; no column without entry rules
  Table cases = {};  ///< of winning the customer back
};

/// Fields of a customer that is not created yet, as written.
struct NewCustomer {
  bool person = false;
  std::string name = {};
  std::string region = {};
  std::string credit_code = {};
  std::string phone = {};   ///< one or several, separated as in a sheet's cell
  std::string parent = {};  ///< key of its group
};

struct DuplicateOptions {
  CustomerKey customer = {};  ///< whose duplicates; empty: those of `fields`
  NewCustomer fields = {};
  PersonKey owner = {};    ///< of `fields`: whose it would be
  std::int64_t limit = 0;  ///< rows at the most; 0: all
};

/// Two customers that are to be one.
struct MergeOptions {
  CustomerKey kept = {};    ///< under whose key both are answered
  CustomerKey merged = {};  ///< the other
  std::string reason = {};  ///< the host's word
};

struct CaseOptions {
  PersonKey owner = {};       ///< who answers for the case; empty: everybody's
  CustomerKey customer = {};  ///< empty: every customer
  bool open_only = false;
  std::int64_t limit = 0;  ///< rows at the most; 0: all
};

struct AtRiskOptions {
  PersonKey owner = {};    ///< empty: everybody's and nobody's
  std::int64_t limit = 0;  ///< rows at the most; 0: all
};

/// Whom other rules moved.
struct MovedOptions {
  Instant known_at = {};   ///< the rules as known then stand against those of the view;
                           ///< required
  PersonKey owner = {};    ///< empty: everybody's and nobody's
  std::int64_t limit = 0;  ///< rows at the most; 0: all
};

/// Whose data is asked for: a customer's with its contacts, or a contact's, at each
/// customer.
struct SubjectOptions {
  CustomerKey customer = {};
  ContactKey contact = {};
};

/// Whom an erasure is due for: a customer without any fact for so long.
struct RetentionOptions {
  std::int32_t months = 0;          ///< 1 to 1200, since the day of the last fact
  std::vector<std::string> stages;  ///< codes of CustomerStage; empty: every stage
  std::string kind = {};            ///< "organisation" or "person"; empty: both
  std::int64_t limit = 0;           ///< rows at the most; 0: all
};

/// What a release, an assignment, a spread, a claim, a merge or its undo decides: facts
/// to record, and what became of each customer.
struct PoolDecision {
  Batch decisions;
  Table table;
};

/// What a tier review decides: facts to record, and the same as a table.
struct TierReview {
  Batch decisions;  ///< one run fact, one tier fact a customer whose tier changes; empty
                    ///< when nothing does
  Table table;      ///< schema "tiers"
};

namespace view_detail {
struct Actor;
class Words;
}  // namespace view_detail

class View {
 public:
  /// Throws, of an actor: unknown_name (not_found) for nobody the directory knows,
  /// not_allowed (permission_denied) for one who is no longer active, and not_adopted
  /// when no access document is in force.
  explicit View(std::shared_ptr<const Source> source, const ViewOptions& options = {});

  [[nodiscard]] Date as_of() const { return cut_.as_of; }
  [[nodiscard]] const Source& source() const { return *source_; }

  /// Schema "customers": one row a customer with its fields, owner, tier in force.
  /// `only`: that one, or no row; empty: all.
  [[nodiscard]] Table customers(const CustomerKey& only = {}) const;
  /// Schema "due": the morning list. Rows and order as docs/decisions/002-cadence.md
  /// says.
  [[nodiscard]] Table due(const DueOptions& options = {}) const;
  /// Schema "overdue": whom an owner owes something overdue, one row a customer (and a
  /// person, asked for everybody), in the order of the morning list. Over a book it reads
  /// no state that its lists can answer for.
  [[nodiscard]] Table overdue(const OverdueOptions& options = {}) const;
  /// Schema "day_plan": on which day, and as which one of it, a person does what the
  /// morning list has, within the person's capacity and with one reason each; those that
  /// are not kept stand last. A function of what is recorded: asked again it is the same.
  /// Throws, of the person: missing_value for nobody (invalid_argument) or one without
  /// capacity (failed_precondition), unknown_name (not_found), and not_allowed for an
  /// actor who does not see all that the person answers for; of an option: bad_number,
  /// and unimplemented for Placement::level where both capacities are stated.
  [[nodiscard]] Table day_plan(const PersonKey& person,
                               const DayPlanOptions& options = {}) const;
  /// Schema "feasibility": load over capacity of the people of ours, by channel, over the
  /// days of a period: exact, GREEN, AMBER or RED, with the first days that have too few
  /// slots, the people it takes, and the customers that one can hold. Under the cadence
  /// in force, or a candidate as if it were adopted on the view's day. Throws, of the
  /// person or team: unknown_name (not_found), and conflict for both; not_allowed for an
  /// actor who does not see all those from whom the load comes; and as try_cadence() and
  /// utilisation_by_day() say.
  [[nodiscard]] Table feasibility(const FeasibilityOptions& options = {}) const;
  /// Schema "simulation": so many working days of the book, under the cadence in force
  /// and under the candidate, and the difference; of each person and of all. Nothing is
  /// recorded. A run of all: not_allowed for an actor who does not see all. Else as
  /// feasibility(), and bad_number of an option. Complexity: days × (customers + plans).
  [[nodiscard]] Table simulate(const SimulateOptions& options) const;
  /// Schema "tiers": tier in force, computed now, and in the file, with the why.
  [[nodiscard]] Table tiers(const CustomerKey& only = {}) const;
  /// Schema "milestones".
  [[nodiscard]] Table milestones(const MilestoneOptions& options = {}) const;
  /// Schema "funnel".
  [[nodiscard]] Table funnel(const FunnelOptions& options) const;
  /// Schema "rates": conversion, repurchase and churn, each naming its definition.
  [[nodiscard]] Table rates(const RatesOptions& options) const;
  /// Schema "history": the facts of one customer, in force or not, newest last; of one
  /// that others are merged into with theirs, each with the customer it was told of.
  [[nodiscard]] Table history(const CustomerKey& customer) const;
  /// Schema "field_history": each value that a field of the customer took, oldest first,
  /// by the facts in force: its fields, those of the host's own ("custom.site"), owner,
  /// tier and fields of contacts ("contact.phone"). `field` empty: all of them; no such
  /// field: unknown_name.
  [[nodiscard]] Table field_history(const CustomerKey& customer,
                                    std::string_view field = {}) const;
  /// Schema "contacts": a row for each customer that knows a contact, with what it agreed
  /// to on as_of.
  [[nodiscard]] Table contacts(const ContactOptions& options = {}) const;
  /// Schema "completeness": how much of what the entry rules ask for is there, with what
  /// is missing or wrong named. Without entry rules: not_adopted. Records are judged over
  /// the customers' logs, all else by states.
  [[nodiscard]] Table completeness(const CompletenessOptions& options = {}) const;
  /// The tables of a customer card; "needs", "deals" and "payments" stand nowhere else.
  /// Throws unknown_name (not_found) for a customer that is not known or not seen.
  [[nodiscard]] CustomerCard card(const CustomerKey& customer) const;
  /// Schema "subject_export": all that is held about a customer or a contact, a row a
  /// value, by fact in the order in which they were recorded; with those taken back, for
  /// they are held too. Without known_at and as_of of the view: what is held now. Throws
  /// unknown_name (not_found) for who is not known or not seen; missing_value, conflict.
  [[nodiscard]] Table subject_export(const SubjectOptions& options) const;
  /// Schema "retention": the customers whose words are held for longer than a schedule
  /// allows: no fact on any day for so many months, no open deal or next step, no legal
  /// hold at the customer, and words that are still there. Ascending by last day and key.
  /// It erases nothing. Throws bad_number, unknown_name; needs_history over states.
  [[nodiscard]] Table retention_due(const RetentionOptions& options) const;
  /// Schema "promises_kept": kept, in grace, broken by owner and stream.
  [[nodiscard]] Table promises_kept() const;
  /// Schema "promise_record": the same of what was judged in a period, under the owner
  /// and tier of the time, from the customers' logs. Throws bad_order for a period that
  /// ends before it begins, too_large beyond 1000 buckets.
  [[nodiscard]] Table promise_record(const PromiseRecordOptions& options) const;
  /// Schema "entry_delay": days between a contact and its record, of the contacts of a
  /// period. Throws bad_order likewise, and no_recorded over facts without that time.
  [[nodiscard]] Table entry_delay(const EntryDelayOptions& options) const;

  /// Schema "moved": the promises that stand on another day, or in another state, because
  /// the rules changed (documents adopted, calendar, people, absences), the facts of
  /// customers held fixed: of each stream and next step the next promise that is not kept
  /// yet, by the rules known at an instant and by those of the view, both on as_of; also
  /// what falls due beyond the horizon of a list. What only one side has is added or
  /// ended. By due day (none last), customer, stream. It reads the log of every customer
  /// asked for. Throws missing_value without known_at; no_recorded over facts without
  /// recorded times; needs_history over states.
  [[nodiscard]] Table moved(const MovedOptions& options) const;

  /// Schema "pool": whose each customer is, protected through when, and why.
  [[nodiscard]] Table pool(const PoolOptions& options = {}) const;
  /// The customers whose protection has ended as of this view go back to the pool, on
  /// that day: one run fact, one owner fact each; table "pool" of them. `run` is the
  /// host's key of the run: again, it decides nothing new. Without pool rules:
  /// not_adopted. A run judges everybody: not_allowed for an actor who does not see all.
  [[nodiscard]] PoolDecision release_pool(std::string_view run, Instant recorded) const;
  /// Customers that nobody holds are given to those whose turn it is, on the day of this
  /// view: the longest waiting first, to the one whose last assignment lies longest ago
  /// of those who are there, have room under their book cap and share left, and prefer
  /// such customers (ownership/assignment.hpp). Table "assignments": one row a customer
  /// that waits. `run` is the host's key of the run: again, it decides nothing new. A dry
  /// run is one whose decisions are not recorded. not_allowed for an actor who does not
  /// see all.
  [[nodiscard]] PoolDecision assign(std::string_view run, Instant recorded) const;
  /// Everything that a leaver holds or takes part in, customer by customer, and who could
  /// take it over on the day of this view: of those there who have the leaver's role,
  /// those of the leaver's team before others, chosen as an assignment does (in turn,
  /// room under the book cap, preferences), shares of new customers apart. Table
  /// "hand_over". `run` is the host's key of the run: again, it decides nothing new. A
  /// dry run is one whose decisions are not recorded. Throws unknown_name (not_found) for
  /// nobody the directory knows; not_allowed for an actor who does not see all.
  [[nodiscard]] HandOver hand_over(const PersonKey& leaver, std::string_view run,
                                   Instant recorded) const;
  /// Where the cadence in force asks for it, the first promises of streams that were
  /// never kept are spread over the working days of their first period, from the day of
  /// this view on: no owner has more of them a day than ⌈Σ 1 / period⌉, unless days
  /// decided before lie so. Table "first_dues": one row a customer and stream. `run` is
  /// the host's key of the run: again, it decides nothing new. A dry run is one whose
  /// decisions are not recorded. Errors: not_adopted without such a cadence, not_allowed
  /// for an actor who does not see all.
  [[nodiscard]] PoolDecision spread(std::string_view run, Instant recorded) const;
  /// A person claims customers on the day of this view, in the order given; each that
  /// passes counts against the quota and the cap of the next. Table "claims": one row a
  /// customer, or one for each check that it fails. Errors: not_found for a customer that
  /// is not known, with its row; not_allowed for an actor who neither is the person nor
  /// sees all.
  [[nodiscard]] PoolDecision claim(const PersonKey& person,
                                   std::span<const CustomerKey> customers,
                                   Instant recorded) const;

  /// Schema "duplicates": the customers that may be the one asked for, of all those seen,
  /// the pool's too, best first (ownership/duplicates.hpp). Where the actor's role may
  /// know of hidden customers (`hidden_duplicates`), those follow, with masked name and
  /// team. Over a book it reads only customers that ever had one of the keys. Errors:
  /// unknown_name for a customer that is not known; missing_value where nothing given can
  /// be a key; conflict for a customer with fields besides.
  [[nodiscard]] Table duplicates(const DuplicateOptions& options) const;
  /// Schema "duplicates": pairs of all customers seen that may be one, best first. Of
  /// those who share a key each stands beside one of them, the first that somebody owns:
  /// nobody is left out, and where two owners claim one customer a row says so. `limit`:
  /// rows at the most; 0: all.
  [[nodiscard]] Table duplicate_pairs(std::int64_t limit = 0) const;

  /// Two customers become one: as a fact to record, and as table "merge" of what would be
  /// joined: fields that differ, with both values and the one that will stand, and
  /// contacts, deals, orders and open steps that fall together because both have their
  /// key. Not recorded, it was a dry run. Who is merged already is asked for as the one
  /// that keeps it; two that are one already decide nothing. Errors: unknown_name for a
  /// customer that is not known, and not_allowed for one that an actor does not see who
  /// does not see all; conflict for a customer with itself; needs_history over states.
  [[nodiscard]] PoolDecision merge(const MergeOptions& options, Instant recorded) const;
  /// The merge that holds a customer is taken back: as a fact to record, and as table
  /// "merge" of what falls apart. Every state and answer is as before it, with what was
  /// recorded since in the log it was recorded for. Errors: unknown_name for a customer
  /// that is not merged, not_allowed as merge() has it.
  [[nodiscard]] PoolDecision unmerge(const CustomerKey& merged, Instant recorded) const;

  /// Schema "cases": what is done about customers that were lost (流失挽回), open ones
  /// first, those due first before others; how late they are in working days.
  [[nodiscard]] Table cases(const CaseOptions& options = {}) const;
  /// Schema "at_risk" (流失预警): customers about to be lost, by rules alone, the most
  /// urgent first: each with its reasons and what to do. docs/decisions/021-at-risk.md.
  [[nodiscard]] Table at_risk(const AtRiskOptions& options = {}) const;

  /// The decisions of a tier review judged as of this view, in force from `effective`.
  /// `run` is the host's key of the run: running it again with the same key decides
  /// nothing new. A run judges everybody: not_allowed for an actor who does not see all.
  [[nodiscard]] TierReview review_tiers(std::string_view run, Date effective,
                                        Instant recorded) const;

 private:
  [[nodiscard]] view_detail::Words words() const;
  /// Every customer, or that one.
  void each(const CustomerKey& only,
            const std::function<void(const CustomerState&)>& visit) const;
  void require_all(const char* what) const;

  std::shared_ptr<const Source> whole_;              ///< what records are checked against
  std::shared_ptr<const Source> source_;             ///< what the actor sees
  std::shared_ptr<const Source> counted_;            ///< what counts in sums
  std::shared_ptr<const view_detail::Actor> actor_;  ///< nullptr: the host
  std::shared_ptr<const Rules> rules_;
  Cut cut_;
};

/// Schemas of all answers, for docs and tests.
std::span<const TableSchema* const> answer_schemas() noexcept;

}  // namespace kith
