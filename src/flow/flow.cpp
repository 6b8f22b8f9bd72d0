// One fact through all engines, in their order.
#include "kith/flow/flow.hpp"

#include <algorithm>

namespace kith {
namespace {

constexpr std::int32_t kCustomerStateContent = 1;
constexpr std::int32_t kStateSchema = 1;

void apply_tag(std::vector<HeldTag>& tags, const Fact& fact) {
  const auto* change = std::get_if<TagFact>(&fact.body);
  if (change == nullptr) return;
  std::erase_if(tags, [&](const HeldTag& t) { return t.tag == change->tag; });
  if (!change->present) return;
  HeldTag held{change->tag, change->expires};
  tags.insert(std::upper_bound(tags.begin(), tags.end(), held), std::move(held));
}

CustomerStage stage_of(const CustomerState& state) {
  return static_cast<CustomerStage>(state.profile.integer_or(Field::stage, 0));
}

bool is_left_alone(const CustomerState& state) {
  return state.profile.integer_or(Field::do_not_contact, 0) != 0;
}

Standing standing_of(const CustomerState& state) {
  Standing s;
  s.assigned = state.ownership.assigned;
  s.owner = state.ownership.owner;
  s.tier = state.tiering.tier;
  s.stage = stage_of(state);
  s.tags = state.tags;
  s.do_not_contact = is_left_alone(state);
  return s;
}

/// Whether the cadence knows where the customer stands: standing_of() without the copy,
/// for most facts change nothing of it.
bool stands_as_before(const CustomerState& state, Date day) {
  const CadenceState& c = state.cadence;
  if (c.today == day) return false;
  // By name of every field, so that a new one does not compile here.
  const auto& [assigned, owner, tier, stage, tags, left_alone] =
      c.standing_today ? *c.standing_today : c.standing;
  return assigned == state.ownership.assigned && owner == state.ownership.owner &&
         tier == state.tiering.tier && stage == stage_of(state) && tags == state.tags &&
         left_alone == is_left_alone(state);
}

std::uint32_t bit(Spare spare) { return static_cast<std::uint32_t>(spare); }
std::uint32_t bit(PoolAction action) { return static_cast<std::uint32_t>(action); }

std::uint32_t spares_of(const CustomerState& state) {
  std::uint32_t spares = 0;
  if (state.profile.integer_or(Field::locked, 0) != 0) spares |= bit(Spare::locked);
  for (const Deal& deal : state.deals.deals) {
    const DealEnd end = deal.ending().end;
    if (end == DealEnd::open) spares |= bit(Spare::open_deal);
    if (end == DealEnd::won) spares |= bit(Spare::dealt);
  }
  for (const Order& order : state.deals.orders) {
    if (order.day && !order.fully_returned()) spares |= bit(Spare::dealt);
  }
  if (!state.cadence.steps.empty()) spares |= bit(Spare::open_step);
  return spares;
}

std::uint32_t action_of(const Fact& fact) {
  switch (fact.kind()) {
    case FactKind::touch: {
      const auto& touch = std::get<TouchFact>(fact.body);
      if (touch.opening || touch.campaign) return 0;
      const bool answered = touch.outcome == Outcome::answered;
      return bit(answered ? PoolAction::touch : PoolAction::attempt);
    }
    case FactKind::stage:
      return bit(PoolAction::stage);
    case FactKind::deal:
      return bit(PoolAction::deal);
    case FactKind::order:
      return bit(PoolAction::order);
    case FactKind::receipt:
      return bit(PoolAction::receipt);
    default:
      return 0;
  }
}

}  // namespace

FactPlace place_of(const Fact& fact) {
  return {fact.head.occurred, static_cast<std::int32_t>(fact.kind()), fact.head.event,
          fact.head.revision};
}

bool is_in_order(const CustomerState& state, const Fact& fact) {
  return !state.last || *state.last < place_of(fact);
}

void apply(CustomerState& state, const Fact& fact, const Rules& rules) {
  const bool pooled = !rules.pool().empty();
  PoolChange change;
  if (pooled) change.before = spares_of(state);
  const PersonKey owner = pooled ? state.ownership.owner : PersonKey();
  apply(state.profile, fact);
  apply(state.ownership, fact);
  apply(state.deals, fact);
  apply_tag(state.tags, fact);
  apply(state.tiering, fact);
  const CadenceRules cadence = rules.cadence();
  const Date day = fact.head.occurred.day;
  if (!stands_as_before(state, day))
    stand(state.cadence, day, standing_of(state), cadence);
  if (const auto* t = std::get_if<TouchFact>(&fact.body)) {
    touch(state.cadence, fact.head, *t, cadence);
  } else if (const auto* s = std::get_if<StepFact>(&fact.body)) {
    step(state.cadence, fact.head, *s, cadence);
  } else if (const auto* c = std::get_if<StepClosedFact>(&fact.body)) {
    close_step(state.cadence, *c);
  } else if (const auto* z = std::get_if<SnoozeFact>(&fact.body)) {
    snooze(state.cadence, fact.head, *z, cadence);
  } else if (const auto* f = std::get_if<FirstDueFact>(&fact.body)) {
    first_due(state.cadence, fact.head, *f, cadence);
  }
  if (pooled) {
    change.day = day;
    change.action = action_of(fact);
    change.owner_changed = state.ownership.owner != owner;
    change.owned = !state.ownership.owner.empty();
    change.tier = state.tiering.tier;
    change.after = spares_of(state);
    protect(state.protection, change, rules.pool(), rules.calendar());
  }
  apply(state.cases, fact);
  state.last = place_of(fact);
  ++state.facts;
}

CustomerState fold(const CustomerKey& key, std::span<const Fact> facts,
                   const Rules& rules, Date through) {
  CustomerState state;
  state.key = key;
  for (const Fact& fact : facts) {
    if (fact.head.occurred.day > through) break;
    if (fact.kind() != FactKind::retract) apply(state, fact, rules);
  }
  return state;
}

CustomerState fold_logs(const CustomerKey& kept, std::span<const std::vector<Fact>> logs,
                        const Rules& rules, Date through) {
  return fold(kept, facts_in_force_of_all(logs), rules, through);
}

std::string state_to_bytes(const CustomerState& state) {
  FrameHead head;
  head.content = kCustomerStateContent;
  head.schema = kStateSchema;
  return frame(head, encode(state));
}

Result<CustomerState> state_from_bytes(std::string_view bytes) {
  auto framed = unframe(bytes);
  if (!framed) return framed.error();
  if (framed->first.content != kCustomerStateContent) {
    return Error(Status::invalid_argument, Reason::wrong_type,
                 "these bytes are not a customer state");
  }
  if (framed->first.schema > kStateSchema) {
    return Error(Status::unimplemented, Reason::newer_version,
                 "customer state of schema " + std::to_string(framed->first.schema) +
                     ", this build reads up to " + std::to_string(kStateSchema));
  }
  return decode<CustomerState>(framed->second);
}

std::optional<TierJudgement> judge_tier(const CustomerState& state, const Rules& rules,
                                        Date as_of) {
  const TierPolicy* policy = rules.tier_policies().at(as_of);
  if (policy == nullptr) return std::nullopt;
  TierInputs inputs;
  inputs.orders_12m = net_purchases(state.deals, {as_of.plus_days(-364), as_of},
                                    policy->rules().currency);
  return judge(*policy, state.tiering, inputs);
}

PoolStanding pool_standing(const CustomerState& state) {
  return {state.ownership, state.protection, state.tiering.tier, spares_of(state),
          state.profile.first_recorded};
}

Outlook outlook_of(const CustomerState& state, Date day, const Rules& rules) {
  Outlook out = outlook(state.cadence, day, rules.cadence());
  out.wake = std::min(
      out.wake, pool_wake(pool_standing(state), rules.pool(), rules.calendar(), day));
  if (const auto breach =
          next_breach(state.deals, rules.pipelines(), rules.calendar(), day)) {
    out.wake = std::min(out.wake, *breach);
  }
  return out;
}

Date wake_of(const CustomerState& state, Date day, const Rules& rules) {
  return outlook_of(state, day, rules).wake;
}

}  // namespace kith
