// Group state: a customer's facts folded for a host that keeps the bytes itself.
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>

#include "args.hpp"
#include "handles.hpp"
#include "view_args.hpp"

namespace {

using namespace kith::capi;

kith_state* give_state(std::shared_ptr<const kith::HostRules> rules,
                       kith::CustomerState state) {
  auto shared = std::make_shared<const kith::CustomerState>(std::move(state));
  return new kith_state{std::move(rules), std::move(shared)};
}

kith_state_summary summary_of(const kith_state& s) {
  const kith::StateSummary from = kith::summary_of(*s.state, s.rules->rules());
  kith_state_summary out = KITH_STATE_SUMMARY_INIT;
  out.has_listed = from.listed_from ? 1 : 0;
  out.listed_from = from.listed_from ? from.listed_from->days() : 0;
  out.shared = from.shared ? 1 : 0;
  out.last_day = from.last_day.days();
  out.facts = from.facts;
  // Those of the state itself: they outlive the summary.
  out.customer = give(s.state->key.text());
  out.owner = give(s.state->ownership.owner.text());
  out.tier = give(s.state->tiering.tier);
  return out;
}

/// Every state is there and was made under the rules.
kith::StatesSource::States states_of(const kith_state* const* states, int64_t n,
                                     const kith::HostRules& rules) {
  kith::StatesSource::States out;
  if (count(n, "count") > 0) need(states, "states");
  for (int64_t i = 0; i < n; ++i) {
    if (states[i] == nullptr) {
      throw kith::invalid(kith::Reason::null_argument, "a state must not be NULL")
          .at("states", i);
    }
    if (states[i]->rules->rules().fingerprint() != rules.rules().fingerprint()) {
      throw kith::Error(kith::Status::failed_precondition, kith::Reason::other_rules,
                        "the state of customer \"" + states[i]->state->key.text() +
                            "\" was made under other rules: build it anew")
          .at("states", i);
    }
    out.push_back(states[i]->state);
  }
  return out;
}

}  // namespace

extern "C" {

kith_status kith_rules_create(const kith_batch* batch, const kith_settings* settings,
                              kith_rules** rules, kith_error** error) noexcept {
  return guard(error, [&] {
    zero(rules);
    const kith_batch& b = need(batch, "batch");
    const kith::Settings told = book_settings(settings, b.zone);
    need(rules, "rules");
    *rules = new kith_rules{kith::HostRules::build(b.batch, told).value()};
  });
}

kith_string_view kith_rules_fingerprint(const kith_rules* rules) noexcept {
  return rules == nullptr ? give("") : give(rules->rules->rules().fingerprint());
}

void kith_rules_free(kith_rules* rules) noexcept { delete rules; }

kith_status kith_state_build(const kith_rules* rules, const char* customer,
                             int64_t customer_size, const kith_batch* history,
                             kith_state** state, kith_error** error) noexcept {
  return guard(error, [&] {
    zero(state);
    const auto& r = need(rules, "rules").rules;
    const kith::CustomerKey key(
        std::string(filled_text(customer, customer_size, "customer")));
    const kith::Batch& facts = need(history, "history").batch;
    need(state, "state");
    *state = give_state(r, kith::build_state(key, facts, r->rules()).value());
  });
}

kith_status kith_state_fold(const kith_state* state, const kith_batch* facts,
                            kith_state** folded, kith_error** error) noexcept {
  return guard(error, [&] {
    zero(folded);
    const kith_state& s = need(state, "state");
    const kith::Batch& more = need(facts, "facts").batch;
    need(folded, "folded");
    *folded =
        give_state(s.rules, kith::fold_state(*s.state, more, s.rules->rules()).value());
  });
}

kith_status kith_state_from_bytes(const kith_rules* rules, const uint8_t* bytes,
                                  int64_t size, kith_state** state,
                                  kith_error** error) noexcept {
  return guard(error, [&] {
    zero(state);
    const auto& r = need(rules, "rules").rules;
    const std::string_view given = file_bytes(&need(bytes, "bytes"), size, "bytes");
    need(state, "state");
    auto read = kith::host_state_from_bytes(given, r->rules());
    if (!read) throw kith::Error(read.error()).at("bytes");
    *state = give_state(r, *std::move(read));
  });
}

kith_status kith_state_to_bytes(const kith_state* state, kith_buffer* bytes,
                                kith_error** error) noexcept {
  return guard(error, [&] {
    zero(bytes);
    const kith_state& s = need(state, "state");
    kith_buffer& out = need(bytes, "bytes");  // before anything is given
    out = give_buffer(kith::host_state_to_bytes(*s.state, s.rules->rules()));
  });
}

kith_status kith_state_info(const kith_state* state, kith_state_summary* summary,
                            kith_error** error) noexcept {
  return guard(error, [&] {
    zero(summary);
    const kith_state& s = need(state, "state");
    write(&need_struct(summary, "summary"), summary_of(s));
  });
}

void kith_state_free(kith_state* state) noexcept { delete state; }

kith_status kith_view_open_over_states(const kith_rules* rules,
                                       const kith_state* const* states, int64_t count,
                                       const kith_batch* words,
                                       const kith_view_options* options, kith_view** view,
                                       kith_error** error) noexcept {
  return guard(error, [&] {
    zero(view);
    const auto& r = need(rules, "rules").rules;
    auto held = states_of(states, count, *r);
    const kith::ViewOptions cut = view_options(options);
    need(view, "view");
    std::unordered_map<kith::TextRef, std::string> said;
    if (words != nullptr) said = words->batch.texts();
    auto source = kith::StatesSource::open(r, std::move(held), std::move(said)).value();
    const kith::Zone zone = r->rules().settings().zone;
    Audit audit = audit_of(options);
    *view = new kith_view{nullptr, kith::View(std::move(source), cut), zone,
                          std::move(audit)};
  });
}

}  // extern "C"
