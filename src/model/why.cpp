// Reasons as sentences: templates of the catalogue with their arguments put in.
#include "kith/model/why.hpp"

#include <algorithm>

namespace kith {
namespace {

const WhySpec* find(std::string_view code) {
  const auto all = why_catalogue();
  const auto it =
      std::lower_bound(all.begin(), all.end(), code,
                       [](const WhySpec& s, std::string_view c) { return s.code < c; });
  return it != all.end() && it->code == code ? &*it : nullptr;
}

/// "zh|en" cut to one language; a text without a bar is the same in both.
std::string_view in_language(std::string_view argument, Language language) {
  const std::size_t bar = argument.find('|');
  if (bar == std::string_view::npos) return argument;
  return language == Language::chinese ? argument.substr(0, bar)
                                       : argument.substr(bar + 1);
}

/// Whether `text` begins with {0}…{9}.
bool is_place(std::string_view text) {
  return text.size() >= 3 && text[0] == '{' && text[1] >= '0' && text[1] <= '9' &&
         text[2] == '}';
}

std::string fill(std::string_view form, const std::vector<std::string>& arguments,
                 Language language) {
  std::string out;
  while (!form.empty()) {
    const auto n =
        is_place(form) ? static_cast<std::size_t>(form[1] - '0') : arguments.size();
    if (n < arguments.size()) {
      out += in_language(arguments[n], language);
      form.remove_prefix(3);
    } else {  // a place without an argument stays to be seen
      out += form.front();
      form.remove_prefix(1);
    }
  }
  return out;
}

}  // namespace

std::string why_sentence(const Why& why, Language language) {
  const WhySpec* spec = find(why.code);
  if (spec == nullptr) return std::string(why.code);
  return fill(language == Language::chinese ? spec->zh : spec->en, why.arguments,
              language);
}

std::string why_sentences(const std::vector<Why>& whys, Language language) {
  std::string out;
  for (const Why& why : whys) {
    if (!out.empty()) out += language == Language::chinese ? "；" : "; ";
    out += why_sentence(why, language);
  }
  return out;
}

}  // namespace kith
