// The tier document, read with every error by its path.
#include "kith/tiering/policy.hpp"

#include <algorithm>
#include <utility>

#include "base/amount.hpp"

namespace kith {

namespace data {
extern const char kith_default_tier[];
extern const unsigned long kith_default_tier_size;
}  // namespace data

namespace {

constexpr std::int64_t kMaxWeight = 1'000'000;
constexpr std::string_view kBandNames[] = {"low", "medium", "high"};
constexpr Rating kBands[] = {Rating::low, Rating::medium, Rating::high};

std::size_t band_index(Rating band) { return static_cast<std::size_t>(band) - 1; }

std::string quoted(std::string_view text) {
  return std::string("\"").append(text).append("\"");
}

std::string input_names() {
  std::string out;
  for (const CodeWord& word : tier_input_words()) {
    if (!out.empty()) out += ", ";
    out += word.name;
  }
  return out;
}

std::int64_t points_of(JsonReader& reader, std::string_view key) {
  return reader.integer(key, 0, kTierFullPoints);
}

Currency read_currency(JsonReader& root) {
  const Json* stated = root.value().find("currency");
  const std::string code = root.string("currency");
  if (stated == nullptr || stated->as_string() == nullptr) return {};
  const Result<Currency> currency = Currency::parse(code);
  if (currency) return *currency;
  root.fail_at("currency", currency.error().reason(),
               quoted(code) + " is not a currency code of ISO 4217");
  return {};
}

std::vector<std::string> read_tiers(JsonReader& root) {
  std::vector<std::string> tiers;
  const std::vector<JsonReader> entries = root.array("tiers");
  for (const JsonReader& entry : entries) {
    const std::string tier = entry.as_string();
    if (entry.value().as_string() == nullptr) continue;
    if (tier.empty()) {
      entry.fail(Reason::missing_value, "a tier needs a name");
    } else if (tier.find('|') != std::string::npos) {  // parts the languages of a reason
      entry.fail(Reason::bad_syntax, "a tier's name has no '|'");
    } else if (std::find(tiers.begin(), tiers.end(), tier) != tiers.end()) {
      entry.fail(Reason::duplicate, quoted(tier) + " is listed twice");
    } else {
      tiers.push_back(tier);
    }
  }
  const Json* list = root.value().find("tiers");
  if (entries.empty() && list != nullptr && list->as_array() != nullptr) {
    root.fail_at("tiers", Reason::missing_value, "a policy needs at least one tier");
  }
  return tiers;
}

// ---- criteria ----

/// Reads the parts of one criterion; `currency` gives amounts their decimals.
class CriterionReader {
 public:
  CriterionReader(JsonReader& reader, const Currency& currency)
      : reader_(reader), currency_(currency) {}

  TierCriterion read() {
    TierCriterion criterion;
    read_inputs(criterion.inputs);
    criterion.weight = reader_.integer_or("weight", 1, kMaxWeight, 1);
    JsonReader scale = reader_.object("scale");
    // The kind of the first input decides how edges are written; without one the scale
    // cannot be judged.
    if (!criterion.inputs.empty()) {
      criterion.scale = read_scale(scale, type_of(criterion.inputs.front()));
      scale.done();
    }
    criterion.missing_points = read_missing();
    reader_.done();
    return criterion;
  }

 private:
  static std::optional<TierInput> input_named(std::string_view name) {
    const auto code = word_code(tier_input_words(), name);
    if (!code) return std::nullopt;
    return static_cast<TierInput>(*code);
  }

  void read_inputs(std::vector<TierInput>& inputs) {
    const bool stated = reader_.has("input");
    const std::string name = reader_.string("input");
    if (stated && reader_.value().find("input")->as_string() != nullptr) {
      if (const auto input = input_named(name)) {
        inputs.push_back(*input);
      } else {
        reader_.fail_at("input", Reason::unknown_name, unknown_input(name));
      }
    }
    for (const JsonReader& entry : reader_.array_or_empty("else")) {
      read_fallback(entry, inputs);
    }
  }

