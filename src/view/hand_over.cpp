// What a leaver holds, and who could take it over.
#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "kith/deals/deals.hpp"
#include "kith/ownership/assignment.hpp"
#include "kith/view/view.hpp"
#include "view/customer_promise.hpp"
#include "view/decisions.hpp"
#include "view/schemas_ahead.hpp"
#include "view/takers.hpp"
#include "view/words.hpp"

namespace kith {
namespace {

using namespace view_detail;
namespace col = schema::hand_over;

using Shared = std::shared_ptr<const CustomerState>;

/// What the whole book says before anything is proposed.
struct Desk {
  std::vector<Shared> held;        ///< by tier, none last, and key
  std::vector<Shared> takes_part;  ///< others', by key
  std::map<PersonKey, std::int64_t> holds;
};

bool takes_part(const CustomerState& s, const PersonKey& person, Date day) {
  for (const OpenStep& step : s.cadence.steps) {
    if (step.actor == person) return true;
  }
  for (const Deal& deal : s.deals.deals) {
    if (deal.actor == person && deal.ending(day).end == DealEnd::open) return true;
  }
  return false;
}

void take(Desk& desk, const CustomerState& s, const PersonKey& leaver, Date day) {
  const PersonKey& owner = s.ownership.owner;
  if (!owner.empty()) ++desk.holds[owner];
  if (owner == leaver) {
    desk.held.push_back(std::make_shared<const CustomerState>(s));
  } else if (takes_part(s, leaver, day)) {
    desk.takes_part.push_back(std::make_shared<const CustomerState>(s));
  }
}

void put_in_order(std::vector<Shared>& held) {
  std::sort(held.begin(), held.end(), [](const Shared& a, const Shared& b) {
    const auto place = [](const Shared& s) {
      return std::tuple(s->tiering.tier.empty(), std::string_view(s->tiering.tier),
                        std::string_view(s->key.text()));
    };
    return place(a) < place(b);
  });
}

/// Those who could take over, in the leaver's team and elsewhere. Shares of assignments
/// do not bind a hand-over.
struct Successors {
  std::vector<Taker> team;
  std::vector<Taker> others;
};

Successors successors(const PersonKey& leaver, const Desk& desk, const Rules& rules,
                      Date day) {
  Successors out;
  const Directory& directory = rules.directory();
  const Person& left = *directory.find(leaver, day);
  for (const PersonKey& key : directory.people()) {
    const Person& person = *directory.find(key, day);
    const bool there =
        key != leaver && person.active && directory.absence(key, day) == nullptr;
    if (!there || person.role != left.role) continue;
    const auto held = desk.holds.find(key);
    Taker taker;
    taker.person = key;
    taker.credit = kWholeCustomer * (static_cast<std::int64_t>(desk.held.size()) + 1);
    taker.room = room_of(person, held == desk.holds.end() ? 0 : held->second,
                         rules.pool().at(day));
    taker.prefers = preferences(person.prefers).value();
    const bool same = !left.team.empty() && person.team == left.team;
    (same ? out.team : out.others).push_back(std::move(taker));
  }
  return out;
}

struct Proposal {
  PersonKey owner;
  std::optional<std::int64_t> room;
  std::vector<Why> whys;
};

Proposal propose(Successors& successors, const CustomerState& s, Date day,
                 std::int64_t turn) {
  const Preferred customer = preferred(s);
  Choice choice = choose(successors.team, customer);
  std::vector<Taker>* from = &successors.team;
  if (!choice.taker) {
    Choice other = choose(successors.others, customer);
    if (other.taker || successors.team.empty()) {
      choice = std::move(other);
      from = &successors.others;
    }
  }
  if (!choice.taker) return {{}, {}, std::move(choice.whys)};
  Taker& taker = (*from)[*choice.taker];
  give(taker, day, turn);
  std::vector<Why> whys{
      {from == &successors.team ? "handover.same_team" : "handover.other_team", {}}};
  if (!taker.prefers.empty()) whys.push_back({"handover.prefers", {}});
  return {taker.person, taker.room, std::move(whys)};
}

const PipelineWord* stage_of(const Deal& deal, const Rules& rules, Date day) {
  const Pipeline* pipeline = pipeline_of(deal, rules.pipelines());
  if (pipeline == nullptr) return nullptr;
  const std::int32_t at = pipeline->stage_index(deal.stage(day));
  return at < 0 ? nullptr : &pipeline->stages[static_cast<std::size_t>(at)];
}

class Rows {
 public:
  Rows(TableWriter& w, Words& words, const Rules& rules, const PersonKey& leaver,
       Date day)
      : w_(w), words_(words), rules_(rules), leaver_(leaver), day_(day) {}

  /// All that is known; `proposal`: nullptr where the leaver only takes part.
  void write(const CustomerState& s, const Proposal* proposal) const {
    begin(s, "customer", "客户", proposal != nullptr);
    if (proposal != nullptr) {
      put(w_, col::new_owner, proposal->owner.text());
      put(w_, col::new_owner_name, words_.person(proposal->owner));
      if (proposal->room) w_.int64(col::room, *proposal->room);
      put_whys(w_, col::why_codes, words_.whys(proposal->whys));
    }
    w_.end_row();
    promises_of(s, proposal != nullptr);
    deals_of(s, proposal != nullptr);
    if (proposal != nullptr) contacts_of(s);
  }

 private:
  void begin(const CustomerState& s, const char* section, const char* zh,
             bool holds) const {
    w_.text(col::section, section);
    w_.text(col::section_zh, zh);
    put(w_, col::customer, words_.customer(s));
    w_.text(col::customer_key, s.key.text());
    put(w_, col::tier, s.tiering.tier);
    w_.int32(col::holds, holds ? 1 : 0);
  }

