// What a view cuts at, and what is told where there is no book to know it.
#pragma once

#include <functional>

#include "args.hpp"
#include "handles.hpp"
#include "kith/view/audit.hpp"
#include "kith/view/view.hpp"

namespace kith::capi {

Settings book_settings(const kith_settings* given, Zone of_batch);
ViewOptions view_options(const kith_view_options* given);
/// Of the same options; `keep` is for a host that names no callback. Throws missing_value
/// where there is neither.
Audit audit_of(const kith_view_options* given,
               std::function<void(const AuditRecord&)> keep = {});

}  // namespace kith::capi
