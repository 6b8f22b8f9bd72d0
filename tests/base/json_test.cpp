// JSON: what is read, what is refused and where, writing, and the reader that collects
// errors.
#include "kith/base/json.hpp"

#include <gtest/gtest.h>

#include <cstring>
#include <random>

namespace kith {
namespace {

Json parse(std::string_view s) {
  auto j = Json::parse(s);
  EXPECT_TRUE(j) << j.error().message();
  return j ? *j : Json();
}

Reason refusal(std::string_view s) {
  const auto j = Json::parse(s);
  return j ? Reason::none : j.error().reason();
}

TEST(Json, Values) {
  EXPECT_TRUE(parse("null").is_null());
  EXPECT_EQ(parse(" true "), Json(true));
  EXPECT_EQ(parse("-5"), Json(-5));
  EXPECT_EQ(parse("9223372036854775807"), Json(INT64_MAX));
  EXPECT_EQ(parse("-9223372036854775808"), Json(INT64_MIN));
  EXPECT_EQ(parse("1.5e3"), Json(1500.0));
  EXPECT_EQ(parse("\"\\u5ba2\\u6237\""), Json("客户"));
  EXPECT_EQ(parse("\"\\ud840\\udc87\""), Json("\xF0\xA0\x82\x87"));
  const Json doc = parse(R"({"b":1,"a":[1,"x",{}]})");
  EXPECT_EQ(doc.as_object()->front().first, "b");
  EXPECT_EQ(doc.find("a")->as_array()->size(), 3u);
  EXPECT_EQ(doc.find("c"), nullptr);
  EXPECT_NE(parse("1"), parse("1.0"));
}

TEST(Json, BadSyntaxWithItsOffset) {
  for (const char* bad :
       {"",       " ",     "{",       "[1,]",  "{\"a\":1,}", "nul",     "01",
        "1.",     "+1",    "NaN",     "'a'",   "\"a",        "\"\\x\"", "\"\\ud800\"",
        "\"\t\"", "[1] 2", "// c\n1", "/**/1", "{a:1}",      "[1 2]",   "]"}) {
    const auto j = Json::parse(bad);
    ASSERT_FALSE(j) << bad;
    EXPECT_EQ(j.error().reason(), Reason::bad_syntax) << bad;
    ASSERT_FALSE(j.error().details().empty());
    EXPECT_EQ(j.error().details()[0].first, "offset");
  }
  EXPECT_EQ(Json::parse("[1,2,x]").error().details()[0].second, "5");
}

TEST(Json, BadText) {
  EXPECT_EQ(refusal("\"\xFF\""), Reason::bad_utf8);
  EXPECT_EQ(refusal("\"\xED\xA0\x80\""), Reason::bad_utf8);
  EXPECT_EQ(refusal("\"\\u0000\""), Reason::bad_utf8);
  EXPECT_EQ(refusal("{\"\\u0000\":1}"), Reason::bad_utf8);
  EXPECT_EQ(refusal(std::string_view("1\0", 2)), Reason::bad_utf8);
  EXPECT_EQ(Json::parse("[\"ab\xC0\"]").error().details()[0].second, "4");
}

TEST(Json, Depth) {
  const auto nested = [](int n) {
    std::string s;
    for (int i = 0; i < n; ++i) s += i % 2 == 0 ? "[" : "{\"a\":";
    s += "1";
    for (int i = n - 1; i >= 0; --i) s += i % 2 == 0 ? "]" : "}";
    return s;
  };
  EXPECT_EQ(refusal(nested(64)), Reason::none);
  EXPECT_EQ(refusal(nested(65)), Reason::too_deep);
  EXPECT_EQ(refusal(std::string(1 << 20, '[')), Reason::too_deep);
  EXPECT_EQ(parse(nested(64)).dump(), nested(64));
}

TEST(Json, Size) {
  std::string s = "\"" + std::string((16u << 20) - 2, 'a') + "\"";
  EXPECT_EQ(refusal(s), Reason::none);
  s += " ";
  EXPECT_EQ(refusal(s), Reason::too_large);
}

TEST(Json, DuplicatesByPath) {
  const auto j = Json::parse(R"({"streams":[{"x":1},{"a/b":{"k":1,"m":2,"k":3}}]})");
  ASSERT_FALSE(j);
  EXPECT_EQ(j.error().reason(), Reason::duplicate);
  EXPECT_EQ(j.error().field(), "/streams/1/a~1b/k");
  EXPECT_EQ(Json::parse(R"({"a":1,"a":1})").error().field(), "/a");
  EXPECT_EQ(refusal(R"({"a":{"a":1},"b":{"a":1}})"), Reason::none);
}

TEST(Json, NumbersBeyond64Bits) {
  for (const char* bad :
       {"9223372036854775808", "-9223372036854775809", "18446744073709551615",
        "18446744073709551616", "123456789012345678901234567890", "1e999"}) {
    EXPECT_EQ(refusal(bad), Reason::bad_number) << bad;
  }
  EXPECT_EQ(Json::parse(R"({"a":[0,99999999999999999999]})").error().field(), "/a/1");
  EXPECT_EQ(parse("1e18"), Json(1e18));
}

TEST(Json, DumpIsCompactAndRoundTrips) {
  const char* text = R"({"b":[1,-2.5,true,null,"\"\\\n\u0001客户"],"a":{"z":1,"y":{}}})";
  EXPECT_EQ(parse(text).dump(), text);
  EXPECT_EQ(parse(text).dump(true),
            R"({"a":{"y":{},"z":1},"b":[1,-2.5,true,null,"\"\\\n\u0001客户"]})");
  EXPECT_EQ(Json(1.0).dump(), "1.0");
  EXPECT_EQ(Json(0.1).dump(), "0.1");
  EXPECT_EQ(Json(1e300).dump(), "1e+300");
  EXPECT_EQ(Json(-0.0).dump(), "-0.0");
  EXPECT_EQ(Json(1.0 / 0.0).dump(), "null");
}

