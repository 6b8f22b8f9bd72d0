// Group plan: jobs and capacity over tables.
#include <memory>

#include "args.hpp"
#include "handles.hpp"
#include "kith/planner/tables.hpp"

namespace {

using namespace kith::capi;

kith::PlanOptions plan_options(const kith_plan_options* given, int32_t today) {
  const auto o = input(given, "options");
  reserved(o.reserved);
  const auto known = [](int32_t code, int32_t last, const char* name) {
    if (code >= 0 && code <= last) return;
    throw kith::invalid(kith::Reason::unknown_kind, "no such code").at(name);
  };
  known(o.objective, KITH_OBJECTIVE_SHARE, "objective");
  known(o.placement, KITH_PLACEMENT_LEVEL, "placement");
  kith::PlanOptions options;
  options.today = date(today, "today");
  options.objective = static_cast<kith::Objective>(o.objective);
  if (o.cap_times != 0) options.cap_times = o.cap_times;
  options.placement = static_cast<kith::Placement>(o.placement);
  options.fixes = !flag(o.no_fixes, "no_fixes");
  return options;
}

}  // namespace

extern "C" {

kith_status kith_plan_days(const kith_table* jobs, const kith_table* slots,
                           const kith_table* caps, const kith_calendar* calendar,
                           int32_t today, const kith_plan_options* options,
                           kith_table** plan, kith_table** places,
                           kith_error** error) noexcept {
  return guard(error, [&] {
    zero(plan);
    zero(places);
    const kith::PlanInput given{need(jobs, "jobs").table, need(slots, "slots").table,
                                caps == nullptr ? nullptr : &caps->table};
    const kith::Calendar& working_days = need(calendar, "calendar").calendar;
    const kith::PlanOptions how = plan_options(options, today);
    need(plan, "plan");
    kith::PlanTables made = kith::plan_tables(given, working_days, how).value();
    std::unique_ptr<kith_table> proof(
        places == nullptr ? nullptr : give_table(std::move(made.places)));
    *plan = give_table(std::move(made.days));
    if (places != nullptr) *places = proof.release();
  });
}

}  // extern "C"
