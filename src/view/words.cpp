#include "view/words.hpp"

namespace kith::view_detail {

std::string Words::text(TextRef ref) const {
  if (ref.empty()) return {};
  const auto it = of_facts_.find(ref);
  return it != of_facts_.end() ? it->second : source_.text(ref);
}

std::string Words::customer(const CustomerState& state) const {
  std::string name = text(state.profile.name());
  return name.empty() ? state.key.text() : name;
}

const std::string& Words::person(const PersonKey& key) {
  auto [it, fresh] = people_.try_emplace(key.text());
  if (fresh && !key.empty()) {
    const Person* person = rules_.directory().find(key, day_);
    if (person != nullptr) it->second = text(person->name);
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