  static std::string unknown_input(const std::string& name) {
    return "wants one of: " + input_names() + "; found " + quoted(name);
  }

  static void read_fallback(const JsonReader& entry, std::vector<TierInput>& inputs) {
    const std::string name = entry.as_string();
    if (entry.value().as_string() == nullptr) return;
    const auto input = input_named(name);
    if (!input) {
      entry.fail(Reason::unknown_name, unknown_input(name));
    } else if (std::find(inputs.begin(), inputs.end(), *input) != inputs.end()) {
      entry.fail(Reason::duplicate, quoted(name) + " is asked twice");
    } else if (!inputs.empty() && type_of(*input) != type_of(inputs.front())) {
      entry.fail(Reason::wrong_type,
                 quoted(name) + " cannot stand in: it is measured in another unit than " +
                     quoted(code_name(inputs.front())));
    } else if (!inputs.empty()) {
      inputs.push_back(*input);
    }
  }

  TierScale read_scale(JsonReader& scale, TierInputType type) {
    constexpr std::string_view kinds[] = {"thresholds", "linear", "lookup"};
    const bool stated = scale.has("kind");
    const std::int32_t kind = scale.word("kind", kinds);
    const std::string* word = stated ? scale.value().find("kind")->as_string() : nullptr;
    if (word == nullptr || kinds[kind] != *word) {
      skip(scale);
      return {};
    }
    if ((kind == 2) != (type == TierInputType::rating)) {
      scale.fail_at("kind", Reason::wrong_type,
                    kind == 2 ? "a look-up is for ratings; this input is a number"
                              : "a rating has no size: its scale is a look-up");
      skip(scale);
      return {};
    }
    if (kind == 0) return read_thresholds(scale, type);
    if (kind == 1) return read_linear(scale, type);
    return read_lookup(scale);
  }

  /// A scale of no known kind: its other members are not judged.
  static void skip(JsonReader& scale) { scale.members(); }

  TierThresholds read_thresholds(JsonReader& scale, TierInputType type) {
    TierThresholds result;
    result.below = scale.integer_or("below", 0, kTierFullPoints, 0);
    std::vector<JsonReader> entries = scale.array("steps");
    const Json* list = scale.value().find("steps");
    if (entries.empty() && list != nullptr && list->as_array() != nullptr) {
      scale.fail_at("steps", Reason::missing_value, "needs at least one step");
    }
    for (JsonReader& entry : entries) {
      const std::optional<std::int64_t> from = read_edge(entry, "from", type);
      const std::int64_t points = points_of(entry, "points");
      entry.done();
      if (!from) continue;
      if (!result.steps.empty() && *from <= result.steps.back().from) {
        entry.fail_at("from", Reason::bad_order,
                      "steps ascend, and each edge stands once");
      } else {
        result.steps.push_back({*from, points});
      }
    }
    return result;
  }

  TierLinear read_linear(JsonReader& scale, TierInputType type) {
    const std::optional<std::int64_t> from = read_edge(scale, "from", type);
    const std::optional<std::int64_t> to = read_edge(scale, "to", type);
    if (!from || !to) return {};
    if (*from == *to) {
      scale.fail_at("to", Reason::bad_order, "the line has no length: from equals to");
    }
    return {*from, *to};
  }

  static TierLookup read_lookup(JsonReader& scale) {
    JsonReader table = scale.object("points");
    TierLookup result;
    for (std::size_t i = 0; i < 3; ++i) {
      result.points[i] = points_of(table, kBandNames[i]);
    }
    table.done();
    return result;
  }

