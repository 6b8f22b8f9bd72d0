// Group report: the review of a period and the card of a customer as pages.
#include "args.hpp"
#include "handles.hpp"
#include "kith/report/card.hpp"
#include "kith/report/review.hpp"

namespace {

using namespace kith::capi;

kith::Language language_of(int32_t language) {
  if (language < KITH_LANGUAGE_CHINESE || language > KITH_LANGUAGE_ENGLISH) {
    throw kith::invalid(kith::Reason::unknown_kind, "no such language").at("language");
  }
  return static_cast<kith::Language>(language);
}

kith::ReviewOptions review_options(const kith_review_options* given, kith::Date as_of) {
  const auto o = input(given, "options");
  reserved(o.reserved);
  return {period(o.has_period, o.period_first, o.period_last, as_of),
          language_of(o.language)};
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

kith_status kith_card_html(const kith_view* view, const char* customer,
                           int64_t customer_size, const kith_card_options* options,
                           kith_buffer* html, kith_error** error) noexcept {
  return guard(error, [&] {
    zero(html);
    const kith_view& v = need(view, "view");
    need(html, "html");
    const auto o = input(options, "options");
    const kith::CardOptions how{language_of(o.language)};
    const kith::CustomerKey key(
        std::string(filled_text(customer, customer_size, "customer")));
    const Turn turn(v.gate.get());
    *html = give_buffer(kith::card_page(v.view, key, how));
  });
}

}  // extern "C"
