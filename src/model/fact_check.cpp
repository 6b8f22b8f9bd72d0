// What every fact must hold, whatever the state of the book. Errors name the field by its
// column name.
#include <string>

#include "kith/base/text.hpp"
#include "kith/model/directory.hpp"

namespace kith {
namespace {

constexpr std::size_t kMaxSource = 64;
constexpr std::size_t kMaxKey = 255;
constexpr std::size_t kMaxWord = 4096;
constexpr std::int32_t kMaxWorkingDays = 10'000;
constexpr std::int64_t kMaxCycleDays = 36'600;
constexpr std::int32_t kMaxLimit = 1'000'000;
constexpr std::size_t kHashLength = 26;

/// Keeps the first offence found and passes over the rest.
class Checker {
 public:
  [[nodiscard]] Result<void> finish() && {
    if (error_) return std::move(*error_);
    return {};
  }
  void fail(Reason reason, const char* message, std::string_view field) {
    if (!error_) error_ = invalid(reason, message).at(std::string(field));
  }
  void fail(const Error& error, std::string_view field) {
    if (!error_) error_ = Error(error).at(std::string(field));
  }
  void require(bool holds, Reason reason, const char* message, std::string_view field) {
    if (!holds) fail(reason, message, field);
  }
  void text(std::string_view s, std::size_t limit, std::string_view field) {
    if (s.size() > limit) {
      if (!error_) {
        error_ =
            invalid(Reason::too_large, "longer than " + std::to_string(limit) + " bytes")
                .at(std::string(field));
      }
    } else if (!s.empty() && !is_utf8(s)) {
      fail(Reason::bad_utf8, "not valid UTF-8", field);
    }
  }
  void required(std::string_view s, std::size_t limit, std::string_view field) {
    if (s.empty()) fail(Reason::missing_value, "must not be empty", field);
    text(s, limit, field);
  }
  template <class Tag>
  void key(const Key<Tag>& k, std::string_view field) {
    text(k.text(), kMaxKey, field);
  }
  template <class Tag>
  void required_key(const Key<Tag>& k, std::string_view field) {
    required(k.text(), kMaxKey, field);
  }
  void event(const EventKey& e, std::string_view source_field,
             std::string_view key_field) {
    required(e.source, kMaxSource, source_field);
    required(e.key, kMaxKey, key_field);
  }
  void code(std::span<const CodeWord> words, std::int64_t n, std::string_view field) {
    for (const CodeWord& w : words) {
      if (w.code == n) return;
    }
    fail(Reason::unknown_name, "not a code of the vocabulary", field);
  }
  template <class Code>
  void code(Code c, std::string_view field) {
    code(words_of(c), static_cast<std::int64_t>(c), field);
  }
  void amount(const Money& m, std::string_view field) {
    require(m.minor >= 0, Reason::bad_money, "an amount must not be negative", field);
  }

