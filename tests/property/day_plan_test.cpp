// Plans of people's days over random histories: what is in them, against the morning
// list read apart; capacity, proofs, and the same over a book.
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "kith/book/book.hpp"
#include "kith/flow/jobs.hpp"
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
  std::vector<AbsenceFact> absences;
};

/// A random history, and behind it what its people can do and when they are away.
Told told(std::uint64_t seed) {
  histories::Generator history(seed, kSteps, 12);
  Told out;
  while (history.more()) {
    histories::Step step = history.next();
    out.last = step.recorded;
    out.facts.append(std::move(step.batch));
  }
  out.day = history.today();
  histories::Random dice(seed * 31 + 7);
  const auto add = [&](const std::string& key, FactBody body) {
    Fact f;
    f.head.event = {"told last", key};
    f.head.occurred = Occurred::on(out.day);  // behind all facts of people
    f.head.recorded = out.last;
    f.body = std::move(body);
    out.facts.add(std::move(f)).value();
  };
  for (std::size_t i = 0; i < kPeople.size(); ++i) {
    PersonFact p{PersonKey(kPeople[i]), {}, Role::account_manager, "t", {}, true, true};
    const std::int32_t sort = dice.below(3);
    if (sort != 0) p.day_capacity = dice.between(1, 3);
    if (sort != 1) p.channel_capacity = "phone=1|visit=2|mail=1";
    p.deputy = PersonKey(kPeople[(i + 1) % kPeople.size()]);
    add(kPeople[i], p);
    if (!dice.percent(60)) continue;
    const Date first = out.day.plus_days(dice.between(-3, 4));
    const AbsenceFact away{p.person, first, first.plus_days(dice.between(0, 12))};
    add("away-" + kPeople[i], away);
  }
  const auto source = TablesSource::open(out.facts, Settings{}).value();
  const auto rules = source->rules(std::nullopt);
  for (const std::string& person : kPeople) {
    for (const AbsenceFact& a : rules->directory().absences(PersonKey(person)))
      out.absences.push_back(a);
  }
  return out;
}

bool is_away(const Told& t, const std::string& person, Date day) {
  return std::any_of(t.absences.begin(), t.absences.end(), [&](const AbsenceFact& a) {
    return a.person.text() == person && a.first <= day && day <= a.last;
  });
}

View view_of(const Told& t) {
  return View(TablesSource::open(t.facts, Settings{}).value(), {.as_of = t.day});
}

/// The 60th working day, one by one.
Date horizon(const Calendar& calendar, Date from) {
  std::int32_t seen = calendar.is_working(from) ? 1 : 0;
  while (seen < 60) {
    from = from.plus_days(1);
    seen += calendar.is_working(from) ? 1 : 0;
  }
  return from;
}

using Lines = std::multiset<std::string>;
std::string line(const Table& t, std::int64_t row) {
  std::string out;
  for (const char* column : {"customer_key", "stream", "step_source", "step_key", "owner",
                             "window_from", "due", "state", "overdue_wd"})
    out += t.cell(column, row) + "|";
  return out;
}

/// Whose plan a row of the morning list stands in.
std::string planner_of(const Told& t, const Table& due, std::int64_t row) {
  const std::string owner = due.cell("owner", row), deputy = due.cell("deputy", row);
  const Date last = Date::parse(due.cell("due", row)).value();
  Date back = t.day;
  while (is_away(t, owner, back)) back = back.plus_days(1);
  return !deputy.empty() && last < back ? deputy : owner;
}

class DayPlans : public testing::TestWithParam<std::int32_t> {
 protected:
  [[nodiscard]] std::uint64_t seed() const {
    return static_cast<std::uint64_t>(kSeed + 9000 + GetParam());
  }
};

TEST_P(DayPlans, HaveThePromisesOfTheMorningListDueWithinThem) {
  const Told t = told(seed());
  const View view = view_of(t);
  const Table due = view.due({.with_snoozed = true});
  const Date last = horizon(view.source().rules(std::nullopt)->calendar(), t.day);
  std::map<std::string, Lines> wanted;
  for (std::int64_t row = 0; row < due.rows(); ++row) {
    const std::string state = due.cell("state", row);
    if (state == "kept" || state == "no_cadence" || due.cell("due", row).empty())
      continue;
    // ISO days compare as days do; what is put off is not planned before it is shown.
    if (std::max(due.cell("due", row), due.cell("snoozed_until", row)) > last.iso())
      continue;
    wanted[planner_of(t, due, row)].insert(line(due, row));
  }
  for (const std::string& person : kPeople) {
    const Table plan = view.day_plan(PersonKey(person));
    Lines made;
    for (std::int64_t row = 0; row < plan.rows(); ++row) made.insert(line(plan, row));
    EXPECT_EQ(made, wanted[person]) << person << " seed " << seed();
  }
}

