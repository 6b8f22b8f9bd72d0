// Customers, tiers with their review, milestones and the history of one customer.
#include "kith/view/view.hpp"

#include <algorithm>
#include <tuple>

#include "view/actor.hpp"
#include "view/decisions.hpp"
#include "view/open_milestone.hpp"
#include "view/schemas.hpp"
#include "view/values.hpp"
#include "view/words.hpp"

namespace kith {
namespace {

using namespace view_detail;

std::string held_tags(const CustomerState& state, Date day) {
  std::vector<std::string> tags;
  for (const HeldTag& t : state.tags) {
    if (!t.expires || day <= *t.expires) tags.push_back(t.tag);
  }
  return join(tags, "|");
}

void put_money(TableWriter& w, std::int32_t amount, std::int32_t currency,
               const Profile& profile, Field field) {
  const auto it = profile.fields.find(field);
  if (it == profile.fields.end()) return;
  if (const auto* money = std::get_if<Money>(&it->second)) {
    w.int64(amount, money->minor);
    w.text(currency, money->currency.code());
  }
}

std::string role_list(const std::vector<Role>& roles) {
  std::vector<std::string> names;
  for (const Role role : roles) names.emplace_back(code_name(role));
  return join(names, "|");
}

/// Keys of those who are one with a customer.
std::string others_of(const CustomerKey& key, const Merges& merges) {
  std::vector<std::string> others;
  if (!merges.is_grouped(key)) return {};
  for (const CustomerKey& member : merges.members(key)) {
    if (member != key) others.push_back(member.text());
  }
  return join(others, "|");
}

void write_customer(TableWriter& w, const CustomerState& s, const Merges& merges,
                    Words& words, Date day) {
  namespace col = schema::customers;
  const Profile& p = s.profile;
  w.text(col::customer_key, s.key.text());
  put(w, col::customer, words.customer(s));
  const auto put_word = [&](std::int32_t column, Field field) {
    put(w, column, words.word(p.word(field), access_field(field)));
  };
  put_word(col::kind, Field::kind);
  put_word(col::industry, Field::industry);
  put_word(col::size, Field::size);
  put_word(col::region, Field::region);
  const auto stage = p.integer_or(Field::stage, 0);
  if (stage != 0 && !words.hides(access_field(Field::stage))) {
    w.text(col::stage, code_name(static_cast<CustomerStage>(stage)));
  }
  if (!s.tiering.tier.empty()) {
    w.text(col::tier, s.tiering.tier);
    w.date(col::tier_since, s.tiering.effective);
  }
  put(w, col::file_tier, words.word(s.tiering.file_tier, access_field(Field::file_tier)));
  put(w, col::owner, s.ownership.owner.text());
  put(w, col::owner_name, words.person(s.ownership.owner));
  w.date(col::assigned, s.ownership.assigned);
  w.date(col::first_recorded, p.first_recorded);
  if (!words.hides(access_field(Field::past_amount)))
    put_money(w, col::past_amount_minor, col::currency, p, Field::past_amount);
  if (const auto it = p.fields.find(Field::core_need); it != p.fields.end()) {
    if (const auto* ref = std::get_if<TextRef>(&it->second))
      put(w, col::core_need, words.text(*ref, AccessField::core_need));
  }
  if (!p.contacts.empty()) {
    const ContactFact& first = p.contacts.front();
    put(w, col::contact, words.text(first.name, AccessField::contact_name));
    put(w, col::position, words.text(first.position, AccessField::contact_position));
    put(w, col::phone, words.text(first.phone, AccessField::contact_phone));
  }
  put(w, col::tags, held_tags(s, day));
  if (!words.hides(access_field(Field::do_not_contact)))
    w.int32(col::do_not_contact, p.integer_or(Field::do_not_contact, 0) != 0 ? 1 : 0);
  const auto cycle = p.integer_or(Field::purchase_cycle, 0);
  if (cycle != 0 && !words.hides(access_field(Field::purchase_cycle)))
    w.int32(col::purchase_cycle, static_cast<std::int32_t>(cycle));
  if (!words.hides(access_field(Field::budget_low)))
    put_money(w, col::budget_low_minor, col::budget_currency, p, Field::budget_low);
  if (!words.hides(access_field(Field::budget_high)))
    put_money(w, col::budget_high_minor, col::budget_currency, p, Field::budget_high);
  put_word(col::products, Field::products);
  put_word(col::competitor, Field::competitor);
  put_word(col::parent, Field::parent);
  put_word(col::credit_code, Field::credit_code);
  put_word(col::needs, Field::needs);
  put_word(col::origin, Field::origin);
  put_word(col::lost_cause, Field::lost_cause);
  std::vector<std::string> custom;
  for (const CustomFact& own : p.custom) {
    const std::string said = custom_words(words, own);
    if (!said.empty()) custom.push_back(own.field + "=" + said);
  }
  put(w, col::custom, join(custom, "|"));
  put(w, col::merged, others_of(s.key, merges));
  w.end_row();
}

void write_tier(TableWriter& w, const CustomerState& s,
                const std::optional<TierJudgement>& judged, Words& words) {
  namespace col = schema::tiers;
  put(w, col::customer, words.customer(s));
  put(w, col::file_tier, words.word(s.tiering.file_tier, access_field(Field::file_tier)));
  put(w, col::tier, s.tiering.tier);
  if (!s.tiering.tier.empty()) w.date(col::tier_since, s.tiering.effective);
  if (judged) {
    w.text(col::computed, judged->tier);
    put(w, col::value_band, judged->value_band);
    put(w, col::potential_band, judged->potential_band);
    if (!words.hides(AccessField::tier_scores)) {
      w.int64(col::value_ppm, judged->value_ppm);
      w.int64(col::potential_ppm, judged->potential_ppm);
    }
    put(w, col::rule, judged->rule);
    put_whys(w, col::why_codes, words.whys(judged->whys));
  }
  w.int32(col::changes, judged && judged->tier != s.tiering.tier ? 1 : 0);
  w.text(col::customer_key, s.key.text());
  put(w, col::owner, s.ownership.owner.text());
  w.end_row();
}

void write_milestone(TableWriter& w, const CustomerState& s, const MilestoneRow& m,
                     Words& words) {
  namespace col = schema::milestones;
  const PersonKey& owner = m.actor.empty() ? s.ownership.owner : m.actor;
  put(w, col::customer, words.customer(s));
  w.text(col::deal, m.deal.text());
  w.text(col::milestone, m.milestone);
  put(w, col::milestone_zh, m.zh);
  w.text(col::state, code_name(m.state));
  w.text(col::state_zh, code_word(m.state, Language::chinese));
  w.date(col::anchor, m.anchor);
  if (m.deadline) w.date(col::deadline, m.deadline->day);
  w.date(col::done, m.done);
  w.int32(col::overdue_wd, m.overdue_working_days);
  w.int32(col::warned_percent, m.warned_percent);
  w.int32(col::breached, m.breached ? 1 : 0);
  put(w, col::roles, role_list(m.owners));
  put(w, col::helpers, role_list(m.helpers));
  put(w, col::owner, owner.text());
  put(w, col::owner_name, words.person(owner));
  put(w, col::pipeline, m.pipeline);
  w.text(col::customer_key, s.key.text());
  put(w, col::deal_name, words.text(m.name, AccessField::deal_name));
  w.int32(col::provisional, m.deadline && m.deadline->provisional ? 1 : 0);
  put_whys(w, col::why_codes, words.whys(m.whys));
  w.end_row();
}

}  // namespace

View::View(std::shared_ptr<const Source> source, const ViewOptions& options)
    : whole_(std::move(source)),
      source_(whole_),
      counted_(whole_),
      rules_(whole_->rules(options.known_at)),
      cut_{options.as_of ? *options.as_of : whole_->latest_day(), options.known_at} {
  if (options.actor.empty()) return;
  const auto moment = whole_->hold();
  actor_ = std::make_shared<const Actor>(
      actor_of(*whole_, options.actor, whole_->present(cut_.as_of)));
  source_ = scoped(whole_, rules_, actor_, false);
  counted_ = scoped(whole_, rules_, actor_, true);
}

Words View::words() const {
  return {*source_, *rules_, cut_.as_of, actor_ ? &actor_->access : nullptr};
}

void View::require_all(const char* what) const {
  if (!actor_ || actor_->sight.all) return;
  throw Error(Status::permission_denied, Reason::not_allowed,
              std::string(what) + " judges every customer, and \"" +
                  actor_->person.text() + "\" does not see all")
      .at("actor");
}

void View::each(const CustomerKey& only,
                const std::function<void(const CustomerState&)>& visit) const {
  if (only.empty()) {
    source_->each(cut_, [&](const CustomerState& s) {
      visit(s);
      return true;
    });
  } else if (const auto one = source_->one(only, cut_)) {
    visit(*one);
  }
}

Table View::customers(const CustomerKey& only) const {
  const auto moment = source_->hold();
  TableWriter w(schema::kCustomers);
  Words words = this->words();
  each(only, [&](const CustomerState& s) {
    write_customer(w, s, rules_->merges(), words, cut_.as_of);
  });
  return std::move(w).finish();
}

Table View::tiers(const CustomerKey& only) const {
  const auto moment = source_->hold();
  TableWriter w(schema::kTiers);
  Words words = this->words();
  each(only, [&](const CustomerState& s) {
    write_tier(w, s, judge_tier(s, *rules_, cut_.as_of), words);
  });
  return std::move(w).finish();
}

Table View::milestones(const MilestoneOptions& options) const {
  const auto moment = source_->hold();
  struct Row {
    std::shared_ptr<const CustomerState> state;
    MilestoneRow milestone;
  };
  std::vector<Row> rows;
  const auto every = [](const Glance&) { return Look::read; };
  const auto visit = [&](const CustomerState& s) {
    auto found =
        kith::milestones(s.deals, rules_->pipelines(), rules_->calendar(), cut_.as_of);
    std::shared_ptr<const CustomerState> shared;
    for (MilestoneRow& m : found) {
      const PersonKey& owner = m.actor.empty() ? s.ownership.owner : m.actor;
      if (options.open_only && !is_open(m)) continue;
      if (!options.owner.empty() && owner != options.owner) continue;
      if (!shared) shared = std::make_shared<const CustomerState>(s);
      rows.push_back({shared, std::move(m)});
    }
  };
  if (options.customer.empty()) {
    source_->each_for(options.owner, cut_, every, visit);
  } else {
    each(options.customer, visit);
  }
  const auto place = [](const Row& r) {
    return std::tuple(deadline_or_last(r.milestone),
                      std::string_view(r.state->key.text()));
  };
  std::stable_sort(rows.begin(), rows.end(),
                   [&](const Row& a, const Row& b) { return place(a) < place(b); });
  if (options.limit > 0 && rows.size() > static_cast<std::size_t>(options.limit)) {
    rows.resize(static_cast<std::size_t>(options.limit));
  }
  TableWriter w(schema::kMilestones);
  Words words = this->words();
  for (const Row& r : rows) write_milestone(w, *r.state, r.milestone, words);
  return std::move(w).finish();
}

TierReview View::review_tiers(std::string_view run, Date effective,
                              Instant recorded) const {
  require_all("a tier review");
  const auto moment = source_->hold();
  TierReview review;
  RunDecisions decided("tier_review", run, cut_.as_of, effective, recorded);
  if (decided.is_known(*source_, cut_.known_at)) {
    review.table = tiers();
    return review;
  }
  if (rules_->tier_policies().at(cut_.as_of) == nullptr) {
    throw Error(Status::failed_precondition, Reason::not_adopted,
                "no tier policy is in force")
        .at("as_of");
  }
  TableWriter w(schema::kTiers);
  Words words = this->words();
  source_->each(cut_, [&](const CustomerState& s) {
    const auto judged = judge_tier(s, *rules_, cut_.as_of);
    write_tier(w, s, judged, words);
    if (!judged || judged->tier == s.tiering.tier) return true;
    decided.add(s.key, TierFact{judged->tier, std::string(run), rules_->fingerprint(),
                                judged->rule, judged->value_ppm, judged->potential_ppm});
    return true;
  });
  review.decisions = std::move(decided).finish();
  review.table = std::move(w).finish();
  return review;
}

}  // namespace kith
