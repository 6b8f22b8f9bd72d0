// Seeded random facts of every kind that check_fact() accepts, with their words in a
// batch.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "kith/model.hpp"

namespace kith::test {

/// The kinds in order, from the vocabulary.
inline std::vector<FactKind> all_kinds() {
  std::vector<FactKind> out;
  for (const CodeWord& w : fact_kind_words())
    out.push_back(static_cast<FactKind>(w.code));
  return out;
}

class RandomFacts {
 public:
  RandomFacts(std::uint32_t seed, Batch& batch) : random_(seed), batch_(batch) {}

  std::int64_t number(std::int64_t low, std::int64_t high) {
    const auto range =
        static_cast<std::uint64_t>(high) - static_cast<std::uint64_t>(low) + 1;
    const std::uint64_t n = range == 0 ? random_() : random_() % range;
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(low) + n);
  }
  bool coin() { return number(0, 1) == 1; }

  Fact fact(FactKind kind) {
    Fact f;
    f.head = head(kind);
    f.body = body(kind, f.head);
    return f;
  }

 private:
  std::string word() {
    static const char* const words[] = {"a", "客户", "x|y", "\"quoted\", line\nbreak",
                                        "é", "=1+1", "K-1"};
    std::string out = words[number(0, 6)];
    return out + std::to_string(number(0, 999));
  }
  std::string maybe() { return coin() ? word() : std::string(); }
  Date day() { return Date(static_cast<std::int32_t>(number(-40000, 40000))); }
  std::optional<Date> maybe_day() { return coin() ? std::optional(day()) : std::nullopt; }
  Money money() {
    static const char* const codes[] = {"CNY", "JPY", "KWD"};
    return {number(0, INT64_MAX), Currency::parse(codes[number(0, 2)]).value()};
  }
  template <class Code>
  Code code() {
    const auto words = words_of(Code{});
    return static_cast<Code>(
        words[static_cast<std::size_t>(number(0, std::int64_t(words.size()) - 1))].code);
  }
  TextRef text(const FactHead& head, std::string_view field) {
    return batch_.put_text(head, field, maybe());
  }
  EventKey event() { return {word(), word()}; }

