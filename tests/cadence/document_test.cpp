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

}  // namespace
