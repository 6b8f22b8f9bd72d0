// Which milestones are open, and which of them stands first. Private to view.
#pragma once

#include "kith/deals/deals.hpp"

namespace kith::view_detail {

inline bool is_open(const MilestoneRow& m) {
  return m.state == MilestoneState::running || m.state == MilestoneState::waiting ||
         m.state == MilestoneState::paused;
}

/// What milestones are ordered by: those without a deadline yet come last.
inline Date deadline_or_last(const MilestoneRow& m) {
  return m.deadline ? m.deadline->day : Date::max();
}

}  // namespace kith::view_detail