  FactHead head(FactKind kind) {
    FactHead h;
    const bool book = kind >= FactKind::team && kind < FactKind::retract;
    if (!book && (kind != FactKind::retract || coin())) h.root = CustomerKey(word());
    h.event = {word(), "event" + std::to_string(next_++)};
    h.revision = static_cast<std::int32_t>(number(0, 3));
    const Instant at(number(-4'000'000'000'000'000, 4'000'000'000'000'000));
    h.occurred = coin() ? Occurred::on(day()) : Occurred::at_instant(at, Zone{});
    h.recorded = Instant(number(0, 4'000'000'000'000'000));
    h.author = PersonKey(maybe());
    if (coin()) h.replaces = event();
    return h;
  }

  FieldValue value(const FieldSpec& spec, const FactHead& head, Currency currency) {
    if (number(0, 4) == 0) return {};
    switch (spec.type) {
      case FieldType::code:
        return std::int64_t{spec.words[static_cast<std::size_t>(number(0, 3))].code};
      case FieldType::integer:
        return spec.field == Field::purchase_cycle ? number(1, 36600) : number(0, 1);
      case FieldType::word:
        if (spec.field == Field::kind)
          return std::string(coin() ? "organisation" : "person");
        return word();
      case FieldType::text:
        return batch_.put_text(head, spec.name, word());
      case FieldType::money:
        return Money{
            number(spec.field == Field::annual_profit ? INT64_MIN : 0, INT64_MAX),
            currency};
    }
    return {};
  }
  CustomerFact customer(const FactHead& head) {
    CustomerFact b;
    const Currency currency = money().currency;
    for (const FieldSpec& spec : customer_fields()) {
      if (coin()) b.fields.emplace_back(spec.field, value(spec, head, currency));
    }
    return b;
  }
  CustomFact custom(const FactHead& head) {
    CustomFact b{word()};
    switch (number(0, 5)) {
      case 0:
        b.number = number(INT64_MIN, INT64_MAX);
        break;
      case 1:
        b.word = word();
        break;
      case 2:
        b.text = text(head, "text");
        break;
      case 3:
        b.day = day();
        break;
      case 4:
        b.amount = money();
        break;
      default:
        break;  // cleared
    }
    return b;
  }
  StepFact step(const FactHead& head) {
    StepFact b;
    b.text = text(head, "text");
    b.deadline = code<DeadlineKind>();
    if (b.deadline == DeadlineKind::range) b.first = day();
    if (b.deadline == DeadlineKind::range) b.last = b.first->plus_days(number(0, 30));
    if (b.deadline == DeadlineKind::point) b.last = day();
    if (b.deadline == DeadlineKind::working_days) {
      b.working_days = static_cast<std::int32_t>(number(0, 10));
    }
    b.channel = code<Channel>();
    b.actor = PersonKey(maybe());
    return b;
  }
  StageFact stage() {
    StageFact b{DealKey(word()), "", code<DealEnd>(), word()};
    if (b.end == DealEnd::open) b.stage = word();
    return b;
  }
  AdoptFact adopt() {
    const std::string json = "{\"kind\":\"cadence\",\"schema\":1,\"id\":\"c" +
                             std::to_string(number(0, 99)) + "\"}";
    Document d = read_document(json).value();
    AdoptFact b{d.kind, d.id, d.hash, day()};
    batch_.add_document(std::move(d));
    return b;
  }
  TouchFact touch(const FactHead& head) {
    TouchFact b;
    b.channel = code<Channel>();
    b.level = code<Level>();
    b.outcome = code<Outcome>();
    b.purpose = maybe();
    b.actor = PersonKey(maybe());
    b.contact = ContactKey(maybe());
    b.content = text(head, "content");
    b.feedback = text(head, "feedback");
    b.opening = coin();
    b.campaign = coin();
    return b;
  }
  PersonFact person(const FactHead& head) {
    return {PersonKey("p" + word()),
            text(head, "name"),
            code<Role>(),
            maybe(),
            PersonKey(maybe()),
            coin(),
            coin(),
            maybe(),
            PersonKey(maybe()),
            maybe_limit(),
            coin() ? "phone=20|visit=4" : "",
            maybe_limit(),
            maybe_limit(),
            coin() ? "region=华东|tier=A" : ""};
  }

  std::optional<std::int32_t> maybe_limit() {
    if (coin()) return std::nullopt;
    return static_cast<std::int32_t>(number(0, 1'000'000));
  }

  AbsenceFact absence() {
    const Date first = day();
    return {PersonKey("p" + word()), first, first.plus_days(3), PersonKey(maybe()),
            maybe()};
  }

  FactBody body(FactKind kind, const FactHead& h) {
    switch (kind) {
      case FactKind::customer:
        return customer(h);
      case FactKind::contact:
        return ContactFact{ContactKey(word()),
                           text(h, "name"),
                           text(h, "position"),
                           text(h, "phone"),
                           text(h, "mail"),
                           code<Level>(),
                           maybe(),
                           text(h, "message"),
                           coin() ? "message|phone" : "",
                           coin(),
                           coin()};
      case FactKind::custom:
        return custom(h);
      case FactKind::consent: {
        ConsentFact b{ContactKey(word()), word(), code<Channel>(), coin(), {}, maybe()};
        if (b.given) b.expires = maybe_day();
        return b;
      }
      case FactKind::owner:
        return OwnerFact{PersonKey(maybe())};
      case FactKind::tag: {
        TagFact b{word(), coin(), std::nullopt};
        if (b.present) b.expires = maybe_day();
        return b;
      }
      case FactKind::tier:
        return TierFact{word(),
                        maybe(),
                        maybe(),
                        maybe(),
                        number(INT64_MIN, INT64_MAX),
                        number(0, 1000000)};
      case FactKind::first_due:
        return FirstDueFact{word(), day(), maybe()};
      case FactKind::snooze:
        if (coin()) return SnoozeFact{word(), std::nullopt, day(), maybe()};
        return SnoozeFact{"", event(), day(), maybe()};
      case FactKind::win_back:
        return WinBackFact{word(),
                           maybe(),
                           text(h, "research"),
                           text(h, "strategy"),
                           PersonKey(maybe()),
                           maybe_day(),
                           code<WinBack>(),
                           text(h, "outcome")};
      case FactKind::hold:
        return HoldFact{ContactKey(maybe()), coin(), maybe()};
      case FactKind::erase:
        return EraseFact{ContactKey(maybe()), maybe()};
      case FactKind::merge:
        return MergeFact{CustomerKey(word() + "k"), CustomerKey(word() + "m"), maybe()};
      case FactKind::touch:
        return touch(h);
      case FactKind::step:
        return step(h);
      case FactKind::step_closed:
        return StepClosedFact{event(), coin()};
      case FactKind::deal: {
        DealFact b{DealKey(word()), maybe(), text(h, "name"), std::nullopt,
                   PersonKey(maybe())};
        if (coin()) b.amount = money();
        return b;
      }
      case FactKind::stage:
        return stage();
      case FactKind::deal_event:
        return DealEventFact{DealKey(word()), word()};
      case FactKind::order:
        return OrderFact{OrderKey(word()), money(), DealKey(maybe()), maybe(), maybe()};
      case FactKind::order_return:
        return OrderReturnFact{OrderKey(word()), money()};
      case FactKind::receipt:
        return ReceiptFact{DealKey(word()), money(), coin()};
      case FactKind::team:
        return TeamFact{"t" + word(), maybe(), maybe(), PersonKey(maybe()), coin()};
      case FactKind::person:
        return person(h);
      case FactKind::absence:
        return absence();
      case FactKind::adopt:
        return adopt();
      case FactKind::run:
        return RunFact{word(), word(), day(), day(), number(0, INT64_MAX)};
      case FactKind::retract:
        return RetractFact{event()};
    }
    return RetractFact{event()};
  }

  std::mt19937_64 random_;
  Batch& batch_;
  std::int64_t next_ = 0;
};

}  // namespace kith::test
