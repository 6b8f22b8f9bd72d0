// Our own people, and the facts that belong to the book.
#include <algorithm>

#include "kith/flow/documents.hpp"
#include "sample/words.hpp"
#include "sample/world.hpp"

namespace kith::sample {

namespace {

constexpr std::int32_t kTouchesADay = 12;

void check(const SampleOptions& o) {
  if (o.managers < 1 || o.managers > 99) {
    throw invalid(Reason::bad_number, "1 to 99 managers").at("managers");
  }
  if (o.customers < 0) {
    throw invalid(Reason::bad_number, "a number of customers from 0").at("customers");
  }
  if (o.last < o.first) {
    throw invalid(Reason::bad_order, "ends before it begins").at("last");
  }
}

std::string number(std::int32_t n) { return (n < 10 ? "0" : "") + std::to_string(n); }

std::string person_name(std::uint64_t seed, std::int32_t index) {
  const auto family =
      static_cast<std::size_t>((seed % 40 + static_cast<std::uint64_t>(index) * 7) % 40);
  const auto given =
      static_cast<std::size_t>((seed % 37 + static_cast<std::uint64_t>(index) * 11) % 40);
  return std::string(surnames()[family]) + std::string(given_names()[given]);
}

class People {
 public:
  explicit People(const World& world) : world_(world) {}

  void add(const PersonKey& key, const std::string& name, Role role,
           std::string_view team, const PersonKey& reports_to) {
    Fact fact = head(key, 0, world_.options.first);
    PersonFact person;
    person.person = key;
    person.name = batch.put_text(fact.head, "name", name);
    person.role = role;
    person.team = std::string(team);
    person.reports_to = reports_to;
    if (role == Role::account_manager) person.day_capacity = kTouchesADay;
    fact.body = person;
    batch.add(fact).value();
  }
  void leave(const Manager& manager) {
    Fact fact = head(manager.key, 1, *manager.left);
    PersonFact person;
    person.person = manager.key;
    person.name = batch.put_text(fact.head, "name", manager.name);
    person.role = Role::account_manager;
    person.team = std::string(areas()[static_cast<std::size_t>(manager.area)].team);
    person.reports_to = world_.lead;
    person.active = false;
    fact.body = person;
    batch.add(fact).value();
  }

  Batch batch;

 private:
  [[nodiscard]] Fact head(const PersonKey& key, std::int32_t change, Date day) const {
    Fact fact;
    fact.head.event = {"hr", key.text() + "/" + std::to_string(change)};
    fact.head.occurred = Occurred::on(day);
    // Before anything a customer does that day.
    if (world_.options.recorded) {
      fact.head.recorded = Instant(Zone{}.midnight(day).micros() + 8 * 3'600'000'000ll);
    }
    return fact;
  }
  const World& world_;
};

}  // namespace

std::vector<std::int32_t> World::managers_of(std::int32_t area, Date day) const {
  std::vector<std::int32_t> found;
  for (std::int32_t pass = 0; pass < 2 && found.empty(); ++pass) {
    for (std::size_t i = 0; i < managers.size(); ++i) {
      const Manager& m = managers[i];
      const bool here = !m.left || day <= *m.left;
      if (here && (m.area == area || pass == 1))
        found.push_back(static_cast<std::int32_t>(i));
    }
  }
  return found;
}

World make_world(const SampleOptions& options) {
  check(options);
  World world;
  world.options = options;
  world.lead_name = person_name(options.seed, 100);
  Rng rng(options.seed, 0, 1);
  for (std::int32_t i = 0; i < options.managers; ++i) {
    Manager m;
    m.key = PersonKey("P-" + number(i + 1));
    m.name = person_name(options.seed, i);
    m.area = i % static_cast<std::int32_t>(areas().size());
    m.diligence = static_cast<std::int32_t>(rng.between(860, 970));
    if (i % 6 == 4) m.diligence = 740;  // one in each team or two is always behind
    world.managers.push_back(m);
  }
  const std::int32_t span = days_between(options.first, options.last);
  if (options.managers >= 6 && span >= 200) {
    world.managers[5].left = world.work(options.first.plus_days(span * 5 / 8), 1);
  }
  return world;
}

Batch book_facts(const World& world) {
  const SampleOptions& o = world.options;
  People people(world);
  people.add(world.executive, person_name(o.seed, 101), Role::executive, "总部", {});
  people.add(world.lead, world.lead_name, Role::sales_lead, "销售部", world.executive);
  people.add(world.finance, person_name(o.seed, 102), Role::finance, "财务部",
             world.executive);
  for (const Manager& m : world.managers) {
    people.add(m.key, m.name, Role::account_manager,
               areas()[static_cast<std::size_t>(m.area)].team, world.lead);
  }
  const Instant recorded = people.batch.facts().front().head.recorded;
  for (const DocumentKind kind : {DocumentKind::calendar, DocumentKind::tier,
                                  DocumentKind::cadence, DocumentKind::pipeline}) {
    adopt(people.batch, default_document(kind), o.first, recorded).value();
  }
  for (const Manager& m : world.managers) {
    if (m.left) people.leave(m);
  }
  return std::move(people.batch);
}

}  // namespace kith::sample
