// What an owner can do: reading it and checking it.
#include <algorithm>

#include "kith/planner/certificate.hpp"

namespace kith {
namespace {

Result<void> check_channel(const DayCapacity& capacity, std::size_t i) {
  const ChannelSlots& channel = capacity.channels[i];
  const auto row = static_cast<std::int64_t>(i);
  for (std::size_t k = 0; k < i; ++k) {
    if (capacity.channels[k].channel == channel.channel) {
      return invalid(Reason::duplicate, "a channel has its slots twice")
          .at("channels", row);
    }
  }
  const std::int64_t days =
      std::int64_t{days_between(capacity.days.first, capacity.days.last)} + 1;
  if (static_cast<std::int64_t>(channel.slots.size()) != days) {
    return invalid(Reason::bad_order, "as many slots as days").at("channels", row);
  }
  if (std::any_of(channel.slots.begin(), channel.slots.end(),
                  [](std::int32_t n) { return n < 0; })) {
    return invalid(Reason::bad_number, "slots are at least 0").at("channels", row);
  }
  return {};
}

bool apart(const DateSpan& a, const DateSpan& b) {
  return a.last < b.first || b.last < a.first;
}
bool inside(const DateSpan& a, const DateSpan& b) {
  return b.first <= a.first && a.last <= b.last;
}

Result<void> check_cap(const DayCapacity& capacity, std::size_t i) {
  const Cap& cap = capacity.caps[i];
  const auto row = static_cast<std::int64_t>(i);
  if (cap.slots < 0) {
    return invalid(Reason::bad_number, "slots are at least 0").at("caps", row);
  }
  if (cap.days.last < cap.days.first) {
    return invalid(Reason::bad_order, "a span ends before it begins").at("caps", row);
  }
  for (std::size_t k = 0; k < i; ++k) {
    const DateSpan& other = capacity.caps[k].days;
    if (apart(cap.days, other) || inside(cap.days, other) || inside(other, cap.days))
      continue;
    return invalid(Reason::conflict, "caps cross: two of them nest or share no day")
        .at("caps", row);
  }
  return {};
}

}  // namespace

std::int32_t DayCapacity::slots_on(Channel channel, Date day) const {
  if (!days.contains(day)) return 0;
  for (const ChannelSlots& c : channels) {
    if (c.channel == channel)
      return c.slots[static_cast<std::size_t>(days_between(days.first, day))];
  }
  return 0;
}

Result<void> check_capacity(const DayCapacity& capacity) {
  if (capacity.days.last < capacity.days.first) {
    return invalid(Reason::bad_order, "the horizon ends before it begins").at("days");
  }
  for (std::size_t i = 0; i < capacity.channels.size(); ++i) {
    if (auto checked = check_channel(capacity, i); !checked) return checked;
  }
  for (std::size_t i = 0; i < capacity.caps.size(); ++i) {
    if (auto checked = check_cap(capacity, i); !checked) return checked;
  }
  return {};
}

DateSpan Certificate::span() const {
  if (places.empty()) return {Date(1), Date(0)};
  DateSpan all = places.front().days;
  for (const TightPlace& place : places) {
    all.first = std::min(all.first, place.days.first);
    all.last = std::max(all.last, place.days.last);
  }
  return all;
}

std::int64_t Certificate::slots() const {
  std::int64_t slots = 0;
  for (const TightPlace& place : places) slots += place.slots;
  return slots;
}

}  // namespace kith
