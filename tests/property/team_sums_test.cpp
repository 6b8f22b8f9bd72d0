// What a team answers is the sum of what its members answer, each for their own: funnel,
// rates and promises kept, row for row, over random histories and random directories, in
// tables and in a book. What the host answers is everybody's and what nobody holds.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "kith/book/book.hpp"
#include "kith/view/view.hpp"
#include "property/book_file.hpp"
#include "property/histories.hpp"
#include "property/size.hpp"

namespace kith::property {
namespace {

constexpr std::int32_t kCustomers = 9;
const std::vector<std::string> kPeople{"li", "zhao", "chen", "wang", "boss", "stranger"};
const std::vector<std::string> kTeams{"east", "north", "south", "west"};
const std::string kListed = "north";  ///< by a role whose scope is listed teams
using Names = std::set<std::string>;

// ---- who is in which team
// --------------------------------------------------------------------------------------

/// Who is where, at random: teams one below another with their leaders, who reports to
/// whom, and who is away while another stands in. Everybody's role has the person's own
/// name.
class Company {
 public:
  explicit Company(std::uint64_t seed) : random_(seed) {
    for (std::int32_t i = 0; i < static_cast<std::int32_t>(kTeams.size()); ++i) {
      TeamFact team{kTeams[static_cast<std::size_t>(i)], "", "", {}, true};
      if (i > 0 && random_.percent(60))
        team.parent = kTeams[static_cast<std::size_t>(random_.below(i))];
      if (random_.percent(40)) team.leader = PersonKey(random_.one_of(kPeople));
      teams_.emplace(team.team, team);
    }
    for (const std::string& key : kPeople) {
      PersonFact person;
      person.person = PersonKey(key);
      person.own_role = key;
      if (random_.percent(85)) person.team = random_.one_of(kTeams);
      if (random_.percent(25)) person.reports_to = another(key);
      if (random_.percent(60)) person.deputy = another(key);
      if (random_.percent(40)) away_.insert(key);
      people_.emplace(key, person);
    }
  }

  void add_to(Batch& batch, Date day, Instant recorded) const {
    const auto add = [&](const std::string& key, FactBody body) {
      Fact f;
      f.head.event = {"teams", key};
      f.head.occurred = Occurred::on(day);  // behind all that is told of people
      f.head.recorded = recorded;
      f.body = std::move(body);
      batch.add(std::move(f)).value();
    };
    for (const auto& [key, team] : teams_) add("team " + key, team);
    for (const auto& [key, person] : people_) add(key, person);
    for (const std::string& key : away_) {
      add(key + " is away",
          AbsenceFact{PersonKey(key), day.plus_days(-90), day.plus_days(5)});
    }
  }

  /// Whose customers count for a lead whose role has this scope.
  [[nodiscard]] Names members(const std::string& lead, const std::string& scope) const {
    Names out{lead};
    for (const std::string& key : kPeople) {
      if (report_to(key, lead)) out.insert(key);
    }
    Names teams;
    for (const auto& [key, team] : teams_) {
      if (team.leader.text() == lead) teams.insert(key);
    }
    const std::string& own = people_.at(lead).team;
    const bool in_a_team = scope == "team" || scope == "team_and_below";
    if (in_a_team && !own.empty()) teams.insert(own);
    if (scope == "team_and_below") teams = with_those_below(teams);
    if (scope == "teams") teams.merge(with_those_below({kListed}));
    for (const auto& [key, person] : people_) {
      if (teams.count(person.team) != 0) out.insert(key);
    }
    return out;
  }

 private:
  PersonKey another(const std::string& than) {
    const std::string& key = random_.one_of(kPeople);
    return PersonKey(key == than ? std::string() : key);
  }
  /// Through others too.
  [[nodiscard]] bool report_to(const std::string& key, const std::string& lead) const {
    Names passed;
    for (std::string at = people_.at(key).reports_to.text();
         !at.empty() && passed.insert(at).second; at = people_.at(at).reports_to.text()) {
      if (at == lead) return true;
    }
    return false;
  }
  [[nodiscard]] Names with_those_below(Names teams) const {
    for (const std::string& key : kTeams) {
      for (std::string at = key; !at.empty(); at = teams_.at(at).parent) {
        if (teams.count(at) != 0) teams.insert(key);
      }
    }
    return teams;
  }

