// Rates: one customer's or one deal's part in each, the batch form over columns, and the
// fraction as a value.
#include <algorithm>
#include <array>
#include <limits>

#include "kith/base/error.hpp"
#include "kith/metrics/metrics.hpp"

namespace kith {
namespace {

constexpr std::array<CodeWord, 6> kMetrics{{
    {1, "conversion", "客户转化率", "conversion rate"},
    {2, "repurchase", "复购率", "repurchase rate"},
    {3, "churn", "流失率", "churn rate"},
    {4, "funnel_step", "阶段转化率", "step conversion"},
    {5, "funnel_cumulative", "累计转化率", "cumulative conversion"},
    {6, "win_rate", "赢单率", "win rate"},
}};

struct Definition {
  std::string_view zh;
  std::string_view en;
};
// In the order of kMetrics.
constexpr std::array<Definition, 6> kDefinitions{{
    {"期内首次建档且截至统计日已有赢单的客户数 ÷ 期内首次建档的客户数（同批客户口径）",
     "customers first recorded in the period who have a won deal by the day of the "
     "answer ÷ customers first recorded in the period (cohort)"},
    {"期内在至少两个不同日期下单的客户数 ÷ 期内下过单的客户数（全额退回的订单不计）",
     "customers with orders on at least two days of the period ÷ customers with at least "
     "one; orders returned in full do not count"},
    {"期初前若干天（默认180天）内下过单而期内未下单的客户数 ÷ "
     "期初前这些天内下过单的客户数（全额退回的订单不计）",
     "customers with an order in the days before the period (180 unless told) and none "
     "in "
     "it ÷ customers with an order in those days; orders returned in full do not count"},
    {"期内创建的商机中到达本阶段的商机数 ÷ "
     "到达上一阶段的商机数（首阶段以创建数为分母；跳过的阶段视为到达）",
     "deals created in the period that reached the stage ÷ those that reached the stage "
     "before it (all created, for the first); a skipped stage counts as reached"},
    {"期内创建的商机中到达本阶段的商机数 ÷ 期内创建的商机数（跳过的阶段视为到达）",
     "deals created in the period that reached the stage ÷ deals created in the period; "
     "a "
     "skipped stage counts as reached"},
    {"期内赢单的商机数 ÷ 期内赢单与输单的商机数（按结束日，作废不计）",
     "deals won in the period ÷ deals won or lost in it, by the day they ended; void "
     "ones "
     "do not count"},
}};

constexpr std::array<CodeWord, 4> kStatuses{{
    {0, "ok", "有效", "ok"},
    {1, "no_value", "无值", "no value"},
    {2, "partial_period", "期间未结束", "partial period"},
    {3, "not_identified", "无法计算", "not identified"},
}};

RateSum part(bool in, bool counts) { return {in && counts ? 1 : 0, in ? 1 : 0}; }

DateSpan cut(DateSpan span, Date as_of) {
  return {span.first, std::min(span.last, as_of)};
}

/// The days just before a period.
DateSpan days_before(DateSpan period, std::int32_t days) {
  return {period.first.plus_days(-std::int64_t{days}), period.first.plus_days(-1)};
}

/// Nobody has left a period that has not begun.
bool has_begun(DateSpan period, Date as_of) {
  return period.first <= as_of && period.first <= period.last;
}

/// Number of the ascending days in a span, at most 2: more is never asked.
int days_in(const std::vector<Date>& days, DateSpan span) {
  auto it = std::lower_bound(days.begin(), days.end(), span.first);
  int n = 0;
  for (; it != days.end() && *it <= span.last && n < 2; ++it) ++n;
  return n;
}

/// Which customers the rows of a batch name; checked once for all kernels.
void check_columns(const OrderColumns& orders) {
  if (orders.customer.size() != orders.day.size()) {
    throw Error(Status::invalid_argument, Reason::bad_struct_size,
                "customer and day columns differ in length")
        .at("day");
  }
  for (std::size_t row = 0; row < orders.customer.size(); ++row) {
    if (orders.customer[row] < 0 || orders.customer[row] >= orders.customers) {
      throw Error(Status::out_of_range, Reason::bad_number, "no such customer number")
          .at("customer", static_cast<std::int64_t>(row));
    }
  }
}

}  // namespace

std::span<const CodeWord> metric_words() noexcept { return kMetrics; }
std::span<const CodeWord> rate_status_words() noexcept { return kStatuses; }

std::string_view metric_definition(Metric metric, Language language) noexcept {
  const auto index = static_cast<std::int64_t>(metric) - 1;
  if (index < 0 || index >= static_cast<std::int64_t>(kDefinitions.size())) return {};
  const Definition& text = kDefinitions[static_cast<std::size_t>(index)];
  return language == Language::chinese ? text.zh : text.en;
}

std::optional<std::int64_t> ppm_of(std::int64_t numerator,
                                   std::int64_t denominator) noexcept {
  if (numerator < 0 || denominator <= 0) return std::nullopt;
  __extension__ using Wide = __int128;
  const Wide scaled = Wide{numerator} * 1'000'000;
  Wide value = scaled / denominator;
  const Wide twice = (scaled % denominator) * 2;
  if (twice > denominator || (twice == denominator && value % 2 == 1)) ++value;
  if (value > std::numeric_limits<std::int64_t>::max()) return std::nullopt;
  return static_cast<std::int64_t>(value);
}

Rate make_rate(Metric metric, const RateSum& sum, DateSpan period, Date as_of) noexcept {
  Rate rate{metric, sum.numerator, sum.denominator, RateStatus::ok, std::nullopt};
  if (sum.denominator == 0 && sum.numerator == 0) {
    rate.status = RateStatus::no_value;
    return rate;
  }
  rate.ppm = ppm_of(sum.numerator, sum.denominator);
  if (!rate.ppm) {
    rate.status = RateStatus::not_identified;
  } else if (as_of < period.last) {
    rate.status = RateStatus::partial_period;
  }
  return rate;
}

RateSum conversion_part(const CustomerFigures& customer, DateSpan period,
                        Date as_of) noexcept {
  const auto& recorded = customer.first_recorded;
  const bool in = recorded && cut(period, as_of).contains(*recorded);
  return part(in, customer.first_won && *customer.first_won <= as_of);
}

RateSum repurchase_part(const CustomerFigures& customer, DateSpan period,
                        Date as_of) noexcept {
  const int days = days_in(customer.order_days, cut(period, as_of));
  return part(days >= 1, days >= 2);
}

RateSum churn_part(const CustomerFigures& customer, DateSpan period, Date as_of,
                   std::int32_t days) noexcept {
  const DateSpan before = cut(days_before(period, days), as_of);
  return part(has_begun(period, as_of) && days_in(customer.order_days, before) >= 1,
              days_in(customer.order_days, cut(period, as_of)) == 0);
}

RateSum win_rate_part(const DealFigures& deal, DateSpan period, Date as_of) noexcept {
  const bool closed = deal.end == DealEnd::won || deal.end == DealEnd::lost;
  const bool in = closed && deal.end_day && cut(period, as_of).contains(*deal.end_day);
  return part(in, deal.end == DealEnd::won);
}

RateSum repurchase_sum(const OrderColumns& orders, DateSpan period, Date as_of) {
  check_columns(orders);
  struct Seen {
    std::int32_t first = 0;
    bool any = false;
    bool again = false;
  };
  std::vector<Seen> seen(static_cast<std::size_t>(orders.customers));
  const DateSpan in = cut(period, as_of);
  RateSum sum;
  for (std::size_t row = 0; row < orders.day.size(); ++row) {
    if (!in.contains(Date(orders.day[row]))) continue;
    Seen& s = seen[static_cast<std::size_t>(orders.customer[row])];
    if (!s.any) {
      s = {orders.day[row], true, false};
      ++sum.denominator;
    } else if (!s.again && s.first != orders.day[row]) {
      s.again = true;
      ++sum.numerator;
    }
  }
  return sum;
}

RateSum churn_sum(const OrderColumns& orders, DateSpan period, Date as_of,
                  std::int32_t days) {
  check_columns(orders);
  if (!has_begun(period, as_of)) return {};
  constexpr std::uint8_t kBefore = 1;
  constexpr std::uint8_t kIn = 2;
  std::vector<std::uint8_t> seen(static_cast<std::size_t>(orders.customers));
  const DateSpan before = cut(days_before(period, days), as_of);
  const DateSpan in = cut(period, as_of);
  for (std::size_t row = 0; row < orders.day.size(); ++row) {
    const Date day(orders.day[row]);
    std::uint8_t& s = seen[static_cast<std::size_t>(orders.customer[row])];
    if (before.contains(day)) s = static_cast<std::uint8_t>(s | kBefore);
    if (in.contains(day)) s = static_cast<std::uint8_t>(s | kIn);
  }
  RateSum sum;
  for (const std::uint8_t s : seen) sum += part((s & kBefore) != 0, (s & kIn) == 0);
  return sum;
}

}  // namespace kith
