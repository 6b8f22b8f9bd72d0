// The entry document: JSON to a compiled value, every error by path.
#include <algorithm>
#include <array>

#include "kith/customers/entry.hpp"

namespace kith {
namespace data {
extern const char kith_default_entry[];
extern const unsigned long kith_default_entry_size;
}  // namespace data

namespace {

constexpr std::array<std::string_view, 1> kKinds{"entry"};
// In the order of their codes.
constexpr std::array<std::string_view, 7> kTypes{"number", "flag", "word", "choice",
                                                 "text",   "date", "money"};
constexpr std::array<std::string_view, 4> kFormats{"none", "phone", "mail",
                                                   "credit_code"};
constexpr std::array<std::string_view, 7> kStages{"unknown", "lead", "prospect", "active",
                                                  "dormant", "lost", "won_back"};
constexpr std::array<std::string_view, 2> kOf{"organisation", "person"};
constexpr std::array<std::string_view, 3> kRecords{"touch", "step", "deal"};
constexpr std::array<std::string_view, 10> kParts{
    "at",      "channel", "content",  "feedback", "next_step",
    "contact", "actor",   "deadline", "name",     "amount"};
constexpr std::int64_t kMostWeight = 1000;
constexpr std::int64_t kMostDays = 36'600;

struct PartName {
  std::string_view name;
  std::string_view zh;
  std::string_view en;
};
constexpr std::array<PartName, 8> kContactParts{{
    {"contact", "联系人", "contact"},
    {"contact.name", "联系人姓名", "contact's name"},
    {"contact.position", "联系人职位", "contact's position"},
    {"contact.phone", "联系人电话", "contact's phone"},
    {"contact.mail", "联系人邮箱", "contact's mail"},
    {"contact.message", "联系人微信", "contact's messaging account"},
    {"contact.level", "联系人层级", "contact's level"},
    {"contact.decision_role", "决策角色", "decision role"},
}};

/// Which parts a kind of record can have, by bits.
std::uint32_t parts_of(FactKind record) {
  const auto bits = [](std::initializer_list<RecordPart> parts) {
    std::uint32_t out = 0;
    for (const RecordPart p : parts) out |= 1U << static_cast<std::int32_t>(p);
    return out;
  };
  using P = RecordPart;
  if (record == FactKind::step)
    return bits({P::content, P::deadline, P::channel, P::actor});
  if (record == FactKind::deal) return bits({P::name, P::amount, P::actor});
  return bits(
      {P::at, P::channel, P::content, P::feedback, P::next_step, P::contact, P::actor});
}

EntryField customer_field(const FieldSpec& spec) {
  EntryField f;
  f.field = spec.field;
  f.name = spec.name;
  f.zh = spec.zh;
  f.en = spec.en;
  return f;
}

EntryField read_field(JsonReader& r, const EntryDocument& document) {
  EntryField out;
  out.name = r.string("field");
  if (out.name == "owner") {
    out.of = EntryField::Of::owner;
    out.zh = "负责人";
    out.en = "owner";
    return out;
  }
  for (const FieldSpec& spec : customer_fields()) {
    if (spec.name == out.name) return customer_field(spec);
  }
  for (std::size_t i = 0; i < kContactParts.size(); ++i) {
    if (kContactParts[i].name != out.name) continue;
    out.of = EntryField::Of::contact;
    out.part = static_cast<ContactPart>(i);
    out.zh = kContactParts[i].zh;
    out.en = kContactParts[i].en;
    return out;
  }
  if (out.name.starts_with("custom.")) {
    out.of = EntryField::Of::custom;
    out.custom = out.name.substr(7);
    if (const CustomField* own = document.field(out.custom)) {
      out.zh = own->zh;
      out.en = own->en;
      return out;
    }
  }
  if (r.has("field")) r.fail_at("field", Reason::unknown_name, "no such field");
  return out;
}

std::vector<std::string> read_words(JsonReader& r, std::string_view key) {
  std::vector<std::string> words;
  for (const JsonReader& item : r.array_or_empty(key)) {
    std::string word = item.as_string();
    if (word.empty()) item.fail(Reason::missing_value, "must not be empty");
    if (std::find(words.begin(), words.end(), word) != words.end())
      item.fail(Reason::duplicate, "\"" + word + "\" is there already");
    words.push_back(std::move(word));
  }
  return words;
}

std::string read_id(JsonReader& r) {
  std::string id = r.string("id");
  const bool bad = id.find('|') != std::string::npos || id.size() > 255;
  if (r.has("id") && (id.empty() || bad))
    r.fail_at("id", Reason::bad_syntax, "an id has 1 to 255 bytes and no bar");
  return id;
}

void read_needs(JsonReader& root, EntryDocument& document) {
  for (JsonReader& r : root.array_or_empty("needs")) {
    Need need;
    need.id = read_id(r);
    need.zh = r.string("zh");
    need.en = r.string("en");
    need.products = read_words(r, "products");
    r.done();
    if (document.need(need.id) != nullptr)
      r.fail_at("id", Reason::duplicate, "\"" + need.id + "\" is there already");
    document.needs.push_back(std::move(need));
  }
}

void read_fields(JsonReader& root, EntryDocument& document) {
  for (JsonReader& r : root.array_or_empty("fields")) {
    CustomField field;
    field.id = read_id(r);
    field.type = static_cast<CustomType>(1 + r.word("type", kTypes));
    field.zh = r.string("zh");
    field.en = r.string("en");
    field.words = read_words(r, "words");
    r.done();
    const bool choice = field.type == CustomType::choice;
    if (choice && field.words.empty())
      r.fail_at("words", Reason::missing_value, "a choice needs its words");
    if (!choice && r.has("words"))
      r.fail_at("words", Reason::conflict, "only a choice has words");
    if (document.field(field.id) != nullptr)
      r.fail_at("id", Reason::duplicate, "\"" + field.id + "\" is there already");
    document.fields.push_back(std::move(field));
  }
}

void read_required(JsonReader& root, EntryDocument& document) {
  for (JsonReader& r : root.array_or_empty("required")) {
    RequiredRule rule;
    rule.field = read_field(r, document);
    for (const JsonReader& stage : r.array_or_empty("stages"))
      rule.stages |= 1U << stage.as_word(kStages);
    if (r.has("stages") && rule.stages == 0)
      r.fail_at("stages", Reason::missing_value, "names no stage");
    if (r.has("of")) rule.of = kOf[static_cast<std::size_t>(r.word("of", kOf))];
    rule.weight = r.integer_or("weight", 1, kMostWeight, 1);
    r.done();
    document.required.push_back(std::move(rule));
  }
}

/// The type that the values of a field have, as that of a field of the host's own.
CustomType type_of(const EntryField& field, const EntryDocument& document) {
  if (field.of == EntryField::Of::custom) {
    const CustomField* own = document.field(field.custom);
    return own == nullptr ? CustomType::text : own->type;
  }
  if (field.of == EntryField::Of::contact) {
    const bool word =
        field.part == ContactPart::decision_role || field.part == ContactPart::level;
    return word ? CustomType::word : CustomType::text;
  }
  for (const FieldSpec& spec : customer_fields()) {
    if (spec.field != field.field) continue;
    if (spec.type == FieldType::integer) return CustomType::number;
    if (spec.type == FieldType::money) return CustomType::money;
    return spec.type == FieldType::text ? CustomType::text : CustomType::word;
  }
  return CustomType::word;
}

void check_fits(JsonReader& r, const CheckRule& rule, const EntryDocument& document) {
  const CustomType type = type_of(rule.field, document);
  const bool number = type == CustomType::number || type == CustomType::money;
  const bool written = type == CustomType::word || type == CustomType::text;
  const bool named =
      rule.field.of != EntryField::Of::owner &&
      !(rule.field.of == EntryField::Of::contact &&
        (rule.field.part == ContactPart::any || rule.field.part == ContactPart::level));
  if (r.has("format") && !(written && named))
    r.fail_at("format", Reason::conflict, "only words and texts have a format");
  if (r.has("words") && !(type == CustomType::word && named))
    r.fail_at("words", Reason::conflict, "only words are of a list");
  for (const char* bound : {"low", "high"}) {
    if (r.has(bound) && !number)
      r.fail_at(bound, Reason::conflict, "only numbers and amounts have a range");
  }
  if (rule.low && rule.high && *rule.low > *rule.high)
    r.fail_at("high", Reason::bad_order, "is less than the lower end");
}

void read_checks(JsonReader& root, EntryDocument& document) {
  constexpr std::int64_t kMost = 1'000'000'000'000'000'000;
  for (JsonReader& r : root.array_or_empty("checks")) {
    CheckRule rule;
    rule.field = read_field(r, document);
    rule.format = static_cast<EntryFormat>(r.word_or("format", kFormats, 0));
    rule.words = read_words(r, "words");
    if (r.has("low")) rule.low = r.integer("low", -kMost, kMost);
    if (r.has("high")) rule.high = r.integer("high", -kMost, kMost);
    r.done();
    check_fits(r, rule, document);
    document.checks.push_back(std::move(rule));
  }
}

void read_records(JsonReader& root, EntryDocument& document) {
  constexpr std::array kRecordKinds{FactKind::touch, FactKind::step, FactKind::deal};
  for (JsonReader& r : root.array_or_empty("records")) {
    RecordRule rule;
    rule.record = kRecordKinds[static_cast<std::size_t>(r.word("record", kRecords))];
    for (const JsonReader& item : r.array_or_empty("required")) {
      const std::uint32_t bit = 1U << item.as_word(kParts);
      if ((parts_of(rule.record) & bit) == 0 && r.has("record"))
        item.fail(Reason::conflict, "such a record has no such part");
      rule.required |= bit;
    }
    if (r.has("within_days"))
      rule.within_days =
          static_cast<std::int32_t>(r.integer("within_days", 0, kMostDays));
    r.done();
    const bool known =
        std::any_of(document.records.begin(), document.records.end(),
                    [&](const RecordRule& other) { return other.record == rule.record; });
    if (known) r.fail_at("record", Reason::duplicate, "is there already");
    document.records.push_back(rule);
  }
}

}  // namespace

const CustomField* EntryDocument::field(std::string_view wanted) const {
  const auto it = std::find_if(fields.begin(), fields.end(),
                               [&](const CustomField& f) { return f.id == wanted; });
  return it == fields.end() ? nullptr : &*it;
}

const Need* EntryDocument::need(std::string_view wanted) const {
  const auto it = std::find_if(needs.begin(), needs.end(),
                               [&](const Need& n) { return n.id == wanted; });
  return it == needs.end() ? nullptr : &*it;
}

Result<EntryDocument> parse_entry(const Json& json, std::vector<Error>& errors) {
  const std::size_t before = errors.size();
  JsonReader root(json, errors);
  EntryDocument document;
  root.word("kind", kKinds);
  root.integer("schema", 1, 1);
  document.id = root.string("id");
  document.zh = root.string("zh");
  document.en = root.string("en");
  read_needs(root, document);
  read_fields(root, document);  // rules name them
  read_required(root, document);
  read_checks(root, document);
  read_records(root, document);
  root.done();
  if (errors.size() > before) return errors[before];
  return document;
}

std::string_view default_entry_json() noexcept {
  return {data::kith_default_entry, data::kith_default_entry_size};
}

}  // namespace kith
