// The review: which answers stand on the monthly or quarterly page, in what order, under
// which headings.
//
//   std::string html = review_page(view, {.period = {first, last}, .language =
//   Language::chinese});
#pragma once

#include <string>
#include <vector>

#include "kith/model/codes.hpp"
#include "kith/report/page.hpp"
#include "kith/view/view.hpp"

namespace kith {

struct ReviewOptions {
  DateSpan period;  ///< both days inclusive
  Language language = Language::chinese;
};

/// The sections, each a Table with its definition; the same Tables that the View answers.
std::vector<Section> review_sections(const View& view, const ReviewOptions& options);
/// One self-contained HTML page.
std::string review_page(const View& view, const ReviewOptions& options);

}  // namespace kith
