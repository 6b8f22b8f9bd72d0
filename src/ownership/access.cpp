// Whose customers somebody sees, and how fields are shown.
#include "kith/ownership/access.hpp"

#include <algorithm>
#include <set>

namespace kith {
namespace {

constexpr CodeWord kScopes[] = {
    {1, "own", "本人", "own"},
    {2, "reports", "本人及下属", "own and reports'"},
    {3, "team", "本团队", "team"},
    {4, "team_and_below", "本团队及下级", "team and below"},
    {5, "teams", "指定团队", "listed teams"},
    {6, "all", "全部", "all"},
};
constexpr CodeWord kRights[] = {
    {1, "hidden", "不可见", "hidden"},
    {2, "read", "可读", "read"},
    {3, "write", "可写", "write"},
};
constexpr CodeWord kMasks[] = {
    {0, "none", "不遮盖", "none"}, {1, "name", "姓名", "name"},
    {2, "phone", "电话", "phone"}, {3, "mail", "邮箱", "mail"},
    {4, "text", "全部", "text"},
};

constexpr CodeWord kActs[] = {
    {1, "reassign", "转移客户", "reassign customers"},
    {2, "decide", "记录运行结果", "record what runs decide"},
    {3, "adopt", "启用文档", "adopt documents"},
    {4, "directory", "维护人员与团队", "keep people and teams"},
    {5, "merge", "合并客户", "merge customers"},
    {6, "erase", "删除个人信息", "erase personal data"},
};

/// The names of a customer's fields live as long as the program.
std::vector<CodeWord> make_fields() {
  static std::vector<std::string> names;
  const auto specs = customer_fields();
  names.reserve(specs.size());
  std::vector<CodeWord> out;
  for (const FieldSpec& spec : specs) {
    names.push_back("customer." + std::string(spec.name));
    out.push_back(
        {static_cast<std::int32_t>(spec.field), names.back(), spec.zh, spec.en});
  }
  const CodeWord others[] = {
      {101, "contact.name", "联系人姓名", "contact's name"},
      {102, "contact.position", "联系人职位", "contact's position"},
      {103, "contact.phone", "联系人电话", "contact's phone"},
      {104, "contact.mail", "联系人邮箱", "contact's mail"},
      {105, "contact.message", "联系人微信", "contact's messaging account"},
      {106, "contact.consent", "联系许可", "contact's consent"},
      {111, "touch.content", "跟进内容", "content of a touch"},
      {112, "touch.feedback", "客户反馈", "feedback to a touch"},
      {121, "step.text", "下一步", "next step"},
      {131, "deal.name", "商机名称", "deal's name"},
      {132, "deal.amount", "商机金额", "deal's amount"},
      {141, "order.amount", "订单金额", "order's amount"},
      {142, "receipt.amount", "回款金额", "receipt's amount"},
      {151, "tier.scores", "分级得分", "scores of a tier"},
      {161, "custom.value", "自定义字段", "fields of the host's own"},
  };
  out.insert(out.end(), std::begin(others), std::end(others));
  return out;
}

/// The first character, and where the next begins.
std::string_view first_character(std::string_view words) {
  std::size_t n = 1;
  while (n < words.size() && (static_cast<unsigned char>(words[n]) & 0xC0) == 0x80) ++n;
  return words.substr(0, n);
}

std::string masked_phone(std::string_view words) {
  std::string digits;
  for (const char c : words) {
    if (c >= '0' && c <= '9') digits += c;
  }
  if (digits.size() == 13 && digits.compare(0, 2, "86") == 0) digits.erase(0, 2);
  // Fewer digits than eleven would stand there almost whole.
  if (digits.size() < 11) return "***";
  return digits.substr(0, 3) + "****" + digits.substr(digits.size() - 4);
}

std::string masked_mail(std::string_view words) {
  const std::size_t at = words.rfind('@');
  if (at == std::string_view::npos || at == 0) return "***";
  return std::string(first_character(words)) + "***" + std::string(words.substr(at));
}

bool contains(const std::vector<PersonKey>& people, const PersonKey& person) {
  return std::binary_search(people.begin(), people.end(), person);
}

using People = std::set<PersonKey>;

void add_team(People& people, const std::string& team, const Directory& directory,
              Date day) {
  for (PersonKey& member : directory.members(team, day)) people.insert(std::move(member));
}

void add_below(People& people, const std::string& above, const Directory& directory,
               Date day) {
  for (const std::string& team : directory.teams(day)) {
    if (directory.is_within(team, above, day)) add_team(people, team, directory, day);
  }
}

/// Everybody who reports to the actor, through others too.
void add_reports(People& people, const PersonKey& actor, const Directory& directory,
                 Date day) {
  std::vector<PersonKey> leads{actor};
  People passed{actor};
  const std::vector<PersonKey> all = directory.people();
  while (!leads.empty()) {
    const PersonKey lead = std::move(leads.back());
    leads.pop_back();
    for (const PersonKey& key : all) {
      const Person* person = directory.find(key, day);
      if (person->reports_to != lead || !passed.insert(key).second) continue;
      people.insert(key);
      leads.push_back(key);
    }
  }
}

std::vector<std::string> led_by(const PersonKey& actor, const Directory& directory,
                                Date day) {
  std::vector<std::string> led;
  for (const std::string& key : directory.teams(day)) {
    const Team* team = directory.team(key, day);
    if (team != nullptr && team->leader == actor) led.push_back(key);
  }
  return led;
}

/// Those whose customers count as the actor's by the scope.
People counted(const Person& actor, const RoleAccess& access, const Directory& directory,
               Date day) {
  People people{actor.key};
  if (access.scope == Scope::own) return people;
  add_reports(people, actor.key, directory, day);
  std::vector<std::string> teams = led_by(actor.key, directory, day);
  for (const std::string& team : teams) add_team(people, team, directory, day);
  if (access.scope == Scope::reports) return people;
  if (access.scope == Scope::teams) {
    teams = access.teams;
  } else {
    teams.push_back(actor.team);
  }
  for (const std::string& team : teams) {
    if (access.scope == Scope::team) {
      add_team(people, team, directory, day);
    } else {
      add_below(people, team, directory, day);
    }
  }
  return people;
}

}  // namespace

std::span<const CodeWord> scope_words() noexcept { return kScopes; }
std::span<const CodeWord> right_words() noexcept { return kRights; }
std::span<const CodeWord> mask_words() noexcept { return kMasks; }
std::span<const CodeWord> act_words() noexcept { return kActs; }

std::span<const CodeWord> access_field_words() noexcept {
  static const std::vector<CodeWord> words = make_fields();
  return words;
}

bool can_be_masked(AccessField field) noexcept {
  switch (field) {
    case AccessField::contact_name:
    case AccessField::contact_position:
    case AccessField::contact_phone:
    case AccessField::contact_mail:
    case AccessField::contact_message:
    case AccessField::custom_value:
    case AccessField::touch_content:
    case AccessField::touch_feedback:
    case AccessField::step_text:
    case AccessField::deal_name:
      return true;
    default:
      break;
  }
  const auto specs = customer_fields();
  return std::any_of(specs.begin(), specs.end(), [field](const FieldSpec& s) {
    return access_field(s.field) == field &&
           (s.type == FieldType::text || s.type == FieldType::word);
  });
}

Mask personal_mask(AccessField field) noexcept {
  switch (field) {
    case AccessField::customer_name:
    case AccessField::contact_name:
      return Mask::name;
    case AccessField::contact_phone:
      return Mask::phone;
    case AccessField::contact_mail:
      return Mask::mail;
    case AccessField::core_need:
    case AccessField::contact_message:
    case AccessField::custom_value:
    case AccessField::touch_content:
    case AccessField::touch_feedback:
    case AccessField::step_text:
    case AccessField::deal_name:
      return Mask::text;
    default:
      return Mask::none;
  }
}

std::string masked(std::string_view words, Mask mask) {
  if (words.empty()) return {};
  switch (mask) {
    case Mask::none:
      return std::string(words);
    case Mask::name:
      return std::string(first_character(words)) + "*";
    case Mask::phone:
      return masked_phone(words);
    case Mask::mail:
      return masked_mail(words);
    case Mask::text:
      break;
  }
  return "***";
}

FieldRule RoleAccess::of(AccessField field) const {
  const auto it = fields.find(field);
  if (it != fields.end()) return it->second;
  return {right, masks_personal ? personal_mask(field) : Mask::none};
}

bool RoleAccess::may(Act act) const {
  if (!acts) return scope == Scope::all;
  return std::find(acts->begin(), acts->end(), act) != acts->end();
}

const RoleAccess& AccessDocument::of(std::string_view role) const {
  const auto it = std::find_if(roles.begin(), roles.end(),
                               [&](const RoleAccess& r) { return r.role == role; });
  return it == roles.end() ? otherwise : *it;
}

bool Sight::sees(const PersonKey& owner) const {
  return all || (owner.empty() ? pool : contains(people, owner));
}

// What nobody holds counts for nobody but those who see all: so the sums of a team are
// those of its members.
bool Sight::counts(const PersonKey& owner) const {
  return all || (!owner.empty() && contains(held_by, owner));
}

Sight sight_of(const Person& actor, const RoleAccess& access, const Directory& directory,
               Date day) {
  Sight sight;
  sight.all = access.scope == Scope::all;
  sight.pool = access.pool || sight.all;
  if (sight.all) return sight;
  People people = counted(actor, access, directory, day);
  sight.held_by.assign(people.begin(), people.end());
  for (PersonKey& key : directory.stands_in_for(actor.key, day))
    people.insert(std::move(key));
  sight.people.assign(people.begin(), people.end());
  return sight;
}

}  // namespace kith