  histories::Random random_;
  std::map<std::string, TeamFact> teams_;
  std::map<std::string, PersonFact> people_;
  Names away_;
};

/// From now on a lead's role has a scope, and everybody else's their own. `n` counts.
Batch rights(const std::string& lead, const std::string& scope, Date day,
             Instant recorded, int n) {
  const Document access =
      read_document(
          R"({"kind":"access","schema":1,"id":"a","zh":"权","en":"rights","roles":[{"role":")" +
          lead + R"(","scope":")" + scope + "\"" +
          (scope == "teams" ? R"(,"teams":[")" + kListed + "\"]" : "") +
          R"(}],"otherwise":{"scope":"own"}})")
          .value();
  Batch batch;
  batch.add_document(access);
  Fact f;
  f.head.event = {"rights", std::to_string(100 + n)};
  f.head.occurred = Occurred::on(day);
  f.head.recorded = recorded;
  f.body = AdoptFact{DocumentKind::access, "a", access.hash, day.plus_days(-1)};
  batch.add(std::move(f)).value();
  return batch;
}

// ---- tables as numbers
// --------------------------------------------------------------------------------------

/// A question's columns that add; those that are worked out of them; and how many rows at
/// the top are of all owners. Whatever else stands in a row says which row it is.
struct Summed {
  const char* name;
  Names numbers;
  Names ratios;
  std::int64_t rows_of_all = 0;
};
const Summed kRates{
    "rates", {"numerator", "denominator"}, {"ppm", "status", "status_zh"}, 3};
const Summed kKept{
    "promises kept", {"kept", "in_grace", "broken", "waived"}, {"kept_ppm"}, 0};
Summed funnel_of(std::int64_t stages) {
  return {"funnel",
          {"reached", "visited", "lost_here"},
          {"step_ppm", "cumulative_ppm", "status", "status_zh"},
          stages + 1};
}

using Numbers = std::map<std::string, std::int64_t>;
using Rows = std::map<std::string, Numbers>;

Rows rows_of(const Table& table, const Summed& how) {
  Rows out;
  for (std::int64_t row = 0; row < table.rows(); ++row) {
    std::string which = row < how.rows_of_all ? "all" : "";
    Numbers numbers;
    for (std::int32_t column = 0; column < table.columns(); ++column) {
      const std::string name(table.spec(column).name);
      if (how.numbers.count(name) != 0) {
        const std::string cell = table.cell(name, row);
        numbers[name] = cell.empty() ? 0 : std::stoll(cell);
      } else if (how.ratios.count(name) == 0 && name.rfind("definition", 0) != 0) {
        which += "|" + name + "=" + table.cell(name, row);
      }
    }
    EXPECT_TRUE(out.emplace(which, numbers).second) << how.name << " twice: " << which;
  }
  return out;
}

void add(Rows& into, const Rows& rows) {
  for (const auto& [which, numbers] : rows) {
    Numbers& sum = into[which];
    for (const auto& [name, n] : numbers) sum[name] += n;
  }
}

/// Parts per million rounded half to even; empty: of nothing.
std::string ppm(std::int64_t n, std::int64_t d) {
  if (d == 0) return "";
  const std::int64_t whole = n * 1'000'000 / d;
  const std::int64_t rest = n * 1'000'000 % d;
  const bool up = 2 * rest > d || (2 * rest == d && whole % 2 != 0);
  return std::to_string(whole + (up ? 1 : 0));
}

std::int64_t number(const Table& table, const char* column, std::int64_t row) {
  const std::string cell = table.cell(column, row);
  return cell.empty() ? 0 : std::stoll(cell);
}

