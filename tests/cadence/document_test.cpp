// What a cadence document means where it says nothing.
#include <gtest/gtest.h>

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
