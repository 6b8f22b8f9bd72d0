#include "world.hpp"

#include <array>
#include <string_view>

#include "kith/flow/documents.hpp"

namespace kith::bench {
namespace {

constexpr Zone kZone{480};
constexpr std::array<std::string_view, 3> kTiers{"A", "B", "C"};
constexpr std::array<std::int32_t, 3> kGaps{5, 10, 20};
constexpr std::array<Channel, 4> kChannels{Channel::phone, Channel::visit, Channel::mail,
                                           Channel::message};
constexpr std::array<std::string_view, 4> kWords{
    "Called about the renewal; wants a quote by Friday, budget holder away ",
    "Showed the new line; asks for two references from the same industry ",
    "Delivery was late again, promised a word from the factory by Monday ",
    "Budget confirmed for the next quarter, purchasing will send the form "};

// Three gaps and nothing else: what a hand-written follow-up column can keep too.
constexpr std::string_view kCadence = R"json({
  "kind": "cadence", "schema": 1, "id": "default", "horizon_wd": 10, "escalate_wd": [3, 5],
  "snap_wd": [1, 5, 10, 20],
  "purposes": [{"id": "routine", "zh": "常规跟进", "en": "routine contact"}],
  "streams": [
    {"id": "five", "zh": "五日", "purpose": "routine", "kind": "GAP", "gap_wd": 5, "early": [1, 1],
     "channels": ["phone", "visit", "video", "message", "mail"], "direction": "two_way", "level": "ordinary",
     "roles": [], "purposes": [], "weight": 8, "grace_wd": 2},
    {"id": "ten", "zh": "十日", "purpose": "routine", "kind": "GAP", "gap_wd": 10, "early": [1, 1],
     "channels": ["phone", "visit", "video", "message", "mail"], "direction": "two_way", "level": "ordinary",
     "roles": [], "purposes": [], "weight": 4, "grace_wd": 2},
    {"id": "twenty", "zh": "二十日", "purpose": "routine", "kind": "GAP", "gap_wd": 20, "early": [1, 1],
     "channels": ["phone", "visit", "video", "message", "mail"], "direction": "two_way", "level": "ordinary",
     "roles": [], "purposes": [], "weight": 2, "grace_wd": 2}],
  "plans": [{"tiers": ["A"], "streams": ["five"]}, {"tiers": ["B"], "streams": ["ten"]},
            {"tiers": ["C"], "streams": ["twenty"]}],
  "tags": []
})json";

std::string padded(char letter, std::int64_t n) {
  std::string digits = std::to_string(n);
  return letter + std::string(digits.size() < 8 ? 8 - digits.size() : 0, '0') + digits;
}

Fact fact_of(std::int64_t customer, std::string event, Occurred occurred, FactBody body) {
  Fact fact;
  fact.head.root = CustomerKey(World::customer_key(customer));
  fact.head.event = {"crm", std::move(event)};
  fact.head.occurred = occurred;
  fact.body = std::move(body);
  return fact;
}

}  // namespace

Date first_day() { return Date::from_ymd(2023, 1, 3).value(); }

Date today() { return first_day().plus_days(kTouchesEach * kSpanDays + 1); }

std::uint64_t scatter(std::uint64_t a, std::uint64_t b) {
  std::uint64_t z = a * 0xD1342543DE82EF95ull + b + 0x9E3779B97F4A7C15ull;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
  return z ^ (z >> 31);
}

std::string World::customer_key(std::int64_t customer) { return padded('c', customer); }

std::string World::owner_key(std::int64_t owner) { return padded('p', owner); }

std::string World::owner_name(std::int64_t owner) {
  return "Manager " + std::to_string(owner);
}

std::string World::customer_name(std::int64_t customer) {
  return "Northern Light Trading " + std::to_string(customer);
}

int World::tier_of(std::int64_t customer) {
  const std::uint64_t n = scatter(1, static_cast<std::uint64_t>(customer)) % 20;
  return n == 0 ? 0 : n < 5 ? 1 : 2;
}

std::int32_t World::gap_of(int tier) { return kGaps[static_cast<std::size_t>(tier)]; }

