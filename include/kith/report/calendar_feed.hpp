// Follow-ups and milestones as an iCalendar feed (RFC 5545), for the calendars people
// already have.
//
//   std::string ics = calendar_feed(view, {.owner = PersonKey("li"), .stamp = now});
//
// The bytes are made of Tables alone; how lines are folded and escaped is base/ical.hpp.
#pragma once

#include <string>

#include "kith/model/codes.hpp"
#include "kith/view/view.hpp"

namespace kith {

struct FeedOptions {
  PersonKey owner = {};  ///< whose list, as View::due() has it; empty: everybody's
  Language language = Language::chinese;
  Instant stamp = {};      ///< DTSTAMP of every event; 1970: the first instant of as_of
  bool milestones = true;  ///< open ones with a deadline
};

/// An all-day event on the due day of each promise that is owed and of each open
/// milestone. A promise keeps its UID as long as it is the same one: the customer's, the
/// stream's and its period's, or that of the step; a milestone the deal's. So a feed read
/// again moves an event and makes none twice. Events take no time of the day (TRANSP) and
/// ring nobody. The same bytes for the same input.
std::string calendar_feed(const View& view, const FeedOptions& options);

}  // namespace kith
