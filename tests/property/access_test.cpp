// Who sees what, over random histories: lists are the host's without the rows that are
// hidden, and what is hidden could as well not be there. (Sums: team_sums_test.cpp.)
#include <gtest/gtest.h>

#include <set>

#include "kith/book/book.hpp"
#include "kith/flow/documents.hpp"
#include "kith/view/view.hpp"
#include "property/book_file.hpp"
#include "property/histories.hpp"
#include "property/size.hpp"

namespace kith::property {
namespace {

constexpr std::int32_t kCustomers = 9;
const std::vector<std::string> kEast{"li", "zhao", "chen"};

std::string access_json(const std::string& scope) {
  const std::string teams = scope == "teams" ? R"(,"teams":["east"])" : "";
  return R"({"kind":"access","schema":1,"id":"a","zh":"权","en":"rights","roles":[{"role":"own","scope":"own"},{"role":"asked","scope":")" +
         scope + "\"" + teams +
         R"(,"fields":[{"field":"customer.past_amount","right":"hidden"}]}],"otherwise":{"scope":"own","pool":false}})";
}

/// A random history, and behind it, recorded last, who is in which team.
struct Told {
  Batch facts;
  Date day;
  Instant last;
};

Told told(std::uint64_t seed, const std::string& scope, const std::string& asks) {
  histories::Generator history(seed, kSteps / 2, kCustomers);
  Told out;
  while (history.more()) {
    histories::Step step = history.next();
    out.last = step.recorded;
    out.facts.append(std::move(step.batch));
  }
  out.day = history.today();
  const auto add = [&](const std::string& key, FactBody body) {
    Fact f;
    f.head.event = {"teams", key};
    f.head.occurred = Occurred::on(out.day);  // behind all facts of people
    f.head.recorded = out.last;
    f.body = std::move(body);
    out.facts.add(std::move(f)).value();
  };
  for (const char* person : {"li", "zhao", "chen", "wang", "boss", "stranger"}) {
    PersonFact p{PersonKey(person), {}, Role::account_manager, "west", {}, true, true};
    if (std::count(kEast.begin(), kEast.end(), person) > 0) p.team = "east";
    p.own_role = person == asks ? "asked" : "own";
    add(person, p);
  }
  const Document access = read_document(access_json(scope)).value();
  out.facts.add_document(access);
  add("access", AdoptFact{DocumentKind::access, "a", access.hash, out.day.plus_days(-1)});
  return out;
}

View view_of(const Batch& facts, Date as_of, const std::string& actor,
             std::optional<Instant> known_at = std::nullopt) {
  return View(TablesSource::open(facts, Settings{}).value(),
              {.as_of = as_of, .known_at = known_at, .actor = PersonKey(actor)});
}

/// Everything a view says, to be compared whole.
std::vector<Table> answers(const View& view) {
  const DateSpan year{view.as_of().plus_days(-364), view.as_of()};
  std::vector<Table> out{
      view.customers(),
      view.due(),
      view.due({.owner = PersonKey("li"), .limit = 5}),
      view.due({.with_snoozed = true, .with_context = true}),
      view.due({.owner = PersonKey("li"), .with_context = true, .limit = 3}),
      view.overdue(),
      view.overdue({.owner = PersonKey("li")}),
      view.overdue({.owner = PersonKey("wang"), .limit = 2}),
      view.tiers(),
      view.milestones({.open_only = false}),
      view.pool(),
      view.pool({.pool_only = true}),
      view.promises_kept(),
      view.cases(),
      view.cases({.owner = PersonKey("li")}),
      view.at_risk(),
      view.at_risk({.owner = PersonKey("li")}),
      view.contacts(),
      view.rates({.period = year, .by_owner = true})};
  const Instant morning = Zone{}.midnight(view.as_of());
  out.push_back(view.moved({.known_at = Instant(1)}));
  out.push_back(view.moved({.known_at = morning, .owner = PersonKey("li")}));
  try {
    out.push_back(view.funnel({.period = year, .by_owner = true}));
  } catch (const Error& e) {  // no pipeline is in force
    EXPECT_EQ(e.reason(), Reason::not_adopted);
  }
  for (std::int32_t i = 1; i <= kCustomers; ++i) {
    const CustomerKey key("customer-" + std::to_string(i));
    out.push_back(view.history(key));
    out.push_back(view.field_history(key));
    out.push_back(view.due({.customer = key}));
  }
  out.push_back(view.duplicate_pairs());
  out.push_back(view.duplicates({.fields = {.name = "某公司"}}));
  for (std::int64_t row = 0; row < out.front().rows(); ++row) {
    const CustomerKey key(out.front().cell("customer_key", row));
    out.push_back(view.duplicates({.customer = key}));
  }
  return out;
}

std::set<std::string> keys_of(const Table& table) {
  std::set<std::string> out;
  for (std::int64_t row = 0; row < table.rows(); ++row)
    out.insert(table.cell("customer_key", row));
  return out;
}

const std::vector<std::string> kScopes{"own", "team", "team_and_below", "teams", "all"};

class AccessHistories : public testing::TestWithParam<std::int32_t> {
 protected:
  [[nodiscard]] std::uint64_t seed() const {
    return static_cast<std::uint64_t>(kSeed + 7000 + GetParam());
  }
};

/// The facts without those of customers that are not named; who is merged into one that
/// is named is with it.
Batch only(const Batch& facts, const std::set<std::string>& seen, bool others_changed) {
  Batch out;
  for (const auto& [hash, document] : facts.documents()) out.add_document(document);
  for (const auto& [ref, words] : facts.texts()) out.put_text(ref, words);
  const auto rules = TablesSource::open(facts, Settings{}).value()->rules(std::nullopt);
  const auto is_hidden = [&](const CustomerKey& key) {
    return !key.empty() && seen.count(rules->merges().kept(key).text()) == 0;
  };
  // Another customer altogether, who does the same.
  const auto change = [&](CustomerKey& key) {
    if (others_changed && is_hidden(key)) key = CustomerKey("x-" + key.text());
  };
  for (Fact fact : facts.facts()) {
    if (is_hidden(fact.head.root) && !others_changed) continue;
    change(fact.head.root);
    if (auto* merge = std::get_if<MergeFact>(&fact.body)) {
      change(merge->kept);
      change(merge->merged);
    }
    out.add(std::move(fact)).value();
  }
  return out;
}

TEST_P(AccessHistories, WhatIsHiddenCouldAsWellNotBeThere) {
  for (const std::string& scope : kScopes) {
    const Told t = told(seed(), scope, "li");
    const std::set<std::string> seen = keys_of(view_of(t.facts, t.day, "li").customers());
    const Batch without = only(t.facts, seen, false);
    const Batch changed = only(t.facts, seen, true);
    for (const std::int32_t back : {0, 30, 200}) {
      const Date as_of = t.day.plus_days(-back);
      SCOPED_TRACE("seed " + std::to_string(seed()) + " " + scope + " as of " +
                   as_of.iso());
      const auto all = answers(view_of(t.facts, as_of, "li"));
      EXPECT_EQ(all, answers(view_of(without, as_of, "li")));
      EXPECT_EQ(all, answers(view_of(changed, as_of, "li")));
      const Instant then = Zone{}.close_of(as_of.plus_days(-3));
      EXPECT_EQ(answers(view_of(t.facts, as_of, "li", then)),
                answers(view_of(without, as_of, "li", then)));
    }
  }
}

// Whatever the day looked at, the customers are those seen now.
TEST_P(AccessHistories, ListsAreTheHostsWithoutTheHiddenRows) {
  for (const std::string& scope : kScopes) {
    const Told t = told(seed(), scope, "zhao");
    const std::set<std::string> seen =
        keys_of(view_of(t.facts, t.day, "zhao").customers());
    for (const std::int32_t back : {0, 90}) {
      const View host = view_of(t.facts, t.day.plus_days(-back), "");
      const View actor = view_of(t.facts, t.day.plus_days(-back), "zhao");
      const auto same = [&](const Table& all, const Table& part) {
        std::vector<std::string> wanted, given;
        for (std::int64_t row = 0; row < all.rows(); ++row) {
          if (seen.count(all.cell("customer_key", row)) != 0)
            wanted.push_back(all.cell("customer_key", row));
        }
        for (std::int64_t row = 0; row < part.rows(); ++row)
          given.push_back(part.cell("customer_key", row));
        EXPECT_EQ(given, wanted) << scope << " seed " << seed();
      };
      same(host.customers(), actor.customers());
      same(host.due(), actor.due());
      same(host.overdue(), actor.overdue());
      for (const char* person : {"li", "zhao", "wang"}) {
        same(host.due({.owner = PersonKey(person)}),
             actor.due({.owner = PersonKey(person)}));
        same(host.overdue({.owner = PersonKey(person)}),
             actor.overdue({.owner = PersonKey(person)}));
      }
      same(host.tiers(), actor.tiers());
      same(host.milestones(), actor.milestones());
      same(host.pool(), actor.pool());
    }
  }
}

TEST_P(AccessHistories, ABookSaysWhatTablesSay) {
  const Told t = told(seed(), kScopes[seed() % kScopes.size()], "li");
  BookFile book("access-" + std::to_string(seed()));
  RecordOptions how;
  how.all_or_nothing = false;
  (void)book->record(t.facts, t.last, how).value();
  for (const std::int32_t back : {0, 45}) {
    const Date as_of = t.day.plus_days(-back);
    const Instant then = Zone{}.close_of(as_of.plus_days(-10));
    const PersonKey li("li");
    EXPECT_EQ(answers(View(book->source(), {.as_of = as_of, .actor = li})),
              answers(view_of(t.facts, as_of, "li")));
    EXPECT_EQ(
        answers(View(book->source(), {.as_of = as_of, .known_at = then, .actor = li})),
        answers(view_of(t.facts, as_of, "li", then)));
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, AccessHistories, testing::Range(0, (kHistories + 1) / 2));

}  // namespace
}  // namespace kith::property
