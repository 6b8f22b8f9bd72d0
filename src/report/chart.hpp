// Charts: inline SVG that keeps its letters the same size at any width. Lengths along the
// page are percentages, heights are pixels.
#pragma once

#include <string>
#include <string_view>

#include "kith/report/page.hpp"

namespace kith::report {

/// The figure of a section, a line that says why there is none, or nothing. `id` is
/// unique on the page.
std::string chart_html(const Section& section, std::string_view id, Language language,
                       std::string_view place);

}  // namespace kith::report
