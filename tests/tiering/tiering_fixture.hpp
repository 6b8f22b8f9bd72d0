// Shorthands of the tiering tests: facts of one customer and policies from text.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "kith/tiering/tiering.hpp"

namespace kith::tests {

inline Money yuan(std::int64_t fen) { return {fen, Currency()}; }
inline Money wan(std::int64_t n) { return yuan(n * 1'000'000); }
inline Money dollars(std::int64_t cents) {
  return {cents, Currency::parse("USD").value()};
}

inline Date day(const char* iso) { return Date::parse(iso).value(); }

inline Fact said(const char* iso, Field field, FieldValue value) {
  Fact fact;
  fact.head.occurred = Occurred::on(day(iso));
  fact.body = CustomerFact{{{field, std::move(value)}}};
  return fact;
}
inline Fact decided(const char* iso, const char* tier, const char* run) {
  Fact fact;
  fact.head.occurred = Occurred::on(day(iso));
  TierFact body;
  body.tier = tier;
  body.run = run;
  body.rule = "tier.grid";
  fact.body = body;
  return fact;
}

inline Json json(std::string_view text) { return Json::parse(text).value(); }

inline TierPolicy policy_of(const Json& document) {
  std::vector<Error> errors;
  Result<TierPolicy> policy = parse_tier_policy(document, errors);
  for (const Error& e : errors) ADD_FAILURE() << e.field() << ": " << e.message();
  return std::move(policy).value();
}

/// A default document with one member replaced, named by a path of keys and indexes.
inline void put(Json& at, const std::vector<std::string>& path, std::size_t depth,
                const Json& value) {
  if (depth == path.size()) {
    at = value;
    return;
  }
  const std::string& step = path[depth];
  if (const Json::Array* array = at.as_array()) {
    Json::Array copy = *array;
    put(copy.at(std::stoul(step)), path, depth + 1, value);
    at = Json(std::move(copy));
    return;
  }
  Json::Object copy = at.as_object() != nullptr ? *at.as_object() : Json::Object{};
  for (auto& [key, member] : copy) {
    if (key != step) continue;
    put(member, path, depth + 1, value);
    at = Json(std::move(copy));
    return;
  }
  copy.emplace_back(step, Json());
  put(copy.back().second, path, depth + 1, value);
  at = Json(std::move(copy));
}
inline Json changed(const std::vector<std::string>& path, const Json& value) {
  Json document = json(default_tier_json());
  put(document, path, 0, value);
  return document;
}

inline std::vector<std::string> codes(const std::vector<Why>& whys) {
  std::vector<std::string> out;
  for (const Why& why : whys) out.emplace_back(why.code);
  return out;
}

}  // namespace kith::tests
