// How complete a customer and its records are.
#include "kith/customers/entry.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace kith {
namespace {

constexpr std::int64_t kMillion = 1'000'000;

constexpr std::array<CodeWord, 7> kTypeWords{{
    {1, "number", "数值", "number"},
    {2, "flag", "是否", "flag"},
    {3, "word", "词", "word"},
    {4, "choice", "选项", "choice"},
    {5, "text", "文字", "text"},
    {6, "date", "日期", "date"},
    {7, "money", "金额", "money"},
}};
constexpr std::array<CodeWord, 4> kFormatWords{{
    {0, "none", "无", "none"},
    {1, "phone", "电话", "phone"},
    {2, "mail", "邮箱", "mail"},
    {3, "credit_code", "统一社会信用代码", "credit code"},
}};
constexpr std::array<CodeWord, 10> kPartWords{{
    {0, "at", "时间", "time"},
    {1, "channel", "方式", "channel"},
    {2, "content", "内容", "content"},
    {3, "feedback", "客户反馈", "feedback"},
    {4, "next_step", "下一步计划", "next step"},
    {5, "contact", "联系人", "contact"},
    {6, "actor", "负责人", "who does it"},
    {7, "deadline", "期限", "deadline"},
    {8, "name", "名称", "name"},
    {9, "amount", "金额", "amount"},
}};

/// A value taken apart: the words of a text where they are at hand.
struct Value {
  bool there = false;
  std::optional<std::int64_t> number = {};
  std::string word = {};
  TextRef text = {};
};

Value value_of(const FieldValue& value) {
  Value out{.there = true};
  if (const auto* n = std::get_if<std::int64_t>(&value)) out.number = *n;
  if (const auto* m = std::get_if<Money>(&value)) out.number = m->minor;
  if (const auto* w = std::get_if<std::string>(&value)) out.word = *w;
  if (const auto* t = std::get_if<TextRef>(&value)) out.text = *t;
  return out;
}

Value value_of(const CustomFact& f) {
  Value out{.there = true};
  if (f.number) out.number = *f.number;
  if (f.amount) out.number = f.amount->minor;
  out.word = f.word;
  out.text = f.text;
  return out;
}

Value value_of(const ContactFact& c, ContactPart part) {
  Value out;
  switch (part) {
    case ContactPart::any:
      out.there = true;
      return out;
    case ContactPart::name:
      out.text = c.name;
      break;
    case ContactPart::position:
      out.text = c.position;
      break;
    case ContactPart::phone:
      out.text = c.phone;
      break;
    case ContactPart::mail:
      out.text = c.mail;
      break;
    case ContactPart::message:
      out.text = c.message;
      break;
    case ContactPart::level:
      out.there = c.level != Level::unknown;
      return out;
    case ContactPart::decision_role:
      out.word = c.decision_role;
      break;
  }
  out.there = !out.word.empty() || !out.text.empty();
  return out;
}

/// All values a field has: of contacts one each, those who left apart.
std::vector<Value> values_of(const EntryField& field, const EntrySubject& subject) {
  std::vector<Value> out;
  const Profile& p = subject.profile;
  if (field.of == EntryField::Of::owner) {
    if (subject.owned) out.push_back({.there = true});
  } else if (field.of == EntryField::Of::contact) {
    for (const ContactFact& c : p.contacts) {
      if (!c.active) continue;
      if (Value v = value_of(c, field.part); v.there) out.push_back(std::move(v));
    }
  } else if (field.of == EntryField::Of::custom) {
    if (const CustomFact* f = p.custom_field(field.custom)) out.push_back(value_of(*f));
  } else if (const auto it = p.fields.find(field.field); it != p.fields.end()) {
    if (Value v = value_of(it->second);
        !(field.field == Field::stage && v.number == std::int64_t{0}))
      out.push_back(std::move(v));
  }
  return out;
}

bool is_of_list(std::string_view joined, const std::vector<std::string>& words) {
  while (true) {
    const std::size_t bar = joined.find('|');
    const std::string_view word = joined.substr(0, bar);
    if (std::find(words.begin(), words.end(), word) == words.end()) return false;
    if (bar == std::string_view::npos) return true;
    joined.remove_prefix(bar + 1);
  }
}

bool satisfies(const Value& value, const CheckRule& rule, const EntryReader& reader) {
  if (value.number && rule.low && *value.number < *rule.low) return false;
  if (value.number && rule.high && *value.number > *rule.high) return false;
  if (!rule.words.empty() && !is_of_list(value.word, rule.words)) return false;
  if (rule.format == EntryFormat::none) return true;
  if (value.text.empty()) return has_format(value.word, rule.format);
  const std::string words = reader.words(value.text);
  return words.empty() || has_format(words, rule.format);  // erased words are not judged
}

bool has_type(const CustomFact& f, const CustomField& field) {
  switch (field.type) {
    case CustomType::number:
      return f.number.has_value();
    case CustomType::flag:
      return f.number && (*f.number == 0 || *f.number == 1);
    case CustomType::word:
      return !f.word.empty();
    case CustomType::choice:
      return std::find(field.words.begin(), field.words.end(), f.word) !=
             field.words.end();
    case CustomType::text:
      return !f.text.empty();
    case CustomType::date:
      return f.day.has_value();
    case CustomType::money:
      return f.amount.has_value();
  }
  return false;
}

EntryField own_field(std::string_view id, const CustomField* declared) {
  EntryField out;
  out.of = EntryField::Of::custom;
  out.custom = id;
  out.name = "custom." + std::string(id);
  out.zh = declared == nullptr ? std::string(id) : declared->zh;
  out.en = declared == nullptr ? std::string(id) : declared->en;
  return out;
}

EntryField needs_field() {
  EntryField out;
  out.field = Field::needs;
  out.name = "needs";
  out.zh = "需求类型";
  out.en = "Needs";
  return out;
}

/// Collects each field once.
class Wrong {
 public:
  explicit Wrong(EntryReport& report) : report_(report) {}
  void add(const EntryField& field) {
    if (names_.insert(field.name).second) report_.invalid.push_back(field);
  }
  [[nodiscard]] bool has(const EntryField& field) const {
    return names_.count(field.name) != 0;
  }

