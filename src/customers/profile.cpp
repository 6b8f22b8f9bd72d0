#include "kith/customers/profile.hpp"

#include <algorithm>
#include <array>
#include <tuple>

namespace kith {
namespace {

constexpr std::array<CodeWord, 7> kRights{{
    {0, "unknown", "未知", "unknown"},
    {1, "given", "已同意", "given"},
    {2, "never_asked", "未征询", "never asked"},
    {3, "withdrawn", "已撤回", "withdrawn"},
    {4, "expired", "已过期", "expired"},
    {5, "do_not_contact", "请勿联系", "do not contact"},
    {6, "gone", "已离职", "gone"},
}};

bool is_decision(const Fact& fact) { return fact.kind() == FactKind::tier; }

void take(Profile& profile, const CustomerFact& change) {
  for (const auto& [field, value] : change.fields) {
    if (std::holds_alternative<Nothing>(value)) {
      profile.fields.erase(field);
    } else {
      profile.fields[field] = value;
    }
  }
}

void take(Profile& profile, const ContactFact& contact) {
  const auto it = std::lower_bound(
      profile.contacts.begin(), profile.contacts.end(), contact.contact,
      [](const ContactFact& c, const ContactKey& key) { return c.contact < key; });
  if (it != profile.contacts.end() && it->contact == contact.contact) {
    *it = contact;
  } else {
    profile.contacts.insert(it, contact);
  }
}

bool has_value(const CustomFact& f) {
  return f.number || !f.word.empty() || !f.text.empty() || f.day || f.amount;
}

void take(Profile& profile, const CustomFact& change) {
  std::erase_if(profile.custom,
                [&](const CustomFact& c) { return c.field == change.field; });
  if (!has_value(change)) return;
  const auto after = std::upper_bound(
      profile.custom.begin(), profile.custom.end(), change,
      [](const CustomFact& a, const CustomFact& b) { return a.field < b.field; });
  profile.custom.insert(after, change);
}

auto place(const ConsentFact& f) { return std::tie(f.contact, f.purpose, f.channel); }

void take(Profile& profile, const ConsentFact& said, Date day) {
  const bool ends_all = !said.given && said.channel == Channel::unknown;
  std::erase_if(profile.consents, [&](const HeldConsent& held) {
    const bool same_purpose =
        held.said.contact == said.contact && held.said.purpose == said.purpose;
    return same_purpose && (ends_all || held.said.channel == said.channel);
  });
  const auto after =
      std::upper_bound(profile.consents.begin(), profile.consents.end(), said,
                       [](const ConsentFact& f, const HeldConsent& h) {
                         return place(f) < place(h.said);
                       });
  profile.consents.insert(after, {said, day});
}

const HeldConsent* said_of(const Profile& profile, const ContactKey& contact,
                           std::string_view purpose, Channel channel) {
  const HeldConsent* any = nullptr;
  for (const HeldConsent& held : profile.consents) {
    if (held.said.contact != contact || held.said.purpose != purpose) continue;
    if (held.said.channel == channel) return &held;
    if (held.said.channel == Channel::unknown) any = &held;
  }
  return any;
}

}  // namespace

std::span<const CodeWord> contact_right_words() noexcept { return kRights; }

TextRef Profile::name() const {
  const auto it = fields.find(Field::name);
  if (it == fields.end()) return {};
  const auto* text = std::get_if<TextRef>(&it->second);
  return text == nullptr ? TextRef{} : *text;
}

std::string Profile::word(Field field) const {
  const auto it = fields.find(field);
  if (it == fields.end()) return {};
  const auto* word = std::get_if<std::string>(&it->second);
  return word == nullptr ? std::string() : *word;
}

std::int64_t Profile::integer_or(Field field, std::int64_t otherwise) const {
  const auto it = fields.find(field);
  if (it == fields.end()) return otherwise;
  const auto* number = std::get_if<std::int64_t>(&it->second);
  return number == nullptr ? otherwise : *number;
}

const ContactFact* Profile::contact(const ContactKey& key) const {
  const auto it = std::find_if(contacts.begin(), contacts.end(),
                               [&](const ContactFact& c) { return c.contact == key; });
  return it == contacts.end() ? nullptr : &*it;
}

const CustomFact* Profile::custom_field(std::string_view id) const {
  const auto it = std::find_if(custom.begin(), custom.end(),
                               [&](const CustomFact& c) { return c.field == id; });
  return it == custom.end() ? nullptr : &*it;
}

void apply(Profile& profile, const Fact& fact) {
  if (!profile.first_recorded && !is_decision(fact))
    profile.first_recorded = fact.head.occurred.day;
  if (const auto* change = std::get_if<CustomerFact>(&fact.body)) {
    take(profile, *change);
  } else if (const auto* contact = std::get_if<ContactFact>(&fact.body)) {
    take(profile, *contact);
  } else if (const auto* custom = std::get_if<CustomFact>(&fact.body)) {
    take(profile, *custom);
  } else if (const auto* consent = std::get_if<ConsentFact>(&fact.body)) {
    take(profile, *consent, fact.head.occurred.day);
  }
}

ContactRight may_contact(const Profile& profile, const ContactKey& contact,
                         std::string_view purpose, Channel channel, Date day) {
  const ContactFact* who = profile.contact(contact);
  if (who == nullptr) return ContactRight::unknown;
  if (!who->active) return ContactRight::gone;
  if (who->do_not_contact || profile.integer_or(Field::do_not_contact, 0) != 0)
    return ContactRight::do_not_contact;
  const HeldConsent* held = said_of(profile, contact, purpose, channel);
  if (held == nullptr) return ContactRight::never_asked;
  if (!held->said.given) return ContactRight::withdrawn;
  const auto& expires = held->said.expires;
  return expires && *expires < day ? ContactRight::expired : ContactRight::given;
}

}  // namespace kith
