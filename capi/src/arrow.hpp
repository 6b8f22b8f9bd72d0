// Tables from and to the structs of the Arrow C Data Interface.
#pragma once

#include "handles.hpp"

namespace kith::capi {

/// Copies a record batch; both structs stay as they are.
kith_table from_arrow(const ArrowSchema& schema, const ArrowArray& array);
/// Fills both structs with views that keep the table alive.
void to_arrow(const kith_table& table, ArrowSchema& schema, ArrowArray& array);

}  // namespace kith::capi
