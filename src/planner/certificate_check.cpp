// The checker of certificates: counts, and knows no plan.
#include <algorithm>

#include "kith/planner/certificate.hpp"

namespace kith {
namespace {

bool covers(const TightPlace& place, Channel channel, Date day) {
  return (!place.channel || *place.channel == channel) && place.days.contains(day);
}

/// Whether every slot that the job could have leads through a place.
bool confined(const Certificate& c, const Job& job, const DayCapacity& capacity) {
  const Date first = std::max(job.window.first, capacity.days.first);
  const Date last = std::min(job.window.last, capacity.days.last);
  for (std::int32_t day = first.days(); day <= last.days(); ++day) {
    const auto covered = [&](const TightPlace& place) {
      return covers(place, job.channel, Date(day));
    };
    if (capacity.slots_on(job.channel, Date(day)) > 0 &&
        std::none_of(c.places.begin(), c.places.end(), covered)) {
      return false;
    }
  }
  return true;
}

/// Whether the capacity gives the place as many slots as it says.
bool true_slots(const TightPlace& place, const DayCapacity& capacity) {
  if (!place.channel) {
    return std::any_of(capacity.caps.begin(), capacity.caps.end(), [&](const Cap& cap) {
      return cap.days == place.days && cap.slots == place.slots;
    });
  }
  std::int64_t slots = 0;
  const Date first = std::max(place.days.first, capacity.days.first);
  const Date last = std::min(place.days.last, capacity.days.last);
  for (std::int32_t day = first.days(); day <= last.days(); ++day)
    slots += capacity.slots_on(*place.channel, Date(day));
  return slots == place.slots;
}

}  // namespace

bool certificate_holds(const Certificate& c, const Job& refused,
                       std::span<const Job> kept, const DayCapacity& capacity) {
  if (!confined(c, refused, capacity)) return false;
  std::int64_t slots = 0;
  for (const TightPlace& place : c.places) {
    if (!true_slots(place, capacity)) return false;
    slots += place.slots;
  }
  for (const Job& job : kept) {
    if (!confined(c, job, capacity)) continue;
    if (!before(job, refused)) return false;
    --slots;
  }
  return slots == 0;
}

}  // namespace kith
