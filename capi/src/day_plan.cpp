// The plan of one person's days, asked of a view.
#include <utility>

#include "args.hpp"
#include "ask.hpp"
#include "handles.hpp"

namespace {

using namespace kith::capi;

void known(int32_t code, int32_t last, const char* name) {
  if (code >= 0 && code <= last) return;
  throw kith::invalid(kith::Reason::unknown_kind, "no such code").at(name);
}

kith::DayPlanOptions day_plan_options(const kith_day_plan_options* given) {
  const auto o = input(given, "options");
  reserved(o.reserved);
  known(o.objective, KITH_OBJECTIVE_SHARE, "objective");
  known(o.placement, KITH_PLACEMENT_LEVEL, "placement");
  kith::DayPlanOptions options;
  options.days = o.days;
  if (o.horizon != 0) options.horizon = o.horizon;
  options.objective = static_cast<kith::Objective>(o.objective);
  if (o.cap_times != 0) options.cap_times = o.cap_times;
  options.placement = static_cast<kith::Placement>(o.placement);
  options.fixes = !flag(o.no_fixes, "no_fixes");
  options.limit = count(o.limit, "limit");
  return options;
}

}  // namespace

extern "C" {

kith_status kith_view_day_plan(const kith_view* view, const char* person,
                               int64_t person_size, const kith_day_plan_options* options,
                               kith_table** table, kith_error** error) noexcept {
  return guard(error, [&] {
    zero(table);
    const Ask ask(view, table);
    const kith::PersonKey who(std::string(filled_text(person, person_size, "person")));
    ask.give(ask.view.day_plan(who, day_plan_options(options)));
  });
}

}  // extern "C"
