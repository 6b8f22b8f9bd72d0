// The policy document: the default as stated, and errors by path, all at once.
#include <algorithm>

#include "tiering/tiering_fixture.hpp"

namespace kith::tests {
namespace {

using Paths = std::vector<std::string>;

/// The paths of all errors, sorted.
Paths refused(const Json& document) {
  std::vector<Error> errors;
  const Result<TierPolicy> policy = parse_tier_policy(document, errors);
  EXPECT_EQ(policy.has_value(), errors.empty());
  Paths paths;
  for (const Error& e : errors) {
    paths.push_back(e.field());
    EXPECT_FALSE(e.message().empty());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

TEST(TierPolicy, DefaultDocumentIsWhatItSays) {
  const TierPolicy& policy = default_tier_policy();
  EXPECT_EQ(policy.id(), "default");
  EXPECT_EQ(policy.tiers(), (std::vector<std::string>{"A", "B", "C"}));
  EXPECT_EQ(policy.rules().currency.code(), "CNY");
  EXPECT_EQ(policy.rank_of("A"), 0);
  EXPECT_EQ(policy.rank_of("C"), 2);
  EXPECT_EQ(policy.rank_of("D"), std::nullopt);
  const TierCriterion& value = policy.rules().value.criteria.at(0);
  EXPECT_EQ(value.inputs,
            (std::vector<TierInput>{TierInput::orders_12m, TierInput::annual_purchases,
                                    TierInput::past_amount}));
  EXPECT_EQ(std::get<TierThresholds>(value.scale).steps.at(1).from, 100'000'000);
  EXPECT_EQ(policy.rules().potential.criteria.size(), 2u);
  EXPECT_EQ(policy, policy_of(json(default_tier_json())));
  EXPECT_NE(policy, policy_of(changed({"id"}, Json("other"))));
}

TEST(TierPolicy, InputVocabularyHasAWordForEveryCode) {
  std::int32_t code = 0;
  for (const CodeWord& word : tier_input_words()) {
    EXPECT_EQ(word.code, ++code);
    EXPECT_EQ(word_code(tier_input_words(), word.name), word.code);
  }
  EXPECT_EQ(code, 9);
}

TEST(TierPolicy, RefusesWhatIsNoPolicy) {
  EXPECT_EQ(refused(Json(3)).size(), 1u);
  EXPECT_EQ(refused(Json(Json::Object{})),
            (Paths{"/currency", "/decision", "/id", "/kind", "/potential", "/schema",
                   "/tiers", "/value"}));
}

TEST(TierPolicy, ReportsManyErrorsAtOnceByPath) {
  Json d = changed({"schema"}, Json(2));
  put(d, {"currency"}, 0, Json("yuan"));
  put(d, {"tiers"}, 0, json(R"(["A","B","B","C",""])"));
  put(d, {"value", "criteria", "0", "input"}, 0, Json("turnover"));
  put(d, {"value", "bands", "high"}, 0, Json(1'000'001));
  put(d, {"potential", "criteria", "0", "weight"}, 0, Json(0));
  put(d, {"potential", "criteria", "1", "scale", "points", "high"}, 0, Json("all"));
  put(d, {"potential", "criteria", "1", "missing", "rule"}, 0, Json("guess"));
  put(d, {"potential", "surprise"}, 0, Json(true));
  put(d, {"decision", "grid", "low", "low"}, 0, Json("D"));
  EXPECT_EQ(
      refused(d),
      (Paths{"/currency", "/decision/grid/low/low", "/potential/criteria/0/weight",
             "/potential/criteria/1/missing/rule",
             "/potential/criteria/1/scale/points/high", "/potential/surprise", "/schema",
             "/tiers/2", "/tiers/4", "/value/bands/high", "/value/criteria/0/input"}));
}

struct Slip {
  std::vector<std::string> path;
  const char* value;
  const char* error;
  Reason reason;
};

TEST(TierPolicy, NamesThePlaceOfEachSlip) {
  const std::vector<std::string> value = {"value", "criteria", "0"};
  const auto in_value = [&](std::vector<std::string> rest) {
    rest.insert(rest.begin(), value.begin(), value.end());
    return rest;
  };
  const Slip slips[] = {
      {{"kind"}, R"("cadence")", "/kind", Reason::unknown_name},
      {{"id"}, R"("")", "/id", Reason::missing_value},
      {{"id"}, "1", "/id", Reason::wrong_type},
      {{"name"}, R"({"fr":"x"})", "/name/fr", Reason::unknown_name},
      {{"tiers"}, "[]", "/tiers", Reason::missing_value},
      {{"tiers"}, R"(["A","B","C","D|d"])", "/tiers/3", Reason::bad_syntax},
      {{"value", "criteria"}, "[]", "/value/criteria", Reason::missing_value},
      {{"value", "criteria"}, "[7]", "/value/criteria/0", Reason::wrong_type},
      {{"value", "unknown"}, R"("none")", "/value/unknown", Reason::unknown_name},
      {{"potential", "bands"},
       R"({"high":1,"medium":2})",
       "/potential/bands/high",
       Reason::bad_order},
      {in_value({"else", "0"}), R"("willingness")", "/value/criteria/0/else/0",
       Reason::wrong_type},
      {in_value({"else", "0"}), R"("orders_12m")", "/value/criteria/0/else/0",
       Reason::duplicate},
      {in_value({"else", "1"}), R"("luck")", "/value/criteria/0/else/1",
       Reason::unknown_name},
      {in_value({"else", "1"}), "1", "/value/criteria/0/else/1", Reason::wrong_type},
      {in_value({"scale", "kind"}), R"("quantile")", "/value/criteria/0/scale/kind",
       Reason::unknown_name},
      {in_value({"scale", "kind"}), R"("lookup")", "/value/criteria/0/scale/kind",
       Reason::wrong_type},
      {in_value({"scale", "steps"}), "[]", "/value/criteria/0/scale/steps",
       Reason::missing_value},
      {in_value({"scale", "steps", "1", "from"}), R"("500000")",
       "/value/criteria/0/scale/steps/1/from", Reason::bad_order},
      {in_value({"scale", "steps", "1", "from"}), R"("1e6")",
       "/value/criteria/0/scale/steps/1/from", Reason::bad_money},
      {in_value({"scale", "steps", "1", "from"}), "1000000",
       "/value/criteria/0/scale/steps/1/from", Reason::wrong_type},
      {in_value({"scale"}), R"({"kind":"linear","from":"5","to":"5.00"})",
       "/value/criteria/0/scale/to", Reason::bad_order},
      {in_value({"scale"}), R"({"kind":"linear","from":"5"})",
       "/value/criteria/0/scale/to", Reason::missing_value},
      {{"potential", "criteria", "0", "scale"},
       R"({"kind":"linear","from":0,"to":3})",
       "/potential/criteria/0/scale/kind",
       Reason::wrong_type},
      {{"potential", "criteria", "0", "scale", "points"},
       R"({"low":0,"high":1})",
       "/potential/criteria/0/scale/points/medium",
       Reason::missing_value},
      {{"decision", "grid", "high"},
       R"({"high":"A","medium":"A"})",
       "/decision/grid/high/low",
       Reason::missing_value},
      {{"decision", "grid", "high", "high"},
       R"("B")",
       "/decision/grid/high/high",
       Reason::bad_order},
      {{"decision", "grid", "highest"},
       "{}",
       "/decision/grid/highest",
       Reason::unknown_name},
      {{"decision", "kind"}, "7", "/decision/kind", Reason::wrong_type},
  };
  for (const Slip& slip : slips) {
    std::vector<Error> errors;
    (void)parse_tier_policy(changed(slip.path, json(slip.value)), errors).has_value();
    ASSERT_EQ(errors.size(), 1u) << slip.error << " " << slip.value;
    EXPECT_EQ(errors[0].field(), slip.error);
    EXPECT_EQ(errors[0].reason(), slip.reason) << slip.error << " " << slip.value;
  }
}

TEST(TierPolicy, DecisionKindsToComeAreRefusedByName) {
  for (const char* kind : {"abc", "rfm", "bands", "lifetime", "rules"}) {
    std::vector<Error> errors;
    EXPECT_FALSE(parse_tier_policy(changed({"decision", "kind"}, Json(kind)), errors));
    ASSERT_EQ(errors.size(), 1u);
    EXPECT_EQ(errors[0].field(), "/decision/kind");
    EXPECT_EQ(errors[0].reason(), Reason::unknown_kind);
    EXPECT_NE(errors[0].message().find(kind), std::string::npos);
  }
}

TEST(TierPolicy, ErrorsAreAddedToThoseBefore) {
  std::vector<Error> errors{invalid(Reason::bad_date, "of another document")};
  EXPECT_TRUE(parse_tier_policy(json(default_tier_json()), errors));
  const auto policy = parse_tier_policy(changed({"id"}, Json("")), errors);
  ASSERT_FALSE(policy);
  EXPECT_EQ(errors.size(), 2u);
  EXPECT_EQ(policy.error().field(), "/id");
}

TEST(TierPolicy, ATierForDecisionsOnlyIsAllowed) {
  EXPECT_TRUE(refused(changed({"tiers"}, json(R"(["A","B","C","D"])"))).empty());
}

}  // namespace
}  // namespace kith::tests
