// Questions that look ahead, asked of a view: can it be kept, what would it do.
#include "args.hpp"
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
  out.person = kith::PersonKey(std::string(text(o.person, "person")));
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

}  // namespace

extern "C" {

kith_status kith_view_feasibility(const kith_view* view, const kith_document* candidate,
                                  const kith_feasibility_options* options,
                                  kith_table** table, kith_error** error) noexcept {
  return guard(error, [&] {
    zero(table);
    const kith_view& v = need(view, "view");
    need(table, "table");
    const kith::FeasibilityOptions how = feasibility_options(options, candidate);
    const Turn turn(v.gate.get());
    *table = give_table(v.view.feasibility(how));
  });
}

kith_status kith_view_simulate(const kith_view* view, const kith_document* candidate,
                               const kith_simulate_options* options, kith_table** table,
                               kith_error** error) noexcept {
  return guard(error, [&] {
    zero(table);
    const kith_view& v = need(view, "view");
    need(table, "table");
    const kith::SimulateOptions how = simulate_options(options, candidate);
    const Turn turn(v.gate.get());
    *table = give_table(v.view.simulate(how));
  });
}

}  // extern "C"
