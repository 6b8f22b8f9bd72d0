// Facts in force, standing and working days, as docs/decisions/001 and 002 say them.
#include <algorithm>
#include <tuple>

#include "property/naive.hpp"

namespace kith::naive {

// ---- facts in force

namespace {

/// A fact with its event keys as numbers, so that scanning a log over and over is
/// bearable.
struct Entry {
  std::size_t event = 0;
  std::int32_t revision = 0;
  std::optional<std::size_t> retracts;
  std::optional<std::size_t> replaces;
};

std::vector<Entry> entries(const std::vector<Fact>& log) {
  std::map<EventKey, std::size_t> numbers;
  const auto number = [&](const EventKey& key) {
    return numbers.emplace(key, numbers.size()).first->second;
  };
  std::vector<Entry> out;
  for (const Fact& f : log) {
    Entry e{number(f.head.event), f.head.revision, {}, {}};
    if (const auto* r = std::get_if<RetractFact>(&f.body)) e.retracts = number(r->target);
    if (f.head.replaces) e.replaces = number(*f.head.replaces);
    out.push_back(e);
  }
  return out;
}

bool acts_on(const Entry& later, const Entry& earlier) {
  if (later.retracts == earlier.event || later.replaces == earlier.event) return true;
  return later.event == earlier.event && later.revision > earlier.revision;
}

// An equal or lower revision that comes late never counts.
bool comes_late(const std::vector<Entry>& log, std::size_t i) {
  for (std::size_t j = 0; j < i; ++j) {
    if (log[j].event == log[i].event && log[j].revision >= log[i].revision) return true;
  }
  return false;
}

}  // namespace

bool ordered(const Fact& a, const Fact& b) {
  const auto place = [](const Fact& f) {
    // A fact known to the day only stands after every instant of its day.
    const auto& at = f.head.occurred.at;
    return std::tuple(f.head.occurred.day, at ? 0 : 1, at ? at->micros() : 0,
                      static_cast<std::int32_t>(f.kind()),
                      std::string_view(f.head.event.source),
                      std::string_view(f.head.event.key), f.head.revision);
  };
  return place(a) < place(b);
}

std::vector<Fact> in_force(const std::vector<Fact>& whole,
                           std::optional<Instant> known_at) {
  std::vector<Fact> log;
  for (const Fact& f : whole) {
    if (!known_at || f.head.recorded <= *known_at) log.push_back(f);
  }
  const std::vector<Entry> all = entries(log);
  std::vector<bool> holds(all.size(), false);
  for (std::size_t i = all.size(); i-- > 0;) {
    holds[i] = !comes_late(all, i);
    for (std::size_t j = i + 1; holds[i] && j < all.size(); ++j) {
      if (holds[j] && acts_on(all[j], all[i])) holds[i] = false;
    }
  }
  std::vector<Fact> out;
  for (std::size_t i = 0; i < log.size(); ++i) {
    if (holds[i]) out.push_back(log[i]);
  }
  std::sort(out.begin(), out.end(), ordered);
  return out;
}

const PersonFact* person(const Book& book, const PersonKey& key, Date day) {
  const PersonFact* found = nullptr;
  for (const Fact& f : book.people) {
    const auto& p = std::get<PersonFact>(f.body);
    if (p.person != key) continue;
    if (found == nullptr || f.head.occurred.day <= day) found = &p;
  }
  return found;
}

bool manned(const Book& book, const PersonKey& key, Date day) {
  std::vector<PersonKey> asked{key};
  while (true) {
    const AbsenceFact* away = nullptr;
    for (const Fact& f : book.absences) {
      const auto& a = std::get<AbsenceFact>(f.body);
      if (a.person == asked.back() && a.first <= day && day <= a.last) away = &a;
    }
    if (away == nullptr) return true;
    const PersonFact* self = person(book, asked.back(), day);
    PersonKey next = away->deputy;
    if (next.empty() && self != nullptr) next = self->deputy;
    const PersonFact* who = person(book, next, day);
    if (who == nullptr || !who->active) return false;
    for (const PersonKey& before : asked) {
      if (before == next) return false;
    }
    asked.push_back(next);
  }
}

// ---- standing

void Story::take(const Fact& f) {
  const Date on = f.head.occurred.day;
  if (!so_far_.first_recorded && f.kind() != FactKind::tier &&
      f.kind() != FactKind::retract) {
    so_far_.first_recorded = on;
  }
  if (const auto* owner = std::get_if<OwnerFact>(&f.body)) {
    so_far_.owner = owner->owner;
    if (!so_far_.assigned && !owner->owner.empty()) so_far_.assigned = on;
  } else if (const auto* tier = std::get_if<TierFact>(&f.body)) {
    so_far_.tier = tier->tier;
    so_far_.tier_since = on;
  } else if (const auto* tag = std::get_if<TagFact>(&f.body)) {
    tags_[tag->tag] = *tag;
  } else if (const auto* contact = std::get_if<ContactFact>(&f.body)) {
    auto& first = so_far_.contact;
    if (!first || contact->contact <= first->contact) first = *contact;
  } else if (const auto* fields = std::get_if<CustomerFact>(&f.body)) {
    for (const auto& [field, value] : fields->fields) {
      if (std::holds_alternative<Nothing>(value)) {
        so_far_.fields.erase(field);
      } else {
        so_far_.fields[field] = value;
      }
    }
  }
}

Standing Story::on(Date day) const {
  Standing s = so_far_;
  const auto number = [&](Field field) -> std::int64_t {
    const auto it = s.fields.find(field);
    if (it == s.fields.end()) return 0;
    const auto* n = std::get_if<std::int64_t>(&it->second);
    return n == nullptr ? 0 : *n;
  };
  s.stage = static_cast<CustomerStage>(number(Field::stage));
  s.do_not_contact = number(Field::do_not_contact) != 0;
  for (const auto& [name, tag] : tags_) {
    if (tag.present && (!tag.expires || *tag.expires >= day)) s.tags.push_back(name);
  }
  return s;
}

Standing standing(const std::vector<Fact>& facts, Date day) {
  Story story;
  for (const Fact& f : facts) {
    if (f.head.occurred.day <= day) story.take(f);
  }
  return story.on(day);
}

// ---- working days

Date Days::add(Date d, std::int64_t n) const {
  while (n > 0) {
    d = d.plus_days(1);
    if (works(d)) --n;
  }
  return d;
}

Date Days::roll(Date d) const {
  while (!works(d)) d = d.plus_days(1);
  return d;
}

std::int32_t Days::after(Date a, Date b) const {
  std::int32_t n = 0;
  for (Date d = a.plus_days(1); d <= b; d = d.plus_days(1)) {
    if (works(d)) ++n;
  }
  return n;
}

std::int32_t Days::within(Date a, Date b) const { return after(a.plus_days(-1), b); }

Date Days::last_working(DateSpan span) const {
  for (Date d = span.last; d >= span.first; d = d.plus_days(-1)) {
    if (works(d)) return d;
  }
  return span.last;
}

}  // namespace kith::naive
