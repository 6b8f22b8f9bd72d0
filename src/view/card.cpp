// Everything on one customer: the tables of a customer card.
#include <algorithm>

#include "kith/view/view.hpp"
#include "view/group_log.hpp"
#include "view/schemas.hpp"
#include "view/values.hpp"

namespace kith {
namespace {

using namespace view_detail;

/// The words of a list joined by bars.
std::vector<std::string> parts_of(std::string_view joined) {
  std::vector<std::string> out;
  while (!joined.empty()) {
    const std::size_t bar = joined.find('|');
    out.emplace_back(joined.substr(0, bar));
    if (bar == std::string_view::npos) break;
    joined.remove_prefix(bar + 1);
  }
  return out;
}

/// A row for each need of the customer, with what answers it.
Table needs_table(const CustomerState& s, const Rules& rules, Date day,
                  const Words& words) {
  namespace col = schema::needs;
  TableWriter w(schema::kNeeds);
  const EntryDocument* entry = rules.entry().at(day);
  const std::string wanted =
      words.word(s.profile.word(Field::needs), access_field(Field::needs));
  const auto interests = parts_of(
      words.word(s.profile.word(Field::products), access_field(Field::products)));
  for (const std::string& id : parts_of(wanted)) {
    const Need* need = entry == nullptr ? nullptr : entry->need(id);
    w.text(col::customer_key, s.key.text());
    w.text(col::need, id);
    put(w, col::need_zh, need == nullptr ? id : need->zh);
    put(w, col::need_en, need == nullptr ? id : need->en);
    if (need != nullptr) {
      put(w, col::products, join(need->products, "|"));
      std::vector<std::string> both;
      for (const std::string& product : need->products) {
        if (std::find(interests.begin(), interests.end(), product) != interests.end())
          both.push_back(product);
      }
      put(w, col::of_interest, join(both, "|"));
    }
    w.end_row();
  }
  return std::move(w).finish();
}

const PipelineWord* stage_of(const Deal& deal, const Rules& rules, Date day) {
  const Pipeline* pipeline = pipeline_of(deal, rules.pipelines());
  if (pipeline == nullptr) return nullptr;
  const std::int32_t at = pipeline->stage_index(deal.stage(day));
  return at < 0 ? nullptr : &pipeline->stages[static_cast<std::size_t>(at)];
}

Table deals_table(const CustomerState& s, const Rules& rules, Date day, Words& words) {
  namespace col = schema::deals;
  TableWriter w(schema::kDeals);
  for (const Deal& deal : s.deals.deals) {
    const EndEntry ending = deal.ending(day);
    const PersonKey& owner = deal.actor.empty() ? s.ownership.owner : deal.actor;
    w.text(col::customer_key, s.key.text());
    w.text(col::deal, deal.key.text());
    put(w, col::deal_name, words.text(deal.name, AccessField::deal_name));
    w.date(col::created, deal.created);
    put(w, col::stage, deal.stage(day));
    if (const PipelineWord* stage = stage_of(deal, rules, day)) {
      put(w, col::stage_zh, stage->zh);
      put(w, col::stage_en, stage->en);
    }
    w.text(col::end, code_name(ending.end));
    w.text(col::end_zh, code_word(ending.end, Language::chinese));
    put(w, col::reason, ending.reason);
    const bool shows_amount = deal.amount && !words.hides(AccessField::deal_amount);
    if (shows_amount) {
      w.int64(col::amount_minor, deal.amount->minor);
      w.text(col::currency, deal.amount->currency.code());
    }
    if (!deal.receipts.empty() && !words.hides(AccessField::receipt_amount)) {
      const Money received = deal.received(day);
      w.int64(col::received_minor, received.minor);
      w.text(col::currency, received.currency.code());
    }
    put(w, col::owner, owner.text());
    put(w, col::owner_name, words.person(owner));
    w.end_row();
  }
  return std::move(w).finish();
}

/// Orders, returns and receipts, by the facts in force, oldest first.
Table payments_table(const CustomerKey& customer, const std::vector<Fact>& facts,
                     const Words& words) {
  namespace col = schema::payments;
  TableWriter w(schema::kPayments);
  const auto row = [&](const Fact& fact, AccessField right, const Money& amount,
                       std::int64_t sign, const OrderKey& order, const DealKey& deal,
                       const std::string& product) {
    w.text(col::customer_key, customer.text());
    w.date(col::day, fact.head.occurred.day);
    w.text(col::kind, code_name(fact.kind()));
    w.text(col::kind_zh, code_word(fact.kind(), Language::chinese));
    put(w, col::order, order.text());
    put(w, col::deal, deal.text());
    put(w, col::product, product);
    if (!words.hides(right)) {
      w.int64(col::amount_minor, sign * amount.minor);
      w.text(col::currency, amount.currency.code());
    }
    w.end_row();
  };
  for (const Fact& fact : facts) {
    if (const auto* o = std::get_if<OrderFact>(&fact.body))
      row(fact, AccessField::order_amount, o->amount, 1, o->order, o->deal, o->product);
    if (const auto* r = std::get_if<OrderReturnFact>(&fact.body))
      row(fact, AccessField::order_amount, r->amount, -1, r->order, {}, {});
    if (const auto* r = std::get_if<ReceiptFact>(&fact.body))
      row(fact, AccessField::receipt_amount, r->amount, r->reversal ? -1 : 1, {}, r->deal,
          {});
  }
  return std::move(w).finish();
}

}  // namespace

CustomerCard View::card(const CustomerKey& customer) const {
  const auto moment = source_->hold();
  const auto state = source_->one(customer, cut_);
  if (!state) {
    throw Error(Status::not_found, Reason::unknown_name, "no such customer")
        .at("customer");
  }
  Words words = this->words();
  CustomerCard card;
  card.customer = words.customer(*state);
  card.basics = customers(customer);
  card.contacts = contacts({.customer = customer});
  card.tier = tiers(customer);
  card.needs = needs_table(*state, *rules_, cut_.as_of, words);
  card.promises = due({.customer = customer});
  card.deals = deals_table(*state, *rules_, cut_.as_of, words);
  card.milestones = milestones({.open_only = false, .customer = customer});
  std::vector<Fact> facts = facts_of(*source_, *rules_, customer, cut_.known_at);
  std::erase_if(facts, [&](const Fact& f) { return f.head.occurred.day > cut_.as_of; });
  card.payments = payments_table(state->key, facts, words);
  card.history = history(customer);
  if (rules_->entry().at(cut_.as_of) != nullptr)
    card.completeness = completeness({.customer = customer, .record_days = 90});
  card.cases = cases({.customer = customer});
  return card;
}

}  // namespace kith
