// The cadence document: JSON to a compiled value, every error by path.
#include <algorithm>
#include <array>
#include <functional>

#include "cadence/read_ranking.hpp"
#include "kith/cadence/document.hpp"

namespace kith {
namespace data {
extern const char kith_default_cadence[];
extern const unsigned long kith_default_cadence_size;
}  // namespace data

namespace {

constexpr std::array<std::string_view, 3> kKinds{"PERIOD", "GAP", "GRID"};
constexpr std::array<std::string_view, 2> kCatchUps{"coalesce", "skip"};
constexpr std::array<std::string_view, 3> kLeaves{"owed", "waive", "move"};
constexpr std::array<std::string_view, 4> kPeriods{"week", "month", "quarter", "year"};
constexpr std::array<std::string_view, 2> kDirections{"two_way", "push"};
constexpr std::array<std::string_view, 2> kLevels{"ordinary", "executive"};

BilingualText read_words(JsonReader& r) {
  BilingualText words{r.string("zh"), r.string("en")};
  return words;
}

BilingualText read_words_object(JsonReader r) {
  BilingualText words = read_words(r);
  r.done();
  return words;
}

Ratio read_ratio(JsonReader& r, std::string_view key, Ratio otherwise = {}) {
  const std::vector<JsonReader> parts = r.array_or_empty(key);
  const Json* stated = r.value().find(key);
  if (stated == nullptr || stated->as_array() == nullptr) return otherwise;
  if (parts.size() != 2) {
    r.fail_at(key, Reason::bad_syntax, "a ratio is [numerator, denominator]");
    return otherwise;
  }
  return {parts[0].as_integer(1, 1000), parts[1].as_integer(1, 1000)};
}

std::int32_t read_int(JsonReader& r, std::string_view key, std::int64_t low,
                      std::int64_t high, std::int64_t otherwise) {
  return static_cast<std::int32_t>(r.integer_or(key, low, high, otherwise));
}

std::vector<std::string> read_strings(const std::vector<JsonReader>& items) {
  std::vector<std::string> out;
  out.reserve(items.size());
  for (const JsonReader& item : items) out.push_back(item.as_string());
  return out;
}

std::vector<std::int32_t> read_days(const std::vector<JsonReader>& items) {
  std::vector<std::int32_t> out;
  for (const JsonReader& item : items) {
    out.push_back(static_cast<std::int32_t>(item.as_integer(1, 1000)));
  }
  return out;
}

void require_ascending(const std::vector<std::int32_t>& days, const JsonReader& r,
                       std::string_view key) {
  if (std::adjacent_find(days.begin(), days.end(), std::greater_equal<>()) !=
      days.end()) {
    r.fail_at(key, Reason::bad_order, "must ascend");
  }
}

/// Codes of a vocabulary as a bit mask; `special` is a word with a meaning of its own.
std::uint32_t read_mask(const std::vector<JsonReader>& items,
                        std::span<const CodeWord> words, std::string_view special = {},
                        bool* has_special = nullptr) {
  std::uint32_t mask = 0;
  for (const JsonReader& item : items) {
    const std::string word = item.as_string();
    if (has_special != nullptr && word == special) {
      *has_special = true;
    } else if (const auto code = word_code(words, word)) {
      mask |= 1u << *code;
    } else {
      item.fail(Reason::unknown_name, "unknown word \"" + word + "\"");
    }
  }
  return mask;
}

struct Purposes {
  std::vector<std::pair<std::string, BilingualText>> known;
  [[nodiscard]] const BilingualText* find(std::string_view id) const {
    for (const auto& [name, words] : known) {
      if (name == id) return &words;
    }
    return nullptr;
  }
};

void read_purposes(std::vector<JsonReader> items, Purposes& out) {
  for (JsonReader& r : items) {
    const std::string id = r.string("id");
    if (out.find(id) != nullptr)
      r.fail_at("id", Reason::duplicate, "purpose \"" + id + "\" is listed twice");
    out.known.emplace_back(id, read_words(r));
    r.done();
  }
}

void read_period(JsonReader& r, Stream& s) {
  s.every.period = static_cast<Period>(r.word("every", kPeriods) + 1);
  s.every.first_weekday = read_int(r, "first_weekday", 1, 7, 1);
  s.every.first_month = read_int(r, "first_month", 1, 12, 1);
  s.count = static_cast<std::int32_t>(r.integer("count", 1, 100));
  s.thin_below_wd = read_int(r, "thin_below_wd", 0, 5, 0);
}

void read_gap(JsonReader& r, Stream& s) {
  s.gap_wd = static_cast<std::int32_t>(r.integer("gap_wd", 1, 1000));
  s.early = read_ratio(r, "early", s.early);
  if (s.early.num > s.early.den)
    r.fail_at("early", Reason::bad_number, "a share is at most 1");
}

void read_points(JsonReader& r, Stream& s) {
  s.every_wd = static_cast<std::int32_t>(r.integer("every_wd", 1, 1000));
  if (const auto anchor = Date::parse(r.string("anchor"))) {
    s.anchor = *anchor;
  } else {
    r.fail_at("anchor", Reason::bad_date, "a day is YYYY-MM-DD");
  }
}

void read_rhythm(JsonReader& r, Stream& s) {
  s.kind = static_cast<StreamKind>(r.word("kind", kKinds) + 1);
  switch (s.kind) {
    case StreamKind::period:
      read_period(r, s);
      break;
    case StreamKind::gap:
      read_gap(r, s);
      break;
    case StreamKind::grid:
      read_points(r, s);
      break;
  }
  if (s.kind != StreamKind::gap)
    s.catch_up = static_cast<CatchUp>(r.word_or("catch_up", kCatchUps, 0));
}

Retry read_retry(JsonReader r) {
  const Retry retry{static_cast<std::int32_t>(r.integer("after_wd", 1, 100)),
                    static_cast<std::int32_t>(r.integer("times", 0, 100))};
  r.done();
  return retry;
}

Stream read_stream(JsonReader& r, const Purposes& purposes) {
  Stream s;
  s.id = r.string("id");
  s.name = {r.string("zh"), r.string_or("en", s.id)};
  s.purpose = r.string("purpose");
  if (const BilingualText* words = purposes.find(s.purpose)) {
    s.purpose_words = *words;
  } else {
    r.fail_at("purpose", Reason::unknown_name, "unknown purpose \"" + s.purpose + "\"");
  }
  if (auto content = r.object_if("content")) s.content = read_words_object(*content);
  read_rhythm(r, s);
  s.channels = read_mask(r.array("channels"), channel_words());
  if (s.channels == 0) r.fail_at("channels", Reason::missing_value, "names no channel");
  s.push = r.word_or("direction", kDirections, 0) == 1;
  s.executive = r.word_or("level", kLevels, 0) == 1;
  s.roles = read_mask(r.array_or_empty("roles"), role_words(), "owner", &s.owner);
  const std::vector<JsonReader> taken = r.array_or_empty("purposes");
  s.purposes = read_strings(taken);
  for (std::size_t i = 0; i < taken.size(); ++i) {
    if (purposes.find(s.purposes[i]) == nullptr) {
      taken[i].fail(Reason::unknown_name, "unknown purpose \"" + s.purposes[i] + "\"");
    }
  }
  s.weight = r.integer_or("weight", 1, 1'000'000, 1);
  s.grace_wd = read_int(r, "grace_wd", 0, 100, 0);
  s.min_gap_wd = read_int(r, "min_gap_wd", 0, 1000, 0);
  s.starvation_cap = read_int(r, "starvation_cap", 0, 1000, 0);
  if (auto retry = r.object_if("retry")) s.retry = read_retry(*retry);
  r.done();
  return s;
}

void check_stream_ids(const std::vector<std::string>& ids, const JsonReader& r,
                      std::string_view key, const CadenceDocument& doc) {
  for (const std::string& id : ids) {
    if (doc.find(id) == nullptr)
      r.fail_at(key, Reason::unknown_name, "unknown stream \"" + id + "\"");
  }
}

PlanRule read_plan(JsonReader& r, const CadenceDocument& doc) {
  PlanRule plan;
  plan.tiers = read_strings(r.array_or_empty("tiers"));
  for (const JsonReader& item : r.array_or_empty("stages")) {
    const std::string word = item.as_string();
    if (const auto code = word_code(customer_stage_words(), word)) {
      plan.stages.push_back(static_cast<CustomerStage>(*code));
    } else {
      item.fail(Reason::unknown_name, "unknown stage of cooperation \"" + word + "\"");
    }
  }
  plan.streams = read_strings(r.array("streams"));
  check_stream_ids(plan.streams, r, "streams", doc);
  r.done();
  return plan;
}

TagRule read_tag(JsonReader& r, const CadenceDocument& doc) {
  TagRule tag;
  tag.tag = r.string("tag");
  tag.words = read_words(r);
  tag.period = read_ratio(r, "period");
  tag.weight = read_ratio(r, "weight");
  tag.add = read_strings(r.array_or_empty("add"));
  tag.remove = read_strings(r.array_or_empty("remove"));
  tag.channels = read_mask(r.array_or_empty("channels"), channel_words());
  tag.lift_min_gap = r.boolean_or("lift_min_gap", false);
  check_stream_ids(tag.add, r, "add", doc);
  check_stream_ids(tag.remove, r, "remove", doc);
  r.done();
  return tag;
}

void read_body(JsonReader& r, CadenceDocument& doc) {
  doc.id = r.string("id");
  doc.horizon_wd = read_int(r, "horizon_wd", 0, 1000, 10);
  doc.hand_over_wd = read_int(r, "hand_over_wd", 0, 100, 0);
  doc.leave = static_cast<Leave>(r.word_or("leave", kLeaves, 0));
  doc.spread_first_cycle = r.boolean_or("spread_first_cycle", false);
  doc.escalate_wd = read_days(r.array_or_empty("escalate_wd"));
  doc.snap_wd = read_days(r.array_or_empty("snap_wd"));
  require_ascending(doc.escalate_wd, r, "escalate_wd");
  require_ascending(doc.snap_wd, r, "snap_wd");
  Purposes purposes;
  read_purposes(r.array("purposes"), purposes);
  for (JsonReader& item : r.array("streams")) {
    Stream stream = read_stream(item, purposes);
    if (doc.find(stream.id) != nullptr) {
      item.fail_at("id", Reason::duplicate,
                   "stream \"" + stream.id + "\" is listed twice");
    }
    doc.streams.push_back(std::move(stream));
  }
  for (JsonReader& item : r.array("plans")) doc.plans.push_back(read_plan(item, doc));
  for (JsonReader& item : r.array_or_empty("tags"))
    doc.tags.push_back(read_tag(item, doc));
  if (const auto ranking = r.object_if("ranking"))
    doc.ranking = cadence_detail::read_ranking(*ranking);
}

}  // namespace

const Stream* CadenceDocument::find(std::string_view stream) const {
  const auto it = std::find_if(streams.begin(), streams.end(),
                               [&](const Stream& s) { return s.id == stream; });
  return it == streams.end() ? nullptr : &*it;
}

Result<CadenceDocument> parse_cadence(const Json& document, std::vector<Error>& errors) {
  const std::size_t before = errors.size();
  CadenceDocument doc;
  JsonReader r(document, errors);
  if (r.string("kind") != "cadence")
    r.fail_at("kind", Reason::unknown_kind, "not a cadence document");
  r.integer("schema", 1, 1);
  read_body(r, doc);
  r.done();
  if (errors.size() > before) return errors[before];
  return doc;
}

std::string_view default_cadence_json() {
  return {data::kith_default_cadence, data::kith_default_cadence_size};
}

}  // namespace kith
