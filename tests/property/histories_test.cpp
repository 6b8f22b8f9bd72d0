#include "property/histories.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace kith::histories {
namespace {

TEST(Generator, EveryKindOfFactOccursOftenEnough) {
  constexpr std::uint64_t kRuns = 28;
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
  const std::pair<const char*, std::int32_t> expected[] = {{"customer", 350},
                                                           {"contact", 80},
                                                           {"custom", 15},
                                                           {"consent", 15},
                                                           {"owner", 250},
                                                           {"tag", 300},
                                                           {"tier", 350},
                                                           {"touch", 1300},
                                                           {"step", 280},
                                                           {"step_closed", 120},
                                                           {"deal", 140},
                                                           {"stage", 180},
                                                           {"deal_event", 140},
                                                           {"order", 140},
                                                           {"order_return", 140},
                                                           {"receipt", 140},
                                                           {"person", 60},
                                                           {"merge", 60},
                                                           {"win_back", 20},
                                                           {"absence", 10},
                                                           {"snooze", 30},
                                                           {"first_due", 30},
                                                           {"adopt", 150},
                                                           {"retract", 350},
                                                           {"corrected", 300},
                                                           {"duplicated", 180},
                                                           {"replaced", 160},
                                                           {"back-dated", 2000},
                                                           {"expiring tag", 90},
                                                           {"do not contact", 40},
                                                           {"deal open", 100},
                                                           {"deal won", 15},
                                                           {"deal lost", 15},
                                                           {"deal void", 15},
                                                           {"adopted cadence", 50},
                                                           {"adopted tier", 20},
                                                           {"adopted pipeline", 40},
                                                           {"adopted calendar", 30},
                                                           {"adopted pool", 13},
                                                           {"book retract", 8}};
  for (const auto& [kind, at_least] : expected) EXPECT_GE(seen[kind], at_least) << kind;
}

}  // namespace
}  // namespace kith::histories
