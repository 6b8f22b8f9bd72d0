// The pool document: JSON to a compiled value, every error by path.
#include <algorithm>
#include <array>

#include "kith/ownership/pool.hpp"

namespace kith {
namespace data {
extern const char kith_default_pool[];
extern const unsigned long kith_default_pool_size;
}  // namespace data

namespace {

constexpr std::array<std::string_view, 1> kKinds{"pool"};
constexpr std::array<std::string_view, 2> kUnits{"days", "working_days"};
// In the order of their bits.
constexpr std::array<std::string_view, 6> kActions{"touch", "attempt", "stage",
                                                   "deal",  "order",   "receipt"};
constexpr std::array<std::string_view, 4> kSpares{"locked", "open_deal", "open_step",
                                                  "dealt"};
constexpr std::int64_t kMostDays = 36'600;

/// A list of words as bits.
std::uint32_t read_bits(JsonReader& r, std::string_view key,
                        std::span<const std::string_view> words) {
  std::uint32_t bits = 0;
  for (const JsonReader& item : r.array_or_empty(key)) {
    const std::uint32_t bit = 1u << item.as_word(words);
    const std::string* word = item.value().as_string();
    const bool known =
        word != nullptr && std::find(words.begin(), words.end(), *word) != words.end();
    if (!known) continue;  // it has its error
    if ((bits & bit) != 0) item.fail(Reason::duplicate, "is there already");
    bits |= bit;
  }
  return bits;
}

Protection read_protection(JsonReader& r) {
  Protection p;
  p.initial = static_cast<std::int32_t>(r.integer("default", 1, kMostDays));
  p.extension = static_cast<std::int32_t>(r.integer("extension", 1, kMostDays));
  p.maximum = static_cast<std::int32_t>(r.integer("maximum", 1, kMostDays));
  if (r.has("maximum") && r.has("default") && p.maximum < p.initial) {
    r.fail_at("maximum", Reason::bad_order, "is less than the default");
  }
  return p;
}

void read_tiers(JsonReader& root, PoolDocument& document) {
  for (JsonReader& r : root.array_or_empty("by_tier")) {
    const std::string tier = r.string("tier");
    const Protection p = read_protection(r);
    r.done();
    const bool known =
        std::any_of(document.by_tier.begin(), document.by_tier.end(),
                    [&](const auto& entry) { return entry.first == tier; });
    if (known) r.fail_at("tier", Reason::duplicate, "\"" + tier + "\" is there already");
    document.by_tier.emplace_back(tier, p);
  }
}

void read_reminders(JsonReader& root, PoolDocument& document) {
  for (const JsonReader& item : root.array_or_empty("remind")) {
    document.remind.push_back(static_cast<std::int32_t>(item.as_integer(1, kMostDays)));
  }
  const bool descends = std::adjacent_find(document.remind.begin(), document.remind.end(),
                                           std::less_equal<>()) == document.remind.end();
  if (!descends) root.fail_at("remind", Reason::bad_order, "must descend");
}

ClaimLimits read_claims(JsonReader r) {
  const auto limit = [&](std::string_view key,
                         std::int64_t low) -> std::optional<std::int32_t> {
    if (!r.has(key)) return std::nullopt;
    return static_cast<std::int32_t>(r.integer(key, low, 1'000'000));
  };
  ClaimLimits claims{limit("per_day", 0), limit("book_cap", 0), limit("cool_down", 0),
                     limit("entry_delay", 0)};
  r.done();
  return claims;
}

}  // namespace

const Protection& PoolDocument::of(std::string_view tier) const {
  const auto it = std::find_if(by_tier.begin(), by_tier.end(),
                               [&](const auto& entry) { return entry.first == tier; });
  return it == by_tier.end() ? protection : it->second;
}

Result<PoolDocument> parse_pool(const Json& json, std::vector<Error>& errors) {
  const std::size_t before = errors.size();
  JsonReader root(json, errors);
  PoolDocument document;
  root.word("kind", kKinds);
  root.integer("schema", 1, 1);
  document.id = root.string("id");
  document.zh = root.string("zh");
  document.en = root.string("en");
  document.working_days = root.word_or("unit", kUnits, 0) == 1;
  JsonReader protection = root.object("protection");
  document.protection = read_protection(protection);
  protection.done();
  read_tiers(root, document);
  document.extended_by = read_bits(root, "extended_by", kActions);
  document.spares = read_bits(root, "spares", kSpares);
  read_reminders(root, document);
  if (auto claims = root.object_if("claims")) document.claims = read_claims(*claims);
  root.done();
  if (errors.size() > before) return errors[before];
  return document;
}

std::string_view default_pool_json() noexcept {
  return {data::kith_default_pool, data::kith_default_pool_size};
}

}  // namespace kith
