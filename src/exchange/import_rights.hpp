// Who lets a sheet in, when it is not the host: one of ours links to the customers that
// the access document shows, and records what it lets the person write. Private to
// exchange.
#pragma once

#include "kith/exchange/import.hpp"
#include "kith/view/view.hpp"

namespace kith::exchange {

/// What the actor may link to. Throws what opening a view of the actor throws, and
/// not_allowed (permission_denied) for one who does not see customers' names as they are:
/// a row that is linked by its name tells the whole one.
View view_of_importer(const Book& book, const PersonKey& actor, Instant now);

/// Takes the rows of which the actor may not record every fact out of the batch, whole,
/// and has the report say so. A new customer whose first row is refused takes its others
/// along.
Result<void> leave_out_refused(Book& book, Import& import, const PersonKey& actor,
                               Instant now);

}  // namespace kith::exchange
