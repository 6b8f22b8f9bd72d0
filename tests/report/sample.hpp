// A small review of an invented team: every kind of chart and cell, for tests and for
// looking at.
#pragma once

#include <vector>

#include "kith/report/page.hpp"

namespace kith::sample {

PageOptions options(Language language);
std::vector<Section> sections();

}  // namespace kith::sample
