// What a person's fact says in words joined by "|": capacity by channel, and what an
// assignment looks at.
#include <algorithm>
#include <charconv>

#include "kith/model/directory.hpp"

namespace kith {
namespace {

using WordPair = std::pair<std::string_view, std::string_view>;

constexpr std::int32_t kMostTouches = 1'000'000;

/// "a=1|b=2" taken apart; none of both sides is empty.
Result<std::vector<WordPair>> pairs_of(std::string_view words) {
  std::vector<WordPair> out;
  while (!words.empty()) {
    const std::size_t bar = std::min(words.find('|'), words.size());
    const std::string_view part = words.substr(0, bar);
    const std::size_t equals = part.find('=');
    if (equals == 0 || equals == std::string_view::npos || equals + 1 == part.size()) {
      return invalid(Reason::bad_syntax, "must read name=value, joined by |")
          .with("value", std::string(part.substr(0, 64)));
    }
    out.emplace_back(part.substr(0, equals), part.substr(equals + 1));
    words.remove_prefix(std::min(bar + 1, words.size()));
  }
  return out;
}

std::optional<std::int32_t> limit_of(std::string_view digits) {
  std::int32_t n = 0;
  const char* end = digits.data() + digits.size();
  const auto [stop, fault] = std::from_chars(digits.data(), end, n);
  if (fault != std::errc() || stop != end || n < 0 || n > kMostTouches)
    return std::nullopt;
  return n;
}

}  // namespace

Result<std::vector<std::pair<Channel, std::int32_t>>> channel_capacity(
    std::string_view words) {
  auto pairs = pairs_of(words);
  if (!pairs) return pairs.error();
  std::vector<std::pair<Channel, std::int32_t>> out;
  for (const auto& [name, digits] : *pairs) {
    const auto code = word_code(channel_words(), name);
    if (!code) {
      return invalid(Reason::unknown_name, "no such channel")
          .with("value", std::string(name.substr(0, 64)));
    }
    const auto channel = static_cast<Channel>(*code);
    const auto n = limit_of(digits);
    if (!n) return invalid(Reason::bad_number, "must be 0 to 1000000 touches a day");
    const bool known = std::any_of(out.begin(), out.end(),
                                   [&](const auto& x) { return x.first == channel; });
    if (known) return invalid(Reason::duplicate, "a channel stands twice");
    out.emplace_back(channel, *n);
  }
  return out;
}

Result<std::vector<Preference>> preferences(std::string_view words) {
  auto pairs = pairs_of(words);
  if (!pairs) return pairs.error();
  std::vector<Preference> out;
  for (const auto& [name, word] : *pairs) {
    const auto fields = customer_fields();
    const auto spec =
        std::find_if(fields.begin(), fields.end(), [n = name](const FieldSpec& s) {
          return s.name == n && s.type == FieldType::word;
        });
    if (spec == fields.end() && name != "tier") {
      return invalid(Reason::unknown_name, "not a field of words, nor tier")
          .with("value", std::string(name.substr(0, 64)));
    }
    Preference p{std::nullopt, std::string(word)};
    if (spec != fields.end()) p.field = spec->field;
    out.push_back(std::move(p));
  }
  return out;
}

}  // namespace kith