void expect_ratios_of_rates(const Table& t) {
  for (std::int64_t row = 0; row < t.rows(); ++row) {
    const std::int64_t d = number(t, "denominator", row);
    EXPECT_EQ(t.cell("ppm", row), ppm(number(t, "numerator", row), d));
    EXPECT_EQ(t.cell("status", row), d == 0 ? "no_value" : "ok");
  }
}

void expect_ratios_of_promises(const Table& t) {
  for (std::int64_t row = 0; row < t.rows(); ++row) {
    const std::int64_t good = number(t, "kept", row) + number(t, "in_grace", row);
    EXPECT_EQ(t.cell("kept_ppm", row), ppm(good, good + number(t, "broken", row)));
  }
}

void expect_ratios_of_funnel(const Table& t) {
  std::int64_t created = 0, before = 0;
  for (std::int64_t row = 0; row < t.rows(); ++row) {
    const std::int64_t reached = number(t, "reached", row);
    const bool first = number(t, "step", row) == 0;
    if (first) {
      created = reached;
      EXPECT_EQ(t.cell("status", row), "ok");
    } else {
      EXPECT_EQ(t.cell("status", row), created == 0 ? "no_value" : "ok");
    }
    EXPECT_EQ(t.cell("step_ppm", row), first ? "" : ppm(reached, before));
    EXPECT_EQ(t.cell("cumulative_ppm", row), first ? "" : ppm(reached, created));
    before = reached;
  }
}

/// What one asks: by question. Ratios are checked on the way.
using Answers = std::map<std::string, Rows>;

Answers answers(const View& view) {
  Answers out;
  const DateSpan year{view.as_of().plus_days(-364), view.as_of()};
  const Table rates = view.rates({.period = year, .by_owner = true});
  expect_ratios_of_rates(rates);
  out[kRates.name] = rows_of(rates, kRates);
  const Table kept = view.promises_kept();
  expect_ratios_of_promises(kept);
  out[kKept.name] = rows_of(kept, kKept);
  try {
    const std::int64_t of_all = view.funnel({.period = year}).rows();
    const Table funnel = view.funnel({.period = year, .by_owner = true});
    expect_ratios_of_funnel(funnel);
    out["funnel"] = rows_of(funnel, funnel_of(of_all - 1));
  } catch (const Error& e) {  // no pipeline is in force
    EXPECT_EQ(e.reason(), Reason::not_adopted);
  }
  return out;
}

void add(Answers& into, const Answers& answers) {
  for (const auto& [question, rows] : answers) add(into[question], rows);
}

std::string told(const Numbers* numbers) {
  if (numbers == nullptr) return "none";
  std::string out;
  for (const auto& [name, n] : *numbers) out += name + " " + std::to_string(n) + " ";
  return out;
}

/// Row by row, so that what differs is named.
void expect_sum(const Answers& all, const Answers& parts, const std::string& whose) {
  Answers both = all;
  add(both, parts);
  for (const auto& [question, rows] : both) {
    for (const auto& [which, numbers] : rows) {
      const auto find = [&, q = question, w = which](const Answers& in) {
        const auto table = in.find(q);
        if (table == in.end()) return static_cast<const Numbers*>(nullptr);
        const auto row = table->second.find(w);
        return row == table->second.end() ? nullptr : &row->second;
      };
      EXPECT_EQ(told(find(all)), told(find(parts)))
          << question << " of " << whose << ": " << which;
    }
  }
}

// ---- the laws
// --------------------------------------------------------------------------------------

/// The same facts in tables and in a book.
class Sides {
 public:
  explicit Sides(const std::string& name) : book_(name) {}
  void take(const Batch& batch, Instant now) {
    facts_.append(batch);
    tables_ = TablesSource::open(facts_, Settings{}).value();
    (void)book_->record(batch, now).value();
  }
  [[nodiscard]] const Batch& facts() const { return facts_; }
  /// Of an actor, empty: the host's; the same from both.
  [[nodiscard]] Answers asked(const Cut& cut, const std::string& actor) {
    const ViewOptions options{cut.as_of, cut.known_at, PersonKey(actor)};
    const Answers told = answers(View(tables_, options));
    expect_sum(answers(View(book_->source(), options)), told,
               "\"" + actor + "\" in book and tables as of " + cut.as_of.iso());
    return told;
  }
  [[nodiscard]] const std::shared_ptr<const Source>& tables() const { return tables_; }

