// A run that gives customers of the pool to those whose turn it is.
#include <algorithm>
#include <map>
#include <tuple>

#include "kith/ownership/assignment.hpp"
#include "kith/view/view.hpp"
#include "view/actor.hpp"
#include "view/decisions.hpp"
#include "view/schemas.hpp"
#include "view/takers.hpp"
#include "view/words.hpp"

namespace kith {
namespace {

using namespace view_detail;

constexpr std::string_view kKind = "assignment";

/// One who waits for somebody.
struct Waiting {
  Date since;
  std::shared_ptr<const CustomerState> state;
};

/// What the whole book says before anything is given.
struct Book {
  std::vector<Waiting> waiting;  ///< the longest first
  std::map<PersonKey, AssignedByDay> assigned;
  std::map<PersonKey, std::int64_t> held;
};

void take(Book& book, const CustomerState& s, const Rules& rules, Date day) {
  for (const OwnerEntry& e : s.ownership.history) {
    if (e.how == OwnerChange::assigned) ++book.assigned[e.owner][e.day];
  }
  if (!s.ownership.owner.empty()) {
    ++book.held[s.ownership.owner];
    return;
  }
  const PoolRow row = pool_row(pool_standing(s), rules.pool(), rules.calendar(), day);
  book.waiting.push_back(
      {row.since.value_or(day), std::make_shared<const CustomerState>(s)});
}

void put_in_turn(std::vector<Waiting>& waiting) {
  std::sort(waiting.begin(), waiting.end(), [](const Waiting& a, const Waiting& b) {
    return std::tie(a.since, a.state->key) < std::tie(b.since, b.state->key);
  });
}

/// The day from which shares count: that of the first run that is known.
Date first_run(const Source& source, const Cut& cut) {
  Date first = cut.as_of;
  const std::vector<Fact> log = source.log(CustomerKey(), cut.known_at);
  for (const Fact& f : facts_in_force(log)) {
    const auto* run = std::get_if<RunFact>(&f.body);
    if (run != nullptr && run->kind == kKind) first = std::min(first, run->as_of);
  }
  return first;
}

std::vector<Taker> takers_of(const Book& book, const Rules& rules, Date first, Date day) {
  std::vector<Taker> out;
  const Directory& directory = rules.directory();
  for (const PersonKey& key : directory.people()) {
    const Person& person = *directory.find(key, day);
    const bool there = person.active && directory.absence(key, day) == nullptr;
    if (!there || person.month_quota.value_or(0) == 0) continue;
    const auto assigned = book.assigned.find(key);
    const AssignedByDay none;
    const AssignedByDay& by_day =
        assigned == book.assigned.end() ? none : assigned->second;
    const auto held = book.held.find(key);
    Taker taker;
    taker.person = key;
    taker.credit = assignment_credit(key, directory, first, day, by_day);
    taker.room =
        room_of(person, held == book.held.end() ? 0 : held->second, rules.pool().at(day));
    if (!by_day.empty()) taker.last = by_day.rbegin()->first;
    taker.prefers = preferences(person.prefers).value();
    out.push_back(std::move(taker));
  }
  return out;
}

void write_assignment(TableWriter& w, const Waiting& x, const PersonKey& owner, Date day,
                      const std::vector<Why>& whys, Words& words) {
  namespace col = schema::assignments;
  put(w, col::customer, words.customer(*x.state));
  w.text(col::customer_key, x.state->key.text());
  w.int32(col::assigned, owner.empty() ? 0 : 1);
  put(w, col::owner, owner.text());
  put(w, col::owner_name, words.person(owner));
  w.date(col::waiting_since, x.since);
  w.int32(col::days_waited, std::max(0, days_between(x.since, day)));
  put_whys(w, col::why_codes, words.whys(whys));
  w.end_row();
}

}  // namespace

PoolDecision View::assign(std::string_view run, Instant recorded) const {
  require_all("an assignment");
  const auto moment = source_->hold();
  PoolDecision out;
  TableWriter w(schema::kAssignments);
  RunDecisions decided(kKind, run, cut_.as_of, cut_.as_of, recorded);
  if (decided.is_known(*source_, cut_.known_at)) {
    out.table = std::move(w).finish();
    return out;
  }
  Book book;
  source_->each(cut_, [&](const CustomerState& s) {
    take(book, s, *rules_, cut_.as_of);
    return true;
  });
  put_in_turn(book.waiting);
  std::vector<Taker> takers =
      takers_of(book, *rules_, first_run(*source_, cut_), cut_.as_of);
  Words words = this->words();
  std::int64_t turn = 0;
  for (const Waiting& x : book.waiting) {
    const Choice choice = choose(takers, preferred(*x.state));
    PersonKey owner;
    if (choice.taker) {
      Taker& taker = takers[*choice.taker];
      owner = taker.person;
      give(taker, cut_.as_of, ++turn);
      decided.add(x.state->key,
                  OwnerFact{owner, OwnerChange::assigned, {}, std::string(run)});
    }
    write_assignment(w, x, owner, cut_.as_of, choice.whys, words);
  }
  out.decisions = std::move(decided).finish();
  out.table = std::move(w).finish();
  return out;
}

}  // namespace kith
