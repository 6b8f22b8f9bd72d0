// Facts dense enough that grace, thin weeks, arrears and expiring tags all meet.
#include "property/histories.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "kith/cadence/cadence.hpp"
#include "kith/calendar/calendar.hpp"
#include "kith/model/merges.hpp"

namespace kith::histories {
namespace {

constexpr Date kFirstDay{19344};  // 2022-12-18, so that setting up precedes 2023
constexpr std::int32_t kDays = 720;

const std::vector<std::string> kPeople{"li", "zhao", "chen", "wang", "boss", "stranger"};
const std::vector<std::string> kTiers{"A", "B", "C"};
const std::vector<std::string> kTags{"urgent_need", "price_sensitive", "complex_decision",
                                     "competitor_customer"};
const std::vector<std::string> kStreams{"weekly", "monthly", "routine",
                                        "push",   "top",     "extra"};
const std::vector<std::string> kPurposes{"talk", "offer", "news"};
const std::vector<std::string> kDeals{"deal-1", "deal-2", "deal-3"};
const std::vector<std::string> kStages{"needs_confirmed", "proposal_submitted", "trial",
                                       "negotiation", "paid"};
const std::vector<std::string> kEvents{"agreed", "contract_signed", "delivered"};
const std::vector<std::string> kPipelines{"default", "renewal"};
const std::vector<std::string> kChannels{"phone",   "visit", "video",
                                         "message", "mail",  "push"};

std::string quoted(const std::string& s) { return '"' + s + '"'; }

std::string joined(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& p : parts) out += (out.empty() ? "" : ",") + p;
  return out;
}

std::string quoted_list(const std::vector<std::string>& words) {
  std::vector<std::string> parts;
  for (const std::string& w : words) parts.push_back(quoted(w));
  return "[" + joined(parts) + "]";
}

std::vector<std::string> some_of(Random& random, const std::vector<std::string>& all,
                                 std::int32_t percent) {
  std::vector<std::string> out;
  for (const std::string& w : all) {
    if (random.percent(percent)) out.push_back(w);
  }
  return out;
}

Document document_of(const std::string& json) {
  Result<Document> document = read_document(json);
  if (!document) throw std::logic_error(document.error().message() + " in " + json);
  return *document;
}

}  // namespace

std::uint64_t Random::bits() {
  state_ += 0x9E3779B97F4A7C15ull;
  std::uint64_t z = state_;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
  return z ^ (z >> 31);
}

Generator::Generator(std::uint64_t seed, std::int32_t steps, std::int32_t customers)
    : random_(seed), steps_(steps), today_(kFirstDay) {
  for (std::int32_t i = 0; i < customers; ++i) {
    customers_.emplace_back("customer-" + std::to_string(i + 1));
  }
}

