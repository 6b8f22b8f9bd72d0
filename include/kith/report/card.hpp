// The customer card: all that is known of one customer on one page.
//
//   std::string html = card_page(view, CustomerKey("YY"), {.language =
//   Language::english});
#pragma once

#include <string>
#include <vector>

#include "kith/model/codes.hpp"
#include "kith/report/page.hpp"
#include "kith/view/view.hpp"

namespace kith {

struct CardOptions {
  Language language = Language::chinese;
};

/// Basics, completeness, contacts and their consent, tier with its reasons, needs with
/// what answers them, promises, deals, their milestones, payments, win-back cases and
/// the timeline, newest first; parts of which nothing is known are left out. Throws
/// unknown_name (not_found) for a customer that is not known, or not seen.
std::vector<Section> card_sections(const View& view, const CustomerKey& customer,
                                   const CardOptions& options);
/// One self-contained HTML page.
std::string card_page(const View& view, const CustomerKey& customer,
                      const CardOptions& options);

}  // namespace kith