  void promises_of(const CustomerState& s, bool holds) const {
    std::vector<PromiseRow> rows = promises(s.cadence, day_, rules_.cadence());
    std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) {
      return a.due.value_or(Date::max()) < b.due.value_or(Date::max());
    });
    for (const PromiseRow& r : rows) {
      if (r.state == PromiseState::kept || r.state == PromiseState::no_cadence) continue;
      if (keeper_of(r, s) != leaver_) continue;
      const bool stream = r.step.source.empty();
      const PromiseState shown =
          r.state == PromiseState::undated ? PromiseState::open : r.state;
      begin(s, "promise", "承诺", holds);
      w_.text(col::what, r.stream);
      put(w_, col::what_zh,
          stream ? r.stream_words.zh : words_.text(r.text, AccessField::step_text));
      w_.date(col::day, r.due);
      w_.text(col::state, code_name(shown));
      w_.text(col::state_zh, code_word(shown, Language::chinese));
      w_.int32(col::overdue_wd, r.overdue_wd);
      put_whys(w_, col::why_codes, words_.whys(r.whys));
      w_.end_row();
    }
  }

  void deals_of(const CustomerState& s, bool holds) const {
    for (const Deal& deal : s.deals.deals) {
      const PersonKey& actor = deal.actor.empty() ? s.ownership.owner : deal.actor;
      if (actor != leaver_ || deal.created > day_) continue;
      const EndEntry ending = deal.ending(day_);
      if (ending.end == DealEnd::open) open_deal(s, deal, holds);
      if (ending.end == DealEnd::won) receivable(s, deal, ending.day, holds);
    }
  }

  void name_deal(const Deal& deal) const {
    w_.text(col::what, deal.key.text());
    put(w_, col::what_zh, words_.text(deal.name, AccessField::deal_name));
  }

  void open_deal(const CustomerState& s, const Deal& deal, bool holds) const {
    begin(s, "deal", "商机", holds);
    name_deal(deal);
    w_.date(col::day, deal.created);
    put(w_, col::state, deal.stage(day_));
    if (const PipelineWord* stage = stage_of(deal, rules_, day_))
      put(w_, col::state_zh, stage->zh);
    if (deal.amount && !words_.hides(AccessField::deal_amount)) {
      w_.int64(col::amount_minor, deal.amount->minor);
      w_.text(col::currency, deal.amount->currency.code());
    }
    w_.end_row();
  }

  /// What a won deal still has to bring, where its amount is known.
  void receivable(const CustomerState& s, const Deal& deal, Date won, bool holds) const {
    if (!deal.amount || deal.paid_in_full(day_)) return;
    const std::int64_t left = deal.amount->minor - deal.received(day_).minor;
    if (left <= 0) return;
    begin(s, "receivable", "应收款", holds);
    name_deal(deal);
    w_.date(col::day, won);
    const bool hidden = words_.hides(AccessField::deal_amount) ||
                        words_.hides(AccessField::receipt_amount);
    if (!hidden) {
      w_.int64(col::amount_minor, left);
      w_.text(col::currency, deal.amount->currency.code());
    }
    w_.end_row();
  }

  void contacts_of(const CustomerState& s) const {
    for (const ContactFact& c : s.profile.contacts) {
      if (!c.active) continue;
      begin(s, "contact", "联系人", true);
      w_.text(col::what, c.contact.text());
      put(w_, col::what_zh, words_.text(c.name, AccessField::contact_name));
      put(w_, col::state, words_.text(c.position, AccessField::contact_position));
      put(w_, col::phone, words_.text(c.phone, AccessField::contact_phone));
      w_.end_row();
    }
  }

  TableWriter& w_;
  Words& words_;
  const Rules& rules_;
  const PersonKey& leaver_;
  Date day_;
};

}  // namespace

HandOver View::hand_over(const PersonKey& leaver, std::string_view run,
                         Instant recorded) const {
  require_all("a hand-over");
  const auto moment = source_->hold();
  if (rules_->directory().find(leaver, cut_.as_of) == nullptr) {
    throw Error(Status::not_found, Reason::unknown_name,
                "the directory knows no person \"" + leaver.text() + "\"")
        .at("person");
  }
  Desk desk;
  source_->each(cut_, [&](const CustomerState& s) {
    take(desk, s, leaver, cut_.as_of);
    return true;
  });
  put_in_order(desk.held);
  RunDecisions decided("hand_over", run, cut_.as_of, cut_.as_of, recorded);
  const bool again = decided.is_known(*source_, cut_.known_at);
  Successors takers = successors(leaver, desk, *rules_, cut_.as_of);
  HandOver out;
  TableWriter w(schema::kHandOver);
  Words words = this->words();
  const Rows rows(w, words, *rules_, leaver, cut_.as_of);
  std::int64_t turn = 0;
  for (const Shared& s : desk.held) {
    const Proposal proposal = propose(takers, *s, cut_.as_of, ++turn);
    rows.write(*s, &proposal);
    if (proposal.owner.empty()) continue;
    // Stated, not assigned: a hand-over takes nothing off anybody's share of new ones.
    decided.add(s->key,
                OwnerFact{proposal.owner, OwnerChange::stated, {}, std::string(run)});
  }
  for (const Shared& s : desk.takes_part) rows.write(*s, nullptr);
  if (!again) out.decisions = std::move(decided).finish();
  out.table = std::move(w).finish();
  return out;
}

}  // namespace kith
