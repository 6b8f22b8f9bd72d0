// Deals through the default pipeline, orders with their rhythm and their end, returns.
#include <algorithm>
#include <array>
#include <optional>

#include "sample/customer.hpp"

namespace kith::sample {

namespace {

constexpr std::array<std::string_view, 4> kStages{"needs_confirmed", "proposal_submitted",
                                                  "negotiation", "paid"};
constexpr std::array<std::string_view, 9> kLost{"price",       "competitor",  "no_budget",
                                                "no_need",     "product_fit", "timing",
                                                "no_response", "service",     "other"};

class Trade {
 public:
  Trade(const World& world, Customer& customer, Log& log)
      : w_(world),
        c_(customer),
        log_(log),
        rng_(world.options.seed, static_cast<std::uint64_t>(customer.index + 1), 5) {}

  void run() {
    if (c_.known_before) {
      known_customer();
    } else {
      newcomer();
    }
    std::stable_sort(c_.stages.begin(), c_.stages.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
  }

 private:
  // ---- customers
  // -----------------------------------------------------------------------

  void known_customer() {
    if (c_.buys) {
      c_.stages.emplace_back(c_.arrival, CustomerStage::active);
      const Date end =
          order_from(w_.work(c_.arrival.plus_days(rng_.below(c_.interval)), 0));
      more_deals(c_.arrival, end);
      return;
    }
    const bool asleep = rng_.chance(c_.tier == 'C' ? 90 : 30);
    c_.stages.emplace_back(c_.arrival,
                           asleep ? CustomerStage::dormant : CustomerStage::prospect);
    if (asleep || !rng_.chance(450)) return;
    const auto signed_on = deal(some_day(c_.arrival, w_.options.last), 120);
    if (signed_on) c_.stages.emplace_back(*signed_on, CustomerStage::active);
  }

  void newcomer() {
    c_.stages.emplace_back(c_.arrival, CustomerStage::lead);
    if (!rng_.chance(c_.buys ? 930 : 420)) return;
    const Date interest = w_.work(c_.arrival, rng_.between(2, 30));
    c_.stages.emplace_back(interest, CustomerStage::prospect);
    const auto signed_on = deal(interest, c_.buys ? (c_.tier == 'C' ? 370 : 620) : 60);
    if (!signed_on) return;
    c_.stages.emplace_back(*signed_on, CustomerStage::active);
    const Date end = order_from(w_.work(signed_on->plus_days(pause()), 0));
    more_deals(signed_on->plus_days(60), end);
  }

  void more_deals(Date from, Date end) {
    const std::int64_t tries = c_.tier == 'A' ? 4 : c_.tier == 'B' ? 2 : 1;
    for (std::int64_t i = 0; i < tries; ++i) {
      if (!rng_.chance(c_.tier == 'C' ? 330 : 620)) continue;
      if (from < end) deal(some_day(from, end), c_.tier == 'A' ? 520 : 420);
    }
  }

  // ---- orders
  // --------------------------------------------------------------------------

  std::int64_t pause() {
    return std::max<std::int64_t>(5, c_.interval * rng_.between(60, 145) / 100);
  }

  /// Orders from a day until the customer stops, and after a while perhaps again. The day
  /// of the last order, or the book's last day.
  Date order_from(Date day) {
    const std::int64_t stops = c_.tier == 'A' ? 6 : c_.tier == 'B' ? 16 : 60;
    Date last = day;
    while (day <= w_.options.last) {
      order(day);
      last = day;
      if (rng_.chance(stops)) return fade(day);
      day = w_.work(day.plus_days(pause()), 0);
    }
    (void)last;
    return w_.options.last;
  }

  Date fade(Date last_order) {
    const Date asleep = w_.work(last_order.plus_days(std::max<std::int64_t>(
                                    75, c_.interval * 2 + rng_.between(0, 30))),
                                0);
    c_.stages.emplace_back(asleep, CustomerStage::dormant);
    const Date back = w_.work(asleep.plus_days(rng_.between(25, 160)), 0);
    if (rng_.chance(160)) {
      c_.stages.emplace_back(back, CustomerStage::won_back);
      c_.stages.emplace_back(w_.work(back.plus_days(90), 0), CustomerStage::active);
      Date day = back;
      for (std::int64_t n = rng_.between(1, 8); n > 0 && day <= w_.options.last; --n) {
        order(day);
        day = w_.work(day.plus_days(pause()), 0);
      }
    } else if (rng_.chance(650)) {
      c_.stages.emplace_back(back, CustomerStage::lost);
    }
    return last_order;
  }

  Money rounded(std::int64_t minor) {
    const std::int64_t step = minor > 10'000'000 ? 100'000 : 10'000;  // 1000 or 100 元
    return Money{std::max(step, (minor + step / 2) / step * step), Currency{}};
  }

  void order(Date day) {
    // Deals bring the rest of what the customer spends.
    const std::int64_t mean = c_.spend / 365 * c_.interval * 93 / 100;
    place_order(day, rounded(mean * rng_.between(72, 128) / 100), DealKey());
  }

  void place_order(Date day, Money amount, const DealKey& of) {
    if (!log_.holds(day)) return;
    FactHead head = log_.head('P', day, c_.owner_on(day));
    OrderFact fact;
    fact.order = OrderKey(c_.key.text() + "/" + std::to_string(++orders_));
    fact.amount = amount;
    fact.deal = of;
    fact.product = std::string(rng_.pick(products()));
    log_.add(head, fact);
    if (rng_.chance(6)) {  // a slip of the pen, put right later
      fact.amount = rounded(amount.minor * rng_.between(90, 110) / 100);
      log_.correct(head, fact);
    } else if (rng_.chance(32)) {
      give_back(day, fact);
    }
  }

  void give_back(Date day, const OrderFact& order) {
    const Date back = w_.work(day, rng_.between(3, 20));
    const bool all = rng_.chance(150);
    Money amount = order.amount;
    if (!all) amount = rounded(amount.minor * rng_.between(10, 50) / 100);
    amount.minor = std::min(amount.minor, order.amount.minor);
    log_.add(log_.head('R', back, c_.owner_on(back)),
             OrderReturnFact{order.order, amount});
  }

  // ---- deals
  // ---------------------------------------------------------------------------

  Date some_day(Date from, Date to) {
    const std::int32_t span = std::max(1, days_between(from, to));
    return w_.work(from.plus_days(rng_.below(span)), 0);
  }

  /// n working days on: mostly what the milestone allows, sometimes much later.
  Date after(Date day, std::int64_t usual) {
    const bool late = rng_.chance(230);
    return w_.work(day,
                   late ? rng_.between(usual + 1, usual * 3) : rng_.between(1, usual));
  }

  void stage(const DealKey& key, Date day, std::string_view name) {
    StageFact fact;
    fact.deal = key;
    fact.stage = std::string(name);
    log_.add(log_.head('D', day, c_.owner_on(day)), fact);
  }

  void end(const DealKey& key, Date day, DealEnd how, std::string_view reason = {}) {
    StageFact fact;
    fact.deal = key;
    fact.end = how;
    fact.reason = std::string(reason);
    log_.add(log_.head('D', day, c_.owner_on(day)), fact);
  }

  void event(const DealKey& key, Date day, std::string_view name) {
    log_.add(log_.head('D', day, c_.owner_on(day)),
             DealEventFact{key, std::string(name)});
  }

  Money deal_amount() {
    const std::int64_t minor = c_.spend * rng_.between(8, 22) / 100;
    return rounded(minor);
  }

  DealKey create(Date day, Money amount) {
    FactHead head = log_.head('D', day, c_.owner_on(day));
    DealFact fact;
    fact.deal = DealKey(c_.key.text() + "/D" + std::to_string(++deals_));
    fact.name =
        log_.text(head, "name", c_.trade + std::string(rng_.pick(products())) + "项目");
    fact.amount = amount;
    log_.add(head, fact);
    return fact.deal;
  }

  /// The day its contract was signed, if that lies within the book.
  std::optional<Date> deal(Date created, std::int64_t win_per_mille) {
    const Money amount = deal_amount();
    const DealKey key = create(created, amount);
    // Stages reached: all four for a win; others stop after 0 to 3.
    constexpr std::array<std::int32_t, 4> kStops{14, 30, 34, 22};
    const bool wins = rng_.chance(win_per_mille);
    const std::int32_t stop = wins ? 3 : rng_.weighted(kStops);
    Date day = created;
    for (std::int32_t i = 0; i < std::min(stop, 3); ++i) {
      day = after(day, i == 0 ? 5 : 3);
      // Now and then a stage is passed over.
      if (i < stop - 1 && rng_.chance(45)) continue;
      stage(key, day, kStages[static_cast<std::size_t>(i)]);
    }
    if (stop == 3 && rng_.chance(60)) {  // back to the drawing board
      day = after(day, 4);
      stage(key, day, kStages[1]);
      day = after(day, 4);
      stage(key, day, kStages[2]);
    }
    if (!wins) {
      lose(key, day, stop);
      return std::nullopt;
    }
    return win(key, day, amount);
  }

  void lose(const DealKey& key, Date day, std::int32_t reached) {
    if (rng_.chance(70)) return;  // nobody has said no: it rots
    constexpr std::array<std::int32_t, 9> kWhy{26, 22, 13, 11, 8, 8, 7, 3, 2};
    const Date over = w_.work(day, rng_.between(4, 30));
    if (rng_.chance(25)) return end(key, over, DealEnd::void_, {});
    end(key, over, DealEnd::lost, kLost[static_cast<std::size_t>(rng_.weighted(kWhy))]);
    if (reached < 2 || !rng_.chance(30)) return;
    const Date again = w_.work(over, rng_.between(15, 60));  // taken up once more
    stage(key, again, kStages[1]);
    end(key, w_.work(again, rng_.between(5, 25)), DealEnd::lost, kLost[0]);
  }

  std::optional<Date> win(const DealKey& key, Date day, Money amount) {
    const Date agreed = after(day, 2);
    if (rng_.chance(850)) event(key, agreed, "agreed");
    const Date signed_on = after(agreed, 3);
    event(key, signed_on, "contract_signed");
    place_order(signed_on, amount, key);
    collect(key, signed_on, amount);
    if (!log_.holds(signed_on)) return std::nullopt;
    return signed_on;
  }

  void receive(const DealKey& key, Date day, std::int64_t minor, bool reversal = false) {
    ReceiptFact fact;
    fact.deal = key;
    fact.amount = Money{minor, Currency{}};
    fact.reversal = reversal;
    log_.add(log_.head('M', day, w_.finance), fact);
  }

  void collect(const DealKey& key, Date signed_on, Money amount) {
    Date day = after(signed_on, 5);
    if (rng_.chance(280)) {  // a deposit, the rest later
      const std::int64_t deposit = amount.minor * 3 / 10;
      receive(key, day, deposit);
      day = w_.work(day, rng_.between(8, 45));
      if (rng_.chance(90)) return;  // the rest is still owed
      receive(key, day, amount.minor - deposit);
    } else {
      if (rng_.chance(40)) return;
      receive(key, day, amount.minor);
      if (rng_.chance(6)) {  // a transfer that bounced
        receive(key, w_.work(day, 1), amount.minor, true);
        day = w_.work(day, rng_.between(3, 8));
        receive(key, day, amount.minor);
      }
    }
    stage(key, day, kStages[3]);
  }

  const World& w_;
  Customer& c_;
  Log& log_;
  Rng rng_;
  std::int32_t orders_ = 0;
  std::int32_t deals_ = 0;
};

}  // namespace

void trade(const World& world, Customer& customer, Log& log) {
  Trade(world, customer, log).run();
}

}  // namespace kith::sample
