// From the cadence to the planner: promises of one person as jobs, and what the person
// can do on the days planned.
//
//   WorkDays days = work_days(person, as_of, 60, rules).value();
//   for (…) if (auto made = promise_job(customer, row, days, calendar, addends))
//     jobs.push_back(made->job);
//   plan_days(jobs, capacity_for(days, jobs), calendar, {.today = days.from()})
//
// Pure. docs/decisions/017-day-plan.md says what was chosen.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "kith/flow/flow.hpp"
#include "kith/flow/ranking.hpp"
#include "kith/planner/plan.hpp"

namespace kith {

/// What a person can do, day by day. Capacities are those of the day asked about,
/// absences and leaving those of each day.
struct WorkDays {
  PersonKey person;
  DateSpan days;  ///< from the first day on which the person works
  std::vector<bool>
      open;  ///< beside the days: a working day, the person there and active
  std::optional<std::int32_t> day_slots;  ///< touches a day over all channels
  std::vector<std::pair<Channel, std::int32_t>> channel_slots;  ///< as stated
  [[nodiscard]] Date from() const { return days.first; }
  [[nodiscard]] bool is_open(Date day) const {
    return days.contains(day) &&
           open[static_cast<std::size_t>(days_between(days.first, day))];
  }
  /// No channel has a number of its own: all share the day's, as Channel::unknown.
  [[nodiscard]] bool is_joint() const { return channel_slots.empty(); }
  /// On an open day. A channel without a number has the day's, if that is stated, else
  /// none.
  [[nodiscard]] std::int32_t slots_a_day(Channel channel) const;
  /// On which of the channels (bit = code; 0: any) the person works off a promise: the
  /// one with the most slots a day, of equals the first by code. No other promise
  /// changes it.
  [[nodiscard]] Channel channel_for(std::uint32_t channels) const;
};
/// The days of a person from `as_of` to the last of `working_days` working days, as_of
/// among them if it is one. The first is the first on which the person works; as_of if
/// there is none. Fails with unknown_name (not_found), missing_value
/// (failed_precondition) for a person without capacity.
Result<WorkDays> work_days(const PersonKey& person, Date as_of, std::int32_t working_days,
                           const Calendar& calendar, const Directory& directory);

/// The same of given days, none of them cut, with the capacity of `day`. Fails likewise.
Result<WorkDays> work_days_in(const PersonKey& person, Date day, DateSpan days,
                              const Calendar& calendar, const Directory& directory);

/// A promise as a job, and what its points are made of.
struct PromiseJob {
  Job job;
  std::int64_t weight = 0;    ///< of the stream, its tags counted
  std::int64_t lateness = 0;  ///< lateness_index() of working days since the period began
  /// Their exact sum is the job's points: "weight", "lateness" unless it is 0, and those
  /// of the document's tables.
  std::vector<Addend> addends;
};
/// The job of one promise; none for what is kept, has no day, or is due after the days.
/// Its window are the days open within the promise's; where there are none, the promise's
/// from the first day on. `of_tables`: table_addends() of the row, int32 points each.
/// Lateness stays where the sum still fits.
std::optional<PromiseJob> promise_job(const CustomerKey& customer, const PromiseRow& row,
                                      const WorkDays& days, const Calendar& calendar,
                                      std::vector<Addend> of_tables);

/// Slots of the channels that the jobs name, and a cap a day where the person has both
/// capacities.
DayCapacity capacity_for(const WorkDays& days, std::span<const Job> jobs);

/// Who works off a promise of `person` due on `due`: whoever stands in on `as_of` when
/// the day lies before the person is back, or is past; else the person.
PersonKey worked_off_by(const PersonKey& person, Date due, Date as_of,
                        const Directory& directory);

}  // namespace kith
