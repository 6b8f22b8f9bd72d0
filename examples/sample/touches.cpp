// Keeping in touch: the rhythm of each tier, well kept by most managers, and next steps.
#include <algorithm>
#include <array>

#include "sample/customer.hpp"

namespace kith::sample {

namespace {

constexpr std::array kPushChannels{Channel::message, Channel::mail, Channel::push};
constexpr std::array kTalkChannels{Channel::message, Channel::mail, Channel::phone,
                                   Channel::visit, Channel::video};

bool is_push(std::string_view purpose) {
  return purpose == "news_or_offer" || purpose == "product_update";
}

class Touches {
 public:
  Touches(const World& world, const Customer& customer, Log& log)
      : w_(world),
        c_(customer),
        log_(log),
        rng_(world.options.seed, static_cast<std::uint64_t>(customer.index + 1), 6) {}

  void run() {
    if (c_.known_before) opening();
    if (c_.quiet) return;
    if (!c_.known_before) first_call();
    if (c_.tier == 'A') {
      for (Date d = monday(c_.arrival); d <= w_.options.last; d = d.plus_days(7)) week(d);
    } else if (c_.tier == 'B') {
      routine();
      for (Date d = quarter(c_.arrival); d <= w_.options.last; d = d.plus_months(3))
        update(d);
    }
    for (Date d = c_.arrival.first_of_month(); d <= w_.options.last;
         d = d.plus_months(1)) {
      month(d);
    }
  }

 private:
  // ---- days
  // ----------------------------------------------------------------------------

  static Date monday(Date d) { return d.plus_days(1 - d.weekday()); }
  static Date quarter(Date d) {
    const Date m = d.first_of_month();
    return m.plus_months(-((m.ymd().month - 1) % 3));
  }
  [[nodiscard]] bool away(Date d) const {
    const CustomerStage s = c_.stage_on(d);
    return s == CustomerStage::dormant || s == CustomerStage::lost;
  }
  [[nodiscard]] const Manager* manager_on(Date d) const {
    const PersonKey& owner = c_.owner_on(d);
    for (const Manager& m : w_.managers) {
      if (m.key == owner) return &m;
    }
    return nullptr;
  }
  /// Whether the owner keeps a promise on that day; nobody does for the pool.
  bool kept(Date d, std::int64_t bonus = 0) {
    const Manager* m = manager_on(d);
    return m != nullptr && rng_.chance(std::min<std::int64_t>(m->diligence + bonus, 985));
  }
  std::vector<Date> working_days(Date first, Date last) const {
    std::vector<Date> days;
    for (Date d = std::max(first, c_.arrival); d <= last && d <= w_.options.last;
         d = d.plus_days(1)) {
      if (w_.calendar().is_working(d)) days.push_back(d);
    }
    return days;
  }

  // ---- rhythms
  // -------------------------------------------------------------------------

  void opening() {
    const Date day = w_.options.first.plus_days(-rng_.between(2, 60));
    TouchFact touch;
    touch.channel = Channel::unknown;
    touch.opening = true;
    log_.add(log_.head('T', day, c_.owner_on(c_.arrival)), touch);
  }

  void first_call() {
    const Date day = w_.work(c_.arrival, rng_.below(3));
    if (manager_on(day) == nullptr) return;
    talk(day, rng_.chance(700) ? Channel::phone : Channel::visit, {});
  }

  void week(Date first) {
    const std::vector<Date> days = working_days(first, first.plus_days(6));
    if (days.empty() || away(days.front())) return;
    const std::size_t times = c_.tagged("urgent_need", days.front()) ? 2 : 1;
    std::size_t at =
        static_cast<std::size_t>(rng_.below(static_cast<std::int64_t>(days.size())));
    for (std::size_t i = 0; i < times; ++i) {
      Date day = days[at];
      at = (at + days.size() / 2 + (days.size() == 1 ? 0 : 1)) % days.size();
      const bool thin = days.size() < 3 && rng_.chance(450);
      if (thin || !kept(day, 10)) {
        if (!rng_.chance(400)) continue;
        day = w_.work(first.plus_days(6), rng_.between(1, 2));  // made good next week
      } else if (rng_.chance(18)) {
        day = first.plus_days(5);  // golf on Saturday
      }
      const Channel channel = rng_.chance(680) ? Channel::phone : Channel::visit;
      attempt_before(day, channel);
      talk(day, channel, "deep_talk", rng_.chance(100) ? w_.lead : c_.owner_on(day));
    }
  }

