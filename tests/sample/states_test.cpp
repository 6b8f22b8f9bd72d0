// A host's states over the sample book: every question answers as over the facts, facts
// folded as they come are the facts folded at once, and the days a host indexes leave
// nobody off a list.
#include <gtest/gtest.h>

#include <map>

#include "kith/model/fact_json.hpp"
#include "kith/view/view.hpp"
#include "sample/sample.hpp"

namespace kith {
namespace {

Batch sample() {
  SampleOptions options;
  options.customers = 60;
  return sample_facts(options);
}

/// The sample as a host keeps it: the book's own facts, and each customer's.
struct Kept {
  Batch all = sample();
  Batch book;
  std::map<CustomerKey, Batch> histories;
  std::shared_ptr<const HostRules> rules;

  Kept() {
    for (const Fact& fact : all.facts()) {
      (fact.head.root.empty() ? book : histories[fact.head.root]).add(fact).value();
    }
    for (const auto& [hash, document] : all.documents()) book.add_document(document);
    rules = HostRules::build(book, Settings{}).value();
  }
  [[nodiscard]] StatesSource::States states() const {
    StatesSource::States out;
    for (const auto& [key, history] : histories) {
      const auto state = build_state(key, history, rules->rules()).value();
      const std::string bytes = host_state_to_bytes(state, rules->rules());
      out.push_back(std::make_shared<const CustomerState>(
          host_state_from_bytes(bytes, rules->rules()).value()));
    }
    return out;
  }
};

std::shared_ptr<const Source> open(const Kept& kept, StatesSource::States states) {
  return StatesSource::open(kept.rules, std::move(states), kept.all.texts()).value();
}

TEST(SampleStates, AnswerAsTheFactsDo) {
  const Kept kept;
  const auto facts = TablesSource::open(kept.all, Settings{}).value();
  const ViewOptions latest{.as_of = facts->latest_day()};
  const View over_facts(facts, latest);
  const View over_states(open(kept, kept.states()), latest);
  EXPECT_GT(over_facts.due().rows(), 60);
  EXPECT_EQ(over_states.due(), over_facts.due());
  EXPECT_EQ(over_states.customers(), over_facts.customers());
  EXPECT_EQ(over_states.tiers(), over_facts.tiers());
  EXPECT_EQ(over_states.milestones({.open_only = false}),
            over_facts.milestones({.open_only = false}));
  EXPECT_EQ(over_states.promises_kept(), over_facts.promises_kept());
  const DateSpan year{latest.as_of->plus_days(-365), *latest.as_of};
  EXPECT_EQ(over_states.funnel({.period = year, .by_owner = true}),
            over_facts.funnel({.period = year, .by_owner = true}));
  EXPECT_EQ(over_states.rates({.period = year, .by_owner = true}),
            over_facts.rates({.period = year, .by_owner = true}));
  const Instant now(0);
  EXPECT_EQ(over_states.review_tiers("r", *latest.as_of, now).decisions.facts(),
            over_facts.review_tiers("r", *latest.as_of, now).decisions.facts());
}

TEST(SampleStates, FoldedAsFactsComeTheyAreThoseFoldedAtOnce) {
  const Kept kept;
  const Rules& rules = kept.rules->rules();
  std::int64_t folded = 0, built = 0;
  for (const auto& [key, history] : kept.histories) {
    Batch so_far;
    std::optional<CustomerState> state;
    for (const Fact& fact : history.facts()) {
      Batch one;
      one.add(fact).value();
      so_far.add(fact).value();
      auto next =
          state ? fold_state(*state, one, rules) : build_state(key, so_far, rules);
      if (!next) {
        ASSERT_EQ(next.error().reason(), Reason::needs_history);
        next = build_state(key, so_far, rules);
        ++built;
      } else {
        ++folded;
      }
      state = *std::move(next);
    }
    ASSERT_EQ(*state, build_state(key, history, rules).value()) << key.text();
  }
  EXPECT_GT(folded, 10 * 60);
  EXPECT_GT(built, 60);
}

TEST(SampleStates, TheIndexedDaysLeaveNobodyOffAList) {
  const Kept kept;
  const StatesSource::States all = kept.states();
  Date last = Date::min();
  for (const auto& state : all) last = std::max(last, state->last->occurred.day);
  std::int64_t loaded = 0, listed_of_all = 0;
  for (const Date day : {last, last.plus_days(3), last.plus_days(40)}) {
    const View whole(open(kept, all), {.as_of = day});
    std::map<PersonKey, int> people;
    for (std::int64_t row = 0; row < whole.due().rows(); ++row)
      people[PersonKey(whole.due().cell("owner", row))] = 1;
    for (const auto& [person, ignored] : people) {
      StatesSource::States part;
      for (const auto& state : all) {
        const StateSummary s = summary_of(*state, kept.rules->rules());
        if ((s.owner == person || s.shared) && s.listed_from && *s.listed_from <= day)
          part.push_back(state);
      }
      loaded += static_cast<std::int64_t>(part.size());
      const DueOptions of_person{.owner = person, .with_kept = false};
      if (person.empty()) continue;  // asks for everybody's
      listed_of_all += whole.due(of_person).rows();
      EXPECT_EQ(View(open(kept, std::move(part)), {.as_of = day}).due(of_person),
                whole.due(of_person))
          << person.text() << " on " << day.iso();
    }
  }
  EXPECT_GT(listed_of_all, 0);
  EXPECT_LT(loaded, static_cast<std::int64_t>(3 * 12 * all.size()));
}

TEST(SampleStates, WhatAStateCannotTellIsRefusedByName) {
  const Kept kept;
  const auto source = open(kept, kept.states());
  const auto reason_of = [](const auto& ask) {
    try {
      ask();
    } catch (const Error& error) {
      return error.reason();
    }
    return Reason::none;
  };
  const CustomerKey first = kept.histories.begin()->first;
  EXPECT_EQ(
      reason_of([&] { static_cast<void>(View(source, {.as_of = Date::min()}).due()); }),
      Reason::needs_history);
  EXPECT_EQ(
      reason_of([&] {
        static_cast<void>(View(source, {.as_of = Date::min()}).due({.customer = first}));
      }),
      Reason::needs_history);
  EXPECT_EQ(reason_of([&] {
              static_cast<void>(View(source, {.as_of = Date::max()}).history(first));
            }),
            Reason::needs_history);
  EXPECT_EQ(
      reason_of([&] { View(source, {.as_of = Date::max(), .known_at = Instant(1)}); }),
      Reason::no_recorded);
  EXPECT_EQ(reason_of([&] { View view(source); }), Reason::missing_value);
  StatesSource::States twice = kept.states();
  twice.push_back(twice.front());
  const auto opened = StatesSource::open(kept.rules, std::move(twice), {});
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().reason(), Reason::duplicate);
  EXPECT_EQ(opened.error().row(), 60);
}

TEST(SampleStates, FactsKeptAsJsonAreTheFacts) {
  const Batch batch = sample();
  const Table facts = batch_facts(batch);
  Batch back;
  for (std::int64_t row = 0; row < facts.rows(); ++row) {
    ASSERT_TRUE(read_facts_json(facts.cell("json", row), Zone{}, Instant(), back)) << row;
  }
  EXPECT_EQ(back.facts(), batch.facts());
  EXPECT_EQ(back.documents(), batch.documents());
}

}  // namespace
}  // namespace kith
