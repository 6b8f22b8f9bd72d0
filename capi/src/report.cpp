// Group report: the review of a period, the card of a customer and the sheet of a leaver
// as pages; the calendar feed.
#include <string>
#include <utility>

#include "args.hpp"
#include "handles.hpp"
#include "kith/report/calendar_feed.hpp"
#include "kith/report/card.hpp"
#include "kith/report/hand_over.hpp"
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

kith::FeedOptions feed_options(const kith_feed_options* given) {
  const auto o = input(given, "options");
  reserved(o.reserved);
  kith::FeedOptions out;
  out.language = language_of(o.language);
  out.milestones = !flag(o.no_milestones, "no_milestones");
  out.stamp = instant(o.stamp, "stamp");
  out.owner = kith::PersonKey(std::string(text(o.owner, "owner")));
  return out;
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
    std::string page = kith::review_page(v.view, how);
    if (v.audit) v.audit("review_html", {}, {}, 0);
    *html = give_buffer(std::move(page));
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
    std::string page = kith::card_page(v.view, key, how);
    if (v.audit) v.audit("card_html", key, {}, 1);
    *html = give_buffer(std::move(page));
  });
}

kith_status kith_hand_over_html(const kith_view* view, const char* person,
                                int64_t person_size, const kith_card_options* options,
                                kith_buffer* html, kith_error** error) noexcept {
  return guard(error, [&] {
    zero(html);
    const kith_view& v = need(view, "view");
    need(html, "html");
    const auto o = input(options, "options");
    const kith::HandOverPageOptions how{language_of(o.language)};
    const kith::PersonKey who(std::string(filled_text(person, person_size, "person")));
    const Turn turn(v.gate.get());
    std::string page = kith::hand_over_page(v.view, who, how);
    if (v.audit) v.audit("hand_over_html", {}, {}, 0);
    *html = give_buffer(std::move(page));
  });
}

kith_status kith_feed_ical(const kith_view* view, const kith_feed_options* options,
                           kith_buffer* ical, kith_error** error) noexcept {
  return guard(error, [&] {
    zero(ical);
    const kith_view& v = need(view, "view");
    need(ical, "ical");
    const kith::FeedOptions how = feed_options(options);
    const Turn turn(v.gate.get());
    std::string feed = kith::calendar_feed(v.view, how);
    if (v.audit) v.audit("feed_ical", {}, {}, 0);
    *ical = give_buffer(std::move(feed));
  });
}

}  // extern "C"