  std::optional<std::int64_t> read_edge(JsonReader& reader, std::string_view key,
                                        TierInputType type) const {
    const Json* value = reader.value().find(key);
    if (type == TierInputType::integer) {
      const std::int64_t n = reader.integer(key, -kAmountLimit, kAmountLimit);
      if (value == nullptr || value->as_int() == nullptr) return std::nullopt;
      return n;
    }
    const std::string text = reader.string(key);
    if (value == nullptr || value->as_string() == nullptr) return std::nullopt;
    const auto minor = parse_amount(text, currency_.exponent());
    if (!minor) {
      reader.fail_at(key, Reason::bad_money,
                     quoted(text) + " is not an amount of " + currency_.code() +
                         ": digits with at most " + std::to_string(currency_.exponent()) +
                         " after the point");
    }
    return minor;
  }

  std::optional<std::int64_t> read_missing() {
    JsonReader missing = reader_.object("missing");
    constexpr std::string_view rules[] = {"skip", "points"};
    const std::int32_t rule = missing.word("rule", rules);
    const Json* stated = missing.value().find("rule");
    const std::string* word = stated != nullptr ? stated->as_string() : nullptr;
    if (word == nullptr || *word != rules[rule]) {
      missing.members();  // of no known rule: not judged
      return std::nullopt;
    }
    std::optional<std::int64_t> points;
    if (rule == 1) points = points_of(missing, "points");
    missing.done();
    return points;
  }

  JsonReader& reader_;
  const Currency& currency_;
};

// ---- axes ----

/// Whether a member is a number of points: only such are compared with each other.
bool is_points(const JsonReader& reader, std::string_view key) {
  const Json* value = reader.value().find(key);
  const std::int64_t* n = value != nullptr ? value->as_int() : nullptr;
  return n != nullptr && *n >= 0 && *n <= kTierFullPoints;
}

void read_bands(JsonReader bands, TierAxis& axis) {
  axis.high_from = points_of(bands, "high");
  axis.medium_from = points_of(bands, "medium");
  bands.done();
  const bool both = is_points(bands, "high") && is_points(bands, "medium");
  if (both && axis.high_from < axis.medium_from) {
    bands.fail_at("high", Reason::bad_order, "the high band begins below the medium one");
  }
}

TierAxis read_axis(JsonReader reader, Rating unknown, const Currency& currency) {
  TierAxis axis;
  std::vector<JsonReader> entries = reader.array("criteria");
  const Json* list = reader.value().find("criteria");
  if (entries.empty() && list != nullptr && list->as_array() != nullptr) {
    reader.fail_at("criteria", Reason::missing_value, "needs at least one criterion");
  }
  for (JsonReader& entry : entries) {
    axis.criteria.push_back(CriterionReader(entry, currency).read());
  }
  read_bands(reader.object("bands"), axis);
  const auto otherwise = static_cast<std::int32_t>(band_index(unknown));
  const std::int32_t band = reader.word_or("unknown", kBandNames, otherwise);
  axis.unknown = kBands[static_cast<std::size_t>(band)];
  reader.done();
  return axis;
}

// ---- decision ----

class GridReader {
 public:
  explicit GridReader(TierRules& rules) : rules_(rules) {}

  void read(JsonReader grid) {
    for (std::size_t value = 0; value < 3; ++value) {
      JsonReader row = grid.object(kBandNames[value]);
      rows_.push_back(row);
      for (std::size_t potential = 0; potential < 3; ++potential) {
        read_cell(rows_[value], value, potential);
      }
      rows_[value].done();
    }
    grid.done();
    for (std::size_t value = 0; value < 3; ++value) {
      for (std::size_t potential = 0; potential < 3; ++potential) {
        check_rise(value, potential);
      }
    }
  }

 private:
  void read_cell(JsonReader& row, std::size_t value, std::size_t potential) {
    const std::string_view key = kBandNames[potential];
    const Json* cell = row.value().find(key);
    const std::string tier = row.string(key);
    if (cell == nullptr || cell->as_string() == nullptr) return;
    if (rules_.tiers.empty()) return;  // the list itself is in error
    const auto found = std::find(rules_.tiers.begin(), rules_.tiers.end(), tier);
    if (found == rules_.tiers.end()) {
      row.fail_at(key, Reason::unknown_name,
                  quoted(tier) + " is not in the list of tiers");
      return;
    }
    known_[value][potential] = true;
    rules_.grid[value][potential] =
        static_cast<std::int32_t>(found - rules_.tiers.begin());
  }

