// Whether promises can be kept at all, before anybody adopts them: load over capacity as
// exact fractions, the first days that have too little, people needed, customers a
// person can hold, and a first cycle spread over its days.
//
//   for (const Utilisation& u : utilisation(streams, slots, calendar, year).value()) …
//
// Above 1 no plan exists. Up to 5/6 a plan for sliding promises (GAP) exists whatever the
// periods (pinwheel scheduling: Kawamura, STOC 2024); between them it does when periods
// divide one another, and PERIOD promises can be kept exactly when no days have too
// little (Hall's condition over intervals).
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "kith/base/result.hpp"
#include "kith/calendar/period.hpp"
#include "kith/model/codes.hpp"

namespace kith {

/// In lowest terms, the denominator above 0; comparison is exact.
struct Fraction {
  std::int64_t numerator = 0;
  std::int64_t denominator = 1;
  bool operator==(const Fraction&) const = default;
  std::strong_ordering operator<=>(const Fraction& other) const noexcept;
};
/// bad_number for a denominator of 0 or below; overflow beyond 64 bits.
Result<Fraction> make_fraction(std::int64_t numerator, std::int64_t denominator);
Result<Fraction> sum(const Fraction& a, const Fraction& b);
Result<Fraction> product(const Fraction& a, const Fraction& b);
/// a / b, b above 0.
Result<Fraction> quotient(const Fraction& a, const Fraction& b);
std::int64_t floor_of(const Fraction& a) noexcept;
std::int64_t ceiling_of(const Fraction& a) noexcept;

/// ⌈a · scale⌉, a and scale at least 0; the largest number where it does not fit.
std::int64_t scaled_up(const Fraction& a, std::int64_t scale) noexcept;

/// What one stream demands of one role on one channel.
struct StreamLoad {
  Role role = Role::unknown;
  Channel channel = Channel::unknown;
  std::int64_t customers = 0;        ///< at least 0
  std::int32_t touches = 1;          ///< of each, in each bucket or period; at least 1
  std::optional<PeriodRule> bucket;  ///< PERIOD: so many in each bucket
  std::int32_t thin_below = 0;       ///< buckets of fewer working days join the next
  std::int32_t working_days = 0;     ///< GAP, where there is no bucket: at least 1
};

/// What people of one role can do on one channel.
struct RoleSlots {
  Role role = Role::unknown;
  Channel channel = Channel::unknown;
  std::int64_t people = 0;  ///< at least 0
  std::int32_t slots = 0;   ///< of each on each working day, at least 0
};

enum class Light : std::int32_t {
  green = 0,  ///< at most 5/6, over the whole span and over each run of buckets
  amber = 1,  ///< at most 1: PERIOD promises fit, GAP ones if periods divide; no slack
  red = 2,    ///< no plan keeps it
};
std::span<const CodeWord> light_words() noexcept;
inline std::span<const CodeWord> words_of(Light) { return light_words(); }

/// What one stream demands over the span, exactly: a bucket at an edge counts by its days
/// inside, a GAP by its rate. Fails with bad_number, bad_order or overflow.
Result<Fraction> touches_of(const StreamLoad& stream, const Calendar& calendar,
                            DateSpan span);

/// Days in which more touches must take place than there are slots.
struct Shortage {
  DateSpan days;
  std::int64_t needed = 0;
  std::int64_t slots = 0;
  bool operator==(const Shortage&) const = default;
};

/// One role and channel over the span.
struct Utilisation {
  Role role = Role::unknown;
  Channel channel = Channel::unknown;
  Fraction load;              ///< touches; a bucket at an edge counts by its days inside
  std::int64_t capacity = 0;  ///< slots
  std::optional<Fraction> rho;       ///< load / capacity; none: no capacity
  std::optional<Fraction> busiest;   ///< the highest over runs of whole buckets, GAP by
                                     ///< its rate; none: there is no whole bucket
  std::optional<Shortage> shortage;  ///< the first that ends, there the largest, of what
                                     ///< must take place in whole buckets and GAPs
  std::int64_t least_people =
      0;  ///< ⌈load / what one person can do⌉; -1: no number helps
  Light light = Light::green;
  bool operator==(const Utilisation&) const = default;
};

/// A row for each role and channel that has a load or slots, in order of role and
/// channel. Fails with bad_number, duplicate (slots twice), bad_order (an empty span),
/// out_of_range (a span above 20,000 days) or overflow, naming the place.
Result<std::vector<Utilisation>> utilisation(std::span<const StreamLoad> streams,
                                             std::span<const RoleSlots> slots,
                                             const Calendar& calendar, DateSpan span);

/// The same of one group of people whose slots differ by day: beside the days of the
/// span, together; 0 on a day on which nobody works. `streams` are all theirs, whatever
/// their role and channel, which stay unset, and so does least_people. Fails as
/// utilisation() does, and with bad_order where slots and days are not as many.
Result<Utilisation> utilisation_by_day(std::span<const StreamLoad> streams,
                                       std::span<const std::int64_t> slots,
                                       const Calendar& calendar, DateSpan span);

/// Windows of days with so many unit jobs each.
struct WindowCount {
  DateSpan days;
  std::int64_t jobs = 0;
};
/// The first days that have too few slots for windows wholly within them; none: all fit.
/// `slots` for each day of `days`; a window is cut to `days`, one outside is short.
/// Complexity: windows × days.
std::optional<Shortage> first_shortage(std::span<const WindowCount> windows,
                                       DateSpan days,
                                       std::span<const std::int32_t> slots);

/// How many people hold customers with loads on several channels, each customer whole:
/// not below `least`, and `enough` by first fit, the largest first.
struct PeopleBounds {
  std::int64_t least = 0;
  std::int64_t enough = 0;
  bool operator==(const PeopleBounds&) const = default;
};
/// `loads`: customers one after another, each as many numbers as `capacity` has, in the
/// same unit as it. Fails with bad_order (a number too few), bad_number (below 0), or
/// out_of_range naming the customer whom one person cannot serve.
Result<PeopleBounds> people_needed(std::span<const std::int64_t> loads,
                                   std::span<const std::int64_t> capacity);

/// Customers of one period that a person holds: ⌊slots · period · availability · target⌋.
Result<std::int64_t> book_size(std::int32_t slots, std::int32_t period,
                               const Fraction& availability, const Fraction& target);

/// Customers like those of a load that one of the people holds whose slots are
/// `capacity`: ⌊capacity / people · customers / load · target⌋, with a load whose
/// denominator is 2⁴⁰ or more rounded up. Numbers at least 0, as utilisation_by_day() has
/// them, people and load above 0, target's numbers below 8; the largest number where it
/// does not fit.
std::int64_t customers_held(std::int64_t capacity, std::int64_t people,
                            std::int64_t customers, const Fraction& load,
                            const Fraction& target) noexcept;

/// A first cycle: customer i is due on the days d with d mod periods[i] == phase[i].
struct Spread {
  std::vector<std::int32_t> phase;
  std::int64_t peak = 0;   ///< most customers on one day
  std::int64_t least = 0;  ///< ⌈Σ 1 / period⌉: no spread has a lower peak
  bool operator==(const Spread&) const = default;
};
/// Customers in order of their period, each on the phase whose busiest day is lowest, the
/// first of equals. The peak is the least where periods divide one another. Fails with
/// bad_number (a period below 1) or out_of_range where the periods' common cycle is
/// longer than a million days. Complexity: customers × cycle.
Result<Spread> spread_first_cycle(std::span<const std::int32_t> periods);

}  // namespace kith
