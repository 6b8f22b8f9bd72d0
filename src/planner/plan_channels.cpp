// The plan without caps: channels do not know each other.
#include <algorithm>

#include "kith/planner/day_book.hpp"
#include "kith/planner/place.hpp"
#include "planner/planning.hpp"

namespace kith::planner {
namespace {

struct ChannelBook {
  DayBook book;
  std::vector<std::int32_t> job_of;  ///< by number in the book
  std::vector<std::int32_t> kept;    ///< in their order
};

ChannelBook fill(Planning& p, Channel channel, const std::vector<std::int32_t>& slots) {
  ChannelBook filled{DayBook(p.capacity.days, channel, slots), {}, {}};
  for (const std::int32_t i : p.order) {
    const Job& job = p.job(i).planned;
    if (job.channel != channel) continue;
    const JobNumber number = filled.book.insert(job).value();
    filled.job_of.push_back(i);
    // In their order nobody is dropped later.
    if (filled.book.kept(number)) filled.kept.push_back(i);
  }
  return filled;
}

std::vector<std::int32_t> placed(const Planning& p, std::span<const WindowOfDays> windows,
                                 const std::vector<std::int32_t>& slots) {
  if (p.options.objective == Objective::share) return place_earliest(windows, slots);
  if (p.options.placement == Placement::level) return place_level(windows, slots);
  return place_latest(windows, slots);
}

void serve_kept(Planning& p, const ChannelBook& filled,
                const std::vector<std::int32_t>& slots) {
  std::vector<WindowOfDays> windows;
  const Date horizon = p.capacity.days.last;
  for (const std::int32_t i : filled.kept) {
    const DateSpan& window = p.job(i).planned.window;
    windows.push_back(
        {p.day_number(window.first), p.day_number(std::min(window.last, horizon))});
  }
  const std::vector<std::int32_t> latest = place_latest(windows, slots);
  const std::vector<std::int32_t> place = placed(p, windows, slots);
  std::int32_t idle = slots.front();
  for (std::size_t k = 0; k < place.size(); ++k) {
    p.serve(filled.kept[k], place[k], latest[k] == 0);
    if (place[k] == 0) --idle;
  }
  if (p.options.placement == Placement::level) return;
  for (const std::int32_t i : p.pulls(filled.kept)) {
    if (idle-- <= 0) break;
    p.serve(i, 0, false);
  }
}

void refuse_others(Planning& p, const ChannelBook& filled) {
  const std::vector<JobNumber>& refused = filled.book.refused();
  std::vector<DayBook::SlotsMore> more;
  if (p.options.fixes) more = filled.book.slots_more();
  for (std::size_t k = 0; k < refused.size(); ++k) {
    const std::int32_t i = filled.job_of[static_cast<std::size_t>(refused[k])];
    p.refuse(i, filled.book.certificate(refused[k]));
    if (!p.options.fixes) continue;
    p.job(i).fix = Fix{more[k].day, more[k].slots, filled.book.later_last(refused[k])};
  }
}

}  // namespace

void plan_channels(Planning& p) {
  std::vector<ChannelSlots> channels = p.capacity.channels;
  for (const std::int32_t i : p.order) {
    const Channel channel = p.job(i).planned.channel;
    const auto known = [&](const ChannelSlots& c) { return c.channel == channel; };
    if (std::any_of(channels.begin(), channels.end(), known)) continue;
    const auto days = static_cast<std::size_t>(p.day_number(p.capacity.days.last)) + 1;
    channels.push_back({channel, std::vector<std::int32_t>(days)});
  }
  for (const ChannelSlots& c : channels) {
    const ChannelBook filled = fill(p, c.channel, c.slots);
    serve_kept(p, filled, c.slots);
    refuse_others(p, filled);
  }
}

}  // namespace kith::planner
