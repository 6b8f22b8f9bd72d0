// What each field of a customer said and when.
#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include "kith/view/view.hpp"
#include "view/group_log.hpp"
#include "view/schemas.hpp"
#include "view/values.hpp"

namespace kith {
namespace {

using namespace view_detail;

struct ContactColumn {
  std::string_view name;
  std::string_view zh;
  std::string_view en;
  AccessField right;
};
constexpr std::array<ContactColumn, 10> kContactColumns{{
    {"contact.name", "联系人姓名", "contact's name", AccessField::contact_name},
    {"contact.position", "联系人职位", "contact's position",
     AccessField::contact_position},
    {"contact.phone", "联系人电话", "contact's phone", AccessField::contact_phone},
    {"contact.mail", "联系人邮箱", "contact's mail", AccessField::contact_mail},
    {"contact.message", "联系人微信", "contact's messaging account",
     AccessField::contact_message},
    {"contact.level", "联系人层级", "contact's level", AccessField::contact_position},
    {"contact.decision_role", "决策角色", "decision role", AccessField::contact_position},
    {"contact.channels", "偏好方式", "wanted channels", AccessField::contact_consent},
    {"contact.do_not_contact", "请勿联系", "do not contact",
     AccessField::contact_consent},
    {"contact.active", "在职", "active", AccessField::contact_position},
}};
constexpr std::array<std::string_view, 2> kOthers{"owner", "tier"};

bool is_field(std::string_view name) {
  const auto fields = customer_fields();
  const auto named = [&](const auto& f) { return f.name == name; };
  return name.starts_with("custom.") ||
         std::any_of(fields.begin(), fields.end(), named) ||
         std::any_of(kContactColumns.begin(), kContactColumns.end(), named) ||
         std::find(kOthers.begin(), kOthers.end(), name) != kOthers.end();
}

/// Writes a row for each value that differs from the one before.
class Changes {
 public:
  Changes(TableWriter& w, Words& words, const EntryDocument* entry, std::string_view only)
      : w_(w), words_(words), entry_(entry), only_(only) {}

  void take(const Fact& fact) {
    fact_ = &fact;
    if (const auto* c = std::get_if<CustomerFact>(&fact.body)) customer(*c);
    if (const auto* c = std::get_if<CustomFact>(&fact.body)) custom(*c);
    if (const auto* c = std::get_if<ContactFact>(&fact.body)) contact(*c);
    if (const auto* o = std::get_if<OwnerFact>(&fact.body))
      row({}, "owner", "负责人", "Owner", words_.person(o->owner));
    if (const auto* t = std::get_if<TierFact>(&fact.body))
      row({}, "tier", "客户分级", "Tier", t->tier);
  }

 private:
  void customer(const CustomerFact& f) {
    for (const auto& [field, value] : f.fields) {
      for (const FieldSpec& spec : customer_fields()) {
        if (spec.field != field || words_.hides(access_field(field))) continue;
        row({}, spec.name, spec.zh, spec.en, field_words(words_, spec, value));
      }
    }
  }
  void custom(const CustomFact& f) {
    if (words_.hides(AccessField::custom_value)) return;
    const CustomField* own = entry_ == nullptr ? nullptr : entry_->field(f.field);
    row({}, "custom." + f.field, own == nullptr ? f.field : own->zh,
        own == nullptr ? f.field : own->en, custom_words(words_, f));
  }
  void contact(const ContactFact& c) {
    const std::array<std::string, kContactColumns.size()> values{
        words_.text(c.name, AccessField::contact_name),
        words_.text(c.position, AccessField::contact_position),
        words_.text(c.phone, AccessField::contact_phone),
        words_.text(c.mail, AccessField::contact_mail),
        words_.text(c.message, AccessField::contact_message),
        c.level == Level::unknown ? std::string() : std::string(code_name(c.level)),
        c.decision_role,
        c.channels,
        c.do_not_contact ? "1" : "0",
        c.active ? "1" : "0"};
    for (std::size_t i = 0; i < values.size(); ++i) {
      const ContactColumn& column = kContactColumns[i];
      if (words_.hides(column.right)) continue;
      row(c.contact.text(), column.name, column.zh, column.en, values[i]);
    }
  }
  void row(const std::string& contact, std::string_view field, std::string_view zh,
           std::string_view en, const std::string& value) {
    namespace col = schema::field_history;
    if (!only_.empty() && field != only_) return;
    std::string& held = held_[{contact, std::string(field)}];
    if (held == value) return;
    w_.date(col::day, fact_->head.occurred.day);
    if (fact_->head.occurred.at) w_.instant(col::at, *fact_->head.occurred.at);
    w_.text(col::field, field);
    put(w_, col::field_zh, zh);
    put(w_, col::field_en, en);
    put(w_, col::contact, contact);
    put(w_, col::value, value);
    put(w_, col::was, held);
    put(w_, col::author, fact_->head.author.text());
    w_.instant(col::recorded, fact_->head.recorded);
    w_.text(col::source, fact_->head.event.source);
    w_.text(col::key, fact_->head.event.key);
    w_.end_row();
    held = value;
  }

  TableWriter& w_;
  Words& words_;
  const EntryDocument* entry_;
  std::string_view only_;
  const Fact* fact_ = nullptr;
  std::map<std::pair<std::string, std::string>, std::string> held_;
};

}  // namespace

Table View::field_history(const CustomerKey& customer, std::string_view field) const {
  if (!field.empty() && !is_field(field)) {
    throw invalid(Reason::unknown_name, "no such field of a customer")
        .at("field")
        .with("value", std::string(field.substr(0, 64)));
  }
  const auto moment = source_->hold();
  const std::vector<Fact> facts = facts_of(*source_, *rules_, customer, cut_.known_at);
  Words words = this->words();
  words.read_facts(customer);
  TableWriter w(schema::kFieldHistory);
  Changes changes(w, words, rules_->entry().at(cut_.as_of), field);
  for (const Fact& fact : facts) {
    if (fact.head.occurred.day <= cut_.as_of) changes.take(fact);
  }
  return std::move(w).finish();
}

}  // namespace kith
