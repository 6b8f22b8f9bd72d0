// Group report: the review of a period as a page.
#include "args.hpp"
#include "handles.hpp"
#include "kith/report/review.hpp"

namespace {

using namespace kith::capi;

kith::ReviewOptions review_options(const kith_review_options* given, kith::Date as_of) {
  const auto o = input(given, "options");
  reserved(o.reserved);
  if (o.language < KITH_LANGUAGE_CHINESE || o.language > KITH_LANGUAGE_ENGLISH) {
    throw kith::invalid(kith::Reason::unknown_kind, "no such language").at("language");
  }
  return {period(o.has_period, o.period_first, o.period_last, as_of),
          static_cast<kith::Language>(o.language)};
}

}  // namespace

extern "C" {

kith_status kith_review_html(const kith_view* view, const kith_review_options* options,
                             kith_buffer* html, kith_error** error) noexcept {
  return guard(error, [&] {
    zero(html);
    const kith_view& v = need(view, "view");
    need(html, "html");
    const kith::ReviewOptions how = review_options(options, v.view.as_of());
    const Turn turn(v.gate.get());
    *html = give_buffer(kith::review_page(v.view, how));
  });
}

}  // extern "C"
