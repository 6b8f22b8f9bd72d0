// Group view: a source seen as of a day.
#include <memory>
#include <utility>

#include "args.hpp"
#include "handles.hpp"
#include "view_args.hpp"

namespace kith::capi {

Settings book_settings(const kith_settings* given, Zone of_batch) {
  const auto o = input(given, "settings");
  reserved(o.reserved);
  Settings out;
  out.zone = zone(o.has_zone, o.zone_minutes, of_batch);
  if (flag(o.has_start, "has_start")) out.start = date(o.start_day, "start_day");
  return out;
}

ViewOptions view_options(const kith_view_options* given) {
  const auto o = input(given, "options");
  ViewOptions out;
  if (flag(o.has_as_of, "has_as_of")) out.as_of = date(o.as_of, "as_of");
  if (flag(o.has_known_at, "has_known_at"))
    out.known_at = instant(o.known_at, "known_at");
  out.actor = PersonKey(std::string(text(o.actor, "actor")));
  return out;
}

}  // namespace kith::capi

namespace {

using namespace kith::capi;

}  // namespace

extern "C" {

kith_status kith_view_open_over_batch(const kith_batch* batch,
                                      const kith_settings* settings,
                                      const kith_view_options* options, kith_view** view,
                                      kith_error** error) noexcept {
  return guard(error, [&] {
    zero(view);
    const kith_batch& b = need(batch, "batch");
    const kith::Settings told = book_settings(settings, b.zone);
    const kith::ViewOptions cut = view_options(options);
    need(view, "view");
    auto source = kith::TablesSource::open(b.batch, told).value();
    *view = new kith_view{nullptr, kith::View(std::move(source), cut), told.zone};
  });
}

kith_status kith_view_as_of(const kith_view* view, int32_t* day,
                            kith_error** error) noexcept {
  return guard(error, [&] {
    zero(day);
    const kith::View& v = need(view, "view").view;
    need(day, "day") = v.as_of().days();
  });
}

void kith_view_close(kith_view* view) noexcept { delete view; }

}  // extern "C"
