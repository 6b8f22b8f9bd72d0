// Drawing a customer and stating what is known of it.
#include "sample/customer.hpp"

#include <algorithm>
#include <array>

namespace kith::sample {

namespace {

constexpr std::int64_t kYuan = 100;
constexpr std::int64_t kTwinEvery = 150;

std::string key_of(std::int64_t index) {
  std::string digits = std::to_string(index + 1);
  return "C" + std::string(digits.size() < 6 ? 6 - digits.size() : 0, '0') + digits;
}

Rng rng_of(const World& w, std::int64_t index, std::uint64_t topic) {
  return {w.options.seed, static_cast<std::uint64_t>(index + 1), topic};
}

// The bands behind each tier of the default policy, as often as a sales lead meets them.
void draw_worth(Customer& c, Rng& rng) {
  constexpr std::array<std::int32_t, 3> kTiers{63, 259, 678};
  c.tier = static_cast<char>('A' + rng.weighted(kTiers));
  Rating potential = Rating::medium;
  const std::int32_t draw = static_cast<std::int32_t>(rng.below(100));
  if (c.tier == 'A') {
    c.value = draw < 72 ? Rating::high : Rating::medium;
    potential = draw >= 72 || draw < 40 ? Rating::high : Rating::medium;
  } else if (c.tier == 'B') {
    c.value = draw < 46 ? Rating::medium : draw < 84 ? Rating::low : Rating::high;
    potential = draw < 46 ? Rating::medium : draw < 84 ? Rating::high : Rating::low;
  } else {
    c.value = draw < 90 ? Rating::low : Rating::medium;
    potential = draw < 52 ? Rating::medium : Rating::low;
  }
  const bool first = rng.chance(500);
  const Rating same = potential;
  if (potential == Rating::high) {
    c.growth = first ? Rating::high : Rating::medium;
    c.willingness = Rating::high;
    if (rng.chance(250)) std::swap(c.growth, c.willingness);
  } else if (potential == Rating::medium) {
    c.growth = c.willingness = same;
    if (rng.chance(250)) {
      c.growth = first ? Rating::high : Rating::low;
      c.willingness = first ? Rating::low : Rating::high;
    }
  } else {
    c.growth = Rating::low;
    c.willingness = first ? Rating::low : Rating::medium;
    if (rng.chance(300)) std::swap(c.growth, c.willingness);
  }
}

void draw_purchases(Customer& c, Rng& rng) {
  const auto within = [](std::int64_t x, std::int64_t low, std::int64_t high) {
    return std::clamp(x, low, high);
  };
  if (c.value == Rating::high) {
    c.spend = within(rng.log_normal(1'900'000, 10), 1'250'000, 12'000'000) * kYuan;
  } else if (c.value == Rating::medium) {
    c.spend = rng.between(590'000, 860'000) * kYuan;
  } else {
    c.spend = within(rng.log_normal(90'000, 18), 6'000, 390'000) * kYuan;
  }
  constexpr std::array<std::int32_t, 3> kBuys{960, 800, 520};
  c.buys = rng.chance(kBuys[static_cast<std::size_t>(c.tier - 'A')]);
  c.interval = static_cast<std::int32_t>(c.tier == 'A'   ? rng.between(24, 50)
                                         : c.tier == 'B' ? rng.between(38, 80)
                                                         : rng.between(55, 130));
}

void draw_name(const World& w, Customer& c, Rng& rng) {
  std::vector<const Industry*> fitting;
  for (const Industry& i : industries()) {
    if (i.growth == c.growth) fitting.push_back(&i);
  }
  c.industry = rng.pick(fitting);
  c.line = std::string(rng.pick(c.industry->words));
  c.area =
      static_cast<std::int32_t>(rng.below(static_cast<std::int64_t>(areas().size())));
  const Words cities = areas()[static_cast<std::size_t>(c.area)].cities;
  c.city = std::string(rng.pick(cities));
  c.form = std::string(rng.pick(legal_forms()));
  c.trade = trade_name(w.options.seed, c.index);
}

// A company of the same name in another city: what a short name in a sheet cannot tell
// apart.
void make_twin(const World& w, Customer& c) {
  Customer other;
  other.index = c.index - 1;
  Rng rng = rng_of(w, other.index, 2);
  draw_worth(other, rng);
  draw_purchases(other, rng);
  draw_name(w, other, rng);
  c.trade = other.trade;
  c.line = other.line;
  c.industry = other.industry;
  c.growth = other.growth;
  c.form = other.form;
  const Words cities = areas()[static_cast<std::size_t>(c.area)].cities;
  while (c.city == other.city) {
    const auto at = std::find(cities.begin(), cities.end(), c.city) - cities.begin();
    c.city = std::string(cities[static_cast<std::size_t>(at + 1) % cities.size()]);
  }
}

const PersonKey& any_owner(const World& w, std::int32_t area, Date day, Rng& rng) {
  return w.managers[static_cast<std::size_t>(rng.pick(w.managers_of(area, day)))].key;
}

void draw_owners(const World& w, Customer& c, Rng& rng) {
  Date day = c.arrival;
  if (!c.known_before && rng.chance(25)) {
    c.owners.emplace_back(day, PersonKey());  // nobody's for a while
    day = w.work(day, rng.between(4, 25));
  }
  c.owners.emplace_back(day, any_owner(w, c.area, day, rng));
  if (rng.chance(45)) {
    const Date change = w.work(day.plus_days(rng.between(60, 500)), 0);
    c.owners.emplace_back(change, any_owner(w, c.area, change, rng));
  }
  for (const Manager& m : w.managers) {  // a leaver's customers go to colleagues
    if (!m.left) continue;
    const Date after = w.work(*m.left, 1);
    if (c.owner_on(*m.left) != m.key || c.arrival > *m.left) continue;
    std::erase_if(c.owners, [&](const auto& o) { return o.first > *m.left; });
    c.owners.emplace_back(after, any_owner(w, c.area, after, rng));
  }
}

void draw_tags(const World& w, Customer& c, Rng& rng) {
  const auto add = [&](std::string_view code, std::int64_t per_mille, std::int64_t days) {
    if (!rng.chance(per_mille)) return;
    const Date from = w.work(c.arrival.plus_days(rng.between(0, 420)), 0);
    const bool expires = days > 0;
    const Date to = expires ? from.plus_days(rng.between(days / 2, days)) : Date::max();
    c.tags.push_back({std::string(code), from, to, expires});
  };
  const bool big = c.tier != 'C';
  add("urgent_need", big ? 150 : 60, 80);
  add("price_sensitive", big ? 60 : 90, 0);
  add("complex_decision", big ? 100 : 10, 0);
  add("competitor_customer", 50, 400);
}

std::string person_name(Rng& rng) {
  const std::string family(rng.pick(surnames()));
  return rng.chance(400) ? family + "*" : family + std::string(rng.pick(given_names()));
}

// Full numbers stand in a block of zeros that is nobody's in earnest.
std::string phone_number(Rng& rng) {
  static constexpr std::array<std::string_view, 8> kPrefixes{"138", "139", "137", "136",
                                                             "158", "186", "189", "177"};
  const std::string tail = std::to_string(rng.between(1000, 9999));
  const std::string prefix(rng.pick(kPrefixes));
  return prefix + (rng.chance(620) ? "****" : "0000") + tail;
}

void state_contacts(const Customer& c, Log& log, Rng& rng) {
  const std::int64_t people = c.tier == 'C' ? rng.between(1, 2) : rng.between(2, 3);
  for (std::int64_t i = 0; i < people; ++i) {
    const bool chief = i == 1 || (c.tier == 'C' && rng.chance(150));
    FactHead head = log.head('K', c.arrival, c.owner_on(c.arrival));
    ContactFact contact;
    contact.contact = ContactKey(c.key.text() + "/" + std::to_string(i + 1));
    contact.name = log.text(head, "name", person_name(rng));
    contact.position =
        log.text(head, "position", rng.pick(chief ? chief_positions() : positions()));
    contact.phone = log.text(head, "phone", phone_number(rng));
    contact.level = chief ? Level::executive : Level::ordinary;
    contact.decision_role = chief ? "decision maker" : "influencer";
    log.add(head, contact);
  }
}

std::string file_tier(const Customer& c, Rng& rng) {
  if (rng.chance(830)) return {c.tier};
  return c.tier == 'B' ? (rng.chance(400) ? "A" : "C") : "B";
}

Money yuan_rounded(std::int64_t minor, std::int64_t step_yuan) {
  const std::int64_t step = step_yuan * kYuan;
  return Money{(minor + step / 2) / step * step, Currency{}};
}

std::string interests(Rng& rng) {
  const std::string first(rng.pick(products()));
  const std::string second(rng.pick(products()));
  return first == second ? first : first + "|" + second;
}

void state_profile(const Customer& c, Log& log, Rng& rng) {
  FactHead head = log.head('C', c.arrival, c.owner_on(c.arrival));
  CustomerFact fact;
  const auto set = [&](Field field, FieldValue value) {
    fact.fields.emplace_back(field, std::move(value));
  };
  const auto code = [](auto value) { return static_cast<std::int64_t>(value); };
  const auto size =
      static_cast<std::size_t>(c.value == Rating::high     ? rng.between(2, 4)
                               : c.value == Rating::medium ? rng.between(1, 3)
                                                           : rng.between(0, 2));
  set(Field::kind, std::string("organisation"));
  set(Field::name, log.text(head, "name", c.name()));
  set(Field::industry, std::string(c.industry->name));
  set(Field::size, std::string(sizes()[size]));
  set(Field::region, c.city);
  set(Field::stage, code(c.stages.front().second));
  set(Field::file_tier, file_tier(c, rng));
  set(Field::core_need, log.text(head, "core_need", rng.pick(needs())));
  if (c.known_before && c.buys) {
    set(Field::past_amount, yuan_rounded(c.spend * rng.between(8, 40) / 10, 1000));
  }
  if (c.tier != 'C' || rng.chance(350)) {
    set(Field::annual_purchases, yuan_rounded(c.spend, 1000));
  }
  if (c.tier != 'C') {
    set(Field::annual_profit, yuan_rounded(c.spend * rng.between(8, 24) / 100, 100));
  }
  set(Field::industry_growth, code(c.growth));
  set(Field::willingness, code(c.willingness));
  if (c.buys) set(Field::purchase_cycle, std::int64_t{c.interval});
  if (rng.chance(400)) {
    const Money low = yuan_rounded(c.spend * rng.between(20, 60) / 100, 1000);
    set(Field::budget_low, low);
    set(Field::budget_high, yuan_rounded(low.minor * rng.between(12, 25) / 10, 1000));
  }
  set(Field::products, interests(rng));
  if (!c.tags.empty() && c.tags.back().code == "competitor_customer") {
    set(Field::competitor, std::string(rng.pick(competitors())));
  }
  if (c.quiet) set(Field::do_not_contact, std::int64_t{1});
  log.add(head, fact);
}

void state_rest(const Customer& c, Log& log) {
  for (const auto& [day, owner] : c.owners) {
    log.add(log.head('O', day, owner), OwnerFact{owner});
  }
  for (const Customer::Tag& tag : c.tags) {
    TagFact fact{tag.code, true, std::nullopt};
    if (tag.expires) fact.expires = tag.to;
    log.add(log.head('G', tag.from, c.owner_on(tag.from)), fact);
  }
  for (std::size_t i = 1; i < c.stages.size(); ++i) {
    CustomerFact change;
    const Date day = c.stages[i].first;
    change.fields.emplace_back(Field::stage,
                               static_cast<std::int64_t>(c.stages[i].second));
    log.add(log.head('S', day, c.owner_on(day)), change);
  }
}

}  // namespace

const PersonKey& Customer::owner_on(Date day) const {
  static const PersonKey kNobody;
  const PersonKey* found = &kNobody;
  for (const auto& [from, owner] : owners) {
    if (from <= day) found = &owner;
  }
  return *found;
}

CustomerStage Customer::stage_on(Date day) const {
  CustomerStage found = stages.empty() ? CustomerStage::unknown : stages.front().second;
  for (const auto& [from, stage] : stages) {
    if (from <= day) found = stage;
  }
  return found;
}

bool Customer::tagged(std::string_view code, Date day) const {
  return std::any_of(tags.begin(), tags.end(), [&](const Tag& t) {
    return t.code == code && t.from <= day && day <= t.to;
  });
}

Customer draw_customer(const World& w, std::int64_t index) {
  Customer c;
  c.index = index;
  c.key = CustomerKey(key_of(index));
  Rng rng = rng_of(w, index, 2);
  draw_worth(c, rng);
  draw_purchases(c, rng);
  draw_name(w, c, rng);
  c.twin = index % kTwinEvery >= kTwinEvery - 2;
  if (index % kTwinEvery == kTwinEvery - 1) make_twin(w, c);

  Rng when = rng_of(w, index, 3);
  c.known_before = when.chance(520);
  const std::int32_t span = days_between(w.options.first, w.options.last);
  c.arrival = c.known_before ? w.options.first
                             : w.work(w.options.first.plus_days(when.below(span + 1)), 0);
  c.arrival = std::min(c.arrival, w.options.last);
  c.quiet = when.chance(4);
  draw_owners(w, c, when);
  draw_tags(w, c, when);
  return c;
}

Story tell(const World& world, std::int64_t index) {
  Story story{draw_customer(world, index), {}};
  Customer& c = story.customer;
  Log log(world, c.key, index);
  trade(world, c, log);
  Rng rng = rng_of(world, index, 4);
  state_profile(c, log, rng);
  state_contacts(c, log, rng);
  state_rest(c, log);
  keep_in_touch(world, c, log);
  story.batch = log.finish();
  return story;
}

}  // namespace kith::sample