 private:
  EntryReport& report_;
  std::set<std::string> names_;
};

void judge_checks(const EntryDocument& rules, const EntrySubject& subject,
                  const EntryReader& reader, Wrong& wrong) {
  for (const CheckRule& rule : rules.checks) {
    const EntrySight sight = reader.sight(rule.field);
    if (sight != EntrySight::clear) continue;
    for (const Value& value : values_of(rule.field, subject)) {
      if (!satisfies(value, rule, reader)) wrong.add(rule.field);
    }
  }
}

/// The host's own fields must be declared and of their type, needs known.
void judge_declared(const EntryDocument& rules, const EntrySubject& subject,
                    const EntryReader& reader, Wrong& wrong) {
  for (const CustomFact& f : subject.profile.custom) {
    const CustomField* declared = rules.field(f.field);
    const EntryField field = own_field(f.field, declared);
    if (reader.sight(field) != EntrySight::clear) continue;
    if (declared == nullptr || !has_type(f, *declared)) wrong.add(field);
  }
  const EntryField needs = needs_field();
  if (reader.sight(needs) != EntrySight::clear) return;
  std::vector<std::string> known;
  for (const Need& need : rules.needs) known.push_back(need.id);
  const std::string given = subject.profile.word(Field::needs);
  if (!given.empty() && !is_of_list(given, known)) wrong.add(needs);
}

bool applies(const RequiredRule& rule, const Profile& profile) {
  const auto stage = profile.integer_or(Field::stage, 0);
  if (rule.stages != 0 && (stage < 0 || stage > 31 || (rule.stages >> stage & 1) == 0))
    return false;
  if (rule.of.empty()) return true;
  const std::string kind = profile.word(Field::kind);
  return (kind.empty() ? "organisation" : kind) == rule.of;
}

// ---- records

using Part = RecordPart;

bool is_record(const Fact& fact) {
  const auto* touch = std::get_if<TouchFact>(&fact.body);
  return touch == nullptr || (!touch->opening && !touch->campaign);
}

bool has_part(const TouchFact& f, const FactHead& head, Part part, bool step_that_day) {
  switch (part) {
    case Part::at:
      return head.occurred.at.has_value();
    case Part::channel:
      return f.channel != Channel::unknown;
    case Part::content:
      return !f.content.empty();
    case Part::feedback:
      return !f.feedback.empty() || f.outcome == Outcome::no_reply;
    case Part::next_step:
      return step_that_day;
    case Part::contact:
      return !f.contact.empty();
    default:
      return !f.actor.empty();
  }
}

bool has_part(const StepFact& f, Part part) {
  if (part == Part::content) return !f.text.empty();
  if (part == Part::deadline) return f.deadline != DeadlineKind::none;
  if (part == Part::channel) return f.channel != Channel::unknown;
  return !f.actor.empty();
}

bool has_part(const DealFact& f, Part part) {
  if (part == Part::name) return !f.name.empty();
  if (part == Part::amount) return f.amount.has_value();
  return !f.actor.empty();
}

bool has_part(const Fact& fact, Part part, const std::set<Date>& steps) {
  if (const auto* t = std::get_if<TouchFact>(&fact.body))
    return has_part(*t, fact.head, part, steps.count(fact.head.occurred.day) != 0);
  if (const auto* s = std::get_if<StepFact>(&fact.body)) return has_part(*s, part);
  const auto* d = std::get_if<DealFact>(&fact.body);
  return d == nullptr || has_part(*d, part);
}

}  // namespace

