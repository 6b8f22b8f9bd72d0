// The fold: facts into the deals and orders of one customer, and what a deal says of
// itself.
#include <algorithm>
#include <map>
#include <variant>

#include "kith/deals/deals.hpp"

namespace kith {
namespace {

template <class Item, class KeyType>
auto place_of_key(std::vector<Item>& items, const KeyType& key) {
  return std::lower_bound(items.begin(), items.end(), key,
                          [](const Item& i, const KeyType& k) { return i.key < k; });
}

template <class Item, class KeyType>
const Item* find_key(const std::vector<Item>& items, const KeyType& key) {
  const auto it =
      std::lower_bound(items.begin(), items.end(), key,
                       [](const Item& i, const KeyType& k) { return i.key < k; });
  return it != items.end() && it->key == key ? &*it : nullptr;
}

Deal new_deal(const DealKey& key, Date day) {
  Deal deal;
  deal.key = key;
  deal.pipeline = kDefaultPipeline;
  deal.version = day;
  deal.created = day;
  return deal;
}

/// The deal of a fact that speaks of it; created on that day when no fact did.
Deal& deal_for(DealsState& state, const DealKey& key, Date day) {
  auto it = place_of_key(state.deals, key);
  if (it == state.deals.end() || it->key != key) {
    it = state.deals.insert(it, new_deal(key, day));
    it->implied = true;
  }
  return *it;
}

Order& order_for(DealsState& state, const OrderKey& key) {
  auto it = place_of_key(state.orders, key);
  if (it == state.orders.end() || it->key != key) {
    it = state.orders.insert(it, Order{});
    it->key = key;
  }
  return *it;
}

DealEnd last_end(const Deal& deal) {
  return deal.ends.empty() ? DealEnd::open : deal.ends.back().end;
}

/// The first day of a standing end is the one that counts; a reason may follow later.
void add_end(Deal& deal, DealEnd end, Date day, const std::string& reason) {
  if (last_end(deal) == end) {
    if (deal.ends.back().reason.empty()) deal.ends.back().reason = reason;
    return;
  }
  deal.ends.push_back({end, day, reason});
}

/// One customer's state, one day: a fact's body goes to the overload that knows it.
struct Fold {
  DealsState& state;
  Date day;

  template <class Other>
  void operator()(const Other&) const {}  // kinds of other engines

  void operator()(const DealFact& fact) const {
    const bool known = state.find(fact.deal) != nullptr;
    Deal& deal = deal_for(state, fact.deal, day);
    const bool settled = known && !deal.implied;
    if (!fact.pipeline.empty() && fact.pipeline != deal.pipeline) {
      deal.pipeline = fact.pipeline;
      if (settled) deal.version = day;  // moved on purpose
    }
    deal.implied = false;
    if (!fact.name.empty()) deal.name = fact.name;
    if (fact.amount) deal.amount = fact.amount;
    if (!fact.actor.empty()) deal.actor = fact.actor;
  }

  void operator()(const StageFact& fact) const {
    Deal& deal = deal_for(state, fact.deal, day);
    if (!fact.stage.empty()) enter(deal, fact.stage);
    if (fact.end != DealEnd::open) add_end(deal, fact.end, day, fact.reason);
  }

  void enter(Deal& deal, const std::string& stage) const {
    const bool taken_up =
        last_end(deal) == DealEnd::lost || last_end(deal) == DealEnd::void_;
    if (taken_up) deal.ends.push_back({DealEnd::open, day, {}});
    const bool there = !deal.stages.empty() && deal.stages.back().stage == stage;
    if (!there || taken_up) deal.stages.push_back({stage, day});
  }

  void operator()(const DealEventFact& fact) const {
    Deal& deal = deal_for(state, fact.deal, day);
    const bool known =
        std::any_of(deal.events.begin(), deal.events.end(),
                    [&](const DealEventEntry& e) { return e.event == fact.event; });
    if (!known) deal.events.push_back({fact.event, day});
    if (fact.event == kContractSigned) add_end(deal, DealEnd::won, day, {});
  }

