// Facts in force against a definition by fixed point, and the judgement of one more fact.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "kith/model/batch.hpp"

namespace kith {
namespace {

Fact fact(std::string key, std::int32_t revision, FactBody body) {
  Fact f;
  f.head.root = CustomerKey("c");
  f.head.event = {"s", std::move(key)};
  f.head.revision = revision;
  f.head.occurred = Occurred::on(Date(19000));
  f.body = std::move(body);
  return f;
}
Fact touch(std::string key, std::int32_t revision = 0) {
  return fact(std::move(key), revision, TouchFact{});
}
Fact retract(std::string key, std::string target, std::int32_t revision = 0) {
  return fact(std::move(key), revision, RetractFact{{"s", std::move(target)}});
}
Fact replacing(std::string key, std::string target, std::int32_t revision = 0) {
  Fact f = touch(std::move(key), revision);
  f.head.replaces = EventKey{"s", std::move(target)};
  return f;
}

std::string names(const std::vector<Fact>& facts) {
  std::string out;
  for (const Fact& f : facts) {
    out += (out.empty() ? "" : " ") + f.head.event.key + std::to_string(f.head.revision);
  }
  return out;
}
std::string in_force(const std::vector<Fact>& log) { return names(facts_in_force(log)); }

/// Whether log[later] speaks against log[earlier], were it in force.
bool against(const Fact& later, const Fact& earlier) {
  const EventKey& e = earlier.head.event;
  const auto* r = std::get_if<RetractFact>(&later.body);
  if (r != nullptr && r->target == e) return true;
  if (later.head.replaces && *later.head.replaces == e) return true;
  return later.head.event == e && later.head.revision > earlier.head.revision;
}
bool comes_late(const std::vector<Fact>& log, std::size_t i) {
  for (std::size_t j = 0; j < i; ++j) {
    if (log[j].head.event == log[i].head.event &&
        log[j].head.revision >= log[i].head.revision)
      return true;
  }
  return false;
}
/// By recursion, each fact for itself.
bool holds(const std::vector<Fact>& log, std::size_t i) {
  if (comes_late(log, i)) return false;
  for (std::size_t j = i + 1; j < log.size(); ++j) {
    if (against(log[j], log[i]) && holds(log, j)) return false;
  }
  return true;
}
std::vector<Fact> slow(const std::vector<Fact>& log) {
  std::vector<Fact> out;
  for (std::size_t i = 0; i < log.size(); ++i) {
    if (holds(log, i)) out.push_back(log[i]);
  }
  std::stable_sort(out.begin(), out.end(), fact_before);
  return out;
}

TEST(InForce, PlainCases) {
  EXPECT_EQ(in_force({}), "");
  EXPECT_EQ(in_force({touch("b"), touch("a")}), "a0 b0");
  EXPECT_EQ(in_force({touch("a"), touch("a", 1)}), "a1");
  EXPECT_EQ(in_force({touch("a"), retract("r", "a")}), "r0");
  EXPECT_EQ(in_force({touch("a"), replacing("b", "a")}), "b0");
}
TEST(InForce, ARetractedRetractionGivesItsTargetBack) {
  EXPECT_EQ(in_force({touch("a"), retract("r", "a"), retract("s", "r")}), "a0 s0");
  EXPECT_EQ(
      in_force({touch("a"), retract("r", "a"), retract("s", "r"), retract("t", "s")}),
      "r0 t0");
}
TEST(InForce, ARetractedCorrectionGivesItsOriginalBack) {
  EXPECT_EQ(in_force({touch("a"), replacing("b", "a"), retract("r", "b")}), "a0 r0");
  EXPECT_EQ(in_force({touch("a"), replacing("b", "a"), replacing("c", "b")}), "a0 c0");
}
TEST(InForce, ARevisionWithoutTheReplacementGivesTheOriginalBack) {
  EXPECT_EQ(in_force({touch("a"), replacing("b", "a"), touch("b", 1)}), "a0 b1");
  EXPECT_EQ(in_force({touch("a"), touch("x"), retract("r", "a"), retract("r", "x", 1)}),
            "a0 r1");
}
TEST(InForce, ALowerRevisionThatComesLateIsNot) {
  EXPECT_EQ(in_force({touch("a", 2), touch("a", 1)}), "a2");
  EXPECT_EQ(in_force({touch("a", 2), retract("r", "a"), touch("a", 1)}), "r0");
}
TEST(InForce, ARetractionNamesAllRevisionsSoFarAndNoLaterOne) {
  EXPECT_EQ(in_force({touch("a"), touch("a", 1), retract("r", "a")}), "r0");
  EXPECT_EQ(in_force({touch("a"), retract("r", "a"), touch("a", 1)}), "a1 r0");
  EXPECT_EQ(in_force({retract("r", "a"), touch("a")}), "a0 r0");
}

TEST(InForce, EqualsTheDefinitionOnRandomLogs) {
  std::mt19937 random(7);
  const auto key = [&] { return std::string(1, static_cast<char>('a' + random() % 5)); };
  std::size_t suppressed = 0;
  for (int round = 0; round < 4000; ++round) {
    std::vector<Fact> log;
    for (std::size_t n = random() % 13; n > 0; --n) {
      const auto revision = static_cast<std::int32_t>(random() % 3);
      switch (random() % 3) {
        case 0:
          log.push_back(touch(key(), revision));
          break;
        case 1:
          log.push_back(retract(key(), key(), revision));
          break;
        default:
          log.push_back(replacing(key(), key(), revision));
      }
      log.back().head.occurred.day = Date(static_cast<std::int32_t>(random() % 3));
    }
    const auto fast = facts_in_force(log);
    ASSERT_EQ(fast, slow(log)) << names(log);
    EXPECT_TRUE(std::is_sorted(fast.begin(), fast.end(), fact_before));
    suppressed += log.size() - fast.size();
  }
  EXPECT_GT(suppressed, 10000u);  // the logs are not all harmless
}

TEST(Judge, TheSameContentIsUnchangedWheneverItWasRecorded) {
  const std::vector<Fact> log{touch("a"), touch("a", 2)};
  Fact again = touch("a");
  again.head.recorded = Instant(99);
  EXPECT_EQ(judge_record(log, again),
            RecordOutcome::unchanged);  // an outbox replayed from its start
  EXPECT_EQ(judge_record(log, touch("a", 2)), RecordOutcome::unchanged);
}
TEST(Judge, OtherContentIsAConflictUnlessTheRevisionIsHigher) {
  const std::vector<Fact> log{touch("a"), touch("a", 2)};
  Fact other = touch("a", 2);
  std::get<TouchFact>(other.body).channel = Channel::visit;
  EXPECT_EQ(judge_record(log, other), RecordOutcome::conflict);
  other.head.revision = 1;
  EXPECT_EQ(judge_record(log, other), RecordOutcome::conflict);
  other.head.revision = 3;
  EXPECT_EQ(judge_record(log, other), RecordOutcome::replaced);
  other.head.event.key = "b";
  EXPECT_EQ(judge_record(log, other), RecordOutcome::created);
}
TEST(Judge, WhatIsRetractedOrReplacedMustBeKnown) {
  const std::vector<Fact> log{touch("a")};
  EXPECT_EQ(judge_record(log, retract("r", "a")), RecordOutcome::created);
  EXPECT_EQ(judge_record(log, retract("r", "b")), RecordOutcome::refused);
  EXPECT_EQ(judge_record(log, replacing("r", "a")), RecordOutcome::replaced);
  EXPECT_EQ(judge_record(log, replacing("r", "b")), RecordOutcome::refused);
}

TEST(ReadDocument, HashesTheCanonicalFormAndNothingElse) {
  const auto a = read_document(R"({"kind":"tier","schema":1,"id":"t","x":[1,2]})");
  const auto b =
      read_document("{ \"x\":[1,2],\n\"id\":\"t\",\"schema\":1,\"kind\":\"tier\"}");
  const auto c = read_document(R"({"kind":"tier","schema":1,"id":"t","x":[2,1]})");
  ASSERT_TRUE(a && b && c);
  EXPECT_EQ(*a, *b);
  EXPECT_NE(a->hash, c->hash);
  EXPECT_EQ(a->kind, DocumentKind::tier);
  EXPECT_EQ(a->id, "t");
  EXPECT_EQ(a->hash.size(), 26u);
  EXPECT_EQ(a->json, R"({"id":"t","kind":"tier","schema":1,"x":[1,2]})");
  EXPECT_EQ(*read_document(a->json), *a);
}
TEST(ReadDocument, NamesTheWrongMember) {
  const auto path = [](const char* json) {
    const auto d = read_document(json);
    return d ? std::string("none") : d.error().field();
  };
  EXPECT_EQ(path("[]"), "/");
  EXPECT_EQ(path(R"({"schema":1,"id":"t"})"), "/kind");
  EXPECT_EQ(path(R"({"kind":"cat","schema":1,"id":"t"})"), "/kind");
  EXPECT_EQ(path(R"({"kind":1,"schema":1,"id":"t"})"), "/kind");
  EXPECT_EQ(path(R"({"kind":"tier","id":"t"})"), "/schema");
  EXPECT_EQ(path(R"({"kind":"tier","schema":0,"id":"t"})"), "/schema");
  EXPECT_EQ(path(R"({"kind":"tier","schema":1.5,"id":"t"})"), "/schema");
  EXPECT_EQ(path(R"({"kind":"tier","schema":1,"id":""})"), "/id");
  EXPECT_EQ(path(R"({"kind":"tier","schema":1})"), "/id");
  EXPECT_FALSE(read_document("{"));
}

}  // namespace
}  // namespace kith