 private:
  Batch facts_;
  std::shared_ptr<const Source> tables_;
  BookFile book_;
};

/// The facts of the book itself and of customers that nobody holds now.
Batch held_by_nobody(const Source& source, const Batch& facts) {
  Names free;
  source.each({Date::max(), std::nullopt}, [&](const CustomerState& s) {
    if (s.ownership.owner.empty()) free.insert(s.key.text());
    return true;
  });
  Batch out;
  for (const auto& [hash, document] : facts.documents()) out.add_document(document);
  const auto rules = source.rules(std::nullopt);
  for (const Fact& fact : facts.facts()) {
    const CustomerKey& key = fact.head.root;
    if (key.empty() || free.count(rules->merges().kept(key).text()) != 0)
      out.add(fact).value();
  }
  return out;
}

/// Whether some were one as known then and are several now: they count then for who
/// counts all of them, which may be a team and none of its members.
bool are_several_since(const Source& source, Instant known_at) {
  const auto now = source.rules(std::nullopt);
  const auto then = source.rules(known_at);
  const CustomerKey nobody("nobody");
  std::vector<CustomerKey> keys{nobody};
  for (std::int32_t i = 1; i <= kCustomers; ++i)
    keys.emplace_back("customer-" + std::to_string(i));
  return std::any_of(keys.begin(), keys.end(), [&](const CustomerKey& key) {
    return now->merges().kept(key) != now->merges().kept(then->merges().kept(key));
  });
}

class TeamSums : public testing::TestWithParam<std::int32_t> {};

TEST_P(TeamSums, AreThoseOfTheMembersAndOfAllWithNobodys) {
  const auto seed = static_cast<std::uint64_t>(kSeed + 9000 + GetParam());
  SCOPED_TRACE("seed " + std::to_string(seed));
  histories::Generator history(seed, kSteps / 2, kCustomers);
  histories::Random random(seed);
  const Company company(seed + 1);
  Batch facts;
  Instant now;
  while (history.more()) {
    histories::Step step = history.next();
    now = step.recorded;
    facts.append(std::move(step.batch));
  }
  const Date today = history.today();
  company.add_to(facts, today, now);
  facts.append(rights("nobody", "own", today, now, 0));
  Sides sides("team-sums-" + std::to_string(seed));
  sides.take(facts, now);

  const Date past = today.plus_days(-random.between(20, 300));
  std::vector<Cut> cuts{{today, std::nullopt}, {past, std::nullopt}};
  const Instant then = Zone{}.close_of(past);
  if (!are_several_since(*sides.tables(), then)) cuts.push_back({past, then});
  std::map<std::pair<std::size_t, std::string>, Answers> own;
  for (std::size_t i = 0; i < cuts.size(); ++i) {
    Answers all;
    for (const std::string& person : kPeople)
      add(all, own[{i, person}] = sides.asked(cuts[i], person));
    const auto nobodys =
        TablesSource::open(held_by_nobody(*sides.tables(), facts), Settings{}).value();
    add(all, answers(View(nobodys, {cuts[i].as_of, cuts[i].known_at})));
    expect_sum(sides.asked(cuts[i], ""), all, "the host, cut " + std::to_string(i));
  }
  int n = 0;
  for (const char* scope : {"team", "team", "team_and_below", "teams", "reports"}) {
    const std::string& lead = random.one_of(kPeople);
    sides.take(rights(lead, scope, today, now, ++n), now);
    for (std::size_t i = 0; i < cuts.size(); ++i) {
      Answers team;
      for (const std::string& person : company.members(lead, scope))
        add(team, own.at({i, person}));
      expect_sum(sides.asked(cuts[i], lead), team,
                 lead + " with scope " + scope + ", cut " + std::to_string(i));
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, TeamSums, testing::Range(0, kHistories));

}  // namespace
}  // namespace kith::property
