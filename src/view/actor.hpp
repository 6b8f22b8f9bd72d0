// Who asks: whose customers the actor sees, and how their fields are shown. Private to
// view.
#pragma once

#include <memory>
#include <optional>

#include "kith/view/source.hpp"

namespace kith::view_detail {

/// One of ours looking at a source. Rights are of the present: of the day given, with all
/// that is recorded, whatever the view looks at.
struct Actor {
  PersonKey person;
  Sight sight;
  RoleAccess access;
  Date now;
};

/// Throws unknown_name (not_found) for somebody the directory does not know, not_allowed
/// (permission_denied) for one who is gone, and not_adopted when no access document is in
/// force.
Actor actor_of(const Source& source, const PersonKey& person, Date now);

/// Whether the actor sees a customer of this present state: by its owner, or by an open
/// step, deal or win-back case that is somebody's of theirs to do.
bool sees(const Sight& sight, const CustomerState& present);

/// The part of a source that an actor sees; `counted`: only what counts in sums. `rules`
/// are those of the cuts that it will be asked for. Customers that were one then and are
/// not now are seen then by those who see all of them now.
std::shared_ptr<const Source> scoped(std::shared_ptr<const Source> source,
                                     std::shared_ptr<const Rules> rules,
                                     std::shared_ptr<const Actor> actor, bool counted);

}  // namespace kith::view_detail
