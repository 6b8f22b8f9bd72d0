// Protection day by day, what a run would release, and what stands against a claim.
#include "kith/ownership/pool.hpp"

#include <gtest/gtest.h>

#include <random>

namespace kith {
namespace {

Date day(std::string_view iso) { return Date::parse(iso).value(); }

PoolDocument parsed(std::string_view json) {
  std::vector<Error> errors;
  const Result<PoolDocument> document = parse_pool(Json::parse(json).value(), errors);
  for (const Error& e : errors) ADD_FAILURE() << e.field() << ": " << e.message();
  return document.value();
}

PoolTimeline from(Date first, PoolDocument document) {
  PoolTimeline timeline;
  timeline.set(first, std::make_shared<const PoolDocument>(std::move(document)));
  return timeline;
}

PoolDocument dum(std::int32_t d, std::int32_t u, std::int32_t m) {
  PoolDocument document;
  document.protection = {d, u, m};
  document.extended_by = 1;
  document.spares = 7;
  return document;
}

/// One customer whose owner, actions and spares are told by hand.
class Desk {
 public:
  explicit Desk(PoolTimeline rules, Calendar calendar = Calendar::weekdays())
      : rules_(std::move(rules)), calendar_(std::move(calendar)) {}

  void owner(Date on, const char* person, OwnerChange how = OwnerChange::stated) {
    Fact fact;
    fact.head.occurred = Occurred::on(on);
    fact.body = OwnerFact{PersonKey(person), how, {}, {}};
    const PersonKey before = ownership_.owner;
    apply(ownership_, fact);
    PoolChange c = change(on);
    c.owner_changed = before != ownership_.owner;
    protect(state_, c, rules_, calendar_);
  }
  void act(Date on, PoolAction action = PoolAction::touch) {
    PoolChange c = change(on);
    c.action = static_cast<std::uint32_t>(action);
    protect(state_, c, rules_, calendar_);
  }
  void spare(Date on, std::uint32_t spares) {
    PoolChange c = change(on);
    c.after = spares;
    spares_ = spares;
    protect(state_, c, rules_, calendar_);
  }
  void tier(Date on, const char* tier) {
    tier_ = tier;
    protect(state_, change(on), rules_, calendar_);
  }
  [[nodiscard]] PoolRow row(Date as_of) const {
    return pool_row(standing(), rules_, calendar_, as_of);
  }
  [[nodiscard]] std::string through(Date as_of) const {
    const auto through = row(as_of).through;
    return through ? through->iso() : std::string();
  }
  [[nodiscard]] PoolStanding standing() const {
    return {ownership_, state_, tier_, spares_, recorded_};
  }
  [[nodiscard]] std::vector<ClaimCheck> against(const char* person, Date on,
                                                std::int64_t held = 0,
                                                std::int64_t today = 0) const {
    std::vector<ClaimCheck> checks;
    for (const auto& r :
         claim_refusals(standing(), {PersonKey(person), true, held, today}, on, rules_)) {
      checks.push_back(r.check);
    }
    return checks;
  }
  [[nodiscard]] Date wake(Date from) const {
    return pool_wake(standing(), rules_, calendar_, from);
  }

 private:
  [[nodiscard]] PoolChange change(Date on) const {
    PoolChange c;
    c.day = on;
    c.owned = !ownership_.owner.empty();
    c.tier = tier_;
    c.before = c.after = spares_;
    return c;
  }

