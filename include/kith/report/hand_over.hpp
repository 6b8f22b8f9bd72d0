// The hand-over sheet of a leaver: what somebody holds and who could take it, on a page.
//
//   std::string html = hand_over_page(view, PersonKey("li"), {});
#pragma once

#include <string>

#include "kith/model/codes.hpp"
#include "kith/view/view.hpp"

namespace kith {

struct HandOverPageOptions {
  Language language = Language::chinese;
};

/// Customers with the new owner proposed, open promises, deals, receivables, contacts,
/// and what the person only takes part in; parts that are empty are left out. One
/// self-contained HTML page; nothing is decided. Throws as View::hand_over().
std::string hand_over_page(const View& view, const PersonKey& leaver,
                           const HandOverPageOptions& options);

}  // namespace kith