Json random_json(std::mt19937_64& random, int depth) {
  switch (random() % (depth > 4 ? 5 : 7)) {
    case 0:
      return {};
    case 1:
      return Json(random() % 2 == 0);
    case 2:
      return Json(static_cast<std::int64_t>(random()));
    case 3: {
      double x = 0;
      const std::uint64_t bits = random();
      static_assert(sizeof x == sizeof bits);
      std::memcpy(&x, &bits, sizeof x);
      return Json(x - x == 0 ? x : 0.5);
    }
    case 4: {
      std::string s;
      for (std::size_t n = random() % 5; n > 0; --n)
        s += static_cast<char>(1 + random() % 127);
      return Json(s + "客");
    }
    case 5: {
      Json::Array a;
      for (std::size_t n = random() % 4; n > 0; --n)
        a.push_back(random_json(random, depth + 1));
      return Json(std::move(a));
    }
    default: {
      Json::Object o;
      for (std::size_t n = random() % 4; n > 0; --n) {
        o.emplace_back("k/" + std::to_string(n), random_json(random, depth + 1));
      }
      return Json(std::move(o));
    }
  }
}

TEST(Json, RandomValuesRoundTrip) {
  std::mt19937_64 random(29);
  for (int i = 0; i < 5000; ++i) {
    const Json j = random_json(random, 0);
    const auto back = Json::parse(j.dump());
    ASSERT_TRUE(back) << j.dump();
    ASSERT_EQ(*back, j);
    ASSERT_EQ(Json::parse(j.dump(true))->dump(true), j.dump(true));
  }
}

TEST(Json, MutatedBytesNeverCrash) {
  const std::string good =
      R"({"a":[1,2.5e1,"\u5ba2",{"b":null,"c":[true,false]}],"d":"客户"})";
  std::mt19937 random(31);
  for (int i = 0; i < 50000; ++i) {
    std::string s = good;
    for (std::size_t n = random() % 3 + 1; n > 0; --n)
      s[random() % s.size()] = static_cast<char>(random());
    const auto j = Json::parse(s);
    if (j) {
      ASSERT_EQ(*Json::parse(j->dump()), *j);
    }
  }
}

constexpr std::string_view kWords[] = {"day", "week"};

