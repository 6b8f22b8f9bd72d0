// Records of promises, feasibility, simulations and hand-overs over random histories:
// sums against sums told elsewhere, and the same over a book.
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "kith/book/book.hpp"
#include "kith/flow/documents.hpp"
#include "kith/planner/load.hpp"
#include "kith/view/view.hpp"
#include "property/book_file.hpp"
#include "property/histories.hpp"
#include "property/size.hpp"

namespace kith::property {
namespace {

const std::vector<std::string> kPeople{"li", "zhao", "chen", "wang"};

struct Told {
  Batch facts;
  Date day;
  Instant last;
};

/// A random history, and behind it what its people can do and hold.
Told told(std::uint64_t seed) {
  histories::Generator history(seed, kSteps, 10);
  Told out;
  while (history.more()) {
    histories::Step step = history.next();
    out.last = step.recorded;
    out.facts.append(std::move(step.batch));
  }
  out.day = history.today();
  histories::Random dice(seed * 131 + 5);
  for (const std::string& key : kPeople) {
    PersonFact p{PersonKey(key), {}, Role::account_manager, "t", {}, true, true};
    if (dice.below(4) != 0) p.day_capacity = dice.between(1, 3);
    if (dice.below(3) == 0) p.channel_capacity = "phone=2|mail=1";
    if (dice.below(2) == 0) p.book_cap = dice.between(0, 4);
    Fact f;
    f.head.event = {"ahead", key};
    f.head.occurred = {out.day, out.last};
    f.head.recorded = out.last;
    f.body = std::move(p);
    out.facts.add(std::move(f)).value();
  }
  return out;
}

View view_of(const Told& t) {
  return View(TablesSource::open(t.facts, Settings{}).value(), {.as_of = t.day});
}

using Counts = std::vector<std::int64_t>;
/// Sums of numbers by a column, rows without any left out.
std::map<std::string, Counts> sums(const Table& t, const std::string& by,
                                   const std::vector<std::string>& numbers) {
  std::map<std::string, Counts> out;
  for (std::int64_t row = 0; row < t.rows(); ++row) {
    Counts& sum = out[by.empty() ? "" : t.cell(by, row)];
    sum.resize(numbers.size());
    for (std::size_t i = 0; i < numbers.size(); ++i)
      sum[i] += std::stoll(t.cell(numbers[i], row));
  }
  std::erase_if(out, [](const auto& s) {
    return std::all_of(s.second.begin(), s.second.end(), [](auto n) { return n == 0; });
  });
  return out;
}

const std::vector<std::string> kNumbers{"kept", "in_grace", "broken", "waived"};

class Ahead : public testing::TestWithParam<std::int32_t> {
 protected:
  [[nodiscard]] std::uint64_t seed() const {
    return static_cast<std::uint64_t>(kSeed + 12'000 + GetParam());
  }
};

TEST_P(Ahead, RecordsOfAllTimeAreThePromisesKept) {
  const Told t = told(seed());
  const View view = view_of(t);
  PromiseRecordOptions o;
  o.period = {Date::parse("2015-01-01").value(), t.day};
  o.by_stream = true;
  const auto whole = sums(view.promise_record(o), "stream", kNumbers);
  EXPECT_EQ(whole, sums(view.promises_kept(), "stream", kNumbers)) << "seed " << seed();
  // The parts are the whole, however it is cut.
  for (const Period every : {Period::week, Period::month, Period::quarter}) {
    o.every = every;
    o.by_owner = o.by_tier = true;
    o.period.first = t.day.plus_days(-900);
    o.by_stream = false;
    const Table parts = view.promise_record(o);
    o.every.reset();
    o.by_owner = o.by_tier = false;
    EXPECT_EQ(sums(parts, "", kNumbers), sums(view.promise_record(o), "", kNumbers))
        << "seed " << seed();
    for (std::int64_t row = 0; row < parts.rows(); ++row) {
      for (const std::string& number : kNumbers)
        EXPECT_GE(std::stoll(parts.cell(number, row)), 0) << number;
    }
  }
}

TEST_P(Ahead, TheLoadOfAllIsThatOfEachAndNobodyHasMoreTouchesThanSlots) {
  const Told t = told(seed());
  const View view = view_of(t);
  const Document cadence = default_document(DocumentKind::cadence);
  const Table asked = view.feasibility({.candidate = cadence});
  std::map<std::string, Fraction> each, all;
  for (std::int64_t row = 0; row < asked.rows(); ++row) {
    const std::string scope = asked.cell("scope", row);
    if (asked.cell("capacity", row).empty()) continue;
    const Fraction load{std::stoll(asked.cell("load_numerator", row)),
                        std::stoll(asked.cell("load_denominator", row))};
    Fraction& into = (scope == "all" ? all : each)[asked.cell("channel", row)];
    into = sum(into, load).value();
  }
  EXPECT_EQ(all, each) << "seed " << seed();
  const SimulateOptions o{.candidate = cadence, .days = 15, .horizon = 15};
  const Table ran = view.simulate(o);
  std::int64_t touches = 0;
  for (std::int64_t row = 0; row < ran.rows(); ++row) {
    if (ran.cell("cadence", row) == "difference") continue;
    EXPECT_LE(std::stoll(ran.cell("touches", row)), std::stoll(ran.cell("slots", row)));
    EXPECT_GE(std::stoll(ran.cell("broken", row)), 0);
    if (ran.cell("cadence", row) == "candidate")
      touches += (row < 3 ? -1 : 1) * std::stoll(ran.cell("touches", row));
  }
  EXPECT_EQ(touches, 0) << "the row of all is the sum";
}

TEST_P(Ahead, AHandOverHasEveryCustomerOnceAndNobodyAboveTheCap) {
  const Told t = told(seed());
  const View view = view_of(t);
  const auto rules = view.source().rules(std::nullopt);
  std::map<std::string, std::int64_t> holds;
  const Table customers = view.customers();
  for (std::int64_t row = 0; row < customers.rows(); ++row)
    ++holds[customers.cell("owner", row)];
  for (const std::string& leaver : kPeople) {
    const HandOver out = view.hand_over(PersonKey(leaver), "run", t.last);
    std::set<std::string> seen;
    std::map<std::string, std::int64_t> more;
    for (std::int64_t row = 0; row < out.table.rows(); ++row) {
      if (out.table.cell("section", row) != "customer" ||
          out.table.cell("holds", row) != "1")
        continue;
      EXPECT_TRUE(seen.insert(out.table.cell("customer_key", row)).second);
      const std::string owner = out.table.cell("new_owner", row);
      EXPECT_NE(owner, leaver);
      if (!owner.empty()) ++more[owner];
    }
    EXPECT_EQ(static_cast<std::int64_t>(seen.size()), holds[leaver]);
    std::size_t given = 0;
    for (const auto& [owner, n] : more) {
      given += static_cast<std::size_t>(n);
      const auto cap = rules->directory().find(PersonKey(owner), t.day)->book_cap;
      if (cap) {
        EXPECT_LE(holds[owner] + n, *cap);
      }
    }
    EXPECT_EQ(out.decisions.facts().size(), given + 1);
  }
}

TEST_P(Ahead, ABookSaysWhatTablesSay) {
  const Told t = told(seed());
  BookFile book("ahead-" + std::to_string(seed()));
  RecordOptions how;
  how.all_or_nothing = false;
  (void)book->record(t.facts, t.last, how).value();
  const View over_book(book->source(), {.as_of = t.day}), over_tables = view_of(t);
  const Document cadence = default_document(DocumentKind::cadence);
  EXPECT_EQ(over_book.feasibility({.candidate = cadence}),
            over_tables.feasibility({.candidate = cadence}));
  const SimulateOptions o{.candidate = cadence, .days = 5, .horizon = 10};
  EXPECT_EQ(over_book.simulate(o), over_tables.simulate(o));
  PromiseRecordOptions record{.period = {t.day.plus_days(-400), t.day},
                              .every = Period::month,
                              .by_owner = true,
                              .by_tier = true,
                              .by_stream = true};
  EXPECT_EQ(over_book.promise_record(record), over_tables.promise_record(record));
  EXPECT_EQ(over_book.hand_over(PersonKey("li"), "r", t.last).table,
            over_tables.hand_over(PersonKey("li"), "r", t.last).table);
}

INSTANTIATE_TEST_SUITE_P(Seeds, Ahead, testing::Range(0, kHistories));

}  // namespace
}  // namespace kith::property
