// Why a job has no slot, so that anybody can check it: the tight places, all filled by
// jobs that cannot lie elsewhere and stand before it (Hall's condition).
//
//   certificate_holds(certificate, refused, kept, capacity)
//
// The check reads jobs and capacity alone and shares nothing with what made the plan.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "kith/planner/job.hpp"

namespace kith {

/// Slots of one channel, a number for each day from the first of its capacity's days.
struct ChannelSlots {
  Channel channel = Channel::unknown;
  std::vector<std::int32_t> slots;  ///< each at least 0
  bool operator==(const ChannelSlots&) const = default;
};

/// At most `slots` jobs of all channels in these days together.
struct Cap {
  DateSpan days;
  std::int32_t slots = 0;  ///< at least 0
  bool operator==(const Cap&) const = default;
};

/// What one owner can do.
struct DayCapacity {
  DateSpan days;  ///< the horizon
  std::vector<ChannelSlots>
      channels;           ///< no channel twice; one that is not named has none
  std::vector<Cap> caps;  ///< two of them nest or share no day
  bool operator==(const DayCapacity&) const = default;

  /// Slots of a channel on a day; 0 outside.
  [[nodiscard]] std::int32_t slots_on(Channel channel, Date day) const;
};
/// Fails with bad_number, duplicate, bad_order (a span that is empty, or days and slots
/// of different numbers) or conflict (caps that cross), naming the place.
Result<void> check_capacity(const DayCapacity& capacity);

/// A place that is full: some days of one channel, or a cap over all channels.
struct TightPlace {
  std::optional<Channel> channel;  ///< none: a cap
  DateSpan days;
  std::int64_t slots = 0;  ///< there, all taken
  bool operator==(const TightPlace&) const = default;
};

struct Certificate {
  std::vector<TightPlace> places;  ///< for an owner without caps exactly one
  JobKey weakest;                  ///< the last in order of those who fill it; empty when
                                   ///< there is no slot at all
  bool operator==(const Certificate&) const = default;
  /// First to last day of all places.
  [[nodiscard]] DateSpan span() const;
  [[nodiscard]] std::int64_t slots() const;
};

/// Whether the certificate proves that no plan can add `refused` to `kept` without
/// dropping one that stands before it. `kept` are all jobs kept of its owner, with the
/// windows and classes they were planned under, as `refused`.
bool certificate_holds(const Certificate& certificate, const Job& refused,
                       std::span<const Job> kept, const DayCapacity& capacity);

}  // namespace kith
