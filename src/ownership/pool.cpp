// Protection as it grows, and where a customer stands.
#include "kith/ownership/pool.hpp"

#include <algorithm>

namespace kith {
namespace {

/// What holds of the customer while rules change.
struct Holding {
  bool owned;
  std::string_view tier;
  std::uint32_t spares;
};

/// n days on by the rules' unit. Past what a calendar can answer nothing ends.
Date after(Date day, std::int32_t n, const PoolDocument& rules,
           const Calendar& calendar) {
  if (!rules.working_days) return day.plus_days(n);
  const auto answer = calendar.add(day, n);
  return answer ? answer->day : Date::max();
}

/// Protection only ever grows, and never past its maximum.
void grow(ProtectionState& state, Date to, const Protection& p, const PoolDocument& rules,
          const Calendar& calendar) {
  const Date end = after(*state.begin, p.maximum, rules, calendar);
  state.through = std::max(state.through, std::min(to, end));
}

void begin(ProtectionState& state, Date day, std::string_view tier,
           const PoolDocument& rules, const Calendar& calendar) {
  state.begin = day;
  state.through = after(day, rules.of(tier).initial, rules, calendar);
}

/// Begin + D by numbers that are new: another tier or another document.
void renew(ProtectionState& state, std::string_view tier, const PoolDocument& rules,
           const Calendar& calendar) {
  const Protection& p = rules.of(tier);
  grow(state, after(*state.begin, p.initial, rules, calendar), p, rules, calendar);
}

/// What a run on the day before `day` would have released stays ended: runs on every day
/// and one late run come to the same.
void lapse(ProtectionState& state, Date day, std::uint32_t spares,
           const PoolTimeline& rules) {
  if (!state.begin || state.lapsed || day.plus_days(-1) <= state.through) return;
  const PoolDocument* then = rules.at(day.plus_days(-1));
  state.lapsed = then != nullptr && (spares & then->spares) == 0;
}

/// Brings the state to the morning of a day, with the rules that came into force since.
void pass_to(ProtectionState& state, const Holding& holding, Date day,
             const PoolTimeline& rules, const Calendar& calendar) {
  for (const auto& entry : rules.entries()) {
    if (entry.from <= state.seen || entry.from > day || !holding.owned) continue;
    lapse(state, entry.from, holding.spares, rules);
    if (!state.begin) {
      begin(state, entry.from, holding.tier, *entry.value, calendar);
    } else if (!state.lapsed) {
      renew(state, holding.tier, *entry.value, calendar);
    }
  }
  lapse(state, day, holding.spares, rules);
  state.seen = std::max(state.seen, day);
}

Why why(std::string_view code, std::vector<std::string> arguments = {}) {
  return {code, std::move(arguments)};
}

std::string spare_word_list(std::uint32_t spares) {
  std::string zh;
  std::string en;
  for (const CodeWord& word : spare_words()) {
    if ((spares & static_cast<std::uint32_t>(word.code)) == 0) continue;
    zh += (zh.empty() ? "" : "、") + std::string(word.zh);
    en += (en.empty() ? "" : ", ") + std::string(word.en);
  }
  return zh + "|" + en;
}

/// The day since which nobody holds the customer.
std::optional<Date> pooled_since(const PoolStanding& s) {
  if (s.ownership.history.empty()) return s.recorded;
  return s.ownership.history.back().day;
}

PersonKey former_owner(const OwnershipState& ownership) {
  const auto& history = ownership.history;
  for (auto it = history.rbegin(); it != history.rend(); ++it) {
    if (!it->owner.empty()) return it->owner;
  }
  return {};
}

void write_pooled(PoolRow& row, const PoolStanding& s) {
  row.state = PoolState::in_pool;
  row.since = pooled_since(s);
  row.former = former_owner(s.ownership);
  row.whys.push_back(row.since ? why("pool.since", {row.since->iso()})
                               : why("pool.in_pool"));
}

void write_held(PoolRow& row, const PoolDocument& rules, Date as_of) {
  const std::int32_t left = row.through->days() - as_of.days();
  row.days_left = std::max(left, 0);
  if (left >= 0) {
    row.state = PoolState::held;
    row.whys.push_back(why("pool.protected", {row.through->iso()}));
    for (const std::int32_t ahead : rules.remind) {
      if (left > ahead) continue;
      row.state = PoolState::reminded;
      row.reminder = ahead;
    }
    if (row.reminder > 0) {
      row.whys.push_back(why("pool.reminder", {std::to_string(left)}));
    }
    return;
  }
  row.state = row.spares == 0 ? PoolState::unprotected : PoolState::spared;
  row.whys.push_back(why("pool.ended", {row.through->iso()}));
  if (row.spares != 0)
    row.whys.push_back(why("pool.spared", {spare_word_list(row.spares)}));
}

}  // namespace

void protect(ProtectionState& state, const PoolChange& c, const PoolTimeline& rules,
             const Calendar& calendar) {
  const PoolDocument* now = rules.at(c.day);
  if (c.owner_changed) {
    state = {std::nullopt, Date(), false, c.day};
    if (c.owned && now != nullptr) begin(state, c.day, c.tier, *now, calendar);
    return;
  }
  pass_to(state, {c.owned, c.tier, c.before}, c.day, rules, calendar);
  if (now == nullptr || !state.begin || state.lapsed) return;
  const bool spared = (c.before & now->spares) != 0;
  if (c.day > state.through && !spared) return;
  renew(state, c.tier, *now, calendar);
  const bool acts = (c.action & now->extended_by) != 0;
  const bool set_free = spared && (c.after & now->spares) == 0;
  if (!acts && !set_free) return;
  const Protection& p = now->of(c.tier);
  grow(state, after(c.day, p.extension, *now, calendar), p, *now, calendar);
}

ProtectionState protection_on(const PoolStanding& s, Date day, const PoolTimeline& rules,
                              const Calendar& calendar) {
  ProtectionState state = s.protection;
  pass_to(state, {!s.ownership.owner.empty(), s.tier, s.spares}, day, rules, calendar);
  return state;
}

PoolRow pool_row(const PoolStanding& s, const PoolTimeline& rules,
                 const Calendar& calendar, Date as_of) {
  PoolRow row;
  const PoolDocument* now = rules.at(as_of);
  if (s.ownership.owner.empty()) {
    write_pooled(row, s);
    return row;
  }
  if (now == nullptr) return row;
  const ProtectionState on = protection_on(s, as_of, rules, calendar);
  row.begin = on.begin;
  row.through = on.through;
  if (!on.lapsed) row.spares = s.spares & now->spares;
  write_held(row, *now, as_of);
  return row;
}

Date pool_wake(const PoolStanding& s, const PoolTimeline& rules, const Calendar& calendar,
               Date day) {
  Date next = Date::max();
  if (s.ownership.owner.empty()) return next;
  const auto at = [&](Date candidate) {
    if (candidate > day) next = std::min(next, candidate);
  };
  for (const auto& entry : rules.entries()) at(entry.from);
  const PoolDocument* now = rules.at(day);
  if (now == nullptr) return next;
  const ProtectionState on = protection_on(s, day, rules, calendar);
  for (const std::int32_t ahead : now->remind) at(on.through.plus_days(-ahead));
  at(on.through.plus_days(1));
  return next;
}

std::vector<ClaimRefusal> claim_refusals(const PoolStanding& s, const Claimant& claimant,
                                         Date day, const PoolTimeline& rules) {
  std::vector<ClaimRefusal> found;
  const auto refuse = [&](ClaimCheck check, std::optional<Date> earliest, Why reason) {
    found.push_back({check, earliest, std::move(reason)});
  };
  if (!s.ownership.owner.empty()) {
    refuse(ClaimCheck::in_pool, std::nullopt, why("claim.held"));
  }
  if (!claimant.active) refuse(ClaimCheck::claimant, std::nullopt, why("claim.claimant"));
  const PoolDocument* now = rules.at(day);
  if (now == nullptr) return found;
  const ClaimLimits& limits = now->claims;
  if (limits.per_day && claimant.today >= *limits.per_day) {
    refuse(ClaimCheck::quota, day.plus_days(1),
           why("claim.quota", {std::to_string(*limits.per_day)}));
  }
  const auto cap = claimant.book_cap ? claimant.book_cap : limits.book_cap;
  if (cap && claimant.held >= *cap) {
    refuse(ClaimCheck::book_cap, std::nullopt,
           why("claim.book_cap", {std::to_string(*cap)}));
  }
  const std::optional<Date> since = pooled_since(s);
  if (!since || !s.ownership.owner.empty()) return found;
  const auto wait = [&](ClaimCheck check, std::optional<std::int32_t> days,
                        std::string_view code) {
    if (!days) return;
    const Date from = since->plus_days(*days);
    if (day < from) refuse(check, from, why(code, {since->iso(), from.iso()}));
  };
  if (former_owner(s.ownership) == claimant.person) {
    wait(ClaimCheck::cool_down, limits.cool_down, "claim.cool_down");
  }
  wait(ClaimCheck::entry_delay, limits.entry_delay, "claim.entry_delay");
  return found;
}

namespace {

constexpr CodeWord kSpareWords[] = {
    {1, "locked", "已锁定", "locked"},
    {2, "open_deal", "有进行中的商机", "an open deal"},
    {4, "open_step", "有未完成的下一步", "an open next step"},
    {8, "dealt", "已成交", "has bought"},
};
constexpr CodeWord kPoolStates[] = {
    {0, "no_rules", "无公海规则", "no pool rules"},
    {1, "in_pool", "在公海", "in the pool"},
    {2, "held", "保护中", "protected"},
    {3, "reminded", "即将到期", "protection ends soon"},
    {4, "unprotected", "保护已到期", "protection has ended"},
    {5, "spared", "到期但不回收", "ended, but spared"},
};
constexpr CodeWord kClaimChecks[] = {
    {1, "in_pool", "是否在公海", "in the pool"},
    {2, "claimant", "领取人", "claimant"},
    {3, "quota", "每日领取上限", "daily quota"},
    {4, "book_cap", "客户持有上限", "book cap"},
    {5, "cool_down", "前负责人冷却期", "cool-down of the former owner"},
    {6, "entry_delay", "入海等待期", "entry delay"},
};

}  // namespace

std::span<const CodeWord> spare_words() noexcept { return kSpareWords; }
std::span<const CodeWord> pool_state_words() noexcept { return kPoolStates; }
std::span<const CodeWord> claim_check_words() noexcept { return kClaimChecks; }

}  // namespace kith
