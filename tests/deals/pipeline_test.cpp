// The pipeline document: the default one, and every error by its path.
#include <gtest/gtest.h>

#include <set>

#include "deals/facts.hpp"

namespace kith::testing_deals {
namespace {

std::set<std::string> error_places(std::string_view json) {
  std::vector<Error> errors;
  const auto result = parse_pipeline(Json::parse(json).value(), errors);
  EXPECT_EQ(result.has_value(), errors.empty());
  std::set<std::string> places;
  for (const Error& e : errors) {
    places.insert(e.field() + " " + std::string(reason_name(e.reason())));
  }
  return places;
}

std::string with(std::string_view from, std::string_view to) {
  std::string text(default_pipeline_json());
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

using Places = std::set<std::string>;

TEST(PipelineDocument, TheDefaultIsFreeOfErrors) {
  EXPECT_EQ(error_places(default_pipeline_json()), Places{});
  const Pipeline p = default_pipeline();
  EXPECT_EQ(p.id, kDefaultPipeline);
  EXPECT_EQ(p.stage_index("paid"), 3);
  EXPECT_EQ(p.stage_index("nowhere"), -1);
  EXPECT_EQ(p.find_event(kContractSigned)->zh, "合同签订");
  EXPECT_EQ(p.find_lost_reason("price")->in(Language::chinese), "价格过高");
  EXPECT_EQ(p.find_lost_reason("whim"), nullptr);
}

TEST(PipelineDocument, EveryErrorAtOnceByPath) {
  const char* text = R"({"kind":"pipeline","schema":1,"id":"","zh":"甲","en":"a|b",
    "stages":[{"id":"one","zh":"一","en":"one"},{"id":"one","zh":"二"}],
    "events":[{"id":"e","zh":"戊","en":"e","colour":"red"}],
    "milestones":[
      {"id":"m","zh":"子","en":"m","stage":"two","anchor":{"on":"entered","stage":"three"},
       "done_by":[],"budget":{"n":0,"unit":"days"},"owners":["boss"],"warn":[80,50]},
      {"id":"m","zh":"丑","en":"n","anchor":{"on":"paid_in_full"},
       "done_by":[{"on":"event","event":"f"},{"on":"ended","end":"lost"},{"on":"created"},
                  {"on":"paid_in_full","stage":"one"}],
       "budget":{"n":1,"unit":"weeks"},"owners":[7]}],
    "mood":"good"})";
  EXPECT_EQ(error_places(text), (Places{"/id missing_value",
                                        "/en bad_syntax",
                                        "/stages/1/id duplicate",
                                        "/stages/1/en missing_value",
                                        "/events/0/colour unknown_name",
                                        "/milestones/0/stage unknown_name",
                                        "/milestones/0/anchor/stage unknown_name",
                                        "/milestones/0/done_by missing_value",
                                        "/milestones/0/budget/n bad_number",
                                        "/milestones/0/budget/unit unknown_name",
                                        "/milestones/0/owners/0 unknown_name",
                                        "/milestones/0/warn bad_order",
                                        "/milestones/1/id duplicate",
                                        "/milestones/1/anchor/on unknown_name",
                                        "/milestones/1/done_by/0/event unknown_name",
                                        "/milestones/1/done_by/1/end unknown_name",
                                        "/milestones/1/done_by/2/on unknown_name",
                                        "/milestones/1/done_by/3/stage unknown_name",
                                        "/milestones/1/owners/0 wrong_type",
                                        "/mood unknown_name"}));
}

TEST(PipelineDocument, KindAndSchemaAreChecked) {
  EXPECT_EQ(error_places(with(R"("pipeline")", R"("tier")")),
            Places{"/kind unknown_name"});
  EXPECT_EQ(error_places(with(R"("schema": 1)", R"("schema": 2)")),
            Places{"/schema bad_number"});
  EXPECT_FALSE(error_places("[]").empty());
  EXPECT_FALSE(error_places("{}").empty());
}

TEST(PipelineDocument, EarlierErrorsInTheListAreNotItsOwn) {
  std::vector<Error> errors{invalid(Reason::bad_date, "another document's")};
  const auto ok = parse_pipeline(Json::parse(default_pipeline_json()).value(), errors);
  EXPECT_TRUE(ok);
  EXPECT_EQ(errors.size(), 1u);
}

TEST(PipelineDocument, APipelineHasAStage) {
  EXPECT_EQ(
      error_places(
          R"({"kind":"pipeline","schema":1,"id":"p","zh":"空","en":"e","stages":[]})"),
      Places{"/stages missing_value"});
}

}  // namespace
}  // namespace kith::testing_deals