TouchMade World::loaded_touch(std::int64_t customer, std::int64_t n) {
  const std::uint64_t x =
      scatter(static_cast<std::uint64_t>(n) + 2, static_cast<std::uint64_t>(customer));
  TouchMade touch;
  touch.customer = customer;
  touch.day =
      first_day().plus_days(n * kSpanDays + 1 + static_cast<std::int64_t>(x % kSpanDays));
  touch.occurred = kZone.midnight(touch.day).micros() + 28'800'000'000 +
                   static_cast<std::int64_t>((x >> 8) % 36'000'000) * 1'000;
  touch.channel = kChannels[(x >> 40) % kChannels.size()];
  touch.event = std::to_string(customer * kTouchesEach + n);
  touch.words = std::string(kWords[(x >> 48) % kWords.size()]) + touch.event;
  return touch;
}

TouchMade World::live_touch(std::int64_t serial) const {
  const std::uint64_t x = scatter(99, static_cast<std::uint64_t>(serial));
  TouchMade touch;
  touch.customer =
      static_cast<std::int64_t>((x >> 16) % static_cast<std::uint64_t>(customers_));
  touch.day = today();
  touch.occurred = kZone.midnight(today()).micros() + 28'800'000'000 + serial * 1'000;
  touch.channel = kChannels[x % kChannels.size()];
  touch.event = "n" + std::to_string(serial);
  touch.words = std::string(kWords[(x >> 8) % kWords.size()]) + touch.event;
  return touch;
}

Batch book_facts(const World& world) {
  const Instant start = kZone.midnight(first_day());
  Batch batch;
  std::vector<Error> errors;
  for (const DocumentKind kind :
       {DocumentKind::calendar, DocumentKind::tier, DocumentKind::pipeline}) {
    adopt(batch, default_document(kind), first_day(), start).value();
  }
  adopt(batch, compile_document(kCadence, errors).value(), first_day(), start).value();
  for (std::int64_t owner = 0; owner < world.owners(); ++owner) {
    Fact fact;
    fact.head.event = {"crm", World::owner_key(owner)};
    fact.head.occurred = Occurred::on(first_day());
    fact.head.recorded = start;
    PersonFact person;
    person.person = PersonKey(World::owner_key(owner));
    person.name = batch.put_text(fact.head, "name", World::owner_name(owner));
    person.role = Role::account_manager;
    fact.body = std::move(person);
    batch.add(std::move(fact)).value();
  }
  return batch;
}

Batch other_cadence() {
  std::string json(kCadence);
  for (const auto& [gap, other] : {std::pair(R"("gap_wd": 20)", R"("gap_wd": 40)"),
                                   std::pair(R"("gap_wd": 10)", R"("gap_wd": 20)"),
                                   std::pair(R"("gap_wd": 5,)", R"("gap_wd": 10,)")})
    json.replace(json.find(gap), std::string_view(gap).size(), other);
  Batch batch;
  std::vector<Error> errors;
  adopt(batch, compile_document(json, errors).value(), today().plus_days(-100), Instant{})
      .value();
  return batch;
}

void add_customer(Batch& batch, const World& world, std::int64_t customer) {
  const Occurred when = Occurred::on(first_day());
  const std::string n = std::to_string(customer);
  Fact named = fact_of(customer, "c" + n, when, CustomerFact{});
  const TextRef name = batch.put_text(named.head, "name", World::customer_name(customer));
  named.body = CustomerFact{{{Field::name, name}}};
  batch.add(std::move(named)).value();
  batch
      .add(fact_of(customer, "o" + n, when,
                   OwnerFact{PersonKey(World::owner_key(world.owner_of(customer)))}))
      .value();
  const std::string tier(kTiers[static_cast<std::size_t>(World::tier_of(customer))]);
  batch.add(fact_of(customer, "t" + n, when, TierFact{tier, "r", {}, {}, 0, 0})).value();
}

void add_touch(Batch& batch, const TouchMade& made) {
  TouchFact touch;
  touch.channel = made.channel;
  Fact fact = fact_of(made.customer, made.event,
                      Occurred::at_instant(Instant(made.occurred), kZone), TouchFact{});
  touch.content = batch.put_text(fact.head, "content", made.words);
  fact.body = std::move(touch);
  batch.add(std::move(fact)).value();
}

Instant instant_of(const TouchMade& touch) { return Instant(touch.occurred); }

}  // namespace kith::bench