Step Generator::next() {
  // Days pass evenly in the mean, in small jumps.
  const Date reached = kFirstDay.plus_days(kDays * (made_ + 1) / steps_);
  if (reached > today_)
    today_ = today_.plus_days(random_.below(2 * days_between(today_, reached) + 1));
  const Instant morning = Zone{}.midnight(today_);
  const std::int64_t later = recorded_.micros() + random_.below(3) * 1'000'000ll;
  recorded_ =
      Instant(std::max<std::int64_t>(morning.micros() + 9 * 3'600'000'000ll, later));
  Step step;
  step.recorded = recorded_;
  if (made_ == 0) {
    set_up(step);
  } else if (random_.percent(6)) {
    book_step(step);
  } else if (random_.percent(8)) {
    random_.percent(60) ? merge(step) : unmerge(step);
    // Facts of the same batch find the customers as they are now.
    if (random_.percent(50)) customer_step(step);
  } else {
    customer_step(step);
  }
  ++made_;
  return step;
}

// ---- facts of customers
// ----------------------------------------------------------------

Date Generator::some_day() {
  if (random_.percent(25)) return today_.plus_days(-random_.below(120));
  if (random_.percent(2)) return today_.plus_days(random_.below(20));
  return today_.plus_days(-random_.below(4));
}

Occurred Generator::some_time(Date day) {
  if (random_.percent(60)) return Occurred::on(day);
  const std::int64_t hours = random_.between(8, 20) * 3'600'000'000ll;
  return {day, Instant(Zone{}.midnight(day).micros() + hours)};
}

FactKind Generator::some_kind() {
  const std::int32_t n = random_.below(100);
  if (n < 34) return FactKind::touch;
  if (n < 41) return FactKind::step;
  if (n < 44) return FactKind::step_closed;
  if (n < 52) return FactKind::tag;
  if (n < 59) return FactKind::tier;
  if (n < 64) return FactKind::owner;
  if (n < 65) return FactKind::snooze;
  if (n < 66) return FactKind::first_due;
  if (n < 74) return FactKind::customer;
  if (n < 76) return FactKind::contact;
  if (n < 77) return random_.percent(50) ? FactKind::custom : FactKind::consent;
  if (n < 78) return FactKind::win_back;
  constexpr std::array kRest{FactKind::deal,         FactKind::stage,
                             FactKind::deal_event,   FactKind::order,
                             FactKind::order_return, FactKind::receipt};
  return random_.one_of(kRest);
}

Money Generator::some_money() {
  return {random_.between(0, 90'000) * 100,
          random_.percent(90) ? Currency() : Currency::parse("USD").value()};
}

FactBody Generator::contact(const FactHead& head, Batch& batch) {
  ContactFact fact{ContactKey("contact"), {}, {}, {}, {}, Level::ordinary, ""};
  if (random_.percent(50)) fact.message = batch.put_text(head, "message", "wx");
  fact.do_not_contact = random_.percent(20);
  return fact;
}

FactBody Generator::customer_fields(const FactHead& head, Batch& batch) {
  CustomerFact fact;
  const auto put = [&](Field field, FieldValue value) {
    if (random_.percent(10)) value = Nothing();
    fact.fields.emplace_back(field, value);
  };
  if (random_.percent(15)) put(Field::name, batch.put_text(head, "name", "某公司"));
  if (random_.percent(20)) put(Field::industry, std::string("IT"));
  if (random_.percent(30)) put(Field::stage, FieldValue(std::int64_t{random_.below(7)}));
  if (random_.percent(15)) put(Field::file_tier, random_.one_of(kTiers));
  constexpr std::array kAmounts{Field::past_amount, Field::annual_purchases,
                                Field::annual_profit, Field::budget_low,
                                Field::budget_high};
  if (random_.percent(30)) put(random_.one_of(kAmounts), some_money());
  constexpr std::array kRatings{Field::industry_growth, Field::willingness};
  if (random_.percent(30))
    put(random_.one_of(kRatings), FieldValue(std::int64_t{random_.below(4)}));
  if (random_.percent(10))
    put(Field::purchase_cycle, FieldValue(std::int64_t{random_.between(1, 400)}));
  if (random_.percent(35) || fact.fields.empty()) {
    // Off more often than on, so that something is owed most of the time.
    put(Field::do_not_contact, FieldValue(std::int64_t{random_.percent(30) ? 1 : 0}));
  }
  if (random_.percent(8))
    put(Field::locked, FieldValue(std::int64_t{random_.percent(40) ? 1 : 0}));
  std::sort(fact.fields.begin(), fact.fields.end(),
            [](const auto& x, const auto& y) { return x.first < y.first; });
  return fact;
}

FactBody Generator::deal(const FactHead& head, Batch& batch) {
  DealFact deal;
  deal.deal = DealKey(random_.one_of(kDeals));
  if (random_.percent(30)) deal.pipeline = random_.one_of(kPipelines);
  if (random_.percent(30)) deal.name = batch.put_text(head, "name", "一笔生意");
  if (random_.percent(70)) deal.amount = some_money();
  if (random_.percent(30)) deal.actor = PersonKey(random_.one_of(kPeople));
  return deal;
}

FactBody Generator::win_back(Date day, const FactHead& head, Batch& batch) {
  WinBackFact fact;
  fact.case_id = random_.percent(60) ? "case-1" : "case-2";
  fact.cause = random_.percent(50) ? "price" : "";
  if (random_.percent(40)) fact.strategy = batch.put_text(head, "strategy", "回访");
  if (random_.percent(40)) fact.actor = PersonKey(random_.one_of(kPeople));
  if (random_.percent(60)) fact.deadline = day.plus_days(random_.between(-5, 40));
  fact.result = static_cast<WinBack>(random_.percent(60) ? 0 : random_.below(4));
  return fact;
}

OrderKey Generator::some_order() {
  return OrderKey("order-" + std::to_string(random_.below(12)));
}

FactBody Generator::stage() {
  const DealKey deal(random_.one_of(kDeals));
  if (random_.percent(60))
    return StageFact{deal, random_.one_of(kStages), DealEnd::open, ""};
  const auto end = static_cast<DealEnd>(random_.between(1, 3));
  return StageFact{deal, "", end, end == DealEnd::lost ? "price" : ""};
}

FactBody Generator::touch() {
  TouchFact t;
  t.channel = static_cast<Channel>(random_.below(7));
  t.level = random_.percent(25) ? Level::executive : Level::ordinary;
  t.outcome = static_cast<Outcome>(random_.percent(65) ? 1 : random_.below(4));
  if (random_.percent(50)) t.purpose = random_.one_of(kPurposes);
  if (random_.percent(75)) t.actor = PersonKey(random_.one_of(kPeople));
  if (random_.percent(12)) {
    t = TouchFact();
    t.opening = true;
    if (random_.percent(30)) t.channel = static_cast<Channel>(random_.below(7));
  }
  return t;
}

FactBody Generator::next_step(Date day) {
  StepFact s;
  s.deadline = static_cast<DeadlineKind>(random_.below(4));
  if (s.deadline == DeadlineKind::point) s.last = day.plus_days(random_.between(-1, 30));
  if (s.deadline == DeadlineKind::range) {
    s.first = day.plus_days(random_.between(0, 20));
    s.last = s.first->plus_days(random_.below(10));
  }
  if (s.deadline == DeadlineKind::working_days) s.working_days = random_.between(1, 12);
  if (random_.percent(50)) s.channel = static_cast<Channel>(random_.below(7));
  if (random_.percent(30)) s.actor = PersonKey(random_.one_of(kPeople));
  return s;
}

FactBody Generator::body_of(const CustomerKey& customer, FactKind kind, Date day,
                            FactHead& head, Batch& batch) {
  switch (kind) {
    case FactKind::owner:
      if (random_.percent(12)) return OwnerFact{PersonKey(), OwnerChange::released};
      return OwnerFact{PersonKey(random_.one_of(kPeople)),
                       static_cast<OwnerChange>(random_.below(3))};
    case FactKind::tier:
      return TierFact{random_.one_of(kTiers), "run", "", "grid", 0, 0};
    case FactKind::tag: {
      TagFact tag{random_.one_of(kTags), random_.percent(70), {}};
      if (tag.present && random_.percent(50)) {
        tag.expires = day.plus_days(random_.between(0, 60));
      }
      return tag;
    }
    case FactKind::touch:
      return touch();
    case FactKind::step: {
      FactBody step = next_step(day);
      std::get<StepFact>(step).text = batch.put_text(head, "text", "call back");
      return step;
    }
    case FactKind::step_closed:
      return StepClosedFact{some_step(customer), random_.percent(80)};
    case FactKind::snooze: {
      SnoozeFact snooze{random_.one_of(kStreams),
                        {},
                        day.plus_days(random_.between(-1, 25)),
                        random_.percent(50) ? "travelling" : ""};
      if (!random_.percent(40)) return snooze;
      snooze.stream.clear();
      snooze.step = some_step(customer);
      return snooze;
    }
    case FactKind::first_due:
      return FirstDueFact{random_.one_of(kStreams),
                          day.plus_days(random_.between(-2, 40)), "run"};
    case FactKind::contact:
      return contact(head, batch);
    case FactKind::custom:
      if (random_.percent(30))
        return CustomFact{"note", {}, {}, batch.put_text(head, "text", "备注")};
      if (random_.percent(20)) return CustomFact{"site"};
      return CustomFact{"site", random_.below(9)};
    case FactKind::consent:
      return ConsentFact{ContactKey("contact"), "news",
                         random_.percent(50) ? Channel::unknown : Channel::mail,
                         random_.percent(60)};
    case FactKind::win_back:
      return win_back(day, head, batch);
    case FactKind::deal:
      return deal(head, batch);
    case FactKind::stage:
      return stage();
    case FactKind::deal_event:
      return DealEventFact{DealKey(random_.one_of(kDeals)), random_.one_of(kEvents)};
    case FactKind::order:
      return OrderFact{some_order(), some_money(), {}, ""};
    case FactKind::order_return:
      return OrderReturnFact{some_order(), some_money()};
    case FactKind::receipt:
      return ReceiptFact{DealKey(random_.one_of(kDeals)), some_money(),
                         random_.percent(25)};
    default:
      return customer_fields(head, batch);
  }
}

/// One that is known, if there is any.
EventKey Generator::some_step(const CustomerKey& customer) {
  EventKey step{"host", "none"};
  for (const Fact& f : logs_[customer]) {
    if (f.kind() == FactKind::step && (step.key == "none" || random_.percent(30)))
      step = f.head.event;
  }
  return step;
}

Fact Generator::fresh(const CustomerKey& customer, FactKind kind) {
  Fact fact;
  fact.head.root = customer;
  // Keys fall in another order than their facts are recorded.
  ++events_;
  fact.head.event = {random_.percent(80) ? "host" : "sheet",
                     std::to_string(random_.below(1000)) + "-" + std::to_string(events_)};
  fact.head.occurred = some_time(kind == FactKind::person ? today_ : some_day());
  fact.head.recorded = recorded_;
  return fact;
}

void Generator::add(Step& step, Fact fact) {
  logs_[fact.head.root].push_back(fact);
  if (Result<void> added = step.batch.add(std::move(fact)); !added) {
    throw std::logic_error(step.what + ": " + added.error().message());
  }
}

void Generator::add_new(Step& step, const CustomerKey& customer) {
  // A customer without an owner would give nothing to check.
  const auto& log = logs_[customer];
  FactKind kind = some_kind();
  const auto has = [&](FactKind wanted) {
    return std::any_of(log.begin(), log.end(),
                       [&](const Fact& f) { return f.kind() == wanted; });
  };
  if (!has(FactKind::tier) && random_.percent(40)) kind = FactKind::tier;
  if (!has(FactKind::owner) && random_.percent(30)) kind = FactKind::owner;
  Fact fact = fresh(customer, kind);
  fact.body = body_of(customer, kind, fact.head.occurred.day, fact.head, step.batch);
  step.what += " new";
  add(step, std::move(fact));
}

void Generator::duplicate(Step& step, const std::vector<Fact>& log) {
  Fact fact = random_.one_of(log);
  fact.head.recorded = recorded_;
  step.what += " duplicate";
  // Unchanged: it never enters a log.
  if (Result<void> added = step.batch.add(std::move(fact)); !added) {
    throw std::logic_error("duplicate: " + added.error().message());
  }
}

void Generator::correct(Step& step, const std::vector<Fact>& log) {
  Fact fact = random_.one_of(log);
  if (fact.kind() == FactKind::retract) return add_new(step, fact.head.root);
  for (const Fact& f : log) {
    if (f.head.event == fact.head.event) {
      fact.head.revision = std::max(fact.head.revision, f.head.revision);
    }
  }
  fact.head.revision += random_.between(1, 2);
  fact.head.recorded = recorded_;
  fact.head.replaces.reset();
  if (random_.percent(70)) {
    fact.head.occurred =
        some_time(fact.head.occurred.day.plus_days(random_.between(-12, 12)));
  }
  if (random_.percent(60)) {
    fact.body = body_of(fact.head.root, fact.kind(), fact.head.occurred.day, fact.head,
                        step.batch);
  }
  step.what += " correct";
  add(step, std::move(fact));
}

void Generator::replace(Step& step, const std::vector<Fact>& log) {
  const Fact old = random_.one_of(log);
  if (old.kind() == FactKind::retract) return add_new(step, old.head.root);
  Fact fact = fresh(old.head.root, old.kind());
  fact.head.replaces = old.head.event;
  fact.body = body_of(old.head.root, random_.percent(80) ? old.kind() : some_kind(),
                      fact.head.occurred.day, fact.head, step.batch);
  step.what += " replace";
  add(step, std::move(fact));
}

void Generator::retract(Step& step, const std::vector<Fact>& log, bool a_retraction) {
  std::vector<EventKey> targets;
  for (const Fact& f : log) {
    if ((f.kind() == FactKind::retract) == a_retraction) targets.push_back(f.head.event);
  }
  const CustomerKey root = log.front().head.root;
  if (targets.empty()) return add_new(step, root);
  Fact fact = fresh(root, FactKind::retract);
  fact.body = RetractFact{random_.one_of(targets)};
  step.what += a_retraction ? " retract-retract" : " retract";
  add(step, std::move(fact));
}

void Generator::customer_step(Step& step) {
  const std::int32_t times = random_.percent(40) ? 1 : random_.between(2, 5);
  for (std::int32_t i = 0; i < times; ++i) {
    const CustomerKey& customer = random_.one_of(customers_);
    const std::vector<Fact> log = logs_[customer];
    const std::int32_t n = random_.below(100);
    if (log.size() < 3 || n < 74) {
      add_new(step, customer);
    } else if (n < 79) {
      duplicate(step, log);
    } else if (n < 87) {
      correct(step, log);
    } else if (n < 91) {
      replace(step, log);
    } else {
      retract(step, log, n >= 97);
    }
  }
}

// ---- the book
// --------------------------------------------------------------------------

void Generator::adopt(Step& step, DocumentKind kind, const std::string& json,
                      Date effective) {
  const Document document = document_of(json);
  step.batch.add_document(document);
  Fact fact = fresh({}, FactKind::adopt);
  fact.head.occurred = Occurred::on(today_);
  fact.body = AdoptFact{kind, document.id, document.hash, effective};
  step.what += " adopt-" + std::string(code_name(kind));
  add(step, std::move(fact));
}

void Generator::add_person(Step& step) {
  constexpr std::array kRoles{Role::sales_lead, Role::account_manager, Role::executive,
                              Role::service};
  Fact fact = fresh({}, FactKind::person);
  fact.head.occurred = some_time(some_day());
  PersonFact person;
  do person.person = PersonKey(random_.one_of(kPeople));
  while (person.person.text() == "stranger");
  person.role = person.person.text() == "boss" ? Role::executive : random_.one_of(kRoles);
  person.verified = random_.percent(85);
  fact.body = person;
  step.what += " person";
  add(step, std::move(fact));
}

// A customer that nothing is known of may be kept.
void Generator::merge(Step& step) {
  Fact fact = fresh({}, FactKind::merge);
  fact.head.occurred = Occurred::on(some_day());
  fact.body =
      MergeFact{random_.percent(15) ? CustomerKey("nobody") : random_.one_of(customers_),
                random_.one_of(customers_)};
  step.what += " merge";
  if (stands(fact)) {
    add(step, std::move(fact));
  } else {
    customer_step(step);
  }
}

void Generator::unmerge(Step& step) {
  std::vector<EventKey> merges;
  for (const Fact& f : facts_in_force(logs_[CustomerKey()])) {
    if (f.kind() == FactKind::merge) merges.push_back(f.head.event);
  }
  if (merges.empty()) return merge(step);
  Fact fact = fresh({}, FactKind::retract);
  fact.body = RetractFact{random_.one_of(merges)};
  step.what += " unmerge";
  add(step, std::move(fact));
}

// Whether the merges of the book have no fault with one more fact.
bool Generator::stands(const Fact& fact) {
  if (const auto* merge = std::get_if<MergeFact>(&fact.body);
      merge != nullptr && merge->kept == merge->merged)
    return false;
  std::vector<Fact> log = logs_[CustomerKey()];
  log.push_back(fact);
  return !Merges::of(facts_in_force(log)).fault();
}

void Generator::add_absence(Step& step) {
  Fact fact = fresh({}, FactKind::absence);
  const Date first = some_day().plus_days(random_.between(-5, 25));
  AbsenceFact away{PersonKey(random_.one_of(kPeople)), first,
                   first.plus_days(random_.below(random_.percent(30) ? 60 : 12))};
  if (random_.percent(25)) away.deputy = PersonKey(random_.one_of(kPeople));
  if (away.deputy == away.person) away.deputy = PersonKey();
  fact.body = away;
  step.what += " absence";
  add(step, std::move(fact));
}

void Generator::set_up(Step& step) {
  if (random_.percent(85)) {
    adopt(step, DocumentKind::calendar, calendar_to_json(china_calendar(), "cn").dump(),
          kFirstDay);
  }
  adopt(step, DocumentKind::cadence,
        random_.percent(15) ? std::string(default_cadence_json()) : cadence_json(),
        kFirstDay.plus_days(random_.between(-20, 60)));
  if (random_.percent(80)) adopt(step, DocumentKind::tier, tier_json(), kFirstDay);
  if (random_.percent(60)) adopt(step, DocumentKind::pool, pool_json(), kFirstDay);
  for (const std::string& id : kPipelines) {
    if (!random_.percent(80)) continue;
    adopt(step, DocumentKind::pipeline, pipeline_json(id),
          kFirstDay.plus_days(random_.between(-20, 60)));
  }
  for (std::int32_t i = 0; i < 4; ++i) add_person(step);
}

void Generator::book_step(Step& step) {
  const std::vector<Fact>& log = logs_[CustomerKey()];
  const std::int32_t n = random_.below(100);
  const Date effective = today_.plus_days(random_.between(-60, 30));
  if (n < 30) {
    adopt(step, DocumentKind::cadence, cadence_json(), effective);
  } else if (n < 42) {
    adopt(step, DocumentKind::pipeline, pipeline_json(random_.one_of(kPipelines)),
          effective);
  } else if (n < 47) {
    adopt(step, DocumentKind::pool, pool_json(), effective);
  } else if (n < 52) {
    adopt(step, DocumentKind::tier, tier_json(), effective);
  } else if (n < 65) {
    adopt(step, DocumentKind::calendar, calendar_json(), today_);
  } else if (n < 76) {
    add_person(step);
  } else if (n < 85) {
    add_absence(step);
  } else {
    // One of the adoptions or persons never happened; the first one stays.
    Fact fact = fresh({}, FactKind::retract);
    fact.body = RetractFact{log[static_cast<std::size_t>(random_.between(
                                    2, static_cast<std::int32_t>(log.size()) - 1))]
                                .head.event};
    step.what += " book-retract";
    if (!stands(fact)) return customer_step(step);
    add(step, std::move(fact));
  }
}

std::string Generator::calendar_json() {
  std::vector<CalendarLayer> layers = china_calendar().layers();
  CalendarLayer own;
  own.id = "company";
  for (std::int32_t i = random_.between(1, 8); i > 0; --i) {
    const Date day = today_.plus_days(random_.between(-60, 60));
    const bool there = std::any_of(own.days.begin(), own.days.end(),
                                   [&](const CalendarDay& d) { return d.day == day; });
    if (!there)
      own.days.push_back({day, random_.percent(60) ? DayKind::off : DayKind::work, "x"});
  }
  layers.push_back(own);
  const Calendar calendar = Calendar::build(0b0011111, layers).value();
  return calendar_to_json(calendar, "cn").dump();
}

std::string Generator::stream_json(const std::string& id) {
  std::string s = R"({"id":)" + quoted(id) + R"(,"zh":"流","purpose":)" +
                  quoted(random_.one_of(kPurposes));
  const bool gap = id == "routine" ? random_.percent(85) : random_.percent(10);
  if (!gap && random_.percent(15)) {
    s += R"(,"kind":"GRID","every_wd":)" + std::to_string(random_.between(1, 25)) +
         R"(,"anchor":)" +
         quoted(Date(kFirstDay.days() - random_.between(200, 260)).iso());
  } else if (gap) {
    constexpr std::array kEarly{"[4,5]", "[1,2]", "[1,1]", "[1,3]"};
    s += R"(,"kind":"GAP","gap_wd":)" + std::to_string(random_.between(1, 15)) +
         R"(,"early":)" + random_.one_of(kEarly);
  } else {
    std::string every = random_.percent(50) ? "week" : "month";
    if (random_.percent(15)) every = "quarter";
    s += R"(,"kind":"PERIOD","every":)" + quoted(every) + R"(,"count":)" +
         std::to_string(random_.percent(60) ? 1 : random_.between(2, 3)) +
         R"(,"thin_below_wd":)" + std::to_string(random_.below(5));
    if (every == "week" && random_.percent(15)) s += R"(,"first_weekday":7)";
    if (every == "quarter" && random_.percent(30)) s += R"(,"first_month":2)";
  }
  std::vector<std::string> channels = some_of(random_, kChannels, 60);
  channels.push_back("phone");
  s += R"(,"channels":)" + quoted_list(channels);
  if (random_.percent(30)) s += R"(,"direction":"push")";
  if (id == "top" || random_.percent(5)) s += R"(,"level":"executive")";
  if (random_.percent(50)) {
    s += R"(,"roles":)" +
         quoted_list(some_of(random_, {"owner", "sales_lead", "account_manager"}, 60));
  }
  if (random_.percent(40)) {
    s += R"(,"purposes":)" + quoted_list(some_of(random_, kPurposes, 60));
  }
  if (random_.percent(25))
    s += R"(,"min_gap_wd":)" + std::to_string(random_.between(1, 6));
  if (!gap && random_.percent(15)) s += R"(,"catch_up":"skip")";
  if (random_.percent(25)) s += R"(,"starvation_cap":2)";
  if (random_.percent(40)) {
    s += R"(,"retry":{"after_wd":)" + std::to_string(random_.between(1, 3)) +
         R"(,"times":)" + std::to_string(random_.below(3)) + "}";
  }
  return s + R"(,"weight":)" + std::to_string(random_.between(1, 9)) + R"(,"grace_wd":)" +
         std::to_string(random_.below(4)) + "}";
}

std::string Generator::cadence_json() {
  // Most streams stay as they were; one or two change.
  std::vector<std::string> present;
  std::vector<std::string> streams;
  for (const std::string& id : kStreams) {
    std::string& json = streams_[id];
    if (json.empty() || random_.percent(30)) json = stream_json(id);
    if (random_.percent(12)) continue;
    present.push_back(id);
    streams.push_back(json);
  }
  std::vector<std::string> purposes;
  for (const std::string& p : kPurposes) {
    purposes.push_back(R"({"id":)" + quoted(p) + R"(,"zh":"事","en":"thing"})");
  }
  std::vector<std::string> plans;
  if (random_.percent(70)) {
    plans.push_back(R"({"stages":["dormant","lost"],"streams":)" +
                    quoted_list(some_of(random_, present, 20)) + "}");
  }
  for (const std::string& tier : kTiers) {
    plans.push_back(R"({"tiers":[)" + quoted(tier) + R"(],"streams":)" +
                    quoted_list(some_of(random_, present, 45)) + "}");
  }
  if (random_.percent(30)) {
    plans.push_back(R"({"streams":)" + quoted_list(some_of(random_, present, 30)) + "}");
  }
  std::vector<std::string> tags;
  constexpr std::array kRatios{"[1,2]", "[2,1]", "[1,1]", "[2,3]", "[1,3]", "[3,2]"};
  for (const std::string& tag : kTags) {
    std::string rule = R"({"tag":)" + quoted(tag) + R"(,"zh":"签","en":"tag")";
    if (random_.percent(50))
      rule += std::string(R"(,"period":)") + random_.one_of(kRatios);
    if (random_.percent(50))
      rule += std::string(R"(,"weight":)") + random_.one_of(kRatios);
    if (random_.percent(50)) {
      rule += R"(,"add":)" + quoted_list(some_of(random_, present, 25));
    }
    if (random_.percent(25)) {
      rule += R"(,"remove":)" + quoted_list(some_of(random_, present, 20));
    }
    if (random_.percent(20))
      rule += R"(,"channels":)" + quoted_list(some_of(random_, kChannels, 40));
    if (random_.percent(20)) rule += R"(,"lift_min_gap":true)";
    tags.push_back(rule + "}");
  }
  constexpr std::array kLeaves{"owed", "waive", "move"};
  return R"({"kind":"cadence","schema":1,"id":"default","horizon_wd":)" +
         std::to_string(random_.between(3, 12)) + R"(,"hand_over_wd":)" +
         std::to_string(random_.percent(50) ? 0 : random_.between(1, 8)) +
         R"(,"leave":)" + quoted(random_.one_of(kLeaves)) +
         R"(,"escalate_wd":[1,3,5],"snap_wd":)" +
         (random_.percent(70) ? "[1,2,5,10,20,60]" : "[]") + R"(,"purposes":[)" +
         joined(purposes) + R"(],"streams":[)" + joined(streams) + R"(],"plans":[)" +
         joined(plans) + R"(],"tags":[)" + joined(tags) + "]}";
}

// ---- tiers and pipelines

std::string Generator::criterion_json(const std::vector<std::string>& inputs,
                                      const std::string& scale) {
  std::vector<std::string> some = some_of(random_, inputs, 50);
  if (some.empty()) some.push_back(random_.one_of(inputs));
  const std::string first = some.front();
  some.erase(some.begin());
  return R"({"input":)" + quoted(first) + R"(,"else":)" + quoted_list(some) +
         R"(,"weight":)" + std::to_string(random_.between(1, 5)) + R"(,"scale":)" +
         scale + R"(,"missing":)" +
         (random_.percent(60) ? R"({"rule":"skip"})"
                              : R"({"rule":"points","points":400000})") +
         "}";
}

std::string Generator::pool_json() {
  const std::int32_t initial = random_.between(5, 40);
  const auto days = [](std::int32_t n) { return std::to_string(n); };
  return R"({"kind":"pool","schema":1,"id":"default","zh":"公海","en":"pool","unit":)" +
         std::string(random_.percent(50) ? R"("days")" : R"("working_days")") +
         R"(,"protection":{"default":)" + days(initial) + R"(,"extension":)" +
         days(random_.between(1, 30)) + R"(,"maximum":)" +
         days(initial + random_.between(0, 90)) +
         R"(},"by_tier":[{"tier":"A","default":60,"extension":20,"maximum":120}],)" +
         R"("extended_by":["touch","stage","order"],"spares":)" +
         quoted_list(
             some_of(random_, {"locked", "open_deal", "open_step", "dealt"}, 50)) +
         R"(,"remind":[7,3]})";
}

std::string Generator::tier_json() {
  const auto yuan = [&](std::int32_t low, std::int32_t high) {
    return quoted(std::to_string(random_.between(low, high)) + ".00");
  };
  const std::string steps = R"({"kind":"thresholds","below":0,"steps":[{"from":)" +
                            yuan(1'000, 20'000) + R"(,"points":500000},{"from":)" +
                            yuan(20'001, 80'000) + R"(,"points":1000000}]})";
  const std::string line = R"({"kind":"linear","from":)" + yuan(0, 1'000) + R"(,"to":)" +
                           yuan(30'000, 90'000) + "}";
  const std::vector<std::string> amounts{"orders_12m", "annual_purchases", "past_amount",
                                         "annual_profit", "budget_high"};
  std::vector<std::string> value{criterion_json(amounts, steps)};
  if (random_.percent(50)) value.push_back(criterion_json(amounts, line));
  std::vector<std::string> potential{criterion_json(
      {"industry_growth", "willingness"},
      R"({"kind":"lookup","points":{"low":0,"medium":500000,"high":1000000}})")};
  if (random_.percent(50)) {
    potential.push_back(
        criterion_json({"purchase_cycle"}, R"({"kind":"linear","from":365,"to":0})"));
  }
  constexpr std::array kUnknown{"low", "medium", "high"};
  const auto axis = [&](const std::vector<std::string>& criteria) {
    return R"({"criteria":[)" + joined(criteria) + R"(],"bands":{"high":)" +
           std::to_string(random_.between(600'000, 1'000'000)) + R"(,"medium":)" +
           std::to_string(random_.between(200'000, 600'000)) + R"(},"unknown":)" +
           quoted(random_.one_of(kUnknown)) + "}";
  };
  constexpr std::array kGrids{
      R"({"high":{"high":"A","medium":"A","low":"B"},"medium":{"high":"A","medium":"B","low":"C"},"low":{"high":"B","medium":"C","low":"C"}})",
      R"({"high":{"high":"A","medium":"B","low":"B"},"medium":{"high":"B","medium":"B","low":"B"},"low":{"high":"C","medium":"C","low":"C"}})"};
  return R"({"kind":"tier","schema":1,"id":"default","name":{"zh":"级","en":"tiers"},)"
         R"("currency":"CNY","tiers":["A","B","C"],"value":)" +
         axis(value) + R"(,"potential":)" + axis(potential) +
         R"(,"decision":{"kind":"grid","grid":)" + random_.one_of(kGrids) + "}}";
}

std::string Generator::milestone_json(const std::string& id,
                                      const std::vector<std::string>& stages) {
  const auto entered = [&] {
    return R"({"on":"entered","stage":)" + quoted(random_.one_of(stages)) + "}";
  };
  const auto event = [&] {
    return R"({"on":"event","event":)" + quoted(random_.one_of(kEvents)) + "}";
  };
  const std::int32_t from = random_.below(3);
  const std::string anchor = from == 0   ? R"({"on":"created"})"
                             : from == 1 ? entered()
                                         : event();
  std::vector<std::string> done;
  if (random_.percent(50)) done.push_back(entered());
  if (random_.percent(30)) done.push_back(event());
  if (random_.percent(20)) done.emplace_back(R"({"on":"ended","end":"won"})");
  if (random_.percent(25) || done.empty()) done.emplace_back(R"({"on":"paid_in_full"})");
  constexpr std::array kBudgets{
      R"({"n":5,"unit":"working_days"})", R"({"n":12,"unit":"working_days"})",
      R"({"n":1,"unit":"weeks"})",        R"({"n":3,"unit":"weeks"})",
      R"({"n":1,"unit":"months"})",       R"({"n":2,"unit":"months"})"};
  std::string m = R"({"id":)" + quoted(id) + R"(,"zh":"节点","en":"milestone")";
  if (random_.percent(75)) m += R"(,"stage":)" + quoted(random_.one_of(stages));
  return m + R"(,"anchor":)" + anchor + R"(,"done_by":[)" + joined(done) +
         R"(],"budget":)" + random_.one_of(kBudgets) +
         R"(,"owners":["account_manager"],"helpers":[],"warn":)" +
         (random_.percent(70) ? "[50,80]" : "[]") + "}";
}

std::string Generator::pipeline_json(const std::string& id) {
  std::vector<std::string> stages = some_of(random_, kStages, 75);
  if (stages.empty()) stages = kStages;
  const auto words = [&](const std::vector<std::string>& ids) {
    std::vector<std::string> out;
    for (const std::string& word : ids)
      out.push_back(R"({"id":)" + quoted(word) + R"(,"zh":"词","en":"word"})");
    return "[" + joined(out) + "]";
  };
  std::vector<std::string> milestones;
  for (std::int32_t i = random_.between(1, 4); i > 0; --i)
    milestones.push_back(milestone_json("m" + std::to_string(i), stages));
  return R"({"kind":"pipeline","schema":1,"id":)" + quoted(id) +
         R"(,"zh":"流程","en":"pipeline","stages":)" + words(stages) + R"(,"events":)" +
         words(kEvents) + R"(,"milestones":[)" + joined(milestones) +
         R"(],"lost_reasons":)" + words({"price"}) + "}";
}

Fact Generator::contradiction() {
  std::vector<const Fact*> known;
  for (const auto& [root, log] : logs_) {
    for (const Fact& f : log) known.push_back(&f);
  }
  Fact fact = *random_.one_of(known);
  Occurred& when = fact.head.occurred;
  when.day = when.day.plus_days(1);
  if (when.at) when.at = Instant(when.at->micros() + Instant::kMicrosPerDay);
  fact.head.recorded = recorded_;
  return fact;
}

}  // namespace kith::histories
