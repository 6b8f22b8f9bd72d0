// Facts: what happened, append-only. The closed list of kinds, the head every fact has,
// and a body a kind.
//
// Order is (occurred, kind, event key bytes), never arrival; a day-only fact stands after
// every instant of its day. The same event key with the same content is a no-op, with
// other content a conflict unless its revision is higher: then it replaces. Texts (names,
// phones, free text) are TextRefs; the words stand in the Batch or vault.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "kith/base/ids.hpp"
#include "kith/base/instant.hpp"
#include "kith/base/money.hpp"
#include "kith/base/nothing.hpp"
#include "kith/model/codes.hpp"

namespace kith {

/// The closed list. Numbers give the order of facts of one moment: what sets the stage
/// comes before what plays on it. Append-only within the gaps.
enum class FactKind : std::int32_t {
  customer = 10,   ///< fields of the customer changed
  custom = 15,     ///< a field of the host's own took a value
  contact = 20,    ///< a contact of the customer, added or changed
  consent = 25,    ///< a contact allowed contact for a purpose, or withdrew it
  owner = 30,      ///< the customer got an owner (or none: back to the pool)
  tag = 40,        ///< a tag was set or removed
  tier = 50,       ///< decision: a review set the tier in force
  first_due = 55,  ///< decision: the day on which a stream's first promise falls due
  touch = 60,      ///< an interaction that took place, or an attempt
  step = 70,       ///< a next step was agreed: a one-off promise
  snooze = 75,     ///< a promise is not to be shown before a day
  step_closed = 80,
  deal = 90,         ///< a deal was created or its amount changed
  stage = 100,       ///< a deal entered a stage or ended
  deal_event = 110,  ///< a named event of a deal: agreed, contract_signed…
  order = 120,
  order_return = 130,
  receipt = 140,   ///< money received for a deal, or taken back
  win_back = 150,  ///< a case: what is done about a customer that was lost
  hold = 155,      ///< by law, nothing about the customer or a contact may be erased
  erase = 160,     ///< the words about the customer or a contact are gone: a tombstone
  team = 190,      ///< book: a team of ours and the one above it
  person = 200,    ///< book: one of ours
  absence = 210,   ///< book: one of ours is away
  merge = 215,     ///< book, decision: two customers are one
  adopt = 220,     ///< book, decision: a document comes into force on a day
  run = 230,       ///< book, decision: a run took place
  retract = 250,   ///< the named fact never happened
};
std::span<const CodeWord> fact_kind_words() noexcept;
inline std::span<const CodeWord> words_of(FactKind) { return fact_kind_words(); }

/// The host's own name of an event. `source` 1–64 bytes, `key` 1–255 bytes, both UTF-8.
struct EventKey {
  std::string source;
  std::string key;
  auto operator<=>(const EventKey&) const = default;
  template <class A>
  void serialize(A& ar, unsigned) {
    ar& source& key;
  }
};

struct FactHead {
  CustomerKey root;  ///< empty: the book
  EventKey event;
  std::int32_t revision = 0;  ///< of the same event key; higher replaces lower
  Occurred occurred;
  Instant recorded;  ///< argument of the recording call, non-decreasing in a log
  PersonKey author;
  std::optional<EventKey>
      replaces;  ///< another fact of the same root that this one takes the place of
  auto operator<=>(const FactHead&) const = default;
  template <class A>
  void serialize(A& ar, unsigned) {
    ar& root& event& revision& occurred& recorded& author& replaces;
  }
};

// ---- bodies
// -------------------------------------------------------------------------------------------------

/// Fields of a customer. Append-only; the host's own are CustomFacts.
enum class Field : std::int32_t {
  kind = 1,               ///< word: "organisation" or "person"
  name = 2,               ///< text
  industry = 3,           ///< word
  size = 4,               ///< word
  region = 5,             ///< word
  stage = 6,              ///< code of CustomerStage
  file_tier = 7,          ///< word: the tier a file claims, kept beside the computed one
  core_need = 8,          ///< text
  past_amount = 9,        ///< money: what was bought before the book began
  annual_purchases = 10,  ///< money a year, as stated by the host; orders take precedence
  annual_profit = 11,     ///< money a year
  industry_growth = 12,   ///< code of Rating
  willingness = 13,       ///< code of Rating
  purchase_cycle = 14,    ///< integer days
  budget_low = 15,        ///< money
  budget_high = 16,       ///< money
  products = 17,          ///< word list, joined by '|'
  competitor = 18,        ///< word
  parent = 19,            ///< word: customer key of the group
  credit_code = 20,       ///< word: unified social credit code
  do_not_contact = 21,    ///< integer 0 or 1
  locked = 22,            ///< integer 0 or 1: never released to the pool
  needs = 23,             ///< word list, joined by '|': ids of the entry document
  origin = 24,            ///< word: where the customer came from
  lost_cause = 25,        ///< word: why it was lost
};

/// none (cleared), integer or code, word, text, money.
using FieldValue = std::variant<Nothing, std::int64_t, std::string, TextRef, Money>;
/// A cleared value is its alternative's number and no bytes more.
template <class A>
void serialize(A&, Nothing&, unsigned) {}

enum class FieldType : std::int32_t {
  integer = 1,
  code = 2,
  word = 3,
  text = 4,
  money = 5
};
struct FieldSpec {
  Field field;
  std::string_view name;
  FieldType type;
  std::string_view zh;
  std::string_view en;
  std::span<const CodeWord> words;  ///< of a code
};
/// All fields in order.
std::span<const FieldSpec> customer_fields() noexcept;

struct CustomerFact {
  std::vector<std::pair<Field, FieldValue>> fields;  ///< ascending; only what changed
  bool operator==(const CustomerFact&) const = default;
  template <class A>
  void serialize(A& ar, unsigned) {
    ar& fields;
  }
};

/// A value of a field that the entry document declares (customers/entry.hpp). At most one
/// of the values is given; none: the field no longer has one.
struct CustomFact {
  std::string field;                        ///< its id
  std::optional<std::int64_t> number = {};  ///< of a number or a flag
  std::string word = {};
  TextRef text = {};
  std::optional<Date> day = {};
  std::optional<Money> amount = {};
  bool operator==(const CustomFact&) const = default;
  template <class A>
  void serialize(A& ar, unsigned) {
    ar& field& number& word& text& day& amount;
  }
};

/// A contact as one customer knows it. The same key under several customers is the same
/// person, with a position, level and role of its own at each.
struct ContactFact {
  ContactKey contact;
  TextRef name;
  TextRef position;
  TextRef phone;
  TextRef mail;
  Level level = Level::unknown;
  std::string decision_role;  ///< word: decision maker, user, influencer…
  TextRef message = {};       ///< account of a messaging service
  std::string channels = {};  ///< wanted ones, best first: "message|phone"; empty: any
  bool do_not_contact = false;
  bool active = true;  ///< false: no longer with the customer
  bool operator==(const ContactFact&) const = default;
  template <class A>
  void serialize(A& ar, unsigned) {
    ar& contact& name& position& phone& mail& level& decision_role;
    ar& message& channels& do_not_contact& active;
  }
};

/// What a contact agreed to, or no longer does. One stands for each (contact, purpose,
/// channel): the latest. A withdrawal for any channel ends those for single ones.
struct ConsentFact {
  ContactKey contact;
  std::string purpose;                 ///< what the contact is for, the host's code
  Channel channel = Channel::unknown;  ///< unknown: any
  bool given = true;                   ///< false: refused or withdrawn
  std::optional<Date> expires = {};    ///< last day on which it holds
  std::string basis = {};              ///< the host's word: form, call, contract…
  bool operator==(const ConsentFact&) const = default;
  template <class A>
  void serialize(A& ar, unsigned) {
    ar& contact& purpose& channel& given& expires& basis;
  }
};

struct OwnerFact {
  PersonKey owner;  ///< empty: the pool
  OwnerChange how = OwnerChange::stated;
  std::string reason = {};  ///< code: why it was released
  std::string run = {};     ///< key of the run that decided
  bool operator==(const OwnerFact&) const = default;
  template <class A>
  void serialize(A& ar, unsigned) {
    ar& owner& how& reason& run;
  }
};

struct TagFact {
  std::string tag;  ///< code: "urgent_need", "price_sensitive", "complex_decision",
                    ///< "competitor_customer", or the host's
  bool present = true;
  std::optional<Date> expires;  ///< last day on which it holds
  bool operator==(const TagFact&) const = default;
  template <class A>
  void serialize(A& ar, unsigned) {
    ar& tag& present& expires;
  }
};

struct TierFact {
  std::string tier;    ///< "A", "B", "C", or a policy's own
  std::string run;     ///< key of the run that decided
  std::string policy;  ///< hash of the policy document that judged
  std::string rule;    ///< reason code
  std::int64_t value_ppm = 0;
  std::int64_t potential_ppm = 0;
  bool operator==(const TierFact&) const = default;
  template <class A>
  void serialize(A& ar, unsigned) {
    ar& tier& run& policy& rule& value_ppm& potential_ppm;
  }
};

/// Decided when a book goes live, so that what nobody has been touched for yet does not
/// fall due all at once.
struct FirstDueFact {
  std::string stream;
  Date due;         ///< of the stream's first promise
  std::string run;  ///< key of the run that decided
  bool operator==(const FirstDueFact&) const = default;
  template <class A>
  void serialize(A& ar, unsigned) {
    ar& stream& due& run;
  }
};

struct TouchFact {
  Channel channel = Channel::unknown;
  Level level = Level::ordinary;
  Outcome outcome = Outcome::answered;
  std::string purpose;  ///< code of the purpose vocabulary; empty: unknown, matches any
  PersonKey actor;      ///< who of ours made it
  ContactKey contact;   ///< whom it reached
  TextRef content;
  TextRef feedback;
  bool opening =
      false;  ///< stands for all contact before the book began; credits provisionally
  bool campaign = false;  ///< one of many made at once; takes no day capacity
  bool operator==(const TouchFact&) const = default;
  template <class A>
  void serialize(A& ar, unsigned) {
    ar& channel& level& outcome& purpose& actor& contact& content& feedback& opening&
        campaign;
  }
};

struct StepFact {
  TextRef text;  ///< what is to be done, without the words that tell the time
  DeadlineKind deadline = DeadlineKind::none;
  std::optional<Date> first;  ///< range: its first day
  std::optional<Date> last;   ///< point: the day; range: its last day
  std::int32_t working_days = 0;
  Channel channel = Channel::unknown;  ///< unknown: none named
  PersonKey actor;                     ///< who is to do it; empty: the owner
  bool operator==(const StepFact&) const = default;
  template <class A>
  void serialize(A& ar, unsigned) {
    ar& text& deadline& first& last& working_days& channel& actor;
  }
};

/// Puts a promise off, which stays owed: a stream's or, when `step` is named, a step's.
struct SnoozeFact {
  std::string stream;            ///< stream id; empty: see step
  std::optional<EventKey> step;  ///< event key of the step
  Date until;                    ///< the first day on which it is shown again
  std::string reason = {};       ///< the host's word
  bool operator==(const SnoozeFact&) const = default;
  template <class A>
  void serialize(A& ar, unsigned) {
    ar& stream& step& until& reason;
  }
};

struct StepClosedFact {
  EventKey step;     ///< event key of the step
  bool done = true;  ///< false: dropped
  bool operator==(const StepClosedFact&) const = default;
  template <class A>
  void serialize(A& ar, unsigned) {
    ar& step& done;
  }
};

struct DealFact {
  DealKey deal;
  std::string pipeline;  ///< id of the pipeline document; empty: the default
  TextRef name;
  std::optional<Money> amount;
  PersonKey actor;  ///< responsible; empty: the customer's owner
  bool operator==(const DealFact&) const = default;
  template <class A>
  void serialize(A& ar, unsigned) {
    ar& deal& pipeline& name& amount& actor;
  }
};

struct StageFact {
  DealKey deal;
  std::string stage;            ///< stage id entered; empty when it ended
  DealEnd end = DealEnd::open;  ///< won, lost or void: the deal ended
  std::string reason;           ///< code; required for lost
  bool operator==(const StageFact&) const = default;
  template <class A>
  void serialize(A& ar, unsigned) {
    ar& deal& stage& end& reason;
  }
};

struct DealEventFact {
  DealKey deal;
  std::string event;  ///< code: "agreed", "contract_signed", …
  bool operator==(const DealEventFact&) const = default;
  template <class A>
  void serialize(A& ar, unsigned) {
    ar& deal& event;
  }
};

struct OrderFact {
  OrderKey order;
  Money amount;  ///< ≥ 0
  DealKey deal;  ///< empty: none
  std::string product;
  std::string line{};  ///< of the order, whose lines add up; empty: the order as a whole
  bool operator==(const OrderFact&) const = default;
  template <class A>
  void serialize(A& ar, unsigned) {
    ar& order& amount& deal& product& line;
  }
};

struct OrderReturnFact {
  OrderKey order;  ///< the original
  Money amount;    ///< ≥ 0, given back
  bool operator==(const OrderReturnFact&) const = default;
  template <class A>
  void serialize(A& ar, unsigned) {
    ar& order& amount;
  }
};

struct ReceiptFact {
  DealKey deal;
  Money amount;  ///< ≥ 0
  bool reversal = false;
  bool operator==(const ReceiptFact&) const = default;
  template <class A>
  void serialize(A& ar, unsigned) {
    ar& deal& amount& reversal;
  }
};

/// A case as it stands from the fact's day on; one fact tells it whole.
struct WinBackFact {
  std::string case_id;  ///< its key
  std::string cause;    ///< word: why the customer was lost
  TextRef research;     ///< what was found out about the cause
  TextRef strategy;
  PersonKey actor;               ///< who answers for it; empty: the owner
  std::optional<Date> deadline;  ///< last day for a result
  WinBack result = WinBack::open;
  TextRef outcome = {};
  bool operator==(const WinBackFact&) const = default;
  template <class A>
  void serialize(A& ar, unsigned) {
    ar& case_id& cause& research& strategy& actor& deadline& result& outcome;
  }
};

struct HoldFact {
  ContactKey contact;  ///< empty: the customer and all its contacts
  bool active = true;  ///< false: the hold ends
  std::string reason = {};
  bool operator==(const HoldFact&) const = default;
  template <class A>
  void serialize(A& ar, unsigned) {
    ar& contact& active& reason;
  }
};

/// What is left of what was erased. States and counts keep what they are.
struct EraseFact {
  ContactKey contact;  ///< empty: the customer and all its contacts
  std::string reason = {};
  bool operator==(const EraseFact&) const = default;
  template <class A>
  void serialize(A& ar, unsigned) {
    ar& contact& reason;
  }
};

struct PersonFact {
  PersonKey person;
  TextRef name;
  Role role = Role::unknown;
  std::string team;
  PersonKey reports_to;
  bool verified = true;  ///< false: known from a file's cell only
  bool active = true;
  std::string own_role = {};  ///< the host's own name of the role; empty: that of `role`
  PersonKey deputy = {};      ///< stands in while away, unless the absence names another
  std::optional<std::int32_t> day_capacity = {};  ///< touches a day; none: no limit
  std::string channel_capacity = {};  ///< touches a day by channel: "phone=20|visit=4"
  std::optional<std::int32_t> book_cap = {};  ///< customers held; none: the pool rules'
  std::optional<std::int32_t> month_quota =
      {};                    ///< customers assigned in 30 days; none: takes no part
  std::string prefers = {};  ///< what an assignment looks at: "region=华东|tier=A"
  bool operator==(const PersonFact&) const = default;
  template <class A>
  void serialize(A& ar, unsigned) {
    ar& person& name& role& team& reports_to& verified& active;
    ar& own_role& deputy& day_capacity& channel_capacity& book_cap& month_quota& prefers;
  }
};

/// A team as it stands from the fact's day on. Teams form trees: what would close a ring
/// is refused when rules are built.
struct TeamFact {
  std::string team;    ///< its key, which people name
  std::string name;    ///< empty: the key
  std::string parent;  ///< key of the team above; empty: none
  PersonKey leader;    ///< empty: nobody
  bool active = true;
  bool operator==(const TeamFact&) const = default;
  template <class A>
  void serialize(A& ar, unsigned) {
    ar& team& name& parent& leader& active;
  }
};

struct AbsenceFact {
  PersonKey person;
  Date first;             ///< of the days away, inclusive
  Date last;              ///< inclusive
  PersonKey deputy = {};  ///< empty: the person's own
  std::string reason = {};
  bool operator==(const AbsenceFact&) const = default;
  template <class A>
  void serialize(A& ar, unsigned) {
    ar& person& first& last& deputy& reason;
  }
};

/// Two customers that are one: what is known of `merged` is told of `kept`. Taken back by
/// retracting it.
struct MergeFact {
  CustomerKey kept;
  CustomerKey merged;
  std::string reason = {};
  bool operator==(const MergeFact&) const = default;
  template <class A>
  void serialize(A& ar, unsigned) {
    ar& kept& merged& reason;
  }
};

enum class DocumentKind : std::int32_t {
  calendar = 1,
  tier = 2,
  cadence = 3,
  pipeline = 4,
  pool = 5,
  access = 6,
  entry = 7
};
std::span<const CodeWord> document_kind_words() noexcept;
inline std::span<const CodeWord> words_of(DocumentKind) { return document_kind_words(); }

struct AdoptFact {
  DocumentKind kind{};
  std::string id;    ///< the document's id: one of a kind and id is in force at a time
  std::string hash;  ///< of its canonical JSON
  Date effective;    ///< first day it judges
  bool operator==(const AdoptFact&) const = default;
  template <class A>
  void serialize(A& ar, unsigned) {
    ar& kind& id& hash& effective;
  }
};

struct RunFact {
  std::string kind;  ///< "tier_review", "pool_release", "assignment"
  std::string run;   ///< its key
  Date as_of;
  Date effective;
  std::int64_t decisions = 0;
  bool operator==(const RunFact&) const = default;
  template <class A>
  void serialize(A& ar, unsigned) {
    ar& kind& run& as_of& effective& decisions;
  }
};

struct RetractFact {
  EventKey target;  ///< of the same root, recorded before
  bool operator==(const RetractFact&) const = default;
  template <class A>
  void serialize(A& ar, unsigned) {
    ar& target;
  }
};

/// Alternatives are append-only: their index is written to files.
using FactBody =
    std::variant<CustomerFact, ContactFact, OwnerFact, TagFact, TierFact, TouchFact,
                 StepFact, StepClosedFact, DealFact, StageFact, DealEventFact, OrderFact,
                 OrderReturnFact, ReceiptFact, PersonFact, AdoptFact, RunFact,
                 RetractFact, TeamFact, AbsenceFact, CustomFact, ConsentFact,
                 FirstDueFact, SnoozeFact, WinBackFact, HoldFact, EraseFact, MergeFact>;

struct Fact {
  FactHead head;
  FactBody body;
  [[nodiscard]] FactKind kind() const noexcept;
  bool operator==(const Fact&) const = default;
  template <class A>
  void serialize(A& ar, unsigned) {
    ar& head& body;
  }
};

/// The order of facts: (occurred, kind, source, key, revision).
std::strong_ordering fact_order(const Fact& a, const Fact& b) noexcept;
inline bool fact_before(const Fact& a, const Fact& b) noexcept {
  return fact_order(a, b) < 0;
}

/// Checks what every fact must hold whatever its kind (key lengths, UTF-8, root present
/// or absent by kind, amounts not negative, …). The error names the field.
Result<void> check_fact(const Fact& fact);

/// The reference under which a fact's text of one field is kept: a function of root,
/// event key, revision and field, never of the words.
TextRef text_ref(const FactHead& head, std::string_view field);

/// The text references a fact carries, in the order of its fields.
std::vector<TextRef> text_refs(const Fact& fact);

/// The contact that a fact names: its own facts, its consents, touches that reached it,
/// holds and tombstones. Empty: none.
ContactKey contact_of(const Fact& fact);

}  // namespace kith
