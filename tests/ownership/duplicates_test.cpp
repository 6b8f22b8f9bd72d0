// Duplicates: which values are keys, what they say, and in which order.
#include "kith/ownership/duplicates.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace kith {
namespace {

// Check digits reckoned by hand from GB 32100-2015.
constexpr const char* kCode = "91350100M000100Y43";
constexpr const char* kOtherCode = "91110108MA01ABCD1E";

std::string codes(const Match& match) {
  std::string out;
  for (const Why& why : match.whys) {
    out +=
        (out.empty() ? "" : " ") + std::string(why.code.substr(why.code.find('.') + 1));
  }
  return out;
}

/// "score reasons", or "none"; the same both ways round.
std::string told(const IdentityFields& a, const IdentityFields& b) {
  const auto there = match_of(identity_of(a), identity_of(b));
  const auto back = match_of(identity_of(b), identity_of(a));
  EXPECT_EQ(there.has_value(), back.has_value());
  if (!there || !back) return "none";
  EXPECT_EQ(there->whys, back->whys);
  EXPECT_EQ(there->score, back->score);
  return std::to_string(there->score) + " " + codes(*there);
}

IdentityFields named(const char* name, const char* region = "") {
  return {.name = name, .region = region};
}

TEST(CreditCode, OnlyAWholeOneIsAKey) {
  EXPECT_EQ(whole_credit_code("91350100m000100y43"), kCode);
  EXPECT_EQ(whole_credit_code(" ９１350100-M000100Y-43 "), kCode);
  EXPECT_EQ(whole_credit_code("91350100M000100Y44"), "");  // check digit
  EXPECT_EQ(whole_credit_code("91350100M000100I43"), "");  // no I in codes
  EXPECT_EQ(whole_credit_code("9.13501E+17"), "");
  EXPECT_EQ(whole_credit_code("9135010********Y43"), "");
  EXPECT_EQ(whole_credit_code("91350100M000100Y4"), "");
  EXPECT_EQ(whole_credit_code(""), "");
}

TEST(Phones, OnlyWholeNumbersAreKeys) {
  using Phones = std::vector<std::string>;
  EXPECT_EQ(whole_phones("+86 138-1234-5678"), Phones{"13812345678"});
  EXPECT_EQ(whole_phones("13812345678、010-88886666转8"),
            (Phones{"13812345678", "01088886666"}));
  EXPECT_EQ(whole_phones("400-800-1234"), Phones{"4008001234"});
  for (const char* text : {"138****5678", "1385678", "139", "1.38E+10", "88886666",
                           "138xxxx5678", "微信同号", ""}) {
    EXPECT_TRUE(whole_phones(text).empty()) << text;
  }
}

TEST(Keys, MaskedNamesAreNone) {
  EXPECT_TRUE(keys_of(identity_of(named("张*"))).empty());
  EXPECT_TRUE(keys_of(identity_of(named("华＊＊科技有限公司"))).empty());
  for (const char* name : {"张总", "张", "李XX"}) {
    EXPECT_TRUE(keys_of(identity_of({.person = true, .name = name})).empty()) << name;
  }
  EXPECT_TRUE(index_keys(identity_of(named("张*"))).empty());
  EXPECT_EQ(keys_of(identity_of({.person = true, .name = "张 伟"})),
            (std::vector<MatchKey>{{MatchKeyKind::name, "张伟"}}));
}

TEST(Match, EachReasonAlone) {
  const IdentityFields phone{.phones = {"13812345678"}};
  const IdentityFields phones{.phones = {"010-88886666", "+86 138 1234 5678"}};
  EXPECT_EQ(told({.credit_code = kCode}, {.credit_code = kCode}), "950 credit_code");
  EXPECT_EQ(told(phone, phones), "800 phone");
  EXPECT_EQ(
      told(named("华信达科技有限公司", "北京市"), named("华信达科技有限公司", "北京")),
      "700 name_and_place");
  EXPECT_EQ(told(named("北京华信达科技有限公司"), named("北京 华信达科技有限公司")),
            "700 name_and_place");
  EXPECT_EQ(told(named("华信达科技有限公司"), named("华信达科技有限公司", "北京")),
            "600 name");
  EXPECT_EQ(told(named("YY制造集团"), named("YY制造")), "400 core_name");
  EXPECT_EQ(told({.person = true, .name = "张伟"}, {.person = true, .name = "张伟"}),
            "250 person_name");
  EXPECT_EQ(told(named("北京科技有限公司"), named("北京科技")), "200 short_name");
  EXPECT_EQ(
      told(named("华信达科技有限公司", "北京"), named("华信达科技有限公司", "上海")),
      "150 other_place");
  EXPECT_EQ(told(named("北京华信达科技公司"), named("上海华信达科技公司")),
            "150 other_place");
}

TEST(Match, WhatSharesNoKeyIsNone) {
  EXPECT_EQ(told(named("YY制造集团"), named("ZZ贸易公司")), "none");
  EXPECT_EQ(told(named("北京科技有限公司"), named("上海科技有限公司")), "none");
  EXPECT_EQ(told({.phones = {"138****5678"}}, {.phones = {"138****5678"}}), "none");
  EXPECT_EQ(told(named("张*"), named("张*")), "none");
  EXPECT_EQ(told({}, {}), "none");
}

TEST(Match, ReasonsAddUp) {
  const IdentityFields a{.key = "a",
                         .name = "华信达科技有限公司",
                         .region = "北京",
                         .credit_code = kCode,
                         .phones = {"13812345678"}};
  IdentityFields b = a;
  b.key = "b";
  EXPECT_EQ(told(a, b), "997 credit_code phone name_and_place");
  b.credit_code.clear();
  EXPECT_EQ(told(a, b), "940 phone name_and_place");  // below the credit code alone
  b.credit_code = kOtherCode;
  ASSERT_FALSE(whole_credit_code(kOtherCode).empty());
  EXPECT_EQ(told(a, b), "235 phone name_and_place credit_codes_differ");
  b.credit_code.clear();
  b.parent = "a";
  EXPECT_EQ(told(a, b), "235 phone name_and_place related");
}

/// Every identity of a few values: small enough to try all pairs.
std::vector<Identity> all() {
  std::vector<Identity> out;
  for (const char* name : {"", "华信达科技有限公司", "北京华信达科技", "华信达科技集团",
                           "北京科技公司", "科技公司", "张伟", "张*", "Acme Ltd."}) {
    for (const char* region : {"", "北京", "上海市"}) {
      for (const char* phone : {"", "13812345678", "138****5678"}) {
        for (const char* code : {"", kCode, kOtherCode}) {
          for (const bool person : {false, true})
            out.push_back(identity_of({.person = person,
                                       .name = name,
                                       .region = region,
                                       .credit_code = code,
                                       .phones = {phone}}));
        }
      }
    }
  }
  return out;
}

bool share(const std::vector<MatchKey>& a, const std::vector<MatchKey>& b) {
  std::vector<MatchKey> both;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
  return !both.empty();
}

// What makes the index and the scan right: no match is missed, and none is made up.
TEST(Match, IsWhatSharesAKey) {
  const std::vector<Identity> identities = all();
  for (const Identity& a : identities) {
    for (const Identity& b : identities) {
      const auto match = match_of(a, b);
      ASSERT_EQ(match.has_value(), share(keys_of(a), keys_of(b)))
          << a.name.folded << " " << b.name.folded;
      ASSERT_TRUE(!match || (match->score >= 1 && match->score <= 1000));
      ASSERT_TRUE(!match || share(index_keys(a), index_keys(b)));
    }
  }
}

TEST(Keys, OfAFactHoldThoseOfTheIdentity) {
  Fact fact;
  fact.head.root = CustomerKey("c");
  fact.head.event = {"t", "1"};
  const TextRef ref = text_ref(fact.head, "name");
  for (const char* name : {"华信达科技有限公司", "北京科技公司", "张伟", "张总", "张*",
                           "John Smith", "Acme Ltd.", ""}) {
    fact.body =
        CustomerFact{{{Field::name, ref}, {Field::credit_code, std::string(kCode)}}};
    const auto keys = index_keys(fact, [&](TextRef) { return std::string(name); });
    for (const bool person : {false, true}) {
      const auto mine =
          index_keys(identity_of({.person = person, .name = name, .credit_code = kCode}));
      EXPECT_TRUE(std::includes(keys.begin(), keys.end(), mine.begin(), mine.end()))
          << name << person;
    }
  }
  ContactFact contact;
  contact.phone = ref;
  fact.body = contact;
  EXPECT_EQ(index_keys(fact, [](TextRef) { return std::string("13812345678"); }),
            (std::vector<MatchKey>{{MatchKeyKind::phone, "13812345678"}}));
  fact.body = TagFact{"urgent_need", true, std::nullopt};
  EXPECT_TRUE(index_keys(fact, [](TextRef) { return std::string("x"); }).empty());
}

}  // namespace
}  // namespace kith
