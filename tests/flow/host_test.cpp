// States for hosts: what folds, what is refused by name, bytes, and what is indexed.
#include <gtest/gtest.h>

#include "kith/flow/documents.hpp"
#include "kith/flow/host.hpp"

namespace kith {
namespace {

Date day(const char* iso) { return Date::parse(iso).value(); }

Fact fact(const char* customer, const char* key, const char* on, FactBody body) {
  Fact f;
  f.head.root = CustomerKey(customer);
  f.head.event = {"test", key};
  f.head.occurred = Occurred::on(day(on));
  f.body = std::move(body);
  return f;
}

Batch batch_of(const std::vector<Fact>& facts) {
  Batch batch;
  for (const Fact& f : facts) batch.add(f).value();
  return batch;
}

Batch documents(const char* from = "2023-10-01") {
  Batch batch;
  for (const DocumentKind kind : {DocumentKind::calendar, DocumentKind::tier,
                                  DocumentKind::cadence, DocumentKind::pipeline}) {
    adopt(batch, default_document(kind), day(from), Instant()).value();
  }
  return batch;
}

std::shared_ptr<const HostRules> rules() {
  return HostRules::build(documents(), Settings{}).value();
}

TouchFact call() {
  TouchFact touch;
  touch.channel = Channel::phone;
  return touch;
}

std::vector<Fact> three() {
  return {fact("a", "1", "2023-10-09", OwnerFact{PersonKey("li")}),
          fact("a", "2", "2023-10-12", call()), fact("b", "3", "2023-10-13", call())};
}

void refuses(const Result<CustomerState>& state, Reason reason, std::string_view field) {
  ASSERT_FALSE(state);
  EXPECT_EQ(state.error().reason(), reason) << state.error().message();
  EXPECT_EQ(state.error().field(), field);
}

TEST(HostState, FoldingNewFactsIsBuildingFromAll) {
  const auto r = rules();
  const CustomerState first =
      build_state(CustomerKey("a"), batch_of(three()), r->rules()).value();
  EXPECT_EQ(first.facts, 2);
  // In any order within the batch; those of others are passed over.
  const std::vector<Fact> more = {fact("a", "5", "2023-10-17", call()),
                                  fact("b", "6", "2023-10-01", call()),
                                  fact("a", "4", "2023-10-16", call())};
  std::vector<Fact> all = three();
  all.insert(all.end(), more.begin(), more.end());
  EXPECT_EQ(fold_state(first, batch_of(more), r->rules()).value(),
            build_state(CustomerKey("a"), batch_of(all), r->rules()).value());
}

TEST(HostState, WhatAStateCannotTellIsRefusedByName) {
  const auto r = rules();
  const CustomerState state =
      build_state(CustomerKey("a"), batch_of(three()), r->rules()).value();
  const auto folded = [&](Fact f) {
    return fold_state(state, batch_of({std::move(f)}), r->rules());
  };
  refuses(folded(fact("a", "0", "2023-10-11", call())), Reason::needs_history, "facts");
  refuses(folded(fact("a", "2", "2023-10-12", call())), Reason::needs_history, "facts");
  Fact revision = fact("a", "1", "2023-10-20", OwnerFact{PersonKey("wu")});
  revision.head.revision = 1;
  refuses(folded(revision), Reason::needs_history, "facts");
  // What stands in the batch itself is no exception.
  Fact replacing = fact("a", "9", "2023-10-20", call());
  replacing.head.replaces = EventKey{"test", "8"};
  const Batch both = batch_of({fact("a", "8", "2023-10-19", call()), replacing});
  refuses(fold_state(state, both, r->rules()), Reason::needs_history, "facts");
  const Batch taken_back =
      batch_of({fact("a", "8", "2023-10-19", call()),
                fact("a", "9", "2023-10-20", RetractFact{{"test", "8"}})});
  refuses(fold_state(state, taken_back, r->rules()), Reason::needs_history, "facts");
  refuses(folded(fact("c", "1", "2023-10-20", call())), Reason::missing_value,
          "customer");
  refuses(folded(fact("a", "9", "2023-10-20", RetractFact{{"test", "2"}})),
          Reason::needs_history, "facts");
}

TEST(HostState, AHistoryIsJudgedAsIfRecorded) {
  const auto r = rules();
  std::vector<Fact> twice = three();
  twice.push_back(twice[1]);
  EXPECT_EQ(build_state(CustomerKey("a"), batch_of(twice), r->rules()).value().facts, 2);
  twice.back().head.occurred.day = day("2023-10-14");
  refuses(build_state(CustomerKey("a"), batch_of(twice), r->rules()), Reason::conflict,
          "key");
  std::vector<Fact> back = three();
  back[0].head.recorded = Instant(1);
  refuses(build_state(CustomerKey("a"), batch_of(back), r->rules()), Reason::bad_order,
          "recorded");
  std::vector<Fact> retracted = three();
  retracted.push_back(fact("a", "r", "2023-10-14", RetractFact{{"test", "2"}}));
  EXPECT_EQ(build_state(CustomerKey("a"), batch_of(retracted), r->rules()).value().facts,
            1);
  refuses(build_state(CustomerKey("nobody"), batch_of(three()), r->rules()),
          Reason::missing_value, "customer");
}

TEST(HostState, BytesNameTheirRulesAndDamageIsSeen) {
  const auto r = rules();
  const CustomerState state =
      build_state(CustomerKey("a"), batch_of(three()), r->rules()).value();
  const std::string bytes = host_state_to_bytes(state, r->rules());
  EXPECT_EQ(host_state_from_bytes(bytes, r->rules()).value(), state);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    std::string bad = bytes;
    bad[i] = static_cast<char>(bad[i] ^ 0x40);
    EXPECT_FALSE(host_state_from_bytes(bad, r->rules())) << i;
    EXPECT_FALSE(host_state_from_bytes(std::string_view(bytes).substr(0, i), r->rules()));
  }
  EXPECT_EQ(host_state_from_bytes(state_to_bytes(state), r->rules()).error().reason(),
            Reason::wrong_type);
  FrameHead newer;
  newer.content = 3;
  newer.schema = 2;
  EXPECT_EQ(host_state_from_bytes(frame(newer, ""), r->rules()).error().reason(),
            Reason::newer_version);
  const auto later = HostRules::build(documents("2023-10-02"), Settings{}).value();
  EXPECT_EQ(host_state_from_bytes(bytes, later->rules()).error().reason(),
            Reason::other_rules);
}

TEST(HostState, RulesTakeTheFactsOfTheBookAlone) {
  Batch batch = documents();
  batch.append(batch_of(three()));
  const auto made = HostRules::build(batch, Settings{});
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().reason(), Reason::wrong_type);
  EXPECT_EQ(made.error().row(), 4);
  // A run changes no judgement.
  Batch with_run = documents();
  with_run.add(fact("", "r", "2023-10-10", RunFact{"tier_review", "r", {}, {}, 0}))
      .value();
  const auto reviewed = HostRules::build(with_run, Settings{}).value();
  EXPECT_EQ(reviewed->rules().fingerprint(), rules()->rules().fingerprint());
  EXPECT_EQ(reviewed->log().size(), 5u);
}

