#include "view/due_context.hpp"

#include <algorithm>
#include <utility>

#include "view/group_log.hpp"
#include "view/open_milestone.hpp"
#include "view/schemas.hpp"

namespace kith::view_detail {

void DueContext::read_state(Known& known, const CustomerState& state) const {
  // Those beyond the horizon of the list too.
  for (PromiseRow& row : promises_ahead(state.cadence, cut_.as_of, rules_.cadence())) {
    if (row.step.source.empty()) continue;
    if (row.state == PromiseState::snoozed && !with_snoozed_) continue;
    known.steps.push_back({std::move(row.step), row.text, row.due});
  }
  std::stable_sort(known.steps.begin(), known.steps.end(),
                   [](const Step& a, const Step& b) {
                     return a.due.value_or(Date::max()) < b.due.value_or(Date::max());
                   });
  for (MilestoneRow& m :
       milestones(state.deals, rules_.pipelines(), rules_.calendar(), cut_.as_of)) {
    if (!is_open(m)) continue;
    if (!known.milestone || deadline_or_last(m) < deadline_or_last(*known.milestone))
      known.milestone = std::move(m);
  }
  const PoolRow pool =
      pool_row(pool_standing(state), rules_.pool(), rules_.calendar(), cut_.as_of);
  known.pool_through = pool.through;
  known.pool_days_left = pool.days_left;
}

void DueContext::read_log(Known& known, const CustomerKey& key, Words& words) const {
  const std::vector<Fact> facts = facts_of(source_, rules_, key, cut_.known_at);
  const auto last = std::find_if(facts.rbegin(), facts.rend(), [&](const Fact& f) {
    return f.head.occurred.day <= cut_.as_of && std::holds_alternative<TouchFact>(f.body);
  });
  if (last == facts.rend()) return;
  const auto& touch = std::get<TouchFact>(last->body);
  known.last_contact = last->head.occurred.day;
  known.last_channel = touch.channel;
  if (touch.feedback.empty() || words.hides(AccessField::touch_feedback)) return;
  words.read_facts(key);
  known.last_feedback = words.text(touch.feedback, AccessField::touch_feedback);
}

const DueContext::Known& DueContext::of(const CustomerKey& key, Words& words) {
  const auto [at, fresh] = customers_.try_emplace(key);
  if (fresh) {
    if (const auto state = source_.one(key, cut_)) read_state(at->second, *state);
    read_log(at->second, key, words);
  }
  return at->second;
}

void DueContext::write(TableWriter& w, const CustomerPromise& row, Words& words) {
  namespace col = schema::due;
  const Known& known = of(row.key, words);
  if (known.last_contact) {
    w.date(col::last_contact, known.last_contact);
    w.text(col::last_channel, code_name(known.last_channel));
    w.text(col::last_channel_zh, code_word(known.last_channel, Language::chinese));
  }
  put(w, col::last_feedback, known.last_feedback);
  const auto step = std::find_if(known.steps.begin(), known.steps.end(),
                                 [&](const Step& s) { return s.event != row.row.step; });
  if (step != known.steps.end()) {
    put(w, col::next_step, words.text(step->text, AccessField::step_text));
    w.date(col::next_step_due, step->due);
  }
  if (const auto& m = known.milestone) {
    w.text(col::deal, m->deal.text());
    put(w, col::deal_name, words.text(m->name, AccessField::deal_name));
    w.text(col::milestone, m->milestone);
    put(w, col::milestone_zh, m->zh);
    if (m->deadline) w.date(col::milestone_due, m->deadline->day);
  }
  w.date(col::pool_through, known.pool_through);
  if (known.pool_days_left) w.int32(col::pool_days_left, *known.pool_days_left);
}

}  // namespace kith::view_detail