  void routine() {
    constexpr std::array<std::int32_t, 5> kOften{44, 18, 27, 8, 3};
    Date day = w_.work(c_.arrival, rng_.between(1, 9));
    while (day <= w_.options.last) {
      if (away(day) || manager_on(day) == nullptr) {
        day = w_.work(day, 5);
        continue;
      }
      const Channel channel =
          kTalkChannels[static_cast<std::size_t>(rng_.weighted(kOften))];
      if (rng_.chance(100)) {
        attempt(day, channel);
        day = w_.work(day, rng_.between(1, 2));
        continue;
      }
      talk(day, channel, "routine");
      const bool soon = c_.tagged("urgent_need", day);
      const bool on_time = kept(day);
      day = w_.work(day, soon      ? (on_time ? rng_.between(3, 5) : rng_.between(6, 9))
                         : on_time ? rng_.between(9, 10)
                                   : rng_.between(11, 22));
    }
  }

  void update(Date first) {
    const std::vector<Date> days =
        working_days(first, first.plus_months(3).plus_days(-1));
    if (days.empty()) return;
    const Date day = rng_.pick(days);
    if (!away(day) && kept(day))
      push(day, rng_.pick(kPushChannels), "product_update", false);
  }

  void month(Date first) {
    const std::vector<Date> days = working_days(first, first.last_of_month());
    if (days.empty()) return;
    const Date some = rng_.pick(days);
    if (away(some)) {
      if (kept(some, -180)) win_back(some);
      return;
    }
    if (c_.tier == 'C') campaign(first);
    const bool complex = c_.tagged("complex_decision", some);
    const bool quarter_end = first.ymd().month % 3 == 0;
    if (c_.tier == 'A' ? kept(some, -20) : complex && quarter_end && rng_.chance(800)) {
      executive(some);
    }
    if (c_.tier == 'C' && complex + rng_.chance(45) > 0 && kept(some)) {
      talk(some, Channel::phone, "routine");
    }
    if (c_.tagged("price_sensitive", some) && kept(some, -350)) {
      talk(rng_.pick(days), Channel::message, "offer_review");
    }
  }

  // One push to all of a manager's customers on one day; some get their own.
  void campaign(Date first) {
    const Manager* m = manager_on(first.plus_days(14));
    if (m == nullptr) return;
    const auto number = static_cast<std::uint64_t>(m - w_.managers.data());
    Rng shared(w_.options.seed, static_cast<std::uint64_t>(first.days()) * 128 + number,
               7);
    const Date together = w_.work(first, shared.between(3, 14));
    const Channel channel = shared.pick(kPushChannels);
    const bool alone = rng_.chance(150);
    const Date day = alone ? w_.work(first, rng_.between(1, 18)) : together;
    if (day < c_.arrival || !rng_.chance(m->diligence - 150)) return;
    push(day, alone ? rng_.pick(kPushChannels) : channel, "news_or_offer", !alone);
  }

  void executive(Date day) {
    constexpr std::array<std::int32_t, 3> kHow{50, 32, 18};
    constexpr std::array kChannels{Channel::visit, Channel::phone, Channel::video};
    FactHead head = log_.head('T', day, c_.owner_on(day), true);
    TouchFact touch;
    touch.channel = kChannels[static_cast<std::size_t>(rng_.weighted(kHow))];
    touch.level = Level::executive;
    touch.actor = rng_.chance(780) ? w_.lead : w_.executive;
    touch.contact = ContactKey(c_.key.text() + "/2");
    if (rng_.chance(350)) touch.purpose = "executive";
    say(head, touch, "executive");
    log_.add(head, touch);
  }

  void win_back(Date day) {
    const bool answered = rng_.chance(620);
    FactHead head = log_.head('T', day, c_.owner_on(day), true);
    TouchFact touch;
    touch.channel = rng_.chance(600) ? Channel::phone : Channel::message;
    touch.outcome = answered ? Outcome::answered : Outcome::no_reply;
    if (rng_.chance(500)) touch.purpose = "win_back";
    touch.actor = c_.owner_on(day);
    say(head, touch, "win_back");
    log_.add(head, touch);
  }

  // ---- single touches
  // ------------------------------------------------------------------

  void say(const FactHead& head, TouchFact& touch, std::string_view purpose) {
    if (touch.contact.empty()) touch.contact = ContactKey(c_.key.text() + "/1");
    const bool bargain = !is_push(purpose) && purpose != "win_back" &&
                         c_.stage_on(head.occurred.day) == CustomerStage::prospect &&
                         rng_.chance(350);
    touch.content =
        log_.text(head, "content", rng_.pick(contents(bargain ? "deal" : purpose)));
    const Words back =
        touch.outcome == Outcome::no_reply ? silences() : feedbacks(purpose);
    touch.feedback = log_.text(head, "feedback", rng_.pick(back));
  }