TEST(HostState, TheSummaryIsWhatAListIsFoundBy) {
  const auto r = rules();
  std::vector<Fact> facts = {fact("a", "1", "2023-10-09", OwnerFact{PersonKey("li")}),
                             fact("b", "1", "2023-10-09", call())};
  StepFact step;
  step.deadline = DeadlineKind::point;
  step.last = day("2024-03-01");
  facts.push_back(fact("b", "2", "2023-10-10", step));
  const auto summary = [&](const char* customer) {
    const auto state = build_state(CustomerKey(customer), batch_of(facts), r->rules());
    return summary_of(*state, r->rules());
  };
  const StateSummary a = summary("a");
  EXPECT_EQ(a.owner.text(), "li");
  EXPECT_EQ(a.last_day, day("2023-10-09"));
  EXPECT_EQ(a.facts, 1);
  EXPECT_TRUE(a.listed_from.has_value());
  EXPECT_FALSE(a.shared);
  // Nobody's customer is listed for its step alone, which is open from its own day.
  EXPECT_EQ(summary("b").listed_from, day("2023-10-10"));
  EXPECT_FALSE(summary("b").shared);
  step.actor = PersonKey("wu");
  facts.push_back(fact("b", "3", "2023-10-11", step));
  EXPECT_TRUE(summary("b").shared);
  facts = {fact("b", "1", "2023-10-09", call())};
  EXPECT_FALSE(summary("b").listed_from.has_value());
}

}  // namespace
}  // namespace kith
