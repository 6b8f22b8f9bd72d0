// Shares of assignments in thirtieths of a customer, and whose turn it is.
#include "kith/ownership/assignment.hpp"

#include <algorithm>
#include <tuple>

namespace kith {
namespace {

/// The share on a day on which the person can be given anything; 0: on this day nothing.
std::int64_t share_on(const PersonKey& person, const Directory& directory, Date day) {
  const Person* p = directory.find(person, day);
  if (p == nullptr || !p->active || directory.absence(person, day) != nullptr) return 0;
  return p->month_quota.value_or(0);
}

bool has_room(const Taker& t) { return !t.room || *t.room > 0; }
bool has_credit(const Taker& t) { return t.credit >= kWholeCustomer; }

/// The longest without an assignment first; never is longest.
auto rank(const Taker& t) {
  return std::tuple(t.turn, t.last.value_or(Date::min()),
                    std::string_view(t.person.text()));
}

}  // namespace

std::int64_t assignment_credit(const PersonKey& person, const Directory& directory,
                               Date first, Date day, const AssignedByDay& assigned) {
  std::int64_t credit = 0;
  for (Date d = first; d <= day; d = d.plus_days(1)) {
    const std::int64_t share = share_on(person, directory, d);
    // What is carried on never is more than 30 days of the share.
    if (share > 0) credit = std::min(credit + share, kWholeCustomer * share);
    const auto it = assigned.find(d);
    if (it != assigned.end()) credit -= kWholeCustomer * it->second;
  }
  return credit;
}

bool fits(const std::vector<Preference>& preferences, const Preferred& customer) {
  return std::all_of(preferences.begin(), preferences.end(), [&](const Preference& p) {
    return std::any_of(preferences.begin(), preferences.end(),
                       [&](const Preference& one) {
                         if (one.field != p.field) return false;
                         if (!one.field) return one.word == customer.tier;
                         const auto it = customer.words.find(*one.field);
                         return it != customer.words.end() && it->second == one.word;
                       });
  });
}

Choice choose(std::span<const Taker> takers, const Preferred& customer) {
  Choice out;
  bool any_fits = false;
  bool any_room = false;
  for (std::size_t i = 0; i < takers.size(); ++i) {
    const Taker& t = takers[i];
    if (!fits(t.prefers, customer)) continue;
    any_fits = true;
    if (!has_room(t)) continue;
    any_room = true;
    if (!has_credit(t)) continue;
    if (!out.taker || rank(t) < rank(takers[*out.taker])) out.taker = i;
  }
  if (out.taker) {
    const Taker& t = takers[*out.taker];
    if (t.last) {
      out.whys.push_back({"assign.last", {t.last->iso()}});
    } else {
      out.whys.push_back({"assign.first", {}});
    }
  } else {
    out.whys.push_back({takers.empty() ? "assign.nobody"
                        : !any_fits    ? "assign.preference"
                        : !any_room    ? "assign.book_cap"
                                       : "assign.quota",
                        {}});
  }
  return out;
}

void give(Taker& taker, Date day, std::int64_t turn) {
  taker.credit -= kWholeCustomer;
  if (taker.room) --*taker.room;
  taker.last = day;
  taker.turn = turn;
}

}  // namespace kith