  /// A better band never gives a worse tier (a higher index): that is a slip of the pen.
  void check_rise(std::size_t value, std::size_t potential) {
    const bool falls = (value > 0 && worse(value, potential, value - 1, potential)) ||
                       (potential > 0 && worse(value, potential, value, potential - 1));
    if (!falls) return;
    rows_[value].fail_at(kBandNames[potential], Reason::bad_order,
                         "a worse tier than a lower band gives");
  }

  [[nodiscard]] bool worse(std::size_t value, std::size_t potential,
                           std::size_t lower_value, std::size_t lower_potential) const {
    return known_[value][potential] && known_[lower_value][lower_potential] &&
           rules_.grid[value][potential] > rules_.grid[lower_value][lower_potential];
  }

  TierRules& rules_;
  std::vector<JsonReader> rows_;
  std::array<std::array<bool, 3>, 3> known_{};
};

void read_decision(JsonReader decision, TierRules& rules) {
  const Json* value = decision.value().find("kind");
  const std::string kind = decision.string("kind");
  if (value == nullptr || value->as_string() == nullptr) {
    decision.members();
    return;
  }
  if (kind != "grid") {
    decision.fail_at("kind", Reason::unknown_kind,
                     "decisions of kind " + quoted(kind) +
                         " are not known to this version, which decides by: grid");
    decision.members();
    return;
  }
  GridReader(rules).read(decision.object("grid"));
  decision.done();
}

void read_name(JsonReader& root, TierRules& rules) {
  if (auto name = root.object_if("name")) {
    rules.name_zh = name->string_or("zh", "");
    rules.name_en = name->string_or("en", "");
    name->done();
  }
}

void read_id(JsonReader& root, TierRules& rules) {
  rules.id = root.string("id");
  const Json* id = root.value().find("id");
  if (id != nullptr && id->as_string() != nullptr && rules.id.empty()) {
    root.fail_at("id", Reason::missing_value, "a policy needs an id");
  }
}

}  // namespace

std::optional<std::int32_t> TierPolicy::rank_of(std::string_view tier) const noexcept {
  const auto found = std::find(rules_.tiers.begin(), rules_.tiers.end(), tier);
  if (found == rules_.tiers.end()) return std::nullopt;
  return static_cast<std::int32_t>(found - rules_.tiers.begin());
}

const std::string& TierPolicy::tier_of(Rating value, Rating potential) const noexcept {
  const std::int32_t tier = rules_.grid[band_index(value)][band_index(potential)];
  return rules_.tiers[static_cast<std::size_t>(tier)];
}

Result<TierPolicy> parse_tier_policy(const Json& document, std::vector<Error>& errors) {
  const std::size_t before = errors.size();
  JsonReader root(document, errors);
  TierRules rules;
  constexpr std::string_view kinds[] = {"tier"};
  root.word("kind", kinds);
  root.integer("schema", 1, 1);
  read_id(root, rules);
  read_name(root, rules);
  rules.currency = read_currency(root);
  rules.tiers = read_tiers(root);
  rules.value = read_axis(root.object("value"), Rating::low, rules.currency);
  rules.potential = read_axis(root.object("potential"), Rating::medium, rules.currency);
  read_decision(root.object("decision"), rules);
  root.done();
  if (errors.size() > before) return errors[before];
  return TierPolicy(std::move(rules));
}

std::string_view default_tier_json() noexcept {
  return {data::kith_default_tier, data::kith_default_tier_size};
}

const TierPolicy& default_tier_policy() {
  static const TierPolicy policy = [] {
    std::vector<Error> errors;
    return parse_tier_policy(Json::parse(default_tier_json()).value(), errors).value();
  }();
  return policy;
}

}  // namespace kith