  void operator()(const ReceiptFact& fact) const {
    if (fact.deal.empty()) return;
    Money amount = fact.amount;
    if (fact.reversal) amount.minor = -amount.minor;
    deal_for(state, fact.deal, day).receipts.push_back({day, amount});
  }

  void operator()(const OrderFact& fact) const {
    Order& order = order_for(state, fact.order);
    if (!order.day) order.day = day;
    auto line = place_of_key(order.lines, fact.line);
    if (line == order.lines.end() || line->key != fact.line)
      line = order.lines.insert(line, {fact.line, {}});
    line->amount = fact.amount;
    order.deal = fact.deal;
    order.product = fact.product;
  }

  void operator()(const OrderReturnFact& fact) const {
    order_for(state, fact.order).returns.push_back({day, fact.amount});
  }
};

std::optional<Currency> currency_of(const Deal& deal) {
  if (deal.amount) return deal.amount->currency;
  if (!deal.receipts.empty()) return deal.receipts.front().amount.currency;
  return std::nullopt;
}

}  // namespace

void apply(DealsState& state, const Fact& fact) {
  std::visit(Fold{state, fact.head.occurred.day}, fact.body);
}

const Deal* DealsState::find(const DealKey& key) const noexcept {
  return find_key(deals, key);
}

const Order* DealsState::find(const OrderKey& key) const noexcept {
  return find_key(orders, key);
}

EndEntry Deal::ending(Date as_of) const {
  EndEntry standing{DealEnd::open, created, {}};
  for (const EndEntry& e : ends) {
    if (e.day <= as_of) standing = e;
  }
  return standing;
}

std::optional<Date> Deal::event_day(std::string_view event, Date as_of) const {
  std::optional<Date> day;
  for (const DealEventEntry& e : events) {
    if (e.event == event && e.day <= as_of) day = e.day;
  }
  if (event != kContractSigned) return day;
  for (const EndEntry& e : ends) {  // won says that it was signed
    if (e.end == DealEnd::won && e.day <= as_of && (!day || e.day < *day)) day = e.day;
  }
  return day;
}

std::string_view Deal::stage(Date as_of) const {
  std::string_view last;
  for (const StageEntry& e : stages) {
    if (e.day <= as_of) last = e.stage;
  }
  return last;
}

std::optional<Date> Deal::paid_in_full(Date as_of) const {
  if (!amount || amount->minor <= 0) return std::nullopt;
  __extension__ using Wide = __int128;
  Wide sum = 0;
  std::optional<Date> since;
  for (auto r = receipts.begin(); r != receipts.end() && r->day <= as_of; ++r) {
    if (r->amount.currency == amount->currency) sum += r->amount.minor;
    const auto next = std::next(r);
    if (next != receipts.end() && next->day == r->day) continue;  // a day counts whole
    if (sum < amount->minor) {
      since.reset();  // a receipt was taken back
    } else if (!since) {
      since = r->day;
    }
  }
  return since;
}

Money Deal::received(Date as_of) const {
  Money sum;
  sum.currency = currency_of(*this).value_or(Currency{});
  for (const MoneyEntry& r : receipts) {
    if (r.day <= as_of && r.amount.currency == sum.currency) {
      sum = add(sum, r.amount).value();
    }
  }
  return sum;
}

bool Order::is_in(Currency currency) const {
  return std::any_of(lines.begin(), lines.end(), [&](const OrderLine& line) {
    return line.amount.currency == currency;
  });
}

bool Order::fully_returned() const {
  __extension__ using Wide = __int128;
  std::map<Currency, Wide> kept;
  for (const OrderLine& line : lines) kept[line.amount.currency] += line.amount.minor;
  bool any = false;
  for (const MoneyEntry& r : returns) {
    const auto of = kept.find(r.amount.currency);
    if (of == kept.end()) continue;
    any = true;
    of->second -= r.amount.minor;
  }
  return any && std::all_of(kept.begin(), kept.end(),
                            [](const auto& of) { return of.second <= 0; });
}

}  // namespace kith
