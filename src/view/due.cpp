// The morning list.
#include <algorithm>
#include <tuple>

#include "kith/metrics/metrics.hpp"
#include "kith/view/view.hpp"
#include "view/customer_promise.hpp"
#include "view/due_context.hpp"
#include "view/first_rows.hpp"
#include "view/listed_on.hpp"
#include "view/schemas.hpp"
#include "view/words.hpp"

namespace kith {
namespace {

using namespace view_detail;
namespace col = schema::due;

struct Listed : CustomerPromise {};

/// Where a row stands. What has no due day or is not ordered by it has the first day.
using Rank = std::tuple<std::int32_t, Date, bool, std::string_view, std::string_view,
                        std::string_view, Date, std::string_view, std::string_view>;

Rank rank(const Listed& x) {
  const bool by_due = x.row.state <= PromiseState::upcoming;
  return {static_cast<std::int32_t>(x.row.state),
          by_due ? x.row.due.value_or(Date::max()) : Date::min(),
          x.tier.empty(),
          x.tier,
          x.key.text(),
          x.row.stream,
          x.row.due.value_or(Date::max()),
          x.row.step.source,
          x.row.step.key};
}

/// No row of the customer stands before it.
Rank first_rank(const Glance& g, Date as_of) {
  if (!g.is_known()) return {};
  const Date due = g.outlook.first_due;
  const bool dated = due != Date::max();
  const PromiseState state = !dated        ? PromiseState::undated
                             : due < as_of ? PromiseState::overdue
                                           : PromiseState::open;
  return {static_cast<std::int32_t>(state),
          dated ? due : Date::min(),
          g.tier.empty(),
          g.tier,
          g.key,
          {},
          Date::min(),
          {},
          {}};
}

std::string credit_words(const Credit& credit, Language language, bool provisional) {
  const bool zh = language == Language::chinese;
  const std::string day = credit.day.iso();
  if (!credit.opening)
    return std::string(code_word(credit.channel, language)) + " " + day;
  const std::string opening = std::string(zh ? "建档前联系 " : "opening touch ") + day;
  return provisional ? opening + (zh ? "（暂定）" : " (provisional)") : opening;
}

std::string credited_by(const std::vector<Credit>& credits, Language language) {
  if (credits.empty()) return {};
  const bool confirmed = credits.size() > 1;
  std::string words = credit_words(credits[0], language, !confirmed);
  if (confirmed) {
    words += language == Language::chinese ? "；确认：" : "; confirmed by ";
    words += credit_words(credits[1], language, false);
  }
  return words;
}

PromiseState shown_state(PromiseState state) {
  return state == PromiseState::undated ? PromiseState::open : state;
}

void write(TableWriter& w, const Listed& x, const PersonKey& deputy, Words& words) {
  const PromiseRow& r = x.row;
  const std::string purpose =
      r.step.source.empty() ? r.purpose.zh : words.text(r.text, AccessField::step_text);
  const std::string name = words.text(x.name, AccessField::customer_name);
  put(w, col::customer, name.empty() ? x.key.text() : name);
  put(w, col::stream, r.stream);
  put(w, col::purpose, purpose);
  w.date(col::window_from, r.window_from);
  w.date(col::due, r.due);
  w.text(col::state, code_name(shown_state(r.state)));
  w.text(col::state_zh, code_word(shown_state(r.state), Language::chinese));
  w.int32(col::overdue_wd, r.overdue_wd);
  put(w, col::credited_by, credited_by(r.credits, Language::english));
  put(w, col::customer_key, x.key.text());
  put(w, col::owner, x.owner.text());
  put(w, col::owner_name, words.person(x.owner));
  put(w, col::tier, x.tier);
  put(w, col::stream_zh, r.stream_words.zh);
  put(w, col::purpose_en, r.step.source.empty() ? r.purpose.en : purpose);
  put(w, col::credited_by_zh, credited_by(r.credits, Language::chinese));
  put(w, col::contact, words.text(x.contact, AccessField::contact_name));
  put(w, col::phone, words.text(x.phone, AccessField::contact_phone));
  w.int32(col::escalation, r.escalation);
  w.int32(col::missed, r.missed);
  w.int32(col::broken, r.broken);
  w.int32(col::provisional, r.provisional ? 1 : 0);
  put(w, col::content_zh, r.content.zh);
  put(w, col::content_en, r.content.en);
  put(w, col::step_source, r.step.source);
  put(w, col::step_key, r.step.key);
  put_whys(w, col::why_codes, words.whys(r.whys));
  put(w, col::deputy, deputy.text());
  put(w, col::deputy_name, words.person(deputy));
  w.int32(col::attempts, r.attempts);
  w.date(col::retry, r.retry);
  w.date(col::snoozed_until, r.snoozed_until);
  w.int32(col::starved, r.starved ? 1 : 0);
}

}  // namespace

Table View::due(const DueOptions& options) const {
  const auto moment = source_->hold();
  FirstRows<Listed> first(options.limit);
  const CadenceRules cadence = rules_->cadence();
  PersonKey person;  // whose rows are taken; empty: everybody's
  const auto visit = [&](const CustomerState& state) {
    for (PromiseRow& row : promises(state.cadence, cut_.as_of, cadence)) {
      if (row.state == PromiseState::kept && !options.with_kept) continue;
      if (row.state == PromiseState::snoozed && !options.with_snoozed) continue;
      if (!person.empty() && keeper_of(row, state) != person) continue;
      first.add({customer_promise(std::move(row), state)});
    }
  };
  const auto wanted = [&](const Glance& glance) {
    return first.has_room_at(first_rank(glance, cut_.as_of)) ? Look::read : Look::stop;
  };
  const Directory& directory = rules_->directory();
  for (const PersonKey& listed : listed_on(options.owner, directory, cut_.as_of)) {
    person = listed;
    if (!options.customer) {
      source_->each_for(person, cut_, wanted, visit);
    } else if (const auto state = source_->one(*options.customer, cut_)) {
      visit(*state);
    }
  }
  TableWriter w(schema::kDue);
  Words words = this->words();
  DueContext context(*source_, *rules_, cut_, options.with_snoozed);
  for (const Listed& x : std::move(first).take()) {
    write(w, x, directory.deputy(x.owner, cut_.as_of), words);
    if (options.with_context) context.write(w, x, words);
    w.end_row();
  }
  return std::move(w).finish();
}

Table View::promises_kept() const {
  const auto moment = source_->hold();
  namespace kept = schema::promises_kept;
  struct Sum {
    std::int64_t kept = 0, in_grace = 0, broken = 0, waived = 0;
  };
  std::map<std::pair<PersonKey, std::string>, Sum> sums;
  const CadenceRules cadence = rules_->cadence();
  counted_->each(cut_, [&](const CustomerState& state) {
    CadenceState settled = state.cadence;
    settle(settled, cut_.as_of, cadence);
    for (const StreamState& s : settled.streams) {
      Sum& sum = sums[{state.ownership.owner, s.stream}];
      sum.kept += s.kept;
      sum.in_grace += s.in_grace;
      sum.broken += s.broken;
      sum.waived += s.waived;
    }
    return true;
  });
  Words words = this->words();
  const BoundCadence* document = cadence.documents.at(cut_.as_of);
  TableWriter w(schema::kPromisesKept);
  for (const auto& [key, sum] : sums) {
    const Stream* stream =
        document == nullptr ? nullptr : document->document().find(key.second);
    put(w, kept::owner, key.first.text());
    put(w, kept::owner_name, words.person(key.first));
    w.text(kept::stream, key.second);
    put(w, kept::stream_zh, stream == nullptr ? std::string() : stream->name.zh);
    w.int64(kept::kept, sum.kept);
    w.int64(kept::in_grace, sum.in_grace);
    w.int64(kept::broken, sum.broken);
    w.int64(kept::waived, sum.waived);
    const auto ppm =
        ppm_of(sum.kept + sum.in_grace, sum.kept + sum.in_grace + sum.broken);
    if (ppm) w.int64(kept::kept_ppm, *ppm);
    w.end_row();
  }
  return std::move(w).finish();
}

}  // namespace kith