TEST(JsonReader, ReadsWhatIsThere) {
  const Json doc = parse(
      R"({"s":"甲","n":5,"b":true,"d":"2023-10-15","o":{"x":1},"a":["p","q"],"w":"week"})");
  std::vector<Error> errors;
  JsonReader r(doc, errors);
  EXPECT_EQ(r.string("s"), "甲");
  EXPECT_EQ(r.integer("n", 0, 10), 5);
  EXPECT_TRUE(r.boolean("b"));
  EXPECT_EQ(r.date("d").iso(), "2023-10-15");
  JsonReader o = r.object("o");
  EXPECT_EQ(o.integer("x", 0, 1), 1);
  EXPECT_EQ(o.path(), "/o");
  o.done();
  const auto a = r.array("a");
  ASSERT_EQ(a.size(), 2u);
  EXPECT_EQ(a[1].as_string(), "q");
  EXPECT_EQ(r.word("w", kWords), 1);
  EXPECT_EQ(r.string_or("none", "x"), "x");
  EXPECT_EQ(r.integer_or("none", 0, 9, 7), 7);
  EXPECT_EQ(r.word_or("none", kWords, -1), -1);
  EXPECT_TRUE(r.boolean_or("none", true));
  EXPECT_FALSE(r.date_if("none"));
  EXPECT_FALSE(r.object_if("none"));
  EXPECT_TRUE(r.array_or_empty("none").empty());
  EXPECT_TRUE(r.has("s"));
  EXPECT_FALSE(r.has("none"));
  r.done();
  EXPECT_TRUE(errors.empty()) << errors[0].field() << errors[0].message();
}

TEST(JsonReader, CollectsEveryErrorByPath) {
  const Json doc =
      parse(R"({"streams":[{"period":"x"},{"period":99},7,{"period":2,"odd":1}],
    "w":"year","d":"2023-02-30","o":[],"b":1,"s":null,"x/y":1})");
  std::vector<Error> errors;
  JsonReader r(doc, errors);
  for (JsonReader& stream : r.array("streams")) {
    static_cast<void>(stream.integer("period", 1, 10));
    stream.done();
  }
  r.word("w", kWords);
  r.date("d");
  JsonReader o = r.object("o");
  o.string("not reported twice");
  o.done();
  r.boolean("b");
  r.string("s");
  EXPECT_EQ(r.integer("gone", 3, 9), 3);
  r.done();
  const std::vector<std::pair<std::string, Reason>> wanted{
      {"/streams/0/period", Reason::wrong_type},
      {"/streams/1/period", Reason::bad_number},
      {"/streams/2", Reason::wrong_type},
      {"/streams/3/odd", Reason::unknown_name},
      {"/w", Reason::unknown_name},
      {"/d", Reason::bad_date},
      {"/o", Reason::wrong_type},
      {"/b", Reason::wrong_type},
      {"/s", Reason::wrong_type},
      {"/gone", Reason::missing_value},
      {"/x~1y", Reason::unknown_name}};
  std::vector<std::pair<std::string, Reason>> got;
  for (const Error& e : errors) got.emplace_back(e.field(), e.reason());
  EXPECT_EQ(got, wanted);
  EXPECT_NE(errors[4].message().find("day, week"), std::string::npos);
}

TEST(JsonReader, Members) {
  const Json doc = parse(R"({"甲":1,"乙":{"x":2}})");
  std::vector<Error> errors;
  JsonReader r(doc, errors);
  auto members = r.members();
  ASSERT_EQ(members.size(), 2u);
  EXPECT_EQ(members[0].first, "甲");
  EXPECT_EQ(members[0].second.as_integer(0, 5), 1);
  EXPECT_EQ(members[1].second.integer("x", 0, 5), 2);
  r.done();
  EXPECT_TRUE(errors.empty());
  const Json list = parse("[]");
  JsonReader bad(list, errors);
  EXPECT_TRUE(bad.members().empty());
  bad.done();
  ASSERT_EQ(errors.size(), 1u);
  EXPECT_EQ(errors[0].field(), "/");
}

}  // namespace
}  // namespace kith
