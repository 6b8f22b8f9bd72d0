#include "view/words.hpp"

#include <algorithm>

namespace kith::view_detail {

std::string Words::own_text(TextRef ref) const {
  if (ref.empty()) return {};
  const auto it = of_facts_.find(ref);
  return it != of_facts_.end() ? it->second : source_.text(ref);
}

void Words::read_facts(const CustomerKey& key) {
  const Merges& merges = rules_.merges();
  of_facts_.clear();
  for (const CustomerKey& member : merges.members(merges.kept(key)))
    of_facts_.merge(source_.fact_texts(member));
}

std::string Words::text(TextRef ref, AccessField field) const {
  if (hides(field)) return {};
  const std::string words = own_text(ref);
  const bool names =
      field == AccessField::customer_name || field == AccessField::contact_name;
  if (words.empty() && names && !ref.empty() && source_.is_erased(ref))
    return std::string(kErased);
  return word(words, field);
}

std::string Words::word(std::string_view word, AccessField field) const {
  if (access_ == nullptr) return std::string(word);
  const FieldRule rule = access_->of(field);
  return rule.right == Right::hidden ? std::string() : masked(word, rule.mask);
}

bool Words::hides(AccessField field) const {
  return access_ != nullptr && access_->of(field).right == Right::hidden;
}

bool Words::masks(AccessField field) const {
  return access_ != nullptr && access_->of(field).mask != Mask::none;
}

std::vector<Why> Words::whys(const std::vector<Why>& whys) const {
  if (access_ == nullptr) return whys;
  std::vector<Why> out;
  for (const Why& why : whys) {
    const auto told = fields_told(why);
    const bool clear =
        told && std::all_of(told->begin(), told->end(), [&](AccessField f) {
          const FieldRule rule = access_->of(f);
          return rule.right != Right::hidden && rule.mask == Mask::none;
        });
    if (clear) out.push_back(why);
  }
  return out;
}

std::string Words::customer(const CustomerState& state) const {
  std::string name = text(state.profile.name(), AccessField::customer_name);
  return name.empty() ? state.key.text() : name;
}

const std::string& Words::person(const PersonKey& key) {
  auto [it, fresh] = people_.try_emplace(key.text());
  if (fresh && !key.empty()) {
    const Person* person = rules_.directory().find(key, day_);
    if (person != nullptr) it->second = own_text(person->name);
    if (it->second.empty()) it->second = key.text();
  }
  return it->second;
}

void put(TableWriter& w, std::int32_t column, std::string_view text) {
  if (text.empty()) {
    w.null(column);
  } else {
    w.text(column, text);
  }
}

void put_whys(TableWriter& w, std::int32_t first_column, const std::vector<Why>& whys) {
  std::vector<std::string> codes;
  codes.reserve(whys.size());
  for (const Why& why : whys) codes.emplace_back(why.code);
  put(w, first_column, join(codes, "|"));
  put(w, first_column + 1, why_sentences(whys, Language::chinese));
  put(w, first_column + 2, why_sentences(whys, Language::english));
}

std::string join(const std::vector<std::string>& parts, std::string_view by) {
  std::string out;
  for (const std::string& part : parts) {
    if (!out.empty()) out += by;
    out += part;
  }
  return out;
}

}  // namespace kith::view_detail
