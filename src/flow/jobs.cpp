#include "kith/flow/jobs.hpp"

#include <algorithm>
#include <iterator>
#include <limits>
#include <string>
#include <utility>

namespace kith {
namespace {

/// First to last of the working days planned. A calendar that has none gives one day.
DateSpan planned_days(Date as_of, std::int32_t working_days, const Calendar& calendar) {
  const auto first = calendar.add(as_of, 0);
  if (!first) return {as_of, as_of};
  const auto last = calendar.add(first->day, working_days - 1);
  return {as_of, last ? last->day : first->day};
}

bool works_on(const PersonKey& person, Date day, const Calendar& calendar,
              const Directory& directory) {
  return calendar.is_working(day) && directory.absence(person, day) == nullptr &&
         directory.find(person, day)->active;
}

/// Begins with the first open day.
void cut_closed(WorkDays& days) {
  const auto first = std::find(days.open.begin(), days.open.end(), true);
  if (first == days.open.end()) return;
  days.days.first =
      days.days.first.plus_days(static_cast<std::int32_t>(first - days.open.begin()));
  days.open.erase(days.open.begin(), first);
}

/// Parted by U+0000, which no key has: two promises never share it.
JobKey key_of(const CustomerKey& customer, const PromiseRow& row) {
  const char* kind = row.slides ? "gap" : "";
  std::string key;
  for (const std::string& part :
       {customer.text(), row.stream, std::string(kind), row.step.source, row.step.key}) {
    if (!key.empty()) key += '\0';
    key += part;
  }
  return JobKey(std::move(key));
}

/// The days open within a promise's window, as far as they are planned.
DateSpan open_window(DateSpan window, const WorkDays& days) {
  if (window.last < days.from()) return window;  // late: the objective says what then
  window.first = std::max(window.first, days.from());
  DateSpan open = window;
  while (open.first < open.last && !days.is_open(open.first))
    open.first = open.first.plus_days(1);
  while (open.first < open.last && !days.is_open(open.last))
    open.last = open.last.plus_days(-1);
  return days.is_open(open.first) ? open : window;
}

/// Not before the day until which it is put off, nor the one on which to try again.
DateSpan asked_window(const PromiseRow& row) {
  DateSpan window{std::min(row.window_from, *row.due), *row.due};
  if (row.snoozed_until) {
    window.first = std::max(window.first, *row.snoozed_until);
    window.last = std::max(window.last, window.first);
  }
  if (row.retry && *row.retry > window.first && *row.retry <= window.last)
    window.first = *row.retry;
  return window;
}

/// At most `most`, so that no sum overflows.
std::int64_t lateness(const PromiseRow& row, Date today, const Calendar& calendar,
                      std::int64_t most) {
  if (row.state != PromiseState::overdue) return 0;
  const Date since = std::min(row.since.value_or(*row.due), *row.due);
  const std::int64_t period = calendar.count(since, *row.due).days;
  const std::int64_t waited = std::max(0, calendar.count(since, today).days);
  const Result<std::int64_t> index = lateness_index(row.weight, waited, period);
  return index ? std::min(*index, most) : most;
}

/// What weight and the tables leave of the largest number.
std::int64_t most_lateness(std::int64_t weight, std::int64_t of_tables) {
  const std::int64_t most = std::numeric_limits<std::int64_t>::max() - weight;
  return std::max<std::int64_t>(0, most - std::max<std::int64_t>(0, of_tables));
}

}  // namespace

std::int32_t WorkDays::slots_a_day(Channel channel) const {
  for (const auto& [known, slots] : channel_slots) {
    if (known == channel) return day_slots ? std::min(slots, *day_slots) : slots;
  }
  return day_slots.value_or(0);
}

Channel WorkDays::channel_for(std::uint32_t channels) const {
  if (is_joint()) return Channel::unknown;
  std::optional<Channel> best;
  for (const CodeWord& word : channel_words()) {
    const auto channel = static_cast<Channel>(word.code);
    if (channel == Channel::unknown) continue;
    if (channels != 0 && (channels >> static_cast<std::uint32_t>(word.code) & 1u) == 0)
      continue;
    if (!best || slots_a_day(channel) > slots_a_day(*best)) best = channel;
  }
  return best.value_or(Channel::unknown);
}

Result<WorkDays> work_days_in(const PersonKey& person, Date day, DateSpan days,
                              const Calendar& calendar, const Directory& directory) {
  const Person* found = directory.find(person, day);
  if (found == nullptr) {
    return Error(Status::not_found, Reason::unknown_name,
                 "the directory knows no person \"" + person.text() + "\"")
        .at("person");
  }
  WorkDays out;
  out.person = person;
  out.day_slots = found->day_capacity;
  if (!found->channel_capacity.empty()) {
    auto channels = channel_capacity(found->channel_capacity);
    if (!channels) return channels.error();
    out.channel_slots = *std::move(channels);
  }
  if (!out.day_slots && out.channel_slots.empty()) {
    return Error(Status::failed_precondition, Reason::missing_value,
                 "no capacity is known of \"" + person.text() + "\"")
        .at("person");
  }
  out.days = days;
  for (std::int32_t n = 0; n <= days_between(days.first, days.last); ++n)
    out.open.push_back(works_on(person, days.first.plus_days(n), calendar, directory));
  return out;
}

Result<WorkDays> work_days(const PersonKey& person, Date as_of, std::int32_t working_days,
                           const Calendar& calendar, const Directory& directory) {
  Result<WorkDays> days = work_days_in(
      person, as_of, planned_days(as_of, working_days, calendar), calendar, directory);
  if (days) cut_closed(*days);
  return days;
}

std::optional<PromiseJob> promise_job(const CustomerKey& customer, const PromiseRow& row,
                                      const WorkDays& days, const Calendar& calendar,
                                      std::vector<Addend> of_tables) {
  const bool owed =
      row.state == PromiseState::overdue || row.state == PromiseState::open ||
      row.state == PromiseState::upcoming || row.state == PromiseState::snoozed;
  if (!owed || !row.due) return std::nullopt;
  const DateSpan asked = asked_window(row);
  if (asked.last > days.days.last) return std::nullopt;
  PromiseJob made;
  made.weight = row.weight;
  const std::int64_t from_tables = total_points(of_tables).value();
  made.lateness =
      lateness(row, days.from(), calendar, most_lateness(made.weight, from_tables));
  made.addends.reserve(of_tables.size() + 2);
  made.addends.push_back({"weight", made.weight});
  if (made.lateness != 0) made.addends.push_back({"lateness", made.lateness});
  std::move(of_tables.begin(), of_tables.end(), std::back_inserter(made.addends));
  Job& job = made.job;
  job.key = key_of(customer, row);
  job.window = open_window(asked, days);
  // What was agreed with the customer comes before what a rhythm asks for.
  job.job_class = !row.step.source.empty() ? JobClass::pinned
                  : row.starved            ? JobClass::starving
                                           : JobClass::due;
  job.points = total_points(made.addends).value();
  job.owner = days.person;
  job.channel = days.channel_for(row.channels);
  job.since = row.since;
  job.may_pull = !row.slides;
  return made;
}

DayCapacity capacity_for(const WorkDays& days, std::span<const Job> jobs) {
  DayCapacity capacity{days.days, {}, {}};
  const auto slots = [&](std::int32_t a_day) {
    std::vector<std::int32_t> out;
    for (const bool open : days.open) out.push_back(open ? a_day : 0);
    return out;
  };
  for (const CodeWord& word : channel_words()) {
    const auto channel = static_cast<Channel>(word.code);
    const auto named = [&](const Job& job) { return job.channel == channel; };
    if (std::any_of(jobs.begin(), jobs.end(), named))
      capacity.channels.push_back({channel, slots(days.slots_a_day(channel))});
  }
  if (days.is_joint() || !days.day_slots) return capacity;
  for (std::size_t n = 0; n < days.open.size(); ++n) {
    const Date d = days.from().plus_days(static_cast<std::int32_t>(n));
    if (days.open[n]) capacity.caps.push_back({{d, d}, *days.day_slots});
  }
  return capacity;
}

PersonKey worked_off_by(const PersonKey& person, Date due, Date as_of,
                        const Directory& directory) {
  const PersonKey deputy = directory.deputy(person, as_of);
  if (deputy.empty()) return person;
  for (Date d = as_of; d < due; d = d.plus_days(1)) {
    if (directory.absence(person, d.plus_days(1)) == nullptr) return person;
  }
  return deputy;
}

}  // namespace kith
