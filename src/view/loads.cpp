#include "view/loads.hpp"

#include <algorithm>
#include <utility>

namespace kith::view_detail {

StreamLoad LoadKey::stream() const {
  StreamLoad out;
  out.bucket = bucket;
  out.thin_below = thin_below;
  out.touches = touches;
  out.working_days = working_days;
  return out;
}

void add(Lane& sum, const Lane& one) {
  sum.people += one.people;
  sum.customers += one.customers;
  for (const auto& [key, customers] : one.streams) sum.streams[key] += customers;
  for (const auto& [keys, customers] : one.mixes) sum.mixes[keys] += customers;
  sum.slots.resize(std::max(sum.slots.size(), one.slots.size()));
  for (std::size_t i = 0; i < one.slots.size(); ++i) sum.slots[i] += one.slots[i];
  sum.most = std::max(sum.most, one.most);
  if (one.fewest > 0)
    sum.fewest = sum.fewest == 0 ? one.fewest : std::min(sum.fewest, one.fewest);
}

Loads::Loads(const Directory& directory, Date day, DateSpan span,
             const Calendar& calendar)
    : directory_(directory), day_(day), span_(span), calendar_(calendar) {
  for (const PersonKey& key : directory.people()) {
    const Days& days = days_of(key);
    if (!directory.find(key, day)->active || !days) continue;
    Desk& desk = desks[key];
    if (days->day_slots) lane_of(desk, days, Channel::unknown);
    for (const auto& [channel, slots] : days->channel_slots) lane_of(desk, days, channel);
  }
}

const Loads::Days& Loads::days_of(const PersonKey& person) {
  const auto known = days_.find(person);
  if (known != days_.end()) return known->second;
  Days days;
  if (auto found = work_days_in(person, day_, span_, calendar_, directory_))
    days = *std::move(found);
  return days_.emplace(person, std::move(days)).first->second;
}

Lane& Loads::lane_of(Desk& desk, const Days& days, Channel channel) {
  const auto [at, is_new] = desk.lanes.try_emplace(channel);
  Lane& lane = at->second;
  if (!is_new || !days) return lane;
  const std::int32_t a_day = channel == Channel::unknown ? days->day_slots.value_or(0)
                                                         : days->slots_a_day(channel);
  lane.people = 1;
  for (const bool open : days->open) {
    lane.slots.push_back(open ? a_day : 0);
    lane.most += lane.slots.back();
  }
  lane.fewest = lane.most;
  return lane;
}

void Loads::take(const CustomerState& state, std::span<const Demand> demands,
                 bool campaigns) {
  const PersonKey& owner = state.ownership.owner;
  std::map<PersonKey, std::map<Channel, std::vector<LoadKey>>> asked;
  for (const Demand& demand : demands) {
    if (campaigns && demand.stream->push) continue;
    const StreamLoad load = load_of(demand);
    const LoadKey key{load.bucket, load.thin_below, load.touches, load.working_days};
    const PersonKey doer = doer_of(*demand.stream, owner, state.key, directory_, day_);
    const Days& days = days_of(doer);
    const Channel channel =
        days ? days->channel_for(demand.stream->channels) : Channel::unknown;
    asked[doer][channel].push_back(key);
    // The day's cap stands above the channels.
    if (days && !days->is_joint() && days->day_slots)
      asked[doer][Channel::unknown].push_back(key);
  }
  for (auto& [doer, channels] : asked) {
    Desk& desk = desks[doer];
    desk.owners.insert(owner);
    for (auto& [channel, keys] : channels) {
      Lane& lane = lane_of(desk, days_of(doer), channel);
      ++lane.customers;
      for (const LoadKey& key : keys) ++lane.streams[key];
      std::sort(keys.begin(), keys.end());
      ++lane.mixes[std::move(keys)];
    }
  }
}

}  // namespace kith::view_detail
