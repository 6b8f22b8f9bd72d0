#include "property/histories.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <map>
#include <set>

namespace kith::histories {
namespace {

TEST(Generator, EveryKindOfFactOccursOftenEnough) {
  constexpr std::int32_t kRuns = 20;
  constexpr std::int32_t kLength = 100;
  std::map<std::string, std::int32_t> seen;
  for (std::uint64_t seed = 1; seed <= kRuns; ++seed) {
    Generator history(seed, kLength);
    std::set<std::pair<CustomerKey, EventKey>> known;
    Date last;
    while (history.more()) {
      const Step step = history.next();
      for (const Fact& f : step.batch.facts()) {
        ++seen[std::string(code_name(f.kind()))];
        if (!known.emplace(f.head.root, f.head.event).second)
          ++seen[f.head.revision > 0 ? "corrected" : "duplicated"];
        if (f.head.replaces) ++seen["replaced"];
        if (f.head.occurred.day < last) ++seen["back-dated"];
        last = std::max(last, f.head.occurred.day);
        if (const auto* tag = std::get_if<TagFact>(&f.body); tag && tag->expires)
          ++seen["expiring tag"];
        if (const auto* change = std::get_if<CustomerFact>(&f.body)) {
          for (const auto& [field, value] : change->fields) {
            const auto* n = std::get_if<std::int64_t>(&value);
            if (field == Field::do_not_contact && n && *n == 1) ++seen["do not contact"];
          }
        }
        if (const auto* stage = std::get_if<StageFact>(&f.body))
          ++seen["deal " + std::string(code_name(stage->end))];
        if (const auto* adopt = std::get_if<AdoptFact>(&f.body))
          ++seen["adopted " + std::string(code_name(adopt->kind))];
        if (f.kind() == FactKind::retract && f.head.root.empty()) ++seen["book retract"];
      }
    }
  }
  for (const char* kind : {"customer",
                           "contact",
                           "owner",
                           "tag",
                           "tier",
                           "touch",
                           "step",
                           "step_closed",
                           "deal",
                           "stage",
                           "deal_event",
                           "order",
                           "order_return",
                           "receipt",
                           "person",
                           "adopt",
                           "retract",
                           "corrected",
                           "duplicated",
                           "replaced",
                           "back-dated",
                           "expiring tag",
                           "do not contact",
                           "deal open",
                           "deal won",
                           "deal lost",
                           "deal void",
                           "adopted cadence",
                           "adopted tier",
                           "adopted pipeline",
                           "adopted calendar",
                           "book retract"}) {
    EXPECT_GE(seen[kind], kRuns / 2) << kind;
    std::printf("%s %d\n", kind, seen[kind]);
  }
}

}  // namespace
}  // namespace kith::histories
