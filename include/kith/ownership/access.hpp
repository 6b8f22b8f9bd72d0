// Access: what each role may see of customers, as a document; and what follows from it
// for one of ours on a day.
//
//   const AccessDocument* rules = timeline.at(day);
//   const Sight sight = sight_of(*person, rules->of(person->role_name()), directory,
//   day); if (sight.sees(owner)) …
//
// The document (kind "access", schema version 1); data/documents/access.json is the
// default:
//   {"kind":"access","schema":1,"id":"default","zh":"…","en":"…",
//    "roles":[{"role":"sales_lead","scope":"team_and_below","pool":true,"right":"write",
//              "personal":"clear","may":["reassign"],
//              "fields":[{"field":"contact.phone","right":"read","mask":"phone"}]}],
//    "otherwise":{"scope":"own"}}
// A role is one of the vocabulary or the host's own name; `otherwise` is for all that
// `roles` does not list.
//
// Not here: which customers a state belongs to and what a table shows (view).
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kith/base/json.hpp"
#include "kith/model/directory.hpp"

namespace kith {

/// Whose customers a role sees. Each includes the one above it. Append-only.
enum class Scope : std::int32_t {
  own = 1,      ///< one's own, those one takes part in, and those one stands in for
  reports = 2,  ///< also of those who report to one, and of teams one leads
  team = 3,     ///< also of the team one is in
  team_and_below = 4,  ///< also of the teams below those
  teams = 5,           ///< as own and reports, and of listed teams with those below
  all = 6,             ///< everybody's and nobody's
};
std::span<const CodeWord> scope_words() noexcept;
inline std::span<const CodeWord> words_of(Scope) { return scope_words(); }

/// What a role may do with a field. Append-only.
enum class Right : std::int32_t { hidden = 1, read = 2, write = 3 };
std::span<const CodeWord> right_words() noexcept;
inline std::span<const CodeWord> words_of(Right) { return right_words(); }

/// How a field is shown. Append-only.
enum class Mask : std::int32_t {
  none = 0,
  name = 1,   ///< 张*
  phone = 2,  ///< 138****5678
  mail = 3,   ///< z***\@example.com
  text = 4,   ///< ***
};
std::span<const CodeWord> mask_words() noexcept;
inline std::span<const CodeWord> words_of(Mask) { return mask_words(); }
/// The words as a mask shows them; the length of what is hidden is not told. Empty stays
/// empty.
std::string masked(std::string_view words, Mask mask);

/// What rights are given on: the fields of a customer by their numbers, then those of
/// other facts. Append-only.
enum class AccessField : std::int32_t {
  customer_name = 2,
  core_need = 8,
  contact_name = 101,
  contact_position = 102,
  contact_phone = 103,
  contact_mail = 104,
  contact_message = 105,
  contact_consent = 106,  ///< what a contact agreed to, and wishes of it
  touch_content = 111,
  touch_feedback = 112,
  step_text = 121,
  deal_name = 131,
  deal_amount = 132,
  order_amount = 141,
  receipt_amount = 142,
  tier_scores = 151,   ///< the points behind a tier
  custom_value = 161,  ///< every field of the host's own
};
constexpr AccessField access_field(Field field) {
  return static_cast<AccessField>(static_cast<std::int32_t>(field));
}
/// "customer.name", "contact.phone", …, in order of their codes.
std::span<const CodeWord> access_field_words() noexcept;
inline std::span<const CodeWord> words_of(AccessField) { return access_field_words(); }
/// Whether a mask may be put on it: texts and words, no amounts or numbers.
bool can_be_masked(AccessField field) noexcept;
/// The mask of a field that says who somebody is or what was said; none of another's.
Mask personal_mask(AccessField field) noexcept;

/// What a role may do beside writing fields. Append-only.
enum class Act : std::int32_t {
  reassign = 1,   ///< give customers to others, or back to the pool
  decide = 2,     ///< record what runs decide: tiers, first due days
  adopt = 3,      ///< adopt documents
  directory = 4,  ///< people, teams, absences
  merge = 5,      ///< merge customers, and take that back
  erase = 6,      ///< erase personal data, set and end legal holds
};
std::span<const CodeWord> act_words() noexcept;
inline std::span<const CodeWord> words_of(Act) { return act_words(); }

struct FieldRule {
  Right right = Right::read;
  Mask mask = Mask::none;
  bool operator==(const FieldRule&) const = default;
};

struct RoleAccess {
  std::string role;  ///< empty: all that are not listed
  Scope scope = Scope::own;
  std::vector<std::string> teams;  ///< of Scope::teams
  bool pool = true;                ///< sees customers that nobody holds
  bool hidden_duplicates = false;  ///< a check for duplicates tells that a customer the
                                   ///< role does not see exists: masked name and team
  Right right = Right::read;       ///< of fields that are not listed
  bool masks_personal = false;     ///< of fields that are not listed
  std::map<AccessField, FieldRule> fields;
  std::optional<std::vector<Act>> acts = {};  ///< none: all of them to who sees all
  [[nodiscard]] FieldRule of(AccessField field) const;
  [[nodiscard]] bool may(Act act) const;
};

/// Checked rules. Immutable regular value.
struct AccessDocument {
  std::string id;
  std::string zh;
  std::string en;
  std::vector<RoleAccess> roles;
  RoleAccess otherwise;
  [[nodiscard]] const RoleAccess& of(std::string_view role) const;
};
/// Every error by path; the Result's error is the first.
Result<AccessDocument> parse_access(const Json& json, std::vector<Error>& errors);
std::string_view default_access_json() noexcept;

/// Whose customers somebody sees on a day.
struct Sight {
  bool all = false;
  bool pool = false;               ///< those that nobody holds
  std::vector<PersonKey> held_by;  ///< whose customers count in what is summed, ascending
  std::vector<PersonKey> people;   ///< whose customers are seen: those, and of people the
                                   ///< actor stands in for, ascending
  [[nodiscard]] bool sees(const PersonKey& owner) const;
  [[nodiscard]] bool counts(const PersonKey& owner) const;
};
Sight sight_of(const Person& actor, const RoleAccess& access, const Directory& directory,
               Date day);

}  // namespace kith
