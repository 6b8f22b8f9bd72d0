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
  out.owner = key_of<kith::PersonKey>(o.owner, "owner");
  return out;
}

/// A view and where the text that is asked of it goes.
struct Page {
  Page(const kith_view* handle, kith_buffer* buffer, const char* name)
      : view(need(handle, "view")), out(buffer) {
    need(buffer, name);
  }
  /// What `write` makes, in the view's turn; an audited view records it by its name.
  template <class Write>
  void give(const Write& write, std::string_view question,
            const kith::CustomerKey& customer = {}) const {
    const Turn turn(view.gate.get());
    std::string text = write(view.view);
    if (view.audit) view.audit(question, customer, {}, customer.empty() ? 0 : 1);
    *out = give_buffer(std::move(text));
  }
  const kith_view& view;
  kith_buffer* out;
};

}  // namespace

extern "C" {

kith_status kith_review_html(const kith_view* view, const kith_review_options* options,
                             kith_buffer* html, kith_error** error) noexcept {
  return guard(error, [&] {
    zero(html);
    const Page page(view, html, "html");
    const kith::ReviewOptions how = review_options(options, page.view.view.as_of());
    page.give([&](const kith::View& v) { return kith::review_page(v, how); },
              "review_html");
  });
}

kith_status kith_card_html(const kith_view* view, const char* customer,
                           int64_t customer_size, const kith_card_options* options,
                           kith_buffer* html, kith_error** error) noexcept {
  return guard(error, [&] {
    zero(html);
    const Page page(view, html, "html");
    const auto o = input(options, "options");
    const kith::CardOptions how{language_of(o.language)};
    const kith::CustomerKey key(
        std::string(filled_text(customer, customer_size, "customer")));
    page.give([&](const kith::View& v) { return kith::card_page(v, key, how); },
              "card_html", key);
  });
}

kith_status kith_hand_over_html(const kith_view* view, const char* person,
                                int64_t person_size, const kith_card_options* options,
                                kith_buffer* html, kith_error** error) noexcept {
  return guard(error, [&] {
    zero(html);
    const Page page(view, html, "html");
    const auto o = input(options, "options");
    const kith::HandOverPageOptions how{language_of(o.language)};
    const kith::PersonKey who(std::string(filled_text(person, person_size, "person")));
    page.give([&](const kith::View& v) { return kith::hand_over_page(v, who, how); },
              "hand_over_html");
  });
}

kith_status kith_feed_ical(const kith_view* view, const kith_feed_options* options,
                           kith_buffer* ical, kith_error** error) noexcept {
  return guard(error, [&] {
    zero(ical);
    const Page page(view, ical, "ical");
    const kith::FeedOptions how = feed_options(options);
    page.give([&](const kith::View& v) { return kith::calendar_feed(v, how); },
              "feed_ical");
  });
}

}  // extern "C"