 private:
  std::optional<Error> error_;
};

enum class Root { customer, book, either };

Root root_of(FactKind kind) {
  switch (kind) {
    case FactKind::team:
    case FactKind::person:
    case FactKind::absence:
    case FactKind::merge:
    case FactKind::adopt:
    case FactKind::run:
      return Root::book;
    case FactKind::retract:
      return Root::either;
    default:
      return Root::customer;
  }
}

// The zone is not known here, but no local day is further than one day from that of UTC.
bool near_its_day(const Occurred& o) {
  if (!o.at) return true;
  const Date utc = Zone{0}.day_of(*o.at);
  return utc.plus_days(-1) <= o.day && o.day <= utc.plus_days(1);
}

void check_head(Checker& c, const FactHead& head, FactKind kind) {
  const Root root = root_of(kind);
  if (root == Root::customer) c.required_key(head.root, "customer");
  if (root == Root::either) c.key(head.root, "customer");
  c.require(root != Root::book || head.root.empty(), Reason::conflict,
            "a fact of the book names no customer", "customer");
  c.event(head.event, "source", "key");
  c.require(head.revision >= 0, Reason::bad_number, "a revision is a number from 0",
            "revision");
  c.require(near_its_day(head.occurred), Reason::conflict,
            "the instant lies on another day", "day");
  c.key(head.author, "author");
  if (!head.replaces) return;
  c.event(*head.replaces, "replaces_source", "replaces_key");
  c.require(*head.replaces != head.event, Reason::conflict,
            "replaces itself: give a higher revision instead", "replaces_key");
}

const FieldSpec* spec_of(Field field) {
  for (const FieldSpec& s : customer_fields()) {
    if (s.field == field) return &s;
  }
  return nullptr;
}

void check_integer(Checker& c, const FieldSpec& spec, std::int64_t n) {
  if (spec.type == FieldType::code) return c.code(spec.words, n, spec.name);
  if (spec.field == Field::purchase_cycle) {
    return c.require(n >= 1 && n <= kMaxCycleDays, Reason::bad_number,
                     "must be 1 to 36600 days", spec.name);
  }
  c.require(n == 0 || n == 1, Reason::bad_number, "must be 0 or 1", spec.name);
}

void check_word(Checker& c, const FieldSpec& spec, const std::string& word) {
  c.required(word, spec.field == Field::parent ? kMaxKey : kMaxWord, spec.name);
  if (spec.field == Field::kind) {
    c.require(word == "organisation" || word == "person", Reason::unknown_name,
              "must be organisation or person", spec.name);
  }
}

// By alternative of FieldValue.
bool holds_type(const FieldValue& value, FieldType type) {
  switch (type) {
    case FieldType::integer:
    case FieldType::code:
      return std::holds_alternative<std::int64_t>(value);
    case FieldType::word:
      return std::holds_alternative<std::string>(value);
    case FieldType::text:
      return std::holds_alternative<TextRef>(value);
    case FieldType::money:
      return std::holds_alternative<Money>(value);
  }
  return false;
}

void check_value(Checker& c, const FieldSpec& spec, const FieldValue& value) {
  if (std::holds_alternative<Nothing>(value)) return;
  if (!holds_type(value, spec.type)) {
    return c.fail(Reason::wrong_type, "not a value of the field's type", spec.name);
  }
  if (const auto* n = std::get_if<std::int64_t>(&value)) check_integer(c, spec, *n);
  if (const auto* w = std::get_if<std::string>(&value)) check_word(c, spec, *w);
  if (const auto* t = std::get_if<TextRef>(&value)) {
    c.require(!t->empty(), Reason::missing_value, "must not be empty", spec.name);
  }
  const auto* m = std::get_if<Money>(&value);
  if (m != nullptr && spec.field != Field::annual_profit) c.amount(*m, spec.name);
}

// A row of facts in has one currency column.
void check_one_currency(Checker& c, const CustomerFact& b) {
  const Money* first = nullptr;
  for (const auto& [field, value] : b.fields) {
    const auto* m = std::get_if<Money>(&value);
    if (m == nullptr) continue;
    if (first == nullptr) first = m;
    c.require(m->currency == first->currency, Reason::conflict,
              "the amounts of one fact share one currency", "currency");
  }
}

void check_body(Checker& c, const CustomerFact& b) {
  std::int32_t last = 0;
  for (const auto& [field, value] : b.fields) {
    const FieldSpec* spec = spec_of(field);
    if (spec == nullptr)
      return c.fail(Reason::unknown_name, "not a field of a customer", "field");
    const auto n = static_cast<std::int32_t>(field);
    c.require(n != last, Reason::duplicate, "given twice", spec->name);
    c.require(n >= last, Reason::bad_order, "fields must stand in ascending order",
              spec->name);
    last = n;
    check_value(c, *spec, value);
  }
  check_one_currency(c, b);
}

void check_body(Checker& c, const CustomFact& b) {
  c.required(b.field, kMaxKey, "field");
  c.text(b.word, kMaxWord, "word");
  const int given = (b.number ? 1 : 0) + (b.word.empty() ? 0 : 1) +
                    (b.text.empty() ? 0 : 1) + (b.day ? 1 : 0) + (b.amount ? 1 : 0);
  c.require(given <= 1, Reason::conflict, "a field takes one value", "field");
}

// "phone|mail": channels of the vocabulary, none twice.
void check_channels(Checker& c, std::string_view list, std::string_view field) {
  std::uint32_t seen = 0;
  while (!list.empty()) {
    const std::size_t bar = list.find('|');
    const auto code = word_code(channel_words(), list.substr(0, bar));
    if (!code || *code == 0) {
      return c.fail(Reason::unknown_name, "not a channel of the vocabulary", field);
    }
    c.require((seen >> *code & 1) == 0, Reason::duplicate, "names a channel twice",
              field);
    seen |= 1U << *code;
    if (bar == std::string_view::npos) return;
    list.remove_prefix(bar + 1);
    c.require(!list.empty(), Reason::bad_syntax, "ends with a bar", field);
  }
}

void check_body(Checker& c, const ContactFact& b) {
  c.required_key(b.contact, "contact");
  c.code(b.level, "level");
  c.text(b.decision_role, kMaxWord, "decision_role");
  check_channels(c, b.channels, "channels");
}

void check_body(Checker& c, const ConsentFact& b) {
  c.required_key(b.contact, "contact");
  c.required(b.purpose, kMaxKey, "purpose");
  c.code(b.channel, "channel");
  c.require(b.given || !b.expires, Reason::conflict, "a withdrawal does not expire",
            "expires");
  c.text(b.basis, kMaxWord, "basis");
}

void check_body(Checker& c, const OwnerFact& b) {
  c.key(b.owner, "owner");
  c.code(b.how, "how");
  c.text(b.reason, kMaxKey, "reason");
  c.text(b.run, kMaxKey, "run");
  const bool released = b.how == OwnerChange::released;
  c.require(b.how == OwnerChange::stated || released == b.owner.empty(), Reason::conflict,
            released ? "a released customer has no owner" : "nobody is named", "owner");
}

void check_body(Checker& c, const TagFact& b) {
  c.required(b.tag, kMaxKey, "tag");
  c.require(b.present || !b.expires, Reason::conflict, "a removed tag does not expire",
            "expires");
}

void check_body(Checker& c, const TierFact& b) {
  c.required(b.tier, kMaxKey, "tier");
  c.text(b.run, kMaxKey, "run");
  c.text(b.policy, kMaxKey, "policy");
  c.text(b.rule, kMaxKey, "rule");
}

void check_body(Checker& c, const FirstDueFact& b) {
  c.required(b.stream, kMaxKey, "stream");
  c.text(b.run, kMaxKey, "run");
}

void check_body(Checker& c, const TouchFact& b) {
  c.code(b.channel, "channel");
  c.code(b.level, "level");
  c.code(b.outcome, "outcome");
  c.text(b.purpose, kMaxKey, "purpose");
  c.key(b.actor, "actor");
  c.key(b.contact, "contact");
}

// Each kind of deadline has its own parts and none of another's.
void check_deadline(Checker& c, const StepFact& b) {
  const bool range = b.deadline == DeadlineKind::range;
  const bool dated = range || b.deadline == DeadlineKind::point;
  const bool counted = b.deadline == DeadlineKind::working_days;
  c.require(b.first.has_value() || !range, Reason::missing_value,
            "a range needs its first day", "first");
  c.require(range || !b.first, Reason::conflict, "only a range has a first day", "first");
  c.require(b.last.has_value() || !dated, Reason::missing_value,
            "this deadline needs its day", "last");
  c.require(dated || !b.last, Reason::conflict, "this kind of deadline has no day",
            "last");
  c.require(!range || !b.first || !b.last || *b.first <= *b.last, Reason::bad_order,
            "ends before it begins", "last");
  c.require(counted ? b.working_days >= 0 && b.working_days <= kMaxWorkingDays
                    : b.working_days == 0,
            Reason::bad_number,
            "0 to 10000 working days, and only for that kind of deadline",
            "working_days");
}

void check_body(Checker& c, const StepFact& b) {
  c.code(b.deadline, "deadline");
  check_deadline(c, b);
  c.code(b.channel, "channel");
  c.key(b.actor, "actor");
}

void check_body(Checker& c, const SnoozeFact& b) {
  c.require(b.stream.empty() == b.step.has_value(), Reason::conflict,
            "either a stream or a step", "stream");
  c.text(b.stream, kMaxKey, "stream");
  if (b.step) c.event(*b.step, "step_source", "step_key");
  c.text(b.reason, kMaxWord, "reason");
}

void check_body(Checker& c, const StepClosedFact& b) {
  c.event(b.step, "step_source", "step_key");
}

void check_body(Checker& c, const DealFact& b) {
  c.required_key(b.deal, "deal");
  c.text(b.pipeline, kMaxKey, "pipeline");
  if (b.amount) c.amount(*b.amount, "amount_minor");
  c.key(b.actor, "actor");
}

void check_body(Checker& c, const StageFact& b) {
  c.required_key(b.deal, "deal");
  c.code(b.end, "end");
  if (b.end == DealEnd::open) {
    c.required(b.stage, kMaxKey, "stage");
  } else {
    c.require(b.stage.empty(), Reason::conflict, "a deal that ended enters no stage",
              "stage");
  }
  c.require(b.end != DealEnd::lost || !b.reason.empty(), Reason::missing_value,
            "a lost deal needs its reason", "reason");
  c.text(b.reason, kMaxKey, "reason");
}

void check_body(Checker& c, const DealEventFact& b) {
  c.required_key(b.deal, "deal");
  c.required(b.event, kMaxKey, "event");
}

void check_body(Checker& c, const OrderFact& b) {
  c.required_key(b.order, "order");
  c.amount(b.amount, "amount_minor");
  c.key(b.deal, "deal");
  c.text(b.product, kMaxWord, "product");
  c.text(b.line, kMaxKey, "line");
}

void check_body(Checker& c, const OrderReturnFact& b) {
  c.required_key(b.order, "order");
  c.amount(b.amount, "amount_minor");
}

void check_body(Checker& c, const ReceiptFact& b) {
  c.required_key(b.deal, "deal");
  c.amount(b.amount, "amount_minor");
}

void check_body(Checker& c, const WinBackFact& b) {
  c.required(b.case_id, kMaxKey, "case_id");
  c.text(b.cause, kMaxWord, "cause");
  c.key(b.actor, "actor");
  c.code(b.result, "result");
}

void check_body(Checker& c, const HoldFact& b) {
  c.key(b.contact, "contact");
  c.text(b.reason, kMaxWord, "reason");
}

void check_body(Checker& c, const EraseFact& b) {
  c.key(b.contact, "contact");
  c.text(b.reason, kMaxWord, "reason");
}

void check_body(Checker& c, const MergeFact& b) {
  c.required_key(b.kept, "kept");
  c.required_key(b.merged, "merged");
  c.require(b.kept != b.merged, Reason::conflict, "is merged with itself", "merged");
  c.text(b.reason, kMaxWord, "reason");
}

void check_limit(Checker& c, const std::optional<std::int32_t>& n,
                 std::string_view field) {
  c.require(!n || (*n >= 0 && *n <= kMaxLimit), Reason::bad_number,
            "must be 0 to 1000000", field);
}

void check_body(Checker& c, const PersonFact& b) {
  c.required_key(b.person, "person");
  c.code(b.role, "role");
  c.text(b.team, kMaxKey, "team");
  c.key(b.reports_to, "reports_to");
  c.require(b.reports_to != b.person, Reason::conflict, "reports to themselves",
            "reports_to");
  c.text(b.own_role, kMaxKey, "own_role");
  c.key(b.deputy, "deputy");
  c.require(b.deputy.empty() || b.deputy != b.person, Reason::conflict,
            "is their own deputy", "deputy");
  check_limit(c, b.day_capacity, "day_capacity");
  check_limit(c, b.book_cap, "book_cap");
  check_limit(c, b.month_quota, "month_quota");
  c.text(b.channel_capacity, kMaxWord, "channel_capacity");
  if (auto read = channel_capacity(b.channel_capacity); !read) {
    c.fail(read.error(), "channel_capacity");
  }
  c.text(b.prefers, kMaxWord, "prefers");
  if (auto read = preferences(b.prefers); !read) c.fail(read.error(), "prefers");
}

void check_body(Checker& c, const TeamFact& b) {
  c.required(b.team, kMaxKey, "team");
  c.text(b.name, kMaxWord, "name");
  c.text(b.parent, kMaxKey, "parent");
  c.require(b.parent != b.team, Reason::conflict, "stands above itself", "parent");
  c.key(b.leader, "leader");
}

void check_body(Checker& c, const AbsenceFact& b) {
  c.required_key(b.person, "person");
  c.require(b.first <= b.last, Reason::bad_order, "ends before it begins", "last");
  c.key(b.deputy, "deputy");
  c.require(b.deputy.empty() || b.deputy != b.person, Reason::conflict,
            "is their own deputy", "deputy");
  c.text(b.reason, kMaxWord, "reason");
}

void check_body(Checker& c, const AdoptFact& b) {
  c.code(b.kind, "kind");
  c.required(b.id, kMaxKey, "id");
  const auto letter = [](char x) {
    return (x >= 'a' && x <= 'z') || (x >= '2' && x <= '7');
  };
  bool good = b.hash.size() == kHashLength;
  for (const char x : b.hash) good = good && letter(x);
  c.require(good, Reason::bad_syntax, "a document's hash is 26 letters and digits",
            "hash");
}

void check_body(Checker& c, const RunFact& b) {
  c.required(b.kind, kMaxKey, "kind");
  c.required(b.run, kMaxKey, "run");
  c.require(b.decisions >= 0, Reason::bad_number, "must not be negative", "decisions");
}

void check_body(Checker& c, const RetractFact& b) {
  c.event(b.target, "target_source", "target_key");
}

}  // namespace

Result<void> check_fact(const Fact& fact) {
  Checker c;
  check_head(c, fact.head, fact.kind());
  std::visit([&c](const auto& body) { check_body(c, body); }, fact.body);
  const auto* retract = std::get_if<RetractFact>(&fact.body);
  c.require(retract == nullptr || retract->target != fact.head.event, Reason::conflict,
            "a retraction cannot take itself back", "target_key");
  return std::move(c).finish();
}

}  // namespace kith