TEST_P(DayPlans, KeepToDaysCapacitiesAndWindows) {
  const Told t = told(seed());
  const View view = view_of(t);
  const auto rules = view.source().rules(std::nullopt);
  for (const std::string& person : kPeople) {
    for (const Objective objective :
         {Objective::keep_with_cap, Objective::keep, Objective::share}) {
      const Table plan = view.day_plan(PersonKey(person), {.objective = objective});
      const Person& who = *rules->directory().find(PersonKey(person), t.day);
      std::map<std::string, std::int32_t> of_day, of_channel;
      for (std::int64_t row = 0; row < plan.rows(); ++row) {
        const auto number = [&](const char* column) {
          return std::stoll(plan.cell(column, row));
        };
        EXPECT_EQ(number("points"), number("points_weight") + number("points_lateness") +
                                        number("points_ranking"));
        const std::string on = plan.cell("day", row);
        if (on.empty()) continue;
        const Date day = Date::parse(on).value();
        EXPECT_TRUE(rules->calendar().is_working(day)) << on;
        EXPECT_FALSE(is_away(t, person, day)) << on;
        EXPECT_GE(on, plan.cell("window_from", row));
        EXPECT_EQ(++of_day[on], number("rank"));
        const std::string channel = plan.cell("channel", row);
        if (who.day_capacity) {
          EXPECT_LE(of_day[on], *who.day_capacity) << on;
        }
        if (who.channel_capacity.empty()) {
          EXPECT_EQ(channel, "");
        } else if (channel == "phone" || channel == "visit" || channel == "mail") {
          EXPECT_LE(++of_channel[on + channel], channel == "visit" ? 2 : 1);
        } else {
          EXPECT_TRUE(who.day_capacity) << channel;
        }
      }
    }
  }
}

/// The plan put together from its parts.
struct Parts {
  std::vector<Job> jobs;
  DayCapacity capacity;
  OwnerPlan plan;
};

Parts parts_of(const View& view, const Told& t, const std::string& person) {
  const auto rules = view.source().rules(std::nullopt);
  const CadenceRules cadence = rules->cadence();
  const PersonKey who(person);
  const WorkDays days =
      work_days(who, t.day, 60, rules->calendar(), rules->directory()).value();
  Parts p;
  view.source().each({t.day, std::nullopt}, [&](const CustomerState& s) {
    for (const PromiseRow& row : promises(s.cadence, t.day, cadence)) {
      const PersonKey owner = row.actor.empty() ? s.ownership.owner : row.actor;
      if (!row.due || worked_off_by(owner, *row.due, t.day, rules->directory()) != who)
        continue;
      auto addends = table_addends(
          row, s.cadence, stakes_of(s.deals, rules->pipelines(), t.day), t.day, cadence);
      if (auto made =
              promise_job(s.key, row, days, rules->calendar(), std::move(addends)))
        p.jobs.push_back(made->job);
    }
    return true;
  });
  p.capacity = capacity_for(days, p.jobs);
  p.plan =
      plan_days(p.jobs, p.capacity, rules->calendar(), {.today = days.from()}).value();
  return p;
}

TEST_P(DayPlans, EveryRefusalIsProved) {
  const Told t = told(seed());
  const View view = view_of(t);
  for (const std::string& person : kPeople) {
    const Parts p = parts_of(view, t, person);
    std::vector<Job> kept;
    std::multiset<std::string> days, shown;
    for (const JobPlan& job : p.plan.jobs) {
      if (job.day) kept.push_back(job.planned);
      days.insert(job.day ? job.day->iso() : "");
    }
    for (const JobPlan& job : p.plan.jobs) {
      ASSERT_EQ(job.day.has_value(), !job.certificate.has_value());
      if (!job.certificate) continue;
      EXPECT_TRUE(certificate_holds(*job.certificate, job.planned, kept, p.capacity))
          << person << " seed " << seed();
    }
    const Table plan = view.day_plan(PersonKey(person));
    for (std::int64_t row = 0; row < plan.rows(); ++row)
      shown.insert(plan.cell("day", row));
    EXPECT_EQ(shown, days);
  }
}

TEST_P(DayPlans, ABookSaysWhatTablesSayAgainAndAgain) {
  const Told t = told(seed());
  BookFile book("day-plan-" + std::to_string(seed()));
  RecordOptions how;
  how.all_or_nothing = false;
  (void)book->record(t.facts, t.last, how).value();
  const View over_book(book->source(), {.as_of = t.day}), over_tables = view_of(t);
  for (const std::string& person : kPeople) {
    const PersonKey who(person);
    const Table whole = over_tables.day_plan(who);
    EXPECT_EQ(over_book.day_plan(who), whole) << "seed " << seed();
    EXPECT_EQ(over_book.day_plan(who), whole);  // and again
    EXPECT_EQ(over_book.day_plan(who, {.days = 5}),
              over_tables.day_plan(who, {.days = 5}));
  }
}

// What the tests above are about does happen in these histories.
TEST(DayPlanHistories, HaveSomeOfEverything) {
  std::map<std::string, std::int32_t> seen;
  const std::int32_t histories = 16 * kHistories;  // some of it is rare
  for (std::int32_t i = 0; i < histories; ++i) {
    const Told t = told(static_cast<std::uint64_t>(kSeed + 9000 + i));
    const View view = view_of(t);
    for (const std::string& person : kPeople) {
      const Table plan = view.day_plan(PersonKey(person));
      for (std::int64_t row = 0; row < plan.rows(); ++row) {
        ++seen[plan.cell("reason", row)];
        ++seen["class " + plan.cell("list_class", row)];
        if (plan.cell("owner", row) != person) ++seen["stood in for"];
        if (!plan.cell("channel", row).empty()) ++seen["with a channel"];
      }
      const PersonKey who(person);
      const auto rules = view.source().rules(std::nullopt);
      if (rules->directory().absence(who, t.day) != nullptr && plan.rows() > 0)
        ++seen["planned while away"];
    }
  }
  for (const char* what : {"today", "safe_until", "not_released", "capacity", "closed",
                           "class pinned", "class starving", "class due", "class early",
                           "stood in for", "with a channel", "planned while away"}) {
    EXPECT_GT(seen[what], 0) << what;
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, DayPlans, testing::Range(0, kHistories));

}  // namespace
}  // namespace kith::property
