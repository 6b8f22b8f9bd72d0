// Metrics: rates with named definitions, as sums of integers that add, subtract and
// merge.
//
//   RateSum sum;
//   for (const CustomerFigures& c : customers) sum += conversion_part(c, quarter, as_of);
//   Rate r = make_rate(Metric::conversion, sum, quarter, as_of);   // r.ppm, or none when
//   nobody is in it
//
// The figures are plain structs that the caller fills (flow from deals; a host from its
// own tables). Not here: where they come from, estimates with intervals, tables.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "kith/base/date.hpp"
#include "kith/model/codes.hpp"

namespace kith {

// ---- figures ---------------------------------------------------------------

struct CustomerFigures {
  std::optional<Date> first_recorded;
  std::optional<Date> first_won;
  std::vector<Date> order_days;  ///< distinct, ascending
  bool operator==(const CustomerFigures&) const = default;
};

struct DealFigures {
  Date created;
  std::vector<std::optional<Date>>
      reached;  ///< per stage: first day it or a later one was entered
  std::vector<std::int32_t> visits;  ///< per stage: times entered; may be left empty
  DealEnd end = DealEnd::open;
  std::optional<Date> end_day;
  bool operator==(const DealFigures&) const = default;
};

// ---- rates (S39) -----------------------------------------------------------

/// Named definitions. Append-only.
enum class Metric : std::int32_t {
  conversion = 1,
  repurchase = 2,
  churn = 3,
  funnel_step = 4,
  funnel_cumulative = 5,
  win_rate = 6,
};
std::span<const CodeWord> metric_words() noexcept;
inline std::span<const CodeWord> words_of(Metric) { return metric_words(); }
/// What the metric counts, in one sentence; empty for a number this build does not know.
std::string_view metric_definition(Metric metric, Language language) noexcept;

/// Append-only.
enum class RateStatus : std::int32_t {
  ok = 0,
  no_value = 1,  ///< the denominator is 0: no value, never 0 %
  partial_period =
      2,  ///< the period is not over at as_of; the value is what is known so far
  not_identified = 3,  ///< the numbers do not make a rate (below 0)
};
std::span<const CodeWord> rate_status_words() noexcept;
inline std::span<const CodeWord> words_of(RateStatus) { return rate_status_words(); }

/// A contribution, or a sum of them: a commutative group. Default is the neutral element.
struct RateSum {
  std::int64_t numerator = 0;
  std::int64_t denominator = 0;
  RateSum& operator+=(const RateSum& o) noexcept {
    numerator += o.numerator;
    denominator += o.denominator;
    return *this;
  }
  RateSum& operator-=(const RateSum& o) noexcept {
    numerator -= o.numerator;
    denominator -= o.denominator;
    return *this;
  }
  friend RateSum operator+(RateSum a, const RateSum& b) noexcept { return a += b; }
  friend RateSum operator-(RateSum a, const RateSum& b) noexcept { return a -= b; }
  bool operator==(const RateSum&) const = default;
  template <class A>
  void serialize(A& ar, unsigned) {
    ar& numerator& denominator;
  }
};

/// The exact fraction and its value in parts per million, rounded half to even.
struct Rate {
  Metric metric{};
  std::int64_t numerator = 0;
  std::int64_t denominator = 0;
  RateStatus status = RateStatus::no_value;
  std::optional<std::int64_t> ppm;  ///< none: no_value, not_identified
  bool operator==(const Rate&) const = default;
};
/// numerator/denominator in ppm, rounded half to even; none unless 0 ≤ numerator and 0 <
/// denominator, or past int64.
std::optional<std::int64_t> ppm_of(std::int64_t numerator,
                                   std::int64_t denominator) noexcept;
/// A rate of a period as known at the close of as_of.
Rate make_rate(Metric metric, const RateSum& sum, DateSpan period, Date as_of) noexcept;

inline constexpr std::int32_t kChurnDays = 180;

// One customer's part: denominator 0 or 1, numerator 0 or 1 and only with the
// denominator. Nothing after as_of counts.

/// In it: first recorded in the period. Counts: has a won deal by as_of.
RateSum conversion_part(const CustomerFigures& customer, DateSpan period,
                        Date as_of) noexcept;
/// In it: an order in the period. Counts: orders on at least two days of it.
RateSum repurchase_part(const CustomerFigures& customer, DateSpan period,
                        Date as_of) noexcept;
/// In it: an order in the `days` days before the period, once the period has begun at
/// as_of. Counts: none in the period. days ≥ 1.
RateSum churn_part(const CustomerFigures& customer, DateSpan period, Date as_of,
                   std::int32_t days = kChurnDays) noexcept;
/// One deal's part in the win rate by close date. In it: ended won or lost in the period.
/// Counts: won.
RateSum win_rate_part(const DealFigures& deal, DateSpan period, Date as_of) noexcept;

/// Orders as columns, in any order of rows, several a day allowed: the batch form of the
/// same rules. `customer` holds numbers 0 … customers-1. Throws Error (out_of_range) at
/// another number, (bad_struct_size) at unequal lengths. Complexity: O(rows + customers).
struct OrderColumns {
  std::span<const std::int32_t> customer;
  std::span<const std::int32_t> day;  ///< days since 1970-01-01
  std::int32_t customers = 0;
};
RateSum repurchase_sum(const OrderColumns& orders, DateSpan period, Date as_of);
RateSum churn_sum(const OrderColumns& orders, DateSpan period, Date as_of,
                  std::int32_t days = kChurnDays);

// ---- funnel (S34) ----------------------------------------------------------

/// Counts of the deals created in a period, as of a day: a cohort, each deal once. A
/// skipped stage counts as reached; a lost deal stays where it died. A commutative group;
/// the default value is neutral.
struct FunnelCounts {
  std::int64_t created = 0;
  std::vector<std::int64_t> reached;  ///< per stage
  std::vector<std::int64_t> visited;  ///< per stage: deals that entered it as the figures
                                      ///< stand (0 where they do not say)
  /// Lost deals by how far they came: [0] before any stage, [i + 1] in stage i.
  std::vector<std::int64_t> lost_at;
  std::int64_t open = 0;
  std::int64_t won = 0;
  std::int64_t lost = 0;
  std::int64_t void_ = 0;

  /// Throws Error (conflict) when both have stages and not equally many: funnels of two
  /// pipelines do not add.
  FunnelCounts& operator+=(const FunnelCounts& o);
  FunnelCounts& operator-=(const FunnelCounts& o);
  friend FunnelCounts operator+(FunnelCounts a, const FunnelCounts& b) { return a += b; }
  friend FunnelCounts operator-(FunnelCounts a, const FunnelCounts& b) { return a -= b; }
  bool operator==(const FunnelCounts&) const = default;
  template <class A>
  void serialize(A& ar, unsigned) {
    ar& created& reached& visited& lost_at& open& won& lost& void_;
  }
};

/// One deal's part: zeros (with its stages) when it was not created in the period, or
/// after as_of.
FunnelCounts funnel_part(const DealFigures& deal, DateSpan period, Date as_of);
/// The sum of the parts of many deals of one pipeline of `stages` stages. Throws like +=.
FunnelCounts funnel(std::span<const DealFigures> deals, std::size_t stages,
                    DateSpan period, Date as_of);
/// Reached stage i of those that reached stage i - 1 (stage 0: of those created).
Rate funnel_step(const FunnelCounts& counts, std::size_t stage, DateSpan period,
                 Date as_of);
/// Reached stage i of those created.
Rate funnel_cumulative(const FunnelCounts& counts, std::size_t stage, DateSpan period,
                       Date as_of);

}  // namespace kith