  PoolTimeline rules_;
  Calendar calendar_;
  OwnershipState ownership_;
  ProtectionState state_;
  std::string tier_;
  std::uint32_t spares_ = 0;
  std::optional<Date> recorded_ = Date::parse("2019-01-01").value();
};

TEST(Pool, WorkedExampleToTheDay) {
  Desk desk(from(day("2019-01-01"), dum(10, 3, 20)));
  desk.owner(day("2019-03-25"), "li", OwnerChange::claimed);
  EXPECT_EQ(desk.through(day("2019-03-25")), "2019-04-04");
  desk.act(day("2019-03-28"));
  EXPECT_EQ(desk.through(day("2019-03-28")), "2019-04-04");
  desk.act(day("2019-04-02"));
  EXPECT_EQ(desk.through(day("2019-04-02")), "2019-04-05");
  desk.act(day("2019-04-05"));
  EXPECT_EQ(desk.through(day("2019-04-05")), "2019-04-08");
  for (const char* d : {"2019-04-08", "2019-04-11", "2019-04-13", "2019-04-14"}) {
    desk.act(day(d));
  }
  EXPECT_EQ(desk.through(day("2019-04-14")), "2019-04-14");
  EXPECT_EQ(desk.row(day("2019-04-14")).state, PoolState::held);
  EXPECT_EQ(desk.row(day("2019-04-15")).state, PoolState::unprotected);
}

TEST(Pool, WhatEndedIsNotRevived) {
  Desk desk(from(day("2019-01-01"), dum(10, 3, 60)));
  desk.owner(day("2019-03-25"), "li");
  desk.act(day("2019-04-05"));  // one day late
  EXPECT_EQ(desk.through(day("2019-04-05")), "2019-04-04");
  desk.tier(day("2019-04-06"), "A");
  EXPECT_EQ(desk.through(day("2019-04-06")), "2019-04-04");
}

TEST(Pool, RulesAdoptedLaterBeginToCountThen) {
  Desk desk(from(day("2019-06-01"), dum(10, 3, 60)));
  desk.owner(day("2018-03-25"), "li");
  EXPECT_EQ(desk.row(day("2019-05-31")).state, PoolState::no_rules);
  EXPECT_EQ(desk.through(day("2019-06-01")), "2019-06-11");
}

TEST(Pool, ABetterTierProtectsLongerAWorseOneTakesNothingAway) {
  PoolDocument document = dum(10, 3, 100);
  document.by_tier = {{"A", {30, 3, 100}}};
  Desk desk(from(day("2019-01-01"), document));
  desk.owner(day("2019-03-01"), "li");
  EXPECT_EQ(desk.through(day("2019-03-02")), "2019-03-11");
  desk.tier(day("2019-03-05"), "A");
  EXPECT_EQ(desk.through(day("2019-03-05")), "2019-03-31");
  desk.tier(day("2019-03-06"), "C");
  EXPECT_EQ(desk.through(day("2019-03-06")), "2019-03-31");
}

TEST(Pool, SparedIsNotReleasedAndItsEndCountsAsAnAction) {
  Desk desk(from(day("2019-01-01"), dum(10, 5, 40)));
  desk.owner(day("2019-03-01"), "li");
  desk.spare(day("2019-03-05"), static_cast<std::uint32_t>(Spare::open_deal));
  EXPECT_EQ(desk.row(day("2019-03-20")).state, PoolState::spared);
  desk.spare(day("2019-03-25"), 0);
  EXPECT_EQ(desk.through(day("2019-03-25")), "2019-03-30");
  EXPECT_EQ(desk.row(day("2019-03-31")).state, PoolState::unprotected);
}

TEST(Pool, TheMaximumHoldsWhateverEnds) {
  Desk desk(from(day("2019-01-01"), dum(10, 5, 20)));
  desk.owner(day("2019-03-01"), "li");
  desk.spare(day("2019-03-05"), static_cast<std::uint32_t>(Spare::locked));
  desk.spare(day("2019-05-01"), 0);
  EXPECT_EQ(desk.row(day("2019-05-01")).state, PoolState::unprotected);
}

TEST(Pool, WorkingDaysSkipWeekends) {
  PoolDocument document = dum(5, 3, 60);
  document.working_days = true;
  Desk desk(from(day("2019-01-01"), document));
  desk.owner(day("2019-03-29"), "li");  // a Friday
  EXPECT_EQ(desk.through(day("2019-03-29")), "2019-04-05");
}

TEST(Pool, RemindersCountDown) {
  PoolDocument document = dum(10, 3, 60);
  document.remind = {7, 3};
  Desk desk(from(day("2019-01-01"), document));
  desk.owner(day("2019-03-01"), "li");  // through 03-11
  EXPECT_EQ(desk.row(day("2019-03-03")).state, PoolState::held);
  EXPECT_EQ(desk.row(day("2019-03-04")).reminder, 7);
  EXPECT_EQ(desk.row(day("2019-03-08")).reminder, 3);
  EXPECT_EQ(desk.row(day("2019-03-08")).days_left, 3);
  EXPECT_EQ(desk.wake(day("2019-03-01")), day("2019-03-04"));
  EXPECT_EQ(desk.wake(day("2019-03-04")), day("2019-03-08"));
  EXPECT_EQ(desk.wake(day("2019-03-08")), day("2019-03-12"));
}

// A customer never contacted counts from its assignment; a brand-new one is not taken by
// the next run.
TEST(Pool, NeverContactedCountsFromAssignment) {
  Desk desk(from(day("2019-01-01"), dum(10, 3, 60)));
  desk.owner(day("2019-03-25"), "li");
  EXPECT_EQ(desk.row(day("2019-03-26")).state, PoolState::held);
}

// The former owner is read from the history: whoever releases leaves no second truth.
TEST(Pool, TheFormerOwnerIsWhoHeldIt) {
  Desk desk(from(day("2019-01-01"), dum(10, 3, 60)));
  desk.owner(day("2019-03-01"), "li", OwnerChange::claimed);
  desk.owner(day("2019-03-20"), "", OwnerChange::released);
  const PoolRow row = desk.row(day("2019-03-21"));
  EXPECT_EQ(row.state, PoolState::in_pool);
  EXPECT_EQ(row.former, PersonKey("li"));
  EXPECT_EQ(row.since, day("2019-03-20"));
}

TEST(Pool, ClaimsAreCheckedInOnePlaceWithTheFirstDay) {
  PoolDocument document = dum(10, 3, 60);
  document.claims = {.per_day = 2, .book_cap = 5, .cool_down = 7, .entry_delay = 2};
  Desk desk(from(day("2019-01-01"), document));
  desk.owner(day("2019-03-01"), "li");
  EXPECT_EQ(desk.against("zhao", day("2019-03-02")),
            std::vector<ClaimCheck>{ClaimCheck::in_pool});
  desk.owner(day("2019-03-20"), "", OwnerChange::released);
  const auto both = claim_refusals(desk.standing(), {PersonKey("li"), true, 0, 0},
                                   day("2019-03-21"), from(day("2019-01-01"), document));
  ASSERT_EQ(both.size(), 2u);
  EXPECT_EQ(both[0].check, ClaimCheck::cool_down);
  EXPECT_EQ(both[0].earliest, day("2019-03-27"));
  EXPECT_EQ(both[1].check, ClaimCheck::entry_delay);
  EXPECT_EQ(both[1].earliest, day("2019-03-22"));
  EXPECT_TRUE(desk.against("zhao", day("2019-03-22")).empty());
  EXPECT_TRUE(desk.against("li", day("2019-03-27")).empty());
  EXPECT_EQ(desk.against("zhao", day("2019-03-22"), 5, 2),
            (std::vector<ClaimCheck>{ClaimCheck::quota, ClaimCheck::book_cap}));
}

// Whatever days the job missed: one late run releases whom daily runs would have
// released.
TEST(Pool, ALateRunReleasesWhomDailyRunsWould) {
  for (std::uint32_t seed = 1; seed <= 400; ++seed) {
    std::mt19937 random(seed);
    const auto below = [&](std::uint32_t n) {
      return static_cast<std::uint32_t>(random() % n);
    };
    PoolDocument document = dum(static_cast<std::int32_t>(5 + below(10)),
                                static_cast<std::int32_t>(1 + below(9)),
                                static_cast<std::int32_t>(20 + below(40)));
    PoolTimeline rules = from(day("2019-01-10"), document);
    document.protection.initial += 10;
    document.protection.maximum += 10;
    rules.set(day("2019-02-01"), std::make_shared<const PoolDocument>(document));
    Desk daily(rules);
    Desk late(rules);
    daily.owner(day("2019-01-01"), "li");
    late.owner(day("2019-01-01"), "li");
    bool released = false;
    const Date last = day("2019-03-31");
    for (Date d = day("2019-01-02"); d <= last; d = d.plus_days(1)) {
      const std::uint32_t what = below(12);
      for (Desk* desk : {&daily, &late}) {
        if (desk == &daily && released) continue;
        if (what == 0) desk->act(d);
        if (what == 1) desk->spare(d, 1);
        if (what == 2) desk->spare(d, 0);
      }
      if (!released) released = daily.row(d).state == PoolState::unprotected;
    }
    EXPECT_EQ(late.row(last).state == PoolState::unprotected, released)
        << "seed " << seed;
  }
}

TEST(PoolDocument, TheDefaultParses) {
  const PoolDocument document = parsed(default_pool_json());
  EXPECT_EQ(document.of("A").initial, 60);
  EXPECT_EQ(document.of("Z").initial, 30);
  EXPECT_EQ(document.remind, (std::vector<std::int32_t>{7, 3}));
}

TEST(PoolDocument, EveryErrorIsNamedByItsPath) {
  std::vector<Error> errors;
  const auto document = parse_pool(Json::parse(R"({"kind":"pool","schema":1,"id":"x",
      "zh":"x","en":"x","protection":{"default":10,"extension":0,"maximum":5},
      "extended_by":["touch","touch","dance"],"remind":[3,7],"by_tier":[
      {"tier":"A","default":1,"extension":1,"maximum":1},
      {"tier":"A","default":1,"extension":1,"maximum":1}],"surprise":1})")
                                       .value(),
                                   errors);
  EXPECT_FALSE(document);
  std::vector<std::string> paths;
  for (const Error& e : errors) paths.push_back(e.field());
  EXPECT_EQ(paths, (std::vector<std::string>{
                       "/protection/extension", "/protection/maximum", "/by_tier/1/tier",
                       "/extended_by/1", "/extended_by/2", "/remind", "/surprise"}));
}

}  // namespace
}  // namespace kith
