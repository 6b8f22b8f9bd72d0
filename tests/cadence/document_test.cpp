// What a cadence document means where it says nothing.
#include <gtest/gtest.h>

#include <limits>

#include "kith/cadence/cadence.hpp"

namespace {

using namespace kith;

std::string gap_stream(const std::string& more) {
  return R"({"kind":"cadence","schema":1,"id":"d","purposes":[{"id":"p","zh":"目","en":"p"}],
    "streams":[{"id":"s","zh":"流","purpose":"p","kind":"GAP","gap_wd":10,"channels":["mail"])" +
         more + R"(}],"plans":[]})";
}

Result<CadenceDocument> parse(const std::string& text, std::vector<Error>& errors) {
  return parse_cadence(Json::parse(text).value(), errors);
}

TEST(CadenceDocument, TheWindowOfAGapOpensAfterFourFifthsUnlessTheDocumentSaysElse) {
  std::vector<Error> errors;
  EXPECT_EQ(parse(gap_stream(""), errors)->streams[0].early, (Ratio{4, 5}));
  EXPECT_EQ(parse(gap_stream(R"(,"early":[1,2])"), errors)->streams[0].early,
            (Ratio{1, 2}));
  EXPECT_TRUE(errors.empty());
}

TEST(CadenceDocument, ARatioHasTwoNumbers) {
  for (const char* early : {"[]", "[1]", "[1,2,3]"}) {
    std::vector<Error> errors;
    EXPECT_FALSE(parse(gap_stream(std::string(R"(,"early":)") + early), errors));
    ASSERT_EQ(errors.size(), 1u) << early;
    EXPECT_EQ(errors[0].reason(), Reason::bad_syntax);
    EXPECT_EQ(errors[0].field(), "/streams/0/early");
  }
}

TEST(CadenceDocument, AnEnglishNameLeftOutIsTheId) {
  std::vector<Error> errors;
  const auto document = parse(gap_stream(""), errors);
  EXPECT_EQ(document->streams[0].name.en, "s");
  EXPECT_EQ(document->horizon_wd, 10);
  EXPECT_EQ(document->streams[0].weight, 1);
}

TEST(CadenceDocument, WhatItDoesNotSayOfAPromise) {
  std::vector<Error> errors;
  const auto document = parse(gap_stream(""), errors);
  const Stream& s = document->streams[0];
  EXPECT_EQ(s.retry, (Retry{2, 2}));
  EXPECT_EQ(s.min_gap_wd, 0);
  EXPECT_EQ(s.starvation_cap, 0);
  EXPECT_EQ(s.catch_up, CatchUp::coalesce);
  EXPECT_EQ(document->hand_over_wd, 0);
  EXPECT_EQ(document->leave, Leave::owed);
  EXPECT_FALSE(document->spread_first_cycle);
}

TEST(CadenceDocument, WhatItSaysOfAPromise) {
  std::vector<Error> errors;
  const auto document =
      parse(gap_stream(
                R"(,"min_gap_wd":3,"starvation_cap":2,"retry":{"after_wd":1,"times":0})"),
            errors);
  ASSERT_TRUE(errors.empty());
  const Stream& s = document->streams[0];
  EXPECT_EQ(s.retry, (Retry{1, 0}));
  EXPECT_EQ(s.min_gap_wd, 3);
  EXPECT_EQ(s.starvation_cap, 2);
}

std::string grid_stream(const std::string& anchor) {
  return R"({"kind":"cadence","schema":1,"id":"d","leave":"move","hand_over_wd":4,
    "purposes":[{"id":"p","zh":"目","en":"p"}],
    "streams":[{"id":"s","zh":"流","purpose":"p","kind":"GRID","every_wd":10,"catch_up":"skip",
    "channels":["mail"],"anchor":")" +
         anchor +
         R"("}],"plans":[],"tags":[{"tag":"t","zh":"签","en":"t","channels":["mail"],
    "lift_min_gap":true}]})";
}

TEST(CadenceDocument, PointsLeaveAndTags) {
  std::vector<Error> errors;
  const auto document = parse(grid_stream("2023-01-02"), errors);
  ASSERT_TRUE(errors.empty());
  const Stream& s = document->streams[0];
  EXPECT_EQ(s.kind, StreamKind::grid);
  EXPECT_EQ(s.every_wd, 10);
  EXPECT_EQ(s.anchor.iso(), "2023-01-02");
  EXPECT_EQ(s.catch_up, CatchUp::skip);
  EXPECT_EQ(document->leave, Leave::move);
  EXPECT_EQ(document->hand_over_wd, 4);
  EXPECT_EQ(document->tags[0].channels, 1u << static_cast<unsigned>(Channel::mail));
  EXPECT_TRUE(document->tags[0].lift_min_gap);
}

TEST(CadenceDocument, WrongMembersAreNamedByTheirPlace) {
  const auto only_error = [](const std::string& text) {
    std::vector<Error> errors;
    EXPECT_FALSE(parse(text, errors));
    EXPECT_EQ(errors.size(), 1u);
    return errors.empty() ? std::string() : errors[0].field();
  };
  EXPECT_EQ(only_error(grid_stream("2023-02-30")), "/streams/0/anchor");
  EXPECT_EQ(only_error(gap_stream(R"(,"min_gap_wd":-1)")), "/streams/0/min_gap_wd");
  EXPECT_EQ(only_error(gap_stream(R"(,"catch_up":"skip")")), "/streams/0/catch_up");
  EXPECT_EQ(only_error(gap_stream(R"(,"retry":{"after_wd":0,"times":1})")),
            "/streams/0/retry/after_wd");
  std::string leave = grid_stream("2023-01-02");
  leave.replace(leave.find("\"move\""), 6, "\"away\"");
  EXPECT_EQ(only_error(leave), "/leave");
}

