// What a view cuts at, whatever it is opened over.
#pragma once

#include "args.hpp"
#include "kith/view/view.hpp"

namespace kith::capi {

ViewOptions view_options(const kith_view_options* given);

}  // namespace kith::capi
