// Our people over time, from person facts.
#include "kith/model/directory.hpp"

namespace kith {
namespace {

std::vector<const Fact*> people_in_order(std::span<const Fact> facts) {
  std::vector<const Fact*> out;
  for (const Fact& f : facts) {
    if (f.kind() == FactKind::person) out.push_back(&f);
  }
  std::sort(out.begin(), out.end(),
            [](const Fact* a, const Fact* b) { return fact_before(*a, *b); });
  return out;
}

}  // namespace

Directory Directory::build(std::span<const Fact> facts) {
  Directory directory;
  for (const Fact* f : people_in_order(facts)) {
    const auto& b = std::get<PersonFact>(f->body);
    auto& days = directory.people_[b.person];
    const Date day = f->head.occurred.day;
    Person person{b.person, b.name, b.role, b.team, b.reports_to, b.verified, b.active};
    // The end of a day is asked, so the day's last fact stands for it.
    if (!days.empty() && days.back().first == day) {
      days.back().second = std::move(person);
    } else {
      days.emplace_back(day, std::move(person));
    }
  }
  return directory;
}

const Person* Directory::find(const PersonKey& key, Date day) const {
  const auto it = people_.find(key);
  if (it == people_.end()) return nullptr;
  const auto& days = it->second;
  const auto after =
      std::upper_bound(days.begin(), days.end(), day,
                       [](Date d, const auto& entry) { return d < entry.first; });
  return after == days.begin() ? &days.front().second : &(after - 1)->second;
}

std::vector<PersonKey> Directory::people() const {
  std::vector<PersonKey> out;
  out.reserve(people_.size());
  for (const auto& [key, days] : people_) out.push_back(key);
  return out;
}

}  // namespace kith
