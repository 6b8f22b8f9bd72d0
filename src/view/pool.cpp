// Whose each customer is, what goes back to the pool, and claims from it.
#include <algorithm>

#include "kith/view/view.hpp"
#include "view/actor.hpp"
#include "view/decisions.hpp"
#include "view/schemas.hpp"
#include "view/words.hpp"

namespace kith {
namespace {

using namespace view_detail;

constexpr std::string_view kReleased = "protection_ended";

std::string spare_codes(std::uint32_t spares) {
  std::vector<std::string> codes;
  for (const CodeWord& word : spare_words()) {
    if ((spares & static_cast<std::uint32_t>(word.code)) != 0) {
      codes.emplace_back(word.name);
    }
  }
  return join(codes, "|");
}

void write_pool(TableWriter& w, const CustomerState& s, const PoolRow& row,
                Words& words) {
  namespace col = schema::pool;
  put(w, col::customer, words.customer(s));
  w.text(col::customer_key, s.key.text());
  w.text(col::state, code_name(row.state));
  w.text(col::state_zh, code_word(row.state, Language::chinese));
  put(w, col::owner, s.ownership.owner.text());
  put(w, col::owner_name, words.person(s.ownership.owner));
  put(w, col::tier, s.tiering.tier);
  w.date(col::protected_from, row.begin);
  w.date(col::protected_through, row.through);
  if (row.days_left) w.int32(col::days_left, *row.days_left);
  if (row.reminder > 0) w.int32(col::reminder, row.reminder);
  put(w, col::spared, spare_codes(row.spares));
  put(w, col::former_owner, row.former.text());
  put(w, col::former_owner_name, words.person(row.former));
  w.date(col::pooled_on, row.since);
  put_whys(w, col::why_codes, words.whys(row.whys));
  w.end_row();
}

void write_claim(TableWriter& w, const CustomerState& s, const ClaimRefusal* refusal,
                 Words& words) {
  namespace col = schema::claims;
  put(w, col::customer, words.customer(s));
  w.text(col::customer_key, s.key.text());
  w.int32(col::claimed, refusal == nullptr ? 1 : 0);
  if (refusal != nullptr) {
    w.text(col::failed_check, code_name(refusal->check));
    w.date(col::earliest, refusal->earliest);
    put_whys(w, col::why_codes, words.whys({refusal->why}));
  }
  w.end_row();
}

PoolRow row_of(const CustomerState& s, const Rules& rules, Date day) {
  return pool_row(pool_standing(s), rules.pool(), rules.calendar(), day);
}

/// Claims that a person made on a day: those of the customers' histories.
std::int64_t claims_on(const CustomerState& s, const PersonKey& person, Date day) {
  return std::count_if(
      s.ownership.history.begin(), s.ownership.history.end(), [&](const OwnerEntry& e) {
        return e.how == OwnerChange::claimed && e.day == day && e.owner == person;
      });
}

}  // namespace

Table View::pool(const PoolOptions& options) const {
  const auto moment = source_->hold();
  TableWriter w(schema::kPool);
  Words words = this->words();
  std::int64_t rows = 0;
  const auto visit = [&](const CustomerState& s) {
    if (options.pool_only && !s.ownership.owner.empty()) return true;
    write_pool(w, s, row_of(s, *rules_, cut_.as_of), words);
    return ++rows != options.limit;
  };
  if (options.owner.empty()) {
    source_->each(cut_, visit);
  } else {
    source_->each_of_owner(options.owner, cut_, visit);
  }
  return std::move(w).finish();
}

PoolDecision View::release_pool(std::string_view run, Instant recorded) const {
  require_all("a release");
  if (rules_->pool().at(cut_.as_of) == nullptr) {
    throw Error(Status::failed_precondition, Reason::not_adopted,
                "no pool rules are in force")
        .at("as_of");
  }
  const auto moment = source_->hold();
  PoolDecision out;
  TableWriter w(schema::kPool);
  Words words = this->words();
  RunDecisions decided("pool_release", run, cut_.as_of, cut_.as_of, recorded);
  const bool known = decided.is_known(*source_, cut_.known_at);
  source_->each(cut_, [&](const CustomerState& s) {
    const PoolRow row = row_of(s, *rules_, cut_.as_of);
    if (known || row.state != PoolState::unprotected) return true;
    write_pool(w, s, row, words);
    decided.add(s.key, OwnerFact{PersonKey(), OwnerChange::released,
                                 std::string(kReleased), std::string(run)});
    return true;
  });
  if (!known) out.decisions = std::move(decided).finish();
  out.table = std::move(w).finish();
  return out;
}

PoolDecision View::claim(const PersonKey& person, std::span<const CustomerKey> customers,
                         Instant recorded) const {
  if (!actor_ || actor_->person != person) require_all("a claim for somebody else");
  const auto moment = source_->hold();
  Claimant claimant;
  claimant.person = person;
  const Person* found = rules_->directory().find(person, cut_.as_of);
  claimant.active = found != nullptr && found->active;
  if (found != nullptr) claimant.book_cap = found->book_cap;
  whole_->each(cut_, [&](const CustomerState& s) {
    if (s.ownership.owner == person) ++claimant.held;
    claimant.today += claims_on(s, person, cut_.as_of);
    return true;
  });
  PoolDecision out;
  TableWriter w(schema::kClaims);
  Words words = this->words();
  std::int64_t place = 0;
  for (const CustomerKey& key : customers) {
    const auto state = source_->one(key, cut_);
    if (!state) {
      throw Error(Status::not_found, Reason::unknown_name, "no such customer")
          .at("customers", place)
          .with("customer", key.text());
    }
    ++place;
    const auto refusals =
        claim_refusals(pool_standing(*state), claimant, cut_.as_of, rules_->pool());
    for (const ClaimRefusal& refusal : refusals) write_claim(w, *state, &refusal, words);
    if (!refusals.empty()) continue;
    write_claim(w, *state, nullptr, words);
    ++claimant.held;
    ++claimant.today;
    Fact fact;
    fact.head.root = state->key;
    fact.head.event =
        decision_event("kith:claim", cut_.as_of.iso() + "/" + person.text(), state->key);
    fact.head.occurred = Occurred::on(cut_.as_of);
    fact.head.recorded = recorded;
    fact.head.author = person;
    fact.body = OwnerFact{person, OwnerChange::claimed, {}, {}};
    out.decisions.add(std::move(fact)).value();
  }
  out.table = std::move(w).finish();
  return out;
}

}  // namespace kith
