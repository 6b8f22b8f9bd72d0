#include "kith/ownership/duplicates.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/letters.hpp"
#include "kith/base/text.hpp"
#include "kith/model/credit_code.hpp"
#include "kith/model/person_name.hpp"
#include "kith/model/phone.hpp"

namespace kith {
namespace {

constexpr std::int32_t kWhole = 1000;

/// How much a reason says, in thousandths.
struct Weighed {
  std::string_view code;
  std::int32_t weight;
};
constexpr Weighed kSameCreditCode{"duplicate.credit_code", 950};
constexpr Weighed kSamePhone{"duplicate.phone", 800};
constexpr Weighed kSameNameAndPlace{"duplicate.name_and_place", 700};
constexpr Weighed kSameName{"duplicate.name", 600};
constexpr Weighed kSameCore{"duplicate.core_name", 400};
constexpr Weighed kSamePerson{"duplicate.person_name", 250};
constexpr Weighed kShortCore{"duplicate.short_name", 200};
constexpr Weighed kOtherPlace{"duplicate.other_place", 150};
constexpr std::string_view kCodesDiffer = "duplicate.credit_codes_differ";
constexpr std::string_view kRelated = "duplicate.related";

// Between the parts of one value; no folded name holds it.
constexpr char kBetween = '\x1f';

bool has_mask(std::string_view folded) {
  for (const std::string_view sign : {"*", "×", "○", "•", "●"}) {
    if (folded.find(sign) != std::string_view::npos) return true;
  }
  return false;
}

bool is_whole_number(const Phone& phone) {
  if (phone.kind == PhoneKind::full_mobile) return true;
  return phone.kind == PhoneKind::landline && phone.digits.size() >= 10 &&
         (phone.digits.front() == '0' || phone.digits.size() == 10);
}

/// Empty parts for a name that is no key.
CompanyName company_name(std::string_view text) {
  CompanyName name = parse_company_name(text);
  return has_mask(name.folded) ? CompanyName() : name;
}

CompanyName person_name(std::string_view text) {
  const PersonName read = classify_person_name(text);
  CompanyName name;
  if (read.is_key()) name.folded = fold_tight(read.folded);
  return name;
}

std::string core_of(const CompanyName& name) {
  return name.short_core ? name.core + kBetween + name.region : name.core;
}

template <class T>
void order(std::vector<T>& values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

bool share_phone(const Identity& a, const Identity& b) {
  return std::any_of(a.phones.begin(), a.phones.end(), [&](const std::string& phone) {
    return std::binary_search(b.phones.begin(), b.phones.end(), phone);
  });
}

bool differ(const std::string& a, const std::string& b) {
  return !a.empty() && !b.empty() && a != b;
}
bool agree(const std::string& a, const std::string& b) { return !a.empty() && a == b; }

std::optional<Weighed> folded_names(const Identity& a, const Identity& b) {
  if (!agree(a.name.folded, b.name.folded)) return std::nullopt;
  if (a.person || b.person) return kSamePerson;
  if (differ(a.region, b.region)) return kOtherPlace;
  const bool placed = agree(a.region, b.region) || !a.name.region.empty();
  return placed ? kSameNameAndPlace : kSameName;
}

std::optional<Weighed> names(const Identity& a, const Identity& b) {
  if (auto same = folded_names(a, b)) return same;
  if (a.person || b.person || !agree(a.name.core, b.name.core)) return std::nullopt;
  const LinkStrength link = link_strength(a.name, b.name);
  if (a.name.short_core) {
    if (a.name.region != b.name.region) return std::nullopt;
    const bool other = link == LinkStrength::candidate || differ(a.region, b.region);
    return other ? kOtherPlace : kShortCore;
  }
  if (link == LinkStrength::candidate || differ(a.region, b.region)) return kOtherPlace;
  return kSameCore;
}

bool related(const Identity& a, const Identity& b) {
  return agree(a.parent, b.key) || agree(b.parent, a.key) || agree(a.parent, b.parent);
}

}  // namespace

std::string whole_credit_code(std::string_view text) {
  std::string code;
  for (const char c : fold_tight(text)) {
    if (c == '-') continue;
    code += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return is_credit_code(code) ? code : std::string();
}

std::vector<std::string> whole_phones(std::string_view text) {
  std::vector<std::string> out;
  for (const std::string& one : split_values(text)) {
    const auto phone = classify_phone(one);
    if (phone && is_whole_number(*phone)) out.push_back(phone->digits);
  }
  return out;
}

Identity identity_of(const IdentityFields& fields) {
  Identity out;
  out.key = fields.key;
  out.parent = fields.parent;
  out.person = fields.person;
  const CompanyName name = company_name(fields.name);
  if (!name.folded.empty()) out.name = fields.person ? person_name(fields.name) : name;
  if (!out.name.folded.empty()) out.core = core_of(name);
  out.region = fold_region(fields.region);
  out.credit_code = whole_credit_code(fields.credit_code);
  for (const std::string& text : fields.phones) {
    for (std::string& phone : whole_phones(text)) out.phones.push_back(std::move(phone));
  }
  order(out.phones);
  return out;
}

std::vector<MatchKey> keys_of(const Identity& identity) {
  std::vector<MatchKey> keys;
  if (!identity.credit_code.empty())
    keys.push_back({MatchKeyKind::credit_code, identity.credit_code});
  for (const std::string& phone : identity.phones)
    keys.push_back({MatchKeyKind::phone, phone});
  if (!identity.name.folded.empty())
    keys.push_back({MatchKeyKind::name, identity.name.folded});
  if (!identity.core.empty() && !identity.person)
    keys.push_back({MatchKeyKind::core, identity.core});
  order(keys);
  return keys;
}

std::vector<MatchKey> index_keys(const Identity& identity) {
  std::vector<MatchKey> keys = keys_of(identity);
  std::erase_if(keys, [](const MatchKey& key) { return key.kind == MatchKeyKind::name; });
  if (!identity.core.empty() && identity.person)
    keys.push_back({MatchKeyKind::core, identity.core});
  order(keys);
  return keys;
}

std::vector<MatchKey> keys_by_place(const Identity& identity) {
  std::vector<MatchKey> keys = keys_of(identity);
  const std::string place = kBetween + identity.region + kBetween + identity.name.region;
  for (std::size_t i = 0, n = keys.size(); i < n; ++i) {
    const MatchKeyKind kind = keys[i].kind;
    const bool named = kind == MatchKeyKind::name || kind == MatchKeyKind::core;
    if (named) keys.push_back({kind, keys[i].value + place});
  }
  order(keys);
  return keys;
}

std::vector<MatchKey> index_keys(const Fact& fact,
                                 const std::function<std::string(TextRef)>& words) {
  std::vector<MatchKey> keys;
  if (const auto* contact = std::get_if<ContactFact>(&fact.body)) {
    if (contact->phone.empty()) return keys;
    for (std::string& phone : whole_phones(words(contact->phone)))
      keys.push_back({MatchKeyKind::phone, std::move(phone)});
  }
  if (const auto* customer = std::get_if<CustomerFact>(&fact.body)) {
    for (const auto& [field, value] : customer->fields) {
      const auto* code = std::get_if<std::string>(&value);
      const auto* text = std::get_if<TextRef>(&value);
      if (field == Field::credit_code && code != nullptr) {
        std::string whole = whole_credit_code(*code);
        if (!whole.empty()) keys.push_back({MatchKeyKind::credit_code, std::move(whole)});
      }
      if (field != Field::name || text == nullptr || text->empty()) continue;
      std::string core = core_of(company_name(words(*text)));
      if (!core.empty()) keys.push_back({MatchKeyKind::core, std::move(core)});
    }
  }
  order(keys);
  return keys;
}

std::optional<Match> match_of(const Identity& a, const Identity& b) {
  Match match;
  std::int32_t doubt = kWhole;
  const auto add = [&](const Weighed& reason) {
    match.whys.push_back({reason.code, {}});
    doubt = doubt * (kWhole - reason.weight) / kWhole;
  };
  if (agree(a.credit_code, b.credit_code)) add(kSameCreditCode);
  if (share_phone(a, b)) add(kSamePhone);
  if (const auto same = names(a, b)) add(*same);
  if (match.whys.empty()) return std::nullopt;
  match.score = kWhole - doubt;
  for (const auto& [holds, code] :
       {std::pair(differ(a.credit_code, b.credit_code), kCodesDiffer),
        std::pair(related(a, b), kRelated)}) {
    if (!holds) continue;
    match.score = std::max(1, match.score / 4);
    match.whys.push_back({code, {}});
  }
  return match;
}

}  // namespace kith
