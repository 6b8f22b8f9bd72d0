// Our people, teams and absences over time, from their facts.
#include "kith/model/directory.hpp"

#include <set>

namespace kith {
namespace {

std::vector<const Fact*> in_order(std::span<const Fact> facts) {
  std::vector<const Fact*> out;
  for (const Fact& f : facts) {
    const FactKind kind = f.kind();
    if (kind == FactKind::person || kind == FactKind::team || kind == FactKind::absence)
      out.push_back(&f);
  }
  std::sort(out.begin(), out.end(),
            [](const Fact* a, const Fact* b) { return fact_before(*a, *b); });
  return out;
}

Person person_of(const PersonFact& b) {
  return {b.person,           b.name,     b.role,        b.team,   b.reports_to,
          b.verified,         b.active,   b.own_role,    b.deputy, b.day_capacity,
          b.channel_capacity, b.book_cap, b.month_quota, b.prefers};
}

/// The end of a day is asked, so the day's last fact stands for it.
template <class T>
void put(std::vector<std::pair<Date, T>>& days, Date day, T value) {
  if (!days.empty() && days.back().first == day) {
    days.back().second = std::move(value);
  } else {
    days.emplace_back(day, std::move(value));
  }
}

/// The latest entry not after a day; nullptr: none.
template <class T>
const T* latest(const std::vector<std::pair<Date, T>>& days, Date day) {
  const auto after =
      std::upper_bound(days.begin(), days.end(), day,
                       [](Date d, const auto& entry) { return d < entry.first; });
  return after == days.begin() ? nullptr : &(after - 1)->second;
}

}  // namespace

Result<Directory> Directory::build(std::span<const Fact> facts) {
  Directory directory;
  for (const Fact* f : in_order(facts)) {
    const Date day = f->head.occurred.day;
    if (const auto* person = std::get_if<PersonFact>(&f->body)) {
      put(directory.people_[person->person], day, person_of(*person));
    } else if (const auto* team = std::get_if<TeamFact>(&f->body)) {
      put(directory.teams_[team->team], day,
          Team{team->team, team->name, team->parent, team->leader, team->active});
    } else if (const auto* absence = std::get_if<AbsenceFact>(&f->body)) {
      directory.absences_[absence->person].push_back(*absence);
    }
  }
  if (auto checked = directory.check_teams(); !checked) return checked.error();
  return directory;
}

// A ring that stands on some day was closed on the day of the latest of its facts, so it
// is met from that fact's team.
Result<void> Directory::check_teams() const {
  for (const auto& [key, days] : teams_) {
    for (const auto& [day, entry] : days) {
      std::set<std::string> passed{key};
      std::string path = key;
      for (const Team* at = &entry; at != nullptr && !at->parent.empty();
           at = team(at->parent, day)) {
        path += " → " + at->parent;
        if (passed.insert(at->parent).second) continue;
        return invalid(Reason::conflict,
                       "teams would form a ring on " + day.iso() + ": " + path)
            .at("parent")
            .with("team", key);
      }
    }
  }
  return {};
}

const Person* Directory::find(const PersonKey& key, Date day) const {
  const auto it = people_.find(key);
  if (it == people_.end()) return nullptr;
  const Person* found = latest(it->second, day);
  return found == nullptr ? &it->second.front().second : found;
}

std::vector<PersonKey> Directory::people() const {
  std::vector<PersonKey> out;
  out.reserve(people_.size());
  for (const auto& [key, days] : people_) out.push_back(key);
  return out;
}

const Team* Directory::team(const std::string& key, Date day) const {
  const auto it = teams_.find(key);
  return it == teams_.end() ? nullptr : latest(it->second, day);
}

std::vector<std::string> Directory::teams(Date day) const {
  std::set<std::string> found;
  for (const auto& [key, days] : teams_) {
    const Team* at = latest(days, day);
    if (at == nullptr) continue;
    found.insert(key);
    if (!at->parent.empty()) found.insert(at->parent);
  }
  for (const auto& [key, days] : people_) {
    const Person* person = find(key, day);
    if (!person->team.empty()) found.insert(person->team);
  }
  return {found.begin(), found.end()};
}

bool Directory::is_within(const std::string& team_key, const std::string& above,
                          Date day) const {
  if (team_key.empty() || above.empty()) return false;
  if (team_key == above) return true;
  for (const Team* at = team(team_key, day); at != nullptr && !at->parent.empty();
       at = team(at->parent, day)) {
    if (at->parent == above) return true;
  }
  return false;
}

std::vector<PersonKey> Directory::members(const std::string& team_key, Date day) const {
  std::vector<PersonKey> out;
  if (team_key.empty()) return out;
  for (const auto& [key, days] : people_) {
    if (find(key, day)->team == team_key) out.push_back(key);
  }
  return out;
}

const AbsenceFact* Directory::absence(const PersonKey& person, Date day) const {
  const auto it = absences_.find(person);
  if (it == absences_.end()) return nullptr;
  const auto& told = it->second;
  const auto covers = [day](const AbsenceFact& a) {
    return a.first <= day && day <= a.last;
  };
  const auto found = std::find_if(told.rbegin(), told.rend(), covers);
  return found == told.rend() ? nullptr : &*found;
}

std::span<const AbsenceFact> Directory::absences(const PersonKey& person) const {
  const auto it = absences_.find(person);
  if (it == absences_.end()) return {};
  return it->second;
}

PersonKey Directory::deputy(const PersonKey& person, Date day) const {
  std::set<PersonKey> passed{person};
  PersonKey at = person;
  while (const AbsenceFact* away = absence(at, day)) {
    PersonKey next = away->deputy;
    const Person* self = find(at, day);
    if (next.empty() && self != nullptr) next = self->deputy;
    const Person* who = find(next, day);
    if (who == nullptr || !who->active || !passed.insert(next).second) return {};
    at = std::move(next);
  }
  return at == person ? PersonKey() : at;
}

std::vector<PersonKey> Directory::stands_in_for(const PersonKey& person, Date day) const {
  std::vector<PersonKey> out;
  if (person.empty()) return out;
  for (const auto& [key, told] : absences_) {  // of many people few are away
    if (people_.count(key) != 0 && deputy(key, day) == person) out.push_back(key);
  }
  return out;
}

}  // namespace kith
