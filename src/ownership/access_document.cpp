// The access document: JSON to a compiled value, every error by path.
#include <algorithm>
#include <array>

#include "kith/ownership/access.hpp"

namespace kith {
namespace data {
extern const char kith_default_access[];
extern const unsigned long kith_default_access_size;
}  // namespace data

namespace {

constexpr std::array<std::string_view, 1> kKinds{"access"};
// In the order of their codes.
constexpr std::array<std::string_view, 6> kScopes{
    "own", "reports", "team", "team_and_below", "teams", "all"};
constexpr std::array<std::string_view, 3> kRights{"hidden", "read", "write"};
constexpr std::array<std::string_view, 5> kMasks{"none", "name", "phone", "mail", "text"};
constexpr std::array<std::string_view, 2> kPersonal{"clear", "masked"};

Right read_right(JsonReader& r) {
  return static_cast<Right>(1 + r.word_or("right", kRights, 1));
}

std::vector<std::string_view> field_names() {
  std::vector<std::string_view> names;
  for (const CodeWord& word : access_field_words()) names.push_back(word.name);
  return names;
}

void read_field(JsonReader& r, RoleAccess& access) {
  const auto names = field_names();
  const auto at = static_cast<std::size_t>(r.word("field", names));
  const auto field = static_cast<AccessField>(access_field_words()[at].code);
  FieldRule rule;
  rule.right = read_right(r);
  rule.mask = static_cast<Mask>(r.word_or("mask", kMasks, 0));
  r.done();
  if (rule.mask != Mask::none && !can_be_masked(field)) {
    r.fail_at("mask", Reason::conflict, "an amount or a number is shown or hidden");
  }
  if (rule.mask != Mask::none && rule.right != Right::read) {
    r.fail_at("mask", Reason::conflict, "a mask is for a field that is read");
  }
  if (!access.fields.emplace(field, rule).second) {
    r.fail_at("field", Reason::duplicate,
              "\"" + std::string(names[at]) + "\" is there already");
  }
}

void read_teams(JsonReader& r, RoleAccess& access) {
  for (const JsonReader& item : r.array_or_empty("teams")) {
    access.teams.push_back(item.as_string());
    if (access.teams.back().empty()) {
      item.fail(Reason::missing_value, "a team needs a key");
    }
  }
  const bool listed = access.scope == Scope::teams;
  if (listed && access.teams.empty()) {
    r.fail_at("teams", Reason::missing_value, "this scope needs its teams");
  }
  if (!listed && r.has("teams")) {
    r.fail_at("teams", Reason::conflict, "only the scope \"teams\" lists teams");
  }
}

void read_acts(JsonReader& r, RoleAccess& access) {
  if (!r.has("may")) return;
  access.acts.emplace();
  for (const JsonReader& item : r.array_or_empty("may")) {
    const std::string name = item.as_string();
    const auto words = act_words();
    const auto word = std::find_if(words.begin(), words.end(),
                                   [&](const CodeWord& w) { return w.name == name; });
    if (word == words.end()) {
      item.fail(Reason::unknown_name, "\"" + name + "\" is nothing that a role may do");
      continue;
    }
    const Act act = static_cast<Act>(word->code);
    if (access.may(act))
      item.fail(Reason::duplicate, "\"" + name + "\" is there already");
    access.acts->push_back(act);
  }
}

void read_access(JsonReader& r, RoleAccess& access) {
  access.scope = static_cast<Scope>(1 + r.word("scope", kScopes));
  read_teams(r, access);
  access.pool = r.boolean_or("pool", true);
  if (access.scope == Scope::all && !access.pool) {
    r.fail_at("pool", Reason::conflict, "who sees all sees what nobody holds");
  }
  access.hidden_duplicates = r.boolean_or("hidden_duplicates", false);
  access.right = read_right(r);
  access.masks_personal = r.word_or("personal", kPersonal, 0) == 1;
  if (access.masks_personal && access.right != Right::read) {
    r.fail_at("personal", Reason::conflict, "a mask is for fields that are read");
  }
  for (JsonReader& field : r.array_or_empty("fields")) read_field(field, access);
  read_acts(r, access);
  r.done();
}

void read_roles(JsonReader& root, AccessDocument& document) {
  for (JsonReader& r : root.array_or_empty("roles")) {
    RoleAccess access;
    access.role = r.string("role");
    if (access.role.empty()) r.fail_at("role", Reason::missing_value, "names no role");
    read_access(r, access);
    const bool known =
        std::any_of(document.roles.begin(), document.roles.end(),
                    [&](const RoleAccess& x) { return x.role == access.role; });
    if (known) {
      r.fail_at("role", Reason::duplicate, "\"" + access.role + "\" is there already");
    }
    document.roles.push_back(std::move(access));
  }
}

}  // namespace

Result<AccessDocument> parse_access(const Json& json, std::vector<Error>& errors) {
  const std::size_t before = errors.size();
  JsonReader root(json, errors);
  AccessDocument document;
  root.word("kind", kKinds);
  root.integer("schema", 1, 1);
  document.id = root.string("id");
  document.zh = root.string("zh");
  document.en = root.string("en");
  read_roles(root, document);
  JsonReader otherwise = root.object("otherwise");
  read_access(otherwise, document.otherwise);
  root.done();
  if (errors.size() > before) return errors[before];
  return document;
}

std::string_view default_access_json() noexcept {
  return {data::kith_default_access, data::kith_default_access_size};
}

}  // namespace kith