  void attempt_before(Date day, Channel channel) {
    if (rng_.chance(120)) attempt(w_.calendar().add(day, -1).value().day, channel);
  }

  void attempt(Date day, Channel channel) {
    if (day < c_.arrival) return;
    FactHead head = log_.head('T', day, c_.owner_on(day), true);
    TouchFact touch;
    touch.channel = channel;
    touch.outcome = Outcome::no_reply;
    touch.actor = c_.owner_on(day);
    say(head, touch, "routine");
    log_.add(head, touch);
  }

  void push(Date day, Channel channel, std::string_view purpose, bool together) {
    FactHead head = log_.head('T', day, c_.owner_on(day), true);
    TouchFact touch;
    touch.channel = channel;
    touch.outcome = Outcome::delivered;
    touch.actor = c_.owner_on(day);
    touch.campaign = together;
    if (rng_.chance(600)) touch.purpose = std::string(purpose);
    say(head, touch, purpose);
    log_.add(head, touch);
  }

  void talk(Date day, Channel channel, std::string_view purpose) {
    talk(day, channel, purpose, c_.owner_on(day));
  }

  void talk(Date day, Channel channel, std::string_view purpose, const PersonKey& actor) {
    if (day > w_.options.last) return;
    FactHead head = log_.head('T', day, c_.owner_on(day), true);
    TouchFact touch;
    touch.channel = channel;
    touch.actor = actor;
    if (purpose == "offer_review" || rng_.chance(150))
      touch.purpose = std::string(purpose);
    say(head, touch, purpose);
    if (rng_.chance(1)) log_.retract(head);  // it was another customer
    log_.add(head, touch);
    if (rng_.chance(4)) correct(head, touch, purpose);
    if (rng_.chance(125)) step(head);
  }

  void correct(const FactHead& head, TouchFact touch, std::string_view purpose) {
    FactHead again = head;
    again.revision = 1;
    say(again, touch, purpose);
    log_.correct(head, touch);
  }

  // ---- next steps
  // ----------------------------------------------------------------------

  void step(const FactHead& touch) {
    const Date day = touch.occurred.day;
    FactHead head = log_.head('N', day, touch.author);
    StepFact fact;
    const std::string_view what = rng_.pick(steps());
    fact.text = log_.text(head, "text", what);
    if (what.starts_with("电话")) fact.channel = Channel::phone;
    if (what.starts_with("拜访")) fact.channel = Channel::visit;
    const Date due = deadline(fact, day);
    log_.add(head, fact);
    close(head, day, due);
  }

  Date deadline(StepFact& fact, Date day) {
    constexpr std::array<std::int32_t, 4> kKinds{10, 45, 20, 25};
    fact.deadline = static_cast<DeadlineKind>(rng_.weighted(kKinds));
    const Date next_monday = monday(day).plus_days(7);
    switch (fact.deadline) {
      case DeadlineKind::point:
        fact.last = w_.work(day, rng_.between(2, 8));
        return *fact.last;
      case DeadlineKind::range:
        fact.first = next_monday;
        fact.last = next_monday.plus_days(6);
        return next_monday.plus_days(4);
      case DeadlineKind::working_days:
        fact.working_days = rng_.chance(700) ? 3 : 5;
        return w_.work(day, fact.working_days);
      case DeadlineKind::none:
        break;
    }
    return w_.work(day, rng_.between(4, 20));
  }

  // Most are done in time; a few late, dropped or forgotten.
  void close(const FactHead& step, Date day, Date due) {
    if (rng_.chance(10)) return;
    Date on = w_.calendar()
                  .add(due.plus_days(1), -static_cast<std::int32_t>(rng_.between(1, 3)))
                  .value()
                  .day;
    if (rng_.chance(150)) on = w_.work(due, rng_.between(1, 8));
    on = std::max(on, day);
    StepClosedFact fact;
    fact.step = step.event;
    fact.done = !rng_.chance(50);
    log_.add(log_.head('Z', on, c_.owner_on(on)), fact);
  }

  const World& w_;
  const Customer& c_;
  Log& log_;
  Rng rng_;
};

}  // namespace

void keep_in_touch(const World& world, const Customer& customer, Log& log) {
  Touches(world, customer, log).run();
}

}  // namespace kith::sample
