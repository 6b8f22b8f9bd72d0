// What customers ask of each of ours, by channel, and the slots beside it. Private to
// view.
#pragma once

#include <compare>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <vector>

#include "kith/flow/demand.hpp"
#include "kith/flow/jobs.hpp"

namespace kith::view_detail {

/// What a stream asks of one customer, without who asks: equal ones are counted.
struct LoadKey {
  std::optional<PeriodRule> bucket;
  std::int32_t thin_below = 0;
  std::int32_t touches = 1;
  std::int32_t working_days = 0;
  auto operator<=>(const LoadKey&) const = default;
  /// Without customers.
  [[nodiscard]] StreamLoad stream() const;
};

/// One channel of one person, or of several together.
struct Lane {
  std::int64_t people = 0;  ///< with a capacity that is known
  std::int64_t customers = 0;
  std::map<LoadKey, std::int64_t> streams;             ///< with customers
  std::map<std::vector<LoadKey>, std::int64_t> mixes;  ///< what one customer asks for
  std::vector<std::int64_t> slots;                     ///< beside the days
  std::int64_t most = 0;    ///< slots of the one with most of them
  std::int64_t fewest = 0;  ///< of the one with fewest above none
};
void add(Lane& sum, const Lane& one);

/// One of ours.
struct Desk {
  std::map<Channel, Lane> lanes;  ///< unknown: one capacity for all, or the day's cap
  std::set<PersonKey> owners;     ///< whose customers ask
};

class Loads {
 public:
  /// Capacities are those of `day`; the desks of those who have one are there at once.
  /// All are borrowed.
  Loads(const Directory& directory, Date day, DateSpan span, const Calendar& calendar);
  /// `campaigns`: pushes take nothing.
  void take(const CustomerState& state, std::span<const Demand> demands, bool campaigns);

  std::map<PersonKey, Desk> desks;  ///< the empty key: touches that nobody can make

 private:
  using Days = std::optional<WorkDays>;
  const Days& days_of(const PersonKey& person);
  Lane& lane_of(Desk& desk, const Days& days, Channel channel);

  const Directory& directory_;
  Date day_;
  DateSpan span_;
  const Calendar& calendar_;
  std::map<PersonKey, Days> days_;
};

}  // namespace kith::view_detail
