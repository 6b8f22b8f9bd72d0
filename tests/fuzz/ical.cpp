// iCalendar: events that were lexed, written and lexed again stay on their days.
#include "kith/base/ical.hpp"
#include "fuzz/fuzz.hpp"
#include "kith/base/text.hpp"

KITH_FUZZ_TARGET(ical) {
  if (!kith::is_utf8(bytes)) return;
  const auto events = kith::lex_ical(bytes);
  if (!events) {
    LAW(!events.error().message().empty());
    return;
  }
  for (const kith::IcalEvent& event : *events) {
    LAW(event.first <= event.last);
    LAW(kith::Date::checked(event.first.days()).has_value());
    LAW(kith::Date::checked(event.last.days()).has_value());
  }
  const auto again =
      kith::lex_ical(kith::write_ical("fuzz", "20231026T000000Z", *events));
  if (!again) return;  // 9999-12-31 has no exclusive end to write
  LAW(again->size() == events->size());
  for (std::size_t i = 0; i < events->size(); ++i) {
    LAW((*again)[i].first == (*events)[i].first);
    LAW((*again)[i].last == (*events)[i].last);
  }
}
