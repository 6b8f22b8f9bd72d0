// What a view cuts at, and what is told where there is no book to know it.
#pragma once

#include "args.hpp"
#include "kith/view/view.hpp"

namespace kith::capi {

Settings book_settings(const kith_settings* given, Zone of_batch);
ViewOptions view_options(const kith_view_options* given);

}  // namespace kith::capi