std::span<const CodeWord> custom_type_words() noexcept { return kTypeWords; }
std::span<const CodeWord> entry_format_words() noexcept { return kFormatWords; }
std::span<const CodeWord> record_part_words() noexcept { return kPartWords; }

std::int64_t EntryReport::score_ppm() const {
  return required == 0 ? kMillion : filled * kMillion / required;
}

EntryReport judge_entry(const EntryDocument& rules, const EntrySubject& subject,
                        const EntryReader& reader) {
  EntryReport report;
  Wrong wrong(report);
  judge_checks(rules, subject, reader, wrong);
  judge_declared(rules, subject, reader, wrong);
  for (const RequiredRule& rule : rules.required) {
    if (!applies(rule, subject.profile)) continue;
    if (reader.sight(rule.field) == EntrySight::hidden) continue;
    report.required += rule.weight;
    if (values_of(rule.field, subject).empty()) {
      report.missing.push_back(rule.field);
    } else if (!wrong.has(rule.field)) {
      report.filled += rule.weight;
    }
  }
  return report;
}

RecordReport judge_records(const EntryDocument& rules, std::span<const Fact> facts,
                           Date first, Date last, Zone zone,
                           const std::function<bool(FactKind, RecordPart)>& tells) {
  RecordReport report;
  std::set<Date> steps;
  for (const Fact& fact : facts) {
    if (fact.kind() == FactKind::step) steps.insert(fact.head.occurred.day);
  }
  for (const Fact& fact : facts) {
    const Date day = fact.head.occurred.day;
    const auto rule =
        std::find_if(rules.records.begin(), rules.records.end(),
                     [&](const RecordRule& r) { return r.record == fact.kind(); });
    if (rule == rules.records.end() || day < first || day > last || !is_record(fact))
      continue;
    ++report.records;
    bool complete = true;
    for (const CodeWord& word : kPartWords) {
      const auto part = static_cast<RecordPart>(word.code);
      if ((rule->required >> word.code & 1) == 0 || !tells(fact.kind(), part)) continue;
      if (has_part(fact, part, steps)) continue;
      complete = false;
      ++report.gaps[{fact.kind(), part}];
    }
    if (complete) ++report.complete;
    const bool timed = rule->within_days && fact.head.recorded != Instant();
    if (timed && zone.day_of(fact.head.recorded) > day.plus_days(*rule->within_days))
      ++report.late;
  }
  return report;
}

}  // namespace kith