std::string ranked(const std::string& ranking) {
  return gap_stream("").insert(1, R"("ranking":)" + ranking + ",");
}

TEST(CadenceRanking, IsEmptyUnlessStated) {
  std::vector<Error> errors;
  EXPECT_TRUE(parse(gap_stream(""), errors)->ranking.is_empty());
  EXPECT_TRUE(parse(ranked("{}"), errors)->ranking.is_empty());
  EXPECT_TRUE(parse(ranked(R"({"tiers":{},"value":[],"currency":"JPY"})"), errors)
                  ->ranking.is_empty());
  EXPECT_TRUE(errors.empty());
}

TEST(CadenceRanking, TablesAreReadAndLookedUp) {
  std::vector<Error> errors;
  const auto document = parse(ranked(R"({"tiers":{"B":20,"A":40},"tags":{"t":-2147483648},
      "stages":{"s":2147483647},"currency":"JPY","value":[{"from":"-5","points":1},
      {"from":"1000","points":-2}],"overdue_wd":[{"from":1,"points":3}]})"),
                              errors);
  ASSERT_TRUE(errors.empty()) << errors[0].field() << errors[0].message();
  const Ranking& r = document->ranking;
  EXPECT_FALSE(r.is_empty());
  EXPECT_EQ(row_of(r.tiers, "A")->points, 40);
  EXPECT_EQ(row_of(r.tiers, "B")->points, 20);
  EXPECT_EQ(row_of(r.tiers, "C"), nullptr);
  EXPECT_EQ(row_of(r.tags, "t")->points, std::numeric_limits<std::int32_t>::min());
  EXPECT_EQ(row_of(r.stages, "s")->points, std::numeric_limits<std::int32_t>::max());
  EXPECT_EQ(row_at(r.value, -6), nullptr);
  EXPECT_EQ(row_at(r.value, -5)->points, 1);
  EXPECT_EQ(row_at(r.value, 999)->points, 1);
  EXPECT_EQ(row_at(r.value, 1000)->points, -2);
  EXPECT_EQ(row_at(r.overdue_wd, 0), nullptr);
  EXPECT_EQ(row_at(r.overdue_wd, 400)->points, 3);
}

TEST(CadenceRanking, WrongRowsAreNamedByTheirPlace) {
  const auto errors_of = [](const std::string& ranking) {
    std::vector<Error> errors;
    EXPECT_FALSE(parse(ranked(ranking), errors)) << ranking;
    std::string out;
    for (const Error& e : errors)
      out += e.field() + " " + std::string(reason_name(e.reason())) + "; ";
    return out;
  };
  EXPECT_EQ(errors_of("7"), "/ranking wrong_type; ");
  EXPECT_EQ(errors_of(R"({"tier":{}})"), "/ranking/tier unknown_name; ");
  EXPECT_EQ(errors_of(R"({"tiers":[]})"), "/ranking/tiers wrong_type; ");
  EXPECT_EQ(errors_of(R"({"tiers":{"A":2147483648,"B":1.5,"C":"x"}})"),
            "/ranking/tiers/A bad_number; /ranking/tiers/B wrong_type; "
            "/ranking/tiers/C wrong_type; ");
  EXPECT_EQ(errors_of(R"({"tags":{"":1}})"), "/ranking/tags/ missing_value; ");
  EXPECT_EQ(errors_of(R"({"currency":"yuan"})"), "/ranking/currency bad_money; ");
  EXPECT_EQ(errors_of(R"({"value":[{"from":"1.234","points":1},{"from":2,"points":1}]})"),
            "/ranking/value/0/from bad_money; /ranking/value/1/from wrong_type; ");
  EXPECT_EQ(
      errors_of(R"({"value":[{"from":"5","points":1},{"from":"5.00","points":2}]})"),
      "/ranking/value bad_order; ");
  EXPECT_EQ(errors_of(R"({"overdue_wd":[{"from":0,"points":1},{"from":3}]})"),
            "/ranking/overdue_wd/0/from bad_number; "
            "/ranking/overdue_wd/1/points missing_value; ");
  EXPECT_EQ(errors_of(R"({"overdue_wd":[{"from":3,"points":1},{"from":2,"points":1}]})"),
            "/ranking/overdue_wd bad_order; ");
  std::string many;
  for (int i = 0; i < 65; ++i)
    many += (i == 0 ? "\"" : ",\"") + std::to_string(i) + "\":1";
  EXPECT_EQ(errors_of(R"({"stages":{)" + many + "}}"), "/ranking/stages too_large; ");
}

/// A point every ten working days; days in the middle belong to the earlier one.
TEST(StreamGrid, BucketsLieAroundTheirPoints) {
  Stream s;
  s.kind = StreamKind::grid;
  s.every_wd = 10;
  s.anchor = Date::parse("2023-01-01").value();  // a Sunday: the point is Monday
  const StreamGrid grid(Calendar::weekdays(), s);
  const Date point = Date::parse("2023-01-16").value();
  const DateSpan bucket = grid.bucket_of(point);
  EXPECT_EQ(bucket.first.iso(), "2023-01-10");
  EXPECT_EQ(bucket.last.iso(), "2023-01-23");
  EXPECT_EQ(grid.due(bucket).day, point);
  const Date before = Date::parse("2020-03-04").value();
  EXPECT_EQ(grid.next(grid.bucket_of(before)).first,
            grid.bucket_of(before).last.plus_days(1));
  EXPECT_EQ(days_between(grid.due(grid.bucket_of(before)).day, point) % 14, 0);
  EXPECT_EQ(grid.distance(grid.bucket_of(before), bucket),
            days_between(grid.due(grid.bucket_of(before)).day, point) / 14);
}

}  // namespace
