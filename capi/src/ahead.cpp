// Questions that look ahead, asked of a view: can it be kept, what would it do, who takes
// over; and those that look back: at promises, at records, at what rules moved.
#include "args.hpp"
#include "ask.hpp"
#include "decide.hpp"
#include "handles.hpp"

namespace {

using namespace kith::capi;

kith::FeasibilityOptions feasibility_options(const kith_feasibility_options* given,
                                             const kith_document* candidate) {
  const auto o = input(given, "options");
  reserved(o.reserved);
  kith::FeasibilityOptions out;
  out.has_period = flag(o.has_period, "has_period");
  if (out.has_period) {
    out.period = {date(o.period_first, "period_first"),
                  date(o.period_last, "period_last")};
  }
  out.campaigns = flag(o.campaigns, "campaigns");
  out.limit = count(o.limit, "limit");
  out.person = key_of<kith::PersonKey>(o.person, "person");
  out.team = text(o.team, "team");
  if (candidate != nullptr) out.candidate = candidate->document;
  return out;
}

kith::SimulateOptions simulate_options(const kith_simulate_options* given,
                                       const kith_document* candidate) {
  const auto o = input(given, "options");
  reserved(o.reserved);
  kith::SimulateOptions out;
  out.candidate = need(candidate, "candidate").document;
  if (o.days != 0) out.days = o.days;
  if (o.horizon != 0) out.horizon = o.horizon;
  if (o.objective < 0 || o.objective > KITH_OBJECTIVE_SHARE)
    throw kith::invalid(kith::Reason::unknown_kind, "no such code").at("objective");
  out.objective = static_cast<kith::Objective>(o.objective);
  if (o.cap_times != 0) out.cap_times = o.cap_times;
  return out;
}

kith::PromiseRecordOptions record_options(const kith_promise_record_options* given,
                                          kith::Date as_of) {
  const auto o = input(given, "options");
  kith::PromiseRecordOptions out;
  out.period = period(o.has_period, o.period_first, o.period_last, as_of);
  if (o.every < KITH_EVERY_WHOLE || o.every > KITH_EVERY_YEAR)
    throw kith::invalid(kith::Reason::unknown_kind, "no such code").at("every");
  if (o.every != KITH_EVERY_WHOLE) out.every = static_cast<kith::Period>(o.every);
  out.by_owner = flag(o.by_owner, "by_owner");
  out.by_tier = flag(o.by_tier, "by_tier");
  out.by_stream = flag(o.by_stream, "by_stream");
  return out;
}

kith::EntryDelayOptions delay_options(const kith_entry_delay_options* given,
                                      kith::Date as_of) {
  const auto o = input(given, "options");
  reserved(o.reserved);
  return {period(o.has_period, o.period_first, o.period_last, as_of),
          flag(o.by_author, "by_author")};
}

kith::MovedOptions moved_options(const kith_moved_options* given) {
  const auto o = input(&need(given, "options"), "options");
  reserved(o.reserved);
  return {instant(o.known_at, "known_at"), key_of<kith::PersonKey>(o.owner, "owner"),
          count(o.limit, "limit")};
}

}  // namespace

extern "C" {

kith_status kith_view_feasibility(const kith_view* view, const kith_document* candidate,
                                  const kith_feasibility_options* options,
                                  kith_table** table, kith_error** error) noexcept {
  return guard(error, [&] {
    zero(table);
    const Ask ask(view, table);
    ask.give_sums(ask.view.feasibility(feasibility_options(options, candidate)));
  });
}

kith_status kith_view_simulate(const kith_view* view, const kith_document* candidate,
                               const kith_simulate_options* options, kith_table** table,
                               kith_error** error) noexcept {
  return guard(error, [&] {
    zero(table);
    const Ask ask(view, table);
    ask.give_sums(ask.view.simulate(simulate_options(options, candidate)));
  });
}

kith_status kith_view_promise_record(const kith_view* view,
                                     const kith_promise_record_options* options,
                                     kith_table** table, kith_error** error) noexcept {
  return guard(error, [&] {
    zero(table);
    const Ask ask(view, table);
    ask.give_sums(ask.view.promise_record(record_options(options, ask.view.as_of())));
  });
}

kith_status kith_view_entry_delay(const kith_view* view,
                                  const kith_entry_delay_options* options,
                                  kith_table** table, kith_error** error) noexcept {
  return guard(error, [&] {
    zero(table);
    const Ask ask(view, table);
    ask.give_sums(ask.view.entry_delay(delay_options(options, ask.view.as_of())));
  });
}

kith_status kith_view_moved(const kith_view* view, const kith_moved_options* options,
                            kith_table** table, kith_error** error) noexcept {
  return guard(error, [&] {
    zero(table);
    const Ask ask(view, table);
    ask.give(ask.view.moved(moved_options(options)));
  });
}

kith_status kith_view_hand_over(const kith_view* view, const char* person,
                                int64_t person_size, const char* run, int64_t run_size,
                                int64_t recorded, kith_batch** decisions,
                                kith_table** table, kith_error** error) noexcept {
  return guard(error, [&] {
    const Decide decide(view, decisions, table);
    const kith::PersonKey who(std::string(filled_text(person, person_size, "person")));
    const std::string_view name = filled_text(run, run_size, "run");
    const kith::Instant when = recorded_time(recorded);
    decide.give([&](const kith::View& v) { return v.hand_over(who, name, when); });
  });
}

}  // extern "C"
